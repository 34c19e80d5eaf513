"""Cells that hold more than one field: a person's name, country and city, places for men and women, sums."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from db.exchange.money_headers import currency_of
from db.exchange.name_cells import person_in
from db.exchange.several_persons import are_several, in_two_scripts
from db.fields import Field, Kind
from db.language import mark, tr
from db.names import Person, fold
from db.understanding import money, split_country, understand
from db.understanding.amounts import no_amount
from db.understanding.answers import is_placeholder, quoted, taken_as_nothing

LOOKED_AT = 400  # names of a column that tell which of them stands first

_FIRST = mark("Where nothing else tells, the family name stands first, {how}.")
_LAST = mark("Where nothing else tells, the family name stands last, {how}.")
_AS_MOST = mark("as in most of the column")
_AS_HEADER = mark("as the header says")
_ASSUMED = mark("Nothing tells whether the family name stands first or last: check the names.")

_FAMILY_WORDS = ("surname", "family name", "last name", "familiya", "fio", "f i o")
_GIVEN_WORDS = ("given name", "first name", "forename", "imya", "name")

# "0/30", "20 / 10", "m 20 f 10": places for two groups.
_TWO = re.compile(r"\D*(\d{1,6})\D*[/;,+|]\D*(\d{1,6})\D*")
_PLACES = Field("", Kind.WHOLE)
_NO_SUM = mark("“{text}” is not an amount of money. Write it as EUR 150000.00.")
_ALT = ("given_name", "patronymic", "family_name")  # which have a field for the other script
_WOMEN_FIRST = re.compile(r"\b(?:f|female|women|ж|жен\w*)\b.*\b(?:m|male|men|м|муж\w*)\b", re.IGNORECASE)


@dataclass
class Parts:
    """What came of a cell: values by field, what was assumed, what has no field, or why nothing."""

    values: dict[str, Any] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    rest: str = ""
    problem: str = ""
    certain: bool = True


def family_first_in(header: str, names: Sequence[str]) -> tuple[bool | None, str]:
    """Whether the family name stands first in a column of names, and a sentence that says by what.

    Names that tell it themselves decide where two in three agree, else the header, else nothing does.
    """
    votes = [vote for text in names[:LOOKED_AT] if (vote := _vote(text)) is not None]
    if votes and max(sum(votes), len(votes) - sum(votes)) * 3 >= len(votes) * 2:
        first = sum(votes) * 2 > len(votes)
        return first, tr(_FIRST if first else _LAST, how=tr(_AS_MOST))
    said = _header_order(header)
    if said is not None:
        return said, tr(_FIRST if said else _LAST, how=tr(_AS_HEADER))
    return None, tr(_ASSUMED)


def _vote(text: str) -> bool | None:
    """Whether a name that tells it itself has the family name first."""
    person = person_in(text, None)
    if not person.certain or not person.family or not person.given or "," in text:
        return None
    words = fold(text)
    family, given = words.find(fold(person.family)), words.find(fold(person.given))
    return family < given if family >= 0 and given >= 0 and family != given else None


def _header_order(header: str) -> bool | None:
    folded = f" {fold(header)} "
    family = min((at for word in _FAMILY_WORDS if (at := folded.find(f" {word} ")) >= 0), default=None)
    if family is None:
        return None
    for word in _FAMILY_WORDS:
        folded = folded.replace(f" {word} ", " " * (len(word) + 2))
    given = min((at for word in _GIVEN_WORDS if (at := folded.find(f" {word} ")) >= 0), default=None)
    return given is None or family < given


def read_name(text: str, family_first: bool | None) -> Parts:
    """The parts of a person's name. Degrees and remarks beside it come back as `rest`."""
    if is_placeholder(text):
        return Parts(notes=[taken_as_nothing(text)])
    if are_several(text):
        several = tr(
            "“{text}” may be one person or several. Give each a row of their own.", text=quoted(text)
        )
        return Parts(problem=several)
    if scripts := in_two_scripts(text):
        first, other = (read_name(each, family_first) for each in scripts)
        alike = {f"{name}_alt": part for name, part in other.values.items() if name in _ALT}
        return replace(first, values=first.values | alike)
    person = person_in(text, family_first)
    values = {
        "honorific": person.honorific,
        "given_name": person.given,
        "patronymic": person.patronymic,
        "family_name": person.family,
    }
    parts = Parts({name: value for name, value in values.items() if value}, rest=person.suffix)
    if not person.given and not person.family:
        parts.problem = tr("“{text}” is not the name of a person.", text=quoted(text))
    parts.certain = person.certain
    if not person.certain:
        parts.notes.append(_assumption(person))
    return parts


def _assumption(person: Person) -> str:
    if not person.family:
        return tr("“{given}” was taken as the given name.", given=person.given)
    return tr(
        "“{family}” was taken as the family name, “{given}” as the given name.",
        family=person.family,
        given=person.given,
    )


def read_place(text: str) -> Parts:
    """ "Kyrgyzstan, Stepnoe" is a country and a city; "Bishkek" alone leaves the country open."""
    if is_placeholder(text):
        return Parts(notes=[taken_as_nothing(text)])
    country, city = split_country(text)
    return Parts({name: value for name, value in (("country", country), ("city", city)) if value})


def read_capacity(text: str, header: str) -> Parts:
    """ "0/30" under "Capacity (m/f)" is 30 places for women; one number is the capacity alone."""
    if is_placeholder(text):
        return Parts(notes=[taken_as_nothing(text)])
    if text.isascii() and text.isdecimal():
        places = understand(_PLACES, text)
        return Parts(problem=places.problem) if places.problem else Parts({"capacity": places.value})
    two = _TWO.fullmatch(text)
    if two is None:
        return Parts(
            problem=tr("“{text}” is not a number of places. Write it as 30 or 0/30.", text=quoted(text))
        )
    men, women = int(two[1]), int(two[2])
    if _WOMEN_FIRST.search(text if _WOMEN_FIRST.search(text) else header):
        men, women = women, men
    serves = "both" if men and women else "women" if women else "men" if men else None
    note = tr("“{text}” was read as {men} places for men and {women} for women.",
              text=quoted(text), men=men, women=women)  # fmt: skip
    values: dict[str, Any] = {"capacity": men + women}
    return Parts(values | ({"serves": serves} if serves else {}), [note])


@dataclass(frozen=True)
class Sum:
    """One amount of money in a cell."""

    amount: Any
    currency: str = ""
    approximate: bool = False


def read_sums(text: str, header: str) -> tuple[list[Sum], list[str], str]:
    """The amounts in a cell, one to a line or separated by ";", with notes and the problem, if any.

    An amount without a currency has the one that the header names.
    """
    found: list[Sum] = []
    notes: list[str] = []
    for part in filter(None, (piece.strip() for piece in re.split(r"[;\n]", text))):
        if is_placeholder(part):
            notes.append(taken_as_nothing(part))
            continue
        read = money(part)
        if read is None:
            return [], [], no_amount(part, _NO_SUM).problem
        found.append(Sum(read.amount, read.currency or currency_of(header), read.approximate))
        notes += [read.note] if read.note else []
    return found, notes, ""
