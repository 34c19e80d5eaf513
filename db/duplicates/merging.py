"""Merging: one record keeps what several said, and everything that led to the others leads to it."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from db.duplicates.finding import kind_of
from db.errors import WorldError
from db.fields import Field, Kind
from db.language import tr
from db.records import RECORDS, Record, references_to
from db.records.base import Role
from db.records.group import Group
from db.records.twins import Merged, NotSame
from db.values import Reach
from db.writer import CHUNK, Writer, stored_fields

KEPT_ONCE_SAID = frozenset({"opt_out"})
"""Fields that are yes once one record says yes: who opted out anywhere has opted out."""

_NOTE = "note"
_MAIN = "is_primary"


def merge(
    writer: Writer, kind: str, keep: str, gone: Iterable[str], values: Mapping[str, Any] | None = None
) -> None:
    """Merge the records `gone` (uids) into the record `keep`, all in the batch of `writer`.

    `values` are what a person chose, by field; for other fields see `merged_values`. Links and references
    lead to `keep` from now on, those that would be there twice are dropped, the records are deleted, and it
    is remembered where each went. Raises WorldError when one of the records is gone already.
    """
    name = kind_of(kind)
    others = [uid for uid in dict.fromkeys(gone) if uid != keep]
    if not others:
        return
    chosen = {**merged_values(writer.session, name, [keep, *others]), **(values or {})}
    writer.update(name, keep, chosen)
    for record, about in references_to(name):
        _lead(writer, record, about, keep, others)
    _keep_rules(writer, keep, others)
    _keep_told_apart(writer, name, keep, others)
    writer.delete(name, others)
    for merged in writer.session.scalars(sa.select(Merged).where(Merged.now.in_(others))).all():
        writer.update("merged", merged.uid, {"now": keep})
    for uid in others:
        writer.create("merged", {"kind": name, "old": uid, "now": keep})


def merged_values(session: Session, kind: str, uids: Sequence[str]) -> dict[str, Any]:
    """What the record that several are merged into says unless a person chooses otherwise, by field.

    The first of `uids` is the one that is kept. Its own values stand; the others fill in what it lacks;
    phones, addresses, languages and links are those of all; notes are joined. Raises WorldError when one is
    gone.
    """
    name = kind_of(kind)
    record = RECORDS[name]
    found = {each.uid: each for each in session.scalars(sa.select(record).where(record.uid.in_(uids)))}
    if len(found) != len(set(uids)):
        raise WorldError(tr("One of the records to merge is gone. Look at the list again."))
    rows = [found[uid] for uid in uids]
    values: dict[str, Any] = {}
    for field, about in stored_fields(record).items():
        said = [each for row in rows if (each := getattr(row, field)) not in (None, ())]
        values[field] = _joined(about, said)
        if (
            about.kind is Kind.REFERENCE
            and about.to == name
            and _is_below(session, about, values[field], uids)
        ):
            values[field] = None
    return values


def _joined(about: Field, said: list[Any]) -> Any:
    """The value of a field in which several records say something, the kept one first."""
    if not said:
        return about.empty
    if about.kind in (Kind.PHONES, Kind.EMAILS):
        return _reaches([reach for value in said for reach in value])
    if about.is_list:
        return tuple(dict.fromkeys(each for value in said for each in value))
    if about.name == _NOTE:
        return _notes(said)
    if about.name in KEPT_ONCE_SAID:
        return any(said)
    return said[0]


def _reaches(reaches: Iterable[Reach]) -> tuple[Reach, ...]:
    """Each number or address once, with the type that anybody gave it; the first preferred one stays so."""
    kept: dict[str, Reach] = {}
    for reach in reaches:
        key = reach.normal or reach.value.casefold()
        known = kept.get(key)
        preferred = reach.preferred and not any(each.preferred for each in kept.values())
        if known is None:
            kept[key] = Reach(reach.value, reach.type, preferred, reach.normal)
        elif not known.type and reach.type:
            kept[key] = Reach(known.value, reach.type, known.preferred, known.normal)
    return tuple(kept.values())


def _notes(notes: Iterable[str]) -> str:
    """Notes below each other; one that another one has in it already is left out."""
    joined = ""
    for note in notes:
        if joined in note:
            joined = note
        elif note not in joined:
            joined = f"{joined}\n\n{note}"
    return joined


def _is_below(session: Session, about: Field, uid: str | None, uids: Sequence[str]) -> bool:
    """Whether a record is one of `uids` or, by what it refers to, below one of them."""
    record = RECORDS[about.to]
    seen: set[str] = set()
    while uid and uid not in seen:
        if uid in uids:
            return True
        seen.add(uid)
        uid = session.scalar(sa.select(getattr(record, about.name)).where(record.uid == uid))
    return False


def _lead(writer: Writer, record: type[Record], about: Field, keep: str, gone: Sequence[str]) -> None:
    """Lead what refers to the records that go to the one that stays."""
    name, column = record.about.name, getattr(record, about.name)
    own = {keep, *gone} if about.to == name else set()
    for begin in range(0, len(gone), CHUNK):
        query = sa.select(record).where(column.in_(gone[begin : begin + CHUNK]), record.uid.not_in(own))
        moved = writer.session.scalars(query).all()
        writer.load(name, [row.uid for row in moved])
        for row in moved:
            writer.update(name, row.uid, {about.name: keep})
        if about.owner and record.about.role in (Role.LINK, Role.PART):
            _drop_doubles(writer, record, about, keep, {row.uid for row in moved})


def _drop_doubles(writer: Writer, record: type[Record], about: Field, keep: str, moved: set[str]) -> None:
    """Delete the links that say no more than another one says, and leave one main post."""
    if not moved:
        return
    fields = [field for field in stored_fields(record).values() if field.name != _MAIN]
    ends = [field.name for field in fields if field.kind is Kind.REFERENCE]
    rows = writer.session.scalars(sa.select(record).where(getattr(record, about.name) == keep)).all()
    kept: dict[tuple[Any, ...], list[Record]] = {}
    doubles: list[Record] = []
    for row in sorted(rows, key=lambda row: row.uid in moved):
        beside = kept.setdefault(tuple(getattr(row, end) for end in ends), [])
        if row.uid in moved:
            if any(_says_no_more(fields, row, other) for other in beside):
                doubles.append(row)
                continue
            less = [other for other in beside if _says_no_more(fields, other, row)]
            doubles += less
            beside[:] = [other for other in beside if other not in less]
        beside.append(row)
    if about.to == "contact" and _MAIN in stored_fields(record):
        _leave_one_main(writer, [row for beside in kept.values() for row in beside], doubles)
    writer.delete(record.about.name, [row.uid for row in doubles])


def _leave_one_main(writer: Writer, posts: Sequence[Record], dropped: Sequence[Record]) -> None:
    """Of several main posts the first stays the main one; where the only one is dropped, its like is."""
    mains = [post for post in posts if getattr(post, _MAIN)]
    for post in mains[1:]:
        writer.update("post", post.uid, {_MAIN: None})
    lost = next((post for post in dropped if getattr(post, _MAIN)), None)
    if lost is not None and not mains:
        ends = ("contact", "partner")
        like = next(post for post in posts if all(getattr(post, e) == getattr(lost, e) for e in ends))
        writer.update("post", like.uid, {_MAIN: True})


def _says_no_more(fields: Sequence[Field], row: Record, other: Record) -> bool:
    """Whether all that a link says is said by another one."""
    return all(
        (value := getattr(row, field.name)) in (None, (), False) or value == getattr(other, field.name)
        for field in fields
    )


def _keep_rules(writer: Writer, keep: str, gone: Sequence[str]) -> None:
    """Let the rules of groups that name a record that goes name the one that stays."""
    for group in writer.session.scalars(sa.select(Group).where(Group.rule.is_not(None))).all():
        rule = group.rule or ""
        for uid in gone:
            rule = rule.replace(uid, keep)
        writer.update("group", group.uid, {"rule": rule})


def _keep_told_apart(writer: Writer, kind: str, keep: str, gone: Sequence[str]) -> None:
    """Let what was not the same as a record that goes be not the same as the one that stays."""
    involved = sa.or_(NotSame.a.in_(gone), NotSame.b.in_(gone), NotSame.a == keep, NotSame.b == keep)
    pairs = writer.session.scalars(sa.select(NotSame).where(NotSame.kind == kind, involved)).all()
    known: set[tuple[str, str]] = set()
    ordered = sorted(pairs, key=lambda pair: pair.a in gone or pair.b in gone)
    for pair in ordered:
        a, b = sorted(keep if uid in gone else uid for uid in (pair.a or "", pair.b or ""))
        if a == b or (a, b) in known:
            writer.delete("not_same", [pair.uid])
        else:
            writer.update("not_same", pair.uid, {"a": a, "b": b})
            known.add((a, b))
