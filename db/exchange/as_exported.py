"""The cells of a record as an export writes them and a reader gives them back, for any state of the store."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import Any, Protocol

from db.exchange.cells import cell_maker
from db.exchange.header_words import NAME, filled_by
from db.exchange.labels import Labels
from db.exchange.plan import UID, ColumnPlan
from db.exchange.sheets import Value
from db.exchange.store_records import StoreRecords, Tie
from db.fields import Field, Kind
from db.queries import DERIVED, Ref
from db.records import kind_fields

TITLE = "title"
"""The field that Dateline composes; in its column a person's name may be changed."""


class Standing(Protocol):
    """A state of the store: that of the export or that of now."""

    def title(self, kind: str, uid: str) -> str:
        """The title of a record; empty where there is none."""
        ...

    def ties(self, kind: str, about: Field, uid: str) -> list[Tie]:
        """What a LINKED field ties a record to."""
        ...


@dataclass(frozen=True)
class Now:
    """The store as it stands."""

    records: StoreRecords

    def title(self, kind: str, uid: str) -> str:
        """The title of a record; empty where there is none."""
        return self.records.titles(kind).get(uid, "")

    def ties(self, kind: str, about: Field, uid: str) -> list[Tie]:
        """What a LINKED field ties a record to, once that was loaded."""
        return self.records.ties(kind, about.name, uid)


Made = Callable[[str, Mapping[str, Any], Standing], Value]
"""What makes the value of a cell: from a record's uid, its values, and the state that they are of."""


def load_ties(records: StoreRecords, kind: str, names: Iterable[str], uids: Iterable[str]) -> None:
    """Read what LINKED fields among `names` tie many records to."""
    fields = kind_fields(kind)
    wanted = list(uids)
    for name in names:
        if name in fields and fields[name].kind is Kind.LINKED:
            records.load_ties(kind, fields[name], wanted)


def makers(kind: str, columns: Iterable[ColumnPlan], labels: Labels) -> dict[int, Made]:
    """For each column that Dateline wrote, by index, what makes the values of its cells."""
    made: dict[int, Made] = {}
    for column in columns:
        target = column.target or ""
        if target.startswith(f"{UID}:"):
            made[column.index] = partial(_identity, target.removeprefix(f"{UID}:"))
        elif column.exported and column.exported in (
            TITLE if target == NAME else "",
            *filled_by(kind, target),
        ):
            made[column.index] = cell_of(kind, column.exported, labels)
    return made


def cell_of(kind: str, name: str, labels: Labels) -> Made:
    """What makes the value that a cell of a field has when it is read."""
    about = kind_fields(kind).get(name) or DERIVED[name]
    make = cell_maker(about, labels)

    def made(uid: str, values: Mapping[str, Any], standing: Standing) -> Value:
        if name == TITLE:
            return standing.title(kind, uid) or None
        if about.kind is Kind.LINKED:
            ties = standing.ties(kind, about, uid)
            return _as_read(make(tuple(Ref(about.to, tie.far, tie.title) for tie in ties)).value)
        value = values.get(name)
        if about.kind is Kind.REFERENCE and value is not None:
            value = Ref(about.to, value, standing.title(about.to, value))
        return _as_read(make(value).value)

    return made


def _identity(name: str, _uid: str, values: Mapping[str, Any], _standing: Standing) -> Value:
    uid: str | None = values.get(name)
    return uid


def _as_read(value: Any) -> Value:
    """What reading gives for what was written."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    read: Value = value
    return read


def plain(value: Value) -> Value:
    """The value of a cell without what no one means by it: blanks around it, the midnight of a day."""
    if isinstance(value, str):
        return value.replace("\r\n", "\n").strip() or None
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        return value.date()
    return value
