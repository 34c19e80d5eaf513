"""Two processes that write to one store at the same time."""

from functools import partial
from pathlib import Path
from random import Random

from db.store import Store
from tests.torturing import wholeness
from tests.torturing.children import Child, Say
from tests.torturing.filling import STORE
from tests.torturing.table import Loss
from tests.torturing.trials import Prepared

BATCHES = 100


def two_writers(folder: Path, dice: Random, *, made: Prepared) -> str:
    """Let two processes make a hundred batches each. Raises Loss when one of them is missing."""
    made.copied(folder)
    children = [
        Child(partial(_write, folder, name), folder / f"{name}.stderr") for name in ("first", "second")
    ]
    for child in children:
        child.finish()
        if child.fault or child.refusal:
            raise Loss(f"a process could not go on: {child.fault or child.refusal}")
    told = [line for child in children for line in child.acknowledged]
    if len({line["batch"] for line in told}) != 2 * BATCHES:
        raise Loss(f"{len(told)} of {2 * BATCHES} batches were acknowledged")
    with wholeness.next_start(folder / STORE) as store:
        wholeness.check(store, made.before.batches, told, unacknowledged=0)
        wholeness.check_undo(store)
    return ""


def _write(folder: Path, name: str, say: Say) -> None:
    store = Store.open(folder / STORE)
    for number in range(BATCHES):
        with store.write(f"{name} {number}") as writer:
            uid = writer.create("contact", {"given_name": f"{name} {number}"})
        say(batch=writer.batch, holds=[("contact", uid, "given_name", f"{name} {number}")])
    store.close()
