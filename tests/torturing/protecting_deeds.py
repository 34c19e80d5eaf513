"""Putting a store under a passphrase, and taking it away."""

from pathlib import Path
from random import Random

from db.store import Store, is_encrypted
from tests.torturing.children import Line, Say
from tests.torturing.filling import PASSPHRASE, STORE, fill
from tests.torturing.table import Loss
from tests.torturing.wholeness import contents, difference, records


def prepare(folder: Path, dice: Random) -> None:
    """A filled store."""
    fill(folder / STORE, dice)


def prepare_protected(folder: Path, dice: Random) -> None:
    """A filled store under a passphrase."""
    fill(folder / STORE, dice)
    store = Store.open(folder / STORE)
    store.protect(PASSPHRASE)
    store.close()


def protect(folder: Path, say: Say) -> None:
    """Put the store under its passphrase."""
    _change(folder, say, PASSPHRASE)


def unprotect(folder: Path, say: Say) -> None:
    """Take the passphrase away."""
    _change(folder, say, None)


def check_protected(folder: Path, before: Path, store: Store, told: list[Line]) -> None:
    """The store holds what it held, and is under the passphrase where that was acknowledged. Raises Loss."""
    _check(folder, before, store, told, wanted=True)


def check_unprotected(folder: Path, before: Path, store: Store, told: list[Line]) -> None:
    """The store holds what it held, and is under none where that was acknowledged. Raises Loss."""
    _check(folder, before, store, told, wanted=False)


def _change(folder: Path, say: Say, passphrase: str | None) -> None:
    store = Store.open(folder / STORE, passphrase=PASSPHRASE)
    say(began=True)
    store.protect(passphrase)
    say(protected=passphrase is not None)
    store.close()


def _check(folder: Path, before: Path, store: Store, told: list[Line], *, wanted: bool) -> None:
    if told and is_encrypted(folder / STORE) != wanted:
        raise Loss("the change of the passphrase was acknowledged and is not there")
    with store.read() as session:
        if wrong := difference(records(session), contents(before / STORE).records):
            raise Loss(f"a record is not as it was: {wrong}")
    if left := [path.name for path in folder.iterdir() if ".part" in path.name]:
        raise Loss(f"{left} stays beside the store")
