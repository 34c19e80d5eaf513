"""The way back: a store is made what a backup holds, and what must not be forgotten is carried over."""

from functools import partial
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from db.backup.making import ensure
from db.backup.places import listed
from db.errors import WorldError
from db.personal import erasing
from db.personal.ledger import STORE, Departed, Departure, Erasure, Suppressed
from db.records.base import Base
from db.store import Store, connecting
from db.store.sentences import world

CHUNK = 500
"""How many rows one statement carries."""


def restore(store: Store, source: Path, *, passphrase: str | None = None) -> Path:
    """Make the store what a backup holds; answers the backup of what it was before, made first.

    What the store knows of erasures and of what left the house stays known, and whom it erased does not come
    back: both is seen to in what takes the store's place, before that does so.
    `passphrase` is that of a backup made under another one than the store's.
    Raises WorldError, with the store as it was, when `source` is no backup or can't be read.
    """
    there = {each.path for each in listed(store.path)}
    safety = ensure(store, "before-restore")
    try:
        store.restore_from(source, passphrase=passphrase, prepare=partial(_prepare, store))
    except WorldError:
        if safety not in there:
            safety.unlink()
        raise
    return safety


def _prepare(store: Store, ready: Path) -> None:
    carry_over(store, ready)
    copy = Store(ready, store.key)
    try:
        erasing.reapply(copy)
    finally:
        copy.close()


def carry_over(store: Store, ready: Path) -> None:
    """Write into `ready`, under the key of the store, what the store has logged and `ready` has not.

    The store is not written to, nor read by its own scopes: it may be held alone by whoever calls.
    """
    with world(store.path):
        present = connecting.engine(store.path, store.key, reads=True)
        coming = connecting.engine(ready, store.key, reads=False, journal="DELETE")
        try:
            with Session(present) as old, Session(coming) as new, new.begin():
                departures = _add_missing(
                    old, new, Departure, ("at", "who", "how", "audience", "name"), sa.true()
                )
                _add_parts(old, new, Departed, ("departure", "contact"), departures)
                # What takes the store's place keeps what it is known by: it may be another store.
                erasures = _add_missing(
                    old, new, Erasure, ("at", "kind", "uid", "salt"), Erasure.kind != STORE
                )
                _add_parts(old, new, Suppressed, ("erasure", "digest"), erasures)
        finally:
            present.dispose()
            coming.dispose()


def _add_missing(
    old: Session, new: Session, log: type[Base], names: tuple[str, ...], which: sa.ColumnElement[bool]
) -> dict[int, int]:
    """Add the entries of a log that are not there, told by some of their columns: old numbers to new ones."""
    table = log.__table__
    columns = [table.c[name] for name in names]
    numbers = {tuple(row): number for number, *row in new.execute(sa.select(table.c.id, *columns))}
    known: dict[int, int] = {}
    for entry in old.execute(sa.select(table).where(which).order_by(table.c.id)).mappings().all():
        same = tuple(entry[name] for name in names)
        if same not in numbers:
            values = {name: value for name, value in entry.items() if name != "id"}
            made = new.execute(sa.insert(log).values(values).returning(table.c.id))
            numbers[same] = made.scalar_one()
        known[entry["id"]] = numbers[same]
    return known


def _add_parts(
    old: Session, new: Session, part: type[Base], names: tuple[str, str], numbers: dict[int, int]
) -> None:
    """Add what belongs to the entries of a log, by the columns of the entry and of what it says."""
    pair = [part.__table__.c[name] for name in names]
    there = {tuple(row) for row in new.execute(sa.select(*pair))}
    wanted = {(numbers[number], value) for number, value in old.execute(sa.select(*pair))} - there
    rows: list[dict[str, Any]] = [dict(zip(names, row, strict=True)) for row in sorted(wanted)]
    for begin in range(0, len(rows), CHUNK):
        new.execute(sa.insert(part), rows[begin : begin + CHUNK])
