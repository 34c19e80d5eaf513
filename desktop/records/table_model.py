"""The rows of a list for Qt: ids at once, the rows themselves as they come into sight."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)
from sqlalchemy.orm import Session

from db.fields import Field, Kind
from db.language import tr
from db.queries import Ref, Row, View, column_fields, count, list_ids, rows
from db.understanding import Context, Understood, understand
from db.writer import Changes, Writer
from desktop.records.cell_text import FIGURES, cell_text, edit_text, full_text, is_editable
from desktop.records.form_writes import implied
from desktop.records.list_difference import Difference, Ids, difference
from desktop.records.record_picker import stored
from desktop.records.row_marks import columns_beside
from desktop.workspace import Workspace

PAGE = 100
"""Rows that are read at once."""

AHEAD = 40
"""How far from a row that is in sight others are fetched before they come into sight, too."""

MOST_PAGES = 4
"""Pages that wait to be read; of a longer queue only the last ones are still in sight."""

MOST_ROWS = 6_000
"""Rows that are kept; the longest unused go first."""

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
Role = Qt.ItemDataRole


# Put together once: Qt asks for flags with every cell that it draws.
_PLAIN = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
_EDITABLE = _PLAIN | Qt.ItemFlag.ItemIsEditable


@dataclass(frozen=True)
class _Listing:
    """What came of listing: the ids of a view, how many there are without its filters, the difference."""

    asked: int
    before: Ids
    ids: Ids
    total: int
    steps: Difference | None


@dataclass(frozen=True)
class _Page:
    """Rows that were read, and when: before or after a change."""

    era: int
    key: tuple[int, int]
    rows: list[Row]


class RecordTableModel(QAbstractTableModel):
    """The records of a view. `data` never waits: a row that isn't there yet is blank until it comes.

    After a change of what it shows it lists anew by itself, telling the table only what is different.
    """

    counted = Signal(int, int)
    """How many records are listed, and how many there are in all."""
    about_to_list = Signal()
    listed = Signal()
    """A list has come and stands in the table."""
    loaded = Signal()
    """Rows have come into the table."""
    refused = Signal(str)
    """Why something that was typed was not taken."""
    problem = Signal(str)

    def __init__(self, workspace: Workspace, kind: str, how: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.kind = kind
        self.fields = column_fields(kind)
        self.total = 0
        self.is_listing = False
        self.workspace = workspace
        self._how = how
        self._view = View(kind)
        self._columns: tuple[str, ...] = ()
        self._ids: Ids = array("q")
        self._rows: dict[int, Row] = {}
        self._fresh: set[int] = set()
        self._asked = self._era = 0
        self._wanted: dict[int, None] = {}
        self._under_way: set[tuple[int, int]] = set()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._fetch)
        workspace.changed.connect(self._on_changed)

    # What is listed

    def view(self) -> View:
        """What is listed and in which order."""
        return self._view

    def show_view(self, view: View) -> None:
        """List other records, or the same in another order."""
        self._view = view
        self.reload()

    def reload(self) -> None:
        """List anew; the table keeps what it has until the new list is there."""
        self._asked += 1
        self.is_listing = True
        asked, view, before = self._asked, self._view, self._ids

        def work(session: Session) -> _Listing:
            ids = list_ids(session, view)
            return _Listing(asked, before, ids, count(session, View(view.kind)), difference(before, ids))

        self.workspace.read(work, self._on_listed, self._on_problem)

    def ids(self) -> Ids:
        """The ids of all records listed, in order."""
        return self._ids

    def columns(self) -> tuple[str, ...]:
        """The names of the fields shown, from the left."""
        return self._columns

    def field(self, column: int) -> Field:
        """The field that a column shows."""
        return self.fields[self._columns[column]]

    def set_columns(self, names: Sequence[str]) -> None:
        """Show other columns, or the same in another order."""
        wanted = tuple(name for name in names if name in self.fields)
        before, after = len(self._columns), len(wanted)
        missing = set(wanted) - set(self._columns)
        if after > before:
            self.beginInsertColumns(ROOT, before, after - 1)
            self._columns = wanted
            self.endInsertColumns()
        elif after < before:
            self.beginRemoveColumns(ROOT, after, before - 1)
            self._columns = wanted
            self.endRemoveColumns()
        self._columns = wanted
        if missing:
            self._outdate()
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, after - 1)
        self._redraw()

    def row_at(self, place: int) -> Row | None:
        """The row at a place, where it has come already."""
        return self._rows.get(self._ids[place]) if 0 <= place < len(self._ids) else None

    def look_at(self, place: int) -> Row | None:
        """The row at a place that is in sight; what isn't there yet, or no longer true, is fetched.

        So are the rows that she comes to next, up or down.
        """
        number = self._ids[place]
        for near in (place - AHEAD, place + AHEAD, place):
            if 0 <= near < len(self._ids) and self._ids[near] not in self._fresh:
                self._want(near // PAGE)
        return self._rows.get(number)

    def row_of(self, number: int) -> Row | None:
        """The row of the record with this id, where it has come already."""
        return self._rows.get(number)

    def place_of(self, number: int) -> int:
        """Where the record with this id stands; -1 where it is not listed."""
        try:
            return self._ids.index(number)
        except ValueError:
            return -1

    # What Qt asks

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self._columns):
            return None
        if role == Role.DisplayRole:
            return self.field(section).label
        return _alignment(self.field(section)) if role == Role.TextAlignmentRole else None

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        if not index.isValid():
            return None
        about = self.field(index.column())
        if role == Role.TextAlignmentRole:
            return _alignment(about)
        if role not in (Role.DisplayRole, Role.EditRole, Role.ToolTipRole):
            return None
        row = self.look_at(index.row())
        if row is None:
            return ""
        if role == Role.EditRole:
            return edit_text(about, row, self._how)
        return cell_text(about, row) if role == Role.DisplayRole else full_text(about, row)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        editable = is_editable(self.field(index.column())) and self.row_at(index.row()) is not None
        if self.workspace.read_only:
            return _PLAIN
        return _EDITABLE if editable else _PLAIN

    def setData(self, index: Index, value: Any, role: int = Role.EditRole) -> bool:
        """Write what was typed into a cell; `refused` says why where it can't be understood."""
        row = self.row_at(index.row()) if index.isValid() else None
        if row is None or role != Role.EditRole or not is_editable(self.field(index.column())):
            return False
        about = self.field(index.column())
        understood = self.understand(about, value)
        if understood.problem:
            self.refused.emit(understood.problem)
            return False
        self._write(row, about, understood)
        return True

    def understand(self, about: Field, given: str | Ref) -> Understood:
        """What was typed into a cell of this field, or picked for it, means."""
        understood = Understood(given) if isinstance(given, Ref) else understand(about, given, self._how)
        if about.required and not understood.problem and understood.value == about.empty:
            return Understood(None, problem=tr("{field} can't be empty.", field=about.label))
        return understood

    # How rows come

    def _want(self, page: int) -> None:
        if (self._era, page) in self._under_way:
            return
        self._wanted.pop(page, None)
        self._wanted[page] = None
        if not self._soon.isActive():
            self._soon.start(0)

    def _fetch(self) -> None:
        for page in list(self._wanted)[-MOST_PAGES:]:
            self._read(page)
        self._wanted.clear()

    def _read(self, page: int) -> None:
        ids = [n for n in self._ids[page * PAGE : (page + 1) * PAGE] if n not in self._fresh]
        key = (self._era, page)
        if not ids:
            return
        self._under_way.add(key)
        kind, era = self.kind, self._era
        names = (*self._columns, *columns_beside(self.kind, self._columns))

        def work(session: Session) -> _Page:
            return _Page(era, key, rows(session, kind, ids, names, as_of_today=True))

        self.workspace.read(work, self._on_rows, self._on_problem)

    def _on_rows(self, page: _Page) -> None:
        self._under_way.discard(page.key)
        for row in page.rows:
            self._rows.pop(row.id, None)
            self._rows[row.id] = row
            if page.era == self._era:
                self._fresh.add(row.id)
        if len(self._rows) > MOST_ROWS:
            for number in list(self._rows)[: MOST_ROWS // 2]:
                del self._rows[number]
                self._fresh.discard(number)
        self._redraw()
        self.loaded.emit()

    def _redraw(self) -> None:
        if self._ids and self._columns:
            last = self.index(len(self._ids) - 1, len(self._columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def _outdate(self) -> None:
        """Read every row again when it is next looked at; until then it stands as it was."""
        self._era += 1
        self._fresh.clear()

    # How the list changes

    def _on_changed(self, changes: Changes) -> None:
        if not self._touched_by(changes):
            return
        self._outdate()
        gone = changes.deleted.get(self.kind, frozenset())
        kept = {} if changes.everything else {n: row for n, row in self._rows.items() if row.uid not in gone}
        self._rows = kept
        self.reload()
        self._redraw()

    def _touched_by(self, changes: Changes) -> bool:
        shown = {self.kind}
        for about in self.fields.values():
            if about.kind in (Kind.REFERENCE, Kind.LINKED):
                shown |= {about.to, about.through}
        return bool(shown & changes.kinds)

    def _on_listed(self, listing: _Listing) -> None:
        if listing.asked != self._asked:
            return
        self.is_listing = False
        self.about_to_list.emit()
        steps = listing.steps
        if listing.before is not self._ids or steps is None:
            self._begin_anew(listing.ids)
        elif not steps.is_nothing:
            self._follow(steps, listing.ids)
        self.total = listing.total
        self.counted.emit(len(self._ids), self.total)
        self.listed.emit()

    def _begin_anew(self, ids: Ids) -> None:
        self.beginResetModel()
        self._era += 1
        self._ids = ids
        self.endResetModel()

    def _follow(self, steps: Difference, ids: Ids) -> None:
        self._era += 1  # pages under way have other places now
        for first, last in reversed(steps.removed):
            self.beginRemoveRows(ROOT, first, last)
            self._ids = self._ids[:first] + self._ids[last + 1 :]
            self.endRemoveRows()
        if steps.order is not None:
            self._reorder(steps.order)
        for first, last in steps.added:
            self.beginInsertRows(ROOT, first, last)
            self._ids = self._ids[:first] + ids[first : last + 1] + self._ids[first:]
            self.endInsertRows()

    def _reorder(self, order: Ids) -> None:
        self.layoutAboutToBeChanged.emit()
        held = self.persistentIndexList()
        places = {number: place for place, number in enumerate(order)} if held else {}
        moved = [self.createIndex(places[self._ids[index.row()]], index.column()) for index in held]
        self._ids = order
        self.changePersistentIndexList(held, moved)
        self.layoutChanged.emit()

    def _on_problem(self, sentence: str) -> None:
        self.is_listing = False
        self._under_way.clear()
        self.problem.emit(sentence)

    # How a cell is written

    def _write(self, row: Row, about: Field, understood: Understood) -> None:
        values = {about.name: understood.value}
        if about.currency and understood.currency:
            values[about.currency] = understood.currency
        if all(row.values.get(name) == value for name, value in values.items()):
            return
        kind, uid = row.kind, row.uid

        def change(writer: Writer) -> None:
            writer.update(kind, uid, implied(writer, kind, uid, stored(writer, values)))

        # Shown at once; what the store has comes with the next reading.
        self._rows[row.id] = replace(row, values={**row.values, **values})
        self._redraw()
        label = tr("Change {field}", field=about.label)
        self.workspace.write(label, change, failed=self._on_refused)

    def _on_refused(self, sentence: str) -> None:
        self._outdate()
        self._redraw()
        self.refused.emit(sentence)


def _alignment(about: Field) -> int:
    side = Qt.AlignmentFlag.AlignRight if about.kind in FIGURES else Qt.AlignmentFlag.AlignLeft
    return (side | Qt.AlignmentFlag.AlignVCenter).value
