"""What the columns, filters and orders of a view are to SQL."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from db import rules, search
from db.current_ties import holding
from db.fields import Field, Kind
from db.language import language
from db.local_days import begin_of, end_of
from db.names import fold
from db.records import RECORDS, Record, fields_of
from db.understanding import shown
from db.views import Filter, Op, Sort, View, column_fields

TEXTS = frozenset({Kind.TEXT, Kind.LONG_TEXT, Kind.LINK, Kind.REFERENCE, Kind.LINKED, Kind.COORDINATES})
"""Kinds that are sorted without regard to case, accents and script."""


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
        today = dt.date.today()
        return titles.where(near == record.uid, *holding(about, today)).correlate(record).scalar_subquery()
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


def conditions(
    session: Session, record: type[Record], view: View, within: frozenset[str] = frozenset()
) -> list[Any]:
    """What the records of a view have in common, as SQL.

    `within` are the uids of the records whose rules the view is part of: a rule that leads back to itself
    adds nothing.
    """
    fields = column_fields(view.kind)
    asked = [
        _condition(session, record, fields[f.field], f, within) for f in view.filters if f.field in fields
    ]
    found = search.listed(session, view.text, view.kind) if view.text.strip() else None
    if found is not None:
        asked.append(record.uid.in_(found))
    return asked


def fits(session: Session, record: type[Record], rule: str, within: frozenset[str] = frozenset()) -> Any:
    """Whether a record fits a rule, as SQL that is true or false and never NULL."""
    read = rules.read(rule)
    if read.view is None or not read.holds or read.view.kind != record.about.name:
        return sa.false()
    asked = conditions(session, record, read.view, within)
    # A rule that asks for nothing is no rule: not everybody is meant.
    return sa.func.coalesce(sa.and_(*asked), sa.false()) if asked else sa.false()


def _condition(
    session: Session, record: type[Record], about: Field, asked: Filter, within: frozenset[str]
) -> Any:
    match asked.op:
        case Op.EMPTY | Op.NOT_EMPTY:
            empty = _is_empty(session, record, about, within)
            return empty if asked.op is Op.EMPTY else sa.not_(empty)
        case Op.CONTAINS:
            return _contains(record, about, asked.values)
        case Op.BETWEEN | Op.NOT_BETWEEN:
            met = _between(record, about, asked.values)
        case Op.IS | Op.IS_NOT:
            met = _any_of(session, record, about, asked.values, within)
    if asked.op in (Op.IS, Op.BETWEEN):
        return met
    return sa.or_(_is_empty(session, record, about, within), sa.not_(met))


def _contains(record: type[Record], about: Field, values: Sequence[Any]) -> Any:
    words = fold(" ".join(str(value) for value in values)).split()
    folded = sa.func.fold(_expression(record, about))
    return sa.and_(sa.true(), *(sa.func.instr(folded, word) > 0 for word in words))


def _between(record: type[Record], about: Field, values: Sequence[Any]) -> Any:
    first, last = _bounds(about, values)
    expression = _expression(record, about)
    bounds = [] if first is None else [expression >= first]
    return sa.and_(sa.true(), *bounds, *([] if last is None else [expression <= last]))


def _any_of(
    session: Session, record: type[Record], about: Field, values: Sequence[Any], within: frozenset[str]
) -> Any:
    if about.kind is Kind.LINKED:
        near, target = link_query(record, about)
        tied = sa.select(near).select_from(joined(about, target))
        tied = tied.where(target.uid.in_(values), *holding(about, dt.date.today()))
        return sa.or_(record.uid.in_(tied), *_by_rule(session, record, about, values, within))
    column = getattr(record, about.name)
    if about.is_list:
        text = sa.cast(column, sa.Text)
        return sa.or_(sa.false(), *(sa.func.instr(text, f'"{value}"') > 0 for value in values))
    return column.in_(values)


def _by_rule(
    session: Session,
    record: type[Record],
    about: Field,
    uids: Sequence[str] | None,
    within: frozenset[str],
) -> list[Any]:
    """For each record that a LINKED field leads to and that has a rule: whether a record fits it."""
    name = rules.rule_field(about.to)
    if not name:
        return []
    target = RECORDS[about.to]
    rule = getattr(target, name)
    found = sa.select(target.uid, rule).where(rule.is_not(None))
    if uids is not None:
        found = found.where(target.uid.in_(uids))
    ruled = session.execute(found).all()
    return [fits(session, record, text, within | {uid}) for uid, text in ruled if uid not in within]


def _is_empty(session: Session, record: type[Record], about: Field, within: frozenset[str]) -> Any:
    if about.is_list:
        return getattr(record, about.name).is_(None)
    expression = _expression(record, about)
    if about.kind is Kind.LINKED:
        ruled = _by_rule(session, record, about, None, within)
        return sa.and_(expression.is_(None), *(sa.not_(each) for each in ruled))
    return sa.or_(expression.is_(None), expression == "") if about.kind in TEXTS else expression.is_(None)


def _bounds(about: Field, values: Sequence[Any]) -> tuple[Any, Any]:
    """The ends of a range as they are stored, such that "to 2018" includes 2018-09-26."""
    first, last = values
    if about.name in ("created", "modified"):
        return begin_of(first), end_of(last)
    partly = last is not None and about.kind in (Kind.PERIOD, Kind.MOMENT)
    return first, f"{last}\uffff" if partly else last
