"""Finding the tables in a sheet: where the header is, which rows are records, and why the others are not."""

from db.exchange.carried_down import carry_down
from db.exchange.further_lines import join_further_lines
from db.exchange.header_search import HeaderSearch, Known
from db.exchange.row_shapes import (
    LONGEST_HEADER,
    Filled,
    are_column_numbers,
    filled,
    is_total,
    one_line,
    plain,
    running_number,
)
from db.exchange.sheets import Sheet
from db.exchange.table import Column, Skip, SkippedRow, Table
from db.exchange.wrapped_names import join_wrapped_names

__all__ = ["Column", "Skip", "SkippedRow", "Table", "find_tables", "unclaimed"]


def _nothing(_text: str) -> bool:
    return False


def find_tables(sheet: Sheet, known: Known = _nothing, heading: Known = _nothing) -> list[Table]:
    """The tables of a sheet, from the top; none where it holds nothing with a header.

    A header is a row of short texts below which the same columns are filled; rows in which `known` knows
    some are preferred. A further table begins with known headers after an empty row or a title.
    `heading` tells texts that, alone in a row, hold for the rows below, such as the name of a country;
    a text merged across the table or standing in the column of running numbers is one anyway.
    """
    return _Finder(sheet, known, heading).tables()


def bare_table(sheet: Sheet, heading: Known = _nothing) -> Table | None:
    """A sheet as a list without a header: it begins with its first row of several cells; None where none has.

    Whether it is such a list is for its columns to tell.
    """
    return _Finder(sheet, _nothing, heading).bare()


def unclaimed(sheet: Sheet, tables: list[Table]) -> list[SkippedRow]:
    """The filled rows that belong to no table of a sheet, so that none is dropped without a word."""
    claimed: set[int] = set()
    for table in tables:
        claimed.update(range(table.header_row, table.last_row + 1))
        claimed.update(row for skip in table.skipped for row in range(skip.row, skip.last + 1))
    noted = sheet.noted_rows()
    return [
        SkippedRow(number, Skip.NO_TABLE)
        for number, cells in enumerate(sheet.rows, start=1)
        if (cells or number in noted) and number not in claimed
    ]


class _Finder:
    """Walks down one sheet from header to header."""

    def __init__(self, sheet: Sheet, known: Known, heading: Known) -> None:
        self._sheet = sheet
        self._search = HeaderSearch(sheet, known)
        self._heading = heading
        self._noted = sheet.noted_rows()
        self._wide = {(top, left): right for top, left, _bottom, right in sheet.merged if right > left}

    def tables(self) -> list[Table]:
        """The tables, from the top."""
        found: list[Table] = []
        row, begin = self._search.first(), 1
        while row is not None:
            first, last = self._search.span(row)
            row = self._next_header(last)
            end = self._end_before(row, last)
            found.append(self._table(begin, first, last, end))
            begin = end + 1
        return found

    def bare(self) -> Table | None:
        """All rows from the first with several cells as one table that has no header."""
        end = len(self._sheet.rows)
        first = next((row for row in range(1, end + 1) if len(filled(self._sheet.row(row))) > 1), 0)
        if not first:
            return None
        table = Table(self._sheet, first, first, end, self._search.bare_columns(first, end))
        self._take_titles(table, 1)
        self._sort_rows(table, [])
        _remarks_below(table)
        return table

    def _next_header(self, last: int) -> int | None:
        """The next row of known headers other than those in row `last`, after an empty row or a title."""
        own = [plain(value) for _, value in filled(self._sheet.row(last))]
        for number in range(last + 2, len(self._sheet.rows)):
            if not self._sheet.row(number):
                continue
            before = filled(self._sheet.row(number - 1))
            if len(before) > 1 or not self._search.is_known(number):
                continue
            if [plain(value) for _, value in filled(self._sheet.row(number))] != own:
                return number
        return None

    def _end_before(self, following: int | None, last: int) -> int:
        """The last filled row before the titles of the following table, or of the sheet."""
        if following is None:
            return len(self._sheet.rows)
        end = self._search.span(following)[0] - 1
        while end > last and len(filled(self._sheet.row(end))) == 1:
            end -= 1
        while end > last and not self._sheet.row(end):
            end -= 1
        return end

    def _table(self, begin: int, first: int, last: int, end: int) -> Table:
        columns = self._search.columns(first, last, end)
        table = Table(self._sheet, first, last + 1, end, columns)
        self._take_titles(table, begin)
        headers = [dict(filled(self._sheet.row(number))) for number in range(first, last + 1)]
        repeated = [{column: plain(value) for column, value in header.items()} for header in headers]
        self._sort_rows(table, repeated)
        _remarks_below(table)
        join_wrapped_names(table)
        join_further_lines(table)
        carry_down(table)
        return table

    def _take_titles(self, table: Table, begin: int) -> None:
        """Take the filled rows from `begin` to the header as titles of a table."""
        for number in range(begin, table.header_row):
            cells = filled(self._sheet.row(number))
            if cells or number in self._noted:
                table.titles.append(" ".join(one_line(value) for _, value in cells))
                table.skipped.append(SkippedRow(number, Skip.TITLE))

    def _sort_rows(self, table: Table, headers: list[dict[int, str]]) -> None:
        """Tell the records of a table from the other rows; runs of empty rows become one entry."""
        empty_since = 0
        for number in range(table.first_row, table.last_row + 1):
            cells = filled(self._sheet.row(number))
            if not cells and number not in self._noted:
                empty_since = empty_since or number
                continue
            if empty_since:
                table.skipped.append(SkippedRow(empty_since, Skip.EMPTY, number - 1))
                empty_since = 0
            why = self._why_skipped(table, number, cells, headers)
            if why:
                table.skipped.append(SkippedRow(number, why))
            if why is Skip.GROUP:
                table.groups[number] = one_line(cells[0][1])

    def _why_skipped(
        self, table: Table, number: int, cells: Filled, headers: list[dict[int, str]]
    ) -> Skip | None:
        """The rule by which a filled row is no record; None for a record."""
        if number == table.first_row and are_column_numbers(cells) and 2 * len(cells) >= len(table.columns):
            return Skip.COLUMN_NUMBERS
        if len(cells) > 1 and any(_repeats(cells, header) for header in headers):
            return Skip.HEADER_AGAIN
        if is_total(cells):
            return Skip.TOTAL
        if len(cells) == 1:
            below = filled(self._sheet.row(number + 1))
            begins = len(below) > 1 and any(_repeats(below, header) for header in headers)
            return self._why_alone(table, number, cells[0][0], begins)
        return None

    def _why_alone(self, table: Table, number: int, column: int, begins: bool) -> Skip | None:
        """The rule for a row with a single filled cell; `begins` says that the header follows again."""
        counts = any(known.index == column and known.numbering for known in table.columns)
        value = self._sheet.value(number, column)
        if counts and running_number(value) is not None:
            return Skip.ONLY_NUMBER
        if not isinstance(value, str) or len(value) > LONGEST_HEADER:
            return None
        across = self._wide.get((number, column), column) - column + 1
        is_wide = across >= 3 and 2 * across >= len(table.columns)
        stands_above = begins or counts or is_wide or self._heading(one_line(value))
        return Skip.GROUP if stands_above else None


def _repeats(cells: Filled, header: dict[int, str]) -> bool:
    """Whether every cell of a row is what the header says in its column."""
    return all(isinstance(value, str) and header.get(column) == plain(value) for column, value in cells)


def _remarks_below(table: Table) -> None:
    """Single texts at the foot of a table, after an empty row or a total, are remarks and no records."""
    if len(table.columns) < 3:
        return
    rules = {skip.row: skip.why for skip in table.skipped}
    foot: list[int] = []
    for number in range(table.last_row, table.first_row - 1, -1):
        cells = filled(table.sheet.row(number))
        if not cells or rules.get(number) is Skip.TOTAL:
            if foot:
                _make_remarks(table, foot)
                foot = []
        elif len(cells) == 1 and isinstance(cells[0][1], str) and rules.get(number) in {None, Skip.GROUP}:
            foot.append(number)
        else:
            return


def _make_remarks(table: Table, rows: list[int]) -> None:
    """Set rows down as remarks, and as headings no more."""
    for row in rows:
        table.groups.pop(row, None)
    table.skipped = [skip for skip in table.skipped if skip.row not in rows]
    table.skipped.extend(SkippedRow(row, Skip.REMARK) for row in rows)
    table.skipped.sort(key=lambda skip: skip.row)
