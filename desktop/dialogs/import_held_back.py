"""The button that saves the rows of an import that were held back, for whoever has to mend them."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFileDialog, QPushButton, QWidget

from db.exchange.exporting import ExportReport
from db.exchange.held_back import held_back_rows, write_held_back
from db.exchange.plan import ImportPlan, State
from db.file_names import safe_name
from db.language import language, tr, trn
from desktop.tasks import Task
from desktop.workspace import Workspace


class HeldBackButton(QPushButton):
    """Asks for a name and saves the held-back rows of a plan under it; hidden while there are none."""

    saved = Signal(str)
    """A sentence about what was saved."""
    failed = Signal(str)
    """Why it could not be."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._plan: ImportPlan | None = None
        self.setAutoDefault(False)
        self.setToolTip(tr("Save the rows that were held back, with the reason."))
        self.clicked.connect(self._ask)
        self.hide()

    def show_plan(self, plan: ImportPlan | None) -> None:
        """Offer to save the held-back rows of a plan; None offers nothing."""
        self._plan = plan
        rows = held_back_rows(plan) if plan is not None else 0
        self.setText(trn("Save the {n} held-back row…", "Save the {n} held-back rows…", rows))
        self.setVisible(bool(rows))

    @Slot()
    def _ask(self) -> None:
        if self._plan is None:
            return
        name = tr("{name} (held back)", name=self._plan.path.stem)
        chosen, _ = QFileDialog.getSaveFileName(
            self,
            tr("Save held-back rows"),
            str(self._plan.path.with_name(safe_name(name, ".xlsx"))),
            tr("Workbooks ({endings})", endings="*.xlsx"),
        )
        if chosen:
            path = Path(chosen)
            self.save(path if path.suffix else path.with_suffix(".xlsx"))

    def save(self, path: Path) -> None:
        """Save the rows under a name, away from the window."""
        if self._plan is not None:
            work = _write(self._plan, path)
            self._workspace.tasks.start(work, done=self._on_saved, failed=self._on_not_saved)

    def _on_saved(self, report: ExportReport) -> None:
        self.saved.emit(
            trn(
                "{n} held-back row was saved to {name}.",
                "{n} held-back rows were saved to {name}.",
                report.rows,
                name=report.path.name,
            )
        )

    def _on_not_saved(self, sentence: str) -> None:
        self.failed.emit(sentence)


def _write(plan: ImportPlan, path: Path) -> Callable[[Task], ExportReport]:
    """Writes the held-back rows as they are now: the window may forget the others meanwhile."""
    held = []
    for sheet in plan.sheets:
        rows = [row for row in sheet.rows if row.state is State.HELD_BACK]
        held.append(replace(sheet, rows=rows, beside=[], missing=[]))
    kept, spoken = replace(plan, sheets=held), language()

    def work(_task: Task) -> ExportReport:
        return write_held_back(kept, path, spoken)

    return work
