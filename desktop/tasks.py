"""Slow work, away from the window: one place that runs it, with progress, cancel and one path for errors.

The threads are Python's own, and a thread never holds the last reference to anything: what a piece of work
was given, and what it came to, is kept by the window's thread until the other has let go. A widget, or a
task that is still emitting, would otherwise be destroyed in the wrong thread, which Qt does not survive.
Reads run side by side; writes one after the other, in the order in which they were asked for.
"""

import itertools
import threading
from collections.abc import Callable
from concurrent import futures
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal, Slot
from shiboken6 import isValid

from db.errors import Cancelled, WorldError
from desktop import crash

READERS = 3
"""How many reads run at once."""


class Task(QObject):
    """One piece of work under way. Its signals and callbacks arrive in the thread that started it."""

    done = Signal(object)
    failed = Signal(str)
    cancelled = Signal()
    progress = Signal(int, int)
    """Rows done, and of how many; the second is 0 while nobody knows."""

    _progressed = Signal(int, int)

    def __init__(self, work: "Callable[[Task], Any]") -> None:
        # Without a parent: its work and its callbacks may hold the last reference to whatever owns
        # `Tasks`, which would then destroy the task while that is being destroyed.
        super().__init__()
        self._work = work
        self._stop = threading.Event()
        # What the work emits in its own thread is handed over here: a plain function connected to a
        # signal would be called in the thread that emits.
        self._progressed.connect(self.progress)
        self._callbacks: dict[str, Callable[[Any], object]] = {}
        self._outcome: tuple[str, Any] = ("cancelled", None)

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

    def carry_out(self) -> None:
        """Do the work, in the thread that calls this, and remember what it came to."""
        try:
            self.report(0)
            self._outcome = ("done", self._work(self))
        except Cancelled:
            self._outcome = ("cancelled", None)
        except WorldError as error:
            self._outcome = ("failed", str(error))
        except Exception as error:
            self._outcome = ("failed", crash.report(error))

    def deliver(self) -> None:
        """Tell those who asked, in the window's thread, what the work came to."""
        outcome, result = self._outcome
        callback = self._callbacks.get(outcome)
        if callback is not None and _is_alive(callback):
            callback(result)
        if outcome == "cancelled":
            self.cancelled.emit()
        else:
            (self.done if outcome == "done" else self.failed).emit(result)


def _is_alive(callback: Callable[[Any], object]) -> bool:
    """Whether the object whose method this is still stands: a form may be closed before its answer comes."""
    while isinstance(callback, partial):
        callback = callback.func
    owner = getattr(callback, "__self__", None)
    return not isinstance(owner, QObject) or isValid(owner)


class Tasks(QObject):
    """Starts tasks and keeps them until they have ended."""

    failed = Signal(str)
    """The sentence of a task that nobody else listens to for failures."""
    busy = Signal(bool)
    """Whether a write is under way."""

    _carried_out = Signal(int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._numbers = itertools.count(1)
        self._running: dict[int, Task] = {}
        self._writes: set[int] = set()
        self._at_work: set[futures.Future[None]] = set()
        self._held: list[int] | None = None  # what waits until it is let go on; None where nothing has to
        self._readers = futures.ThreadPoolExecutor(READERS, "Reader")
        self._writer = futures.ThreadPoolExecutor(1, "Writer")
        self._carried_out.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._closed = False

    def start(
        self,
        work: Callable[[Task], Any],
        *,
        done: Callable[[Any], object] | None = None,
        failed: Callable[[str], object] | None = None,
        writes: bool = False,
        at_once: bool = False,
    ) -> Task:
        """Run `work` in another thread; `done` gets its result, `failed` a sentence, in this thread.

        `work` gets its task, to report progress to. Without `failed` the sentence goes to `Tasks.failed`.
        With `at_once` it is not held back.
        """
        task = Task(work)
        if done is not None:
            task.when("done", done)
        task.when("failed", failed if failed is not None else self.failed.emit)
        number = next(self._numbers)
        self._running[number] = task
        if writes:
            self._writes.add(number)
            self.busy.emit(True)
        if self._closed:
            self._carried_out.emit(number)
        elif self._held is not None and not at_once:
            self._held.append(number)
        else:
            self._submit(number)
        return task

    def hold(self) -> None:
        """Keep back all that is started from now on, until `let_go_on`; what was started before goes on."""
        if self._held is None:
            self._held = []

    def let_go_on(self) -> None:
        """Start what was kept back, in the order in which it came."""
        held, self._held = self._held or [], None
        for number in held:
            self._submit(number)

    def start_after_all(
        self,
        work: Callable[[], Any],
        *,
        done: Callable[[Any], object],
        failed: Callable[[str], object],
    ) -> Task:
        """Run `work` when all that was started before has ended; meant for while the rest is kept back."""
        before = tuple(self._at_work)

        def waiting(_task: Task) -> Any:
            futures.wait(before)
            return work()

        return self.start(waiting, done=done, failed=failed, at_once=True)

    def wait(self) -> None:
        """Until all that was started is done; for closing, so that nothing typed is lost."""
        while self._at_work:
            futures.wait(tuple(self._at_work))

    def close(self) -> None:
        """Wait for what was started, and let the threads go.

        What came too late to be told is told to nobody; what is started later is cancelled.
        """
        self._closed = True
        self._readers.shutdown()
        self._writer.shutdown()
        self._held = None
        self._running.clear()
        self._writes.clear()

    @property
    def is_writing(self) -> bool:
        """Whether a write is under way, or its outcome on the way."""
        return bool(self._writes)

    @property
    def is_idle(self) -> bool:
        """Whether nothing is under way; what is kept back is not."""
        return len(self._running) == len(self._held or ())

    def _submit(self, number: int) -> None:
        threads = self._writer if number in self._writes else self._readers
        at_work = threads.submit(self._carry_out, number)
        self._at_work.add(at_work)
        at_work.add_done_callback(self._at_work.discard)

    def _carry_out(self, number: int) -> None:
        # The number, not the task, is what the other thread is handed: see the head of this file.
        self._running[number].carry_out()
        self._carried_out.emit(number)

    @Slot(int)
    def _deliver(self, number: int) -> None:
        task = self._running.get(number)
        if task is None:
            return
        try:
            task.deliver()
        finally:
            self._running.pop(number, None)
            if number in self._writes:
                self._writes.discard(number)
                self.busy.emit(bool(self._writes))
