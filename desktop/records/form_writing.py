"""What becomes of what is typed into a form: it is written, or it stays and is kept with the reason."""

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from db.fields import Kind
from db.language import language, mark, tr
from db.queries import Row
from db.records import kind_fields, record_type
from db.understanding import Context, Understood
from db.unsaved import Typed, plain
from desktop.records.drafts import Drafts
from desktop.records.field_editors import Surroundings, Wishes
from desktop.records.field_row import FieldRow
from desktop.records.form_frame import FormFrame, title_of
from desktop.records.form_writes import put
from desktop.records.spec import TabSpec
from desktop.workspace import Workspace

_NOT_SAVED = mark("{field} of {title} was not saved: {why} What you typed is kept there.")


class WritingForm(QWidget):
    """The fields of one record, and the way of what is typed there into the store."""

    created = Signal(str)
    """The uid of a record that was begun here and is now in the store."""
    problem = Signal(str)
    saved = Signal(str)
    """The uid of the record of which a field was written."""
    settled = Signal()
    """All that was on its way into the store is written, or came back."""

    def __init__(
        self,
        workspace: Workspace,
        spec: TabSpec,
        parent: QWidget | None,
        *,
        hidden: Mapping[str, Any],
        drafts: bool,
    ) -> None:
        """With `drafts` a new record, with the `hidden` values, is only written by `save_draft`."""
        super().__init__(parent)
        self.kind = spec.kind
        self._workspace = workspace
        self._spec = spec
        self._drafts = drafts
        self._uid = ""
        self._shown = ""  # the record that stands in the fields; another is on its way while they differ
        self._row: Row | None = None
        self._new = False
        self._new_uid = ""  # the record that was begun and is not in the store
        self._given = dict(hidden)  # what a new record begins with
        self._begun: dict[str, Any] = {}
        self._waiting: Counter[str] = Counter()
        self._behind = False  # whether a field was on its way when the record was read last
        self._texts = Drafts()
        self._together: set[str] = set()  # fields that are written in one batch: they were put back as one
        self._gathered: list[tuple[FieldRow, dict[str, Any]]] | None = None
        self.wishes = Wishes(self)
        around = Surroundings(workspace, self.kind, self._context, self.wishes)
        self.frame = FormFrame(around, spec, hidden=hidden, bare=drafts)
        self.body = self.frame.body
        self.body.committed.connect(self._on_committed)
        self.body.stirred.connect(workspace.keeping.stir)
        workspace.keeping.watch(self)

    def _read(self) -> None:
        """Read the record anew."""
        raise NotImplementedError

    @property
    def is_writing(self) -> bool:
        """Whether something is on its way into the store."""
        return self._texts.is_on_its_way()

    @Slot()
    def commit(self) -> None:
        """Save what is being typed."""
        for row in self.body.rows():
            if row.is_touched():
                row.commit()

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

    def forget_record(self, uid: str) -> None:
        """Let go of all that is typed into a record."""
        self._texts.forget(uid)
        if self._shown == uid:
            for row in self._touched():
                row.control().editor.cancel()

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

    def _set_aside(self) -> None:
        for row in self._touched():
            if self._texts.leave(self._typed(row), self._title()) and row.error():
                words = tr(_NOT_SAVED, field=row.field.label, title=self._title(), why=row.error())
                self.problem.emit(words)

    def _restore(self, texts: Sequence[Typed]) -> bool:
        """Put texts into the fields; False where there are none.

        What she left in this run is tried again; what is left from another waits for her, keyboard and all.
        """
        if not texts:
            return False
        for typed in texts:
            self.body.show_field(typed.field)
            self.body.row(typed.field).restore(typed.draft)
        self._together = {typed.field for typed in texts}
        self._workspace.keeping.take(texts)
        if texts[0].run:
            self.body.row(texts[0].field).edit()
        elif not self._drafts:
            self.commit()
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

    def _context(self) -> Context:
        values = self._row.values if self._row is not None else self._begun
        places = (name for name, about in kind_fields(self.kind).items() if about.kind is Kind.COUNTRY)
        country = next((values[name] for name in places if values.get(name)), None)
        return Context(country=country, language=language(), day_first=True)
