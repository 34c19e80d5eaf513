"""The window on a store of its own, what a test does to it by keys and mouse, and what is seen in it."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QTabBar, QWidget
from pytestqt.qtbot import QtBot

from db.journal import history
from db.language import tr
from db.queries import Row, View, list_ids, one, rows, titles
from db.store import Store
from desktop.actions import DEEDS
from desktop.main_window import MainWindow
from desktop.pages import Pages
from desktop.records.cell_delegate import leading_column
from desktop.records.form import RecordForm
from desktop.records.record_page import RecordPage
from desktop.records.table_view import RecordTableView
from desktop.settings import Settings
from desktop.top_bar import StatusRow, TopBar
from desktop.widgets.banner import Banner, Toast
from desktop.widgets.link_label import LinkLabel
from desktop.widgets.titled_dialog import TitledDialog
from desktop.workspace import Workspace

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
PLAIN = Qt.KeyboardModifier.NoModifier

Part = TypeVar("Part", bound=QObject)


class WindowDesk:
    """One window, to be opened, closed and opened again as a person does."""

    def __init__(self, bot: QtBot, folder: Path) -> None:
        self.bot = bot
        self.folder = folder
        self.is_open = False
        self.passphrase: str | None = None

    def open(self) -> "WindowDesk":
        self.store = Store.open(self.folder / "dateline.db", passphrase=self.passphrase)
        self.workspace = Workspace(self.store)
        settings = Settings(self.folder / "dateline.ini").of_store(self.store)
        self.window = MainWindow(self.workspace, settings)
        self.is_open = True
        with self.bot.waitActive(self.window):
            self.window.show()
        self.settle()
        return self

    def close(self, *, anyway: bool = False) -> None:
        """Close the window; `anyway` also where it holds something that can't be saved."""
        if self.is_open:
            if not self.window.close() and anyway:
                self.click(self.part(TitledDialog).confirm)
            self.is_open = self.window.isVisible()
            assert not self.is_open, "the window would not close"
            self.window.deleteLater()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def reopen(self) -> None:
        self.close()
        self.open()

    def settle(self) -> None:
        """Wait until nothing is under way any more and what it came to is on the screen."""
        quiet = 0
        while quiet < 5:
            QApplication.processEvents()
            quiet = quiet + 1 if self.workspace.tasks.is_idle else 0
            if not quiet:
                self.workspace.tasks.wait()

    # What is in the window

    def part(self, kind: type[Part]) -> Part:
        """The first part of a sort that is to be seen."""
        return next(part for part in self.window.findChildren(kind) if _seen(part))

    @property
    def pages(self) -> Pages:
        return self.window.findChildren(Pages)[0]

    @property
    def top(self) -> TopBar:
        return self.window.findChildren(TopBar)[0]

    @property
    def page(self) -> RecordPage:
        return self.pages.current()

    @property
    def form(self) -> RecordForm:
        return self.page.form

    @property
    def table(self) -> RecordTableView:
        return self.page.list.table

    @property
    def tabs(self) -> QTabBar:
        return self.pages.findChildren(QTabBar)[0]

    def tab(self) -> str:
        """What the tab in sight is called."""
        return self.tabs.tabText(self.tabs.currentIndex())

    def banner(self) -> str:
        """What the banner over the tabs says; empty while there is none."""
        return next((each.text() for each in self.window.findChildren(Banner) if each.isVisible()), "")

    def status(self) -> str:
        """What the line below everything says of the list."""
        return self.window.findChildren(StatusRow)[0].findChildren(QLabel)[0].text()

    def toast(self) -> str:
        return next((each.text() for each in self.window.findChildren(Toast) if each.isVisible()), "")

    def listed(self, column: str = "") -> list[str]:
        """The texts of a column of the list in sight, from the top; of the one that names the rows."""
        model = self.page.list.model
        place = model.columns().index(column or leading_column(model.kind))
        for _ in range(2):
            texts = [str(model.index(row, place).data()) for row in range(model.rowCount())]
            self.settle()
        return texts

    def read(self, field: str) -> str:
        """What the form says in a field."""
        return self.form.body.row(field).text()

    # Keys and mouse

    def press(self, key: Qt.Key, with_: Qt.KeyboardModifier = PLAIN) -> None:
        if QApplication.focusWidget() is None:
            # Without a window manager nobody brings the window back to the front after a dialog.
            self.window.activateWindow()
            self.bot.waitUntil(lambda: QApplication.focusWidget() is not None)
        self.bot.keyClick(focused(), key, with_)

    def keys(self, text: str) -> None:
        """Type letters of any script where the keyboard is."""
        for letter in text:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                # QTest knows no letters beyond Latin.
                QApplication.sendEvent(focused(), QKeyEvent(kind, 0, PLAIN, letter))

    def over(self, text: str) -> None:
        """Type over all that stands where the keyboard is."""
        self.press(Qt.Key.Key_A, CONTROL)
        self.press(Qt.Key.Key_Delete)
        self.keys(text)

    def click(self, widget: QWidget, at: QPoint | None = None) -> None:
        self.bot.mouseClick(widget, Qt.MouseButton.LeftButton, pos=at or widget.rect().center())

    def go(self, place: int) -> None:
        """Go to a tab with Ctrl and its number, counted from 1."""
        self.press(Qt.Key(Qt.Key.Key_0 + place), CONTROL)
        self.settle()

    def into(self, field: str) -> None:
        """Put the keyboard into a field of the form with the mouse; one that is folded is unfolded."""
        body = self.form.body
        shown = next((row for row in body.shown_rows() if row.field.name == field), None)
        if shown is None:
            self.click(self.add_link(field))
            return
        face = shown.face()
        if face is not None and face.isVisible():
            self.click(face, QPoint(face.width() - 3, face.height() // 2))
        else:
            editor = shown.control().editor
            self.click(editor.focusProxy() or editor)

    def add_link(self, key: str) -> LinkLabel:
        line = self.form.body.add_line
        if key not in [link.property("key") for link in line.links()]:
            self.click(line.links()[-1])
        return next(link for link in line.links() if link.property("key") == key)

    def fill(self, field: str, text: str) -> None:
        """Type over a field of the form and leave it."""
        self.into(field)
        self.over(text)
        self.press(Qt.Key.Key_Tab)
        self.settle()

    def choose(self, title: str) -> str:
        """Click the row of a record in the list in sight; answers its uid."""
        place = self.listed().index(title)
        self.table.scrollTo(self.table.records.index(place, 0))
        self.click(self.table.viewport(), self.table.visualRect(self.table.records.index(place, 0)).center())
        self.settle()
        return self.page.list.current_uid()

    def cell(self, row: int, column: str) -> QPoint:
        """Where a cell of the table is."""
        index = self.table.records.index(row, self.table.records.columns().index(column))
        self.table.scrollTo(index)
        return self.table.visualRect(index).center()

    def do(self, name: str) -> None:
        """Choose what the menu calls the deed of this name, as a click on it does."""
        text = tr(next(deed.text for deed in DEEDS if deed.id == name))
        next(each for each in self.window.actions() if each.text() == text).trigger()

    def undo(self) -> None:
        self.press(Qt.Key.Key_Z, CONTROL)
        self.settle()

    def redo(self) -> None:
        self.press(Qt.Key.Key_Z, CONTROL | SHIFT)
        self.settle()

    # What is in the store

    def stored(self, kind: str, uid: str) -> Row | None:
        with self.store.read() as session:
            return one(session, kind, uid)

    def kept(self, kind: str, uid: str) -> Row:
        row = self.stored(kind, uid)
        assert row is not None
        return row

    def all(self, kind: str) -> list[Row]:
        with self.store.read() as session:
            return rows(session, kind, list_ids(session, View(kind)))

    def named(self, kind: str, words: str) -> str:
        """The uid of the record that words lead to first."""
        with self.store.read() as session:
            return titles(session, kind, words)[0].uid

    def labels(self) -> list[str]:
        """What was done, newest first."""
        with self.store.read() as session:
            return [entry.label for entry in history(session)]


class Answer(QObject):
    """Does something in the next dialog that holds up everything else, such as that of a file."""

    def __init__(self, deed: Callable[[QWidget], None]) -> None:
        super().__init__()
        self._deed = deed
        self.saw: QWidget | None = None
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look)
        self._timer.start(10)

    def _look(self) -> None:
        dialog = QApplication.activeModalWidget() or QApplication.activePopupWidget()
        if dialog is not None:
            self._timer.stop()
            self.saw = dialog
            self._deed(dialog)


def name_file(path: Path) -> Callable[[QWidget], None]:
    """Type a name into a dialog for files and press Enter."""

    def deed(dialog: QWidget) -> None:
        line = dialog.findChild(QLineEdit, "fileNameEdit")
        assert line is not None
        line.setText(str(path))
        event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, PLAIN)
        QApplication.sendEvent(line, event)

    return deed


def focused() -> QWidget:
    """Where keys go to: what has the keyboard in the list or menu that is open, else in the window."""
    popup = QApplication.activePopupWidget()
    widget = (popup.focusWidget() or popup) if popup is not None else QApplication.focusWidget()
    assert widget is not None
    return widget


def _seen(part: QObject) -> bool:
    return not isinstance(part, QWidget) or part.isVisible()
