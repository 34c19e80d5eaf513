"""The log of a store, frame by frame: what in it is whole, where SQLite would stop at the first that is not.

SQLite reads a log up to the first frame whose checksum is wrong and takes that for its end, as it must after
a power cut. So a damaged byte in the middle would silently cost every change behind it. The layout is
that of https://sqlite.org/fileformat.html#the_write_ahead_log: a header of 32 bytes, then frames, each a
header of 24 bytes (page, pages of the file where a change is complete, two salts, two checksums) and a page;
a checksum goes on from that of the frame before.
"""

import os
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

HEADER = 32
FRAME = 24
MAGIC = 0x377F0682
"""The first bytes of a log; one more where its checksums are of big-endian words."""

_PAGE_SIZES = frozenset(1 << power for power in range(9, 17))


@dataclass(frozen=True)
class Frame:
    """A page as the log has it; `size` is that of the file in pages where a change is complete, else 0."""

    page: int
    size: int
    content: bytes
    is_whole: bool


def frames(log: Path) -> Iterator[Frame]:
    """The frames of a log that belong to it today, damaged ones too. Raises OSError when it can't be read."""
    with log.open("rb") as file:
        header = file.read(HEADER)
        if len(header) < HEADER:
            return
        magic, _, page_size, _, *salts = struct.unpack(">6I", header[:24])
        order = ">" if magic & 1 else "<"
        stored: tuple[int, ...] = struct.unpack(">2I", header[24:])
        header_is_whole = magic & ~1 == MAGIC and _checksum(order, (0, 0), header[:24]) == stored
        if not header_is_whole:
            order, page_size, salts = "<", 4096, []
        if page_size not in _PAGE_SIZES:
            return
        waiting: list[Frame] = []
        while len(raw := file.read(FRAME + page_size)) == FRAME + page_size:
            page, size, *rest = struct.unpack(">6I", raw[:FRAME])
            salts = salts or rest[:2]
            summed = _checksum(order, stored, raw[:8] + raw[FRAME:])
            stored = (rest[2], rest[3])
            if rest[:2] != salts:
                # Of an earlier round, with which the log ends; or its salts were hit, and more follows.
                waiting.append(Frame(page, size, raw[FRAME:], False))
                continue
            yield from waiting
            waiting.clear()
            yield Frame(page, size, raw[FRAME:], summed == stored and bool(page))


def lost_changes(log: Path) -> int:
    """How many changes stand behind the first damaged frame of a log: SQLite would drop them in silence.

    The first of them does not count where it is the only one: a power cut leaves it like that while it is
    being written, and nobody was told that it is safe. Raises OSError when the log can't be read.
    """
    damaged, complete = False, 0
    for frame in frames(log) if os.path.exists(log) else ():
        damaged = damaged or not frame.is_whole
        complete += damaged and bool(frame.size)
    return complete if complete > 1 else 0


def take_in(log: Path, file: Path) -> int:
    """Write every whole frame of a log into the file itself, as far as changes are complete.

    Answers how many frames were damaged. Both are copies that nobody else uses.
    """
    known = list(frames(log))
    last = max((place for place, frame in enumerate(known) if frame.size), default=-1)
    with file.open("r+b") as target:
        for frame in known[: last + 1]:
            if frame.is_whole:
                target.seek((frame.page - 1) * len(frame.content))
                target.write(frame.content)
    return sum(not frame.is_whole for frame in known[: last + 1])


def _checksum(order: str, before: tuple[int, ...], content: bytes) -> tuple[int, int]:
    first, second = before
    words = iter(struct.unpack(f"{order}{len(content) // 4}I", content))
    for word in words:
        first = (first + word + second) & 0xFFFFFFFF
        second = (second + next(words) + first) & 0xFFFFFFFF
    return first, second
