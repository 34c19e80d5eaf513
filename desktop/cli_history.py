"""What `dateline history` lists."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from db.journal import Entry
    from db.store import Store

NEWEST = 100
"""How many batches history prints for a person."""


def entries_of(store: "Store", uid: str | None, *, everything: bool) -> list["Entry"]:
    """Batches, newest first: all of them, or the newest few."""
    from db.journal import history

    with store.read() as session:
        entries = read = history(session, uid, limit=NEWEST)
        while everything and read:
            read = history(session, uid, limit=NEWEST, before=read[-1].batch)
            entries = [*entries, *read]
    return entries


def plain(entry: "Entry") -> dict[str, Any]:
    """A batch with its changes, as scripts read it."""
    changes = [
        {"kind": change.kind, "uid": change.uid, "field": field, "old": old, "new": new}
        for change in entry.changes
        for field, (old, new) in change.fields.items()
    ]
    return {
        "batch": entry.batch,
        "at": f"{entry.at.isoformat(timespec='seconds')}+00:00",
        "label": entry.label,
        "undone": entry.undone,
        "changes": changes,
    }
