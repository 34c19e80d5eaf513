"""Filters driven by mouse and keys: ticks, words, ranges, chips, the menu of fields."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from db.queries import Filter, Op
from desktop.records.filter_popup import FilterPopup
from desktop.records.record_list import RecordList
from desktop.records.tick_list import TickList
from desktop.settings import Settings
from desktop.widgets.text_field import TextField
from desktop.workspace import Workspace
from tests.desktop.conftest import UntilIdle
from tests.desktop.hands import write

Key = Qt.Key


@pytest.fixture
def listed(
    people: Workspace, settings: Settings, qtbot: QtBot, until_idle: UntilIdle
) -> Iterator[RecordList]:
    made = RecordList(people, settings, "contact")
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.show()
    until_idle()
    yield made


def ticks(popup: FilterPopup) -> TickList:
    found = popup.findChild(TickList)
    assert isinstance(found, TickList)
    return found


def chips(listed: RecordList) -> list[str]:
    return [chip.text() for chip in listed.bar.chips()]


def test_countries_are_ticked_by_their_names(listed: RecordList, until_idle: UntilIdle) -> None:
    popup = listed.bar.edit("country")
    until_idle()
    assert ticks(popup).labels()[:2] == ["Kazakhstan", "Kyrgyzstan"]
    write(ticks(popup).search, "кыргыз")
    assert ticks(popup).labels() == ["Kyrgyzstan"]
    QTest.keyClick(ticks(popup).search, Key.Key_Return)
    until_idle()
    assert chips(listed) == ["Country: Kyrgyzstan"]
    assert len(listed.ids()) == 7
    popup.close()


def test_esc_brings_back_what_was_asked_for_before(listed: RecordList, until_idle: UntilIdle) -> None:
    listed.bar.set_filter("country", Filter("country", Op.IS, ("KG",)))
    popup = listed.bar.edit("country")
    until_idle()
    QTest.keyClick(ticks(popup).search, Key.Key_Down)
    QTest.keyClick(ticks(popup).list, Key.Key_Space)
    until_idle()
    assert chips(listed) == ["Country: Kyrgyzstan, Kazakhstan"]
    QTest.keyClick(popup, Key.Key_Escape)
    until_idle()
    assert chips(listed) == ["Country: Kyrgyzstan"]


def test_enter_in_the_list_keeps_what_is_ticked(listed: RecordList, until_idle: UntilIdle) -> None:
    popup = listed.bar.edit("country")
    until_idle()
    QTest.keyClick(ticks(popup).search, Key.Key_Down)
    QTest.keyClick(ticks(popup).list, Key.Key_Space)
    QTest.keyClick(ticks(popup).list, Key.Key_Return)
    until_idle()
    assert listed.findChild(FilterPopup) is None
    assert chips(listed) == ["Country: Kazakhstan"]


def test_partners_are_ticked_by_their_titles(listed: RecordList, until_idle: UntilIdle) -> None:
    popup = listed.bar.edit("partner")
    until_idle()
    write(ticks(popup).search, "misal")
    until_idle()
    QTest.keyClick(ticks(popup).search, Key.Key_Return)
    until_idle()
    assert chips(listed) == ["Partner: Газета «Мисал»"]
    assert len(listed.ids()) == 5
    popup.close()


def test_a_range_of_days(listed: RecordList, until_idle: UntilIdle) -> None:
    popup = listed.bar.edit("last_verified")
    first, last = popup.findChildren(TextField)
    write(first.line, "01.01.2019")
    write(last.line, "10 January 2019")
    QTest.keyClick(last.line, Key.Key_Return)
    until_idle()
    assert chips(listed) == ["Last verified: 1 Jan 2019 – 10 Jan 2019"]
    assert len(listed.ids()) == 10


def test_a_range_that_ends_before_it_begins_is_said_to(listed: RecordList, until_idle: UntilIdle) -> None:
    popup = listed.bar.edit("last_verified")
    first, last = popup.findChildren(TextField)
    write(first.line, "10.01.2019")
    write(last.line, "01.01.2019")
    assert last.error() == "This lies before the beginning."
    popup.close()
    until_idle()
    assert len(listed.ids()) == 40


def test_words_empty_and_a_language(listed: RecordList, until_idle: UntilIdle) -> None:
    popup = listed.bar.edit("job_title")
    write(popup.findChildren(TextField)[0].line, "редак")
    QTest.keyClick(popup.findChildren(TextField)[0].line, Key.Key_Return)
    until_idle()
    assert len(listed.ids()) == 8
    popup = listed.bar.edit("note")
    popup.op.setCurrentIndex(popup.op.findData(Op.EMPTY))
    popup.close()
    listed.bar.edit("languages").close()
    until_idle()
    assert chips(listed) == ["Job title: with “редак”", "Note: empty"]
    listed.bar.set_filter("languages", Filter("languages", Op.IS, ("en",)))
    until_idle()
    assert len(listed.ids()) == 0


def test_a_chip_is_taken_away_with_the_keyboard(listed: RecordList, until_idle: UntilIdle) -> None:
    listed.bar.set_filter("country", Filter("country", Op.IS, ("KG",)))
    until_idle()
    QTest.keyClick(listed.bar.chips()[0], Key.Key_Delete)
    until_idle()
    assert chips(listed) == []
    assert len(listed.ids()) == 40


def test_a_chip_opens_its_filter(listed: RecordList, until_idle: UntilIdle) -> None:
    listed.bar.set_filter("country", Filter("country", Op.IS, ("KG",)))
    QTest.keyClick(listed.bar.chips()[0], Key.Key_Return)
    until_idle()
    popup = listed.findChild(FilterPopup)
    assert isinstance(popup, FilterPopup)
    QTest.mouseClick(popup.remove, Qt.MouseButton.LeftButton)
    until_idle()
    assert chips(listed) == []


def test_a_filter_that_leaves_nothing_says_so(listed: RecordList, until_idle: UntilIdle) -> None:
    listed.bar.set_filter("country", Filter("country", Op.IS, ("AF",)))
    until_idle()
    assert not listed.table.isVisible()
    assert listed.described() == "Country: Afghanistan"
    listed.clear_filters()
    until_idle()
    assert listed.table.isVisible()


def test_when_a_record_was_added_can_be_filtered(listed: RecordList, until_idle: UntilIdle) -> None:
    listed.bar.set_filter("created", Filter("created", Op.BETWEEN, ("2019-01-01", None)))
    until_idle()
    assert len(listed.ids()) == 40
    listed.bar.set_filter("created", Filter("created", Op.BETWEEN, (None, "2019-01-01")))
    until_idle()
    assert len(listed.ids()) == 0


def test_every_field_is_offered(listed: RecordList) -> None:
    offered = [action.text() for action in listed.bar.field_menu().actions() if action.text()]
    assert offered[:3] == ["Full name", "Job title", "Partner"]
    assert {"Birthday", "Opted out", "Changed"} <= set(offered)
