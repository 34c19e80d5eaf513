"""How a command opens the store: to change it, or only to read where it can't be changed now."""

import time
from pathlib import Path

from db.errors import ReadOnly
from db.store import Store
from db.store.claim import Elsewhere, Sign, Watch
from db.store.place import Where, place_of

LOOK_EVERY_SECONDS = 1.0
"""How often it is looked whether another computer still has the store."""


def open_store(path: Path, passphrase: str | None, *, create: bool, reads: bool) -> Store:
    """The store for one command; one that only `reads` also takes a store that can't be changed now.

    Raises WorldError as `Store.open` does. In a folder that a service keeps in step it takes a while to tell
    a claim that was left behind from one of another computer.
    """
    try:
        return Store.open(path, create=create, passphrase=passphrase)
    except (Elsewhere, ReadOnly) as error:
        if reads and path.exists():
            return Store.open(path, passphrase=passphrase, read_only=True)
        if isinstance(error, ReadOnly) or not _becomes_free(path):
            raise
    return Store.open(path, create=create, passphrase=passphrase)


def _becomes_free(path: Path) -> bool:
    if place_of(path).where is not Where.SYNCED:
        return False
    watch = Watch(path)
    while (sign := watch.look()) is Sign.UNSURE:
        time.sleep(LOOK_EVERY_SECONDS)
    return sign is Sign.FREE
