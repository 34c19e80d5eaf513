"""Writing a store anew so that no byte of what was deleted is left in its file or in its log."""

from pathlib import Path

from db.errors import InUse
from db.language import tr
from db.store import connecting
from db.store.passphrase import Key
from db.store.sentences import BUSY


def purge(path: Path, key: Key | None) -> None:
    """Write a store that this program has closed anew, in place, and empty its log.

    Raises InUse, with nothing lost, while another program reads it.
    """
    with connecting.connected(path, "rw", key) as connection:
        connection.isolation_level = None
        # The copy that VACUUM makes must not lie in a folder for temporary files.
        for pragma in ("temp_store=MEMORY", "secure_delete=ON", "synchronous=FULL"):
            connection.execute(f"PRAGMA {pragma}")
        connection.execute("VACUUM")
        busy = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    if busy:
        raise InUse(tr(BUSY, name=path.name))
