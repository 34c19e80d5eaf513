"""Everything that can be done has an icon, a tooltip and keys that work, and everything has a name."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QDialog,
    QMenu,
    QToolButton,
    QWidget,
)

from db.language import tr
from db.records import STANDING
from desktop.actions import DEEDS, Deed
from tests.desktop.window_desk import CONTROL, Answer, WindowDesk, focused

# A store without a passphrase can't be locked.
KEYED = [deed for deed in DEEDS if deed.keys and deed.id not in ("quit", "lock")]
FROM_FORM = [deed for deed in KEYED if not deed.within_list]


def action(desk: WindowDesk, deed: Deed) -> QAction:
    keys = QKeySequence(deed.keys)
    return next(each for each in desk.window.actions() if each.shortcut() == keys)


def strike(desk: WindowDesk, deed: Deed) -> None:
    """Press the keys of a deed, and leave whatever it opens."""
    combination = QKeySequence(deed.keys)[0]  # type: ignore[index]  # its stub forgets it
    leave = Answer(_leave)
    with desk.bot.waitSignal(action(desk, deed).triggered):
        desk.press(combination.key(), combination.keyboardModifiers())
    desk.settle()
    leave.deleteLater()
    for dialog in desk.window.findChildren(QDialog):
        dialog.close()


def _leave(widget: QWidget) -> None:
    widget.close()


def test_every_action_has_an_icon_and_a_tooltip_with_its_keys(window: WindowDesk) -> None:
    by_text = {each.text(): each for each in window.window.actions()}
    for deed in DEEDS:
        made = by_text["New contact" if deed.id == "new" else tr(deed.text)]
        assert not made.icon().pixmap(18).isNull()
        assert made.toolTip()
        if deed.keys:
            assert f"({made.shortcut().toString(QKeySequence.SequenceFormat.NativeText)})" in made.toolTip()


def test_no_two_actions_have_the_same_keys() -> None:
    keys = [deed.keys for deed in DEEDS if deed.keys]
    assert len(keys) == len(set(keys))
    assert not {f"Ctrl+{number}" for number in range(1, 10)} & set(keys)


@pytest.mark.parametrize("deed", KEYED, ids=[deed.id for deed in KEYED])
def test_keys_work_from_the_list(window: WindowDesk, deed: Deed) -> None:
    window.choose("Ким Виктор")
    window.fill("city", "Osh")
    if deed.id == "redo":
        window.undo()
    window.press(Qt.Key.Key_L, CONTROL)
    strike(window, deed)


@pytest.mark.parametrize("deed", FROM_FORM, ids=[deed.id for deed in FROM_FORM])
def test_keys_work_from_the_form(window: WindowDesk, deed: Deed) -> None:
    window.choose("Ким Виктор")
    window.fill("city", "Osh")
    if deed.id == "redo":
        window.undo()
    window.into("job_title")
    strike(window, deed)


def test_in_the_form_copy_paste_and_delete_are_about_text(window: WindowDesk) -> None:
    uid = window.choose("Ким Виктор")
    window.into("job_title")
    window.press(Qt.Key.Key_A, CONTROL)
    window.press(Qt.Key.Key_C, CONTROL)
    assert QApplication.clipboard().text() == "Photographer"
    window.press(Qt.Key.Key_Delete)
    assert focused().property("text") == ""
    window.press(Qt.Key.Key_V, CONTROL)
    assert focused().property("text") == "Photographer"
    window.press(Qt.Key.Key_Tab)
    window.settle()
    assert window.kept("contact", uid)["job_title"] == "Photographer"
    assert window.labels() == ["Example"]


def test_the_tabs_are_reached_by_their_numbers(window: WindowDesk) -> None:
    for number, name in enumerate(("Releases", "Contacts", "Partners", "Facilities"), 1):
        window.go(number)
        assert window.tab() == name
        assert window.table.hasFocus()
    window.into("name")
    window.go(2)
    assert window.tab() == "Contacts"
    window.go(9)
    assert window.tab() == "Contacts"


def test_the_menus_of_the_top_bar_open_from_the_keyboard(window: WindowDesk) -> None:
    for name in ("Other lists", "Settings and more"):
        button = next(each for each in window.top.findChildren(QToolButton) if each.accessibleName() == name)
        reach(window, button)
        leave = Answer(_leave)
        window.press(Qt.Key.Key_Space)
        window.bot.waitUntil(lambda seen=leave: seen.saw is not None)  # type: ignore[misc]
        assert isinstance(leave.saw, QMenu) and leave.saw.title() == name


def reach(desk: WindowDesk, wanted: QWidget) -> None:
    """Come to a widget with the Tab key."""
    desk.press(Qt.Key.Key_K, CONTROL)
    for _ in range(200):
        if wanted.hasFocus():
            return
        desk.press(Qt.Key.Key_Tab)
    raise AssertionError(f"the Tab key does not come to {wanted}")


def test_the_tab_key_goes_through_the_window_as_it_is_seen_and_comes_round(window: WindowDesk) -> None:
    window.top.search.setFocus()
    seen = [window.top.search, *way(window, Qt.Key.Key_Tab, window.top.search)]
    form = [each for each in seen if window.form.isAncestorOf(each)]
    bar = [each for each in seen if window.page.list.bar.isAncestorOf(each)]
    order = [seen.index(window.tabs), seen.index(bar[0]), seen.index(window.table), seen.index(form[0])]
    assert order == sorted(order)
    assert len(bar) == 4
    names = [each.accessibleName() for each in form]
    assert names[:5] == ["E-mail", "Phone", "More", "Honorific", "Given name"]
    assert names[-1] == "history"
    back = way(window, Qt.Key.Key_Backtab, window.top.search)
    assert back.index(form[-1]) < back.index(form[0]) < back.index(window.table) < back.index(bar[0])


def way(desk: WindowDesk, key: Qt.Key, home: QWidget) -> list[QWidget]:
    """Where a key leads until it comes home."""
    seen: list[QWidget] = []
    while len(seen) < 200:
        desk.press(key)
        if focused() is home:
            return seen
        seen.append(focused())
    raise AssertionError(f"it does not come round: {seen}")


@pytest.mark.parametrize("kind", STANDING)
def test_everything_that_takes_the_keyboard_has_a_name(window: WindowDesk, kind: str) -> None:
    window.window.open_record(kind, window.all(kind)[0].uid)
    window.settle()
    nameless = [str(each) for each in takes_the_keyboard(window.window) if not name_of(each)]
    assert nameless == []


def takes_the_keyboard(window: QWidget) -> Iterator[QWidget]:
    for each in window.findChildren(QWidget):
        passes_on = each.focusProxy() is not None
        if each.isVisible() and each.focusPolicy() is not Qt.FocusPolicy.NoFocus and not passes_on:
            yield each


def name_of(widget: QWidget) -> str:
    """What a screen reader would say of a widget."""
    if widget.accessibleName():
        return widget.accessibleName()
    if isinstance(widget, QAbstractButton):
        return widget.text() or widget.toolTip()
    if isinstance(widget, QAbstractScrollArea) and type(widget).__name__ == "QScrollArea":
        return "the frame around a form, which is scrolled"
    return ""
