"""Workbooks that come back changed: what they changed, what we changed since, and where both did."""

import csv
import shutil
import subprocess
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from db.example import fill
from db.exchange.delegation_pack import export_pack
from db.exchange.exporting import export_store, export_view
from db.exchange.importing import run_import
from db.exchange.merging import RECORD, Choices, Side, Verdict
from db.exchange.plan import State
from db.exchange.planning import plan
from db.exchange.proposing import propose
from db.fields import Audience
from db.queries import View
from db.records import RECORDS
from db.store import Store
from tests.db.exchange.returning_desk import Desk, phones, read, states


@pytest.fixture
def desk(store: Store, tmp_path: Path) -> Desk:
    """Four contacts and three partners."""
    return Desk(store, tmp_path)


def test_each_cell_is_told_apart(desk: Desk) -> None:
    desk.export()
    with desk.colleague() as sheet:
        for family, city in (("Asanova", "Osh"), ("Chynarov", "Naryn"), ("Djumaeva", "Talas")):
            sheet.put(sheet.row_of("Family name", family), "City", city)
    desk.change("Bekov", city="Tokmok")
    desk.change("Chynarov", city="Naryn")
    desk.change("Djumaeva", city="Kant")
    made = desk.bring()
    found = {family: desk.cell(made, family, "city") for family in desk.people}
    assert {family: cell.verdict for family, cell in found.items()} == {
        "Asanova": Verdict.THEIRS,
        "Bekov": Verdict.OURS,
        "Chynarov": Verdict.ALIKE,
        "Djumaeva": Verdict.CONFLICT,
    }
    clash = found["Djumaeva"]
    assert (clash.base, clash.ours, clash.theirs, clash.side) == ("Bishkek", "Kant", "Talas", None)
    assert {family: desk.values(family)["city"] for family in desk.people} == {
        "Asanova": "Osh",
        "Bekov": "Tokmok",
        "Chynarov": "Naryn",
        "Djumaeva": "Kant",
    }
    assert states(made) == {State.CHANGED: 1, State.UNCHANGED: 2, State.CONFLICT: 1}


def test_all_of_it_is_one_batch_that_can_be_undone_and_comes_in_once(desk: Desk) -> None:
    desk.tie("Asanova", "Stepnoe Health Centre")
    desk.export()
    before = desk.values("Asanova")
    with desk.colleague() as sheet:
        row = sheet.row_of("Family name", "Asanova")
        sheet.put(row, "City", "Osh")
        sheet.put(row, "Partner", "Northern Clinic")
        sheet.add_row(Family_name="Ermekov", Given_name="Nurlan")
    made = desk.bring()
    assert states(made) == {State.CHANGED: 1, State.UNCHANGED: 3, State.NEW: 1}
    assert desk.tied("Asanova") == {"Northern Clinic"}
    number = desk.batches()
    again = desk.bring()
    assert not again.changes_something and desk.batches() == number
    assert desk.cell(again, "Asanova", "city").verdict is Verdict.ALIKE
    desk.store.undo()
    assert (desk.values("Asanova"), desk.tied("Asanova")) == (before, {"Stepnoe Health Centre"})
    assert desk.count("contact") == 4
    assert states(desk.bring())[State.CHANGED] == 1


def test_an_unedited_workbook_changes_nothing_whatever_changed_here(desk: Desk) -> None:
    desk.tie("Asanova", "Stepnoe Health Centre")
    desk.export()
    desk.change("Asanova", city="Osh", phones=(), family_name="Asanova-Bekova", note=None)
    desk.tie("Asanova", "Northern Clinic")
    with desk.store.write("Rename") as writer:
        writer.update("partner", desk.partners["Stepnoe Health Centre"], {"name": "Stepnoe Clinic"})
        writer.create("partner", {"name": "Stepnoe Health Centre"})
    desk.delete("Bekov")
    made = desk.planned()
    assert not made.changes_something
    assert states(made) == {State.UNCHANGED: 4}
    assert {cell.verdict for row in made.rows() for cell in row.cells} == {Verdict.OURS}


def test_a_cleared_cell_is_a_change_like_another(desk: Desk) -> None:
    desk.tie("Asanova", "Stepnoe Health Centre")
    desk.export()
    with desk.colleague() as sheet:
        for header in ("Job title", "Phone", "Partner", "Note"):
            sheet.put(sheet.row_of("Family name", "Asanova"), header, None)
        sheet.put(sheet.row_of("Family name", "Bekov"), "Job title", None)
    desk.change("Bekov", job_title="Director")
    made = desk.bring()
    after = desk.values("Asanova")
    assert (after["job_title"], after["phones"], after["note"]) == (None, (), None)
    assert desk.tied("Asanova") == set()
    clash = desk.cell(made, "Bekov", "job_title")
    assert (clash.base, clash.ours, clash.theirs) == ("Officer 1", "Director", None)
    assert desk.values("Bekov")["job_title"] == "Director"


def test_lists_merge_entry_by_entry(desk: Desk) -> None:
    desk.change("Asanova", phones=phones("+996 312 901000", "+996 312 901111"))
    desk.export()
    with desk.colleague() as sheet:
        sheet.put(sheet.row_of("Family name", "Asanova"), "Phone", "+996 312 901111\n+996 312 902222")
    desk.change("Asanova", phones=phones("+996 312 901000", "+996 312 901111", "+996 312 903333"))
    made = desk.bring()
    assert desk.cell(made, "Asanova", "phones").verdict is Verdict.THEIRS
    assert [each.normal for each in desk.values("Asanova")["phones"]] == [
        "+996312901111",
        "+996312903333",
        "+996312902222",
    ]


def test_ties_merge_and_a_removed_one_that_changed_here_is_a_conflict(desk: Desk) -> None:
    for family in ("Asanova", "Bekov"):
        desk.tie(family, "Stepnoe Health Centre")
    kept = desk.tie("Chynarov", "Stepnoe Health Centre")
    desk.export()
    with desk.colleague() as sheet:
        sheet.put(sheet.row_of("Family name", "Asanova"), "Partner", "Lakeside Laboratory")
        sheet.put(sheet.row_of("Family name", "Chynarov"), "Partner", None)
    desk.tie("Asanova", "Northern Clinic")
    with desk.store.write("Promote") as writer:
        writer.update("post", kept, {"job_title": "Director"})
    made = desk.bring()
    assert desk.tied("Asanova") == {"Lakeside Laboratory", "Northern Clinic"}
    assert desk.tied("Bekov") == desk.tied("Chynarov") == {"Stepnoe Health Centre"}
    clash = desk.cell(made, "Chynarov", "partner")
    assert (clash.verdict, clash.base, clash.theirs) == (Verdict.CONFLICT, ("Stepnoe Health Centre",), ())
    desk.bring(Choices(conflicts=Side.THEIRS))
    assert desk.tied("Chynarov") == set()


@pytest.mark.parametrize(
    ("choices", "expected"),
    [
        (Choices(), ("Osh", "Kant")),
        (Choices(conflicts=Side.THEIRS), ("Osh", "Talas")),
        (Choices(conflicts=Side.OURS), ("Osh", "Kant")),
        (Choices(everything=Side.OURS), ("Bishkek", "Kant")),
        (Choices(everything=Side.THEIRS), ("Osh", "Talas")),
    ],
)
def test_a_person_decides_about_all(desk: Desk, choices: Choices, expected: tuple[str, str]) -> None:
    clashing(desk)
    made = desk.bring(choices)
    assert (desk.values("Asanova")["city"], desk.values("Djumaeva")["city"]) == expected
    assert (states(made).get(State.CONFLICT, 0) == 0) == (choices != Choices())


def clashing(desk: Desk) -> int:
    """Asanova's city is theirs alone, Djumaeva's in conflict; answers the place of the sheet."""
    desk.export()
    with desk.colleague() as sheet:
        sheet.put(sheet.row_of("Family name", "Asanova"), "City", "Osh")
        sheet.put(sheet.row_of("Family name", "Djumaeva"), "City", "Talas")
        sheet.put(sheet.row_of("Family name", "Djumaeva"), "Job title", "Director")
    desk.change("Djumaeva", city="Kant")
    return desk.sheet_of(desk.planned())


def test_a_person_decides_by_cell_row_and_column_and_the_nearest_counts(desk: Desk) -> None:
    place = clashing(desk)
    asanova, djumaeva = desk.people["Asanova"], desk.people["Djumaeva"]
    choices = Choices(
        cells={(place, djumaeva, "city"): Side.THEIRS},
        rows={(place, djumaeva): Side.OURS},
        columns={(place, "city"): Side.OURS},
    )
    made = desk.planned(choices)
    assert desk.cell(made, "Djumaeva", "city").side is Side.THEIRS
    assert desk.cell(made, "Djumaeva", "job_title").side is Side.OURS
    assert desk.cell(made, "Asanova", "city").side is Side.OURS
    desk.bring(Choices(rows={(place, asanova): Side.OURS, (place, djumaeva): Side.THEIRS}))
    assert (desk.values("Asanova")["city"], desk.values("Djumaeva")["city"]) == ("Bishkek", "Talas")


def test_new_rows_can_be_left_out(desk: Desk) -> None:
    desk.export()
    with desk.colleague() as sheet:
        row = sheet.add_row(Family_name="Ermekov", Given_name="Nurlan")
        sheet.add_row(Family_name="Fedorov", Given_name="Oleg")
    place = desk.sheet_of(desk.planned())
    made = desk.bring(Choices(new={(place, row): Side.OURS}))
    assert states(made)[State.NEW] == 1 and desk.count("contact") == 5


def test_a_deleted_row_is_proposed_and_only_done_when_asked(desk: Desk) -> None:
    desk.export()
    with desk.colleague() as sheet:
        sheet.sheet.delete_rows(sheet.row_of("Family name", "Bekov"))
    made = desk.bring(Choices(conflicts=Side.THEIRS, everything=Side.THEIRS))
    assert states(made) == {State.UNCHANGED: 3, State.MISSING: 1}
    row = desk.row(made, "Bekov")
    assert (row.title, row.cells[0].field, row.cells[0].verdict) == ("Bekov Given1", RECORD, Verdict.THEIRS)
    assert desk.count("contact") == 4
    place = desk.sheet_of(made)
    made = desk.bring(Choices(rows={(place, desk.people["Bekov"]): Side.OURS}))
    assert states(made) == {State.UNCHANGED: 4} and desk.count("contact") == 4
    made = desk.bring(Choices(deletions=Side.THEIRS))
    assert states(made) == {State.UNCHANGED: 3, State.DELETED: 1} and desk.count("contact") == 3
    assert states(desk.bring()) == {State.UNCHANGED: 3}


def test_a_filtered_copy_deletes_nothing_and_says_so(desk: Desk) -> None:
    desk.export()
    with desk.colleague() as sheet:
        for family in ("Bekov", "Chynarov", "Djumaeva"):
            sheet.sheet.delete_rows(sheet.row_of("Family name", family))
    made = desk.planned(Choices(deletions=Side.THEIRS))
    assert states(made) == {State.UNCHANGED: 1}
    (said,) = made.sheets[desk.sheet_of(made)].remarks
    assert said.startswith("Of 4 exported rows, 3 are not here.")


def test_a_record_deleted_here_stays_so_unless_it_is_wanted_back(desk: Desk) -> None:
    desk.export()
    with desk.colleague() as sheet:
        sheet.put(sheet.row_of("Family name", "Bekov"), "City", "Osh")
    desk.delete("Bekov")
    desk.delete("Chynarov")
    made = desk.bring()
    assert states(made) == {State.UNCHANGED: 3, State.CONFLICT: 1}
    cell = desk.cell(made, "Bekov", RECORD)
    assert (cell.base, cell.ours, cell.theirs) == ("Bekov Given1", None, "Bekov Given1")
    assert desk.count("contact") == 2
    desk.bring(Choices(conflicts=Side.THEIRS))
    assert desk.count("contact") == 3
    assert (desk.values("Bekov")["city"], desk.values("Bekov")["job_title"]) == ("Osh", "Officer 1")


def test_columns_moved_renamed_dropped_and_added(desk: Desk) -> None:
    desk.export("family_name", "given_name", "job_title", "city", "phones")
    book = openpyxl.load_workbook(desk.path)
    sheet = book["Contacts"]
    rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    header = list(rows[0])
    keep = [header.index(name) for name in ("City", "Job title", "uid", "Family name", "Phone")]
    sheet.delete_cols(1, sheet.max_column)
    for number, row in enumerate(reversed(rows[1:]), start=2):
        for column, index in enumerate(keep, start=1):
            sheet.cell(number, column).value = row[index]
    for column, name in enumerate(("Where (as of May)", "What", "uid", "Фамилия", "Phone"), start=1):
        sheet.cell(1, column).value = name
    sheet.cell(1, 6).value = "Met in"
    sheet.cell(3, 6).value = "Geneva"
    sheet.cell(3, 2).value = "Head"
    sheet.cell(3, 1).value = None
    book.save(desk.path)
    made = desk.bring()
    targets = {column.header: column.target for column in made.sheets[1].proposal.columns}
    assert targets == {
        "Where (as of May)": "city",
        "What": "job_title",
        "uid": "uid",
        "Фамилия": "family_name",
        "Phone": "phones",
        "Met in": "note",
    }
    after = desk.values("Chynarov")
    assert (after["job_title"], after["city"], after["given_name"]) == ("Head", None, "Given2")
    assert after["note"] == "Note 2\nMet in: Geneva"
    assert states(made) == {State.CHANGED: 1, State.UNCHANGED: 3}
    assert not desk.bring().changes_something


def test_a_column_that_was_not_exported_clears_nothing(desk: Desk) -> None:
    desk.export("family_name", "given_name", audience=Audience.PUBLIC)
    with desk.colleague() as sheet:
        sheet.add_column("City")
        sheet.put(sheet.row_of("Family name", "Bekov"), "City", "Osh")
    made = desk.bring()
    assert [desk.values(family)["city"] for family in ("Asanova", "Bekov")] == ["Bishkek", "Osh"]
    assert states(made) == {State.CHANGED: 1, State.UNCHANGED: 3}


def test_a_name_is_changed_in_the_column_that_dateline_composes(desk: Desk) -> None:
    desk.export("title", "city")
    with desk.colleague() as sheet:
        sheet.put(sheet.row_of("Full name", "Bekov Given1"), "Full name", "Bekova Aigul")
    desk.change("Asanova", family_name="Asanova-Smith")
    made = desk.bring()
    assert states(made) == {State.CHANGED: 1, State.UNCHANGED: 3}
    after = desk.values("Bekov")
    assert (after["family_name"], after["given_name"]) == ("Bekova", "Aigul")
    assert desk.values("Asanova")["family_name"] == "Asanova-Smith"


def test_whoever_copies_a_row_to_add_a_record_is_asked(desk: Desk) -> None:
    desk.export()
    with desk.colleague() as sheet:
        source = sheet.row_of("Family name", "Bekov")
        row = sheet.sheet.max_row + 1
        for cell in sheet.sheet[source]:
            sheet.sheet.cell(row, cell.column).value = cell.value
        sheet.put(row, "Family name", "Zhumabekov")
        sheet.put(row, "Phone", None)
    made = desk.planned()
    assert states(made) == {State.UNCHANGED: 4, State.HELD_BACK: 1}
    held = next(each for each in made.rows() if each.state is State.HELD_BACK)
    assert [each.uid for each in held.candidates] == [desk.people["Bekov"]]
    made = desk.bring(decisions={(desk.sheet_of(made), row): ""})
    assert states(made) == {State.UNCHANGED: 4, State.NEW: 1}
    assert desk.values("Bekov")["family_name"] == "Bekov"


def test_a_required_value_can_not_be_cleared(desk: Desk) -> None:
    desk.tie("Asanova", "Stepnoe Health Centre")
    desk.export_all()
    with desk.colleague("Posts") as sheet:
        sheet.put(2, "Partner", None)
    made = desk.planned()
    (held,) = [row for row in made.rows() if row.state is State.HELD_BACK]
    assert "can’t be empty" in held.problems[0].why


def test_sheets_of_links_are_merged_too(desk: Desk) -> None:
    desk.tie("Asanova", "Stepnoe Health Centre")
    gone = desk.tie("Bekov", "Stepnoe Health Centre")
    desk.tie("Chynarov", "Northern Clinic")
    desk.export_all()
    with desk.colleague("Posts") as sheet:
        sheet.put(sheet.row_of("Contact", "Asanova Given0"), "Partner", "Lakeside Laboratory")
        sheet.sheet.delete_rows(sheet.row_of("Contact", "Bekov Given1"))
        sheet.add_row(Contact="Djumaeva Given3", Partner="Northern Clinic")
    made = desk.bring()
    assert desk.tied("Asanova") == {"Lakeside Laboratory"}
    assert desk.tied("Djumaeva") == {"Northern Clinic"}
    assert desk.tied("Bekov") == {"Stepnoe Health Centre"}
    assert [row.uid for row in made.rows() if row.state is State.MISSING] == [gone]
    assert not desk.bring().changes_something


def test_one_that_both_sides_changed_is_reported_and_prefer_decides(desk: Desk) -> None:
    clashing(desk)
    (report,) = run_import(desk.store, desk.path)
    assert report.needs_attention
    (conflict,) = [each for sheet in report.to_json()["sheets"] for each in sheet["conflicts"]]
    assert conflict.pop("row") >= 2
    assert conflict == {
        "uid": desk.people["Djumaeva"],
        "field": "city",
        "base": "Bishkek",
        "ours": "Kant",
        "theirs": "Talas",
    }
    assert desk.values("Djumaeva")["job_title"] == "Director"
    (report,) = run_import(desk.store, desk.path, prefer=Side.THEIRS)
    assert not report.needs_attention
    assert desk.values("Djumaeva")["city"] == "Talas"


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


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_saved_by_libreoffice_unedited_it_changes_nothing(store: Store, tmp_path: Path) -> None:
    fill(store)
    export_store(store, tmp_path / "all.xlsx")
    command = ["soffice", "--headless", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"]
    command += ["--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(tmp_path / "saved")]
    subprocess.run([*command, str(tmp_path / "all.xlsx")], check=True, capture_output=True, timeout=120)
    (report,) = run_import(store, tmp_path / "saved" / "all.xlsx", dry_run=True)
    assert report.plan.origin is not None
    assert set(states(report.plan)) == {State.UNCHANGED}
    assert not [cell for row in report.plan.rows() for cell in row.cells]
    assert not [remark for sheet in report.plan.sheets for remark in sheet.remarks]


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("audience", list(Audience))
def test_unedited_it_is_untouched_whoever_it_was_for(
    store: Store, tmp_path: Path, audience: Audience, language: str
) -> None:
    fill(store)
    export_store(store, tmp_path / "all.xlsx", audience=audience, language=language)
    with store.write("Since then") as writer:
        for kind in ("contact", "partner", "facility"):
            for record in writer.session.query(RECORDS[kind]).limit(3).all():
                writer.update(kind, record.uid, {"city": "Elsewhere", "note": "Since"})
    with store.read() as session:
        made = plan(session, propose(session, read(tmp_path / "all.xlsx")))
    assert set(states(made)) == {State.UNCHANGED}
    assert {cell.verdict for row in made.rows() for cell in row.cells} == {Verdict.OURS}


def test_the_pack_comes_back_too(store: Store, tmp_path: Path) -> None:
    fill(store)
    export_pack(store, tmp_path / "pack.xlsx", start=None, end=None)
    with store.read() as session:
        made = plan(session, propose(session, read(tmp_path / "pack.xlsx")))
    assert set(states(made)) == {State.UNCHANGED}
    assert not [cell for row in made.rows() for cell in row.cells]


def test_amounts_in_a_cell_are_merged_by_what_they_are(store: Store, tmp_path: Path) -> None:
    desk = Desk(store, tmp_path)
    with store.write("Build") as writer:
        site = writer.create("facility", {"name": "Stepnoe site"})
        for amount, kind in ((150_000, "works"), (20_000, None)):
            values = {"facility": site, "amount": Decimal(amount), "currency": "EUR", "kind": kind}
            writer.create("cost", values)
    export_view(store, View("facility"), ["name", "costs"], desk.path)
    with desk.colleague("Facilities") as sheet:
        assert sheet.sheet.cell(2, sheet.headers["Costs"]).value == "EUR 150,000.00; EUR 20,000.00"
        sheet.put(2, "Costs", "EUR 150 000; EUR 25 000")
    with store.write("Add") as writer:
        writer.create("cost", {"facility": site, "amount": Decimal(700), "currency": "KGS"})
    made = desk.bring()
    (row,) = (row for row in made.rows() if row.uid == site)
    assert row.cells[0].verdict is Verdict.THEIRS
    assert sorted(costs(store)) == [("EUR", 25_000), ("EUR", 150_000), ("KGS", 700)]
    assert not desk.bring().changes_something


def costs(store: Store) -> list[tuple[str, int]]:
    """Every cost in the store."""
    table = RECORDS["cost"].__table__.c
    with store.read() as session:
        return [(currency, int(amount)) for currency, amount in session.query(table.currency, table.amount)]


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


@pytest.mark.slow
def test_fifty_thousand_rows_that_nobody_edited_change_nothing(store: Store, tmp_path: Path) -> None:
    desk = Desk(store, tmp_path)
    with store.write("Fill") as writer:
        for number in range(50_000):
            values = {
                "family_name": f"Family{number}",
                "given_name": "Given",
                "job_title": f"Officer {number % 100}",
                "country": "KG",
                "phones": phones(f"+996 312 {number:06}") if number % 10 == 0 else (),
                "note": f"Note {number}",
            }
            writer.create("contact", values)
    desk.export_all()
    (report,) = run_import(store, desk.path)
    assert set(states(report.plan)) == {State.UNCHANGED}
