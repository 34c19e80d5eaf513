"""A disk that is full: a small file system, a limit of the size of files, a limit of the store's pages.

Each must be answered with a sentence, leave the store with all that was acknowledged and nothing by half,
and the same deed must go well once there is room.
"""

import os
import resource
import shutil
import sqlite3
import subprocess
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from random import Random

import sqlalchemy as sa

from tests.torturing.children import Child, Say
from tests.torturing.deeds import deed
from tests.torturing.filling import STORE
from tests.torturing.kills import check
from tests.torturing.table import Loss, Untried
from tests.torturing.trials import Prepared

ROOMY = 256
"""Megabytes of the small file system before most of it is filled up."""
NARROWER = 6
"""How often there is made less room where the deed still fits."""


def small_file_system(folder: Path, dice: Random, *, made: Prepared) -> str:
    """Do a deed in a file system that is nearly full. Raises Loss, and Untried where none can be mounted."""
    room = int(dice.uniform(0, 1.1) * max(made.span.grown, 1 << 16))
    for _ in range(NARROWER):
        folder.mkdir()
        _mount(folder)
        try:
            place = made.copied(folder / "full")
            filler = folder / "filler"
            _fill_up(filler, folder, room)
            if _refused(place, folder.with_suffix(".stderr"), made, None, filler.unlink):
                return ""
        finally:
            subprocess.run(["umount", "--lazy", str(folder)], check=True)
            folder.rmdir()
        room //= 3
    raise Untried("it takes no room")


def small_files(folder: Path, dice: Random, *, made: Prepared) -> str:
    """Do a deed while no file may be written beyond a size. Raises Loss and Untried."""
    size = int(dice.uniform(0.02, 1) * made.span.largest)
    return _narrower(folder, made, size, lambda room: partial(_limit_files, room))


def few_pages(folder: Path, dice: Random, *, made: Prepared) -> str:
    """Do a deed while the store may have only so many pages. Raises Loss and Untried."""
    connection = sqlite3.connect(made.folder / STORE)
    (pages,), (size,) = (
        connection.execute(f"PRAGMA {name}").fetchone() for name in ("page_count", "page_size")
    )
    connection.close()
    more = int(dice.uniform(0, 1) * made.span.grown / size)
    return _narrower(folder, made, more, lambda room: partial(_limit_pages, pages + room))


def _narrower(folder: Path, made: Prepared, room: int, limit: Callable[[int], Callable[[], None]]) -> str:
    for _ in range(NARROWER):
        place = made.copied(folder)
        if _refused(place, folder / "stderr", made, limit(room)):
            return ""
        shutil.rmtree(folder)
        room //= 3
    raise Untried("it takes no room")


def _refused(
    place: Path,
    errors: Path,
    made: Prepared,
    limit: Callable[[], None] | None,
    make_room: Callable[[], None] | None = None,
) -> bool:
    """Do a deed without room, then with room; answers False when it did not need any."""
    chosen = deed(made.name)
    errors.unlink(missing_ok=True)
    child = Child(partial(_limited, chosen.run, limit, place), errors, scratch=place)
    status = child.finish()
    if child.fault:
        raise Loss(f"a fault instead of a sentence: {child.fault}")
    if not child.refusal and not (chosen.command and status == 2):
        return False
    _check_sentence(child, status)
    if make_room is not None:
        make_room()
    check(place, made, child, unacknowledged=0)
    errors.unlink(missing_ok=True)
    again = Child(partial(chosen.run, place), errors)
    status = again.finish()
    if again.fault or again.refusal or status not in (0, 1):
        raise Loss(f"it does not go well with room: {again.fault or again.refusal or again.complaint}")
    check(place, made, again, unacknowledged=None)
    return True


def _check_sentence(child: Child, status: int) -> None:
    said = child.refusal
    if status == 2:
        lines = child.complaint.strip().split("\n")
        said = lines[-1].removeprefix("dateline: ")
        # That no backup could be made before is said, and does not keep from trying.
        if (
            not all(line.startswith("dateline: ") and line.endswith(".") for line in lines)
            or "report" in said
        ):
            raise Loss(f"the command line said {lines}")
    if "\n" in said or not said.endswith((".", "”")) or "Traceback" in said or "Error" in said:
        raise Loss(f"this is no sentence for a person: {said!r}")


def _limited(
    run: Callable[[Path, Say], None], limit: Callable[[], None] | None, folder: Path, say: Say
) -> None:
    if limit is not None:
        limit()
    run(folder, say)


def _limit_files(size: int) -> None:
    # Python ignores the signal that comes with it, so the write fails as on a full disk.
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))


def _limit_pages(pages: int) -> None:
    def connected(connection: sqlite3.Connection, _record: object) -> None:
        connection.execute(f"PRAGMA max_page_count = {pages}")

    sa.event.listen(sa.pool.Pool, "connect", connected)


def _mount(folder: Path) -> None:
    command = ["mount", "-t", "tmpfs", "-o", f"size={ROOMY}m,mode=755", "dateline", str(folder)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except FileNotFoundError as error:
        folder.rmdir()
        raise Untried("no file system can be mounted here") from error
    if done.returncode:
        folder.rmdir()
        raise Untried("no file system can be mounted here")


def _fill_up(filler: Path, folder: Path, room: int) -> None:
    """Fill a file system up to some bytes."""
    usage = os.statvfs(folder)
    with filler.open("wb") as file, suppress(OSError):
        for _ in range((usage.f_bavail * usage.f_frsize - room) // 4096):
            file.write(bytes(4096))
