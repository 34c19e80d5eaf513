"""Which pairs are worth weighing: a glance at what two records have in common, before all of it is weighed.

A pair of a million can't be one unless it has much in common: to be likelier one than two strangers it needs
as many bits as it takes to tell one of a million. The glance adds up what common values say; what a slip of
the key takes away from that is granted.
"""

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from math import log2
from typing import TypeVar

from db.duplicates.evidence import Habits

T = TypeVar("T")

GRANTED = 6.0
"""How many bits less than needed a pair may have at a glance: a name that is a slip apart says as much."""

MANY = 2_000_000
"""Up to so many pairs are all weighed: that takes a minute or two."""


class Sieve:
    """What every record has, each thing as a number, and how many bits it says."""

    def __init__(self, records: Sequence[T], things: Callable[[T], Iterable[str]], habits: Habits) -> None:
        numbers: dict[str, int] = {}
        held = array("l")
        self._had: list[array[int]] = []
        for record in records:
            had = array("l")
            for thing in things(record):
                number = numbers.setdefault(thing, len(held))
                if number == len(held):
                    held.append(0)
                held[number] += 1
                had.append(number)
            self._had.append(had)
        count = len(records)
        self._bits = array("f", (log2(count / max(1, each - 1)) for each in held))
        self._needed = log2(max(count, habits.fewest) / habits.twins) - GRANTED

    def worth(self, pairs: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
        """Those of the pairs that are worth weighing; best if those of one record are in a row."""
        bits, had, needed = self._bits, self._had, self._needed
        last, mine = -1, frozenset[int]()
        for a, b in pairs:
            if a != last:
                last, mine = a, frozenset(had[a])
            total = 0.0
            for number in had[b]:
                if number in mine:
                    total += bits[number]
            if total >= needed:
                yield a, b
