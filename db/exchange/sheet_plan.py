"""What goes on each sheet: which records, which columns in which order, under which headers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from db.exchange.discretion import Discretion
from db.exchange.labels import Labels
from db.exchange.opted_out import WithoutOptedOut
from db.exchange.sheet_names import sheet_name
from db.fields import Field, Kind
from db.queries import Filter, Op, View, column_fields, link_ends, list_ids
from db.records import RECORDS, fields_of
from db.records.base import Role

UID = "uid"
"""The header of the hidden column with the record's uid; "uid:event" is that of the event it refers to."""

_UID_FIELD = Field(UID, width=36, name=UID)


@dataclass(frozen=True)
class Column:
    """One column of a sheet: its header, the field it shows, whether it is there for the way back only.

    With `identity` it holds the uid of what the field refers to, or of the record itself. With `derived`
    the records have no such field: the workbook itself works it out from other sheets.
    """

    header: str
    field: Field
    hidden: bool = False
    identity: bool = False
    derived: bool = False


@dataclass(frozen=True)
class SheetPlan:
    """One sheet: its name, the kind of its records, their ids in order, its columns, what it leaves out."""

    name: str
    kind: str
    ids: Sequence[int]
    columns: tuple[Column, ...]
    left_out: tuple[str, ...] = ()


class Planner:
    """Plans the sheets of one workbook, whose names differ; with `without` some people are not on them."""

    def __init__(
        self,
        session: Session,
        labels: Labels,
        discretion: Discretion,
        without: WithoutOptedOut | None = None,
    ) -> None:
        self._session = session
        self._labels = labels
        self._discretion = discretion
        self._without = without
        self._names: set[str] = set()

    def sheet(self, kind: str, ids: Sequence[int], columns: Iterable[str]) -> SheetPlan:
        """A sheet of records of a kind with the columns asked for, less what the audience may not see."""
        asked = list(dict.fromkeys(columns))
        fields = column_fields(kind)
        kept_back = self._discretion.kept_back(kind, asked)
        shown = [fields[name] for name in asked if self._discretion.allows(fields[name])]
        return SheetPlan(
            self.name(self._labels.kind(kind)),
            kind,
            self._without.ids(kind, ids) if self._without else ids,
            self._columns(shown),
            tuple(self._labels.field(field) for field in kept_back),
        )

    def kind(self, kind: str) -> SheetPlan:
        """A sheet of all records of a kind with all its fields, in the order of its list."""
        return self.sheet(kind, list_ids(self._session, View(kind)), fields_of(RECORDS[kind]))

    def links(self, kind: str, through: Field, uids: Sequence[str]) -> SheetPlan:
        """A sheet of what ties these records of a kind to others, by one of its LINKED fields."""
        near, _ = link_ends(kind, through)
        ids: list[int] = []
        for begin in range(0, len(uids), 500):
            chosen = Filter(near, Op.IS, tuple(uids[begin : begin + 500]))
            ids.extend(list_ids(self._session, View(through.through, filters=(chosen,))))
        return self.sheet(through.through, ids, fields_of(RECORDS[through.through]))

    def name(self, text: str) -> str:
        """A name that a sheet may have: 31 characters, none of []:*?/\\, not that of another sheet."""
        return sheet_name(text, self._names)

    def _columns(self, fields: Sequence[Field]) -> tuple[Column, ...]:
        visible = [field for field in fields if field.shown]
        behind = [field for field in fields if not field.shown]
        headers = _different([self._labels.field(field) for field in (*visible, *behind)])
        shown = [
            Column(header, field, hidden=not field.shown)
            for header, field in zip(headers, (*visible, *behind), strict=True)
        ]
        references = [
            Column(f"{UID}:{field.name}", field, hidden=True, identity=True)
            for field in fields
            if field.kind is Kind.REFERENCE
        ]
        return (Column(UID, _UID_FIELD, hidden=True, identity=True), *shown, *references)


def parts_and_links() -> list[str]:
    """The kinds that belong to others or tie them together, in the order in which a person meets them."""
    return [name for name, record in RECORDS.items() if record.about.role in (Role.PART, Role.LINK)]


def _different(headers: Sequence[str]) -> list[str]:
    """Headers of which no two are alike, as a reader takes them: case aside."""
    seen: dict[str, int] = {}
    different = []
    for header in headers:
        count = seen[header.casefold()] = seen.get(header.casefold(), 0) + 1
        different.append(header if count == 1 else f"{header} ({count})")
    return different
