"""Phone numbers: several in a cell, extensions, local forms, numbers without a plus."""

from typing import cast

import pytest

from db.fields import Field, Kind
from db.understanding import Context, shown, typed, understand
from db.values import Reach

PHONES = Field("Phones", Kind.PHONES)


def reaches(raw: object, country: str | None = None) -> tuple[Reach, ...]:
    answer = understand(PHONES, raw, Context(country=country))
    assert answer.problem == ""
    return cast(tuple[Reach, ...], answer.value)


@pytest.mark.parametrize(
    ("raw", "country", "normal", "kind"),
    [
        ("+996 555 12 34 56", None, "+996555123456", "mobile"),
        ("0555 123456", "KG", "+996555123456", "mobile"),
        ("992 37 221-40-15", "TJ", "+992372214015", "work"),
        ("992 37 221-40-15", None, "+992372214015", "work"),
        (87012345678, "KZ", "+77012345678", "mobile"),
        ("998901234567.0", "UZ", "+998901234567", "mobile"),
        (998901234567.0, None, "+998901234567", "mobile"),
        ("996 770 000111", None, "+996770000111", "mobile"),
        ("(+992) 93 500 60 70", None, "+992935006070", "mobile"),
        ("+996(312)901234 доб. 15", None, "+996312901234;ext=15", "work"),
        ("+996 312 901234 ext 15", None, "+996312901234;ext=15", "work"),
        ("0312 901234 вн. 15", "KG", "+996312901234;ext=15", "work"),
        ("0312 901234 #15", "KG", "+996312901234;ext=15", "work"),
        ("+996 (0) 312 90 12 34", None, "+996312901234", "work"),
        ("00996312901234", None, "+996312901234", "work"),
        ("8-10-996-312-90-12-34", None, "+996312901234", "work"),
        ("факс: 0312 901234", "KG", "+996312901234", "fax"),
        ("тел/факс: 0312 901234", "KG", "+996312901234", "work"),
        ("Tel./Fax: +996 312 901234", None, "+996312901234", "work"),
        ("0312-901234*15", "KG", "+996312901234;ext=15", "work"),
        ("0312 901234, доб.15", "KG", "+996312901234;ext=15", "work"),
        ("0312 901234 (внутр. 15)", "KG", "+996312901234;ext=15", "work"),
        ("8 (0312) 90-12-34", "KG", "+996312901234", "work"),
        ("8-0372-21-40-15", "TJ", "+992372214015", "work"),
        ("\u202a+996 555 12 34 56\u202c", None, "+996555123456", "mobile"),
        ("0312 901234 (home)", "KG", "+996312901234", "home"),
    ],
)
def test_one_number(raw: object, country: str | None, normal: str, kind: str) -> None:
    (reach,) = reaches(raw, country)
    assert (reach.normal, reach.type) == (normal, kind)


@pytest.mark.parametrize(
    ("raw", "values"),
    [
        ("0312 66-11-22\n0772 10 20 30", ["0312 66-11-22", "0772 10 20 30"]),
        ("(+993 12) 39-00-11; +993 65 123456", ["(+993 12) 39-00-11", "+993 65 123456"]),
        ("моб. 0772 10 20 30, раб. 0312 66-11-22", ["0772 10 20 30", "0312 66-11-22"]),
        ("+996 555 123456 / +996 312 661122", ["+996 555 123456", "+996 312 661122"]),
        ("+996 555 123456 +996 312 661122", ["+996 555 123456", "+996 312 661122"]),
        ("0555 123456 или 0312 661122", ["0555 123456", "0312 661122"]),
        ("+996 555 123456, нет", ["+996 555 123456"]),
    ],
)
def test_several_numbers_in_one_cell_stay_as_typed(raw: str, values: list[str]) -> None:
    found = reaches(raw, "KG")
    assert [reach.value for reach in found] == values
    assert all(reach.normal for reach in found)


@pytest.mark.parametrize(
    ("raw", "country", "normals"),
    [
        ("0312 000217/18", "KG", ["+996312000217", "+996312000218"]),
        ("0312 000217/219", "KG", ["+996312000217", "+996312000219"]),
        ("0312 000217 / 18 / 19", "KG", ["+996312000217", "+996312000218", "+996312000219"]),
        ("(0312) 00-02-17/18", "KG", ["+996312000217", "+996312000218"]),
        ("+996 312 000217/18", None, ["+996312000217", "+996312000218"]),
        ("раб. 0312 000217/18; моб. 0555 000219", "KG", ["+996312000217", "+996312000218", "+996555000219"]),
        ("0312 000217/18, 0555 000219", "KG", ["+996312000217", "+996312000218", "+996555000219"]),
        ("0312 000217/000218", "KG", ["+996312000217", "+996312000218"]),
        ("0312 000217, 000218", "KG", ["+996312000217", "+996312000218"]),
        ("+992 37 2000213/14", None, ["+992372000213", "+992372000214"]),
        # In Germany numbers may be longer: what stands behind the stroke may belong to it.
        ("+49 30 000217/18", None, ["+493000021718"]),
        ("030/1234567", "DE", ["+49301234567"]),
    ],
)
def test_numbers_that_differ_in_their_last_digits(raw: str, country: str | None, normals: list[str]) -> None:
    assert [reach.normal for reach in reaches(raw, country)] == normals


def test_a_second_number_of_last_digits_is_written_out_and_said() -> None:
    answer = understand(PHONES, "раб. 0312 00-02-17/18", Context(country="KG"))
    first, second = cast(tuple[Reach, ...], answer.value)
    assert (first.value, first.type) == ("0312 00-02-17", "work")
    assert (second.value, second.type) == ("0312 00-02-18", "work")
    assert answer.note == (
        "“0312 00-02-17/18” was read as two or more numbers: 0312 00-02-17, 0312 00-02-18."
        " “0312 00-02-17” was read as +996 312 000 217. “0312 00-02-18” was read as +996 312 000 218."
    )


@pytest.mark.parametrize("raw", ["нет", "-", "n/a", "—"])
def test_nothing_is_nothing(raw: str) -> None:
    answer = understand(PHONES, raw)
    assert (answer.value, answer.note, answer.problem) == ((), f"“{raw}” was taken as nothing.", "")


@pytest.mark.parametrize(
    ("raw", "country", "why"),
    [
        ("123", "KG", "is too short"),
        ("+99655512345678901", None, "is too long"),
        ("0312 66-11-22-23", "KG", "is too long"),
        ("0312 66-11-22/+23", "KG", "is too long"),
        ("661122", "KG", "has no area code"),
        ("0555 123456", None, "the country is not known"),
        (87012345678, None, "the country is not known"),
        ("0555 123456", "XX", "the country is not known"),
        ("+999 123456789", None, "country code that does not exist"),
        ("ask the secretary", "KG", "is not a phone number"),
    ],
)
def test_what_is_no_number_is_said_and_kept(raw: object, country: str | None, why: str) -> None:
    answer = understand(PHONES, raw, Context(country=country))
    assert why in answer.problem
    assert answer.value == (Reach(str(raw)),)


def test_an_area_code_holds_on_its_line_only() -> None:
    answer = understand(PHONES, "0312 901234\n901235", Context(country="KG"))
    assert "“901235” has no area code" in answer.problem
    answer = understand(PHONES, "0312 901234, 901235", Context(country="KG"))
    assert "“901235” was read with the area code of the number before it." in answer.note


def test_what_was_assumed_is_said() -> None:
    assert understand(PHONES, "0555 123456", Context(country="KG")).note == (
        "“0555 123456” was read as +996 555 123 456."
    )
    assert understand(PHONES, "+996 555 123456").note == ""


def test_shown_in_international_form() -> None:
    found = reaches("0312 90-12-34 доб. 15\n+996 555 123456", "KG")
    assert shown(PHONES, found) == "+996 312 901 234 ext. 15, +996 555 123 456"
    assert shown(PHONES, (Reach("ask the secretary"),)) == "ask the secretary"


def test_edited_as_typed() -> None:
    found = reaches("0555 123456", "KG")
    assert typed(PHONES, found, Context(country="KG")) == "0555 123456"
    assert typed(PHONES, found) == "0555 123456 [+996555123456]"
    preferred = (Reach("+996 555 123456", "home", True, "+996555123456"),)
    assert typed(PHONES, preferred) == "+996 555 123456 (home, preferred)"
