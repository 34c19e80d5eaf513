"""A small rounded label that may be opened and removed: a filter, a language, a state."""

from typing import Literal

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QKeySequence, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QToolTip, QWidget

from db.language import tr
from desktop import icons, theme
from desktop.theme import SIZE, SPACE
from desktop.widgets import focus_ring

Tint = Literal["neutral", "good", "warning", "danger", "info"]

_REMOVE_KEYS = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
_OPEN_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class Chip(QAbstractButton):
    """A pill with a text; `activated` says that it was clicked to be edited, `removed` that × was.

    One stop of the Tab key: Enter or Space opens, Delete or Backspace removes. The one who made the chip
    takes it away when it is `removed`. A chip that is neither clickable nor removable takes no focus.
    """

    activated = Signal()
    removed = Signal()

    def __init__(
        self,
        text: str,
        tint: Tint = "neutral",
        removable: bool = False,
        clickable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._tint: Tint = tint
        self._removable = removable
        self._clickable = clickable
        self._over_remove = False
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if removable or clickable else Qt.FocusPolicy.NoFocus)
        self.setMouseTracking(removable)
        if clickable:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.set_text(text)

    def set_text(self, text: str) -> None:
        """Show another text; it is also what a screen reader says."""
        self.setText(text)
        self.setShortcut(QKeySequence())  # an "&" in a name is a letter that is drawn, and no key
        self.setAccessibleName(text)
        if self._removable:
            self.setAccessibleDescription(tr("Delete removes it"))
        self.updateGeometry()

    def set_tint(self, tint: Tint) -> None:
        """Show another meaning."""
        self._tint = tint
        self.update()

    def remove_rect(self) -> QRect:
        """Where the × is; empty on a chip without one."""
        if not self._removable:
            return QRect()
        return QRect(self.width() - SIZE.chip, 0, SIZE.chip, self.height())

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance(self.text()) + self._around() + 1, SIZE.chip)

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), self._around() + SIZE.chip), SIZE.chip)

    def _around(self) -> int:
        """The width of what is not text."""
        return 2 * SPACE.medium + (SIZE.chip - SPACE.small if self._removable else 0)

    def _text_rect(self) -> QRect:
        right = SIZE.chip + SPACE.tiny if self._removable else SPACE.medium
        return self.rect().adjusted(SPACE.medium, 0, -right, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        corner = self.height() / 2
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(f"{self._tint}_tint"))
        painter.drawRoundedRect(QRectF(self.rect()), corner, corner)
        if self._clickable and self.underMouse() and not self._over_remove:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(theme.colour("field_line"))
            edge = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
            painter.drawRoundedRect(edge, corner, corner)
        self._paint_text(painter)
        if self._removable:
            self._paint_remove(painter)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            focus_ring.draw(painter, self.rect(), corner - 1)

    def _paint_text(self, painter: QPainter) -> None:
        rect = self._text_rect()
        painter.setPen(theme.colour("text" if self._tint == "neutral" else self._tint))
        metrics = self.fontMetrics()
        fits = metrics.horizontalAdvance(self.text()) <= rect.width()
        elide = Qt.TextElideMode.ElideRight
        shown = self.text() if fits else metrics.elidedText(self.text(), elide, rect.width())
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, shown)

    def _paint_remove(self, painter: QPainter) -> None:
        centre = QPointF(self.remove_rect().center()) + QPointF(-2, 0.5)
        if self._over_remove:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("pressed"))
            painter.drawEllipse(centre, SPACE.small, SPACE.small)
        side = SIZE.icon_small
        place = QRect(round(centre.x() - side / 2), round(centre.y() - side / 2), side, side)
        role = "text" if self._over_remove or self._tint == "neutral" else self._tint
        icons.icon("close", role).paint(painter, place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._removable and event.key() in _REMOVE_KEYS:
            self.removed.emit()
        elif self._clickable and event.key() in _OPEN_KEYS:
            self.activated.emit()
        else:
            event.ignore()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        place = event.position().toPoint()
        if event.button() != Qt.MouseButton.LeftButton or not self.rect().contains(place):
            return
        if self.remove_rect().contains(place):
            self.removed.emit()
        elif self._clickable:
            self.activated.emit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._set_over_remove(self.remove_rect().contains(event.position().toPoint()))
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._set_over_remove(False)
        super().leaveEvent(event)

    def _set_over_remove(self, over: bool) -> None:
        if over != self._over_remove:
            self._over_remove = over
            self.update()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self._tip(event), self)
            return True
        return super().event(event)

    def _tip(self, event: QHelpEvent) -> str:
        if self.remove_rect().contains(event.pos()):
            return tr("Remove (Delete)")
        fits = self.fontMetrics().horizontalAdvance(self.text()) <= self._text_rect().width()
        return self.toolTip() if fits else self.toolTip() or self.text()
