"""What the sheets of a pack hold, noted while their rows pass, and the formulas that count over them.

A formula takes whole columns of a sheet, so it stays right when rows are sorted, filtered, added or removed,
and when columns are moved.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from openpyxl.utils import get_column_letter, quote_sheetname

from db.exchange.sheet_plan import UID, SheetPlan
from db.exchange.sheet_rows import Line

Number = int | float | Decimal

LABEL, ABOVE = "{label}", "{above}"
"""Places in a formula: the cell with the label of the row, and the figures of the rows above."""

PRESENT = ('"?*"', f'"<>{UID}"')
"""The criteria that the uid of any row meets, and the header above does not."""


@dataclass(frozen=True)
class Figure:
    """One figure: its formula without "=", and what it comes to."""

    formula: str
    value: Number


@dataclass
class Tally:
    """One sheet: where its columns are, how many rows passed, the values of those columns that are used."""

    plan: SheetPlan
    used: Sequence[str]
    letters: dict[str, str] = field(default_factory=dict)
    rows: int = 0

    def __post_init__(self) -> None:
        columns = {_name(column): place for place, column in enumerate(self.plan.columns)}
        self.letters = {name: get_column_letter(place + 1) for name, place in columns.items()}
        self.used = [name for name in self.used if name in columns]
        self._values: dict[str, list[Any]] = {name: [] for name in self.used}
        self._places = [(columns[name], self._values[name]) for name in self.used]

    def note(self, line: Line) -> None:
        """Take in a row that is being written."""
        self.rows += 1
        for place, values in self._places:
            values.append(line.cells[place].value)

    def has(self, *names: str) -> bool:
        """Whether the sheet has these columns: the audience may see them."""
        return all(name in self.used for name in names)

    def values(self, name: str) -> list[Any]:
        """The values of a column in the order of the rows."""
        return self._values[name]

    def column(self, name: str) -> str:
        """A whole column as a formula has it, such as 'Releases'!$E:$E."""
        letter = self.letters[name]
        return f"{quote_sheetname(self.plan.name)}!${letter}:${letter}"


@dataclass(frozen=True)
class Measure:
    """What is counted: rows, or the sum of some columns, of all rows or those with a label in a column."""

    head: str
    sums: tuple[str, ...] = ()
    where: tuple[tuple[str, str], ...] = ()

    def value(self, tally: Tally, chosen: Sequence[int]) -> Number:
        """What it comes to over the rows in these places."""
        columns = [(tally.values(name), label) for name, label in self.where]
        rows = [row for row in chosen if all(values[row] == label for values, label in columns)]
        if not self.sums:
            return len(rows)
        total: Any = 0
        for name in self.sums:
            values = tally.values(name)
            total += sum(values[row] for row in rows if isinstance(values[row], int | float | Decimal))
        return total if isinstance(total, int | float | Decimal) else 0

    def formula(self, tally: Tally, *criteria: tuple[str, str]) -> str:
        """The formula over the rows that meet criteria, each a column and what it is compared with."""
        named = [*criteria, *((name, quoted(label)) for name, label in self.where)]
        if not self.sums:
            named = [*((UID, criterion) for criterion in PRESENT), *named]
        asked = ",".join(f"{tally.column(name)},{criterion}" for name, criterion in named)
        if not self.sums:
            return f"COUNTIFS({asked})"
        columns = [tally.column(name) for name in self.sums]
        return "+".join(f"SUMIFS({each},{asked})" if asked else f"SUM({each})" for each in columns)

    def figure(self, tally: Tally) -> Figure:
        """The figure over all rows."""
        return Figure(self.formula(tally), self.value(tally, range(tally.rows)))


def quoted(text: str) -> str:
    """A text as a formula has it."""
    return '"' + text.replace('"', '""') + '"'


def _name(column: Any) -> str:
    name: str = column.field.name
    return f"{UID}:{name}" if column.identity and name != UID else name
