"""A field over a cell of a table: Enter and Tab take what was typed, Esc takes it back, an error stays."""

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPalette
from PySide6.QtWidgets import QAbstractItemDelegate, QFrame, QVBoxLayout, QWidget

from db.fields import Field, Kind
from db.language import language
from db.queries import Ref
from db.understanding import Context, shown, typed, understand
from desktop import theme
from desktop.records import wording
from desktop.records.cell_text import LINES
from desktop.records.record_picker import RecordPicker
from desktop.theme import SPACE
from desktop.widgets.choice_field import ChoiceField
from desktop.widgets.date_field import DateField
from desktop.widgets.editor import Editor
from desktop.widgets.long_text_field import LongTextField
from desktop.widgets.text_field import TextField
from desktop.workspace import Workspace

Hint = QAbstractItemDelegate.EndEditHint

NARROWEST = 180
"""The narrowest field to type into, in device-independent pixels."""

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_PASSING = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)


def choices_of(about: Field) -> list[tuple[str, str]]:
    """The (code, label) pairs that a field can hold, in the order to choose from; empty for free text."""
    if about.kind is Kind.YES_NO:
        return [(str(value), shown(about, value, language())) for value in (True, False)]
    return [] if about.is_list else list(wording.choices_of(about))


def field_for(about: Field, how: Context, workspace: Workspace) -> Editor:
    """The field to type a value of this kind into; `given_in` reads it."""
    if about.kind is Kind.REFERENCE:
        return RecordPicker(workspace, about.to)
    if choices := choices_of(about):
        return ChoiceField(choices, quiet=False)
    if about.kind is Kind.DATE:

        def parse(text: str) -> date | None:
            value = understand(about, text, how).value
            return value if isinstance(value, date) else None

        def write(day: date) -> str:
            return typed(about, day, how)

        return DateField(parse, write, quiet=False)
    if about.kind in LINES:
        return LongTextField(quiet=False, most_lines=8)
    return TextField(quiet=False)


def given_in(field: Editor) -> str | Ref:
    """What stands in a field made by `field_for`: a text for `understand`, or the record that was picked."""
    if isinstance(field, ChoiceField):
        return field.box.nearest() or field.text()
    if isinstance(field, RecordPicker):
        return field.value() or field.text()
    return str(field.value() or "")


def shown_in(about: Field, value: Any, text: str) -> Any:
    """What a field made by `field_for` is to show: its value, or the text that is typed for it."""
    if about.kind is Kind.REFERENCE:
        return value
    return (None if value is None else str(value)) if choices_of(about) else text


class CellEditor(QFrame):
    """A field in the place of a cell. `finished` says how it was left; an error grows it downwards."""

    finished = Signal(object)
    """How to go on, as `QAbstractItemDelegate.EndEditHint`; RevertModelCache where nothing is to be kept."""

    def __init__(self, field: Editor, name: str, check: Callable[[str | Ref], str], parent: QWidget) -> None:
        super().__init__(parent)
        self.field = field
        self.is_filled = False
        self._check = check
        self._viewport = parent
        self._place = QRect()
        self._ended = False
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Button)  # the colour of panels
        self.setAccessibleName(name)
        self.field.set_name(name)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.field)
        self.setFocusProxy(self.field)
        typed_into = self.field.focusProxy()
        if typed_into is not None:
            typed_into.installEventFilter(self)
        self.field.edited.connect(self._on_edited)
        if isinstance(self.field, ChoiceField):
            self.field.box.picked.connect(self._on_picked)
        elif isinstance(self.field, RecordPicker):
            self.field.picked.connect(self._on_picked)

    def fill(self, value: Any) -> None:
        """Show what the cell holds; what is typed later is not overwritten."""
        if not self.is_filled:
            self.is_filled = True
            self.field.set_value(value)
            if isinstance(self.field, TextField | RecordPicker):
                self.field.line.selectAll()
            elif isinstance(self.field, ChoiceField):
                self.field.box.line.selectAll()

    def given(self) -> str | Ref:
        """What is typed, or the record that was picked."""
        return given_in(self.field)

    def put(self, cell: QRect) -> None:
        """Lay the field over a cell, as high as it needs, within the table."""
        self._place = cell
        room = self._viewport.rect()
        wide = min(max(cell.width(), NARROWEST), room.width())
        grows = isinstance(self.field, LongTextField) or bool(self.field.error())
        self.field.setFixedWidth(wide)
        if not isinstance(self.field, LongTextField) and (line := self.field.focusProxy()) is not None:
            line.setFixedHeight(cell.height())
        height = max(cell.height(), self.heightForWidth(wide) + SPACE.tiny if grows else 0)
        left = max(room.left(), min(cell.left(), room.right() - wide + 1))
        top = min(cell.top(), room.bottom() - height + 1) if grows else cell.top()
        self.setGeometry(left, top, wide, height)

    def heightForWidth(self, width: int) -> int:
        layout = self.field.layout()
        return max(self.field.heightForWidth(width), layout.sizeHint().height() if layout else 0)

    def try_to_finish(self, hint: Hint) -> None:
        """Take what was typed; where it can't be understood, say why and stay."""
        if self._ended:
            return
        if not self.field.is_changed():
            self._end(Hint.RevertModelCache if hint is Hint.NoHint else hint, keep=False)
            return
        problem = self._check(self.given())
        self.field.set_error(problem)
        theme.set_state(self, "popup", bool(problem))
        if problem:
            self.put(self._place)
            self.raise_()
        else:
            self._end(hint, keep=True)

    def _end(self, hint: Hint, keep: bool) -> None:
        self._ended = True
        self.setProperty("keep", keep)
        self.finished.emit(hint)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._ended:
            return False
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._take_key(event)
        if event.type() == QEvent.Type.FocusOut and isinstance(event, QFocusEvent):
            if event.reason() not in _PASSING:
                self.try_to_finish(Hint.NoHint)
            return self._ended
        override = event.type() == QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()
        return False

    def _take_key(self, event: QKeyEvent) -> bool:
        lines = isinstance(self.field, LongTextField)
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        alt = bool(event.modifiers() & (Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier))
        if event.key() == Qt.Key.Key_Escape:
            self._end(Hint.RevertModelCache, keep=False)
        elif event.key() == Qt.Key.Key_Tab and not control:
            self.try_to_finish(Hint.EditNextItem)
        elif event.key() == Qt.Key.Key_Backtab:
            self.try_to_finish(Hint.EditPreviousItem)
        elif event.key() in _ENTER and not (lines and alt):
            # As in a worksheet: Enter is done, Alt+Enter begins a new line.
            self.try_to_finish(Hint.SubmitModelCache)
        elif event.key() in _ENTER and isinstance(self.field, LongTextField):
            self.field.text.insertPlainText("\n")
        else:
            return False
        return True

    @Slot()
    def _on_edited(self) -> None:
        if self.field.error():
            self.field.set_error("")
            theme.set_state(self, "popup", False)
        self.put(self._place)

    @Slot()
    def _on_picked(self) -> None:
        self.try_to_finish(Hint.SubmitModelCache)
