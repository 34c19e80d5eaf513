"""What stands in a column, as the journal writes it: told without trusting that it is what it ought to be.

The journal holds every value that was ever written as JSON (`db.encoding`). A value of a column is brought to
the same form here, so that the two can be compared, and one that is none of its kind is noticed.
"""

import datetime as dt
import json
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from db.encoding import from_json, to_json
from db.fields import Field, Kind
from db.values import Reach


class Unreadable(ValueError):
    """A value that is none of its field's kind."""


def as_journal(field: Field, raw: Any) -> Any:
    """The value of a column, as the database gives it, in the journal's form; None for an empty one.

    Raises Unreadable for a value that is none of the field's kind, such as a date that is no date.
    """
    if raw is None:
        return None
    try:
        return _FORMS.get(field.kind, _text)(raw)
    except (ValueError, TypeError, KeyError, AttributeError, ArithmeticError, RecursionError) as error:
        raise Unreadable(field.name) from error


def checked(field: Field, value: Any) -> Any:
    """A value of the journal itself, once more in the journal's form: None where it is empty.

    Raises Unreadable for one that is none of the field's kind.
    """
    try:
        found = from_json(field, value)
        _TYPES[field.kind](found)
        return None if found in (field.empty, "") else to_json(field, found)
    except (ValueError, TypeError, KeyError, AttributeError, ArithmeticError, RecursionError) as error:
        raise Unreadable(field.name) from error


def same(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two records in the journal's form are the same; a field that is missing is an empty one."""
    return not differing(one, other)


def differing(one: Mapping[str, Any], other: Mapping[str, Any]) -> list[str]:
    """The names of the fields in which two records in the journal's form differ."""
    return [name for name in {**one, **other} if one.get(name) != other.get(name)]


def _text(raw: Any) -> Any:
    if not isinstance(raw, str):
        raise TypeError(raw)
    return raw or None


def _date(raw: Any) -> Any:
    return dt.date.fromisoformat(_text(raw)).isoformat()


def _whole(raw: Any) -> Any:
    if not isinstance(raw, int) or isinstance(raw, bool):
        raise TypeError(raw)
    return raw


def _number(raw: Any) -> Any:
    if not isinstance(raw, (int, float)):
        raise TypeError(raw)
    return float(raw)


def _money(raw: Any) -> Any:
    return f"{Decimal(_whole(raw)).scaleb(-2):.2f}"


def _yes_no(raw: Any) -> Any:
    if raw not in (0, 1):
        raise ValueError(raw)
    return bool(raw)


def _texts(raw: Any) -> Any:
    return [*map(_text, _listed(raw))] or None


def _reaches(raw: Any) -> Any:
    return [Reach.from_json(parts).to_json() for parts in _listed(raw)] or None


def _listed(raw: Any) -> list[Any]:
    found = json.loads(_text(raw))
    if found is not None and not isinstance(found, list):
        raise TypeError(raw)
    return found or []


def _rule(raw: Any) -> Any:
    text = _text(raw)
    return None if text is None else to_json(_RULE, text)


def _is(*types: type) -> Callable[[Any], None]:
    def check(value: Any) -> None:
        if value is not None and (
            not isinstance(value, types) or (isinstance(value, bool) and bool not in types)
        ):
            raise TypeError(value)

    return check


def _of(kind: type) -> Callable[[Any], None]:
    def check(value: Any) -> None:
        if not all(isinstance(part, kind) for part in value):
            raise TypeError(value)

    return check


_RULE = Field("", Kind.RULE)
_FORMS: dict[Kind, Callable[[Any], Any]] = {
    Kind.DATE: _date,
    Kind.WHOLE: _whole,
    Kind.NUMBER: _number,
    Kind.MONEY: _money,
    Kind.YES_NO: _yes_no,
    Kind.PHONES: _reaches,
    Kind.EMAILS: _reaches,
    Kind.LANGUAGES: _texts,
    Kind.LINKS: _texts,
    Kind.RULE: _rule,
}
_TYPES: dict[Kind, Callable[[Any], None]] = {
    **dict.fromkeys(Kind, _is(str)),
    Kind.DATE: _is(dt.date),
    Kind.WHOLE: _is(int),
    Kind.NUMBER: _is(int, float),
    Kind.MONEY: _is(Decimal),
    Kind.YES_NO: _is(bool),
    Kind.PHONES: _of(Reach),
    Kind.EMAILS: _of(Reach),
    Kind.LANGUAGES: _of(str),
    Kind.LINKS: _of(str),
}
