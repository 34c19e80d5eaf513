"""Which kind of record a sheet holds, and where each of its columns goes."""

import datetime as dt
from pathlib import Path

import pytest

from db.exchange.header_words import by_header
from db.exchange.mapping import targets
from db.exchange.plan import NOTE, Decided, Proposal, SheetProposal
from db.exchange.proposing import propose, with_into, with_order, with_target
from db.exchange.sheets import Sheet, Value, Workbook
from db.store import Store

PEOPLE: list[list[Value]] = [
    ["№", "Name, Surname", "Position", "Organisation", "Country", "Tel.", "E-mail", "Arrival"],
    [1, "Ms Malika SHARIPOVA", "Nurse", "Narcology Centre", "Tajikistan", "+992 37 200 00 15",
     "m@example.tj", dt.date(2019, 6, 5)],
    [2, "Mr Yerlan SEITOV", "Doctor", "Health Centre", "KZ", 87010000678, "y@example.kz", "05/06/2019"],
    [3, "Azamat Turdubaev", "Head", "Prison Service", "KG", "0555 000102", "a@example.kg", "13.06.19"],
]  # fmt: skip


def proposed(store: Store, *rows: list[Value], name: str = "Sheet1", into: str | None = None) -> Proposal:
    with store.read() as session:
        return propose(session, Workbook(Path("list.xlsx"), [Sheet(name, rows=list(rows))]), into=into)


def mapped(sheet: SheetProposal) -> dict[str, str | None]:
    return {column.header: column.target for column in sheet.columns}


@pytest.mark.parametrize(
    ("kind", "header", "target"),
    [
        ("contact", "Ф.И.О.", "name"),
        ("contact", "Фамилия, имя, отчество", "name"),
        ("contact", "Должность", "job_title"),
        ("contact", "Телефон (раб./моб.)", "phones"),
        ("contact", "Mobile phone number", "phones"),
        ("contact", "E-mail / Эл. почта", "emails"),
        ("contact", "ORGANISATION:", "partner"),
        ("contact", "Страна", "country"),
        ("facility", "Country / City", "place"),
        ("facility", "Capacity (m/f)", "capacity_by_sex"),
        ("facility", "Стоимость", "costs"),
        ("facility", "Host institution", "host"),
        ("partner", "Название на русском", "name_ru"),
        ("release", "Заголовок", "headline"),
        ("event", "Организатор", "organiser"),
    ],
)
def test_headers_in_english_and_russian_name_their_field(kind: str, header: str, target: str) -> None:
    found = by_header(kind, header)
    assert found is not None and found.target == target


def test_a_list_of_participants_goes_into_contacts_column_by_column(store: Store) -> None:
    sheet = proposed(store, *PEOPLE).sheets[0]
    assert sheet.into == "contact"
    assert mapped(sheet) == {
        "№": None,
        "Name, Surname": "name",
        "Position": "job_title",
        "Organisation": "partner",
        "Country": "country",
        "Tel.": "phones",
        "E-mail": "emails",
        "Arrival": NOTE,
    }
    assert sheet.columns[1].family_first is False
    assert "last" in sheet.columns[1].note


def test_columns_without_a_header_are_told_by_what_they_hold(store: Store) -> None:
    rows: list[list[Value]] = [
        ["", "Job title", "", ""],
        ["Асанова Бермет Эсеновна", "репортёр", "bermet@example.kg", "+996 312 001122"],
        ["Сыдыкова Айзада Маратовна", "редактор", "aizada@example.kg", "+996 312 001133"],
    ]
    sheet = proposed(store, *[[cell or None for cell in row] for row in rows], into="contacts").sheets[0]
    assert [column.target for column in sheet.columns] == ["name", "job_title", "emails", "phones"]
    assert sheet.columns[0].decided is Decided.CONTENT


def test_numbers_under_an_unknown_header_are_not_taken_for_phones(store: Store) -> None:
    sheet = proposed(
        store, ["Name", "E-mail", "Passport"], ["Asel Bekova", "a@example.kg", "AN1234567"]
    ).sheets[0]
    assert mapped(sheet)["Passport"] == NOTE


@pytest.mark.parametrize(
    ("kind", "header"),
    [
        ("facility", ["Facility", "Type", "Host institution", "Cost", "Opened"]),
        ("partner", ["Name", "Acronym", "Website", "Country"]),
        ("partner", ["Организация", "Сокращение", "Сайт", "Страна"]),
        ("release", ["Headline", "Date", "Place", "Status"]),
        ("release", ["Заголовок", "Дата", "Место", "Статус"]),
        ("event", ["Event", "Start date", "End date", "Organiser"]),
        ("visit", ["Facility", "Date", "Purpose"]),
        ("programme", ["Programme", "Acronym", "Phase", "Budget"]),
        ("wording", ["Kind", "Language", "Valid from", "Text"]),
        ("contact", ["First name", "Surname", "Position", "E-mail"]),
    ],
)
def test_headers_tell_the_kind_of_record(store: Store, kind: str, header: list[Value]) -> None:
    sheet = proposed(store, header, ["x" for _ in header]).sheets[0]
    assert sheet.into == kind


def test_a_sheet_that_nothing_tells_about_is_left_out_until_a_person_chooses(store: Store) -> None:
    proposal = proposed(store, ["Colour", "Weight"], ["red", "heavy"], ["blue", "light"])
    assert proposal.sheets[0].into is None
    chosen = with_into(proposal, 0, "partner").sheets[0]
    assert chosen.into == "partner"
    assert chosen.why == "chosen by you"


def test_a_column_goes_where_a_person_sends_it(store: Store) -> None:
    proposal = proposed(store, *PEOPLE)
    changed = with_target(proposal, 0, 8, "last_verified")
    column = changed.sheets[0].columns[7]
    assert (column.target, column.decided) == ("last_verified", Decided.PERSON)
    assert column.day_first is True
    assert proposal.sheets[0].columns[7].target == NOTE
    assert with_target(changed, 0, 8, None).sheets[0].columns[7].target is None
    assert with_order(changed, 0, 8, day_first=False).sheets[0].columns[7].day_first is False


def test_names_beside_surnames_are_given_names(store: Store) -> None:
    sheet = proposed(store, ["Name", "Surname", "E-mail"], ["Asel", "Bekova", "a@example.kg"]).sheets[0]
    assert mapped(sheet) == {"Name": "given_name", "Surname": "family_name", "E-mail": "emails"}


@pytest.mark.parametrize(
    ("name", "country"), [("СМИ КР", "KG"), ("СМИ РТ", "TJ"), ("Media KZ", "KZ"), ("Tea and cake", None)]
)
def test_the_name_of_a_sheet_tells_the_country(store: Store, name: str, country: str | None) -> None:
    assert proposed(store, *PEOPLE, name=name).sheets[0].country == country


def test_every_field_can_be_chosen_for_a_column() -> None:
    names = [target.name for target in targets("contact")]
    assert names[0] == "name"
    assert {"partner", "country", "opt_out"} <= set(names)
    assert names[-1] == NOTE
