"""Noticing that a store is damaged where the file alone does not say so.

A store whose first page is gone looks like no store at all, and an encrypted one as if the passphrase were
wrong: its backups tell. A log that is damaged in the middle looks like one that ends there.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from db.errors import Damaged, NeedsPassphrase, WorldError
from db.language import tr
from db.rescue.rescuing import usable_backups
from db.store import APPLICATION_ID, SCHEMA, connecting, header, log_frames
from db.store.passphrase import salt_of
from db.store.sentences import DAMAGED, world

Result = TypeVar("Result")


def noticing(path: Path, passphrase: str | None, opening: Callable[[], Result]) -> Result:
    """What `opening` the store at `path` answers.

    Raises what it raises, and Damaged instead where the store's log or backups show that it is damaged.
    """
    with world(path):
        lost = log_frames.lost_changes(header.log_of(path))
    if lost:
        raise Damaged(
            tr("The log of {name}, with its latest changes, is damaged. Rebuild the store.", name=path.name)
        )
    try:
        return opening()
    except WorldError as error:
        if not _is_damage(path, passphrase, error):
            raise
        raise Damaged(tr(DAMAGED, name=path.name)) from error


def _is_damage(path: Path, passphrase: str | None, error: WorldError) -> bool:
    """Whether a store was refused for what damage has made of it, not for what it is."""
    try:
        if isinstance(error, NeedsPassphrase):
            return bool(passphrase) and _opens_backups(path, passphrase)
        if type(error) is not WorldError or not path.is_file() or not path.stat().st_size:
            return False
        with path.open("rb") as file:
            beginning = file.read(100)
        is_ours = beginning[68:72] == APPLICATION_ID.to_bytes(4, "big")
        is_newer = is_ours and int.from_bytes(beginning[60:64], "big") > SCHEMA
        is_whole = len(beginning) == 100 and beginning.startswith(header.MAGIC)
        if is_whole and is_newer:
            return False
        # A database of another program begins as it should, and so nobody takes it for a damaged store.
        return is_ours or (not is_whole and bool(usable_backups(path)))
    except OSError:
        return False


def _opens_backups(path: Path, passphrase: str | None) -> bool:
    """Whether a passphrase that does not open the store opens a backup that was made under the same one."""
    salt = salt_of(path)
    for backup in usable_backups(path):
        if salt is not None and salt_of(backup) == salt:
            try:
                connecting.key_for(backup, passphrase)
            except NeedsPassphrase:
                continue
            return True
    return False
