"""Which records to compare: those that have a rare thing in common, not each with each.

Every rule gives a record keys; records with a key in common stand in one block, and those of a block are
compared. A block that grows too large, because its key is common, is divided by one further thing after
another; what is left of it still is put in the order of names, and each record compared with the next few
(M. A. Hernández and S. J. Stolfo, "The Merge/Purge Problem for Large Databases", SIGMOD 1995). So the work
grows with the number of records alone, and nobody is left out: only pairs that have nothing but common things
in common are, and those are counted.
"""

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Generic, TypeVar

T = TypeVar("T")

LARGEST = 16
"""How many records of a block are compared each with each."""

WINDOW = 3
"""How many followers a record of a block too large to divide is compared with."""

PARTS = 128
"""Pairs are kept in so many lists, so that one of them can be sorted without much memory."""

STRIDE = 1 << 32

Keys = Callable[[T], Iterable[str]]


@dataclass(frozen=True)
class Rule(Generic[T]):
    """One way in which records are put beside each other, and how its blocks are divided."""

    keys: Keys[T]
    divided_by: tuple[Keys[T], ...] = ()


@dataclass
class Pairs:
    """Pairs of places in the list of records, each once, and how many records stood in crowded blocks."""

    lists: list["array[int]"] = field(default_factory=lambda: [array("q") for _ in range(PARTS)])
    crowded: int = 0

    def add(self, a: int, b: int) -> None:
        """Note a pair; it may be noted again."""
        if a > b:
            a, b = b, a
        self.lists[a % PARTS].append(a * STRIDE + b)

    def __len__(self) -> int:
        """How many pairs were noted, those that were noted again among them."""
        return sum(map(len, self.lists))

    def __iter__(self) -> Iterator[tuple[int, int]]:
        for each in self.lists:
            for pair in sorted(set(each)):
                yield divmod(pair, STRIDE)


def pairs_of(
    records: Sequence[T], rules: Sequence[Rule[T]], order: Callable[[T], str], watch: Callable[[], None]
) -> Pairs:
    """All pairs that the rules put beside each other; `watch` is called now and then and may raise."""
    found = Pairs()
    for rule in rules:
        watch()
        blocks = _blocks(records, range(len(records)), rule.keys)
        for number, block in enumerate(blocks):
            if not number % 1024:
                watch()
            _divide(records, block, rule.divided_by, order, found)
    return found


def _blocks(records: Sequence[T], places: Iterable[int], keys: Keys[T]) -> list[list[int]]:
    """The blocks of two records and more."""
    first: dict[str, int] = {}
    more: dict[str, list[int]] = {}
    for place in places:
        for key in keys(records[place]):
            there = first.setdefault(key, place)
            if there != place:
                block = more.get(key)
                if block is None:
                    more[key] = [there, place]
                elif block[-1] != place:
                    block.append(place)
    return list(more.values())


def _divide(
    records: Sequence[T],
    block: list[int],
    divided_by: Sequence[Keys[T]],
    order: Callable[[T], str],
    found: Pairs,
) -> None:
    if len(block) <= LARGEST:
        for a, b in combinations(block, 2):
            found.add(a, b)
        return
    if divided_by:
        for part in _blocks(records, block, divided_by[0]):
            _divide(records, part, divided_by[1:], order, found)
    # Those that lack what divides, and neighbours across the parts.
    found.crowded += len(block) * (not divided_by)
    ordered = sorted(block, key=lambda place: order(records[place]))
    for step in range(1, WINDOW + 1):
        for a, b in zip(ordered, ordered[step:], strict=False):
            found.add(a, b)
