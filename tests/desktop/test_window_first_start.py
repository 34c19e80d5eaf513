"""The first start: three ways in, and each leads somewhere."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db import example
from desktop.app import Windows
from desktop.dialogs.importing import ImportDialog
from desktop.dialogs.welcome import Welcome
from desktop.settings import Settings
from desktop.widgets.action_button import ActionButton
from tests.desktop.window_desk import CONTROL, Answer, WindowDesk, name_file

WORKBOOK = Path(__file__).parent.parent / "workbooks" / "participants.xlsx"


def way_in(desk: WindowDesk, text: str) -> ActionButton:
    buttons = desk.part(Welcome).findChildren(ActionButton)
    return next(button for button in buttons if button.text() == text)


@pytest.fixture
def windows(tmp_path: Path, qapp: QApplication) -> Iterator[Windows]:
    made = Windows(Settings(tmp_path / "dateline.ini"))
    yield made
    for window in made.shown():
        window.close()
    QCoreApplication.sendPostedEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_the_welcome_has_three_ways_in_and_one_filled_button(empty_window: WindowDesk) -> None:
    buttons = [button for button in empty_window.window.findChildren(ActionButton) if button.isVisible()]
    texts = [button.text() for button in empty_window.part(Welcome).findChildren(ActionButton)]
    assert texts == ["Import a workbook…", "Open the example", "Start empty"]
    assert [button.text() for button in buttons if button.property("primary")] == ["Import a workbook…"]


def test_starting_empty_leads_to_a_tab_that_says_what_to_do(empty_window: WindowDesk) -> None:
    empty_window.click(way_in(empty_window, "Start empty"))
    assert empty_window.tab() == "Contacts"
    texts = [
        button.text() for button in empty_window.page.list.findChildren(ActionButton) if button.isVisible()
    ]
    assert texts == ["New contact", "Import"]


def test_the_first_record_takes_the_welcome_away_for_good(empty_window: WindowDesk) -> None:
    empty_window.press(Qt.Key.Key_N, CONTROL)
    empty_window.fill("family_name", "Сапарова")
    assert empty_window.listed() == ["Сапарова"]
    empty_window.reopen()
    assert not empty_window.window.findChildren(Welcome)[0].isVisible()
    assert empty_window.listed() == ["Сапарова"]


def test_a_workbook_is_chosen_and_shown_before_it_comes_in(
    empty_window: WindowDesk, tmp_path: Path, qtbot: QtBot
) -> None:
    workbook = Path(shutil.copy(WORKBOOK, tmp_path))
    answer = Answer(name_file(workbook))
    empty_window.click(way_in(empty_window, "Import a workbook…"))
    assert answer.saw is not None
    dialog = empty_window.part(ImportDialog)
    qtbot.waitUntil(dialog.confirm.isVisible)
    empty_window.settle()
    assert dialog.title.text() == "Import participants.xlsx"
    assert empty_window.all("contact") == []
    dialog.reject()


def test_the_example_opens_in_a_second_window_on_a_store_of_its_own(
    windows: Windows, tmp_path: Path, qtbot: QtBot
) -> None:
    own = tmp_path / "own.db"
    assert windows.open(own)
    first = windows.shown()[0]
    qtbot.waitUntil(lambda: any(each.isVisible() for each in first.findChildren(Welcome)))
    buttons = first.findChildren(Welcome)[0].findChildren(ActionButton)
    qtbot.mouseClick(
        next(each for each in buttons if each.text() == "Open the example"), Qt.MouseButton.LeftButton
    )
    assert len(windows.shown()) == 2
    assert windows.shown()[1].windowTitle() == "Example – Dateline"
    assert windows.shown()[0].windowTitle() != windows.shown()[1].windowTitle()
    assert example.default_path() != own
    assert first.isVisible()
    windows.open_example()
    assert len(windows.shown()) == 2
    windows.shown()[1].close()
    qtbot.waitUntil(lambda: len(windows.shown()) == 1)
    assert windows.open_example()
    assert len(windows.shown()) == 2
