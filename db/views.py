"""What is listed: columns, filters, an order."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from db.encoding import from_json, to_json
from db.fields import Audience, Field, Kind
from db.language import mark
from db.records import fields_of, record_type

TITLE = Field(mark("Full name"), width=30, name="title")
"""The column that names a record by its composed title, where no single field does."""

DERIVED = {
    "title": TITLE,
    "created": Field(mark("Added"), Kind.MOMENT, 16, audience=Audience.INTERNAL, name="created"),
    "modified": Field(mark("Changed"), Kind.MOMENT, 16, audience=Audience.INTERNAL, name="modified"),
}
"""Columns of every list that no person fills in."""


class Op(StrEnum):
    """What a filter asks of a field."""

    CONTAINS = "contains"
    IS = "is"  # any of the values
    IS_NOT = "is not"  # none of the values
    BETWEEN = "between"  # two values, either None for "open", both included
    NOT_BETWEEN = "not between"  # the same; what is empty does not lie between
    EMPTY = "empty"
    NOT_EMPTY = "not empty"


@dataclass(frozen=True)
class Filter:
    """One condition on one field; `values` as Python values of the field's kind."""

    field: str
    op: Op
    values: tuple[Any, ...] = ()


@dataclass(frozen=True)
class Sort:
    """One key of an order."""

    field: str
    descending: bool = False


@dataclass(frozen=True)
class View:
    """Which records of a kind are listed and in which order. `text` is looked for in all their fields."""

    kind: str
    text: str = ""
    filters: tuple[Filter, ...] = ()
    sorts: tuple[Sort, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """As it is kept with a saved view."""
        fields = column_fields(self.kind)
        filters = [
            {
                "field": f.field,
                "op": f.op.value,
                "values": [_value_to_json(fields[f.field], v) for v in f.values],
            }
            for f in self.filters
        ]
        sorts = [{"field": s.field, "descending": s.descending} for s in self.sorts]
        return {"kind": self.kind, "text": self.text, "filters": filters, "sorts": sorts}

    @classmethod
    def from_json(cls, parts: dict[str, Any]) -> "View":
        """The inverse of `to_json`; conditions on fields that no longer exist are left out."""
        fields = column_fields(parts["kind"])
        filters = tuple(
            Filter(
                f["field"], Op(f["op"]), tuple(_value_from_json(fields[f["field"]], v) for v in f["values"])
            )
            for f in parts["filters"]
            if f["field"] in fields
        )
        sorts = tuple(Sort(s["field"], s["descending"]) for s in parts["sorts"] if s["field"] in fields)
        return cls(parts["kind"], parts["text"], filters, sorts)


def column_fields(kind: str) -> dict[str, Field]:
    """Every field that a list of this kind can show, by name: its own, then the derived ones."""
    return {**fields_of(record_type(kind)), **DERIVED}


def _value_to_json(about: Field, value: Any) -> Any:
    return value if about.is_list or about.kind is Kind.LINKED else to_json(about, value)


def _value_from_json(about: Field, value: Any) -> Any:
    if about.kind is Kind.LINKED:
        # Views used to be kept with the letters of a uid one by one.
        return "".join(value) if isinstance(value, list) else value
    return value if about.is_list or value is None else from_json(about, value)
