"""All that the store has about one person, gathered to be given to them (GDPR, Articles 15 and 20)."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from db.encoding import from_json, to_json
from db.errors import WorldError
from db.fields import Field
from db.journal import Batch, Change
from db.language import language, tr
from db.personal import departures
from db.personal.departures import Left
from db.personal.traces import KIND, TWINS, named_by, references, traces
from db.queries import Ref, Row, one, related
from db.records import RECORDS, kind_fields, record_type
from db.understanding import shown

MOST = 1_000_000


@dataclass(frozen=True)
class Said:
    """One field: its name in the store, its label, its value as JSON has it and as a person reads it."""

    name: str
    label: str
    value: Any
    text: str


@dataclass(frozen=True)
class Related:
    """Records that are about the person, under their heading, each with its uid and what it says."""

    kind: str
    heading: str
    records: tuple[tuple[str, tuple[Said, ...]], ...]


@dataclass(frozen=True)
class Past:
    """One change of a field in the past; `at` is in UTC, `what` names the record that it was made on."""

    at: dt.datetime
    kind: str
    uid: str
    field: str
    label: str
    old: tuple[Any, str]
    new: tuple[Any, str]


@dataclass(frozen=True)
class PersonsData:
    """Everything about one contact."""

    uid: str
    name: str
    fields: tuple[Said, ...]
    related: tuple[Related, ...]
    history: tuple[Past, ...]
    left: tuple[Left, ...]


def gather(session: Session, uid: str) -> PersonsData:
    """Everything about the contact `uid`. Raises WorldError where there is none."""
    row = one(session, KIND, uid)
    if row is None:
        raise WorldError(tr("There is no {kind} with the uid “{uid}”.", kind=KIND, uid=uid))
    lists = [
        Related(
            each.kind,
            tr(each.field.back),
            tuple((of.uid, tuple(_said(_whole(session, of)))) for of in each.rows),
        )
        for each in related(session, KIND, uid, limit=MOST)
        if each.rows
    ]
    return PersonsData(
        uid,
        row.title,
        tuple(_said(row)),
        tuple(lists),
        tuple(_history(session, uid)),
        tuple(departures.of(session, uid)),
    )


def _whole(session: Session, row: Row) -> Row:
    return one(session, row.kind, row.uid) or row


def _said(row: Row) -> Iterator[Said]:
    """What a record says, field by field; what is empty is left out."""
    for name, about in kind_fields(row.kind).items():
        value = row.values.get(name)
        if value in (None, (), ""):
            continue
        yield Said(name, about.label, _plain(about, value), _text(about, value))


def _plain(about: Field, value: Any) -> Any:
    if isinstance(value, Ref):
        return {"kind": value.kind, "uid": value.uid, "title": value.title}
    if isinstance(value, tuple) and value and isinstance(value[0], Ref):
        return [_plain(about, each) for each in value]
    return to_json(about, value)


def _text(about: Field, value: Any) -> str:
    if isinstance(value, Ref):
        return value.title
    if isinstance(value, tuple) and value and isinstance(value[0], Ref):
        return ", ".join(each.title for each in value)
    return shown(about, value, language())


def _history(session: Session, uid: str) -> Iterator[Past]:
    """Every value that the person's records had, the latest change first, and that others named her."""
    found = traces(session, uid)
    own = [each for kind, uids in found.own.items() if kind not in TWINS for each in sorted(uids)]
    query = sa.select(Batch.at, Change).join(Change, Change.batch == Batch.id).order_by(Change.id.desc())
    for at, change in session.execute(query.where(Change.batch.in_(found.batches))):
        if change.uid in own:
            yield from _pasts(at, change, change.fields)
        elif change.kind not in TWINS and named_by(change.kind, change.fields, found.uids):
            names = references(change.kind)
            yield from _pasts(
                at, change, {name: each for name, each in change.fields.items() if name in names}
            )


def _pasts(at: dt.datetime, change: Change, fields: Mapping[str, list[Any]]) -> Iterator[Past]:
    known = kind_fields(change.kind) if change.kind in RECORDS else {}
    for name, (old, new) in fields.items():
        about = known.get(name)
        label = about.label if about is not None else name
        yield Past(
            at, change.kind, change.uid, name, label, (old, _as_text(about, old)), (new, _as_text(about, new))
        )


def _as_text(about: Field | None, value: Any) -> str:
    if value is None or about is None or about.to:
        return "" if value is None else str(value)
    return shown(about, from_json(about, value), language())


def heading_of(kind: str) -> str:
    """What a kind of record is called, such as "Post"."""
    return record_type(kind).about.words.singular
