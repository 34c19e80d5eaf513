"""Which releases go into a pack: those that were released and may be published; the rest is counted."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import sqlalchemy as sa
from sqlalchemy.orm import Session

from db.exchange.labels import Labels
from db.fields import Audience
from db.language import mark
from db.records import kind_fields
from db.records.release import Release

RELEASED = "released"

_NOT_RELEASED = mark("Releases left out, as they are not released: {states}.")
_EMBARGOED = mark("Releases left out, as their embargo has not ended: {n}.")
_NO_STATUS = mark("Without a status")


@dataclass(frozen=True)
class Chosen:
    """The ids of the releases that go out, in their order, and how many stay out: by status, by embargo."""

    ids: Sequence[int]
    held: Counter[str | None] = field(default_factory=Counter)
    embargoed: int = 0

    @property
    def left_out(self) -> int:
        """How many stay out."""
        return self.held.total() + self.embargoed

    def remarks(self, labels: Labels, audience: Audience) -> Iterator[str]:
        """What is to be noted in the pack; whoever does not see the status is told how many alone."""
        about = kind_fields("release")["status"]
        if not audience.includes(about.audience):
            if self.left_out:
                yield labels.tr(_NOT_RELEASED, states=self.left_out)
            return
        if self.held:
            words = labels.choices(about)
            order = (*words, None)
            named = [
                f"{words.get(status or '') or labels.tr(_NO_STATUS)} ({self.held[status]})"
                for status in order
                if self.held[status]
            ]
            yield labels.tr(_NOT_RELEASED, states=", ".join(named))
        if self.embargoed:
            yield labels.tr(_EMBARGOED, n=self.embargoed)


def choose(session: Session, ids: Sequence[int], audience: Audience, now: dt.datetime) -> Chosen:
    """Of these releases those that were released; under an embargo that has not ended only for the programme.

    `now` has a zone.
    """
    query = sa.select(Release.id, Release.status, Release.embargo)
    known = {number: (status, embargo) for number, status, embargo in session.execute(query)}
    going: list[int] = []
    held: Counter[str | None] = Counter()
    embargoed = 0
    for number in ids:
        status, embargo = known[number]
        if status != RELEASED:
            held[status] += 1
        elif audience is not Audience.INTERNAL and embargo and dt.datetime.fromisoformat(embargo) > now:
            embargoed += 1
        else:
            going.append(number)
    return Chosen(going, held, embargoed)
