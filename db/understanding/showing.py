"""The ways back: a value as a person reads it, and as an editor shows it."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import cast

from db.fields import Field, Kind
from db.language import catalogue
from db.understanding import phones
from db.understanding.answers import NOWHERE, Context, as_text
from db.understanding.cells import understand
from db.understanding.choices import NO, YES
from db.understanding.coordinates import on_the_map
from db.understanding.dates import in_words
from db.understanding.languages import language_name
from db.understanding.numbers import has_decimal_comma
from db.understanding.periods import (
    day_to_edit,
    moment_in_words,
    moment_to_edit,
    period_in_words,
    period_to_edit,
)
from db.understanding.places import country_name
from db.understanding.reaches import to_edit
from db.values import Reach

_NO_BREAK = "\u00a0"


def shown(field: Field, value: object, language: str = "en") -> str:
    """A value as a person reads it, in a given language; what is empty is an empty text.

    Numbers are grouped with no-break blanks. References are shown as they are: their titles are not here.
    """
    if value is None or value == ():
        return ""
    form = _SHOWN.get(field.kind)
    return form(field, value, language) if form else str(value)


def _choice(field: Field, value: object, language: str) -> str:
    choice = field.choice(str(value))
    return catalogue(language).gettext(choice.english) if choice else str(value)


def _yes_no(_field: Field, value: object, language: str) -> str:
    return catalogue(language).gettext(YES if value else NO)


def _number(_field: Field, value: object, language: str) -> str:
    """A number with its thousands apart: 1 250.5, or 1 250,5 where a comma is the decimal sign."""
    number = cast(int | float | Decimal, value)
    exact = number if isinstance(number, Decimal) else Decimal(repr(number))
    whole, point, decimals = format(exact, "f").partition(".")
    kept = decimals if isinstance(number, Decimal) else decimals.rstrip("0")
    text = f"{int(whole):,}".replace(",", _NO_BREAK)
    if whole.startswith("-") and not text.startswith("-"):
        text = f"-{text}"
    sign = "," if has_decimal_comma(language) else point
    return f"{text}{sign}{kept}" if kept else text


def _phones(_field: Field, value: object, language: str) -> str:
    reaches = cast(tuple[Reach, ...], value)
    return ", ".join(phones.shown(each.normal, language) if each.normal else each.value for each in reaches)


def _emails(_field: Field, value: object, _language: str) -> str:
    return ", ".join(each.normal or each.value for each in cast(tuple[Reach, ...], value))


def _rule(_field: Field, value: object, _language: str) -> str:
    # Rules are made of filters, whose values are shown from here.
    from db.rules import words

    return words(str(value))


def _languages(_field: Field, value: object, language: str) -> str:
    return ", ".join(language_name(code, language) for code in cast(tuple[str, ...], value))


_SHOWN: dict[Kind, Callable[[Field, object, str], str]] = {
    Kind.CHOICE: _choice,
    Kind.COUNTRY: lambda _, value, language: country_name(str(value), language),
    Kind.LANGUAGE: lambda _, value, language: language_name(str(value), language),
    Kind.LANGUAGES: _languages,
    Kind.DATE: lambda _, value, language: in_words(cast(dt.date, value), language),
    Kind.PERIOD: lambda _, value, language: period_in_words(str(value), language),
    Kind.MOMENT: lambda _, value, language: moment_in_words(str(value), language),
    Kind.WHOLE: _number,
    Kind.NUMBER: _number,
    Kind.MONEY: _number,
    Kind.YES_NO: _yes_no,
    Kind.PHONES: _phones,
    Kind.EMAILS: _emails,
    Kind.LINKS: lambda _, value, __: ", ".join(cast(tuple[str, ...], value)),
    Kind.COORDINATES: lambda _, value, language: on_the_map(str(value), language),
    Kind.RULE: _rule,
    Kind.LINKED: lambda _, value, __: ", ".join(cast(tuple[str, ...], value)),
}


def typed(field: Field, value: object, context: Context = NOWHERE) -> str:
    """A value as an editor shows it; `understand`, in the same context, gives the same value back.

    Lists have one entry to a line. A phone that was typed in a local form is followed by what it comes to,
    unless `context` knows the country.
    """
    if value is None or value == ():
        return ""
    form = _TYPED.get(field.kind)
    return form(field, value, context) if form else str(value)


def _named(field: Field, value: object, context: Context) -> str:
    """The name of a choice, country or language, or its code where the name would be read as another."""
    name = shown(field, value, context.language)
    return name if understand(field, name, context).value == value else str(value)


def _languages_typed(field: Field, value: object, context: Context) -> str:
    names = [_language_typed(field, code, context) for code in cast(tuple[str, ...], value)]
    together = ", ".join(names)
    return together if understand(field, together, context).value == value else "\n".join(names)


def _language_typed(field: Field, code: str, context: Context) -> str:
    """The name of a language, else its code, whichever is read as that language: kg is read as Kyrgyz."""
    forms = (language_name(code, context.language), code, language_name(code, "en"))
    return next((form for form in forms if understand(field, form, context).value == (code,)), code)


def _reaches_typed(field: Field, value: object, context: Context) -> str:
    def read(text: str) -> Reach:
        found = cast(tuple[Reach, ...], understand(field, text, context).value)
        return found[0] if len(found) == 1 else Reach(text)

    return "\n".join(to_edit(reach, read) for reach in cast(tuple[Reach, ...], value))


def _lines(_field: Field, value: object, _context: Context) -> str:
    return "\n".join(cast(tuple[str, ...], value))


_TYPED: dict[Kind, Callable[[Field, object, Context], str]] = {
    Kind.CHOICE: _named,
    Kind.COUNTRY: _named,
    Kind.LANGUAGE: _named,
    Kind.LANGUAGES: _languages_typed,
    Kind.DATE: lambda _, value, __: day_to_edit(cast(dt.date, value)),
    Kind.PERIOD: lambda _, value, __: period_to_edit(str(value)),
    Kind.MOMENT: lambda _, value, __: moment_to_edit(str(value)),
    Kind.NUMBER: lambda _, value, __: as_text(value),
    Kind.MONEY: lambda _, value, __: f"{cast(Decimal, value):.2f}",
    Kind.YES_NO: lambda field, value, context: _yes_no(field, value, context.language),
    Kind.PHONES: _reaches_typed,
    Kind.EMAILS: _reaches_typed,
    Kind.LINKS: _lines,
    Kind.LINKED: _lines,
    Kind.RULE: lambda field, value, context: _rule(field, value, context.language),
}
