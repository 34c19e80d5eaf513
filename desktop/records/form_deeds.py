"""What is done from a form with the whole record in it, and the dialogs for what is tied to the record."""

from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QApplication

from db.language import tr
from db.records import kind_fields
from desktop.records.form_frame import title_of
from desktop.records.form_writes import as_text, put, remove
from desktop.settings import Settings
from desktop.workspace import Workspace

if TYPE_CHECKING:
    from desktop.records.form import RecordForm


class FormDeeds(QObject):
    """Does things with the record of one form, after what is being typed was saved."""

    created = Signal(str)
    """The uid of a record that was added."""
    problem = Signal(str)
    open_requested = Signal(str, str)
    """Kind and uid of a record that a link in a dialog leads to."""

    def __init__(self, workspace: Workspace, settings: Settings, form: "RecordForm") -> None:
        super().__init__(form)
        self._workspace = workspace
        self._settings = settings
        self._form = form
        self._left: dict[tuple[str, ...], dict[str, Any]] = {}  # what was typed into dialogs and left

    @Slot()
    def show_history(self) -> None:
        """Show what was changed on the record, when and by whom."""
        from desktop.dialogs.history import HistoryDialog

        row = self._form.row
        if row is not None:
            self._form.commit()
            HistoryDialog(self._workspace, row.kind, row.uid, row.title, self._form).open()

    @Slot()
    def duplicate(self) -> None:
        """Add a copy of the record, without what it is tied to."""
        row = self._form.row
        if row is None:
            return
        self._form.commit()
        fields = kind_fields(row.kind)
        values = {name: row.values[name] for name, about in fields.items() if about.is_stored}
        change = partial(put, kind=row.kind, uid=str(uuid4()), values=values, whole=values)
        label = tr("Duplicate {title}", title=title_of(row, row.kind))
        self._workspace.write(label, change, done=self.created.emit, failed=self.problem.emit)

    @Slot()
    def delete(self) -> None:
        """Delete the record; undo brings it back with all that it is tied to."""
        row = self._form.row
        if row is not None:
            label = tr("Delete {title}", title=title_of(row, row.kind))
            change = partial(remove, kind=row.kind, uid=row.uid)
            self._workspace.write(label, change, failed=self.problem.emit)

    @Slot()
    def copy_as_text(self) -> None:
        """Put the record on the clipboard, a line for each field that says something."""
        if self._form.row is not None:
            QApplication.clipboard().setText(as_text(self._form.row))

    @Slot(str, str, object)
    def open_dialog(self, kind: str, uid: str, given: dict[str, Any]) -> None:
        """Show a record that is tied to this one, or begin one with what is `given`."""
        from desktop.dialogs.record_dialog import RecordDialog

        dialog = RecordDialog(self._workspace, self._settings, kind, uid, given, parent=self._form)
        dialog.open_requested.connect(self.open_requested)
        key = (kind, *map(str, given.values()))
        dialog.left.connect(partial(self._left.__setitem__, key))
        dialog.open()
        if not uid and self._left.get(key):
            dialog.retype(self._left.pop(key))
