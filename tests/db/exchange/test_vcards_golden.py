"""Cards as other programs write them, each read to what a person would find on it."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from db.exchange.importing import run_import
from db.exchange.plan import State
from db.store import Store
from db.values import Reach
from tests.db.exchange.vcard_desk import CARDS, Person, people


def phone(value: str, kind: str, normal: str, preferred: bool = False) -> Reach:
    """A number as it should come in."""
    return Reach(value, kind, preferred, normal)


def email(value: str, kind: str = "", preferred: bool = False) -> Reach:
    """An address as it should come in."""
    return Reach(value, kind, preferred, value)


def read(store: Store, name: str) -> list[Person]:
    """The people of one file."""
    return people(store, CARDS / name)


def test_outlook_2_1_in_windows_1251_with_quoted_printable(store: Store) -> None:
    """Names in 8-bit Cyrillic, a note and an address in quoted-printable, a unit of the organisation."""
    (person,) = read(store, "outlook-2.1.vcf")
    assert person.values == {
        "honorific": "г-н",
        "given_name": "Тимур",
        "patronymic": "Бекович",
        "family_name": "Омаров",
        "job_title": "Пресс-секретарь",
        "phones": (
            phone("+996 (312) 90-12-34", "work", "+996312901234"),
            phone("+996 555 010 203", "mobile", "+996555010203"),
            phone("+996 (312) 90-12-35", "fax", "+996312901235"),
        ),
        "emails": (email("t.omarov@example.kg", preferred=True),),
        "street": "ул. Примерная, 12, кабинет 4",
        "postal_code": "720000",
        "city": "Бишкек",
        "country": "KG",
        "birthday": dt.date(1979, 2, 14),
        "note": "Встретились на семинаре.\nПросил присылать релизы; по-русски.",
    }
    assert person.posts == [
        {"partner": "Министерство примеров", "unit": "Пресс-служба", "job_title": "Пресс-секретарь"}
    ]


def test_outlook_3_0_with_quoted_printable_and_local_numbers(store: Store) -> None:
    """Numbers in local form are read with the country of the address; ROLE stands in for TITLE."""
    (person,) = read(store, "outlook-3.0.vcf")
    assert person.values["family_name"] == "Линдгрен"
    assert person.values["given_name"] == "Марта"
    assert person.values["job_title"] == "Correspondent"
    assert person.values["note"] == "Speaks Swedish, Russian\nand English."
    assert person.values["phones"] == (
        phone("0312 90 12 36", "work", "+996312901236"),
        phone("0555 010 204", "mobile", "+996555010204", preferred=True),
    )
    assert person.posts == [{"partner": "Пример Медиа", "job_title": "Correspondent"}]


def test_apple_with_labels_in_groups(store: Store) -> None:
    """Labels, a birthday without a year and a phonetic name go into the note; the photo is left out."""
    person, company = read(store, "apple-3.0.vcf")
    assert person.values == {
        "honorific": "Dr.",
        "given_name": "Gulnara",
        "patronymic": "Askarovna",
        "family_name": "Sadyrova",
        "job_title": "Head of outreach",
        "phones": (
            phone("+996 555 010 205", "mobile", "+996555010205", preferred=True),
            phone("+996 312 90 12 37", "work", "+996312901237"),
            phone("+996 555 010 206", "mobile", "+996555010206"),
        ),
        "emails": (
            email("g.sadyrova@example.kg", "work", preferred=True),
            email("gulnara@example.com", "home"),
        ),
        "street": "12 Sample Lane, Block B",
        "city": "Osh",
        "region": "Osh oblast",
        "postal_code": "723500",
        "country": "KG",
        "note": "Prefers calls before noon; ask for her by name.\nAfter the name: MPH\n"
        "Phonetic first name: Gulnara\nReception: +996 312 90 12 37\n"
        "HomePage: https://example.kg/outreach\nBirthday: 1604-05-15\nAnniversary: 2010-09-01",
    }
    assert person.posts == [
        {"partner": "Example Health Centre", "unit": "Outreach", "job_title": "Head of outreach"}
    ]
    assert person.row.notes == ("Note: Not taken from the card: photo.",)
    assert company.row.state is State.HELD_BACK
    assert "organisation" in company.row.problems[0].why


def test_google_with_a_name_in_one_piece(store: Store) -> None:
    """A name that only FN has is taken apart; a category that is one of ours is the kind."""
    first, second = read(store, "google-3.0.vcf")
    assert first.values["kind"] == "media"
    assert first.values["country"] == "KG"
    assert first.values["street"] == "8 Sample Square"
    assert first.values["note"] == "Anniversary: 2015-06-01"
    assert first.posts == [{"partner": "Example Radio", "job_title": "Producer, morning show"}]
    assert first.row.notes == ("Note: Not taken from the card: photo.",)
    names = {name: second.values[name] for name in ("family_name", "given_name", "patronymic")}
    assert names == {"family_name": "Секимова", "given_name": "Асель", "patronymic": "Маратовна"}


def test_android_2_1_with_soft_line_breaks(store: Store) -> None:
    """Quoted-printable over several lines; a service number is kept in the note, an odd type does no harm."""
    first, second = read(store, "android-2.1.vcf")
    assert (first.values["given_name"], first.values["family_name"]) == ("Айгүл", "Жээнбекова")
    assert first.values["note"].startswith("Звонить после обеда\nПишет по-кыргызски\n")
    assert "Айка" in first.values["note"]
    assert [each.normal for each in first.values["phones"]] == ["+996555010209", "+996312901239"]
    assert first.posts == [{"partner": "Пример ТВ"}]
    assert second.row.state is State.HELD_BACK
    assert "country is not known" in second.row.problems[0].why
    assert "Nurlan Driver" in second.row.notes[0]


def test_nextcloud_4_0_with_the_name_in_both_scripts(store: Store) -> None:
    """Languages in their order, a number as a URI with its extension, the second address in the note."""
    (person,) = read(store, "nextcloud-4.0.vcf")
    assert person.row.uid == "5b8e2a5c-3d1f-4c6a-9a77-0d1e2f3a4b5c"
    expected: dict[str, Any] = {
        "honorific": "Ms",
        "given_name": "Zhyldyz",
        "family_name": "Mamatova",
        "given_name_alt": "Жылдыз",
        "family_name_alt": "Маматова",
        "languages": ("ky", "en"),
        "kind": "ngo",
        "birthday": dt.date(1985, 3, 2),
        "city": "Bishkek",
        "region": "Chüy",
        "phones": (
            phone("+996 312 90 12 40", "work", "+996312901240"),
            phone("+996555010211", "mobile", "+996555010211", preferred=True),
            phone("+996-312-90-12-41 ext. 15", "work", "+996312901241;ext=15"),
        ),
    }
    assert {name: person.values[name] for name in expected} == expected
    assert person.values["note"].split("\n") == [
        "Address: 9 Orchard Row, Kant, Kyrgyzstan",
        "Categories: Donors",
        "Website: https://example.com/zhyldyz",
        "Socialprofile: https://t.example.com/zhyldyz",
    ]


def test_thunderbird_4_0(store: Store) -> None:
    """Custom fields, a nickname and a date of her own stay in the note, a backslash stays one."""
    (person,) = read(store, "thunderbird-4.0.vcf")
    assert person.values["note"] == (
        "First line\nSecond line with a back\\slash\nNickname: Pasha\n"
        "Custom1: vegetarian\nSpecial date: 20110601"
    )
    assert [each.type for each in person.values["phones"]] == ["work", "fax"]
    assert person.posts == [{"partner": "Example Press", "unit": "Desk", "job_title": "Editor"}]


def test_a_damaged_card_keeps_its_row_back_and_no_other(store: Store) -> None:
    """A card without an end, one with a stray line, one without a name; the good one between comes in."""
    rows = [person.row for person in read(store, "damaged.vcf")]
    assert [row.state for row in rows] == [
        State.HELD_BACK,
        State.NEW,
        State.HELD_BACK,
        State.HELD_BACK,
    ]
    assert rows[1].title == "Kasymova Dinara"
    whys = [row.problems[0].why for row in (rows[0], rows[2], rows[3])]
    assert "its end is missing" in whys[0]
    assert "this line is no property" in whys[1]
    assert whys[2] == "The card has no name."


@pytest.mark.parametrize("path", sorted(CARDS.glob("*.vcf")), ids=lambda path: path.stem)
def test_every_file_comes_in_once(store: Store, path: Path) -> None:
    """The same cards a second time change nothing."""
    (first,) = run_import(store, path)
    assert first.plan.changes_something
    (again,) = run_import(store, path)
    assert not again.plan.changes_something, [
        (row.title, row.state, row.changes) for row in again.plan.rows() if row.state is not State.SKIPPED
    ]
