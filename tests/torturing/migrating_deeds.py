"""Opening a store that an earlier Dateline left, in each schema that was released."""

import sqlite3
from functools import partial
from pathlib import Path
from random import Random

from db.store import APPLICATION_ID, SCHEMA, Store
from tests.torturing.children import Line, Say
from tests.torturing.filling import STORE, fill
from tests.torturing.table import Loss
from tests.torturing.wholeness import contents, difference, records

SCHEMAS = Path(__file__).resolve().parent.parent / "db" / "schemas"
MODERN = "modern.db"
"""The same records in a store of today, to compare with."""


def nothing(folder: Path, dice: Random) -> None:
    """No store at all: it is made at the first start."""


def prepare_from(schema: int) -> "partial[None]":
    """What prepares a store of an earlier schema."""
    return partial(_prepare, schema=schema)


def _prepare(folder: Path, dice: Random, *, schema: int) -> None:
    fill(folder / MODERN, dice)
    downgrade(folder / MODERN, folder / STORE, schema)


def downgrade(modern: Path, old: Path, schema: int) -> None:
    """Write the records and the journal of a store of today into one of an earlier schema."""
    connection = sqlite3.connect(old)
    connection.executescript((SCHEMAS / f"{schema:04}.sql").read_text(encoding="utf-8"))
    connection.execute("ATTACH ? AS modern", (str(modern),))
    tables = [
        row[0] for row in connection.execute("SELECT name FROM main.sqlite_master WHERE type = 'table'")
    ]
    for table in tables:
        if table.startswith(("search", "alembic", "sqlite")):
            continue
        names = [_columns(connection, where, table) for where in ("main", "modern")]
        shared = ", ".join(f'"{name}"' for name in names[0] if name in names[1])
        if shared:
            said = f'INSERT INTO main."{table}" ({shared}) SELECT {shared} FROM modern."{table}"'
            connection.execute(said)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {schema}")
    connection.commit()
    connection.execute("PRAGMA journal_mode = WAL").fetchone()
    connection.close()


def open_store(folder: Path, say: Say) -> None:
    """Open the old store, which brings it to today."""
    say(began=True)
    store = Store.open(folder / STORE)
    say(opened=True)
    store.close()


def check(folder: Path, before: Path, store: Store, told: list[Line]) -> None:
    """The store holds what it held, and what it was before the migration is in a backup. Raises Loss."""
    with store.read() as session:
        found = records(session)
    if wrong := difference(found, contents(before / MODERN).records):
        raise Loss(f"the migration changed a record: {wrong}")
    kept = [path for path in folder.rglob("*before-*.db") if "restore" not in path.name]
    if not kept:
        raise Loss("no backup was made before the migration")
    for path in kept:
        _check_backup(path, before / STORE)


def _check_backup(path: Path, before: Path) -> None:
    asked = "SELECT count(*), sum(length(note)), max(uid) FROM contact"
    answers = []
    for file in (path, before):
        connection = sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
        schema = connection.execute("PRAGMA user_version").fetchone()[0]
        sound = connection.execute("PRAGMA integrity_check").fetchone()[0]
        answers.append((schema, sound, connection.execute(asked).fetchone()))
        connection.close()
    if answers[0] != answers[1] or answers[0][0] >= SCHEMA:
        raise Loss(f"the backup before the migration holds {answers[0]}, not {answers[1]}")


def _columns(connection: sqlite3.Connection, schema: str, table: str) -> list[str]:
    return [row[1] for row in connection.execute(f"PRAGMA {schema}.table_info('{table}')")]
