"""What is being done when the fault comes. To try another deed, add an entry to `DEEDS`.

A deed is prepared once, in a folder of which each trial has a copy, and done in a process of its own by the
code that the window and the command line run. `run` says what was acknowledged, a line after each
batch and before the next is begun: {"batch": its number, "holds": what must be there since}.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random

from db.store import Store
from tests.torturing import (
    batch_deeds,
    copying_deeds,
    erasing_deeds,
    exporting_deeds,
    importing_deeds,
    migrating_deeds,
    protecting_deeds,
)
from tests.torturing.children import Line, Say

Prepare = Callable[[Path, Random], None]
Run = Callable[[Path, Say], None]
Check = Callable[[Path, Path, Store, list[Line]], None]
"""What must hold besides `wholeness.check`: given the folder, as it was before, its store, what was said."""


def nothing_more(folder: Path, before: Path, store: Store, told: list[Line]) -> None:
    """Nothing must hold besides."""


@dataclass(frozen=True)
class Deed:
    """One thing that a person does."""

    title: str
    prepare: Prepare
    run: Run
    check: Check = nothing_more
    share: int = 10  # of the kills, beside the shares of the others
    writes: bool = True  # makes batches of its own
    replaces: bool = False  # the journal becomes another one
    grows: bool = True  # makes the store's file larger, so that a limit of its pages is felt
    command: bool = False  # is the command line, which answers with an exit status


DEEDS: dict[str, Deed] = {
    "edits": Deed("edits", batch_deeds.prepare, batch_deeds.edit, share=20),
    "import": Deed(
        "import of a workbook",
        importing_deeds.prepare,
        importing_deeds.bring_in,
        importing_deeds.check,
        share=16,
    ),
    "command": Deed(
        "import by the command line",
        importing_deeds.prepare,
        importing_deeds.command,
        importing_deeds.check,
        share=8,
        command=True,
    ),
    "merges": Deed(
        "merges of duplicates", batch_deeds.prepare_pairs, batch_deeds.merge_pairs, batch_deeds.check_pairs
    ),
    "undo": Deed("undo and redo", batch_deeds.prepare, batch_deeds.turn, grows=False),
    "migration-1": Deed(
        "migration from schema 1",
        migrating_deeds.prepare_from(1),
        migrating_deeds.open_store,
        migrating_deeds.check,
        share=8,
        writes=False,
    ),
    "migration-2": Deed(
        "migration from schema 2",
        migrating_deeds.prepare_from(2),
        migrating_deeds.open_store,
        migrating_deeds.check,
        share=8,
        writes=False,
    ),
    "restore": Deed(
        "restore of a backup",
        copying_deeds.prepare,
        copying_deeds.restore_one,
        copying_deeds.check_restored,
        replaces=True,
        grows=False,
    ),
    "backup": Deed(
        "backups",
        copying_deeds.prepare,
        copying_deeds.back_up,
        copying_deeds.check_backups,
        writes=False,
        grows=False,
    ),
    "export": Deed(
        "export over a workbook",
        exporting_deeds.prepare,
        exporting_deeds.export,
        exporting_deeds.check,
        writes=False,
        grows=False,
    ),
}
DEEDS |= {
    "first-start": Deed(
        "first start", migrating_deeds.nothing, migrating_deeds.open_store, share=4, writes=False
    ),
    "protection": Deed(
        "protection by a passphrase",
        protecting_deeds.prepare,
        protecting_deeds.protect,
        protecting_deeds.check_protected,
        share=8,
        writes=False,
        grows=False,
    ),
    "unprotection": Deed(
        "protection taken away",
        protecting_deeds.prepare_protected,
        protecting_deeds.unprotect,
        protecting_deeds.check_unprotected,
        share=4,
        writes=False,
        grows=False,
    ),
    "protected": Deed(
        "edits under a passphrase", protecting_deeds.prepare_protected, batch_deeds.edit, share=8, grows=False
    ),
}
DEEDS["erasing"] = Deed(
    "erasing of people",
    erasing_deeds.prepare,
    erasing_deeds.erase_all,
    erasing_deeds.check,
    share=8,
    replaces=True,
    grows=False,
)

LARGE = Deed(
    "import of 50,000 rows",
    importing_deeds.prepare_large,
    importing_deeds.bring_in,
    importing_deeds.check,
)
"""A deed that takes too long to be one among a thousand; it has a count of its own."""

BESIDE_A_READER = ("edits", "import", "merges", "undo")
"""The deeds that are also killed while another process reads."""


def deed(name: str) -> Deed:
    """A deed by its name."""
    return LARGE if name == "large" else DEEDS[name]
