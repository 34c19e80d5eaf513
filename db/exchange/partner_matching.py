"""Which partner a text names: by its name in any language, its acronym, or a spelling much like them."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from db.exchange.matching import NOBODY, Match, candidates, several
from db.language import tr
from db.names import acronym, fold, likeness, sound
from db.records.partner import Partner

TAKEN = 0.92
"""The likeness from which a text is taken as a partner's name in another spelling."""

NEAR = 0.82
"""The likeness from which a person is told of a partner with a name much like it."""

_NAMES = ("name", "name_ru", "name_local", "acronym")
_MOST = 60  # partners with the rarest words in common that are compared at all


@dataclass(frozen=True, slots=True)
class _Known:
    names: tuple[str, ...]
    country: str | None


class PartnerMatcher:
    """Finds partners. Two bodies of one name in different countries are different ones."""

    def __init__(self, session: Session) -> None:
        self.titles: dict[str, str] = {}
        self._known: dict[str, _Known] = {}
        self._by_name: dict[str, list[str]] = {}
        self._by_initials: dict[str, list[str]] = {}
        self._by_word: dict[str, list[str]] = {}
        columns = [getattr(Partner, name) for name in (*_NAMES, "country")]
        for uid, title, *values in session.execute(sa.select(Partner.uid, Partner.title, *columns)):
            self.add(uid, title, dict(zip((*_NAMES, "country"), values, strict=True)))

    def add(self, uid: str, title: str, values: Mapping[str, Any]) -> None:
        """Let a further partner be found."""
        self.titles[uid] = title
        names = tuple(dict.fromkeys(values[name] for name in _NAMES if values.get(name)))
        self._known[uid] = _Known(names, values.get("country"))
        words: set[str] = set()
        for name in names:
            folded = fold(name)
            _append(self._by_name, folded, uid)
            words.update(map(sound, folded.split()))
            if " " in folded and len(initials := fold(acronym(name))) > 1:
                _append(self._by_initials, initials, uid)
        for word in words:
            _append(self._by_word, word, uid)

    def country(self, uid: str) -> str | None:
        """The country of a partner."""
        return self._known[uid].country

    def named(self, text: str, country: str | None = None) -> Match:
        """The partner that a text names, for a row of `country`; nobody where it must be a new one."""
        folded = fold(text)
        if not folded:
            return NOBODY
        exact = self._here(self._by_name.get(folded, ()), country)
        if exact:
            return self._one(exact, tr("Found by its name."), "")
        short = self._here(self._by_acronym(text, folded), country)
        if short:
            return self._one(short, tr("Found by its acronym."), text)
        near = self._near(text, folded, country)
        taken = [uid for uid, alike in near if alike >= TAKEN]
        if taken:
            return self._one(taken, tr("Found by its name in another spelling."), text)
        if near:
            note = tr("“{text}” is much like “{other}”, but is taken as another.",
                      text=text, other=self.titles[near[0][0]])  # fmt: skip
            return Match(note=note)
        return NOBODY

    def find(self, values: Mapping[str, Any]) -> Match:
        """The partner that a row of partners is; a name that is only much like one has to be decided."""
        told = [values[name] for name in _NAMES if values.get(name)]
        hits = [uid for name in told for uid in self._by_name.get(fold(name), ())]
        here = list(dict.fromkeys(self._here(hits, values.get("country"))))
        if len(here) == 1:
            return Match(here[0], tr("Found by its name."))
        if here:
            return several(self.titles, here)
        for name in told:
            matched = self.named(name, values.get("country"))
            if matched.uid:
                why = tr("This may be “{name}”. Choose whether it is.", name=self.titles[matched.uid])
                return Match(why=why, candidates=candidates(self.titles, [matched.uid]))
        return NOBODY

    def _one(self, uids: list[str], how: str, text: str) -> Match:
        if len(uids) > 1:
            return several(self.titles, uids)
        title = self.titles[uids[0]]
        note = tr("“{text}” was taken as “{name}”.", text=text, name=title) if text else ""
        return Match(uids[0], how, note=note)

    def _here(self, uids: Iterable[str], country: str | None) -> list[str]:
        """Those that can be in a country: those that are, else those of which it is not known."""
        unique = list(dict.fromkeys(uids))
        if country is None:
            return unique
        there = [uid for uid in unique if self._known[uid].country == country]
        return there or [uid for uid in unique if self._known[uid].country is None]

    def _by_acronym(self, text: str, folded: str) -> list[str]:
        """Partners whose initials a text is (SSES, MoHSPP), or who are called by the initials of a text."""
        if " " not in folded and 2 <= len(folded) <= 12 and text.strip().isalnum():
            capitals = fold("".join(letter for letter in text if letter.isupper()))
            found = self._by_initials.get(folded, [])
            return found or (self._by_initials.get(capitals, []) if len(capitals) > 1 else [])
        initials = fold(acronym(text))
        return self._by_name.get(initials, []) if len(initials) > 2 else []

    def _near(self, text: str, folded: str, country: str | None) -> list[tuple[str, float]]:
        """Partners with names much like a text, the likest first."""
        known = (self._by_word.get(sound(word), []) for word in folded.split())
        sets = sorted(filter(None, known), key=len)
        shared = list(dict.fromkeys(uid for found in sets[:2] for uid in found[:_MOST]))
        scored = [
            (uid, max(_likeness(text, name) for name in self._known[uid].names))
            for uid in self._here(shared, country)
        ]
        return sorted((each for each in scored if each[1] >= NEAR), key=lambda each: -each[1])


def _likeness(text: str, name: str) -> float:
    """How alike two names are; bodies of different numbers, such as colonies 31 and 47, are not."""
    same_numbers = re.findall(r"\d+", text) == re.findall(r"\d+", name)
    return likeness(text, name) if same_numbers else 0.0


def _append(index: dict[str, list[str]], key: str, uid: str) -> None:
    index.setdefault(key, []).append(uid)
