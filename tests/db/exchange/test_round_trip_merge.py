"""Workbooks that come back changed: what they changed, what we changed since, and where both did."""

import pytest

from db.exchange.importing import run_import
from db.exchange.merging import Choices, Side, Verdict
from db.exchange.plan import State
from tests.db.exchange.returning_desk import Desk, phones, states


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


def test_a_required_value_can_not_be_cleared(desk: Desk) -> None:
    desk.tie("Asanova", "Stepnoe Health Centre")
    desk.export_all()
    with desk.colleague("Posts") as sheet:
        sheet.put(2, "Partner", None)
    made = desk.planned()
    (held,) = [row for row in made.rows() if row.state is State.HELD_BACK]
    assert "can’t be empty" in held.problems[0].why
