"""Workbooks of our own that come back to the import window: what they changed, what clashes, who decides."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from db.exchange.exporting import export_view
from db.exchange.merging import RECORD, Side
from db.queries import View, list_ids, rows
from db.values import Reach
from desktop.dialogs.import_merge_panel import MergePanel
from desktop.dialogs.import_preview import ALL, CLASHES, GONE, THEIRS
from desktop.dialogs.import_preview_model import ROW, STATE, TITLE, PreviewModel
from desktop.dialogs.importing import ImportDialog
from desktop.settings import Settings
from desktop.workspace import Workspace

PEOPLE = {
    "Anna": {"family_name": "Beispiel", "given_name": "Anna", "city": "Osh", "note": "Met in Osh"},
    "Serik": {"family_name": "Probov", "given_name": "Serik", "city": "Almaty", "note": "Narcologist"},
    "Irina": {"family_name": "Образцова", "given_name": "Ирина", "city": "Bishkek", "note": "Editor"},
    "Azat": {"family_name": "Primerov", "given_name": "Azat", "city": "Naryn", "note": ""},
}
COLUMNS = ("family_name", "given_name", "city", "note")
CLASH = "Talas ≠ Naryn"


@pytest.fixture
def uids(workspace: Workspace) -> dict[str, str]:
    """Four people in the store, by given name."""
    with workspace.store.write("Add people") as writer:
        return {name: writer.create("contact", values) for name, values in PEOPLE.items()}


@pytest.fixture
def out(workspace: Workspace, uids: dict[str, str], tmp_path: Path) -> Path:
    """Their list, exported."""
    path = tmp_path / "people.xlsx"
    export_view(workspace.store, View("contact"), COLUMNS, path)
    return path


@pytest.fixture
def opened(
    qtbot: QtBot, workspace: Workspace, settings: Settings, until_idle: Callable[[], None]
) -> Callable[[Path], ImportDialog]:
    """Opens the window on a workbook and waits until it was read."""
    window = QWidget()
    qtbot.addWidget(window)

    def open_it(path: Path) -> ImportDialog:
        dialog = ImportDialog(workspace, settings, path, "contact", window)
        with qtbot.waitExposed(dialog):
            dialog.open()
        until_idle()
        return dialog

    return open_it


@pytest.fixture
def at_rest(qtbot: QtBot, until_idle: Callable[[], None]) -> Callable[[ImportDialog], None]:
    """Waits until what was chosen has been worked out."""

    def wait(dialog: ImportDialog) -> None:
        qtbot.waitUntil(lambda: not dialog.is_working, timeout=10_000)
        until_idle()

    return wait


@pytest.fixture
def back(
    workspace: Workspace, uids: dict[str, str], out: Path, opened: Callable[[Path], ImportDialog]
) -> ImportDialog:
    """It came back: Serik moved here and there, Anna and a newcomer there, Irina here; Azat's row is gone."""
    edit(
        out, {"Anna": {"City": "Jalal-Abad"}, "Serik": {"City": "Naryn", "Note": "Chief narcologist"}}, "Azat"
    )
    with workspace.store.write("Change them here") as writer:
        writer.update("contact", uids["Serik"], {"city": "Talas"})
        writer.update("contact", uids["Irina"], {"note": "Chief editor"})
    return opened(out)


def edit(path: Path, changes: dict[str, dict[str, str | None]], gone: str = "") -> None:
    """Change cells by given name and header, delete a row, add a newcomer."""
    book = openpyxl.load_workbook(path)
    sheet = book["Contacts"]
    head = next(row for row in sheet.iter_rows() if "City" in [cell.value for cell in row])
    columns = {str(cell.value): cell.column for cell in head}
    names = {
        str(sheet.cell(row, columns["Given name"]).value): row
        for row in range(head[0].row + 1, sheet.max_row + 1)
    }
    for name, cells in changes.items():
        for header, value in cells.items():
            sheet.cell(names[name], columns[header]).value = value
    last = sheet.max_row + 1
    sheet.cell(last, columns["Family name"]).value = "Neuling"
    sheet.cell(last, columns["Given name"]).value = "Nora"
    if gone:
        sheet.delete_rows(names[gone])
    book.save(path)


def stored(workspace: Workspace) -> dict[str, dict[str, Any]]:
    """The contacts in the store, by given name."""
    with workspace.store.read() as session:
        found = rows(session, "contact", list_ids(session, View("contact")))
        return {row.values["given_name"]: {name: row.values[name] for name in COLUMNS} for row in found}


def choose(dialog: ImportDialog, title: str, kept: str = ALL) -> MergePanel:
    """Make a row the chosen one, under a filter; answers the sides of it."""
    dialog.parts.preview.keep(kept)
    table = dialog.parts.preview.table
    table.selectRow(titles(table.rows).index(title))
    return dialog.parts.preview.sides


def titles(model: PreviewModel) -> list[str]:
    return [model.text(place, TITLE) for place in range(model.rowCount())]


def shown(dialog: ImportDialog, title: str, header: str) -> str:
    """What a cell of the preview says."""
    model = dialog.parts.preview.table.rows
    heads = [model.headerData(each, Qt.Orientation.Horizontal) for each in range(model.columnCount())]
    return str(model.index(titles(model).index(title), heads.index(header)).data())


def said_of_contacts(dialog: ImportDialog) -> list[str]:
    """What the list of sheets says about the one with contacts."""
    return dialog.parts.sheets.cards[dialog.parts.sheets.current].merge_words()


def menu_actions(menu: QMenu | QObject | None) -> dict[str, QAction]:
    """The actions of a menu as it would open now."""
    assert isinstance(menu, QMenu)
    menu.aboutToShow.emit()
    return {action.text(): action for action in menu.actions()}


def import_and_wait(qtbot: QtBot, dialog: ImportDialog, until_idle: Callable[[], None]) -> None:
    with qtbot.waitSignal(dialog.accepted, timeout=10_000):
        qtbot.mouseClick(dialog.confirm, Qt.MouseButton.LeftButton)
    until_idle()


def test_it_says_who_changed_how_much(back: ImportDialog) -> None:
    about, words = said_of_contacts(back)
    assert "exported" in about
    assert words == "2 changed by them · 1 changed by us · 1 conflict · 1 deleted by them"
    assert back.confirm.text() == "Import 3 rows, keep ours in 1 conflict"
    assert "1 conflict is undecided: ours stays." in back.summary.text()
    back.reject()


def test_filters_keep_what_they_changed_what_clashes_and_what_is_gone(back: ImportDialog) -> None:
    panel = back.parts.preview
    kept = {}
    for name in (THEIRS, CLASHES, GONE, "NEW"):
        assert panel.filters[name].isVisible()
        panel.keep(name)
        kept[name] = titles(panel.table.rows)
    assert kept[THEIRS] == ["Beispiel Anna", "Probov Serik"]
    assert kept[CLASHES] == ["Probov Serik"]
    assert kept[GONE] == ["Primerov Azat"]
    assert kept["NEW"] == ["Neuling Nora"]
    assert panel.filters["CHANGED"].isHidden()
    back.reject()


def test_a_clash_shows_both_and_a_change_old_and_new(back: ImportDialog) -> None:
    assert shown(back, "Probov Serik", "City") == CLASH
    assert shown(back, "Probov Serik", "Note") == "Narcologist → Chief narcologist"
    assert shown(back, "Beispiel Anna", "City") == "Osh → Jalal-Abad"
    fatal = QAbstractItemModelTester.FailureReportingMode.Fatal
    QAbstractItemModelTester(back.parts.preview.table.rows, fatal, back)
    back.parts.preview.keep(GONE)
    back.parts.preview.keep(ALL)
    back.reject()


def test_the_three_sides_stand_beside_each_other(back: ImportDialog) -> None:
    sides = choose(back, "Probov Serik")
    assert sides.isVisible()
    ours, theirs = sides.choices["city"]
    assert (ours.value.text(), theirs.value.text()) == ("Talas", "Naryn")
    assert not ours.radio.isChecked()
    assert not theirs.radio.isChecked()
    assert sides.choices["note"][1].radio.isChecked()
    assert theirs.radio.accessibleName() == "City: take theirs, Naryn"
    back.reject()


def test_undecided_conflicts_stay_ours_and_all_of_it_is_undone_at_once(
    qtbot: QtBot, back: ImportDialog, workspace: Workspace, until_idle: Callable[[], None]
) -> None:
    before = stored(workspace)
    import_and_wait(qtbot, back, until_idle)
    now = stored(workspace)
    assert now["Serik"]["city"] == "Talas"
    assert now["Serik"]["note"] == "Chief narcologist"
    assert now["Anna"]["city"] == "Jalal-Abad"
    assert now["Ирина"]["note"] == "Chief editor"
    assert {"Azat", "Nora"} <= set(now)
    workspace.undo()
    until_idle()
    assert stored(workspace) == before


def test_theirs_is_taken_with_a_click_on_its_value(
    qtbot: QtBot,
    back: ImportDialog,
    workspace: Workspace,
    at_rest: Callable[[ImportDialog], None],
    until_idle: Callable[[], None],
) -> None:
    sides = choose(back, "Probov Serik")
    theirs = sides.choices["city"][1]
    qtbot.mouseClick(theirs, Qt.MouseButton.LeftButton)
    at_rest(back)
    assert sides.choices["city"][1] is theirs
    assert theirs.radio.isChecked()
    assert shown(back, "Probov Serik", "City") == "Talas → Naryn"
    assert back.confirm.text() == "Import 3 rows"
    import_and_wait(qtbot, back, until_idle)
    assert stored(workspace)["Serik"]["city"] == "Naryn"


def test_the_keys_t_and_o_choose_for_a_row(
    qtbot: QtBot, back: ImportDialog, at_rest: Callable[[ImportDialog], None]
) -> None:
    sides, table = choose(back, "Probov Serik"), back.parts.preview.table
    qtbot.keyClick(table, Qt.Key.Key_T)
    at_rest(back)
    assert [take.radio.isChecked() for _, take in sides.choices.values()] == [True, True]
    qtbot.keyClick(table, Qt.Key.Key_O)
    at_rest(back)
    assert [keep.radio.isChecked() for keep, _ in sides.choices.values()] == [True, True]
    assert table.chosen() is not None
    assert back.confirm.text() == "Import 2 rows"
    choose(back, "Beispiel Anna")
    qtbot.mouseClick(back.parts.preview.keep_row, Qt.MouseButton.LeftButton)
    at_rest(back)
    assert shown(back, "Beispiel Anna", "City") == "Osh"
    choose(back, "Neuling Nora")
    qtbot.keyClick(table, Qt.Key.Key_O)
    at_rest(back)
    assert not back.confirm.isEnabled()
    qtbot.keyClick(table, Qt.Key.Key_T)
    at_rest(back)
    assert back.confirm.text() == "Import 1 row"
    back.reject()


def test_a_conflict_can_be_undecided_again_with_the_mouse(
    qtbot: QtBot, back: ImportDialog, at_rest: Callable[[ImportDialog], None]
) -> None:
    sides = choose(back, "Probov Serik")
    panel, (ours, theirs) = back.parts.preview, sides.choices["city"]
    assert panel.undecide_row.isHidden()
    for choice, said in ((theirs, "Talas → Naryn"), (ours, "Talas")):
        qtbot.mouseClick(choice, Qt.MouseButton.LeftButton)
        at_rest(back)
        assert shown(back, "Probov Serik", "City") == said
        qtbot.mouseClick(choice, Qt.MouseButton.LeftButton)
        assert not choice.radio.isChecked()
        at_rest(back)
        assert shown(back, "Probov Serik", "City") == CLASH
        assert not ours.radio.isChecked() and not theirs.radio.isChecked()
    note = sides.choices["note"][1]
    qtbot.mouseClick(note, Qt.MouseButton.LeftButton)
    assert note.radio.isChecked()
    qtbot.mouseClick(panel.take_row, Qt.MouseButton.LeftButton)
    at_rest(back)
    assert back.confirm.text() == "Import 3 rows"
    qtbot.mouseClick(panel.undecide_row, Qt.MouseButton.LeftButton)
    at_rest(back)
    assert back.confirm.text() == "Import 3 rows, keep ours in 1 conflict"
    back.reject()


def test_a_row_a_column_or_all_can_be_undecided_again(
    qtbot: QtBot, back: ImportDialog, at_rest: Callable[[ImportDialog], None]
) -> None:
    table, menu = back.parts.preview.table, back.parts.preview.choose.menu()
    column, everywhere = "Leave the conflicts in the column undecided", "Leave all conflicts undecided"
    choose(back, "Probov Serik")
    qtbot.keyClick(table, Qt.Key.Key_U)
    assert not back.is_working
    assert everywhere not in menu_actions(menu)
    for where in ("row", "column", "all"):
        qtbot.keyClick(table, Qt.Key.Key_T)
        at_rest(back)
        assert shown(back, "Probov Serik", "City") == "Talas → Naryn"
        if where == "row":
            qtbot.keyClick(table, Qt.Key.Key_U)
        elif where == "column":
            menu_actions(menu_actions(menu)["City"].menu())[column].trigger()
        else:
            menu_actions(menu)[everywhere].trigger()
        at_rest(back)
        assert shown(back, "Probov Serik", "City") == CLASH
        assert shown(back, "Beispiel Anna", "City") == "Osh → Jalal-Abad"
    back.reject()


def test_a_header_offers_its_column(
    qtbot: QtBot, back: ImportDialog, at_rest: Callable[[ImportDialog], None]
) -> None:
    header = back.parts.preview.table.horizontalHeader()
    heads = [header.model().headerData(each, Qt.Orientation.Horizontal) for each in range(header.count())]
    for name, offered in (("Contact", 0), ("City", 2)):
        place = QPoint(header.sectionViewportPosition(heads.index(name)) + 5, 5)
        header.customContextMenuRequested.emit(place)
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu) if offered else menu is None
        if isinstance(menu, QMenu):
            assert len(menu.actions()) == offered
            menu.actions()[0].trigger()
            menu.close()
    at_rest(back)
    assert back.confirm.text() == "Import 3 rows"
    back.reject()


def test_phones_and_partners_are_told_in_words(
    workspace: Workspace, tmp_path: Path, opened: Callable[[Path], ImportDialog]
) -> None:
    with workspace.store.write("Add a person") as writer:
        radio = writer.create("partner", {"name": "Radio Sample"})
        writer.create("partner", {"name": "Example Institute"})
        phones = (Reach("+996 555 000 102", normal="+996555000102"),)
        anna = writer.create("contact", {"family_name": "Beispiel", "given_name": "Anna", "phones": phones})
        writer.create("post", {"contact": anna, "partner": radio})
    path = tmp_path / "people.xlsx"
    export_view(workspace.store, View("contact"), (*COLUMNS, "phones", "partner"), path)
    edit(path, {"Anna": {"Phone": "+996 555 000 103", "Partner": "Example Institute"}})
    with workspace.store.write("Change it here") as writer:
        writer.update("contact", anna, {"phones": (Reach("+996 555 000 104", normal="+996555000104"),)})
    dialog = opened(path)
    sides = choose(dialog, "Beispiel Anna")
    texts = {name: [each.value.text() for each in both] for name, both in sides.choices.items()}
    assert texts["partner"] == ["Radio Sample", "Example Institute"]
    assert "555 000 104" in texts["phones"][0]
    assert "555 000 103" in texts["phones"][1]
    dialog.reject()


def test_a_column_or_everything_is_chosen_from_the_menu(
    back: ImportDialog, at_rest: Callable[[ImportDialog], None]
) -> None:
    menu = back.parts.preview.choose.menu()
    menu_actions(menu_actions(menu)["City"].menu())["Keep ours in the whole column"].trigger()
    at_rest(back)
    assert shown(back, "Beispiel Anna", "City") == "Osh"
    assert shown(back, "Probov Serik", "City") == "Talas"
    assert shown(back, "Probov Serik", "Note") == "Narcologist → Chief narcologist"
    menu_actions(menu)["Take theirs in all conflicts"].trigger()
    at_rest(back)
    assert shown(back, "Probov Serik", "City") == "Talas → Naryn"
    assert shown(back, "Beispiel Anna", "City") == "Osh"
    menu_actions(menu)["Take nothing that they changed"].trigger()
    at_rest(back)
    assert not back.confirm.isEnabled()
    menu_actions(menu)["Take all that they changed"].trigger()
    at_rest(back)
    assert back.confirm.text() == "Import 3 rows"
    back.reject()


def test_a_row_that_is_gone_is_deleted_only_when_it_is_ticked(
    qtbot: QtBot,
    back: ImportDialog,
    workspace: Workspace,
    at_rest: Callable[[ImportDialog], None],
    until_idle: Callable[[], None],
) -> None:
    sides = choose(back, "Primerov Azat", GONE)
    table = back.parts.preview.table
    tick = table.rows.index(0, ROW)
    assert tick.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Unchecked
    assert sides.delete_too is not None
    assert not sides.delete_too.isChecked()
    qtbot.keyClick(table, Qt.Key.Key_Space)
    at_rest(back)
    assert table.rows.index(0, ROW).data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
    assert table.rows.text(0, STATE) == "Deleted"
    assert sides.delete_too.isChecked()
    assert back.confirm.text() == "Import 3 rows, delete 1, keep ours in 1 conflict"
    import_and_wait(qtbot, back, until_idle)
    assert "Azat" not in stored(workspace)
    workspace.undo()
    until_idle()
    assert "Azat" in stored(workspace)


def test_a_record_deleted_here_that_they_changed_can_be_brought_back(
    workspace: Workspace,
    uids: dict[str, str],
    out: Path,
    opened: Callable[[Path], ImportDialog],
    at_rest: Callable[[ImportDialog], None],
) -> None:
    edit(out, {"Anna": {"City": "Jalal-Abad"}})
    with workspace.store.write("Delete her") as writer:
        writer.delete("contact", [uids["Anna"]])
    dialog = opened(out)
    sides = choose(dialog, "Beispiel Anna", CLASHES)
    assert sides.choices[RECORD][0].value.text() == "deleted"
    dialog.parts.preview.choose_row(Side.THEIRS)
    at_rest(dialog)
    assert dialog.confirm.text() == "Import 2 rows"
    dialog.reject()


def test_an_unedited_workbook_changes_nothing(out: Path, opened: Callable[[Path], ImportDialog]) -> None:
    dialog = opened(out)
    assert not dialog.confirm.isEnabled()
    assert dialog.summary.text() == "There is nothing to import: everything in it is in the store already."
    assert len(said_of_contacts(dialog)) == 1
    assert dialog.parts.columns.table.isHidden()
    dialog.reject()


def test_what_cannot_be_told_is_said_on_the_sheet(
    qtbot: QtBot, out: Path, opened: Callable[[Path], ImportDialog]
) -> None:
    book = openpyxl.load_workbook(out)
    for name in list(book.custom_doc_props.names):
        del book.custom_doc_props[name]
    book.save(out)
    dialog = opened(out)
    _, remark = said_of_contacts(dialog)
    assert "does not say when it was exported" in remark
    assert dialog.parts.preview.choose.isHidden()
    qtbot.keyClick(dialog.parts.preview.table, Qt.Key.Key_T)
    assert not dialog.is_working
    dialog.reject()
