import datetime as dt
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from db import journal
from db.exchange.inspection import READ_ENDINGS
from db.queries import View, count, list_ids, rows
from desktop.dialogs.import_columns_model import TARGET, ColumnsModel
from desktop.dialogs.import_preview import ALL, ASSUMED, BESIDE
from desktop.dialogs.import_preview_model import STATE, TITLE, PreviewModel
from desktop.dialogs.import_row import RowDialog
from desktop.dialogs.importing import ImportDialog
from desktop.settings import Settings
from desktop.widgets.choice_box import ChoiceBox
from desktop.workspace import Workspace

Row = Sequence[object]
Open = Callable[[Path], ImportDialog]

HEAD = ("Full name", "Job title", "Organisation", "Phone", "E-mail", "Country", "Arrival")
SERIK = ("Probov Serik", "Narcologist", "Example Institute", "+7 701 000 0678", "serik@example.com", "KZ",
         dt.date(2019, 6, 5))  # fmt: skip
ANNA = ("Beispiel Anna", "Head of Unit", "Radio Sample", "0555 000 102", "anna@example.com", "KG", None)
IRINA = ("Образцова Ирина", "редактор", "Radio Sample", "", "irina(at)example.com", "KG", None)


def save(path: Path, **sheets: Sequence[Row]) -> Path:
    """Write a workbook with these sheets."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, lines in sheets.items():
        sheet = book.create_sheet(name)
        for line in lines:
            sheet.append(list(line))
    book.save(path)
    return path


@pytest.fixture
def seminar(tmp_path: Path) -> Path:
    """A list of three people under a title, and a second sheet with a facility."""
    return save(
        tmp_path / "seminar.xlsx",
        People=[("Seminar in Osh",), (), HEAD, SERIK, ANNA, IRINA, (), ("Total", 3)],
        Facilities=[("Facility", "Type", "City"), ("Osh Laboratory", "laboratory", "Osh")],
    )


@pytest.fixture
def start(qtbot: QtBot, workspace: Workspace, settings: Settings) -> Open:
    """Opens the window on a workbook; it deletes itself when it is closed."""
    window = QWidget()
    qtbot.addWidget(window)

    def open_it(path: Path) -> ImportDialog:
        dialog = ImportDialog(workspace, settings, path, "contact", window)
        with qtbot.waitExposed(dialog):
            dialog.open()
        return dialog

    return open_it


@pytest.fixture
def opened(start: Open, until_idle: Callable[[], None]) -> Open:
    """Opens the window on a workbook and waits until it was read."""

    def open_it(path: Path) -> ImportDialog:
        dialog = start(path)
        until_idle()
        return dialog

    return open_it


@pytest.fixture
def at_rest(qtbot: QtBot, until_idle: Callable[[], None]) -> Callable[[ImportDialog], None]:
    """Waits until what was changed has been worked out."""

    def wait(dialog: ImportDialog) -> None:
        qtbot.waitUntil(lambda: not dialog.is_working, timeout=10_000)
        until_idle()

    return wait


def contacts(workspace: Workspace) -> list[dict[str, Any]]:
    """The contacts in the store, by title."""
    with workspace.store.read() as session:
        return [row.values for row in rows(session, "contact", list_ids(session, View("contact")))]


def titles(model: PreviewModel) -> list[str]:
    return [model.text(place, TITLE) for place in range(model.rowCount())]


def shown(model: PreviewModel, title: str, header: str) -> str:
    """What a cell of the preview says."""
    place = titles(model).index(title)
    heads = [model.headerData(each, Qt.Orientation.Horizontal) for each in range(model.columnCount())]
    return str(model.index(place, heads.index(header)).data())


def column_row(model: ColumnsModel, header: str) -> int:
    return next(row for row in range(model.rowCount()) if model.column(row).header == header)


def import_and_wait(qtbot: QtBot, dialog: ImportDialog, until_idle: Callable[[], None]) -> None:
    with qtbot.waitSignal(dialog.accepted, timeout=10_000):
        qtbot.mouseClick(dialog.confirm, Qt.MouseButton.LeftButton)
    until_idle()


def test_it_says_what_happens_with_every_row(opened: Open, seminar: Path) -> None:
    dialog = opened(seminar)
    first, second = dialog.parts.sheets.cards
    assert first.counts.words() == "3 new, 5 skipped"
    assert second.counts.words() == "1 new, 1 skipped"
    assert dialog.confirm.text() == "Import 4 rows"
    assert dialog.confirm.isEnabled()
    assert dialog.summary.text() == "4 new, 2 partners that they name."
    filters = dialog.parts.preview.filters
    assert filters[ALL].text().split() == ["All", "8"]
    assert filters["NEW"].text().split() == ["New", "3"]
    assert filters["CHANGED"].isHidden()
    model = dialog.parts.preview.table.rows
    assert "Probov Serik" in titles(model)
    assert shown(model, "Beispiel Anna", "Phone") == "+996 555 000 102"
    assert "read as" in model.text(titles(model).index("Beispiel Anna"), model.reason_column)
    skipped = titles(model).index("Total 3")
    assert model.text(skipped, STATE) == "Skipped"
    assert model.text(skipped, model.reason_column) == "A total."


def test_nothing_is_written_before_she_says_so(qtbot: QtBot, opened: Open, seminar: Path) -> None:
    dialog = opened(seminar)
    with qtbot.waitSignal(dialog.rejected):
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)


def test_the_models_keep_the_rules_of_models(qtbot: QtBot, opened: Open, seminar: Path) -> None:
    dialog = opened(seminar)
    fatal = QAbstractItemModelTester.FailureReportingMode.Fatal
    QAbstractItemModelTester(dialog.parts.preview.table.rows, fatal, dialog)
    QAbstractItemModelTester(dialog.parts.columns.table.columns, fatal, dialog)
    for name in (ASSUMED, BESIDE, "SKIPPED", ALL):
        dialog.parts.preview.keep(name)
    dialog.parts.sheets.choose(1)
    dialog.parts.sheets.choose(0)
    assert dialog.parts.preview.table.rows.rowCount()


def test_filters_show_only_their_rows(qtbot: QtBot, opened: Open, seminar: Path) -> None:
    dialog = opened(seminar)
    model, filters = dialog.parts.preview.table.rows, dialog.parts.preview.filters
    qtbot.mouseClick(filters["NEW"], Qt.MouseButton.LeftButton)
    assert titles(model) == ["Probov Serik", "Beispiel Anna", "Образцова Ирина"]
    qtbot.mouseClick(filters[BESIDE], Qt.MouseButton.LeftButton)
    assert titles(model) == ["Example Institute", "Radio Sample"]
    qtbot.mouseClick(filters[ASSUMED], Qt.MouseButton.LeftButton)
    assert "Probov Serik" not in titles(model)
    assert "Образцова Ирина" in titles(model)


def test_a_column_is_sent_elsewhere_with_the_keyboard(
    qtbot: QtBot, opened: Open, seminar: Path, at_rest: Callable[[ImportDialog], None]
) -> None:
    dialog = opened(seminar)
    table, preview = dialog.parts.columns.table, dialog.parts.preview.table.rows
    assert shown(preview, "Probov Serik", "Job title") == "Narcologist"
    table.setFocus()
    table.setCurrentIndex(table.columns.index(column_row(table.columns, "Job title"), TARGET))
    qtbot.keyClick(table, Qt.Key.Key_F2)
    editor = table.indexWidget(table.currentIndex())
    assert isinstance(editor, ChoiceBox)
    editor.line.clear()
    qtbot.keyClicks(editor, "into the note")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: table.currentIndex().data() == "Into the note")
    at_rest(dialog)
    assert "Narcologist" in shown(preview, "Probov Serik", "Note")
    assert dialog.confirm.isEnabled()


def test_a_name_can_be_read_the_other_way_round(
    opened: Open, seminar: Path, at_rest: Callable[[ImportDialog], None]
) -> None:
    dialog = opened(seminar)
    columns = dialog.parts.columns.table.columns
    place = columns.index(column_row(columns, "Full name"), TARGET)
    labels = dict(columns.choices(place.row()))
    assert labels["name|given"] == "Full name, given name first"
    columns.setData(place, "name|given")
    at_rest(dialog)
    assert "Anna Beispiel" in titles(dialog.parts.preview.table.rows)
    assert place.data() == "Full name, given name first"


def test_a_sheet_that_is_not_ticked_stays_out(
    qtbot: QtBot, opened: Open, seminar: Path, workspace: Workspace, at_rest: Callable[[ImportDialog], None]
) -> None:
    dialog = opened(seminar)
    card = dialog.parts.sheets.cards[0]
    qtbot.mouseClick(card.tick, Qt.MouseButton.LeftButton)
    at_rest(dialog)
    assert card.into.currentText() == "Leave out"
    assert dialog.confirm.text() == "Import 1 row"
    with qtbot.waitSignal(dialog.accepted, timeout=10_000):
        dialog.carry_out()
    assert contacts(workspace) == []


def test_a_sheet_can_go_into_another_kind(
    opened: Open, seminar: Path, at_rest: Callable[[ImportDialog], None]
) -> None:
    dialog = opened(seminar)
    card = dialog.parts.sheets.cards[1]
    assert card.into.currentText() == "Facilities"
    card.into.setCurrentText("Partners")
    card.into.activated.emit(card.into.currentIndex())
    at_rest(dialog)
    dialog.parts.sheets.choose(1)
    assert titles(dialog.parts.preview.table.rows)[-1] == "Osh Laboratory"
    assert dialog.parts.preview.table.rows.headerData(TITLE, Qt.Orientation.Horizontal) == "Partner"


def test_an_import_is_one_batch_that_can_be_undone(
    qtbot: QtBot, opened: Open, seminar: Path, workspace: Workspace, until_idle: Callable[[], None]
) -> None:
    dialog = opened(seminar)
    with qtbot.waitSignal(workspace.changed, timeout=10_000) as said:
        import_and_wait(qtbot, dialog, until_idle)
    assert said.args is not None
    assert said.args[0].label == "Import seminar.xlsx"
    assert len(contacts(workspace)) == 3
    with workspace.store.read() as session:
        entries = journal.history(session)
        assert [entry.label for entry in entries] == ["Import seminar.xlsx"]
    workspace.undo()
    until_idle()
    assert contacts(workspace) == []
    with workspace.store.read() as session:
        assert count(session, View("partner")) == 0


def test_the_same_file_again_changes_nothing(
    qtbot: QtBot, opened: Open, seminar: Path, until_idle: Callable[[], None]
) -> None:
    import_and_wait(qtbot, opened(seminar), until_idle)
    again = opened(seminar)
    assert again.parts.sheets.cards[0].counts.words() == "3 unchanged, 5 skipped"
    assert not again.confirm.isEnabled()
    assert again.summary.text() == "There is nothing to import: everything in it is in the store already."
    again.reject()


def test_what_changes_is_shown_beside_what_stands_there(
    qtbot: QtBot, opened: Open, tmp_path: Path, seminar: Path, until_idle: Callable[[], None]
) -> None:
    import_and_wait(qtbot, opened(seminar), until_idle)
    promoted = (SERIK[0], "Chief Narcologist", *SERIK[2:])
    dialog = opened(save(tmp_path / "later.xlsx", People=[HEAD, promoted, ANNA]))
    model = dialog.parts.preview.table.rows
    assert shown(model, "Probov Serik", "Job title") == "Narcologist → Chief Narcologist"
    assert shown(model, "Beispiel Anna", "Job title") == "Head of Unit"
    assert dialog.confirm.text() == "Import 1 row"
    dialog.reject()


def test_a_row_that_cannot_be_read_is_held_back_with_its_reason(opened: Open, tmp_path: Path) -> None:
    head = ("Family name", "Given name", "Birthday")
    path = save(
        tmp_path / "born.xlsx", People=[head, ("Probov", "Serik", "31.02.1980"), ("Beispiel", "Anna", "")]
    )
    dialog = opened(path)
    model = dialog.parts.preview.table.rows
    place = titles(model).index("Probov Serik")
    assert model.text(place, STATE) == "Held back"
    assert "31.02.1980" in model.text(place, model.reason_column)
    assert shown(model, "Probov Serik", "Birthday") == "31.02.1980"
    assert dialog.confirm.text() == "Import 1 row"
    assert "1 row held back stays out." in dialog.summary.text()
    dialog.reject()


def test_enter_on_a_row_shows_all_that_was_understood(qtbot: QtBot, opened: Open, seminar: Path) -> None:
    dialog = opened(seminar)
    table = dialog.parts.preview.table
    table.selectRow(titles(table.rows).index("Beispiel Anna"))
    qtbot.keyClick(table, Qt.Key.Key_Return)
    detail = dialog.findChild(RowDialog)
    assert isinstance(detail, RowDialog)
    texts = [label.text() for label in detail.findChildren(QLabel)]
    assert "Row 5: Beispiel Anna" in texts
    assert "0555 000 102" in texts
    assert "+996 555 000 102" in texts
    detail.reject()
    dialog.reject()


def test_a_file_that_is_no_workbook_says_so(opened: Open, tmp_path: Path) -> None:
    path = tmp_path / "picture.xlsx"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    dialog = opened(path)
    words = [label.text() for label in dialog.failure.findChildren(QLabel)]
    assert words[0] == "“picture.xlsx” could not be read"
    assert "picture.xlsx" in words[1]
    assert [button.text() for button in dialog.failure.buttons()] == ["Try again", "Choose another…"]
    assert dialog.confirm.isHidden()
    dialog.reject()


def test_escape_while_it_reads_leaves(
    qtbot: QtBot, start: Open, seminar: Path, workspace: Workspace, until_idle: Callable[[], None]
) -> None:
    dialog = start(seminar)
    with qtbot.waitSignal(dialog.rejected):
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    until_idle()
    assert contacts(workspace) == []


def test_an_import_that_is_stopped_leaves_nothing(
    qtbot: QtBot, opened: Open, seminar: Path, workspace: Workspace, until_idle: Callable[[], None]
) -> None:
    dialog = opened(seminar)
    before = threading.Event()
    workspace.tasks.start(lambda _task: before.wait(10), writes=True)  # writes wait for each other
    dialog.carry_out()
    assert dialog.busy.isVisible()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    before.set()
    until_idle()
    assert contacts(workspace) == []
    assert dialog.problem.text() == "Stopped. Nothing was written."
    assert dialog.confirm.isEnabled()
    dialog.reject()


def test_she_says_which_of_two_people_a_row_is(
    qtbot: QtBot,
    opened: Open,
    tmp_path: Path,
    workspace: Workspace,
    at_rest: Callable[[ImportDialog], None],
) -> None:
    with workspace.store.write("Add people") as writer:
        names = {"family_name": "Probov", "given_name": "Serik"}
        uids = [writer.create("contact", names | {"city": city}) for city in ("Osh", "Almaty")]
    path = save(
        tmp_path / "list.xlsx", People=[("Surname", "First name", "Job title"), ("Probov", "Serik", "Editor")]
    )
    dialog = opened(path)
    panel, model = dialog.parts.preview, dialog.parts.preview.table.rows
    place = titles(model).index("Probov Serik")
    assert model.text(place, STATE) == "Held back"
    panel.table.selectRow(place)
    assert panel.which.isVisible()
    assert panel.which.count() == 4
    panel.which.setCurrentIndex(panel.which.findData(uids[1]))
    panel.which.activated.emit(panel.which.currentIndex())
    at_rest(dialog)
    assert model.text(titles(model).index("Probov Serik"), STATE) == "Changed"
    assert dialog.confirm.text() == "Import 1 row"
    dialog.reject()


def test_local_phones_are_read_with_the_country_that_she_names(
    opened: Open, tmp_path: Path, at_rest: Callable[[ImportDialog], None]
) -> None:
    path = save(tmp_path / "phones.xlsx", People=[("Surname", "Phone"), ("Probov", "0555 000 102")])
    dialog = opened(path)
    country = dialog.parts.columns.country
    country.setCurrentIndex(country.findData("KG"))
    country.activated.emit(country.currentIndex())
    at_rest(dialog)
    assert shown(dialog.parts.preview.table.rows, "Probov", "Phone") == "+996 555 000 102"
    dialog.reject()


def test_arrow_keys_go_from_sheet_to_sheet(qtbot: QtBot, opened: Open, seminar: Path) -> None:
    dialog = opened(seminar)
    first, second = dialog.parts.sheets.cards
    first.tick.setFocus()
    qtbot.keyClick(first.tick, Qt.Key.Key_Down)
    assert second.tick.hasFocus()
    assert dialog.parts.sheets.current == 1
    assert titles(dialog.parts.preview.table.rows)[-1] == "Osh Laboratory"
    dialog.reject()


def test_what_can_be_dropped_is_what_can_be_read() -> None:
    assert {".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".csv"} <= set(READ_ENDINGS)
