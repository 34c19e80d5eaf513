"""What puts two partners or two facilities beside each other, so that they are compared at all."""

from collections.abc import Iterator
from itertools import combinations

from db.duplicates.blocks import Rule
from db.duplicates.body import Body


def order(one: Body) -> str:
    """The order within a crowded block."""
    return one.names[0].folded if one.names else ""


def _emails(one: Body) -> Iterator[str]:
    yield from one.emails


def _phones(one: Body) -> Iterator[str]:
    yield from one.phones


def _hosts(one: Body) -> Iterator[str]:
    yield from one.hosts


def _names(one: Body) -> Iterator[str]:
    for name in one.names:
        yield " ".join((*name.words, *name.numbers))


def _pairs_of_words(one: Body) -> Iterator[str]:
    """Each two words of a name; the first dozen of a long one."""
    for name in one.names:
        for pair in combinations(name.words[:12], 2):
            yield "\t".join(pair)


def _words(one: Body) -> Iterator[str]:
    for name in one.names:
        yield from name.words


def _long_words(one: Body) -> Iterator[str]:
    return (word for word in _words(one) if len(word) > 3)


def _shorts(one: Body) -> Iterator[str]:
    yield from one.acronyms
    yield from one.initials


def _street(one: Body) -> Iterator[str]:
    if one.street:
        yield one.street


def _places(one: Body) -> Iterator[str]:
    yield from one.places


def _country(one: Body) -> Iterator[str]:
    if one.country:
        yield one.country


def _kind_and_place(one: Body) -> Iterator[str]:
    for place in one.places:
        if one.kind:
            yield f"{one.kind}\t{place}"


def _grid(one: Body) -> Iterator[str]:
    """The square of about a kilometre that a place lies in, and the three squares that it is nearest to."""
    if one.point:
        north, east = (int(degrees * 100) for degrees in one.point)
        beside = [1 if degrees * 100 % 1 > 0.5 else -1 for degrees in one.point]
        for up in (0, beside[0]):
            for right in (0, beside[1]):
                yield f"{north + up} {east + right}"


RULES: tuple[Rule[Body], ...] = (
    Rule(_emails, (_long_words,)),
    Rule(_phones, (_long_words,)),
    Rule(_hosts, (_places, _long_words)),
    Rule(_names, (_country, _places)),
    Rule(_shorts, (_country, _places)),
    Rule(_long_words, (_places, _words)),
    Rule(_pairs_of_words, (_places, _words)),
    Rule(_street, (_places, _words)),
    Rule(_kind_and_place, (_long_words,)),
    Rule(_grid, (_long_words,)),
)
