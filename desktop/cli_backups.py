"""What `dateline backups` says: the backups of a store by date, and what is in them."""

import datetime as dt
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from db.language import tr
from desktop.cli_text import table

if TYPE_CHECKING:
    from db.backup.contents import Contents
    from db.store import Store


def look(store: "Store") -> "list[dict[str, Any]]":
    """Each backup, newest first, as scripts read it; `counts` is null where it could not be read."""
    from db.backup import listed
    from db.backup.contents import look
    from db.errors import WorldError

    found = []
    for backup in listed(store.path):
        held: Contents | None = None
        problem = ""
        try:
            held = look(backup.path, store.key_of(backup.path))
        except WorldError as error:
            problem = str(error)
        found.append(
            {
                "path": str(backup.path),
                "at": backup.moment.isoformat(timespec="minutes"),
                "reason": backup.reason,
                "bytes": backup.path.stat().st_size,
                "counts": None if held is None else held.counts,
                "batch": None if held is None else held.state.newest,
                "label": None if held is None else held.label,
                "problem": problem,
            }
        )
    return found


def told(found: Sequence[dict[str, Any]]) -> Iterator[str]:
    """The same for a person."""
    from db.backup.naming import Backup

    if not found:
        yield tr("There is no backup yet.")
        return
    lines = []
    for each in found:
        moment = dt.datetime.fromisoformat(each["at"])
        why = Backup(Path(each["path"]), moment, each["reason"]).why
        says = each["problem"] or f"{_counted(each['counts'])}; {each['label']}"
        lines.append([f"{moment:%Y-%m-%d %H:%M}", why, Path(each["path"]).name, says])
    yield from table([tr("Made"), tr("Reason"), tr("File"), tr("Holds")], lines)
    for folder in dict.fromkeys(str(Path(each["path"]).parent) for each in found):
        yield tr("They are in {folder}.", folder=folder)


def _counted(counts: dict[str, int]) -> str:
    from db.records import RECORDS, STANDING

    said = [RECORDS[kind].about.words.counted(counts[kind]) for kind in STANDING if counts.get(kind)]
    return ", ".join(said) or tr("nothing")
