"""Rows that were held back, saved with the reason to be sent back, mended, and read again."""

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from db.errors import WorldError
from db.exchange.exporting import export_store
from db.exchange.held_back import held_back_rows, write_held_back
from db.exchange.importing import run_import
from db.exchange.plan import ImportPlan, Problem, State
from db.exchange.reading import read_workbook
from db.exchange.sheets import CellNote, NoteKind, Value
from db.queries import Row, View, list_ids, rows
from db.store import Store
from tests.db.exchange.conftest import Bring, sheet, workbook

HEADER: list[Value] = ["№", "Name", "Surname", "Position", "Tel.", "E-mail", "Arrival", "Fee"]
BAD: list[Value] = [
    1,
    "Asel",
    "Bekova",
    "=Editor",
    "0555 000101",
    "asel at nowhere",
    dt.date(2019, 6, 5),
    12.5,
]
GOOD: list[Value] = [2, "Timur", "Akhmetov", "Driver", "+7 701 000 02 02", "timur@example.kz", None, None]


def listed(store: Store, kind: str = "contact") -> list[Row]:
    with store.read() as session:
        return rows(session, kind, list_ids(session, View(kind)))


def written(path: Path, name: str | None = None) -> list[tuple[Any, ...]]:
    book = openpyxl.load_workbook(path)
    found = book[name] if name else book.worksheets[0]
    return list(found.iter_rows(values_only=True))


@pytest.fixture
def held(bring: Bring) -> ImportPlan:
    made = bring(workbook(sheet(HEADER, BAD, GOOD, name="СМИ КР")))
    assert held_back_rows(made) == 1
    return made


def test_a_held_back_row_is_saved_as_it_stood_with_the_reason_last(held: ImportPlan, tmp_path: Path) -> None:
    report = write_held_back(held, tmp_path / "back.xlsx")
    assert report.sheets == (("СМИ КР", "contact", 1),)
    header, row = written(tmp_path / "back.xlsx", "СМИ КР")
    assert header == (*HEADER, "Why")
    assert row[:6] == tuple(BAD[:6])
    assert row[6] == dt.datetime(2019, 6, 5) and row[7] == 12.5
    assert row[8].startswith("E-mail: ") and "asel at nowhere" in row[8]
    cells = openpyxl.load_workbook(tmp_path / "back.xlsx").worksheets[0][2]
    assert cells[3].data_type == "s"
    assert cells[4].number_format == "@"


def test_a_row_that_two_people_came_of_is_saved_once_with_both_reasons(
    held: ImportPlan, tmp_path: Path
) -> None:
    (first,) = (row for row in held.sheets[0].rows if row.state is State.HELD_BACK)
    second = replace(first, title="Bekova Aigul", problems=(Problem("Name", "Aigul", "Who is she?"),))
    place = held.sheets[0].rows.index(first)
    held.sheets[0].rows.insert(place + 1, second)
    assert held_back_rows(held) == 1
    report = write_held_back(held, tmp_path / "back.xlsx")
    assert report.rows == 1
    _, row = written(tmp_path / "back.xlsx")
    why = row[-1].splitlines()
    assert why[0].startswith("E-mail: ") and why[-1] == "Name: Who is she?"


def test_the_header_of_the_reasons_is_in_the_language_asked_for(held: ImportPlan, tmp_path: Path) -> None:
    write_held_back(held, tmp_path / "back.xlsx", "ru")
    assert written(tmp_path / "back.xlsx")[0][-1] == "Почему"


@pytest.mark.parametrize("language", ["en", "ru"])
def test_what_was_mended_comes_in_and_the_reasons_stay_out(
    store: Store, held: ImportPlan, tmp_path: Path, language: str
) -> None:
    path = tmp_path / "back.xlsx"
    write_held_back(held, path, language)
    book = openpyxl.load_workbook(path)
    book.worksheets[0]["F2"] = "asel@example.kg"
    book.save(path)
    (report,) = run_import(store, path)
    assert report.plan.counts()[State.NEW] == 1 and not report.needs_attention
    asel = next(row for row in listed(store) if row["given_name"] == "Asel")
    assert [each.normal for each in asel["emails"]] == ["asel@example.kg"]
    assert [each.normal for each in asel["phones"]] == ["+996555000101"]
    assert asel["job_title"] == "=Editor"
    assert "nowhere" not in (asel["note"] or "")


def test_what_was_not_mended_is_held_back_again(store: Store, held: ImportPlan, tmp_path: Path) -> None:
    write_held_back(held, tmp_path / "back.xlsx")
    (report,) = run_import(store, tmp_path / "back.xlsx")
    (problem,) = report.to_json()["sheets"][0]["held_back"]
    assert (problem["column"], problem["value"]) == ("E-mail", "asel at nowhere")


def test_a_country_above_the_rows_and_an_error_in_a_cell_come_along(bring: Bring, tmp_path: Path) -> None:
    made = sheet(
        ["Name", "Surname", "Position", "E-mail"],
        ["Tajikistan"],
        ["Malika", "Sharipova", "Nurse", "nowhere"],
        ["Kazakhstan"],
        ["Timur", "Akhmetov", None, "timur@example.kz"],
    )
    made.notes[5, 3] = CellNote(NoteKind.ERROR, "#REF!")
    write_held_back(bring(workbook(made)), tmp_path / "back.xlsx")
    found = written(tmp_path / "back.xlsx")
    assert [row[0] for row in found] == ["Name", "Tajikistan", "Malika", "Kazakhstan", "Timur"]
    read = read_workbook(tmp_path / "back.xlsx").sheets[0]
    assert read.notes[5, 3].kind is NoteKind.ERROR
    assert read.notes[5, 3].text == "#REF!"


def test_each_table_has_a_sheet_and_the_source_is_never_overwritten(bring: Bring, tmp_path: Path) -> None:
    bad: list[Value] = ["Asel", "Bekova", "nowhere"]
    head: list[Value] = ["Name", "Surname", "E-mail"]
    made = bring(workbook(sheet(head, bad, name="One"), sheet(head, [*bad[:2], "no where"], name="Two")))
    report = write_held_back(made, tmp_path / "back.xlsx")
    assert [name for name, _, _ in report.sheets] == ["One", "Two"]
    made.path = tmp_path / "back.xlsx"
    with pytest.raises(WorldError, match="Choose another name"):
        write_held_back(made, tmp_path / "back.xlsx")
    with pytest.raises(WorldError, match="saved as an"):
        write_held_back(made, tmp_path / "back.csv")


def test_nothing_held_back_writes_nothing(bring: Bring, tmp_path: Path) -> None:
    made = bring(workbook(sheet(HEADER, GOOD, name="People")))
    with pytest.raises(WorldError, match="No row is held back"):
        write_held_back(made, tmp_path / "back.xlsx")
    assert not (tmp_path / "back.xlsx").exists()


def test_a_held_back_row_of_our_own_export_is_still_compared_with_it(
    store: Store, bring: Bring, tmp_path: Path
) -> None:
    bring(workbook(sheet(HEADER, GOOD, [3, "Asel", "Bekova", None, None, "asel@example.kg"], name="People")))
    export_store(store, tmp_path / "out.xlsx", ["contact"])
    book = openpyxl.load_workbook(tmp_path / "out.xlsx")
    contacts = book["Contacts"]
    column = next(cell.column for cell in contacts[1] if cell.value == "E-mail")
    row = next(row[0].row for row in contacts.iter_rows() if "Akhmetov" in [cell.value for cell in row])
    contacts.cell(row, column).value = "timur at nowhere"
    book.save(tmp_path / "out.xlsx")
    (report,) = run_import(store, tmp_path / "out.xlsx")
    assert report.plan.counts()[State.HELD_BACK] == 1
    uid = next(each.uid for each in listed(store) if each["given_name"] == "Timur")
    with store.write("Edit") as writer:
        writer.update("contact", uid, {"job_title": "Head of transport"})
    write_held_back(report.plan, tmp_path / "back.xlsx")
    book = openpyxl.load_workbook(tmp_path / "back.xlsx")
    book["Contacts"].cell(2, column).value = "timur@example.com"
    book.save(tmp_path / "back.xlsx")
    (again,) = run_import(store, tmp_path / "back.xlsx")
    assert again.plan.origin is not None
    assert again.plan.counts()[State.MISSING] == 0
    timur = next(each for each in listed(store) if each.uid == uid)
    assert timur["job_title"] == "Head of transport"
    assert [each.normal for each in timur["emails"]] == ["timur@example.com"]
