"""What two partners or two facilities agree and differ in, and how often that happens with one and with two.

The numbers of each rule are, in this order: one body, strangers, sisters (the same kind of body elsewhere,
called much alike), neighbours (bodies below one roof, that share a site and a switchboard).
"""

from collections.abc import Iterator
from enum import IntEnum
from math import asin, cos, log, radians, sin, sqrt

from db.duplicates.body import Body, Title
from db.duplicates.evidence import Shares, Sign
from db.duplicates.person import is_role
from db.duplicates.words import near
from db.language import mark

USUAL = {
    "word": 1 / 100,
    "email": 1 / 1_000_000,
    "phone": 1 / 1_000_000,
    "host": 1 / 20_000,
    "street": 1 / 20_000,
    "place": 1 / 20,
    "kind": 1 / 5,
    "country": 1 / 4,
    "over": 1 / 50,
}
LETTERS_IN_USE = 15.0
"""Among so many letters, were they equally common, acronyms would agree as often as they do."""

CLOSE, BESIDE, APART = 0.15, 1.0, 5.0
"""Kilometres between two points of one place, of two in one quarter, of two places."""


class Called(IntEnum):
    """How alike two names of bodies are."""

    EQUAL = 0
    ALIKE = 1
    SHORT = 2  # one is the acronym of the other
    PART = 3
    NUMBER = 4  # alike, but with another number
    UNLIKE = 5
    UNTOLD = 6  # in two languages


def signs(a: Body, b: Body, shares: Shares) -> list[Sign]:
    """What two bodies agree and differ in."""
    found = [*_names(a, b, shares)]
    found += _reached(a, b, shares)
    found += _where(a, b, shares)
    if a.kind and b.kind:
        found.append(_kind(a.kind, b.kind, shares))
    if a.serves and b.serves and a.serves != b.serves and "both" not in (a.serves, b.serves):
        found.append(Sign(0.02, 0.5, 0.5, 0.5, mark("one for women, one for men"), "", True))
    if a.over and b.over:
        found.append(_over(a, b, shares))
    return found


def _names(a: Body, b: Body, shares: Shares) -> Iterator[Sign]:
    best = min((called(mine, yours, shares) for mine in a.names for yours in b.names), default=None)
    shorts = {*a.acronyms} & {*b.initials} or {*b.acronyms} & {*a.initials} or {*a.acronyms} & {*b.acronyms}
    if best is None:
        return
    in_full = best <= Called.ALIKE and all(len(each.words) > 1 for each in (a.names[0], b.names[0]))
    if shorts and not in_full:
        short = max(shorts, key=len)
        share = shares.share("acronym", short, LETTERS_IN_USE ** -len(short))
        yield Sign(0.3, share, 0.02, 0.01, mark("{value} stands for both"), short.upper())
        return
    if best <= Called.ALIKE:
        share = max(_share(each, shares) for each in a.names)
        if best is Called.EQUAL:
            yield Sign(0.6, share, 0.06, 0.01, mark("same name"))
        else:
            yield Sign(0.25, 5 * share, 0.05, 0.01, mark("names alike"))
    elif best is Called.PART:
        yield Sign(0.12, 0.004, 0.15, 0.1, mark("one name is part of the other"))
    elif best is Called.NUMBER:
        yield Sign(0.005, 0.002, 0.4, 0.2, mark("different number in the name"), "", True)
    elif best is Called.UNLIKE:
        yield Sign(0.06, 1.0, 0.3, 0.85, mark("different name"), "", True)
    else:
        yield Sign(0.3, 1.0, 0.3, 0.85)


def _share(name: Title, shares: Shares) -> float:
    """How common a name is: each further word, up to three, makes one that was never met rarer."""
    return shares.share("name", name.folded, USUAL["word"] ** min(3, max(1, len(name.words))))


def called(a: Title, b: Title, shares: Shares) -> Called:
    """How alike two names are: by their words, of which rare ones weigh more."""
    if a.folded == b.folded:
        return Called.EQUAL
    if not a.words or not b.words:
        return Called.UNLIKE
    common, all_of_a, all_of_b = _weights(a, b, shares)
    both = common / (all_of_a + all_of_b - common)
    alike = both >= 0.85 or near(" ".join(a.words), " ".join(b.words))
    if alike or common >= 0.95 * min(all_of_a, all_of_b):
        if a.numbers and b.numbers and a.numbers != b.numbers:
            return Called.NUMBER
        if alike and a.numbers == b.numbers:
            return Called.EQUAL if a.words == b.words else Called.ALIKE
        # A single word, such as "Ministry", is part of too much.
        return Called.PART if min(len(a.words), len(b.words)) > 1 or both > 0.4 else Called.UNLIKE
    return Called.UNTOLD if a.is_cyrillic != b.is_cyrillic else Called.UNLIKE


def _weights(a: Title, b: Title, shares: Shares) -> tuple[float, float, float]:
    """How much the words that two names have in common say, and how much all words of each."""
    weights = {word: -log(shares.share("word", word, USUAL["word"])) for word in (*a.words, *b.words)}
    left, common = [word for word in b.words if word not in a.words], 0.0
    for word in a.words:
        if word in b.words:
            common += weights[word]
        elif other := next((each for each in left if len(each) > 3 and near(word, each)), ""):
            common += min(weights[word], weights[other]) * 0.95
            left.remove(other)
    return common, sum(weights[word] for word in a.words), sum(weights[word] for word in b.words)


def _reached(a: Body, b: Body, shares: Shares) -> Iterator[Sign]:
    address = next((each for each in a.emails if each in b.emails), "")
    if address:
        share = shares.share("email", address, USUAL["email"])
        neighbours = 0.1 if is_role(address) else 0.05
        yield Sign(0.6, share, 0.01, neighbours, mark("same e-mail {value}"), address)
    elif a.emails and b.emails:
        yield Sign(0.4, 1.0, 0.99, 0.9)
    host = next((each for each in a.hosts if each in b.hosts), "")
    if host and not address:
        share = shares.share("host", host, USUAL["host"])
        yield Sign(0.8, share, 0.2, 0.7, mark("same website or mail host {value}"), host)
    elif a.hosts and b.hosts and not address:
        yield Sign(0.2, 0.98, 0.8, 0.3, mark("different website or mail host"), "", True)
    phone = next((each for each in a.phones if each in b.phones), "")
    if phone:
        share = shares.share("phone", phone, USUAL["phone"])
        yield Sign(0.6, share, 0.01, 0.25, mark("same phone {value}"), phone)
    elif a.phones and b.phones:
        yield Sign(0.4, 1.0, 0.99, 0.75)


def _where(a: Body, b: Body, shares: Shares) -> Iterator[Sign]:
    if a.country and b.country and a.country != b.country:
        yield Sign(0.01, 0.75, 0.4, 0.01, mark("different country"), "", True)
        return
    if a.country and a.country == b.country:
        share = shares.share("country", a.country, USUAL["country"])
        yield Sign(0.99, share, 0.6, 0.99)
    if a.point and b.point:
        yield _apart(a.point, b.point)
        return
    if a.street and a.street == b.street:
        share = shares.share("street", a.street, USUAL["street"])
        yield Sign(0.6, share, 0.01, 0.5, mark("same address"))
    if a.places and b.places:
        agreed = [
            m for m in a.places for y in b.places if m == y or (m[0] == y[0] == "c" and near(m[1:], y[1:]))
        ]
        if agreed:
            share = min(shares.share("place", each, USUAL["place"]) for each in agreed)
            yield Sign(0.92, share, 0.15, 0.9, mark("same city"))
        else:
            yield Sign(0.08, 0.9, 0.85, 0.1, mark("different city"), "", True)
    elif a.region and b.region and a.region != b.region:
        yield Sign(0.06, 0.9, 0.8, 0.1, mark("different region"), "", True)


def _apart(a: tuple[float, float], b: tuple[float, float]) -> Sign:
    """How far two points lie from each other, on a sphere of the Earth's mean radius of 6371 km."""
    north_a, east_a, north_b, east_b = map(radians, (*a, *b))
    chord = sin((north_b - north_a) / 2) ** 2 + cos(north_a) * cos(north_b) * sin((east_b - east_a) / 2) ** 2
    distance = 2 * 6371 * asin(min(1.0, sqrt(chord)))
    if distance <= CLOSE:
        return Sign(0.6, 1e-4, 1e-3, 0.5, mark("at the same place"))
    if distance <= BESIDE:
        return Sign(0.2, 1e-3, 0.01, 0.2, mark("less than a kilometre apart"))
    if distance <= APART:
        return Sign(0.1, 0.01, 0.05, 0.15)
    return Sign(0.05, 0.98, 0.9, 0.1, mark("at different places"), "", True)


def _kind(a: str, b: str, shares: Shares) -> Sign:
    if a == b:
        share = shares.share("kind", a, USUAL["kind"])
        return Sign(0.85, share, 0.9, 0.5)
    if "other" in (a, b):
        return Sign(0.1, 0.2, 0.05, 0.2)
    return Sign(0.08, 0.8, 0.08, 0.4, mark("different kind"), "", True)


def _over(a: Body, b: Body, shares: Shares) -> Sign:
    if a.over == b.over:
        share = shares.share("over", a.over, USUAL["over"])
        return Sign(0.85, share, 0.3, 0.9, mark("same parent or host"))
    return Sign(0.15, 0.95, 0.7, 0.1, mark("different parent or host"), "", True)
