"""What a store or a backup holds: how many records of which kind, and up to which change."""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.orm import Session

from db.exchange.identity import store_id
from db.journal import Batch
from db.personal.ledger import Departure, Erasure
from db.records import RECORDS, SHOWN
from db.store import connecting
from db.store.passphrase import Key
from db.store.sentences import world


@dataclass(frozen=True)
class State:
    """What tells one state of a store from every other: two with the same hold the same.

    `store` says which store it is (empty for one that was never written to), `newest` is the number of the
    newest batch in the journal; what is not in the journal, departures and erasures, is counted by itself.
    """

    store: str
    batches: int
    newest: int
    at: dt.datetime | None
    departures: int
    erasures: int


@dataclass(frozen=True)
class Contents:
    """`counts` is by kind of record; `label` says what the newest batch did, `state.at` when, in UTC."""

    state: State
    counts: dict[str, int]
    label: str


def look(path: Path, key: Key | None) -> Contents:
    """What a file holds, of this or an earlier schema; it is read from, and nothing is left beside it.

    Raises WorldError where it can't be read.
    """
    with world(path):
        engine = connecting.engine(path, key, reads=True, immutable=True)
        try:
            with Session(engine) as session:
                return contents_of(session)
        finally:
            engine.dispose()


def contents_of(session: Session) -> Contents:
    """What the store of a session holds."""
    there = set(sa.inspect(session.connection()).get_table_names())
    last = session.scalars(sa.select(Batch).order_by(Batch.id.desc()).limit(1)).first()
    batches = session.scalar(sa.select(sa.func.count()).select_from(Batch)) or 0
    logged = [
        session.scalar(sa.select(sa.func.max(log.id))) or 0 if log.__tablename__ in there else -1
        for log in (Departure, Erasure)
    ]
    state = State(
        store_id(session), batches, last.id if last else 0, last.at if last else None, logged[0], logged[1]
    )
    counts = {
        kind: session.scalar(sa.select(sa.func.count()).select_from(RECORDS[kind].__table__)) or 0
        for kind in SHOWN
        if RECORDS[kind].__tablename__ in there
    }
    return Contents(state, counts, last.label if last else "")
