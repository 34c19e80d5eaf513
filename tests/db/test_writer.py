"""One way to write: what a batch does, and what it says that it did."""

import pytest

from db.journal import history
from db.queries import View, count, list_ids, one, rows
from db.records import fields_of, record_type
from db.search import search
from db.store import Store
from db.writer import Changes


def test_listeners_hear_what_a_batch_did(store: Store) -> None:
    told: list[Changes] = []
    store.listeners.append(told.append)
    with store.write("Add") as writer:
        asel = writer.create("contact", {"given_name": "Asel"})
        partner = writer.create("partner", {"name": "GIZ"})
        post = writer.create("post", {"contact": asel, "partner": partner})
    with store.write("Tidy") as writer:
        writer.update("partner", partner, {"acronym": "GIZ"})
        writer.delete("contact", [asel])
    assert told[0].created == {"contact": {asel}, "partner": {partner}, "post": {post}}
    assert told[1].updated == {"partner": {partner}}
    assert told[1].deleted == {"contact": {asel}, "post": {post}}
    assert told[1].kinds == {"partner", "contact", "post"}
    assert [changes.label for changes in told] == ["Add", "Tidy"]


def test_a_batch_that_changes_nothing_is_none(store: Store) -> None:
    told: list[Changes] = []
    with store.write("Add") as writer:
        asel = writer.create("contact", {"given_name": "Asel", "phones": ()})
    store.listeners.append(told.append)
    with store.write("Nothing") as writer:
        assert not writer.update("contact", asel, {"given_name": "Asel", "family_name": "", "phones": ()})
        gone = writer.create("contact", {"given_name": "Brief"})
        writer.delete("contact", [gone])
        writer.update("contact", asel, {"given_name": "Other"})
        writer.update("contact", asel, {"given_name": "Asel"})
    with store.read() as session:
        assert [entry.label for entry in history(session)] == ["Add"]
        assert count(session, View("contact")) == 1
    assert told == []


def test_several_changes_of_one_record_are_one(store: Store) -> None:
    with store.write("Add") as writer:
        asel = writer.create("contact", {"given_name": "A", "note": "old"})
    with store.write("Edit") as writer:
        writer.update("contact", asel, {"given_name": "B", "city": "Osh"})
        writer.update("contact", asel, {"given_name": "C", "city": None})
    with store.read() as session:
        (edit,) = history(session, asel)[0].changes
    assert edit.operation == "update"
    assert edit.fields == {"given_name": ["A", "C"]}


def test_edited_then_deleted_in_one_batch_comes_back_as_it_was(store: Store) -> None:
    with store.write("Add") as writer:
        asel = writer.create("contact", {"given_name": "Asel", "city": "Osh"})
    with store.write("Edit and delete") as writer:
        writer.update("contact", asel, {"city": None, "country": "KG"})
        writer.delete("contact", [asel])
    store.undo()
    with store.read() as session:
        row = one(session, "contact", asel)
    assert row is not None
    assert (row["given_name"], row["city"], row["country"]) == ("Asel", "Osh", None)


def test_deleted_and_made_again_in_one_batch(store: Store) -> None:
    with store.write("Add") as writer:
        asel = writer.create("contact", {"given_name": "Asel", "city": "Osh"})
    with store.write("Replace") as writer:
        writer.delete("contact", [asel])
        writer.create("contact", {"given_name": "Asel", "country": "KG"}, uid=asel)
    with store.read() as session:
        (replaced,) = history(session, asel)[0].changes
        assert search(session, "asel")[0].uid == asel
    assert replaced.fields == {"city": ["Osh", None], "country": [None, "KG"]}
    store.undo()
    with store.read() as session:
        row = one(session, "contact", asel)
    assert row is not None
    assert (row["city"], row["country"]) == ("Osh", None)


def test_deleting_takes_what_belongs_and_frees_what_refers(store: Store) -> None:
    with store.write("Add") as writer:
        giz = writer.create("partner", {"name": "GIZ"})
        office = writer.create("partner", {"name": "Office", "parent": giz})
        facility = writer.create("facility", {"name": "Clean zone", "host": giz})
        asel = writer.create("contact", {"given_name": "Asel"})
        writer.create("post", {"contact": asel, "partner": giz})
        writer.create("cost", {"facility": facility, "funder": giz})
    with store.write("Delete") as writer:
        writer.delete("partner", [giz])
    with store.read() as session:
        assert count(session, View("post")) == 0
        hosted, below = one(session, "facility", facility), one(session, "partner", office)
        assert hosted is not None and hosted["host"] is None
        assert below is not None and below["parent"] is None
        assert count(session, View("cost")) == 1
    store.undo()
    with store.read() as session:
        hosted, below = one(session, "facility", facility), one(session, "partner", office)
        person = one(session, "contact", asel)
        assert hosted is not None and hosted["host"].title == "GIZ"
        assert below is not None and below["parent"].title == "GIZ"
        assert person is not None and [ref.title for ref in person["partner"]] == ["GIZ"]


def test_deleting_more_than_one_statement_carries(store: Store) -> None:
    with store.write("Add") as writer:
        top = writer.create("partner", {"name": "Top"})
        below = [writer.create("partner", {"name": f"Body {n}", "parent": top}) for n in range(1200)]
    with store.write("Delete") as writer:
        writer.delete("partner", [*below, top])
    with store.read() as session:
        assert count(session, View("partner")) == 0
    store.undo()
    with store.read() as session:
        found = rows(session, "partner", list_ids(session, View("partner")), ["parent"])
        assert sum(row["parent"] is not None for row in found) == 1200


def test_deleting_nothing(store: Store) -> None:
    with store.write("Delete") as writer:
        writer.delete("contacts", ["no such uid"])
    with store.read() as session:
        assert history(session) == []


@pytest.mark.parametrize("kind", ["contact", "contacts"])
def test_a_kind_may_be_named_in_the_plural(store: Store, kind: str) -> None:
    with store.write("Add") as writer:
        uid = writer.create(kind, {"given_name": "Asel"})
        writer.update(kind, uid, {"family_name": "Sekimova"})
    with store.read() as session:
        row = one(session, kind, uid)
    assert row is not None and row.title == "Sekimova Asel"


def test_a_field_that_does_not_exist_is_a_fault_of_ours(store: Store) -> None:
    with pytest.raises(KeyError, match="shoe_size"), store.write("Add") as writer:
        writer.create("contact", {"shoe_size": 38})
    with pytest.raises(LookupError), store.write("Edit") as writer:
        writer.update("contact", "no such uid", {"given_name": "Asel"})


def test_titles_follow_the_fields(store: Store) -> None:
    with store.write("Add") as writer:
        asel = writer.create("contact", {"given_name": "Асель", "family_name": "Секимова"})
    with store.write("Edit") as writer:
        writer.update("contact", asel, {"patronymic": "Бакытовна"})
    with store.read() as session:
        record = session.get_one(record_type("contact"), 1)
        assert record.title == "Секимова Асель Бакытовна"
        assert record.title_key == "sekimova asel bakytovna"


def test_what_comes_back_was_added_when_it_was(store: Store) -> None:
    with store.write("Add") as writer:
        asel = writer.create("contact", {"given_name": "Asel"})
        writer.session.flush()
    with store.write("Long ago") as writer:
        sql = "UPDATE {} SET {} = '2019-04-25 10:00:00.000000'"
        for table, column in (("batch", "at"), ("contact", "created")):
            writer.session.connection().exec_driver_sql(sql.format(table, column))
    with store.write("Delete") as writer:
        writer.delete("contact", [asel])
    store.undo()
    with store.read() as session:
        row = one(session, "contact", asel)
    assert row is not None
    assert row["created"] == "2019-04-25T10:00:00+00:00"


def test_a_reference_that_leads_nowhere_is_refused(store: Store) -> None:
    with pytest.raises(Exception, match="FOREIGN KEY"), store.write("Add") as writer:
        writer.create("facility", {"name": "Clean zone", "host": "no such uid"})
    with store.read() as session:
        assert count(session, View("facility")) == 0


def test_every_kind_can_be_written_empty(store: Store) -> None:
    from db.records import RECORDS

    with store.write("Add") as writer:
        uids = {kind: writer.create(kind, {}) for kind in RECORDS}
    with store.read() as session:
        for kind, uid in uids.items():
            row = one(session, kind, uid)
            assert row is not None
            assert all(row[name] in (None, ()) for name in fields_of(RECORDS[kind]))
