"""The list driven by mouse and keys: sorting, columns, editing, copying, deleting, getting around."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from db.journal import to_undo
from db.queries import Sort, View, list_ids, rows
from desktop.dialogs.change_many import ChangeManyDialog
from desktop.records.record_list import RecordList
from desktop.records.view_box import NameDialog
from desktop.settings import Settings
from desktop.widgets.choice_field import ChoiceField
from desktop.widgets.titled_dialog import TitledDialog
from desktop.workspace import Workspace
from tests.desktop.conftest import UntilIdle
from tests.desktop.hands import write
from tests.desktop.people import add_people

Key = Qt.Key
Modifier = Qt.KeyboardModifier
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def listed(
    people: Workspace, settings: Settings, qtbot: QtBot, until_idle: UntilIdle
) -> Iterator[RecordList]:
    yield from shown(people, settings, qtbot, until_idle)


def shown(
    workspace: Workspace, settings: Settings, qtbot: QtBot, until_idle: UntilIdle
) -> Iterator[RecordList]:
    """A list of contacts on the screen, with the keyboard."""
    made = RecordList(workspace, settings, "contact")
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.show()
    qtbot.waitExposed(made)
    made.focus_table()
    until_idle()
    yield made


def names(listed: RecordList) -> list[str]:
    """The names of the first rows on the screen."""
    return [str(listed.model.index(place, 0).data()) for place in range(min(12, len(listed.ids())))]


def click_header(listed: RecordList, name: str, more: bool = False) -> None:
    header = listed.table.header
    section = listed.columns().index(name)
    place = QPoint(header.sectionViewportPosition(section) + 20, header.height() // 2)
    held = Modifier.ShiftModifier if more else Modifier.NoModifier
    QTest.mouseClick(header.viewport(), LEFT, held, place)


def click_cell(listed: RecordList, place: int, name: str, held: Modifier = Modifier.NoModifier) -> None:
    rect = listed.table.visualRect(listed.model.index(place, listed.columns().index(name)))
    QTest.mouseClick(listed.table.viewport(), LEFT, held, rect.center())


def type_into(listed: RecordList, text: str, key: Key) -> None:
    """Type over what stands in the open editor, and press a key."""
    field = QApplication.focusWidget()
    assert field is not None and listed.isAncestorOf(field)
    write(field, text)
    QTest.keyClick(field, key)


def last_label(workspace: Workspace) -> str:
    with workspace.store.read() as session:
        batch = to_undo(session)
        return batch.label if batch else ""


def stored(workspace: Workspace, name: str) -> list[object]:
    """A field of all contacts, in the order of their names."""
    with workspace.store.read() as session:
        return [row[name] for row in rows(session, "contact", list_ids(session, View("contact")), [name])]


def test_a_click_sorts_and_another_turns_it_round(listed: RecordList, until_idle: UntilIdle) -> None:
    first = names(listed)
    click_header(listed, "title")
    until_idle()
    assert listed.view().sorts == (Sort("title", True),)
    assert names(listed) != first and names(listed)[0].startswith("Voorbeeld") is False
    click_header(listed, "country")
    click_header(listed, "job_title", more=True)
    until_idle()
    assert listed.view().sorts == (Sort("country"), Sort("job_title"))


def test_home_end_and_arrows_tell_which_record_is_current(
    listed: RecordList, until_idle: UntilIdle, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(listed.current_changed):
        QTest.keyClick(listed.table, Key.Key_End)
    until_idle()
    last = listed.current_uid()
    assert listed.table.currentIndex().row() == 39
    with qtbot.waitSignal(listed.current_changed) as told:
        QTest.keyClick(listed.table, Key.Key_Home)
    assert told.args[0] not in ("", last)
    QTest.keyClick(listed.table, Key.Key_PageDown)
    assert listed.table.currentIndex().row() > 10


def test_selecting_all_counts_all(listed: RecordList, qtbot: QtBot) -> None:
    with qtbot.waitSignal(listed.selection_changed) as told:
        QTest.keyClick(listed.table, Key.Key_A, Modifier.ControlModifier)
    assert told.args == [40]
    assert len(listed.selected_uids()) == 40


def test_enter_opens_the_row(listed: RecordList, qtbot: QtBot) -> None:
    with qtbot.waitSignal(listed.activated) as opened:
        QTest.keyClick(listed.table, Key.Key_Return)
    assert opened.args == [listed.current_uid()]


def test_a_double_click_on_the_name_opens_and_elsewhere_edits(listed: RecordList, qtbot: QtBot) -> None:
    rect = listed.table.visualRect(listed.model.index(2, 0))
    click_cell(listed, 2, "title")
    with qtbot.waitSignal(listed.activated):
        QTest.mouseDClick(listed.table.viewport(), LEFT, Modifier.NoModifier, rect.center())
    rect = listed.table.visualRect(listed.model.index(2, 1))
    click_cell(listed, 2, "job_title")
    QTest.mouseDClick(listed.table.viewport(), LEFT, Modifier.NoModifier, rect.center())
    assert listed.table.state() is listed.table.State.EditingState


def test_editing_with_f2_and_taking_it_back(
    listed: RecordList, people: Workspace, until_idle: UntilIdle
) -> None:
    click_cell(listed, 0, "job_title")
    QTest.keyClick(listed.table, Key.Key_F2)
    type_into(listed, "пресс-секретарь", Key.Key_Return)
    until_idle()
    assert listed.model.index(0, 1).data() == "пресс-секретарь"
    assert last_label(people) == "Change Job title"
    assert listed.table.hasFocus()
    people.undo()
    until_idle()
    assert listed.model.index(0, 1).data() == "Programme Manager"


def test_esc_takes_back_what_was_typed(listed: RecordList, people: Workspace, until_idle: UntilIdle) -> None:
    before = last_label(people)
    click_cell(listed, 0, "job_title")
    QTest.keyClick(listed.table, Key.Key_F2)
    type_into(listed, "nobody", Key.Key_Escape)
    until_idle()
    assert listed.model.index(0, 1).data() == "Programme Manager"
    assert last_label(people) == before


def test_tab_goes_on_to_the_next_cell_that_can_be_edited(listed: RecordList, until_idle: UntilIdle) -> None:
    listed.sort_by("job_title")
    until_idle()
    uid = listed.current_uid()
    listed.edit_cell()
    type_into(listed, "zzz", Key.Key_Tab)
    until_idle()
    # The row went elsewhere in the order meanwhile; the editor went with it.
    assert listed.current_uid() == uid
    assert listed.table.currentIndex().column() == listed.columns().index("country")
    type_into(listed, "Tajikistan", Key.Key_Return)
    until_idle()
    place = listed.table.currentIndex().row()
    assert [listed.model.index(place, column).data() for column in (1, 3)] == ["zzz", "Tajikistan"]


def test_what_is_wrong_keeps_the_editor_open_and_says_why(listed: RecordList, until_idle: UntilIdle) -> None:
    click_cell(listed, 0, "emails")
    QTest.keyClick(listed.table, Key.Key_F2)
    field = QApplication.focusWidget()
    assert field is not None
    QTest.keyClick(field, Key.Key_A, Modifier.ControlModifier)
    type_into(listed, "not an address", Key.Key_Return)
    until_idle()
    assert listed.table.state() is listed.table.State.EditingState
    editor = field.parent().parent()  # type: ignore[union-attr]
    assert isinstance(editor, QWidget)
    assert "not an address" in editor.field.error()  # type: ignore[attr-defined]
    QTest.keyClick(field, Key.Key_Escape)
    assert listed.table.state() is listed.table.State.NoState


def test_a_letter_looks_for_somebody(listed: RecordList, until_idle: UntilIdle) -> None:
    write(listed.table, "О")
    write(listed.bar.quick, "бразцова")
    QTest.keyClick(listed.bar.quick, Key.Key_Return)
    until_idle()
    assert len(listed.ids()) == 4
    assert listed.table.hasFocus()
    QTest.keyClick(listed.bar.quick, Key.Key_Escape)
    listed.bar.quick.left.emit()
    until_idle()
    assert len(listed.ids()) == 40


def test_a_record_that_a_filter_hides_comes_into_sight(listed: RecordList, until_idle: UntilIdle) -> None:
    QTest.keyClick(listed.table, Key.Key_End)
    until_idle()
    last = listed.current_uid()
    listed.bar.quick.setText("Beispiel")
    listed.bar.quick.left.emit()
    until_idle()
    assert listed.current_uid() != last
    listed.select(last)
    until_idle()
    assert listed.current_uid() == last
    assert listed.bar.quick.text() == ""


def test_deleting_with_links_and_undoing_it(
    listed: RecordList, people: Workspace, until_idle: UntilIdle
) -> None:
    before = names(listed)
    click_cell(listed, 1, "country")
    click_cell(listed, 3, "country", Modifier.ControlModifier)
    QTest.keyClick(listed.table, Key.Key_Delete)
    until_idle()
    assert len(listed.ids()) == 38
    assert last_label(people) == "Delete 2 contacts"
    assert names(listed)[:3] == [before[0], before[2], before[4]]
    people.undo()
    until_idle()
    assert names(listed) == before
    assert listed.model.index(1, 2).data() != ""


def test_many_are_not_deleted_without_asking(
    listed: RecordList, people: Workspace, until_idle: UntilIdle
) -> None:
    QTest.keyClick(listed.table, Key.Key_A, Modifier.ControlModifier)
    QTest.keyClick(listed.table, Key.Key_Delete)
    until_idle()
    assert len(listed.ids()) == 40
    dialog = next(d for d in QApplication.topLevelWidgets() if isinstance(d, TitledDialog))
    assert dialog.confirm.text() == "Delete 40 contacts"
    QTest.mouseClick(dialog.confirm, LEFT)
    until_idle()
    assert len(listed.ids()) == 0


def test_duplicating_goes_to_the_copy(listed: RecordList, people: Workspace, until_idle: UntilIdle) -> None:
    first = listed.current_uid()
    QTest.keyClick(listed.table, Key.Key_D, Modifier.ControlModifier)
    until_idle()
    assert len(listed.ids()) == 41
    assert listed.current_uid() not in ("", first)
    assert names(listed)[0] == names(listed)[1]
    assert last_label(people) == "Duplicate 1 contact"


def test_copying_for_excel(listed: RecordList, until_idle: UntilIdle) -> None:
    listed.set_columns(["title", "country", "note"])
    until_idle()
    QTest.keyClick(listed.table, Key.Key_A, Modifier.ControlModifier)
    QTest.keyClick(listed.table, Key.Key_C, Modifier.ControlModifier)
    until_idle()
    copied = QGuiApplication.clipboard().mimeData()
    lines = copied.text().split("\r\n")
    assert lines[0] == "Full name\tCountry\tNote"
    assert len(lines) == 42
    assert '\t"не звонить\nв выходные"' in copied.text()
    assert "<th>Country</th>" in copied.html()


def test_changing_a_field_on_many_rows(listed: RecordList, people: Workspace, until_idle: UntilIdle) -> None:
    QTest.keyClick(listed.table, Key.Key_A, Modifier.ControlModifier)
    listed.change_many()
    dialog = next(d for d in QApplication.topLevelWidgets() if isinstance(d, ChangeManyDialog))
    dialog.field.setCurrentIndex(dialog.field.findData("country"))
    assert not dialog.confirm.isEnabled()
    assert isinstance(dialog.value, ChoiceField)
    write(dialog.value.box.line, "Kazakhstan")
    assert dialog.confirm.text() == "Change 40 contacts"
    QTest.mouseClick(dialog.confirm, LEFT)
    until_idle()
    assert set(stored(people, "country")) == {"KZ"}
    assert last_label(people) == "Change Country of 40 contacts"
    people.undo()
    until_idle()
    assert set(stored(people, "country")) != {"KZ"}


def test_columns_are_hidden_moved_and_kept(
    listed: RecordList, people: Workspace, settings: Settings, qtbot: QtBot, until_idle: UntilIdle
) -> None:
    chooser = listed.choose_columns()
    job = chooser.list.findItems("Job title", Qt.MatchFlag.MatchExactly)[0]
    chooser.list.setCurrentItem(job)
    QTest.keyClick(chooser.list, Key.Key_Space)
    assert "job_title" not in listed.columns()
    chooser.list.setCurrentRow(0)
    QTest.keyClick(chooser.list, Key.Key_Down, Modifier.AltModifier)
    QTest.keyClick(chooser.list, Key.Key_Down, Modifier.AltModifier)
    assert listed.columns()[:2] == ["partner", "title"]
    chooser.close()
    listed.table.header.resizeSection(0, 333)
    again = next(shown(people, settings, qtbot, until_idle))
    assert again.columns()[:2] == ["partner", "title"]
    assert again.table.header.sectionSize(0) == 333
    again.fit_columns()
    assert again.table.header.sectionSize(0) != 333


def test_a_header_is_dragged_to_another_place(listed: RecordList, until_idle: UntilIdle) -> None:
    listed.table.header.moveSection(1, 3)
    until_idle()
    assert listed.columns()[:4] == ["title", "partner", "country", "job_title"]
    assert listed.model.headerData(3, Qt.Orientation.Horizontal) == "Job title"
    assert listed.table.header.visualIndex(3) == 3


def test_a_view_is_saved_renamed_and_deleted(
    listed: RecordList, people: Workspace, settings: Settings, qtbot: QtBot, until_idle: UntilIdle
) -> None:
    listed.sort_by("country")
    listed.hide_column("emails")
    save = next(a for a in listed.bar.views.menu().actions() if a.text().startswith("Save as"))
    save.trigger()
    dialog = next(d for d in QApplication.topLevelWidgets() if isinstance(d, NameDialog))
    write(dialog.line, "By country")
    QTest.keyClick(dialog.line, Key.Key_Return)
    assert listed.bar.views.currentText() == "By country"
    listed.show_saved("")
    assert "emails" in listed.columns() and listed.view().sorts == ()
    again = next(shown(people, settings, qtbot, until_idle))
    choose = next(a for a in again.bar.views.menu().actions() if a.text() == "By country")
    choose.trigger()
    assert "emails" not in again.columns() and again.view().sorts == (Sort("country"),)
    again.sort_by("job_title")
    assert again.bar.views.currentText() == "By country (changed)"
    keep = next(a for a in again.bar.views.menu().actions() if a.text().startswith("Keep"))
    keep.trigger()
    assert again.bar.views.currentText() == "By country"
    remove = next(a for a in again.bar.views.menu().actions() if a.text().startswith("Delete"))
    remove.trigger()
    assert again.bar.views.currentText() == "All contacts"


def test_what_others_write_leaves_the_place(
    workspace: Workspace, settings: Settings, qtbot: QtBot, until_idle: UntilIdle
) -> None:
    add_people(workspace.store, 300)
    listed = next(shown(workspace, settings, qtbot, until_idle))
    listed.table.choose(200)
    until_idle()
    uid, top = listed.current_uid(), listed.ids()[listed.table.rowAt(0)]
    workspace.write("Add", add_two)
    until_idle()
    assert len(listed.ids()) == 302
    assert listed.current_uid() == uid
    assert listed.table.currentIndex().row() == 201
    assert listed.ids()[listed.table.rowAt(0)] == top


def add_two(writer: object) -> None:
    """One at the beginning of the list, one at its end."""
    create: Callable[..., str] = writer.create  # type: ignore[attr-defined]
    create("contact", {"family_name": "Aaa"})
    create("contact", {"family_name": "Яяя"})


def test_a_mark_says_why(listed: RecordList, until_idle: UntilIdle) -> None:
    listed.bar.quick.setText("Үлгүбаева")
    listed.bar.quick.left.emit()
    until_idle()
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QHelpEvent

    places = [place for place in range(4) if (there := listed.model.row_at(place)) and there["opt_out"]]
    index = listed.model.index(places[0], 0)
    row, about = listed.model.row_at(places[0]), listed.model.field(0)
    assert row is not None
    cell = listed.table.visualRect(index)
    where = listed.table.cells.mark_rect(cell.adjusted(4, 0, 0, 0), about, row).center()
    event = QHelpEvent(QEvent.Type.ToolTip, where, listed.table.viewport().mapToGlobal(where))
    assert listed.table.cells.tip(event, listed.table, index) == "Has opted out: wants nothing sent."
