"""What a field says while nobody edits it: lines of words, some of them links."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from db.fields import Field, Kind
from db.language import language, tr
from db.queries import Ref
from db.understanding.phones import shown as shown_phone
from db.understanding.reaches import TYPES
from db.values import Reach
from desktop.records.wording import in_use, money_words


@dataclass(frozen=True)
class Line:
    """One line of a value that is read: its words, what stands muted behind them, where they lead."""

    text: str
    aside: str = ""
    address: str = ""
    ref: Ref | None = None
    copied: str = ""
    """What goes on the clipboard, where that is more than the words: a phone with its country."""


READ_AS_TYPED = frozenset({Kind.TEXT, Kind.LONG_TEXT, Kind.YES_NO, Kind.RULE})
"""Kinds that are read in the words in which they are typed, so that their editor is also what is read."""


def lines_of(field: Field, values: Mapping[str, Any]) -> list[Line]:
    """A field of a record in words; nothing for an empty one. `values` are those of the whole record."""
    value = values.get(field.name)
    if value is None or value == ():
        return []
    return _LINES.get(field.kind, _words)(field, values)


def reach_line(field: Field, reach: Reach, country: str | None = None) -> Line:
    """A phone number or an e-mail address, leading to tel: or mailto: where it was understood.

    A number of `country`, that of the record, reads as it is dialled there.
    """
    phone = field.kind is Kind.PHONES and bool(reach.normal)
    text = shown_phone(reach.normal, language(), country) if phone else reach.value
    copied = shown_phone(reach.normal, language()) if phone else reach.value
    aside = [tr(TYPES[reach.type])] if reach.type in TYPES and reach.type else []
    aside += [tr("preferred")] if reach.preferred else []
    address = f"{'tel' if phone else 'mailto'}:{reach.normal}" if reach.normal else ""
    return Line(text, ", ".join(aside), address, copied=copied)


def _words(field: Field, values: Mapping[str, Any]) -> list[Line]:
    return [Line(in_use(field, values[field.name]))]


def _money(field: Field, values: Mapping[str, Any]) -> list[Line]:
    return [Line(money_words(field, values))]


def _reaches(field: Field, values: Mapping[str, Any]) -> list[Line]:
    return [reach_line(field, reach, values.get("country")) for reach in values[field.name]]


def _link(field: Field, values: Mapping[str, Any]) -> list[Line]:
    return [Line(values[field.name], address=values[field.name])]


def _links(field: Field, values: Mapping[str, Any]) -> list[Line]:
    return [Line(address, address=address) for address in values[field.name]]


def _reference(field: Field, values: Mapping[str, Any]) -> list[Line]:
    ref: Ref = values[field.name]
    return [Line(ref.title or tr("(no name)"), ref=ref if ref.uid else None)]


_LINES: dict[Kind, Callable[[Field, Mapping[str, Any]], list[Line]]] = {
    Kind.MONEY: _money,
    Kind.PHONES: _reaches,
    Kind.EMAILS: _reaches,
    Kind.LINK: _link,
    Kind.LINKS: _links,
    Kind.REFERENCE: _reference,
}
