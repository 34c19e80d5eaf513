"""The charts of a pack's summary: Excel's own, over the figures of its tables, in the window's accent."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from openpyxl.chart import BarChart
from openpyxl.chart.data_source import (
    AxDataSource,
    NumData,
    NumDataSource,
    NumFmt,
    NumRef,
    NumVal,
    StrData,
    StrRef,
    StrVal,
)
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.layout import Layout, ManualLayout
from openpyxl.chart.legend import Legend
from openpyxl.chart.series import Series, SeriesLabel
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText, Text
from openpyxl.chart.title import Title
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, TwoCellAnchor
from openpyxl.drawing.text import CharacterProperties, Font, Paragraph, ParagraphProperties, RegularTextRun
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.utils.datetime import to_excel

from db.exchange.labels import Labels
from db.exchange.pack_figures import COST_COUNTRIES, MONTHS, PARTICIPANTS, YEARS
from db.exchange.pack_grid import CHART_ROWS, Placed, chart_places
from db.exchange.styles import ACCENT, FONT, LINE, MUTED, TEXT
from db.language import mark

SERIES_COLOURS = (ACCENT, "FF8AB0FF", "FFC3CAD5")
"""Women, men, undisclosed: apart in print without colours as well."""

# Beside the longest bar its amount must find room, and before it the names of countries.
_ROOM = ManualLayout(
    layoutTarget="inner",
    xMode="edge",
    yMode="edge",
    wMode="factor",
    hMode="factor",
    x=0.2,
    y=0.16,
    w=0.62,
    h=0.76,
)
_GAP = 60  # percent of a bar's width
_COSTS_IN = mark("{title}, {currency}")
_CHARTED = (MONTHS, YEARS, PARTICIPANTS, COST_COUNTRIES)


def charted(tables: Sequence[Placed]) -> list[Placed]:
    """The tables that get a chart, in the order in which the charts stand: those with something to show."""
    found = [table for table in tables if table.section.title in _CHARTED and table.section.own_rows]
    return sorted(found, key=lambda table: _CHARTED.index(table.section.title))


def add_charts(sheet: Any, tables: Sequence[Placed], row: int, month: str, labels: Labels) -> None:
    """Put the charts on the sheet from a row on; `month` is the number format of months."""
    drawn = charted(tables)
    for table, (top, left, right) in zip(drawn, chart_places(len(drawn), row), strict=True):
        chart = _chart(sheet.title, table, month, labels)
        begin = AnchorMarker(col=left - 1, row=top - 1)
        chart.anchor = TwoCellAnchor(
            "oneCell", _from=begin, to=AnchorMarker(col=right, row=top - 1 + CHART_ROWS)
        )
        sheet.add_chart(chart)


def _chart(sheet: str, table: Placed, month: str, labels: Labels) -> BarChart:
    section, title = table.section, labels.tr(table.section.title)
    if section.title == PARTICIPANTS:
        names = [number for number in range(1, len(section.heads)) if _adds_up(table, number)]
        chart = _lying(_bars(sheet, table, names, month))
        chart.grouping, chart.overlap = "stacked", 100
        chart.legend = Legend()
        chart.legend.position, chart.legend.txPr = "b", _words(900, MUTED)
    elif section.title == COST_COUNTRIES:
        title = labels.tr(_COSTS_IN, title=title, currency=section.heads[0])
        chart = _lying(_bars(sheet, table, [0], month))
        chart.layout = Layout(_ROOM)
    else:
        chart = _bars(sheet, table, [0], month)
    chart.title = _title(title)
    return chart


def _adds_up(table: Placed, number: int) -> bool:
    return any(row.figures[number].value for row in table.section.rows)


def _lying(chart: BarChart) -> BarChart:
    """The same with bars from left to right, the first on top, so that names have room."""
    chart.type = "bar"
    chart.x_axis.scaling.orientation = "maxMin"
    chart.y_axis.crosses = "max"
    return chart


def _bars(sheet: str, table: Placed, figures: Sequence[int], month: str) -> BarChart:
    chart = BarChart()
    chart.gapWidth, chart.roundedCorners, chart.legend = _GAP, False, None
    for place, number in enumerate(figures):
        chart.series.append(_series(sheet, table, number, place, month))
    for axis in (chart.x_axis, chart.y_axis):
        axis.delete, axis.majorGridlines, axis.title = False, None, None
        axis.majorTickMark = axis.minorTickMark = "none"
        axis.txPr = _words(900, MUTED)
        axis.spPr = GraphicalProperties(ln=LineProperties(solidFill=LINE[2:]))
    chart.y_axis.delete = True  # each bar says its own number
    chart.y_axis.scaling.min = 0
    chart.y_axis.numFmt = NumFmt("#,##0", False)
    chart.x_axis.numFmt = NumFmt(month if _is_dated(table) else "General", False)
    chart.graphical_properties = GraphicalProperties(
        solidFill="FFFFFF", ln=LineProperties(solidFill=LINE[2:], w=9525)
    )
    return chart


def _series(sheet: str, table: Placed, number: int, place: int, month: str) -> Series:
    letter = get_column_letter(table.figure_column(number))
    values = [float(row.figures[number].value) for row in table.section.rows]
    cells = f"{quote_sheetname(sheet)}!${letter}${table.first}:${letter}${_charted_last(table)}"
    head = f"{quote_sheetname(sheet)}!${letter}${table.row + 1}"
    series = Series(
        idx=place,
        order=place,
        tx=SeriesLabel(strRef=StrRef(head, _texts([table.section.heads[number]]))),
        cat=_categories(sheet, table, month),
        val=NumDataSource(NumRef(cells, _numbers(values[: _charted_rows(table)], "#,##0"))),
        spPr=GraphicalProperties(solidFill=SERIES_COLOURS[place][2:], ln=LineProperties(noFill=True)),
    )
    series.invertIfNegative = False
    series.dLbls = _labels(table, place)
    return series


def _labels(table: Placed, place: int) -> DataLabelList:
    """The number on each bar; nothing where it is 0."""
    stacked = table.section.title == PARTICIPANTS
    made = DataLabelList(
        numFmt="#,##0;-#,##0;;",
        showVal=True,
        showSerName=False,
        showCatName=False,
        showLegendKey=False,
        showPercent=False,
        dLblPos="ctr" if stacked else "outEnd",
    )
    made.txPr = _words(900, "FFFFFFFF" if stacked and place == 0 else TEXT)
    return made


def _categories(sheet: str, table: Placed, month: str) -> AxDataSource:
    letter = get_column_letter(table.column)
    cells = f"{quote_sheetname(sheet)}!${letter}${table.first}:${letter}${_charted_last(table)}"
    labels = [row.label for row in table.section.rows][: _charted_rows(table)]
    days = [to_excel(label) for label in labels if isinstance(label, dt.date)]
    if days:
        return AxDataSource(numRef=NumRef(cells, _numbers(days, month)))
    return AxDataSource(strRef=StrRef(cells, _texts([str(label) for label in labels])))


def _is_dated(table: Placed) -> bool:
    return table.section.title in (MONTHS, YEARS)


def _charted_rows(table: Placed) -> int:
    """How many rows a chart shows: of months only these, else all, so that nobody is missing."""
    return table.section.own_rows if _is_dated(table) else len(table.section.rows)


def _charted_last(table: Placed) -> int:
    return table.first + _charted_rows(table) - 1


def _numbers(values: Sequence[float], form: str) -> NumData:
    return NumData(form, len(values), [NumVal(place, None, value) for place, value in enumerate(values)])


def _texts(values: Sequence[str]) -> StrData:
    return StrData(len(values), [StrVal(place, value) for place, value in enumerate(values)])


def _title(text: str) -> Title:
    looks = _characters(1200, TEXT, bold=True)
    paragraph = Paragraph(pPr=ParagraphProperties(defRPr=looks), r=[RegularTextRun(rPr=looks, t=text)])
    return Title(tx=Text(rich=RichText(p=[paragraph])), overlay=False)


def _words(size: int, colour: str) -> RichText:
    properties = ParagraphProperties(defRPr=_characters(size, colour))
    return RichText(p=[Paragraph(pPr=properties, endParaRPr=CharacterProperties())])


def _characters(size: int, colour: str, *, bold: bool = False) -> CharacterProperties:
    """Letters of a size in hundredths of a point."""
    return CharacterProperties(sz=size, b=bold, solidFill=colour[2:], latin=Font(typeface=FONT))
