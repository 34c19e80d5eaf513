"""A worksheet that takes our cells as they are, and is several times as fast for it as openpyxl's own way.

openpyxl guesses what a value is (text that begins with "=" becomes a formula, "#N/A" an error), cuts text at
32,767 characters without a word, and makes several objects for every cell. Here one object serves a whole
sheet, and a cell holds exactly what it is given. A formula is written with what it comes to, which openpyxl
leaves out: a preview and Excel's protected view calculate nothing and would show an empty cell.
"""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell as WorkbookCell
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell._writer import write_cell
from openpyxl.worksheet._write_only import WriteOnlyWorksheet
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.xml.functions import Element, SubElement

from db.exchange.cells import Cell, Form
from db.exchange.escaping import escape
from db.exchange.styles import Styles

_CONVERTED = tuple("=+-@'0123456789")
"""How texts begin that Excel takes for something else once they are edited in a cell of no format."""

_ALWAYS = tuple("=+-@'")
_DAYS = frozenset({Form.DATE, Form.MOMENT})


class RecordSheet(WriteOnlyWorksheet):  # type: ignore[misc]  # openpyxl has no types
    """A sheet at the end of a workbook, to which rows of `Cell` are appended, or of openpyxl's own cells.

    None leaves a cell out.
    """

    def __init__(self, book: Workbook, title: str, styles: Styles) -> None:
        super().__init__(book, title)
        self._writer: Any = None
        self._styles = styles
        book._add_sheet(self)

    def _values_to_row(
        self, values: Iterable[Cell | WorkbookCell | None], row_idx: int
    ) -> Iterator[WorkbookCell]:
        """The cells of a row, each written before the next one is asked for."""
        shared = WriteOnlyCell(self)
        for number, value in enumerate(values, start=1):
            if value is None:
                continue
            made = shared if isinstance(value, Cell) else value
            made.column, made.row = number, row_idx
            if isinstance(value, Cell):
                self._fill(made, value)
            elif made.hyperlink is not None:
                made.hyperlink.ref = made.coordinate
            yield made

    def _get_writer(self) -> None:
        """Make the writer of the sheet before its first row, as the class above does."""
        if self._writer is None:
            self._writer = _RowWriter(self)
            self._writer.write_top()

    def _fill(self, made: Any, cell: Cell) -> None:
        value, form, link, _, formula = cell
        quoted = False
        if formula:
            made._value, made.data_type = (formula, value), "f"
        elif isinstance(value, str):
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


class _RowWriter(WorksheetWriter):  # type: ignore[misc]  # openpyxl has no types
    """Writes the rows of a sheet, and formulas with what they come to."""

    def write_row(self, xf: Any, row: Iterable[WorkbookCell], row_idx: int) -> None:
        """Write one row; its cells carry no comments."""
        attributes = {"r": str(row_idx), **dict(self.ws.row_dimensions.get(row_idx, {}))}
        with xf.element("row", attributes):
            for cell in row:
                if cell.data_type == "f":
                    xf.write(_formula_element(cell))
                elif cell._value is not None or cell.has_style:
                    write_cell(xf, self.ws, cell, cell.has_style)


def _formula_element(cell: Any) -> Any:
    formula, value = cell._value
    attributes = {"r": cell.coordinate, "s": str(cell.style_id)}
    if isinstance(value, str):
        attributes["t"] = "str"
    made = Element("c", attributes)
    SubElement(made, "f").text = formula
    SubElement(made, "v").text = escape(value) if isinstance(value, str) else str(value)
    return made


def formula_cell(sheet: Any, formula: str, value: str | int | float | Decimal, style: Any) -> Any:
    """One of openpyxl's cells with a formula (without its "=") and what it comes to; for a `RecordSheet`."""
    made = WriteOnlyCell(sheet)
    made._value, made.data_type = (formula, value), "f"
    made._style = style
    return made


def text_cell(sheet: Any, text: str, style: Any) -> Any:
    """One of openpyxl's cells with exactly this text."""
    made = WriteOnlyCell(sheet)
    made._value, made.data_type = escape(text), "s"
    made._style = style
    return made
