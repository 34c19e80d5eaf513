"""What was erased for good: when, why, how much, and until when backups hold it; nothing of what it said."""

import datetime as dt

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHeaderView, QTableWidget, QTableWidgetItem, QWidget
from sqlalchemy.orm import Session

from db.language import tr
from db.personal import erasing
from db.personal.ledger import Erasure
from db.understanding.dates import in_words
from desktop.theme import SIZE
from desktop.widgets.empty_state import EmptyState
from desktop.widgets.titled_dialog import TitledDialog
from desktop.workspace import Workspace

Line = tuple[str, str, str, str, str]
"""When, by whom, why, how many records, until when backups hold it."""


class ErasedDialog(TitledDialog):
    """The log of erasures, newest first."""

    def __init__(self, workspace: Workspace, parent: QWidget) -> None:
        hint = tr("Who they were is not kept. After the day named, no backup holds anything of them.")
        super().__init__(tr("Erased for good"), hint, parent=parent)
        self.table = QTableWidget(0, 5)
        self.table.setHorizontalHeaderLabels(
            [tr("Date"), tr("By"), tr("Reason"), tr("Records"), tr("In backups until")]
        )
        self.table.setAccessibleName(tr("Erased for good"))
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.table.setShowGrid(False)
        self.table.verticalHeader().hide()
        self.table.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.table.horizontalHeader().setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        self.empty = EmptyState(
            "account-off-outline",
            tr("Nobody has been erased"),
            tr("Each erasure is listed here, without the name."),
        )
        self.empty.hide()
        for part in (self.table, self.empty):
            part.setMinimumSize(SIZE.reading * 3 // 2, SIZE.reading // 2)
        self.add(self.table, 1)
        self.add(self.empty, 1)
        workspace.read(read, self._on_read)

    def _on_read(self, lines: list[Line]) -> None:
        self.table.setRowCount(len(lines))
        for row, line in enumerate(lines):
            for column, text in enumerate(line):
                self.table.setItem(row, column, QTableWidgetItem(text))
        self.table.setVisible(bool(lines))
        self.empty.setVisible(not lines)


def read(session: Session) -> list[Line]:
    """The log as it is read."""
    return [_line(each) for each in erasing.log(session)]


def _line(each: Erasure) -> Line:
    day = each.at.replace(tzinfo=dt.UTC).astimezone().date()
    until = in_words(each.backups_until) if each.backups_until else ""
    reason = erasing.REASONS.get(each.reason, each.reason)
    return (in_words(day), each.who, tr(reason), str(each.records), until)
