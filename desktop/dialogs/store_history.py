"""Everything that was done in the store, newest first; each batch opens to what it changed."""

import datetime as dt
from functools import partial

import sqlalchemy as sa
from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget
from sqlalchemy.orm import Session

from db import journal
from db.journal import Entry, RecordChange
from db.language import mark, tr, trn
from db.records import record_type
from db.records.base import Role
from desktop.dialogs.history import field_lines, in_words, local_time, titles_in
from desktop.records.wording import when
from desktop.theme import SIZE
from desktop.widgets.link_label import LinkLabel
from desktop.widgets.titled_dialog import TitledDialog
from desktop.workspace import Workspace

PAGE = 100
"""How many batches are read at once."""

OPENED = 200
"""How many records of a batch are listed; an import may have touched many thousands."""

OPERATIONS = {"create": mark("added"), "update": mark("changed"), "delete": mark("deleted")}

Opened = tuple[int, list[RecordChange], dict[str, str]]
"""A batch, its first changes, and the titles of the records that they speak of."""


class StoreHistoryDialog(TitledDialog):
    """The batches of the journal as a tree: what, when, by whom; below each the records and fields."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(tr("All changes"), tr("Open a line to see what it changed."), parent=parent)
        self._workspace = workspace
        self._before = 0
        self.tree = QTreeWidget()
        self.tree.setHeaderLabels([tr("What"), tr("Records"), tr("When"), tr("Who")])
        self.tree.setUniformRowHeights(True)
        self.tree.setAccessibleName(tr("All changes"))
        header = self.tree.header()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setStretchLastSection(False)
        self.older = LinkLabel(tr("Show older changes"))
        self.older.hide()
        self.add(self.tree, 1)
        self.add(self.older)
        self.resize(2 * SIZE.reading, SIZE.reading + SIZE.label_column)
        self.older.activated.connect(self._read)
        self.tree.itemExpanded.connect(self._on_expanded)
        self._read()

    @Slot()
    def _read(self) -> None:
        page = partial(journal.batches, limit=PAGE, before=self._before)
        self._workspace.read(page, self._on_read, failed=self.show_problem)

    def _on_read(self, entries: list[Entry]) -> None:
        now = dt.datetime.now().astimezone()
        for entry in entries:
            undone = tr("{label} – taken back later", label=entry.label) if entry.undone else entry.label
            item = QTreeWidgetItem([undone, str(entry.size), when(local_time(entry.at), now), entry.who])
            item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            item.setData(0, Qt.ItemDataRole.UserRole, entry.batch)
            item.setSizeHint(0, QSize(0, SIZE.row_compact))
            item.setChildIndicatorPolicy(QTreeWidgetItem.ChildIndicatorPolicy.ShowIndicator)
            self.tree.addTopLevelItem(item)
            self._before = entry.batch
        self.older.setVisible(len(entries) == PAGE)

    @Slot(QTreeWidgetItem)
    def _on_expanded(self, item: QTreeWidgetItem) -> None:
        batch = item.data(0, Qt.ItemDataRole.UserRole)
        if batch is not None and not item.childCount():
            self._workspace.read(partial(_opened, batch=batch), self._on_opened, failed=self.show_problem)

    def _on_opened(self, opened: Opened) -> None:
        batch, changes, titles = opened
        for place in range(self.tree.topLevelItemCount()):
            item = self.tree.topLevelItem(place)
            if item is not None and item.data(0, Qt.ItemDataRole.UserRole) == batch and not item.childCount():
                item.addChildren([_record_item(change, titles) for change in changes])
                more = int(item.text(1)) - len(changes)
                if more > 0:
                    item.addChild(QTreeWidgetItem([trn("and {n} more", "and {n} more", more)]))


def _record_item(change: RecordChange, titles: dict[str, str]) -> QTreeWidgetItem:
    about = record_type(change.kind).about
    words = about.words
    # What the store remembers for itself speaks in uids; the batch is labelled with who it is about.
    quiet = about.role is Role.QUIET
    title = "" if quiet else titles.get(change.uid, "")
    name = f"{words.singular}: {title}" if title else words.singular
    item = QTreeWidgetItem([tr("{record}, {done}", record=name, done=tr(OPERATIONS[change.operation]))])
    lines = [] if quiet else field_lines(change, titles)
    item.addChildren([QTreeWidgetItem([in_words(label, old, new)]) for label, old, new in lines])
    return item


def _opened(session: Session, batch: int) -> Opened:
    changes = list(journal.changes_of(session, batch, limit=OPENED))
    own: dict[str, str] = {}
    for kind in {change.kind for change in changes}:
        record = record_type(kind)
        uids = [change.uid for change in changes if change.kind == kind]
        found = session.execute(sa.select(record.uid, record.title).where(record.uid.in_(uids)))
        own |= {uid: title for uid, title in found}
    return batch, changes, titles_in(session, changes) | own
