"""What stands in the place of an editor while nobody edits: the value in words, links as links."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QEnterEvent, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop import links, theme
from desktop.records.addresses import copy_button, reach_button
from desktop.records.reading_lines import Line
from desktop.theme import SIZE, SPACE
from desktop.widgets.elided_label import ElidedLabel
from desktop.widgets.link_label import LinkLabel

_EDIT_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2, Qt.Key.Key_Space)


class ReadingFace(QWidget):
    """Lines of words and links. The Tab key, a click beside a link or typing asks for the editor."""

    edit_requested = Signal(object)
    """The `Qt.FocusReason` that the editor is wanted for."""
    followed = Signal(object)
    """The `Line` whose link was followed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: list[Line] = []
        self._placeholder = ""
        self._hovered = self._outlined = False
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(SIZE.field_inset - SIZE.link_inset, SIZE.ring, SPACE.tiny, SIZE.ring)
        self._column.setSpacing(0)

    def show_lines(self, lines: Sequence[Line], placeholder: str = "") -> None:
        """Show these; where there are none, `placeholder`, muted."""
        if (list(lines), placeholder) == (self._lines, self._placeholder):
            return
        self._lines, self._placeholder = list(lines), placeholder
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        if self._lines:
            for line in self._lines:
                self._column.addWidget(_LineView(line, self))
        else:
            empty = QLabel(placeholder)
            empty.setProperty("role", "muted")
            empty.setContentsMargins(SIZE.link_inset, 0, 0, 0)
            empty.setMinimumHeight(SIZE.row_compact)
            self._column.addWidget(empty)

    def outline(self, on: bool) -> None:
        """Look like a field also at rest."""
        if on != self._outlined:
            self._outlined = on
            self.update()

    def text(self) -> str:
        """What can be read, line by line."""
        return "\n".join(line.text for line in self._lines)

    def links(self) -> list[LinkLabel]:
        """The links from the top."""
        return self.findChildren(LinkLabel)

    def follow_first(self) -> bool:
        """Follow the first link; False where there is none."""
        leading = [line for line in self._lines if line.address or line.ref]
        if leading:
            self.followed.emit(leading[0])
        return bool(leading)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self.edit_requested.emit(event.reason())
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _EDIT_KEYS:
            self.edit_requested.emit(Qt.FocusReason.OtherFocusReason)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.edit_requested.emit(Qt.FocusReason.MouseFocusReason)

    def enterEvent(self, event: QEnterEvent) -> None:
        self._hovered = True
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._hovered = False
        self.update()
        super().leaveEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not (self._hovered or self._outlined or self.hasFocus()):
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme.colour("accent" if self.hasFocus() else "field_line"))
        painter.setBrush(theme.colour("field"))
        edge = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(edge, SIZE.control_corner, SIZE.control_corner)


class _LineView(QWidget):
    """One line: a link or words, and what stands muted behind."""

    def __init__(self, line: Line, face: ReadingFace) -> None:
        super().__init__(face)
        self._line = line
        self._face = face
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.tiny)
        self.setMinimumHeight(SIZE.row_compact)
        if line.address or line.ref:
            link = LinkLabel(line.text)
            # The keyboard comes to the editor, where Ctrl+Enter follows the link.
            link.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            link.setToolTip(links.shown(line.address))
            link.activated.connect(self._follow)
            row.addWidget(link)
        else:
            words = ElidedLabel(line.text)
            words.setContentsMargins(SIZE.link_inset, 0, 0, 0)
            words.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            row.addWidget(words, 0 if line.aside else 1)
        if line.aside:
            aside = QLabel(line.aside)
            aside.setProperty("role", "muted")
            aside.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            row.addWidget(aside)
        if line.address.startswith(("mailto:", "tel:")):
            for button in (reach_button(line, self), copy_button(line, self)):
                row.addWidget(button)
        if line.aside or line.address or line.ref:
            row.addStretch(1)

    @Slot()
    def _follow(self) -> None:
        self._face.followed.emit(self._line)
