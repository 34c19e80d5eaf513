import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop import theme
from desktop.widgets.list_editor import ListEditor

TYPES = [("work", "Work"), ("mobile", "Mobile"), ("", "Other")]
TWO = [("mobile", "+996 555 000 101", True), ("work", "+996 312 000 102", False)]


@pytest.fixture(autouse=True)
def look(qapp: QApplication) -> None:
    theme.apply(qapp, "light")


@pytest.fixture
def page(qtbot: QtBot) -> QWidget:
    window = QWidget()
    column = QVBoxLayout(window)
    editor = ListEditor(TYPES, "Add a phone", "Number")
    editor.set_items(TWO[:1])
    column.addWidget(editor)
    column.addWidget(QLineEdit())
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
    return window


@pytest.fixture
def phones(page: QWidget) -> ListEditor:
    found = page.findChild(ListEditor)
    assert isinstance(found, ListEditor)
    found.set_items(TWO)
    found.setFocus()
    return found


def leave(page: QWidget) -> None:
    fields = page.findChildren(QLineEdit, options=Qt.FindChildOption.FindDirectChildrenOnly)
    fields[0].setFocus()


def test_what_goes_in_comes_out(phones: ListEditor) -> None:
    assert phones.items() == TWO
    assert not phones.is_changed()


def test_typing_is_committed_on_leaving_not_between_the_rows(
    phones: ListEditor, page: QWidget, qtbot: QtBot
) -> None:
    first, second = phones.rows()
    with qtbot.assertNotEmitted(phones.committed):
        with qtbot.waitSignal(phones.edited):
            qtbot.keyClicks(first.line, "00 ")
        second.line.setFocus()
    with qtbot.waitSignal(phones.committed):
        leave(page)
    assert phones.items()[0] == ("mobile", "00 +996 555 000 101", True)


def test_esc_takes_back_all_rows(phones: ListEditor, qtbot: QtBot) -> None:
    qtbot.keyClicks(phones.rows()[1].line, "9")
    phones.add_row()
    with qtbot.waitSignal(phones.cancelled):
        qtbot.keyClick(phones.rows()[2].line, Qt.Key.Key_Escape)
    assert phones.items() == TWO
    assert len(phones.rows()) == 2


def test_the_link_adds_a_row_by_key_and_a_row_left_empty_goes(
    phones: ListEditor, page: QWidget, qtbot: QtBot
) -> None:
    phones.add_link.setFocus()
    qtbot.keyClick(phones.add_link, Qt.Key.Key_Return)
    assert len(phones.rows()) == 3
    assert phones.rows()[2].line.hasFocus()
    with qtbot.assertNotEmitted(phones.committed):
        leave(page)
    assert len(phones.rows()) == 2


def test_a_new_row_is_committed_by_enter(phones: ListEditor, qtbot: QtBot) -> None:
    phones.add_row()
    row = phones.rows()[2]
    row.type.setCurrentIndex(1)
    qtbot.keyClicks(row.line, "+7 700 000 0103")
    with qtbot.waitSignal(phones.committed):
        qtbot.keyClick(row.line, Qt.Key.Key_Return)
    assert phones.items() == [*TWO, ("mobile", "+7 700 000 0103", False)]


def test_only_one_is_preferred(phones: ListEditor, qtbot: QtBot) -> None:
    with qtbot.waitSignals([phones.edited, phones.committed]):
        qtbot.mouseClick(phones.rows()[1].star, Qt.MouseButton.LeftButton)
    assert [item[2] for item in phones.items()] == [False, True]
    with qtbot.waitSignal(phones.committed):
        qtbot.keyClick(phones.rows()[1].star, Qt.Key.Key_Space)
    assert [item[2] for item in phones.items()] == [False, False]


def test_a_row_is_removed_and_the_focus_stays_in_the_list(phones: ListEditor, qtbot: QtBot) -> None:
    second = phones.rows()[1]
    with qtbot.waitSignals([phones.edited, phones.committed]):
        qtbot.mouseClick(phones.rows()[0].remove, Qt.MouseButton.LeftButton)
    assert phones.items() == TWO[1:]
    assert second.line.hasFocus()


def test_an_error_stands_under_its_row_and_goes_when_the_row_is_mended(
    phones: ListEditor, qtbot: QtBot
) -> None:
    phones.set_row_error(1, "This number is too short.")
    row = phones.rows()[1]
    assert [row.error() for row in phones.rows()] == ["", "This number is too short."]
    assert row.line.property("invalid") is True
    qtbot.keyClicks(row.line, "1")
    assert row.error() == ""


def test_a_type_of_another_program_is_kept(phones: ListEditor) -> None:
    phones.set_items([("pager", "+996 555 000 104", False)])
    assert phones.items() == [("pager", "+996 555 000 104", False)]


def test_a_list_without_types_has_no_type_to_choose(qtbot: QtBot) -> None:
    links = ListEditor([], "Add a link", "Address")
    qtbot.addWidget(links)
    links.set_items([("", "https://example.com", False)])
    links.show()
    assert not links.rows()[0].type.isVisible()
    assert links.items() == [("", "https://example.com", False)]


def test_tab_goes_through_the_rows_from_the_top_and_then_on(
    phones: ListEditor, page: QWidget, qtbot: QtBot
) -> None:
    first, second = phones.rows()
    parts = [part for row in (first, second) for part in (row.line, row.star, row.remove, row.type)]
    expected = [*parts[:3], second.type, *parts[4:7], phones.add_link]
    stops = []
    for _stop in expected:
        focused = QApplication.focusWidget()
        assert focused is not None
        stops.append(focused)
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
    assert stops == expected
    assert QApplication.focusWidget() in page.findChildren(
        QLineEdit, options=Qt.FindChildOption.FindDirectChildrenOnly
    )
