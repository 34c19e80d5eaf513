"""Whether the file of an open store is still in its place.

A file that is moved, deleted or replaced while it is open goes on to exist for whoever has it open: SQLite
would write to it as before, and what it writes would be in no file that anybody finds. Files are told apart
by device and number (`st_dev`, `st_ino`), as SQLite itself does; on Windows an open file stays where it is.
"""

import os
from enum import Enum
from pathlib import Path

from db.store.header import log_of

Identity = tuple[int, int]


class Standing(Enum):
    """How it stands with a file that was open before."""

    IN_PLACE = "in place"
    GONE = "gone"  # no file is there, or its drive is not
    REPLACED = "replaced"  # a file is there, and it is another one


class Whereabouts:
    """Knows a store's file and its log as they were when they were opened."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file = _identity(path)
        self._log = _identity(log_of(path))

    def look(self) -> Standing:
        """How it stands with the file now."""
        now = _identity(self.path)
        if now is None:
            return Standing.GONE
        if self._file is not None and now != self._file:
            return Standing.REPLACED
        self._log = self._log or _identity(log_of(self.path))
        return Standing.IN_PLACE

    def drop_log(self) -> None:
        """Delete the log of the file that was replaced: SQLite would write it over the new one.

        A log that came with the new file stays.
        """
        log = log_of(self.path)
        if self._log is not None and _identity(log) == self._log:
            log.unlink()
            log.with_name(f"{self.path.name}-shm").unlink(missing_ok=True)


def _identity(path: Path) -> Identity | None:
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_dev, found.st_ino
