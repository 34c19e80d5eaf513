"""What colleagues do to a workbook that they were sent, beside changing a cell of it."""

import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule, ColorScaleRule
from openpyxl.styles import Font, PatternFill

from tests.db.exchange.returning_desk import Grid

Done = Callable[[Workbook, Grid], None]


def comments(_book: Workbook, grid: Grid) -> None:
    """Remarks beside cells."""
    for row in (1, 2, 3):
        grid.sheet.cell(row, grid.headers["City"]).comment = Comment("Is this still right?", "A colleague")


def colours(_book: Workbook, grid: Grid) -> None:
    """Cells, a row and a column in yellow, in bold, in red."""
    yellow = PatternFill("solid", fgColor="FFFF00")
    for cell in (*grid.sheet[3], *(row[grid.headers["City"] - 1] for row in grid.sheet.iter_rows())):
        cell.fill, cell.font = yellow, Font(bold=True, color="FF0000")


def added_column_between(_book: Workbook, grid: Grid) -> None:
    """An empty column under a header of their own, between two of ours."""
    grid.sheet.insert_cols(grid.headers["Job title"])
    grid.sheet.cell(1, _gap(grid)).value = "Seen by"


def empty_column_between(_book: Workbook, grid: Grid) -> None:
    """A column without header or cells, between two of ours."""
    grid.sheet.insert_cols(grid.headers["Job title"])


def sheet_with_chart(book: Workbook, _grid: Grid) -> None:
    """A sheet of figures with a chart, in front of all others."""
    sheet = book.create_sheet("Our figures", 0)
    for line in (("City", "People"), ("Bishkek", 3), ("Osh", 1)):
        sheet.append(line)
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=2, min_row=1, max_row=3), titles_from_data=True)
    chart.set_categories(Reference(sheet, min_col=1, min_row=2, max_row=3))
    sheet.add_chart(chart, "D2")
    book.active = 0


def conditional_formatting(_book: Workbook, grid: Grid) -> None:
    """Colours that depend on what cells hold."""
    grid.sheet.conditional_formatting.add("A1:Z9", CellIsRule("equal", ['"Osh"'], fill=PatternFill("solid")))
    scale = ColorScaleRule(start_type="min", start_color="FFFFFF", end_type="max", end_color="FF0000")
    grid.sheet.conditional_formatting.add("B2:B9", scale)


def no_validation(_book: Workbook, grid: Grid) -> None:
    """The drop-downs taken away."""
    grid.sheet.data_validations.dataValidation.clear()


def panes(_book: Workbook, grid: Grid) -> None:
    """Other rows and columns that stand still, at another size."""
    grid.sheet.freeze_panes = "D4"
    grid.sheet.sheet_view.zoomScale = 70


def filtered(_book: Workbook, grid: Grid) -> None:
    """A filter left on, so that rows are hidden."""
    column = grid.headers["Family name"]
    grid.sheet.auto_filter.add_filter_column(column - 1, ["Asanova"])
    for row in range(2, int(grid.sheet.max_row) + 1):
        grid.sheet.row_dimensions[row].hidden = grid.sheet.cell(row, column).value != "Asanova"


def sorted_by_another_column(_book: Workbook, grid: Grid) -> None:
    """All rows in another order."""
    column = grid.headers["Job title"] - 1
    rows = [list(row) for row in grid.sheet.iter_rows(min_row=2, values_only=True)]
    for number, row in enumerate(sorted(rows, key=lambda row: str(row[column]), reverse=True), start=2):
        for place, value in enumerate(row, start=1):
            grid.sheet.cell(number, place).value = value


def columns_hidden(_book: Workbook, grid: Grid) -> None:
    """Columns of ours hidden, among them the one that was changed."""
    for header in ("City", "Job title", "Given name"):
        grid.sheet.column_dimensions[_letter(grid, header)].hidden = True


def rows_grouped(_book: Workbook, grid: Grid) -> None:
    """Rows put together and folded away."""
    grid.sheet.row_dimensions.group(2, 4, hidden=True)
    grid.sheet.column_dimensions.group(_letter(grid, "City"), _letter(grid, "City"), hidden=False)


def sheet_renamed(_book: Workbook, grid: Grid) -> None:
    """A name of their own for the sheet."""
    grid.sheet.title = "Press list (checked)"


def header_renamed(_book: Workbook, grid: Grid) -> None:
    """Words of their own for a header."""
    grid.sheet.cell(1, grid.headers["City"]).value = "Where (as of May)"


def title_above(_book: Workbook, grid: Grid) -> None:
    """A title and an empty row above the table."""
    grid.sheet.insert_rows(1, 2)
    grid.sheet.cell(1, 1).value = "Contacts, checked by the Delegation"


def uid_shown(_book: Workbook, grid: Grid) -> None:
    """The column with the uids unhidden."""
    grid.sheet.column_dimensions[_letter(grid, "uid")].hidden = False


def uid_moved(_book: Workbook, grid: Grid) -> None:
    """The column with the uids cut and put behind all others."""
    column, last = grid.headers["uid"], int(grid.sheet.max_column) + 1
    for row in range(1, int(grid.sheet.max_row) + 1):
        grid.sheet.cell(row, last).value = grid.sheet.cell(row, column).value
    grid.sheet.delete_cols(column)


def sheets_reordered(book: Workbook, grid: Grid) -> None:
    """The sheet of contacts in front, another one hidden."""
    book.move_sheet(grid.sheet, -len(book.sheetnames))
    book["About"].sheet_state = "hidden"


WHOLE: tuple[Done, ...] = (
    *(comments, colours, added_column_between, empty_column_between, sheet_with_chart),
    *(conditional_formatting, no_validation, panes, filtered, sorted_by_another_column, columns_hidden),
    *(rows_grouped, sheet_renamed, header_renamed, title_above, uid_shown, uid_moved, sheets_reordered),
)
"""What leaves everything in a workbook from which it is known again."""


def all_at_once(book: Workbook, grid: Grid) -> None:
    """All of that in one workbook."""
    for each in WHOLE:
        if each not in (uid_shown, title_above):
            each(book, grid)
    title_above(book, grid)


def add_threads(path: Path) -> None:
    """A conversation beside a cell, as Excel 365 keeps it: the parts that openpyxl does not know."""
    with zipfile.ZipFile(path) as archive:
        parts: dict[str, bytes] = {name: archive.read(name) for name in archive.namelist()}
    sheet = next(
        name for name in parts if name.startswith("xl/worksheets/_rels/") and b"comment" in parts[name]
    )
    person, main = "{11111111-2222-3333-4444-555555555555}", "http://schemas.microsoft.com/office"
    threads = f"{main}/spreadsheetml/2018/threadedcomments"
    parts["xl/persons/person.xml"] = (
        f'<?xml version="1.0"?><personList xmlns="{threads}"><person displayName="A colleague" '
        f'id="{person}" userId="A colleague" providerId="None"/></personList>'
    ).encode()
    parts["xl/threadedComments/threadedComment1.xml"] = (
        f'<?xml version="1.0"?><ThreadedComments xmlns="{threads}"><threadedComment ref="B2" '
        f'dT="2019-05-01T10:00:00.00" personId="{person}" id="{person}"><text>Osh, or Bishkek?</text>'
        "</threadedComment></ThreadedComments>"
    ).encode()
    _relate(parts, sheet, f"{main}/2017/10/relationships/threadedComment",
            "/xl/threadedComments/threadedComment1.xml")  # fmt: skip
    _relate(
        parts, "xl/_rels/workbook.xml.rels", f"{main}/2017/10/relationships/person", "/xl/persons/person.xml"
    )
    kinds = "".join(
        f'<Override PartName="/{part}" ContentType="application/vnd.ms-excel.{kind}+xml"/>'
        for part, kind in (
            ("xl/persons/person.xml", "person"),
            ("xl/threadedComments/threadedComment1.xml", "threadedcomments"),
        )
    )
    types = parts["[Content_Types].xml"]
    parts["[Content_Types].xml"] = types.replace(b"</Types>", f"{kinds}</Types>".encode())
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


def _relate(parts: dict[str, bytes], relations: str, kind: str, target: str) -> None:
    added = f'<Relationship Id="rIdThread" Type="{kind}" Target="{target}"/></Relationships>'
    parts[relations] = parts[relations].replace(b"</Relationships>", added.encode())


def _letter(grid: Grid, header: str) -> Any:
    return grid.sheet.cell(1, grid.headers[header]).column_letter


def _gap(grid: Grid) -> int:
    return int(next(cell.column for cell in grid.sheet[1] if cell.value is None))
