"""A store as it was read, damaged or not: its records in the journal's form, its journal, its ledger."""

import datetime as dt
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from db.fields import Kind
from db.journal import Batch
from db.personal.ledger import Departed, Departure, Erasure, Suppressed
from db.records import RECORDS
from db.records.base import Base
from db.store.salvage import Found, Wreck
from db.stored_values import Unreadable, as_journal, checked
from db.writer import stored_fields

LONGEST_UID = 36
OPERATIONS = ("create", "update", "delete")
LEDGER: tuple[type[Base], ...] = (Departure, Erasure, Suppressed)
"""The tables of `db.personal.ledger` whose rows are numbered."""

Ref = tuple[str, str]
"""A record: its kind and its uid."""


@dataclass
class Row:
    """A record as it stands in a file: its values in the journal's form, the fields that can't be read."""

    number: int
    values: dict[str, Any]
    created: dt.datetime | None
    modified: dt.datetime | None
    faults: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Told:
    """A line of the journal."""

    number: int
    batch: int
    kind: str
    uid: str
    operation: str
    fields: dict[str, list[Any]]


@dataclass
class Source:
    """What was read of one store.

    `whole` names the tables of which nothing is missing, and `ends` those whose last row was met. `known`
    are records that only an index tells of, with their number and the sort key of their title. `lost`
    counts the rows of records without a uid that can be one.
    """

    records: dict[Ref, Row] = field(default_factory=dict)
    known: dict[Ref, tuple[int, str]] = field(default_factory=dict)
    changes: dict[int, Told] = field(default_factory=dict)
    batches: dict[int, dict[str, Any]] = field(default_factory=dict)
    ledger: dict[str, dict[int, dict[str, Any]]] = field(default_factory=dict)
    departed: list[dict[str, Any]] = field(default_factory=list)
    whole: set[str] = field(default_factory=set)
    ends: set[str] = field(default_factory=set)
    is_legible: bool = False
    lost: dict[str, int] = field(default_factory=dict)

    @property
    def erased(self) -> set[str]:
        """The uids of what was erased for good."""
        return {row["uid"] for row in self.ledger.get(Erasure.__tablename__, {}).values()}

    @property
    def last_change(self) -> int:
        """The number of the newest line of the journal; 0 where none was read."""
        return max(self.changes, default=0)


def read(wreck: Wreck, step: Callable[[], object]) -> Source:
    """Read all that is left of a store; `step` is called after each of `STEPS` tables."""
    source = Source(is_legible=wreck.is_legible())
    for kind in RECORDS:
        _read_records(source, kind, _noted(source, wreck, kind))
        step()
    _read_changes(source, _noted(source, wreck, "change"))
    step()
    source.batches = dict(_plain_rows(_noted(source, wreck, "batch").rows, Batch))
    for table in LEDGER:
        name = str(table.__tablename__)
        source.ledger[name] = dict(_plain_rows(_noted(source, wreck, name).rows, table))
    rows, whole = wreck.read_plainly("departed", ("contact", "departure"))
    source.departed = [
        row for row in rows if is_uid(row.get("contact")) and isinstance(row.get("departure"), int)
    ]
    source.whole |= {str(Departed.__tablename__)} if whole else set()
    step()
    return source


STEPS = len(RECORDS) + 2


def is_uid(value: object) -> bool:
    """Whether a value can be the uid of a record."""
    return isinstance(value, str) and 0 < len(value) <= LONGEST_UID and value.isprintable()


def owners(kind: str, values: dict[str, Any]) -> Iterator[str]:
    """The uids of the records that a record belongs to and would go with."""
    for name, about in stored_fields(RECORDS[kind]).items():
        if about.kind is Kind.REFERENCE and about.owner and isinstance(values.get(name), str):
            yield values[name]


def with_parts(uids: Iterable[str], source: Source) -> set[str]:
    """Uids, and those of all that belongs to these records in a store, however deep."""
    gone = set(uids)
    if not gone:
        return gone
    owned: dict[str, set[str]] = {}
    for (kind, uid), row in source.records.items():
        for owner in owners(kind, row.values):
            owned.setdefault(owner, set()).add(uid)
    for told in source.changes.values():
        new = {name: pair[1] if pair[1] is not None else pair[0] for name, pair in told.fields.items()}
        for owner in owners(told.kind, new):
            owned.setdefault(owner, set()).add(told.uid)
    waiting = list(gone)
    while waiting:
        for uid in owned.get(waiting.pop(), set()) - gone:
            gone.add(uid)
            waiting.append(uid)
    return gone


def _noted(source: Source, wreck: Wreck, table: str) -> Found:
    found = wreck.read(table)
    if found.whole:
        source.whole.add(table)
    if found.ends:
        source.ends.add(table)
    return found


def _read_records(source: Source, kind: str, found: Found) -> None:
    fields = stored_fields(RECORDS[kind])
    for number, raw in found.rows.items():
        uid = raw.get("uid")
        if not is_uid(uid):
            source.lost[kind] = source.lost.get(kind, 0) + 1
            continue
        values: dict[str, Any] = {}
        faults = set()
        for name, about in fields.items():
            try:
                value = as_journal(about, raw.get(name))
            except Unreadable:
                faults.add(name)
                continue
            if value is not None:
                values[name] = value
        row = Row(number, values, moment(raw.get("created")), moment(raw.get("modified")), frozenset(faults))
        before = source.records.get((kind, str(uid)))
        if before is None or len(before.faults) > len(row.faults):
            source.records[kind, str(uid)] = row
    for uid, known in found.known.items():
        if is_uid(uid) and (kind, uid) not in source.records:
            source.known[kind, uid] = known


def _read_changes(source: Source, found: Found) -> None:
    for number, raw in sorted(found.rows.items()):
        told = _told(number, raw)
        if told is None:
            source.whole.discard("change")
        else:
            source.changes[number] = told


def _told(number: int, raw: dict[str, Any]) -> Told | None:
    """A line of the journal; None for one that is damaged."""
    batch, kind, uid, operation = (raw.get(name) for name in ("batch", "kind", "uid", "operation"))
    if not isinstance(batch, int) or batch < 1 or not is_uid(uid) or operation not in OPERATIONS:
        return None
    if kind not in RECORDS or not isinstance(raw.get("fields"), str):
        return None
    try:
        fields = json.loads(raw["fields"])
    except (ValueError, RecursionError):
        return None
    if not isinstance(fields, dict) or not all(isinstance(p, list) and len(p) == 2 for p in fields.values()):
        return None
    about = stored_fields(RECORDS[kind])
    try:
        for name, pair in fields.items():
            for value in pair if name in about else ():
                checked(about[name], value)
    except Unreadable:
        return None
    return Told(number, batch, str(kind), str(uid), str(operation), fields)


def _plain_rows(rows: dict[int, dict[str, Any]], table: type[Base]) -> Iterator[tuple[int, dict[str, Any]]]:
    """Rows of a table that is no record, as Python values; without those that are damaged."""
    for number, raw in rows.items():
        values = {}
        try:
            for column in sa.inspect(table).columns:
                if column.name in raw:
                    values[column.name] = _value(column, raw[column.name])
        except (ValueError, TypeError):
            continue
        yield number, values


def _value(column: Any, raw: Any) -> Any:
    if raw is None:
        if not column.nullable:
            raise ValueError(column.name)
        return None
    wanted = column.type.python_type
    if wanted is dt.datetime:
        found = moment(raw)
        if found is None:
            raise ValueError(raw)
        return found
    if wanted is dt.date:
        return dt.date.fromisoformat(raw)
    if wanted is bool:
        return bool(raw)
    if not isinstance(raw, wanted):
        raise TypeError(raw)
    return raw


def moment(raw: Any) -> dt.datetime | None:
    """A moment as it is stored; None for what is none."""
    try:
        found = dt.datetime.fromisoformat(raw)
    except (TypeError, ValueError):
        return None
    return found.replace(tzinfo=None)
