"""Backups: whole, named by date, and a way back that can itself be taken back."""

import datetime as dt
from pathlib import Path

import pytest

from db.backup import backup, restore
from db.errors import WorldError
from db.queries import View, list_ids, rows
from db.store import Store


def names(store: Store) -> list[str]:
    """The names of all contacts."""
    with store.read() as session:
        return [row.title for row in rows(session, "contact", list_ids(session, View("contact")))]


def add(store: Store, name: str) -> None:
    """One contact more."""
    with store.write(f"Add {name}") as writer:
        writer.create("contact", {"given_name": name})


def test_a_backup_is_named_by_date_and_opens(store: Store) -> None:
    add(store, "Asel")
    path = backup(store)
    assert path.parent == store.path.parent / "backups"
    assert path.name.startswith(f"dateline-{dt.date.today().isoformat()}")
    opened = Store.open(path)
    assert names(opened) == ["Asel"]
    opened.close()


def test_backups_within_a_minute_do_not_replace_each_other(store: Store, tmp_path: Path) -> None:
    made = {backup(store, tmp_path / "safe") for _ in range(3)}
    assert len(made) == 3
    assert set((tmp_path / "safe").iterdir()) == made


def test_restoring_keeps_what_was_there(store: Store) -> None:
    add(store, "Asel")
    earlier = backup(store)
    add(store, "Bakyt")
    safety = restore(store, earlier)
    assert names(store) == ["Asel"]
    assert "before-restore" in safety.name
    restore(store, safety)
    assert names(store) == ["Asel", "Bakyt"]


def test_restoring_from_what_is_no_backup(store: Store, tmp_path: Path) -> None:
    add(store, "Asel")
    (tmp_path / "letter.db").write_text("Dear colleagues" * 50)
    with pytest.raises(WorldError, match=r"letter\.db is not a Dateline store"):
        restore(store, tmp_path / "letter.db")
    assert names(store) == ["Asel"]
    assert list((tmp_path / "backups").iterdir()) == []


def test_a_backup_into_what_is_no_folder(store: Store, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(WorldError, match="can't be used"):
        backup(store, tmp_path / "file")
