"""When to strike: spread over the whole of a deed, and dense where its files are being written."""

import os
import time
from dataclasses import dataclass
from pathlib import Path
from random import Random

from tests.torturing.children import PATIENCE, Child

LOOK_EVERY = 0.0004
"""Seconds between two looks at the files of a deed."""


@dataclass(frozen=True)
class Span:
    """How far a deed went when nothing stopped it: seconds, lines said, changes of its files seen.

    `largest` is the size of its largest file in bytes, `grown` by how much all its files grew together.
    """

    seconds: float
    lines: int
    changes: int
    largest: int
    grown: int


class Watch:
    """Looks at the files of a folder again and again and counts how often they were others than before."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._seen = self._look()
        self._at_first = self._total
        self.changes = self.largest = self.grown = 0

    def look(self) -> None:
        """Look once more."""
        now = self._look()
        self.changes += now != self._seen
        self._seen = now
        self.grown = max(self.grown, self._total - self._at_first)
        self.largest = max(self.largest, *(size for _, size, _ in now), 0)

    def _look(self) -> list[tuple[str, int, int]]:
        found = []
        waiting = [str(self._folder)]
        while waiting:
            with os.scandir(waiting.pop()) as entries:
                for entry in entries:
                    if entry.is_dir():
                        waiting.append(entry.path)
                        continue
                    try:
                        stat = entry.stat()
                    except FileNotFoundError:
                        continue
                    found.append((entry.path, stat.st_size, stat.st_mtime_ns))
        self._total = sum(size for _, size, _ in found)
        return found


def watched(child: Child, folder: Path) -> Span:
    """Follow a deed to its end."""
    child.wait_for(1)
    watch, start = Watch(folder), time.monotonic()
    while child.listen(LOOK_EVERY):
        watch.look()
        if time.monotonic() - start > PATIENCE:
            break
    watch.look()
    seconds = time.monotonic() - start
    child.finish()
    return Span(seconds, len(child.acknowledged), watch.changes, watch.largest, watch.grown)


def wait_for_moment(child: Child, folder: Path, span: Span, dice: Random) -> None:
    """Return at a moment that is as likely early as late, or about a line that was said, or about a write."""
    way = dice.choices(("clock", "line", "write"), (4, 3, 3))[0]
    child.wait_for(1)
    if way == "clock":
        child.listen(dice.uniform(0, span.seconds))
    elif way == "line":
        child.wait_for(1 + dice.randint(0, max(0, span.lines - 1)))
        child.listen(dice.uniform(0, 1.5 * span.seconds / max(1, span.lines)))
    else:
        watch, wanted = Watch(folder), dice.randint(1, max(1, span.changes))
        while watch.changes < wanted and child.listen(LOOK_EVERY):
            watch.look()
        child.listen(dice.choice((0.0, dice.uniform(0, 0.004))))
