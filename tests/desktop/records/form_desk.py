"""A form in a window of its own, and what a test does to it by keys and mouse."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget
from pytestqt.qtbot import QtBot

from db.journal import history
from db.queries import Row, one
from desktop.records.form import RecordForm
from desktop.settings import Settings
from desktop.tabs import spec_of
from desktop.workspace import Workspace

UntilIdle = Callable[[], None]


class Desk:
    """A form in a window, with what a test does to it."""

    def __init__(self, qtbot: QtBot, workspace: Workspace, settings: Settings, wait: UntilIdle) -> None:
        self.bot, self.workspace, self.settings, self.wait = qtbot, workspace, settings, wait
        self.window = QMainWindow()
        qtbot.addWidget(self.window)

    def open(self, kind: str, uid: str = "") -> RecordForm:
        form = RecordForm(self.workspace, self.settings, spec_of(kind))
        self.window.setCentralWidget(form)
        self.window.resize(560, 800)
        with self.bot.waitActive(self.window):
            self.window.show()
        self.form = form
        if uid:
            form.show_record(uid)
            self.wait()
        return form

    def add(self, kind: str, /, **values: object) -> str:
        with self.workspace.store.write("Begin") as writer:
            uid = writer.create(kind, values)
        self.wait()
        return uid

    def type(self, name: str, text: str, *, leave: bool = True) -> None:
        """Put the keyboard into a field, type over what is there, and go on with the Tab key."""
        self.form.body.unfold(name)
        self.keys(text, over=True)
        if leave:
            self.press(Qt.Key.Key_Tab)
            self.wait()

    def keys(self, text: str, *, over: bool = False) -> None:
        if over:
            self.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
            self.press(Qt.Key.Key_Delete)
        for letter in text:
            # QTest knows no letters beyond Latin.
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter)
                QApplication.sendEvent(focused(), event)

    def press(self, key: Qt.Key, with_: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.bot.keyClick(focused(), key, with_)

    def stored(self, kind: str, uid: str) -> Row:
        with self.workspace.store.read() as session:
            row = one(session, kind, uid)
        assert row is not None
        return row

    def labels(self) -> list[str]:
        with self.workspace.store.read() as session:
            return [entry.label for entry in history(session)]


def focused() -> QWidget:
    """Where keys go to: the list that is open, else the widget with the keyboard."""
    widget = QApplication.activePopupWidget() or QApplication.focusWidget()
    assert widget is not None
    return widget
