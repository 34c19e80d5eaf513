"""What the window into a backup is made of: the list of its records, and one of them beside how it is now."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTableView,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from db.backup.bringing import Beside, Wish
from db.backup.comparing import Standing
from db.fields import Field, Kind
from db.language import mark, tr
from db.records import kind_fields
from desktop import theme
from desktop.dialogs.backups_work import Entry, Shown
from desktop.records.wording import words_of
from desktop.theme import SIZE

Index = QModelIndex | QPersistentModelIndex

STANDINGS = {
    Standing.SAME: mark("unchanged"),
    Standing.DIFFERENT: mark("different now"),
    Standing.GONE: mark("not there now"),
    Standing.ERASED: mark("erased for good"),
}
NAME = Qt.ItemDataRole.UserRole
"""Where a line keeps the name of its field, or the kind and uid of its tie, if it can come back."""


class EntryModel(QAbstractTableModel):
    """The records, each with how it stands in the store now."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._entries: Sequence[Entry] = ()

    def show(self, entries: Sequence[Entry]) -> None:
        """Show other records."""
        self.beginResetModel()
        self._entries = entries
        self.endResetModel()

    def entry(self, row: int) -> Entry:
        """The record in a row, counted from 0."""
        return self._entries[row]

    def row_of(self, uid: str) -> int:
        """The row of a record; -1 where it is not listed."""
        return next((row for row, entry in enumerate(self._entries) if entry.uid == uid), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._entries)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 2

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        entry = self._entries[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return tr(STANDINGS[entry.standing]) if index.column() else entry.title
        if role == Qt.ItemDataRole.ForegroundRole and index.column():
            return theme.colour("muted")
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return tr("Now") if section else tr("In the backup")
        return None


class EntryTable(QTableView):
    """The records to choose from; several with Ctrl and Shift. `picked` says that others are chosen now."""

    picked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.records = EntryModel(self)
        self.setModel(self.records)
        self.setAccessibleName(tr("Records in the backup"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(SIZE.row_compact)
        self.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Fixed)
        self.setColumnWidth(1, SIZE.type_column + SIZE.row_compact)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        self.selectionModel().selectionChanged.connect(self.picked)

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show records; the one that was chosen is chosen again, else what is in its place."""
        before, place = [entry.uid for entry in self.chosen()], self.currentIndex().row()
        self.records.show(entries)
        row = self.records.row_of(before[0]) if before else -1
        if row < 0:
            row = max(0, min(place, len(entries) - 1))
        if entries:
            self.choose(row)
        else:
            self.picked.emit()

    def choose(self, row: int) -> None:
        """Choose one record, whatever keys are held down just now."""
        flags = QItemSelectionModel.SelectionFlag
        index = self.records.index(row, 0)
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)

    def chosen(self) -> list[Entry]:
        """The records that are chosen, from the top."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [self.records.entry(row) for row in rows]


class BesideTable(QTreeWidget):
    """One record field by field, then and now; what differs has a tick, and so have ties that are missing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: Shown | None = None
        self.setHeaderLabels([tr("Field"), tr("In the backup"), tr("Now")])
        self.setAccessibleName(tr("The record in the backup and now"))
        self.setRootIsDecorated(False)
        self.setWordWrap(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        header = self.header()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)

    def show_record(self, shown: Shown | None) -> None:
        """Show one record; nothing for None."""
        self._shown = shown
        self.clear()
        if shown is None:
            return
        record = shown.record
        fields = kind_fields(record.then.kind)
        differing = [fields[name] for name in record.differing]
        rest = [about for name, about in fields.items() if name not in record.differing]
        can_pick = record.now is not None and not record.erased
        for about in (*differing, *rest):
            self._add_field(record, about, can_pick and about.name in record.differing)
        for tie in shown.ties:
            item = QTreeWidgetItem([tr("Tie"), tie.text, tr("not there now") if can_pick else ""])
            if can_pick:
                item.setCheckState(0, Qt.CheckState.Checked)
            item.setData(0, NAME, (tie.kind, tie.uid))
            self._finish(item, strong=can_pick)

    def _add_field(self, record: Beside, about: Field, picks: bool) -> None:
        then = words_of(record.then, about.name)
        now = words_of(record.now, about.name) if record.now is not None else ""
        # Ties have lines of their own, where there is something to do about them.
        if (not then and not now) or (about.kind is Kind.LINKED and record.now is not None and then == now):
            return
        item = QTreeWidgetItem([about.label, then, now])
        if picks:
            item.setCheckState(0, Qt.CheckState.Checked)
        item.setData(0, NAME, about.name if picks else None)
        self._finish(item, strong=picks)

    def _finish(self, item: QTreeWidgetItem, *, strong: bool) -> None:
        for column in range(3):
            item.setToolTip(column, item.text(column))
            if strong:
                item.setFont(column, theme.font("strong"))
            else:
                item.setForeground(column, theme.colour("muted" if column != 1 else "text"))
        self.addTopLevelItem(item)

    def wish(self) -> Wish | None:
        """What of the record is to come back; None where nothing can or is ticked."""
        if self._shown is None or self._shown.record.erased:
            return None
        row = self._shown.record.then
        if self._shown.record.now is None:
            return Wish(row.kind, row.uid)
        fields: list[str] = []
        ties: list[tuple[str, str]] = []
        for place in range(self.topLevelItemCount()):
            item = self.topLevelItem(place)
            name = item.data(0, NAME) if item is not None else None
            if item is None or name is None or item.checkState(0) is not Qt.CheckState.Checked:
                continue
            if isinstance(name, str):
                fields.append(name)
            else:
                ties.append((name[0], name[1]))
        return Wish(row.kind, row.uid, tuple(fields), tuple(ties)) if fields or ties else None
