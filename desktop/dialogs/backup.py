"""Backing the store up and bringing it back, by hand."""

import datetime as dt
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from db import backup
from db.language import tr
from desktop.tasks import Task
from desktop.workspace import Workspace


class BackupDialogs(QObject):
    """Asks where to and from; the work is done away from the window."""

    done = Signal(str)
    """A sentence about what was done."""

    def __init__(self, workspace: Workspace, window: QWidget) -> None:
        super().__init__(window)
        self._workspace = workspace
        self._window = window

    def back_up(self) -> None:
        """Ask for a place and save a checked copy of the store there."""
        proposed = f"dateline-{dt.date.today():%Y-%m-%d}.db"
        chosen, _ = QFileDialog.getSaveFileName(
            self._window, tr("Back up the store"), proposed, tr("Stores (*.db)")
        )
        if not chosen:
            return
        target = Path(chosen)

        def work(_task: Task) -> Path:
            self._workspace.store.copy_to(target)
            return target

        self._workspace.tasks.start(work, done=self._on_backed_up)

    def restore(self) -> None:
        """Ask for a backup, ask whether it is meant, and make the store what the backup is."""
        chosen, _ = QFileDialog.getOpenFileName(self._window, tr("Restore a backup"), "", tr("Stores (*.db)"))
        if not chosen or not self._is_meant(Path(chosen)):
            return

        def work(_task: Task) -> Path:
            return backup.restore(self._workspace.store, Path(chosen))

        self._workspace.tasks.start(work, done=self._on_restored, writes=True)

    def _is_meant(self, source: Path) -> bool:
        box = QMessageBox(
            QMessageBox.Icon.Question,
            tr("Restore a backup"),
            tr("Replace everything in the store by what {name} holds?", name=source.name),
            parent=self._window,
        )
        box.setInformativeText(tr("A copy of the store as it is now is kept beside it."))
        yes = box.addButton(tr("Replace the store"), QMessageBox.ButtonRole.AcceptRole)
        box.addButton(tr("Cancel"), QMessageBox.ButtonRole.RejectRole)
        box.exec()
        return box.clickedButton() is yes

    def _on_backed_up(self, target: Path) -> None:
        self.done.emit(tr("The store was copied to {path} and checked.", path=target))

    def _on_restored(self, kept: Path) -> None:
        self.done.emit(tr("The store was restored. How it was before is in {path}.", path=kept))
