"""Killed at any moment of a deed: the next start has all that was acknowledged, and nothing by half."""

import shutil
from functools import partial
from pathlib import Path
from random import Random

import sqlalchemy as sa

from db.journal import Change
from db.records.contact import Contact
from db.store import Store
from tests.torturing import wholeness
from tests.torturing.children import Child, Say
from tests.torturing.deeds import deed
from tests.torturing.filling import STORE
from tests.torturing.migrating_deeds import nothing
from tests.torturing.moments import wait_for_moment
from tests.torturing.table import Loss
from tests.torturing.trials import Prepared

ENOUGH = 20
"""How often a moment is chosen anew where the deed had ended before it came."""
STOP = "stop"
"""The file that ends another process that reads."""


def kill(folder: Path, dice: Random, *, made: Prepared, beside_reader: bool = False) -> str:
    """Kill a deed once, start again, and check everything. Raises Loss."""
    for _ in range(ENOUGH):
        made.copied(folder)
        if _struck(folder, dice, made, beside_reader):
            return ""
        shutil.rmtree(folder)
    raise Loss("the deed always ends before it can be killed")


def _struck(folder: Path, dice: Random, made: Prepared, beside_reader: bool) -> bool:
    chosen = deed(made.name)
    reader = Child(partial(read, folder), folder / "reader.stderr") if beside_reader else None
    try:
        if reader is not None:
            reader.wait_for(1)
        child = Child(partial(chosen.run, folder), folder / "stderr")
        wait_for_moment(child, folder, made.span, dice)
        if not child.kill():
            if child.fault:
                raise Loss(f"the deed failed by itself: {child.fault}")
            return False
        check(folder, made, child)
    finally:
        if reader is not None:
            (folder / STOP).touch()
            reader.finish()
    if reader is not None and (reader.fault or reader.refusal):
        raise Loss(f"the other process could not go on: {reader.fault or reader.refusal}")
    return True


def check(folder: Path, made: Prepared, child: Child, *, unacknowledged: int | None = 1) -> None:
    """Start again after a fault that ended `child`, and check everything. Raises Loss."""
    chosen, told = deed(made.name), child.acknowledged
    if chosen.command:
        unacknowledged = None
    with wholeness.next_start(folder / STORE, create=chosen.prepare is nothing) as store:
        store.claim_window()
        many = None if chosen.replaces else unacknowledged
        if many and not chosen.writes:
            many = 0
        needed = () if chosen.replaces else made.before.batches
        wholeness.check(store, needed, told, unacknowledged=many)
        chosen.check(folder, made.folder, store, told)
        wholeness.check_undo(store)


def read(folder: Path, say: Say) -> None:
    """Read the store again and again until told to stop; each time as many contacts as the journal has."""
    store = Store.open(folder / STORE)
    made = sa.select(sa.func.count(Change.id)).where(Change.kind == "contact")
    while not (folder / STOP).exists():
        with store.read() as session:
            there = session.scalar(sa.select(sa.func.count(Contact.id))) or 0
            created, deleted = (
                session.scalar(made.where(Change.operation == operation)) or 0
                for operation in ("create", "delete")
            )
        if there != created - deleted:
            say(fault=f"{there} contacts are there and {created - deleted} in the journal")
            break
        say(began=True)
    store.close()
