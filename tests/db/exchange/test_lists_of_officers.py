"""Lists as they reach a press officer: guest lists, forms that people filled in, exports of address books."""

import csv
from pathlib import Path

import pytest
from openpyxl import Workbook

from db.exchange.importing import run_import
from db.exchange.money_headers import currency_of
from db.exchange.plan import SheetPlan, State
from db.fields import Field, Kind
from db.store import Store
from db.understanding import understand

Cells = tuple[object, ...]


def planned(store: Store, path: Path, *rows: Cells) -> SheetPlan:
    """What an import would do with a list, written as its name says."""
    if path.suffix == ".csv":
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)
    else:
        book = Workbook()
        assert book.active is not None
        for row in rows:
            book.active.append(row)
        book.save(path)
    (report,) = run_import(store, path, dry_run=True)
    return report.plan.sheets[0]


def targets(plan: SheetPlan) -> dict[str, str | None]:
    """Where the columns go."""
    return {column.header: column.target for column in plan.proposal.columns}


@pytest.mark.parametrize("title_first", [True, False])
def test_guests_with_a_column_of_titles_are_people(store: Store, tmp_path: Path, title_first: bool) -> None:
    order = (0, 1) if title_first else (1, 0)
    lines = [("Title", "Name"), ("H.E.", "Eduard Novak"), ("Ms", "Dr. Olga Lee")]
    rest = [
        ("Position", "Organisation", "RSVP", "E-mail"),
        ("Ambassador", "Delegation", "yes", "eduard@example.eu"),
        ("Director", "Example Fund", "declined", None),
    ]
    rows = [(*(line[n] for n in order), *more) for line, more in zip(lines, rest, strict=True)]
    plan = planned(store, tmp_path / "guests.xlsx", *rows)
    assert plan.proposal.into == "contact" and targets(plan)["Name"] == "name"
    first, second = (row.values for row in plan.rows if row.state is State.NEW)
    assert (first["honorific"], first["given_name"], first["family_name"]) == ("H.E.", "Eduard", "Novak")
    assert set(second["honorific"].split()) == {"Ms", "Dr."} and second["job_title"] == "Director"


def test_a_form_asks_people_for_their_names(store: Store, tmp_path: Path) -> None:
    name = "Ваше имя и фамилия / Your name"
    plan = planned(
        store, tmp_path / "answers.xlsx",
        ("Timestamp", name, "Your media outlet", "Email Address"),
        ("4/22/2019 14:03:22", "нурбек асанов", "Example.kg", "nurbek@example.kg"),
    )  # fmt: skip
    assert targets(plan)[name] == "name" and targets(plan)["Your media outlet"] == "partner"
    values = plan.rows[-1].values
    assert (values["given_name"], values["family_name"]) == ("Нурбек", "Асанов")


def test_the_address_book_of_outlook(store: Store, tmp_path: Path) -> None:
    plan = planned(
        store, tmp_path / "contacts.csv",
        ("First Name", "Last Name", "Company", "Business City", "Business Country/Region", "Mobile Phone",
         "E-mail Address", "E-mail Type", "E-mail Display Name", "Birthday"),
        ("Anna", "Novak", "Delegation", "Bishkek", "Kyrgyzstan", "0555 10 10 10",
         "anna@example.eu", "SMTP", "Anna Novak (anna@example.eu)", "0/0/00"),
    )  # fmt: skip
    (row,) = (row for row in plan.rows if row.state is State.NEW)
    assert (row.values["country"], row.values["city"]) == ("KG", "Bishkek")
    assert row.values["phones"][0].normal == "+996555101010"
    assert [each.normal for each in row.values["emails"]] == ["anna@example.eu"]
    assert "birthday" not in row.values


def test_the_address_book_of_google(store: Store, tmp_path: Path) -> None:
    plan = planned(
        store, tmp_path / "contacts.csv",
        ("First Name", "Last Name", "Organization Name", "Organization Title", "E-mail 1 - Label",
         "E-mail 1 - Value", "Phone 1 - Label", "Phone 1 - Value"),
        ("Aida", "Asanova", "Example Weekly", "Correspondent", "* Work",
         "aida@example.kg", "Mobile", "+996 555 30 30 30 ::: +996 700 30 30 30"),
    )  # fmt: skip
    (row,) = (row for row in plan.rows if row.state is State.NEW)
    assert row.values["job_title"] == "Correspondent"
    assert [each.values["name"] for each in plan.beside] == ["Example Weekly"]
    assert [each.normal for each in row.values["phones"]] == ["+996555303030", "+996700303030"]
    assert [each.normal for each in row.values["emails"]] == ["aida@example.kg"]
    assert "Phone 1 - Label: Mobile" in row.values["note"]


def test_the_phone_book_of_a_ministry_says_its_country_in_the_title(store: Store, tmp_path: Path) -> None:
    plan = planned(
        store, tmp_path / "phones.xlsx",
        ("Телефонный справочник Министерства здравоохранения Кыргызской Республики",),
        ("Должность", "Ф.И.О.", "Раб. тел."),
        ("Министр", "Абдыкеримов Космос Илимович", "(0312) 62-26-80"),
    )  # fmt: skip
    assert plan.proposal.country == "KG"
    assert plan.rows[-1].values["phones"][0].normal == "+996312622680"


@pytest.mark.parametrize(
    ("header", "code"),
    [
        *(("Cost (EUR)", "EUR"), ("Сумма, сом", "KGS"), ("Budget in USD", "USD"), ("Cost €", "EUR")),
        *(("Costs of all", ""), ("Top", ""), ("BUDGET ALL", ""), ("Cost (EUR/USD)", ""), ("Cost", "")),
    ],
)
def test_a_header_names_the_currency_below_it(header: str, code: str) -> None:
    assert currency_of(header) == code


def test_amounts_have_the_currency_of_their_header(store: Store, tmp_path: Path) -> None:
    plan = planned(
        store, tmp_path / "costs.xlsx",
        ("Name of facility", "Country", "Capacity", "Cost (EUR)"),
        ("Lake Centre", "KG", 30, "41 000"), ("Hill Centre", "KG", 20, "KGS 1 250 000"),
    )  # fmt: skip
    links = [link.values for row in plan.rows for link in row.links]
    assert [link["currency"] for link in links] == ["EUR", "KGS"]


def test_a_budget_has_the_currency_of_its_header(store: Store, tmp_path: Path) -> None:
    plan = planned(
        store, tmp_path / "Programmes.xlsx",
        ("Programme", "Acronym", "Phase", "Budget (EUR)"), ("Lakes and Hills", "LAH", "2", 5_200_000),
    )  # fmt: skip
    assert plan.proposal.into == "programme"
    assert plan.rows[-1].values["budget_currency"] == "EUR"


@pytest.mark.parametrize("text", ["N 42°52' E 74°36'", "E 74°36' N 42°52'", "42°52'N 74°36'E"])
def test_the_letter_may_stand_before_the_degrees(text: str) -> None:
    assert understand(Field("", Kind.COORDINATES), text).value == "42.866667, 74.6"
