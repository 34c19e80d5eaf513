"""Where the header of a table is, and what its columns are."""

from collections.abc import Callable
from statistics import median

from db.exchange.row_shapes import (
    Filled,
    counts_up,
    filled,
    is_numbering_header,
    looks_like_header,
    one_line,
    plain,
)
from db.exchange.sheets import Sheet
from db.exchange.table import Column

Known = Callable[[str], bool]

SEARCHED = 60  # filled rows from the top among which the first header is looked for
SEEN_BELOW = 12  # filled rows below a header that must bear it out
SEEN_NUMBERS = 200  # rows that tell whether a column counts up


class HeaderSearch:
    """Looks for headers in one sheet. `known` says whether a text is a header that we know."""

    def __init__(self, sheet: Sheet, known: Known) -> None:
        self._sheet = sheet
        self._known = known
        self._across: dict[int, list[tuple[int, int]]] = {}
        self._down: set[tuple[int, int]] = set()
        for top, left, bottom, right in sheet.merged:
            if top == bottom:
                self._across.setdefault(top, []).append((left, right))
            elif bottom == top + 1:
                self._down.add((top, left))

    def first(self) -> int | None:
        """The row of the first header; None where the sheet has none."""
        rows = [number for number, cells in enumerate(self._sheet.rows, start=1) if cells][:SEARCHED]
        for number in rows:
            if self.is_known(number):
                return number
        likely = [number for number in rows if self._is_likely(number)]
        for number in likely:
            if self._count_known(filled(self._sheet.row(number))):
                return number
        if likely:
            return likely[0]
        return next((number for number in rows if self._heads_a_list(number)), None)

    def is_known(self, row: int) -> bool:
        """Whether most cells of a row look like headers and at least two, and two in five, are known."""
        cells = filled(self._sheet.row(row))
        if len(cells) < 2 or sum(looks_like_header(value) for _, value in cells) < 0.7 * len(cells):
            return False
        return self._count_known(cells) >= max(2, 0.4 * len(cells))

    def _count_known(self, cells: Filled) -> int:
        return sum(self._known(one_line(value)) for _, value in cells if isinstance(value, str))

    def _is_likely(self, row: int) -> bool:
        """Whether a row of unknown words is borne out as a header by the rows below it."""
        cells = filled(self._sheet.row(row))
        texts = {plain(value) for _, value in cells}
        if len(cells) < 2 or len(texts) < len(cells):
            return False
        if not all(looks_like_header(value) for _, value in cells):
            return False
        below = self._rows_below(row)
        if not below or len(cells) < 0.6 * median(map(len, below)):
            return False
        columns = {column for column, _ in cells}
        used = {column for cells_below in below for column, _ in cells_below}
        return len(columns & used) >= 0.5 * len(columns)

    def _heads_a_list(self, row: int) -> bool:
        """Whether a row is the known header of a list of one column."""
        cells = filled(self._sheet.row(row))
        below = self._rows_below(row)
        return (
            len(cells) == 1
            and self._count_known(cells) == 1
            and bool(below)
            and all(cells[0][0] in dict(others) for others in below)
        )

    def _rows_below(self, row: int) -> list[Filled]:
        found: list[Filled] = []
        for cells in self._sheet.rows[row : row + 10 * SEEN_BELOW]:
            if cells:
                found.append(filled(cells))
            if len(found) == SEEN_BELOW:
                break
        return found

    def span(self, row: int) -> tuple[int, int]:
        """The first and last row of a header found at `row`: two rows where one groups the other."""
        if self._second_row_belongs(row):
            return row, row + 1
        if row > 1 and self._groups_below(row - 1):
            return row - 1, row
        return row, row

    def _second_row_belongs(self, row: int) -> bool:
        upper, lower = dict(filled(self._sheet.row(row))), filled(self._sheet.row(row + 1))
        if not lower or not all(looks_like_header(value) for _, value in lower):
            return False
        if self._groups_below(row):
            return True
        gaps = {column for column, _ in lower if column not in upper}
        heads = {column for column, _ in lower} - gaps
        return bool(gaps) and self._count_known(lower) >= 1 and all(column + 1 in gaps for column in heads)

    def _groups_below(self, row: int) -> bool:
        """Whether merged cells across a row group headers in the row below, beside other columns."""
        lower = {column for column, _ in filled(self._sheet.row(row + 1))}
        grouped = {
            column
            for left, right in self._across.get(row, [])
            if self._sheet.value(row, left) is not None
            for column in lower
            if left <= column <= right
        }
        beside = {column for column, _ in filled(self._sheet.row(row)) if column not in grouped}
        return len(grouped) >= 2 and bool(beside) and lower.isdisjoint(beside)

    def columns(self, first: int, last: int, end: int) -> list[Column]:
        """The columns of a table whose header is in rows `first` to `last` and whose rows go to `end`."""
        used: set[int] = set()
        for cells in self._sheet.rows[first - 1 : end]:
            used.update(column for column, value in enumerate(cells, start=1) if value is not None)
        return [self._column(index, first, last, end) for index in sorted(used)]

    def bare_columns(self, first: int, end: int) -> list[Column]:
        """The columns of a list without a header whose rows go from `first` to `end`."""
        used: set[int] = set()
        for cells in self._sheet.rows[first - 1 : end]:
            used.update(column for column, _ in filled(cells))
        return [
            Column(index, "", numbering=self._counts(index, "", first - 1, end)) for index in sorted(used)
        ]

    def _column(self, index: int, first: int, last: int, end: int) -> Column:
        header = one_line(self._sheet.value(last, index))
        above = self._above(first, index) if last > first else ""
        if last > first and not header:
            header, above = one_line(self._sheet.value(first, index)), ""
        return Column(index, header, above, self._counts(index, header, last, end))

    def _above(self, row: int, index: int) -> str:
        """The heading of the group that a column is in: it stands over the group's first column."""
        for column in range(index, 0, -1):
            value = self._sheet.value(row, column)
            if value is not None:
                return one_line(value)
        return ""

    def _counts(self, index: int, header: str, last: int, end: int) -> bool:
        """Whether a column counts the rows: it says so or is the first without a word, and it does."""
        if not is_numbering_header(header) and (header or index > 2):
            return False
        cells = (self._sheet.value(row, index) for row in range(last + 1, min(end, last + SEEN_NUMBERS) + 1))
        values = [value for value in cells if value is not None]
        if header:
            return counts_up(values, 0.3)
        return counts_up(values, 0.7) and len(values) >= 3
