"""Tables beside each other on one sheet, an empty column between them, are each read for themselves.

An empty column alone divides nothing: a table may have a spacer, and remarks may stand apart at its right.
Both sides must have headers that make them a list of records, and something must say that a row of one does
not go on in the other.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from db.exchange.header_search import Known
from db.exchange.header_words import by_header, filled_by
from db.exchange.plan import UID, ColumnPlan, Decided
from db.exchange.row_shapes import LONGEST_HEADER, filled, is_numbering_header, one_line
from db.exchange.sheet_kinds import called, is_main, kind_of
from db.exchange.sheets import FOUND_LATER, Row, Sheet, Value
from db.exchange.table import Table
from db.exchange.tables import find_tables
from db.names import fold, likeness

SEEN_ABOVE = 60
"""Rows after which a sheet without an empty column in them is not looked at further."""

SEEN = 300
"""Rows that tell what a part of a sheet is by itself."""

ALIKE = 0.8
"""From which likeness on two cells are one name, in whichever script."""

WIDE = 3
"""How far the columns of a list are from those before it where no one would take the gap for a spacer."""

RUNS_ON = 2
"""How many rows one list must be longer than the other to say that they are two."""

AGAIN = 2
"""How many headers must stand on both sides to say so."""

_OF_THE_SAME_ROW = frozenset(
    {"contact person", "contact", "contact name", "focal point", "director", "head", "kontaktnoe litso"}
    | {"kontakt", "direktor", "rukovoditel", "nachalnik", "baylanysh"}
)
"""Folded headers of persons who belong to whatever stands in the same row."""

Span = tuple[int, int]


@dataclass(frozen=True)
class _List:
    """A part of a sheet that is a list of records by itself: its table, their kind, and what names them."""

    table: Table
    kind: str
    key: ColumnPlan

    def headers(self) -> set[str]:
        """The folded headers."""
        return {fold(column.header) for column in self.table.columns} - {""}

    def keys(self) -> dict[int, str]:
        """What each record is called, by row."""
        found = ((row, one_line(cells.get(self.key.index))) for row, cells in self.table.rows())
        return {row: text for row, text in found if text}


def tables_of(sheet: Sheet, known: Known, heading: Known) -> list[Table]:
    """The tables of a sheet as `find_tables` has them, those beside each other apart, from the left.

    The tables of a part have a sheet that holds that part alone, with rows and columns counted as before.
    """
    return _Divider(sheet, known, heading).tables()


class _Divider:
    """Cuts one sheet where tables stand beside each other."""

    def __init__(self, sheet: Sheet, known: Known, heading: Known) -> None:
        self._sheet, self._known, self._heading = sheet, known, heading
        self._doubtful: set[int] = set()

    def tables(self) -> list[Table]:
        """All tables of the sheet."""
        rows = len(self._sheet.rows)
        whole = self._spans(1, rows)
        if divided := self._divided(1, rows, whole):
            return divided
        found = find_tables(self._sheet, self._known, self._heading)
        made: list[Table] = []
        for table in found:
            begin = min((skip.row for skip in table.skipped), default=table.header_row)
            # Titles above a header may stand over any column, so they divide nothing and join nothing.
            spans = self._spans(table.header_row, table.last_row)
            begin = min(begin, table.header_row)
            is_tried = spans == whole and len(found) == 1
            divided = [] if is_tried else self._divided(begin, table.last_row, spans)
            made += divided or [table]
        for table in made:
            table.doubtful = self._doubtful & {column.index for column in table.columns}
        return made

    def _divided(self, begin: int, end: int, spans: list[Span]) -> list[Table]:
        """The tables in rows `begin` to `end` where they stand beside each other; none where they don't."""
        cuts: list[Span] = []
        for span in spans:
            if cuts and not self._are_apart(begin, end, cuts[-1], span):
                cuts[-1] = cuts[-1][0], span[1]
            else:
                cuts.append(span)
        if len(cuts) < 2:
            return []
        tables: list[Table] = []
        for number, (left, right) in enumerate(cuts):
            edge = cuts[number + 1][0] - 1 if number + 1 < len(cuts) else self._width()
            part = _part(self._sheet, begin, end, 1 if not number else left, edge)
            for table in find_tables(part, self._known, self._heading):
                table.beside = left, right
                table.titles[:0] = self._titles_across(begin, table.header_row, left)
                tables.append(table)
        return tables

    def _width(self) -> int:
        noted = max((column for _, column in self._sheet.notes), default=0)
        return max(noted, *map(len, self._sheet.rows))

    def _spans(self, head: int, end: int) -> list[Span]:
        """The runs of columns with something in them; one or none where no empty column is between."""
        rows = self._sheet.rows[head - 1 : end]
        used: set[int] = {column for (row, column), _ in self._sheet.notes.items() if head <= row <= end}
        for number, cells in enumerate(rows):
            if number == SEEN_ABOVE and len(_runs(used)) < 2:
                return []
            used.update(column for column, value in enumerate(cells, start=1) if value is not None)
        if self._is_ours(rows):
            return []
        return _runs(used)

    def _is_ours(self, rows: list[Row]) -> bool:
        """Whether Dateline wrote the sheet, which then has one table."""
        return any(value == UID for cells in rows[:SEEN_ABOVE] for value in cells)

    def _are_apart(self, begin: int, end: int, left: Span, right: Span) -> bool:
        """Whether two parts are tables of their own."""
        if right[0] == right[1]:
            return False
        # What a part is shows in its first rows; how far it goes matters only where both are lists.
        seen = min(end, begin + SEEN)
        second = self._list(begin, seen, right)
        first = self._list(begin, seen, left) if second else None
        if first is None or second is None or _say_the_same(first, second):
            return False
        if right[0] - left[1] >= WIDE or _differ(first, second):
            return True
        if seen < end:
            first = replace(first, table=self._first_table(begin, end, left))
            second = replace(second, table=self._first_table(begin, end, right))
        if _one_runs_on(first, second):
            return True
        self._doubtful.add(second.key.index)
        return False

    def _first_table(self, begin: int, end: int, span: Span) -> Table:
        return find_tables(_part(self._sheet, begin, end, *span), self._known, self._heading)[0]

    def _list(self, begin: int, end: int, span: Span) -> _List | None:
        """What some columns are by themselves; None where their headers make no list of records."""
        found = find_tables(_part(self._sheet, begin, end, *span), self._known, self._heading)
        if not found or len(found[0].columns) < 2:
            return None
        kind = kind_of(found[0], "")
        if kind.kind is None or kind.decided is not Decided.HEADER:
            return None
        key = next((each for each in kind.columns if each.target and is_main(kind.kind, each.target)), None)
        return _List(found[0], kind.kind, key) if key else None

    def _titles_across(self, begin: int, head: int, left: int) -> list[str]:
        """The titles that begin further left and are merged across a part."""
        return [
            one_line(self._sheet.value(row, column))
            for row, column, _, right in sorted(self._sheet.merged)
            if begin <= row < head and column < left <= right and self._sheet.value(row, column) is not None
        ]


def _differ(left: _List, right: _List) -> bool:
    """Whether headers, numbers or titles say that two lists are not the halves of one with a spacer."""
    a, b = left.table, right.table
    belongs = fold(right.key.header) in _OF_THE_SAME_ROW
    if left.kind != right.kind and not belongs and not _fit_together(left, right):
        return True
    starts = next(a.numbers(), 0), next(b.numbers(), 0)
    on_one_line = a.header_row == b.header_row and starts[0] == starts[1]
    return (
        (on_one_line and not belongs and _say_headers_again(left, right))
        or (_is_counted(a) and _is_counted(b))
        or (a.header_row != b.header_row and starts[0] != starts[1])
        or (_is_titled(left) and _is_titled(right))
    )


def _say_the_same(left: _List, right: _List) -> bool:
    """Whether the names on both sides are alike row by row: one list in two languages."""
    if left.kind != right.kind:
        return False
    first, second = left.keys(), right.keys()
    rows = first.keys() & second.keys()
    return bool(rows) and 2 * sum(likeness(first[row], second[row]) >= ALIKE for row in rows) >= len(rows)


def _fit_together(left: _List, right: _List) -> bool:
    """Whether a record of either kind may have what names those on either side."""
    for kind in {left.kind, right.kind}:
        found = [by_header(kind, each.key.header) for each in (left, right)]
        filled_in = [set(filled_by(kind, each.target)) for each in found if each and each.strength > 1]
        if len(filled_in) == 2 and filled_in[0].isdisjoint(filled_in[1]):
            return True
    return False


def _say_headers_again(left: _List, right: _List) -> bool:
    """Whether what names the records of one side is a header of the other, too, or several are on both."""
    again = left.headers() & right.headers()
    return len(again) >= AGAIN or bool(again & {fold(left.key.header), fold(right.key.header)})


def _is_counted(table: Table) -> bool:
    return any(column.numbering or is_numbering_header(column.header) for column in table.columns)


def _is_titled(each: _List) -> bool:
    """Whether a title says what kind of record a list has."""
    return any(each.kind in called(title) for title in each.table.titles if len(title) <= LONGEST_HEADER)


def _one_runs_on(left: _List, right: _List) -> bool:
    """Whether both lists go on without a gap, and one of them ends well before the other."""
    keys = [list(each.keys().items()) for each in (left, right)]
    rows = [list(each.table.numbers()) for each in (left, right)]
    if any(len(named) < len(all_rows) for named, all_rows in zip(keys, rows, strict=True)):
        return False
    shorter, longer = sorted(keys, key=lambda each: each[-1][0])
    names = {fold(name) for _, name in shorter}
    goes_on = sum(row > shorter[-1][0] for row, _ in longer)
    return goes_on >= RUNS_ON and len(shorter) >= 2 and len(names) == len(shorter)


def _part(sheet: Sheet, begin: int, end: int, left: int, right: int) -> Sheet:
    """A sheet with some rows and columns of another, in their places, and nothing beside them."""
    rows: list[Row] = [()] * (begin - 1)
    rows += [_cut(cells, left, right) for cells in sheet.rows[begin - 1 : end]]
    last = max((row for row, cells in enumerate(rows, start=1) if cells), default=0)
    notes = {
        (row, column): note
        for (row, column), note in sheet.notes.items()
        if begin <= row <= end and left <= column <= right and note.kind not in FOUND_LATER
    }
    last = max([last, *(row for row, _ in notes)])
    merged = [each for each in sheet.merged if begin <= each[0] <= end and left <= each[1] <= right]
    hidden = {column for column in sheet.hidden_columns if left <= column <= right}
    shown = (rows + [()] * last)[:last]
    return Sheet(sheet.name, sheet.hidden, shown, sheet.hidden_rows, hidden, merged, notes, sheet.remarks)


def _cut(cells: Row, left: int, right: int) -> Row:
    """The cells of a row between two columns; empty cells stand for those before them."""
    kept: list[Value] = [None] * (left - 1) + list(cells[left - 1 : right])
    there = filled(kept)
    return kept[: there[-1][0]] if there else ()


def _runs(columns: set[int]) -> list[Span]:
    """Columns as runs of those that stand together."""
    return list(_spans_of(sorted(columns)))


def _spans_of(columns: list[int]) -> Iterator[Span]:
    first = last = 0
    for column in columns:
        if first and column != last + 1:
            yield first, last
            first = 0
        first, last = first or column, column
    if first:
        yield first, last
