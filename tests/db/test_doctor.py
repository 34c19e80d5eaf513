"""The doctor: finds what is wrong, mends what follows from the records, and changes nothing else."""

import sqlite3

import pytest

from db.backup import backup
from db.doctor import Severity, differences, examine, look_around, put_back
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
        "UPDATE change SET uid = CAST('a' AS BLOB)",
        "UPDATE partner SET modified = 7",
        "ALTER TABLE quote RENAME COLUMN text TO tex4",
        "ALTER TABLE batch RENAME TO batc4",
    ],
)
def test_what_cannot_be_read_is_a_finding(store: Store, broken: str) -> None:
    damage(store, broken)
    assert examine(store, mend=False)[0].severity is Severity.ERROR


def test_a_fault_of_ours_is_not_taken_for_damage(store: Store) -> None:
    def faulty(_done: int, _total: int) -> None:
        raise ValueError("a fault of ours")

    with pytest.raises(ValueError, match="ours"):
        examine(store, progress=faulty)


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


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("UPDATE contact SET given_name = 'Asfl'", "Given name is “Asfl”, its history says “Asel”"),
        ("UPDATE contact SET birthday = 'no date'", "Birthday is “unreadable”, its history says “–”"),
        ("UPDATE contact SET phones = '[{]'", "is “unreadable”, its history says “–”"),
        ("DELETE FROM post", "is missing, though its history says that it is there"),
    ],
)
def test_a_record_that_is_not_what_its_history_says_can_be_put_back(
    store: Store, uid: str, statement: str, said: str
) -> None:
    damage(store, statement)
    told = [finding for finding in examine(store) if finding.rule == "journal"]
    assert [(finding.severity, finding.mended) for finding in told] == [(Severity.ERROR, False)]
    assert said in told[0].message
    assert put_back(store, differences(store)) == 1
    assert examine(store) == []
    with store.read() as session:
        assert search(session, "asel sekimova")[0].uid == uid
        # What was no value at all goes without a word: there is nothing to come back to.
        wanted = "Fill" if "unreadable" in said else "Put back what the history says"
        assert history(session)[0].label == wanted


@pytest.mark.parametrize(
    ("was", "now", "said"),
    [
        ('["Asel", "Aizat"]', '["Asfl", "Aizat"]', "Given name does not hold together at “Rename”"),
        ('["Asel", "Aizat"]', '["Asel", "Aizau"]', "Given name does not hold together at “Again”"),
        ('["Asel", "Aizat"]', '["Asel", "Aizat"', "all fields does not hold together at “Rename”"),
    ],
)
def test_a_change_that_does_not_go_on_from_the_one_before_is_told(
    store: Store, uid: str, was: str, now: str, said: str
) -> None:
    for label, name in (("Rename", "Aizat"), ("Again", "Asel")):
        with store.write(label) as writer:
            writer.update("contact", uid, {"given_name": name})
    assert examine(store) == []
    damage(store, f"UPDATE change SET fields = replace(fields, '{was}', '{now}')")
    finding = examine(store)[0]
    assert (finding.rule, finding.severity) == ("chain", Severity.WARNING)
    assert finding.message.startswith("Contact “Sekimova Asel”: the history of ")
    assert said in finding.message


def test_a_record_of_which_the_history_knows_nothing_is_left(store: Store, uid: str) -> None:
    damage(store, "DELETE FROM change WHERE kind = 'post'")
    (finding,) = examine(store)
    assert "is there, though its history does not say so" in finding.message
    assert put_back(store, differences(store)) == 0
    with store.read() as session:
        assert as_json(rows(session, "post", [1])[0])["contact"] == uid


@pytest.mark.usefixtures("uid")
def test_an_index_that_is_damaged_is_made_anew(store: Store) -> None:
    place = "sqlite_master WHERE name = 'ix_contact_title_key'"
    with sqlite3.connect(store.path) as connection:
        (index,) = connection.execute(f"SELECT * FROM {place}").fetchall()
    connection.close()
    damage(store, "PRAGMA writable_schema = ON", f"DELETE FROM {place}")
    damage(store, "UPDATE contact SET title_key = 'elsewhere'")
    connection = sqlite3.connect(store.path, isolation_level=None)
    connection.execute("PRAGMA writable_schema = ON")
    connection.execute("INSERT INTO sqlite_master VALUES (?, ?, ?, ?, ?)", index)
    connection.close()
    again = Store.open(store.path)
    assert {finding.rule for finding in examine(again)} == {"index", "titles"}
    assert examine(again) == []
    again.close()


@pytest.mark.usefixtures("uid")
def test_marks_of_undo_that_do_not_fit_are_mended(store: Store) -> None:
    store.undo()
    damage(store, "UPDATE batch SET undone = NOT undone")
    (finding,) = examine(store)
    assert (finding.rule, finding.mended) == ("history", True)
    assert examine(store) == []
    assert store.redo() == "Fill"


@pytest.mark.usefixtures("uid")
def test_a_part_that_belongs_to_nothing_and_an_unknown_choice_are_told(store: Store) -> None:
    with store.write("Odd") as writer:
        writer.create("post", {"job_title": "Officer"})
        writer.create("contact", {"given_name": "Bakyt", "kind": "martian"})
    messages = [finding.message for finding in examine(store)]
    assert "Post “Officer” belongs to nothing." in messages
    assert "Kind is “martian” in 1 contact: that is none of its choices." in messages


def test_what_lies_beside_the_store_is_told(store: Store) -> None:
    (finding,) = look_around(store)
    assert "There is no backup yet" in finding.message
    store.path.with_name("dateline.db.part").touch()
    store.path.with_name("dateline-damaged-2026-04-02.db").touch()
    spoilt = backup(store)
    spoilt.write_bytes(spoilt.read_bytes()[:20_000])
    found = {finding.rule: finding.message for finding in look_around(store)}
    assert set(found) == {"left over", "set aside", "backups"}
    assert "can't be used" in found["backups"]
