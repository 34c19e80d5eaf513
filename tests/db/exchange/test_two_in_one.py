"""One column for two fields, and two columns for one name in two scripts."""

import pytest

from db.exchange.plan import ImportPlan, ImportReport
from db.queries import Row, View, list_ids, rows
from db.store import Store
from tests.db.exchange.conftest import Bring, sheet, workbook


def all_of(store: Store, plan: ImportPlan, kind: str) -> list[Row]:
    """The records of a kind after a workbook was brought in, of which nothing was held back."""
    assert [row.problems for row in plan.rows() if row.problems] == []
    with store.read() as session:
        return rows(session, kind, list_ids(session, View(kind)))


def partners(row: Row) -> list[str]:
    return [ref.title for ref in row["partner"]]


@pytest.mark.parametrize(
    ("header", "cell", "read"),
    [
        ("Position / Organisation", "Editor, Example Times", ("Editor", ["Example Times"])),
        ("Position and organisation", "Reporter / Sample TV", ("Reporter", ["Sample TV"])),
        ("Должность и место работы", "Редактор\nПример ТВ", ("Редактор", ["Пример ТВ"])),
        ("Организация, должность", "Пример ТВ; редактор", ("редактор", ["Пример ТВ"])),
        (
            "Position / Organisation",
            "Head – Department of Health, Osh",
            ("Head", ["Department of Health, Osh"]),
        ),
        ("Position / Organisation", "Ministry of Health", (None, ["Ministry of Health"])),
        ("Position / Organisation", "UNODC", (None, ["UNODC"])),
        ("Position / Organisation", "Journalist", ("Journalist", [])),
    ],
)
def test_a_job_title_and_a_partner_in_one_column(
    store: Store, bring: Bring, header: str, cell: str, read: tuple[str | None, list[str]]
) -> None:
    plan = bring(workbook(sheet(["Name", "Country", header], ["Anna Sample", "KG", cell])))
    [row] = all_of(store, plan, "contact")
    assert (row["job_title"], partners(row)) == read


def test_phones_and_e_mails_in_one_column(store: Store, bring: Bring) -> None:
    cell = "тел. 0312 000 121, 0555 000 122\nanna(at)example.kg; ask for Anna"
    plan = bring(workbook(sheet(["Name", "Country", "Tel. / e-mail"], ["Anna Sample", "KG", cell])))
    [row] = all_of(store, plan, "contact")
    assert [each.normal for each in row["phones"]] == ["+996312000121", "+996555000122"]
    assert [each.normal for each in row["emails"]] == ["anna@example.kg"]
    assert row["note"] == "Tel. / e-mail: ask for Anna"


def test_a_name_with_the_job_title_behind_it(store: Store, bring: Bring) -> None:
    people = [["Ivanova Anna, editor", "Example TV"], ["Сапарова Айдана – корреспондент", "Example TV"]]
    plan = bring(workbook(sheet(["Participant, position", "Organisation"], *people)))
    found = all_of(store, plan, "contact")
    read = {(row["family_name"], row["given_name"], row["job_title"]) for row in found}
    assert read == {("Ivanova", "Anna", "editor"), ("Сапарова", "Айдана", "корреспондент")}


def test_a_comma_that_may_stand_within_the_name_is_asked_about(bring: Bring) -> None:
    plan = bring(workbook(sheet(["Participant, position", "Partner"], ["Saparova, Aidana", "Example TV"])))
    assert [problem.why for row in plan.rows() for problem in row.problems] == [
        "“Saparova, Aidana” may be a name alone, or a name and a job title. Give each a column of its own."
    ]


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        (["ФИО", "Full name"], ["Сапарова Айдана", "Ms Aidana Saparova"]),
        (["Фамилия", "Имя", "Surname", "Given name"], ["Сапарова", "Айдана", "Saparova", "Aidana"]),
    ],
)
def test_a_name_in_two_columns_goes_to_both_scripts(
    store: Store, bring: Bring, header: list[str], cells: list[str]
) -> None:
    plan = bring(workbook(sheet([*header, "E-mail"], [*cells, "aidana@example.kg"])))
    [row] = all_of(store, plan, "contact")
    names = ("family_name", "given_name", "family_name_alt", "given_name_alt")
    assert [row[name] for name in names] == ["Сапарова", "Айдана", "Saparova", "Aidana"]


def test_the_name_of_a_partner_in_cyrillic_is_the_one_in_russian(store: Store, bring: Bring) -> None:
    cells = ["Служба исполнения наказаний", "Prison Service", "КР"]
    plan = bring(workbook(sheet(["Название", "Name", "Страна"], cells)), into="partner")
    [row] = all_of(store, plan, "partner")
    assert (row["name"], row["name_ru"]) == ("Prison Service", "Служба исполнения наказаний")


def test_what_stands_in_its_own_field_is_reported_under_it(bring: Bring) -> None:
    cells = ["A clean zone opens", "Naryn", "English"]
    plan = bring(workbook(sheet(["Title", "Place", "Lang"], cells, name="Releases")))
    [told] = ImportReport(plan).to_json()["sheets"]
    assert told["mapping"] == {"Title": "headline", "Place": "place", "Lang": "language"}
