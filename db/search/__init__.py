"""Full text over every field of every kind, in both scripts, forgiving: the index, and asking it.

The index is SQLite's FTS5 (see `schema`), kept in the same transaction as the change that it follows. Texts
go in folded (`db.names.fold`), so that Секимова is found as "sekimova" and the other way round; beside them
each different word once, to be found by a part of it, by its sound, or in spite of a typing error.
"""

from db.search.finding import listed, matching, search
from db.search.keeping import faults, forget, index, purge, rebuild
from db.search.schema import create, entries, is_current
from db.search.showing import Hit

__all__ = [
    "Hit",
    "create",
    "entries",
    "faults",
    "forget",
    "index",
    "is_current",
    "listed",
    "matching",
    "purge",
    "rebuild",
    "search",
]
