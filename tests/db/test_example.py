"""The example: whole, valid in every value, and rich enough to show what each tab is for."""

import datetime as dt
import re
from decimal import Decimal
from typing import Any

import pytest

from db import example
from db.doctor import examine
from db.fields import Kind
from db.journal import history
from db.queries import Filter, Op, Row, View, count, list_ids, one, related, rows
from db.records import RECORDS, SHOWN, fields_of
from db.search import search
from db.store import Store
from db.understanding import Context, typed, understand
from resources import path


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """A store with the example in it."""
    store = Store.open(tmp_path_factory.mktemp("example") / "example.db")
    example.fill(store)
    yield store
    store.close()


def everything(store: Store, kind: str, *filters: Filter) -> list[Row]:
    """All records of a kind, in the order of its tab."""
    with store.read() as session:
        return rows(session, kind, list_ids(session, View(kind, filters=filters)))


def workshop_release(store: Store) -> Row:
    """The English release about the workshop."""
    return next(row for row in everything(store, "release") if row["headline"].startswith("Five countries"))


def test_it_is_one_batch_and_comes_once(store: Store) -> None:
    example.fill_once(store)
    example.fill_once(store)
    with store.read() as session:
        assert [entry.label for entry in history(session)] == ["Example"]
    store.undo()
    with store.read() as session:
        assert {kind: count(session, View(kind)) for kind in SHOWN} == dict.fromkeys(SHOWN, 0)


def test_every_tab_looks_lived_in(filled: Store) -> None:
    with filled.read() as session:
        counts = {kind: count(session, View(kind)) for kind in SHOWN}
    assert 25 <= counts["contact"] <= 40
    assert counts["partner"] >= 15
    assert counts["facility"] >= 8
    assert counts["release"] >= 6
    assert counts["event"] >= 3
    assert min(counts.values()) > 0


def test_it_is_in_order(filled: Store) -> None:
    assert filled.integrity() == []
    assert examine(filled) == []


@pytest.mark.parametrize("kind", RECORDS)
def test_every_value_is_one_that_could_have_been_typed(filled: Store, kind: str) -> None:
    for row in everything(filled, kind):
        for name, field in fields_of(RECORDS[kind]).items():
            value = row[name]
            if field.required:
                assert value not in (None, ()), f"{row.title} has no {name}"
            if value in (None, ()) or field.kind in (Kind.REFERENCE, Kind.LINKED):
                continue
            answer = understand(field, typed(field, value, Context()), Context())
            assert (answer.problem, answer.note) == ("", ""), f"{row.title}: {name}"
            if field.kind in (Kind.PHONES, Kind.EMAILS):
                assert all(reach.normal for reach in value), f"{row.title}: {name}"
            else:
                assert answer.value == value, f"{row.title}: {name}"


def test_no_letter_of_an_address_is_lost(filled: Store) -> None:
    text = path("example", "contacts.toml").read_text(encoding="utf-8")
    written = set(re.findall(r"[\w.]+@[\w.-]+", text))
    assert {reach.value for row in everything(filled, "contact") for reach in row["emails"]} == written


def test_the_workshop(filled: Store) -> None:
    event = next(row for row in everything(filled, "event") if row["start"] == dt.date(2019, 4, 24))
    assert (event["end"], event["place"], event["country"]) == (dt.date(2019, 4, 25), "Bishkek", "KG")
    groups = everything(filled, "participation", Filter("event", Op.IS, (event.uid,)))
    women, men = (sum(row[who] or 0 for row in groups) for who in ("women", "men"))
    assert (women, men) == (9, 17)
    assert {row["country"] for row in groups} == {"KG", "KZ", "TJ", "TM", "UZ"}
    visits = everything(filled, "visit", Filter("event", Op.IS, (event.uid,)))
    assert {row["date"] for row in visits} == {dt.date(2019, 4, 25)}
    kinds = {one_of(filled, "facility", row["facility"].uid)["kind"] for row in visits}
    assert kinds == {"nsp-site", "ost-site", "rehabilitation-centre", "clean-zone"}


def one_of(store: Store, kind: str, uid: str) -> Row:
    """A record that is there."""
    with store.read() as session:
        row = one(session, kind, uid)
    assert row is not None
    return row


def test_the_release_and_its_translation(filled: Store) -> None:
    release = workshop_release(filled)
    assert (release["place"], release["date"], release["status"]) == (
        "Bishkek",
        dt.date(2019, 4, 25),
        "released",
    )
    assert release["participants"] == 26
    assert [ref.title for ref in release["amounts"]] == ["EUR 150,000.00"]
    with filled.read() as session:
        lists = {lists.field.back: lists for lists in related(session, "release", release.uid)}
    (translation,) = lists["Translations"].rows
    assert one_of(filled, "release", translation.uid)["language"] == "ru"
    assert lists["Partners"].count == 20
    assert lists["Quotes"].count == 2
    roles = {
        row["role"]
        for row in everything(filled, "release_facility", Filter("release", Op.IS, (release.uid,)))
    }
    assert roles == {"visited", "mentioned"}


def test_the_clean_zone_and_its_cost(filled: Store) -> None:
    (zone,) = everything(
        filled, "facility", Filter("serves", Op.IS, ("women",)), Filter("kind", Op.IS, ("clean-zone",))
    )
    (cost,) = everything(filled, "cost", Filter("facility", Op.IS, (zone.uid,)))
    assert (cost["amount"], cost["currency"], cost["approximate"]) == (Decimal("150000.00"), "EUR", True)


def test_a_person_who_moved(filled: Store) -> None:
    with filled.read() as session:
        (hit,) = search(session, "Токтосунов Азамат")
    posts = everything(filled, "post", Filter("contact", Op.IS, (hit.uid,)))
    assert {(post["partner"].title.split()[0], post["ended"]) for post in posts} == {
        ("Ministry", "2018-08"),
        ("Delegation", None),
    }


def test_contacts_are_found_in_both_scripts(filled: Store) -> None:
    with filled.read() as session:
        for text in ("Duishenov", "Дүйшенов", "Раҳимзода", "Rahimzoda", "oktam", "Ўктам"):
            assert search(session, text, kinds=["contact"]), text


@pytest.mark.parametrize(
    ("kind", "language", "day", "has"),
    [
        ("eu-paragraph", "en", dt.date(2019, 4, 25), "Twenty-eight"),
        ("eu-paragraph", "en", dt.date(2020, 2, 1), "Twenty-seven"),
        ("eu-paragraph", "ru", dt.date(2020, 1, 31), "двадцать восемь"),
        ("disclaimer", "ru", dt.date(2019, 4, 25), "консорциум"),
        ("contact-block", "en", dt.date(2019, 4, 25), "Asanalieva"),
    ],
)
def test_one_wording_is_valid_on_a_day(
    filled: Store, kind: str, language: str, day: dt.date, has: str
) -> None:
    asked = (Filter("kind", Op.IS, (kind,)), Filter("language", Op.IS, (language,)))
    (valid,) = [
        row
        for row in everything(filled, "wording", *asked)
        if row["valid_from"] <= day <= (row["valid_to"] or dt.date.max)
    ]
    assert has in valid["text"]


def test_every_wording_is_there_in_both_languages(filled: Store) -> None:
    there = {(row["kind"], row["language"]) for row in everything(filled, "wording")}
    kinds = {choice.code for choice in fields_of(RECORDS["wording"])["kind"].choices}
    assert there == {(kind, language) for kind in kinds for language in ("en", "ru")}


def test_addresses_and_numbers_reach_nobody() -> None:
    text = "\n".join(file.read_text(encoding="utf-8") for file in path("example").glob("*.toml"))
    domains = set(re.findall(r"[@/]([\w.-]+\.[a-z]+)", text))
    assert domains
    assert [name for name in domains if not re.search(r"(^|\.)example(\.|$)", name)] == []
    numbers = re.findall(r"\+[\d ]{9,}", text)
    assert len(numbers) > 50
    assert [number for number in numbers if "000" not in number.replace(" ", "")] == []
