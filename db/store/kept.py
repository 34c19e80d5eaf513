"""What a window remembers of a store under a passphrase: named texts in a file beside it, under its key.

Typed filters, names of lists and headers of workbooks tell what is in the store, so they are not kept where
anybody can read them.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from db.errors import NeedsPassphrase
from db.store import beside, rewriting
from db.store.connecting import connected, is_opened_by, reading
from db.store.passphrase import salt_of
from db.store.sentences import world

if TYPE_CHECKING:
    from db.store.store import Store


ENDING = "settings"
"""How the name of their file ends, after that of the store."""


def path_of(store: "Store") -> Path:
    """Where they are kept."""
    return beside.place_of(store.path, ENDING)


def read(store: "Store") -> dict[str, str] | None:
    """The texts by name; None where none were kept yet.

    Empty where they are under another key than the store, as when Dateline was stopped while that was
    changed. Raises WorldError when the file can't be read.
    """
    path = path_of(store)
    if not path.exists():
        return None
    with world(path):
        if not (salt_of(path) is None if store.key is None else is_opened_by(path, store.key)):
            return {}
        with reading(path, store.key) as connection:
            return dict(connection.execute("SELECT name, text FROM kept").fetchall())


def write(store: "Store", texts: Mapping[str, str]) -> None:
    """Keep these texts in the place of those that were kept. Raises WorldError when they can't be written."""
    path, key = path_of(store), store.key
    if key is None:
        raise NeedsPassphrase
    with world(path), rewriting.replacing(path) as part, connected(part, "rwc", key) as connection:
        connection.execute("CREATE TABLE kept (name TEXT PRIMARY KEY, text TEXT NOT NULL)")
        connection.executemany("INSERT INTO kept VALUES (?, ?)", texts.items())
        connection.commit()


def forget(store: "Store") -> None:
    """Delete the file. Raises WorldError when that can't be done."""
    beside.remove(path_of(store))
