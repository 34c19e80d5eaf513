"""The doctor: finds what is wrong, mends what follows from the records, and changes nothing else."""

import sqlite3

import pytest

from db.doctor import Severity, examine
from db.journal import history
from db.queries import View, as_json, list_ids, rows
from db.search import search
from db.store import Store


@pytest.fixture
def uid(store: Store) -> str:
    """The uid of a contact among some records."""
    with store.write("Fill") as writer:
        partner = writer.create("partner", {"name": "GIZ"})
        asel = writer.create("contact", {"given_name": "Asel", "family_name": "Sekimova"})
        writer.create("post", {"contact": asel, "partner": partner, "job_title": "Officer"})
    return asel


def damage(store: Store, *statements: str) -> None:
    """Do to the file what Dateline would never do."""
    with sqlite3.connect(store.path) as connection:
        for statement in statements:
            connection.execute(statement)
    connection.close()


@pytest.mark.usefixtures("uid")
def test_a_healthy_store(store: Store) -> None:
    assert examine(store) == []


@pytest.mark.usefixtures("uid")
@pytest.mark.parametrize(
    "broken",
    [
        "UPDATE contact SET created = '2026-11=24 18:59:10.000000'",
        "UPDATE contact SET uid = CAST('a' AS BLOB)",
        "ALTER TABLE quote RENAME COLUMN text TO tex4",
    ],
)
def test_what_cannot_be_read_is_a_finding(store: Store, broken: str) -> None:
    damage(store, broken)
    assert examine(store, mend=False)[0].severity is Severity.ERROR


def test_an_empty_store(store: Store) -> None:
    assert examine(store) == []


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM search_text",
        "DELETE FROM search_entry",
        "DELETE FROM search_text WHERE rowid = 2",
        "DELETE FROM search_entry WHERE id = 2",
        "UPDATE search_text SET body = 'something else' WHERE rowid = 2",
        "INSERT INTO search_text(rowid, title, body) VALUES (99, 'ghost', 'ghost')",
    ],
)
def test_a_search_index_that_does_not_fit_is_made_anew(store: Store, uid: str, statement: str) -> None:
    damage(store, statement)
    (finding,) = examine(store, mend=False)
    assert (finding.rule, finding.severity, finding.mended) == ("search", Severity.WARNING, False)
    assert examine(store, mend=False) == [finding]
    (mended,) = examine(store)
    assert mended.mended
    assert examine(store) == []
    with store.read() as session:
        assert [hit.uid for hit in search(session, "sekimova")] == [uid]
        assert search(session, "ghost") == []


def test_wrong_titles_are_derived_again(store: Store, uid: str) -> None:
    damage(store, "UPDATE contact SET title = 'Somebody'", "UPDATE partner SET title_key = ''")
    found = {finding.rule: finding for finding in examine(store)}
    assert found["titles"].message == "2 records had wrong titles."
    assert found["titles"].mended
    assert examine(store) == []
    with store.read() as session:
        assert rows(session, "contact", [1])[0].title == "Sekimova Asel"
        assert search(session, "sekimova")[0].title == "Sekimova Asel"


@pytest.mark.usefixtures("uid")
def test_mending_changes_nothing_that_a_person_wrote(store: Store) -> None:
    def everything() -> list[object]:
        with store.read() as session:
            listed = rows(session, "contact", list_ids(session, View("contact")))
            return [*map(as_json, listed), *history(session)]

    before = everything()
    damage(store, "UPDATE contact SET title = 'Somebody'")
    examine(store)
    assert everything() == before


@pytest.mark.usefixtures("uid")
def test_a_broken_link_is_reported_and_left(store: Store) -> None:
    damage(store, "UPDATE post SET partner = 'no such uid'")
    found = {finding.rule: finding for finding in examine(store)}
    assert set(found) == {"links", "journal"}
    assert (found["links"].severity, found["links"].mended) == (Severity.ERROR, False)
    assert "Partner leads to a record that is not there" in found["links"].message
