"""A store on a share or in a synced folder: one file that is always the whole truth."""

import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path
from threading import Thread

import pytest

from db.doctor.around import look_around
from db.queries import View, count
from db.store import Store
from db.store.place import Where

WRITES = """
import os, sys
from pathlib import Path
from db.store import Store
store = Store.open(Path(sys.argv[1]))
with store.write("First") as writer:
    writer.create("contact", {"given_name": "Asel"})
with store.write("Second") as writer:
    for number in range(2000):
        writer.create("contact", {"given_name": f"Bakyt {number}", "note": "word " * 200})
    writer.session.flush()
    writer.session.connection().exec_driver_sql("PRAGMA cache_size=10")
    writer.session.connection().exec_driver_sql("PRAGMA cache_spill=ON")
    writer.session.connection().exec_driver_sql("UPDATE contact SET note = 'x'")
    os.kill(os.getpid(), 9)
"""


@pytest.fixture
def place(tmp_path: Path) -> Path:
    folder = tmp_path / "Dropbox" / "pr"
    folder.mkdir(parents=True)
    return folder / "dateline.db"


def add(store: Store, name: str) -> None:
    with store.write("Add") as writer:
        writer.create("contact", {"given_name": name})


def contacts(store: Store) -> int:
    with store.read() as session:
        return count(session, View("contact"))


def mode(path: Path) -> str:
    connection = sqlite3.connect(path)
    found = connection.execute("PRAGMA journal_mode").fetchone()[0]
    connection.close()
    return str(found)


@pytest.mark.parametrize("passphrase", [None, "a long walk in April"])
def test_there_is_one_file_while_it_is_open(place: Path, passphrase: str | None) -> None:
    store = Store.open(place)
    if passphrase:
        store.protect(passphrase)
    assert store.site.where is Where.SYNCED
    add(store, "Asel")
    assert [each.name for each in place.parent.iterdir()] == [place.name]
    second = Store.open(place, passphrase=passphrase)
    assert contacts(second) == 1
    add(second, "Bakyt")
    assert contacts(store) == 2
    assert [each.name for each in place.parent.iterdir()] == [place.name]
    second.close()
    store.close()


def test_every_write_is_on_the_disk_before_it_is_acknowledged(place: Path) -> None:
    store = Store.open(place)
    with store.write("Look") as writer:
        ask = writer.session.connection().exec_driver_sql
        assert ask("PRAGMA synchronous").scalar() == 3
        assert ask("PRAGMA cache_spill").scalar() == 0
    store.close()


def test_a_store_that_comes_with_its_log_is_taken_in(place: Path, tmp_path: Path) -> None:
    local = Store.open(tmp_path / "dateline.db")
    add(local, "Asel")
    for each in tmp_path.glob("dateline.db*"):
        shutil.copy(each, place.parent)
    local.close()
    assert (place.parent / "dateline.db-wal").stat().st_size
    store = Store.open(place)
    assert contacts(store) == 1
    assert [each.name for each in place.parent.iterdir()] == [place.name]
    store.close()
    assert mode(place) == "delete"


def test_back_on_the_machine_it_has_a_log_again(place: Path, tmp_path: Path) -> None:
    store = Store.open(place)
    add(store, "Asel")
    store.close()
    shutil.move(place, tmp_path / "dateline.db")
    local = Store.open(tmp_path / "dateline.db")
    assert contacts(local) == 1
    assert mode(local.path) == "wal"
    local.close()


def test_killed_in_a_write(place: Path) -> None:
    killed = subprocess.run([sys.executable, "-c", WRITES, place], check=False, capture_output=True)
    assert killed.returncode == -9, killed.stderr
    assert place.with_name("dateline.db-journal").stat().st_size
    store = Store.open(place)
    assert contacts(store) == 1
    assert store.integrity() == []
    store.close()


def test_others_read_while_one_writes(place: Path) -> None:
    store = Store.open(place)
    add(store, "Asel")
    with store.write("Add many") as writer:
        for number in range(200):
            writer.create("contact", {"given_name": f"Bakyt {number}"})
        writer.session.flush()
        seen: list[int] = []
        reader = Thread(target=lambda: seen.append(contacts(store)))
        reader.start()
        reader.join(timeout=20)
        assert seen == [1]
    assert contacts(store) == 201
    store.close()


def test_a_copy_of_a_store_in_use_is_whole(place: Path, tmp_path: Path) -> None:
    store = Store.open(place)
    add(store, "Asel")
    store.copy_to(tmp_path / "copy.db")
    copy = Store.open(tmp_path / "copy.db")
    assert contacts(copy) == 1
    copy.close()
    store.close()


def test_read_only_beside_one_that_writes(place: Path) -> None:
    store = Store.open(place)
    add(store, "Asel")
    reader = Store.open(place, read_only=True)
    before = reader.version()
    add(store, "Bakyt")
    assert contacts(reader) == 2
    assert reader.version() != before
    assert [each.name for each in place.parent.iterdir()] == [place.name]
    reader.close()
    store.close()


def test_the_doctor_says_where_it_lies_and_what_became_of_it(place: Path) -> None:
    store = Store.open(place)
    (place.parent / "dateline (conflicted copy 2026-04-25).db").touch()
    found = {finding.rule: finding.message for finding in look_around(store)}
    assert "This store lies in Dropbox." in found["place"]
    assert "dateline (conflicted copy 2026-04-25).db" in found["conflict"]
    store.close()
