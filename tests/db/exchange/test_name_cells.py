"""Names as they stand in a cell: with titles, ranks, jobs and offices around them, in any letters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.exchange.compound import read_name
from db.exchange.name_cells import person_in
from db.names import fold


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Dr. Yerlan Seitov", ["Dr.", "Yerlan", "", "Seitov", ""]),
        ("Г-жа Акматова Айдана Бакытовна", ["Г-жа", "Айдана", "Бакытовна", "Акматова", ""]),
        ("г-н Осмонов Б.К.", ["г-н", "Б.", "К.", "Осмонов", ""]),
        ("ОСМОНОВ Бакыт Канатович", ["", "Бакыт", "Канатович", "Осмонов", ""]),
        ("OSMONOV BAKYT KANATOVICH", ["", "Bakyt", "Kanatovich", "Osmonov", ""]),
        ("осмонов бакыт канатович", ["", "Бакыт", "Канатович", "Осмонов", ""]),
        ("бейшенбек кызы айгерим", ["", "Айгерим", "", "Бейшенбек кызы", ""]),
        ("А.Акматова", ["", "А.", "", "Акматова", ""]),
        ("А.Б.Акматова", ["", "А.", "Б.", "Акматова", ""]),
        ("Dr.Seitov", ["Dr.", "", "", "Seitov", ""]),
        ("к.м.н. Осмонов Бакыт Канатович", ["к.м.н.", "Бакыт", "Канатович", "Осмонов", ""]),
        ("Осмонов Бакыт Канатович, к.м.н.", ["", "Бакыт", "Канатович", "Осмонов", "к.м.н."]),
        ("Dr.med. Hans Muster", ["Dr. med.", "Hans", "", "Muster", ""]),
        ("Mag. Anna Keller", ["Mag.", "Anna", "", "Keller", ""]),
        ("H.E. Mr. Eduard Auer", ["H.E. Mr.", "Eduard", "", "Auer", ""]),
        ("Его Превосходительство Осмонов Бакыт", ["Его Превосходительство", "Бакыт", "", "Осмонов", ""]),
        ("Полковник милиции Осмонов Б.К.", ["Полковник милиции", "Б.", "К.", "Осмонов", ""]),
        ("Vice Minister Bakyt Osmonov", ["Vice Minister", "Bakyt", "", "Osmonov", ""]),
        ("Bakyt Osmonov, Director", ["", "Bakyt", "", "Osmonov", "Director"]),
        ("Osmonov, Bakyt, Director", ["", "Bakyt", "", "Osmonov", "Director"]),
        ("Bakyt Osmonov - Director", ["", "Bakyt", "", "Osmonov", "Director"]),
        ("Director Bakyt Osmonov", ["", "Bakyt", "", "Osmonov", "Director"]),
        ("Акматова Айдана – пресс-секретарь", ["", "Айдана", "", "Акматова", "пресс-секретарь"]),
        ("Anna Keller\nHead of Unit", ["", "Anna", "", "Keller", "Head of Unit"]),
        ("Akmatova Aidana / Press secretary", ["", "Aidana", "", "Akmatova", "Press secretary"]),
        ("Gorodetskaya, Olga", ["", "Olga", "", "Gorodetskaya", ""]),
    ],
)
def test_a_name_without_what_stands_around_it(text: str, found: list[str]) -> None:
    parts = read_name(text, None)
    names = ("honorific", "given_name", "patronymic", "family_name")
    assert [*(parts.values.get(name, "") for name in names), parts.rest] == found
    assert parts.problem == ""


@given(st.text(st.sampled_from("абАБ abAB.,()-/\n'")) | st.text())
def test_no_letter_of_a_cell_is_lost(text: str) -> None:
    person = person_in(text, None)
    parts = [person.honorific, person.given, person.patronymic, person.family, person.suffix]
    assert sorted(fold(" ".join(parts)).replace(" ", "")) == sorted(fold(text).replace(" ", ""))
