"""A field's value as JSON and back: for the journal, for the command line, for files that carry a filter."""

import datetime as dt
import json
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any

from db.fields import Field, Kind
from db.values import Reach


def to_json(field: Field, value: Any) -> Any:
    """The value as JSON has it: dates as ISO 8601, money as text with two decimals, lists as lists."""
    form = _TO_JSON.get(field.kind)
    return value if value is None or form is None else form(value)


def from_json(field: Field, value: Any) -> Any:
    """The inverse of `to_json`."""
    if value is None:
        return field.empty
    form = _FROM_JSON.get(field.kind)
    return value if form is None else form(value)


def rule_text(parts: Any) -> str:
    """The conditions of a rule as a RULE field keeps them: always the same text for the same conditions."""
    return json.dumps(parts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _parts_of(text: str) -> Any:
    """The conditions of a rule as JSON; the text itself where it is none, so that nothing is lost."""
    try:
        return json.loads(text)
    except ValueError:
        return text


def _money(value: Decimal) -> str:
    return f"{value:.2f}"


def _reaches(value: Iterable[Reach]) -> list[dict[str, Any]]:
    return [reach.to_json() for reach in value]


def _reaches_of(value: Iterable[dict[str, Any]]) -> tuple[Reach, ...]:
    return tuple(Reach.from_json(parts) for parts in value)


def _rule_of(value: Any) -> str:
    return value if isinstance(value, str) else rule_text(value)


_TO_JSON: dict[Kind, Callable[[Any], Any]] = {
    Kind.DATE: dt.date.isoformat,
    Kind.MONEY: _money,
    Kind.PHONES: _reaches,
    Kind.EMAILS: _reaches,
    Kind.LANGUAGES: list,
    Kind.LINKS: list,
    Kind.LINKED: list,
    Kind.RULE: _parts_of,
}
_FROM_JSON: dict[Kind, Callable[[Any], Any]] = {
    Kind.DATE: dt.date.fromisoformat,
    Kind.MONEY: Decimal,
    Kind.PHONES: _reaches_of,
    Kind.EMAILS: _reaches_of,
    Kind.LANGUAGES: tuple,
    Kind.LINKS: tuple,
    Kind.LINKED: tuple,
    Kind.RULE: _rule_of,
}
