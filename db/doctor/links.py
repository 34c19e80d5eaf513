"""Whether every tie between records leads somewhere."""

from collections.abc import Iterator

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from db.doctor.findings import Finding, Severity
from db.fields import Kind
from db.language import tr
from db.records import RECORDS, Role
from db.records.twins import Merged, NotSame
from db.writer import stored_fields

NAMED = 100
"""How many records of one field are named at most."""


def examine_links(session: Session) -> Iterator[Finding]:
    """References that lead nowhere, parts that belong to nothing, remembered merges that name no record."""
    for kind, record in RECORDS.items():
        for name, about in stored_fields(record).items():
            if about.kind is not Kind.REFERENCE:
                continue
            column, target = getattr(record, name), aliased(RECORDS[about.to])
            lost = column.is_not(None) & ~sa.exists().where(target.uid == column)
            for title, uid in session.execute(sa.select(record.title, record.uid).where(lost).limit(NAMED)):
                sentence = tr(
                    "{kind} “{title}”: {field} leads to a record that is not there.",
                    kind=record.about.words.singular,
                    title=title or uid,
                    field=about.label,
                )
                yield Finding("links", Severity.ERROR, sentence)
        if record.about.role in (Role.PART, Role.LINK):
            yield from _without_owner(session, kind)
    yield from _memories(session)


def _without_owner(session: Session, kind: str) -> Iterator[Finding]:
    record = RECORDS[kind]
    owners = [getattr(record, name) for name, about in stored_fields(record).items() if about.owner]
    if not owners:
        return
    empty = sa.and_(*(column.is_(None) for column in owners))
    for title, uid in session.execute(sa.select(record.title, record.uid).where(empty).limit(NAMED)):
        named = title or uid
        sentence = tr("{kind} “{title}” belongs to nothing.", kind=record.about.words.singular, title=named)
        yield Finding("links", Severity.WARNING, sentence)


def _memories(session: Session) -> Iterator[Finding]:
    """What is remembered of twins must name a kind and two records."""
    for record, columns in ((Merged, (Merged.old, Merged.now)), (NotSame, (NotSame.a, NotSame.b))):
        nothing = sa.or_(record.kind.not_in(list(RECORDS)), *(column.is_(None) for column in columns))
        for uid in session.scalars(sa.select(record.uid).where(nothing).limit(NAMED)):
            sentence = tr("{kind} {uid} names no records.", kind=record.about.words.singular, uid=uid)
            yield Finding("links", Severity.WARNING, sentence)
