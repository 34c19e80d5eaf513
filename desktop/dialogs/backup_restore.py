"""Restoring a backup: what will be different, in figures, before anything is done."""

import datetime as dt
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QLabel, QWidget

from db import backup
from db.backup import Backup
from db.backup.comparing import Difference
from db.language import tr
from desktop.dialogs.backups_work import differences, erased_words, made_words, restoring_lines
from desktop.tasks import Task
from desktop.theme import SIZE
from desktop.widgets.titled_dialog import TitledDialog
from desktop.workspace import Workspace


class RestoreDialog(TitledDialog):
    """Says what a restore will do, and does it when she says so; `restored` has a sentence about it."""

    restored = Signal(str)

    def __init__(
        self, workspace: Workspace, chosen: Backup, passphrase: str | None, parent: QWidget | None = None
    ) -> None:
        made = made_words(chosen, dt.datetime.now())
        super().__init__(
            tr("Restore the state of {moment}", moment=made),
            tr("How it is now is kept as a backup first, so that you can come back to it."),
            tr("Restore this state"),
            parent,
        )
        self._workspace = workspace
        self._chosen = chosen
        self._passphrase = passphrase
        self._busy = False
        self.figures = QLabel(tr("Comparing with how it is now…"))
        self.figures.setTextFormat(Qt.TextFormat.PlainText)
        self.figures.setWordWrap(True)
        self.figures.setMinimumWidth(SIZE.reading)
        self.add(self.figures)
        self.confirm.setEnabled(False)
        self.on_confirm(self._restore)
        work = differences(workspace.store, chosen.path, passphrase)
        self._comparing = workspace.tasks.start(work, done=self._on_compared, failed=self._on_failed)

    @Slot()
    def reject(self) -> None:
        """Leave it; not while the store is written anew."""
        if not self._busy:
            self._comparing.cancel()
            super().reject()

    def _on_compared(self, found: list[Difference]) -> None:
        lines = list(restoring_lines(found))
        if not lines:
            lines = [tr("All records are as they were then. Only the history of changes goes back.")]
        self.figures.setText("\n".join(filter(None, (*lines, erased_words(found)))))
        self.confirm.setEnabled(True)

    @Slot()
    def _restore(self) -> None:
        self._busy = True
        self.confirm.setEnabled(False)
        self.cancel.setEnabled(False)
        self.show_problem("")
        self.figures.setText(tr("Restoring…"))
        store, chosen, passphrase = self._workspace.store, self._chosen, self._passphrase

        def work(_task: Task) -> Path:
            return backup.restore(store, chosen.path, passphrase=passphrase)

        self._workspace.tasks.start(work, done=self._on_restored, failed=self._on_failed, writes=True)

    def _on_restored(self, kept: Path) -> None:
        self._busy = False
        self.restored.emit(tr("The store was restored. How it was before is in {path}.", path=kept))
        self.accept()

    def _on_failed(self, sentence: str) -> None:
        self._busy = False
        self.figures.setText("")
        self.cancel.setEnabled(True)
        self.show_problem(sentence)
