"""The import window with the next workbook: what was chosen before holds, what was held back is saved."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import Workbook
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from db.exchange.reading import read_workbook
from db.values import Reach
from desktop.dialogs import import_work
from desktop.dialogs.importing import ImportDialog
from desktop.settings import Settings
from desktop.workspace import Workspace

HEAD = ("Name", "Surname", "Position", "E-mail", "Desk")
Open = Callable[[Path], ImportDialog]


@pytest.fixture
def opened(qtbot: QtBot, workspace: Workspace, settings: Settings, until_idle: Callable[[], None]) -> Open:
    """Opens the window on a workbook and waits until it was read."""
    window = QWidget()
    qtbot.addWidget(window)

    def open_it(path: Path) -> ImportDialog:
        dialog = ImportDialog(workspace, settings, path, "contact", window)
        with qtbot.waitExposed(dialog):
            dialog.open()
        until_idle()
        return dialog

    return open_it


def save(path: Path, *lines: tuple[str, ...]) -> Path:
    book = Workbook()
    book.worksheets[0].title = "People"
    for line in (HEAD, *lines):
        book.worksheets[0].append(line)
    book.save(path)
    return path


def test_a_column_goes_where_it_was_sent_the_last_time(
    qtbot: QtBot, opened: Open, until_idle: Callable[[], None], tmp_path: Path
) -> None:
    first = opened(save(tmp_path / "one.xlsx", ("Asel", "Bekova", "Editor", "asel@example.kg", "Culture")))
    assert first._worked is not None
    desk = first._worked.proposal.sheets[0].columns[4]
    assert desk.target == "note"
    first._on_changed(import_work.column(0, replace(desk, target="city")))
    qtbot.waitUntil(lambda: not first.is_working, timeout=10_000)
    until_idle()
    with qtbot.waitSignal(first.accepted, timeout=10_000):
        first.carry_out()
    until_idle()
    second = opened(save(tmp_path / "two.xlsx", ("Timur", "Akhmetov", "Driver", "timur@example.kz", "Osh")))
    assert second._worked is not None
    desk = second._worked.proposal.sheets[0].columns[4]
    assert (desk.target, desk.decided.phrase) == ("city", "as you chose before")
    second.reject()


def test_held_back_rows_are_saved_from_the_window(
    qtbot: QtBot, opened: Open, until_idle: Callable[[], None], tmp_path: Path
) -> None:
    lines = [
        ("Asel", "Bekova", "Editor", "nowhere", ""),
        ("Timur", "Akhmetov", "Driver", "timur@example.kz", ""),
    ]
    dialog = opened(save(tmp_path / "people.xlsx", *lines))
    assert dialog.held_back.isVisible()
    assert dialog.held_back.text() == "Save the 1 held-back row…"
    dialog.held_back.save(tmp_path / "back.xlsx")
    until_idle()
    assert "back.xlsx" in dialog.summary.text()
    (sheet,) = read_workbook(tmp_path / "back.xlsx").sheets
    assert [row[0] for row in sheet.rows] == ["Name", "Asel"]
    dialog.held_back.save(tmp_path / "people.xlsx")
    until_idle()
    assert "Choose another name" in dialog.problem.text()
    dialog.reject()


def test_nothing_is_offered_where_nothing_is_held_back(opened: Open, tmp_path: Path) -> None:
    line = ("Timur", "Akhmetov", "Driver", "timur@example.kz", "")
    dialog = opened(save(tmp_path / "people.xlsx", line))
    assert not dialog.held_back.isVisible()
    dialog.reject()


def test_a_table_may_add_new_ones_alone(
    qtbot: QtBot, opened: Open, workspace: Workspace, until_idle: Callable[[], None], tmp_path: Path
) -> None:
    asel = ("Asel", "Bekova", "Editor", "asel@example.kg", "")
    with workspace.store.write("Add") as writer:
        email = Reach("asel@example.kg", normal="asel@example.kg")
        writer.create("contact", {"given_name": "Asel", "family_name": "Bekova", "emails": (email,)})
    timur = ("Timur", "Akhmetov", "Driver", "timur@example.kz", "")
    dialog = opened(save(tmp_path / "people.xlsx", asel, timur))
    assert dialog._worked is not None and dialog._worked.going_in == 2
    (card,) = dialog.parts.sheets.cards
    assert card.mode.isVisible() and card.mode.currentText() == "Add and update"
    card.mode.setCurrentText("Only add new ones")
    card.mode.activated.emit(card.mode.currentIndex())
    qtbot.waitUntil(lambda: not dialog.is_working, timeout=10_000)
    until_idle()
    assert dialog._worked.going_in == 1
    assert card.mode.currentText() == "Only add new ones"
    card.into.setCurrentText("Leave out")
    card.into.activated.emit(card.into.currentIndex())
    qtbot.waitUntil(lambda: not dialog.is_working, timeout=10_000)
    assert not card.mode.isVisible()
    dialog.reject()
