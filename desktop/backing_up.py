"""Backups that are made by themselves: at the start, during work, before what may go wrong, after work."""

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from db import backup
from db.backup.making import newest
from db.backup.naming import AFTER_WORK, DURING_WORK
from db.language import tr
from db.store import Store
from desktop.tasks import Task, Tasks

START_MS = 20_000
"""How long after the start the backups are looked after, in milliseconds: she is not to wait for that."""

LOOK_EVERY_MS = 15 * 60_000
"""How often it is looked whether work goes on without a backup, in milliseconds."""

HOURS = 4
"""For how long work goes on without a backup."""


class BackingUp(QObject):
    """Makes the backups of one store away from the window.

    One that fails neither stops her work nor is passed over: `problem` says so, once until one succeeds.
    Nothing is done for a store that is only read or that is locked.
    """

    problem = Signal(str)
    made = Signal()
    """Backups have been made or removed."""

    def __init__(self, store: Store, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._tasks = tasks
        self._is_told = False
        self._missing_told = False
        self._sitting: set[str] = set()
        self._look = QTimer(self)
        self._look.setInterval(LOOK_EVERY_MS)
        self._look.timeout.connect(self.look)
        self._first = QTimer(self)
        self._first.setSingleShot(True)
        self._first.setInterval(START_MS)
        self._first.timeout.connect(self.tidy)

    def start(self) -> None:
        """Look after the backups in a while, and again and again from then on."""
        self._first.start()
        self._look.start()

    def stop(self) -> None:
        """Start nothing any more."""
        self._first.stop()
        self._look.stop()

    def before(self, deed: str) -> None:
        """Make a backup before a deed, named as in `db.backup.naming`, that is asked for as a write next."""

        def work(_task: Task) -> None:
            if self._is_due():
                backup.backup_before(self._store, deed)

        self._start(work, writes=True)

    def before_first(self, deed: str) -> None:
        """The same before the first such deed since the store was opened."""
        if deed not in self._sitting:
            self._sitting.add(deed)
            self.before(deed)

    def after_work(self) -> None:
        """Make a backup where something was done since the last, and thin them; called when she leaves."""
        self.stop()

        def work(_task: Task) -> None:
            if self._is_due():
                backup.ensure(self._store, AFTER_WORK)
                backup.thin(self._store)

        self._start(work)

    @Slot()
    def tidy(self) -> None:
        """Back up what the last work left without a backup, and remove backups whose time is over."""

        def work(_task: Task) -> None:
            if not self._store.read_only and not self._store.is_locked:
                backup.tidy(self._store)

        self._start(work)

    @Slot()
    def look(self) -> None:
        """Make a backup where work has gone on for hours without one."""

        def work(_task: Task) -> None:
            if self._is_due() and not _is_recent(self._store):
                backup.ensure(self._store, DURING_WORK)
                backup.thin(self._store)

        self._start(work)

    def _is_due(self) -> bool:
        usable = not self._store.read_only and not self._store.is_locked
        return usable and not backup.is_held(self._store)

    def _start(self, work: Callable[[Task], None], *, writes: bool = False) -> None:
        self._tasks.start(work, done=self._on_done, failed=self._on_failed, writes=writes)

    def _on_done(self, _nothing: None) -> None:
        self._is_told = False
        self.made.emit()
        missing = backup.missing_folder(self._store.path)
        if missing is None:
            self._missing_told = False
        elif not self._missing_told:
            self._missing_told = True
            words = tr(
                "{missing} is not there, so backups go to {folder} until its disk is connected.",
                missing=missing,
                folder=backup.folder_of(self._store.path),
            )
            self.problem.emit(words)

    def _on_failed(self, sentence: str) -> None:
        if not self._is_told:
            self._is_told = True
            self.problem.emit(tr("No backup could be made. {reason}", reason=sentence))


def _is_recent(store: Store) -> bool:
    last = newest(store)
    return last is not None and (dt.datetime.now() - last.moment) < dt.timedelta(hours=HOURS)
