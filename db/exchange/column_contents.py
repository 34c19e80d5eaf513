"""What a column holds, told by its values: addresses, phones, links, countries, names of persons."""

from collections.abc import Callable, Sequence

from db.exchange.header_words import COMPOUNDS, NAME, has_compound
from db.exchange.sheets import Value
from db.fields import Field, Kind
from db.names import parse_person
from db.understanding import understand
from db.understanding.answers import as_text, is_placeholder
from db.understanding.places import country_code

LOOKED_AT = 60
"""How many values of a column tell what it holds."""

ENOUGH = 0.8
"""The share of them that must be of one sort."""

MERGING = frozenset({Kind.PHONES, Kind.EMAILS, Kind.LINKS, Kind.LANGUAGES, Kind.LINKED})
"""Kinds of field into which several columns can go at once."""

_ANY_HEADER = (Kind.EMAILS, Kind.LINK, Kind.COORDINATES, Kind.PHONES)
"""Kinds that are told by what a column holds whatever its header says."""


def held(
    kind: str, header: str, values: Sequence[Value], fields: dict[str, Field], taken: set[str]
) -> str | None:
    """The target that the values of a column tell; None where they could be anything."""
    free = [f for f in fields.values() if f.is_stored and (f.name not in taken or f.kind in MERGING)]
    for sort in _ANY_HEADER:
        field = next((field for field in free if field.kind is sort), None)
        if field and share(values, _TESTS[sort]) >= ENOUGH:
            return field.name
    if header:
        return None
    country = next((field for field in free if field.kind is Kind.COUNTRY), None)
    if country and share(values, _is_country) >= ENOUGH:
        return country.name
    if (
        has_compound(kind, NAME)
        and not taken.intersection(COMPOUNDS[NAME][1])
        and share(values, is_person) >= ENOUGH
    ):
        return NAME
    return None


def share(values: Sequence[Value], test: Callable[[Value], bool]) -> float:
    """Which part of the values pass a test, those that only say "none" left aside."""
    said = [value for value in values if not (isinstance(value, str) and is_placeholder(value))]
    return sum(map(test, said)) / len(said) if said else 0.0


def is_email(value: Value) -> bool:
    return isinstance(value, str) and not understand(Field("", Kind.EMAILS), value).problem


def is_phone(value: Value) -> bool:
    """Whether a cell holds a number with its country code: other numbers may count or name anything."""
    text = as_text(value)
    return text.startswith(("+", "(+")) and not understand(Field("", Kind.PHONES), text).problem


def _is_link(value: Value) -> bool:
    return isinstance(value, str) and value.strip().casefold().startswith(("http://", "https://", "www."))


def _is_coordinates(value: Value) -> bool:
    return isinstance(value, str) and not understand(Field("", Kind.COORDINATES), value).problem


def _is_country(value: Value) -> bool:
    return isinstance(value, str) and country_code(value) is not None


def is_honorific(value: Value) -> bool:
    if not isinstance(value, str) or not value.strip():
        return False
    person = parse_person(value)
    return bool(person.honorific) and not (person.given or person.family)


def is_person(value: Value) -> bool:
    """Whether a cell holds two to four words without digits of which a name's ending or title tells."""
    if (
        not isinstance(value, str)
        or any(sign.isdigit() for sign in value)
        or not 2 <= len(value.split()) <= 5
    ):
        return False
    person = parse_person(value)
    return person.certain and bool(person.given and person.family)


_TESTS: dict[Kind, Callable[[Value], bool]] = {
    Kind.EMAILS: is_email,
    Kind.LINK: _is_link,
    Kind.COORDINATES: _is_coordinates,
    Kind.PHONES: is_phone,
}
