"""Workbooks that come back with rows added, deleted, copied or filtered out."""

from db.exchange.merging import RECORD, Choices, Side, Verdict
from db.exchange.plan import State
from tests.db.exchange.returning_desk import Desk, states


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
