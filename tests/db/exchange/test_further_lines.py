"""Second lines of a record, several persons in a cell, and what only looks like them."""

import pytest

from db.exchange.compound import read_name
from db.exchange.several_persons import are_several
from db.exchange.sheets import Row, Sheet
from db.exchange.tables import Skip, Table, find_tables

HEADER = ["Name", "Institution", "Phone", "E-mail", "Note"]
AIDA = ["Aida Sultanova", "Clinic", "+996 312 000201", "aida@example.kg"]
MORE = [None, None, "+996 555 000202", None, "call after 17:00"]


def table_of(*rows: Row) -> Table:
    (table,) = find_tables(Sheet("List", rows=list(rows)), lambda text: text in HEADER)
    return table


def test_a_further_line_is_added_to_the_row_above() -> None:
    table = table_of(HEADER, AIDA, MORE, [None, None, None, "a@example.com"], ["Bakyt Osmonov", "Clinic"])
    rows = dict(table.rows())
    assert list(rows) == [2, 5]
    assert rows[2] == {
        1: "Aida Sultanova",
        2: "Clinic",
        3: "+996 312 000201\n+996 555 000202",
        4: "aida@example.kg\na@example.com",
        5: "call after 17:00",
    }
    assert [(skip.row, skip.why) for skip in table.skipped] == [(3, Skip.FURTHER), (4, Skip.FURTHER)]
    assert table.sheet.notes[2, 3].sentence == "Row 3 was read as a further line of this one."


@pytest.mark.parametrize(
    "below",
    [
        [None, "Clinic", "+996 555 000202"],
        ["Bakyt Osmonov", None, "+996 555 000202"],
        ["", None, "+996 555 000202"],
    ],
)
def test_a_row_that_says_more_than_phones_and_addresses_stands_for_itself(below: Row) -> None:
    assert [number for number, _ in table_of(HEADER, AIDA, below, AIDA).rows()] == [2, 3, 4]


def test_a_row_after_a_gap_or_under_nobody_stands_for_itself() -> None:
    assert [number for number, _ in table_of(HEADER, MORE, AIDA, [], MORE, AIDA).rows()] == [2, 3, 5, 6]


def test_nothing_is_joined_in_a_workbook_of_dateline() -> None:
    rows: list[Row] = [["uid", *HEADER], ["7" * 32, *AIDA], [None, *MORE], ["8" * 32, *AIDA]]
    assert [number for number, _ in table_of(*rows).rows()] == [2, 3, 4]


@pytest.mark.parametrize(
    "text",
    [
        "Aibek Sadykov\nNurlan Kasymov",
        "Asel Bakirova; Olga Petrova",
        "Mr and Mrs Keller",
        "Исаев Тилек и Жумаева Асель",
        "Isaev Tilek, Jumaeva Asel, Orozov Samat",
        "Anna Keller / Jonas Berg",
    ],
)
def test_several_persons_in_a_cell_are_not_read_as_one(text: str) -> None:
    assert are_several(text)
    assert "may be one person or several" in read_name(text, None).problem


@pytest.mark.parametrize(
    "text",
    [
        "García Márquez, Gabriel José",
        "Sekimova, Asel Bakytovna",
        "Dr Yerlan Seitov, MD",
        "Асанова\nБермет Эсеновна",
        "Иванов И А",
        "Петров С. и.о. директора",
        "Sandra Anderson",
        "Marat Usenov / Марат Усенов",
        "Марат Усенов (Marat Usenov)",
    ],
)
def test_one_person_is_not_taken_for_several(text: str) -> None:
    assert not are_several(text)
    assert read_name(text, None).problem == ""


def test_a_name_in_two_scripts_fills_the_fields_for_both() -> None:
    values = read_name("Марат Усенов (Marat Usenov)", None).values
    assert (values["given_name"], values["family_name"]) == ("Марат", "Усенов")
    assert (values["given_name_alt"], values["family_name_alt"]) == ("Marat", "Usenov")
