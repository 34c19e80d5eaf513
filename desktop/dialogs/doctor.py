"""Checking the store: how far it is, then what was found, in words."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStackedWidget, QWidget

from db.doctor import Difference, Finding, Severity, examine_closely, look_around, put_back
from db.language import tr, trn
from desktop import icons
from desktop.tasks import Task
from desktop.theme import SIZE
from desktop.widgets.busy import BusyPanel
from desktop.widgets.empty_state import EmptyState
from desktop.widgets.titled_dialog import TitledDialog
from desktop.workspace import Workspace

Found = tuple[list[Finding], list[Difference]]

_ICONS = {
    Severity.ERROR: ("alert-circle-outline", "danger"),
    Severity.WARNING: ("alert-outline", "warning"),
    Severity.NOTE: ("information-outline", "muted"),
}


class DoctorDialog(TitledDialog):
    """Examines the store away from the window, mends what is derived and lists what it found.

    Where records are not what their history says, the filled button puts back what that says, as one change
    that can be undone.
    """

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(
            tr("Check the store"),
            tr(
                "Every record is compared with its history, every link is followed, and titles and "
                "the search are mended where they are wrong."
            ),
            parent=parent,
        )
        self._workspace = workspace
        self._task: Task | None = None
        self._differences: list[Difference] = []
        self.busy = BusyPanel(tr("Checking the store"))
        self.busy.cancelled.connect(self._stop)
        self.list = QListWidget()
        self.list.setWordWrap(True)
        self.list.setAccessibleName(tr("What was found"))
        self.well = EmptyState(
            "check-circle-outline",
            tr("The store is in order"),
            tr("All records agree with their history, and every link leads somewhere."),
        )
        self.pages = QStackedWidget()
        for page in (self.busy, self.list, self.well):
            self.pages.addWidget(page)
        self.add(self.pages, 1)
        self.confirm.clicked.connect(self.put_back)
        self.resize(2 * SIZE.reading, SIZE.reading)
        self.examine()

    def examine(self) -> None:
        """Begin the examination."""
        store = self._workspace.store

        def work(task: Task) -> Found:
            findings, differences = examine_closely(store, not store.read_only, task.report)
            return [*findings, *look_around(store)], differences

        self.confirm.hide()
        self.busy.set_title(tr("Checking the store"))
        self.pages.setCurrentWidget(self.busy)
        self._task = self._workspace.tasks.start(work, done=self._on_found, failed=self._on_failed)
        self._task.progress.connect(self._on_progress)
        self._task.cancelled.connect(self.close)

    @Slot()
    def put_back(self) -> None:
        """Make the records what their history says of them, then look again."""
        store, wanted = self._workspace.store, self._differences

        def work(_task: Task) -> int:
            return put_back(store, wanted)

        self.confirm.setEnabled(False)
        self._workspace.tasks.start(work, done=self._on_put_back, failed=self._on_failed, writes=True)

    def done(self, result: int) -> None:
        """Close it, and stop what is under way."""
        self._stop()
        super().done(result)

    @Slot()
    def _stop(self) -> None:
        if self._task is not None:
            self._task.cancel()

    @Slot(int, int)
    def _on_progress(self, done: int, total: int) -> None:
        words = tr("{done} of {total} steps", done=done, total=total) if total else ""
        self.busy.set_progress(done, total or None, words or tr("Looking at the file…"))

    def _on_found(self, found: Found) -> None:
        self._task = None
        findings, differences = found
        self._differences = [each for each in differences if each.can_be_put_back]
        self._list(findings)
        count = len(self._differences)
        if count and not self._workspace.store.read_only:
            self.confirm.setText(
                trn(
                    "Put back what the history says of {n} record",
                    "Put back what the history says of {n} records",
                    count,
                )
            )
            self.confirm.setEnabled(True)
            self.confirm.show()

    def _list(self, findings: Sequence[Finding]) -> None:
        self.list.clear()
        if not findings:
            self.pages.setCurrentWidget(self.well)
            return
        if all(finding.severity is Severity.NOTE or finding.rule == "backups" for finding in findings):
            self._say("check-circle-outline", "good", tr("The records are in order."))
        for finding in findings:
            icon, colour = ("check", "good") if finding.mended else _ICONS[finding.severity]
            mended = f"{finding.message} {tr('It was put right.')}"
            self._say(icon, colour, mended if finding.mended else finding.message)
        self.pages.setCurrentWidget(self.list)

    def _say(self, icon: str, colour: str, sentence: str) -> None:
        item = QListWidgetItem(icons.icon(icon, colour), sentence)
        item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
        self.list.addItem(item)

    def _on_put_back(self, _count: int) -> None:
        self.examine()

    def _on_failed(self, sentence: str) -> None:
        self._task = None
        self.pages.setCurrentWidget(self.list)
        self.show_problem(sentence)
