"""Filters in words, as chips and the first sheet of a workbook have them, and how a field is filtered."""

import datetime as dt
from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from db.fields import Field, Kind
from db.language import language, tr, trn
from db.understanding import shown
from db.views import Filter, Op, View, column_fields

IN_A_CHIP = 3
"""How many values a chip names before it only counts the rest."""


class Way(StrEnum):
    """How a person says what she looks for in a field."""

    WORDS = "words"
    TICKS = "ticks"  # out of the values that are in use
    RECORDS = "records"  # out of other records, by their titles
    RANGE = "range"
    PRESENCE = "presence"  # only whether there is something


_TICKS = (Kind.CHOICE, Kind.COUNTRY, Kind.LANGUAGE, Kind.LANGUAGES, Kind.CURRENCY, Kind.YES_NO)
_RANGES = (Kind.DATE, Kind.PERIOD, Kind.MOMENT, Kind.WHOLE, Kind.NUMBER, Kind.MONEY)


def way_of(about: Field) -> Way:
    """The way in which a field is filtered."""
    if about.kind in _TICKS:
        return Way.TICKS
    if about.kind in _RANGES:
        return Way.RANGE
    if about.kind is Kind.RULE:
        return Way.PRESENCE
    tied = about.kind is Kind.LINKED and about.through != about.to
    return Way.RECORDS if tied or about.kind is Kind.REFERENCE else Way.WORDS


def value_in_words(about: Field, value: Any, titles: Mapping[str, str]) -> str:
    """One value of a filter in the language in use; `titles` names records by their uids."""
    if way_of(about) is Way.RECORDS:
        return titles.get(value, "…")
    if about.kind is Kind.MOMENT:
        day = Field("", Kind.DATE)
        return shown(day, dt.date.fromisoformat(value), language())
    return shown(about, (value,) if about.is_list else value, language())


def in_words(about: Field, asked: Filter, titles: Mapping[str, str], most: int | None = None) -> str:
    """A filter in words, such as "Country: Kyrgyzstan, Tajikistan"; `most` values are named, else all."""
    return tr("{field}: {what}", field=about.label, what=_what(about, asked, titles, most))


def view_in_words(view: View, titles: Mapping[str, str]) -> str:
    """All that a view asks for, in one line; empty where it asks for nothing."""
    fields = column_fields(view.kind)
    parts = [in_words(fields[asked.field], asked, titles) for asked in view.filters if asked.field in fields]
    if view.text.strip():
        parts.insert(0, tr("with “{text}”", text=view.text.strip()))
    return "; ".join(parts)


def _what(about: Field, asked: Filter, titles: Mapping[str, str], most: int | None) -> str:
    match asked.op:
        case Op.EMPTY | Op.NOT_EMPTY:
            return tr("empty") if asked.op is Op.EMPTY else tr("not empty")
        case Op.CONTAINS:
            return tr("with “{text}”", text=" ".join(str(value) for value in asked.values))
        case Op.BETWEEN | Op.NOT_BETWEEN:
            said = _range(about, asked, titles)
        case Op.IS_NOT if about.kind is Kind.YES_NO and len(asked.values) == 1:
            # Where nobody has said yes, it is no.
            return shown(about, not asked.values[0], language())
        case Op.IS | Op.IS_NOT:
            said = _several(about, asked, titles, most)
    return said if asked.op in (Op.IS, Op.BETWEEN) else tr("not {values}", values=said)


def _range(about: Field, asked: Filter, titles: Mapping[str, str]) -> str:
    first, last = (None if end is None else value_in_words(about, end, titles) for end in asked.values)
    if first is None or last is None:
        return tr("from {first}", first=first) if last is None else tr("up to {last}", last=last)
    return first if first == last else tr("{first} – {last}", first=first, last=last)


def _several(about: Field, asked: Filter, titles: Mapping[str, str], most: int | None) -> str:
    names = [value_in_words(about, value, titles) for value in asked.values]
    # "and 1 more" is longer than most names.
    if most is None or len(names) <= most:
        return ", ".join(names)
    left = len(names) - most + 1
    return trn("{names} and {n} more", "{names} and {n} more", left, names=", ".join(names[: most - 1]))
