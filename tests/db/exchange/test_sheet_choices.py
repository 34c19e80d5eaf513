"""What a person chooses for a whole sheet: what its rows may do, a value for all of them, joined columns."""

from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.errors import WorldError
from db.exchange.exporting import export_store
from db.exchange.importing import run_import
from db.exchange.plan import ImportPlan, Mode, Proposal, State
from db.exchange.proposing import with_into, with_target
from db.exchange.sheet_choices import constant_fields, with_constant, with_mode
from db.exchange.sheets import Value, Workbook
from db.queries import Row, View, list_ids, rows
from db.store import Store
from tests.db.exchange.conftest import Bring, brought_in, sheet, workbook

HEADER: list[Value] = ["Name", "Surname", "Position", "Organisation", "Country", "Tel.", "E-mail", "Notes"]
ASEL: list[Value] = [
    "Asel",
    "Bekova",
    "Editor",
    "City News",
    "KG",
    "+996 555 000101",
    "asel@example.kg",
    "Met in Osh",
]
FIELDS = ("given_name", "family_name", "job_title", "country", "phones", "emails", "note", "city", "partner")


def people(*lines: list[Value]) -> Workbook:
    return workbook(sheet(HEADER, *lines, name="Participants"))


def listed(store: Store, kind: str = "contact") -> list[Row]:
    with store.read() as session:
        return rows(session, kind, list_ids(session, View(kind)))


def states(made: ImportPlan) -> list[State]:
    return [row.state for row in made.sheets[0].rows if row.row > 1]


def in_mode(mode: Mode) -> dict[str, Any]:
    def change(proposal: Proposal) -> Proposal:
        for place in range(len(proposal.sheets)):
            proposal = with_mode(proposal, place, mode)
        return proposal

    return {"change": change}


OTHER: list[Value] = [
    "Asel",
    "Bekova",
    "Director",
    "Radio One",
    "KZ",
    "+996 312 000202",
    "asel@example.kg",
    "Left",
]
NEW: list[Value] = ["Timur", "Akhmetov", "Driver", None, "KZ", None, "timur@example.kz", None]


def test_add_only_leaves_known_ones_as_they_are_and_says_so(store: Store, bring: Bring) -> None:
    bring(people(ASEL))
    before = listed(store)
    made = bring(people(OTHER, NEW), **in_mode(Mode.ADD))
    assert states(made) == [State.SKIPPED, State.NEW]
    skipped = made.sheets[0].rows[1]
    assert skipped.title == "Bekova Asel"
    assert "in the store already" in skipped.why and "e-mail" in skipped.why.lower()
    assert [row for row in listed(store) if row.title == "Bekova Asel"] == before
    assert [row.title for row in listed(store, "partner")] == ["City News"]


def test_update_only_adds_nobody_and_says_so(store: Store, bring: Bring) -> None:
    bring(people(ASEL))
    made = bring(people(OTHER, NEW, NEW), **in_mode(Mode.UPDATE))
    assert states(made) == [State.CHANGED, State.SKIPPED, State.SKIPPED]
    assert "new ones are not added" in made.sheets[0].rows[2].why
    assert [(row.title, row["job_title"]) for row in listed(store)] == [("Bekova Asel", "Director")]


def test_rows_that_refer_to_one_that_is_not_added_are_held_back(store: Store, bring: Bring) -> None:
    book = workbook(
        sheet(["Facility", "Type", "Country"], ["Clean zone", "clean zone", "KG"], name="Facilities"),
        sheet(["Facility", "Date", "Purpose"], ["Clean zone", "23.04.2019", "Opening"], name="Visits"),
    )
    made = bring(book, change=lambda proposal: with_mode(proposal, 0, Mode.UPDATE))
    assert [row.state for row in made.sheets[1].rows if row.row > 1] == [State.HELD_BACK]
    assert listed(store, "visit") == []


def test_filling_in_takes_blanks_alone_and_names_what_stays(store: Store, bring: Bring) -> None:
    bring(people([*ASEL[:5], None, ASEL[6], None]))
    made = bring(people(OTHER, NEW), **in_mode(Mode.FILL))
    assert states(made) == [State.CHANGED, State.NEW]
    changed = made.sheets[0].rows[1]
    assert {change.field for change in changed.changes} == {"phones", "note"}
    assert "Only blanks are filled in" in changed.why and "Job title" in changed.why
    asel = next(row for row in listed(store) if row.title == "Bekova Asel")
    assert (asel["job_title"], asel["country"]) == ("Editor", "KG")
    assert [ref.title for ref in asel["partner"]] == ["City News"]
    assert [each.normal for each in asel["phones"]] == ["+996312000202"]


def test_filling_in_does_not_give_an_amount_another_currency(store: Store, bring: Bring) -> None:
    first = workbook(sheet(["Programme", "Acronym", "Budget"], ["Safe Roads", "SR", 1000], name="Programmes"))
    second = workbook(
        sheet(["Programme", "Acronym", "Budget"], ["Safe Roads", "SR", "USD 2000"], name="Programmes")
    )
    bring(first)
    made = bring(second, **in_mode(Mode.FILL))
    assert not made.changes_something


CELLS = st.tuples(
    st.sampled_from(["Asel", "Timur"]),
    st.sampled_from(["Bekova", "Akhmetov"]),
    st.sampled_from([None, "Editor", "Director"]),
    st.sampled_from([None, "City News", "Radio One"]),
    st.sampled_from([None, "KG", "KZ"]),
    st.sampled_from([None, "+996 555 000101", "+996 312 000202"]),
    st.sampled_from([None, "one@example.kg", "two@example.kz"]),
    st.sampled_from([None, "Met in Osh", "Left"]),
).map(list)


@settings(max_examples=15)
@given(first=st.lists(CELLS, max_size=4), second=st.lists(CELLS, max_size=4))
@pytest.mark.parametrize("mode", [Mode.FILL, Mode.ADD])
def test_what_is_filled_stays_when_blanks_are_filled_or_new_ones_added(
    mode: Mode, first: list[list[Value]], second: list[list[Value]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    store = Store.open(tmp_path_factory.mktemp("store") / "dateline.db")
    try:
        brought_in(store, people(*first))
        before = {row.uid: row for row in listed(store)}
        brought_in(store, people(*second), **in_mode(mode))
        after = {row.uid: row for row in listed(store)}
    finally:
        store.close()
    for uid, row in before.items():
        for name in FIELDS:
            if mode is Mode.ADD or row[name] not in (None, ()):
                assert after[uid][name] == row[name]


def test_a_constant_holds_for_every_row_that_says_nothing_else(store: Store, bring: Bring) -> None:
    lines = [["Asel", "Bekova", None, "0312 000202"], ["Timur", "Akhmetov", "KZ", None]]
    book = workbook(sheet(["Name", "Surname", "Country", "Tel."], *lines, name="People"))

    def change(proposal: Proposal) -> Proposal:
        proposal = with_constant(proposal, 0, "country", "Kyrgyzstan")
        return with_constant(proposal, 0, "partner", "City News")

    bring(book, change=change)
    found = {row["given_name"]: row for row in listed(store)}
    assert {name: row["country"] for name, row in found.items()} == {"Asel": "KG", "Timur": "KZ"}
    assert [each.normal for each in found["Asel"]["phones"]] == ["+996312000202"]
    assert all([ref.title for ref in row["partner"]] == ["City News"] for row in found.values())


@settings(max_examples=8)
@given(names=st.lists(st.sampled_from(["North Media", "Radio One", "City News", "Osh Press"]), unique=True))
def test_a_constant_reaches_every_new_row(names: list[str], tmp_path_factory: pytest.TempPathFactory) -> None:
    store = Store.open(tmp_path_factory.mktemp("store") / "dateline.db")
    book = workbook(sheet(["Name", "Website"], *([name, None] for name in names), name="Organisations"))
    try:
        brought_in(
            store, book, into="partner", change=lambda proposal: with_constant(proposal, 0, "kind", "media")
        )
        assert [row["kind"] for row in listed(store, "partner")] == ["media"] * len(names)
    finally:
        store.close()


def test_a_constant_that_a_field_can_not_have_is_refused_in_a_sentence(store: Store, bring: Bring) -> None:
    def wrong(proposal: Proposal) -> Proposal:
        with pytest.raises(WorldError, match="Atlantis"):
            with_constant(proposal, 0, "country", "Atlantis")
        with pytest.raises(WorldError, match="costs"):
            with_constant(proposal, 0, "costs", "100")
        chosen = with_constant(proposal, 0, "country", "KG")
        assert chosen.sheets[0].constants == (("country", "KG"),)
        assert with_constant(chosen, 0, "country", "").sheets[0].constants == ()
        assert with_into(chosen, 0, "partner").sheets[0].constants == ()
        return proposal

    bring(people(ASEL), change=wrong)
    assert {"country", "partner"} <= {field.name for field in constant_fields("contact")}


def test_columns_that_go_into_one_text_are_joined_in_their_order(store: Store, bring: Bring) -> None:
    header: list[Value] = [
        "Name",
        "Surname",
        "Street",
        "House",
        "Position",
        "Second position",
        "Tel. 1",
        "Tel. 2",
    ]
    asel: list[Value] = ["Asel", "Bekova", "Manas avenue", 12, "Editor", "Presenter", "+996 555 000101",
                         "+996 312 000202"]  # fmt: skip

    def change(proposal: Proposal) -> Proposal:
        columns = {column.header: column.index for column in proposal.sheets[0].columns}
        proposal = with_target(proposal, 0, columns["House"], "street")
        proposal = with_target(proposal, 0, columns["Second position"], "job_title")
        return with_target(proposal, 0, columns["Tel. 2"], "phones")

    bring(workbook(sheet(header, asel, name="People")), change=change)
    (row,) = listed(store)
    assert row["street"] == "Manas avenue 12"
    assert row["job_title"] == "Editor, Presenter"
    assert len(row["phones"]) == 2


def test_columns_that_contradict_each_other_hold_the_row_back(store: Store, bring: Bring) -> None:
    book = workbook(
        sheet(["Name", "Surname", "Country", "Land"], ["Asel", "Bekova", "KG", "KZ"], name="People")
    )
    made = bring(book, change=lambda proposal: with_target(proposal, 0, 4, "country"))
    (held,) = [row for row in made.sheets[0].rows if row.state is State.HELD_BACK]
    assert held.problems[0].column == "Land" and "Country" in held.problems[0].why
    assert listed(store) == []


@pytest.mark.parametrize(
    ("mode", "job", "phones"),
    [(Mode.ADD, "Editor", 0), (Mode.FILL, "Editor", 1), (Mode.UPDATE, "Director", 1)],
)
def test_a_workbook_that_comes_back_keeps_to_the_mode_too(
    store: Store, bring: Bring, tmp_path: Path, *, mode: Mode, job: str, phones: int
) -> None:
    bring(people([*ASEL[:5], None, *ASEL[6:]], NEW))
    export_store(store, tmp_path / "out.xlsx", ["contact"])
    book = openpyxl.load_workbook(tmp_path / "out.xlsx")
    contacts = book["Contacts"]
    columns = {cell.value: cell.column for cell in contacts[1]}
    row = next(line[0].row for line in contacts.iter_rows() if "Bekova" in [cell.value for cell in line])
    contacts.cell(row, columns["Job title"]).value = "Director"
    contacts.cell(row, columns["Phone"]).value = "+996 312 000202"
    contacts.append([])
    contacts.cell(contacts.max_row + 1, columns["Family name"]).value = "Osmonov"
    book.save(tmp_path / "out.xlsx")
    (report,) = run_import(store, tmp_path / "out.xlsx", mode=mode)
    asel = next(each for each in listed(store) if each["family_name"] == "Bekova")
    assert (asel["job_title"], len(asel["phones"])) == (job, phones)
    assert ("Osmonov" in {each["family_name"] for each in listed(store)}) == (mode is not Mode.UPDATE)
    assert report.plan.sheets[1].remarks == ()
    skipped = {each.title for each in report.plan.rows() if each.state is State.SKIPPED and each.kind}
    assert ("Bekova Asel" in skipped) == (mode is Mode.ADD)


def test_a_note_for_every_row_keeps_its_lines_and_has_no_header_before_it(bring: Bring) -> None:
    def change(proposal: Proposal) -> Proposal:
        return with_constant(proposal, 0, "note", "Met in  Osh\n\nWrites on health")

    made = bring(workbook(sheet(HEADER[:2], ASEL[:2], name="Participants")), change=change)
    assert made.sheets[0].rows[1].values["note"] == "Met in Osh\nWrites on health"


def test_a_programme_whose_title_is_its_name_is_one_programme(store: Store, bring: Bring) -> None:
    with store.write("Add") as writer:
        uid = writer.create("programme", {"name": "Safe Roads"})
    releases = workbook(sheet(["Headline", "Date"], ["A road opens", "23.04.2019"], name="Releases"))
    made = bring(releases, change=lambda proposal: with_constant(proposal, 0, "programme", "Safe Roads"))
    assert [row.values["programme"] for row in made.sheets[0].rows if row.row > 1] == [uid]
