"""A store of each schema that was released, opened by the Dateline of today."""

from functools import partial
from pathlib import Path
from random import Random

from db.store import SCHEMA
from tests.torturing import migrating_deeds, wholeness
from tests.torturing.children import Child
from tests.torturing.filling import STORE, fill
from tests.torturing.table import Loss

SCHEMAS = range(1, SCHEMA + 1)


def opened(folder: Path, dice: Random, *, schema: int) -> str:
    """Open a store of an earlier schema; it holds what it held. Raises Loss."""
    before = folder / "before"
    before.mkdir(parents=True)
    fill(before / migrating_deeds.MODERN, dice, contacts=dice.randint(0, 150), edits=dice.randint(5, 20))
    migrating_deeds.downgrade(before / migrating_deeds.MODERN, before / STORE, schema)
    (folder / "now").mkdir()
    (folder / "now" / STORE).write_bytes((before / STORE).read_bytes())
    child = Child(partial(migrating_deeds.open_store, folder / "now"), folder / "stderr")
    child.finish()
    if child.fault or child.refusal:
        raise Loss(f"it can't be opened: {child.fault or child.refusal}")
    numbers = wholeness.contents(before / migrating_deeds.MODERN).batches
    with wholeness.next_start(folder / "now" / STORE) as store:
        wholeness.check(store, numbers, child.acknowledged, unacknowledged=0)
        if schema < SCHEMA:
            migrating_deeds.check(folder / "now", before, store, child.acknowledged)
        wholeness.check_undo(store)
    return ""
