"""What stands where there is nothing yet: a sentence, why, and the things to do first."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop.theme import SIZE, SPACE
from desktop.widgets.action_button import ActionButton
from desktop.widgets.icon_label import IconLabel


class EmptyState(QWidget):
    """An icon, a sentence, an explanation and up to three buttons; the first is the filled one."""

    def __init__(
        self,
        icon_name: str,
        sentence: str,
        explanation: str = "",
        actions: Sequence[QAction] = (),
        *,
        primary: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icon = IconLabel(icon_name, "muted", SIZE.icon_large)
        self._sentence = QLabel(sentence)
        self._sentence.setProperty("role", "heading")
        self._explanation = QLabel(explanation)
        self._explanation.setProperty("role", "muted")
        for label in (self._sentence, self._explanation):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(SPACE.small)
        self._lay_out()
        self.set_words(sentence, explanation)
        self.set_actions(actions, primary)

    def _lay_out(self) -> None:
        middle = Qt.AlignmentFlag.AlignHCenter
        words = QWidget()
        words.setFixedWidth(SIZE.reading)
        lines = QVBoxLayout(words)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(SPACE.small)
        lines.addWidget(self._sentence)
        lines.addWidget(self._explanation)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE.huge, SPACE.huge, SPACE.huge, SPACE.huge)
        column.setSpacing(SPACE.small)
        column.addStretch(2)
        column.addWidget(self._icon, alignment=middle)
        column.addSpacing(SPACE.small)
        # Not by alignment: that would take the height of the text at another width.
        centred = QHBoxLayout()
        centred.addStretch()
        centred.addWidget(words)
        centred.addStretch()
        column.addLayout(centred)
        column.addSpacing(SPACE.medium)
        column.addLayout(self._buttons)
        column.addStretch(3)

    def set_words(self, sentence: str, explanation: str = "") -> None:
        """Say something else, such as that a filter leaves nothing."""
        self._sentence.setText(sentence)
        self._explanation.setText(explanation)
        self._explanation.setVisible(bool(explanation))

    def set_actions(self, actions: Sequence[QAction], primary: bool = True) -> None:
        """Offer other things to do, at most three; the first is filled where `primary` says so."""
        while (item := self._buttons.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        self._buttons.addStretch()
        for place, action in enumerate(actions[:3]):
            self._buttons.addWidget(ActionButton(action, primary and place == 0))
        self._buttons.addStretch()

    def buttons(self) -> list[ActionButton]:
        """The buttons from left to right."""
        items = [self._buttons.itemAt(place) for place in range(self._buttons.count())]
        widgets = [item.widget() for item in items if item is not None]
        return [widget for widget in widgets if isinstance(widget, ActionButton)]
