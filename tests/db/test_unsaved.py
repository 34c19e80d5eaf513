"""What is typed and not written is kept beside the store: whole, encrypted where it is, and no longer."""

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest

from db.errors import NeedsPassphrase, WorldError
from db.queries import Ref
from db.store import Store
from db.unsaved import Typed, Unsaved, plain, unplain
from db.values import Reach

SECRET = "Записка для Асель о визите в клинику"


def typed(field: str = "note", draft: object = SECRET, uid: str = "u1") -> Typed:
    return Typed("contact", uid, field, draft, {field: None})


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store.open(tmp_path / "dateline.db")


def left(store: Store) -> tuple[Typed, ...]:
    """What the next run of the program finds."""
    again = Store.open(store.path, passphrase="correct horse")
    try:
        return Unsaved(again).left_over()
    finally:
        again.close()


def test_what_one_run_keeps_the_next_one_finds(store: Store) -> None:
    Unsaved(store).keep(
        [
            typed(),
            typed("emails", [["work", "kim@", True]]),
            Typed("release", "new", "headline", "Визит", {"headline": None}, {"language": "ru"}, is_new=True),
        ]
    )
    found = left(store)
    assert {(each.kind, each.field): each.draft for each in found} == {
        ("contact", "note"): SECRET,
        ("contact", "emails"): [["work", "kim@", True]],
        ("release", "headline"): "Визит",
    }
    assert [each.given for each in found if each.is_new] == [{"language": "ru"}]
    assert all(dt.datetime.fromisoformat(each.at) for each in found)


def test_nothing_unsaved_leaves_no_file(store: Store) -> None:
    unsaved = Unsaved(store)
    unsaved.keep([])
    assert not store.unsaved.exists()
    unsaved.keep([typed()])
    assert store.unsaved.exists()
    unsaved.keep([])
    assert [path.name for path in store.path.parent.glob("*unsaved*")] == []


def test_what_is_typed_now_does_not_replace_what_is_left(store: Store) -> None:
    Unsaved(store).keep([typed()])
    now = Unsaved(store)
    now.keep([typed(draft="Another text")])
    assert [each.draft for each in now.left_over()] == [SECRET]
    now.keep([typed(draft="Another text")], forget=[each.key for each in now.left_over()])
    assert [each.draft for each in now.all()] == ["Another text"]


def test_a_record_is_forgotten_to_the_last_byte(store: Store) -> None:
    unsaved = Unsaved(store)
    unsaved.keep([typed(), typed(draft="Stays", uid="u2")])
    unsaved.forget_record("u1")
    assert [each.draft for each in unsaved.all()] == ["Stays"]
    assert SECRET.encode() not in store.unsaved.read_bytes()
    unsaved.forget([each.key for each in unsaved.all()])
    assert not store.unsaved.exists()


def test_a_copy_of_the_store_carries_nothing_of_it(store: Store, tmp_path: Path) -> None:
    Unsaved(store).keep([typed()])
    store.copy_to(tmp_path / "copies" / "copy.db")
    assert [path.name for path in (tmp_path / "copies").iterdir()] == ["copy.db"]
    assert SECRET.encode() not in (tmp_path / "copies" / "copy.db").read_bytes()


def test_it_waits_for_no_batch_that_is_under_way(store: Store) -> None:
    with store.write("A long import") as writer:
        writer.create("contact", {"family_name": "Ким"})
        Unsaved(store).keep([typed()])
        assert left(store)


def test_under_a_passphrase_no_byte_of_it_is_plain(store: Store) -> None:
    unsaved = Unsaved(store)
    unsaved.keep([typed()])
    assert SECRET.encode() in store.unsaved.read_bytes()
    store.protect("correct horse")
    assert SECRET.encode() not in store.unsaved.read_bytes()
    assert [each.draft for each in left(store)] == [SECRET]
    unsaved.keep([typed(draft=SECRET * 2)])
    assert SECRET.encode() not in store.unsaved.read_bytes()
    store.lock()
    with pytest.raises(NeedsPassphrase):
        unsaved.keep([typed()])
    store.unlock("correct horse")
    store.protect(None)
    assert [each.draft for each in left(store)] == [SECRET * 2]


def test_a_file_from_before_the_protection_is_protected_by_the_next_run(store: Store) -> None:
    Unsaved(store).keep([typed()])
    before = store.unsaved.read_bytes()
    store.protect("correct horse")
    # As where Dateline was killed between the two files.
    store.unsaved.write_bytes(before)
    assert [each.draft for each in left(store)] == [SECRET]
    assert SECRET.encode() not in store.unsaved.read_bytes()


def test_a_file_that_nobody_can_read_is_set_aside_in_a_sentence(store: Store) -> None:
    store.unsaved.write_bytes(b"no database at all " * 300)
    unsaved = Unsaved(store)
    with pytest.raises(WorldError) as said:
        unsaved.left_over()
    assert str(said.value) == (
        "dateline.db.unsaved can't be read, so what was typed and not saved before is not offered. "
        "It is now dateline.db.unsaved-damaged."
    )
    unsaved.keep([typed()])
    assert [each.draft for each in left(store)] == [SECRET]


def test_a_plain_file_that_nobody_can_read_does_not_lie_beside_a_protected_store(store: Store) -> None:
    store.protect("correct horse")
    store.unsaved.write_bytes(SECRET.encode() * 300)
    unsaved = Unsaved(store)
    with pytest.raises(WorldError) as said:
        unsaved.left_over()
    assert str(said.value) == (
        "dateline.db.unsaved can't be read, so what was typed and not saved before is lost."
    )
    assert [path.name for path in store.path.parent.glob("*unsaved*")] == []
    unsaved.keep([typed()])
    assert [each.draft for each in left(store)] == [SECRET]


def test_a_store_that_is_only_read_keeps_nothing_and_loses_nothing(store: Store) -> None:
    Unsaved(store).keep([typed()])
    before = store.unsaved.read_bytes()
    store.close()
    reading = Unsaved(Store.open(store.path, read_only=True))
    reading.keep([typed(draft="Other")])
    assert reading.all() == ()
    assert store.unsaved.read_bytes() == before


def test_values_go_to_json_and_back() -> None:
    emails = (Reach("kim@example.kg", "work", True),)
    values = {"birthday": dt.date(1980, 4, 25), "emails": emails, "note": None}
    assert unplain("contact", plain("contact", values)) == values
    assert plain("post", {"contact": Ref("contact", "u1", "Ким")}) == {"contact": "u1"}
    assert plain("cost", {"amount": Decimal("12.5")}) == {"amount": "12.50"}
