"""Asking for the passphrase of a store before its window opens."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QFileDialog, QPushButton, QWidget

from db.errors import NeedsPassphrase, WorldError
from db.language import tr
from db.store import Store
from desktop.tasks import Task, Tasks
from desktop.widgets.passphrase_field import PassphraseField
from desktop.widgets.titled_dialog import TitledDialog

Opening = Callable[[str], Store]
"""Opens the store with a passphrase, in another thread. Raises NeedsPassphrase for the wrong one."""


class UnlockDialog(TitledDialog):
    """Holds the open store in `store`, or why it can't be opened in `why`, or another one in `other`."""

    def __init__(self, path: Path, opening: Opening, parent: QWidget | None = None) -> None:
        super().__init__(
            tr("{name} is protected", name=path.stem),
            tr("Give its passphrase to open it."),
            tr("Open"),
            parent,
        )
        self.store: Store | None = None
        self.why: WorldError | None = None
        self.other: Path | None = None
        self._opening = opening
        self._tasks = Tasks(self)
        self.field = PassphraseField(tr("Passphrase"))
        self.field.setMinimumWidth(self.fontMetrics().averageCharWidth() * 48)
        self.choose_other = QPushButton(tr("Choose another store…"))
        self.choose_other.setAutoDefault(False)
        self.choose_other.clicked.connect(self._choose_other)
        self.footer.insertWidget(0, self.choose_other)
        self.cancel.setText(tr("Quit"))
        self.add(self.field)
        self.on_confirm(self._open)
        self.field.setFocus()

    def close_tasks(self) -> None:
        """Let the threads go."""
        self._tasks.close()

    @Slot()
    def reject(self) -> None:
        """Leave it; not while the store is being opened, which takes a moment."""
        if self.confirm.isEnabled():
            super().reject()

    @Slot()
    def _open(self) -> None:
        if self.field.text():
            self._set_busy(True)
            passphrase, opening = self.field.text(), self._opening

            def work(_task: Task) -> Store | WorldError:
                try:
                    return opening(passphrase)
                except WorldError as error:
                    return error

            self._tasks.start(work, done=self._on_opened, failed=self._on_fault)

    def _on_opened(self, result: Store | WorldError) -> None:
        if isinstance(result, NeedsPassphrase):
            self._on_fault(str(result))
        else:
            self.field.clear()
            if isinstance(result, Store):
                self.store = result
            else:
                self.why = result
            self.accept()

    def _on_fault(self, sentence: str) -> None:
        self._set_busy(False)
        self.field.line.clear()
        self.field.show_problem(sentence)
        self.field.setFocus()

    def _set_busy(self, busy: bool) -> None:
        for part in (self.field, self.confirm, self.cancel, self.choose_other):
            part.setEnabled(not busy)
        self.explanation.setText(tr("Opening…") if busy else tr("Give its passphrase to open it."))

    @Slot()
    def _choose_other(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, tr("Choose a store"), "", tr("Stores (*.db)"))
        if chosen:
            self.other = Path(chosen)
            self.accept()


def ask_passphrase(path: Path, opening: Opening) -> Store | Path | None:
    """Ask for the passphrase of a store; answers the open store, the path of another one, or None to quit.

    Raises WorldError where the store can't be opened for another reason.
    """
    dialog = UnlockDialog(path, opening)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    dialog.exec()
    dialog.close_tasks()
    dialog.deleteLater()
    if dialog.why is not None:
        raise dialog.why
    return dialog.store or dialog.other
