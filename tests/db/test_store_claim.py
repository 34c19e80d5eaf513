"""Who has a store open: windows of this machine, and of others that locks do not reach."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path
from threading import Event

import pytest

from db.errors import InUse, ReadOnly
from db.store import Store, claim
from db.store.claim import STALE_SECONDS, WATCH_SECONDS, Elsewhere, Holder, Sign, Watch, claim_of

OTHER = replace(Holder.here(), host="office-pc", user="bakyt", started=1.0, token="another")

HOLDS = """
import sys
from pathlib import Path
from db.store import Store
store = Store.open(Path(sys.argv[1]))
store.claim_window()
print("open", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = Store.open(tmp_path / "dateline.db")
    yield made
    made.close()


@pytest.fixture
def shared(tmp_path: Path) -> Iterator[Store]:
    made = Store.open(tmp_path / "Nextcloud" / "dateline.db")
    yield made
    made.close()


def beat(path: Path, number: int = 1, *, age: float = 0.0, holder: Holder = OTHER) -> None:
    """Write what a window of another machine writes; `age` seconds ago by the clock of the drive."""
    claim_of(path).write_text(json.dumps({**asdict(holder), "beat": f"{number:010}"}))
    then = time.time() - age
    os.utime(claim_of(path), (then, then))


def test_two_processes(tmp_path: Path) -> None:
    path = tmp_path / "dateline.db"
    first = subprocess.Popen([sys.executable, "-c", HOLDS, path], stdin=-1, stdout=-1, text=True)
    assert first.stdin is not None
    assert first.stdout is not None
    assert first.stdout.readline() == "open\n"
    second = Store.open(path)
    with second.write("The command line goes on beside a window") as writer:
        writer.create("contact", {"given_name": "Asel"})
    with pytest.raises(InUse, match=r"dateline\.db is open in another Dateline window"):
        second.claim_window()
    first.kill()
    first.communicate()
    assert claim_of(path).exists()
    second.claim_window()
    second.close()
    assert not claim_of(path).exists()


def test_the_window_of_another_machine_is_named(store: Store) -> None:
    beat(store.path)
    with pytest.raises(Elsewhere, match=r"dateline\.db is open on office-pc by bakyt, since \d\d:\d\d"):
        Store.open(store.path)
    Store.open(store.path, read_only=True).close()


def test_a_claim_that_was_left_behind_is_taken_over(store: Store) -> None:
    beat(store.path, age=STALE_SECONDS + 5)
    second = Store.open(store.path)
    second.claim_window()
    assert json.loads(claim_of(store.path).read_text())["host"] == Holder.here().host
    second.close()


def test_a_machine_of_the_same_name_is_another_one(store: Store) -> None:
    beat(store.path, holder=replace(OTHER, host=Holder.here().host))
    with pytest.raises(Elsewhere):
        Store.open(store.path)


def test_what_is_no_claim_holds_nobody_up(store: Store) -> None:
    for text in ("", "[]", '{"beat": 1}', '{"beat": 1, "host": "pc"}', "\0\0"):
        claim_of(store.path).write_text(text)
        Store.open(store.path).close()


def test_in_a_synced_folder_the_age_of_a_claim_says_nothing(shared: Store) -> None:
    beat(shared.path, age=10 * STALE_SECONDS)
    with pytest.raises(Elsewhere):
        Store.open(shared.path)


def test_a_claim_that_changes_is_alive(store: Store) -> None:
    now = [0.0]
    beat(store.path)
    watch = Watch(store.path, lambda: now[0])
    assert watch.look() is Sign.UNSURE
    now[0] += WATCH_SECONDS - 1
    assert watch.look() is Sign.UNSURE
    beat(store.path, 2)
    assert watch.look() is Sign.ALIVE
    now[0] += WATCH_SECONDS + 1
    assert watch.look() is Sign.ALIVE
    claim_of(store.path).unlink()
    assert watch.look() is Sign.FREE


def test_a_claim_that_does_not_change_is_taken_away(shared: Store) -> None:
    now = [0.0]
    beat(shared.path)
    watch = Watch(shared.path, lambda: now[0])
    now[0] += WATCH_SECONDS + 1
    assert watch.look() is Sign.FREE
    Store.open(shared.path).close()


def test_the_claim_of_a_window_is_kept_fresh(store: Store) -> None:
    own = claim.Claim(store.path, first=0.01, beat=0.01)
    first = claim_of(store.path).read_text()
    deadline = time.monotonic() + 10
    while (now := claim_of(store.path).read_text()) == first:
        assert time.monotonic() < deadline
        Event().wait(0.005)
    assert len(now) == len(first)
    own.release()
    assert not claim_of(store.path).exists()


def test_who_was_asleep_does_not_write_over_the_other(shared: Store) -> None:
    shared.claim_window()
    beat(shared.path)
    with pytest.raises(Elsewhere, match="was opened on office-pc by bakyt"), shared.write("Add") as writer:
        writer.create("contact", {"given_name": "Asel"})
    shared.close()
    assert json.loads(claim_of(shared.path).read_text())["host"] == "office-pc"


def test_a_store_that_is_only_read_is_not_changed_in_any_way(store: Store, tmp_path: Path) -> None:
    store.copy_to(tmp_path / "copy.db")
    reader = Store.open(store.path, read_only=True)
    with pytest.raises(ReadOnly), reader.write("Add"):
        raise AssertionError
    with pytest.raises(ReadOnly):
        reader.restore_from(tmp_path / "copy.db")
    with pytest.raises(ReadOnly):
        reader.protect("secret")
    with pytest.raises(ReadOnly):
        reader.purge()
    reader.close()
