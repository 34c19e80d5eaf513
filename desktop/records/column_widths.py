"""How wide the columns of a list are: what must be read in full is, and the room there is is filled."""

from collections.abc import Sequence
from dataclasses import dataclass

from db.fields import Kind

ELASTIC = frozenset(
    {Kind.TEXT, Kind.LONG_TEXT, Kind.LINKED, Kind.REFERENCE, Kind.LINK, Kind.LINKS, Kind.RULE}
)
"""Kinds that are still of use when they are cut; of a date or a phone number nothing may be missing."""

LEAST = 104
"""The narrowest that a column gets whose text may be cut, in device-independent pixels."""

LEAST_LEADING = 240
"""The same of the column that names the row."""


@dataclass(frozen=True)
class Wish:
    """What a column wants to be, in pixels; an elastic one can be narrower, and wider where there is room.

    `by_hand` is the width that she gave it, 0 where she left that to us. `leads`: it names the row.
    """

    natural: int
    elastic: bool = False
    by_hand: int = 0
    leads: bool = False

    @property
    def least(self) -> int:
        """The narrowest width at which the column is still of use."""
        if self.by_hand:
            return self.by_hand
        least = LEAST_LEADING if self.leads else LEAST
        return min(self.natural, least) if self.elastic else self.natural


def fitted(wishes: Sequence[Wish], room: int) -> list[int]:
    """Widths that fill `room` pixels with as many of the first columns as are of use there.

    Columns for which there is no room follow at their natural width, out of sight to the right.
    """
    fitting = len(wishes)
    while fitting > 1 and sum(wish.least for wish in wishes[:fitting]) > room:
        fitting -= 1
    inside, outside = wishes[:fitting], wishes[fitting:]
    return [*_shared(inside, room), *(wish.by_hand or wish.natural for wish in outside)]


def _shared(wishes: Sequence[Wish], room: int) -> list[int]:
    widths = [wish.by_hand or wish.natural for wish in wishes]
    movable = [place for place, wish in enumerate(wishes) if wish.elastic and not wish.by_hand]
    spare = room - sum(widths)
    if not movable or spare == 0:
        return widths
    if spare > 0:
        weights = {place: widths[place] for place in movable}
    else:
        weights = {place: widths[place] - wishes[place].least for place in movable}
    total = sum(weights.values())
    if not total:
        return widths
    for place in movable:
        share = spare * weights[place] // total
        widths[place] += share if spare > 0 else max(share, wishes[place].least - widths[place])
    left = room - sum(widths)
    if left > 0:
        widths[movable[-1]] += left
    return widths
