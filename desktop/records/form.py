"""The form: one record, made from its fields alone, saved field by field, with all that it is tied to."""

from collections import Counter
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

from db.fields import Kind
from db.language import language, mark, tr
from db.queries import Ref, Row
from db.records import kind_fields, record_type
from db.understanding import Context, Understood
from db.unsaved import Typed, plain, unplain
from db.writer import Changes
from desktop.records.drafts import Drafts
from desktop.records.field_editors import Surroundings, Wishes
from desktop.records.field_row import FieldRow
from desktop.records.form_frame import FormFrame, title_of
from desktop.records.form_writes import as_text, put, remove
from desktop.records.record_reading import Reading, read_record, touched_by
from desktop.records.spec import TabSpec
from desktop.settings import Settings
from desktop.workspace import Workspace

_NOT_SAVED = mark("{field} of {title} was not saved: {why} What you typed is kept there.")


class RecordForm(QWidget):
    """One record to read and edit. What she leaves is saved; what can't be saved stays, with the reason."""

    open_requested = Signal(str, str)
    """Kind and uid of a record that a link leads to."""
    created = Signal(str)
    """The uid of a record that was begun here and is now in the store."""
    problem = Signal(str)
    left = Signal()
    """Esc, where it takes nothing back: she is done here."""
    saved = Signal(str)
    """The uid of the record of which a field was written."""
    turned = Signal()
    """Another record is shown from now on, a new one, or none."""
    settled = Signal()
    """All that was on its way into the store is written, or came back."""

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
        super().__init__(parent)
        self.kind = spec.kind
        self._workspace = workspace
        self._settings = settings
        self._spec = spec
        self._drafts = drafts
        self._uid = ""
        self._shown = ""  # the record that stands in the fields; another is on its way while they differ
        self._row: Row | None = None
        self._new = False
        self._given = dict(hidden or {})  # what a new record begins with
        self._new_uid = ""  # the record that was begun and is not in the store
        self._begun: dict[str, Any] = {}
        self._asked = 0
        self._waiting: Counter[str] = Counter()
        self._behind = False  # whether a field was on its way when the record was read last
        self._texts = Drafts()
        self._together: set[str] = set()  # fields that are written in one batch: they were put back as one
        self._gathered: list[tuple[FieldRow, dict[str, Any]]] | None = None
        self._unwritten: dict[tuple[str, ...], dict[str, Any]] = {}  # what was typed into dialogs and left
        self._touching = touched_by(self.kind)
        self.wishes = Wishes(self)
        around = Surroundings(workspace, self.kind, self._context, self.wishes)
        self.frame = FormFrame(around, spec, hidden=hidden or (), bare=drafts)
        self.body = self.frame.body
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._outer.addWidget(self.frame, 1)
        self._connect()

    def _connect(self) -> None:
        self.body.committed.connect(self._on_committed)
        self.body.stirred.connect(self._workspace.keeping.stir)
        self._workspace.keeping.watch(self)
        self.body.opened.connect(self._on_opened)
        self.body.add_requested.connect(self._on_add_requested)
        if self.frame.proposal is not None:
            self.frame.proposal.problem.connect(self.problem)
        header = self.frame.header
        header.history_requested.connect(self.show_history)
        header.duplicate_requested.connect(self.duplicate)
        header.delete_requested.connect(self.delete)
        header.copy_requested.connect(self.copy_as_text)
        self.frame.history_link.activated.connect(self.show_history)
        for each in self.frame.lists.values():
            each.open_requested.connect(self.open_requested)
            each.dialog_requested.connect(self._on_dialog_requested)
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

    @Slot()
    def commit(self) -> None:
        """Save what is being typed."""
        for row in self.body.rows():
            if row.is_touched():
                row.commit()

    def put_above(self, part: QWidget) -> None:
        """Let something stand over the record."""
        self._outer.insertWidget(0, part)

    def focus_first(self) -> None:
        """Put the keyboard into the first field."""
        if not self.frame.is_empty():
            self.body.focus_first()

    def typed(self) -> dict[str, Any]:
        """What stands in the fields of a draft and is not written yet, to be put back by `retype`."""
        return {row.field.name: row.draft() for row in self._touched()}

    def unwritten(self) -> list[Typed]:
        """All that is typed and not written, also into records that are not shown now."""
        return self._texts.all(self._typed(row) for row in self._touched())

    def unsaved(self) -> dict[str, list[str]]:
        """By the title of the record, the labels of the fields that hold what could not be saved."""
        found = self._texts.by_record()
        labels = [row.field.label for row in self._touched()]
        return ({self._title(): labels} if labels else {}) | found

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

    def forget_record(self, uid: str) -> None:
        """Let go of all that is typed into a record."""
        self._texts.forget(uid)
        if self._shown == uid:
            for row in self._touched():
                row.control().editor.cancel()

    @property
    def is_writing(self) -> bool:
        """Whether something is on its way into the store."""
        return self._texts.is_on_its_way()

    def retype(self, typed: Mapping[str, Any]) -> None:
        """Put back what `typed` told."""
        for name, value in typed.items():
            self.body.row(name).restore(value)
        self.body.focus_first()

    def save_draft(self) -> bool:
        """Write the new record in one batch; False, with the reason at its field, where that can't be."""
        touched = self._touched()
        missing = [row for row in self.body.shown_rows() if row.field.required and not row.is_touched()]
        values = dict(self._begun)
        for row in touched:
            understood = row.read()
            if understood.problem:
                row.refuse(understood.problem)
                row.edit()
                return False
            values |= row.control().changes(understood)
        for row in missing:
            row.refuse(tr("{field} is needed.", field=row.field.label))
        if missing:
            missing[0].edit()
            return False
        label = record_type(self.kind).about.words.create
        change = partial(put, kind=self.kind, uid=self._uid, values=values, whole=values)
        self._workspace.write(label, change, done=self._on_draft_saved, failed=self.problem.emit)
        return True

    @Slot()
    def show_history(self) -> None:
        """Show what was changed on the record, when and by whom."""
        from desktop.dialogs.history import HistoryDialog

        if self._row is not None:
            self.commit()
            HistoryDialog(self._workspace, self.kind, self._row.uid, self._row.title, self).open()

    @Slot()
    def duplicate(self) -> None:
        """Add a copy of the record, without what it is tied to."""
        if self._row is None:
            return
        self.commit()
        fields = kind_fields(self.kind)
        values = {name: self._row.values[name] for name, about in fields.items() if about.is_stored}
        change = partial(put, kind=self.kind, uid=str(uuid4()), values=values, whole=values)
        label = tr("Duplicate {title}", title=title_of(self._row, self.kind))
        self._workspace.write(label, change, done=self.created.emit, failed=self.problem.emit)

    @Slot()
    def delete(self) -> None:
        """Delete the record; undo brings it back with all that it is tied to."""
        if self._row is not None:
            label = tr("Delete {title}", title=title_of(self._row, self.kind))
            change = partial(remove, kind=self.kind, uid=self._row.uid)
            self._workspace.write(label, change, failed=self.problem.emit)

    @Slot()
    def copy_as_text(self) -> None:
        """Put the record on the clipboard, a line for each field that says something."""
        if self._row is not None:
            QApplication.clipboard().setText(as_text(self._row))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # In a dialog it is the dialog that Esc leaves.
        if event.key() == Qt.Key.Key_Escape and not self._drafts:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _context(self) -> Context:
        values = self._row.values if self._row is not None else self._begun
        places = (name for name, about in kind_fields(self.kind).items() if about.kind is Kind.COUNTRY)
        country = next((values[name] for name in places if values.get(name)), None)
        return Context(country=country, language=language(), day_first=True)

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

    def _set_aside(self) -> None:
        for row in self._touched():
            if self._texts.leave(self._typed(row), self._title()) and row.error():
                words = tr(_NOT_SAVED, field=row.field.label, title=self._title(), why=row.error())
                self.problem.emit(words)

    def _restore(self, texts: Sequence[Typed]) -> bool:
        """Put texts into the fields, the keyboard into the first of them; False where there are none."""
        if not texts:
            return False
        # All before the first is filled: a field that holds something is saved when the keyboard leaves it.
        for typed in texts:
            self.body.unfold(typed.field)
        for typed in texts:
            self.body.row(typed.field).restore(typed.draft)
        self._together = {typed.field for typed in texts}
        self.body.row(texts[0].field).edit()
        self._workspace.keeping.take(texts)
        return True

    def _touched(self) -> list[FieldRow]:
        return [row for row in self.body.rows() if row.is_touched()] if self._shown else []

    def _typed(self, row: FieldRow) -> Typed:
        """What stands in a row, as it is kept."""
        is_new = self._shown == self._new_uid
        given = self._given if is_new or self._drafts else None
        return Typed(
            self.kind,
            self._shown,
            row.field.name,
            row.draft(),
            plain(self.kind, row.stored()),
            None if given is None else plain(self.kind, given),
            is_new=is_new,
            in_dialog=self._drafts,
        )

    def _title(self) -> str:
        return title_of(self._row, self.kind)

    @Slot(str, object)
    def _on_committed(self, name: str, understood: Understood) -> None:
        row = self.body.row(name)
        changes = row.control().changes(understood)
        if self._drafts and self._new:
            row.hold()
        elif not changes or not self._shown:
            return
        elif self._gathered is not None:
            self._gathered.append((row, changes))
        else:
            self._gathered = [(row, changes)]
            if name in self._together:
                for other in self._touched():
                    if other.field.name in self._together:
                        other.commit()
            gathered, self._gathered = self._gathered, None
            self._write(
                [each for each, _ in gathered], {k: v for _, part in gathered for k, v in part.items()}
            )

    def _write(self, rows: Sequence[FieldRow], changes: dict[str, Any]) -> None:
        texts = [self._typed(row) for row in rows]
        self._texts.send(texts, self._title())
        self._waiting.update(row.field.name for row in rows)
        words = record_type(self.kind).about.words
        fields = ", ".join(row.field.label for row in rows)
        label = tr("Change {field} of {title}", field=fields, title=self._title())
        whole: dict[str, Any] = {}
        if self._new:
            # Fields may follow before the first is written: whichever is first creates the record.
            label = label if len(self._waiting) > 1 else words.create
            self._begun |= changes
            whole = dict(self._begun)
        change = partial(put, kind=self.kind, uid=self._shown, values=changes, whole=whole)
        failed = partial(self._on_not_written, texts)
        self._workspace.write(label, change, done=partial(self._on_written, texts), failed=failed)

    def _arrived(self, texts: Sequence[Typed]) -> None:
        self._waiting.subtract(typed.field for typed in texts)
        self._waiting += Counter()  # forgets those that are down to nothing
        self._workspace.keeping.stir()
        if not self.is_writing:
            self.settled.emit()

    def _on_written(self, texts: Sequence[Typed], uid: str) -> None:
        self._texts.arrive(texts)
        if uid == self._new_uid:
            self._new_uid = ""
            self._texts.created(uid)
        if self._new and uid == self._uid:
            self._new = False
            self._read()
            self.created.emit(uid)
        elif self._behind and not self._waiting:
            self._read()
        self.saved.emit(uid)
        self._arrived(texts)

    def _on_not_written(self, texts: Sequence[Typed], sentence: str) -> None:
        for typed in texts:
            if typed.uid != self._shown:
                self._texts.come_back(typed)
                self.problem.emit(sentence)
                continue
            self._texts.arrive([typed])
            row = self.body.row(typed.field)
            if row.draft() != typed.draft and not row.is_touched():
                row.restore(typed.draft)
            row.refuse(sentence)
        self._arrived(texts)

    def _on_draft_saved(self, uid: str) -> None:
        self._new = False
        self._new_uid = ""
        self.body.reset(self._begun, new=False)
        self.created.emit(uid)

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

    @Slot(str, str, object)
    def _on_dialog_requested(self, kind: str, uid: str, given: dict[str, Any]) -> None:
        from desktop.dialogs.record_dialog import RecordDialog

        dialog = RecordDialog(self._workspace, self._settings, kind, uid, given, parent=self)
        dialog.open_requested.connect(self.open_requested)
        key = (kind, *map(str, given.values()))
        dialog.left.connect(partial(self._unwritten.__setitem__, key))
        dialog.open()
        if not uid and self._unwritten.get(key):
            dialog.retype(self._unwritten.pop(key))
