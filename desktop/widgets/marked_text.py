"""Writing a text of which some letters are marked, such as those that a search has found."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QTextCharFormat, QTextLayout


def write_marked(
    painter: QPainter,
    room: QRect,
    text: str,
    marks: Sequence[tuple[int, int]],
    *,
    plain: QColor,
    marked: QColor,
) -> int:
    """Write `text` on one line at the left of `room`, cut where it must be; answers the width it took.

    `marks` are where marked letters begin and end: they are written bolder, and in a colour of their own.
    """
    bold = QFont(painter.font())
    bold.setWeight(QFont.Weight.DemiBold)
    # Measured as if all of it were bold, so that what is written never leaves the room.
    metrics = QFontMetrics(bold) if marks else painter.fontMetrics()
    fitting = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
    layout = QTextLayout(fitting, painter.font())
    layout.setFormats([_format(begin, end, len(fitting), bold, marked) for begin, end in marks])
    layout.beginLayout()
    line = layout.createLine()
    if line.isValid():
        line.setLineWidth(room.width() + metrics.averageCharWidth())
    layout.endLayout()
    painter.setPen(plain)
    layout.draw(painter, QPointF(room.left(), room.top() + (room.height() - line.height()) / 2))
    return int(line.naturalTextWidth()) + 1


def _format(begin: int, end: int, length: int, bold: QFont, colour: QColor) -> QTextLayout.FormatRange:
    made, look = QTextLayout.FormatRange(), QTextCharFormat()
    look.setFont(bold)
    look.setForeground(colour)
    made.format = look
    made.start, made.length = min(begin, length), max(0, min(end, length) - begin)
    return made
