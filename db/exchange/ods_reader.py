"""Reading .ods (OpenDocument 1.2 and later, part 3): one pass over content.xml.

calamine reads .ods too, but shows error cells as empty and knows nothing of hidden rows and columns.
"""

import re
import zipfile
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from pathlib import Path

from db.exchange.building import LAST_COLUMN, LAST_ROW, Budget, SheetBuilder
from db.exchange.cell_text import readable
from db.exchange.inspection import ZIP_ERRORS
from db.exchange.number_formats import EXACT, plain_number
from db.exchange.refusals import Reason, Refused
from db.exchange.safe_xml import Package, local
from db.exchange.sheets import NoteKind, Sheet, Value, Workbook

_SPAN = re.compile(r"PT(\d+)H(\d+)M(\d+)(?:[.,](\d+))?S")
_CALC_TYPE = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0 value-type"
"""LibreOffice's own type of a cell, which knows errors where OpenDocument has a text."""

_CELLS = frozenset({"table-cell", "covered-table-cell"})
_ASIDE = frozenset({"annotation", "shapes", "frame", "tracked-changes", "custom-shape", "control"})
"""Elements whose text and cells are not the sheet's: comments, drawings, what was deleted."""


def read_ods(path: Path, budget: Budget, into: Workbook) -> Iterator[Sheet]:
    """Each sheet in turn; properties go `into` the workbook. Raises Refused."""
    try:
        archive = zipfile.ZipFile(path)
    except ZIP_ERRORS as error:
        raise Refused(Reason.HALF) from error
    with archive:
        package = Package(archive, budget)
        for element in package.elements("meta.xml"):
            if element.name == "user-defined" and "name" in element.attributes:
                into.properties[element.attributes["name"]] = element.text
        handler = _Content(budget)
        package.parse("content.xml", handler)
        yield from handler.sheets


def _count(text: str | None, last: int) -> int:
    """How often something is repeated, at most `last`."""
    return max(1, min(int(text), last)) if text and text.isdecimal() and len(text) < 12 else 1


class _Content:
    """The sheets of a document as its content streams by. Repeated rows and cells are written out."""

    def __init__(self, budget: Budget) -> None:
        self.sheets: list[Sheet] = []
        self._budget = budget
        self._names: dict[str, str] = {}
        self._hidden_styles: set[str] = set()
        self._style = ""
        self._aside = 0
        self._builder: SheetBuilder | None = None
        self._row = self._row_count = self._column = self._column_header = 0
        self._cells: list[Value] = []
        self._cell: dict[str, str] = {}
        self._row_notes: list[tuple[int, NoteKind, str]] = []
        self._paragraphs: list[str] = []
        self._in_paragraph = 0
        self._is_error = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        tag = self._local(name)
        if self._aside or tag in _ASIDE:
            self._aside += 1
        elif tag in _CELLS:
            self._cell = {self._local(key): value for key, value in attributes.items()}
            self._is_error = attributes.get(_CALC_TYPE) == "error"
            self._paragraphs.clear()
        elif self._in_paragraph or tag in {"p", "h"}:
            self._start_text(tag, attributes)
        else:
            self._start_structure(tag, {self._local(key): value for key, value in attributes.items()})

    def end(self, name: str) -> None:
        tag = self._local(name)
        if self._aside:
            self._aside -= 1
        elif self._in_paragraph:
            self._in_paragraph -= 1
        elif tag in _CELLS:
            self._end_cell()
        elif tag == "table-row":
            self._end_row()
        elif tag == "table" and self._builder:
            self.sheets.append(self._builder.finish())
            self._builder = None

    def text(self, data: str) -> None:
        if self._in_paragraph and not self._aside:
            self._paragraphs[-1] += data

    def _local(self, name: str) -> str:
        found = self._names.get(name)
        if found is None:
            found = self._names[name] = local(name)
        return found

    def _start_text(self, tag: str, attributes: dict[str, str]) -> None:
        self._in_paragraph += 1
        if self._in_paragraph == 1:
            self._paragraphs.append("")
        elif tag == "s":
            count = next((value for key, value in attributes.items() if self._local(key) == "c"), "1")
            self._paragraphs[-1] += " " * _count(count, 1000)
        elif tag == "tab":
            self._paragraphs[-1] += "\t"
        elif tag == "line-break":
            self._paragraphs[-1] += "\n"

    def _start_structure(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "style":
            self._style = attributes.get("name", "")
        elif tag == "table-properties" and attributes.get("display") == "false":
            self._hidden_styles.add(self._style)
        elif tag == "table":
            hidden = attributes.get("style-name", "") in self._hidden_styles
            self._builder = SheetBuilder(attributes.get("name", "?"), hidden, self._budget)
            self._row = self._column_header = 0
        elif tag == "table-column" and self._builder:
            self._column_declared(self._builder, attributes)
        elif tag == "table-row" and self._builder:
            self._row_count = _count(attributes.get("number-rows-repeated"), LAST_ROW)
            self._column, self._cells, self._row_notes = 0, [], []
            if attributes.get("visibility", "visible") != "visible":
                last = min(self._row + self._row_count, LAST_ROW)
                self._builder.sheet.hidden_rows.update(range(self._row + 1, last + 1))

    def _column_declared(self, builder: SheetBuilder, attributes: dict[str, str]) -> None:
        first = self._column_header + 1
        self._column_header += _count(attributes.get("number-columns-repeated"), LAST_COLUMN)
        if attributes.get("visibility", "visible") != "visible" and self._column_header <= LAST_COLUMN:
            builder.sheet.hidden_columns.update(range(first, self._column_header + 1))

    def _end_cell(self) -> None:
        count = _count(self._cell.get("number-columns-repeated"), LAST_COLUMN)
        value = self._value()
        first = self._column + 1
        self._column += count
        if self._builder and "number-columns-spanned" in self._cell:
            right = first + _count(self._cell.get("number-columns-spanned"), LAST_COLUMN) - 1
            bottom = self._row + _count(self._cell.get("number-rows-spanned"), LAST_ROW)
            if (bottom, right) != (self._row + 1, first):
                self._builder.sheet.merged.append((self._row + 1, first, bottom, right))
        if value is None:
            return
        if self._column > LAST_COLUMN:
            raise Refused(Reason.FAR_CELLS)
        self._cells.extend([None] * (first - 1 - len(self._cells)))
        self._cells.extend([value] * count)

    def _end_row(self) -> None:
        if self._builder is None:
            return
        first = self._row + 1
        self._row += self._row_count
        if not self._cells and not self._row_notes:
            return
        if self._row > LAST_ROW:
            raise Refused(Reason.FAR_CELLS)
        for row in range(first, self._row + 1):
            self._builder.put_row(row, list(self._cells))
            for column, kind, text in self._row_notes:
                self._builder.note(row, column, kind, text)

    def _note(self, kind: NoteKind, text: str = "") -> None:
        self._row_notes.append((self._column + 1, kind, text))

    def _value(self) -> Value:
        """What the current cell holds: its typed value, else its text."""
        cell, text = self._cell, "\n".join(self._paragraphs)
        kind = cell.get("value-type", "")
        if self._is_error:
            self._note(NoteKind.ERROR, text[:100])
            return None
        if kind in {"float", "percentage", "currency"}:
            return self._number(cell.get("value", ""))
        if kind == "boolean":
            return cell.get("boolean-value") == "true"
        if kind == "date":
            return self._date(cell.get("date-value", ""), text)
        if kind == "time":
            return self._time(cell.get("time-value", ""), text)
        if not kind and "formula" in cell and not text:
            self._note(NoteKind.NO_VALUE)
        return readable(text or cell.get("string-value", ""))

    def _number(self, text: str) -> Value:
        try:
            number = plain_number(text)
        except ValueError:
            self._note(NoteKind.DAMAGED, text[:100])
            return None
        if abs(number) >= EXACT:
            self._note(NoteKind.DIGITS)
        return number

    def _date(self, value: str, text: str) -> Value:
        """LibreOffice writes nine digits of a second, which Python 3.11 cuts at six."""
        try:
            moment = datetime.fromisoformat(value).replace(tzinfo=None)
        except ValueError:
            self._note(NoteKind.NO_DATE)
            return readable(text)
        moment += timedelta(microseconds=499)
        moment = moment.replace(microsecond=moment.microsecond // 1000 * 1000)
        return moment if moment.time() != time() else moment.date()

    def _time(self, value: str, text: str) -> Value:
        match = _SPAN.fullmatch(value)
        if match is None or len(match.group(1)) > 6:
            return readable(text)
        hours, minutes, seconds = (int(match.group(part)) for part in (1, 2, 3))
        if hours >= 24 or minutes >= 60 or seconds >= 60:
            return f"{hours}:{minutes:02}:{seconds:02}"
        return time(hours, minutes, seconds)
