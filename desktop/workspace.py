"""The open store as the window knows it: reads and writes elsewhere, one signal of what changed."""

import datetime as dt
from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, Signal, Slot
from sqlalchemy.orm import Session

from db.journal import clock_is_behind, to_redo, to_undo
from db.language import tr
from db.records.base import utc_now
from db.store import Store
from db.writer import Changes, Writer
from desktop.backing_up import BackingUp
from desktop.keeping import Keeping
from desktop.tasks import Task, Tasks

LOOK_EVERY_MS = 2_000
"""How often it is looked whether another program has written to the store, in milliseconds."""


class Workspace(QObject):
    """Hands out reads and writes of one store; every view refreshes from `changed` and from nothing else."""

    changed = Signal(object)
    """A `db.writer.Changes`, after each batch, in the window's thread."""
    problem = Signal(str)
    """A sentence about something that failed and that nobody else shows."""
    history_changed = Signal(str, str)
    """The labels of what undo and redo would do; empty where there is nothing."""
    saved = Signal(object)
    """When the last write was safe on the disk (local `datetime`); None while one is under way."""

    locked = Signal()
    """The key of the store was let go of: nothing is read or written until `unlock`."""
    unlocked = Signal()

    _announced = Signal(object)

    def __init__(self, store: Store, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.store = store
        self.tasks = Tasks(self)
        self.tasks.failed.connect(self.problem)
        self.backups = BackingUp(store, self.tasks, self)
        self.backups.problem.connect(self.problem)
        self.keeping = Keeping(store, self)
        self.keeping.problem.connect(self.problem)
        self.tasks.busy.connect(self._on_busy)
        self._announced.connect(self._on_announced)
        store.listeners.append(self._announce)
        self._labels = ("", "")
        self._version: int | None = None  # that of the store as it is shown; None until it was looked at
        self._complaint = ""
        self._clock_was_behind = False
        self._look = QTimer(self)
        self._look.setInterval(LOOK_EVERY_MS)
        self._look.timeout.connect(self.look_for_others)
        self._look.start()
        self.look_for_others()

    @property
    def read_only(self) -> bool:
        """Whether nothing can be changed: whoever would change something does not offer it."""
        return self.store.read_only

    def read(
        self,
        work: Callable[[Session], Any],
        done: Callable[[Any], object],
        failed: Callable[[str], object] | None = None,
    ) -> Task:
        """Run `work` with a session in another thread; `done` gets what it returns, in this one."""

        def reading(_task: Task) -> Any:
            with self.store.read() as session:
                return work(session)

        return self.tasks.start(reading, done=done, failed=failed)

    def write(
        self,
        label: str,
        change: Callable[[Writer], Any],
        done: Callable[[Any], object] | None = None,
        failed: Callable[[str], object] | None = None,
    ) -> Task:
        """Make one batch labelled `label` in another thread; `done` gets what `change` returns."""

        def writing(_task: Task) -> Any:
            with self.store.write(label) as writer:
                return change(writer)

        return self.tasks.start(writing, done=done, failed=failed, writes=True)

    @Slot()
    def undo(self) -> None:
        """Take back the latest batch."""
        self.tasks.start(self._undo, writes=True)

    @Slot()
    def redo(self) -> None:
        """Apply again what was taken back last."""
        self.tasks.start(self._redo, writes=True)

    def refresh_history(self) -> None:
        """Look up what undo and redo would do now."""
        if not self.read_only:
            self.read(_labels, self._on_labels)

    @Slot()
    def look_for_others(self) -> None:
        """Find out whether another program has written to the store; then everything is read anew."""
        known = self._version

        def look(_task: Task) -> tuple[int | None, int, dt.datetime | None]:
            version = self.store.version()
            with self.store.read() as session:
                return known, version, clock_is_behind(session, utc_now())

        self.tasks.start(look, done=self._on_looked, failed=self._on_not_looked)

    def alone(
        self, work: Callable[[], Any], done: Callable[[Any], object], failed: Callable[[str], object]
    ) -> Task:
        """Run `work` in another thread when all else has ended; what is asked for meanwhile comes after."""
        self._stand_still()
        return self.tasks.start_after_all(
            work, done=partial(self._go_on_to, done), failed=partial(self._go_on_to, failed)
        )

    def lock(self) -> None:
        """Let go of the store's key when all that is under way has ended; `locked` says when.

        What is asked for from now on comes after `unlock`.
        """
        # What is typed and not written comes back even if Dateline is killed while it is locked.
        self.keeping.finish()
        self._stand_still()
        self.tasks.start_after_all(self.store.lock, done=self._on_locked, failed=self._on_not_locked)

    def unlock(self, passphrase: str, failed: Callable[[str], object]) -> None:
        """Open the store again and go on with what was asked for meanwhile; `failed` gets a sentence."""

        def unlocking(_task: Task) -> None:
            self.store.unlock(passphrase)

        self.tasks.start(unlocking, done=self._on_unlocked, failed=failed, at_once=True)

    def finish(self) -> None:
        """Wait for what is under way, and for what it came to."""
        self.tasks.wait()
        # What the other threads have said arrives in this one as an event.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.MetaCall)

    def close(self) -> None:
        """Finish what is under way, then let go of the store."""
        self._look.stop()
        self.tasks.close()
        self.keeping.close()
        self.store.listeners.remove(self._announce)
        self.store.close()

    def _stand_still(self) -> None:
        self._look.stop()
        self.tasks.hold()

    def _go_on(self) -> None:
        self.tasks.let_go_on()
        self._look.start()

    def _go_on_to(self, callback: Callable[[Any], object], result: Any) -> None:
        self._go_on()
        callback(result)

    def _on_locked(self, _nothing: object) -> None:
        self.locked.emit()

    def _on_not_locked(self, sentence: str) -> None:
        self._go_on()
        self.unlocked.emit()
        self.problem.emit(sentence)

    def _on_unlocked(self, _nothing: object) -> None:
        self._go_on()
        self.unlocked.emit()
        self.look_for_others()

    def _undo(self, _task: Task) -> str | None:
        return self.store.undo()

    def _redo(self, _task: Task) -> str | None:
        return self.store.redo()

    def _announce(self, changes: Changes) -> None:
        self._announced.emit(changes)

    def _on_looked(self, seen: tuple[int | None, int, dt.datetime | None]) -> None:
        known, version, newest = seen
        self._complaint = ""
        self._mind_the_clock(newest)
        if self._version is None:
            self._version = version
        elif known == self._version != version and not self.tasks.is_writing:
            self._on_announced(Changes(version, "", everything=True))

    def _mind_the_clock(self, newest: dt.datetime | None) -> None:
        """Say once that the computer's clock is behind what was written last; changes stay in order."""
        if newest is not None and not self._clock_was_behind:
            moment = newest.replace(tzinfo=dt.UTC).astimezone()
            words = tr(
                "By this computer's clock the last change, of {moment}, is still to come. Check the clock.",
                moment=f"{moment:%d.%m.%Y %H:%M}",
            )
            self.problem.emit(words)
        self._clock_was_behind = newest is not None

    def _on_not_looked(self, sentence: str) -> None:
        if sentence != self._complaint:
            self._complaint = sentence
            self.problem.emit(sentence)

    @Slot(object)
    def _on_announced(self, changes: Changes) -> None:
        # A store that was restored has another journal: 0 stands for no batch of this one.
        self._version = changes.batch or None
        self.changed.emit(changes)
        self.refresh_history()

    @Slot(bool)
    def _on_busy(self, busy: bool) -> None:
        self.saved.emit(None if busy else dt.datetime.now())

    def _on_labels(self, labels: tuple[str, str]) -> None:
        if labels != self._labels:
            self._labels = labels
            self.history_changed.emit(*labels)


def _labels(session: Session) -> tuple[str, str]:
    undo, redo = to_undo(session), to_redo(session)
    return (undo.label if undo else "", redo.label if redo else "")
