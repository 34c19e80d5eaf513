"""A table in a sheet: its columns, its records, and the rows that are none with the rule that says so."""

from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from db.exchange.row_shapes import filled, is_reach
from db.exchange.sheets import NoteKind, Sheet, Value
from db.exchange.telling import tell
from db.language import mark, tr


def column_letter(index: int) -> str:
    """What a spreadsheet calls the column at a place from 1: A, B, and after Z AA."""
    letters = ""
    while index > 0:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


class Skip(StrEnum):
    """Why a row is not a record; the value is the sentence."""

    TITLE = mark("A title above the table.")
    HEADER_AGAIN = mark("The header again.")
    COLUMN_NUMBERS = mark("The numbers of the columns.")
    EMPTY = mark("An empty row.")
    ONLY_NUMBER = mark("A row with nothing but its running number.")
    TOTAL = mark("A total.")
    GROUP = mark("A heading for the rows below it.")
    REMARK = mark("A remark below the table.")
    FURTHER = mark("A further line of the row above, to which it was added.")
    WRAPPED = mark("The rest of the row above, whose name goes on here.")
    NO_TABLE = mark("There is no table with a header here.")

    @property
    def sentence(self) -> str:
        """The rule in the language in use."""
        return tr(self.value)


@dataclass(frozen=True)
class SkippedRow:
    """A row, or a run of empty rows up to `until`, that is not a record, and the rule that says so."""

    row: int
    why: Skip
    until: int = 0

    @property
    def last(self) -> int:
        """The last row of the run."""
        return max(self.row, self.until)


@dataclass(frozen=True)
class Column:
    """A column: its place from 1, its header as it stands, and the header of the group that it is in.

    `header` is empty where the column has values but no header. `numbering` marks a running number,
    which is no value of a record.
    """

    index: int
    header: str
    above: str = ""
    numbering: bool = False

    @property
    def full(self) -> str:
        """The header with that of its group in front: "Phone" under "Office" is "Office Phone"."""
        return f"{self.above} {self.header}".strip() if self.above != self.header else self.header


@dataclass
class Table:
    """A table in a sheet. Rows are as Excel counts them; `header_row` is the first of one or two, or that of
    the first record where there is no header.

    Each filled row from the titles to `last_row` is the header, a record, in `skipped`, or in `groups`
    (also in `skipped`): headings such as a country that hold for the rows below them. `further` has the
    rows, also in `skipped`, that go on with the record in the row that is their key; those in `wrapped` go on
    with its very words. `carried` has by row and column the row whose cell holds for one that is empty.
    `beside` are the first and last column where other tables stand beside this one; `doubtful` are columns at
    which another one may begin that was read as part of this.
    """

    sheet: Sheet
    header_row: int
    first_row: int
    last_row: int
    columns: list[Column]
    titles: list[str] = field(default_factory=list)
    skipped: list[SkippedRow] = field(default_factory=list)
    groups: dict[int, str] = field(default_factory=dict)
    further: dict[int, list[int]] = field(default_factory=dict)
    wrapped: set[int] = field(default_factory=set)
    carried: dict[tuple[int, int], int] = field(default_factory=dict)
    beside: tuple[int, int] | None = None
    doubtful: set[int] = field(default_factory=set)

    @property
    def has_header(self) -> bool:
        """Whether a header stands above the records."""
        return self.header_row < self.first_row

    def numbers(self) -> Iterator[int]:
        """The row of each record."""
        left_out = {row for skip in self.skipped for row in range(skip.row, skip.last + 1)}
        return (row for row in range(self.first_row, self.last_row + 1) if row not in left_out)

    def rows(self) -> Iterator[tuple[int, dict[int, Value]]]:
        """Each record: its row number and its filled cells by column, what holds from above filled in.

        Cells of further lines stand behind those of the record, below each other.
        """
        places = [column.index for column in self.columns if not column.numbering]
        for number in self.numbers():
            cells = self.sheet.row(number)
            found = {place: cells[place - 1] for place in places if place <= len(cells)}
            record: dict[int, Value] = {place: value for place, value in found.items() if value is not None}
            record.update(self._merged(number, places))
            for below in self.further.get(number, ()):
                for place, value in filled(self.sheet.row(below)):
                    before = record.get(place)
                    record[place] = value if before is None else self._joined(before, value, below)
            for place in places if self.carried else ():
                if above := self.carried.get((number, place)):
                    record[place] = self.sheet.value(above, place)
            yield number, record

    def _joined(self, before: Value, value: Value, below: int) -> str:
        """A cell of a record with that of a row which goes on with it."""
        between = " " if below in self.wrapped and not is_reach(value) else "\n"
        return f"{tell(before)}{between}{tell(value)}"

    def group(self, row: int) -> str:
        """The heading that holds for a row; empty where none stands above it."""
        rows = list(self.groups)
        place = bisect(rows, row)
        return self.groups[rows[place - 1]] if place else ""

    def _merged(self, row: int, places: list[int]) -> dict[int, Value]:
        """The values of merged cells that reach down into a row."""
        notes = self.sheet.notes
        if not self.sheet.merged:
            return {}
        found: dict[int, Value] = {}
        for place in places:
            top = row
            while (note := notes.get((top, place))) and note.kind is NoteKind.MERGED:
                top -= 1
            if top >= self.first_row and top != row:
                found[place] = self.sheet.value(top, place)
        return found
