"""Under which words a record is found: its names, the texts of its fields, its facets."""

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import Any

from db.fields import Field, Kind
from db.names import acronym, fold
from db.names.sounds import words_heard
from db.records import RECORDS, Record, fields_of
from db.records.base import Role
from db.understanding.languages import language_name
from db.understanding.places import country_name
from db.values import Reach

SPOKEN = ("en", "ru")
"""The languages by whose words countries, languages and choices are found."""

CODED = frozenset({Kind.CHOICE, Kind.COUNTRY, Kind.LANGUAGE, Kind.LANGUAGES, Kind.CURRENCY, Kind.YES_NO})
"""Kinds of field that have a few values, each of which is a facet."""

EVERY = "every"
"""The facet that each record has."""

PART = "part"
"""The facet of what answers for another record."""

INDEXED = tuple(name for name, record in RECORDS.items() if record.about.role is not Role.QUIET)
"""The kinds of record that are found."""

_NAMES = frozenset({"name", "acronym", "headline", "given_name", "patronymic", "family_name"})
_PLAIN_SOUNDS = str.maketrans({"æ": "a", "ø": "e", "ɵ": "o", "ŋ": "ng"})
_VERSIONS = ("_alt", "_ru", "_local")


def names_record(name: str) -> bool:
    """Whether a field is a name of its record, in whatever script or language."""
    for ending in _VERSIONS:
        name = name.removesuffix(ending)
    return name in _NAMES


class Plan:
    """Which fields of a kind of record say what; made once, as every record that is written is asked."""

    def __init__(self, record: type[Record]) -> None:
        every = fields_of(record)
        stored = {name: about for name, about in every.items() if about.is_stored}
        kind = record.about.name
        self.names = [name for name in stored if names_record(name)]
        self.coded = [(name, about.is_list) for name, about in stored.items() if about.kind in CODED]
        self.said = [
            (name, about, _TEXTS_OF.get(about.kind, _itself), about.kind in CODED)
            for name, about in stored.items()
            if not names_record(name) and _TEXTS_OF.get(about.kind) is not _nothing
        ]
        self.stands = record.about.role in (Role.TAB, Role.SIDE)
        self.owner = next((about for about in every.values() if about.owner), None)
        answers = kind if self.stands else self.owner.to if self.owner else None
        self.kinds = [EVERY, kind_facet(kind)]
        if not self.stands:
            self.kinds += [PART, *([kind_facet(answers)] if answers else [])]


plan = lru_cache(maxsize=None)(Plan)
"""The plan of a kind of record."""


def answers_for(record: Record) -> tuple[str | None, str | None]:
    """Kind and uid of the record that is found by this one: itself, or what it is a part of."""
    how = plan(type(record))
    if how.stands:
        return record.about.name, record.uid
    return (how.owner.to, getattr(record, how.owner.name)) if how.owner else (None, None)


def heading(record: Record) -> str:
    """What a record is called, folded: its title, its other names, and their initials."""
    texts, seen = [record.title_key], f" {record.title_key} "
    for name in plan(type(record)).names:
        value = getattr(record, name)
        if not value:
            continue
        folded = fold(value)
        if f" {folded} " not in seen:
            texts.append(folded)
        texts += heard_forms(value)
        if name.startswith("name") and len(initials := fold(acronym(value))) > 1:
            texts.append(initials)
    return " ".join(filter(None, texts))


def body(record: Record) -> str:
    """The texts of all fields that are no names, folded."""
    texts = []
    for name, about, said, coded in plan(type(record)).said:
        value = getattr(record, name)
        if value in (None, (), ""):
            continue
        if coded:
            texts.append(_folded_code(about, value))
        else:
            texts += [fold(text) for text in said(about, value)]
    return " ".join(filter(None, texts))


def facets(record: Record) -> str:
    """The words that stand for a record's kind, what it answers for, and the values of its coded fields."""
    how = plan(type(record))
    words = list(how.kinds)
    for name, is_list in how.coded:
        value = getattr(record, name)
        codes = value if is_list else (value,)
        words += [facet(name, code) for code in codes or () if code is not None]
    return " ".join(words)


@lru_cache(maxsize=4096)
def _folded_code(about: Field, value: Any) -> str:
    return fold(" ".join(_TEXTS_OF.get(about.kind, _itself)(about, value)))


def kind_facet(kind: str) -> str:
    """The word that stands for a kind of record."""
    return f"is{kind.replace('_', '')}"


@lru_cache(maxsize=4096)
def facet(name: str, code: object) -> str:
    """The word that stands for a value of a coded field."""
    return "".join(letter for letter in f"{name}{code}".lower() if letter.isalnum())


def heard_forms(text: str) -> list[str]:
    """How words of a name are spelled by ear, where that is not how they are folded: shavkat of Şavkat."""
    if text.isascii() and "'" not in text:
        return []
    folded = fold(text).split()
    heard = (word.translate(_PLAIN_SOUNDS) for word in words_heard(text))
    return [word for word in dict.fromkeys(heard) if word not in folded]


def field_texts(field: Field, value: Any) -> Iterable[str]:
    """The texts under which a value is to be found; none for links and for nothing."""
    return () if value in (None, (), "") else _TEXTS_OF.get(field.kind, _itself)(field, value)


def digits_of(text: str) -> str:
    """The digits of a text, one after the other."""
    return "".join(letter for letter in text if letter.isdecimal())


def _itself(_field: Field, value: Any) -> list[str]:
    return [str(value)]


def _each(_field: Field, value: Any) -> list[str]:
    return [str(text) for text in value]


def _nothing(_field: Field, _value: Any) -> list[str]:
    return []


def _emails(_field: Field, value: Any) -> list[str]:
    return [text for reach in value for text in dict.fromkeys((reach.value, reach.normal)) if text]


def _phones(_field: Field, value: Any) -> list[str]:
    return [text for reach in value for text in _phone(reach)]


def _phone(reach: Reach) -> Iterator[str]:
    """A number as one word, so that any of its digits find it, and what was written beside it."""
    number, typed = digits_of(reach.normal.partition(";")[0]), digits_of(reach.value)
    if number:
        yield reach.normal
    if typed and not number.endswith(typed):
        yield typed
    yield from (word for word in fold(reach.value).split() if not word.isdecimal())


def _countries(_field: Field, value: Any) -> list[str]:
    return [value, *(country_name(value, spoken) for spoken in SPOKEN)]


def _languages(field: Field, value: Any) -> list[str]:
    codes = value if field.is_list else (value,)
    return [text for code in codes for text in (code, *(language_name(code, spoken) for spoken in SPOKEN))]


def _choices(field: Field, value: Any) -> list[str]:
    choice = field.choice(value)
    return [*(choice.label_in(spoken) for spoken in SPOKEN), *choice.aliases] if choice else [value]


_TEXTS_OF: dict[Kind, Callable[[Field, Any], list[str]]] = {
    Kind.PHONES: _phones,
    Kind.EMAILS: _emails,
    Kind.COUNTRY: _countries,
    Kind.LANGUAGE: _languages,
    Kind.LANGUAGES: _languages,
    Kind.LINKS: _each,
    Kind.CHOICE: _choices,
    Kind.RULE: _nothing,
    Kind.YES_NO: _nothing,
    Kind.REFERENCE: _nothing,
    Kind.LINKED: _nothing,
}
"""Under which texts the value of a kind of field is found; those not named, by the value itself."""
