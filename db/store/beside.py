"""A small file beside the store, under the same key: for what is on its way into the store."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa

from db.errors import WorldError
from db.language import tr
from db.store import connecting, rewriting
from db.store.passphrase import Key, salt_of
from db.store.sentences import world

_UNREADABLE = (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT)


def place_of(path: Path, ending: str) -> Path:
    """Where the small file of a store is."""
    return path.with_name(f"{path.name}.{ending}")


@contextmanager
def transaction(path: Path, key: Key | None) -> Iterator[sa.Connection]:
    """One transaction in a small file, which is made where there is none.

    Raises WorldError when it can't be written, and once for a file that nobody can read any more: that one
    is set aside, and the next transaction begins with a new file.
    """
    with world(path):
        engine = _engine(path, key)
        try:
            _protect(path, key)
            with engine.begin() as connection:
                yield connection
        except Exception as error:
            said = error.orig if isinstance(error, sa.exc.DBAPIError) else error
            if getattr(said, "sqlite_errorcode", 0) & 0xFF in _UNREADABLE:
                raise WorldError(_set_aside(path, key)) from error
            raise
        finally:
            engine.dispose()


def remove(path: Path) -> None:
    """Delete a small file for good: its bytes are overwritten. Raises WorldError when that can't be done."""
    with world(path), rewriting.overwritten(path):
        path.unlink(missing_ok=True)


def rekey(path: Path, old: Key | None, new: Key | None) -> None:
    """Put a small file under the new key of its store, where there is such a file."""
    if path.exists():
        rewriting.rewrite(path, old, new)


def _protect(path: Path, key: Key | None) -> None:
    """See that a file from before the store was protected is not written on in plain letters."""
    if key is not None and path.exists() and path.stat().st_size and salt_of(path) is None:
        rewriting.rewrite(path, None, key)


def _set_aside(path: Path, key: Key | None) -> str:
    if key is not None:
        # Nobody knows what is in it, and nothing of a protected store may lie about in plain letters.
        remove(path)
        return tr("{name} can't be read, so what was typed and not saved before is lost.", name=path.name)
    kept = path.with_name(f"{path.name}-damaged")
    path.replace(kept)
    return tr(
        "{name} can't be read, so what was typed and not saved before is not offered. It is now {kept}.",
        name=path.name,
        kept=kept.name,
    )


def _engine(path: Path, key: Key | None) -> sa.Engine:
    made = sa.create_engine(
        connecting.url(path, key, "rwc"),
        connect_args={"timeout": connecting.BUSY_SECONDS},
        poolclass=sa.pool.NullPool,
    )

    def connected(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None
        for pragma in ("journal_mode=DELETE", "synchronous=FULL", "temp_store=MEMORY", "secure_delete=ON"):
            connection.execute(f"PRAGMA {pragma}").fetchone()

    def begun(connection: sa.Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    sa.event.listen(made, "connect", connected)
    sa.event.listen(made, "begin", begun)
    return made
