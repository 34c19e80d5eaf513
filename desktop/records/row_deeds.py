"""What she does with the selected rows: copy, paste, delete, duplicate, change a field on all of them."""

from array import array
from typing import Any

from PySide6.QtCore import QMimeData, QObject, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from db.language import tr
from db.understanding import Context
from desktop.dialogs.change_many import ChangeManyDialog
from desktop.dialogs.paste import PasteDialog
from desktop.records import list_deeds
from desktop.records.clipboard import Clip, cells_of
from desktop.records.list_difference import Ids
from desktop.records.paste_plan import PastePlan, Target
from desktop.records.table_view import RecordTableView
from desktop.widgets.titled_dialog import TitledDialog
from desktop.workspace import Workspace

ASK_FROM = 20
"""More records than this are not deleted without asking, though undo brings them back."""


class RowDeeds(QObject):
    """Does what is asked for in the background; each is one batch, which undo takes back."""

    came = Signal(str)
    """The uid of a record that is to be shown now: a copy, the first row pasted."""
    problem = Signal(str)

    def __init__(self, workspace: Workspace, table: RecordTableView, how: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._table = table
        self._records = table.records
        self._kind = table.records.kind
        self._how = how
        self._panel = parent

    def selected_ids(self) -> Ids:
        """The ids of the selected rows, in the order of the list."""
        ids = self._records.ids()
        chosen = array("q")
        for first, last in self._table.selected_places():
            chosen += ids[first : last + 1]
        return chosen

    @Slot()
    def copy(self) -> None:
        """Put the selected rows on the clipboard, with a header, as Excel takes them."""
        ids = self.selected_ids()
        if ids:
            work = list_deeds.copying(self._kind, ids, self._records.columns(), self._how)
            self._workspace.read(work, self._on_copied)

    def _on_copied(self, made: Clip) -> None:
        data = QMimeData()
        data.setText(made.text)
        data.setHtml(made.html)
        QGuiApplication.clipboard().setMimeData(data)

    @Slot()
    def paste(self) -> None:
        """Paste rows from the clipboard: by their header where there is one, else over what is here."""
        cells = cells_of(QGuiApplication.clipboard().text())
        if not cells:
            self.problem.emit(tr("There is nothing to paste. Copy rows in Excel first."))
            return
        here = self._table.currentIndex()
        columns = self._records.columns()[max(0, here.column()) :]
        target = Target(self._kind, columns, self._records.ids()[max(0, here.row()) :][: len(cells)])
        self._workspace.read(list_deeds.planning(target, cells, self._how), self._on_planned)

    def _on_planned(self, made: PastePlan) -> None:
        if not made.findings:
            self._write_paste(made)
            return
        dialog = PasteDialog(made, self._panel.window())
        dialog.confirmed.connect(self._write_paste)
        dialog.open()

    @Slot(object)
    def _write_paste(self, made: PastePlan) -> None:
        label, change = list_deeds.pasting(made)
        self._workspace.write(label, change, self._on_pasted, self.problem.emit)

    def _on_pasted(self, uids: list[str]) -> None:
        if uids:
            self.came.emit(uids[0])

    @Slot()
    def delete(self) -> None:
        """Delete the selected rows; many only after asking."""
        ids = self.selected_ids()
        if len(ids) <= ASK_FROM:
            self._delete(ids)
            return
        label, _ = list_deeds.deleting(self._kind, ids)
        hint = tr("What is tied to them goes, too. Undo brings all of it back.")
        dialog = TitledDialog(label, hint, label, self._panel.window())
        dialog.on_confirm(self._delete_now)
        dialog.on_confirm(dialog.accept)
        dialog.open()

    @Slot()
    def _delete_now(self) -> None:
        self._delete(self.selected_ids())

    def _delete(self, ids: Ids) -> None:
        if ids:
            label, change = list_deeds.deleting(self._kind, ids)
            self._workspace.write(label, change, failed=self.problem.emit)

    @Slot(str)
    def duplicate(self, uid: str) -> None:
        """Add a copy of a record, and go to it."""
        if uid:
            label, change = list_deeds.duplicating(self._kind, uid)
            self._workspace.write(label, change, self.came.emit, self.problem.emit)

    @Slot()
    def change(self) -> None:
        """Ask for a field and its new value, and change it on all selected rows."""
        count = self._table.selected_count()
        if count:
            dialog = ChangeManyDialog(self._workspace, self._kind, count, self._how, self._panel.window())
            dialog.confirmed.connect(self._change)
            dialog.open()

    @Slot(dict)
    def _change(self, values: dict[str, Any]) -> None:
        label, change = list_deeds.changing(self._kind, self.selected_ids(), values)
        self._workspace.write(label, change, failed=self.problem.emit)
