"""Writing a workbook: what goes in, for whom, in which language, and where to."""

import datetime as dt
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QFileDialog,
    QFormLayout,
    QLabel,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from db.fields import Audience
from db.language import language, mark, tr, trn
from db.queries import View, column_fields
from db.records import record_type
from desktop.settings import Settings
from desktop.tasks import Task
from desktop.theme import SIZE, SPACE
from desktop.widgets.busy import BusyPanel
from desktop.widgets.titled_dialog import TitledDialog
from desktop.workspace import Workspace

if TYPE_CHECKING:
    from db.exchange.exporting import ExportReport
    from desktop.records.record_list import RecordList

AUDIENCES = (
    (Audience.INTERNAL, mark("Ourselves: everything")),
    (Audience.DELEGATION, mark("The Delegation: no notes, no personal data")),
    (Audience.PUBLIC, mark("The public: no phones and e-mails of people either")),
)
LANGUAGES = (("en", mark("English")), ("ru", mark("Russian")))


class ExportDialog(TitledDialog):
    """Chooses what to write, then writes it with progress; `finished_with` tells of the file."""

    finished_with = Signal(str)

    def __init__(
        self, workspace: Workspace, settings: Settings, listed: "RecordList", parent: QWidget | None = None
    ) -> None:
        super().__init__(tr("Export a workbook"), confirm=tr("Export…"), parent=parent)
        self._workspace = workspace
        self._settings = settings
        self._view: View = listed.view()
        self._ids: Sequence[int] = listed.ids()
        self._selected: Sequence[int] = listed.selected_ids()
        self._columns = listed.columns()
        self._described = listed.described()
        self._task: Task | None = None
        self._scope = QButtonGroup(self)
        self._all_columns = QCheckBox(tr("With all columns, also those that are not shown"))
        self._audience = _choice(AUDIENCES, settings.get("export/audience", Audience.DELEGATION.value))
        self._language = _choice(LANGUAGES, settings.get("export/language", language()))
        self._left_out = QLabel()
        self._busy = BusyPanel(tr("Writing the workbook"))
        self._lay_out_body()
        self._busy.cancelled.connect(self._stop)
        self._audience.currentIndexChanged.connect(self._say_what_is_left_out)
        self._scope.idToggled.connect(self._say_what_is_left_out)
        self.on_confirm(self._choose_file)
        self._say_what_is_left_out()

    def _lay_out_body(self) -> None:
        words = record_type(self._view.kind).about.words
        scopes = QVBoxLayout()
        scopes.setSpacing(SPACE.small)
        texts = [
            tr("What the list shows: {counted}", counted=words.counted(len(self._ids))),
            tr("The selected rows: {counted}", counted=words.counted(len(self._selected))),
            tr("The whole store, a sheet for each kind of record"),
        ]
        for place, text in enumerate(texts):
            button = QRadioButton(text)
            button.setEnabled(place != 1 or bool(self._selected))
            self._scope.addButton(button, place)
            scopes.addWidget(button)
        self._scope.button(1 if len(self._selected) > 1 else 0).setChecked(True)
        scopes.addWidget(self._all_columns)
        form = QFormLayout()
        form.setHorizontalSpacing(SPACE.large)
        form.setVerticalSpacing(SPACE.medium)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignRight)
        form.addRow(tr("What"), scopes)
        form.addRow(tr("For whom"), self._audience)
        form.addRow(tr("Headers in"), self._language)
        self._left_out.setProperty("role", "small")
        self._left_out.setWordWrap(True)
        self._left_out.setMinimumWidth(SIZE.reading)
        self._busy.hide()
        self.add(form)
        self.add(self._left_out)
        self.add(self._busy)

    @Slot()
    def _say_what_is_left_out(self) -> None:
        audience = Audience(self._audience.currentData())
        fields = column_fields(self._view.kind)
        names = fields if self._all_columns.isChecked() or self._scope.checkedId() == 2 else self._columns
        hidden = [fields[name].label for name in names if not audience.includes(fields[name].audience)]
        if not hidden:
            self._left_out.setText(tr("Nothing is left out."))
        else:
            self._left_out.setText(tr("Left out for them: {fields}.", fields=", ".join(hidden)))

    @Slot()
    def _choose_file(self) -> None:
        folder = Path(self._settings.get("folder", ""))
        what = (
            tr("Everything")
            if self._scope.checkedId() == 2
            else record_type(self._view.kind).about.words.plural
        )
        proposed = folder / f"{_file_name(what)} {dt.date.today():%Y-%m-%d}.xlsx"
        kinds = tr("Workbook (*.xlsx)") + (";;" + tr("Table (*.csv)") if self._scope.checkedId() != 2 else "")
        chosen, _ = QFileDialog.getSaveFileName(self, tr("Export a workbook"), str(proposed), kinds)
        if chosen:
            self._settings.put("folder", str(Path(chosen).parent))
            self.write(Path(chosen))

    def write(self, target: Path) -> None:
        """Write the workbook to `target` as chosen."""
        self._settings.put("export/audience", self._audience.currentData())
        self._settings.put("export/language", self._language.currentData())
        self.show_problem("")
        self.confirm.setEnabled(False)
        self._busy.show()
        self._task = self._workspace.tasks.start(
            self._work(target), done=self._on_done, failed=self._on_failed
        )
        self._task.progress.connect(self._on_progress)
        self._task.cancelled.connect(self._on_cancelled)

    def _work(self, target: Path) -> "Callable[[Task], ExportReport]":
        from db.exchange.exporting import export_store, export_view

        store, audience = self._workspace.store, Audience(self._audience.currentData())
        chosen, spoken = self._scope.checkedId(), self._language.currentData()
        columns = list(column_fields(self._view.kind)) if self._all_columns.isChecked() else self._columns
        ids = self._selected if chosen == 1 else self._ids
        described = tr("Selected rows") if chosen == 1 else self._described

        def work(task: Task) -> "ExportReport":
            if chosen == 2:
                return export_store(
                    store, target, audience=audience, language=spoken, progress=task.report,
                    cancelled=task.asked_to_stop,
                )  # fmt: skip
            return export_view(
                store, self._view, columns, target, ids=ids, audience=audience, language=spoken,
                described=described, progress=task.report, cancelled=task.asked_to_stop,
            )  # fmt: skip

        return work

    @Slot(int, int)
    def _on_progress(self, done: int, total: int) -> None:
        self._busy.set_progress(done, total or None)

    @Slot()
    def _stop(self) -> None:
        if self._task is not None:
            self._task.cancel()

    def _on_done(self, report: "ExportReport") -> None:
        rows = sum(count for _, _, count in report.sheets)
        text = trn(
            "{n} row was written to {path}.", "{n} rows were written to {path}.", rows, path=report.path
        )
        self.finished_with.emit(text)
        self.accept()

    def _on_failed(self, sentence: str) -> None:
        self._reset()
        self.show_problem(sentence)

    @Slot()
    def _on_cancelled(self) -> None:
        self._reset()

    def _reset(self) -> None:
        self._task = None
        self._busy.hide()
        self.confirm.setEnabled(True)

    def reject(self) -> None:
        """Leave; a workbook that is being written is stopped first and leaves nothing behind."""
        if self._task is not None:
            self._task.cancel()
        super().reject()


def _choice(choices: Sequence[tuple[str, str]], current: str) -> QComboBox:
    box = QComboBox()
    for code, text in choices:
        box.addItem(tr(text), str(code))
    box.setCurrentIndex(max(0, box.findData(current)))
    return box


def _file_name(text: str) -> str:
    return re.sub(r'[\\/:*?"<>|]+', "-", text).strip()
