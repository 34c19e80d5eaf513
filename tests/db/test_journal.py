"""The memory of the store: undo, redo, history, and how a record stood."""

import datetime as dt
from decimal import Decimal
from typing import Any

from db.journal import as_of, history, latest, to_redo, to_undo
from db.queries import View, count, one
from db.search import search
from db.store import Store
from db.values import Reach


def add(store: Store, name: str, **values: Any) -> str:
    """A contact, in a batch of its own."""
    with store.write(f"Add {name}") as writer:
        return writer.create("contact", {"given_name": name, **values})


def labels(store: Store) -> tuple[str | None, str | None]:
    """What undo and redo offer."""
    with store.read() as session:
        undo, redo = to_undo(session), to_redo(session)
    return (undo.label if undo else None, redo.label if redo else None)


def contacts(store: Store) -> int:
    """How many contacts there are."""
    with store.read() as session:
        return count(session, View("contact"))


def test_undo_and_redo_walk_back_and_forth(store: Store) -> None:
    for name in ("A", "B", "C"):
        add(store, name)
    assert [store.undo(), store.undo()] == ["Add C", "Add B"]
    assert labels(store) == ("Add A", "Add B")
    assert store.redo() == "Add B"
    assert labels(store) == ("Add B", "Add C")
    assert store.redo() == "Add C"
    assert labels(store) == ("Add C", None)
    assert store.redo() is None
    assert [store.undo() for _ in range(4)] == ["Add C", "Add B", "Add A", None]
    assert contacts(store) == 0


def test_a_new_change_ends_redo(store: Store) -> None:
    add(store, "A")
    add(store, "B")
    store.undo()
    assert labels(store) == ("Add A", "Add B")
    add(store, "C")
    assert labels(store) == ("Add C", None)
    assert store.redo() is None
    assert [store.undo(), store.undo()] == ["Add C", "Add A"]
    assert [store.redo(), store.redo(), store.redo()] == ["Add A", "Add C", None]


def test_undo_outlives_a_restart(store: Store) -> None:
    asel = add(store, "Asel", phones=(Reach("0312 00", "work", True, "+99631200"),))
    with store.write("Delete") as writer:
        writer.delete("contact", [asel])
    store.close()
    again = Store.open(store.path)
    assert again.undo() == "Delete"
    again.close()
    again = Store.open(store.path)
    with again.read() as session:
        row = one(session, "contact", asel)
        assert [hit.uid for hit in search(session, "asel")] == [asel]
    assert row is not None
    assert row["phones"] == (Reach("0312 00", "work", True, "+99631200"),)
    assert again.redo() == "Delete"
    assert contacts(again) == 0
    again.close()


def test_an_import_of_thousands_is_undone_in_one_go(store: Store) -> None:
    with store.write("Import") as writer:
        partner = writer.create("partner", {"name": "Example Daily"})
        for number in range(5000):
            person = writer.create("contact", {"given_name": f"Person {number}", "country": "KG"})
            if number % 10 == 0:
                writer.create("post", {"contact": person, "partner": partner})
    assert store.undo() == "Import"
    with store.read() as session:
        assert [count(session, View(kind)) for kind in ("contact", "partner", "post")] == [0, 0, 0]
        assert search(session, "person") == []
        assert len(history(session)) == 2
    assert store.redo() == "Import"
    assert contacts(store) == 5000
    assert store.integrity() == []


def test_history_tells_what_was_done(store: Store) -> None:
    asel = add(store, "Asel")
    add(store, "Other")
    with store.write("Correct the name") as writer:
        writer.update("contact", asel, {"family_name": "Sekimova", "birthday": dt.date(1990, 2, 28)})
    store.undo()
    with store.read() as session:
        everything, hers = history(session), history(session, asel)
        older = history(session, before=everything[1].batch, limit=1)
    assert [entry.label for entry in everything] == [
        "Undo: Correct the name",
        "Correct the name",
        "Add Other",
        "Add Asel",
    ]
    assert [entry.undone for entry in everything] == [False, True, False, False]
    assert everything[0].undoes == everything[1].batch
    assert [entry.label for entry in hers] == ["Undo: Correct the name", "Correct the name", "Add Asel"]
    assert hers[1].changes[0].fields == {
        "family_name": [None, "Sekimova"],
        "birthday": [None, "1990-02-28"],
    }
    assert [entry.label for entry in older] == ["Add Other"]
    assert abs(everything[0].at - dt.datetime.now(dt.UTC).replace(tzinfo=None)) < dt.timedelta(minutes=1)


def test_a_record_as_it_stood(store: Store) -> None:
    asel = add(store, "Asel", languages=("ky", "ru"), note="first")
    with store.read() as session:
        first = latest(session)
    with store.write("Edit") as writer:
        writer.update("contact", asel, {"note": None, "languages": (), "birthday": dt.date(1990, 2, 28)})
    with store.read() as session:
        edited = latest(session)
    with store.write("Delete") as writer:
        writer.delete("contact", [asel])
    with store.read() as session:
        before = as_of(session, "contact", asel, first - 1)
        at_first, then = as_of(session, "contact", asel, first), as_of(session, "contact", asel, edited)
        now = as_of(session, "contact", asel, latest(session))
    assert before is None and now is None
    assert at_first is not None and then is not None
    assert (at_first["languages"], at_first["note"], at_first["birthday"]) == (("ky", "ru"), "first", None)
    assert (then["languages"], then["note"], then["birthday"]) == ((), None, dt.date(1990, 2, 28))


def test_money_keeps_its_cents_through_undo(store: Store) -> None:
    with store.write("Add") as writer:
        facility = writer.create("facility", {"name": "Clean zone"})
        cost = writer.create("cost", {"facility": facility, "amount": Decimal("149999.99")})
    with store.write("Delete") as writer:
        writer.delete("facility", [facility])
    store.undo()
    with store.read() as session:
        row = one(session, "cost", cost)
    assert row is not None
    assert row["amount"] == Decimal("149999.99")


def test_a_store_never_written_to(store: Store) -> None:
    with store.read() as session:
        assert latest(session) == 0
        assert history(session) == []
    assert labels(store) == (None, None)
    assert store.undo() is None
