"""Workbooks as they come: every value, and a note on every cell that needs a second look."""

import threading
import zipfile
from datetime import date, datetime, time
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from openpyxl.packaging.custom import StringProperty
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from db.errors import Cancelled
from db.exchange.number_formats import number_format, number_value
from db.exchange.reading import read_workbook
from db.exchange.sheets import NoteKind, Value

WORKBOOKS = Path(__file__).parents[2] / "workbooks"

MIXTURE: dict[int, Value] = {
    3: "name",
    4: date(2019, 4, 25),
    5: datetime(2019, 4, 25, 18, 30),
    6: time(9, 15),
    7: "30:00:00",
    8: None,
    10: "0312",
    11: 1.5,
    12: "one\ntwo",
    14: "  two  spaces",
    15: 1234567890123456789,
    16: "Ҳамид өңү",
}


@pytest.mark.parametrize("name", ["mixture.xlsx", "mixture.xls", "mixture.ods"])
def test_values_keep_their_type_and_place_in_every_format(name: str) -> None:
    book = read_workbook(WORKBOOKS / name)
    sheet = book.sheets[0]
    found = {row: sheet.value(row, 3) for row in MIXTURE}
    assert {row: round(value, -4) if row == 15 else value for row, value in found.items()} == {  # type: ignore[arg-type]
        row: round(value, -4) if row == 15 else value  # type: ignore[arg-type]
        for row, value in MIXTURE.items()
    }
    assert [type(value) for value in found.values()] == [type(value) for value in MIXTURE.values()]
    assert sheet.value(9, 3) == 1  # an .ods of LibreOffice has no yes and no
    assert sheet.value(3, 4) == 3
    assert isinstance(sheet.value(3, 4), int)
    assert sheet.merged == [(3, 5, 5, 5)]
    assert [(known.name, known.hidden) for known in book.sheets] == [
        ("Лист", False),
        ("Hidden", True),
        ("Empty", False),
    ]
    assert book.sheets[2].rows == []
    assert book.sheets[2].remarks == ["The sheet is empty."]


@pytest.mark.parametrize("name", ["mixture.xlsx", "mixture.ods"])
def test_hidden_rows_and_columns_are_told(name: str) -> None:
    sheet = read_workbook(WORKBOOKS / name).sheets[0]
    assert sheet.hidden_rows == {4}
    assert sheet.hidden_columns == {4}


def test_what_is_special_about_a_cell_is_noted() -> None:
    notes = {
        name: read_workbook(WORKBOOKS / name).sheets[0].notes for name in ("mixture.xlsx", "mixture.ods")
    }
    assert notes["mixture.xlsx"][8, 3].kind is NoteKind.NO_VALUE
    assert notes["mixture.xlsx"][13, 3].kind is NoteKind.NO_VALUE
    assert notes["mixture.ods"][8, 3].sentence == "The cell shows the error #DIV/0!."
    for found in notes.values():
        assert found[15, 3].kind is NoteKind.DIGITS
        assert found[4, 5].kind is found[5, 5].kind is NoteKind.MERGED


def test_an_old_workbook_says_what_it_cannot_tell() -> None:
    assert "cells that show an error come as empty" in read_workbook(WORKBOOKS / "mixture.xls").remarks[0]


def test_notes_of_cells_written_by_another_program(tmp_path: Path) -> None:
    path = tmp_path / "notes.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("Notes")
    sheet.write_formula("A1", "=1/0", None, "#DIV/0!")
    sheet.write_formula("A2", "=SUM(B1:B2)")
    sheet.write_string("A4", "x" * 32_767)
    sheet.write_number("A5", 312, book.add_format({"num_format": "0000"}))
    sheet.write_number("A6", -1, book.add_format({"num_format": "dd.mm.yyyy"}))
    sheet.write_boolean("A7", False)
    sheet.write_rich_string("A8", "Mr ", book.add_format({"bold": True}), "Azamat")
    sheet.write_string("A9", "first\r\nsecond_x000D_")
    sheet.write_string("A10", "=1+1")
    book.close()
    sheet_read = read_workbook(path).sheets[0]
    assert {row: note.kind for (row, _), note in sheet_read.notes.items()} == {
        1: NoteKind.ERROR,
        2: NoteKind.UNSURE,
        4: NoteKind.CUT,
        5: NoteKind.PADDED,
        6: NoteKind.NO_DATE,
    }
    assert sheet_read.notes[5, 1].text == "0312"
    values = [sheet_read.value(row, 1) for row in range(5, 11)]
    assert values == [312, -1, False, "Mr Azamat", "first\r\nsecond_x000D_", "=1+1"]


def test_dates_that_count_from_1904_are_the_same_dates(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.epoch = CALENDAR_MAC_1904
    assert book.active is not None
    book.active.append([date(2019, 4, 25), datetime(2019, 4, 25, 18, 30), time(7, 5)])
    book.save(tmp_path / "mac.xlsx")
    row = read_workbook(tmp_path / "mac.xlsx").sheets[0].row(1)
    assert row == [date(2019, 4, 25), datetime(2019, 4, 25, 18, 30), time(7, 5)]


@pytest.mark.parametrize(
    ("code", "text", "value"),
    [
        ("dd.mm.yyyy", "43580", date(2019, 4, 25)),
        ("dd.mm.yyyy", "43580.770833333336", datetime(2019, 4, 25, 18, 30)),
        ('[$-419]d mmmm yyyy" г.";@', "43580", date(2019, 4, 25)),
        ("d/m/yy h:mm", "43580", date(2019, 4, 25)),
        ("h:mm", "0.5", time(12)),
        ("[h]:mm:ss", "1.25", "30:00:00"),
        ("yyyy", "59", date(1900, 2, 28)),
        ("yyyy", "61", date(1900, 3, 1)),
        ('#,##0.00 "days"', "43580", 43580),
        ("[Red]0.00", "1.5", 1.5),
        ("0.00E+00", "43580", 43580),
        ("General", "43580", 43580),
        ("General", "87010000678", 87010000678),
        ("General", "9.9890123456E+11", 998901234560),
    ],
)
def test_number_formats_tell_dates_from_numbers(code: str, text: str, value: Value) -> None:
    found, _note = number_value(text, number_format(200, code), epoch_1904=False)
    assert found == value
    assert type(found) is type(value)


def test_properties_of_a_document_come_along(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.custom_doc_props.append(StringProperty(name="Dateline store", value="5f0c"))
    assert book.active is not None
    book.active["A1"] = "uid"
    book.save(tmp_path / "ours.xlsx")
    assert read_workbook(tmp_path / "ours.xlsx").properties == {"Dateline store": "5f0c"}


def test_a_wrong_dimension_loses_no_cell(tmp_path: Path) -> None:
    path = tmp_path / "wrong.xlsx"
    _rewritten(WORKBOOKS / "participants.xlsx", path, b'<dimension ref="A1:H10"', b'<dimension ref="A1:B2"')
    assert read_workbook(path).sheets[0].value(7, 6) == 87010000678


def test_a_prefix_before_every_element_is_no_hindrance(tmp_path: Path) -> None:
    path = tmp_path / "prefixed.xlsx"
    sheet = (
        b'<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:sheetData>'
        b'<x:row><x:c t="inlineStr"><x:is><x:t>Name</x:t></x:is></x:c><x:c><x:v>7</x:v></x:c></x:row>'
        b'<x:row r="3"><x:c r="B3" t="b"><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>'
    )
    _rewritten(WORKBOOKS / "participants.xlsx", path, None, sheet)
    assert read_workbook(path).sheets[0].rows == [["Name", 7], (), [None, True]]


def test_progress_is_told_and_a_reading_can_be_cancelled(tmp_path: Path) -> None:
    path = tmp_path / "long.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet()
    for row in range(3000):
        sheet.write_row(row, 0, ["Name", row])
    book.close()
    told: list[tuple[int, int | None]] = []
    read_workbook(path, progress=lambda rows, total: told.append((rows, total)))
    assert told == [(1000, 3000), (2000, 3000), (3000, 3000)]
    asked = threading.Event()
    asked.set()
    with pytest.raises(Cancelled):
        read_workbook(path, cancelled=asked.is_set)


def _rewritten(source: Path, target: Path, old: bytes | None, new: bytes) -> None:
    """Copy a workbook with a change in its first sheet; all of the sheet where `old` is None."""
    with zipfile.ZipFile(source) as before, zipfile.ZipFile(target, "w") as after:
        for part in before.infolist():
            content = before.read(part)
            if part.filename == "xl/worksheets/sheet1.xml":
                assert old is None or old in content
                content = new if old is None else content.replace(old, new)
            after.writestr(part.filename, content)
