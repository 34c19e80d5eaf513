"""A record in a dialog: parts and ties of another one, and kinds that are reached from where they matter."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from db.language import tr
from db.records import record_type
from desktop.records import tab_order
from desktop.records.form import RecordForm
from desktop.records.spec import TabSpec
from desktop.settings import Settings
from desktop.theme import SIZE
from desktop.widgets.titled_dialog import TitledDialog
from desktop.workspace import Workspace


class RecordDialog(TitledDialog):
    """A new record, written in one go by the filled button, or one that is there, saved field by field."""

    open_requested = Signal(str, str)
    """Kind and uid of a record that a link leads to; the dialog makes room for it."""
    created = Signal(str)
    left = Signal(object)
    """What stood in the fields of a new record that was not written after all, for `retype`."""

    def __init__(
        self,
        workspace: Workspace,
        settings: Settings,
        kind: str,
        uid: str,
        given: Mapping[str, Any],
        *,
        parent: QWidget | None = None,
    ) -> None:
        """`given` are the values that the record has from where the dialog was opened; they are not shown."""
        words = record_type(kind).about.words
        super().__init__(words.singular if uid else words.create, "", "" if uid else words.create, parent)
        self._closing: int | None = None  # what it is left with as soon as all is saved
        self._warned = False
        self.form = RecordForm(workspace, settings, TabSpec(kind), self, hidden=given, drafts=True)
        self.add(self.form, 1)
        self.resize(SIZE.label_column + SIZE.reading + SIZE.type_column, SIZE.reading)
        self.form.open_requested.connect(self._on_open_requested)
        self.form.created.connect(self._on_created)
        self.form.problem.connect(self._on_problem)
        self.form.settled.connect(self._on_settled)
        self.on_confirm(self._on_confirm)
        if uid:
            self.form.show_record(uid)
        else:
            self.form.begin_new(given)

    def retype(self, typed: Mapping[str, Any]) -> None:
        """Put back what `left` told."""
        self.form.retype(typed)

    def done(self, result: int) -> None:
        """Save what is being typed into a record that is there; tell what is left of one that is not.

        What can't be saved is not left without a word: only closing it again leaves it.
        """
        if self.form.is_new:
            self.left.emit(self.form.typed())
            super().done(result)
            return
        self.form.commit()
        if self.form.is_writing:
            self._closing = result
        else:
            self._leave(result)

    def _leave(self, result: int) -> None:
        if self.form.unsaved() and not self._warned:
            self._warned = True
            self.show_problem(tr("Not everything is saved. Close it again to leave without it."))
        else:
            super().done(result)

    @Slot()
    def _on_settled(self) -> None:
        result, self._closing = self._closing, None
        if result is not None:
            self._leave(result)

    @Slot(str)
    def _on_problem(self, sentence: str) -> None:
        self.show_problem(sentence)
        self.confirm.setEnabled(True)

    def focusNextPrevChild(self, next: bool) -> bool:
        """Go through the dialog as it is seen."""
        return tab_order.step(self, next, wraps=True) or super().focusNextPrevChild(next)

    @Slot()
    def _on_confirm(self) -> None:
        self.form.commit()
        self.confirm.setEnabled(not self.form.save_draft())

    @Slot(str)
    def _on_created(self, uid: str) -> None:
        self.created.emit(uid)
        self.accept()

    @Slot(str, str)
    def _on_open_requested(self, kind: str, uid: str) -> None:
        self.accept()
        self.open_requested.emit(kind, uid)
