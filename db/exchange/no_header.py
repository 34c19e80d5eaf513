"""Lists without a header, whose columns only what they hold can tell."""

from collections.abc import Sequence

from db.exchange.column_contents import is_email, is_person, is_phone
from db.exchange.header_search import Known
from db.exchange.header_words import NAME, by_header, is_known
from db.exchange.mapping import map_columns
from db.exchange.sheets import Sheet
from db.exchange.table import Table
from db.exchange.tables import bare_table

_TESTS = {NAME: is_person, "emails": is_email, "phones": is_phone}
"""What a cell must be by which a column was told."""

FEWEST = 2
"""Rows that a list has at least."""


def list_without_header(sheet: Sheet, tables: Sequence[Table], heading: Known) -> Table | None:
    """The list of persons that a sheet is where it has no header; None where it has one or nothing tells.

    `tables` are those that were found by their headers. One is passed over where its header is a record of
    the list itself, as a row of texts between rows with addresses, or a title that stands over other cells
    than those it would name. At least one column must hold names of persons, addresses or phones.
    """
    table = bare_table(sheet, heading)
    if table is None or any(_is_headed(each) for each in tables):
        return None
    found = map_columns("contact", table)
    told = {each.target: each.index for each in found if each.target and each.target in _TESTS}
    rows = list(table.numbers())
    if len(rows) < FEWEST or not told or not _is_record(table, told, rows[0]):
        return None
    return None if any(_is_above(each, table, told) for each in tables) else table


def _is_headed(table: Table) -> bool:
    """Whether a header of several words, one of them known, stands above a table."""
    headers = [column.header for column in table.columns if column.header]
    return len(headers) > 1 and any(map(is_known, headers))


def _is_above(found: Table, table: Table, told: dict[str, int]) -> bool:
    """Whether what was found as a header is one, and no record or title of the list."""
    headed = [column for column in found.columns if column.header]
    if len(headed) == 1:
        named = by_header("contact", headed[0].header)
        return named is not None and told.get(named.target, headed[0].index) == headed[0].index
    return not _is_record(table, told, found.header_row)


def _is_record(table: Table, told: dict[str, int], row: int) -> bool:
    """Whether a cell of a row is what its column was told by."""
    return any(_TESTS[target](table.sheet.value(row, index)) for target, index in told.items())
