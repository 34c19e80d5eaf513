"""“This may be …” over the form, how the window of duplicates is opened, and what a history has of merges."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop.dialogs.duplicates import DuplicatesDialog
from desktop.dialogs.duplicates_compare import CompareDialog
from desktop.dialogs.history import HistoryDialog
from desktop.dialogs.store_history import StoreHistoryDialog
from desktop.records.twin_notice import TwinNotice
from desktop.widgets.action_button import ActionButton
from tests.desktop.twins import add_twins
from tests.desktop.window_desk import CONTROL, SHIFT, WindowDesk


@pytest.fixture
def desk(empty_window: WindowDesk) -> WindowDesk:
    """The window on the sample of twins, at the contacts."""
    add_twins(empty_window.store)
    empty_window.settle()
    empty_window.go(2)
    return empty_window


def notice(desk: WindowDesk) -> TwinNotice:
    return desk.page.findChildren(TwinNotice)[0]


def button(desk: WindowDesk, text: str) -> ActionButton:
    return next(each for each in notice(desk).findChildren(ActionButton) if each.text() == text)


def add_anna(desk: WindowDesk) -> str:
    """Write a contact whose phone is that of Sapova Aidana; answers its uid."""
    desk.press(Qt.Key.Key_N, CONTROL)
    desk.settle()
    desk.fill("family_name", "Sapova")
    desk.fill("given_name", "Aidana")
    desk.fill("phones", "+996 555 000 123")
    return desk.form.uid


def test_who_is_there_already_is_told_while_she_types_on(desk: WindowDesk) -> None:
    assert notice(desk).isHidden()
    add_anna(desk)
    assert notice(desk).isVisible()
    said = notice(desk).text()
    assert said.startswith("This may be “")
    assert "Example TV" in said
    assert "same phone" in said or "same mobile" in said
    assert said.endswith(".")
    focused = QApplication.focusWidget()
    assert focused is not None
    assert not notice(desk).isAncestorOf(focused)
    assert desk.form.isAncestorOf(focused)


def test_it_goes_with_the_record_and_says_nothing_of_others(desk: WindowDesk) -> None:
    add_anna(desk)
    desk.choose("Beispiel Anna")
    assert notice(desk).isHidden()
    desk.fill("city", "Utrecht")
    assert notice(desk).isHidden()


def test_not_the_same_is_remembered_and_undone(desk: WindowDesk) -> None:
    uid = add_anna(desk)
    first = notice(desk).text()
    desk.click(button(desk, "Not the same"))
    desk.settle()
    second = notice(desk).text()
    assert second != first
    desk.click(button(desk, "Not the same"))
    desk.settle()
    assert notice(desk).isHidden()
    desk.fill("city", "Bishkek")
    assert notice(desk).isHidden()
    assert desk.form.uid == uid
    for _ in range(2):
        desk.undo()
    assert notice(desk).isVisible()
    assert notice(desk).text() == second


def test_it_is_closed_for_this_time(desk: WindowDesk) -> None:
    add_anna(desk)
    for _ in range(2):
        notice(desk).dismiss()
        desk.settle()
    assert notice(desk).isHidden()
    desk.fill("city", "Bishkek")
    assert notice(desk).isHidden()


def test_compare_merges_and_the_record_that_stays_is_shown(desk: WindowDesk) -> None:
    uid = add_anna(desk)
    before = len(desk.all("contact"))
    desk.click(button(desk, "Compare"))
    desk.settle()
    dialog = desk.part(CompareDialog)
    other = next(each for each in dialog.panel.uids() if each != uid)
    desk.press(Qt.Key.Key_M)
    desk.settle()
    assert len(desk.all("contact")) == before - 1
    assert desk.form.uid == other
    desk.form.deeds.show_history()
    desk.settle()
    history = desk.part(HistoryDialog)
    assert "Merged in: Sapova Aidana" in history.blocks[0].merged
    assert any(
        "Sapova Aidana, merged in later" in line for block in history.blocks[1:] for line in block.merged
    )
    history.close()
    everything = StoreHistoryDialog(desk.workspace, desk.window)
    everything.open()
    desk.settle()
    merging = everything.tree.topLevelItem(0)
    assert merging is not None
    merging.setExpanded(True)
    desk.settle()
    children = [merging.child(place) for place in range(merging.childCount())]
    said = [child.text(0) for child in children if child is not None]
    assert "Merge, added" in said
    everything.close()
    desk.undo()
    assert len(desk.all("contact")) == before


def test_partners_are_told_as_well(desk: WindowDesk) -> None:
    desk.go(3)
    desk.press(Qt.Key.Key_N, CONTROL)
    desk.settle()
    desk.fill("name", "Mustertag Daily")
    desk.fill("country", "Kazakhstan")
    assert notice(desk).text().startswith("This may be “Mustertag Daily”, Almaty, Kazakhstan: same name")


def test_its_keys_and_menus_open_the_window_on_the_kind_in_sight(desk: WindowDesk) -> None:
    desk.go(3)
    desk.press(Qt.Key.Key_D, CONTROL | SHIFT)
    desk.settle()
    dialog = desk.part(DuplicatesDialog)
    assert dialog.kind == "partner"
    dialog.close()
    for place in (2, 3, 4):
        desk.go(place)
        offered = [action.text() for action in desk.page.list.bar.views.menu().actions()]
        assert "Find duplicates…" in offered
