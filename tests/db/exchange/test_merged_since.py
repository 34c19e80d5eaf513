"""Whoever still has the uid of a record that was merged since finds the one that was kept."""

from pathlib import Path

import openpyxl
import pytest

from db.duplicates import merge
from db.exchange.importing import run_import
from db.exchange.plan import State
from db.exchange.vcard_out import write_cards
from db.store import Store
from tests.db.exchange.returning_desk import Desk, states

FOUND = "Found by the uid that it had before a merge."
SAID = "The record of this row was merged into “{title}” here."


@pytest.fixture
def desk(store: Store, tmp_path: Path) -> Desk:
    """Four contacts in a store, and a folder."""
    return Desk(store, tmp_path)


def merged(desk: Desk, keep: str, gone: str, **values: object) -> None:
    """Merge two contacts."""
    with desk.store.write("Merge") as writer:
        merge(writer, "contact", desk.people[keep], [desk.people[gone]], values)


def test_a_row_that_nobody_touched_changes_nothing_and_says_where_it_went(desk: Desk) -> None:
    desk.export()
    merged(desk, "Asanova", "Bekov")
    made = desk.planned()
    assert states(made) == {State.UNCHANGED: 4}
    (row,) = [row for row in made.rows() if SAID.format(title="Asanova Given0") in row.notes]
    assert row.uid == desk.people["Asanova"]
    assert FOUND in row.why
    assert not [missing for sheet in made.sheets for missing in sheet.missing]


def test_what_was_changed_in_the_row_of_the_one_that_went_changes_the_one_that_stayed(desk: Desk) -> None:
    desk.export()
    merged(desk, "Asanova", "Bekov")
    with desk.colleague() as grid:
        row = grid.row_of("Family name", "Bekov")
        grid.put(row, "City", "Osh")
        grid.put(row, "Phone", "+996 312 901001\n+996 312 905555")
    made = desk.bring()
    assert made.counts()[State.CHANGED] == 1
    assert desk.count("contact") == 3
    values = desk.values("Asanova")
    assert (values["city"], values["family_name"], values["job_title"]) == ("Osh", "Asanova", "Officer 0")
    assert [reach.normal for reach in values["phones"]] == [
        "+996312901000",
        "+996312901001",
        "+996312905555",
    ]


def test_where_the_kept_one_says_another_thing_a_person_decides(desk: Desk) -> None:
    desk.export()
    merged(desk, "Asanova", "Bekov")
    with desk.colleague() as grid:
        grid.put(grid.row_of("Family name", "Bekov"), "Job title", "Head of Unit")
    made = desk.planned()
    assert states(made) == {State.UNCHANGED: 3, State.CONFLICT: 1}
    cells = [cell for row in made.rows() for cell in row.cells if cell.is_open]
    assert [(cell.field, cell.base, cell.ours, cell.theirs) for cell in cells] == [
        ("job_title", "Officer 1", "Officer 0", "Head of Unit")
    ]


def test_a_tie_that_was_added_to_the_one_that_went_is_one_of_the_kept_one(desk: Desk) -> None:
    desk.tie("Bekov", "Northern Clinic")
    desk.export()
    merged(desk, "Asanova", "Bekov")
    with desk.colleague() as grid:
        grid.put(grid.row_of("Family name", "Bekov"), "Partner", "Northern Clinic; Lakeside Laboratory")
    desk.bring()
    assert desk.tied("Asanova") == {"Northern Clinic", "Lakeside Laboratory"}
    assert desk.count("post") == 2


def test_a_workbook_that_does_not_say_when_it_went_out(desk: Desk) -> None:
    desk.export()
    book = openpyxl.load_workbook(desk.path)
    plain = openpyxl.Workbook()
    assert plain.active is not None
    for row in book["Contacts"].iter_rows(values_only=True):
        plain.active.append(row)
    plain.save(desk.path)
    merged(desk, "Asanova", "Bekov")
    made = desk.planned()
    assert made.counts().get(State.NEW, 0) == 0
    (held,) = [row for row in made.rows() if row.state is State.HELD_BACK]
    assert SAID.format(title="Asanova Given0") in held.notes
    assert held.problems[0].why == "Row 2 says “Asanova” about the same record. Keep one of them."


def test_links_of_a_whole_store_lead_to_the_kept_ones(desk: Desk) -> None:
    desk.tie("Bekov", "Northern Clinic")
    desk.tie("Chynarov", "Lakeside Laboratory")
    desk.export_all()
    merged(desk, "Asanova", "Bekov")
    with desk.store.write("Merge") as writer:
        merge(writer, "partner", desk.partners["Stepnoe Health Centre"], [desk.partners["Northern Clinic"]])
    posts = desk.count("post")
    made = desk.planned()
    assert states(made).keys() == {State.UNCHANGED}
    with desk.colleague("Posts") as grid:
        grid.put(grid.row_of("Partner", "Northern Clinic"), "Job title", "Director")
    desk.bring()
    assert desk.count("post") == posts
    assert desk.tied("Asanova") == {"Stepnoe Health Centre"}


def test_a_card_with_the_old_uid(desk: Desk, tmp_path: Path) -> None:
    desk.tie("Bekov", "Northern Clinic")
    path = tmp_path / "bekov.vcf"
    write_cards(desk.store, [desk.people["Bekov"]], path)
    merged(desk, "Asanova", "Bekov")
    (report,) = run_import(desk.store, path)
    contacts = [row for row in report.plan.rows() if row.kind == "contact" and row.state is not State.SKIPPED]
    assert [row.uid for row in contacts] == [desk.people["Asanova"]]
    assert contacts[0].why == FOUND
    assert SAID.format(title="Asanova Given0") in contacts[0].notes
    assert (desk.count("contact"), desk.count("post")) == (3, 1)


def test_a_kept_one_that_was_deleted_is_deleted(desk: Desk) -> None:
    desk.export()
    merged(desk, "Asanova", "Bekov")
    desk.delete("Asanova")
    with desk.colleague() as grid:
        grid.put(grid.row_of("Family name", "Bekov"), "City", "Osh")
    made = desk.planned()
    assert made.counts()[State.CONFLICT] == 1
    assert desk.row(made, "Bekov").why == "Deleted here since the export."
