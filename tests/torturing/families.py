"""The faults there are, each with how often it is tried when nothing else is asked for."""

from collections.abc import Iterator, Mapping
from functools import cache, partial
from pathlib import Path
from random import Random

from tests.torturing.broken_files import flipped, truncated
from tests.torturing.deeds import BESIDE_A_READER, DEEDS, deed
from tests.torturing.erasing_deeds import erased_at_once
from tests.torturing.full_disks import few_pages, small_file_system, small_files
from tests.torturing.held import DEEDS as HELD
from tests.torturing.held import locked, read_only
from tests.torturing.kills import kill
from tests.torturing.old_stores import SCHEMAS, opened
from tests.torturing.trials import Case, Prepared, Trial, prepare
from tests.torturing.writers import two_writers

COUNTS: dict[str, tuple[int, str]] = {
    "kills": (1000, "processes killed in all deeds together, a seventh of them beside another that reads"),
    "large": (5, "processes killed in an import of 50,000 rows"),
    "full-disks": (90, "full disks, a third of them each way"),
    "locked": (20, "stores that another process holds"),
    "read-only": (20, "stores that may not be written to"),
    "truncations": (100, "stores cut off"),
    "flips": (200, "stores with some bits turned"),
    "writers": (3, "stores that two processes write to"),
    "erasures": (10, "stores in which people are erased for good, and every file is looked into"),
    "old-stores": (5, "stores of each released schema"),
}
"""By the name of the argument: the usual count, and what is counted."""


class Cases:
    """Makes the cases; what a deed needs is prepared once, when the first case needs it."""

    def __init__(self, folder: Path, dice: Random, deeds: list[str] | None) -> None:
        self._folder, self._dice, self._deeds = folder, dice, deeds
        self.prepared = cache(self._prepare)

    def _prepare(self, name: str) -> Prepared:
        return prepare(name, self._folder, self._dice.randrange(2**32))

    def _case(self, fault: str, trial: Trial) -> Case:
        return Case(fault, self._dice.randrange(2**48), trial)

    def _chosen(self, *names: str) -> list[str]:
        return [name for name in names if self._deeds is None or name in self._deeds]

    def kills(self, count: int) -> Iterator[Case]:
        """Kills, shared out among the deeds."""
        beside = [(name, 3, True) for name in self._chosen(*BESIDE_A_READER)]
        shares = [*((name, DEEDS[name].share, False) for name in self._chosen(*DEEDS)), *beside]
        for (name, _, reader), number in zip(shares, shared(count, [s for _, s, _ in shares]), strict=True):
            title = f"killed: {deed(name).title}" + (", another process reads" if reader else "")
            for _ in range(number):
                yield self._case(title, partial(kill, made=self.prepared(name), beside_reader=reader))

    def large(self, count: int) -> Iterator[Case]:
        """Kills in a large import."""
        for _ in range(count):
            yield self._case(f"killed: {deed('large').title}", partial(kill, made=self.prepared("large")))

    def full_disks(self, count: int) -> Iterator[Case]:
        """Full disks, each deed in turn."""
        anything, growing = self._chosen(*DEEDS), self._chosen(*(n for n in DEEDS if DEEDS[n].grows))
        growing = [name for name in growing if not DEEDS[name].command]
        for number in range(count):
            turn = number // 3
            way = (small_file_system, small_files, few_pages)[number % 3]
            names = growing if way is few_pages else anything
            if names:
                made = self.prepared(names[turn % len(names)])
                yield self._case(f"disk full: {_WAYS[number % 3]}", partial(way, made=made))

    def held(self, fault: str, trial: "partial[str]", count: int) -> Iterator[Case]:
        """Stores that can't be written to, each deed in turn."""
        names = self._chosen(*HELD)
        for number in range(count if names else 0):
            yield self._case(fault, partial(trial, made=self.prepared(names[number % len(names)])))

    def of_edits(self, fault: str, trial: "partial[str]", count: int) -> Iterator[Case]:
        """What happens to a store that is as the deed of edits finds it."""
        for _ in range(count):
            yield self._case(fault, partial(trial, made=self.prepared("edits")))

    def plain(self, fault: str, trial: Trial, count: int) -> Iterator[Case]:
        """What makes its own store."""
        for _ in range(count):
            yield self._case(fault, trial)

    def old_stores(self, count: int) -> Iterator[Case]:
        """Stores of each released schema."""
        for schema in SCHEMAS:
            for _ in range(count):
                yield self._case(f"store of schema {schema} opened", partial(opened, schema=schema))


_WAYS = ("small file system", "limit of a file's size", "limit of the store's pages")


def cases(
    counts: Mapping[str, int], folder: Path, dice: Random, deeds: list[str] | None = None
) -> list[Case]:
    """All cases of a run, in the order of the table. `deeds` narrows the deeds down."""
    make = Cases(folder, dice, deeds)
    return [
        *make.kills(counts["kills"]),
        *make.large(counts["large"]),
        *make.full_disks(counts["full-disks"]),
        *make.held("locked by another process", partial(locked), counts["locked"]),
        *make.held("may not be written to", partial(read_only), counts["read-only"]),
        *make.of_edits("file cut off", partial(truncated), counts["truncations"]),
        *make.of_edits("bits turned", partial(flipped), counts["flips"]),
        *make.of_edits("two processes write", partial(two_writers), counts["writers"]),
        *make.plain("people erased, bytes looked for", erased_at_once, counts["erasures"]),
        *make.old_stores(counts["old-stores"]),
    ]


def shared(count: int, shares: list[int]) -> list[int]:
    """A count split in proportion, the parts adding up to it."""
    total, given, parts = sum(shares), 0, []
    for place in range(len(shares)):
        until = round(count * sum(shares[: place + 1]) / total)
        parts.append(until - given)
        given = until
    return parts
