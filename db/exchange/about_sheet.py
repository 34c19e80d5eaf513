"""The first sheet: what the workbook is, from when, by which filter, for whom, and what was left out."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from openpyxl.cell import WriteOnlyCell
from openpyxl.utils import quote_sheetname
from openpyxl.worksheet.hyperlink import Hyperlink

from db.exchange import long_texts
from db.exchange.cells import Form
from db.exchange.labels import Labels
from db.exchange.record_sheet import text_cell
from db.exchange.sheet_layout import HIGHEST_ROW, LINE_HEIGHT
from db.exchange.styles import Styles
from db.language import mark

SHEET = mark("About")

WHAT, WHEN, FILTER, FOR_WHOM = mark("Contents"), mark("As of"), mark("Filter"), mark("For")
REMARKS, BACK, KNOWN_BY = mark("To note"), mark("On the way back"), mark("Known by")
_SHEET, _ROWS, _LEFT_OUT = mark("Sheet"), mark("Rows"), mark("Left out for this audience")
_NOTHING = mark("Nothing")
_BACK = mark(
    "Change what you like and send the workbook back: Dateline shows each change before it takes it. "
    "Please leave the hidden columns in place: by them it knows each record again."
)


@dataclass(frozen=True)
class AboutSheet:
    """One sheet as the first one lists it."""

    name: str
    rows: int
    left_out: tuple[str, ...]


@dataclass
class About:
    """What the first sheet says: a title, facts as label and text, the sheets, and what is to be noted."""

    title: str
    facts: list[tuple[str, str]]
    known_by: str
    sheets: list[AboutSheet] = field(default_factory=list)
    remarks: Sequence[str] = ()


def write_about(sheet: Any, about: About, styles: Styles, labels: Labels) -> None:
    """Fill the first sheet, which is still empty."""
    _Writer(sheet, styles, labels).write(about)


class _Writer:
    def __init__(self, sheet: Any, styles: Styles, labels: Labels) -> None:
        self._sheet = sheet
        self._styles = styles
        self._labels = labels
        self._row = 0

    def write(self, about: About) -> None:
        """Title, facts, table of sheets, remarks, in this order."""
        self._set_up()
        tr = self._labels.tr
        self._append([])
        self._append([None, self._text(about.title, self._styles.title)], height=32)
        self._append([])
        for label, text in about.facts:
            self._fact(tr(label), text)
        self._append([])
        heads = ((_SHEET, Form.TEXT), (_ROWS, Form.WHOLE), (_LEFT_OUT, Form.TEXT))
        header = [self._text(tr(head), self._styles.header(form)) for head, form in heads]
        self._append([None, *header], height=24)
        for each in about.sheets:
            self._sheet_row(each)
        self._append([])
        for number, remark in enumerate(about.remarks):
            self._fact(tr(REMARKS) if number == 0 else "", remark)
        self._fact(tr(BACK), tr(_BACK))
        self._fact(tr(KNOWN_BY), about.known_by)

    def _set_up(self) -> None:
        for letter, width in zip("ABCD", (3, 26, 12, 84), strict=True):
            self._sheet.column_dimensions[letter].width = width
        self._sheet.sheet_view.showGridLines = False
        self._sheet.sheet_properties.pageSetUpPr.fitToPage = True
        self._sheet.page_setup.fitToHeight = 0
        self._sheet.page_setup.orientation = "landscape"
        self._sheet.page_setup.paperSize = "9"  # A4

    def _fact(self, label: str, text: str) -> None:
        """A label and its text, which runs over two columns."""
        lines = sum(max(1, -(-len(line) // 86)) for line in text.split("\n"))
        if not long_texts.fits(text):
            text = f"{text[: long_texts.PART]}…"
        cells = [None, self._text(label, self._styles.caption), self._text(text, self._styles.fact)]
        self._append(cells, height=lines * LINE_HEIGHT + 4)
        self._sheet.merged_cells.add(f"C{self._row}:D{self._row}")

    def _sheet_row(self, each: AboutSheet) -> None:
        name = self._text(each.name, self._styles.cell(Form.TEXT, link=True))
        name.hyperlink = Hyperlink(ref="", location=f"{quote_sheetname(each.name)}!B1", display=each.name)
        rows = WriteOnlyCell(self._sheet, each.rows)
        rows._style = self._styles.cell(Form.WHOLE)
        left_out = ", ".join(each.left_out) or self._labels.tr(_NOTHING)
        cells = [None, name, rows, self._text(left_out, self._styles.cell(Form.TEXT))]
        self._append(cells, height=-(-len(left_out) // 70) * LINE_HEIGHT + 4)

    def _text(self, text: str, style: Any) -> Any:
        return text_cell(self._sheet, text, style)

    def _append(self, cells: list[Any], height: float = LINE_HEIGHT) -> None:
        self._row += 1
        self._sheet.row_dimensions[self._row].height = min(height, HIGHEST_ROW)
        self._sheet.append(cells)
