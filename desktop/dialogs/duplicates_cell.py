"""One value of one record beside those of others: it can be taken, or is only to be read."""

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QEnterEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QHBoxLayout, QLabel, QRadioButton, QWidget

from db.language import tr
from desktop import theme
from desktop.dialogs.duplicates_choice import How
from desktop.theme import SIZE, SPACE
from desktop.widgets import focus_ring

ARROWS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right)


class GridPart(QWidget):
    """A part of the grid that is taken with its button, or with a click anywhere on it."""

    chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.button: QAbstractButton | None = None

    def take_by(self, button: QAbstractButton) -> None:
        """Let a button stand for the part: its arrows are for the grid, the ring goes around the part."""
        self.button = button
        button.setAutoExclusive(False)
        button.installEventFilter(self)
        button.clicked.connect(self.chosen)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in ARROWS:
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self.button is not None:
            self.button.setFocus(Qt.FocusReason.MouseFocusReason)
            self.button.click()
        event.accept()

    def draw_ring(self, painter: QPainter) -> None:
        """Show where the keyboard is."""
        if self.button is not None and self.button.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            focus_ring.draw(painter, self.rect(), SIZE.control_corner)


class ChoiceCell(GridPart):
    """A value with the button that takes it; or only the value."""

    def __init__(self, how: How, field: str, record: str, text: str) -> None:
        """`field` and `record` are what the value is of, for who can't see where it stands."""
        super().__init__()
        self._over = False
        self.value = QLabel(text or tr("nothing"))
        self.value.setTextFormat(Qt.TextFormat.PlainText)
        self.value.setWordWrap(True)
        self._says = bool(text)
        line = QHBoxLayout(self)
        line.setContentsMargins(SPACE.small, SPACE.tiny, SPACE.small, SPACE.tiny)
        line.setSpacing(SPACE.small)
        if how is not How.SAME and (text or how is How.EITHER):
            button = QRadioButton() if how is How.EITHER else QCheckBox()
            button.setFixedWidth(SIZE.icon)
            button.setAccessibleName(
                tr("{field} of {record}: {value}", field=field, record=record, value=self.value.text())
            )
            self.take_by(button)
            line.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        else:
            room = QWidget()
            room.setFixedWidth(SIZE.icon)
            line.addWidget(room)
        line.addWidget(self.value, 1, Qt.AlignmentFlag.AlignTop)
        self.show_taken(how is How.SAME)

    def show_taken(self, taken: bool) -> None:
        """Show whether the merged record will say this."""
        if self.button is not None:
            self.button.setChecked(taken)
        stands = taken and self._says
        self.value.setFont(theme.font("strong" if stands and self.button is not None else "body"))
        theme.set_state(self.value, "role", "" if stands else "muted")
        self.update()

    def is_taken(self) -> bool:
        """Whether it is shown as taken."""
        return self.button is not None and self.button.isChecked()

    def enterEvent(self, event: QEnterEvent) -> None:
        self._over = self.button is not None
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._over = False
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._over or self.is_taken():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("selection" if self.is_taken() else "hover"))
            painter.drawRoundedRect(QRectF(self.rect()), SIZE.control_corner, SIZE.control_corner)
        self.draw_ring(painter)


class UnlikeMark(QWidget):
    """A dot before the name of a field in which records differ."""

    def __init__(self, differs: bool) -> None:
        super().__init__()
        self._differs = differs
        self.setFixedSize(SPACE.small, self.fontMetrics().height() + 2 * SPACE.tiny)
        if differs:
            self.setToolTip(tr("They differ in this"))

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._differs:
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("warning"))
            painter.drawEllipse(QPointF(self.width() / 2, self.height() / 2), 3, 3)
