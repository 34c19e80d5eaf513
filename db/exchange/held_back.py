"""Rows that an import held back, as a workbook to send back: as they stood, the reason in a last column.

What was mended in it can be read again: its headers, the hidden columns with uids and the headings above rows
are those of the file, and so is what the document says of an export of ours.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ERROR_CODES
from openpyxl.packaging.custom import StringProperty
from openpyxl.utils import get_column_letter

from db.errors import WorldError
from db.exchange.cells import FIRST_DAY, Cell, Form
from db.exchange.exporting import ExportReport
from db.exchange.header_words import COMPOUNDS, WHY
from db.exchange.labels import Labels
from db.exchange.plan import UID, ColumnPlan, ImportPlan, RowPlan, SheetPlan, State
from db.exchange.proposing import PROPERTY
from db.exchange.record_sheet import RecordSheet, text_cell
from db.exchange.saving import replacing
from db.exchange.sheet_kinds import country_in
from db.exchange.sheet_names import sheet_name
from db.exchange.sheets import CellNote, NoteKind, Value
from db.exchange.sheets import Workbook as Origin
from db.exchange.styles import Styles
from db.exchange.telling import tell
from db.language import tr
from db.records import kind_fields

LONG_TEXTS = "long texts"
"""What the property of a sheet says that holds the rest of texts too long for a cell."""

_WIDEST, _NARROWEST, _OF_WHY = 48, 8, 70  # characters
_SHOWN = frozenset({NoteKind.PADDED, NoteKind.DAMAGED, NoteKind.CARD, NoteKind.NO_PERSON, NoteKind.NO_NAME})
"""Notes on cells whose text says more than the value that was read."""

_NO_RESULT = "#N/A"  # in place of a formula that was never worked out: its cells are not here


def held_back_rows(plan: ImportPlan) -> int:
    """How many rows of the file are held back."""
    return sum(_rows(sheet) for sheet in plan.sheets)


def write_held_back(
    plan: ImportPlan | Sequence[ImportPlan], path: Path, language: str = "en"
) -> ExportReport:
    """Write the held-back rows of one or several plans to an .xlsx, each table on a sheet of its own.

    `language` is that of the header above the reasons. Raises WorldError when nothing is held back and when
    the file can't be written; then nothing is left behind and a file that was there stays as it was.
    """
    plans = [plan] if isinstance(plan, ImportPlan) else list(plan)
    chosen = [(each, sheet) for each in plans for sheet in each.sheets if _held(sheet)]
    if not chosen:
        raise WorldError(tr("No row is held back, so there is nothing to save."))
    check_place(path, [each.path for each in plans])
    book = Workbook(write_only=True)
    # There is nothing to calculate, so Excel need not ask to save what was only looked at.
    book.calculation.fullCalcOnLoad = False
    model = book.create_sheet()
    styles, labels = Styles(model), Labels(language)
    book.remove(model)
    taken: set[str] = set()
    written = []
    for _, sheet in chosen:
        name = sheet_name(sheet.proposal.sheet, taken)
        _Writer(RecordSheet(book, name, styles), sheet, styles, labels).write()
        written.append((name, sheet.proposal.into or "", _rows(sheet)))
    if len(plans) == 1 and plans[0].workbook is not None:
        _say_origin(book, plans[0].workbook, chosen, [name for name, _, _ in written], styles)
    book.properties.creator = "Dateline"
    with replacing(path) as unfinished:
        book.save(unfinished)
    return ExportReport(path, tuple(written), (), plans[0].batch)


def check_place(path: Path, sources: Sequence[Path]) -> None:
    """Raises WorldError where held-back rows of files that were read can't be saved under a name."""
    if path.suffix.lower() != ".xlsx":
        raise WorldError(tr("Rows that are held back are saved as an .xlsx. Choose a name that ends so."))
    if any(path.resolve() == each.resolve() for each in sources):
        raise WorldError(tr("“{name}” is the file that was read. Choose another name.", name=path.name))


def _held(sheet: SheetPlan) -> list[RowPlan]:
    return [row for row in sheet.rows if row.state is State.HELD_BACK]


def _rows(sheet: SheetPlan) -> int:
    return len({row.row for row in _held(sheet)})


def _say_origin(
    book: Any,
    origin: Origin,
    chosen: Sequence[tuple[ImportPlan, SheetPlan]],
    names: Sequence[str],
    styles: Styles,
) -> None:
    """Keep what the document said of its export, so that its rows are still compared with that.

    The list of rows that were exported stays behind: those that are not here were not deleted.
    """
    said = {name: value for name, value in origin.properties.items() if name.startswith("Dateline")}
    kept = {name: value for name, value in said.items() if not name.startswith(PROPERTY)}
    for (_, sheet), name in zip(chosen, names, strict=True):
        if kind := said.get(PROPERTY + sheet.proposal.sheet):
            kept[PROPERTY + name] = kind
    taken = set(map(str.casefold, names))
    for each in origin.sheets:
        if said.get(PROPERTY + each.name) == LONG_TEXTS and each.name not in names:
            name = sheet_name(each.name, taken)
            kept[PROPERTY + name] = LONG_TEXTS
            made = RecordSheet(book, name, styles)
            made.sheet_state = "hidden"
            for row in each.rows:
                made.append([_cell(made, value, None) for value in row])
    for name, value in kept.items():
        book.custom_doc_props.append(StringProperty(name=name, value=value))


class _Writer:
    """Writes the held-back rows of one table."""

    def __init__(self, sheet: RecordSheet, plan: SheetPlan, styles: Styles, labels: Labels) -> None:
        table = plan.proposal.table
        assert table is not None
        self._sheet, self._plan, self._table = sheet, plan, table
        self._styles, self._labels = styles, labels
        self._columns = sorted(plan.proposal.columns, key=lambda column: column.index)

    def write(self) -> None:
        """Write what tells the country, the header, and the rows below the headings that hold for them."""
        titles = self._titles()
        self._set_up(len(titles) + 1)
        for title in titles:
            self._sheet.append([Cell(title)])
        heads = [*map(self._head, self._columns), self._labels.tr(WHY)]
        self._sheet.append([text_cell(self._sheet, head, self._styles.header(Form.TEXT)) for head in heads])
        records, heading = dict(self._table.rows()), 0
        # Several plans may come of one row, as where a cell of it names two people; it is written once.
        for number, held in groupby(_held(self._plan), key=lambda row: row.row):
            above = max((each for each in self._table.groups if each < number), default=0)
            if above != heading:
                self._sheet.append([Cell(self._table.groups[above])])
                heading = above
            self._sheet.append([*self._cells(number, records.get(number, {})), _reason(held)])

    def _head(self, column: ColumnPlan) -> str:
        """The header of a column as it stood; where there was none, what the column holds."""
        fields = kind_fields(self._plan.proposal.into or "")
        if column.header or not column.target:
            return column.header
        if column.target in fields:
            return fields[column.target].label_in(self._labels.language)
        return self._labels.tr(COMPOUNDS[column.target][0]) if column.target in COMPOUNDS else ""

    def _titles(self) -> list[str]:
        """The titles above the table where they tell the country of its phones."""
        name, titles = self._plan.proposal.sheet, self._table.titles
        return list(titles) if country_in(name, *titles) != country_in(name) else []

    def _cells(self, row: int, record: Mapping[int, Value]) -> Iterator[Any]:
        sheet = self._table.sheet
        for column in self._columns:
            value = record.get(column.index, sheet.value(row, column.index))
            yield _cell(self._sheet, value, sheet.notes.get((row, column.index)))

    def _set_up(self, header: int) -> None:
        sheet = self._sheet
        for number, column in enumerate(self._columns, start=1):
            dimension = sheet.column_dimensions[get_column_letter(number)]
            dimension.hidden = column.header == UID or column.header.startswith(f"{UID}:")
            longest = max(map(len, (column.header, *column.samples)), default=0)
            dimension.width = min(max(longest + 3, _NARROWEST), _WIDEST)
        sheet.column_dimensions[get_column_letter(len(self._columns) + 1)].width = _OF_WHY
        sheet.freeze_panes = f"A{header + 1}"
        sheet.sheet_view.showGridLines = False


def _reason(held: Iterable[RowPlan]) -> Cell:
    """Why a row is held back, a line for each problem of what came of it."""
    problems = (each for row in held for each in row.problems)
    lines = (f"{each.column}: {each.why}" if each.column else each.why for each in problems)
    return Cell("\n".join(dict.fromkeys(lines)), Form.LONG_TEXT)


def _cell(sheet: RecordSheet, value: Value, note: CellNote | None) -> Any:
    """A cell as it stood in the file. What could not be read then is not readable now either."""
    if note is not None and note.kind in _SHOWN and note.text:
        value = note.text
    elif note is not None and value is None and note.kind is not NoteKind.MERGED:
        return _plain(sheet, note.text if note.text in ERROR_CODES else _NO_RESULT, "e")
    if isinstance(value, bool):
        return _plain(sheet, value, "b")
    if isinstance(value, int | float):
        return Cell(value, Form.NUMBER)
    if isinstance(value, dt.date):
        return _day(value)
    text = value if isinstance(value, str) else tell(value)
    return Cell(text, Form.TEXT if len(text) <= 255 else Form.LONG_TEXT) if text else None


def _day(value: dt.date) -> Cell:
    """A date; one that Excel can't hold as text."""
    day = value.date() if isinstance(value, dt.datetime) else value
    if day < FIRST_DAY:
        return Cell(value.isoformat())
    has_time = isinstance(value, dt.datetime) and value.time() != dt.time()
    return Cell(value, Form.MOMENT) if has_time else Cell(day, Form.DATE)


def _plain(sheet: RecordSheet, value: Value, data_type: str) -> Any:
    cell = WriteOnlyCell(sheet)
    cell._value, cell.data_type = value, data_type
    return cell
