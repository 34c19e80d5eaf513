"""Writing a pack's summary: what period, a row of great figures, charts, and the tables behind them."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.page import PageMargins

from db.exchange.about_sheet import FOR_WHOM
from db.exchange.exporting import AUDIENCES
from db.exchange.labels import Labels
from db.exchange.pack_charts import add_charts, charted
from db.exchange.pack_figures import PEOPLE, Row, Section
from db.exchange.pack_grid import (
    BLOCK,
    BLOCKS,
    CHART_ROWS,
    COLUMN_WIDTH,
    EDGE_WIDTH,
    LAST,
    TILE,
    Placed,
    chart_places,
    placed,
)
from db.exchange.pack_tally import ABOVE, LABEL, Figure, Measure, Tally
from db.exchange.record_sheet import formula_cell, text_cell
from db.exchange.sheet_layout import LINE_HEIGHT
from db.exchange.styles import ACCENT, FONT, LINE, MUTED, TEXT, Styles
from db.fields import Audience
from db.language import mark
from db.records import kind_fields

SHEET = mark("Summary")
_TOTAL = mark("Total")
_LEADS = mark("What is in this workbook, and what was left out: “{sheet}”")

# The language of the month's name: Excel otherwise takes that of the computer.
_LOCALES = {"en": "[$-809]", "ru": "[$-419]"}
_FIGURE = '#,##0;-#,##0;"–"'
_TINT = "FFE3ECFB"


@dataclass(frozen=True)
class Heading:
    """What stands on top: title, period, for whom, the name of the sheet about the others, sentences."""

    title: str
    period: str
    audience: Audience
    about: str
    notes: tuple[str, ...]


class _Looks:
    """The styles that no other sheet has."""

    def __init__(self, styles: Styles, month: str) -> None:
        made, below = styles.made, Border(bottom=Side("thin", LINE))
        left = Alignment("left", "center", indent=1)
        right = Alignment("right", "center", indent=1, shrink_to_fit=True)
        tint = PatternFill("solid", _TINT)
        muted, plain = Font(FONT, 11, color=MUTED), Font(FONT, 11, color=TEXT)
        bold = Font(FONT, 11, bold=True, color=TEXT)
        self.title = styles.title
        self.line = made(font=muted, alignment=left)
        self.leads = made(font=Font(FONT, 11, color=ACCENT, underline="single"), alignment=left)
        gap = Border(right=Side("thick", "FFFFFFFF"))
        self.tile = made(font=muted, alignment=left, fill=tint, border=gap)
        self.number = made(
            font=Font(FONT, 22, bold=True, color=ACCENT),
            alignment=left,
            fill=tint,
            border=gap,
            number_format="#,##0",
        )
        self.section = made(font=Font(FONT, 13, bold=True, color=ACCENT), alignment=left)
        head = Border(bottom=Side("thin", ACCENT))
        self.head = made(font=muted, alignment=right, border=head)
        self.label = made(font=plain, alignment=left, border=below, number_format="@")
        self.rest = made(font=muted, alignment=left, border=below, number_format="@")
        self.month = made(font=plain, alignment=left, border=below, number_format=month)
        self.year = made(font=plain, alignment=left, border=below, number_format="yyyy")
        self.total = made(font=bold, alignment=left)
        # Without cents, and smaller where it has to be: a figure must never be cut to "###".
        self.figure = made(font=plain, alignment=right, border=below, number_format=_FIGURE)
        self.sum = made(font=bold, alignment=right, number_format=_FIGURE)


class SummaryWriter:
    """Fills the sheet, a `RecordSheet` still empty: puts cells in their places, then writes row by row."""

    def __init__(self, sheet: Any, styles: Styles, labels: Labels) -> None:
        self._sheet = sheet
        self._labels = labels
        self._month = f"{_LOCALES.get(labels.language, '')}mmm yyyy"
        self._looks = _Looks(styles, self._month)
        self._cells: dict[tuple[int, int], Any] = {}
        self._heights: dict[int, float] = {}

    def write(self, heading: Heading, tallies: Mapping[str, Tally], sections: Sequence[Section]) -> None:
        """Title, great figures, charts, tables, in this order."""
        self._set_up()
        row = self._tiles(self._heading(heading), tallies)
        tables = placed(sections, row)
        places = list(chart_places(len(charted(tables)), row))
        if places:
            tables = placed(sections, places[-1][0] + CHART_ROWS + 1)
            add_charts(self._sheet, tables, row, self._month, self._labels)
        for table in tables:
            self._table(table)
        for number in range(1, max((place[0] for place in self._cells), default=0) + 1):
            self._sheet.row_dimensions[number].height = self._heights.get(number, LINE_HEIGHT + 3)
            self._sheet.append([self._cells.get((number, column)) for column in range(1, LAST + 1)])

    def _set_up(self) -> None:
        sheet = self._sheet
        for column in range(1, LAST + 2):
            edge = column > LAST or column + 1 in BLOCKS
            width = EDGE_WIDTH if edge else COLUMN_WIDTH
            sheet.column_dimensions[get_column_letter(column)].width = width
        sheet.sheet_view.showGridLines = False
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
        sheet.page_setup.fitToHeight = 0
        sheet.page_setup.paperSize = "9"  # A4
        sheet.page_margins = PageMargins(0.4, 0.4, 0.5, 0.5, 0.3, 0.3)
        sheet.oddFooter.right.text = "&P / &N"

    def _heading(self, heading: Heading) -> int:
        """Title and what is to be known at once; answers the row below."""
        tr, looks = self._labels.tr, self._looks
        self._text(2, 2, heading.title, looks.title, height=32)
        self._text(3, 2, heading.period, looks.line)
        for_whom = f"{tr(FOR_WHOM)}: {tr(AUDIENCES[heading.audience])}"
        self._text(4, 2, for_whom, looks.line)
        leads = tr(_LEADS, sheet=heading.about)
        self._text(5, 2, leads, looks.leads, leads_to=f"{quote_sheetname(heading.about)}!B2")
        row = 6
        for note in heading.notes:
            self._text(row, 2, note, looks.line)
            row += 1
        return row + 1

    def _tiles(self, row: int, tallies: Mapping[str, Tally]) -> int:
        """The great figures, four in a row; answers the row below."""
        starts = [block + TILE * half for block in BLOCKS for half in (0, 1)]
        for number, (label, tally, figure) in enumerate(self._great_figures(tallies)):
            top, column = row + number // 4 * 3, starts[number % 4]
            for each in (top, top + 1):
                self._fill(each, column, column + TILE - 1, self._looks.tile)
            self._text(top, column, label, self._looks.tile, leads_to=_top_of(tally.plan.name), height=22)
            self._cells[top + 1, column] = formula_cell(
                self._sheet, figure.formula, figure.value, self._looks.number
            )
            self._heights[top + 1] = 36
            self._heights[top + 2] = 9
            self._merge(top, column, column + TILE - 1)
            self._merge(top + 1, column, column + TILE - 1)
        return row + 6

    def _great_figures(self, tallies: Mapping[str, Tally]) -> list[tuple[str, Tally, Figure]]:
        labels, count = self._labels, Measure("")
        made = [
            (labels.kind(kind), tallies[kind], count.figure(tallies[kind]))
            for kind in ("release", "event", "visit", "facility", "partner")
        ]
        people = tallies["participation"]
        media = labels.choices(kind_fields("contact")["kind"])["media"]
        women = labels.tr(mark("Women among them"))
        contacts = tallies["contact"]
        made[2:2] = [
            (labels.kind("participation"), people, Measure("", PEOPLE).figure(people)),
            (women, people, Measure("", ("women",)).figure(people)),
        ]
        press = Measure("", where=(("kind", media),))
        made.append((labels.tr(mark("Media contacts")), contacts, press.figure(contacts)))
        return made

    def _table(self, table: Placed) -> None:
        section, looks = table.section, self._looks
        leads = _top_of(section.sheet)
        self._text(
            table.row, table.column, self._labels.tr(section.title), looks.section, leads_to=leads, height=26
        )
        self._fill(table.row + 1, table.column, table.column + BLOCK - 1, looks.head)
        for number, head in enumerate(section.heads):
            self._text(table.row + 1, table.figure_column(number), head, looks.head)
        for place, row in enumerate(section.rows):
            self._row(table, table.first + place, row)
        if section.has_total:
            self._total(table)

    def _row(self, table: Placed, number: int, row: Row) -> None:
        section, looks = table.section, self._looks
        dated = looks.year if section.by_year else looks.month
        style = looks.rest if row.is_rest else dated if isinstance(row.label, dt.date) else looks.label
        self._fill(number, table.column, table.figure_column(0) - 1, style)
        label = text_cell(self._sheet, str(row.label), style)
        if isinstance(row.label, dt.date):
            label._value, label.data_type = row.label, "d"
        self._cells[number, table.column] = label
        self._merge(number, table.column, table.figure_column(0) - 1)
        for place, figure in enumerate(row.figures):
            letter = get_column_letter(table.figure_column(place))
            above = f"{letter}{table.first}:{letter}{number - 1}" if number > table.first else "0"
            formula = figure.formula.replace(LABEL, f"${get_column_letter(table.column)}{number}")
            self._figure(number, table.figure_column(place), formula.replace(ABOVE, above), figure.value)

    def _figure(self, row: int, column: int, formula: str, value: Any) -> None:
        self._cells[row, column] = formula_cell(self._sheet, formula, value, self._looks.figure)

    def _total(self, table: Placed) -> None:
        section, number = table.section, table.last + 1
        self._text(number, table.column, self._labels.tr(_TOTAL), self._looks.total)
        for place in range(len(section.heads)):
            letter = get_column_letter(table.figure_column(place))
            value = sum(row.figures[place].value for row in section.rows)
            self._cells[number, table.figure_column(place)] = formula_cell(
                self._sheet,
                f"SUM({letter}{table.first}:{letter}{table.last})",
                value,
                self._looks.sum,
            )

    def _text(
        self, row: int, column: int, text: str, style: Any, *, leads_to: str = "", height: float = 0
    ) -> None:
        made = text_cell(self._sheet, text, style)
        if leads_to:
            made.hyperlink = Hyperlink(ref="", location=leads_to, display=text)
        self._cells[row, column] = made
        if height:
            self._heights[row] = height

    def _merge(self, row: int, first: int, last: int) -> None:
        if last > first:
            reference = f"{get_column_letter(first)}{row}:{get_column_letter(last)}{row}"
            self._sheet.merged_cells.add(reference)

    def _fill(self, row: int, first: int, last: int, style: Any) -> None:
        """Empty cells of a style, some of which get a text or a figure afterwards."""
        for column in range(first, last + 1):
            made = WriteOnlyCell(self._sheet)
            made._style = style
            self._cells[row, column] = made


def _top_of(sheet: str) -> str:
    return f"{quote_sheetname(sheet)}!B1"
