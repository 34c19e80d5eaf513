"""Ctrl+Z over a field: what is being typed is taken back first, then what was done before."""

from PySide6.QtCore import QEvent, QObject, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QTextDocument
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit, QWidget
from shiboken6 import isValid

from desktop.widgets.editor import Editor


class UndoKeys(QObject):
    """Hands the keys of undo and redo to the window where the field that has the keyboard can't use them.

    Qt's fields keep these keys for themselves even when they have nothing to take back. What was taken back
    last is applied again first: the window's own steps before those of the field.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._handed_over = 0  # undo steps that went to the window since the keyboard came to the field
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus_changed)

    @Slot(QWidget, QWidget)
    def _on_focus_changed(self, old: QWidget | None, now: QWidget | None) -> None:
        self._handed_over = 0
        if old is not None and isValid(old):
            old.removeEventFilter(self)
        if isinstance(now, QLineEdit | QPlainTextEdit | QComboBox) and now.window() is self._window:
            now.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        undo = event.matches(QKeySequence.StandardKey.Undo)
        redo = event.matches(QKeySequence.StandardKey.Redo)
        if not (undo or redo) or not isinstance(watched, QWidget):
            return False
        can_use = _can_undo(watched) if undo else not self._handed_over and _can_redo(watched)
        if can_use:
            return False
        self._handed_over = max(0, self._handed_over + (1 if undo else -1))
        event.ignore()
        return True


def _can_undo(field: QWidget) -> bool:
    """Whether undo changes what is being typed in a field, and not what is in the store already."""
    history = _history(field)
    return history is not None and history.isUndoAvailable() and _is_being_typed(field)


def _can_redo(field: QWidget) -> bool:
    history = _history(field)
    return history is not None and history.isRedoAvailable()


def _history(field: QWidget) -> QLineEdit | QTextDocument | None:
    """What remembers the steps of a field; None for a box that is only chosen from."""
    if isinstance(field, QPlainTextEdit):
        return field.document()
    line = field.lineEdit() if isinstance(field, QComboBox) else field
    return line if isinstance(line, QLineEdit) else None


def _is_being_typed(field: QWidget) -> bool:
    """Whether what stands in a field is not saved yet; for one that saves nothing, always."""
    around: QWidget | None = field
    editors = []
    while around is not None:
        if isinstance(around, Editor):
            editors.append(around)
        around = around.parentWidget()
    return not editors or any(editor.is_changed() for editor in editors)
