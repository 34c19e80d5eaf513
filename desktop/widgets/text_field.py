"""One line of text."""

from typing import Any

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.widgets.editor import Editor


class TextField(Editor):
    """A line that reads as text until it is used. Its value is a str without blanks around it."""

    def __init__(self, placeholder: str = "", quiet: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(quiet, parent)
        self.line = QLineEdit()
        self.line.setPlaceholderText(placeholder)
        self.line.textEdited.connect(self._notify_edited)
        self._watch(self.line)
        self._body.addWidget(self.line)
        self.set_value("")

    def value(self) -> str:
        """What is typed, without blanks around it; "" when nothing is."""
        return self.line.text().strip()

    def _show(self, value: Any) -> None:
        self.line.setText(value or "")
        self.line.setCursorPosition(0)

    def _show_draft(self, draft: Any) -> None:
        self._show(draft)
        # She goes on where she was.
        self.line.end(False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut and watched is self.line:
            # A line that is left shows its beginning, not where the cursor was.
            self.line.home(False)
        return super().eventFilter(watched, event)
