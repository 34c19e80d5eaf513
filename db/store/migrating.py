"""Bringing a store to the newest schema."""

from pathlib import Path

import sqlalchemy as sa

from db.store import connecting, header
from db.store.passphrase import Key


def migrate(path: Path, version: int, key: Key | None) -> None:
    """Bring a file to the newest schema in one transaction, after a checked backup of what was there.

    A new store is made where `version` is 0.
    """
    from db.migrations import upgrade

    path.parent.mkdir(parents=True, exist_ok=True)
    if version:
        backup = path.with_name(f"{path.stem}-before-{header.SCHEMA}{path.suffix}")
        connecting.copy(path, key, backup, key)
        connecting.check_readable(backup, key)
    # Foreign keys stay off here: Alembic rebuilds tables to alter them, and a rebuilt table would take
    # along the rows that refer to it.
    engine = sa.create_engine(
        connecting.url(path, key, "rwc"),
        connect_args={"timeout": connecting.BUSY_SECONDS},
        poolclass=sa.pool.NullPool,
    )
    sa.event.listen(engine, "connect", lambda connection, _: setattr(connection, "isolation_level", None))
    sa.event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    try:
        with engine.begin() as connection:
            upgrade(connection)
            connection.exec_driver_sql(f"PRAGMA application_id = {header.APPLICATION_ID}")
            connection.exec_driver_sql(f"PRAGMA user_version = {header.SCHEMA}")
    finally:
        engine.dispose()
