"""A label that shortens its text to the room there is and tells the whole of it in a tooltip."""

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QToolTip, QWidget

_SHORTEST = 6  # characters that stay readable however little room there is


class ElidedLabel(QLabel):
    """One line of plain text, cut at the right or in the middle with "…" where it doesn't fit."""

    def __init__(
        self,
        text: str = "",
        mode: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._mode = mode
        self.setTextFormat(Qt.TextFormat.PlainText)

    def is_elided(self) -> bool:
        """Whether a part of the text is not to be seen."""
        return self.shown_text() != self.text()

    def shown_text(self) -> str:
        """The text as it is on the screen."""
        room = self.text_rect().width()
        if self.fontMetrics().horizontalAdvance(self.text()) <= room:
            return self.text()
        return self.fontMetrics().elidedText(self.text(), self._mode, room)

    def text_rect(self) -> QRect:
        """Where the text may be drawn."""
        margin = self.margin()
        return self.contentsRect().adjusted(margin, margin, -margin, -margin)

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        around = self.width() - self.text_rect().width()
        shortest = self.fontMetrics().averageCharWidth() * _SHORTEST + around
        return QSize(min(hint.width(), shortest), hint.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self.style().drawItemText(
            painter,
            self.text_rect(),
            int(self.alignment()) | Qt.TextFlag.TextSingleLine,
            self.palette(),
            self.isEnabled(),
            self.shown_text(),
            self.foregroundRole(),
        )

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip and not self.toolTip():
            QToolTip.showText(event.globalPos(), self.text() if self.is_elided() else "", self)
            return True
        return super().event(event)
