"""Writing sheets of records into one workbook, row by row, so that its size costs no memory."""

import os
from collections.abc import Iterator
from contextlib import suppress
from itertools import chain
from math import inf
from pathlib import Path
from typing import IO, Any, cast
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook
from openpyxl.packaging.custom import StringProperty
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.page import PageMargins
from openpyxl.writer.excel import ExcelWriter

from db.errors import Cancelled
from db.exchange import exported, long_texts
from db.exchange.about_sheet import About, write_about
from db.exchange.cells import Cell, Form, form_of
from db.exchange.drop_downs import DropDowns
from db.exchange.escaping import escape
from db.exchange.labels import Labels
from db.exchange.long_texts import Continuation
from db.exchange.record_sheet import RecordSheet, text_cell
from db.exchange.sheet_layout import LINE_HEIGHT, column_width, pages_across, row_height
from db.exchange.sheet_plan import Column, SheetPlan
from db.exchange.sheet_rows import Asked, Line
from db.exchange.styles import Styles
from db.language import mark

MOST_LINKS = 65_000  # Excel takes 65,530 links on a sheet and drops the others with a warning
WIDTH_OF_UID = 38
MOST_ROWS = 1_048_575  # below the header
LONGEST_TITLE = 200  # characters of a record that is named beside a part of a text of its own
FREEZES_UP_TO = 40  # characters: a wider first column would leave no room to scroll in

_LINKS_ENDED = mark("“{sheet}”: from row {row} on, addresses can't be clicked: Excel allows no more links.")
_LONG = mark("“{sheet}”, “{field}”, {title}: too long for a cell; it goes on in the sheet “{long}”.")
_NAMES_FOR_LONG = (
    mark("Sheet"),
    mark("Record"),
    mark("Field"),
    mark("Part"),
    mark("Text"),
)


class WorkbookOut:
    """One workbook in the making. Call `save` or `discard` at its end, so that no scratch file stays."""

    def __init__(self, labels: Labels, names: tuple[str, str, str], summary: str = "") -> None:
        """`names` are those of the sheet about the others, of the lists and of the long texts.

        With a `summary` a sheet of that name, the attribute `summary`, comes first; whoever asked fills it.
        """
        self._labels = labels
        self._book = Workbook(write_only=True)
        # There is nothing to calculate, so Excel need not ask to save what was only looked at.
        self._book.calculation.fullCalcOnLoad = False
        about, self._lists_name, self._long_name = names
        self._about = self._book.create_sheet(about)
        self.styles = Styles(self._about)
        self._drop_downs = DropDowns(labels, self._lists_name)
        self._long: list[Continuation] = []
        self._exported: list[tuple[str, ...]] = []
        self._kinds = {about: "about"}
        self.summary = self._summary(summary) if summary else None
        self.remarks: list[str] = []

    def _summary(self, name: str) -> RecordSheet:
        sheet = RecordSheet(self._book, name, self.styles)
        self._book._sheets.reverse()
        self._kinds[name] = "summary"
        # The engine of Excel 2019 and later: from an older one, it would work all formulas out again and ask
        # on closing whether to save.
        self._book.calculation.calcId = 191029
        return sheet

    def add(self, plan: SheetPlan, chunks: Iterator[list[Line]]) -> int:
        """Write a sheet of records; answers how many rows it has. Raises what `chunks` raises."""
        writer = _SheetWriter(
            RecordSheet(self._book, plan.name, self.styles), plan, self.styles, self._labels
        )
        self._kinds[plan.name] = plan.kind
        rows = writer.write(chunks)
        self._drop_downs.add_to(writer.sheet, plan.columns, rows)
        self._long.extend(writer.long)
        shown = [(c.header, c.field.name) for c in plan.columns if not c.identity and not c.derived]
        self._exported.extend(exported.lines(plan.name, plan.kind, shown, writer.uids))
        self.remarks.extend(self._remarks(writer))
        return rows

    def finish(self, about: About, properties: dict[str, str]) -> None:
        """Write the sheets around those of records, and what the document says of itself."""
        self._write_long_texts()
        self._write_lists()
        write_about(self._about, about, self.styles, self._labels)
        for name, value in properties.items():
            self._book.custom_doc_props.append(StringProperty(name=f"Dateline {name}", value=value))
        for sheet, kind in self._kinds.items():
            self._book.custom_doc_props.append(StringProperty(name=f"Dateline sheet {sheet}", value=kind))
        self._book.properties.creator = "Dateline"
        self._book.properties.title = escape(about.title)
        self._book.properties.language = self._labels.language

    def save(self, path: Path, cancelled: Asked | None) -> None:
        """Pack the workbook into a file. Raises Cancelled and OSError."""
        with path.open("xb") as file:
            with ZipFile(cast(IO[bytes], _Watched(file, cancelled)), "w", ZIP_DEFLATED) as archive:
                ExcelWriter(self._book, archive).save()
            file.flush()
            os.fsync(file.fileno())

    def discard(self) -> None:
        """Remove the scratch files of what was not saved; nothing happens after a whole `save`."""
        for sheet in self._book.worksheets:
            writer = sheet._writer
            if writer is None:
                continue
            for stage in (sheet._rows, writer.xf):
                # Each writes the end of its element, which fails again where the disk is full; a stage that
                # has failed makes the one above it fail with a RuntimeError.
                with suppress(OSError, ValueError, RuntimeError):
                    if stage is not None:
                        stage.close()
            if os.path.exists(writer.out):
                writer.cleanup()

    def _remarks(self, writer: "_SheetWriter") -> Iterator[str]:
        name, tr = writer.plan.name, self._labels.tr
        if writer.links_end:
            yield tr(_LINKS_ENDED, sheet=name, row=writer.links_end)
        for text in writer.long:
            if text.part == 2:
                yield tr(_LONG, sheet=name, field=text.label, title=text.title, long=self._long_name)

    def _write_long_texts(self) -> None:
        if not self._long:
            return
        sheet = RecordSheet(self._book, self._long_name, self.styles)
        self._kinds[self._long_name] = "long texts"
        sheet.freeze_panes = "A2"
        for letter, width in zip("ABCDE", (18, 36, 18, 6, 100), strict=True):
            sheet.column_dimensions[letter].width = width
        for letter in "FG":
            sheet.column_dimensions[letter].hidden = True
        headers = [*map(self._labels.tr, _NAMES_FOR_LONG), "uid", "field"]
        sheet.append([text_cell(sheet, header, self.styles.header(Form.TEXT)) for header in headers])
        for number, text in enumerate(self._long, start=2):
            sheet.row_dimensions[number].height = LINE_HEIGHT * 8
            cells = [Cell(text.sheet), Cell(text.title), Cell(text.label), Cell(text.part, Form.WHOLE)]
            cells += [Cell(text.text, Form.LONG_TEXT), Cell(text.uid), Cell(text.field)]
            sheet.append(cells)

    def _write_lists(self) -> None:
        sheet = RecordSheet(self._book, self._lists_name, self.styles)
        self._kinds[self._lists_name] = exported.LISTS
        sheet.sheet_state = "hidden"
        lists = self._drop_downs.lists
        for row in range(max(map(len, lists), default=0)):
            answers = [Cell(offered[row]) if row < len(offered) else Cell(None) for offered in lists]
            sheet.append(answers)
        for line in self._exported:
            sheet.append([Cell(text) for text in line])


class _SheetWriter:
    """Writes one sheet of records."""

    def __init__(self, sheet: Any, plan: SheetPlan, styles: Styles, labels: Labels) -> None:
        self.sheet = sheet
        self.plan = plan
        self.long: list[Continuation] = []
        self.uids: list[str] = []
        self.links_end = 0
        self._styles = styles
        self._labels = labels
        self._links = 0
        self._row = 1
        self._widths: list[float] = []

    def write(self, chunks: Iterator[list[Line]]) -> int:
        """Write header and rows; answers how many rows."""
        first = next(chunks, [])
        self._widths = [
            inf if column.hidden else column_width(column, [line.cells[number] for line in first])
            for number, column in enumerate(self.plan.columns)
        ]
        self._set_up()
        self.sheet.append(
            [
                text_cell(self.sheet, column.header, self._styles.header(_form(column)))
                for column in self.plan.columns
            ]
        )
        for line in chain(first, chain.from_iterable(chunks)):
            self._write_line(line)
        rows = self._row - 1
        self.sheet.auto_filter.ref = f"A1:{get_column_letter(len(self.plan.columns))}{rows + 1}"
        return rows

    def _write_line(self, line: Line) -> None:
        self._row += 1
        self.uids.append(line.uid)
        cells = [self._fitting(line, number, cell) for number, cell in enumerate(line.cells)]
        height = row_height(cells, self._widths)
        if height is not None:
            self.sheet.row_dimensions[self._row].height = height
        self.sheet.append(cells)

    def _fitting(self, line: Line, number: int, cell: Cell) -> Cell:
        """The cell as a workbook can hold it: with a text that fits, and a link while there may be more."""
        if cell.link:
            self._links += 1
            if self._links > MOST_LINKS:
                self.links_end = self.links_end or self._row
                cell = cell._replace(link="")
        if isinstance(cell.value, str) and not long_texts.fits(cell.value):
            first, *further = long_texts.parts(cell.value)
            column = self.plan.columns[number]
            title = line.title if len(line.title) <= LONGEST_TITLE else f"{line.title[:LONGEST_TITLE]}…"
            self.long.extend(
                Continuation(line.uid, column.field.name, part, text, self.plan.name, title, column.header)
                for part, text in enumerate(further, start=2)
            )
            return cell._replace(value=long_texts.marked(first, self._labels))
        return cell

    def _set_up(self) -> None:
        sheet, columns = self.sheet, self.plan.columns
        visible = [number for number, column in enumerate(columns) if not column.hidden]
        for number, column in enumerate(columns):
            dimension = sheet.column_dimensions[get_column_letter(number + 1)]
            dimension.hidden = column.hidden
            dimension.width = WIDTH_OF_UID if column.hidden else self._widths[number]
            # What a colleague types below the last row is taken as the rows above it are.
            dimension._style = self._styles.cell(_form(column))
        first = visible[0] if visible else 0
        frozen = first + 1 if self._widths[first] <= FREEZES_UP_TO else 0
        sheet.freeze_panes = f"{get_column_letter(frozen + 1)}2"
        sheet.sheet_view.showGridLines = False
        begin = f"{get_column_letter(first + 1)}2"
        for selection in sheet.sheet_view.selection:
            selection.activeCell = selection.sqref = begin
        sheet.row_dimensions[1].height = 2 * LINE_HEIGHT
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
        sheet.page_setup.orientation = "landscape"
        sheet.page_setup.paperSize = "9"  # A4
        sheet.page_setup.fitToWidth = pages_across([self._widths[number] for number in visible])
        sheet.page_setup.fitToHeight = 0
        sheet.page_margins = PageMargins(0.4, 0.4, 0.5, 0.5, 0.3, 0.3)
        sheet.print_title_rows = "1:1"
        sheet.oddFooter.right.text = "&P / &N"


def _form(column: Column) -> Form:
    return Form.TEXT if column.identity else form_of(column.field)


class _Watched:
    """A file to write to that stops the writing when the person has asked to.

    After that it takes and forgets what the zip writer still sends while it closes.
    """

    def __init__(self, file: IO[bytes], cancelled: Asked | None) -> None:
        self._file = file
        self._cancelled = cancelled
        self._stopped = False

    def write(self, data: bytes) -> int:
        if self._stopped:
            return len(data)
        if self._cancelled and self._cancelled():
            self._stopped = True
            raise Cancelled
        return self._file.write(data)

    def flush(self) -> None:
        self._file.flush()

    def seek(self, place: int, whence: int = 0) -> int:
        return self._file.seek(place, whence)

    def tell(self) -> int:
        return self._file.tell()

    def seekable(self) -> bool:
        return True
