"""Backups, and the way back from one."""

from pathlib import Path
from random import Random

from db.backup import backup, restore
from db.errors import WorldError
from db.store import Store
from tests.torturing.children import Line, Say
from tests.torturing.filling import STORE, fill, person
from tests.torturing.table import Loss
from tests.torturing.wholeness import Records, contents, difference, records

EARLIER = "earlier.db"
"""A backup of the store as it was before much was added to it."""
BACKUPS = "backups"
"""The folder of backups beside the store."""
MADE = 4


def prepare(folder: Path, dice: Random) -> None:
    """A store, and a backup of it from before much was added."""
    fill(folder / STORE, dice, contacts=150)
    store = Store.open(folder / STORE)
    store.copy_to(folder / EARLIER)
    with store.write("Later") as writer:
        for number in range(150):
            writer.create("contact", person(dice, 2000 + number))
    store.close()


def restore_one(folder: Path, say: Say) -> None:
    """Make the store what the backup holds."""
    store = Store.open(folder / STORE)
    say(began=True)
    kept = restore(store, folder / EARLIER)
    say(restored=True, made=kept.name)
    store.close()


def check_restored(folder: Path, before: Path, store: Store, told: list[Line]) -> None:
    """The store is wholly what it was or wholly the backup, and what it was is kept. Raises Loss."""
    old, new = contents(before / STORE).records, contents(before / EARLIER).records
    with store.read() as session:
        found = records(session)
    if difference(found, new) and (difference(found, old) or any("restored" in line for line in told)):
        raise Loss(f"half restored: {difference(found, new)}")
    _check_all(store, told, [old])
    if not difference(found, new) and not _whole(store):
        raise Loss("the store was restored and what it was before is not kept")


def back_up(folder: Path, say: Say) -> None:
    """Make some backups."""
    store = Store.open(folder / STORE)
    say(began=True)
    for _ in range(MADE):
        say(made=backup(store).name)
    store.close()


def check_backups(folder: Path, before: Path, store: Store, told: list[Line]) -> None:
    """The folder of backups has whole ones alone, and what a kill left goes at the next. Raises Loss."""
    expected = contents(before / STORE).records
    _check_all(store, told, [expected])
    for left in _left_over(store):
        # The next backup has another name, as it is made at another time.
        left.rename(left.with_name(left.name.replace("-2", "-1", 1)))
    backup(store)
    if left_over := _left_over(store):
        raise Loss(f"{[path.name for path in left_over]} stays in the folder of backups")


def _check_all(store: Store, told: list[Line], expected: list[Records]) -> None:
    names = {path.name for path in _whole(store)}
    if missing := {line["made"] for line in told if "made" in line} - names:
        raise Loss(f"the backups {sorted(missing)} were acknowledged and are gone")
    for path in _whole(store):
        try:
            found = contents(path).records
        except WorldError as error:
            raise Loss(f"a backup by half: {error}") from error
        if all(difference(found, one) for one in expected):
            raise Loss(f"the backup {path.name} does not hold what the store held")


def _whole(store: Store) -> list[Path]:
    """The files that a person would take for backups."""
    return sorted((store.path.parent / BACKUPS).glob("*.db"))


def _left_over(store: Store) -> list[Path]:
    folder = store.path.parent / BACKUPS
    files = [path for path in folder.iterdir() if path.is_file()] if folder.exists() else []
    return sorted(path for path in files if ".part" in path.name)
