"""Work on a protected store that is killed in the middle; `test_nothing_in_the_open.py` starts it and looks.

Not among the ordinary tests. What is asked for by the person herself, exports and the workbook that comes in,
lies in the folder that OUTSIDE names.
"""

import os
import shutil
import signal
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db import backup, protection
from db.views import Filter, Op, View
from desktop import crash, theme
from desktop.dialogs.export import ExportDialog
from desktop.dialogs.importing import ImportDialog
from desktop.records.saved_views import SavedView, SavedViews
from desktop.settings import Settings
from tests.desktop.window_desk import ALT, CONTROL, WindowDesk

OUTSIDE = Path(os.environ.get("DATELINE_OUTSIDE", "."))
PASSPHRASE = "five kettles on a hill"
NAME, CYRILLIC, TYPED, FILTERED, LISTED, HEADER, IMPORTED, CRASHED = SECRETS = (
    "Zheltokova", "Желтокова", "kumquat harvest", "loganberry", "Quince circle", "Quillwort column",
    "Medlarovich", "Damsonbek",
)  # fmt: skip


def make_workbook(path: Path) -> None:
    """A table with a header that nobody knows."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Family name", "E-mail", HEADER])
    sheet.append([IMPORTED, "medlar@example.kg", "Bishkek"])
    book.save(path)


def add(desk: WindowDesk) -> None:
    desk.press(Qt.Key.Key_N, CONTROL)
    desk.fill("family_name", NAME)
    desk.fill("family_name_alt", CYRILLIC)
    made = backup.backup(desk.store)
    assert made.exists()
    assert protection.protect(desk.store, PASSPHRASE) == []
    desk.passphrase = PASSPHRASE
    desk.reopen()


def bring_in(desk: WindowDesk) -> None:
    make_workbook(OUTSIDE / "guests.xlsx")
    desk.window.import_files([OUTSIDE / "guests.xlsx"])
    desk.settle()
    dialog = desk.part(ImportDialog)
    dialog.carry_out()
    desk.settle()
    dialog.reject()
    desk.settle()


def send_out(desk: WindowDesk) -> None:
    desk.press(Qt.Key.Key_E, CONTROL)
    dialog = desk.part(ExportDialog)
    desk.settle()
    dialog.write(OUTSIDE / "out.xlsx")
    desk.settle()
    assert (OUTSIDE / "out.xlsx").exists()


def test_work_that_is_killed(tmp_path: Path, example_file: Path, qtbot: QtBot, qapp: QApplication) -> None:
    theme.apply(qapp, "light")
    shutil.copy(example_file, tmp_path / "dateline.db")
    desk = WindowDesk(qtbot, tmp_path).open()
    add(desk)
    bring_in(desk)
    send_out(desk)
    backup.backup(desk.store)
    desk.press(Qt.Key.Key_K, CONTROL)
    desk.keys(NAME)
    desk.settle()
    desk.press(Qt.Key.Key_Escape)
    kept = Settings(tmp_path / "dateline.ini").of_store(desk.store)
    view = View("contact", filters=(Filter("note", Op.CONTAINS, (FILTERED,)),))
    SavedViews(kept, "contact").put(SavedView(LISTED, view, ("name",)))
    kept.put("view/contact", view.to_json())
    kept.sync()
    crash.report(ValueError(f"no such contact: {CRASHED}"))
    desk.press(Qt.Key.Key_L, CONTROL | ALT)
    desk.settle()
    assert desk.store.is_locked
    desk.workspace.unlock(PASSPHRASE, pytest.fail)
    desk.settle()
    desk.into("note")
    desk.over(TYPED)
    desk.workspace.keeping.finish()
    desk.pages.keep()
    (OUTSIDE / "through").touch()
    os.kill(os.getpid(), signal.SIGKILL)
