"""A damaged store at the start: she is told what can be done, and what became of it; the check of a store."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from db.backup import backup
from db.queries import View, count
from db.store import Store
from desktop import theme
from desktop.app import Windows
from desktop.cli import main
from desktop.dialogs.damaged import DamagedDialog
from desktop.dialogs.doctor import DoctorDialog
from desktop.dialogs.rescue_report import RescueReportDialog
from desktop.settings import Settings
from desktop.workspace import Workspace

PAGE = 4096


@pytest.fixture
def path(tmp_path: Path, example_file: Path) -> Path:
    """The example with a backup, damaged: the page from which its list of contacts is reached is gone."""
    shutil.copy(example_file, tmp_path / "office.db")
    store = Store.open(tmp_path / "office.db")
    backup(store)
    with store.read() as session:
        look = "SELECT rootpage FROM sqlite_master WHERE name = 'contact'"
        root = session.connection().exec_driver_sql(look).scalar_one()
    store.close()
    spoilt = bytearray((tmp_path / "office.db").read_bytes())
    spoilt[(root - 1) * PAGE : root * PAGE] = bytes(PAGE)
    (tmp_path / "office.db").write_bytes(spoilt)
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
    """Does one thing in the damaged store's window, and reads the report that comes after it."""

    def __init__(self, deed: Callable[[DamagedDialog], None]) -> None:
        super().__init__()
        self.report = ""
        self.offered: list[str] = []
        self._deed: Callable[[DamagedDialog], None] | None = deed
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look)
        self._timer.start(10)

    def _look(self) -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, DamagedDialog) and self._deed is not None:
            deed, self._deed = self._deed, None
            self.offered = [dialog.confirm.text(), dialog.restore_button.text(), dialog.cancel.text()]
            deed(dialog)
        elif isinstance(dialog, RescueReportDialog):
            self.report = dialog.text.toPlainText()
            self._timer.stop()
            dialog.confirm.click()


def contacts(path: Path) -> int:
    """How many contacts a store holds."""
    store = Store.open(path)
    with store.read() as session:
        found = count(session, View("contact"))
    store.close()
    return found


def test_it_is_rebuilt_and_opens(path: Path, windows: Windows) -> None:
    person = Person(lambda dialog: dialog.confirm.click())
    assert windows.open(path)
    assert person.offered[0] == "Rebuild it"
    assert person.offered[1].startswith("Restore the backup of ")
    assert "Every record is there." in person.report
    assert [window.isVisible() for window in windows.shown()] == [True]
    assert path.with_name(f"{next(path.parent.glob('office-damaged-*.txt')).stem}.db").exists()
    assert contacts(path) == 32


def test_a_backup_takes_its_place(path: Path, windows: Windows) -> None:
    person = Person(lambda dialog: dialog.restore_button.click())
    assert windows.open(path)
    assert "All of these are there" in person.report
    assert contacts(path) == 32


def test_she_may_leave_it(path: Path, windows: Windows) -> None:
    before = path.read_bytes()
    person = Person(lambda dialog: dialog.cancel.click())
    assert not windows.open(path)
    assert person.offered
    assert path.read_bytes() == before


def test_the_command_line_tells_and_rebuilds(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def said(*arguments: str) -> tuple[int, str, str]:
        status = main(["--store", str(path), *arguments])
        return status, *capsys.readouterr()

    before = path.read_bytes()
    status, _, error = said("list", "contacts")
    assert status == 2
    assert "“dateline doctor” says what is left of it." in error
    assert error.count("\n") == 1
    status, out, _ = said("doctor")
    assert status == 1
    assert "Every record is there." in out
    assert "Nothing was changed." in out
    assert path.read_bytes() == before
    status, out, _ = said("doctor", "--rebuild")
    assert status == 1
    assert "The damaged file is kept as office-damaged-" in out
    status, out, _ = said("doctor")
    assert (status, out.splitlines()[0]) == (0, "The store is in order.")


@pytest.fixture
def workspace(tmp_path: Path, example_file: Path, qapp: QApplication) -> Iterator[Workspace]:
    """The example, with a letter of one name changed behind Dateline's back."""
    theme.apply(qapp, "light")
    shutil.copy(example_file, tmp_path / "dateline.db")
    made = Workspace(Store.open(tmp_path / "dateline.db"))
    backup(made.store)
    yield made
    made.close()


def test_a_store_in_order_is_said_to_be(workspace: Workspace, qtbot: QtBot) -> None:
    dialog = DoctorDialog(workspace)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: dialog.pages.currentWidget() is dialog.well, timeout=20_000)
    assert dialog.confirm.isHidden()


def test_what_differs_from_its_history_is_put_back(workspace: Workspace, qtbot: QtBot) -> None:
    with sqlite3.connect(workspace.store.path) as connection:
        connection.execute("UPDATE contact SET given_name = 'Xaule' WHERE given_name = 'Saule'")
    connection.close()
    dialog = DoctorDialog(workspace)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(dialog.confirm.isVisible, timeout=20_000)
    told = [dialog.list.item(row).text() for row in range(dialog.list.count())]
    assert any("Given name is “Xaule”, its history says “Saule”" in sentence for sentence in told)
    assert dialog.confirm.text() == "Put back what the history says of 1 record"
    dialog.confirm.click()
    qtbot.waitUntil(lambda: dialog.pages.currentWidget() is dialog.well, timeout=20_000)
    assert workspace.store.undo() == "Put back what the history says"
    assert dialog.result() == QDialog.DialogCode.Rejected
