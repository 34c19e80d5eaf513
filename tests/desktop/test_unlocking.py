"""A protected store is opened: its passphrase is asked for before there is a window."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.store import Store
from desktop import theme
from desktop.app import Windows
from desktop.dialogs.unlock import UnlockDialog
from desktop.settings import Settings

PASSPHRASE = "five kettles on a hill"


@pytest.fixture
def path(tmp_path: Path, example_file: Path) -> Path:
    """The example, protected."""
    shutil.copy(example_file, tmp_path / "office.db")
    store = Store.open(tmp_path / "office.db")
    store.protect(PASSPHRASE)
    store.close()
    return tmp_path / "office.db"


@pytest.fixture
def windows(tmp_path: Path, qapp: QApplication) -> Iterator[Windows]:
    theme.apply(qapp, "light")
    made = Windows(Settings(tmp_path / "dateline.ini"))
    yield made
    for window in made.shown():
        window.close()
    QCoreApplication.sendPostedEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


class Person(QObject):
    """Does one thing after the other in the dialog, as soon as it can be used."""

    def __init__(self, *deeds: Callable[[UnlockDialog], None]) -> None:
        super().__init__()
        self.deeds = list(deeds)
        self.said: list[str] = []
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look)
        self._timer.start(10)

    def _look(self) -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, UnlockDialog) or not dialog.confirm.isEnabled():
            return
        self.said.append(dialog.field.said())
        if self.deeds:
            self.deeds.pop(0)(dialog)


def answer(passphrase: str) -> Callable[[UnlockDialog], None]:
    def deed(dialog: UnlockDialog) -> None:
        dialog.field.line.setText(passphrase)
        dialog.confirm.click()

    return deed


def test_it_opens_with_its_passphrase(windows: Windows, path: Path) -> None:
    titles: list[str] = []
    person = Person(
        lambda dialog: titles.append(dialog.title.text()), answer("no kettle"), answer(PASSPHRASE)
    )
    assert windows.open(path)
    assert titles == ["office is protected"]
    assert person.said == ["", "", "This is not the passphrase of office.db. Try again."]
    assert [window.windowTitle() for window in windows.shown()] == ["office – Dateline"]


def test_esc_quits(windows: Windows, path: Path, qtbot: QtBot) -> None:
    person = Person(lambda dialog: qtbot.keyClick(dialog, Qt.Key.Key_Escape))
    assert not windows.open(path)
    assert not windows.shown()
    assert person.said == [""]


def test_another_store_can_be_chosen(windows: Windows, path: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    Store.open(other).close()

    def choose(dialog: UnlockDialog) -> None:
        dialog.other = other
        dialog.accept()

    person = Person(choose)
    assert windows.open(path)
    assert [window.windowTitle() for window in windows.shown()] == ["other – Dateline"]
    assert person.said == [""]
