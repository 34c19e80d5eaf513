"""Damaged stores for tests: what was written, and ways in which a file is spoilt."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from db.backup import backup
from db.encoding import to_json
from db.records import RECORDS
from db.store import Store
from db.writer import stored_fields

PAGE = 4096

Values = dict[tuple[str, str], dict[str, Any]]


@dataclass
class Model:
    """A store with a life of its own: its bytes, those of a backup from the middle of it, what it holds."""

    content: bytes
    backup: bytes
    truth: Values
    passphrase: str | None = None

    def laid_out(self, folder: Path, content: bytes, *, with_backup: bool) -> Path:
        """The store with other content in a folder of its own, with the backup beside it or without."""
        path = folder / "dateline.db"
        path.write_bytes(content)
        if with_backup:
            (folder / "backups").mkdir()
            (folder / "backups" / "dateline-2026-04-02-1210.db").write_bytes(self.backup)
        return path


def written(folder: Path, contacts: int, passphrase: str | None = None) -> Model:
    """A store that was worked with: added to, changed, deleted from, undone, and backed up in between."""
    path = folder / "dateline.db"
    store = Store.open(path)
    if passphrase:
        store.protect(passphrase)
    dice = random.Random(contacts)
    first = _fill(store, contacts, dice)
    with store.write("Change notes") as writer:
        for uid in first[::3]:
            writer.update("contact", uid, {"note": "called back", "job_title": "Officer"})
    with store.write("Delete") as writer:
        writer.delete("contact", first[1:10])
    kept = backup(store)
    second = _fill(store, contacts // 2, dice)
    with store.write("Change again") as writer:
        for uid in first[20:40]:
            writer.update("contact", uid, {"note": "moved to another ministry"})
    with store.write("Delete some more") as writer:
        writer.delete("contact", second[:5])
    store.undo()
    truth = values_of(store)
    store.close()
    return Model(path.read_bytes(), kept.read_bytes(), truth, passphrase)


def _fill(store: Store, contacts: int, dice: random.Random) -> list[str]:
    with store.write("Import") as writer:
        partners = [writer.create("partner", {"name": f"Partner {n}"}) for n in range(contacts // 10)]
        made = []
        for number in range(contacts):
            values = {
                "given_name": f"Person {number}",
                "family_name": "Sample",
                "note": "word " * dice.randrange(50),
            }
            made.append(writer.create("contact", values))
            writer.create("post", {"contact": made[-1], "partner": dice.choice(partners)})
    return made


def values_of(store: Store) -> Values:
    """Everything that a store holds, by kind and uid."""
    with store.read() as session:
        return {
            (kind, item.uid): {
                name: to_json(about, getattr(item, name))
                for name, about in stored_fields(record).items()
                if getattr(item, name) not in (None, ())
            }
            for kind, record in RECORDS.items()
            for item in session.scalars(sa.select(record))
        }


def flipped(content: bytes, dice: random.Random) -> bytes:
    """Single bits turned anywhere behind the first bytes."""
    spoilt = bytearray(content)
    for _ in range(dice.randrange(1, 60)):
        spoilt[dice.randrange(100, len(spoilt))] ^= 1 << dice.randrange(8)
    return bytes(spoilt)


def zeroed(content: bytes, dice: random.Random) -> bytes:
    """Some pages that hold nothing any more."""
    return _paged(content, dice, lambda: bytes(PAGE))


def overwritten(content: bytes, dice: random.Random) -> bytes:
    """Some pages with other bytes in them."""
    return _paged(content, dice, lambda: dice.randbytes(PAGE))


def cut(content: bytes, dice: random.Random) -> bytes:
    """The beginning alone."""
    return content[: dice.randrange(len(content) // 2, len(content))]


def beheaded(content: bytes, dice: random.Random) -> bytes:
    """Without the first page."""
    return dice.choice((bytes(PAGE), dice.randbytes(PAGE))) + content[PAGE:]


def gutted(content: bytes, dice: random.Random) -> bytes:
    """Garbage in the middle, up to a third of it."""
    start, size = dice.randrange(PAGE, len(content) // 2), dice.randrange(len(content) // 3)
    return content[:start] + dice.randbytes(size) + content[start + size :]


def _paged(content: bytes, dice: random.Random, page: Callable[[], bytes]) -> bytes:
    spoilt = bytearray(content)
    for _ in range(dice.randrange(1, 12)):
        start = dice.randrange(len(content) // PAGE) * PAGE
        spoilt[start : start + PAGE] = page()
    return bytes(spoilt)


WAYS = (flipped, zeroed, overwritten, cut, beheaded, gutted)
