"""One row of the form: the label at the left, the value to read or to edit at the right, words under it."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeySequence, QMouseEvent, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from db.fields import Field
from db.language import tr
from db.understanding import Understood
from desktop import theme
from desktop.records.addresses import follow
from desktop.records.field_editors import EDITORS, Control, Surroundings
from desktop.records.reading_face import ReadingFace
from desktop.records.reading_lines import READ_AS_TYPED, Line, lines_of
from desktop.theme import SIZE, SPACE
from desktop.widgets.list_editor import ListEditor

PAUSE_MS = 600
"""How long she has to pause, in milliseconds, before an unfinished text is called wrong."""

FIELD_WIDEST = SIZE.reading + SIZE.type_column
"""The widest a field gets; a wider line is hard to read."""

ROW_WIDEST = SIZE.label_column + SPACE.small + FIELD_WIDEST
"""The same with the label beside it."""


class _Caption(QLabel):
    """The label of a field; a click on it asks for the field."""

    clicked = Signal()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.clicked.emit()
        else:
            super().mousePressEvent(event)


class FieldRow(QWidget):
    """A field of a record. Reads as text, turns into a field; what can't be understood stays and says why."""

    committed = Signal(str, object)
    """The field's name and an `Understood` without a problem: what she left the field with."""
    stirred = Signal()
    """Something else stands in it, or what stands there is saved or not saved from now on."""
    opened = Signal(object)
    """The `Ref` whose link was followed; web, mail and phone addresses are shown and opened here."""

    def __init__(self, field: Field, around: Surroundings, caption: str) -> None:
        super().__init__()
        self.field = field
        self._around = around
        self._values: Mapping[str, Any] = {}  # as they are stored
        self._shown: Mapping[str, Any] = {}  # with what is on its way into the store
        self._held = self._outlined = False
        self._made: Control | None = None
        self._face: ReadingFace | None = None
        self._caption = _Caption(caption)
        self._caption.clicked.connect(self.edit)
        self._note = QLabel()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self._show_problem)
        self._body = QVBoxLayout()
        self._lay_out()
        if field.kind not in READ_AS_TYPED:
            self._face = ReadingFace()
            self._face.setAccessibleName(field.label)
            self._face.edit_requested.connect(self._on_edit_requested)
            self._face.followed.connect(self._on_followed)
            self._body.insertWidget(0, self._face)
            keys = QShortcut(QKeySequence("Ctrl+Return"), self, self._follow)
            keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        else:
            self.control()

    def _lay_out(self) -> None:
        self._caption.setProperty("role", "muted")
        self._caption.setFixedWidth(SIZE.label_column)
        self._caption.setMinimumHeight(SIZE.control)
        self._caption.setWordWrap(True)
        self._caption.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._caption.setToolTip(tr(self.field.help) if self.field.help else "")
        self._note.setProperty("role", "small")
        self._note.setWordWrap(True)
        self._note.setTextFormat(Qt.TextFormat.PlainText)
        self._note.setContentsMargins(SIZE.field_inset, 0, 0, SPACE.tiny)
        self._note.hide()
        self._body.setSpacing(SIZE.ring)
        self._body.addWidget(self._note)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.small)
        row.addWidget(self._caption, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(self._body, 1)
        self.setMaximumWidth(ROW_WIDEST)

    def control(self) -> Control:
        """The editor of the row; made when it is first wanted."""
        if self._made is None:
            self._made = EDITORS[self.field.kind](self.field, self._around)
            editor = self._made.editor
            editor.edited.connect(self._on_edited)
            editor.committed.connect(self._on_committed)
            editor.cancelled.connect(self._on_cancelled)
            for signal in (editor.edited, editor.committed, editor.cancelled):
                signal.connect(self.stirred)
            self._body.insertWidget(0, editor)
            editor.setVisible(self._face is None)
            self._made.show(self._values)
            if self._around.workspace.read_only:
                editor.lock()
        return self._made

    def show_values(self, values: Mapping[str, Any]) -> None:
        """Show what is stored; what is being typed stays."""
        if self.is_touched():
            return
        self._values = self._shown = dict(values)
        if self._made is not None:
            self._made.show(values)
        self._show_face()

    def reset(self, values: Mapping[str, Any]) -> None:
        """Show another record: nothing of what was typed stays."""
        self._timer.stop()
        self._held = False
        self._values = self._shown = dict(values)
        self._say("")
        if self._made is not None:
            self._made.show(values)
            if self._face is not None:
                self._made.editor.hide()
                self._face.show()
        self._show_face()

    def is_touched(self) -> bool:
        """Whether something stands in it that is not saved."""
        return self._made is not None and self._made.editor.is_changed()

    def is_editing(self) -> bool:
        """Whether the keyboard is in it."""
        focused = QApplication.focusWidget()
        return focused is not None and self.isAncestorOf(focused)

    def is_empty(self) -> bool:
        """Whether there is nothing to see in it."""
        return self._values.get(self.field.name) in (None, (), "")

    def draft(self) -> Any:
        """All that stands in the editor, for `restore`."""
        return self.control().editor.draft()

    def stored(self) -> dict[str, Any]:
        """By field, what was stored when she began to type."""
        return self.control().stored()

    def restore(self, draft: Any) -> None:
        """Put back what was typed and never saved, with the reason."""
        self.control().restore(draft)
        self._show_editor()
        self._show_problem()
        self.stirred.emit()

    def outline(self, on: bool) -> None:
        """Look like a field also at rest, as in an empty form."""
        self._outlined = on
        self._show_face()
        if self._face is not None:
            self._face.outline(on)
        elif self._made is not None and (field := self._made.editor.focusProxy()) is not None:
            theme.set_state(field, "quiet", not on)

    @Slot()
    def edit(self) -> None:
        """Turn into a field and put the keyboard into it."""
        self._open(Qt.FocusReason.OtherFocusReason)

    def commit(self) -> None:
        """Take what was typed for good."""
        if self._made is not None:
            self._made.editor.commit()

    def read(self) -> Understood:
        """What stands there, as the value of the field."""
        return self.control().understood()

    def refuse(self, sentence: str) -> None:
        """Say why what stands there was not saved; it stays."""
        self._show_editor()
        self.control().refuse(sentence)
        self.stirred.emit()

    def hold(self) -> None:
        """Count what stands there as not saved yet, though she has left it."""
        self._held = True
        self.control().hold()

    def remind(self, sentence: str) -> None:
        """Say under the field what is missing, in the colour of an error."""
        self._say(sentence, "error")

    def error(self) -> str:
        """What it says to be wrong; the first line's error for a list."""
        if self._made is None:
            return ""
        editor = self._made.editor
        rows = editor.rows() if isinstance(editor, ListEditor) else []
        return editor.error() or next((row.error() for row in rows if row.error()), "")

    def note(self) -> str:
        """What it says, muted, about how the value was read."""
        return self._note.text() if not self._note.isHidden() else ""

    def text(self) -> str:
        """What can be read in the row."""
        if self._face is not None and not self._face.isHidden():
            return self._face.text()
        return str(self.control().editor.value() or "")

    def face(self) -> ReadingFace | None:
        """What is read while nobody edits; None where the editor itself reads as text."""
        return self._face

    def follow_focus(self, old: QWidget | None, now: QWidget) -> None:
        """The keyboard went on: save a line of a list that was left; read as text again once all was."""
        if self._made is None or self._made.editor.isHidden():
            return
        if not self.isAncestorOf(now):
            self._close()
        elif isinstance(self._made.editor, ListEditor) and old is not None and self.isAncestorOf(old):
            self._made.editor.commit()

    def _close(self) -> None:
        unsaved = self.is_touched() and not self._held
        if self._face is not None and self._made is not None and not unsaved and not self.error():
            self._made.editor.hide()
            self._face.show()

    @Slot(object)
    def _on_edit_requested(self, reason: Qt.FocusReason) -> None:
        self._open(reason)

    def _open(self, reason: Qt.FocusReason) -> None:
        if self._around.workspace.read_only and self._face is not None:
            return
        editor = self.control().editor
        editor.show()
        if isinstance(editor, ListEditor) and not editor.rows():
            editor.add_link.activated.emit()
        else:
            target = editor.focusProxy() or editor
            target.setFocus(reason)
        self._show_editor()

    def _show_editor(self) -> None:
        if self._face is not None:
            self.control().editor.show()
            # Last of all: Qt takes the keyboard elsewhere when what has it is hidden.
            self._face.hide()

    def _show_face(self) -> None:
        if self._face is not None:
            self._face.show_lines(lines_of(self.field, self._shown), self._placeholder())

    def _placeholder(self) -> str:
        hidden = self._outlined or self._around.workspace.read_only
        return "" if hidden else tr("add {field}", field=self.field.label.lower())

    @Slot()
    def _on_edited(self) -> None:
        control = self.control()
        self._held = False
        self._timer.stop()
        self._say("")
        if not control.checks_typing:
            return
        understood = control.understood()
        if understood.problem:
            self._timer.start()
        else:
            control.editor.set_error("")
            self._say(understood.note)

    @Slot()
    def _show_problem(self) -> None:
        problem = self.control().understood().problem
        if problem and self.is_touched():
            self.control().refuse(problem)

    @Slot()
    def _on_committed(self) -> None:
        self._timer.stop()
        understood = self.control().understood()
        if understood.problem:
            self._say("")
            self.control().refuse(understood.problem)
        elif self.field.required and understood.value in (None, (), ""):
            self.control().refuse(tr("{field} can’t be empty. Esc brings it back.", field=self.field.label))
        else:
            self._say(understood.note)
            self._shown = {**self._values, **self.control().changes(understood)}
            self._show_face()
            self.committed.emit(self.field.name, understood)

    @Slot()
    def _on_cancelled(self) -> None:
        self._timer.stop()
        self._shown = self._values
        self._show_face()
        self._say("")

    @Slot(object)
    def _on_followed(self, line: Line) -> None:
        if line.ref is not None:
            self.opened.emit(line.ref)
            return
        links = self._face.links() if self._face is not None else []
        seen = [link for link in links if link.isVisible() and link.text() == line.text]
        follow(line, seen[0] if seen else self.control().editor)

    @Slot()
    def _follow(self) -> None:
        if self._face is not None:
            self._face.follow_first()

    def _say(self, text: str, role: str = "small") -> None:
        theme.set_state(self._note, "role", role)
        self._note.setText(text)
        self._note.setVisible(bool(text))
