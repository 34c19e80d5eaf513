"""The store and its backups under a passphrase, in one go."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from db import backup, protection
from db.records.contact import Contact
from db.store import Store, is_encrypted, kept

ROOT = Path(__file__).parent.parent.parent

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


def test_what_was_kept_of_damaged_files_is_named(store: Store) -> None:
    names = [
        "dateline-damaged-2026-04-02.db",
        "dateline-damaged-2026-04-02.txt",
        "dateline.db.unsaved-damaged",
    ]
    for name in names:
        store.path.with_name(name).write_text(NAME)
    left = protection.protect(store, "first passphrase")
    assert [each.path.name for each in left] == names == sorted(tells(store.path.parent))
    assert left[0].why.startswith(
        f"{names[0]} was kept of a damaged file and is not under the new passphrase."
    )
    assert protection.protect(store, None) == []


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


KILLED = """
import os, sys
from pathlib import Path
from db import protection
from db.store import Store, rewriting

path, step, before, after = Path(sys.argv[1]), *sys.argv[2:]
store = Store.open(path, passphrase=before or None)
replace = os.replace

def stop(source, target):
    if step == "after":
        replace(source, target)
    os._exit(9)

rewriting.os.replace = stop
protection.protect(store, after or None)
"""


@pytest.mark.parametrize("step", ["before", "after"])
@pytest.mark.parametrize("passphrases", [("", "first passphrase"), ("first passphrase", "")])
def test_whenever_it_is_killed_the_store_is_whole(
    store: Store, step: str, passphrases: tuple[str, str]
) -> None:
    before, after = passphrases
    made = backup.backup(store)
    if before:
        protection.protect(store, before)
    path = store.path
    store.close()
    command = [sys.executable, "-c", KILLED, str(path), step, before, after]
    assert subprocess.run(command, cwd=ROOT, check=False).returncode == 9
    now = before if step == "before" else after
    again = Store.open(path, passphrase=now or None)
    again.claim_window()
    assert again.integrity() == []
    with again.read() as session:
        assert [title for title in session.scalars(sa.select(Contact.title))] == [NAME]
    protection.cover(again)
    again.close()
    assert (tells(path.parent) == []) is bool(now)
    assert made.exists()
