"""Asking for the passphrase of a backup that was made under another one than the store's."""

from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from db.language import tr
from desktop.dialogs.backups_work import Held, held_by
from desktop.theme import SIZE
from desktop.widgets.passphrase_field import PassphraseField
from desktop.widgets.titled_dialog import TitledDialog
from desktop.workspace import Workspace


class BackupPassphraseDialog(TitledDialog):
    """Tries what is typed; `opened` has the file, its passphrase and what it holds, once it fits."""

    opened = Signal(object, str, object)

    def __init__(self, workspace: Workspace, file: Path, parent: QWidget | None = None) -> None:
        super().__init__(
            tr("Open a protected backup"),
            tr("{name} was made under another passphrase than the store has now.", name=file.name),
            tr("Open it"),
            parent,
        )
        self._workspace = workspace
        self._file = file
        self.field = PassphraseField(tr("Passphrase of the backup"))
        self.field.setMinimumWidth(SIZE.reading)
        self.add(self.field)
        self.field.entered.connect(self._try)
        self.on_confirm(self._try)
        self.field.setFocus()

    @Slot()
    def _try(self) -> None:
        self.confirm.setEnabled(False)
        work = held_by(self._workspace.store, self._file, self.field.text())
        self._workspace.tasks.start(work, done=self._on_tried, failed=self._on_failed)

    def _on_tried(self, held: Held) -> None:
        if held.contents is None:
            self._on_failed(held.problem)
            return
        self.opened.emit(self._file, self.field.text(), held)
        self.accept()

    def _on_failed(self, sentence: str) -> None:
        self.confirm.setEnabled(True)
        self.field.show_problem(sentence)
