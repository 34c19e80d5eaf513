"""A store as plain values, for comparing it as it was and as it is."""

from typing import Any

from db.queries import View, as_json, list_ids, rows
from db.records import RECORDS
from db.store import Store
from db.values import Reach

Stored = dict[str, dict[str, dict[str, Any]]]


def as_stored(store: Store) -> Stored:
    """By kind and uid, all that the records of a store say, but for when they were last changed."""
    with store.read() as session:
        return {
            kind: {
                row.uid: {name: _unordered(name, value) for name, value in as_json(row).items()}
                for row in rows(session, kind, list_ids(session, View(kind)))
            }
            for kind in RECORDS
        }


def differences(before: Stored, after: Stored) -> list[tuple[str, str, str, Any, Any]]:
    """What is not the same in two states of a store: kind, uid, field, and what it was and is."""
    found = []
    for kind in RECORDS:
        for uid in before[kind].keys() | after[kind].keys():
            was, now = before[kind].get(uid, {}), after[kind].get(uid, {})
            fields = (name for name in was.keys() | now.keys() if was.get(name) != now.get(name))
            found += [(kind, uid, name, was.get(name), now.get(name)) for name in fields]
    return found


def _unordered(name: str, value: Any) -> Any:
    """A value without what undo may change: moments, and the order of ties of one title."""
    if name in ("created", "modified"):
        return None
    is_titles = isinstance(value, list) and all(isinstance(each, str) for each in value)
    return sorted(value) if is_titles and name != "languages" else value


def add(store: Store, kind: str, /, **values: Any) -> str:
    """Add one record."""
    with store.write("Add") as writer:
        return writer.create(kind, values)


def mail(*addresses: str) -> tuple[Reach, ...]:
    """E-mail addresses, the first one preferred."""
    return tuple(Reach(each, preferred=not n, normal=each.lower()) for n, each in enumerate(addresses))


def phone(number: str, kind: str = "") -> tuple[Reach, ...]:
    """A phone."""
    return (Reach(number, kind, normal=number.replace(" ", "")),)
