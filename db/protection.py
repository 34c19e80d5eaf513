"""The store and its backups under a passphrase, under another one, or under none any more."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from db import backup
from db.errors import WorldError
from db.language import tr
from db.store import Store, damaged
from db.store.sentences import world

SHORTEST = 8
"""The fewest characters of a passphrase: NIST SP 800-63B, section 5.1.1.1."""

GOOD = 15
"""From how many characters on a passphrase stands alone, without a second factor: NIST SP 800-63B-4, section
3.1.1.2, which also says that rules about digits and signs make passphrases worse, not better."""

COMMON = ("password", "passphrase", "qwerty", "йцукен", "пароль", "dateline", "iloveyou", "letmein")
"""Words that are tried first by whoever guesses."""

Told = Callable[[int, int], object]


@dataclass(frozen=True)
class Left:
    """A file that could not be taken along, and the sentence that says why."""

    path: Path
    why: str


def is_weak(passphrase: str) -> bool:
    """Whether a passphrase is no protection: too short, or a row, or little but a word that all know."""
    letters = passphrase.casefold()
    for word in COMMON:
        letters = letters.replace(word, "")
    steps = {ord(after) - ord(before) for before, after in pairwise(letters)}
    return len(passphrase) < SHORTEST or len(letters) < SHORTEST // 2 or len(steps) < 2


def protect(store: Store, passphrase: str | None, told: Told | None = None) -> list[Left]:
    """Put a store and all its backups under a passphrase, or, with None, under none.

    `told` hears how many files are done, of how many. Answers the backups that stay as they were, and what
    is kept of damaged files: those nobody can read whole, and so nobody can write them anew. Raises
    WorldError, with store and backups as they were, when the store can't be written anew.
    """
    before = store.key
    backups = backups_of(store)
    say = told or _nothing
    say(0, len(backups) + 1)
    store.protect(passphrase)
    left = []
    for place, path in enumerate(backups, 1):
        say(place, len(backups) + 1)
        try:
            store.take_over(path, before)
        except WorldError as error:
            left.append(Left(path, str(error)))
    return left if passphrase is None else [*left, *_damaged(store)]


def _damaged(store: Store) -> Iterator[Left]:
    """What is kept of damaged files: as it was, in plain letters or under the passphrase of its time."""
    with world(store.path.parent):
        kept = damaged.kept(store.path)
    for path in kept:
        words = tr(
            "{name} was kept of a damaged file and is not under the new passphrase. Delete it when you no"
            " longer need it.",
            name=path.name,
        )
        yield Left(path, words)


def cover(store: Store) -> list[Left]:
    """Put backups of a protected store that are not encrypted under its key: what `protect` had still to do
    when Dateline was stopped. Answers those that stay as they were."""
    left = []
    for path in backups_of(store) if store.key is not None else ():
        try:
            store.take_over(path, store.key)
        except WorldError as error:
            left.append(Left(path, str(error)))
    return left


def backups_of(store: Store) -> list[Path]:
    """The backups of a store and what else was set aside of it, the newest first. Raises WorldError."""
    return [each.path for each in backup.listed(store.path)]


def _nothing(_done: int, _total: int) -> None:
    """Nobody wants to know."""
