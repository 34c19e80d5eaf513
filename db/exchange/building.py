"""Putting sheets together while they are read, within the limits."""

from collections.abc import Callable, Iterable

from db.exchange.limits import Limits
from db.exchange.refusals import Reason, Refused
from db.exchange.sheets import CellNote, NoteKind, Row, Sheet, Value
from db.language import tr

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
MOST_MERGED = 200_000  # cells of merged ranges that get a note of their own
REPORT_EVERY = 1000  # rows between two words on progress

Report = Callable[[int, int | None], None]


class Budget:
    """What the reading of one workbook has used of its limits, and how far it has come."""

    def __init__(self, limits: Limits, report: Report) -> None:
        self._limits = limits
        self._report = report
        self._bytes = self._cells = self._places = self._rows = 0
        self.total: int | None = None

    def take_bytes(self, count: int) -> None:
        """Count unpacked bytes. Raises Refused beyond the limit."""
        self._bytes += count
        if self._bytes > self._limits.unpacked:
            raise Refused(Reason.BOMB)

    def take_cells(self, count: int) -> None:
        """Count cells that hold something. Raises Refused beyond the limit."""
        self._cells += count
        if self._cells > self._limits.cells:
            raise Refused(Reason.TOO_LARGE)

    def take_row(self, width: int, filled: int) -> None:
        """Count a row of so many places and filled cells. Raises Refused beyond the limits."""
        self._places += width
        self._rows += 1
        self.take_cells(filled)
        if self._places > self._limits.places:
            raise Refused(Reason.FAR_CELLS)
        if self._rows % REPORT_EVERY == 0:
            self._report(self._rows, self.total)


class SheetBuilder:
    """One sheet as it grows: rows may come in any order, with gaps."""

    def __init__(self, name: str, hidden: bool, budget: Budget) -> None:
        self.sheet = Sheet(name, hidden)
        self._budget = budget
        self._rows: dict[int, list[Value]] = {}

    def put_row(self, number: int, cells: list[Value]) -> None:
        """Take the cells of a row, counted from column 1. Raises Refused beyond the limits."""
        while cells and cells[-1] is None:
            cells.pop()
        if not cells:
            return
        if not 1 <= number <= LAST_ROW or len(cells) > LAST_COLUMN:
            raise Refused(Reason.DAMAGED)
        self._budget.take_row(len(cells), len(cells) - cells.count(None))
        earlier = self._rows.get(number)
        self._rows[number] = _overlaid(earlier, cells) if earlier else cells

    def note(self, row: int, column: int, kind: NoteKind, text: str = "") -> None:
        """Note what is special about a cell. Raises Refused beyond the limits."""
        self._budget.take_cells(1)
        self.sheet.notes[row, column] = CellNote(kind, text)

    def finish(self) -> Sheet:
        """The sheet, complete."""
        sheet = self.sheet
        last = max((*self._rows, *sheet.noted_rows()), default=0)
        empty: Row = ()
        sheet.rows = [self._rows.get(number, empty) for number in range(1, last + 1)]
        width = max(map(len, sheet.rows), default=0)
        sheet.hidden_rows = {row for row in sheet.hidden_rows if row <= last}
        sheet.hidden_columns = {column for column in sheet.hidden_columns if column <= width}
        if not sheet.rows:
            sheet.remarks.append(tr("The sheet is empty."))
        self._note_merged(last)
        return sheet

    def _note_merged(self, last: int) -> None:
        """Mark the cells that a merged cell above covers: what stands there is meant for them too."""
        noted = 0
        for top, left, bottom, _right in self.sheet.merged:
            if self.sheet.value(top, left) is None:
                continue
            noted += min(bottom, last) - top
            if noted > MOST_MERGED:
                self.sheet.remarks.append(tr("The sheet has too many merged cells to spread their values."))
                return
            for row in range(top + 1, min(bottom, last) + 1):
                if self.sheet.value(row, left) is None:
                    self.note(row, left, NoteKind.MERGED)


def _overlaid(earlier: list[Value], later: Iterable[Value]) -> list[Value]:
    """Two halves of one row, which a damaged or odd writer put apart."""
    cells = list(earlier)
    for index, value in enumerate(later):
        if index >= len(cells):
            cells.append(value)
        elif value is not None:
            cells[index] = value
    return cells
