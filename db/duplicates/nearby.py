"""Which records one may be: the few that are worth comparing are looked up, none of the others is read."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from db.duplicates.body import Body, body
from db.duplicates.evidence import score, smoothed
from db.duplicates.finding import CONTACTS, WAYS, Way, counted, kind_of, told
from db.duplicates.memory import told_apart
from db.duplicates.person import Person, person
from db.duplicates.twin import Twin
from db.names import fold
from db.records import RECORDS
from db.records.contact import Post
from db.search.beginning import beginning, held
from db.search.vocabulary import sounding_like

PERHAPS = 0.3
"""The score from which a person who writes a record is told of another one."""

MOST = 60
"""How many records found in one way are compared."""

SPELLINGS = 8
"""By how many words of the store that sound like a name it is looked for."""

Words = Sequence[Sequence[str]]
"""What has to stand in a record: of each of them one spelling."""

COUNTED = 2_000
"""Up to how many records a name is counted: beyond, it is common, however common."""


@dataclass
class _Asked:
    """Shares as far as they can be told without reading all records."""

    count: int
    near: dict[tuple[str, str], int] = field(default_factory=dict)

    def held(self, name: str, value: str) -> int:
        """How many of the records that were looked up have a value, or how many there are where counted."""
        return self.near.get((name, value), 0)

    def share(self, name: str, value: str, usual: float) -> float:
        """The share of other records that have a value."""
        return smoothed(self.held(name, value), self.count, usual)


def like(session: Session, kind: str, values: Mapping[str, Any], uid: str = "") -> list[Twin]:
    """Records of a kind that one with these values may be, likeliest first.

    `uid` is its own where it is in the store already. For a contact `values` may hold, as "partner", the uids
    of its partners; those of its posts count as well. Raises WorldError for a kind that has no twins.
    """
    name = kind_of(kind)
    if name == "contact":
        partners = (*(values.get("partner") or ()), *_partners(session, [uid]).get(uid, ()))
        asked = person(uid, values, tuple(dict.fromkeys(partners)))
        return _likest(session, name, CONTACTS, asked, _texts_of_person(session, asked))
    made = body(uid, values)
    return _likest(session, name, WAYS[name], made, _texts_of_body(session, made))


def _likest(
    session: Session, kind: str, way: Way[Any], asked: Person | Body, texts: Iterator[Words]
) -> list[Twin]:
    uids = {found for words in texts for found in beginning(session, kind, words, MOST)} - {asked.uid}
    others = _records(session, kind, way, uids)
    shares = _shares(session, kind, way, asked, others)
    apart = told_apart(session, kind) if asked.uid and others else frozenset()
    twins = []
    for other in others:
        signs = way.signs(asked, other, shares)
        likely = score(signs, shares.count, way.habits)
        pair = (min(asked.uid, other.uid), max(asked.uid, other.uid))
        if likely >= PERHAPS and pair not in apart:
            twins.append(told(kind, asked.uid, other.uid, likely, signs))
    return sorted(twins, key=lambda twin: (-twin.score, twin.b))


def _records(session: Session, kind: str, way: Way[Any], uids: set[str]) -> list[Any]:
    record, wanted = RECORDS[kind], sorted(uids)
    columns = [getattr(record, name) for name in way.fields]
    partners = _partners(session, wanted) if kind == "contact" else {}
    made: list[Any] = []
    for begin in range(0, len(wanted), 500):
        query = sa.select(record.uid, *columns).where(record.uid.in_(wanted[begin : begin + 500]))
        for uid, *found in session.execute(query):
            values = dict(zip(way.fields, found, strict=True))
            made.append(
                person(uid, values, partners.get(uid, ())) if kind == "contact" else body(uid, values)
            )
    return made


def _partners(session: Session, uids: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """The partners at whom contacts hold or held posts."""
    found: dict[str, tuple[str, ...]] = {}
    for begin in range(0, len(uids), 500):
        posts = sa.select(Post.contact, Post.partner).where(Post.contact.in_(uids[begin : begin + 500]))
        for contact, partner in session.execute(posts):
            if contact and partner:
                found[contact] = (*found.get(contact, ()), partner)
    return found


def _shares(session: Session, kind: str, way: Way[Any], asked: Any, others: list[Any]) -> _Asked:
    """How common values are: names as counted in the index, all else among the records looked up."""
    record = RECORDS[kind]
    shares = _Asked(session.scalar(sa.select(sa.func.max(record.id))) or 0)
    near = counted(way, [asked, *others])
    for name, values in way.values(asked):
        for value in values:
            shares.near[name, value] = near.held(name, value)
    for name, value, text in _to_count(asked):
        shares.near[name, value] = max(shares.near.get((name, value), 0), held(session, text, COUNTED))
    return shares


def _to_count(asked: Person | Body) -> Iterator[tuple[str, str, str]]:
    """The names that are counted, each with its key and its letters."""
    if isinstance(asked, Body):
        for short in asked.names:
            yield "name", short.folded, short.folded
        return
    for name in asked.names:
        parts = (("family", name.family), ("given", name.given), ("patronymic", name.patronymic))
        for field_name, word in parts:
            if word and len(word.folded) > 2:
                yield field_name, word.key, word.folded


def _texts_of_person(session: Session, asked: Person) -> Iterator[Words]:
    """Words by which those may be found that a contact may be, each of them rare together."""
    yield from _reached(asked)
    for name in asked.names:
        last, first = name.family, name.given
        words = [word.folded.split()[0] for word in (last, first) if word]
        if last and first:
            family, given = (_spellings(session, word) for word in words)
            yield [each[:5] for each in family], [each[:1] for each in given]
            # A slip in one name leaves the other one, and the beginning of both.
            yield [each[:5] for each in given], [each[:2] for each in family]
        elif words and len(words[0]) > 3:
            yield (_spellings(session, words[0]),)
        for word in words if asked.birthday else ():
            yield [word[:4]], [fold(asked.birthday)]
        for word in words if asked.street else ():
            yield [word[:4]], *([each] for each in asked.street.split())


def _reached(asked: Person | Body) -> Iterator[Words]:
    for address in asked.emails:
        yield ([fold(address)],)
        box = address.partition("@")[0]
        if len(box) > 7:
            yield ([fold(box)],)
    for phone in asked.phones:
        yield ([fold(phone)],)


def _spellings(session: Session, word: str) -> list[str]:
    """A folded name and the words of the store that sound like it."""
    return [word, *sounding_like(session, word, SPELLINGS)]


def _texts_of_body(session: Session, asked: Body) -> Iterator[Words]:
    """Words by which those may be found that a partner or facility may be."""
    yield from _reached(asked)
    yield from (([fold(host)],) for host in asked.hosts)
    yield from (([short],) for short in (*asked.acronyms, *asked.initials))
    for name in asked.names:
        words = dict.fromkeys(word for word in name.folded.split() if len(word) > 2)
        # A word that nobody has is one with a slip in it, or one in another script.
        known = {word: count for word in words if (count := held(session, word, COUNTED))}
        rarest = [[word[:6]] for word in sorted(known, key=lambda word: known[word])[:3]]
        if len(rarest) == 1:
            yield (rarest[0],)
        yield from combinations(rarest, 2)
        heard = [found for word in words if (found := sounding_like(session, word, SPELLINGS))]
        yield from combinations(heard[:4], 2)
