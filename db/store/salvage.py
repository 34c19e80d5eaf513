"""What can still be read of a damaged store: table by table, around the pages that can't be.

Nothing is read from the store's own file. A copy beside it takes in what its log holds, is given a first
page where its own is gone (the first page says where every table begins, and a backup or a new store has
it, too), and is deleted after use.
"""

import heapq
import os
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from db.store import connecting, header, log_frames, rewriting
from db.store.passphrase import Key

PAGE = 4096
"""Bytes of a page: SQLite's and SQLCipher's own choice, which no store departs from."""

UID = 36
"""Characters of a uid."""

PATIENCE = 4_000
"""How many places of a table are tried in vain before the rest between two rows is given up."""

MOST_SCHEMA = 1024
"""Pages from the beginning of a template among which its list of tables is looked for."""

BLOCK = 1 << 16


@dataclass
class Found:
    """What was read of a table: its rows by their numbers, and whether that is all there was.

    `ends` says whether the last of its rows was met. `known` are rows that an index tells of, by uid, with
    the number of the row and the sort key of its title.
    """

    rows: dict[int, dict[str, Any]] = field(default_factory=dict)
    whole: bool = False
    ends: bool = False
    known: dict[str, tuple[int, str]] = field(default_factory=dict)


class Wreck:
    """A copy of a store from which rows are read in spite of what is damaged."""

    def __init__(self, path: Path, key: Key | None) -> None:
        self._path = path
        self._key = key
        self._connection: Any = None
        self._failures = 0

    def close(self) -> None:
        """Let go of the copy."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def columns(self, table: str) -> list[str]:
        """The columns of a table; none where the table is not known."""
        rows, _ = self._rows(f'PRAGMA table_info("{table}")')
        return [str(row[1]) for row in rows]

    def is_legible(self) -> bool:
        """Whether the list of tables can be read to its end, and those are in it that every store has."""
        names, done = self._rows("SELECT name FROM sqlite_master")
        return done and {("contact",), ("change",), ("batch",)} <= set(names)

    def fitting(self) -> int:
        """How many tables are where the list of tables says: their first row is one, or they are empty."""
        if not self.is_legible():
            return 0
        names = self._rows("SELECT name FROM sqlite_master WHERE type = 'table'")[0]
        tables = [str(name) for (name,) in names if {"uid", "title"} <= set(self.columns(str(name)))]
        firsts = [self._rows(f'SELECT uid FROM "{table}" NOT INDEXED LIMIT 1') for table in tables]
        # A table that is empty says nothing: so is every table in a list of tables that does not fit.
        return sum(isinstance(uid, str) and len(uid) == UID for rows, _ in firsts for (uid,) in rows)

    def read(self, table: str) -> Found:
        """All rows that can be read of a table with numbered rows.

        A text that is none comes as bytes. Damaged rows may come with any values: who reads them checks.
        """
        found = Found()
        columns = self.columns(table)
        if "id" not in columns:
            return found
        self._failures = 0
        every = ", ".join(f'"{name}"' for name in columns)
        start = f'SELECT rowid, {every} FROM "{table}" NOT INDEXED'
        rows, done = self._rows(f"{start} ORDER BY rowid")
        self._keep(found, columns, rows)
        if not done:
            self._read_around(found, columns, start, rows)
        found.ends = found.ends or done
        found.whole = done and self._rows(f'PRAGMA integrity_check("{table}")')[0] == [("ok",)]
        if "title_key" in columns and not found.whole:
            found.known = self._known(table)
        return found

    def read_plainly(self, table: str, order: Sequence[str]) -> tuple[list[dict[str, Any]], bool]:
        """Rows of a table without numbers, from both its ends; and whether that is all."""
        columns = self.columns(table)
        if not columns:
            return [], False
        every, forward = ", ".join(f'"{name}"' for name in columns), ", ".join(order)
        rows, done = self._rows(f'SELECT {every} FROM "{table}" ORDER BY {forward}')
        if not done:
            backward = ", ".join(f"{name} DESC" for name in order)
            rows += self._rows(f'SELECT {every} FROM "{table}" ORDER BY {backward}')[0]
        unique = dict.fromkeys(rows)
        return [dict(zip(columns, row, strict=True)) for row in unique], done

    def _read_around(
        self, found: Found, columns: list[str], start: str, first: list[tuple[Any, ...]]
    ) -> None:
        """Read what stands behind and between damaged pages."""
        last, _ = self._rows(f"{start} ORDER BY rowid DESC")
        self._keep(found, columns, last)
        found.ends = bool(last)
        low = _furthest(first)
        high = min((row[0] for row in last if row[0] > low), default=0) or self._beyond(low, found)
        # The widest gap first: so what is readable far behind is met before patience ends.
        gaps = [(low - high, low, high)]
        while gaps and self._failures < PATIENCE:
            _, low, high = heapq.heappop(gaps)
            if high - low <= 1:
                continue
            middle = (low + high) // 2
            up, up_done = self._rows(f"{start} WHERE rowid >= ? AND rowid < ? ORDER BY rowid", (middle, high))
            self._keep(found, columns, up)
            if not up_done:
                reached = max(middle, _furthest(up))
                heapq.heappush(gaps, (reached - high, reached, high))
            down, down_done = self._rows(
                f"{start} WHERE rowid > ? AND rowid < ? ORDER BY rowid DESC", (low, middle)
            )
            self._keep(found, columns, down)
            if not down_done:
                reached = min((row[0] for row in down if low < row[0] < middle), default=middle)
                heapq.heappush(gaps, (low - reached, low, reached))

    def _beyond(self, low: int, found: Found) -> int:
        """A number up to which rows are looked for where the last ones can't be read."""
        return max(low, *(number for number in found.rows if number < low + (1 << 24)), 0) + (1 << 10)

    def _known(self, table: str) -> dict[str, tuple[int, str]]:
        """The rows that the indexes on uid and title tell of, without a look at the rows themselves."""
        keys: dict[int, str] = {}
        uids: dict[str, int] = {}
        for direction in ("", " DESC"):
            titles = f'SELECT rowid, title_key FROM "{table}" INDEXED BY "ix_{table}_title_key"'
            for number, title in self._rows(f"{titles} ORDER BY title_key{direction}")[0]:
                keys[number] = title if isinstance(title, str) else ""
            of_uid = f'SELECT rowid, uid FROM "{table}" INDEXED BY "sqlite_autoindex_{table}_1"'
            for number, uid in self._rows(f"{of_uid} ORDER BY uid{direction}")[0]:
                if isinstance(uid, str):
                    uids[uid] = number
        return {uid: (number, keys.get(number, "")) for uid, number in uids.items()}

    def _keep(self, found: Found, columns: list[str], rows: list[tuple[Any, ...]]) -> None:
        for number, *values in rows:
            found.rows.setdefault(number, dict(zip(columns, values, strict=True)))

    def _rows(self, statement: str, values: tuple[Any, ...] = ()) -> tuple[list[tuple[Any, ...]], bool]:
        """The rows of a statement up to the first that can't be read, and whether there was none such."""
        rows: list[tuple[Any, ...]] = []
        driver = connecting.driver(self._key)
        try:
            for row in self._connected().execute(statement, values):
                rows.append(row)
        except (driver.Error, OverflowError, MemoryError):
            self._failures += 1
            # SQLCipher reads nothing more through a connection that met a damaged page.
            if self._key is not None:
                self.close()
            return rows, False
        return rows, True

    def _connected(self) -> Any:
        if self._connection is None:
            driver = connecting.driver(self._key)
            place = f"{self._path.absolute().as_uri()}?mode=rw"
            self._connection = driver.connect(place, uri=True, isolation_level=None)
            if self._key is not None:
                self._connection.execute(f'PRAGMA key = "{self._key.literal}"')
            self._connection.text_factory = _text
            with suppress(driver.Error):
                # What is damaged is met where it is read, not where the file is opened.
                self._connection.execute("PRAGMA writable_schema = ON")
        return self._connection


@contextmanager
def opened(
    path: Path, key: Key | None, templates: Iterable[Path] = (), *, beside: Path | None = None
) -> Iterator[Wreck]:
    """What is left of a store: read from a copy, beside it or another file, which is gone after the block.

    `templates` are stores under the same key whose first page is tried where that of the store is damaged,
    in this order. Raises OSError where there is no room for a copy.
    """
    copy = (beside or path).with_name(f"{path.name}.reading")
    forget(copy)
    wreck = Wreck(copy, key)
    try:
        copy_as_far_as_possible(path, copy)
        for place in (header.log_of, header.journal_of):
            if place(path).exists():
                copy_as_far_as_possible(place(path), place(copy))
        if header.log_of(copy).exists():
            log_frames.take_in(header.log_of(copy), copy)
            header.log_of(copy).unlink()
        _make_legible(wreck, copy, key, templates)
        yield wreck
    finally:
        wreck.close()
        forget(copy)


def forget(copy: Path) -> None:
    """Delete a copy, with what SQLite has put beside it, its bytes overwritten."""
    beside = (copy, header.log_of(copy), header.journal_of(copy), copy.with_name(f"{copy.name}-shm"))
    for file in beside:
        if file.exists():
            with rewriting.overwritten(file):
                file.unlink()


def copy_as_far_as_possible(source: Path, target: Path) -> int:
    """Copy a file, with zeros for what its drive does not give; answers how many blocks it did not give.

    Raises OSError where the file can't be opened, or the copy not be written.
    """
    lost = 0
    with source.open("rb", buffering=0) as old, target.open("wb") as new:
        size = os.fstat(old.fileno()).st_size
        for place in range(0, size, BLOCK):
            wanted = min(BLOCK, size - place)
            try:
                old.seek(place)
                block = old.read(wanted) or b""
            except OSError:
                block, lost = b"", lost + 1
            new.write(block.ljust(wanted, b"\0"))
    shutil.copystat(source, target)
    return lost


def _make_legible(wreck: Wreck, copy: Path, key: Key | None, templates: Iterable[Path]) -> None:
    """Put the list of tables from the template that fits best in the place of one that can't be read."""
    if wreck.is_legible():
        return
    best: tuple[int, list[tuple[int, bytes]]] = (0, [])
    for template in templates:
        trial = copy.with_name(f"{copy.name}.trial")
        try:
            needed = _pages_of_schema(template, trial, key)
            shutil.copyfile(template, trial)
            pages = _pages(trial, needed, copy.stat().st_size // PAGE, key)
        finally:
            forget(trial)
        for chosen in (pages[:1], pages):
            before = _put(copy, chosen)
            fitting = wreck.fitting()
            if fitting > best[0]:
                best = (fitting, chosen)
            wreck.close()
            _put(copy, before)
    _put(copy, best[1])


def _pages_of_schema(template: Path, trial: Path, key: Key | None) -> list[int]:
    """The pages, from 0, that hold a store's list of tables: those without which it can't be read."""
    with template.open("rb") as file:
        content = file.read(PAGE * MOST_SCHEMA)

    def is_legible() -> bool:
        wreck = Wreck(trial, key)
        try:
            return wreck.is_legible()
        finally:
            wreck.close()

    count = 4
    trial.write_bytes(content[: count * PAGE])
    while count < MOST_SCHEMA and not is_legible():
        count *= 2
        trial.write_bytes(content[: count * PAGE])
    needed = [0]
    waiting = [range(1, min(count, len(content) // PAGE))]
    while waiting:
        # The list is short: most pages can be hidden by halves.
        tried = waiting.pop()
        before = _put(trial, [(number, b"\xff" * PAGE) for number in tried])
        is_needed = not is_legible()
        _put(trial, before)
        if is_needed and len(tried) == 1:
            needed.append(tried.start)
        elif is_needed:
            half = len(tried) // 2
            waiting += [tried[half:], tried[:half]]
    return needed


def _pages(template: Path, numbers: Sequence[int], count: int, key: Key | None) -> list[tuple[int, bytes]]:
    """Pages of another store, a copy that nobody else uses, as they are to stand in a file of `count` pages.

    They say which page each table begins with: the same one for as long as nothing was made anew. How many
    pages there are is written in the first; where that is encrypted, the copy has to grow for it.
    """
    if key is not None:
        _grow(template, count, key)
    found = []
    with template.open("rb") as source:
        for number in numbers:
            source.seek(number * PAGE)
            page = bytearray(source.read(PAGE))
            if number == 0 and key is None:
                page[18:20] = b"\x01\x01"
                page[28:32] = max(1, count).to_bytes(4, "big")
                page[32:40] = bytes(8)
                page[92:96] = page[24:28]
            found.append((number, bytes(page)))
    return found


def _grow(file: Path, count: int, key: Key) -> None:
    with connecting.connected(file, "rw", key) as connection:
        connection.execute("PRAGMA journal_mode = DELETE").fetchone()
        while (missing := count - connection.execute("PRAGMA page_count").fetchone()[0]) > 0:
            blob = min(missing, 1 << 14) * PAGE
            connection.execute("INSERT INTO search_edition VALUES (zeroblob(?))", (blob,))
            connection.commit()


def _put(copy: Path, pages: Sequence[tuple[int, bytes]]) -> list[tuple[int, bytes]]:
    """Put pages in the place of those of the copy; answers what stood there before."""
    before = []
    with copy.open("r+b") as target:
        for number, page in pages:
            target.seek(number * PAGE)
            before.append((number, target.read(PAGE)))
            target.seek(number * PAGE)
            target.write(page)
    return before


def _furthest(rows: list[tuple[Any, ...]]) -> int:
    """The number up to which rows came in their order."""
    last = 0
    for row in rows:
        if row[0] <= last:
            break
        last = row[0]
    return last


def _text(raw: bytes) -> str | bytes:
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return raw
