"""What SQLite and the system say about a file, as a sentence for a person."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa

from db.errors import Damaged, InUse, ReadOnly, Unreachable, WorldError
from db.language import mark, tr

READ_ONLY = mark("{name} can't be written to. Copy it to a folder of your own and open the copy.")
DAMAGED = mark("{name} is damaged. Rebuild it, or restore it from a backup.")
NOT_OURS = mark("{name} is not a Dateline store. Choose another file.")
BUSY = mark("{name} is in use by another program. Close it there, then try again.")
FULL = mark("The disk is full, so nothing was saved to {name}. Make room, then try again.")

# The primary result codes of SQLite (https://sqlite.org/rescode.html) that a person can do something about.
_SENTENCES: dict[int, tuple[type[WorldError], str]] = {
    sqlite3.SQLITE_BUSY: (InUse, BUSY),
    sqlite3.SQLITE_LOCKED: (InUse, BUSY),
    sqlite3.SQLITE_FULL: (Unreachable, FULL),
    sqlite3.SQLITE_READONLY: (ReadOnly, READ_ONLY),
    sqlite3.SQLITE_CORRUPT: (Damaged, DAMAGED),
    sqlite3.SQLITE_NOTADB: (WorldError, NOT_OURS),
    sqlite3.SQLITE_CANTOPEN: (
        Unreachable,
        mark("{name} can't be opened. Check that its folder is there and is yours."),
    ),
    sqlite3.SQLITE_IOERR: (
        Unreachable,
        mark("{name} can't be reached: the drive did not answer. Reconnect it, then try again."),
    ),
}

_BY_WORDS = {
    "database or disk is full": sqlite3.SQLITE_FULL,
    "disk I/O error": sqlite3.SQLITE_IOERR,
    "database is locked": sqlite3.SQLITE_BUSY,
    "attempt to write a readonly database": sqlite3.SQLITE_READONLY,
    "database disk image is malformed": sqlite3.SQLITE_CORRUPT,
}
"""What `sqlcipher_export` says (words of sqlite3_errstr) where it gives no code but that of any error."""

_UNREADABLE = "Could not decode to UTF-8"
"""How Python's module for SQLite begins to speak of a text that is none, without any code."""


@contextmanager
def database(path: Path) -> Iterator[None]:
    """Turn what SQLite says about a store, through SQLAlchemy, into a WorldError."""
    try:
        yield
    except sa.exc.DBAPIError as error:
        raise _as_world_error(error.orig, path) or error from error


@contextmanager
def world(path: Path) -> Iterator[None]:
    """Turn what SQLite and the system say about a file into a WorldError."""
    try:
        with database(path):
            yield
    except PermissionError as error:
        raise ReadOnly(tr(READ_ONLY, name=path.name)) from error
    except OSError as error:
        problem = tr("{name} can't be used: {reason}.", name=path.name, reason=error.strerror or str(error))
        raise Unreachable(problem) from error
    except Exception as error:
        # SQLCipher's module has errors of its own, which are no sqlite3.Error but carry the same codes.
        raise _as_world_error(error, path) or error from error


def _as_world_error(error: BaseException | None, path: Path) -> WorldError | None:
    code = getattr(error, "sqlite_errorcode", None)
    if code is None and str(error).startswith(_UNREADABLE):
        code = sqlite3.SQLITE_CORRUPT
    if code == sqlite3.SQLITE_ERROR:
        code = _BY_WORDS.get(str(error), code)
    if code == sqlite3.SQLITE_IOERR_SHMSIZE:
        # There is no room for the memory that programs share, which is the first that opening a store takes.
        code = sqlite3.SQLITE_FULL
    known = _SENTENCES.get(code & 0xFF) if code is not None else None
    if known is None:
        return None
    kind, sentence = known
    return kind(tr(sentence, name=path.name))
