"""Connections to a store: plain ones by SQLite, those under a passphrase by SQLCipher."""

import json
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, lru_cache, partial
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import sqlalchemy as sa

from db.errors import Damaged, InUse, NeedsPassphrase, WorldError
from db.language import mark, tr
from db.names import fold
from db.store import header
from db.store.passphrase import Key, salt_of
from db.store.place import place_of
from db.store.sentences import DAMAGED

BUSY_SECONDS = 5.0
"""How long a statement waits for another program that is writing."""

PATIENT_SECONDS = 30.0
"""The same where there is no log, and who writes waits for those who read, as they do for the writer."""

WRONG_PASSPHRASE = mark("This is not the passphrase of {name}. Try again.")
NO_PASSPHRASE = mark("{name} is protected. Give its passphrase to open it.")


def key_for(path: Path, passphrase: str | None) -> Key | None:
    """The key with which a file may be opened; None for one without a passphrase.

    Raises NeedsPassphrase when none is given or it is not that of the file.
    """
    salt = salt_of(path)
    if salt is None:
        return None
    if not passphrase:
        raise NeedsPassphrase(tr(NO_PASSPHRASE, name=path.name))
    key = Key.make(passphrase, salt)
    check_key(path, key)
    return key


def check_key(path: Path, key: Key) -> None:
    """See whether a key opens a file. Raises NeedsPassphrase when it does not."""
    # What was half written can't be taken back under a key that may be wrong, and has the same key.
    mode = "ro&immutable=1" if header.has_journal(path) else _reading_mode(path, key)
    try:
        with connected(path, mode, key) as connection:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except Exception as error:
        if getattr(error, "sqlite_errorcode", None) != sqlite3.SQLITE_NOTADB:
            raise
        raise NeedsPassphrase(tr(WRONG_PASSPHRASE, name=path.name)) from error


def is_opened_by(path: Path, key: Key) -> bool:
    """Whether a file was made under this very key. Raises OSError when it can't be read."""
    if salt_of(path) != key.salt:
        return False
    try:
        check_key(path, key)
    except NeedsPassphrase:
        return False
    return True


def schema_of(path: Path, key: Key | None) -> int:
    """The schema of a store. Raises WorldError for a file that this Dateline can't open."""
    if key is None:
        schema = header.schema_of(path)
        # What a log holds may be newer than the file.
        if not header.has_log(path):
            return schema
    with reading(path, key) as connection:
        application, schema = (
            connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version")
        )
    return header.known(path, application, schema)


def take_back(path: Path, key: Key | None) -> None:
    """Let SQLite take back what a program that was killed had half written into a store without a log."""
    with connected(path, "rw", key) as connection:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()


def in_one_file(path: Path, key: Key | None) -> None:
    """Let into a store what a log beside it holds, and keep no log from now on.

    Whoever has it alone needs no shared memory for that, which drives on a network do not have
    (https://sqlite.org/wal.html#noshm). Raises InUse when another program has it open with a log.
    """
    with connected(path, "rw", key) as connection:
        connection.execute("PRAGMA locking_mode = EXCLUSIVE").fetchone()
        if connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
            return
        if connection.execute("PRAGMA journal_mode = DELETE").fetchone()[0] != "delete":
            raise InUse(
                tr("{name} is in use by another program. Close it there, then try again.", name=path.name)
            )
    path.with_name(f"{path.name}-shm").unlink(missing_ok=True)


def check_readable(path: Path, key: Key | None = None) -> None:
    """Check the structure of every page, changing nothing. Raises Damaged for a damaged file."""
    with reading(path, key) as connection:
        found = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    if found != "ok":
        raise Damaged(tr(DAMAGED, name=path.name))


@contextmanager
def reading(path: Path, key: Key | None = None) -> Iterator[sqlite3.Connection]:
    """A connection for reading that leaves nothing beside the file.

    Without a log nobody has the store open, and it may be read as a file that does not change; otherwise
    SQLite would make a log and leave it there. Where others may write without a log, it is read with locks.
    """
    with connected(path, _reading_mode(path, key), key) as connection:
        yield connection


@contextmanager
def connected(path: Path, mode: str, key: Key | None = None) -> Iterator[sqlite3.Connection]:
    """A connection to a file in a mode of SQLite's URIs: "ro", "rw" or "rwc"."""
    place = f"{path.absolute().as_uri()}?mode={mode}"
    connection = driver(key).connect(place, uri=True, timeout=BUSY_SECONDS)
    try:
        if key is not None:
            connection.execute(f'PRAGMA key = "{key.literal}"')
            connection.execute("PRAGMA temp_store = MEMORY")
        yield connection
    finally:
        connection.close()


def copy(source: Path, source_key: Key | None, target: Path, target_key: Key | None) -> None:
    """Copy a store into a new file, under the same key or another, that needs no other file beside it."""
    if source_key == target_key:
        with reading(source, source_key) as old:
            pour(old, target, target_key)
    else:
        _translate(source, source_key, target, target_key)


def pour(old: Any, target: Path, key: Key | None) -> None:
    """Copy what an open connection, under the same key, reads into a new file in one piece."""
    with connected(target, "rwc", key) as new:
        old.backup(new)
        new.execute("PRAGMA journal_mode=DELETE").fetchone()


def check_whole(path: Path, key: Key | None) -> None:
    """Check a file that has just taken the place of an open store, without the log of that one.

    Raises WorldError when it is none that this store may go on with.
    """
    if key is not None and not is_opened_by(path, key):
        raise NeedsPassphrase(tr(NO_PASSPHRASE, name=path.name))
    with connected(path, "ro&immutable=1", key) as connection:
        application, schema = (
            connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version")
        )
        found = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    if header.known(path, application, schema) < header.SCHEMA:
        raise WorldError(tr("{name} comes from an older Dateline. Start Dateline again.", name=path.name))
    if found != "ok":
        raise Damaged(tr(DAMAGED, name=path.name))


def overwrite(source: Path, target: Path, key: Key | None) -> None:
    """Make an existing store what `source`, under the same key, is: in one transaction of SQLite's."""
    with reading(source, key) as new, connected(target, "rw", key) as old:
        new.backup(old)


def _translate(source: Path, source_key: Key | None, target: Path, target_key: Key | None) -> None:
    """Copy a store into a new file under another key, or none: as `sqlcipher_export` does it."""
    place = f"{source.absolute().as_uri()}?mode={_reading_mode(source, source_key)}"
    new = _cipher().connect(f"{target.absolute().as_uri()}?mode=rwc", uri=True, timeout=BUSY_SECONDS)
    try:
        if target_key is not None:
            new.execute(f'PRAGMA key = "{target_key.literal}"')
        new.execute("PRAGMA temp_store = MEMORY")
        new.execute("ATTACH ? AS old KEY ?", (place, source_key.literal if source_key else ""))
        # In one transaction: otherwise every table and index waits for the disk.
        new.execute("BEGIN")
        new.execute("SELECT sqlcipher_export('main', 'old')").fetchall()
        for pragma in ("application_id", "user_version"):
            number = new.execute(f"PRAGMA old.{pragma}").fetchone()[0]
            new.execute(f"PRAGMA main.{pragma} = {number}")
        new.commit()
        new.execute("DETACH old")
    finally:
        new.close()


def engine(
    path: Path, key: Key | None, *, reads: bool, immutable: bool = False, journal: str = "WAL"
) -> sa.Engine:
    """An engine for the scopes of a store: each connection with the pragmas that keep the store safe.

    One that `reads` can change nothing; with `immutable` it leaves nothing beside the file either. Without a
    log nothing goes to the file before the end of a transaction, so that others read on until then.
    """
    has_log = journal == "WAL"
    made = sa.create_engine(
        url(path, key, _reading_mode(path, key) if immutable else "rw"),
        connect_args={"timeout": BUSY_SECONDS if has_log else PATIENT_SECONDS},
        json_serializer=_json,
        poolclass=sa.pool.QueuePool,
    )

    def connected(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None
        connection.create_function("fold", 1, _fold, deterministic=True)
        for pragma in ("foreign_keys=ON", "synchronous=FULL", "temp_store=MEMORY", "cache_size=-32000"):
            connection.execute(f"PRAGMA {pragma}")
        for pragma in () if has_log else ("synchronous=EXTRA", "cache_spill=OFF"):
            connection.execute(f"PRAGMA {pragma}")
        connection.execute("PRAGMA query_only=ON" if reads else f"PRAGMA journal_mode={journal}")

    def begun(connection: sa.Connection) -> None:
        connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")

    sa.event.listen(made, "connect", connected)
    sa.event.listen(made, "begin", begun)
    return made


def url(path: Path, key: Key | None, mode: str) -> sa.URL:
    """Where SQLAlchemy finds a store; `mode` is what SQLite's URIs take, such as "rw"."""
    query = {"uri": "true", **dict(parse_qsl(f"mode={mode}"))}
    place = sa.URL.create("sqlite", database=path.absolute().as_uri(), query=query)
    if key is None:
        return place
    _cipher()
    return place.set(drivername="sqlite+pysqlcipher", password=key.literal)


def _reading_mode(path: Path, key: Key | None) -> str:
    changes = header.log_of(path).exists() or header.has_journal(path)
    return "ro" if changes or (place_of(path).is_shared and _takes_locks(path, key)) else "ro&immutable=1"


def _takes_locks(path: Path, key: Key | None) -> bool:
    """Whether a file can be read with locks: not where it asks for a log, and none can be made."""
    try:
        with connected(path, "ro", key) as connection:
            connection.execute("PRAGMA schema_version").fetchone()
    except Exception as error:
        return getattr(error, "sqlite_errorcode", 0) & 0xFF != sqlite3.SQLITE_CANTOPEN
    return True


def driver(key: Key | None) -> Any:
    """The module that opens files under a key, or under none."""
    return sqlite3 if key is None else _cipher()


@cache
def _cipher() -> Any:
    """SQLCipher's module, loaded when the first store needs it, told not to write to standard error.

    From then on the system keeps no picture of the memory, with the key and all, of a program that dies.
    """
    from sqlcipher3 import dbapi2

    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))

    quiet = dbapi2.connect(":memory:")
    quiet.execute("PRAGMA cipher_log_level = NONE").fetchone()
    quiet.close()
    return dbapi2


_json = partial(json.dumps, ensure_ascii=False)


@lru_cache(maxsize=1 << 16)
def _fold(text: object) -> str:
    """Folded text for SQL; a column has fewer different texts than rows, and is asked for again."""
    return "" if text is None else fold(str(text))
