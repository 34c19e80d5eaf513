"""What the world does to a window: nothing that was typed is lost, and one sentence says what to do."""

import datetime as dt
import os
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
import sqlalchemy as sa
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from db.journal import Batch
from db.records.base import utc_now
from db.store import Store
from db.writer import Changes
from desktop import crash
from desktop.app import Windows
from desktop.dialogs.leaving import LeavingDialog
from desktop.settings import Settings
from tests.desktop.window_desk import CONTROL, Answer, WindowDesk, focused

Trouble = Callable[[WindowDesk], AbstractContextManager[None]]


def pragma(desk: WindowDesk, words: str) -> None:
    """Say something to the one connection that the window writes with."""
    with desk.store.write("Nothing") as writer:
        writer.session.connection().exec_driver_sql(f"PRAGMA {words}")


@contextmanager
def full_disk(desk: WindowDesk) -> Iterator[None]:
    # No page more than there is: SQLite then says what it says when the disk is full.
    pragma(desk, "max_page_count = 1")
    yield
    pragma(desk, "max_page_count = 1000000")


@contextmanager
def other_program(desk: WindowDesk) -> Iterator[None]:
    """Another program that keeps the store for itself."""
    pragma(desk, "busy_timeout = 20")
    other = sqlite3.connect(desk.store.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    yield
    other.execute("ROLLBACK")
    other.close()


@contextmanager
def taken_away(desk: WindowDesk) -> Iterator[None]:
    """Somebody moves the file while it is open, and puts it back."""
    away = desk.store.path.rename(desk.store.path.with_name("elsewhere.db"))
    yield
    away.rename(desk.store.path)


@contextmanager
def drive_gone(desk: WindowDesk) -> Iterator[None]:
    """The folder of the store is no longer there, as when a drive is unplugged."""
    away = desk.store.path.parent.rename(desk.store.path.parent.with_name("unplugged"))
    yield
    away.rename(desk.store.path.parent)


@pytest.mark.parametrize(
    ("trouble", "sentence"),
    [
        (
            taken_away,
            "dateline.db is no longer in {folder}. Put it back or reconnect its drive, then try again.",
        ),
        (
            drive_gone,
            "dateline.db is no longer in {folder}. Put it back or reconnect its drive, then try again.",
        ),
        (full_disk, "The disk is full, so nothing was saved to dateline.db. Make room, then try again."),
        (other_program, "dateline.db is in use by another program. Close it there, then try again."),
    ],
)
def test_what_could_not_be_written_stays_until_it_can(
    window: WindowDesk, trouble: Trouble, sentence: str
) -> None:
    uid = window.choose("Ким Виктор")
    text = "A very long account of what was said. " * 2000
    with trouble(window):
        window.into("note")
        focused().insertPlainText(text)  # type: ignore[attr-defined]
        window.press(Qt.Key.Key_Tab)
        window.settle()
        row = window.form.body.row("note")
        assert row.error() == sentence.format(folder=window.store.path.parent)
        assert row.text() == text.strip()
        assert window.window.isVisible()
    assert window.kept("contact", uid)["note"] is None
    window.click(row.control().editor.focusProxy() or row)
    window.press(Qt.Key.Key_Return, CONTROL)
    window.settle()
    assert row.error() == ""
    assert window.kept("contact", uid)["note"] == text.strip()


def test_closing_while_something_can_not_be_saved_asks_first(window: WindowDesk) -> None:
    uid = window.choose("Ким Виктор")
    with other_program(window):
        window.into("job_title")
        window.over("Photo editor")
        assert not window.window.close()
        dialog = window.part(LeavingDialog)
        assert dialog.title.text() == "Not everything is saved"
        assert dialog.named.text() == "Ким Виктор – Job title"
        window.click(dialog.cancel)
        assert window.window.isVisible()
        assert window.read("job_title") == "Photo editor"
    window.close()
    window.open()
    assert window.kept("contact", uid)["job_title"] == "Photo editor"


def test_what_another_program_writes_is_noticed(window: WindowDesk) -> None:
    uid = window.choose("Ким Виктор")
    other = Store.open(window.store.path)
    with other.write("Change from elsewhere") as writer:
        writer.update("contact", uid, {"job_title": "Photo editor"})
        writer.create("contact", {"family_name": "Сапарова"})
    with window.bot.waitSignal(window.workspace.changed, timeout=10_000):
        pass
    window.settle()
    assert window.read("job_title") == "Photo editor"
    assert "Сапарова" in window.listed()
    other.close()
    window.undo()
    assert "Сапарова" not in window.listed()


def test_a_store_that_was_replaced_is_shown_as_it_is_now(window: WindowDesk, tmp_path: Path) -> None:
    window.choose("Ким Виктор")
    window.store.copy_to(tmp_path / "copies" / "earlier.db")
    window.fill("job_title", "Photo editor")
    os.replace(tmp_path / "copies" / "earlier.db", window.store.path)
    with window.bot.waitSignal(window.workspace.changed, timeout=10_000):
        pass
    window.settle()
    assert window.read("job_title") != "Photo editor"
    said = window.banner()
    assert said.startswith("dateline.db was replaced by another file")
    kept = next(window.store.path.parent.glob("dateline-kept-*.db"))
    assert kept.name in said
    window.fill("job_title", "Reporter")
    assert window.read("job_title") == "Reporter"


def test_a_clock_that_was_set_back_is_said_and_nothing_is_out_of_order(window: WindowDesk) -> None:
    uid = window.choose("Ким Виктор")
    window.fill("job_title", "Photo editor")
    with window.store.write("Nothing") as writer:
        ahead = utc_now() + dt.timedelta(days=2)
        writer.session.execute(sa.update(Batch).values(at=ahead))
    with window.bot.waitSignal(window.workspace.problem, timeout=10_000):
        pass
    assert "is still to come. Check the clock." in window.banner()
    window.fill("job_title", "Reporter")
    window.undo()
    assert window.kept("contact", uid)["job_title"] == "Photo editor"


def test_what_the_window_writes_itself_is_not_taken_for_anothers(window: WindowDesk) -> None:
    window.choose("Ким Виктор")
    told: list[Changes] = []
    window.workspace.changed.connect(told.append)
    window.fill("job_title", "Photo editor")
    window.workspace.look_for_others()
    window.settle()
    assert [changes.everything for changes in told] == [False]


def test_a_second_window_on_the_same_store_is_refused_in_a_sentence(tmp_path: Path, qtbot: QtBot) -> None:
    first, second = Windows(Settings(tmp_path / "one.ini")), Windows(Settings(tmp_path / "two.ini"))
    assert first.open(tmp_path / "dateline.db")
    said: list[str] = []

    def leave(dialog: QWidget) -> None:
        assert isinstance(dialog, QMessageBox)
        said.append(dialog.text())
        next(button for button in dialog.buttons() if button.text() == "Quit").click()

    answer = Answer(leave)
    assert not second.open(tmp_path / "dateline.db")
    assert answer.saw is not None
    assert said == ["dateline.db is open in another Dateline window. Use that one."]
    window = first.shown()[0]
    window.close()
    qtbot.waitUntil(lambda: not first.shown())
    assert second.open(tmp_path / "dateline.db")
    second.shown()[0].close()
    qtbot.waitUntil(lambda: not second.shown())


def test_a_fault_of_ours_is_reported_and_the_window_stays(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    windows = Windows(Settings(tmp_path / "dateline.ini"))
    windows.open(tmp_path / "dateline.db")
    window = windows.shown()[0]
    monkeypatch.setattr(sys, "excepthook", windows.on_fault)
    fault = QAction("Fault", window)
    fault.setShortcut("Ctrl+Alt+0")
    fault.triggered.connect(_fail)
    window.addAction(fault)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    fault.trigger()
    desk = WindowDesk(qtbot, tmp_path)
    desk.window = window
    assert window.isVisible()
    reports = list(crash.folder().glob("crash-*.txt"))
    assert len(reports) == 1
    assert "ZeroDivisionError" in reports[0].read_text(encoding="utf-8")
    assert (
        desk.banner() == f"Something went wrong in Dateline. A report is in {reports[0]}. Please try again."
    )
    window.close()
    qtbot.waitUntil(lambda: not windows.shown())


def _fail() -> None:
    print(1 // 0)


class _Bell(QObject):
    rung = Signal(int)


def test_signals_leave_true_as_it_is() -> None:
    """PySide6 6.12.0 gives a reference to True away with each signal, until Python before 3.12 dies of it."""
    bell = _Bell()
    before = sys.getrefcount(True)
    for _ in range(100):
        bell.rung.emit(1)
    assert abs(sys.getrefcount(True) - before) < 50
