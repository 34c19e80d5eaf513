"""The store and its backups under a passphrase, in one go."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from db import backup, protection
from db.store import Store, is_encrypted, kept

NAME = "Sekimova"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = Store.open(tmp_path / "store" / "dateline.db")
    with made.write("New contact") as writer:
        writer.create("contact", {"family_name": NAME})
    yield made
    made.close()


def tells(folder: Path) -> list[str]:
    """The files in a folder that hold the name."""
    return [file.name for file in folder.rglob("*") if file.is_file() and NAME.encode() in file.read_bytes()]


def test_all_backups_come_along(store: Store) -> None:
    folder = store.path.parent
    made = [backup.backup(store), backup.backup(store, reason="before-import")]
    aside = folder / "dateline-before-3.db"
    store.copy_to(aside)
    heard: list[tuple[int, int]] = []
    assert protection.protect(store, "first passphrase", lambda *said: heard.append(said)) == []
    assert tells(folder) == []
    assert all(map(is_encrypted, [*made, aside]))
    assert heard == [(0, 4), (1, 4), (2, 4), (3, 4)]
    protection.protect(store, "second passphrase")
    Store.open(made[0], passphrase="second passphrase").close()
    protection.protect(store, None)
    assert not any(map(is_encrypted, [*made, aside]))


def test_a_backup_that_cannot_come_along_is_named(store: Store) -> None:
    made = backup.backup(store)
    protection.protect(store, "first passphrase")
    store.protect("second passphrase")  # the backup stays under the first
    (left,) = protection.protect(store, "third passphrase")
    assert left.path == made
    assert left.why == f"{made.name} is under another passphrase."


def test_what_was_left_to_do_is_done_at_the_next_start(store: Store) -> None:
    made = backup.backup(store)
    store.protect("first passphrase")  # and stopped before the backups
    assert tells(made.parent) == [made.name]
    assert protection.cover(store) == []
    assert tells(made.parent) == []
    Store.open(made, passphrase="first passphrase").close()


def test_what_the_window_remembers_is_under_the_key(store: Store) -> None:
    assert kept.read(store) is None
    store.protect("first passphrase")
    kept.write(store, {"view/contact": NAME})
    assert kept.read(store) == {"view/contact": NAME}
    assert tells(store.path.parent) == []
    store.protect("second passphrase")
    assert kept.read(store) == {"view/contact": NAME}
    assert tells(store.path.parent) == []
    store.protect(None)
    assert kept.read(store) == {"view/contact": NAME}
    kept.forget(store)
    assert kept.read(store) is None
