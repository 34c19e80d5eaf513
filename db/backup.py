"""Backups of the store, named by the moment at which they were made, and the way back from one."""

import datetime as dt
from itertools import count
from pathlib import Path

from db.errors import WorldError
from db.store import Store


def default_folder(store: Store) -> Path:
    """Where backups go unless told otherwise: "backups" beside the store."""
    return store.path.parent / "backups"


def backup(store: Store, folder: Path | None = None, *, reason: str = "") -> Path:
    """Make a backup and check it by reading every page; answers its path.

    `reason` becomes part of its name. Raises WorldError when there is no room or no right to write there.
    """
    stamp = f"{store.path.stem}-{dt.datetime.now():%Y-%m-%d-%H%M}"
    name = "-".join(filter(None, (stamp, reason)))
    target = _free(folder or default_folder(store), name, store.path.suffix)
    store.copy_to(target)
    return target


def restore(store: Store, source: Path) -> Path:
    """Make the store what a backup holds; answers the backup of what it was before, made first.

    Raises WorldError, with the store as it was, when `source` is no backup or can't be read.
    """
    safety = backup(store, reason="before-restore")
    try:
        store.restore_from(source)
    except WorldError:
        safety.unlink()
        raise
    return safety


def _free(folder: Path, name: str, suffix: str) -> Path:
    """A path at which nothing is yet: a second backup within a minute must not replace the first."""
    names = (name if number == 1 else f"{name}-{number}" for number in count(1))
    return next(path for path in (folder / f"{free}{suffix}" for free in names) if not path.exists())
