"""The file of an open store is moved, deleted or replaced: nothing is written where nobody finds it."""

import os
import shutil
import sqlite3
from pathlib import Path

import pytest
import sqlalchemy as sa

from db.errors import WorldError
from db.records.contact import Contact
from db.store import Store

pytestmark = pytest.mark.skipif(os.name == "nt", reason="an open file stays where it is there")


def add(store: Store, name: str) -> None:
    """Write one contact."""
    with store.write("New contact") as writer:
        writer.create("contact", {"family_name": name})


def names(store: Store) -> list[str]:
    """The titles of the contacts of an open store."""
    with store.read() as session:
        return sorted(session.scalars(sa.select(Contact.title)))


def held(path: Path) -> list[str]:
    """The titles of the contacts in a file that nobody has open."""
    store = Store.open(path, create=False)
    found = names(store)
    assert store.integrity() == []
    store.close()
    return found


def kept(store: Store) -> list[Path]:
    """What was kept beside a store."""
    return list(store.path.parent.glob("dateline-kept-*.db"))


def test_a_file_that_was_moved_is_missed_and_used_again_when_it_is_back(store: Store, tmp_path: Path) -> None:
    add(store, "Omarova")
    away = tmp_path / "elsewhere.db"
    store.path.rename(away)
    with pytest.raises(WorldError, match=r"dateline\.db is no longer in .*Put it back"):
        add(store, "Nurlanova")
    with pytest.raises(WorldError, match="no longer in"):
        names(store)
    with pytest.raises(WorldError, match="no longer in"):
        store.version()
    assert not store.path.exists()
    away.rename(store.path)
    add(store, "Nurlanova")
    assert names(store) == ["Nurlanova", "Omarova"]
    store.close()
    assert held(store.path) == ["Nurlanova", "Omarova"]
    assert kept(store) == []


def test_a_copy_that_was_put_back_is_taken_up_and_nothing_is_kept(store: Store, tmp_path: Path) -> None:
    add(store, "Omarova")
    store.copy_to(tmp_path / "copies" / "copy.db")
    store.path.unlink()
    shutil.copy(tmp_path / "copies" / "copy.db", store.path)
    store.version()
    add(store, "Nurlanova")
    assert names(store) == ["Nurlanova", "Omarova"]
    assert kept(store) == []
    store.close()
    assert held(store.path) == ["Nurlanova", "Omarova"]


def test_another_file_in_its_place_is_shown_and_what_was_there_is_kept(store: Store, tmp_path: Path) -> None:
    add(store, "Omarova")
    store.copy_to(tmp_path / "copies" / "old.db")
    add(store, "Nurlanova")
    os.replace(tmp_path / "copies" / "old.db", store.path)
    with pytest.raises(WorldError, match="Another file has taken the place"):
        add(store, "Sekimova")
    with pytest.raises(WorldError, match=r"was replaced by another file.*dateline-kept-.*\.db"):
        store.version()
    store.version()
    assert names(store) == ["Omarova"]
    assert store.integrity() == []
    add(store, "Sekimova")
    store.close()
    assert held(store.path) == ["Omarova", "Sekimova"]
    assert [held(path) for path in kept(store)] == [["Nurlanova", "Omarova"]]


@pytest.mark.parametrize("content", [b"", b"no store at all " * 1000], ids=["empty", "garbage"])
def test_what_is_no_store_is_not_taken_up(store: Store, content: bytes) -> None:
    add(store, "Omarova")
    away = store.path.rename(store.path.with_name("away.db"))
    store.path.write_bytes(content)
    for _ in range(2):
        with pytest.raises(WorldError):
            store.version()
    assert store.path.read_bytes() == content
    os.replace(away, store.path)
    add(store, "Nurlanova")
    assert names(store) == ["Nurlanova", "Omarova"]


def test_closing_keeps_what_was_in_a_file_that_is_gone(store: Store) -> None:
    add(store, "Omarova")
    store.path.unlink()
    store.close()
    assert [held(path) for path in kept(store)] == [["Omarova"]]


def test_a_store_that_is_gone_can_be_backed_up(store: Store, tmp_path: Path) -> None:
    add(store, "Omarova")
    store.path.unlink()
    store.copy_to(tmp_path / "copies" / "copy.db")
    assert held(tmp_path / "copies" / "copy.db") == ["Omarova"]


def test_the_log_of_the_old_file_does_not_come_over_the_new_one(store: Store, tmp_path: Path) -> None:
    other = Store.open(tmp_path / "other" / "dateline.db")
    for number in range(60):
        add(other, f"Other {number}")
    other.close()
    add(store, "Omarova")
    new = (tmp_path / "other" / "dateline.db").read_bytes()
    os.replace(tmp_path / "other" / "dateline.db", store.path)
    store.close()
    assert store.path.read_bytes() == new
    with sqlite3.connect(store.path) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()
    assert [held(path) for path in kept(store)] == [["Omarova"]]
