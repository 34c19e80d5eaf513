"""A field to search in: magnifier, what it searches, and the keys that lead to it."""

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QAction, QFocusEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from db.language import tr
from desktop import icons
from desktop.theme import SIZE, SPACE


class SearchField(QLineEdit):
    """A line with a magnifier, a hint such as "Ctrl+K" while it is empty, and × once it is not.

    Esc empties it first; on an empty field Esc goes on to whoever else wants it.
    """

    def __init__(
        self,
        placeholder: str = "",
        shortcut: QKeySequence | None = None,
        icon_name: str = "magnify",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        self.addAction(icons.icon(icon_name, "muted"), QLineEdit.ActionPosition.LeadingPosition)
        self._hint = QLabel(self)
        self._hint.setProperty("role", "key")
        self._hint.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        if shortcut is not None:
            self._hint.setText(shortcut.toString(QKeySequence.SequenceFormat.NativeText))
        self._clear = QAction(icons.icon("close", "muted"), tr("Clear (Esc)"), self)
        self._clear.triggered.connect(self.clear)
        self.textChanged.connect(self._show_what_fits)
        self._show_what_fits()

    def minimumSizeHint(self) -> QSize:
        """Wide enough for what it searches and for the keys beside it."""
        self._hint.ensurePolished()
        words = self.fontMetrics().horizontalAdvance(self.placeholderText())
        around = SIZE.icon + self._hint.sizeHint().width() + 4 * SPACE.small
        return QSize(words + around, super().minimumSizeHint().height())

    @Slot()
    def _show_what_fits(self) -> None:
        empty = not self.text()
        if empty:
            self.removeAction(self._clear)
        elif self._clear not in self.actions():
            self.addAction(self._clear, QLineEdit.ActionPosition.TrailingPosition)
        self._hint.setVisible(empty and bool(self._hint.text()) and not self.hasFocus())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._show_what_fits()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._show_what_fits()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._hint.adjustSize()
        left = self.width() - self._hint.width() - SPACE.small
        self._hint.move(left, (self.height() - self._hint.height()) // 2)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)
