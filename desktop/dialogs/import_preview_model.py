"""The rows of an import for Qt: worked out as they come into sight, however many there are."""

from array import array
from bisect import bisect_left
from itertools import takewhile
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from db.exchange.plan import RowPlan, State
from db.fields import Field
from db.language import tr
from db.records import record_type
from desktop.dialogs.import_merge import is_proposed
from desktop.dialogs.import_preview import ALL, CellText, Preview
from desktop.records.cell_text import FIGURES

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
ROOT = QModelIndex()
ROW, STATE, TITLE, FIRST_FIELD = range(4)
_NOTHING: "array[int]" = array("q")


class PreviewModel(QAbstractTableModel):
    """Row number, what happens, title, one column for each field that the file fills, the reasons."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._preview: Preview | None = None
        self._places = _NOTHING

    def show_preview(self, preview: Preview | None, kept: str = ALL) -> None:
        """Show a table, those of its rows that the filter `kept` keeps."""
        self.beginResetModel()
        self._preview = preview
        self._places = preview.places[kept] if preview is not None else _NOTHING
        self.endResetModel()

    @property
    def preview(self) -> Preview | None:
        """The table that is shown."""
        return self._preview

    @property
    def reason_column(self) -> int:
        """The last column."""
        return self.columnCount() - 1

    def entry(self, place: int) -> RowPlan | None:
        """The row at a place of the list."""
        if self._preview is None or not 0 <= place < len(self._places):
            return None
        return self._preview.entries[self._places[place]]

    def first_of_interest(self) -> int:
        """The place of the first row that is not skipped; -1 where there is no row."""
        places = range(self.rowCount())
        entries = ((place, self.entry(place)) for place in places)
        wanted = (place for place, entry in entries if entry and entry.state is not State.SKIPPED)
        return next(wanted, min(len(places), 1) - 1)

    def place_of(self, entry: RowPlan) -> int:
        """Where a row of the file is in the list now; -1 where the filter keeps it out."""
        if self._preview is None:
            return -1
        entries, places = self._preview.entries, self._places
        # The rows of the file stand in their order; records beside and missing from them come last.
        in_file = bisect_left(places, len(self._preview.plan.rows))
        place = bisect_left(places, entry.row, hi=in_file, key=lambda number: entries[number].row)
        same = list(takewhile(lambda each: entries[places[each]].row == entry.row, range(place, in_file)))
        if same:
            # Two people in one cell are two rows of the same number.
            return next((each for each in same if entries[places[each]].title == entry.title), same[0])
        uids = (entries[places[number]].uid for number in range(in_file, len(places)))
        return next((in_file + each for each, uid in enumerate(uids) if uid == entry.uid), -1)

    def field(self, column: int) -> Field | None:
        """The field that a column shows; None for the columns that every table has."""
        if self._preview is None or not FIRST_FIELD <= column < self.reason_column:
            return None
        return self._preview.fields[column - FIRST_FIELD]

    def cell(self, place: int, column: int) -> CellText:
        """What a row does to the field of a column."""
        entry, about = self.entry(place), self.field(column)
        if entry is None or about is None or self._preview is None:
            return CellText()
        return self._preview.cell(entry, about)

    def text(self, place: int, column: int) -> str:
        """A cell of the columns that every table has."""
        entry = self.entry(place)
        if entry is None or self._preview is None:
            return ""
        if column == ROW and is_proposed(entry):
            return ""
        if column == ROW:
            return f"{entry.row}–{entry.last}" if entry.last > entry.row else str(entry.row)
        if column == STATE:
            return entry.state.label
        if column == TITLE:
            return self._preview.title(entry)
        return " ".join(self._preview.reasons(entry))

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._places)

    def columnCount(self, parent: Index = ROOT) -> int:
        fields = len(self._preview.fields) if self._preview is not None else 0
        return 0 if parent.isValid() else FIRST_FIELD + fields + 1

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        if not index.isValid():
            return None
        about = self.field(index.column())
        if role == Role.TextAlignmentRole:
            right = index.column() == ROW or (about is not None and about.kind in FIGURES)
            side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        if role not in (Role.DisplayRole, Role.AccessibleTextRole, Role.ToolTipRole):
            ticked = role == Role.CheckStateRole and index.column() == ROW
            return self._ticked(index.row()) if ticked else None
        if about is None:
            told = (
                self.reason_column if role == Role.ToolTipRole and index.column() == STATE else index.column()
            )
            return self.text(index.row(), told)
        cell = self.cell(index.row(), index.column())
        if role == Role.DisplayRole:
            return cell_words(cell)
        return _told(about, cell)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Role.TextAlignmentRole:
            return self.data(self.index(0, section), role) if self._places else None
        if role != Role.DisplayRole:
            return None
        about = self.field(section)
        if about is not None:
            return about.label
        heads = (tr("Row"), tr("What happens"), self._what(), tr("Why, and what was assumed"))
        return heads[min(section, FIRST_FIELD)]

    def _ticked(self, place: int) -> Qt.CheckState | None:
        """Whether a record whose row is gone is to be deleted here, too; None for rows of the file."""
        entry = self.entry(place)
        if entry is None or not is_proposed(entry):
            return None
        return Qt.CheckState.Checked if entry.state is State.DELETED else Qt.CheckState.Unchecked

    def _what(self) -> str:
        """What the records of the table are called."""
        into = self._preview.plan.proposal.into if self._preview is not None else None
        return record_type(into).about.words.singular if into else ""


def cell_words(cell: CellText) -> str:
    """A cell on one line: what is there and what will be, or the two that clash."""
    if cell.is_open:
        return f"{cell.old or tr('empty')} ≠ {cell.new or tr('empty')}"
    return f"{cell.old} → {cell.new}" if cell.is_changed else cell.new


def _told(about: Field, cell: CellText) -> str:
    """A cell in words."""
    if cell.problem:
        return f"{about.label}: {cell.new}. {cell.problem}"
    if cell.is_open:
        ours, theirs = cell.old or tr("empty"), cell.new or tr("empty")
        return tr("{field}: here {ours}, they say {theirs}", field=about.label, ours=ours, theirs=theirs)
    if cell.is_changed:
        was, becomes = cell.old or tr("empty"), cell.new or tr("empty")
        return tr("{field}: was {old}, becomes {new}", field=about.label, old=was, new=becomes)
    return f"{about.label}: {cell.new}" if cell.new else ""
