"""What backups are called, and which files are backups of a store.

`dateline-2026-11-24-1805-before-import.db` is one of `dateline.db`, made on that day at five past six in the
time of this computer, before an import; a second one within the minute ends in `-2`.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from db.language import mark, tr
from db.store import header
from db.store.sentences import world

BY_HAND, AFTER_WORK, DURING_WORK, RENEWED = "", "after-work", "during-work", "regular"
BEFORE = "before-"
"""How the reasons begin that name what was about to be done."""

UPDATE = f"{BEFORE}update"
SET_ASIDE = "set-aside"

REASONS = {
    BY_HAND: mark("made by hand"),
    AFTER_WORK: mark("after work"),
    DURING_WORK: mark("during work"),
    RENEWED: mark("regular"),
    UPDATE: mark("before an update of Dateline"),
    SET_ASIDE: mark("set aside when another file took its place"),
    "before-import": mark("before an import"),
    "before-merge": mark("before a merge"),
    "before-restore": mark("before a restore"),
    "before-erasing": mark("before records were erased"),
    "before-encrypting": mark("before the passphrase was changed"),
}

_STAMP = "%Y-%m-%d-%H%M"
_NAME = re.compile(
    r"-(?P<stamp>\d{4}-\d\d-\d\d-\d{4})(?:-(?P<reason>[a-z]+(?:-[a-z]+)*))?(?:-(?P<number>\d+))?"
)
_EARLIER = re.compile(r"-before-\d+")
"""How backups before a migration were called once, when they were put beside the store."""
_KEPT = re.compile(r"-kept-\d{4}-\d\d-\d\d-\d{6}")
"""How what a store held is called when another file took its place while it was open."""


@dataclass(frozen=True)
class Backup:
    """A file that is a backup by its name: when it was made (local time) and for what reason, as a code."""

    path: Path
    moment: dt.datetime
    reason: str
    written: float = 0.0  # when the file was written, in seconds, as the system counts them

    @property
    def why(self) -> str:
        """The reason in words, such as "before an import"."""
        return tr(REASONS[self.reason]) if self.reason in REASONS else self.reason.replace("-", " ")


def free_path(folder: Path, store: Path, reason: str, now: dt.datetime | None = None) -> Path:
    """A path for a new backup, at which nothing is yet: a second one must not replace the first."""
    stamp = f"{store.stem}-{now or dt.datetime.now():{_STAMP}}"
    name = "-".join(filter(None, (stamp, reason)))
    names = (name if number == 1 else f"{name}-{number}" for number in count(1))
    return next(path for path in (folder / f"{free}{store.suffix}" for free in names) if not path.exists())


def backups_in(folder: Path, store: Path) -> list[Backup]:
    """The backups of a store in one folder, newest first. Raises WorldError where it can't be read."""
    return newest_first(_found(folder, store, _of_name))


def backups_beside(store: Path) -> list[Backup]:
    """What else is a backup by its name and lies beside the store itself: see `UPDATE` and `SET_ASIDE`."""
    return newest_first(_found(store.parent, store, _beside))


def newest_first(found: Iterable[Backup]) -> list[Backup]:
    """Backups by the moment in their names; the files say which was first of those within a minute."""
    return sorted(found, key=lambda each: (each.moment, each.written, each.path.name), reverse=True)


def left_over(folder: Path, store: Path) -> list[Path]:
    """What backups that were killed have left in a folder: files that were not whole yet."""
    ends = tuple(f"{store.suffix}.part{end}" for end in ("", "-journal", "-wal", "-shm"))
    found = []
    for path in folder.glob(f"{_escaped(store.stem)}-*.part*"):
        name = next((path.name.removesuffix(end) for end in ends if path.name.endswith(end)), "")
        if name.startswith(store.stem) and _NAME.fullmatch(name[len(store.stem) :]):
            found.append(path)
    return found


def _found(folder: Path, store: Path, by_name: Callable[[Path, Path], Backup | None]) -> Iterator[Backup]:
    if not folder.is_dir():
        return
    with world(folder):
        for path in folder.glob(f"{_escaped(store.stem)}-*{_escaped(store.suffix)}"):
            backup = by_name(path, store)
            if backup is not None and _is_ours(path):
                yield backup


def _of_name(path: Path, store: Path) -> Backup | None:
    found = _NAME.fullmatch(path.stem[len(store.stem) :])
    if found is None:
        return None
    try:
        year, month, day, time = found["stamp"].split("-")
        moment = dt.datetime(int(year), int(month), int(day), int(time[:2]), int(time[2:]))
    except ValueError:
        return None
    return Backup(path, moment, found["reason"] or BY_HAND, path.stat().st_mtime)


def _beside(path: Path, store: Path) -> Backup | None:
    end = path.stem[len(store.stem) :]
    reason = UPDATE if _EARLIER.fullmatch(end) else SET_ASIDE if _KEPT.fullmatch(end) else None
    if reason is None:
        return None
    written = path.stat().st_mtime
    return Backup(path, dt.datetime.fromtimestamp(written), reason, written)


def _is_ours(path: Path) -> bool:
    try:
        return path.is_file() and path.stat().st_size > 0 and header.is_ours(path)
    except OSError:
        return False


def _escaped(text: str) -> str:
    """A text as `glob` takes it letter for letter."""
    return re.sub(r"([*?[])", r"[\1]", text)
