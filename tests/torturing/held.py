"""A store that another process holds, and one that may not be written to."""

import os
import shutil
import sqlite3
import time
from functools import partial
from pathlib import Path
from random import Random

from db.store import connecting
from tests.torturing.children import Child, Say
from tests.torturing.deeds import deed
from tests.torturing.filling import STORE
from tests.torturing.kills import check
from tests.torturing.table import Loss, Untried
from tests.torturing.trials import Prepared

DEEDS = ("edits", "merges", "undo", "migration-1", "restore")
NOBODY = 65534
"""The user who has no rights of his own, on Linux and macOS."""
RELEASE = "release"
"""The file at which a process that holds the store lets go."""


def locked(folder: Path, dice: Random, *, made: Prepared) -> str:
    """Do a deed while another process holds the store, then when it has let go. Raises Loss."""
    made.copied(folder)
    how = dice.choice(("EXCLUSIVE", "IMMEDIATE"))
    holder = Child(partial(_hold, folder, how), folder / "holder.stderr")
    holder.wait_for(1)
    try:
        child = Child(partial(_impatient, made.name, folder), folder / "stderr")
        child.finish()
    finally:
        (folder / RELEASE).touch()
        holder.finish()
    _check_refused(child)
    check(folder, made, child, unacknowledged=0)
    _again(folder, made)
    return ""


def read_only(folder: Path, dice: Random, *, made: Prepared) -> str:
    """Do a deed on a file, or in a folder, that may not be written to. Raises Loss and Untried."""
    if os.geteuid() != 0:
        raise Untried("rights can only be taken away by an administrator")
    made.copied(folder)
    of_file, of_folder = dice.choice(((0o444, 0o755), (0o666, 0o555), (0o444, 0o777)))
    before = _bytes(folder)
    (folder / STORE).chmod(of_file)
    folder.chmod(of_folder)
    rehearsed = made.copied(folder.with_name(f"{folder.name}-rehearsed"))
    child = Child(partial(_as_nobody, made.name, folder, rehearsed), folder.with_suffix(".stderr"))
    child.finish()
    folder.with_suffix(".stderr").unlink()
    shutil.rmtree(rehearsed)
    if before != _bytes(folder):
        raise Loss("what may not be written to was written to")
    folder.chmod(0o755)
    (folder / STORE).chmod(0o644)
    _check_refused(child)
    check(folder, made, child, unacknowledged=0)
    _again(folder, made)
    return ""


def _bytes(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def _check_refused(child: Child) -> None:
    if child.fault:
        raise Loss(f"a fault instead of a sentence: {child.fault}")
    if not child.refusal.endswith(".") or "\n" in child.refusal:
        raise Loss(f"no sentence came: {child.refusal!r}")


def _again(folder: Path, made: Prepared) -> None:
    child = Child(partial(deed(made.name).run, folder), folder / "stderr")
    child.finish()
    if child.fault or child.refusal:
        raise Loss(f"it does not go well afterwards: {child.fault or child.refusal}")
    check(folder, made, child, unacknowledged=None)


def _hold(folder: Path, how: str, say: Say) -> None:
    connection = sqlite3.connect(folder / STORE, isolation_level=None)
    if how == "EXCLUSIVE":
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
    connection.execute(f"BEGIN {how}")
    connection.execute("CREATE TABLE IF NOT EXISTS held (id)")
    say(began=True)
    while not (folder / RELEASE).exists():
        time.sleep(0.01)
    connection.execute("ROLLBACK")
    connection.close()


def _impatient(name: str, folder: Path, say: Say) -> None:
    connecting.BUSY_SECONDS = 0.1
    deed(name).run(folder, say)


def _as_nobody(name: str, folder: Path, rehearsed: Path, say: Say) -> None:
    # Once with all rights: what is imported by then need not be readable to everybody.
    deed(name).run(rehearsed, _say_nothing)
    os.setgroups([])
    os.setgid(NOBODY)
    os.setuid(NOBODY)
    deed(name).run(folder, say)


def _say_nothing(**line: object) -> None:
    """What a rehearsal says."""
