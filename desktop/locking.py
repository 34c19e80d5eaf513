"""Locking a window: it is covered, its store is let go of, and all is as it was when it is unlocked."""

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QGuiApplication, QShortcut, QWindow
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QStackedWidget, QToolTip, QWidget
from shiboken6 import isValid

from db.language import tr
from desktop.settings import LOCK_AFTER, Settings
from desktop.widgets.lock_page import LockPage
from desktop.workspace import Workspace

USUAL_MINUTES = 15
"""After how many minutes without use a protected store is locked, unless she wants it otherwise."""

LOOK_EVERY_MS = 5_000
"""How often it is looked whether that time has passed, in milliseconds."""

USES = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
    }
)


class Idleness(QObject):
    """Says when the program was not used for as long as the settings say.

    Both clocks count: the one that stands still while the computer sleeps, and that on the wall, which may
    be set back.
    """

    idle = Signal()

    def __init__(
        self,
        settings: Settings,
        parent: QObject | None = None,
        clocks: tuple[Callable[[], float], ...] = (time.monotonic, time.time),
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self._clocks = clocks
        self._used = [clock() for clock in clocks]
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        self._timer.start(LOOK_EVERY_MS)
        app = QApplication.instance()
        if isinstance(app, QGuiApplication):
            # The windows of the system alone: a filter for all objects would see each event of each widget.
            app.focusWindowChanged.connect(self._watch)

    @Slot()
    def look(self) -> None:
        """Say so if the time has passed."""
        minutes = self._settings.get(LOCK_AFTER, USUAL_MINUTES)
        passed = max(clock() - used for clock, used in zip(self._clocks, self._used, strict=True))
        if minutes and passed >= minutes * 60:
            self.idle.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in USES:
            self._used = [clock() for clock in self._clocks]
        return False

    @Slot(QWindow)
    def _watch(self, window: QWindow | None) -> None:
        if window is not None:
            window.removeEventFilter(self)
            window.installEventFilter(self)


class WindowLock(QStackedWidget):
    """The centre of a window: what it shows, or the page that covers it."""

    def __init__(
        self, window: QMainWindow, workspace: Workspace, settings: Settings, before: Callable[[], object]
    ) -> None:
        """`before` saves what is being typed."""
        super().__init__(window)
        self._window = window
        self._workspace = workspace
        self._settings = settings
        self._before = before
        self._title = ""
        self._focused: QWidget | None = None
        self._hidden: list[QDialog] = []
        self._actions: list[QAction] = []
        self._spared: QAction | None = None
        self._silent: list[QShortcut] = []
        self._page = LockPage(workspace.store.path.stem)
        self._page.given.connect(self._unlock)
        self.is_locked = False
        workspace.locked.connect(self._page.show_open)
        workspace.unlocked.connect(self._uncover)
        app = QApplication.instance()
        if isinstance(app, QGuiApplication):
            app.focusWindowChanged.connect(self._on_focus_window)

    def cover(self, content: QWidget, spared: QAction) -> None:
        """What it shows, and covers when it is locked; the action that can be done nevertheless."""
        self._spared = spared
        self.addWidget(content)
        self.addWidget(self._page)

    @Slot()
    def lock(self) -> None:
        """Cover the window at once; its store is locked when what is under way has ended."""
        if self.is_locked or self._workspace.store.key is None:
            return
        self.is_locked = True
        self._focused = QApplication.focusWidget()
        self._put_away()
        self._page.clear()
        self.setCurrentWidget(self._page)
        self._before()
        self._silence()
        self._settings.sync()
        self._page.show_finishing()
        self._workspace.lock()

    def _put_away(self) -> None:
        """Hide what lies over the window or hangs out of it."""
        QToolTip.hideText()
        while (popup := QApplication.activePopupWidget()) is not None and popup.close():
            pass
        for widget in QApplication.topLevelWidgets():
            if widget.isVisible() and self._is_ours(widget):
                if isinstance(widget, QDialog):
                    self._hidden.append(widget)
                    widget.finished.connect(self._forget)
                widget.hide()

    def _is_ours(self, widget: QWidget) -> bool:
        return self._window in _above(widget)

    def _silence(self) -> None:
        """Let no key, and nothing dropped, reach what is covered."""
        self._title = self._window.windowTitle()
        self._window.setWindowTitle(tr("Locked – Dateline"))
        self._window.setAcceptDrops(False)
        self._actions = self._window.actions()
        for action in self._actions:
            if action is not self._spared:
                self._window.removeAction(action)
        directly = Qt.FindChildOption.FindDirectChildrenOnly
        found = self._window.findChildren(QShortcut, options=directly)
        self._silent = [shortcut for shortcut in found if shortcut.isEnabled()]
        for shortcut in self._silent:
            shortcut.setEnabled(False)

    @Slot(str)
    def _unlock(self, passphrase: str) -> None:
        self._workspace.unlock(passphrase, self._page.show_problem)

    @Slot()
    def _uncover(self) -> None:
        """Bring everything back as it was."""
        if not self.is_locked:
            return
        self.is_locked = False
        self._page.clear()
        self._window.setWindowTitle(self._title)
        self._window.setAcceptDrops(True)
        self._window.addActions(self._actions)
        for shortcut in self._silent:
            shortcut.setEnabled(True)
        self.setCurrentIndex(0)
        hidden, self._hidden = self._hidden, []
        for dialog in sorted(filter(isValid, hidden), key=_depth):
            dialog.finished.disconnect(self._forget)
            dialog.show()
        if self._focused is not None and isValid(self._focused):
            self._focused.setFocus()
        self._focused = None
        # What was kept meanwhile.
        self._settings.sync()

    @Slot()
    def _forget(self) -> None:
        """A dialog came to its end while it was hidden."""
        dialog = self.sender()
        self._hidden = [each for each in self._hidden if each is not dialog]

    @Slot(QWindow)
    def _on_focus_window(self, _window: QWindow | None) -> None:
        """Hide what opened after the window was locked, such as the end of an import."""
        if self.is_locked:
            self._put_away()


def _above(widget: QWidget) -> list[QWidget]:
    """What a widget belongs to, over other windows, too; the nearest first."""
    found = []
    above = widget.parentWidget()
    while above is not None:
        found.append(above)
        above = above.parentWidget()
    return found


def _depth(widget: QWidget) -> int:
    return len(_above(widget))
