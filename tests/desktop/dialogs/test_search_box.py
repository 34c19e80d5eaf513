"""The search field: results as she types, marked with the arrows, never those of an older question."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from db.errors import Cancelled
from db.search import search
from desktop import theme
from desktop.dialogs.search import Results, SearchBox
from desktop.workspace import Workspace
from tests.desktop.conftest import UntilIdle
from tests.desktop.people import person


@pytest.fixture
def box(qtbot: QtBot, people: Workspace) -> Iterator[SearchBox]:
    window = QMainWindow()
    made = SearchBox(people, "Search everything", None, window)
    made.setGeometry(20, 20, 560, 32)
    window.resize(600, 500)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
    made.setFocus()
    yield made


def results(box: SearchBox) -> Results:
    return box.window().findChildren(Results)[0]


def look_for(qtbot: QtBot, box: SearchBox, words: str) -> list[str]:
    qtbot.keyClicks(box, words)
    qtbot.waitUntil(results(box).isVisible)
    shown = results(box).list
    return [shown.item(place).text() for place in range(shown.count())]


def test_the_best_is_marked_and_arrows_go_round(qtbot: QtBot, box: SearchBox) -> None:
    found = look_for(qtbot, box, "beispiel")
    assert found[0].startswith("Beispiel Anna")
    assert len(found) == 4
    shown = results(box).list
    assert shown.currentRow() == 0
    qtbot.keyClick(box, Qt.Key.Key_Up)
    assert shown.currentRow() == 3
    qtbot.keyClick(box, Qt.Key.Key_Down)
    assert shown.currentRow() == 0


def test_a_part_of_a_word_and_a_phone_number_are_found(qtbot: QtBot, box: SearchBox) -> None:
    assert look_for(qtbot, box, "templa")
    box.clear()
    [phone] = person(11)["phones"]
    assert look_for(qtbot, box, phone.value)[0].startswith("Beispiel-2 Anna")


def test_enter_before_the_results_are_there_waits_for_them(
    qtbot: QtBot, box: SearchBox, until_idle: UntilIdle
) -> None:
    qtbot.keyClicks(box, "beispiel")
    with qtbot.waitSignal(box.chosen) as chosen:
        qtbot.keyClick(box, Qt.Key.Key_Return)
    assert chosen.args is not None and chosen.args[0] == "contact"
    until_idle()
    assert not results(box).isVisible() and box.text() == ""


def test_leaving_puts_the_results_away_and_coming_back_shows_them(qtbot: QtBot, box: SearchBox) -> None:
    look_for(qtbot, box, "beispiel")
    box.clearFocus()
    assert not results(box).isVisible()
    box.setFocus()
    qtbot.waitUntil(results(box).isVisible)


def test_nothing_found_is_said(qtbot: QtBot, box: SearchBox) -> None:
    assert look_for(qtbot, box, "xyzzy") == []
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert results(box).isVisible()


def test_results_stay_within_the_window(qtbot: QtBot, box: SearchBox) -> None:
    assert len(look_for(qtbot, box, "e")) > 10
    room = box.window().rect()
    assert room.contains(results(box).geometry())


def test_a_newer_key_stops_the_search_before_it(qtbot: QtBot, box: SearchBox, until_idle: UntilIdle) -> None:
    qtbot.keyClicks(box, "beisp")
    qtbot.keyClick(box, Qt.Key.Key_Return)  # asks at once
    qtbot.keyClicks(box, "xyz")
    until_idle()
    qtbot.waitUntil(lambda: box.shown_for() == "beispxyz")
    assert results(box).list.count() == 0


def test_a_search_that_is_to_stop_gives_up(people: Workspace) -> None:
    with people.store.read() as session, pytest.raises(Cancelled):
        search(session, "e", stopped=lambda: True)
    with people.store.read() as session:
        assert search(session, "beispiel")


def test_what_matched_is_told_apart_on_the_screen(qtbot: QtBot, box: SearchBox) -> None:
    look_for(qtbot, box, "beispiel")
    shown = results(box).list
    picture = shown.viewport().grab().toImage()
    row = shown.visualItemRect(shown.item(1))
    accent = theme.colour("accent").rgb()
    colours = {
        picture.pixel(x, y)
        for x in range(row.left(), row.center().x())
        for y in range(row.top(), row.bottom())
    }
    assert accent in colours
