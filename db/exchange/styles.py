"""How a workbook looks: quiet, readable, the accent of the window for its headers and links."""

from copy import copy
from typing import Any

from openpyxl.cell import Cell as WorkbookCell
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

from db.exchange.cells import Form

FONT = "Calibri"  # stands on every computer with Excel; elsewhere its double of the same widths does
ACCENT, TEXT, MUTED, LINE = "FF1F4FA3", "FF1B2430", "FF5D6878", "FFE3E6EB"

DATE_FORMAT = "yyyy-mm-dd"
MOMENT_FORMAT = "yyyy-mm-dd hh:mm"

_NUMBER_FORMATS = {
    Form.TEXT: "@",
    Form.LONG_TEXT: "General",  # as text ("@"), older versions of Excel show a text of over 255 signs as ####
    Form.DATE: DATE_FORMAT,
    Form.MOMENT: MOMENT_FORMAT,
    Form.WHOLE: "#,##0",
    Form.NUMBER: "General",
    Form.MONEY: "#,##0.00",
}
_TO_THE_RIGHT = frozenset({Form.WHOLE, Form.NUMBER, Form.MONEY})
_BELOW = Border(bottom=Side("thin", LINE))


class Styles:
    """The styles of one workbook, each made once.

    A style is what openpyxl calls a style array: cells that share it cost nothing, where setting font and
    format on every cell takes longer than writing it.
    """

    def __init__(self, sheet: Any) -> None:
        self._sheet = sheet
        self._cells: dict[tuple[Form, bool, bool], Any] = {}
        self._headers = {side: self._header(side) for side in ("left", "right")}
        self.title = self.made(
            font=Font(FONT, 20, bold=True, color=ACCENT), alignment=Alignment("left", indent=1)
        )
        self.caption = self.made(
            font=Font(FONT, 11, color=MUTED), alignment=Alignment("left", "top", wrap_text=True, indent=1)
        )
        self.fact = self.made(
            font=Font(FONT, 11, color=TEXT),
            alignment=Alignment("left", "top", wrap_text=True, indent=1),
            number_format="@",
        )

    def header(self, form: Form) -> Any:
        """The style of the header above cells of a form."""
        return self._headers["right" if form in _TO_THE_RIGHT else "left"]

    def cell(self, form: Form, *, link: bool = False, quoted: bool = False) -> Any:
        """The style of a cell; `quoted` keeps its text from being taken for something else when edited."""
        key = (form, link, quoted)
        if key not in self._cells:
            horizontal = "right" if form in _TO_THE_RIGHT else "left"
            self._cells[key] = self.made(
                font=Font(FONT, 11, color=ACCENT if link else TEXT, underline="single" if link else None),
                alignment=Alignment(
                    horizontal, "top", wrap_text=form in (Form.TEXT, Form.LONG_TEXT), indent=1
                ),
                border=_BELOW,
                number_format=_NUMBER_FORMATS[form],
                quotePrefix=quoted,
            )
        return self._cells[key]

    def _header(self, side: str) -> Any:
        return self.made(
            font=Font(FONT, 11, bold=True, color="FFFFFFFF"),
            fill=PatternFill("solid", ACCENT),
            alignment=Alignment(side, "center", wrap_text=True, indent=1),
        )

    def made(self, **attributes: Any) -> Any:
        """A style with these attributes of an openpyxl cell, such as `font`."""
        cell: WorkbookCell = WriteOnlyCell(self._sheet)
        for name, value in attributes.items():
            setattr(cell, name, value)
        return copy(cell._style)
