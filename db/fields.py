"""Field: what a column of a record is to a person.

A column is declared once, with its `Field`. Table columns, forms, filters, Excel headers, the mapping of
an import, validation, search, history and help all derive from it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from db.language import catalogue, tr


class Kind(StrEnum):
    """What a field holds, and the Python type of its value. An empty value is always None, in lists ()."""

    TEXT = "text"  # str, one line
    LONG_TEXT = "long text"  # str, lines separated by \n
    CHOICE = "choice"  # str, the code of one of the field's choices
    COUNTRY = "country"  # str, ISO 3166-1 alpha-2
    LANGUAGE = "language"  # str, BCP 47
    LANGUAGES = "languages"  # tuple[str, ...], BCP 47
    CURRENCY = "currency"  # str, ISO 4217
    DATE = "date"  # datetime.date
    PERIOD = "period"  # str, as in ISO 8601: 2018-09-26, 2018-09, 2018, 2011-Q3, 2019-H1, 2017/2018
    MOMENT = "moment"  # str, ISO 8601 date and time with its offset: 2019-04-25T10:00+06:00
    WHOLE = "whole"  # int
    NUMBER = "number"  # float
    MONEY = "money"  # decimal.Decimal with two decimals; the currency is a field of its own
    YES_NO = "yes/no"  # bool
    PHONES = "phones"  # tuple[db.values.Reach, ...]
    EMAILS = "emails"  # tuple[db.values.Reach, ...]
    LINK = "link"  # str, a URL
    LINKS = "links"  # tuple[str, ...], URLs
    COORDINATES = "coordinates"  # str, "latitude, longitude" in decimal degrees, north and east positive
    RULE = "rule"  # str, a rule as `db.rules` writes it: conditions that records are to fit
    REFERENCE = "reference"  # str, the uid of another record
    LINKED = "linked"  # no column: records tied to this one through a link, shown by their titles


LISTS = frozenset({Kind.LANGUAGES, Kind.PHONES, Kind.EMAILS, Kind.LINKS})
"""Kinds whose value is a tuple; the empty tuple stands for "none"."""


class Audience(StrEnum):
    """Who may see a field, from the closest circle to everybody."""

    INTERNAL = "internal"
    DELEGATION = "delegation"
    PUBLIC = "public"

    def includes(self, field_audience: "Audience") -> bool:
        """Whether a document for this audience may carry a field that is meant for `field_audience`."""
        order = list(Audience)
        return order.index(field_audience) >= order.index(self)


@dataclass(frozen=True)
class Choice:
    """One answer to a choice field: its stored code, its label, and other ways people write it."""

    code: str
    english: str
    aliases: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """The label in the language in use."""
        return tr(self.english)

    def label_in(self, language: str) -> str:
        """The label in a given language, such as for the choices of a workbook."""
        return catalogue(language).gettext(self.english)


def phrases(*lines: str) -> tuple[str, ...]:
    """Short texts, such as headers under which a field comes, from lines in which "|" stands between."""
    return tuple("|".join(lines).split("|"))


@dataclass(frozen=True)
class Field:
    """What a column is to a person: its label, what it holds, how wide it is, who may see it.

    `aliases` are further headers, English and Russian, under which the field comes in workbooks.
    `width` is in characters, for table columns and worksheets. `to` is the kind of record that a
    REFERENCE or LINKED field leads to; `back` is the heading of the list in which that other record
    shows the records that refer to it. `owner` says that this record goes when the one it refers to is
    deleted. `currency` names the field that holds the currency of a MONEY field.
    """

    english: str
    kind: Kind = Kind.TEXT
    width: int = 20
    section: str = ""
    audience: Audience = Audience.PUBLIC
    aliases: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    required: bool = False
    help: str = ""
    to: str = ""
    back: str = ""
    owner: bool = False
    through: str = ""
    currency: str = ""
    shown: bool = True
    name: str = ""  # set where the field is declared, from the attribute's name

    @property
    def label(self) -> str:
        """The label in the language in use."""
        return tr(self.english)

    def label_in(self, language: str) -> str:
        """The label in a given language, such as for the headers of a workbook."""
        return catalogue(language).gettext(self.english)

    def choice(self, code: str | None) -> Choice | None:
        """The choice that a code stands for; None for a code that the field does not know."""
        return next((choice for choice in self.choices if choice.code == code), None)

    @property
    def is_list(self) -> bool:
        """Whether the value is a tuple."""
        return self.kind in LISTS

    @property
    def is_stored(self) -> bool:
        """Whether the field has a column of its own (a LINKED field has none)."""
        return self.kind is not Kind.LINKED

    @property
    def empty(self) -> tuple[()] | None:
        """The value that stands for "nothing"."""
        return () if self.is_list else None


def by_name(fields: Sequence[Field]) -> dict[str, Field]:
    """Fields by their names, in the order given."""
    return {field.name: field for field in fields}
