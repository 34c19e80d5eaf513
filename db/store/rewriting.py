"""Files that are written beside the one they replace, and take its place when they are whole."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from io import BufferedRandom
from pathlib import Path

from db.errors import InUse
from db.language import tr
from db.store import connecting, header
from db.store.migrating import migrate
from db.store.passphrase import Key

BLOCK = 1 << 20
"""Bytes that are overwritten at once."""


def unfinished(path: Path) -> Path:
    """Where a file is written until it is whole."""
    return path.with_name(f"{path.name}.part")


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """A path to write to; what is there at the end of the block is safe on the disk as `target`.

    `target` is as it was when the block raises.
    """
    part = unfinished(target)
    part.unlink(missing_ok=True)
    try:
        yield part
        sync(part)
        os.replace(part, target)
        sync(target.parent)
    finally:
        part.unlink(missing_ok=True)


@contextmanager
def translated(
    source: Path,
    source_key: Key | None,
    target: Path,
    target_key: Key | None,
    version: int,
    *,
    afresh: bool = False,
) -> Iterator[Path]:
    """A store with what `source` holds, under the key of `target` and in the newest schema.

    `source` itself where it is so already and none `afresh` is asked for, else a copy beside `target` that is
    gone after the block.
    """
    if source_key == target_key and version == header.SCHEMA and not afresh:
        yield source
        return
    copy = unfinished(target)
    copy.unlink(missing_ok=True)
    try:
        connecting.copy(source, source_key, copy, target_key)
        if version < header.SCHEMA:
            migrate(copy, version, target_key, keeps=False)
        yield copy
    finally:
        copy.unlink(missing_ok=True)


def forget_unfinished(path: Path) -> None:
    """Delete what a Dateline that was stopped while it wrote a file anew has left, its bytes overwritten."""
    part = unfinished(path)
    for left in (part, part.with_name(f"{part.name}-journal"), header.log_of(part)):
        if left.exists():
            with overwritten(left):
                left.unlink()


def rewrite(path: Path, key: Key | None, new_key: Key | None) -> None:
    """Write a store or a backup that nobody else has open anew, under another key.

    Of a file that was not encrypted the old bytes are overwritten. Raises InUse when another program has
    it open.
    """
    with connecting.connected(path, "rw", key) as connection:
        # In one file, without a log: what a log holds must not come over the file that takes its place.
        if connection.execute("PRAGMA journal_mode=DELETE").fetchone()[0] != "delete":
            raise InUse(
                tr("{name} is in use by another program. Close it there, then try again.", name=path.name)
            )
        # Where there was no log before, that tells nothing of others.
        connection.execute("BEGIN EXCLUSIVE")
        connection.rollback()
    with overwritten(path) if key is None else nullcontext(), replacing(path) as part:
        connecting.copy(path, key, part, new_key)
        connecting.check_readable(part, new_key)


@contextmanager
def overwritten(path: Path) -> Iterator[None]:
    """Overwrite the bytes of the file that is at `path` now once it was replaced or deleted in the block.

    Nothing is overwritten while the file still has a name, or where there is none. Where the system does
    not part with a file that is open (Windows), nothing is overwritten at all; the same holds for what a
    file system or a disk keeps of its own accord.
    """
    if os.name == "nt" or not path.exists():
        yield
        return
    with path.open("r+b") as file:
        yield
        if not os.fstat(file.fileno()).st_nlink:
            _overwrite(file)


def _overwrite(file: BufferedRandom) -> None:
    size = os.fstat(file.fileno()).st_size
    for place in range(0, size, BLOCK):
        file.seek(place)
        file.write(bytes(min(BLOCK, size - place)))
    file.flush()
    os.fsync(file.fileno())


def sync(path: Path) -> None:
    """See that a file, or a folder's list of files, is on the disk. Raises OSError for a file."""
    if path.is_dir():
        # Windows has no such call for folders, some shares refuse it, and the file is in its place already.
        with suppress(OSError):
            _sync(path, os.O_RDONLY)
        return
    _sync(path, os.O_RDWR)


def _sync(path: Path, how: int) -> None:
    descriptor = os.open(path, how)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
