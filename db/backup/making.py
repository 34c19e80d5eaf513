"""Making backups, when one is due, and thinning them.

A backup is due after work, before an import, a migration and a restore, and before the first merge of a
sitting: a person who goes through a hundred pairs merges one every few seconds, and each merge can be
undone. None is made where the newest holds this very state already.
"""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from db.backup.contents import Contents, contents_of, look
from db.backup.naming import AFTER_WORK, BEFORE, RENEWED, Backup, free_path, left_over
from db.backup.opening import forget_copy
from db.backup.places import folder_of, listed
from db.backup.thinning import has_witnesses, is_expired, to_remove
from db.errors import Damaged, InUse, WorldError
from db.language import tr
from db.store import Store, is_encrypted
from db.store.connecting import is_opened_by
from db.store.sentences import world

PATIENCE = 60.0
"""How long a backup waits for another program that is making one of this store, in seconds."""


def backup(store: Store, folder: Path | None = None, *, reason: str = "") -> Path:
    """Make a backup and check it by opening it; answers its path.

    Checked are its pages, and that it holds as many records of each kind, up to the same change, as the
    store did at that moment. `reason` becomes part of its name.
    Raises WorldError when there is no room or no right to write there, or when the copy is not the same.
    """
    target_folder = folder or folder_of(store.path)
    with _alone(store, target_folder):
        target = free_path(target_folder, store.path, reason)
        before = _contents(store)
        store.copy_to(target)
        try:
            _check(target, store, before)
        except BaseException:
            target.unlink(missing_ok=True)
            raise
    return target


def ensure(store: Store, reason: str) -> Path:
    """The backup that holds what the store does now: the newest where it does, else one made for `reason`.

    Raises WorldError as `backup` does.
    """
    return _holding(store) or backup(store, reason=reason)


def backup_before(store: Store, deed: str) -> Path:
    """The backup to go back to from what is about to be done; answers its path.

    `deed` is what is done, as one of the reasons in `db.backup.naming`: "import", "merge", "erasing",
    "encrypting". Raises WorldError when none can be made; whether the work goes on is for the caller to say.
    """
    return ensure(store, f"{BEFORE}{deed}")


def is_held(store: Store) -> bool:
    """Whether there is nothing to back up: the newest backup holds it, or nothing was ever written."""
    return not _contents(store).state.batches or _holding(store) is not None


def tidy(store: Store, now: dt.datetime | None = None) -> list[Path]:
    """What is done at the start: back up what the last work left without a backup, and thin the backups.

    Where some are older than any may be and too few new ones are there to tell by, one is made today, also
    of a state that is held already. Answers what was removed. Raises WorldError.
    """
    now = now or dt.datetime.now()
    forget_copy(store)
    if not is_held(store):
        backup(store, reason=AFTER_WORK)
    backups = listed(store.path)
    is_due = any(is_expired(each, now) for each in backups) and not has_witnesses(backups, now)
    if is_due and all(each.moment.date() != now.date() for each in backups):
        backup(store, reason=RENEWED)
    return thin(store, now)


def thin(store: Store, now: dt.datetime | None = None) -> list[Path]:
    """Remove the backups of a store that are no longer to stay; answers their paths. Raises WorldError."""
    gone = [each.path for each in to_remove(listed(store.path), now or dt.datetime.now())]
    for path in gone:
        with world(path):
            path.unlink(missing_ok=True)
    return gone


def newest(store: Store) -> Backup | None:
    """The newest backup of a store by its date, one that is dated in the future left out."""
    now = dt.datetime.now()
    return next((each for each in listed(store.path) if each.moment <= now), None)


def _holding(store: Store) -> Path | None:
    """The newest backup where it holds this very state under this very passphrase."""
    last = newest(store)
    if last is None:
        return None
    try:
        with world(last.path):
            same = is_opened_by(last.path, store.key) if store.key else not is_encrypted(last.path)
        held = same and look(last.path, store.key).state == _contents(store).state
    except WorldError:
        # A backup that can't be read holds nothing; another one is made.
        return None
    return last.path if held else None


def _check(target: Path, store: Store, before: Contents) -> None:
    """Raise Damaged where a new backup does not hold what the store held while it was made."""
    held, after = look(target, store.key), _contents(store)
    if held in (before, after):
        return
    if before != after and before.state.newest <= held.state.newest <= after.state.newest:
        return
    raise Damaged(
        tr("The backup {name} is not like the store, so it was not kept. Please try again.", name=target.name)
    )


def _contents(store: Store) -> Contents:
    with store.read() as session:
        return contents_of(session)


@contextmanager
def _alone(store: Store, folder: Path) -> Iterator[None]:
    """Be the only one who makes backups of this store, and clear away what those who were killed left."""
    if store.read_only:
        yield
        return
    lock = FileLock(f"{store.path}.backup")
    try:
        with world(store.path):
            lock.acquire(timeout=PATIENCE)
    except Timeout:
        raise InUse(tr("Another backup is being made. Please try again later.")) from None
    try:
        with world(folder):
            for path in left_over(folder, store.path):
                path.unlink(missing_ok=True)
        yield
    finally:
        lock.release()
