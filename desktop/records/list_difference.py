"""From one list of ids to the next: what went, whether the order changed, what came.

A table that is told just this keeps its selection, its current row, an open editor and its place.
"""

from array import array
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

MOST_STEPS = 60
"""From how many separate places on it is cheaper to begin anew than to tell the table one by one."""

if TYPE_CHECKING:
    Ids: TypeAlias = array[int]
else:
    # An array takes no type argument at run time before Python 3.12.
    Ids = array
Run = tuple[int, int]
"""The first and last place of rows that stand together."""


@dataclass(frozen=True)
class Difference:
    """`removed` counts in the old list, `added` in the new one; `order` is the new order of what stayed,
    None where it is the old one."""

    removed: tuple[Run, ...] = ()
    order: Ids | None = None
    added: tuple[Run, ...] = ()

    @property
    def is_nothing(self) -> bool:
        """Whether the lists are the same."""
        return not self.removed and self.order is None and not self.added


def difference(old: Ids, new: Ids) -> Difference | None:
    """How to come from `old` to `new`; None where they have too little in common to tell."""
    if old == new:
        return Difference()
    before, after = frozenset(old), frozenset(new)
    if before == after:
        return Difference(order=new)
    removed, added = _runs(old, after), _runs(new, before)
    if removed is None or added is None or not before & after:
        return None
    kept = array("q", [number for number in old if number in after])
    order = array("q", [number for number in new if number in before])
    return Difference(removed, None if kept == order else order, added)


def _runs(ids: Ids, known: frozenset[int]) -> tuple[Run, ...] | None:
    """Where ids stand that are not known; None where they are in too many places."""
    runs: list[Run] = []
    for place, number in enumerate(ids):
        if number in known:
            continue
        if runs and place == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], place)
        elif len(runs) == MOST_STEPS:
            return None
        else:
            runs.append((place, place))
    return tuple(runs)
