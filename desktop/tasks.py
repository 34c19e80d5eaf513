"""Slow work, away from the window: one place that runs it, with progress, cancel and one path for errors.

A job is a `QRunnable` and a `Task`, the object that owns its signals: one that is both dies in the wrong
thread. Reads run side by side; writes one after the other, in the order in which they were asked for.
"""

import threading
from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal, Slot
from shiboken6 import isValid

from db.errors import Cancelled, WorldError
from desktop import crash


class Task(QObject):
    """One piece of work under way. Its signals and callbacks arrive in the thread that started it."""

    done = Signal(object)
    failed = Signal(str)
    cancelled = Signal()
    progress = Signal(int, int)
    """Rows done, and of how many; the second is 0 while nobody knows."""
    ended = Signal(object)
    """The task itself, whichever way it ended; comes last."""

    _progressed = Signal(int, int)
    _came_to = Signal(str, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._stop = threading.Event()
        # What the work emits in its own thread is handed over here: a plain function connected to a
        # signal would be called in the thread that emits.
        self._progressed.connect(self.progress)
        self._came_to.connect(self._deliver)
        self._callbacks: dict[str, Callable[[Any], object]] = {}

    def cancel(self) -> None:
        """Ask the work to stop; it does so at its next step and keeps nothing."""
        self._stop.set()

    def asked_to_stop(self) -> bool:
        """Whether the work is to stop; for the work itself to look at."""
        return self._stop.is_set()

    def report(self, done: int, total: int | None = None) -> None:
        """For the work itself: so many rows are done. Raises Cancelled when it is to stop."""
        if self.asked_to_stop():
            raise Cancelled
        self._progressed.emit(done, total or 0)

    def when(self, outcome: str, callback: Callable[[Any], object]) -> None:
        """Call `callback` with what the work came to, if that is `outcome`: "done" or "failed"."""
        self._callbacks[outcome] = callback

    @Slot(str, object)
    def _deliver(self, outcome: str, result: Any) -> None:
        callback = self._callbacks.get(outcome)
        if callback is not None and _is_alive(callback):
            callback(result)
        if outcome == "cancelled":
            self.cancelled.emit()
        else:
            (self.done if outcome == "done" else self.failed).emit(result)
        self.ended.emit(self)


def _is_alive(callback: Callable[[Any], object]) -> bool:
    """Whether the object whose method this is still stands: a form may be closed before its answer comes."""
    while isinstance(callback, partial):
        callback = callback.func
    owner = getattr(callback, "__self__", None)
    return not isinstance(owner, QObject) or isValid(owner)


class _Job(QRunnable):
    """Runs a function and tells its task what it came to."""

    def __init__(self, task: Task, work: Callable[[Task], Any]) -> None:
        super().__init__()
        self._task = task
        self._work = work

    def run(self) -> None:
        """Called by the thread pool."""
        outcome, result = self._outcome()
        self._task._came_to.emit(outcome, result)

    def _outcome(self) -> tuple[str, Any]:
        try:
            self._task.report(0)
            return "done", self._work(self._task)
        except Cancelled:
            return "cancelled", None
        except WorldError as error:
            return "failed", str(error)
        except Exception as error:
            return "failed", crash.report(error)


class Tasks(QObject):
    """Starts tasks and keeps them until they have ended."""

    failed = Signal(str)
    """The sentence of a task that nobody else listens to for failures."""
    busy = Signal(bool)
    """Whether a write is under way."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._running: set[Task] = set()
        self._writes: set[Task] = set()
        self._readers = QThreadPool(self)
        self._readers.setMaxThreadCount(3)
        self._writer = QThreadPool(self)
        self._writer.setMaxThreadCount(1)

    def start(
        self,
        work: Callable[[Task], Any],
        *,
        done: Callable[[Any], object] | None = None,
        failed: Callable[[str], object] | None = None,
        writes: bool = False,
    ) -> Task:
        """Run `work` in another thread; `done` gets its result, `failed` a sentence, in this thread.

        `work` gets its task, to report progress to. Without `failed` the sentence goes to `Tasks.failed`.
        """
        task = Task(self)
        if done is not None:
            task.when("done", done)
        task.when("failed", failed if failed is not None else self.failed.emit)
        task.ended.connect(self._forget)
        self._running.add(task)
        if writes:
            self._writes.add(task)
            self.busy.emit(True)
        (self._writer if writes else self._readers).start(_Job(task, work))
        return task

    def wait(self) -> None:
        """Until all that was started is done; for closing, so that nothing typed is lost."""
        self._readers.waitForDone()
        self._writer.waitForDone()

    @property
    def is_writing(self) -> bool:
        """Whether a write is under way, or its outcome on the way."""
        return bool(self._writes)

    @property
    def is_idle(self) -> bool:
        """Whether nothing is under way."""
        return not self._running

    @Slot(object)
    def _forget(self, task: Task) -> None:
        self._running.discard(task)
        if task in self._writes:
            self._writes.discard(task)
            self.busy.emit(bool(self._writes))
        task.deleteLater()
