"""A rule on the form: read in words, changed by filtering the list that it is about."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout

from db.language import tr
from db.rules import words
from desktop.theme import SIZE, SPACE
from desktop.widgets.editor import Editor
from desktop.widgets.link_label import LinkLabel


class RuleField(Editor):
    """The words of a rule, what is wrong with it, and links to change it and to take it away.

    Its value is the text of the rule, None for none.
    """

    change_requested = Signal()

    def __init__(self) -> None:
        super().__init__(quiet=True)
        self._rule: str | None = None
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setContentsMargins(SIZE.field_inset, SPACE.small, 0, 0)
        self.change = LinkLabel()
        self.remove = LinkLabel(tr("Remove the rule"))
        links = QHBoxLayout()
        links.setContentsMargins(SIZE.field_inset - SIZE.link_inset, 0, 0, 0)
        links.setSpacing(SPACE.small)
        links.addWidget(self.change)
        links.addWidget(self.remove)
        links.addStretch(1)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self.words)
        column.addLayout(links)
        self._body.addLayout(column)
        self._watch(self.change)
        self.change.activated.connect(self.change_requested)
        self.remove.activated.connect(self._on_remove)
        self.set_value(None)

    def value(self) -> str | None:
        """The text of the rule."""
        return self._rule

    def lock(self) -> None:
        """Let the rule be read and not be changed."""
        super().lock()
        self.remove.setEnabled(False)

    def show_problems(self, sentences: Sequence[str]) -> None:
        """Say what the rule asks for and can't have."""
        self.set_error(" ".join(sentences))

    def _show(self, value: Any) -> None:
        self._rule = value or None
        self.words.setText(words(value) if value else "")
        self.words.setVisible(bool(value))
        self.change.setText(tr("Change the rule") if value else tr("Set a rule"))
        self.remove.setVisible(bool(value))

    @Slot()
    def _on_remove(self) -> None:
        self.change.setFocus()
        self._show(None)
        self._notify_edited()
        self.commit()
