"""Values of a row in words, in the language in use, and the lists of names to choose codes from."""

import datetime as dt
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from babel.core import get_global

from db.fields import Field, Kind
from db.language import language, tr
from db.queries import Ref, Row, column_fields
from db.understanding import shown
from db.understanding.answers import locale
from db.understanding.dates import in_words
from db.understanding.languages import language_codes, language_name
from db.understanding.places import country_codes, country_name

# What the programme meets every day stands before the rest of the alphabet.
_NEAR_COUNTRIES = ("KZ", "KG", "TJ", "TM", "UZ")
_NEAR_LANGUAGES = ("en", "ru", "kk", "ky", "tg", "tk", "uz")
_NEAR_CURRENCIES = ("EUR", "USD", "KZT", "KGS", "TJS", "TMT", "UZS")


def in_use(about: Field, value: Any) -> str:
    """A value in words in the language in use; references and links by their titles."""
    if isinstance(value, Ref):
        return value.title
    if about.kind is Kind.LINKED:
        return ", ".join(ref.title for ref in value or ())
    return shown(about, value, language())


def words_of(row: Row, name: str) -> str:
    """One value of a row in words; empty where the row does not have it."""
    value = row.values.get(name)
    return in_use(column_fields(row.kind)[name], value) if value is not None else ""


def money_words(about: Field, values: Mapping[str, Any]) -> str:
    """An amount with its currency, such as "EUR 150 000.00"."""
    amount = shown(about, values.get(about.name), language())
    return f"{values.get(about.currency) or ''} {amount}".strip() if amount else ""


def joined(parts: Iterable[str], by: str = " · ") -> str:
    """Those of the parts that say something, in one line."""
    return by.join(filter(None, parts))


def span(start: str, end: str) -> str:
    """A time from one period to another in words: "2011–2016", "since 2016", "until 2016"."""
    if start and end:
        return f"{start}–{end}"
    if start:
        return tr("since {start}", start=start)
    return tr("until {end}", end=end) if end else ""


def when(moment: dt.datetime, now: dt.datetime) -> str:
    """A local moment as seen from `now`: "today 09:14", "yesterday 18:02", "12 Mar 2019 10:00"."""
    time = f"{moment:%H:%M}"
    if moment.date() == now.date():
        return tr("today {time}", time=time)
    if moment.date() == now.date() - dt.timedelta(days=1):
        return tr("yesterday {time}", time=time)
    return f"{in_words(moment.date())} {time}"


def choices_of(about: Field) -> tuple[tuple[str, str], ...]:
    """The (code, name) pairs that a field is chosen from, in the language in use; empty for other kinds."""
    if about.kind is Kind.CHOICE:
        return tuple((choice.code, choice.label) for choice in about.choices)
    return _named(about.kind, language())


@lru_cache(maxsize=32)
def _named(kind: Kind, spoken: str) -> tuple[tuple[str, str], ...]:
    match kind:
        case Kind.COUNTRY:
            return _sorted({code: country_name(code, spoken) for code in country_codes()}, _NEAR_COUNTRIES)
        case Kind.LANGUAGE | Kind.LANGUAGES:
            return _sorted({code: language_name(code, spoken) for code in language_codes()}, _NEAR_LANGUAGES)
        case Kind.CURRENCY:
            names = locale(spoken).currencies
            return _sorted({code: f"{code} {names.get(code, '')}" for code in _tender()}, _NEAR_CURRENCIES)
        case _:
            return ()


def _sorted(names: dict[str, str], near: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    rest = sorted(names.keys() - set(near), key=lambda code: names[code].casefold())
    return tuple((code, names[code]) for code in (*near, *rest))


def _tender() -> set[str]:
    """The currencies that are legal tender somewhere today, after CLDR."""
    return {
        code
        for currencies in get_global("territory_currencies").values()
        for code, _start, end, tender in currencies
        if tender and end is None
    }
