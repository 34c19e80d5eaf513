"""Which contact a row is: by e-mail, then phone, then name with organisation, in either script."""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import combinations
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from db.exchange.matching import NOBODY, Match, candidates, several
from db.language import tr
from db.names import fold, likeness, sound
from db.records.contact import Contact, Post
from db.values import Reach

SAME = 0.9
"""The likeness from which two names are those of one person, when something else says so too."""

PERHAPS = 0.75
"""The likeness that a name must have for a phone to tell a person: colleagues share phones."""

HARDLY = 0.6
"""The likeness below which an e-mail belongs to somebody else than the row is about."""

_PARTS = ("family_name", "given_name", "patronymic")

_likeness = lru_cache(maxsize=1 << 17)(likeness)  # a long list has many namesakes


def whole_name(values: Mapping[str, Any], suffix: str = "") -> str:
    """Family, given and patronymic name, or those in the other script ("_alt")."""
    return " ".join(str(values[name]) for part in _PARTS if values.get(name := part + suffix))


class ContactMatcher:
    """Finds contacts."""

    def __init__(self, session: Session) -> None:
        self.titles: dict[str, str] = {}
        self._names: dict[str, list[str]] = {}
        self._partners: dict[str, set[str]] = {}
        self._reached: dict[str, bool] = {}
        self._emails: dict[str, list[str]] = {}
        self._phones: dict[str, list[str]] = {}
        self._pairs: dict[tuple[str, str], list[str]] = {}
        self._of_this_file: set[str] = set()
        names = [f"{part}{suffix}" for suffix in ("", "_alt") for part in _PARTS]
        columns = [getattr(Contact, name) for name in (*names, "emails", "phones")]
        for uid, title, *values in session.execute(sa.select(Contact.uid, Contact.title, *columns)):
            self._add(uid, title, dict(zip((*names, "emails", "phones"), values, strict=True)))
        for contact, partner in session.execute(sa.select(Post.contact, Post.partner)):
            if contact and partner:
                self.tie(contact, partner)

    def add(self, uid: str, title: str, values: Mapping[str, Any]) -> None:
        """Let a contact that a row of this file makes be found by later rows."""
        self._of_this_file.add(uid)
        self._add(uid, title, values)

    def learn(self, uid: str, values: Mapping[str, Any]) -> None:
        """Let a contact be found by what a further row says about it."""
        self._index(uid, values)

    def tie(self, uid: str, partner: str) -> None:
        """Remember that a contact works at a partner."""
        self._partners.setdefault(uid, set()).add(partner)

    def _add(self, uid: str, title: str, values: Mapping[str, Any]) -> None:
        self.titles[uid] = title
        self._names[uid] = [name for name in (whole_name(values), whole_name(values, "_alt")) if name]
        self._reached[uid] = bool(values.get("emails") or values.get("phones"))
        for name in self._names[uid]:
            for pair in _pairs_of(name, known=True):
                self._pairs.setdefault(pair, []).append(uid)
        self._index(uid, values)

    def _index(self, uid: str, values: Mapping[str, Any]) -> None:
        for index, keys in ((self._emails, _emails(values)), (self._phones, _phones(values))):
            for key in keys:
                known = index.setdefault(key, [])
                if uid not in known:
                    known.append(uid)

    def find(
        self, values: Mapping[str, Any], partner: str = "", apart: frozenset[str] = frozenset()
    ) -> Match:
        """The contact, none of `apart`, that a row with these values, of somebody at `partner`, is (uids)."""
        name = whole_name(values)
        by_email = [uid for uid in _hits(self._emails, _emails(values)) if uid not in apart]
        by_phone = [uid for uid in _hits(self._phones, _phones(values)) if uid not in apart]
        mailed = [uid for uid in by_email if not name or self._alike(uid, name) >= HARDLY]
        called = [uid for uid in by_phone if not name or self._alike(uid, name) >= PERHAPS]
        told = self._likest(name, [*mailed, *called])
        if len(told) > 1:
            return several(self.titles, told)
        if told:
            how = tr("Found by e-mail.") if told[0] in mailed else tr("Found by phone.")
            return Match(told[0], how)
        if by_email:
            return self._of_another(by_email)
        note = ""
        if by_phone:
            note = tr("“{name}” has the same phone.", name=self.titles[by_phone[0]])
        found = self._by_name(name, values, partner, apart)
        return Match(found.uid, found.how, found.why, found.candidates, found.note or note)

    def _likest(self, name: str, uids: Iterable[str]) -> list[str]:
        """Of several records the one whose name alone is that of the row, else all of them."""
        unique = list(dict.fromkeys(uids))
        if len(unique) > 1 and name:
            same = [uid for uid in unique if self._alike(uid, name) >= SAME]
            return same if len(same) == 1 else unique
        return unique

    def _of_another(self, uids: list[str]) -> Match:
        why = tr("The e-mail is that of “{name}”. Choose whether this is the same person.",
                 name=self.titles[uids[0]])  # fmt: skip
        return Match(why=why, candidates=candidates(self.titles, uids))

    def _by_name(self, name: str, values: Mapping[str, Any], partner: str, apart: frozenset[str]) -> Match:
        near = [uid for uid in self._near(name) if uid not in apart]
        alike = [uid for uid in near if self._alike(uid, name) >= SAME]
        colleagues = [uid for uid in alike if partner and partner in self._partners.get(uid, ())]
        if len(colleagues) == 1:
            return Match(colleagues[0], tr("Found by name and organisation."))
        if colleagues or not alike:
            return several(self.titles, colleagues) if colleagues else NOBODY
        reached = bool(values.get("emails") or values.get("phones"))
        others = [uid for uid in alike if not self._is_namesake(uid, partner, reached)]
        if not others:
            same = self.titles[alike[0]]
            return Match(note=tr("“{name}” has the same name, but is taken as somebody else.", name=same))
        if len(others) > 1:
            return several(self.titles, others)
        if not partner and not reached and self._equal(others[0], name):
            return Match(others[0], tr("Found by name."))
        why = tr("This may be “{name}”. Choose whether it is.", name=self.titles[others[0]])
        return Match(why=why, candidates=candidates(self.titles, others))

    def _is_namesake(self, uid: str, partner: str, reached: bool) -> bool:
        """Whether somebody of that name in this very file has another employer and other addresses."""
        elsewhere = bool(partner) and bool(self._partners.get(uid))
        return uid in self._of_this_file and elsewhere and reached and self._reached[uid]

    def _near(self, name: str) -> list[str]:
        pairs = _pairs_of(name, known=False)
        return list(dict.fromkeys(uid for pair in pairs for uid in self._pairs.get(pair, ())))

    def _alike(self, uid: str, name: str) -> float:
        """How alike a contact's name is; one without a name may have any."""
        return max((_likeness(known, name) for known in self._names[uid]), default=1.0)

    def _equal(self, uid: str, name: str) -> bool:
        words = sorted(fold(name).split())
        return len(words) > 1 and any(sorted(fold(known).split()) == words for known in self._names[uid])


def _hits(index: Mapping[str, list[str]], keys: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(uid for key in keys for uid in index.get(key, ())))


def _emails(values: Mapping[str, Any]) -> list[str]:
    reaches: tuple[Reach, ...] = values.get("emails") or ()
    return [each.normal.casefold() for each in reaches if each.normal]


def _phones(values: Mapping[str, Any]) -> list[str]:
    reaches: tuple[Reach, ...] = values.get("phones") or ()
    return [each.normal for each in reaches if each.normal and each.type != "fax"]


def _pairs_of(name: str, *, known: bool) -> Iterator[tuple[str, str]]:
    """Keys under which a name is kept (`known`) or looked for: two words by sound, or one and an initial.

    A record with initials is found by whole names, one with a whole name by initials; two whole names find
    each other by two words only, so that common family names stay quick.
    """
    words = fold(name).split()[:4]
    for one, other in combinations(words, 2):
        if len(one) < 2 and len(other) < 2:
            continue
        if len(one) < 2 or len(other) < 2:
            long, short = (other, one) if len(one) < 2 else (one, other)
            yield ("." + short[0], sound(long))
            if not known:
                yield (".." + short[0], sound(long))
            continue
        first, second = sorted((sound(one), sound(other)))
        yield (first, second)
        dots = ".." if known else "."
        yield (dots + one[0], sound(other))
        yield (dots + other[0], sound(one))
