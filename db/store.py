"""The store: opens the file, hands out scopes for reading and writing, keeps two windows apart.

The only place, with search.py, that speaks SQLite's dialect; what is here is what a shared PostgreSQL
would do otherwise.
"""

import getpass
import json
import os
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from filelock import FileLock, Timeout
from platformdirs import user_data_path
from sqlalchemy.orm import Session

from db import search
from db.errors import WorldError
from db.journal import changes_of, to_redo, to_undo
from db.language import mark, tr
from db.names import fold
from db.writer import Changes, Writer

APPLICATION_ID = 0x44744C6E
"""What makes an SQLite file one of ours: "DtLn", at byte 68 of the file."""

SCHEMA = 2
"""The number of the newest schema, kept in the file as `user_version`: one more for each migration."""

BUSY_SECONDS = 5.0
"""How long a statement waits for another program that is writing."""

_SENTENCES = {
    sqlite3.SQLITE_BUSY: mark("{name} is in use by another program. Close it there, then try again."),
    sqlite3.SQLITE_LOCKED: mark("{name} is in use by another program. Close it there, then try again."),
    sqlite3.SQLITE_FULL: mark("The disk is full, so nothing was saved to {name}. Make room, then try again."),
    sqlite3.SQLITE_READONLY: mark(
        "{name} can't be written to. Copy it to a folder of your own and open the copy."
    ),
    sqlite3.SQLITE_CORRUPT: mark("{name} is damaged. Restore it from a backup."),
    sqlite3.SQLITE_NOTADB: mark("{name} is not a Dateline store. Choose another file."),
    sqlite3.SQLITE_CANTOPEN: mark("{name} can't be opened. Check that its folder is there and is yours."),
    sqlite3.SQLITE_IOERR: mark(
        "{name} can't be reached: the drive did not answer. Reconnect it, then try again."
    ),
}


def default_path() -> Path:
    """Where the store lives unless told otherwise: `DATELINE_STORE`, else the platform's place for data."""
    named = os.environ.get("DATELINE_STORE")
    return Path(named) if named else user_data_path("Dateline", appauthor=False) / "dateline.db"


class Store:
    """One open store. Scopes of `read` and `write` may be used from any thread, each by one at a time."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.listeners: list[Callable[[Changes], None]] = []
        self._writing = threading.Lock()
        self._window: FileLock | None = None
        self._reader = _engine(path, read_only=True)
        self._writer = _engine(path, read_only=False)

    @classmethod
    def open(cls, path: Path, *, create: bool = True) -> "Store":
        """The store at `path`, brought to the newest schema; a new one where there is no file.

        Raises WorldError, with not a byte changed, for a file that is not ours, is damaged, read-only, in
        use, or comes from a newer Dateline.
        """
        with _world(path):
            if not path.exists() and not create:
                raise WorldError(tr("There is no store at {path}. Check the name.", path=path))
            version = 0
            if path.exists() and path.stat().st_size:
                version = _inspect(path)
                _check_writable(path)
                _check_readable(path)
            if version < SCHEMA:
                _migrate(path, version)
            store = cls(path)
            try:
                store._settle()
                store._renew_search()
            except BaseException:
                store.close()
                raise
            return store

    def close(self) -> None:
        """Let go of the file."""
        self._reader.dispose()
        self._writer.dispose()
        if self._window is not None:
            self._window.release()
            self._window = None

    def claim_window(self) -> None:
        """Keep other windows out for as long as this store is open. Raises WorldError when one has it."""
        lock = FileLock(f"{self.path}.window")
        try:
            lock.acquire(timeout=0)
        except Timeout:
            problem = tr("{name} is open in another Dateline window. Use that one.", name=self.path.name)
            raise WorldError(problem) from None
        self._window = lock

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A session that sees one state of the store and can change nothing."""
        with _database(self.path), Session(self._reader) as session:
            yield session

    @contextmanager
    def write(self, label: str, *, undoes: int | None = None) -> Iterator[Writer]:
        """One transaction, one batch in the journal under `label`, one notice of what changed.

        All of it is kept or, when the block raises, none. A block that changed nothing leaves no batch.
        """
        changes: Changes | None = None
        with (
            self._writing,
            _database(self.path),
            Session(self._writer, expire_on_commit=False) as session,
            session.begin(),
        ):
            writer = Writer(session, label)
            yield writer
            writer.index()
            if not writer.is_empty or undoes is not None:
                changes = writer.finish(who=_who(), undoes=undoes)
        if changes is not None:
            self._tell(changes)

    def undo(self) -> str | None:
        """Take back the latest batch that stands; answers its label, None when there is none."""
        return self._turn(to_undo, back=True)

    def redo(self) -> str | None:
        """Apply again what was undone last; answers its label, None when there is nothing."""
        return self._turn(to_redo, back=False)

    def version(self) -> int:
        """A number that changes when another program has written to the file."""
        with _world(self.path), self._reader.connect() as connection:
            return int(connection.exec_driver_sql("SELECT count(*), max(id) FROM batch").one()[1] or 0)

    def copy_to(self, target: Path) -> None:
        """A checked copy of the store as it is now, in one file; `target` is replaced when the copy is whole.

        Raises WorldError where `target` is this store itself or a file that is no store at all.
        """
        unfinished = target.with_name(target.name + ".part")
        with _world(target):
            if target.exists() and (target.samefile(self.path) or not _is_ours(target)):
                raise WorldError(tr("{name} is no backup. Choose another name for it.", name=target.name))
            target.parent.mkdir(parents=True, exist_ok=True)
            unfinished.unlink(missing_ok=True)
            try:
                _copy(self.path, unfinished)
                _check_readable(unfinished)
                os.replace(unfinished, target)
            finally:
                unfinished.unlink(missing_ok=True)

    def restore_from(self, source: Path) -> None:
        """Make this store what `source`, another store or a backup, is. Raises WorldError when it is none."""
        with _world(source):
            if source.samefile(self.path):
                raise WorldError(tr("{name} is the store itself. Choose a backup.", name=source.name))
            if _inspect(source) < SCHEMA:
                raise WorldError(tr("{name} comes from an older Dateline. Open it first.", name=source.name))
            _check_readable(source)
        with self._writing, _world(self.path):
            self._reader.dispose()
            self._writer.dispose()
            with _reading(source) as old, _connect(self.path, "rw") as new:
                old.backup(new)
        self._renew_search()
        self._tell(Changes(0, tr("Restore a backup"), everything=True))

    def integrity(self) -> list[str]:
        """What SQLite finds wrong with the file and its links, in its own words; empty when all is well."""
        with _world(self.path), self._reader.connect() as connection:
            found = [row[0] for row in connection.exec_driver_sql("PRAGMA integrity_check(20)")]
            links = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        broken = [f"{table} {rowid} → {parent}" for table, rowid, parent, _ in links]
        return [line for line in found if line != "ok"] + broken

    def _settle(self) -> None:
        """Set the file to write-ahead logging and read from it once: whoever holds it is noticed now."""
        with self._writer.connect():
            self.version()

    def _renew_search(self) -> None:
        """Make the search index anew where it was made by another Dateline, or not at all."""
        with self.read() as session:
            if search.is_current(session):
                return
        with self._writing, _database(self.path), Session(self._writer) as session, session.begin():
            # Another window may have done so while this one waited.
            if not search.is_current(session):
                search.rebuild(session)

    def _turn(self, choose: Callable[[Session], Any], *, back: bool) -> str | None:
        with self.read() as session:
            batch = choose(session)
            if batch is None:
                return None
            number, done = batch.id, batch.label
        label = tr("Undo: {label}", label=done) if back else tr("Redo: {label}", label=done)
        with self.write(label, undoes=number) as writer:
            made = list(changes_of(writer.session, number))
            writer.apply([change.inverse() for change in reversed(made)] if back else made)
            writer.mark_undone(number, back)
        return str(done)

    def _tell(self, changes: Changes) -> None:
        for listener in tuple(self.listeners):
            listener(changes)


def _who() -> str:
    with suppress(OSError, KeyError):
        return getpass.getuser()
    return ""


def _engine(path: Path, *, read_only: bool) -> sa.Engine:
    engine = sa.create_engine(
        f"sqlite:///{path}", connect_args={"timeout": BUSY_SECONDS}, json_serializer=_json
    )

    def connected(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None
        connection.create_function("fold", 1, _fold, deterministic=True)
        for pragma in ("foreign_keys=ON", "synchronous=FULL", "temp_store=MEMORY", "cache_size=-32000"):
            connection.execute(f"PRAGMA {pragma}")
        connection.execute("PRAGMA query_only=ON" if read_only else "PRAGMA journal_mode=WAL")

    def begun(connection: sa.Connection) -> None:
        connection.exec_driver_sql("BEGIN" if read_only else "BEGIN IMMEDIATE")

    sa.event.listen(engine, "connect", connected)
    sa.event.listen(engine, "begin", begun)
    return engine


_json = partial(json.dumps, ensure_ascii=False)


@lru_cache(maxsize=1 << 16)
def _fold(text: object) -> str:
    """Folded text for SQL; a column has fewer different texts than rows, and is asked for again."""
    return "" if text is None else fold(str(text))


@contextmanager
def _database(path: Path) -> Iterator[None]:
    """Turn what SQLite says about a store into a sentence for a person."""
    try:
        yield
    except sa.exc.DBAPIError as error:
        raise _as_world_error(error.orig, path) or error from error


@contextmanager
def _world(path: Path) -> Iterator[None]:
    """Turn what SQLite and the system say about a file into a sentence for a person."""
    try:
        with _database(path):
            yield
    except sqlite3.Error as error:
        raise _as_world_error(error, path) or error from error
    except PermissionError as error:
        raise WorldError(tr(_SENTENCES[sqlite3.SQLITE_READONLY], name=path.name)) from error
    except OSError as error:
        problem = tr("{name} can't be used: {reason}.", name=path.name, reason=error.strerror or str(error))
        raise WorldError(problem) from error


def _as_world_error(error: BaseException | None, path: Path) -> WorldError | None:
    code = getattr(error, "sqlite_errorcode", None)
    sentence = _SENTENCES.get(code & 0xFF) if code is not None else None
    return WorldError(tr(sentence, name=path.name)) if sentence else None


def _inspect(path: Path) -> int:
    """The schema of a store file, from its header alone: nothing is opened, so nothing can be changed.

    The layout is that of the SQLite file format: magic at 0, page size at 16, pages at 28, user version at
    60, application id at 68, all big-endian.
    """
    with path.open("rb") as file:
        header = file.read(100)
    if not header.startswith(b"SQLite format 3\x00") or len(header) < 100:
        raise WorldError(tr("{name} is not a Dateline store. Choose another file.", name=path.name))
    if int.from_bytes(header[68:72], "big") != APPLICATION_ID:
        raise WorldError(tr("{name} belongs to another program. Choose another file.", name=path.name))
    version = int.from_bytes(header[60:64], "big")
    if version > SCHEMA:
        raise WorldError(
            tr("{name} comes from a newer Dateline. Install that version to open it.", name=path.name)
        )
    page = int.from_bytes(header[16:18], "big")
    size = (65536 if page == 1 else page) * int.from_bytes(header[28:32], "big")
    # With a log beside it a short file is whole: its end is still in the log.
    if path.stat().st_size < size and not _has_log(path):
        raise WorldError(
            tr("{name} is damaged: its end is missing. Restore it from a backup.", name=path.name)
        )
    return version


def _check_writable(path: Path) -> None:
    if not os.access(path, os.W_OK) or not os.access(path.parent, os.W_OK):
        raise WorldError(tr(_SENTENCES[sqlite3.SQLITE_READONLY], name=path.name))


def _check_readable(path: Path) -> None:
    """Check the structure of every page, changing nothing. Raises WorldError for a damaged file."""
    with _reading(path) as connection:
        found = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    if found != "ok":
        raise WorldError(tr(_SENTENCES[sqlite3.SQLITE_CORRUPT], name=path.name))


def _is_ours(path: Path) -> bool:
    with path.open("rb") as file:
        header = file.read(100)
    return not header or int.from_bytes(header[68:72], "big") == APPLICATION_ID


def _has_log(path: Path) -> bool:
    log = path.with_name(f"{path.name}-wal")
    return log.exists() and log.stat().st_size > 0


@contextmanager
def _reading(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection for reading that leaves nothing beside the file.

    Without a log nobody has the store open, and it may be read as a file that does not change; otherwise
    SQLite would make a log and leave it there.
    """
    log = path.with_name(f"{path.name}-wal")
    with _connect(path, "ro" if log.exists() else "ro&immutable=1") as connection:
        yield connection


@contextmanager
def _connect(path: Path, mode: str) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode={mode}", uri=True, timeout=BUSY_SECONDS)
    try:
        yield connection
    finally:
        connection.close()


def _copy(source: Path, target: Path) -> None:
    """Copy a store into a new file that needs no other file beside it."""
    with _reading(source) as old, _connect(target, "rwc") as new:
        old.backup(new)
        new.execute("PRAGMA journal_mode=DELETE").fetchone()


def _migrate(path: Path, version: int) -> None:
    """Bring a file to the newest schema in one transaction, after a checked backup of what was there."""
    from db.migrations import upgrade

    path.parent.mkdir(parents=True, exist_ok=True)
    if version:
        backup = path.with_name(f"{path.stem}-before-{SCHEMA}{path.suffix}")
        _copy(path, backup)
        _check_readable(backup)
    # Foreign keys stay off here: Alembic rebuilds tables to alter them, and a rebuilt table would take
    # along the rows that refer to it.
    engine = sa.create_engine(f"sqlite:///{path}", connect_args={"timeout": BUSY_SECONDS})
    sa.event.listen(engine, "connect", lambda connection, _: setattr(connection, "isolation_level", None))
    sa.event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    try:
        with engine.begin() as connection:
            upgrade(connection)
            connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.exec_driver_sql(f"PRAGMA user_version = {SCHEMA}")
    finally:
        engine.dispose()
