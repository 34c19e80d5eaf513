"""Workbooks that come back and do not say all that they were: what can be told still, and what is said."""

import csv
from pathlib import Path

import openpyxl

from db.exchange.importing import run_import
from db.exchange.merging import Choices, Side
from db.exchange.plan import State
from db.exchange.planning import plan
from db.exchange.proposing import propose
from db.store import Store
from tests.db.exchange.returning_desk import Desk, read, states


def test_rows_in_another_workbook_fall_back_to_the_uid_and_say_so(desk: Desk, tmp_path: Path) -> None:
    desk.export()
    book = openpyxl.load_workbook(desk.path)
    copy = openpyxl.Workbook()
    sheet = copy.active
    assert sheet is not None
    for row in book["Contacts"].iter_rows(values_only=True):
        sheet.append(row)
    header = [cell.value for cell in sheet[1]]
    sheet.cell(2, header.index("City") + 1).value = "Osh"
    sheet.cell(3, header.index("City") + 1).value = None
    copy.save(tmp_path / "copy.xlsx")
    made = desk.bring(path=tmp_path / "copy.xlsx")
    assert (made.origin, made.sheets[0].back) == (None, False)
    assert made.sheets[0].remarks[0].startswith("The workbook does not say when it was exported")
    assert states(made) == {State.CHANGED: 1, State.UNCHANGED: 3}
    assert desk.values("Bekov")["city"] == "Bishkek"


def test_without_the_hidden_uids_rows_are_matched_and_it_says_so(desk: Desk) -> None:
    desk.export()
    with desk.colleague() as sheet:
        sheet.sheet.delete_cols(sheet.headers["uid"])
        sheet.put(sheet.row_of("Family name", "Asanova"), "City", "Osh")
    made = desk.bring()
    assert "“uid” is gone" in made.sheets[desk.sheet_of(made)].remarks[0]
    assert states(made) == {State.CHANGED: 1, State.UNCHANGED: 3}


def test_without_the_hidden_lists_cells_still_merge(desk: Desk) -> None:
    desk.export()
    book = openpyxl.load_workbook(desk.path)
    del book["Lists"]
    book["Contacts"].delete_rows(3)
    book["Contacts"].cell(2, 5).value = None
    book.save(desk.path)
    made = desk.planned()
    assert states(made) == {State.CHANGED: 1, State.UNCHANGED: 2}
    assert "sheet of lists is gone" in made.sheets[desk.sheet_of(made)].remarks[0]


def test_a_store_restored_from_an_older_backup_says_that_nothing_can_be_told(
    desk: Desk, tmp_path: Path
) -> None:
    desk.store.copy_to(tmp_path / "backup.db")
    desk.change("Asanova", city="Osh")
    desk.export()
    desk.store.restore_from(tmp_path / "backup.db")
    made = desk.planned()
    assert made.origin is None
    assert "does not have the state" in made.sheets[desk.sheet_of(made)].remarks[0]


def test_another_store_adds_what_it_does_not_have(desk: Desk, tmp_path: Path) -> None:
    desk.export()
    other = Store.open(tmp_path / "other.db")
    with other.write("One") as writer:
        writer.create("partner", {"name": "Somebody"})
    try:
        (report,) = run_import(other, desk.path)
    finally:
        other.close()
    assert states(report.plan) == {State.NEW: 4}
    assert "another store" in report.plan.sheets[1].remarks[0]


def test_a_sheet_saved_as_csv_falls_back_to_the_uid(desk: Desk, tmp_path: Path) -> None:
    desk.export()
    path = tmp_path / "contacts.csv"
    rows = list(openpyxl.load_workbook(desk.path)["Contacts"].iter_rows(values_only=True))
    cells = [["" if cell is None else str(cell) for cell in row] for row in rows]
    city = cells[0].index("City")
    cells[1][city], cells[2][city] = "Osh", ""
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(cells)
    (report,) = run_import(desk.store, path)
    assert states(report.plan) == {State.CHANGED: 1, State.UNCHANGED: 3}
    (sheet,) = report.to_json()["sheets"]
    assert sheet["remarks"][0].startswith("The workbook does not say when it was exported")


def test_sheets_that_are_gone_are_said_once_and_nothing_is_deleted(desk: Desk) -> None:
    desk.tie("Asanova", "Stepnoe Health Centre")
    desk.export_all()
    book = openpyxl.load_workbook(desk.path)
    del book["Partners"]
    book["Contacts"].title = "People"
    book.save(desk.path)
    everything = Choices(conflicts=Side.THEIRS, everything=Side.THEIRS, deletions=Side.THEIRS)
    made = desk.bring(everything)
    assert [said for sheet in made.sheets for said in sheet.remarks] == [
        "The sheet “Partners” is no longer in the workbook; nothing was deleted."
    ]
    assert set(states(made)) == {State.UNCHANGED}
    assert (desk.count("partner"), desk.count("post")) == (3, 1)
    with desk.store.read() as session:
        alone = plan(session, propose(session, read(desk.path), sheet="People"))
    assert [said for sheet in alone.sheets for said in sheet.remarks]


def test_a_workbook_left_with_one_sheet_says_which_are_gone(desk: Desk) -> None:
    desk.tie("Asanova", "Stepnoe Health Centre")
    desk.export_all()
    book = openpyxl.load_workbook(desk.path)
    for name in ("Contacts", "Partners", "Posts"):
        del book[name]
    book.create_sheet("Notes")["A1"] = "All is well"
    book.save(desk.path)
    (report,) = run_import(desk.store, desk.path)
    said = [remark for sheet in report.to_json()["sheets"] for remark in sheet.get("remarks", ())]
    assert said == [
        "These sheets are no longer in the workbook: Contacts, Partners, Posts. Nothing was deleted."
    ]
    assert not report.needs_attention and report.batch is None
