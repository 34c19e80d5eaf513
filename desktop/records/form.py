"""The form: one record, made from its fields alone, saved field by field, with all that it is tied to."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any
from uuid import uuid4

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QVBoxLayout,
    QWidget,
)

from db.language import tr
from db.queries import Ref, Row
from db.records import kind_fields, record_type
from db.unsaved import Typed, unplain
from db.writer import Changes
from desktop.records.form_deeds import FormDeeds
from desktop.records.form_writing import WritingForm
from desktop.records.record_reading import Reading, read_record, touched_by
from desktop.records.spec import TabSpec
from desktop.settings import Settings
from desktop.workspace import Workspace


class RecordForm(WritingForm):
    """One record to read and edit. What she leaves is saved; what can't be saved stays, with the reason."""

    open_requested = Signal(str, str)
    """Kind and uid of a record that a link leads to."""
    left = Signal()
    """Esc, where it takes nothing back: she is done here."""
    turned = Signal()
    """Another record is shown from now on, a new one, or none."""

    def __init__(
        self,
        workspace: Workspace,
        settings: Settings,
        spec: TabSpec,
        parent: QWidget | None = None,
        *,
        hidden: Mapping[str, Any] | None = None,
        drafts: bool = False,
    ) -> None:
        """`hidden` fields, with the values that are given, are not shown.

        With `drafts` a new record is only written by `save_draft`.
        """
        super().__init__(workspace, spec, parent, hidden=hidden or {}, drafts=drafts)
        self._asked = 0
        self._touching = touched_by(self.kind)
        self.deeds = FormDeeds(workspace, settings, self)
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._outer.addWidget(self.frame, 1)
        self._connect()

    def _connect(self) -> None:
        self.body.opened.connect(self._on_opened)
        self.body.add_requested.connect(self._on_add_requested)
        if self.frame.proposal is not None:
            self.frame.proposal.problem.connect(self.problem)
        header = self.frame.header
        header.history_requested.connect(self.deeds.show_history)
        header.duplicate_requested.connect(self.deeds.duplicate)
        header.delete_requested.connect(self.deeds.delete)
        header.copy_requested.connect(self.deeds.copy_as_text)
        self.frame.history_link.activated.connect(self.deeds.show_history)
        self.deeds.created.connect(self.created)
        self.deeds.problem.connect(self.problem)
        self.deeds.open_requested.connect(self.open_requested)
        for each in self.frame.lists.values():
            each.open_requested.connect(self.open_requested)
            each.dialog_requested.connect(self.deeds.open_dialog)
            each.problem.connect(self.problem)
        self._workspace.changed.connect(self._on_changed)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus_changed)

    @property
    def uid(self) -> str:
        """The record in the form; empty for none, and for a new one that is not saved yet."""
        return "" if self._new else self._uid

    @property
    def is_new(self) -> bool:
        """Whether it holds a record that is not in the store yet."""
        return self._new

    @property
    def row(self) -> Row | None:
        """The record as it was read last."""
        return self._row

    def show_record(self, uid: str) -> None:
        """Show a record; none for an empty uid. What was being typed is saved first."""
        if uid == self._uid:
            return
        self._leave()
        self._uid = uid
        self._new = False
        if uid:
            self._read()
        else:
            self._asked += 1
            self._forget()
            self.frame.show_empty()

    def begin_new(self, defaults: Mapping[str, Any] | None = None) -> None:
        """Start a record with an empty form, the keyboard in its first field."""
        self._begin({**self._spec.defaults, **(defaults or {})}, str(uuid4()))

    def _begin(self, given: dict[str, Any], uid: str) -> None:
        self._leave()
        self._asked += 1
        self._new = True
        self._uid = self._shown = self._new_uid = uid
        self._row = None
        self._given = given
        self._begun = dict(given)
        self.frame.header.show_new()
        self.frame.show_lists(None, reset=True)
        self.frame.show_foot(None)
        self.body.reset({**self._nothing(), **self._begun}, new=True)
        self.frame.show_full()
        if not self._restore(self._texts.take_new()):
            self.body.focus_first()

    def put_above(self, part: QWidget) -> None:
        """Let something stand over the record."""
        self._outer.insertWidget(0, part)

    def focus_first(self) -> None:
        """Put the keyboard into the first field."""
        if not self.frame.is_empty():
            self.body.focus_first()

    def put_back(self, texts: Sequence[Typed]) -> None:
        """Put what was typed into one record into its fields again; it is saved as one change."""
        first = texts[0]
        for typed in texts:
            self._texts.leave(typed, record_type(self.kind).about.words.singular)
        if first.is_new:
            self._begin(unplain(self.kind, first.given or {}), first.uid)
        elif self._uid == self._shown == first.uid:
            self._restore(self._texts.take(first.uid))
        else:
            self.show_record(first.uid)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # In a dialog it is the dialog that Esc leaves.
        if event.key() == Qt.Key.Key_Escape and not self._drafts:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _nothing(self) -> dict[str, Any]:
        return {name: about.empty for name, about in kind_fields(self.kind).items()}

    def _read(self) -> None:
        self._asked += 1
        look = partial(read_record, kind=self.kind, uid=self._uid)
        self._workspace.read(look, partial(self._on_read, self._asked))

    def _on_read(self, asked: int, reading: Reading) -> None:
        if asked != self._asked:
            return
        same = self._shown == reading.uid and not self.frame.is_empty()
        if not same or reading.row is None:
            self._set_aside()
        self._row = reading.row
        if reading.row is None:
            self._forget()
            self.frame.show_gone()
            return
        self._shown = reading.uid
        self.frame.header.show_row(reading.row)
        if same:
            self._behind = bool(self._waiting)
            self.body.show_values(reading.row.values, self._waiting)
        else:
            self.body.reset(reading.row.values, new=False)
            self.frame.scroll_to_top()
        self.frame.show_lists(reading, reset=not same)
        self.frame.show_foot(reading.row)
        self._remind(reading.row)
        self.frame.show_full()
        self._restore(self._texts.take(reading.uid))

    def _remind(self, row: Row) -> None:
        for each in self.body.shown_rows():
            if each.field.required and not each.error():
                missing = row.values.get(each.field.name) is None and not each.is_touched()
                each.remind(tr("{field} is still missing.", field=each.field.label) if missing else "")

    def _forget(self) -> None:
        self._row = None
        self._shown = ""

    def _leave(self) -> None:
        """Save what can be saved of the record in the form; keep the rest of what was typed for later."""
        self.turned.emit()
        self.commit()
        self._set_aside()
        self._together.clear()

    @Slot(object)
    def _on_changed(self, changes: Changes) -> None:
        if self._uid and not self._new and changes.kinds & self._touching:
            self._read()

    @Slot(QWidget, QWidget)
    def _on_focus_changed(self, old: QWidget | None, now: QWidget | None) -> None:
        if now is not None and now.window() is self.window():
            for row in self.body.rows():
                row.follow_focus(old, now)

    @Slot(object)
    def _on_opened(self, ref: Ref) -> None:
        self.open_requested.emit(ref.kind, ref.uid)

    @Slot(str)
    def _on_add_requested(self, key: str) -> None:
        self.frame.lists[key].start_adding()
        self.body.keep_in_sight(QApplication.focusWidget())
