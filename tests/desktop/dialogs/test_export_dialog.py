"""What the export dialog offers, what it says is left out, and what it remembers."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QRadioButton

from db.exchange.reading import read_workbook
from desktop.dialogs.export import ExportDialog
from tests.desktop.window_desk import CONTROL, SHIFT, WindowDesk


def opened(desk: WindowDesk) -> ExportDialog:
    desk.press(Qt.Key.Key_E, CONTROL)
    return desk.part(ExportDialog)


def choose(dialog: ExportDialog, code: str) -> None:
    box = next(box for box in dialog.findChildren(QComboBox) if box.findData(code) >= 0)
    box.setCurrentIndex(box.findData(code))


def said(dialog: ExportDialog) -> list[str]:
    return [label.text() for label in dialog.findChildren(QLabel)]


def test_it_counts_what_each_choice_writes(window: WindowDesk) -> None:
    window.choose(window.listed()[0])
    window.press(Qt.Key.Key_Down, SHIFT)
    choices = opened(window).findChildren(QRadioButton)
    assert [choice.text() for choice in choices] == [
        "What the list shows: 32 contacts",
        "The selected rows: 2 contacts",
        "The whole store, a sheet for each kind of record",
    ]
    assert choices[1].isChecked()


def test_one_selected_row_is_no_reason_to_write_only_that(window: WindowDesk) -> None:
    window.choose(window.listed()[0])
    assert opened(window).findChildren(QRadioButton)[0].isChecked()


def test_it_says_what_is_left_out_for_whom(window: WindowDesk, tmp_path: Path) -> None:
    window.page.list.set_columns(["title", "phones", "note"])
    dialog = opened(window)
    choose(dialog, "internal")
    assert "Nothing is left out." in said(dialog)
    choose(dialog, "delegation")
    assert "Left out for them: Note." in said(dialog)
    choose(dialog, "public")
    left_out = next(text for text in said(dialog) if text.startswith("Left out"))
    assert "Phone" in left_out
    dialog.write(tmp_path / "public.xlsx")
    window.settle()
    sheets = read_workbook(tmp_path / "public.xlsx").sheets
    texts = {str(cell) for sheet in sheets for row in sheet.rows for cell in row}
    assert "+996 700 000 016" not in texts and "Ким Виктор" in texts


def test_all_columns_go_out_when_she_ticks_so(window: WindowDesk, tmp_path: Path) -> None:
    dialog = opened(window)
    choose(dialog, "internal")
    window.click(dialog.findChildren(QCheckBox)[0])
    dialog.write(tmp_path / "all.xlsx")
    window.settle()
    sheet = next(s for s in read_workbook(tmp_path / "all.xlsx").sheets if s.name == "Contacts")
    assert {"City", "Birthday", "Job title"} <= {str(text) for text in sheet.row(1)}


def test_a_table_is_written_as_csv(window: WindowDesk, tmp_path: Path) -> None:
    opened(window).write(tmp_path / "list.csv")
    window.settle()
    text = (tmp_path / "list.csv").read_text(encoding="utf-8-sig")
    assert text.splitlines()[0].startswith("Full name") and "Ким Виктор" in text


def test_where_it_can_not_be_written_it_says_so_and_stays(window: WindowDesk, tmp_path: Path) -> None:
    dialog = opened(window)
    dialog.write(tmp_path / "nowhere" / "list.xlsx")
    window.settle()
    assert dialog.isVisible() and dialog.problem.text()
    assert dialog.confirm.isEnabled()
    assert not list(tmp_path.glob("**/*.xlsx"))


def test_it_can_be_left_by_esc_and_remembers_what_was_chosen(window: WindowDesk, tmp_path: Path) -> None:
    dialog = opened(window)
    choose(dialog, "public")
    choose(dialog, "ru")
    dialog.write(tmp_path / "list.xlsx")
    window.settle()
    again = opened(window)
    assert [box.currentData() for box in again.findChildren(QComboBox)] == ["public", "ru"]
    window.bot.keyClick(again, Qt.Key.Key_Escape)
    assert not [each for each in window.window.findChildren(ExportDialog) if each.isVisible()]
    header = read_workbook(tmp_path / "list.xlsx").sheets[1].row(1)
    assert "Должность" in [str(text) for text in header]


@pytest.mark.parametrize("kind", ["release", "facility", "programme"])
def test_every_tab_can_be_written(window: WindowDesk, tmp_path: Path, kind: str) -> None:
    window.window.open_record(kind, window.all(kind)[0].uid)
    window.settle()
    opened(window).write(tmp_path / "list.xlsx")
    window.settle()
    assert (tmp_path / "list.xlsx").exists()
