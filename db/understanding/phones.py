"""Reading phone numbers: several in a cell, extensions, local forms, numbers without a plus.

Numbering plans come from Google's libphonenumber through `phonenumbers`. A number that its country's plan
allows by length counts as understood even where no such range is given out.
"""

import datetime as dt
import re
from dataclasses import dataclass, replace
from functools import lru_cache

import phonenumbers
from phonenumbers import (
    NumberParseException,
    PhoneNumber,
    PhoneNumberFormat,
    PhoneNumberType,
    ValidationResult,
)

from db.fields import Field
from db.language import catalogue, mark, tr
from db.understanding.answers import Context, Understood, as_text, is_placeholder, quoted, taken_as_nothing
from db.understanding.reaches import Marked, sentences, split, unmarked
from db.values import Reach

EXTENSION = mark("ext. {extension}")

_PROBLEMS = {
    "no number": mark("“{text}” is not a phone number. Write it as +996 312 901234."),
    "short": mark("“{text}” is too short for a phone number. Write it as +996 312 901234."),
    "long": mark("“{text}” is too long for a phone number. Write it as +996 312 901234."),
    "length": mark("“{text}” has the wrong number of digits for its country. Write it as +996 312 901234."),
    "area": mark("“{text}” has no area code. Write it as +996 312 901234."),
    "country": mark(
        "“{text}” has no country code, and the country is not known. Write it as +996 312 901234."
    ),
    "code": mark("“{text}” begins with a country code that does not exist. Write it as +996 312 901234."),
}
_REASONS = {
    ValidationResult.TOO_SHORT: "short",
    ValidationResult.TOO_LONG: "long",
    ValidationResult.INVALID_LENGTH: "length",
    ValidationResult.IS_POSSIBLE_LOCAL_ONLY: "area",
    ValidationResult.INVALID_COUNTRY_CODE: "code",
}
_TYPES = {PhoneNumberType.MOBILE: "mobile", PhoneNumberType.FIXED_LINE: "work"}

# A stroke with a few last digits behind it divides nothing: 0312 000217/18.
_SEPARATORS = re.compile(
    r"\s*(?:[,|]|/(?!\s*\d{1,4}(?![\s.()-]*\d)))\s*|\s+(?:and|or|и|или|&)\s+|(?<=\d)\s+(?=\(?\+)",
    re.IGNORECASE,
)
_EXTENSION = re.compile(
    r"[\s,;(]*(?:доб(?:авочный)?|вн(?:утр(?:енний)?)?|ext(?:ension|n)?|int|x|х|#|\*)\s*[.:=#№]?\s*(?P<digits>\d{1,8})\)?$",
    re.IGNORECASE,
)
_TRUNK_ZERO = re.compile(r"\(0\)")
_FLOAT = re.compile(r"(\d{5,})\.0")
_SHORTEST = 5
_LINES = re.compile(r"[\n\r]+")
_DIRECTIONS = re.compile(
    "[\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)  # come along from contact lists of phones
_SOVIET = frozenset(["AM", "AZ", "BY", "GE", "KG", "KZ", "RU", "TJ", "TM", "UA", "UZ"])
"""Countries where a long-distance call began with 8 before the 0 of today."""
_ENDINGS = re.compile(r"(?P<first>[^/]*\d)(?P<others>(?:\s*/\s*\d{1,4})+)", re.DOTALL)
_COMES_TO = re.compile(r"\[[^\[\]]*\]")


@dataclass(frozen=True)
class _Number:
    """What a text comes to: E.164 with its extension and the type that its plan tells, or why to nothing."""

    normal: str = ""
    type: str = ""
    why: str = ""


def phones(_field: Field, raw: object, context: Context) -> Understood:
    """The numbers in a cell as a tuple of `Reach`; those not understood are in it with no normal form."""
    if isinstance(raw, bool | dt.date | dt.time | dt.timedelta):
        return Understood((), problem=tr(_PROBLEMS["no number"], text=quoted(as_text(raw))))
    found: list[Reach] = []
    notes: list[str] = []
    problems: list[str] = []
    for part, follows in _parts(_FLOAT.sub(r"\1", _DIRECTIONS.sub("", as_text(raw)))):
        if is_placeholder(part):
            notes.append(taken_as_nothing(part))
            continue
        before = found[-1] if found and follows else None
        for marked in _in_full(unmarked(part), before, context.country, notes):
            number = _number(marked.normal or marked.text, context.country)
            if number.why:
                problems.append(tr(_PROBLEMS[number.why], text=quoted(part)))
            elif not marked.normal and not marked.text.startswith(("+", "(+")):
                as_read = shown(number.normal)
                notes.append(tr("“{text}” was read as {number}.", text=marked.text, number=as_read))
            kind = number.type if marked.type is None else marked.type
            found.append(Reach(marked.text, kind, marked.preferred, number.normal))
    return Understood(tuple(found), sentences(notes), sentences(problems))


def _parts(text: str) -> list[tuple[str, bool]]:
    """The parts of a cell, and whether each stands behind another on its line."""
    lines = (split(line, _SEPARATORS, _looks_whole) for line in _LINES.split(text))
    return [(part, place > 0) for parts in lines for place, part in enumerate(parts)]


def _in_full(marked: Marked, before: Reach | None, country: str | None, notes: list[str]) -> list[Marked]:
    """The numbers of a part: 0312 000217/18 are two, and 000218 behind 0312 000217 has its area code."""
    if marked.normal:
        return [marked]
    endings = _ENDINGS.fullmatch(marked.text)
    if endings and _number(marked.text, country).why in ("long", "length"):
        first = endings["first"].rstrip()
        texts = [first, *(_with_ending(first, each) for each in re.findall(r"\d+", endings["others"]))]
        if not any(_number(each, country).why for each in texts):
            said = tr("“{text}” was read as two or more numbers: {numbers}.",
                      text=quoted(marked.text), numbers=", ".join(texts))  # fmt: skip
            notes.append(said)
            return [replace(marked, text=each) for each in texts]
    whole = before is not None and bool(before.normal) and ";ext" not in before.normal
    if before and whole and _number(marked.text, country).why == "area":
        text = _with_ending(before.value, "".join(filter(str.isdecimal, marked.text)))
        if not _number(text, country).why:
            said = tr("“{text}” was read with the area code of the number before it.", text=marked.text)
            notes.append(said)
            return [replace(marked, text=text)]
    return [marked]


def _with_ending(number: str, ending: str) -> str:
    """A number with other last digits, its signs between them as they were: 66-11-22 and 23 are 66-11-23."""
    signs, left = list(number), list(ending)
    for place in range(len(signs) - 1, -1, -1):
        if left and signs[place].isdecimal():
            signs[place] = left.pop()
    return "".join(signs)


def _looks_whole(part: str) -> bool:
    digits = sum(character.isdecimal() for character in _COMES_TO.sub("", part))
    return is_placeholder(part) or (digits >= _SHORTEST and "@" not in part)


@lru_cache(maxsize=65_536)
def _number(text: str, country: str | None) -> _Number:
    """What one number comes to, for somebody in `country`."""
    extension = _EXTENSION.search(text)
    base = _TRUNK_ZERO.sub("", text[: extension.start()] if extension else text)
    digits = "".join(str(int(character)) for character in base if character.isdecimal())
    if not digits or sum(character.isalpha() for character in base) > len(digits):
        return _Number(why="no number")
    if len(digits) < _SHORTEST:
        return _Number(why="short")
    number, why = _best(_readings(base, digits, country))
    if number is None:
        return _Number(why=why)
    normal = phonenumbers.format_number(number, PhoneNumberFormat.E164)
    kind = _TYPES.get(phonenumbers.number_type(number), "")
    return _Number(f"{normal};ext={extension['digits']}" if extension else normal, kind)


def _readings(base: str, digits: str, country: str | None) -> list[tuple[str, str | None]]:
    """The ways in which the digits may be meant, likeliest first, with the country to read each from."""
    if base.lstrip(" (").startswith("+"):
        return [(f"+{digits}", None)]
    for prefix in ("00", "810"):  # how one dials abroad: by ITU-T E.164, and from the former Soviet Union
        if digits.startswith(prefix) and len(digits) > len(prefix) + 10:
            return [(f"+{digits[len(prefix) :]}", None)]
    readings: list[tuple[str, str | None]] = []
    if country in phonenumbers.SUPPORTED_REGIONS:
        readings.append((digits, country))
    if country in _SOVIET and digits.startswith("80"):
        readings += [(digits[1:], country), (digits[2:], country)]
    # Eleven digits after 8 are a long-distance call in Russia or Kazakhstan, not a number in Vietnam.
    long_distance = digits.startswith("8") and len(digits) == 11
    if len(digits) >= 11 and not digits.startswith("0") and not long_distance:
        readings.append((f"+{digits}", None))
    return readings


def _best(readings: list[tuple[str, str | None]]) -> tuple[PhoneNumber | None, str]:
    """The first valid number, else the first possible one, else why the first reading fails."""
    possible: PhoneNumber | None = None
    first_why = ""
    for text, country in readings:
        try:
            number = phonenumbers.parse(text, country)
        except NumberParseException as error:
            first_why = first_why or _why(error)
            continue
        if phonenumbers.is_valid_number(number):
            return number, ""
        result = phonenumbers.is_possible_number_with_reason(number)
        if result == ValidationResult.IS_POSSIBLE:
            possible = possible or _settled(number)
        else:
            first_why = first_why or _REASONS[result]
    return possible, first_why or "country"


def _settled(number: PhoneNumber) -> PhoneNumber:
    """The number that its E.164 form is read as: of an odd one, that reading drops a further leading zero."""
    for _ in range(3):
        again = phonenumbers.parse(phonenumbers.format_number(number, PhoneNumberFormat.E164))
        if again == number or not phonenumbers.is_possible_number(again):
            break
        number = again
    return number


def _why(error: NumberParseException) -> str:
    return {
        NumberParseException.INVALID_COUNTRY_CODE: "code",
        NumberParseException.TOO_LONG: "long",
        NumberParseException.NOT_A_NUMBER: "no number",
    }.get(error.error_type, "short")


def shown(normal: str, language: str | None = None, country: str | None = None) -> str:
    """A number in international form, "+996 312 901 234 ext. 15", in `language` or the one in use.

    One of `country` (ISO 3166-1 alpha-2) comes in the form in which it is dialled there, "0312 901 234".
    """
    base, _, extension = normal.partition(";ext=")
    text = _formatted(base, country)
    if not extension:
        return text
    form = catalogue(language).gettext(EXTENSION) if language else tr(EXTENSION)
    return f"{text} {form.replace('{extension}', extension)}"


@lru_cache(maxsize=65_536)
def _formatted(normal: str, country: str | None) -> str:
    try:
        number = phonenumbers.parse(normal)
    except NumberParseException:
        return normal
    at_home = country is not None and phonenumbers.region_code_for_number(number) == country
    form = PhoneNumberFormat.NATIONAL if at_home else PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(number, form)
