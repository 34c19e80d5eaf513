"""A store that is damaged: rebuilt, replaced by a backup, or left as it is."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QFileDialog, QLabel, QProgressBar, QPushButton, QWidget

from db import backup
from db.backup import Backup
from db.errors import Damaged, WorldError
from db.language import mark, tr
from db.rescue import Report, replace_by, rescue
from db.store import is_encrypted
from desktop.dialogs.rescue_report import RescueReportDialog
from desktop.tasks import Task, Tasks
from desktop.theme import SIZE
from desktop.widgets.passphrase_field import PassphraseField
from desktop.widgets.titled_dialog import TitledDialog

_REBUILD = mark(
    "Rebuilding takes everything that can still be read, from the file, from its history and from the last "
    "backup, and tells you of every record that is missing. The damaged file is set aside; nothing is "
    "deleted."
)
_NO_BACKUP = mark("There is no backup of it; the file and its history alone can be used.")
_NEWEST = mark("The last backup is of {moment} ({why}).")

Work = Callable[..., Report]


class DamagedDialog(TitledDialog):
    """Holds in `choice` what she chose: the same store, rebuilt, another one, or, with None, to quit.

    `report` is what became of it, where it was rebuilt or replaced.
    """

    def __init__(self, path: Path, why: str, parent: QWidget | None = None) -> None:
        super().__init__(tr("The store is damaged"), why, tr("Rebuild it"), parent)
        self.choice: Path | None = None
        self.report: Report | None = None
        self._path = path
        self._tasks = Tasks(self)
        self._task: Task | None = None
        self._newest = _newest_backup(path)
        self.field = PassphraseField(tr("Passphrase")) if _needs_passphrase(path, self._newest) else None
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(tr("Rebuilding the store"))
        self.restore_button = QPushButton()
        self.other_button = QPushButton(tr("Choose another store…"))
        self.cancel.setText(tr("Quit"))
        self._lay_out_body()
        self.on_confirm(self.rebuild)
        self.restore_button.clicked.connect(self.restore)
        self.other_button.clicked.connect(self.choose_other)
        self._set_busy(False)
        (self.field or self.confirm).setFocus()

    def _lay_out_body(self) -> None:
        self.add(_words(tr(_REBUILD)))
        newest = self._newest
        if newest is None:
            self.add(_words(tr(_NO_BACKUP)))
        else:
            moment = f"{newest.moment:%d.%m.%Y %H:%M}"
            self.add(_words(tr(_NEWEST, moment=moment, why=newest.why)))
            self.restore_button.setText(tr("Restore the backup of {date}", date=f"{newest.moment:%d.%m.%Y}"))
        if self.field is not None:
            self.add(_words(tr("The store is protected. Give its passphrase.")))
            self.add(self.field)
        self.add(self.bar)
        for place, button in enumerate((self.other_button, self.restore_button)):
            button.setAutoDefault(False)
            self.footer.insertWidget(place, button)
        self.body.addStretch()
        self.restore_button.setVisible(newest is not None)
        self.setMinimumWidth(2 * SIZE.reading)

    def close_tasks(self) -> None:
        """Let the threads go."""
        self._tasks.close()

    @Slot()
    def reject(self) -> None:
        """Quit; while work is done, only stop that: nothing was changed then."""
        if self._task is not None:
            self._task.cancel()
        else:
            super().reject()

    @Slot()
    def rebuild(self) -> None:
        """Rebuild the store from what can be read."""
        self._start(partial(rescue, self._path))

    @Slot()
    def restore(self) -> None:
        """Put the newest backup in the store's place."""
        if self._newest is not None:
            self._start(partial(replace_by, self._path, self._newest.path))

    @Slot()
    def choose_other(self) -> None:
        """Ask for another store and open that."""
        chosen, _ = QFileDialog.getOpenFileName(self, tr("Choose a store"), "", tr("Stores (*.db)"))
        if chosen:
            self.choice = Path(chosen)
            self.accept()

    def _start(self, work: Work) -> None:
        passphrase = self.field.text() if self.field is not None else None

        def working(task: Task) -> Report:
            return work(passphrase=passphrase or None, progress=task.report)

        self.show_problem("")
        self._set_busy(True)
        self._task = self._tasks.start(working, done=self._on_done, failed=self._on_failed)
        self._task.progress.connect(self._on_progress)
        self._task.cancelled.connect(self._on_cancelled)

    @Slot(int, int)
    def _on_progress(self, done: int, total: int) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)

    def _on_done(self, report: Report) -> None:
        self._set_busy(False)
        self.report, self.choice = report, self._path
        self.accept()

    def _on_failed(self, sentence: str) -> None:
        self._set_busy(False)
        self.show_problem(sentence)

    @Slot()
    def _on_cancelled(self) -> None:
        self._set_busy(False)

    def _set_busy(self, busy: bool) -> None:
        if not busy:
            self._task = None
        self.bar.setVisible(busy)
        self.bar.setRange(0, 0)
        self.cancel.setText(tr("Stop") if busy else tr("Quit"))
        for part in (self.confirm, self.restore_button, self.other_button, self.field):
            if part is not None:
                part.setEnabled(not busy)


def ask_about_damaged(path: Path, why: Damaged) -> Path | None:
    """Ask what to do with a damaged store; answers the path to open, None to quit."""
    dialog = DamagedDialog(path, str(why))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    dialog.exec()
    dialog.close_tasks()
    dialog.deleteLater()
    if dialog.report is not None:
        RescueReportDialog(dialog.report).exec()
    return dialog.choice


def _newest_backup(path: Path) -> Backup | None:
    try:
        return next(iter(backup.listed(path)), None)
    except WorldError:
        return None


def _needs_passphrase(path: Path, newest: Backup | None) -> bool:
    """Whether a passphrase is needed to read what is left; the first bytes of the store may be damaged."""
    try:
        return is_encrypted(path) or (newest is not None and is_encrypted(newest.path))
    except OSError:
        return False


def _words(text: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label
