"""What every field to edit in has in common: its signals, its value, its error, how it is left."""

from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from desktop import theme
from desktop.theme import SIZE, SPACE

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Editor(QWidget):
    """A field with its error in words under it.

    `edited`: the value is another with each key. `committed`: she left the field or pressed Enter, and the
    value is another than before. `cancelled`: Esc took back what she had typed. Nothing is emitted by
    `set_value`. Esc and Enter that change nothing go on to the dialog around the field.
    """

    edited = Signal()
    committed = Signal()
    cancelled = Signal()

    def __init__(self, quiet: bool = True, parent: QWidget | None = None) -> None:
        """With `quiet` the field reads as text until the mouse or the keyboard is on it."""
        super().__init__(parent)
        self._quiet = quiet
        self._inputs: list[QWidget] = []
        self._parts: list[QWidget] = []
        self._saved: Any = None
        self._showing = False
        self._body = QHBoxLayout()
        self._body.setSpacing(SPACE.tiny)
        self._error = QLabel()
        self._error.setProperty("role", "error")
        self._error.setWordWrap(True)
        self._error.setTextFormat(Qt.TextFormat.PlainText)
        self._error.setContentsMargins(SIZE.field_inset, 0, 0, SPACE.tiny)
        self._error.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SIZE.ring)
        column.addLayout(self._body)
        column.addWidget(self._error)

    def value(self) -> Any:
        """What the field holds now."""
        raise NotImplementedError

    def _show(self, value: Any) -> None:
        """Put a value on the screen."""
        raise NotImplementedError

    def _settle(self) -> bool:
        """Make a value of what was typed, on leaving; False, with the reason shown, where that can't be."""
        return True

    def set_value(self, value: Any) -> None:
        """Show a value as the one that is saved; Esc comes back to it."""
        self._showing = True
        self._show(value)
        self._showing = False
        self._saved = self.value()
        self.set_error("")

    def draft(self) -> Any:
        """All that stands there, a value or not (yet), as JSON has it; `show_draft` puts it back."""
        return self.value()

    def show_draft(self, draft: Any) -> None:
        """Put back what `draft` told; what is saved stays what it was."""
        self._showing = True
        self._show_draft(draft)
        self._showing = False
        self.set_error("")

    def _show_draft(self, draft: Any) -> None:
        self._show(draft)

    def is_changed(self) -> bool:
        """Whether it holds something else than what is saved."""
        return bool(self.value() != self._saved)

    def set_error(self, text: str) -> None:
        """Say under the field what is wrong with its value; "" when nothing is."""
        self._error.setText(text)
        self._error.setVisible(bool(text))
        for field in self._inputs:
            theme.set_state(field, "invalid", bool(text))
            field.setAccessibleDescription(text)

    def error(self) -> str:
        """What it says to be wrong; "" when nothing is."""
        return self._error.text()

    def lock(self) -> None:
        """Let what stands there be read and copied, and not be changed."""
        for field in self._inputs:
            if isinstance(field, QLineEdit | QPlainTextEdit):
                field.setReadOnly(True)
            else:
                field.setEnabled(False)

    def set_name(self, label: str) -> None:
        """What a screen reader calls the field; the same as the label beside it."""
        self.setAccessibleName(label)
        for field in self._inputs:
            field.setAccessibleName(label)

    @Slot()
    def commit(self) -> None:
        """Take what was typed for good, as Enter does."""
        if self._settle() and self.is_changed():
            self._saved = self.value()
            self.committed.emit()

    def reopen(self, saved: Any) -> None:
        """Keep what is typed but count `saved` as what is saved: leaving tries again, Esc goes back to it."""
        self._saved = saved

    @Slot()
    def cancel(self) -> None:
        """Go back to what is saved, as Esc does."""
        self.set_value(self._saved)
        self.cancelled.emit()

    @Slot()
    def _notify_edited(self) -> None:
        if not self._showing:
            self.edited.emit()

    def _watch(self, field: QWidget, *parts: QWidget) -> None:
        """Make a widget, made of `parts`, one of the inputs; the first one takes the focus for the field."""
        if not self._inputs:
            self.setFocusProxy(field)
        self._inputs.append(field)
        self._parts += [field, *parts]
        field.setProperty("quiet", self._quiet)
        field.installEventFilter(self)
        if isinstance(field, QComboBox):
            field.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def _forget(self, field: QWidget) -> None:
        self._inputs.remove(field)
        self._parts.remove(field)
        field.removeEventFilter(self)

    def _reach_before(self, anchor: QWidget, *widgets: QWidget) -> None:
        """Let the Tab key come to `widgets` right before it comes to `anchor`."""
        # Behind it first, then it behind them: what stands before it may be nothing Qt orders by. Qt leaves
        # the order as it is where nothing else in the chain takes the focus, so the error does for once.
        self._error.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        last = anchor
        for widget in widgets:
            QWidget.setTabOrder(last, widget)
            last = widget
        QWidget.setTabOrder(last, anchor)
        self._error.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leave, Enter and Esc, and a wheel that is meant for the form and not for a choice under it."""
        kind = event.type()
        if not all(isValid(part) for part in self._parts):
            # A field that is destroyed while it has the focus still says that it loses it.
            return False
        if kind == QEvent.Type.FocusOut and isinstance(event, QFocusEvent):
            if event.reason() != Qt.FocusReason.PopupFocusReason and not self._has_focus_inside():
                self.commit()
        elif kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._take_key(event)
        elif kind == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape and self._can_cancel():
                event.accept()
        elif kind == QEvent.Type.Wheel and isinstance(watched, QComboBox):
            # The wheel scrolls the form; a choice never changes under a passing hand.
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def _take_key(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Escape and self._can_cancel():
            self.cancel()
            return True
        if event.key() in _ENTER and self._enter_commits(event) and self.is_changed():
            self.commit()
            return True
        return False

    def _enter_commits(self, event: QKeyEvent) -> bool:
        """Whether this Enter ends the editing, and is not a line break."""
        return True

    def _can_cancel(self) -> bool:
        return self.is_changed() or bool(self.error())

    def _has_focus_inside(self) -> bool:
        focused = QApplication.focusWidget()
        return focused is not None and self.isAncestorOf(focused)
