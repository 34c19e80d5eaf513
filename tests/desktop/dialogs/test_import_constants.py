"""Values that are the same in every row of an import: given, changed, taken away, shown and remembered."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from db.queries import View, list_ids, rows
from db.records import kind_fields
from desktop.dialogs.import_constant_text import read, to_edit, words
from desktop.dialogs.import_constants import ConstantsBar
from desktop.dialogs.import_preview_model import TITLE
from desktop.dialogs.importing import ImportDialog
from desktop.records.record_picker import RecordPicker
from desktop.settings import Settings
from desktop.widgets.choice_field import ChoiceField
from desktop.widgets.text_field import TextField
from desktop.workspace import Workspace
from tests.desktop.hands import write

Open = Callable[..., ImportDialog]
Rest = Callable[[ImportDialog], None]

HEAD = ("Name", "Surname", "Position", "E-mail")
ASEL = ("Asel", "Bekova", "Editor", "asel@example.kg")
TIMUR = ("Timur", "Akhmetov", "Driver", "timur@example.kz")


@pytest.fixture
def opened(
    qtbot: QtBot, workspace: Workspace, settings: Settings, until_idle: Callable[[], None], tmp_path: Path
) -> Open:
    """Opens the window on a list of people under these headers and waits until it was read."""
    window = QWidget()
    qtbot.addWidget(window)

    def open_it(*lines: tuple[Any, ...], head: tuple[str, ...] = HEAD) -> ImportDialog:
        book = Workbook()
        book.worksheets[0].title = "People"
        for line in (head, *lines):
            book.worksheets[0].append(line)
        path = tmp_path / "people.xlsx"
        book.save(path)
        dialog = ImportDialog(workspace, settings, path, "contact", window)
        with qtbot.waitExposed(dialog):
            dialog.open()
        until_idle()
        return dialog

    return open_it


@pytest.fixture
def at_rest(qtbot: QtBot, until_idle: Callable[[], None]) -> Rest:
    """Waits until what was chosen has been worked out."""

    def wait(dialog: ImportDialog) -> None:
        qtbot.waitUntil(lambda: not dialog.is_working, timeout=10_000)
        until_idle()

    return wait


def bar_of(dialog: ImportDialog) -> ConstantsBar:
    return dialog.parts.columns.constants


def begin(qtbot: QtBot, dialog: ImportDialog, field: str) -> ConstantsBar:
    """Ask for the value of a field, by the mouse."""
    bar = bar_of(dialog)
    qtbot.mouseClick(bar.more, Qt.MouseButton.LeftButton)
    bar.editor.field.setCurrentIndex(bar.editor.field.findData(field))
    return bar


def give(qtbot: QtBot, dialog: ImportDialog, field: str, text: str) -> ConstantsBar:
    """Give every row a value, typed into the editor of its field, with Enter."""
    bar = begin(qtbot, dialog, field)
    assert bar.editor.value is not None
    typed_into = bar.editor.value.focusProxy()
    assert typed_into is not None
    typed_into.setFocus()
    write(typed_into, text)
    qtbot.keyClick(typed_into, Qt.Key.Key_Return)
    return bar


def chips(bar: ConstantsBar) -> list[str]:
    return [chip.text() for chip in bar.chips.values()]


def column(dialog: ImportDialog, header: str) -> dict[str, str]:
    """What a column of the preview says, by the title of its row."""
    model = dialog.parts.preview.table.rows
    heads = [model.headerData(each, Qt.Orientation.Horizontal) for each in range(model.columnCount())]
    place = heads.index(header)
    return {model.text(row, TITLE): str(model.index(row, place).data()) for row in range(model.rowCount())}


def people(workspace: Workspace) -> dict[str, Any]:
    with workspace.store.read() as session:
        found = rows(session, "contact", list_ids(session, View("contact")))
        return {row.title: row for row in found}


def test_every_row_gets_a_value_and_the_preview_shows_it(
    qtbot: QtBot, opened: Open, workspace: Workspace, at_rest: Rest, until_idle: Callable[[], None]
) -> None:
    dialog = opened(ASEL, TIMUR)
    bar = give(qtbot, dialog, "country", "kyrg")
    assert chips(bar) == ["Country: Kyrgyzstan"]
    assert bar.editor.isHidden() and bar.more.hasFocus()
    at_rest(dialog)
    give(qtbot, dialog, "city", "Osh")
    at_rest(dialog)
    assert chips(bar) == ["Country: Kyrgyzstan", "City: Osh"]
    assert column(dialog, "Country")["Bekova Asel"] == "Kyrgyzstan"
    assert column(dialog, "City")["Akhmetov Timur"] == "Osh"
    with qtbot.waitSignal(dialog.accepted, timeout=10_000):
        dialog.carry_out()
    until_idle()
    assert {(row["country"], row["city"]) for row in people(workspace).values()} == {("KG", "Osh")}


def test_it_can_be_done_with_the_keyboard_alone(qtbot: QtBot, opened: Open, at_rest: Rest) -> None:
    dialog = opened(ASEL)
    bar = bar_of(dialog)
    bar.more.setFocus()
    qtbot.keyClick(bar.more, Qt.Key.Key_Return)
    assert bar.editor.isVisible() and bar.editor.field.hasFocus()
    first = bar.editor.about().label
    qtbot.keyClick(bar.editor.field, Qt.Key.Key_Down)
    assert bar.editor.about().label != first
    bar.editor.field.setCurrentIndex(bar.editor.field.findData("city"))
    qtbot.keyClick(bar.editor.field, Qt.Key.Key_Tab)
    assert isinstance(bar.editor.value, TextField)
    assert bar.editor.value.line.hasFocus()
    qtbot.keyClicks(bar.editor.value.line, "Naryn")
    qtbot.keyClick(bar.editor.value.line, Qt.Key.Key_Tab)
    assert bar.editor.add.hasFocus()
    qtbot.keyClick(bar.editor.add, Qt.Key.Key_Return)
    assert chips(bar) == ["City: Naryn"]
    at_rest(dialog)
    chip = bar.chips["city"]
    chip.setFocus()
    qtbot.keyClick(chip, Qt.Key.Key_Return)
    assert isinstance(bar.editor.value, TextField) and bar.editor.value.value() == "Naryn"
    bar.editor.value.line.selectAll()
    qtbot.keyClicks(bar.editor.value.line, "Talas")
    qtbot.keyClick(bar.editor.value.line, Qt.Key.Key_Return)
    assert chips(bar) == ["City: Talas"]
    at_rest(dialog)
    assert column(dialog, "City")["Bekova Asel"] == "Talas"
    assert dialog.isVisible()
    bar.chips["city"].setFocus()
    qtbot.keyClick(bar.chips["city"], Qt.Key.Key_Delete)
    assert chips(bar) == []
    at_rest(dialog)
    assert "City" not in [
        dialog.parts.preview.table.rows.headerData(each, Qt.Orientation.Horizontal)
        for each in range(dialog.parts.preview.table.rows.columnCount())
    ]
    dialog.reject()


def test_tab_goes_through_the_values_in_their_order(qtbot: QtBot, opened: Open) -> None:
    dialog = opened(ASEL)
    bar = give(qtbot, dialog, "city", "Osh")
    give(qtbot, dialog, "region", "Chuy")
    here: QWidget = bar.chips["city"]
    here.setFocus()
    for following in (bar.chips["region"], bar.more):
        qtbot.keyClick(here, Qt.Key.Key_Tab)
        assert following.hasFocus()
        here = following
    dialog.reject()


def test_it_is_taken_away_with_the_mouse(qtbot: QtBot, opened: Open, at_rest: Rest) -> None:
    dialog = opened(ASEL)
    bar = give(qtbot, dialog, "city", "Osh")
    at_rest(dialog)
    chip = bar.chips["city"]
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton, pos=chip.remove_rect().center())
    assert chips(bar) == []
    at_rest(dialog)
    assert dialog._worked is not None
    assert dialog._worked.proposal.sheets[0].constants == ()
    dialog.reject()


def test_a_row_that_says_something_itself_keeps_it(qtbot: QtBot, opened: Open, at_rest: Rest) -> None:
    dialog = opened((*ASEL, "Osh"), (*TIMUR, None), head=(*HEAD, "City"))
    give(qtbot, dialog, "city", "Almaty")
    at_rest(dialog)
    assert column(dialog, "City") | {"Name Surname Position E-mail City": ""} == {
        "Name Surname Position E-mail City": "",
        "Bekova Asel": "Osh",
        "Akhmetov Timur": "Almaty",
    }
    dialog.reject()


def test_what_cannot_be_understood_is_said_and_stays(qtbot: QtBot, opened: Open) -> None:
    dialog = opened(ASEL)
    bar = give(qtbot, dialog, "birthday", "31.02.1980")
    assert bar.editor.isVisible() and bar.editor.value is not None
    assert "31.02.1980" in bar.editor.value.error()
    assert chips(bar) == [] and not dialog.is_working
    qtbot.mouseClick(bar.editor.leave, Qt.MouseButton.LeftButton)
    assert bar.editor.isHidden()
    bar = begin(qtbot, dialog, "city")
    qtbot.mouseClick(bar.editor.add, Qt.MouseButton.LeftButton)
    assert bar.editor.value is not None and bar.editor.value.error() == "Type a value first."
    qtbot.keyClick(bar.editor.field, Qt.Key.Key_Escape)
    assert bar.editor.isHidden() and dialog.isVisible()
    dialog.reject()


def test_enter_in_the_editor_never_imports(qtbot: QtBot, opened: Open, workspace: Workspace) -> None:
    dialog = opened(ASEL)
    bar = begin(qtbot, dialog, "city")
    assert isinstance(bar.editor.value, TextField)
    for _ in range(3):
        qtbot.keyClick(bar.editor.value.line, Qt.Key.Key_Return)
        qtbot.keyClick(bar.editor.field, Qt.Key.Key_Return)
    assert dialog.isVisible() and people(workspace) == {}
    dialog.reject()


def test_a_partner_is_picked_from_the_store(
    qtbot: QtBot, opened: Open, workspace: Workspace, at_rest: Rest, until_idle: Callable[[], None]
) -> None:
    with workspace.store.write("Add partners") as writer:
        radio = writer.create("partner", {"name": "Radio Sample; Osh"})
    dialog = opened(ASEL, TIMUR)
    bar = begin(qtbot, dialog, "partner")
    picker = bar.editor.value
    assert isinstance(picker, RecordPicker)
    picker.line.setFocus()
    qtbot.keyClicks(picker.line, "radio")
    until_idle()
    qtbot.waitUntil(lambda: len(picker.found()) == 1)
    popup = picker._popup()
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert picker.value() is not None
    qtbot.mouseClick(bar.editor.add, Qt.MouseButton.LeftButton)
    assert chips(bar) == ["Partner: Radio Sample; Osh"]
    at_rest(dialog)
    assert column(dialog, "Partner")["Bekova Asel"] == "Radio Sample; Osh"
    with qtbot.waitSignal(dialog.accepted, timeout=10_000):
        dialog.carry_out()
    until_idle()
    tied = [ref.uid for row in people(workspace).values() for ref in row["partner"]]
    assert tied == [radio, radio]


def test_values_are_remembered_for_the_same_headers(
    qtbot: QtBot, opened: Open, at_rest: Rest, until_idle: Callable[[], None]
) -> None:
    first = opened(ASEL)
    give(qtbot, first, "country", "Kazakhstan")
    at_rest(first)
    with qtbot.waitSignal(first.accepted, timeout=10_000):
        first.carry_out()
    until_idle()
    second = opened(TIMUR)
    assert chips(bar_of(second)) == ["Country: Kazakhstan"]
    assert column(second, "Country")["Akhmetov Timur"] == "Kazakhstan"
    chip = bar_of(second).chips["country"]
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton, pos=QPoint(8, chip.height() // 2))
    editor = bar_of(second).editor.value
    assert isinstance(editor, ChoiceField) and editor.value() == "KZ"
    second.reject()


def test_a_value_that_is_in_the_store_already_is_shown_all_the_same(
    qtbot: QtBot, opened: Open, at_rest: Rest, until_idle: Callable[[], None]
) -> None:
    first = opened(ASEL)
    give(qtbot, first, "city", "Osh")
    at_rest(first)
    with qtbot.waitSignal(first.accepted, timeout=10_000):
        first.carry_out()
    until_idle()
    second = opened(ASEL)
    assert column(second, "City")["Bekova Asel"] == "Osh"
    assert not second.confirm.isEnabled()
    second.reject()


def test_values_go_when_the_table_goes_elsewhere(qtbot: QtBot, opened: Open, at_rest: Rest) -> None:
    dialog = opened(ASEL)
    bar = give(qtbot, dialog, "city", "Osh")
    card = dialog.parts.sheets.cards[0]
    card.into.setCurrentText("Partners")
    card.into.activated.emit(card.into.currentIndex())
    at_rest(dialog)
    assert chips(bar) == []
    assert bar.editor.field.findData("given_name") < 0 or bar.editor.isHidden()
    assert dialog.problem.text() == ""
    dialog.reject()


@pytest.mark.parametrize(
    ("kind", "field", "given", "kept", "said"),
    [
        ("contact", "birthday", "04.05.1980", "1980-05-04", "4 May 1980"),
        ("contact", "phones", "0555 000 102", "0555 000 102 [+996555000102]", "+996 555 000 102"),
        ("contact", "opt_out", "True", "True", "Yes"),
        ("programme", "budget", "KGS 1 250 000,50", "1250000.50 KGS", "1\u00a0250\u00a0000.50 KGS"),
        ("facility", "handover", "Q3 2011", "2011-Q3", "Q3 2011"),
    ],
)
def test_what_is_kept_reads_the_same_in_every_row(
    kind: str, field: str, given: str, kept: str, said: str
) -> None:
    about = kind_fields(kind)[field]
    text, problem = read(about, given, "KG")
    assert (text, problem) == (kept, "")
    assert words(about, text) == said
    assert read(about, str(to_edit(about, text)), "KG") == (text, "")


def test_a_day_is_read_as_in_the_form() -> None:
    about = kind_fields("contact")["birthday"]
    text, _ = read(about, "3/4/1980", None)
    assert dt.date.fromisoformat(text) == dt.date(1980, 4, 3)
