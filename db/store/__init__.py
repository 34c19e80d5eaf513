"""The store: the one file in which everything is, how it is opened, read, written, copied and protected.

The only place, with db/search, that speaks SQLite's dialect; what is here is what a shared PostgreSQL
would do otherwise.
"""

from db.store.header import APPLICATION_ID, SCHEMA, is_encrypted
from db.store.store import Store, default_path

__all__ = ["APPLICATION_ID", "SCHEMA", "Store", "default_path", "is_encrypted"]
