"""From the value of a field to what a cell holds, such that `understand(field, cell)` gives the value back.

Text stays text whatever it looks like; dates, numbers and amounts are such where a workbook can hold them
exactly and text where it can't (days before March 1900, figures of more than 15 digits).
"""

import datetime as dt
import math
from collections.abc import Callable
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple, cast
from urllib.parse import quote

from db.exchange.labels import Labels
from db.fields import Field, Kind
from db.queries import DERIVED, Ref
from db.title_lists import joined
from db.understanding import shown, understand
from db.understanding.reaches import PREFERRED, TYPES
from db.values import Reach

FIRST_DAY = dt.date(1900, 3, 1)
"""The first day on which Excel's count of days, which has a 29 February 1900, agrees with the calendar."""

EXACT = 10**15  # Excel keeps 15 digits

LONGEST_LINK = 2_000  # Excel takes 2,079 characters; one more and it offers to repair the workbook


class Form(StrEnum):
    """How a cell looks and what is kept in it."""

    TEXT = "text"
    LONG_TEXT = "long text"
    DATE = "date"
    MOMENT = "moment"
    WHOLE = "whole"
    NUMBER = "number"
    MONEY = "money"


class Cell(NamedTuple):
    """What one cell holds: its value, how it looks, where a click leads, and how many records it names.

    With a `formula`, as Excel has it but for the "=", the value is what the formula comes to.
    """

    value: str | int | float | Decimal | dt.date | dt.datetime | None
    form: Form = Form.TEXT
    link: str = ""
    named: int = 0
    formula: str = ""


EMPTY = Cell(None)

_REACHES = {kind: Field("", kind) for kind in (Kind.PHONES, Kind.EMAILS)}

_FORMS = {
    Kind.LONG_TEXT: Form.LONG_TEXT,
    Kind.DATE: Form.DATE,
    Kind.WHOLE: Form.WHOLE,
    Kind.NUMBER: Form.NUMBER,
    Kind.MONEY: Form.MONEY,
}


def form_of(field: Field) -> Form:
    """How the cells of a field look."""
    return Form.MOMENT if field.name in _STAMPS else _FORMS.get(field.kind, Form.TEXT)


def cell_maker(field: Field, labels: Labels) -> Callable[[object], Cell]:
    """What turns the values of a field, as `db.queries` has them, into cells in the language of `labels`."""
    make = _stamp if field.name in _STAMPS else _MAKERS.get(field.kind, _text)

    def made(value: object) -> Cell:
        return EMPTY if value is None or value == () else make(field, value, labels)

    return made


_STAMPS = frozenset(name for name, field in DERIVED.items() if field.kind is Kind.MOMENT)


def _text(_field: Field, value: object, _labels: Labels) -> Cell:
    return Cell(str(value))


def _long_text(_field: Field, value: object, _labels: Labels) -> Cell:
    return Cell(str(value), Form.LONG_TEXT)


def _in_words(field: Field, value: object, labels: Labels) -> Cell:
    return Cell(shown(field, value, labels.language))


def _choice(field: Field, value: object, labels: Labels) -> Cell:
    return Cell(labels.choices(field).get(str(value), str(value)))


def _yes_no(_field: Field, value: object, labels: Labels) -> Cell:
    return Cell(labels.yes_no(bool(value)))


def _country(_field: Field, value: object, labels: Labels) -> Cell:
    return Cell(labels.country(str(value)))


def _language(_field: Field, value: object, labels: Labels) -> Cell:
    return Cell(labels.tongue(str(value)))


def _languages(_field: Field, value: object, labels: Labels) -> Cell:
    return Cell(labels.tongues(cast(tuple[str, ...], value)))


def _date(_field: Field, value: object, _labels: Labels) -> Cell:
    day = cast(dt.date, value)
    return Cell(day, Form.DATE) if day >= FIRST_DAY else Cell(day.isoformat())


def _moment(_field: Field, value: object, _labels: Labels) -> Cell:
    """Date, time and offset as text: a cell has no place for the offset."""
    text = str(value)
    return Cell(f"{text[:10]} {text[11:-6]} {text[-6:]}")


def _stamp(_field: Field, value: object, _labels: Labels) -> Cell:
    """When a record was added or changed, in the time of this computer; nobody brings that back."""
    local = dt.datetime.fromisoformat(str(value)).astimezone()
    return Cell(local.replace(tzinfo=None), Form.MOMENT)


def _whole(_field: Field, value: object, _labels: Labels) -> Cell:
    number = cast(int, value)
    return Cell(number, Form.WHOLE) if abs(number) < EXACT else Cell(str(number))


def _number(_field: Field, value: object, _labels: Labels) -> Cell:
    number = float(cast(float, value))
    return Cell(number, Form.NUMBER) if math.isfinite(number) else Cell(str(number))


def _money(_field: Field, value: object, _labels: Labels) -> Cell:
    amount = cast(Decimal, value)
    return Cell(amount, Form.MONEY) if abs(amount) * 100 < EXACT else Cell(f"{amount:.2f}")


def _reaches(field: Field, value: object, labels: Labels) -> Cell:
    reaches = cast(tuple[Reach, ...], value)
    text = "\n".join(_reach_text(field.kind, reach, labels) for reach in reaches)
    if field.kind is not Kind.EMAILS:
        return Cell(text)
    first = next((each.normal for each in reaches if each.preferred and each.normal), reaches[0].normal)
    return Cell(text, link=_safe_link(f"mailto:{quote(first, safe='@')}") if first else "")


def _reach_text(kind: Kind, reach: Reach, labels: Labels) -> str:
    """A number or address as typed, with what its own text would not tell whoever reads it.

    What it comes to stands in brackets; its type and whether it is preferred in parentheses. A number in
    local form is read by the country beside it, so its type is always said.
    """
    if kind is Kind.EMAILS and reach == Reach(reach.normal, normal=reach.normal):
        return reach.value
    read = cast(tuple[Reach, ...], understand(_REACHES[kind], reach.value).value)
    plain = read[0] if len(read) == 1 else Reach(reach.value)
    local = kind is Kind.PHONES and bool(reach.normal) and not reach.value.startswith("+")
    words = [labels.tr(TYPES[reach.type])] if local or reach.type != plain.type else []
    words += [labels.tr(PREFERRED)] if reach.preferred else []
    normal = f" [{reach.normal}]" if reach.normal and (local or reach.normal != plain.normal) else ""
    return f"{reach.value}{normal}" + (f" ({', '.join(words)})" if words else "")


def _link(_field: Field, value: object, _labels: Labels) -> Cell:
    return Cell(str(value), link=_safe_link(str(value)))


def _links(_field: Field, value: object, _labels: Labels) -> Cell:
    links = cast(tuple[str, ...], value)
    return Cell("; ".join(links), link=_safe_link(links[0]) if len(links) == 1 else "")


def _safe_link(address: str) -> str:
    """The address where a workbook can lead to it; empty where Excel would balk at it."""
    if len(address) > LONGEST_LINK or not address.isprintable() or " " in address:
        return ""
    return address if address.startswith(("https://", "http://", "mailto:")) else ""


def _reference(_field: Field, value: object, _labels: Labels) -> Cell:
    title = cast(Ref, value).title
    return Cell(title) if title else EMPTY


def _linked(_field: Field, value: object, _labels: Labels) -> Cell:
    titles = [ref.title for ref in cast(tuple[Ref, ...], value) if ref.title]
    return Cell(joined(titles), named=len(titles)) if titles else EMPTY


_MAKERS: dict[Kind, Callable[[Field, object, Labels], Cell]] = {
    Kind.LONG_TEXT: _long_text,
    Kind.CHOICE: _choice,
    Kind.YES_NO: _yes_no,
    Kind.COUNTRY: _country,
    Kind.LANGUAGE: _language,
    Kind.LANGUAGES: _languages,
    Kind.DATE: _date,
    Kind.MOMENT: _moment,
    Kind.WHOLE: _whole,
    Kind.NUMBER: _number,
    Kind.MONEY: _money,
    Kind.PHONES: _reaches,
    Kind.EMAILS: _reaches,
    Kind.LINK: _link,
    Kind.LINKS: _links,
    Kind.RULE: _in_words,
    Kind.REFERENCE: _reference,
    Kind.LINKED: _linked,
}
