"""A worksheet that takes our cells as they are, and is several times as fast for it as openpyxl's own way.

openpyxl guesses what a value is (text that begins with "=" becomes a formula, "#N/A" an error), cuts text at
32,767 characters without a word, and makes several objects for every cell. Here one object serves a whole
sheet, and a cell holds exactly what it is given.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell as WorkbookCell
from openpyxl.cell import WriteOnlyCell
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from db.exchange.cells import Cell, Form
from db.exchange.escaping import escape
from db.exchange.styles import Styles

_CONVERTED = tuple("=+-@'0123456789")
"""How texts begin that Excel takes for something else once they are edited in a cell of no format."""

_ALWAYS = tuple("=+-@'")
_DAYS = frozenset({Form.DATE, Form.MOMENT})


class RecordSheet(WriteOnlyWorksheet):  # type: ignore[misc]  # openpyxl has no types
    """A sheet at the end of a workbook, to which rows of `Cell` are appended, or of openpyxl's own cells."""

    def __init__(self, book: Workbook, title: str, styles: Styles) -> None:
        super().__init__(book, title)
        self._styles = styles
        book._add_sheet(self)

    def _values_to_row(self, values: Iterable[Cell | WorkbookCell], row_idx: int) -> Iterator[WorkbookCell]:
        """The cells of a row, each written before the next one is asked for."""
        shared = WriteOnlyCell(self)
        for number, value in enumerate(values, start=1):
            made = shared if isinstance(value, Cell) else value
            made.column, made.row = number, row_idx
            if isinstance(value, Cell):
                self._fill(made, value)
            yield made

    def _fill(self, made: Any, cell: Cell) -> None:
        value, form, link, _ = cell
        quoted = False
        if isinstance(value, str):
            made._value, made.data_type = escape(value), "s"
            quoted = value.startswith(_CONVERTED if form is Form.LONG_TEXT else _ALWAYS)
        else:
            # openpyxl writes 16 digits of a number; all 17 bring every one back.
            made._value = repr(value) if isinstance(value, float) else value
            made.data_type = "d" if form in _DAYS and value is not None else "n"
        made._style = self._styles.cell(form, link=bool(link), quoted=quoted)
        made._hyperlink = None
        if link:
            made.hyperlink = link


def text_cell(sheet: Any, text: str, style: Any) -> Any:
    """One of openpyxl's cells with exactly this text."""
    made = WriteOnlyCell(sheet)
    made._value, made.data_type = escape(text), "s"
    made._style = style
    return made
