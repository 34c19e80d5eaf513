"""A field's value as JSON and back: for the journal, for the command line, for files that carry a filter."""

import datetime as dt
from decimal import Decimal
from typing import Any

from db.fields import Field, Kind
from db.values import Reach


def to_json(field: Field, value: Any) -> Any:
    """The value as JSON has it: dates as ISO 8601, money as text with two decimals, lists as lists."""
    if value is None:
        return None
    match field.kind:
        case Kind.DATE:
            return value.isoformat()
        case Kind.MONEY:
            return f"{value:.2f}"
        case Kind.PHONES | Kind.EMAILS:
            return [reach.to_json() for reach in value]
        case Kind.LANGUAGES | Kind.LINKS | Kind.LINKED:
            return list(value)
        case _:
            return value


def from_json(field: Field, value: Any) -> Any:
    """The inverse of `to_json`."""
    if value is None:
        return field.empty
    match field.kind:
        case Kind.DATE:
            return dt.date.fromisoformat(value)
        case Kind.MONEY:
            return Decimal(value)
        case Kind.PHONES | Kind.EMAILS:
            return tuple(Reach.from_json(parts) for parts in value)
        case Kind.LANGUAGES | Kind.LINKS | Kind.LINKED:
            return tuple(value)
        case _:
            return value
