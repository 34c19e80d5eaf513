"""The example: the workshop of April 2019 and what surrounds it, from the files in resources/example.

Each file holds records of a kind as TOML tables. `key` names a record within the files, references are such
keys, and a list named like another kind of record holds what belongs to the record that it stands in.
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import uuid4

from platformdirs import user_data_path

from db.fields import Field, Kind
from db.journal import latest
from db.language import tr
from db.records import RECORDS, kind_fields
from db.store import Store
from db.understanding import Context, understand
from db.values import Reach
from db.writer import Writer
from resources import path

Table = dict[str, Any]


@dataclass(frozen=True)
class Entry:
    """A record of the example: its values as the files have them, references still as keys."""

    kind: str
    uid: str
    values: Table


def default_path() -> Path:
    """Where the example is kept, apart from a person's own store."""
    return user_data_path("Dateline", appauthor=False) / "example.db"


def fill_once(store: Store) -> None:
    """Write the example into a store that was never written to; leave any other as it is."""
    with store.read() as session:
        is_new = latest(session) == 0
    if is_new:
        fill(store)


def fill(store: Store) -> None:
    """Write the example into a store, as one batch."""
    uids: dict[str, str] = {}
    entries = [entry for file in sorted(path("example").glob("*.toml")) for entry in _read(file, uids)]
    with store.write(tr("Example")) as writer:
        for entry in entries:
            _create(writer, entry, uids)


def _read(file: Path, uids: dict[str, str]) -> Iterator[Entry]:
    for kind, tables in tomllib.loads(file.read_text(encoding="utf-8")).items():
        for table in tables:
            yield from _entries(kind, table, uids)


def _entries(kind: str, table: Table, uids: dict[str, str], owner: Table | None = None) -> Iterator[Entry]:
    """A record and all that belongs to it; notes under which uid its key is to be found."""
    uid = str(uuid4())
    values = {
        name: value for name, value in table.items() if name != "key" and not _is_part(kind, name, value)
    }
    if "key" in table:
        uids[f"{kind} {table['key']}"] = uid
    yield Entry(kind, uid, {**values, **(owner or {})})
    for name, parts in table.items():
        for part in parts if _is_part(kind, name, parts) else ():
            yield from _entries(name, part, uids, {_owner(name, kind): uid})


def _is_part(kind: str, name: str, value: Any) -> bool:
    return name in RECORDS and name not in ("key", kind) and isinstance(value, list)


def _owner(part: str, kind: str) -> str:
    return next(f.name for f in kind_fields(part).values() if f.owner and f.to == kind)


def _create(writer: Writer, entry: Entry, uids: dict[str, str]) -> None:
    fields = kind_fields(entry.kind)
    values = {name: _value(fields[name], value, uids) for name, value in entry.values.items()}
    writer.create(entry.kind, values, uid=entry.uid)


def _value(about: Field, raw: Any, uids: dict[str, str]) -> Any:
    match about.kind:
        case Kind.REFERENCE:
            return uids.get(f"{about.to} {raw}", raw)
        case Kind.PHONES | Kind.EMAILS:
            return _reaches(about, raw)
        case Kind.MONEY:
            return Decimal(raw)
        case Kind.LANGUAGES | Kind.LINKS:
            return tuple(raw)
        case _:
            return raw.strip() if isinstance(raw, str) else raw


def _reaches(about: Field, raw: str) -> tuple[Reach, ...]:
    """Phones or e-mails with what they come to; the first of several is the preferred one."""
    found: Any = understand(about, raw, Context()).value
    several = len(found) > 1
    return tuple(
        Reach(reach.value, "fax" if about.name == "fax" else reach.type, several and place == 0, reach.normal)
        for place, reach in enumerate(found)
    )
