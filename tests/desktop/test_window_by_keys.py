"""From the list to the form and back without the mouse, and what is in sight where there is nothing yet."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPlainTextEdit

from desktop.app import title_of
from desktop.dialogs.welcome import Welcome
from tests.desktop.window_desk import CONTROL, WindowDesk, focused


def in_form(desk: WindowDesk) -> bool:
    return desk.form.isAncestorOf(focused())


def test_one_key_goes_round_the_list_the_form_and_the_search(window: WindowDesk) -> None:
    window.choose("Ким Виктор")
    window.press(Qt.Key.Key_F6)
    assert in_form(window)
    window.press(Qt.Key.Key_F6)
    assert window.top.search.hasFocus()
    window.press(Qt.Key.Key_F6)
    assert window.table.hasFocus()


def test_right_on_the_last_column_goes_into_the_form_and_esc_comes_back(window: WindowDesk) -> None:
    window.choose("Ким Виктор")
    steps = 0
    while not in_form(window):
        window.press(Qt.Key.Key_Right)
        steps += 1
        assert steps <= window.table.records.columnCount()
    window.press(Qt.Key.Key_Escape)
    assert window.table.hasFocus()
    assert window.labels() == ["Example"]


def test_esc_first_takes_back_what_is_typed_and_leaves_the_form_then(window: WindowDesk) -> None:
    window.choose("Ким Виктор")
    window.into("job_title")
    window.keys("Editor")
    window.press(Qt.Key.Key_Escape)
    assert in_form(window) and window.read("job_title") == "Photographer"
    window.press(Qt.Key.Key_Escape)
    assert window.table.hasFocus()


def test_esc_gives_up_a_new_record_that_says_nothing_yet(window: WindowDesk) -> None:
    window.choose("Ким Виктор")
    window.press(Qt.Key.Key_N, CONTROL)
    assert window.form.is_new
    window.press(Qt.Key.Key_Escape)
    window.settle()
    assert window.table.hasFocus()
    assert window.form.frame.header.title.text() == "Ким Виктор"
    assert window.labels() == ["Example"]


def test_esc_in_an_empty_filter_goes_to_the_list(window: WindowDesk) -> None:
    window.press(Qt.Key.Key_F, CONTROL)
    window.keys("Ким")
    window.press(Qt.Key.Key_Escape)
    assert window.page.list.bar.quick.hasFocus() and not window.page.list.bar.quick.text()
    window.press(Qt.Key.Key_Escape)
    assert window.table.hasFocus()


def test_a_click_on_a_label_goes_into_its_field(window: WindowDesk) -> None:
    window.choose("Ким Виктор")
    row = window.form.body.row("country")
    window.click(next(each for each in row.findChildren(QLabel) if each.text() == "Country"))
    assert row.is_editing()


def test_without_records_there_is_no_form_until_one_is_begun(empty_window: WindowDesk) -> None:
    empty_window.window.findChildren(Welcome)[0].dismissed.emit()
    empty_window.settle()
    assert not empty_window.form.isVisible()
    empty_window.press(Qt.Key.Key_N, CONTROL)
    assert empty_window.form.isVisible() and in_form(empty_window)
    empty_window.press(Qt.Key.Key_Escape)
    assert not empty_window.form.isVisible()


def test_the_first_of_rows_that_come_is_selected_and_in_the_form(empty_window: WindowDesk) -> None:
    empty_window.window.findChildren(Welcome)[0].dismissed.emit()
    empty_window.page.go_list()
    with empty_window.store.write("Import") as writer:
        for name in ("Пробова", "Образцов"):
            writer.create("contact", {"family_name": name})
    empty_window.settle()
    assert empty_window.page.list.selected_count() == 1
    assert empty_window.form.isVisible()
    assert empty_window.form.frame.header.title.text() == empty_window.listed()[0]


def test_a_long_text_is_all_in_sight_of_the_form_which_follows_the_cursor(window: WindowDesk) -> None:
    with window.store.write("Begin") as writer:
        uid = writer.create("release", {"headline": "Long", "body": "\n".join(["A line."] * 50)})
    window.window.open_record("release", uid)
    window.settle()
    text = window.form.body.row("body").control().editor.focusProxy()
    assert isinstance(text, QPlainTextEdit)
    assert text.verticalScrollBar().maximum() == 0
    window.into("body")
    window.press(Qt.Key.Key_End, CONTROL)
    QTest.qWait(0)
    window.settle()
    end = text.mapTo(window.form, text.cursorRect().center())
    assert window.form.rect().contains(end)
    assert text.visibleRegion().contains(text.cursorRect().center())


@pytest.mark.parametrize(("usual", "title"), [(True, "Dateline"), (False, "osh – Dateline")])
def test_the_title_names_a_store_that_is_not_the_usual_one(
    usual: bool, title: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    store = tmp_path / "osh.db"
    monkeypatch.setenv("DATELINE_STORE", str(store if usual else tmp_path / "dateline.db"))
    assert title_of(store) == title
