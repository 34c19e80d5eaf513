"""What is typed is kept while it is typed, away from the window, so that a sudden end does not take it.

Who has unsaved texts says with `stir` that they are others now; soon after, they are asked for and written to
a file of their own, which waits for nothing that is written to the store.
"""

import weakref
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any, Protocol

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal, Slot
from shiboken6 import isValid

from db.errors import NeedsPassphrase, WorldError
from db.language import tr
from db.store import Store
from db.unsaved import Key, Typed, Unsaved
from desktop import crash

PAUSE_MS = 400
"""How long after the last key it is kept, in milliseconds."""

LONGEST_MS = 1_500
"""How long it is put off while she goes on typing, in milliseconds."""

AGAIN_MS = 5_000
"""How long after it could not be kept it is tried again, in milliseconds."""


class Source(Protocol):
    """Who may hold texts that are not written."""

    def unwritten(self) -> Iterable[Typed]:
        """All of them, as they stand now."""

    def forget_record(self, uid: str) -> None:
        """Let go of all that is typed into a record."""


class Keeping(QObject):
    """Keeps the unsaved texts of all its sources, and knows those that another run has left."""

    kept = Signal()
    """What is typed is safe, or it is known not to be."""
    problem = Signal(str)
    found = Signal()
    """`left` is another than before."""

    _carried_out = Signal(int)

    def __init__(self, store: Store, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.left: tuple[Typed, ...] = ()
        self._unsaved = Unsaved(store)
        self._sources: weakref.WeakSet[Any] = weakref.WeakSet()
        self._asked: tuple[Typed, ...] | None = ()  # what the file was last asked to keep; None: all anew
        self._taken: set[Key] = set()
        self._complaint = ""
        self._is_closed = False
        self._thread = ThreadPoolExecutor(1, "Keeper")
        self._work: dict[int, tuple[Callable[[], Any], Callable[[Any], None]]] = {}
        self._outcomes: dict[int, Any] = {}
        self._number = 0
        self._carried_out.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._pause, self._longest = QTimer(self), QTimer(self)
        for timer, wait in ((self._pause, PAUSE_MS), (self._longest, LONGEST_MS)):
            timer.setSingleShot(True)
            timer.setInterval(wait)
            timer.timeout.connect(self.flush)

    def watch(self, source: Source) -> None:
        """Ask this one, too, for as long as it is there."""
        self._sources.add(source)

    @Slot()
    def stir(self) -> None:
        """Something is typed that was not, or is not any more."""
        if self._is_closed:
            return
        self._pause.start(PAUSE_MS)
        if not self._longest.isActive():
            self._longest.start()

    @Slot()
    def flush(self) -> None:
        """Keep now what is typed now."""
        self._pause.stop()
        self._longest.stop()
        now = self._typed_now()
        if self._is_closed or (now == self._asked and not self._taken):
            return
        self._asked = now
        taken, self._taken = self._taken, set()
        self._start(partial(self._unsaved.keep, now, taken), partial(self._on_kept, taken))

    def look(self) -> None:
        """Find out what another run has left; `found` says when that is known and is something."""
        self._start(self._unsaved.left_over, self._on_found)

    def take(self, texts: Iterable[Typed]) -> None:
        """These stand in a form again, and are kept as what is typed there."""
        gone = {each.key for each in texts if each.run}
        if gone:
            self._taken |= gone
            self._let_go(gone)
        self.stir()

    def discard(self, texts: Iterable[Typed]) -> None:
        """Forget for good what another run has left."""
        gone = {each.key for each in texts}
        self._start(partial(self._unsaved.forget, gone), self._on_discarded)
        self._let_go(gone)

    def forget_record(self, uid: str) -> None:
        """Forget for good all that is typed into a record, here and in the file, as when it is erased."""
        for source in self._alive():
            source.forget_record(uid)
        self._start(partial(self._unsaved.forget_record, uid), self._on_discarded)
        self._let_go({each.key for each in self.left if each.uid == uid})
        self.stir()

    def finish(self) -> str:
        """Keep what is typed and wait until it is safe; answers why it is not, "" where it is."""
        self._complaint = ""
        self.flush()
        self._wait()
        return self._complaint

    def drop(self) -> None:
        """Forget all that is typed in this run, and ask nobody any more."""
        self._sources.clear()
        self.flush()

    def close(self) -> None:
        """Keep what is typed, and let go of the thread."""
        self.finish()
        self._is_closed = True
        self._pause.stop()
        self._longest.stop()
        self._thread.shutdown()

    def _alive(self) -> list[Source]:
        return [source for source in self._sources if isValid(source)]

    def _typed_now(self) -> tuple[Typed, ...]:
        found = {each.key: each for source in self._alive() for each in source.unwritten()}
        return tuple(found[key] for key in sorted(found))

    def _let_go(self, gone: set[Key]) -> None:
        self.left = tuple(each for each in self.left if each.key not in gone)
        self.found.emit()

    def _start(self, work: Callable[[], Any], done: Callable[[Any], None]) -> None:
        self._number += 1
        self._work[self._number] = work, done
        # The number, not the work, is what the other thread is handed: see the head of desktop/tasks.py.
        self._thread.submit(self._carry_out, self._number)

    def _carry_out(self, number: int) -> None:
        work, _ = self._work[number]
        try:
            self._outcomes[number] = work()
        except WorldError as error:
            self._outcomes[number] = error
        except Exception as error:
            self._outcomes[number] = WorldError(crash.report(error))
        self._carried_out.emit(number)

    @Slot(int)
    def _deliver(self, number: int) -> None:
        _, done = self._work.pop(number)
        done(self._outcomes.pop(number))

    def _wait(self) -> None:
        self._thread.submit(int).result()
        QCoreApplication.sendPostedEvents(self, QEvent.Type.MetaCall)

    def _on_kept(self, taken: set[Key], outcome: Any) -> None:
        if isinstance(outcome, WorldError):
            self._asked = None
            self._taken |= taken
            self._pause.start(AGAIN_MS)
            self._complain(outcome)
        else:
            self._complaint = ""
        self.kept.emit()

    def _complain(self, error: WorldError) -> None:
        words = tr("What is typed can't be kept for the case that Dateline ends suddenly. {why}", why=error)
        # A store that is locked is looked at again; nothing is wrong with it.
        if words != self._complaint and not isinstance(error, NeedsPassphrase):
            self.problem.emit(words)
        self._complaint = words

    def _on_found(self, outcome: Any) -> None:
        if isinstance(outcome, WorldError):
            self.problem.emit(str(outcome))
        elif outcome:
            self.left = outcome
            self.found.emit()

    def _on_discarded(self, outcome: Any) -> None:
        if isinstance(outcome, WorldError):
            self.problem.emit(str(outcome))
