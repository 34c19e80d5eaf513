"""Filling the derived columns of a pack: the formula of each cell, and what it comes to."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

import sqlalchemy as sa
from openpyxl.utils import get_column_letter
from sqlalchemy.orm import Session

from db.exchange.cells import EMPTY, Cell, Form
from db.exchange.derived_columns import DERIVED_COLUMNS, Derived
from db.exchange.labels import Labels
from db.exchange.pack_tally import Tally
from db.exchange.sheet_plan import UID, Column, SheetPlan
from db.exchange.sheet_rows import Line
from db.records import RECORDS

Made = Callable[[Line, int], Cell]


def with_derived(plan: SheetPlan, plans: Mapping[str, SheetPlan], labels: Labels) -> SheetPlan:
    """The plan of a sheet with those derived columns whose sources the workbook has."""
    columns = list(plan.columns)
    for derived in DERIVED_COLUMNS.get(plan.kind, ()):
        source = plans.get(derived.of)
        if source is None or not {derived.source, *derived.by.split()} <= _names(source):
            continue
        header = labels.field(derived.field)
        column = Column(header, derived.field, derived=True)
        columns.insert(_place(columns, derived.after), column)
    return replace(plan, columns=tuple(columns))


def _names(plan: SheetPlan) -> set[str]:
    return {column.field.name for column in plan.columns}


def _place(columns: list[Column], after: str) -> int:
    """Behind the column that shows a field, else behind the last one that is shown."""
    shown = [place for place, column in enumerate(columns) if not column.hidden]
    named = [place for place in shown if columns[place].field.name == after]
    return (named or shown or [0])[-1] + 1


class DerivedCells:
    """Fills the derived cells of one sheet while its rows pass."""

    def __init__(self, session: Session, plan: SheetPlan, tallies: Mapping[str, Tally]) -> None:
        """`tallies` has the sheets of the whole pack, those that were written already with their rows."""
        self._session = session
        self._tallies = tallies
        self._places = {_identity(column): place for place, column in enumerate(plan.columns)}
        by_name = {derived.field.name: derived for derived in DERIVED_COLUMNS.get(plan.kind, ())}
        self._made = {
            place: self._maker(by_name[column.field.name])
            for place, column in enumerate(plan.columns)
            if column.derived
        }
        self._row = 1

    def fill(self, chunks: Iterator[list[Line]]) -> Iterator[list[Line]]:
        """The same rows with their derived cells."""
        for lines in chunks:
            for line in lines:
                self._row += 1
                for place, make in self._made.items():
                    line.cells[place] = make(line, self._row)
            yield lines

    def _maker(self, derived: Derived) -> Made:
        return self._sum(derived) if derived.by else self._look_up(derived)

    def _look_up(self, derived: Derived) -> Made:
        """The value that stands in the row of the record which a reference leads to."""
        tally, place = self._tallies[derived.of], self._places[f"{UID}:{derived.via}"]
        known = dict(zip(tally.values(UID), tally.values(derived.source), strict=True))
        letter = get_column_letter(place + 1)
        source, uids = tally.column(derived.source), tally.column(UID)

        def made(line: Line, row: int) -> Cell:
            uid = line.cells[place].value
            if uid is None:
                return EMPTY
            formula = f'IFERROR(INDEX({source},MATCH(${letter}{row},{uids},0))&"","")'
            return Cell(known.get(uid) or "", Form.LONG_TEXT, formula=formula)

        return made

    def _sum(self, derived: Derived) -> Made:
        """The sum over the rows of another sheet that refer to this row's record."""
        tally, record = self._tallies[derived.of], RECORDS[derived.of]
        owner, source = getattr(record, derived.by), getattr(record, derived.source)
        grouped = sa.select(owner, sa.func.sum(source)).group_by(owner)
        totals = {uid: total for uid, total in self._session.execute(grouped)}
        letter = get_column_letter(self._places[UID] + 1)
        summed, owners = tally.column(derived.source), tally.column(f"{UID}:{derived.by}")

        def made(line: Line, row: int) -> Cell:
            formula = f"SUMIFS({summed},{owners},${letter}{row})"
            return Cell(totals.get(line.uid) or 0, Form.WHOLE, formula=formula)

        return made


def _identity(column: Column) -> str:
    name = column.field.name
    return f"{UID}:{name}" if column.identity and name != UID else name
