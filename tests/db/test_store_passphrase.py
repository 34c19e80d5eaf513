"""A store under a passphrase: nothing of it to be read without, all of it with."""

import gc
import sys
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlcipher3 import dbapi2 as sqlcipher

from db import search
from db.errors import InUse, NeedsPassphrase, WorldError
from db.records.contact import Contact
from db.store import Store, connecting, is_encrypted
from db.store.passphrase import Key

PASSPHRASE = "seventeen quiet kettles"
SECRETS = ("Sekimova", "Секимова", "aizhan.sekimova@example.kg")


@pytest.fixture
def protected(tmp_path: Path) -> Iterator[Store]:
    """A store that was filled, then put under a passphrase."""
    store = Store.open(tmp_path / "store" / "dateline.db")
    with store.write("New contact") as writer:
        writer.create(
            "contact", {"family_name": SECRETS[0], "family_name_alt": SECRETS[1], "note": SECRETS[2]}
        )
    store.protect(PASSPHRASE)
    yield store
    store.close()


def names(store: Store) -> list[str]:
    """The titles of the contacts of a store."""
    with store.read() as session:
        return list(session.scalars(sa.select(Contact.title)))


def add(store: Store, name: str) -> None:
    """Add a contact."""
    with store.write("New contact") as writer:
        writer.create("contact", {"family_name": name})


def told(folder: Path) -> list[str]:
    """Which of the secrets some file in a folder tells, and which file."""
    forms = [(secret, secret.encode(code)) for secret in SECRETS for code in ("utf-8", "utf-16-le")]
    files = [file for file in folder.rglob("*") if file.is_file()]
    return [f"{file.name}: {secret}" for file in files for secret, form in forms if form in file.read_bytes()]


def test_nothing_can_be_read_without_it(protected: Store) -> None:
    with protected.write("Change a contact") as writer:
        writer.create("contact", {"family_name": SECRETS[0]})
    folder = protected.path.parent
    protected.copy_to(folder / "backups" / "copy.db")
    assert is_encrypted(protected.path)
    assert is_encrypted(folder / "backups" / "copy.db")
    assert told(folder) == []  # while it is open, with its log
    protected.close()
    assert told(folder) == []


def test_it_opens_with_its_passphrase_alone(protected: Store) -> None:
    path = protected.path
    protected.close()
    with pytest.raises(NeedsPassphrase, match=r"dateline\.db is protected"):
        Store.open(path)
    with pytest.raises(NeedsPassphrase, match=r"not the passphrase of dateline\.db"):
        Store.open(path, passphrase="seventeen quiet kettle")
    store = Store.open(path, passphrase=PASSPHRASE)
    assert names(store) == [SECRETS[0]]
    assert store.integrity() == []
    with store.read() as session:
        assert search.faults(session) == 0
        assert [found.title for found in search.search(session, "sekimova")] == [SECRETS[0]]
    assert store.undo() == "New contact"
    assert names(store) == []
    store.close()


def test_letters_count_however_they_were_composed(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "dateline.db")
    store.protect("cafe\u0301 й")
    store.close()
    Store.open(tmp_path / "dateline.db", passphrase="caf\u00e9 и\u0306").close()


def test_the_passphrase_is_changed_and_taken_away(protected: Store) -> None:
    path = protected.path
    protected.protect("another one")
    assert names(protected) == [SECRETS[0]]
    with pytest.raises(NeedsPassphrase):
        Store.open(path, passphrase=PASSPHRASE)
    protected.protect(None)
    protected.close()
    store = Store.open(path)
    assert names(store) == [SECRETS[0]]
    assert store.integrity() == []
    store.close()
    assert told(path.parent) != []


def test_a_backup_from_before_the_passphrase_is_restored_under_it(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "store" / "dateline.db")
    with store.write("New contact") as writer:
        writer.create("contact", {"family_name": SECRETS[0]})
    store.copy_to(tmp_path / "plain.db")
    store.protect("first")
    store.copy_to(tmp_path / "first.db")
    store.protect("second")
    with store.write("Delete all") as writer:
        writer.delete("contact", list(writer.session.scalars(sa.select(Contact.uid))))
    store.restore_from(tmp_path / "plain.db")
    assert names(store) == [SECRETS[0]]
    assert is_encrypted(store.path)
    with pytest.raises(NeedsPassphrase):
        store.restore_from(tmp_path / "first.db")
    store.restore_from(tmp_path / "first.db", passphrase="first")
    assert names(store) == [SECRETS[0]]
    assert told(store.path.parent) == []
    store.close()
    Store.open(store.path, passphrase="second").close()


@pytest.mark.skipif(sys.platform == "win32", reason="no limit can be set there")
def test_a_disk_that_fills_up_is_a_sentence_and_the_store_stays_as_it_was(tmp_path: Path) -> None:
    import resource

    store = Store.open(tmp_path / "dateline.db")
    add(store, "Asel " * 100_000)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, before[1]))
    try:
        with pytest.raises(WorldError, match=r"^(The disk is full|dateline\.db can't be reached)[^\n]*\.$"):
            store.protect("seven grey donkeys")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert len(names(store)) == 1
    store.protect("seven grey donkeys")
    assert len(names(store)) == 1
    store.close()


def test_a_store_in_use_elsewhere_stays_as_it_is(protected: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connecting, "BUSY_SECONDS", 0.1)
    other = Store.open(protected.path, passphrase=PASSPHRASE)
    with other.read() as session:
        session.scalars(sa.select(Contact.title)).all()
        with pytest.raises(InUse, match="in use by another program"):
            protected.protect(None)
    other.close()
    assert is_encrypted(protected.path)
    with protected.write("It goes on") as writer:
        writer.create("contact", {"family_name": "Omarova"})


def test_other_programs_open_it_with_the_passphrase(protected: Store) -> None:
    path = protected.path
    protected.close()
    connection = sqlcipher.connect(str(path))
    connection.execute(f"PRAGMA key = '{PASSPHRASE}'")
    assert connection.execute("SELECT family_name FROM contact").fetchall() == [(SECRETS[0],)]
    connection.close()


def test_a_locked_store_is_read_by_nobody_until_it_is_unlocked(protected: Store) -> None:
    folder = protected.path.parent
    protected.copy_to(folder / "backups" / "copy.db")
    key = protected.key
    assert key is not None
    secret = key.secret
    del key
    protected.lock()
    assert protected.is_locked
    deeds: list[Callable[[], object]] = [
        lambda: names(protected),
        protected.version,
        protected.undo,
        protected.integrity,
        lambda: protected.copy_to(folder / "another.db"),
        lambda: protected.restore_from(folder / "backups" / "copy.db"),
        lambda: protected.protect(None),
        lambda: protected.take_over(folder / "backups" / "copy.db", None),
        lambda: add(protected, "Omarova"),
    ]
    for deed in deeds:
        with pytest.raises(NeedsPassphrase, match="locked"):
            deed()
    gc.collect()
    assert not [kept for kept in gc.get_objects() if isinstance(kept, Key) and kept.secret == secret]
    assert not [
        kept
        for kept in gc.get_objects()
        if isinstance(kept, sa.URL) and secret.hex() in (kept.password or "")
    ]
    with pytest.raises(NeedsPassphrase, match="not the passphrase"):
        protected.unlock("another one")
    assert protected.is_locked
    protected.unlock(PASSPHRASE)
    assert names(protected) == [SECRETS[0]]
    add(protected, "Omarova")
    assert protected.undo() == "New contact"


def test_a_store_without_a_passphrase_is_not_locked(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "dateline.db")
    store.lock()
    assert not store.is_locked
    assert names(store) == []
    store.close()


def test_backups_come_under_the_key_of_the_store(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "store" / "dateline.db")
    add(store, SECRETS[0])
    backup = tmp_path / "store" / "backups" / "first.db"
    store.copy_to(backup)
    store.protect("first")
    store.take_over(backup, None)
    assert told(tmp_path) == []
    first = store.key
    store.protect("second")
    with pytest.raises(NeedsPassphrase, match="another passphrase"):
        store.take_over(backup, store.key)
    store.take_over(backup, first)
    opened = Store.open(backup, passphrase="second")
    assert names(opened) == [SECRETS[0]]
    opened.close()
    second = store.key
    store.protect(None)
    store.take_over(backup, second)
    store.close()
    Store.open(backup).close()


def test_what_a_stopped_dateline_left_of_a_store_goes_at_the_next_start(protected: Store) -> None:
    left = protected.path.with_name(f"{protected.path.name}.part")
    for file in (left, left.with_name(f"{left.name}-journal")):
        file.write_text(SECRETS[0])
    protected.claim_window()
    assert told(protected.path.parent) == []


def test_the_key_is_in_no_message(protected: Store) -> None:
    assert protected.key is not None
    hidden = (protected.key.secret.hex(), repr(protected.key.secret), PASSPHRASE)
    where = connecting.url(protected.path, protected.key, "rw")
    engine = connecting.engine(protected.path, protected.key, reads=True)
    words = [repr(protected.key), repr(where), str(where), repr(engine), repr(engine.url)]
    with pytest.raises(sa.exc.OperationalError) as caught, engine.connect() as connection:
        connection.exec_driver_sql("SELECT nothing")
    engine.dispose()
    words += traceback.format_exception(caught.value)
    assert not [word for word in words if any(secret in word for secret in hidden)]
