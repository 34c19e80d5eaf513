"""Looking for twins in the background, one kind of record after the other."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from db.duplicates import Survey
from desktop.dialogs.duplicates_work import looking
from desktop.tasks import Task
from desktop.workspace import Workspace


class TwinSearch(QObject):
    """What was found, by kind, and what is still to be looked for."""

    counted = Signal(str, int)
    """A kind of record, and how many there are to be compared."""
    found = Signal(str)
    stopped = Signal()
    problem = Signal(str)

    def __init__(self, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.surveys: dict[str, Survey] = {}
        self._queue: list[str] = []
        self._task: Task | None = None

    def start(self, kinds: Sequence[str]) -> None:
        """Look for the twins of these kinds, in this order."""
        self._queue += [kind for kind in kinds if kind not in self._queue]
        self._go_on()

    def hurry(self, kind: str) -> None:
        """Take a kind next."""
        if kind in self._queue[1:]:
            self._queue.remove(kind)
            self._queue.insert(1, kind)

    def is_under_way(self, kind: str) -> bool:
        """Whether the twins of a kind are looked for, or will be."""
        return kind in self._queue

    @Slot()
    def stop(self) -> None:
        """Look no further; what was found stays."""
        if self._task is not None:
            self._task.cancel()

    def _go_on(self) -> None:
        if self._task is not None or not self._queue:
            return
        kind = self._queue[0]
        look, done = looking(self._workspace.store, kind), partial(self._on_found, kind)
        self._task = self._workspace.tasks.start(look, done=done, failed=self._on_failed)
        self._task.progress.connect(self._on_progress)
        self._task.cancelled.connect(self._on_cancelled)

    @Slot(int, int)
    def _on_progress(self, _done: int, total: int) -> None:
        if total and self._queue:
            self.counted.emit(self._queue[0], total)

    def _on_found(self, kind: str, survey: Survey) -> None:
        if self._task is not None and self._task.asked_to_stop():
            self._on_cancelled()  # it was through before it heard of it
            return
        self.surveys[kind] = survey
        self._task = None
        del self._queue[0]
        self.found.emit(kind)
        self._go_on()

    def _on_failed(self, sentence: str) -> None:
        self._on_cancelled()
        self.problem.emit(sentence)

    @Slot()
    def _on_cancelled(self) -> None:
        self._task = None
        self._queue.clear()
        self.stopped.emit()
