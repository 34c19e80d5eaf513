"""Which record of the store, or of an earlier row, a row is: by what tells records of its kind apart.

Every index is built once, from one query, and grows with each row that becomes a new record.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from db.exchange.plan import Candidate
from db.fields import Field, Kind
from db.language import tr
from db.names import fold, likeness
from db.records import RECORDS, kind_fields
from db.records.base import Role

ALIKE = 0.85
"""The likeness from which two short texts, such as names of cities, are taken for the same."""


@dataclass(frozen=True, slots=True)
class Match:
    """Who a row is: a record (`uid`) and `how` that is known; nobody; or `why` it can't be told.

    `note` is what a person should know beside it.
    """

    uid: str = ""
    how: str = ""
    why: str = ""
    candidates: tuple[Candidate, ...] = ()
    note: str = ""


NOBODY = Match()


@dataclass(frozen=True)
class Identity:
    """What tells records of a kind apart: any of `keys` finds one, unless fields of `apart` differ."""

    keys: tuple[tuple[str, ...], ...]
    apart: tuple[str, ...] = ()


_IDENTITIES = {
    "facility": Identity((("name",),), ("country", "city")),
    "release": Identity((("reference",), ("headline",)), ("date", "language")),
    "event": Identity((("name",),), ("start", "country")),
    "visit": Identity((("facility", "date"),), ("purpose", "event")),
    "programme": Identity((("name",), ("acronym", "phase")), ("phase",)),
    "wording": Identity((("kind", "language"),), ("programme", "valid_from", "valid_to")),
    "quote": Identity((("release", "text"),)),
    "amount": Identity((("release", "value"),), ("currency", "purpose")),
    "approval": Identity((("release", "approver"),), ("approved_at",)),
    "cost": Identity((("facility", "amount"),), ("currency", "kind", "funder")),
    "participation": Identity((("event", "country", "institution"),)),
}


def identity_of(kind: str) -> Identity:
    """What tells records of a kind apart; links are told apart by all that they say."""
    if kind in _IDENTITIES:
        return _IDENTITIES[kind]
    fields = kind_fields(kind)
    ends = tuple(about.name for about in fields.values() if about.owner)
    assert RECORDS[kind].about.role is Role.LINK, kind
    others = (about.name for about in fields.values() if not about.owner and about.name != "note")
    return Identity((ends,), tuple(others))


class RecordMatcher:
    """Finds records of a kind by its `Identity`."""

    def __init__(self, session: Session, kind: str) -> None:
        identity = identity_of(kind)
        self._fields = kind_fields(kind)
        self._keys = identity.keys
        own = {name for key in identity.keys for name in key}
        self._apart = tuple(dict.fromkeys((*identity.apart, *sorted(own))))
        self._found: dict[tuple[int, tuple[Any, ...]], list[str]] = {}
        self._told: dict[str, tuple[Any, ...]] = {}
        self.titles: dict[str, str] = {}
        record = RECORDS[kind]
        columns = [getattr(record, name) for name in self._apart]
        for uid, title, *values in session.execute(sa.select(record.uid, record.title, *columns)):
            self.add(uid, title, dict(zip(self._apart, values, strict=True)))

    def add(self, uid: str, title: str, values: Mapping[str, Any]) -> None:
        """Let a further record be found."""
        self.titles[uid] = title
        self._told[uid] = tuple(values.get(name) for name in self._apart)
        for number, key in enumerate(self._keys):
            if values.get(key[0]) is not None:
                self._found.setdefault((number, self._key(key, values)), []).append(uid)

    def find(self, values: Mapping[str, Any]) -> Match:
        """The record that a row with these values is."""
        for number, key in enumerate(self._keys):
            if values.get(key[0]) is None:
                continue
            hits = self._found.get((number, self._key(key, values)), ())
            fitting = [uid for uid in hits if not self._differs(uid, values)]
            if len(fitting) > 1:
                fitting = [uid for uid in fitting if self._agrees(uid, values)] or fitting
            if len(fitting) == 1:
                labels = ", ".join(self._fields[name].label for name in key)
                return Match(fitting[0], tr("Found by {fields}.", fields=labels))
            if fitting:
                return several(self.titles, fitting)
        return NOBODY

    def _key(self, key: tuple[str, ...], values: Mapping[str, Any]) -> tuple[Any, ...]:
        return tuple(plain(self._fields[name], values.get(name)) for name in key)

    def _differs(self, uid: str, values: Mapping[str, Any]) -> bool:
        """Whether a row says another thing than a record about something that tells records apart."""
        return any(
            not _same(self._fields[name], known, said)
            for name, known in zip(self._apart, self._told[uid], strict=True)
            if known is not None and (said := values.get(name)) is not None
        )

    def _agrees(self, uid: str, values: Mapping[str, Any]) -> bool:
        told = zip(self._apart, self._told[uid], strict=True)
        return all((known is None) == (values.get(name) is None) for name, known in told)


def plain(about: Field, value: Any) -> Any:
    """A value for comparing: texts without regard to case, accents and script."""
    return fold(value) if isinstance(value, str) and about.kind in (Kind.TEXT, Kind.LONG_TEXT) else value


def _same(about: Field, known: Any, said: Any) -> bool:
    if known == said:
        return True
    if about.kind is Kind.LONG_TEXT:
        return bool(plain(about, known) == plain(about, said))
    return about.kind is Kind.TEXT and likeness(known, said) >= ALIKE


def several(titles: Mapping[str, str], uids: Iterable[str]) -> Match:
    """The answer for a row that may be any of several records."""
    found = candidates(titles, uids)
    names = "; ".join(f"“{each.title}”" for each in found)
    why = tr("This may be any of {names}. Choose which one, or a new one.", names=names)
    return Match(why=why, candidates=found)


def candidates(titles: Mapping[str, str], uids: Iterable[str]) -> tuple[Candidate, ...]:
    """Records for a person to choose from, the first few of them."""
    return tuple(Candidate(uid, titles.get(uid, "")) for uid in list(dict.fromkeys(uids))[:5])


@dataclass
class TitleIndex:
    """Finds records by the title under which lists show them, in any order of its words."""

    found: dict[str, list[str]] = field(default_factory=dict)

    def add(self, uid: str, *names: str | None) -> None:
        """Let a record be found by its names."""
        for name in dict.fromkeys(_any_order(name) for name in names if name):
            self.found.setdefault(name, []).append(uid)

    def find(self, text: str) -> list[str]:
        """The records of that name."""
        return self.found.get(_any_order(text), [])


def _any_order(text: str) -> str:
    return " ".join(sorted(fold(text).split()))
