"""A workbook as it was read: sheets, rows, plain values, and notes on the cells that need a second look."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum
from pathlib import Path

from db.language import mark, tr

Value = None | str | int | float | bool | date | datetime | time
Row = Sequence[Value]


class NoteKind(StrEnum):
    """What is special about a cell; the value is the sentence, with `{shown}` for what stood there."""

    ERROR = mark("The cell shows the error {shown}.")
    NO_VALUE = mark("The formula was never worked out. Open the workbook in Excel and save it.")
    UNSURE = mark("The formula may never have been worked out: it stands at 0.")
    DIGITS = mark("Excel keeps 15 digits of a number, so the last ones may be lost.")
    PADDED = mark("Shown as {shown}: the zeros in front are only the format.")
    CUT = mark("The text is as long as Excel allows, so its end may be lost.")
    NO_DATE = mark("The number can't be the date that its format says.")
    MERGED = mark("Merged with the cell above.")
    FURTHER = mark("Row {shown} was read as a further line of this one.")
    WRAPPED = mark("Row {shown} was read as the rest of this one, whose name goes on there.")
    MAY_GO_ON = mark("Row {shown} may be the rest of this name. If so, join the two and read the file again.")
    CARRIED = mark("Nothing stands here, so what stands in row {shown} above was taken.")
    DAMAGED = mark("The cell is damaged: {shown}")
    CARD = mark("The card is damaged: {shown}. Ask for it again, or add the contact by hand.")
    NO_PERSON = mark("The card is that of an organisation or a group, not of a person.")
    NO_NAME = mark("The card has no name.")
    NAME_SPLIT = mark("The card has the name in one piece, “{shown}”: check its parts.")
    LEFT_OUT = mark("Not taken from the card: {shown}.")


FOUND_LATER = frozenset({NoteKind.FURTHER, NoteKind.WRAPPED, NoteKind.MAY_GO_ON, NoteKind.CARRIED})
"""Notes that are made when tables are looked for, not when the file is read."""


@dataclass(frozen=True)
class CellNote:
    """What is special about one cell, and the text that stood there where the value can't carry it."""

    kind: NoteKind
    text: str = ""

    @property
    def sentence(self) -> str:
        """The note in the language in use."""
        return tr(self.kind.value, shown=self.text)


@dataclass
class Sheet:
    """One sheet. Rows and columns are counted from 1, as Excel shows them; `rows[0]` is row 1.

    A row ends at its last filled cell, so rows differ in length; an empty row is empty. A cell is None,
    text, a whole number (int), another number (float), yes or no, a date, a date with time, or a time.
    `merged` holds (first row, first column, last row, last column). `notes` is by (row, column).
    """

    name: str
    hidden: bool = False
    rows: list[Row] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    notes: dict[tuple[int, int], CellNote] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)

    def noted_rows(self) -> set[int]:
        """Rows with a cell to look at again, such as an error: not empty, even where no value stands."""
        of_the_file = ((row, note) for (row, _), note in self.notes.items() if note.kind not in FOUND_LATER)
        return {row for row, note in of_the_file if note.kind is not NoteKind.MERGED}

    def row(self, number: int) -> Row:
        """The cells of a row; empty beyond the last one."""
        return self.rows[number - 1] if 0 < number <= len(self.rows) else ()

    def value(self, row: int, column: int) -> Value:
        """One cell; None where nothing stands."""
        cells = self.row(row)
        return cells[column - 1] if 0 < column <= len(cells) else None


@dataclass
class Workbook:
    """A workbook that was read. `properties` are those that its author added to the document."""

    path: Path
    sheets: list[Sheet] = field(default_factory=list)
    properties: dict[str, str] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)

    def sheet(self, name: str) -> Sheet | None:
        """The sheet of that name, in any case; None where there is none."""
        return next((sheet for sheet in self.sheets if sheet.name.casefold() == name.casefold()), None)
