"""Each schema that was ever released opens as one of today's, with what was in it.

The schemas lie in tests/db/schemas as SQL, each under its number. A new migration adds the one that it
leads to: `python tests/db/test_migrations.py` writes it from the migrations themselves.
"""

import sqlite3
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from db import migrations, search
from db.personal import ledger
from db.queries import View, count
from db.records import RECORDS
from db.store import APPLICATION_ID, SCHEMA, Store

SCHEMAS = sorted((Path(__file__).parent / "schemas").glob("*.sql"))


def revisions() -> list[str]:
    """The numbers of all migrations, oldest first."""
    config = Config()
    config.set_main_option("script_location", str(Path(migrations.__file__).parent))
    scripts = ScriptDirectory.from_config(config).walk_revisions()
    return [script.revision for script in scripts][::-1]


def kept(path: Path, dump: Path) -> Path:
    """A store as it was with the schema of a dump, with one contact in it."""
    with sqlite3.connect(path) as connection:
        connection.executescript(dump.read_text(encoding="utf-8"))
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {int(dump.stem)}")
        connection.execute(
            "INSERT INTO contact (uid, created, modified, title, title_key, family_name) "
            "VALUES ('u-1', '2019-04-25', '2019-04-25', 'Sekimova', 'sekimova', 'Sekimova')"
        )
        connection.execute("INSERT INTO batch (at, label, who, undone) VALUES ('2019-04-25', 'Add', '', 0)")
        connection.execute(
            "INSERT INTO change (batch, kind, uid, operation, fields) "
            """VALUES (1, 'contact', 'u-1', 'create', '{"family_name": [null, "Sekimova"]}')"""
        )
    connection.close()
    return path


def differences(store: Store) -> list[Any]:
    """What Alembic would change to bring a store to today's records."""

    def of_ours(_object: Any, name: str | None, *_: Any) -> bool:
        return not (name or "").startswith(("search_text", "search_inside"))

    with store.write("compare") as writer:
        options = {"include_object": of_ours, "compare_server_default": True}
        context = MigrationContext.configure(writer.session.connection(), opts=options)
        return list(compare_metadata(context, ledger.Erasure.metadata))


def test_every_migration_has_its_schema_kept() -> None:
    assert [dump.stem for dump in SCHEMAS] == revisions()
    assert len(revisions()) == SCHEMA


def test_a_new_store_has_the_tables_of_the_records(store: Store) -> None:
    assert differences(store) == []


def test_a_new_store_has_the_newest_schema_kept(tmp_path: Path) -> None:
    Store.open(tmp_path / "dateline.db").close()
    assert dumped(tmp_path / "dateline.db") == SCHEMAS[-1].read_text(encoding="utf-8")


@pytest.mark.parametrize("dump", SCHEMAS, ids=lambda dump: dump.stem)
def test_an_earlier_store_is_brought_to_today(tmp_path: Path, dump: Path) -> None:
    path = kept(tmp_path / "dateline.db", dump)
    store = Store.open(path)
    assert differences(store) == []
    assert store.integrity() == []
    with store.read() as session:
        assert count(session, View("contact")) == 1
        assert search.search(session, "nobody") == []
    with store.write("Add") as writer:
        for kind in RECORDS:
            writer.create(kind, {})
    store.close()
    backups = list((tmp_path / "backups").glob("dateline-*-before-update.db"))
    assert bool(backups) == (int(dump.stem) < SCHEMA)


def dumped(path: Path) -> str:
    """The schema of a store as SQL, without the tables that SQLite makes behind the search index."""
    with sqlite3.connect(path) as connection:
        found = connection.execute(
            "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'search_text_%' "
            "AND name NOT LIKE 'search_inside_%' ORDER BY type DESC, name"
        ).fetchall()
        revision = connection.execute("SELECT version_num FROM alembic_version").fetchone()[0]
    connection.close()
    lines = [f"{sql};" for (sql,) in found]
    return "\n".join([*lines, f"INSERT INTO alembic_version VALUES ('{revision}');\n"])


def write_newest(folder: Path) -> None:
    """Keep the schema that today's migrations lead to."""
    path = folder / "newest.db"
    engine = sa.create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        migrations.upgrade(connection)
    engine.dispose()
    kept_as = Path(__file__).parent / "schemas" / f"{SCHEMA:04}.sql"
    kept_as.write_text(dumped(path), encoding="utf-8")


if __name__ == "__main__":
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        write_newest(Path(folder))
