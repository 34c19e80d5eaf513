"""Names broken over two rows: the family name in one, the given name under it in a row with little else."""

from collections.abc import Iterator
from itertools import pairwise

from db.exchange.header_words import NAME, by_header
from db.exchange.plan import UID
from db.exchange.row_shapes import filled, is_reach
from db.exchange.sheets import CellNote, NoteKind, Value
from db.exchange.table import Column, Skip, SkippedRow, Table
from db.names import looks_like_family, parse_person

_OF_ONE_PERSON = frozenset({"emails", "phones"})
"""Columns which, merged over two rows, say that both are one person's; others may hold for several."""

_TEXTS = frozenset({NAME, "job_title", "partner", "street", "note"})
"""Columns whose texts may go on in the row below."""

_MOST = 0.8
"""Which part of the rows must be counted, or have names of several words, for one that has not to tell."""


def join_wrapped_names(table: Table) -> None:
    """Take rows that only go on with the name above, and with other texts there, as the rest of that row.

    Sure is that where the row has no running number among rows that have one, where a number, phone or
    address is merged over both, or where a family name and a given name that stand alone make a name in a
    list of whole ones. Where it is not, both rows stand and the first has a note that asks.
    """
    name = next((column for column in table.columns if _target(column) == NAME), None)
    if name is None or any(column.header.startswith(UID) for column in table.columns):
        return
    _Joiner(table, name).join()


def _target(column: Column) -> str:
    """What a column holds of a person, or nothing that is known."""
    found = by_header("contact", column.header) if not column.numbering else None
    return found.target if found else ""


class _Joiner:
    """Goes through the rows of one table whose names stand in column `name`."""

    def __init__(self, table: Table, name: Column) -> None:
        self._table, self._sheet, self._name = table, table.sheet, name
        self._targets = {column.index: _target(column) for column in table.columns}
        self._numbering = next((column.index for column in table.columns if column.numbering), 0)
        self._noted = table.sheet.noted_rows()

    def join(self) -> None:
        """Join what is sure, and note what may be."""
        rows = list(self._table.numbers())
        pairs = [pair for pair in pairwise(rows) if self._may_be(*pair)]
        if not pairs:
            return
        whole = self._has_whole_names(rows, {row for pair in pairs for row in pair})
        counted = self._is_counted(rows, {below for _, below in pairs})
        taken = 0
        for row, below in pairs:
            if row == taken:
                continue
            if self._is_sure(row, below, counted, whole):
                self._note(row, below, NoteKind.WRAPPED)
                self._table.further[row] = [below]
                self._table.wrapped.add(below)
                self._table.skipped.append(SkippedRow(below, Skip.WRAPPED))
                taken = below
            elif whole and [column for column, _ in self._cells(below)] == [self._name.index]:
                self._note(row, below, NoteKind.MAY_GO_ON)
        self._table.skipped.sort(key=lambda skip: skip.row)

    def _note(self, row: int, below: int, kind: NoteKind) -> None:
        self._sheet.notes.setdefault((row, self._name.index), CellNote(kind, str(below)))

    def _cells(self, row: int) -> list[tuple[int, Value]]:
        """The filled cells of a row but for its running number."""
        return [each for each in filled(self._sheet.row(row)) if each[0] != self._numbering]

    def _text(self, row: int) -> str:
        value = self._sheet.value(row, self._name.index)
        return " ".join(value.split()) if isinstance(value, str) else ""

    def _may_be(self, row: int, below: int) -> bool:
        """Whether the row below may go on with a name: it has nothing that the row itself does not begin."""
        if below != row + 1 or {row, below} & self._noted or self._number(below) is not None:
            return False
        upper, lower = dict(self._cells(row)), dict(self._cells(below))
        # A row of one name may also stand for somebody of whom no more is known.
        if not 0 < len(lower) < len(upper) or not lower.keys() <= upper.keys():
            return False
        return self._may_join(self._text(row), self._text(below)) and all(
            isinstance(value, str) and not is_reach(value) and self._goes_on(column)
            for column, value in lower.items()
        )

    def _goes_on(self, column: int) -> bool:
        return self._targets[column] in _TEXTS

    def _may_join(self, upper: str, lower: str) -> bool:
        """Whether two texts may be the halves of one name: a single word, and at most two below it."""
        if not all(word[0].isalpha() for word in (*upper.split(), *lower.split())):
            return False
        if len(upper.split()) == 1 and 1 <= len(lower.split()) <= 2:
            return not _is_whole(lower)
        # "Saparova Gulnara" and "Bekovna"
        return len(upper.split()) == 2 and len(lower.split()) == 1 and _is_patronymic(upper, lower)

    def _is_sure(self, row: int, below: int, counted: bool, whole: bool) -> bool:
        if counted and self._number(row) is not None:
            return True
        if any(self._is_merged(below, column) for column in self._targets):
            return True
        return whole and _complete_each_other(self._text(row), self._text(below))

    def _is_merged(self, below: int, column: int) -> bool:
        """Whether a cell that only one person can have is merged over a row and the one above."""
        note = self._sheet.notes.get((below, column))
        merged = note is not None and note.kind is NoteKind.MERGED
        return merged and (column == self._numbering or self._targets[column] in _OF_ONE_PERSON)

    def _number(self, row: int) -> Value:
        return self._sheet.value(row, self._numbering) if self._numbering else None

    def _is_counted(self, rows: list[int], below: set[int]) -> bool:
        """Whether the rows are numbered but for those that may go on with others."""
        others = [row for row in rows if row not in below]
        numbered = sum(self._number(row) is not None for row in others)
        return bool(self._numbering) and numbered >= _MOST * len(others)

    def _has_whole_names(self, rows: list[int], halves: set[int]) -> bool:
        """Whether the names of the other rows have two words or more."""
        others = list(self._other_names(rows, halves))
        return sum(len(text.split()) > 1 for text in others) >= _MOST * len(others)

    def _other_names(self, rows: list[int], halves: set[int]) -> Iterator[str]:
        return (text for row in rows if row not in halves and (text := self._text(row)))


def _is_whole(text: str) -> bool:
    """Whether a text is a given name and a family name already."""
    person = parse_person(text)
    return person.certain and bool(person.given and person.family)


def _is_patronymic(upper: str, lower: str) -> bool:
    person, without = parse_person(f"{upper} {lower}"), parse_person(upper)
    return person.certain and bool(person.patronymic) and not without.patronymic


def _complete_each_other(upper: str, lower: str) -> bool:
    """Whether one text has the family name and the other the given one, as their endings tell."""
    if not _is_whole(f"{upper} {lower}"):
        return False
    families = sum(map(looks_like_family, (*upper.split(), *lower.split())))
    return families == 1 or len(upper.split()) > 1
