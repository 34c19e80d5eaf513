"""Records come, change and go from the keyboard, on the four tabs and on those of the side kinds."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from db.records import STANDING, TABS, record_type
from desktop.dialogs.change_many import ChangeManyDialog
from tests.desktop.window_desk import ALT, CONTROL, WindowDesk

FIRST = {
    "release": ("headline", "A clean zone opens in Naryn"),
    "contact": ("family_name", "Сапарова"),
    "partner": ("name", "Example Institute"),
    "facility": ("name", "Clean zone of Naryn"),
    "event": ("name", "Seminar in Osh"),
    "visit": ("purpose", "To see the works"),
    "programme": ("acronym", "CADAP 7"),
    "wording": ("text", "The European Union is made up of its member states."),
    "group": ("name", "Journalists in Bishkek"),
}
"""A field of each kind that a person begins with, and what she types."""


def show(desk: WindowDesk, kind: str) -> None:
    """Go to the tab of a kind as a person does: by its number, or from the menu of other lists."""
    if kind in TABS:
        desk.go(TABS.index(kind) + 1)
        return
    menu = next(each for each in desk.top.findChildren(QMenu) if each.title() == "Other lists")
    next(entry for entry in menu.actions() if entry.data() == kind).trigger()
    desk.settle()


@pytest.mark.parametrize("kind", STANDING)
def test_a_new_record_is_in_the_list_and_in_the_store(window: WindowDesk, kind: str) -> None:
    show(window, kind)
    field, text = FIRST[kind]
    before = len(window.all(kind))
    window.press(Qt.Key.Key_N, CONTROL)
    window.fill(field, text)
    assert window.tab() == record_type(kind).about.words.plural
    assert len(window.all(kind)) == before + 1
    uid = window.form.uid
    assert window.kept(kind, uid)[field] == text
    assert window.page.list.current_uid() == uid
    assert len(window.listed()) == before + 1
    window.undo()
    assert window.stored(kind, uid) is None


def test_a_record_begun_before_the_list_is_there_stays_in_the_form(window: WindowDesk) -> None:
    window.press(Qt.Key.Key_3, CONTROL)
    window.press(Qt.Key.Key_N, CONTROL)
    window.settle()
    assert window.page.kind == "partner"
    assert window.form.is_new
    assert len(window.listed()) > 1


@pytest.mark.parametrize("kind", STANDING)
def test_every_kind_is_edited_copied_and_deleted(window: WindowDesk, kind: str) -> None:
    show(window, kind)
    field, text = FIRST[kind]
    uid, before = window.page.list.current_uid(), len(window.all(kind))
    assert uid
    window.fill(field, text)
    assert window.kept(kind, uid)[field] == text
    window.press(Qt.Key.Key_L, CONTROL)
    window.press(Qt.Key.Key_D, CONTROL)
    window.settle()
    assert len(window.all(kind)) == before + 1
    copy = window.page.list.current_uid()
    assert copy != uid and window.kept(kind, copy)[field] == text
    window.press(Qt.Key.Key_L, CONTROL)
    window.press(Qt.Key.Key_Delete)
    window.settle()
    assert window.stored(kind, copy) is None and len(window.all(kind)) == before


def test_leaving_a_field_saves_and_esc_takes_back(window: WindowDesk) -> None:
    uid = window.choose("Ким Виктор")
    window.fill("job_title", "Photo editor")
    assert window.kept("contact", uid)["job_title"] == "Photo editor"
    assert "Photo editor" in window.listed("job_title")
    window.into("job_title")
    window.over("Somebody else")
    window.press(Qt.Key.Key_Escape)
    window.press(Qt.Key.Key_Tab)
    window.settle()
    assert window.kept("contact", uid)["job_title"] == "Photo editor"
    assert window.read("job_title") == "Photo editor"


def test_a_cell_is_edited_where_it_stands(window: WindowDesk) -> None:
    place = window.listed().index("Ким Виктор")
    uid = window.choose("Ким Виктор")
    window.click(window.table.viewport(), window.cell(place, "job_title"))
    window.press(Qt.Key.Key_F2)
    window.over("Photo editor")
    window.press(Qt.Key.Key_Return)
    window.settle()
    assert window.kept("contact", uid)["job_title"] == "Photo editor"
    assert window.listed("job_title")[place] == "Photo editor"
    assert window.read("job_title") == "Photo editor"


def test_a_cell_being_typed_is_saved_when_she_closes_the_window(window: WindowDesk) -> None:
    place = window.listed().index("Ким Виктор")
    uid = window.choose("Ким Виктор")
    window.click(window.table.viewport(), window.cell(place, "job_title"))
    window.press(Qt.Key.Key_F2)
    window.over("Photo editor")
    window.reopen()
    assert window.kept("contact", uid)["job_title"] == "Photo editor"


def test_what_is_being_typed_is_saved_when_she_closes_the_window(window: WindowDesk) -> None:
    uid = window.choose("Ким Виктор")
    window.into("job_title")
    window.over("Photo editor")
    window.reopen()
    assert window.kept("contact", uid)["job_title"] == "Photo editor"


def test_a_field_is_changed_on_many_rows_at_once(window: WindowDesk) -> None:
    window.press(Qt.Key.Key_A, CONTROL)
    window.press(Qt.Key.Key_M, CONTROL)
    dialog = window.part(ChangeManyDialog)
    dialog.field.setCurrentIndex(dialog.field.findData("city"))
    window.bot.keyClicks(dialog.value.focusProxy(), "Bishkek")
    window.click(dialog.confirm)
    window.settle()
    contacts = window.all("contact")
    assert len(contacts) == 32 and {row["city"] for row in contacts} == {"Bishkek"}
    assert window.toast() == "Change City of 32 contacts"
    window.undo()
    assert len({row["city"] for row in window.all("contact")}) > 3


def test_links_open_the_other_record_and_one_comes_back(window: WindowDesk) -> None:
    window.go(1)
    release = window.choose("Five countries look at how Kyrgyz prisons help people off drugs")
    row = next(row for each in window.form.frame.lists.values() for row in each.shown() if row.words)
    window.click(row.link)
    window.settle()
    assert window.tab() != "Releases"
    other = window.form.uid
    assert row.words is not None and other != release
    window.press(Qt.Key.Key_Left, ALT)
    window.settle()
    assert (window.tab(), window.form.uid) == ("Releases", release)
    window.press(Qt.Key.Key_Right, ALT)
    window.settle()
    assert window.form.uid == other
