"""What tests of golden workbooks share: bringing one in and comparing rows with what they should be."""

from dataclasses import dataclass, field
from pathlib import Path

import pytest

from db.exchange.importing import run_import
from db.exchange.plan import RowPlan, State
from db.queries import Ref, one
from db.records import kind_fields
from db.store import Store
from db.understanding import shown

GOLDENS = Path(__file__).parents[2] / "goldens"


@dataclass(frozen=True)
class Line:
    """What a careful person would write down for one row.

    `sheet` has the columns in it, too, where tables stand beside each other.
    `says` is a part of what she is told about it; `fields` are as she would read them in the store.
    """

    sheet: str
    row: int
    state: State
    says: str = ""
    fields: dict[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.sheet}-{self.row}"


def line(sheet: str, row: int, state: State, says: str = "", /, **fields: str) -> Line:
    """One line of the table of a golden workbook."""
    return Line(sheet, row, state, says, fields)


@dataclass
class Brought:
    """A golden workbook that was brought into an empty store."""

    rows: dict[tuple[str, int], RowPlan]
    fields: dict[tuple[str, int], dict[str, str]]

    def check(self, expected: Line) -> None:
        """Compare one row with what it should be."""
        row = self.rows[expected.sheet, expected.row]
        told = " ".join((row.why, *row.notes, *(each.why for each in row.problems)))
        assert (row.state, told) == (expected.state, told)
        assert expected.says in told
        found = self.fields.get((expected.sheet, expected.row), {})
        assert {name: found.get(name, "") for name in expected.fields} == expected.fields


def bring_golden(store: Store, path: Path) -> Brought:
    """Bring a workbook into `store` as it is proposed, and read back what each row became."""
    (report,) = run_import(store, path)
    rows = {
        (sheet.proposal.place, number): row
        for sheet in report.plan.sheets
        for row in sheet.rows
        for number in ((row.row, row.last) if row.last > row.row else (row.row,))
    }
    with store.read() as session:
        fields = {
            place: {name: _told(name, row.kind, found[name]) for name in kind_fields(row.kind)}
            for place, row in rows.items()
            if row.uid and (found := one(session, row.kind, row.uid))
        }
    return Brought(rows, fields)


def _told(name: str, kind: str, value: object) -> str:
    """A value of the store as a person reads it, with plain blanks."""
    if isinstance(value, Ref):
        return value.title
    if isinstance(value, tuple) and value and isinstance(value[0], Ref):
        return "; ".join(ref.title for ref in value)
    return shown(kind_fields(kind)[name], value).replace("\u00a0", " ")


def golden_of(name: str, factory: pytest.TempPathFactory) -> Brought:
    """A golden workbook in a store of its own."""
    store = Store.open(factory.mktemp("golden") / "dateline.db")
    try:
        return bring_golden(store, GOLDENS / name)
    finally:
        store.close()
