"""How likely two records are one, from what they agree and differ in.

After I. P. Fellegi and A. B. Sunter, "A Theory for Record Linkage", Journal of the American Statistical
Association 64 (1969): each thing that two records agree or differ in is weighed by how often it happens with
two records of one person, and how often with two persons. Their model knows one kind of two persons,
strangers, and so takes a mother and her daughter in one flat, or two colleagues at one switchboard, for one.
Here there are three kinds, strangers, relatives and colleagues, each with its own habits; the score is the
share of "one person" in all four.

How often a stranger agrees is counted in the store itself: two Ivanovs say little, two of a name that nobody
else has say much. All other numbers are estimates that are set once, from how such data comes about, and
stand beside what they are about; they are not fitted to any set of records.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple, Protocol

from db.language import tr


class Habits(NamedTuple):
    """How many of each a record has, on average, in an address book that several people keep for years.

    `fewest` is how many strangers a small store is taken for a sample of.
    """

    twins: float
    relatives: float
    colleagues: float
    fewest: int


PEOPLE = Habits(
    0.1,  # one record in ten is there again
    0.1,  # husbands and wives in one ministry, brothers at one newspaper
    5.0,  # people at one organisation
    500,
)
BODIES = Habits(
    0.1,
    0.5,  # sisters: the centre of the next town, the ministry of the next country
    1.0,  # neighbours: departments of one ministry, sites of one hospital
    200,
)

SEEN = 200.0
"""How many records the store would need before what is counted in it outweighs what is usual elsewhere."""


class Sign(NamedTuple):
    """One thing that two records agree or differ in, and how often that happens.

    `same` among two records of one person or body, `stranger`, `related` and `colleague` among two that are
    not one. `why` is English for `db.language.tr`, empty where it is not worth a word; `about` its value;
    `against` tells that it is a word against.
    """

    same: float
    stranger: float
    related: float
    colleague: float
    why: str = ""
    about: str = ""
    against: bool = False


def score(signs: Iterable[Sign], count: int, habits: Habits) -> float:
    """How likely it is, from 0 to 1, that two records of `count` with these signs are one."""
    same, stranger = habits.twins, float(max(count, habits.fewest))
    related, colleague = habits.relatives, habits.colleagues
    for sign in signs:
        same *= sign[0]
        stranger *= sign[1]
        related *= sign[2]
        colleague *= sign[3]
    return same / (same + stranger + related + colleague)


class Shares(Protocol):
    """How common a value is among all records of a kind."""

    @property
    def count(self) -> int:
        """How many records there are."""

    def held(self, field: str, value: str) -> int:
        """How many records have a value."""

    def share(self, field: str, value: str, usual: float) -> float:
        """The share of other records that have a value which two have; `usual` is one that was never met."""


def reasons(signs: Iterable[Sign]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What speaks for two records being one, in words and the weightiest first, and what against it."""
    told = sorted((sign for sign in signs if sign.why), key=lambda sign: sign.stranger / sign.same)
    words = [
        tuple(tr(s.why, value=s.about) for s in told if s.against is against) for against in (False, True)
    ]
    return words[0], words[1]


class Counted:
    """Shares counted over all records."""

    def __init__(self) -> None:
        self.count = 0
        self._held: dict[str, Counter[str]] = {}
        self._shares: dict[tuple[str, str], float] = {}

    def note(self, field: str, values: Sequence[str]) -> None:
        """Count the values that one record has."""
        counter = self._held.get(field)
        if counter is None:
            counter = self._held[field] = Counter()
        for value in values:
            counter[value] += 1

    def held(self, field: str, value: str) -> int:
        """How many records have a value."""
        counter = self._held.get(field)
        return counter[value] if counter else 0

    def share(self, field: str, value: str, usual: float) -> float:
        """The share of other records that have a value which two have; asked for once all are counted."""
        known = self._shares.get((field, value))
        if known is None:
            known = self._shares[field, value] = smoothed(self.held(field, value), self.count, usual)
        return known


def smoothed(held: int, count: int, usual: float) -> float:
    """The share of a value that `held` of `count` records have, the two in question left out.

    Few records say little of what is common, so `SEEN` imagined ones that hold to what is usual join them.
    """
    return (max(held - 2, 0) + SEEN * usual) / (max(count - 2, 0) + SEEN)
