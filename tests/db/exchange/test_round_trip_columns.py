"""Workbooks that come back with columns moved, renamed, dropped or added."""

import openpyxl

from db.exchange.plan import State
from db.fields import Audience
from tests.db.exchange.returning_desk import Desk, states


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
