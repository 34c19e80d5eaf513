"""The period of a Delegation pack: which records fall into it, and how it is called."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from babel.dates import format_date
from sqlalchemy.orm import Session

from db.exchange.labels import Labels
from db.language import mark
from db.queries import Filter, Op, View, count, list_ids, uids_of

DATED = {"release": "date", "visit": "date", "event": "start"}
"""The kinds of which a pack has only what falls into the period, each with the date that decides."""

_BETWEEN, _FROM, _UNTIL = mark("{start} to {end}"), mark("From {start}"), mark("Until {end}")
_ALL = mark("All dates")
_LOCALES = {"en": "en_GB"}


@dataclass(frozen=True)
class Period:
    """Days from `start` to `end`, both included; None leaves that side open."""

    start: dt.date | None
    end: dt.date | None

    @property
    def is_open(self) -> bool:
        """Whether it is all of time, which records without a date belong to as well."""
        return self.start is None and self.end is None

    def phrase(self, labels: Labels) -> str:
        """Such as "1 January 2019 to 30 June 2019"."""
        locale = _LOCALES.get(labels.language, labels.language)
        days = {
            name: format_date(day, "long", locale=locale)
            for name, day in (("start", self.start), ("end", self.end))
            if day is not None
        }
        text = _BETWEEN if len(days) == 2 else _FROM if self.start else _UNTIL if self.end else _ALL
        return labels.tr(text, **days)

    def ids(self, session: Session, kind: str) -> Sequence[int]:
        """The ids of the records of a kind that fall into the period, in the order of their list.

        An event does with any of its days. Kinds without a date stand as they are today.
        """
        if self.is_open or kind not in DATED:
            return list_ids(session, View(kind))
        within = Filter(DATED[kind], Op.BETWEEN, (self.start, self.end))
        if kind != "event" or self.start is None:
            return list_ids(session, View(kind, filters=(within,)))
        begun = Filter("start", Op.BETWEEN, (None, self.end))
        lasting = Filter("end", Op.BETWEEN, (self.start, None))
        views = (View(kind, filters=(within,)), View(kind, filters=(begun, lasting)))
        taken = {number for view in views for number in list_ids(session, view)}
        return [number for number in list_ids(session, View(kind)) if number in taken]

    def undated(self, session: Session, kind: str) -> int:
        """How many records of a kind are left out because they have no date."""
        if self.is_open or kind not in DATED:
            return 0
        return count(session, View(kind, filters=(Filter(DATED[kind], Op.EMPTY),)))


def parts_of(session: Session, kind: str, owner: str, ids: Sequence[int]) -> list[int]:
    """The ids of the parts of a kind that belong to records of the kind `owner` with these ids."""
    uids, found = uids_of(session, owner, ids), list[int]()
    for begin in range(0, len(uids), 500):
        chosen = Filter(owner, Op.IS, tuple(uids[begin : begin + 500]))
        found.extend(list_ids(session, View(kind, filters=(chosen,))))
    return found
