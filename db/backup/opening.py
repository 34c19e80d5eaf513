"""A backup opened to be read: as it is, or, where it has an earlier schema, in a copy brought to today's."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from db.store import SCHEMA, Store, connecting, rewriting
from db.store.migrating import migrate
from db.store.sentences import world


@contextmanager
def opened(store: Store, file: Path, passphrase: str | None = None) -> Iterator[Store]:
    """A backup of `store`, or another store, as a store that is only read; nothing in the file is changed.

    A copy that is brought to today's schema lies beside the store, under its passphrase or that of the
    backup, and is gone after the block. Raises WorldError where the file can't be read, NeedsPassphrase where
    it is under another passphrase than `store` and than the one given.
    """
    with world(file):
        key = store.key_of(file, passphrase)
        version = connecting.schema_of(file, key)
        connecting.check_readable(file, key)
    if version == SCHEMA:
        with closing(Store(file, key, read_only=True)) as shown:
            yield shown
        return
    copy, key_of_copy = rewriting.unfinished(_place(store)), store.key or key
    forget_copy(store)
    try:
        with world(copy):
            connecting.copy(file, key, copy, key_of_copy)
            migrate(copy, version, key_of_copy, keeps=False)
        with closing(Store(copy, key_of_copy, read_only=True)) as shown:
            yield shown
    finally:
        forget_copy(store)


def forget_copy(store: Store) -> None:
    """Delete the copy of a backup that a Dateline which was stopped while it showed it has left."""
    with world(store.path):
        rewriting.forget_unfinished(_place(store))


def _place(store: Store) -> Path:
    return store.path.with_name(f"{store.path.name}.look")
