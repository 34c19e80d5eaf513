"""Records over several rows: a second phone, address or remark stands in the row below, under no name."""

from db.exchange.header_words import by_header
from db.exchange.plan import NOTE, UID
from db.exchange.row_shapes import filled, is_reach
from db.exchange.sheets import CellNote, NoteKind
from db.exchange.table import Column, Skip, SkippedRow, Table

_ADDING = frozenset({"phones", "emails", NOTE})


def join_further_lines(table: Table) -> None:
    """Take rows that only add phones, addresses or remarks to the record right above them as lines of it.

    They have neither a running number nor anything in the first column, or that is merged with the one
    above. A workbook of Dateline has one row for each record, so nothing is joined there.
    """
    named = next((column for column in table.columns if column.header and not column.numbering), None)
    adding = {column.index for column in table.columns if _adds(column)}
    naming = {column.index for column in table.columns if not column.numbering} - adding
    known_to_us = any(column.header.startswith(UID) for column in table.columns)
    if named is None or named.index in adding or known_to_us:
        return
    sheet, noted = table.sheet, table.sheet.noted_rows()
    head, last = 0, 0
    for number in list(table.numbers()):
        cells = filled(sheet.row(number))
        places = {column for column, _ in cells}
        if number == last + 1 and head and number not in noted and places and places <= adding:
            table.further.setdefault(head, []).append(number)
            for column in places:
                sheet.notes.setdefault((head, column), CellNote(NoteKind.FURTHER, str(number)))
        else:
            said = [value for column, value in cells if column in naming]
            head = number if any(not is_reach(value) for value in said) else 0
        last = max(table.further.get(number, [number]))
    rows = (row for rows in table.further.values() for row in rows if row not in table.wrapped)
    table.skipped.extend(SkippedRow(row, Skip.FURTHER) for row in rows)
    table.skipped.sort(key=lambda skip: skip.row)


def _adds(column: Column) -> bool:
    """Whether a column has what a record may have several of."""
    found = by_header("contact", column.header) if not column.numbering else None
    return found is not None and found.target in _ADDING
