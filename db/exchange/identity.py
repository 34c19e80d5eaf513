"""How a store and a copy of it are known again in a workbook that comes back."""

import datetime as dt
from uuid import NAMESPACE_OID, uuid5

import sqlalchemy as sa
from sqlalchemy.orm import Session

from db.journal import Batch, Change
from db.personal.ledger import STORE, Erasure


def store_id(session: Session) -> str:
    """What tells this store from every other, the same in its backups and after a restore.

    It comes from the first record that was ever written, whose uid is random and whose entry in the journal
    stays whatever happens to the record, unless it is erased for good: then it was kept by `keep`. Empty for
    a store that was never written to: no workbook can have come from it with anything to bring back.
    """
    return _kept(session) or _by_first_record(session)


def keep(session: Session, known: str) -> None:
    """Let the store be known by what it was `known` by before something was erased from its journal."""
    if known and store_id(session) != known:
        session.add(Erasure(kind=STORE, uid=known, backups_until=dt.date.today()))
        session.flush()


def _kept(session: Session) -> str | None:
    # A store of an earlier schema, which is looked into before it is brought to this one, erased nobody.
    if not sa.inspect(session.connection()).has_table(Erasure.__tablename__):
        return None
    kept = sa.select(Erasure.uid).where(Erasure.kind == STORE).order_by(Erasure.id).limit(1)
    return session.scalar(kept)


def _by_first_record(session: Session) -> str:
    first = (
        sa.select(Batch.at, Change.uid).join(Change, Change.batch == Batch.id).order_by(Change.id).limit(1)
    )
    found = session.execute(first).first()
    return "" if found is None else str(uuid5(NAMESPACE_OID, f"{found[0].isoformat()} {found[1]}"))
