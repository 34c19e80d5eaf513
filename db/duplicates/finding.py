"""Finding twins among all records of a kind."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import sqlalchemy as sa
from sqlalchemy.orm import Session

from db.duplicates import body_rules, body_signs, person_rules, person_signs
from db.duplicates.blocks import Rule, pairs_of
from db.duplicates.body import FACILITY_FIELDS, PARTNER_FIELDS, Body, body
from db.duplicates.evidence import BODIES, PEOPLE, Counted, Habits, Shares, Sign, reasons, score
from db.duplicates.memory import told_apart
from db.duplicates.person import FIELDS, Person, host_of, person
from db.duplicates.sieve import MANY, Sieve
from db.duplicates.twin import KINDS, LIKELY, Twin
from db.errors import Cancelled, WorldError
from db.language import tr
from db.records import RECORDS, record_type
from db.records.contact import Post

AT_A_TIME = 2_000
"""How many records are read at a time."""

OFTEN = 4_096
"""After so many comparisons it is asked whether to stop."""

T = TypeVar("T", Person, Body)


@dataclass(frozen=True)
class Way(Generic[T]):
    """How records of a kind are compared."""

    fields: tuple[str, ...]
    habits: Habits
    rules: tuple[Rule[T], ...]
    order: Callable[[T], str]
    signs: Callable[[T, T, Shares], list[Sign]]
    values: Callable[[T], Iterator[tuple[str, tuple[str, ...]]]]
    things: Callable[[T], Iterator[str]]


@dataclass(frozen=True)
class Survey:
    """The twins of a kind, likeliest first, and what was looked at: records, and pairs that were compared.

    `crowded` is how many times a record had so many others beside it that it was compared with the nearest
    of them alone.
    """

    twins: tuple[Twin, ...]
    records: int
    compared: int
    crowded: int


def find(
    session: Session, kind: str, limit: int | None = None, stop: Callable[[], bool] | None = None
) -> list[Twin]:
    """The pairs of records of a kind that may be one, likeliest first, without those that are told apart.

    At most `limit`. Raises Cancelled once `stop` answers true, WorldError for a kind that has no twins.
    """
    return list(survey(session, kind, stop).twins[:limit])


def survey(session: Session, kind: str, stop: Callable[[], bool] | None = None) -> Survey:
    """The same, with what was looked at."""
    name = kind_of(kind)

    def watch() -> None:
        if stop is not None and stop():
            raise Cancelled

    if name == "contact":
        return _survey(session, name, CONTACTS, list(_people(session, watch)), watch)
    return _survey(session, name, WAYS[name], list(_bodies(session, name, watch)), watch)


def kind_of(kind: str) -> str:
    """The name of a kind that has twins, singular or plural. Raises WorldError for others."""
    name = record_type(kind).about.name
    if name not in KINDS:
        known = ", ".join(RECORDS[each].about.plural for each in KINDS)
        raise WorldError(tr("Duplicates are looked for among {known}.", known=known))
    return name


def _survey(session: Session, kind: str, way: Way[T], records: list[T], watch: Callable[[], None]) -> Survey:
    shares = counted(way, records)
    apart = told_apart(session, kind)
    pairs = pairs_of(records, way.rules, way.order, watch)
    twins, compared = [], 0
    worth = Sieve(records, way.things, way.habits).worth(pairs) if len(pairs) > MANY else pairs
    for a, b in worth:
        compared += 1
        if not compared % OFTEN:
            watch()
        signs = way.signs(records[a], records[b], shares)
        likely = score(signs, shares.count, way.habits)
        if likely >= LIKELY:
            twin = told(kind, records[a].uid, records[b].uid, likely, signs)
            if (min(twin.a, twin.b), max(twin.a, twin.b)) not in apart:
                twins.append(twin)
    twins.sort(key=lambda twin: (-twin.score, twin.a, twin.b))
    return Survey(tuple(twins), len(records), compared, pairs.crowded)


def told(kind: str, a: str, b: str, likely: float, signs: list[Sign]) -> Twin:
    """Two records as a person is told of them."""
    why, against = reasons(signs)
    return Twin(kind, a, b, round(likely, 4), (*why, *against), against)


def counted(way: Way[T], records: list[T]) -> Counted:
    """How common each value is."""
    shares = Counted()
    shares.count = len(records)
    for record in records:
        for field, values in way.values(record):
            shares.note(field, values)
    return shares


def _people(session: Session, watch: Callable[[], None]) -> Iterator[Person]:
    partners: dict[str, tuple[str, ...]] = {}
    for contact, partner in session.execute(sa.select(Post.contact, Post.partner)):
        if contact and partner:
            partners[contact] = tuple(dict.fromkeys((*partners.get(contact, ()), partner)))
    for uid, values in _values(session, "contact", FIELDS, watch):
        yield person(uid, values, partners.get(uid, ()))


def _bodies(session: Session, kind: str, watch: Callable[[], None]) -> Iterator[Body]:
    for uid, values in _values(session, kind, WAYS[kind].fields, watch):
        yield body(uid, values)


def _values(
    session: Session, kind: str, fields: tuple[str, ...], watch: Callable[[], None]
) -> Iterator[tuple[str, dict[str, Any]]]:
    record = RECORDS[kind]
    query = sa.select(record.uid, *(getattr(record, name) for name in fields)).order_by(record.id)
    # Without the ORM, whose rows cost as much again as reading them.
    found = session.connection().execute(query.execution_options(yield_per=AT_A_TIME))
    for part in found.partitions():
        watch()
        for uid, *values in part:
            yield uid, dict(zip(fields, values, strict=True))


def _of_person(one: Person) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What is counted of a contact, each value once however many of its names have it."""
    names = one.names
    yield "family", tuple({name.family.key for name in names if name.family})
    yield "given", tuple({name.given.key for name in names if name.given})
    yield "patronymic", tuple({name.patronymic.key for name in names if name.patronymic})
    yield "email", one.emails
    yield "host", tuple({host for each in one.emails if (host := host_of(each))})
    yield "phone", one.phones
    yield "birthday", (one.birthday,) if one.birthday else ()
    yield "street", (one.street,) if one.street else ()
    yield "place", one.places
    yield "job", (one.job,) if one.job else ()
    yield "partner", one.partners


def _things_of_person(one: Person) -> Iterator[str]:
    """What two contacts may have in common at a glance; names by how they begin, wherever they stand."""
    words = {word for name in one.names for word in (name.family, name.given) if word}
    yield from {f"n{word.rough}" for word in words}
    yield from {f"f{name.patronymic.rough}" for name in one.names if name.patronymic}
    for address in one.emails:
        yield address
        yield f"m{address.partition('@')[0]}"
    yield from one.phones
    if one.birthday:
        yield f"y{one.birthday[:4]}"
        yield f"d{one.birthday[5:]}"
    if one.street:
        yield f"s{one.street}"
    if one.job:
        yield f"j{one.job}"
    yield from one.places
    yield from one.partners


def _things_of_body(one: Body) -> Iterator[str]:
    """What two partners or facilities may have in common at a glance."""
    for field, values in _of_body(one):
        yield from (f"{field}{value}" for value in values)
    if one.point:
        yield f"{one.point[0]:.1f} {one.point[1]:.1f}"


def _of_body(one: Body) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What is counted of a partner or facility, each value once."""
    yield "name", tuple({name.folded for name in one.names})
    yield "word", tuple({word for name in one.names for word in name.words})
    yield "acronym", tuple({*one.acronyms, *one.initials})
    yield "email", one.emails
    yield "phone", one.phones
    yield "host", one.hosts
    yield "street", (one.street,) if one.street else ()
    yield "place", one.places
    yield "kind", (one.kind,) if one.kind else ()
    yield "country", (one.country,) if one.country else ()
    yield "over", (one.over,) if one.over else ()


CONTACTS = Way(
    FIELDS, PEOPLE, person_rules.RULES, person_rules.order, person_signs.signs, _of_person, _things_of_person
)
WAYS = {
    kind: Way(fields, BODIES, body_rules.RULES, body_rules.order, body_signs.signs, _of_body, _things_of_body)
    for kind, fields in (("partner", PARTNER_FIELDS), ("facility", FACILITY_FIELDS))
}
