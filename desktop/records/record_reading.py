"""What a form shows of a record, read in one go: the record itself and what it is tied to, as plain rows."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from sqlalchemy.orm import Session

from db import groups, queries
from db.current_ties import ENDED, is_over
from db.fields import Field, Kind
from db.queries import Ref, Row
from db.records import RECORDS, fields_of, kind_fields, record_type, references_to
from db.records.base import Role
from db.rules import rule_field

MOST = 200
"""How many records of one tie a form reads."""


@dataclass(frozen=True)
class Tie:
    """One way of being tied to a record: records of kind `kind` refer to it by their field `near`.

    `far` is, for a kind that ties two records together, the field that refers to the other one.
    """

    kind: str
    near: Field
    far: Field | None = None

    @property
    def key(self) -> str:
        """What tells this tie from all others of a kind of record."""
        return f"{self.kind}.{self.near.name}"

    @property
    def role(self) -> Role:
        """Where records of the tie's kind are met."""
        return record_type(self.kind).about.role

    @property
    def qualifier(self) -> Field | None:
        """What says what a tie means: a role out of a list, else a role or job title in words."""
        if self.far is None:
            return None
        fields = kind_fields(self.kind)
        choices = [each for each in fields.values() if each.kind is Kind.CHOICE]
        return next(iter(choices), fields.get("role") or fields.get("job_title"))


@dataclass(frozen=True)
class TiedRow:
    """A record that refers to the one in the form, and the other one that it leads to, where there is one."""

    row: Row
    other: Row | None = None
    by_rule: bool = False  # nobody tied it: a rule does
    is_over: bool = False  # they were tied, and are not any more


@dataclass(frozen=True)
class TiedList:
    """The records of one tie: how many there are, and the first of them."""

    tie: Tie
    count: int
    rows: tuple[TiedRow, ...]


@dataclass(frozen=True)
class Reading:
    """A record with what it is tied to; `row` is None when it is gone."""

    uid: str
    row: Row | None
    lists: tuple[TiedList, ...] = field(default=())


def ties_of(kind: str) -> list[Tie]:
    """All ways of being tied to a kind of record: those its lists have a column for come first."""
    through = [about.through for about in kind_fields(kind).values() if about.kind is Kind.LINKED]
    ties = [
        Tie(record.about.name, about, _far(record.about.name, about))
        for record, about in references_to(kind)
        if about.back
    ]
    ties.sort(key=lambda tie: through.index(tie.kind) if tie.kind in through else len(through))
    return ties


def touched_by(kind: str) -> frozenset[str]:
    """The kinds of record whose changes a form of this kind shows; all of them where it has a rule."""
    if rule_field(kind):
        return frozenset(RECORDS)
    direct = {about.to for about in kind_fields(kind).values() if about.to}
    tied = {tie.kind for tie in ties_of(kind)} | {tie.far.to for tie in ties_of(kind) if tie.far}
    behind = {about.to for name in tied for about in kind_fields(name).values() if about.to}
    return frozenset({kind} | direct | tied | behind)


def read_record(session: Session, kind: str, uid: str) -> Reading:
    """A record, and for each tie what refers to it."""
    row = queries.one(session, kind, uid)
    if row is None:
        return Reading(uid, None)
    found = {(each.kind, each.field.name): each for each in queries.related(session, kind, uid)}
    lists = []
    for tie in ties_of(kind):
        related = found[tie.kind, tie.near.name]
        listed = TiedList(tie, related.count, tuple(_tied(session, tie, related.rows)))
        lists.append(_in_time(_with_ties_by_rule(session, uid, listed)))
    return Reading(uid, _with_ties_of_today(row, lists), tuple(lists))


def _with_ties_of_today(row: Row, lists: Iterable[TiedList]) -> Row:
    """The row without, in its LINKED fields, the ties that have ended, such as a post of years ago."""
    values = dict(row.values)
    for listed in lists:
        far = listed.tie.far
        if far is None or ENDED not in kind_fields(listed.tie.kind):
            continue
        held = {each.row[far.name] for each in listed.rows if not each.is_over}
        for about in kind_fields(row.kind).values():
            if about.through == listed.tie.kind:
                values[about.name] = tuple(ref for ref in values[about.name] if ref in held)
    return replace(row, values=values)


def _in_time(listed: TiedList) -> TiedList:
    """A list of ties that begin and end with those of today first, each part with the newest first."""
    if listed.tie.far is None or ENDED not in kind_fields(listed.tie.kind):
        return listed
    today = dt.date.today()
    dated = [replace(each, is_over=is_over(each.row[ENDED], today)) for each in listed.rows]
    dated.sort(key=lambda each: (each.row[ENDED] or "9", each.row["started"] or ""), reverse=True)
    return replace(listed, rows=tuple(sorted(dated, key=lambda each: each.is_over)))


def _with_ties_by_rule(session: Session, uid: str, listed: TiedList) -> TiedList:
    """A list that rules have a part in, with what they add to it; of a group, all people by name."""
    tie = listed.tie
    if tie.far is None or tie.kind != "membership":
        return listed
    if rule_field(tie.far.to):
        rows = [(Ref(tie.far.to, each.uid, each.title), "") for each in groups.by_rule(session, uid)]
        found = [_by_rule(tie, ref, membership) for ref, membership in rows]
        return replace(listed, count=listed.count + len(found), rows=(*listed.rows, *found))
    count, people = groups.listed(session, uid, MOST)
    others = {row.uid: row for row in queries.rows_by_uid(session, tie.far.to, [each.uid for each in people])}
    found = [
        replace(_by_rule(tie, Ref(tie.far.to, each.uid, each.title), each.membership), other=others[each.uid])
        for each in people
    ]
    return TiedList(tie, count, tuple(found))


def _by_rule(tie: Tie, ref: Ref, membership: str) -> TiedRow:
    """What a list shows of a membership, and of one that is nowhere written down."""
    assert tie.far is not None
    blank = dict.fromkeys(kind_fields(tie.kind))
    row = Row(0, tie.kind, membership, "", {**blank, tie.far.name: ref})
    return TiedRow(row, by_rule=not membership)


def _tied(session: Session, tie: Tie, rows: Iterable[Row]) -> Iterable[TiedRow]:
    found = list(rows)
    if tie.role in (Role.LINK, Role.PART):
        # Lists read a kind's own columns; what a link leads to may stand in another.
        found = queries.rows(session, tie.kind, [row.id for row in found])
    if tie.far is None:
        return [TiedRow(row) for row in found]
    uids = [ref.uid for row in found if isinstance(ref := row[tie.far.name], Ref)]
    others = {row.uid: row for row in queries.rows_by_uid(session, tie.far.to, list(dict.fromkeys(uids)))}
    return [TiedRow(row, others.get(ref.uid) if (ref := row[tie.far.name]) else None) for row in found]


def _far(kind: str, near: Field) -> Field | None:
    if RECORDS[kind].about.role is not Role.LINK:
        return None
    fields = fields_of(RECORDS[kind]).values()
    return next(
        each for each in fields if each.kind is Kind.REFERENCE and each.owner and each.name != near.name
    )
