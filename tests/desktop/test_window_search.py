"""One search over everything: type, choose with the arrows, Enter opens the record on its tab."""

import pytest
from PySide6.QtCore import Qt

from db.records import record_type
from desktop.dialogs.search import Results, SearchBox
from tests.desktop.window_desk import ALT, CONTROL, WindowDesk, focused


def look_for(desk: WindowDesk, words: str) -> list[str]:
    """Type into the search as a person does; answers what is offered."""
    desk.press(Qt.Key.Key_K, CONTROL)
    assert isinstance(focused(), SearchBox)
    desk.keys(words)
    results = desk.window.findChildren(Results)[0]
    desk.bot.waitUntil(results.isVisible)
    desk.settle()
    return [results.list.item(place).text() for place in range(results.list.count())]


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Kulob's narcology", "release"),
        ("Ким Виктор", "contact"),
        ("Deutsche Gesellschaft", "partner"),
        ("Clean zone women", "facility"),
        ("workshop", "event"),
        ("CADAP 6", "programme"),
        ("disclaimer", "wording"),
    ],
)
def test_enter_opens_what_was_found_on_its_tab(window: WindowDesk, words: str, kind: str) -> None:
    results = window.window.findChildren(Results)[0]
    look_for(window, words)
    kinds = [results.list.item(n).data(Qt.ItemDataRole.UserRole)[0] for n in range(results.list.count())]
    assert kind in kinds
    for _ in range(kinds.index(kind)):
        window.press(Qt.Key.Key_Down)
    uid = results.list.currentItem().data(Qt.ItemDataRole.UserRole)[1]
    window.press(Qt.Key.Key_Return)
    window.settle()
    assert window.tab() == record_type(kind).about.words.plural
    assert window.form.uid == uid and window.page.list.current_uid() == uid
    assert not results.isVisible() and window.top.search.text() == ""


def test_a_name_in_the_other_script_is_found(window: WindowDesk) -> None:
    assert any(found.startswith("Ким Виктор") for found in look_for(window, "kim vik"))


def test_nothing_found_says_so_and_esc_leaves(window: WindowDesk) -> None:
    assert look_for(window, "xyzzy") == []
    window.press(Qt.Key.Key_Escape)
    assert not window.window.findChildren(Results)[0].isVisible()


def test_the_keyboard_is_on_the_list_when_she_is_done_with_searching(window: WindowDesk) -> None:
    look_for(window, "Ким Виктор")
    window.press(Qt.Key.Key_Return)
    window.settle()
    assert window.page.list.isAncestorOf(focused())
    window.press(Qt.Key.Key_K, CONTROL)
    window.press(Qt.Key.Key_Escape)
    assert window.page.list.isAncestorOf(focused())


def test_a_click_opens_and_one_comes_back(window: WindowDesk) -> None:
    uid = window.choose("Ким Виктор")
    look_for(window, "Deutsche")
    results = window.window.findChildren(Results)[0].list
    window.click(results.viewport(), results.visualItemRect(results.item(0)).center())
    window.settle()
    assert window.tab() == "Partners"
    window.press(Qt.Key.Key_Left, ALT)
    window.settle()
    assert window.tab() == "Contacts" and window.form.uid == uid


def test_a_record_that_the_filters_hide_is_shown_all_the_same(window: WindowDesk) -> None:
    uid = window.choose("Ким Виктор")
    window.press(Qt.Key.Key_F, CONTROL)
    window.keys("Akhmetova")
    window.press(Qt.Key.Key_Return)
    window.settle()
    assert window.listed() == ["Akhmetova Saule"]
    look_for(window, "Ким Виктор")
    window.press(Qt.Key.Key_Return)
    window.settle()
    assert window.form.uid == uid and window.page.list.current_uid() == uid
    assert len(window.listed()) == 32
