"""From a workbook to the store: what a person finds there afterwards, and what the plan told her before."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from db.errors import Cancelled, WorldError
from db.exchange.importing import carry_out
from db.exchange.plan import ImportPlan, RowPlan, State
from db.exchange.planning import plan
from db.exchange.proposing import propose, with_target
from db.exchange.sheets import Value
from db.journal import latest
from db.queries import Row, View, count, list_ids, rows
from db.store import Store
from tests.db.exchange.conftest import Bring, sheet, workbook

HEADER: list[Value] = [
    "№",
    "Name, Surname",
    "Position",
    "Institution",
    "Country",
    "Tel.",
    "E-mail",
    "Arrival",
]
MALIKA: list[Value] = [1, "Ms Malika SHARIPOVA", "Nurse", "Narcology Centre", "Tajikistan",
                       "+992 37 200 00 15", "M.Sharipova@EXAMPLE.tj ", dt.date(2019, 6, 5)]  # fmt: skip
YERLAN: list[Value] = [2, "Dr Yerlan Seitov, MD", "Doctor", "Health Centre", "KZ", 87010000678,
                       "y@example.kz; yerlan@example.com", "05/06/2019"]  # fmt: skip
AZAMAT: list[Value] = [3, "Azamat Turdubaev", "Head", "Prison Service", "Kyrgyzstan", "0555 000102",
                       "a@example.kg", "13.06.19"]  # fmt: skip


def listed(store: Store, kind: str = "contact") -> list[Row]:
    with store.read() as session:
        return rows(session, kind, list_ids(session, View(kind)))


def only(store: Store, kind: str = "contact") -> Row:
    (row,) = listed(store, kind)
    return row


def states(made: ImportPlan) -> list[State]:
    return [row.state for row in made.sheets[0].rows if row.state is not State.SKIPPED]


def at(made: ImportPlan, number: int) -> RowPlan:
    return next(row for row in made.sheets[0].rows if row.row == number)


def people(*lines: list[Value]) -> Any:
    return workbook(sheet(HEADER, *lines, name="Participants"))


def test_a_participant_becomes_a_contact_with_a_post_at_a_new_partner(store: Store, bring: Bring) -> None:
    made = bring(people(MALIKA, YERLAN))
    assert states(made) == [State.NEW, State.NEW]
    yerlan, malika = listed(store)
    assert (malika["honorific"], malika["given_name"], malika["family_name"]) == ("Ms", "Malika", "Sharipova")
    assert malika["country"] == "TJ"
    assert [each.normal for each in malika["emails"]] == ["M.Sharipova@example.tj"]
    assert [ref.title for ref in malika["partner"]] == ["Narcology Centre"]
    assert malika["note"] == "Arrival: 05.06.2019"
    assert [each.normal for each in yerlan["phones"]] == ["+77010000678"]
    assert len(yerlan["emails"]) == 2
    assert "MD" in yerlan["note"]
    assert {post["job_title"] for post in listed(store, "post")} == {"Nurse", "Doctor"}
    beside = made.sheets[0].beside
    assert [row.title for row in beside] == ["Narcology Centre", "Health Centre"]
    assert all("new partner" in row.why for row in beside)


def test_every_row_of_a_sheet_is_accounted_for(bring: Bring) -> None:
    made = bring(
        workbook(
            sheet(
                ["Seminar in Osh"], [], HEADER, MALIKA, HEADER, YERLAN, [3], [], ["TOTAL:", 2], name="List"
            ),
            sheet(name="Sheet2"),
        )
    )
    numbers = [n for row in made.sheets[0].rows for n in range(row.row, row.last + 1)]
    assert numbers == list(range(1, 10))
    assert all(row.why for row in made.sheets[0].rows if row.state is State.SKIPPED)
    assert made.sheets[1].proposal.into is None


def test_the_same_workbook_twice_changes_nothing(store: Store, bring: Bring) -> None:
    bring(people(MALIKA, YERLAN, AZAMAT))
    before = listed(store), listed(store, "partner"), latest_of(store)
    again = bring(people(MALIKA, YERLAN, AZAMAT))
    assert states(again) == [State.UNCHANGED] * 3
    assert not again.changes_something
    assert (listed(store), listed(store, "partner"), latest_of(store)) == before


def latest_of(store: Store) -> int:
    with store.read() as session:
        return latest(session)


def test_several_lines_in_a_cell_go_into_the_note_once(bring: Bring) -> None:
    header: list[Value] = ["Name, Surname", "E-mail", "Hotel"]
    person: list[Value] = ["Malika SHARIPOVA", "malika@example.tj", "Example Hotel\nroom 12"]
    bring(workbook(sheet(header, person)))
    assert states(bring(workbook(sheet(header, person)))) == [State.UNCHANGED]


def test_somebody_who_is_twice_in_the_file_comes_in_once(store: Store, bring: Bring) -> None:
    again: list[Value] = [
        2,
        "Azamat TURDUBAEV",
        "Head",
        "PS",
        "KG",
        "+996 555 00 01 02",
        "A@example.kg",
        None,
    ]
    made = bring(people(AZAMAT, again))
    assert states(made) == [State.NEW, State.UNCHANGED]
    assert "row 2" in at(made, 3).why
    assert only(store).title == "Turdubaev Azamat"
    assert only(store, "partner").title == "Prison Service"


def test_what_a_second_row_adds_is_merged_and_what_it_contradicts_is_held_back(
    store: Store, bring: Bring
) -> None:
    more: list[Value] = [2, "Azamat Turdubaev", "Head", None, None, "+996 312 000203", "a@example.kg", None]
    other: list[Value] = [3, "Azamat Turdubaev", "Driver", None, None, None, "a@example.kg", None]
    made = bring(people(AZAMAT, more, other))
    assert states(made) == [State.NEW, State.CHANGED, State.HELD_BACK]
    assert "Row 2" in at(made, 4).problems[0].why
    assert len(only(store)["phones"]) == 2
    assert only(store)["job_title"] == "Head"
    assert states(bring(people(AZAMAT, more, other))) == [State.UNCHANGED, State.UNCHANGED, State.HELD_BACK]


def test_a_bad_cell_holds_back_its_row_and_no_other(store: Store, bring: Bring) -> None:
    bad = [*AZAMAT[:6], "a at nowhere", None]
    made = bring(people(MALIKA, bad))
    held = at(made, 3)
    assert held.state is State.HELD_BACK
    assert (held.problems[0].column, held.problems[0].value) == ("E-mail", "a at nowhere")
    assert held.title == "Turdubaev Azamat"
    assert only(store).title == "Sharipova Malika"
    assert only(store, "partner").title == "Narcology Centre"


def test_a_row_without_a_name_is_held_back(store: Store, bring: Bring) -> None:
    made = bring(people([1, None, "Nurse", None, None, None, "x@example.kg", None], MALIKA))
    assert at(made, 2).problems[0].why == "The row has no name."
    assert len(listed(store)) == 1


def test_a_blank_cell_changes_nothing_and_lists_grow(store: Store, bring: Bring) -> None:
    bring(people(MALIKA))
    made = bring(
        people(
            [1, "Malika Sharipova", "Head nurse", None, None, "+992 93 500 00 11", "m.sharipova@example.tj"]
        )
    )
    row = at(made, 2)
    assert row.state is State.CHANGED
    assert {change.field: (change.old, change.new) for change in row.changes}["job_title"] == (
        "Nurse", "Head nurse",
    )  # fmt: skip
    malika = only(store)
    assert malika["country"] == "TJ"
    assert [each.normal for each in malika["phones"]] == ["+992372000015", "+992935000011"]
    assert len(malika["emails"]) == 1
    assert malika["note"] == "Arrival: 05.06.2019"


def test_a_name_in_the_other_script_goes_into_the_fields_for_it(store: Store, bring: Bring) -> None:
    bring(people(AZAMAT))
    made = bring(
        workbook(
            sheet(
                ["Ф.И.О.", "Организация", "Эл. почта"], ["Турдубаев Азамат", "Prison Service", "a@example.kg"]
            )
        )
    )
    assert states(made) == [State.CHANGED]
    azamat = only(store)
    assert (azamat["given_name"], azamat["given_name_alt"]) == ("Azamat", "Азамат")
    assert azamat["family_name_alt"] == "Турдубаев"


def test_local_phones_are_read_with_the_country_of_the_sheet_and_it_is_said(
    store: Store, bring: Bring
) -> None:
    made = bring(
        workbook(sheet(["Ф.И.О.", "Должность", "Телефон"], ["Асанова Бермет", "репортёр", "0312 00-11-22"],
                       name="СМИ КР"))
    )  # fmt: skip
    assert [each.normal for each in only(store)["phones"]] == ["+996312001122"]
    assert only(store)["country"] is None
    assert any("sheet" in note for note in at(made, 2).notes)


def test_a_country_above_the_rows_is_taken_for_them(store: Store, bring: Bring) -> None:
    bring(
        workbook(sheet(
            ["Name", "Position", "E-mail"],
            ["Tajikistan"], ["Malika Sharipova", "Nurse", "m@example.tj"],
            ["Kazakhstan"], ["Yerlan Seitov", "Doctor", "y@example.kz"],
        ))
    )  # fmt: skip
    assert {row.title: row["country"] for row in listed(store)} == {
        "Sharipova Malika": "TJ",
        "Seitov Yerlan": "KZ",
    }


def test_facilities_come_with_host_city_capacity_and_cost(store: Store, bring: Bring) -> None:
    bring(people(AZAMAT))
    made = bring(
        workbook(sheet(
            ["Facility", "Type", "Country / City", "Host institution", "Cost", "Opened",
             "Capacity (m/f)", "GPS"],
            ["Clean zone", "clean zone", "Kyrgyzstan, Stepnoe", "PS", "about 150 thousand Euros",
             dt.datetime(2018, 9, 26), "0/25", "42.9 N, 74.4 E"],
            ["Methadone point", "OST", "Bishkek", "City Hospital", "KGS 1 250 000,50", "Q3 2011", None, None],
            ["Laboratory", "lab", "Osh", None, "n/a", "2004", "10/5", None],
            ["Nowhere", "lab", None, None, "a lot", None, None, None],
        ))
    )  # fmt: skip
    assert states(made) == [State.NEW, State.NEW, State.NEW, State.HELD_BACK]
    found = {row.title: row for row in listed(store, "facility")}
    zone = found["Clean zone"]
    assert (zone["country"], zone["city"], zone["capacity"], zone["serves"]) == ("KG", "Stepnoe", 25, "women")
    assert (zone["handover"], zone["coordinates"]) == ("2018-09-26", "42.9, 74.4")
    assert zone["host"].title == "Prison Service"
    assert (found["Laboratory"]["capacity"], found["Laboratory"]["serves"]) == (15, "both")
    costs = {(row["amount"], row["currency"], row["approximate"]) for row in listed(store, "cost")}
    assert costs == {(Decimal("150000.00"), "EUR", True), (Decimal("1250000.50"), "KGS", None)}
    assert [row.title for row in made.sheets[0].beside] == ["City Hospital"]


def test_a_person_decides_about_a_row_that_may_be_somebody(store: Store, bring: Bring) -> None:
    bring(people(AZAMAT))
    unsure = people(
        [1, "Azamat Turdubaev", None, "Ministry of Justice", None, None, "other@example.kg", None]
    )
    made = bring(unsure)
    assert states(made) == [State.HELD_BACK]
    uid = at(made, 2).candidates[0].uid
    assert uid == only(store).uid
    assert states(bring(unsure, decisions={(0, 2): uid})) == [State.CHANGED]
    assert len(only(store)["emails"]) == 2
    new = people([1, "Azamat Turdubaev", None, "Ministry of Energy", None, None, "third@example.kg", None])
    assert states(bring(new, decisions={(0, 2): ""})) == [State.NEW]
    assert len(listed(store)) == 2


def test_a_column_that_was_sent_elsewhere_goes_there(store: Store, bring: Bring) -> None:
    bring(people(MALIKA), change=lambda proposal: with_target(proposal, 0, 8, "last_verified"))
    assert only(store)["last_verified"] == dt.date(2019, 6, 5)
    assert only(store)["note"] is None


def test_all_other_kinds_come_in_too(store: Store, bring: Bring) -> None:
    bring(
        workbook(
            sheet(["Visits"], ["Facility", "Date", "Purpose", "Event"],
                  ["Day centre", "06.06.2019", "Study visit", "Seminar on care"], name="Visits"),
            sheet(["Name", "Type", "Start", "End", "Organiser"],
                  ["Seminar on care", "workshop", "06.06.2019", "07.06.2019", "Prison Service"],
                  name="Events"),
            sheet(["Facility", "Type", "City"], ["Day centre", "other", "Osh"], name="Facilities"),
            sheet(["Headline", "Date", "Place", "Status", "Event", "Partners", "Amounts"],
                  ["A seminar on care", "07.06.2019", "Osh", "draft", "Seminar on care",
                   "Prison Service; Health Centre", "EUR 20 000"], name="Releases"),
            sheet(["Name", "Acronym", "Website"], ["Prison Service", "PS", "example.kg"], name="Partners"),
            sheet(["Programme", "Acronym", "Phase", "Budget"],
                  ["Care in Prisons", "CIP", "2", "EUR 1 000 000"], name="Programmes"),
            sheet(["Kind", "Language", "Valid from", "Text", "Programme"],
                  ["disclaimer", "English", "01.01.2019", "The views are ours.", "Care in Prisons"],
                  name="Wording"),
        )
    )  # fmt: skip
    release = only(store, "release")
    assert release["event"].title == "Seminar on care"
    assert sorted(ref.title for ref in release["partners"]) == ["Health Centre", "Prison Service"]
    assert [ref.title for ref in release["amounts"]] == ["EUR 20,000.00"]
    assert only(store, "visit")["facility"].title == "Day centre"
    assert only(store, "event")["organiser"].title == "Prison Service"
    assert (only(store, "programme")["budget"], only(store, "programme")["budget_currency"]) == (
        Decimal("1000000.00"), "EUR",
    )  # fmt: skip
    assert only(store, "wording")["programme"].title == "CIP 2"


def test_what_refers_to_nothing_known_is_held_back(bring: Bring) -> None:
    made = bring(workbook(sheet(["Facility", "Date", "Purpose"], ["Nowhere", "06.06.2019", "Study visit"])))
    assert states(made) == [State.HELD_BACK]
    assert "Nowhere" in at(made, 2).problems[0].why


def test_an_import_is_undone_in_one_go(store: Store, bring: Bring) -> None:
    bring(people(MALIKA, YERLAN))
    assert store.undo() == "Import list.xlsx"
    with store.read() as session:
        assert [count(session, View(kind)) for kind in ("contact", "partner", "post")] == [0, 0, 0]


def test_cancelling_leaves_nothing(store: Store) -> None:
    book = people(MALIKA, YERLAN)
    with store.read() as session:
        proposal = propose(session, book)
        made = plan(session, proposal)
        with pytest.raises(Cancelled):
            plan(session, proposal, cancelled=lambda: True)
    with pytest.raises(Cancelled), store.write("Import") as writer:
        carry_out(writer, made, cancelled=lambda: True)
    assert listed(store) == []


def test_a_plan_that_the_store_has_outrun_is_not_carried_out(store: Store) -> None:
    with store.read() as session:
        made = plan(session, propose(session, people(MALIKA)))
    with store.write("Meanwhile") as writer:
        writer.create("contact", {"given_name": "Asel"})
    with pytest.raises(WorldError, match="preview"), store.write("Import") as writer:
        carry_out(writer, made)
    assert only(store).title == "Asel"
