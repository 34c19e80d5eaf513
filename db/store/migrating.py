"""Bringing a store to the newest schema."""

from pathlib import Path

import sqlalchemy as sa

from db.store import connecting, header
from db.store.passphrase import Key


def migrate(path: Path, version: int, key: Key | None, *, keeps: bool = True) -> None:
    """Bring a file to the newest schema in one transaction, after a checked backup of what was there.

    A new store is made where `version` is 0. Without `keeps` no backup is made, as of what is a copy itself.
    """
    from db.migrations import upgrade

    path.parent.mkdir(parents=True, exist_ok=True)
    if version and keeps:
        _keep(path, key)
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


def _keep(path: Path, key: Key | None) -> None:
    """Put a checked copy among the backups; the newest of them serves where it holds the same already."""
    # Backups are of stores, and know more of them than this does.
    from db.backup.unopened import keep_before_update

    keep_before_update(path, key)
