"""Listing, counting, and one record with what it is tied to: plain rows out.

A list is a list of ids, eight bytes a row, in the order asked for; the rows themselves are read as they
come into sight. So a table over a million records opens as fast as one over a hundred.
"""

import datetime as dt
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from db import rules, search
from db.conditions import conditions, fits, joined, link_ends, link_query, order
from db.current_ties import holding
from db.encoding import to_json
from db.fields import Field, Kind
from db.records import RECORDS, Record, record_type, references_to
from db.views import DERIVED, TITLE, Filter, Op, Sort, View, column_fields


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


def list_ids(session: Session, view: View) -> "array[int]":
    """The ids of the records of a view, in its order."""
    record = record_type(view.kind)
    query = (
        sa.select(record.id).where(*conditions(session, record, view)).order_by(*order(session, record, view))
    )
    # Without the ORM, which would spend as long again on a hundred thousand numbers.
    return array("q", session.connection().execute(query).scalars())


def count(session: Session, view: View) -> int:
    """How many records a view has."""
    record = record_type(view.kind)
    counted = sa.select(sa.func.count()).select_from(record).where(*conditions(session, record, view))
    return session.scalar(counted) or 0


def rows(
    session: Session,
    kind: str,
    ids: Sequence[int],
    columns: Iterable[str] | None = None,
    *,
    as_of_today: bool = False,
) -> list[Row]:
    """The records with these ids, in the order given, with the columns asked for (all unless given).

    LINKED fields have every tie that is written down. With `as_of_today` they have what filters go by: no
    ties that have ended, and what a record is tied to by a rule.
    """
    record = record_type(kind)
    found: dict[int, Record] = {}
    for begin in range(0, len(ids), 500):
        chunk = ids[begin : begin + 500]
        found |= {r.id: r for r in session.scalars(sa.select(record).where(record.id.in_(chunk)))}
    present = [found[number] for number in ids if number in found]
    return _plain(session, record, present, columns, as_of_today)


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


def _plain(
    session: Session,
    record: type[Record],
    found: Sequence[Record],
    columns: Iterable[str] | None,
    as_of_today: bool,
) -> list[Row]:
    fields = column_fields(record.about.name)
    names = [name for name in (fields if columns is None else columns) if name in fields]
    looked_up = {
        name: _refs(session, record, fields[name], found, as_of_today)
        for name in names
        if fields[name].kind in (Kind.REFERENCE, Kind.LINKED)
    }
    plain = []
    for item in found:
        values = {
            name: looked_up[name].get(item.uid, () if fields[name].kind is Kind.LINKED else None)
            if name in looked_up
            else _value(session, item, fields[name])
            for name in names
        }
        plain.append(Row(item.id, record.about.name, item.uid, item.title, values))
    return plain


def _value(session: Session, item: Record, about: Field) -> Any:
    value = getattr(item, about.name)
    if about.kind is Kind.RULE and value:
        return rules.renewed(session, value)
    return f"{value.isoformat(timespec='seconds')}+00:00" if about.name in ("created", "modified") else value


def _refs(
    session: Session, record: type[Record], about: Field, found: Sequence[Record], as_of_today: bool
) -> dict[str, Any]:
    """What a REFERENCE or LINKED field shows, by the uid of the record that shows it."""
    if about.kind is Kind.REFERENCE:
        by_uid = _titles_of(session, about.to, {getattr(item, about.name) for item in found})
        return {item.uid: by_uid.get(getattr(item, about.name)) for item in found}
    uids = [item.uid for item in found]
    shown: dict[str, tuple[Ref, ...]] = {}
    near, target = link_query(record, about)
    held = holding(about, dt.date.today()) if as_of_today else []
    for begin in range(0, len(uids), 500):
        chunk = uids[begin : begin + 500]
        query = (
            sa.select(near, target.uid, target.title)
            .select_from(joined(about, target))
            .where(near.in_(chunk), *held)
        )
        for owner, uid, title in session.execute(query.order_by(target.title_key)):
            shown[owner] = (*shown.get(owner, ()), Ref(about.to, uid, title))
        for owner, ref in _by_rule(session, record, about, chunk) if as_of_today else ():
            if ref not in shown.get(owner, ()):
                shown[owner] = (*shown.get(owner, ()), ref)
    return shown


def _by_rule(
    session: Session, record: type[Record], about: Field, uids: Sequence[str]
) -> Iterator[tuple[str, Ref]]:
    """Which of these records fit the rule of which record that a LINKED field leads to."""
    name = rules.rule_field(about.to)
    if not name:
        return
    target = RECORDS[about.to]
    rule = getattr(target, name)
    ruled = sa.select(target.uid, target.title, rule).where(rule.is_not(None)).order_by(target.title_key)
    for uid, title, text in session.execute(ruled).all():
        fitting = sa.select(record.uid).where(
            record.uid.in_(uids), fits(session, record, text, frozenset({uid}))
        )
        for owner in session.scalars(fitting):
            yield owner, Ref(about.to, uid, title)


def _titles_of(session: Session, kind: str, uids: set[str | None]) -> dict[str | None, Ref]:
    record = RECORDS[kind]
    wanted = [uid for uid in uids if uid is not None]
    found: dict[str | None, Ref] = {}
    for begin in range(0, len(wanted), 500):
        chunk = sa.select(record.uid, record.title).where(record.uid.in_(wanted[begin : begin + 500]))
        found |= {uid: Ref(kind, uid, title) for uid, title in session.execute(chunk)}
    return found


__all__ = [
    "DERIVED", "TITLE", "Filter", "Op", "Ref", "Related", "Row", "Sort", "View", "as_json", "column_fields",
    "count", "id_of", "link_ends", "list_ids", "one", "related", "rows", "rows_by_uid", "titles", "uids_of",
    "values_in_use",
]  # fmt: skip
