"""Text of several lines."""

from math import ceil
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from desktop.theme import SIZE
from desktop.widgets.editor import Editor

MOST_LINES = 14
"""How many lines it grows to before it scrolls."""


class LongTextField(Editor):
    """A text that grows with what is typed; Tab moves on, Ctrl+Enter commits. Its value is a str with \\n."""

    def __init__(
        self,
        placeholder: str = "",
        quiet: bool = True,
        most_lines: int = MOST_LINES,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(quiet, parent)
        self._most_lines = most_lines
        self.text = _GrowingText()
        self.text.setPlaceholderText(placeholder)
        self.text.setTabChangesFocus(True)
        self.text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.text.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.text.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.text.document().setDocumentMargin(3)
        self.text.textChanged.connect(self._notify_edited)
        self.text.textChanged.connect(self._grow)
        self.text.resized.connect(self._grow)
        self._watch(self.text)
        self._body.addWidget(self.text)
        self.set_value("")

    def value(self) -> str:
        """What is typed, without blanks at its end; "" when nothing is."""
        return self.text.toPlainText().rstrip()

    def _show(self, value: Any) -> None:
        self.text.setPlainText(value or "")

    def _show_draft(self, draft: Any) -> None:
        self._show(draft)
        # She goes on where she was.
        self.text.moveCursor(QTextCursor.MoveOperation.End)

    def _enter_commits(self, event: QKeyEvent) -> bool:
        return bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)

    @Slot()
    def _grow(self) -> None:
        lines = self._lines()
        policy = Qt.ScrollBarPolicy
        scrolls = lines > self._most_lines
        self.text.setVerticalScrollBarPolicy(
            policy.ScrollBarAsNeeded if scrolls else policy.ScrollBarAlwaysOff
        )
        around = 2 * ceil(self.text.document().documentMargin()) + SIZE.field_inset
        height = ceil(min(lines, self._most_lines) * self.text.fontMetrics().lineSpacing()) + around
        self.text.setFixedHeight(max(SIZE.control, height))

    def _lines(self) -> int:
        """The lines of the text at its width, one more than the most at the most."""
        document = self.text.document()
        layout = document.documentLayout()
        block = document.firstBlock()
        lines = 0
        while block.isValid() and lines <= self._most_lines:
            # Asking for its place makes Qt break a paragraph into lines, which else it does when it paints.
            layout.blockBoundingRect(block)
            lines += max(1, block.layout().lineCount())
            block = block.next()
        return lines


class _GrowingText(QPlainTextEdit):
    """Says when its width is another."""

    resized = Signal()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.resized.emit()
