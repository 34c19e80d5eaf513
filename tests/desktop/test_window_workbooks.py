"""Workbooks out and in through the window, and the whole store saved and brought back."""

import json
import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QRadioButton

from db.exchange.reading import read_workbook
from db.exchange.sheets import Sheet
from db.queries import Ref, View, list_ids, rows
from db.records import RECORDS, STANDING, record_type
from db.store import Store
from desktop.cli import main
from desktop.dialogs.export import ExportDialog
from desktop.dialogs.importing import ImportDialog
from desktop.theme import SPACE
from tests.desktop.window_desk import CONTROL, SHIFT, Answer, WindowDesk, name_file

UNLIKE = ("created", "modified")
"""Fields in which two stores with the same records differ."""

WORKBOOK = Path(__file__).parent.parent / "workbooks" / "participants.xlsx"


def export(desk: WindowDesk, path: Path, scope: str = "") -> list[Sheet]:
    """Write a workbook of everybody as a person does; answers its sheets but the first, which tells of it."""
    desk.press(Qt.Key.Key_E, CONTROL)
    dialog = desk.part(ExportDialog)
    for choice in dialog.findChildren(QRadioButton):
        if scope and choice.text().startswith(scope):
            desk.click(choice)
            assert choice.isChecked()
    desk.settle()
    desk.click(dialog.recipient.box)
    desk.over("Ourselves")
    desk.press(Qt.Key.Key_Tab)
    desk.settle()
    box = dialog.with_opted_out
    if box.isVisible() and not box.isChecked():
        desk.click(box, QPoint(SPACE.small, box.height() // 2))
    answer = Answer(name_file(path))
    desk.click(dialog.confirm)
    assert answer.saw is not None
    desk.settle()
    assert str(path) in desk.toast()
    return [sheet for sheet in read_workbook(path).sheets if not sheet.hidden][1:]


def columns(sheet: Sheet) -> dict[str, list[object]]:
    """The columns of a sheet that are to be seen, by their headers."""
    header = {place: str(text) for place, text in enumerate(sheet.row(1), 1) if text}
    return {
        text: [sheet.value(row, place) for row in range(2, len(sheet.rows) + 1)]
        for place, text in header.items()
        if place not in sheet.hidden_columns
    }


def drop(desk: WindowDesk, *paths: Path) -> None:
    """Drop files on the window."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    middle, copy = desk.window.rect().center(), Qt.DropAction.CopyAction
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(middle, copy, data, left, none)
    enter.ignore()
    QApplication.sendEvent(desk.window, enter)
    if enter.isAccepted():
        QApplication.sendEvent(desk.window, QDropEvent(QPointF(middle), copy, data, left, none))


def test_the_list_goes_out_as_it_is_shown(window: WindowDesk, tmp_path: Path) -> None:
    window.page.list.set_columns(["title", "country", "job_title"])
    window.page.list.sort_by("country")
    window.press(Qt.Key.Key_F, CONTROL)
    window.keys("Tajikistan")
    window.press(Qt.Key.Key_Return)
    window.settle()
    shown = window.listed()
    assert 1 < len(shown) < 32
    written = columns(export(window, tmp_path / "list.xlsx", "What the list shows")[0])
    assert list(written)[:3] == ["Full name", "Country", "Job title"]
    assert written["Full name"] == shown
    assert written["Country"] == window.listed("country")
    assert written["Job title"] == window.listed("job_title")


def test_only_the_selected_rows_go_out(window: WindowDesk, tmp_path: Path) -> None:
    window.choose(window.listed()[2])
    window.press(Qt.Key.Key_Down, SHIFT)
    window.press(Qt.Key.Key_Down, SHIFT)
    assert window.status() == "32 contacts · 3 selected"
    written = columns(export(window, tmp_path / "selected.xlsx")[0])
    assert written["Full name"] == window.listed()[2:5]


def test_all_of_the_store_goes_out_with_a_sheet_for_each_kind(window: WindowDesk, tmp_path: Path) -> None:
    sheets = export(window, tmp_path / "all.xlsx", "The whole store")
    names = {sheet.name: sheet for sheet in sheets}
    for kind in STANDING:
        sheet = names[record_type(kind).about.words.plural]
        assert len(sheet.rows) - 1 == len(window.all(kind)), kind


def test_what_went_out_comes_back_with_nothing_to_import(window: WindowDesk, tmp_path: Path) -> None:
    export(window, tmp_path / "list.xlsx", "What the list shows")
    before = window.labels()
    window.window.import_files([tmp_path / "list.xlsx"])
    dialog = window.part(ImportDialog)
    window.bot.waitUntil(lambda: "in the store already" in dialog.summary.text())
    assert not dialog.confirm.isEnabled()
    window.press(Qt.Key.Key_Escape)
    assert window.labels() == before


def test_workbooks_are_dropped_on_the_window_one_after_the_other(
    empty_window: WindowDesk, tmp_path: Path
) -> None:
    first = Path(shutil.copy(WORKBOOK, tmp_path / "first.xlsx"))
    second = Path(shutil.copy(WORKBOOK.with_name("media-ru.xlsx"), tmp_path / "second.xlsx"))
    drop(empty_window, first, second, tmp_path / "picture.png")
    for name in ("first.xlsx", "second.xlsx"):
        empty_window.settle()
        dialog = empty_window.part(ImportDialog)
        assert dialog.title.text() == f"Import {name}"
        empty_window.bot.waitUntil(dialog.confirm.isEnabled)
        empty_window.click(dialog.confirm)
        empty_window.settle()
    assert not [each for each in empty_window.window.findChildren(ImportDialog) if each.isVisible()]
    names = empty_window.listed()
    assert "Асанова Бермет Эсеновна" in names and "Sharipova Malika" in names


def contents(store: Store) -> dict[str, list[str]]:
    """All that a store holds, by kind: every field of every record, others by their titles."""
    with store.read() as session:
        return {
            kind: sorted(
                repr({name: _told(value) for name, value in row.values.items() if name not in UNLIKE})
                for row in rows(session, kind, list_ids(session, View(kind)))
            )
            for kind in RECORDS
        }


def _told(value: object) -> object:
    if isinstance(value, Ref):
        return value.title
    return tuple(_told(each) for each in value) if isinstance(value, tuple) else value


@pytest.mark.parametrize("name", ["workbooks/participants", "workbooks/media-ru", "goldens/facilities"])
def test_the_window_and_the_command_line_come_to_the_same(
    empty_window: WindowDesk, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    workbook = WORKBOOK.parent.parent / f"{name}.xlsx"
    empty_window.window.import_files([workbook])
    empty_window.settle()
    dialog = empty_window.part(ImportDialog)
    empty_window.bot.waitUntil(dialog.confirm.isEnabled)
    empty_window.click(dialog.confirm)
    empty_window.settle()
    assert main(["--store", str(tmp_path / "other.db"), "import", str(workbook), "--json"]) in (0, 1)
    assert json.loads(capsys.readouterr().out)["batch"] == 1
    other = Store.open(tmp_path / "other.db")
    assert contents(other) == contents(empty_window.workspace.store)
    assert sum(map(len, contents(other).values())) > 3
    other.close()


def test_something_else_that_is_dropped_is_not_taken(empty_window: WindowDesk, tmp_path: Path) -> None:
    drop(empty_window, tmp_path / "picture.png")
    empty_window.settle()
    assert not empty_window.window.findChildren(ImportDialog)


def test_a_file_that_is_no_workbook_says_so(empty_window: WindowDesk, tmp_path: Path) -> None:
    bad = tmp_path / "bad.xlsx"
    bad.write_bytes(b"PK\x03\x04 and then nothing that a workbook has")
    empty_window.window.import_files([bad])
    dialog = empty_window.part(ImportDialog)
    empty_window.bot.waitUntil(dialog.failure.isVisible)
    empty_window.press(Qt.Key.Key_Escape)
    empty_window.settle()
    assert empty_window.window.isVisible()
    assert not empty_window.window.findChildren(ImportDialog)


def test_rows_go_to_excel_and_come_back_over_the_clipboard(window: WindowDesk) -> None:
    uid = window.choose("Ким Виктор")
    window.press(Qt.Key.Key_C, CONTROL)
    window.settle()
    header, row, *_ = QGuiApplication.clipboard().text().splitlines()
    assert header.split("\t")[0] == "Full name" and row.startswith("Ким Виктор\tPhotographer")
    QGuiApplication.clipboard().setText("Family name\tCity\nСапарова\tOsh")
    window.press(Qt.Key.Key_V, CONTROL)
    window.settle()
    assert window.form.uid != uid
    assert "Сапарова" in window.listed()


def action(desk: WindowDesk, text: str) -> None:
    next(each for each in desk.window.actions() if each.text() == text).trigger()
