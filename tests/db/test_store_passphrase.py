"""A store under a passphrase: nothing of it to be read without, all of it with."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlcipher3 import dbapi2 as sqlcipher

from db import search
from db.errors import InUse, NeedsPassphrase
from db.records.contact import Contact
from db.store import Store, connecting, is_encrypted

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
