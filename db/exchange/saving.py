"""Putting a finished file in its place: all of it or none, and a sentence for whatever goes wrong."""

import errno
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from uuid import uuid4

from db.errors import WorldError
from db.language import mark, tr
from db.store.rewriting import sync

_SENTENCES = {
    errno.EACCES: mark("“{name}” can't be written. Close it in Excel, or choose another folder or name."),
    errno.EPERM: mark("“{name}” can't be written. Close it in Excel, or choose another folder or name."),
    errno.EBUSY: mark("“{name}” can't be written. Close it in Excel, or choose another folder or name."),
    errno.EROFS: mark("The folder of “{name}” can only be read. Choose another folder."),
    errno.ENOSPC: mark("The disk is full, so “{name}” was not written. Make room, then try again."),
    errno.EDQUOT: mark("The disk is full, so “{name}” was not written. Make room, then try again."),
    errno.EFBIG: mark("The disk can't hold a file as large as “{name}”. Choose another disk."),
    errno.ENOENT: mark("The folder for “{name}” is not there. Choose another folder."),
    errno.ENOTDIR: mark("The folder for “{name}” is not there. Choose another folder."),
    errno.EISDIR: mark("“{name}” is a folder. Choose another name."),
    errno.ENAMETOOLONG: mark("The name “{name}” is too long. Choose a shorter one."),
    errno.EIO: mark("The drive did not answer, so “{name}” was not written. Reconnect it, then try again."),
}
_OPEN = mark("“{name}” is open in another program. Close it there, or choose another name.")
_OTHER = mark("“{name}” can't be written: {reason}. Choose another folder or name.")


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A new file to fill beside `path`, which takes its place when the block ends, and is gone when it fails.

    It is safe on the disk then. What a Dateline that was killed left of such files a day ago is deleted.
    Raises WorldError when the place can't be written to; what can be known of that is known at once.
    """
    with world_errors(path):
        target = path.resolve()
        _look_at(target)
        _forget_unfinished(target.parent)
        unfinished = target.with_name(f".dateline-{uuid4().hex[:12]}.part")
        try:
            yield unfinished
            sync(unfinished)
            os.replace(unfinished, target)
            sync(target.parent)
        finally:
            unfinished.unlink(missing_ok=True)


@contextmanager
def world_errors(path: Path) -> Iterator[None]:
    """Turn what the system says while `path` is written into a sentence for a person."""
    try:
        yield
    except OSError as error:
        sentence = _SENTENCES.get(error.errno or 0)
        if sentence:
            raise WorldError(tr(sentence, name=path.name)) from error
        raise WorldError(tr(_OTHER, name=path.name, reason=error.strerror or str(error))) from error


def _forget_unfinished(folder: Path) -> None:
    """Delete files that nobody can be writing any more: they are older than any export takes."""
    for path in folder.glob(".dateline-????????????.part"):
        # Another Dateline may be deleting the same file, and a folder of others may not let us.
        with suppress(OSError):
            if time.time() - path.stat().st_mtime > _STALE:
                path.unlink()


def _look_at(target: Path) -> None:
    if not target.parent.is_dir():
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))
    if target.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if not target.exists():
        return
    # Excel and LibreOffice each leave a file beside a workbook that they have open.
    if any(target.with_name(f"{start}{target.name}{end}").exists() for start, end in _OWNERS):
        raise WorldError(tr(_OPEN, name=target.name))
    target.open("r+b").close()


_STALE = 24 * 60 * 60.0
"""Seconds after which an unfinished file was left by a Dateline that was killed."""

_OWNERS = (("~$", ""), (".~lock.", "#"))
