"""A store that can't be changed here: it is open on another computer, or may not be written to."""

from enum import Enum, auto
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton, QWidget

from db.errors import ReadOnly
from db.language import mark, tr
from db.store.claim import Elsewhere, Sign, Watch
from db.store.sentences import world
from desktop.tasks import Task, Tasks
from desktop.widgets.titled_dialog import TitledDialog

LOOK_EVERY_MS = 1_000
"""How often it is looked whether the other computer still has the store, in milliseconds."""

_ELSEWHERE = mark(
    "{user} has it open on {host}, since {since}. Until it is closed there, you can read, search and export"
    " it here."
)


class Choice(Enum):
    """What is to be done with the store, where not another one is opened."""

    READ = auto()
    AGAIN = auto()  # it is free now


class NotWritableDialog(TitledDialog):
    """Holds in `choice` what she chose: reading it, another store, or, with None, to quit.

    A store that is open on another computer is watched meanwhile; when it is free the dialog closes itself.
    """

    def __init__(self, path: Path, why: Elsewhere | ReadOnly, parent: QWidget | None = None) -> None:
        super().__init__(*_words(path, why), tr("Open read-only"), parent)
        self.choice: Choice | Path | None = None
        self._path = path
        self._watch = Watch(path) if isinstance(why, Elsewhere) else None
        self._tasks = Tasks(self)
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_EVERY_MS)
        self._timer.timeout.connect(self._look)
        self.state = QLabel(tr("Checking whether it is still in use there…"))
        self.state.setWordWrap(True)
        self.state.setTextFormat(Qt.TextFormat.PlainText)
        self.state.setVisible(self._watch is not None)
        self.choose_other = QPushButton(tr("Choose another store…"))
        self.choose_other.setAutoDefault(False)
        self.choose_other.clicked.connect(self._choose_other)
        self.footer.insertWidget(0, self.choose_other)
        self.cancel.setText(tr("Quit"))
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * 72)
        self.add(self.state)
        self.on_confirm(self._read)
        if self._watch is not None:
            self._timer.start()

    def close_tasks(self) -> None:
        """Let the threads go."""
        self._timer.stop()
        self._tasks.close()

    @Slot()
    def _look(self) -> None:
        watch = self._watch
        assert watch is not None
        self._timer.stop()

        def work(_task: Task) -> Sign:
            with world(self._path):
                return watch.look()

        self._tasks.start(work, done=self._on_sign, failed=self._on_fault)

    def _on_sign(self, sign: Sign) -> None:
        if sign is Sign.FREE:
            self._leave_with(Choice.AGAIN)
            return
        if sign is Sign.ALIVE:
            self.state.setText(tr("It is in use there. When it is closed there, it opens here."))
        self._timer.start()

    def _on_fault(self, sentence: str) -> None:
        self.state.hide()
        self.show_problem(sentence)

    @Slot()
    def _read(self) -> None:
        self._leave_with(Choice.READ)

    @Slot()
    def _choose_other(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, tr("Choose a store"), "", tr("Stores (*.db)"))
        if chosen:
            self._leave_with(Path(chosen))

    def _leave_with(self, choice: Choice | Path) -> None:
        self._timer.stop()
        self.choice = choice
        self.accept()


def ask_how(path: Path, why: Elsewhere | ReadOnly) -> Choice | Path | None:
    """Ask what to do with a store that can't be changed here; another path, or None to quit."""
    dialog = NotWritableDialog(path, why)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    dialog.exec()
    dialog.close_tasks()
    dialog.deleteLater()
    return dialog.choice


def _words(path: Path, why: Elsewhere | ReadOnly) -> tuple[str, str]:
    """The title, and what it means."""
    if isinstance(why, Elsewhere):
        return tr("{name} is open on another computer", name=path.stem), why.holder.said(_ELSEWHERE, path)
    return tr("{name} can’t be changed", name=path.stem), tr(
        "The file or its folder can’t be written to. You can read, search and export it. To work in it, copy"
        " it to a folder of your own and open the copy."
    )
