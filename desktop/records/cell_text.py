"""What stands in a cell: as a person reads it in the table, and as it is typed and copied."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from db.fields import Field, Kind
from db.language import language
from db.queries import DERIVED, Ref, Row
from db.title_lists import joined
from db.understanding import Context, shown, typed
from db.understanding.phones import shown as shown_phone
from db.values import Reach

FIGURES = frozenset({Kind.DATE, Kind.WHOLE, Kind.NUMBER, Kind.MONEY})
"""Kinds that stand at the right of their column, in digits of one width."""

LINES = frozenset({Kind.LONG_TEXT, Kind.PHONES, Kind.EMAILS, Kind.LINKS})
"""Kinds whose typed text has several lines."""


def context(settings_country: str | None = None) -> Context:
    """How what is typed in the window is understood: in the language in use, the day before the month."""
    return Context(country=settings_country, language=language(), day_first=True)


def cell_text(about: Field, row: Row) -> str:
    """A value of a row on one line, as a table shows it."""
    value: Any = row.values.get(about.name)
    if value is None or value == ():
        return ""
    if isinstance(value, Ref):
        return value.title
    if about.kind is Kind.LINKED:
        return joined(ref.title for ref in value if ref.title)
    if about.name in DERIVED and about.kind is Kind.MOMENT:
        value = dt.datetime.fromisoformat(value).astimezone().strftime("%Y-%m-%dT%H:%M")
    if about.kind in (Kind.PHONES, Kind.EMAILS):
        first = _reach_text(about, first_choice(value), row)
        return f"{first}  +{len(value) - 1}" if len(value) > 1 else first
    text = shown(about, value, language())
    if about.kind is Kind.LONG_TEXT:
        text = " ".join(text.split())
    currency = row.values.get(about.currency) if about.currency else None
    return f"{text} {currency}" if currency else text


def first_choice(reaches: Sequence[Reach]) -> Reach:
    """The phone or e-mail to try first: the preferred one, else the one that stands first."""
    return next((reach for reach in reaches if reach.preferred), reaches[0])


def _reach_text(about: Field, reach: Reach, row: Row) -> str:
    """A phone or an address on one line.

    A phone reads as it is dialled in the country of its record where the list says which that is.
    """
    if about.kind is Kind.PHONES and reach.normal:
        return shown_phone(reach.normal, language(), row.values.get("country"))
    return shown(about, (reach,), language())


def full_text(about: Field, row: Row) -> str:
    """A value of a row with all its lines, for a tooltip."""
    value = row.values.get(about.name)
    if about.kind is Kind.LINKED:
        return "\n".join(ref.title for ref in value or ())
    if about.kind is Kind.LONG_TEXT:
        return str(value or "")
    if about.kind in (Kind.PHONES, Kind.EMAILS):
        return "\n".join(_reach_text(about, reach, row) for reach in value or ())
    return cell_text(about, row)


def edit_text(about: Field, row: Row, how: Context) -> str:
    """A value of a row as an editor shows it."""
    value: Any = row.values.get(about.name)
    if isinstance(value, Ref):
        return value.title
    if about.kind is Kind.LINKED:
        return joined((ref.title for ref in value or () if ref.title), between="\n")
    return typed(about, value, how)


def is_editable(about: Field) -> bool:
    """Whether a cell of this field can be written to where it stands."""
    return about.kind not in (Kind.LINKED, Kind.RULE) and about.name not in DERIVED
