"""Rows that name several persons: each becomes a record, with what is theirs and what they share."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from db.exchange.held_back import write_held_back
from db.exchange.plan import ImportReport, RowPlan, State
from db.exchange.several_persons import persons_in
from db.queries import one
from db.store import Store
from tests.db.exchange.conftest import Bring, sheet, workbook

HEADER = ("Name", "Job title", "Institution", "Phone", "E-mail", "Country")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Акматова А., Осмонов Б.", ["Акматова А.", "Осмонов Б."]),
        ("АКМАТОВА А.Б., ОСМОНОВ Б.К., САДЫКОВ Н.", ["АКМАТОВА А.Б.", "ОСМОНОВ Б.К.", "САДЫКОВ Н."]),
        ("Anna Example; Ben Sample", ["Anna Example", "Ben Sample"]),
        ("Anna Example\nBen Sample", ["Anna Example", "Ben Sample"]),
        ("1. Anna Example\n2. Ben Sample", ["Anna Example", "Ben Sample"]),
        ("Anna Example and Ben Sample", ["Anna Example", "Ben Sample"]),
        ("Anna Example & Ben Sample", ["Anna Example", "Ben Sample"]),
        ("Anna Example, Ben Sample and Cara Third", ["Anna Example", "Ben Sample", "Cara Third"]),
        ("Mr. Ben Sample, Ms. Anna Example", ["Mr. Ben Sample", "Ms. Anna Example"]),
        ("Anna Example (Director); Ben Sample (Deputy)", ["Anna Example (Director)", "Ben Sample (Deputy)"]),
        ("Anna Example, Director\nBen Sample, Nurse", ["Anna Example, Director", "Ben Sample, Nurse"]),
        ("Anna Example\nDirector\nBen Sample\nNurse", ["Anna Example, Director", "Ben Sample, Nurse"]),
        ("А.Акматова, Б.Осмонов", ["А.Акматова", "Б.Осмонов"]),
        ("Sekimova, Asel; Petrova, Olga", ["Sekimova, Asel", "Petrova, Olga"]),
        ("Исаев Тилек и Жумаева Асель", ["Исаев Тилек", "Жумаева Асель"]),
        ("Иванов И. и Петров П.", ["Иванов И.", "Петров П."]),
        ("Асан уулу Бакыт; Айгуль Токтогулова", ["Асан уулу Бакыт", "Айгуль Токтогулова"]),
        ("Jan van der Berg; Anna Example", ["Jan van der Berg", "Anna Example"]),
        ("Anna Keller / Jonas Berg", ["Anna Keller", "Jonas Berg"]),
    ],
)
def test_where_each_person_begins(text: str, names: list[str]) -> None:
    assert list(persons_in(text)) == names


@pytest.mark.parametrize(
    "text",
    [
        "Акматова, Айдана",
        "García Márquez, Gabriel José",
        "Ministry of Health, Department of Narcology",
        "Ministry of Health; Department of Narcology",
        "Минздрав; Центр Наркологии",
        "Асанова Бермет, Чуйская Область",
        "Anna Example\nPress Officer",
        "Mr and Mrs Keller",
        "Anna and Ben Example",
        "Anna Example; Anna Example",
        "Anna Keller / Anna Berg",
        "Marat Usenov / Марат Усенов",
        "Marat Usenov\nМарат Усенов",
        "Johnson and Johnson",
        "Асанова Бермет Эсеновна, директор",
        "Dr Yerlan Seitov, MD",
    ],
)
def test_who_may_be_one_is_not_taken_apart(text: str) -> None:
    assert persons_in(text) == ()


def of_row(bring: Bring, *cells: object, header: tuple[str, ...] = HEADER) -> list[RowPlan]:
    """The plans of the one row of a list, which is brought in."""
    made = bring(workbook(sheet(header, cells)), into="contact")  # type: ignore[arg-type]
    return [row for row in made.sheets[0].rows if row.state is not State.SKIPPED]


def test_they_share_the_rest_of_the_row(bring: Bring, store: Store) -> None:
    rows = of_row(bring, "Акматова А., Осмонов Б.", "", "Clinic", "+996 312 000201", "", "KG")
    assert [(row.row, row.state, row.title) for row in rows] == [
        (2, State.NEW, "Акматова А."),
        (2, State.NEW, "Осмонов Б."),
    ]
    assert rows[0].notes[0] == (
        "Row 2 names several persons (Акматова А.; Осмонов Б.): each was given the rest of it."
    )
    assert "“Phone” has one entry for all of them: each was given it." in rows[1].notes
    with store.read() as session:
        found = [one(session, "contact", row.uid) for row in rows]
    for each in found:
        assert each is not None
        assert [ref.title for ref in each["partner"]] == ["Clinic"]
        assert (each["country"], each["phones"][0].normal) == ("KG", "+996312000201")


def test_as_many_phones_addresses_and_titles_are_given_one_each(bring: Bring) -> None:
    first, second = of_row(
        bring, "Anna Example; Ben Sample", "Director; Nurse", "Clinic", "0312 000201\n0312 000202",
        "one@example.kg, two@example.kg", "KG",
    )  # fmt: skip
    told = [
        (row.values["job_title"], row.values["phones"][0].normal, row.values["emails"][0].normal)
        for row in (first, second)
    ]
    assert told == [
        ("Director", "+996312000201", "one@example.kg"),
        ("Nurse", "+996312000202", "two@example.kg"),
    ]
    assert "“E-mail” has as many entries as there are persons: each was given one, in order." in second.notes


def test_an_address_that_names_one_of_them_is_theirs(bring: Bring) -> None:
    crossed = of_row(
        bring, "Anna Example; Ben Sample", "", "", "", "b.sample@example.kg, example@example.kg", ""
    )
    assert [row.values["emails"][0].normal for row in crossed] == [
        "example@example.kg",
        "b.sample@example.kg",
    ]
    assert "“E-mail” was given to whom it names." in crossed[0].notes
    alone = of_row(bring, "Cara Third; Dan Fourth", "", "", "", "fourth@example.kg", "")
    assert ["emails" in row.values for row in alone] == [False, True]


def test_what_is_whose_is_not_guessed(bring: Bring) -> None:
    numbers = "0312 000201, 0312 000202, 0312 000203"
    rows = of_row(bring, "Anna Example; Ben Sample", "", "", numbers, "", "KG")
    for row in rows:
        assert row.values.get("phones") is None
        assert row.values["note"] == f"Phone, of one of Anna Example; Ben Sample: {numbers}"
        assert "Nothing tells whose each is" in " ".join(row.notes)


def test_an_address_of_the_office_does_not_make_them_one(bring: Bring) -> None:
    cells = ("Anna Keller; Jonas Keller", "", "Clinic", "+996 312 000201", "office@example.kg", "")
    first, second = of_row(bring, *cells)
    assert (first.state, second.state) == (State.NEW, State.NEW)
    assert first.uid != second.uid
    again = of_row(bring, *cells)
    assert [(row.state, row.uid) for row in again] == [
        (State.UNCHANGED, first.uid),
        (State.UNCHANGED, second.uid),
    ]
    assert not any(row.again for row in again)


def test_the_same_person_in_a_row_below_is_said_so(bring: Bring) -> None:
    made = bring(
        workbook(
            sheet(
                ("Name", "Institution", "E-mail"),
                ("Anna Example; Ben Sample", "Clinic", "example@example.kg; sample@example.kg"),
                ("Ben Sample", "Clinic", "sample@example.kg"),
            )
        ),
        into="contact",
    )
    last = made.sheets[0].rows[-1]
    assert (last.row, last.state, last.again) == (3, State.UNCHANGED, True)
    assert "The same record as in row 2" in last.why


def test_one_of_them_is_asked_about_and_answered(bring: Bring, store: Store) -> None:
    of_row(bring, "Ben Sample", "", "Archive", "", "ben@example.kg", "")
    cells = ("Anna Example; Ben Sample", "", "Clinic", "+996 312 000201", "", "")
    first, second = of_row(bring, *cells)
    assert (first.state, second.state) == (State.NEW, State.HELD_BACK)
    (candidate,) = second.candidates
    made = bring(workbook(sheet(HEADER, cells)), into="contact", decisions={(0, 2): candidate.uid})
    rows = [row for row in made.sheets[0].rows if row.state is not State.SKIPPED]
    assert [row.state for row in rows] == [State.UNCHANGED, State.CHANGED]
    assert rows[1].uid == candidate.uid


def test_two_who_are_asked_about_need_rows_of_their_own(bring: Bring) -> None:
    of_row(bring, "Ben Sample", "", "Archive", "", "ben@example.kg", "")
    of_row(bring, "Anna Example", "", "Archive", "", "anna@example.kg", "")
    rows = of_row(bring, "Anna Example; Ben Sample", "", "Clinic", "+996 312 000201", "", "")
    for row in rows:
        assert (row.state, row.candidates) == (State.HELD_BACK, ())
        assert row.problems[-1].why == "Give each person a row of their own to choose."


def test_the_report_and_the_held_back_rows_cope(bring: Bring, tmp_path: Path) -> None:
    made = bring(
        workbook(sheet(HEADER, ("Anna Example; Ben Sample", "", "", "12", "", "KG"))), into="contact"
    )
    (told,) = ImportReport(made).to_json()["sheets"]
    assert (told["rows"], told["added"]) == (1, 0)
    assert [each["row"] for each in told["held_back"]] == [2, 2]
    write_held_back(made, tmp_path / "held.xlsx")
    rows = list(load_workbook(tmp_path / "held.xlsx").worksheets[0].values)
    assert [row[0] for row in rows] == ["Name", "Anna Example; Ben Sample"]


def test_who_cannot_be_told_apart_is_asked_about(bring: Bring) -> None:
    (row,) = of_row(bring, "Mr and Mrs Keller", "", "", "", "", "")
    assert row.state is State.HELD_BACK
    assert row.problems[0].why == (
        "“Mr and Mrs Keller” may be one person or several. Give each a row of their own."
    )
