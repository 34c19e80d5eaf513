"""Bringing a workbook in: what was found in it, what comes of each row, then one batch to be undone."""

from pathlib import Path

from PySide6.QtCore import QTimer, Slot
from PySide6.QtGui import QAction, QShowEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QLabel, QStackedWidget, QVBoxLayout, QWidget

from db.exchange.inspection import READ_ENDINGS
from db.exchange.memory import Memory, remember
from db.exchange.merging import NO_CHOICES
from db.exchange.plan import SheetPlan, State
from db.language import tr, trn
from db.records import record_type
from desktop import icons
from desktop.dialogs import import_work
from desktop.dialogs.import_held_back import HeldBackButton
from desktop.dialogs.import_merge import Chosen
from desktop.dialogs.import_parts import ImportParts
from desktop.dialogs.import_states import counted
from desktop.dialogs.import_work import Change, Worked
from desktop.settings import IMPORT_MEMORY, Settings
from desktop.tasks import Task
from desktop.theme import SPACE
from desktop.widgets.busy import BusyPanel
from desktop.widgets.empty_state import EmptyState
from desktop.widgets.titled_dialog import TitledDialog
from desktop.workspace import Workspace

PAUSE_MS = 150
"""How long she must pause before the rows are worked out anew, in milliseconds."""

TELL_AFTER_MS = 300
"""After how long it is said that rows are being worked out; before that it would only flicker."""

WIDEST, HIGHEST = 1560, 960
"""The largest that the window opens by itself, in device-independent pixels; she may make it larger."""

LEAST_WIDTH, LEAST_HEIGHT = 960, 600
BESIDE_SCREEN = 64
"""How much of the screen stays in sight around the window."""


class ImportDialog(TitledDialog):
    """Reads a workbook, shows what will happen with each row, and does it when she says so.

    `kind_in_sight` is what a table goes into that she ticks though nothing tells what it holds.
    """

    def __init__(
        self,
        workspace: Workspace,
        settings: Settings,
        path: Path,
        kind_in_sight: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(" ", " ", confirm=tr("Import"), parent=parent)
        self._workspace = workspace
        self._settings = settings
        self._path = path
        self._worked: Worked | None = None
        self._changes: list[Change] = []
        self._decisions: dict[tuple[int, int], str] = {}
        self._choices = NO_CHOICES
        self._task: Task | None = None
        self._is_importing = False
        self.parts = ImportParts(workspace, settings, kind_in_sight)
        self.busy = BusyPanel()
        self.failure = EmptyState("file-alert-outline", "")
        self._pages = QStackedWidget()
        self.summary = QLabel()
        self.held_back = HeldBackButton(workspace)
        self._work_soon = _timer(self, PAUSE_MS)
        self._tell_soon = _timer(self, TELL_AFTER_MS)
        self._lay_out_pages()
        self._connect()
        self._size()
        self.read()

    def _lay_out_pages(self) -> None:
        self._pages.addWidget(self.parts)
        for page in (self.busy, self.failure):
            frame = QFrame()
            frame.setProperty("panel", True)
            column = QVBoxLayout(frame)
            column.addWidget(page)
            self._pages.addWidget(frame)
        again = QAction(icons.icon("refresh"), tr("Try again"), self)
        again.triggered.connect(self.read)
        other = QAction(icons.icon("folder-open-outline"), tr("Choose another…"), self)
        other.triggered.connect(self._choose_other)
        self.failure.set_actions([again, other])
        self.summary.setProperty("role", "muted")
        self.footer.insertWidget(0, self.summary, 1)
        self.footer.insertWidget(1, self.held_back)
        self.footer.setSpacing(SPACE.small)
        self.add(self._pages, 1)

    def _connect(self) -> None:
        self.on_confirm(self.carry_out)
        self.busy.cancelled.connect(self._stop)
        self.held_back.saved.connect(self.summary.setText)
        self.held_back.failed.connect(self.show_problem)
        self.parts.changed.connect(self._on_changed)
        self.parts.decided.connect(self._on_decided)
        self.parts.chosen.connect(self._on_chosen)
        self._work_soon.timeout.connect(self._work_out)
        self._tell_soon.timeout.connect(self._tell_working)
        self._workspace.changed.connect(self._on_store_changed)

    def _size(self) -> None:
        room = self.screen().availableSize()
        self.setMinimumSize(LEAST_WIDTH, LEAST_HEIGHT)
        kept = self._settings.get("import/size", [WIDEST, HIGHEST])
        self.resize(min(kept[0], room.width() - BESIDE_SCREEN), min(kept[1], room.height() - BESIDE_SCREEN))

    # Reading

    @Slot()
    def read(self) -> None:
        """Read the workbook from the beginning."""
        title = tr("Import {name}", name=self._path.name)
        self.setWindowTitle(title)
        self.title.setText(title)
        self._explain([])
        self._show_busy(tr("Reading {name}", name=self._path.name))
        work = import_work.read(self._workspace.store, self._path, self._memory())
        self._task = self._workspace.tasks.start(work, done=self._on_read, failed=self._on_not_read)
        self._task.progress.connect(self._on_progress)

    def _on_read(self, worked: Worked) -> None:
        self._task = None
        self._explain(worked.proposal.workbook.remarks)
        self._pages.setCurrentIndex(0)
        self.cancel.show()
        self._show_worked(worked)
        self.parts.preview.table.setFocus()

    def _on_not_read(self, sentence: str) -> None:
        self._task = None
        self._pages.setCurrentIndex(2)
        self.failure.set_words(tr("“{name}” could not be read", name=self._path.name), sentence)
        self.cancel.setText(tr("Close"))
        self.cancel.show()
        self.failure.buttons()[0].setFocus()

    def _explain(self, remarks: list[str]) -> None:
        safe = tr("Nothing is written before you press Import, and Undo takes all of it back.")
        self.explanation.setText(" ".join((safe, *remarks)))

    @Slot()
    def _choose_other(self) -> None:
        folder = str(self._path.parent)
        endings = " ".join(f"*{ending}" for ending in READ_ENDINGS)
        chosen, _ = QFileDialog.getOpenFileName(
            self, tr("Import a workbook"), folder, tr("Workbooks ({endings})", endings=endings)
        )
        if chosen:
            self._path = Path(chosen)
            self.read()

    # Deciding

    @property
    def is_working(self) -> bool:
        """Whether something is being read, worked out or written, or will be in a moment."""
        return self._task is not None or self._work_soon.isActive()

    def _show_worked(self, worked: Worked) -> None:
        before, self._worked = self._worked, worked
        self.parts.show_worked(worked)
        if before is not None:
            self._workspace.tasks.start(import_work.discard(before))
        self._show_what_confirm_does()

    @Slot(object)
    def _on_changed(self, change: Change) -> None:
        self._changes.append(change)
        self._work_later()

    @Slot(int, int, str)
    def _on_decided(self, place: int, row: int, uid: str) -> None:
        self._decisions[place, row] = uid
        self._work_later()

    @Slot(object)
    def _on_chosen(self, chosen: Chosen) -> None:
        self._choices = chosen.added_to(self._choices)
        self._work_later()

    @Slot()
    def _on_store_changed(self) -> None:
        if self._worked is not None and not self._is_importing:
            self._work_later()

    def _work_later(self) -> None:
        """Work the rows out anew once she pauses; what was under way is out of date."""
        if self._task is not None:
            self._task.cancel()
        self._task = None
        self.show_problem("")
        self.confirm.setEnabled(False)
        self._work_soon.start()
        self._tell_soon.start()

    @Slot()
    def _work_out(self) -> None:
        if self._worked is None:
            return
        changes = tuple(self._changes)
        work = import_work.work_out(
            self._workspace.store, self._worked.proposal, changes, dict(self._decisions), self._choices
        )
        self._task = self._workspace.tasks.start(work, failed=self._on_not_worked_out)
        self._task.done.connect(self._on_worked_out)
        self._task.progress.connect(self._on_progress)

    @Slot(object)
    def _on_worked_out(self, worked: Worked) -> None:
        if self.sender() is not self._task:
            return
        self._task = None
        self._changes.clear()
        self._tell_soon.stop()
        self.parts.preview.set_working("")
        self._show_worked(worked)

    def _on_not_worked_out(self, sentence: str) -> None:
        self._tell_soon.stop()
        self.parts.preview.set_working("")
        self.show_problem(sentence)

    @Slot()
    def _tell_working(self) -> None:
        self.parts.preview.set_working(tr("Working out what happens…"))

    def _show_what_confirm_does(self) -> None:
        if self._worked is None:
            return
        something = bool(self._worked.going_in or self._worked.deleted or self._worked.beside)
        self.confirm.setText(_confirm_words(self._worked))
        self.confirm.setEnabled(something)
        self.confirm.setVisible(True)
        self.summary.setText(_summary(self._worked))
        self.held_back.show_plan(self._worked.plan)
        self.confirm.setToolTip("" if something else self.summary.text())

    # Doing

    @Slot()
    def carry_out(self) -> None:
        """Bring the rows in, as one batch."""
        if self._worked is None or self._task is not None or self._is_importing:
            return
        self._is_importing = True
        self.show_problem("")
        rows = self._worked.going_in + self._worked.deleted
        self._show_busy(trn("Importing {n} row", "Importing {n} rows", rows))
        self._workspace.backups.before("import")
        work = import_work.bring_in(self._workspace.store, self._worked.plan)
        self._task = self._workspace.tasks.start(
            work, done=self._on_imported, failed=self._on_not_imported, writes=True
        )
        self._task.progress.connect(self._on_progress)
        self._task.cancelled.connect(self._on_stopped)

    def _on_imported(self, _done: list[SheetPlan]) -> None:
        self._task = None
        if self._worked is not None:
            self._settings.put(IMPORT_MEMORY, remember(self._worked.proposal, self._memory()))
        self.accept()

    def _memory(self) -> Memory:
        """What was chosen in earlier imports, by the headers of their tables."""
        kept = self._settings.get(IMPORT_MEMORY, {})
        return kept if isinstance(kept, dict) else {}

    def _on_not_imported(self, sentence: str) -> None:
        self._back_to_rows(sentence)

    @Slot()
    def _on_stopped(self) -> None:
        self._back_to_rows(tr("Stopped. Nothing was written."))

    def _back_to_rows(self, sentence: str) -> None:
        self._task = None
        self._is_importing = False
        self._pages.setCurrentIndex(0)
        self.cancel.show()
        self._show_what_confirm_does()
        self.show_problem(sentence)
        self.confirm.setFocus()

    # Waiting and leaving

    def _show_busy(self, title: str) -> None:
        self.busy.set_title(title)
        self.busy.set_progress(0, None, " ")
        self._pages.setCurrentIndex(1)
        self.summary.setText("")
        self.held_back.show_plan(None)
        self.confirm.hide()
        self.cancel.setText(tr("Cancel"))
        self.cancel.hide()

    @Slot(int, int)
    def _on_progress(self, done: int, total: int) -> None:
        if self.sender() is self._task and done:
            self.busy.set_progress(done, total or None)

    @Slot()
    def _stop(self) -> None:
        self.reject()

    def reject(self) -> None:
        """Leave. While rows are being brought in, stop that first: nothing of it is kept."""
        if self._task is not None:
            self._task.cancel()
        if not self._is_importing:
            super().reject()

    def done(self, result: int) -> None:
        """Remember the size and leave."""
        self._work_soon.stop()
        self._tell_soon.stop()
        self._settings.put("import/size", [self.width(), self.height()])
        self.parts.keep()
        super().done(result)
        if self._worked is not None:
            self.parts.forget()
            self._workspace.tasks.start(import_work.discard(self._worked))
            self._worked = None

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        parent = self.parentWidget()
        if parent is not None:
            place = self.frameGeometry()
            place.moveCenter(parent.window().frameGeometry().center())
            room = self.screen().availableGeometry()
            left = min(max(place.left(), room.left()), room.right() - place.width())
            top = min(max(place.top(), room.top()), room.bottom() - place.height())
            self.move(left, top)


def _confirm_words(worked: Worked) -> str:
    """What the button does: rows that go in, records that go, conflicts that it leaves as they are."""
    rows, deleted, still_open = worked.going_in, worked.deleted, worked.still_open
    parts = [trn("Import {n} row", "Import {n} rows", rows)] if rows else []
    if deleted and rows:
        parts.append(trn("delete {n}", "delete {n}", deleted))
    elif deleted:
        parts.append(trn("Delete {n} record", "Delete {n} records", deleted))
    if not parts:
        return tr("Import")
    if still_open:
        parts.append(trn("keep ours in {n} conflict", "keep ours in {n} conflicts", still_open))
    return ", ".join(parts)


def _summary(worked: Worked) -> str:
    """What will happen in one line, or why nothing will."""
    counts, beside, sheets = worked.states, worked.beside, worked.proposal.sheets
    if not any(sheet.table for sheet in sheets):
        return tr("There is no table in this workbook that could go in.")
    if not any(sheet.into for sheet in sheets):
        return tr("Nothing is ticked: choose on the left what goes in.")
    held = counts[State.HELD_BACK]
    stays = trn("{n} row held back stays out.", "{n} rows held back stay out.", held) if held else ""
    clashing = trn(
        "{n} conflict is undecided: ours stays.",
        "{n} conflicts are undecided: ours stays.",
        worked.still_open,
    )
    stays = " ".join(filter(None, (clashing if worked.still_open else "", stays)))
    if not worked.going_in and not worked.deleted and not beside:
        if counts[State.UNCHANGED] and not stays and counts[State.MISSING]:
            return trn(
                "Nothing is changed: {n} row is gone from it, and its record stays unless you tick it.",
                "Nothing is changed: {n} rows are gone from it, and their records stay unless you tick them.",
                counts[State.MISSING],
            )
        if counts[State.UNCHANGED] and not stays:
            return tr("There is nothing to import: everything in it is in the store already.")
        return " ".join(filter(None, (tr("There is nothing to import."), stays)))
    new = counts[State.NEW]
    told = {State.NEW: new, State.CHANGED: worked.going_in - new, State.DELETED: worked.deleted}
    parts = [counted(state, n) for state, n in told.items() if n]
    for kind, n in beside.items():
        parts.append(tr("{records} that they name", records=record_type(kind).about.words.counted(n)))
    return " ".join(filter(None, (tr("{parts}.", parts=", ".join(parts)), stays)))


def _timer(owner: ImportDialog, pause: int) -> QTimer:
    timer = QTimer(owner)
    timer.setSingleShot(True)
    timer.setInterval(pause)
    return timer
