"""What the first bytes of a file say: whether it is a store, under a passphrase, whole, of which schema."""

from pathlib import Path

from db.errors import Damaged, WorldError
from db.language import mark, tr
from db.store.passphrase import salt_of
from db.store.sentences import NOT_OURS

APPLICATION_ID = 0x44744C6E
"""What makes an SQLite file one of ours: "DtLn", at byte 68 of the file."""

MAGIC = b"SQLite format 3\x00"
"""How an SQLite file begins that is not encrypted."""

SCHEMA = 3
"""The number of the newest schema, kept in the file as `user_version`: one more for each migration."""

_NEWER = mark("{name} comes from a newer Dateline. Install that version to open it.")


def is_encrypted(path: Path) -> bool:
    """Whether a file is a store under a passphrase. Raises OSError when it can't be read."""
    return salt_of(path) is not None


def is_plain(path: Path) -> bool:
    """Whether a file begins as an SQLite file without a passphrase does. Raises OSError."""
    with path.open("rb") as file:
        return file.read(len(MAGIC)) == MAGIC


def is_ours(path: Path) -> bool:
    """Whether a file is a store, a backup, or empty. Raises OSError when it can't be read."""
    with path.open("rb") as file:
        header = file.read(100)
    return not header or is_encrypted(path) or int.from_bytes(header[68:72], "big") == APPLICATION_ID


def schema_of(path: Path) -> int:
    """The schema of a store that is not encrypted, from its header alone: nothing is opened or changed.

    The layout is that of the SQLite file format (https://sqlite.org/fileformat.html): magic at 0, page size
    at 16, pages at 28, user version at 60, application id at 68, all big-endian.
    Raises WorldError for a file that is no store or from a newer Dateline, Damaged for one that is cut off.
    """
    with path.open("rb") as file:
        header = file.read(100)
    if not header.startswith(MAGIC) or len(header) < 100:
        raise WorldError(tr(NOT_OURS, name=path.name))
    known(path, int.from_bytes(header[68:72], "big"), int.from_bytes(header[60:64], "big"))
    page = int.from_bytes(header[16:18], "big")
    size = (65536 if page == 1 else page) * int.from_bytes(header[28:32], "big")
    # With a log beside it a short file is whole: its end is still in the log.
    if path.stat().st_size < size and not has_log(path) and not has_journal(path):
        raise Damaged(tr("{name} is damaged: its end is missing. Restore it from a backup.", name=path.name))
    return int.from_bytes(header[60:64], "big")


def known(path: Path, application: int, schema: int) -> int:
    """The schema again, where this Dateline can open it. Raises WorldError otherwise."""
    if application != APPLICATION_ID:
        raise WorldError(tr("{name} belongs to another program. Choose another file.", name=path.name))
    if schema > SCHEMA:
        raise WorldError(tr(_NEWER, name=path.name))
    return schema


def log_of(path: Path) -> Path:
    """Where SQLite keeps the log of a store: changes that are safe, and not yet in the file itself."""
    return path.with_name(f"{path.name}-wal")


def has_log(path: Path) -> bool:
    """Whether there is a log with something in it."""
    log = log_of(path)
    return log.exists() and log.stat().st_size > 0


def journal_of(path: Path) -> Path:
    """Where SQLite keeps what a transaction is changing in a store that has no log."""
    return path.with_name(f"{path.name}-journal")


def has_journal(path: Path) -> bool:
    """Whether a transaction of a store without a log is under way, or was when its program was killed."""
    journal = journal_of(path)
    return journal.exists() and journal.stat().st_size > 0
