"""A menu with rounded corners, where the platform can show them."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget


class Menu(QMenu):
    """A QMenu whose window lets what is behind its corners be seen."""

    def __init__(self, title: str = "", parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        if QGuiApplication.platformName() == "xcb":
            # X11 may have nothing that blends windows; the corners would be black then.
            return
        self.setProperty("rounded", True)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.setWindowFlag(Qt.WindowType.FramelessWindowHint)
        self.setWindowFlag(Qt.WindowType.NoDropShadowWindowHint)
