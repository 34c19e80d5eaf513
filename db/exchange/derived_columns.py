"""Columns that a workbook works out itself, by formulas over its other sheets.

They are there to be read, sorted and filtered by: in which country a visited facility is, how many took part
in an event. On the way back they are left out, since the records have no such fields.
"""

from dataclasses import dataclass

import db.language
from db.fields import Field, Kind
from db.language import mark
from db.records import kind_fields

# Long text, because a formula in a cell of text format turns into a text as soon as somebody edits it.
_COUNTRY = Field(mark("Country"), Kind.LONG_TEXT, 14, name="country")
_INSTITUTION_KIND = Field(mark("Kind of institution"), Kind.LONG_TEXT, 18, name="institution_kind")


@dataclass(frozen=True)
class Derived:
    """A column of the sheets of a kind, standing after the field `after`.

    Either the value of `source` in the record of kind `of` that the field `via` refers to, or, with `by`, the
    sum of `source` over the records of kind `of` whose field `by` refers to the row's own record.
    """

    field: Field
    after: str
    of: str
    source: str
    via: str = ""
    by: str = ""


def _total(english: str, name: str) -> Derived:
    return Derived(Field(english, Kind.WHOLE, 11, name=name), "", "participation", name, by="event")


DERIVED_COLUMNS: dict[str, tuple[Derived, ...]] = {
    "visit": (Derived(_COUNTRY, "facility", "facility", "country", via="facility"),),
    "cost": (Derived(_COUNTRY, "facility", "facility", "country", via="facility"),),
    "participation": (Derived(_INSTITUTION_KIND, "institution", "partner", "kind", via="institution"),),
    "event": (
        _total(mark("Women"), "women"),
        _total(mark("Men"), "men"),
        _total(mark("Undisclosed"), "undisclosed"),
    ),
}
"""The derived columns by kind of record; where none is named to stand after, they stand last."""


def derived_headers(kind: str) -> frozenset[str]:
    """The headers of columns that are only to be read, in English, Russian and the language in use."""
    languages = ("en", "ru", db.language.language())
    columns = [column.field for column in DERIVED_COLUMNS.get(kind, ())]
    # A rule goes out in words, from which none can be made.
    columns += [about for about in kind_fields(kind).values() if about.kind is Kind.RULE]
    return frozenset(column.label_in(each) for column in columns for each in languages)
