"""Opening, copying and restoring a store, and all the ways in which a file can be none."""

import os
import random
import sqlite3
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from db.backup import backup
from db.errors import Damaged, WorldError
from db.queries import one
from db.store import APPLICATION_ID, SCHEMA, Store, connecting
from db.writer import Changes

ROOT = Path(__file__).parent.parent.parent
NOBODY = 65534


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a folder with its bytes."""
    return {file.name: file.read_bytes() for file in folder.iterdir() if file.is_file()}


def refusal(path: Path) -> str:
    """The sentence with which a file is refused; fails when anything in its folder was changed."""
    before = contents(path.parent)
    with pytest.raises(WorldError) as caught:
        Store.open(path).close()
    assert contents(path.parent) == before
    sentence = str(caught.value)
    assert path.name in sentence
    assert sentence.endswith(".")
    assert "\n" not in sentence
    return sentence


def filled(path: Path, *, contacts: int = 300) -> Path:
    """A closed store with some contacts in it."""
    store = Store.open(path)
    with store.write("Fill") as writer:
        for number in range(contacts):
            writer.create("contact", {"given_name": f"Person {number}", "note": "word " * 60})
    store.close()
    return path


@contextmanager
def elsewhere(program: str, *arguments: object) -> Iterator[None]:
    """Another process that runs `program` and goes on until the block ends; it says "ready" first."""
    wait = "\nprint('ready', flush=True)\nsys.stdin.read()\n"
    source = "import sqlite3, sys\n" + textwrap.dedent(program) + wait
    command = [sys.executable, "-c", source, *map(str, arguments)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline().strip() == "ready"
        yield
        process.communicate("")


def test_a_new_store_is_one_of_ours(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "below" / "dateline.db"
    Store.open(path).close()
    with sqlite3.connect(path) as connection:
        asked = [connection.execute(f"PRAGMA {name}").fetchone()[0] for name in
                 ("application_id", "user_version", "journal_mode")]  # fmt: skip
    assert asked == [APPLICATION_ID, SCHEMA, "wal"]


def test_every_connection_is_safe(store: Store) -> None:
    with store.write("look") as writer:
        asked = [writer.session.connection().exec_driver_sql(f"PRAGMA {name}").scalar() for name in
                 ("foreign_keys", "synchronous", "journal_mode")]  # fmt: skip
    full = 2
    assert asked == [1, full, "wal"]


def test_closing_leaves_one_file(tmp_path: Path) -> None:
    path = filled(tmp_path / "dateline.db")
    Store.open(path).close()
    assert list(contents(tmp_path)) == ["dateline.db"]


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    path = tmp_path / "letter.db"
    path.write_text("Dear colleagues, please find attached…" * 20, encoding="utf-8")
    assert "is not a Dateline store" in refusal(path)


def test_a_short_file(tmp_path: Path) -> None:
    path = tmp_path / "short.db"
    path.write_bytes(b"SQLite format 3\x00")
    assert "is not a Dateline store" in refusal(path)


def test_an_empty_file_becomes_a_store(tmp_path: Path) -> None:
    path = tmp_path / "dateline.db"
    path.touch()
    store = Store.open(path)
    assert store.integrity() == []
    store.close()


def test_an_empty_file_of_which_there_are_backups(tmp_path: Path) -> None:
    path = filled(tmp_path / "dateline.db", contacts=1)
    store = Store.open(path)
    backup(store)
    store.close()
    path.write_bytes(b"")
    assert "is empty: what was in it is gone. Restore it from a backup" in refusal(path)


def test_a_database_of_another_program(tmp_path: Path) -> None:
    path = tmp_path / "photos.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE photo (id INTEGER)")
        connection.execute("PRAGMA application_id = 123")
    connection.close()
    assert "belongs to another program" in refusal(path)


def test_a_folder(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    path.mkdir()
    assert "can't be used" in refusal(path)


@pytest.mark.parametrize("kept", [0.3, 0.6, 0.999])
def test_a_store_whose_end_is_missing(tmp_path: Path, kept: float) -> None:
    path = filled(tmp_path / "dateline.db")
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * kept)])
    assert "its end is missing. Restore it from a backup" in refusal(path)


@pytest.mark.parametrize("seed", range(4))
def test_a_store_with_garbage_in_the_middle(tmp_path: Path, seed: int) -> None:
    path = filled(tmp_path / "dateline.db")
    dice = random.Random(seed)
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(int(size * dice.uniform(0.2, 0.5)))
        file.write(dice.randbytes(int(size * 0.4)))
    assert "is damaged. Rebuild it, or restore it from a backup" in refusal(path)


def test_a_text_in_which_a_bit_was_turned(store: Store) -> None:
    with store.write("Add") as writer:
        writer.create("contact", {"given_name": "Айгүл"})
        writer.session.flush()
        broken = "UPDATE contact SET given_name = CAST(x'D0FF' AS TEXT)"
        writer.session.connection().exec_driver_sql(broken)
    with pytest.raises(Damaged, match=r"is damaged\. Rebuild it, or restore"), store.read() as session:
        session.connection().exec_driver_sql("SELECT given_name FROM contact").all()


def test_a_store_from_a_newer_dateline(tmp_path: Path) -> None:
    path = filled(tmp_path / "dateline.db", contacts=1)
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA user_version = {SCHEMA + 1}")
    connection.close()
    assert "comes from a newer Dateline. Install that version" in refusal(path)


@pytest.mark.parametrize("mode", ["WAL", "DELETE"])
def test_a_store_that_another_program_holds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mode: str
) -> None:
    monkeypatch.setattr(connecting, "BUSY_SECONDS", 0.1)
    path = filled(tmp_path / "dateline.db", contacts=1)
    hold = """
        held = sqlite3.connect(sys.argv[1], isolation_level=None)
        held.execute(f"PRAGMA journal_mode = {sys.argv[2]}").fetchone()
        held.execute("PRAGMA locking_mode = EXCLUSIVE").fetchone()
        held.execute("BEGIN EXCLUSIVE")
        held.execute("UPDATE contact SET note = 'held'")
    """
    with elsewhere(hold, path, mode):
        assert "is in use by another program. Close it there" in refusal(path)


def test_a_store_to_which_another_program_is_writing(
    store: Store, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(connecting, "BUSY_SECONDS", 0.1)
    waiting = Store.open(store.path)
    hold = """
        held = sqlite3.connect(sys.argv[1], isolation_level=None)
        held.execute("BEGIN IMMEDIATE")
    """
    with elsewhere(hold, store.path):
        with waiting.read():  # reading goes on
            pass
        with pytest.raises(WorldError, match="is in use by another program"), waiting.write("Add") as writer:
            writer.create("contact", {"given_name": "Asel"})
    waiting.close()


def as_nobody(program: str, *arguments: object) -> str:
    """What a program prints that runs without the rights of an administrator."""
    give_up_rights = f"import os\nif os.geteuid() == 0: os.setgid({NOBODY}); os.setuid({NOBODY})\n"
    # What is imported by then need not be readable to everybody.
    source = (
        "import sys\nfrom pathlib import Path\nfrom db.errors import WorldError\nfrom db.store import Store\n"
        "import db.migrations\n" + give_up_rights + textwrap.dedent(program)
    )
    command = [sys.executable, "-c", source, *map(str, arguments)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


OPEN = """
    try:
        Store.open(Path(sys.argv[1])).close()
    except WorldError as error:
        print(error)
"""


@pytest.fixture
def open_folder(tmp_path: Path) -> Iterator[Path]:
    """A folder that everybody may look into and only its owner may change."""
    for folder in (tmp_path, *tmp_path.parents[:2]):
        folder.chmod(folder.stat().st_mode | 0o055)
    yield tmp_path
    tmp_path.chmod(0o755)


@pytest.mark.skipif(os.name == "nt", reason="rights work differently there")
@pytest.mark.parametrize(("of_file", "of_folder"), [(0o444, 0o777), (0o666, 0o555), (0o444, 0o555)])
def test_a_store_that_is_read_only(open_folder: Path, of_file: int, of_folder: int) -> None:
    path = filled(open_folder / "dateline.db", contacts=1)
    before = contents(open_folder)
    path.chmod(of_file)
    open_folder.chmod(of_folder)
    said = as_nobody(OPEN, path)
    assert said == "dateline.db can't be written to. Copy it to a folder of your own and open the copy."
    assert contents(open_folder) == before


@pytest.mark.skipif(os.name == "nt", reason="rights work differently there")
@pytest.mark.parametrize(("rights", "place"), [(0o555, "new/dateline.db"), (0o000, "dateline.db")])
def test_a_folder_that_is_not_hers(open_folder: Path, rights: int, place: str) -> None:
    closed = open_folder / "closed"
    closed.mkdir()
    closed.chmod(rights)
    said = as_nobody(OPEN, closed / place)
    assert said.startswith("dateline.db can't be")
    assert "\n" not in said
    assert contents(closed) == {}


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(WorldError, match=r"dateline\.db can't be used"):
        Store.open(tmp_path / "file" / "dateline.db")
    assert contents(tmp_path) == {"file": b"not a folder"}


def test_a_store_that_has_to_be_there(tmp_path: Path) -> None:
    with pytest.raises(WorldError, match="There is no store at"):
        Store.open(tmp_path / "absent" / "dateline.db", create=False)
    assert list(tmp_path.iterdir()) == []


def test_a_store_killed_while_its_log_was_taken_in(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "dateline.db")
    with store.write("Add") as writer:
        for number in range(300):
            writer.create("contact", {"given_name": f"Person {number}", "note": "word " * 60})
    killed = tmp_path / "killed"
    killed.mkdir()
    log = (tmp_path / "dateline.db-wal").read_bytes()
    short = bytearray((tmp_path / "dateline.db").read_bytes())
    short[28:32] = (len(short) // 4096 + 1000).to_bytes(4, "big")  # page 1 was taken in, the end was not
    store.close()
    (killed / "dateline.db-wal").write_bytes(log)
    (killed / "dateline.db").write_bytes(short)
    opened = Store.open(killed / "dateline.db")
    with opened.read() as session:
        assert session.connection().exec_driver_sql("SELECT count(*) FROM contact").scalar() == 300
    assert opened.integrity() == []
    opened.close()


def test_a_store_without_a_log_killed_while_it_was_written(tmp_path: Path) -> None:
    path, killed = filled(tmp_path / "dateline.db"), tmp_path / "killed"
    killed.mkdir()
    connection = sqlite3.connect(path, isolation_level=None)
    for statement in ("PRAGMA journal_mode = DELETE", "PRAGMA cache_size = 1", "BEGIN"):
        connection.execute(statement).fetchall()
    connection.execute(f"PRAGMA user_version = {SCHEMA + 1}")
    connection.execute("UPDATE contact SET note = note || note || note || note")
    for name in ("dateline.db", "dateline.db-journal"):
        (killed / name).write_bytes((tmp_path / name).read_bytes())
    connection.close()
    with (killed / "dateline.db").open("r+b") as file:
        file.seek(60)
        file.write((SCHEMA + 1).to_bytes(4, "big"))  # page 1 was written, the rest was not
    opened = Store.open(killed / "dateline.db")
    with opened.read() as session:
        notes = session.connection().exec_driver_sql("SELECT DISTINCT note FROM contact").scalars().all()
    assert notes == ["word " * 60]
    assert opened.integrity() == []
    opened.close()


def test_a_store_killed_while_it_was_made(tmp_path: Path) -> None:
    path, killed = tmp_path / "dateline.db", tmp_path / "killed"
    killed.mkdir()
    connection = sqlite3.connect(path, isolation_level=None)
    for statement in ("PRAGMA cache_size = 1", "BEGIN", "CREATE TABLE contact (note TEXT)"):
        connection.execute(statement)
    connection.executemany("INSERT INTO contact VALUES (?)", [("word " * 600,)] * 20)
    for name in ("dateline.db", "dateline.db-journal"):
        (killed / name).write_bytes((tmp_path / name).read_bytes())
    connection.close()
    with (killed / "dateline.db").open("r+b") as file:
        file.write(b"SQLite format 3\x00")
        file.seek(68)
        file.write(APPLICATION_ID.to_bytes(4, "big"))
    opened = Store.open(killed / "dateline.db")
    assert opened.integrity() == []
    opened.close()


def test_two_windows_on_one_store(store: Store) -> None:
    store.claim_window()
    second = Store.open(store.path)
    with pytest.raises(WorldError, match="is open in another Dateline window"):
        second.claim_window()
    store.close()
    second.claim_window()
    second.close()


def test_a_copy_is_one_file_that_opens(store: Store, tmp_path: Path) -> None:
    with store.write("Add") as writer:
        uid = writer.create("contact", {"given_name": "Asel"})
    folder = tmp_path / "copies" / "april"
    store.copy_to(folder / "copy.db")
    assert list(contents(folder)) == ["copy.db"]
    copy = Store.open(folder / "copy.db")
    with copy.read() as session:
        assert session.connection().exec_driver_sql("SELECT uid FROM contact").scalar() == uid
    copy.close()


def test_a_copy_replaces_an_earlier_one_and_nothing_else(store: Store, tmp_path: Path) -> None:
    folder = tmp_path / "copies"
    store.copy_to(folder / "copy.db")
    store.copy_to(folder / "copy.db")
    (folder / "report.docx").write_text("weeks of work")
    before = contents(folder)
    with pytest.raises(WorldError, match=r"report\.docx is no backup"):
        store.copy_to(folder / "report.docx")
    with pytest.raises(WorldError, match=r"dateline\.db is no backup"):
        store.copy_to(store.path)
    assert contents(folder) == before
    assert store.integrity() == []


def test_restoring_brings_back_what_the_copy_holds(store: Store, tmp_path: Path) -> None:
    with store.write("Add") as writer:
        uid = writer.create("contact", {"given_name": "Asel"})
    store.copy_to(tmp_path / "copies" / "copy.db")
    with store.write("Delete") as writer:
        writer.delete("contact", [uid])
    told: list[Changes] = []
    store.listeners.append(told.append)
    store.restore_from(tmp_path / "copies" / "copy.db")
    with store.read() as session:
        assert session.connection().exec_driver_sql("SELECT uid FROM contact").scalar() == uid
    assert [changes.everything for changes in told] == [True]
    assert store.undo() == "Add"
    assert list(contents(tmp_path / "copies")) == ["copy.db"]


@pytest.mark.parametrize("bad", ["garbage", "absent", "itself"])
def test_restoring_from_what_is_no_backup_changes_nothing(store: Store, tmp_path: Path, bad: str) -> None:
    with store.write("Add") as writer:
        writer.create("contact", {"given_name": "Asel"})
    source = store.path if bad == "itself" else tmp_path / "source.db"
    if bad == "garbage":
        source.write_bytes(b"garbage" * 100)
    with pytest.raises(WorldError):
        store.restore_from(source)
    with store.read() as session:
        assert session.connection().exec_driver_sql("SELECT count(*) FROM contact").scalar() == 1


def test_a_failed_block_leaves_nothing(store: Store) -> None:
    told: list[Changes] = []
    store.listeners.append(told.append)
    with pytest.raises(RuntimeError), store.write("Add") as writer:
        writer.create("contact", {"given_name": "Asel"})
        writer.session.flush()
        raise RuntimeError
    with store.read() as session:
        assert session.connection().exec_driver_sql("SELECT count(*) FROM contact").scalar() == 0
        assert session.connection().exec_driver_sql("SELECT count(*) FROM batch").scalar() == 0
    assert told == []


def test_a_problem_with_another_file_is_not_blamed_on_the_store(store: Store, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError), store.read():
        (tmp_path / "absent.xlsx").read_bytes()


def test_a_scope_for_reading_cannot_write(store: Store) -> None:
    with pytest.raises(WorldError, match="can't be written to"), store.read() as session:
        session.connection().exec_driver_sql("DELETE FROM batch")


def test_another_program_that_wrote_is_noticed(store: Store) -> None:
    before = store.version()
    other = Store.open(store.path)
    with other.write("Add") as writer:
        writer.create("contact", {"given_name": "Asel"})
    other.close()
    assert store.version() != before


def test_a_checked_backup_is_made_before_a_migration(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "dateline.db"
    store = Store.open(path)
    with store.write("New contact") as writer:
        uid = writer.create("contact", {"family_name": "Omarova"})
    store.close()
    monkeypatch.setattr("db.store.header.SCHEMA", SCHEMA + 1)
    Store.open(path).close()
    monkeypatch.undo()
    (kept,) = (tmp_path / "backups").glob("dateline-*-before-update.db")
    backup = Store.open(kept)
    with backup.read() as session:
        row = one(session, "contact", uid)
    backup.close()
    assert row is not None and row.title == "Omarova"
