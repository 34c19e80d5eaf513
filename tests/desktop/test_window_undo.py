"""Undo and redo of anything, from wherever the keyboard is, and never at the cost of what is being typed."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QToolButton

from desktop.dialogs.importing import ImportDialog
from tests.desktop.window_desk import CONTROL, WindowDesk, focused

WORKBOOK = Path(__file__).parent.parent / "workbooks" / "media-ru.xlsx"


def button(desk: WindowDesk, name: str) -> QAbstractButton:
    return next(each for each in desk.top.findChildren(QToolButton) if each.text() == name)


def test_an_edit_goes_and_comes_back(window: WindowDesk) -> None:
    uid = window.choose("Ким Виктор")
    window.fill("job_title", "Photo editor")
    window.undo()
    assert window.kept("contact", uid)["job_title"] == "Photographer"
    assert window.read("job_title") == "Photographer"
    window.redo()
    assert window.kept("contact", uid)["job_title"] == "Photo editor"
    assert window.read("job_title") == "Photo editor"
    assert button(window, "Undo").toolTip() == "Undo: Change Job title of Ким Виктор (Ctrl+Z)"
    assert not button(window, "Redo").isEnabled()


def test_a_deletion_comes_back_with_its_links(window: WindowDesk) -> None:
    uid = window.choose("Asanalieva Begimai Ulanovna")
    partner, posts = window.kept("contact", uid)["partner"], len(window.all("post"))
    ties = len(window.all("release_contact"))
    window.press(Qt.Key.Key_L, CONTROL)
    window.press(Qt.Key.Key_Delete)
    window.settle()
    assert window.stored("contact", uid) is None
    assert len(window.all("post")) < posts and len(window.all("release_contact")) < ties
    assert window.toast() == "Delete 1 contact"
    window.undo()
    assert window.kept("contact", uid)["partner"] == partner != ()
    assert len(window.all("post")) == posts and len(window.all("release_contact")) == ties
    assert "Asanalieva Begimai Ulanovna" in window.listed()


def test_a_paste_over_forty_rows_is_one_step(empty_window: WindowDesk) -> None:
    rows = [f"Beispiel-{number}\tEditor\tBishkek" for number in range(40)]
    text = "\n".join(["Family name\tJob title\tCity", *rows])
    empty_window.press(Qt.Key.Key_N, CONTROL)
    empty_window.fill("family_name", "Сапарова")
    empty_window.press(Qt.Key.Key_L, CONTROL)
    QGuiApplication.clipboard().setText(text)
    empty_window.press(Qt.Key.Key_V, CONTROL)
    empty_window.settle()
    assert len(empty_window.listed()) == 41
    assert empty_window.labels()[0] == "Paste 40 rows"
    uids = {row.uid for row in empty_window.all("contact")}
    empty_window.undo()
    assert empty_window.listed() == ["Сапарова"]
    empty_window.redo()
    assert {row.uid for row in empty_window.all("contact")} == uids


def test_a_whole_import_is_one_step(empty_window: WindowDesk) -> None:
    empty_window.window.import_files([WORKBOOK])
    dialog = empty_window.part(ImportDialog)
    empty_window.settle()
    empty_window.bot.waitUntil(dialog.confirm.isEnabled)
    empty_window.click(dialog.confirm)
    empty_window.settle()
    names = [row.title for row in empty_window.all("contact")]
    assert "Асанова Бермет Эсеновна" in names
    assert "Асанова Бермет Эсеновна" in empty_window.listed()
    partners = len(empty_window.all("partner"))
    assert partners >= 2
    empty_window.undo()
    assert empty_window.all("contact") == [] and empty_window.all("partner") == []
    empty_window.redo()
    assert [row.title for row in empty_window.all("contact")] == names


def test_undo_reaches_back_over_a_restart(window: WindowDesk) -> None:
    uid = window.choose("Ким Виктор")
    window.fill("job_title", "Photo editor")
    window.press(Qt.Key.Key_L, CONTROL)
    window.press(Qt.Key.Key_Delete)
    window.settle()
    window.reopen()
    window.undo()
    assert window.kept("contact", uid)["job_title"] == "Photo editor"
    window.reopen()
    window.undo()
    assert window.kept("contact", uid)["job_title"] == "Photographer"
    window.redo()
    assert window.kept("contact", uid)["job_title"] == "Photo editor"


def test_in_a_field_the_text_goes_first_and_the_store_after(window: WindowDesk) -> None:
    uid = window.choose("Ким Виктор")
    window.fill("city", "Osh")
    window.into("job_title")
    line = focused()
    window.keys(", chief")
    window.undo()
    assert focused() is line and line.property("text") == "Photographer"
    assert window.kept("contact", uid)["city"] == "Osh"
    window.undo()
    assert focused() is line
    assert window.kept("contact", uid)["city"] != "Osh"
    window.redo()
    assert window.kept("contact", uid)["city"] == "Osh"
    window.redo()
    assert line.property("text") == "Photographer, chief"


def test_undo_in_a_field_that_was_saved_takes_back_what_was_saved(window: WindowDesk) -> None:
    uid = window.choose("Ким Виктор")
    window.into("job_title")
    window.over("Photo editor")
    window.press(Qt.Key.Key_Return)
    window.settle()
    line = focused()
    window.undo()
    assert window.kept("contact", uid)["job_title"] == "Photographer"
    assert focused() is line and line.property("text") == "Photographer"
    window.redo()
    assert window.kept("contact", uid)["job_title"] == "Photo editor"
    assert line.property("text") == "Photo editor"


def test_the_undo_button_loses_nothing_that_is_being_typed(window: WindowDesk) -> None:
    uid = window.choose("Ким Виктор")
    window.into("job_title")
    window.over("Photo editor")
    window.click(button(window, "Undo"))
    window.settle()
    assert window.kept("contact", uid)["job_title"] == "Photographer"
    window.click(button(window, "Redo"))
    window.settle()
    assert window.kept("contact", uid)["job_title"] == "Photo editor"


def test_what_can_not_be_saved_stays_through_an_undo(window: WindowDesk) -> None:
    uid = window.choose("Ким Виктор")
    window.fill("city", "Osh")
    window.into("birthday")
    window.over("no day at all")
    window.click(button(window, "Undo"))
    window.settle()
    assert window.kept("contact", uid)["city"] != "Osh"
    row = window.form.body.row("birthday")
    assert row.error() and row.text() == "no day at all"


def test_text_of_several_lines_takes_back_its_own_first(window: WindowDesk) -> None:
    uid = window.choose("Ким Виктор")
    window.fill("city", "Osh")
    window.into("note")
    window.keys("Call after ten")
    window.undo()
    assert focused().property("plainText") == ""
    assert window.kept("contact", uid)["city"] == "Osh"
    window.undo()
    assert window.kept("contact", uid)["city"] != "Osh"
    window.redo()
    assert window.kept("contact", uid)["city"] == "Osh"
    window.redo()
    assert focused().property("plainText") == "Call after ten"


def test_undo_takes_back_a_cell_while_the_keyboard_is_in_a_choice(window: WindowDesk) -> None:
    uid = window.choose("Ким Виктор")
    window.fill("city", "Osh")
    window.into("country")
    window.undo()
    assert window.kept("contact", uid)["city"] != "Osh"


def test_undo_works_from_the_filter_that_is_empty(window: WindowDesk) -> None:
    uid = window.choose("Ким Виктор")
    window.fill("city", "Osh")
    window.press(Qt.Key.Key_F, CONTROL)
    window.undo()
    assert window.kept("contact", uid)["city"] != "Osh"
