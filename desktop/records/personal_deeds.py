"""What she does for one contact's rights: giving the person's data, and erasing the person for good."""

import datetime as dt
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Signal, Slot
from PySide6.QtWidgets import QFileDialog
from sqlalchemy.orm import Session

from db.errors import WorldError
from db.language import tr
from db.personal import erasing
from db.personal.outlook import Outlook, outlook
from db.queries import Row, one
from db.store import Store
from db.understanding.dates import in_words
from db.unsaved import Unsaved
from desktop.dialogs.erasing import EraseDialog
from desktop.records.personal_traces import forget_words
from desktop.records.record_list import RecordList
from desktop.settings import Settings
from desktop.tasks import Task
from desktop.workspace import Workspace


@dataclass(frozen=True)
class Done:
    """What an erasure came to, and what is left to say about backups."""

    erased: erasing.Erased
    cleared: bool
    problems: tuple[str, ...]


class PersonalDeeds(QObject):
    """Asks what must be asked and does it in the background."""

    told = Signal(str)
    problem = Signal(str)
    open_requested = Signal(str, str)

    def __init__(self, workspace: Workspace, settings: Settings, listed: RecordList) -> None:
        super().__init__(listed)
        self._workspace = workspace
        self._settings = settings
        self._list = listed

    @Slot()
    def give_data(self) -> None:
        """Ask for a file, and write all that is kept about the current contact to it."""
        uid = self._list.current_uid()
        if uid:
            self._workspace.read(partial(one, kind="contact", uid=uid), self._on_row)

    def _on_row(self, row: Row | None) -> None:
        if row is None:
            return
        dialog = QFileDialog(self._list.window(), tr("Give the data of {name}", name=row.title))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        filters = (
            tr("Both in an archive (*.zip)"),
            tr("A page to read (*.html)"),
            tr("For machines (*.json)"),
        )
        dialog.setNameFilters(filters)
        dialog.setDefaultSuffix("zip")
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        dialog.setDirectory(str(self._settings.get("folder", documents)))
        dialog.selectFile("data.zip")
        if dialog.exec():
            target = Path(dialog.selectedFiles()[0])
            work = partial(_give, store=self._workspace.store, uid=row.uid, target=target)
            self._workspace.tasks.start(work, done=self._on_given, failed=self.problem.emit, writes=True)

    def _on_given(self, target: Path) -> None:
        self.told.emit(tr("The data were written to {path}.", path=target))

    @Slot()
    def erase(self) -> None:
        """Show what erasing the current contact comes to, and ask."""
        uid = self._list.current_uid()
        if uid:
            look = partial(_look, uid=uid, store=self._workspace.store.path)
            self._workspace.read(look, self._on_seen, self.problem.emit)

    def _on_seen(self, seen: Outlook) -> None:
        dialog = EraseDialog(seen, self._list.window())
        dialog.open_requested.connect(self.open_requested)
        dialog.confirmed.connect(partial(self._erase, seen))
        dialog.open()

    def _erase(self, seen: Outlook, reason: str, backups: bool) -> None:
        forget_words(self._settings, seen.words)
        work = partial(_erase, store=self._workspace.store, uid=seen.uid, reason=reason, backups=backups)
        self._workspace.tasks.start(work, done=self._on_erased, failed=self.problem.emit, writes=True)

    def _on_erased(self, done: Done) -> None:
        if done.erased.unpurged:
            why = tr("The contact is erased; its last traces in the file go when Dateline is started next.")
            self.problem.emit(f"{why} {done.erased.unpurged}")
        elif done.problems:
            self.problem.emit(
                tr("The contact is erased, but not from every backup. {why}", why=done.problems[0])
            )
        elif done.cleared:
            self.told.emit(tr("The contact is erased, from the backups too."))
        else:
            day = in_words(done.erased.backups_until)
            self.told.emit(tr("The contact is erased; after {day} no backup holds it any more.", day=day))


def _look(session: Session, uid: str, store: Path) -> Outlook:
    return outlook(session, uid, dt.date.today(), store)


def _give(_task: Task, store: Store, uid: str, target: Path) -> Path:
    from db.personal.giving import give

    give(store, uid, target)
    return target


def _erase(task: Task, store: Store, uid: str, reason: str, backups: bool) -> Done:
    from db.personal import clearing

    uids = clearing.uids_of(store, uid)
    erased = erasing.erase(store, uid, reason)
    for each in uids:
        Unsaved(store).forget_record(each)
    problems: tuple[str, ...] = ()
    if backups:
        try:
            problems = tuple(clearing.clear(store, uids, progress=task.report))
        except WorldError as problem:
            problems = (str(problem),)
    return Done(erased, backups, problems)
