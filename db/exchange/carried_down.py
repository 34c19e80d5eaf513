"""Countries, regions and organisations that stand only in the first row of a block that they hold for."""

from collections.abc import Set
from itertools import pairwise

from db.exchange.header_words import PLACE, by_header
from db.exchange.plan import UID
from db.exchange.sheets import CellNote, NoteKind, Value
from db.exchange.table import Column, Skip, Table
from db.names import fold

_IN_FRONT = frozenset({"country", "region", "city", "partner", PLACE})
"""What heads a block where it stands in front of what every row has."""

_ANYWHERE = "country"
"""What may head a block from further right as well, where all blocks are long."""

_FILLED = 0.9
"""Which part of the records fill a column that "every row" has."""

_LONG = 3
"""Rows of a block that is long."""

_ENDS = frozenset({Skip.EMPTY, Skip.GROUP, Skip.TOTAL})
"""Rows at which a block ends."""

Block = tuple[int, list[int]]
"""The row in which a value stands, and those below in which nothing does."""


def carry_down(table: Table) -> None:
    """Let what stands in the first row of a block hold for the empty cells below it.

    A column is in blocks where its first cell is filled, there are two blocks or more, none begins with what
    the one before has, the empty cells are no fewer than the filled ones, and what every row has stands right
    of it. A country may stand right of that where no country comes twice and every block has three rows. Each
    cell that is filled in has a note. A workbook of Dateline says everything in its own row.
    """
    if any(column.header.startswith(UID) for column in table.columns):
        return
    columns = [column for column in table.columns if not column.numbering]
    targets = {column.index: _target(column) for column in columns}
    if not _IN_FRONT & set(targets.values()):
        return
    rows, in_front, begins = list(table.numbers()), True, set[int]()
    for column in columns:
        target = targets[column.index]
        if not in_front and target != _ANYWHERE:
            continue
        values = _values(table, rows, column.index)
        in_front = in_front and sum(map(_says, values.values())) < _FILLED * len(rows)
        found = _blocks(table, values, begins) if target in _IN_FRONT else []
        if in_front and _are_clear(found, values, begins):
            begins |= {row for row, _ in found}
        elif target != _ANYWHERE or not _are_long(found, values):
            continue
        _carry(table, column.index, found)


def _carry(table: Table, column: int, blocks: list[Block]) -> None:
    """Set down what holds for the empty cells of a column, and say so in a note on each."""
    for row, below in blocks:
        for empty in below:
            table.carried[empty, column] = row
            table.sheet.notes.setdefault((empty, column), CellNote(NoteKind.CARRIED, str(row)))


def _values(table: Table, rows: list[int], column: int) -> dict[int, Value]:
    """What a column says in each record; cells merged with the one above say what that says."""
    sheet, found, above = table.sheet, dict[int, Value](), None
    for row in rows:
        note = sheet.notes.get((row, column))
        is_merged = note is not None and note.kind is NoteKind.MERGED
        above = found[row] = above if is_merged else sheet.value(row, column)
    return found


def _target(column: Column) -> str:
    found = by_header("contact", column.header)
    return found.target if found and found.strength > 1 else ""


def _says(value: Value) -> bool:
    return value is not None


def _blocks(table: Table, values: dict[int, Value], begins: Set[int]) -> list[Block]:
    """The blocks of a column; they end where one of a column further left does (`begins`)."""
    ends = {row for skip in table.skipped if skip.why in _ENDS for row in range(skip.row, skip.last + 1)}
    found: list[Block] = []
    last, is_open = 0, False
    for row, value in values.items():
        is_open = is_open and row not in begins and ends.isdisjoint(range(last + 1, row))
        if _says(value):
            found.append((row, []))
            is_open = True
        elif is_open:
            found[-1][1].append(row)
        last = row
    return found


def _are_clear(found: list[Block], values: dict[int, Value], begins: Set[int] = frozenset()) -> bool:
    """Whether blocks in front of the rows leave no other reading; `begins` as in `_blocks`."""
    empty = sum(len(below) for _, below in found)
    starts = bool(found) and found[0][0] == next(iter(values))
    changes = all(
        fold(str(values[above])) != fold(str(values[row])) or any(above < begun <= row for begun in begins)
        for (above, _), (row, _) in pairwise(found)
    )
    return starts and changes and len(found) >= 2 and empty >= len(found)


def _are_long(found: list[Block], values: dict[int, Value]) -> bool:
    """Whether blocks elsewhere leave no other reading: all are long, and no value comes again."""
    heads = {fold(str(values[row])) for row, _ in found}
    is_long = all(len(below) >= _LONG - 1 for _, below in found)
    return is_long and len(heads) == len(found) and _are_clear(found, values)
