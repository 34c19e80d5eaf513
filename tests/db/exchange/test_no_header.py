"""Lists without a header: told by what the columns hold, or said to have none."""

from pathlib import Path

import pytest

from db.exchange.held_back import write_held_back
from db.exchange.memory import recall, remember
from db.exchange.plan import ImportReport, Proposal, State
from db.exchange.proposing import propose, with_into, with_target
from db.exchange.reading import read_workbook
from db.exchange.sheets import Value
from db.store import Store
from tests.db.exchange.conftest import Bring, sheet, workbook

LIST: list[list[Value]] = [
    ["Aida Sultanova", "aida@example.kg", "+996 312 000201", "Osh"],
    ["Bakyt Osmonov", "bakyt@example.kg", "+996 312 000202", "Naryn"],
    ["Cholpon Asanova", None, "+996 312 000203", "Talas"],
]

NO_KIND = "There is no header, and nothing tells what kind of record this is. Choose one."


def proposed(store: Store, *rows: list[Value], into: str | None = None) -> Proposal:
    with store.read() as session:
        return propose(session, workbook(sheet(*rows)), into=into)


def test_a_list_is_told_by_what_its_columns_hold(bring: Bring) -> None:
    made = bring(workbook(sheet(*LIST)))
    (told,) = ImportReport(made).to_json()["sheets"]
    assert (told["into"], told["rows"], told["added"]) == ("contacts", 3, 3)
    assert told["mapping"] == {
        "Column A": "name", "Column B": "emails", "Column C": "phones", "Column D": "note",
    }  # fmt: skip
    assert made.sheets[0].proposal.why == "there is no header: the columns were told by what they hold"
    assert [(row.row, row.state) for row in made.sheets[0].rows] == [(n, State.NEW) for n in (1, 2, 3)]


def test_a_row_of_texts_among_addresses_is_no_header(store: Store) -> None:
    (told,) = proposed(store, *LIST[:2], ["Daniyar Kulov", "none", "later", "Osh"], *LIST[2:]).sheets
    assert told.table is not None
    assert [row for row, _ in told.table.rows()] == [1, 2, 3, 4]


def test_a_title_above_is_no_header(store: Store) -> None:
    numbered = [[number, *row] for number, row in enumerate(LIST, start=1)]
    (told,) = proposed(store, ["Participants"], *numbered).sheets
    assert [column.target for column in told.columns] == [None, "name", "emails", "phones", "note"]
    assert told.table is not None and told.table.titles == ["Participants"]


@pytest.mark.parametrize(
    "header",
    [["Name", None, None, None], [None, None, None, "City"], ["Nom", "Courriel", "Tél", "Ville"],
     ["Name", "E-mail", "Phone", "City"]],
)  # fmt: skip
def test_a_header_is_still_one(store: Store, header: list[Value]) -> None:
    (told,) = proposed(store, header, *LIST, into="contacts").sheets
    assert told.table is not None and told.table.has_header
    assert [row for row, _ in told.table.rows()] == [2, 3, 4]


def test_where_nothing_tells_the_kind_it_is_asked(store: Store) -> None:
    made = proposed(store, ["Aida Sultanova", "Clinic"], ["Bakyt Osmonov", "Radio"])
    assert made.sheets[0].into is None
    assert made.sheets[0].why == NO_KIND
    chosen = with_into(made, 0, "contact").sheets[0]
    assert chosen.rows == 2
    assert [column.target for column in chosen.columns] == ["name", "note"]


def test_where_nothing_is_told_the_sheet_is_left_out_and_says_so(store: Store) -> None:
    made = proposed(store, ["0312 000001", "x"], ["0312 000002", "y"])
    assert (made.sheets[0].into, made.sheets[0].why) == (None, "There is no table with a header here.")


def test_a_list_of_another_kind_is_not_taken_for_persons(store: Store) -> None:
    assert proposed(store, *LIST, into="partners").sheets[0].table is None


def test_nothing_is_remembered_of_columns_without_a_name(store: Store) -> None:
    made = proposed(store, *LIST)
    chosen = with_target(made, 0, 4, "city")
    assert recall(made, remember(chosen, {})) == made


def test_held_back_rows_come_with_a_header(store: Store, bring: Bring, tmp_path: Path) -> None:
    more: list[Value] = ["Daniyar Kulov", "daniyar@example.kg", "+996 312 000205", "Osh"]
    wrong: list[Value] = ["Aigul Bekova", "not an address", "+996 312 000204", "Osh"]
    made = bring(workbook(sheet(*LIST, more, ["Umed Holov", "umed@example.tj"], wrong)))
    path = tmp_path / "held back.xlsx"
    write_held_back(made, path)
    header, row = read_workbook(path).sheets[0].rows
    assert list(header) == ["Full name", "E-mail", "Phone", "Note", "Why"]
    assert row[1] == "not an address"
    with store.read() as session:
        (back,) = propose(session, read_workbook(path)).sheets
    assert [column.target for column in back.columns] == ["name", "emails", "phones", "note", None]


def test_a_list_of_contacts_by_choice_says_that_it_has_no_header(store: Store) -> None:
    (told,) = proposed(store, *LIST, into="contacts").sheets
    assert (told.into, told.why) == ("contact", "there is no header: the columns were told by what they hold")
