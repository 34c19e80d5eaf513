"""The ring around what the keyboard would act on, for widgets that draw themselves."""

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QColor, QPainter, QPen

from desktop import theme
from desktop.theme import SIZE


def draw(painter: QPainter, rect: QRect, corner: float, colour: QColor | None = None) -> None:
    """Draw the ring just inside `rect`, its corners rounded by `corner` pixels."""
    half = SIZE.ring / 2
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour or theme.colour("accent"), SIZE.ring))
    painter.drawRoundedRect(QRectF(rect).adjusted(half, half, -half, -half), corner, corner)
    painter.restore()
