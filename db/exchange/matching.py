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
class Key:
    """Fields that find a record of a kind together, unless one of `apart` is known and said differently."""

    fields: tuple[str, ...]
    apart: tuple[str, ...] = ()


_KEYS = {
    "facility": (Key(("name",), ("country", "city")),),
    "release": (Key(("reference",)), Key(("headline",), ("reference", "date", "language"))),
    "event": (Key(("name",), ("start", "country")),),
    "visit": (Key(("facility", "date"), ("purpose", "event")),),
    "programme": (Key(("name",), ("phase",)), Key(("acronym", "phase"))),
    "group": (Key(("name",)),),
    "wording": (Key(("kind", "language"), ("programme", "valid_from", "valid_to")),),
    "quote": (Key(("release", "text")),),
    "amount": (Key(("release", "value"), ("currency", "purpose")),),
    "approval": (Key(("release", "approver"), ("approved_at",)),),
    "cost": (Key(("facility", "amount"), ("currency", "kind", "funder")),),
    "participation": (Key(("event", "country", "institution")),),
}


def keys_of(kind: str) -> tuple[Key, ...]:
    """What tells records of a kind apart, the surest first; links are told apart by all that they say."""
    if kind in _KEYS:
        return _KEYS[kind]
    assert RECORDS[kind].about.role is Role.LINK, kind
    fields = kind_fields(kind)
    ends = tuple(about.name for about in fields.values() if about.owner)
    return (Key(ends, tuple(name for name in fields if name not in (*ends, "note"))),)


class RecordMatcher:
    """Finds records of a kind by its keys."""

    def __init__(self, session: Session, kind: str) -> None:
        self._fields = kind_fields(kind)
        self._keys = keys_of(kind)
        self._found: dict[tuple[int, tuple[Any, ...]], list[str]] = {}
        self._told: dict[str, dict[str, Any]] = {}
        self._names = tuple(dict.fromkeys(n for key in self._keys for n in (*key.fields, *key.apart)))
        self.titles: dict[str, str] = {}
        record = RECORDS[kind]
        columns = [getattr(record, name) for name in self._names]
        for uid, title, *values in session.execute(sa.select(record.uid, record.title, *columns)):
            self.add(uid, title, dict(zip(self._names, values, strict=True)))

    def add(self, uid: str, title: str, values: Mapping[str, Any]) -> None:
        """Let a further record be found."""
        self.titles[uid] = title
        self._told[uid] = {name: values.get(name) for name in self._names}
        for number, key in enumerate(self._keys):
            if values.get(key.fields[0]) is not None:
                self._found.setdefault((number, self._plain(key, values)), []).append(uid)

    def find(self, values: Mapping[str, Any]) -> Match:
        """The record that a row with these values is."""
        for number, key in enumerate(self._keys):
            if values.get(key.fields[0]) is None:
                continue
            hits = self._found.get((number, self._plain(key, values)), ())
            fitting = [uid for uid in hits if not self._differs(uid, key, values)]
            if len(fitting) > 1:
                fitting = [uid for uid in fitting if self._says_as_much(uid, key, values)] or fitting
            if len(fitting) == 1:
                labels = ", ".join(self._fields[name].label for name in key.fields)
                return Match(fitting[0], tr("Found by {fields}.", fields=labels))
            if fitting:
                return several(self.titles, fitting)
        return NOBODY

    def _plain(self, key: Key, values: Mapping[str, Any]) -> tuple[Any, ...]:
        return tuple(plain(self._fields[name], values.get(name)) for name in key.fields)

    def _differs(self, uid: str, key: Key, values: Mapping[str, Any]) -> bool:
        """Whether a row says another thing than a record about something that tells records apart."""
        told = self._told[uid]
        return any(
            not _same(self._fields[name], told[name], said)
            for name in key.apart
            if told[name] is not None and (said := values.get(name)) is not None
        )

    def _says_as_much(self, uid: str, key: Key, values: Mapping[str, Any]) -> bool:
        """Whether a record has and lacks the same of what tells records apart as a row."""
        return all((self._told[uid][name] is None) == (values.get(name) is None) for name in key.apart)


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
            known = self.found.setdefault(name, [])
            if uid not in known:
                known.append(uid)

    def find(self, text: str) -> list[str]:
        """The records of that name."""
        return self.found.get(_any_order(text), [])


def _any_order(text: str) -> str:
    return " ".join(sorted(fold(text).split()))
