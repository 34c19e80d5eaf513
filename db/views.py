"""What is listed: columns, filters, an order, and what each of them is to SQL."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from db import search
from db.encoding import from_json, to_json
from db.fields import Audience, Field, Kind
from db.language import language, mark
from db.local_days import begin_of, end_of
from db.names import fold
from db.records import RECORDS, Record, fields_of, record_type
from db.understanding import shown

TITLE = Field(mark("Full name"), width=30, name="title")
"""The column that names a record by its composed title, where no single field does."""

DERIVED = {
    "title": TITLE,
    "created": Field(mark("Added"), Kind.MOMENT, 16, audience=Audience.INTERNAL, name="created"),
    "modified": Field(mark("Changed"), Kind.MOMENT, 16, audience=Audience.INTERNAL, name="modified"),
}
"""Columns of every list that no person fills in."""

TEXTS = frozenset({Kind.TEXT, Kind.LONG_TEXT, Kind.LINK, Kind.REFERENCE, Kind.LINKED, Kind.COORDINATES})
"""Kinds that are sorted without regard to case, accents and script."""


class Op(StrEnum):
    """What a filter asks of a field."""

    CONTAINS = "contains"
    IS = "is"  # any of the values
    IS_NOT = "is not"  # none of the values
    BETWEEN = "between"  # two values, either None for "open", both included
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


def link_ends(kind: str, about: Field) -> tuple[str, str | None]:
    """The fields by which the records behind a LINKED field refer to this kind and to the tied records.

    The second is None where the tied records are parts of this one.
    """
    through = fields_of(RECORDS[about.through])
    near = next(f.name for f in through.values() if f.kind is Kind.REFERENCE and f.to == kind and f.owner)
    if about.through == about.to:
        return near, None
    far = next(
        f.name for f in through.values() if f.kind is Kind.REFERENCE and f.to == about.to and f.name != near
    )
    return near, far


def link_query(record: type[Record], about: Field) -> tuple[Any, type[Record]]:
    """The column by which what is behind a LINKED field refers to this kind, and the kind tied to it."""
    near, _ = link_ends(record.about.name, about)
    return getattr(RECORDS[about.through], near), RECORDS[about.to]


def joined(about: Field, target: Any) -> Any:
    """The tables to read the tied records of a LINKED field from."""
    through = RECORDS[about.through]
    if about.through == about.to:
        return target
    far = next(f.name for f in fields_of(through).values() if f.kind is Kind.REFERENCE and f.to == about.to)
    return sa.join(through, target, getattr(through, far) == target.uid)


def _expression(record: type[Record], about: Field) -> Any:
    """What a field is to SQL: its column, or the titles of what it refers to."""
    if about.kind is Kind.REFERENCE:
        target = aliased(RECORDS[about.to])
        column = getattr(record, about.name)
        return sa.select(target.title).where(target.uid == column).scalar_subquery()
    if about.kind is Kind.LINKED:
        near, target = link_query(record, about)
        titles = sa.select(sa.func.aggregate_strings(target.title, "; ")).select_from(joined(about, target))
        return titles.where(near == record.uid).correlate(record).scalar_subquery()
    if about.is_list:
        return sa.cast(getattr(record, about.name), sa.Text)
    return getattr(record, about.name)


def order(session: Session, record: type[Record], view: View) -> list[Any]:
    """What a view is ordered by, as SQL; its kind's usual order where it asks for none."""
    fields = column_fields(view.kind)
    asked = [sort for sort in view.sorts if sort.field in fields]
    keys = []
    for sort in asked or [Sort(name, record.about.descending) for name in record.about.order]:
        key = _sort_key(session, record, fields[sort.field])
        if key is record.title_key and (view.filters or view.text.strip()):
            # Sorting the few is quicker than looking each record up in the order of the index.
            key = sa.func.coalesce(key, "")
        keys.append((key.desc() if sort.descending else key.asc()).nulls_last())
    return [*keys, record.id.asc()]


def _sort_key(session: Session, record: type[Record], about: Field) -> Any:
    if about.name == "title":
        return record.title_key
    expression = _expression(record, about)
    if about.kind in (Kind.CHOICE, Kind.COUNTRY, Kind.LANGUAGE):
        codes = [choice.code for choice in about.choices] or _by_name(session, about, expression)
        order = {code: place for place, code in enumerate(codes)}
        return sa.case(order, value=expression, else_=None) if order else expression
    return sa.func.nullif(sa.func.fold(expression), "") if about.kind in TEXTS else expression


def _by_name(session: Session, about: Field, column: Any) -> list[str]:
    """The codes in use, in the order of their names in the language in use."""
    used = session.scalars(sa.select(column).where(column.is_not(None)).distinct())
    return sorted(used, key=lambda code: fold(shown(about, code, language())))


def conditions(record: type[Record], view: View) -> list[Any]:
    """What the records of a view have in common, as SQL."""
    fields = column_fields(view.kind)
    asked = [_condition(record, fields[f.field], f) for f in view.filters if f.field in fields]
    if view.text.strip():
        asked.append(record.uid.in_(search.matching(view.text)))
    return asked


def _condition(record: type[Record], about: Field, asked: Filter) -> Any:
    expression = _expression(record, about)
    empty = _is_empty(record, about, expression)
    match asked.op:
        case Op.EMPTY:
            return empty
        case Op.NOT_EMPTY:
            return sa.not_(empty)
        case Op.CONTAINS:
            words = fold(" ".join(str(value) for value in asked.values)).split()
            folded = sa.func.fold(expression)
            return sa.and_(sa.true(), *(sa.func.instr(folded, word) > 0 for word in words))
        case Op.BETWEEN:
            first, last = _bounds(about, asked.values)
            bounds = [] if first is None else [expression >= first]
            return sa.and_(sa.true(), *bounds, *([] if last is None else [expression <= last]))
        case Op.IS | Op.IS_NOT:
            chosen = _any_of(record, about, asked.values)
            return chosen if asked.op is Op.IS else sa.or_(empty, sa.not_(chosen))


def _any_of(record: type[Record], about: Field, values: Sequence[Any]) -> Any:
    if about.kind is Kind.LINKED:
        near, target = link_query(record, about)
        tied = sa.select(near).select_from(joined(about, target)).where(target.uid.in_(values))
        return record.uid.in_(tied)
    column = getattr(record, about.name)
    if about.is_list:
        text = sa.cast(column, sa.Text)
        return sa.or_(sa.false(), *(sa.func.instr(text, f'"{value}"') > 0 for value in values))
    return column.in_(values)


def _is_empty(record: type[Record], about: Field, expression: Any) -> Any:
    if about.is_list:
        return getattr(record, about.name).is_(None)
    return sa.or_(expression.is_(None), expression == "") if about.kind in TEXTS else expression.is_(None)


def _bounds(about: Field, values: Sequence[Any]) -> tuple[Any, Any]:
    """The ends of a range as they are stored, such that "to 2018" includes 2018-09-26."""
    first, last = values
    if about.name in ("created", "modified"):
        return begin_of(first), end_of(last)
    partly = last is not None and about.kind in (Kind.PERIOD, Kind.MOMENT)
    return first, f"{last}\uffff" if partly else last


def _value_to_json(about: Field, value: Any) -> Any:
    return value if about.is_list else to_json(about, value)


def _value_from_json(about: Field, value: Any) -> Any:
    return value if about.is_list or value is None else from_json(about, value)
