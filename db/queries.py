"""Listing, filtering, sorting, counting, and one record with what it is tied to: plain rows out.

A list is a list of ids, eight bytes a row, in the order asked for; the rows themselves are read as they
come into sight. So a table over a million records opens as fast as one over a hundred.
"""

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
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
from db.records import RECORDS, Record, fields_of, record_type, references_to
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


@dataclass(frozen=True)
class Ref:
    """Another record, as a link shows it."""

    kind: str
    uid: str
    title: str


@dataclass(frozen=True)
class Row:
    """A record as views have it: its values by field name, references as `Ref`, links as tuples of them."""

    id: int
    kind: str
    uid: str
    title: str
    values: dict[str, Any] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Any:
        return self.values[name]


@dataclass(frozen=True)
class Related:
    """The records of one kind that refer to a record by one of their fields, under their heading."""

    kind: str
    field: Field
    count: int
    rows: tuple[Row, ...]


def column_fields(kind: str) -> dict[str, Field]:
    """Every field that a list of this kind can show, by name: its own, then the derived ones."""
    return {**fields_of(record_type(kind)), **DERIVED}


def list_ids(session: Session, view: View) -> "array[int]":
    """The ids of the records of a view, in its order."""
    record = record_type(view.kind)
    query = sa.select(record.id).where(*_conditions(record, view)).order_by(*_order(session, record, view))
    # Without the ORM, which would spend as long again on a hundred thousand numbers.
    return array("q", session.connection().execute(query).scalars())


def count(session: Session, view: View) -> int:
    """How many records a view has."""
    record = record_type(view.kind)
    counted = sa.select(sa.func.count()).select_from(record).where(*_conditions(record, view))
    return session.scalar(counted) or 0


def rows(session: Session, kind: str, ids: Sequence[int], columns: Iterable[str] | None = None) -> list[Row]:
    """The records with these ids, in the order given, with the columns asked for (all unless given)."""
    record = record_type(kind)
    found: dict[int, Record] = {}
    for begin in range(0, len(ids), 500):
        chunk = ids[begin : begin + 500]
        found |= {r.id: r for r in session.scalars(sa.select(record).where(record.id.in_(chunk)))}
    present = [found[number] for number in ids if number in found]
    return _plain(session, record, present, columns)


def rows_by_uid(session: Session, kind: str, uids: Sequence[str]) -> list[Row]:
    """The records with these uids, with all columns, in the order given; those that are gone are left out."""
    record = record_type(kind)
    ids: dict[str, int] = {}
    for begin in range(0, len(uids), 500):
        chunk = uids[begin : begin + 500]
        ids |= {
            u: n for u, n in session.execute(sa.select(record.uid, record.id).where(record.uid.in_(chunk)))
        }
    return rows(session, kind, [ids[uid] for uid in uids if uid in ids])


def uids_of(session: Session, kind: str, ids: Sequence[int]) -> list[str]:
    """The uids of the records with these ids, in the order given; those that are gone are left out."""
    record = record_type(kind)
    uids: dict[int, str] = {}
    for begin in range(0, len(ids), 500):
        chunk = sa.select(record.id, record.uid).where(record.id.in_(ids[begin : begin + 500]))
        uids |= {number: uid for number, uid in session.execute(chunk)}
    return [uids[number] for number in ids if number in uids]


def id_of(session: Session, kind: str, uid: str) -> int | None:
    """The id under which lists have a record; None when there is none."""
    record = record_type(kind)
    return session.scalar(sa.select(record.id).where(record.uid == uid))


def one(session: Session, kind: str, uid: str) -> Row | None:
    """One record with all its columns; None when there is none."""
    return next(iter(rows_by_uid(session, kind, [uid])), None)


def titles(session: Session, kind: str, text: str, *, limit: int = 20) -> list[Ref]:
    """Records of a kind for a person to choose from: those found by `text`, else the first by title."""
    record = record_type(kind)
    if text.strip():
        hits = search.search(session, text, kinds=[record.about.name], limit=limit)
        return [Ref(hit.kind, hit.uid, hit.title) for hit in hits]
    first = sa.select(record.uid, record.title).order_by(record.title_key).limit(limit)
    return [Ref(record.about.name, uid, title) for uid, title in session.execute(first)]


def related(session: Session, kind: str, uid: str, *, limit: int = 200) -> list[Related]:
    """What refers to a record: a list for each way of referring, each with at most `limit` rows."""
    lists = []
    for record, about in references_to(record_type(kind).about.name):
        if not about.back:
            continue
        view = View(
            record.about.name,
            filters=(Filter(about.name, Op.IS, (uid,)),),
            sorts=tuple(Sort(name, record.about.descending) for name in record.about.order),
        )
        ids = list_ids(session, view)
        columns = [name for name in record.about.columns if name != about.name]
        shown = rows(session, record.about.name, ids[:limit], columns)
        lists.append(Related(record.about.name, about, len(ids), tuple(shown)))
    return lists


def values_in_use(session: Session, kind: str, name: str, *, limit: int = 500) -> list[tuple[Any, int]]:
    """The values that a field has, with how often, the commonest first; to choose from in a filter."""
    record = record_type(kind)
    column = getattr(record, name)
    counted = (
        sa.select(column, sa.func.count()).where(column.is_not(None)).group_by(column)
        .order_by(sa.func.count().desc()).limit(limit)
    )  # fmt: skip
    return [(value, number) for value, number in session.execute(counted)]


def as_json(row: Row) -> dict[str, Any]:
    """A row as the command line prints it: field by field, references by uid, links by their titles."""
    fields = column_fields(row.kind)
    plain: dict[str, Any] = {"uid": row.uid}
    for name, value in row.values.items():
        if isinstance(value, Ref):
            plain[name] = value.uid
        elif isinstance(value, tuple) and value and isinstance(value[0], Ref):
            plain[name] = [ref.title for ref in value]
        else:
            plain[name] = to_json(fields[name], value)
    return plain


def _value_to_json(about: Field, value: Any) -> Any:
    return value if about.is_list else to_json(about, value)


def _value_from_json(about: Field, value: Any) -> Any:
    return value if about.is_list or value is None else from_json(about, value)


def _plain(
    session: Session, record: type[Record], found: Sequence[Record], columns: Iterable[str] | None
) -> list[Row]:
    fields = column_fields(record.about.name)
    names = [name for name in (fields if columns is None else columns) if name in fields]
    looked_up = {
        name: _refs(session, record, fields[name], found)
        for name in names
        if fields[name].kind in (Kind.REFERENCE, Kind.LINKED)
    }
    plain = []
    for item in found:
        values = {
            name: looked_up[name].get(item.uid, () if fields[name].kind is Kind.LINKED else None)
            if name in looked_up
            else _value(item, name)
            for name in names
        }
        plain.append(Row(item.id, record.about.name, item.uid, item.title, values))
    return plain


def _value(item: Record, name: str) -> Any:
    value = getattr(item, name)
    return f"{value.isoformat(timespec='seconds')}+00:00" if name in ("created", "modified") else value


def _refs(session: Session, record: type[Record], about: Field, found: Sequence[Record]) -> dict[str, Any]:
    """What a REFERENCE or LINKED field shows, by the uid of the record that shows it."""
    if about.kind is Kind.REFERENCE:
        by_uid = _titles_of(session, about.to, {getattr(item, about.name) for item in found})
        return {item.uid: by_uid.get(getattr(item, about.name)) for item in found}
    uids = [item.uid for item in found]
    shown: dict[str, tuple[Ref, ...]] = {}
    near, target = _link_query(record, about)
    for begin in range(0, len(uids), 500):
        chunk = uids[begin : begin + 500]
        query = (
            sa.select(near, target.uid, target.title)
            .select_from(_joined(about, target))
            .where(near.in_(chunk))
        )
        for owner, uid, title in session.execute(query.order_by(target.title_key)):
            shown[owner] = (*shown.get(owner, ()), Ref(about.to, uid, title))
    return shown


def _titles_of(session: Session, kind: str, uids: set[str | None]) -> dict[str | None, Ref]:
    record = RECORDS[kind]
    wanted = [uid for uid in uids if uid is not None]
    found: dict[str | None, Ref] = {}
    for begin in range(0, len(wanted), 500):
        chunk = sa.select(record.uid, record.title).where(record.uid.in_(wanted[begin : begin + 500]))
        found |= {uid: Ref(kind, uid, title) for uid, title in session.execute(chunk)}
    return found


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


def _link_query(record: type[Record], about: Field) -> tuple[Any, type[Record]]:
    near, _ = link_ends(record.about.name, about)
    return getattr(RECORDS[about.through], near), RECORDS[about.to]


def _joined(about: Field, target: Any) -> Any:
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
        near, target = _link_query(record, about)
        titles = sa.select(sa.func.aggregate_strings(target.title, "; ")).select_from(_joined(about, target))
        return titles.where(near == record.uid).correlate(record).scalar_subquery()
    if about.is_list:
        return sa.cast(getattr(record, about.name), sa.Text)
    return getattr(record, about.name)


def _order(session: Session, record: type[Record], view: View) -> list[Any]:
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


def _conditions(record: type[Record], view: View) -> list[Any]:
    fields = column_fields(view.kind)
    conditions = [_condition(record, fields[f.field], f) for f in view.filters if f.field in fields]
    if view.text.strip():
        conditions.append(record.uid.in_(search.matching(view.text)))
    return conditions


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
        near, target = _link_query(record, about)
        tied = sa.select(near).select_from(_joined(about, target)).where(target.uid.in_(values))
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
