"""An icon that is only to be looked at, in the colour of its role also after a change of scheme."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop import icons
from desktop.theme import SIZE


class IconLabel(QWidget):
    """Shows the icon of a name, `side` device-independent pixels wide and high."""

    def __init__(
        self, name: str, role: str = "muted", side: int = SIZE.icon, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._icon = icons.icon(name, role)
        self.setFixedSize(QSize(side, side))

    def set_icon(self, name: str, role: str = "muted") -> None:
        """Show another icon."""
        self._icon = icons.icon(name, role)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        self._icon.paint(QPainter(self), self.rect())
