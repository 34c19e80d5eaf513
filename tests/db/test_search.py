"""The one search box: what is found, in either script, and in which order."""

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal

import pytest

from db.search import entries, rebuild, search
from db.store import Store
from db.values import Reach


@pytest.fixture
def uids(store: Store) -> dict[str, str]:
    """Some records to be found; the uids by short keys."""
    with store.write("Fill") as writer:
        asel = writer.create(
            "contact",
            {
                "given_name": "Асель",
                "family_name": "Секимова",
                "kind": "media",
                "phones": (Reach("(312) 90 12 34", normal="+996312901234"),),
                "emails": (Reach("a.sekimova@example.kg"),),
                "languages": ("ky", "ru"),
                "birthday": dt.date(1990, 2, 28),
            },
        )
        release = writer.create("release", {"headline": "Partners meet in Bishkek", "body": "Aibek said so."})
        made = {
            "asel": asel,
            "release": release,
            "partner": writer.create(
                "partner", {"name": "Газета «Үлгү»", "website": "https://ulgu.example.kg"}
            ),
            "mention": writer.create("contact", {"given_name": "Other", "note": "a friend of Sekimova"}),
            "quote": writer.create("quote", {"release": release, "speaker": asel, "text": "Zones work well"}),
            "amount": writer.create(
                "amount", {"release": release, "value": Decimal("150000"), "currency": "EUR"}
            ),
        }
    return made


def found(store: Store, text: str, kinds: Sequence[str] = ()) -> list[str]:
    """The uids that a search answers with."""
    with store.read() as session:
        return [hit.uid for hit in search(session, text, kinds=kinds)]


@pytest.mark.parametrize(
    "text",
    ["секимова", "Sekimova", "SEKIM", "асель секимова", "sekimova asel", "a.sekimova@example.kg", 
     "+996312901234", "media asel", "сми секим", "1990-02-28"],
)  # fmt: skip
def test_a_contact_is_found(store: Store, uids: dict[str, str], text: str) -> None:
    assert found(store, text)[0] == uids["asel"]


def test_a_title_counts_more_than_a_note(store: Store, uids: dict[str, str]) -> None:
    assert found(store, "sekimova") == [uids["asel"], uids["mention"]]


def test_letters_of_the_region(store: Store, uids: dict[str, str]) -> None:
    assert found(store, "Үлгү") == found(store, "ulgu") == [uids["partner"]]


def test_a_part_answers_for_what_it_belongs_to(store: Store, uids: dict[str, str]) -> None:
    with store.read() as session:
        (hit,) = search(session, "zones work")
    assert (hit.kind, hit.uid, hit.title) == ("release", uids["release"], "Partners meet in Bishkek")
    assert hit.snippet == "Zones work well"


def test_the_snippet_shows_the_word(store: Store, uids: dict[str, str]) -> None:
    with store.write("Edit") as writer:
        writer.update("release", uids["release"], {"body": "word " * 50 + "Aibek said so. " + "more " * 50})
    with store.read() as session:
        (hit,) = search(session, "aibek")
    assert hit.snippet.startswith("… word")
    assert "Aibek said so." in hit.snippet
    assert hit.snippet.endswith("more …")
    assert len(hit.snippet) < 120


@pytest.mark.usefixtures("uids")
@pytest.mark.parametrize(
    "text", ["", "  ", "!?", '"', "'", "*", "nothing-like-this", "AND", "a OR b", "NEAR(", "😀"]
)
def test_what_finds_nothing_is_no_error(store: Store, text: str) -> None:
    assert found(store, text) == []


def test_only_some_kinds(store: Store, uids: dict[str, str]) -> None:
    assert found(store, "bishkek", ["contact", "partner"]) == []
    assert found(store, "bishkek", ["release"]) == [uids["release"]]


def test_the_index_follows_every_change(store: Store, uids: dict[str, str]) -> None:
    with store.write("Edit") as writer:
        writer.update("contact", uids["asel"], {"given_name": "Майрам"})
    assert found(store, "асель") == []
    assert found(store, "mayram") == [uids["asel"]]
    with store.write("Delete") as writer:
        writer.delete("contact", [uids["asel"]])
    assert found(store, "mayram") == []
    store.undo()
    assert found(store, "mayram") == [uids["asel"]]


def test_no_more_than_asked_for(store: Store) -> None:
    with store.write("Fill") as writer:
        for number in range(100):
            writer.create("contact", {"given_name": f"Person{number}"})
    with store.read() as session:
        assert len(search(session, "person", limit=7)) == 7


def test_a_rebuilt_index_finds_the_same(store: Store, uids: dict[str, str]) -> None:
    before = {text: found(store, text) for text in ("sekimova", "bishkek", "zones", "ulgu")}
    with store.write("Break") as writer:
        writer.session.execute(entries.delete())
        writer.session.connection().exec_driver_sql("DELETE FROM search_text")
    assert found(store, "sekimova") == []
    with store.write("Rebuild") as writer:
        assert rebuild(writer.session) == len(uids)
    assert {text: found(store, text) for text in before} == before
