"""A backup of a store that is not open yet, before it is brought to a newer schema."""

import datetime as dt
from pathlib import Path

from db.backup.contents import look
from db.backup.naming import UPDATE, free_path
from db.backup.places import folder_of, listed
from db.errors import Damaged, WorldError
from db.language import tr
from db.store import connecting, rewriting
from db.store.passphrase import Key


def keep_before_update(path: Path, key: Key | None) -> Path:
    """The backup of a store of an earlier schema, of which nothing else may be known; answers its path.

    Made where the newest does not hold this very state in this schema. Raises WorldError, Damaged where the
    copy is not the same as the store.
    """
    schema, held = connecting.schema_of(path, key), look(path, key)
    now = dt.datetime.now()
    last = next((each for each in listed(path) if each.moment <= now), None)
    if last is not None:
        try:
            if connecting.schema_of(last.path, key) == schema and look(last.path, key) == held:
                return last.path
        except WorldError:
            # What can't be read holds nothing.
            pass
    folder = folder_of(path)
    folder.mkdir(parents=True, exist_ok=True)
    target = free_path(folder, path, UPDATE)
    with rewriting.replacing(target) as part:
        connecting.copy(path, key, part, key)
        connecting.check_readable(part, key)
        if look(part, key) != held:
            raise Damaged(
                tr("The backup {name} is not like the store, so it was not kept. Please try again.",
                   name=target.name)
            )  # fmt: skip
    return target
