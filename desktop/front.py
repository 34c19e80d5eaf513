"""Bringing a window to the front from where it is: minimised, on another desktop, behind others."""

import os
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

SETTLES_MS = 50
"""How long a window manager needs to answer a change of a window, in milliseconds."""

REFUSED_MS = 400
"""After how long a window that has not come to the front was not let there, in milliseconds."""


def bring_to_front(window: QWidget, token: str = "") -> None:
    """Show a window, and give it the keyboard.

    `token` is what the desktop gave to the start that asks for it: without one Wayland lets nobody to the
    front. X11 lets those to the front who have heard of it last, so that a change of the title, which it
    answers with the time, goes before.
    """
    if token:
        # Qt takes it from here when it next asks for the window.
        os.environ["XDG_ACTIVATION_TOKEN"] = token
    state = window.windowState() & ~Qt.WindowState.WindowMinimized
    window.setWindowState(state | Qt.WindowState.WindowActive)
    window.show()
    window.raise_()
    title = window.windowTitle()
    window.setWindowTitle(f"{title} ")
    window.setWindowTitle(title)
    QTimer.singleShot(SETTLES_MS, window.activateWindow)
    QTimer.singleShot(REFUSED_MS, partial(_show_anew, window))


def _show_anew(window: QWidget) -> None:
    """Show a window anew that was not let to the front: as a new one it comes to the desktop in use."""
    if isValid(window) and window.isVisible() and QApplication.activeWindow() is None:
        window.hide()
        window.show()
        window.raise_()
        window.activateWindow()
