"""Writing a rebuilt store: its records, its journal as far as it is known, its ledger, its search index."""

import datetime as dt
import getpass
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from db import search
from db.encoding import from_json
from db.journal import Batch, Change
from db.language import tr
from db.names import fold
from db.personal.ledger import Departed, Departure, Erasure, Suppressed
from db.records import RECORDS
from db.records.base import Base, utc_now
from db.rescue.deciding import Outcome, title_of
from db.rescue.reading import LEDGER, Ref, Row, Source
from db.store import connecting
from db.store.migrating import migrate
from db.store.passphrase import Key
from db.stored_values import differing
from db.writer import stored_fields

CHUNK = 1000
"""How many rows are written at once."""


def build(
    target: Path,
    key: Key | None,
    outcome: Outcome,
    sources: tuple[Source, Source | None],
    step: Callable[[], object],
) -> None:
    """Write a store to `target`, in one file. `step` is called `STEPS` times. Raises WorldError, OSError."""
    migrate(target, 0, key)
    engine = connecting.engine(target, key, reads=False, journal="DELETE")
    try:
        with Session(engine) as session, session.begin():
            _write_records(session, outcome, step)
            _write_ledger(session, *sources)
            _write_journal(session, outcome)
            step()
            search.rebuild(session)
            step()
    finally:
        engine.dispose()


STEPS = len(RECORDS) + 2


def _write_records(session: Session, outcome: Outcome, step: Callable[[], object]) -> None:
    now = utc_now()
    for kind, record in RECORDS.items():
        of_kind = {ref: row for ref, row in outcome.records.items() if ref[0] == kind}
        numbers = _numbered(of_kind)
        rows = (_columns(ref, row, numbers[ref], now) for ref, row in of_kind.items())
        _insert(session, record, rows)
        step()


def _numbered(of_kind: dict[Ref, Row]) -> dict[Ref, int]:
    """A number of its own for each record: that which it had where this is known and free."""
    taken: set[int] = set()
    numbers: dict[Ref, int] = {}
    for ref, row in of_kind.items():
        if 0 < row.number < 1 << 40 and row.number not in taken:
            numbers[ref] = row.number
            taken.add(row.number)
    following = max(taken, default=0)
    for ref in of_kind:
        if ref not in numbers:
            following += 1
            numbers[ref] = following
    return numbers


def _columns(ref: Ref, row: Row, number: int, now: dt.datetime) -> dict[str, Any]:
    kind, uid = ref
    fields = stored_fields(RECORDS[kind])
    values = {name: from_json(about, row.values.get(name)) for name, about in fields.items()}
    title = title_of(kind, row.values)
    created = row.created or row.modified or now
    return {
        "id": number,
        "uid": uid,
        "created": created,
        "modified": row.modified or created,
        "title": title,
        "title_key": fold(title),
        **values,
    }


def _write_ledger(session: Session, file: Source, backup: Source | None) -> None:
    """The ledger of the file, with what only the backup has of it."""
    tables = {str(table.__tablename__): table for table in LEDGER}
    held: dict[str, dict[int, dict[str, Any]]] = {}
    for name in tables:
        own = file.ledger.get(name, {})
        other = backup.ledger.get(name, {}) if backup is not None and name not in file.whole else {}
        held[name] = {**other, **own}
    departures, erasures = held[str(Departure.__tablename__)], held[str(Erasure.__tablename__)]
    suppressed = held[str(Suppressed.__tablename__)].values()
    _insert(session, Departure, departures.values())
    _insert(session, Erasure, erasures.values())
    _insert(session, Suppressed, (row for row in suppressed if row["erasure"] in erasures))
    rows = [*file.departed, *(backup.departed if backup is not None else ())]
    gone = {row["uid"] for row in erasures.values()}
    unique = {(row["contact"], row["departure"]) for row in rows if row["contact"] not in gone}
    _insert(
        session,
        Departed,
        ({"contact": who, "departure": what} for who, what in sorted(unique) if what in departures),
    )


def _write_journal(session: Session, outcome: Outcome) -> None:
    """The journal as far as it is known, and one more batch: from what it tells to what the store holds."""
    journal = outcome.journal
    batches = _with_placeholders(outcome)
    number = max([0, *batches]) + 1
    batches[number] = {
        "id": number,
        "at": utc_now(),
        "label": tr("Rebuild a damaged store"),
        "who": _who(),
        "undone": False,
        "undoes": None,
    }
    _insert(session, Batch, (batches[each] for each in sorted(batches)))
    lines = (vars(journal.changes[each]) for each in sorted(journal.changes))
    _insert(session, Change, ({**line, "id": line["number"]} for line in lines))
    _insert(session, Change, ({"batch": number, **made} for made in _differences(outcome)))


def _with_placeholders(outcome: Outcome) -> dict[int, dict[str, Any]]:
    """The batches that are known, and one without words for each that only its lines tell of."""
    journal = outcome.journal
    batches = {number: {"id": number, **row} for number, row in sorted(journal.batches.items())}
    named = {told.batch for told in journal.changes.values()}
    named |= {row["undoes"] for row in batches.values() if row.get("undoes")}
    turned: dict[int, int] = {}
    for row in batches.values():
        if row.get("undoes"):
            turned[row["undoes"]] = turned.get(row["undoes"], 0) + 1
    at = min((row["at"] for row in batches.values()), default=utc_now())
    for number in range(1, max([0, *named, *batches]) + 1):
        if number in batches:
            at = batches[number]["at"]
        elif number in named:
            batches[number] = {
                "id": number,
                "at": at,
                "label": tr("A change whose name is lost"),
                "who": "",
                "undone": bool(turned.get(number, 0) % 2),
                "undoes": None,
            }
    return batches


def _differences(outcome: Outcome) -> Iterator[dict[str, Any]]:
    """What leads from the last state that the journal tells of to that of the rebuilt store."""
    for (kind, uid), row in outcome.records.items():
        told = outcome.told.get((kind, uid))
        if told is not None and told.exists:
            fields = {
                name: [told.values.get(name), row.values.get(name)]
                for name in differing(told.values, row.values)
            }
            if fields:
                yield {"kind": kind, "uid": uid, "operation": "update", "fields": fields}
            continue
        fields = {name: [None, value] for name, value in row.values.items()}
        yield {"kind": kind, "uid": uid, "operation": "create", "fields": fields}
    for (kind, uid), told in outcome.told.items():
        if told.exists is not False and (kind, uid) not in outcome.records:
            fields = {name: [value, None] for name, value in told.values.items()}
            yield {"kind": kind, "uid": uid, "operation": "delete", "fields": fields}


def _insert(session: Session, table: type[Base], rows: Any) -> None:
    waiting = iter(rows)
    columns = {column.name for column in sa.inspect(table).columns}
    while chunk := list(islice(waiting, CHUNK)):
        session.execute(sa.insert(table), [{k: v for k, v in row.items() if k in columns} for row in chunk])


def _who() -> str:
    with suppress(OSError, KeyError):
        return getpass.getuser()
    return ""
