"""Where the store still knows of a person: her records, those merged into her, her rows in the journal."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from db.fields import Kind
from db.journal import Batch, Change
from db.records import RECORDS, fields_of, references_to
from db.records.contact import Contact
from db.records.twins import Merged, NotSame

KIND = "contact"

TWINS: dict[str, tuple[str, ...]] = {"merged": ("old", "now"), "not_same": ("a", "b")}
"""The fields of what is remembered of twins that name records, by kind."""

_MOST_NAMES = 400
_NAME_FIELDS = (
    ("family_name", "given_name", "patronymic"),
    ("family_name_alt", "given_name_alt", "patronymic_alt"),
)


@dataclass(frozen=True)
class Traces:
    """All that the store has of a person: by kind of record the uids, there or gone, that are hers alone.

    `uids` are those of the contact, of what was merged into it and of deleted contacts with an e-mail that
    is hers alone; `batches` are the batches of the journal
    that did something to her; `names` is what she was ever called, the longest first.
    """

    uids: frozenset[str]
    own: dict[str, frozenset[str]]
    batches: frozenset[int]
    undone_merges: frozenset[int]
    names: tuple[str, ...]
    reaches: frozenset[str]


def everyone(session: Session, uid: str) -> frozenset[str]:
    """The uids of a contact: its own, and those of all contacts that were merged into it."""
    known: set[str] = set()
    new = {uid}
    while new:
        known |= new
        found = session.scalars(sa.select(Merged.old).where(Merged.now.in_(new)))
        new = {old for old in found if old} - known
    return frozenset(known)


def traces(session: Session, uid: str) -> Traces:
    """All that the store, its journal included, has of the contact `uid`."""
    uids = everyone(session, uid)
    uids |= deleted_alike(session, uids)
    mentions = list(mentioning(session, uids))
    own: dict[str, set[str]] = {KIND: set(uids)}
    for kind, found in _owned(session, uids, mentions):
        own.setdefault(kind, set()).add(found)
    every = frozenset(one for found in own.values() for one in found)
    about_her = list(_rows(session, Change.uid, every))
    undone = _undone_merges(session, mentions)
    touched = {change.batch for change in (*about_her, *mentions)}
    said = list(_values(session, uids, about_her))
    return Traces(
        uids,
        {kind: frozenset(found) for kind, found in own.items()},
        frozenset(touched | undone),
        frozenset(undone),
        _names(said),
        _reaches(session, uids, said),
    )


def deleted_alike(session: Session, uids: frozenset[str]) -> frozenset[str]:
    """The uids of deleted contacts with an e-mail that, of those who are there, the person alone has.

    Such are left when somebody was entered twice or an import was taken back: nobody sees them any more, and
    the journal has all that they held. A phone may be a switchboard's, so it says nothing.
    """
    said = _values(session, uids, _rows(session, Change.uid, uids))
    emails = sorted(reach for reach in _reaches(session, uids, said) if "@" in reach)
    if not emails:
        return frozenset()
    text = sa.func.lower(sa.cast(Change.fields, sa.Text))
    holds = sa.or_(*(text.contains(f'"{email}"', autoescape=True) for email in emails))
    deleted = sa.select(Change.uid).where(Change.kind == KIND, Change.operation == "delete", holds)
    found = set(session.scalars(deleted.where(Change.uid.not_in(uids))))
    there = session.scalars(sa.select(Contact.uid).where(Contact.uid.in_(found)))
    return frozenset(found - set(there))


def mentioning(session: Session, uids: Iterable[str]) -> Iterator[Change]:
    """The rows of the journal that are about one of these records, or name one in a field."""
    text = sa.cast(Change.fields, sa.Text)
    named = [sa.or_(Change.uid == uid, text.contains(uid, autoescape=True)) for uid in sorted(uids)]
    yield from session.scalars(sa.select(Change).where(sa.or_(*named)).order_by(Change.id))


def named_by(kind: str, fields: dict[str, list[Any]], uids: frozenset[str]) -> bool:
    """Whether a reference of a record of `kind`, before or after a change, leads to one of `uids`."""
    names = references(kind)
    return any(uid in uids for name in names if name in fields for uid in fields[name])


def references(kind: str) -> tuple[str, ...]:
    """The fields of a kind of record that may name a contact."""
    if kind in TWINS:
        return TWINS[kind]
    record = RECORDS.get(kind)
    if record is None:
        return ()
    every = fields_of(record).values()
    return tuple(about.name for about in every if about.kind is Kind.REFERENCE and about.to == KIND)


def _owned(session: Session, uids: frozenset[str], mentions: Sequence[Change]) -> Iterator[tuple[str, str]]:
    """What belongs to the person and goes with her, by kind and uid: there now, or deleted before."""
    for record, about in references_to(KIND):
        if about.owner:
            yield from _belonging(session, record.about.name, getattr(record, about.name), uids, mentions)
    for twin in (Merged, NotSame):
        name = twin.about.name
        columns = [getattr(twin, field) for field in TWINS[name]]
        there = sa.select(twin.uid).where(sa.or_(*(column.in_(uids) for column in columns)))
        yield from ((name, found) for found in session.scalars(there))
        yield from ((name, c.uid) for c in mentions if c.kind == name and named_by(name, c.fields, uids))


def _belonging(
    session: Session, kind: str, column: Any, uids: frozenset[str], mentions: Sequence[Change]
) -> Iterator[tuple[str, str]]:
    record = RECORDS[kind]
    there = session.scalars(sa.select(record.uid).where(column.in_(uids))).all()
    yield from ((kind, found) for found in there)
    once = {c.uid for c in mentions if c.kind == kind and named_by(kind, c.fields, uids)} - set(there)
    # What has been given to somebody else since is that person's.
    others = set(session.scalars(sa.select(record.uid).where(record.uid.in_(once))))
    yield from ((kind, found) for found in once - others)


def _undone_merges(session: Session, mentions: Sequence[Change]) -> set[int]:
    """The batches that merged the person with somebody and were taken back, with those that took them back.

    Done and undone, they come to nothing; but the other's history has her values in it.
    """
    merges = {change.batch for change in mentions if change.kind == "merged"}
    taken_back = sa.select(Batch.id).where(Batch.id.in_(merges), Batch.undoes.is_(None), Batch.undone)
    undone = set(session.scalars(taken_back))
    return undone | set(session.scalars(sa.select(Batch.id).where(Batch.undoes.in_(undone))))


def _rows(session: Session, column: Any, values: Iterable[Any]) -> Iterator[Change]:
    yield from session.scalars(sa.select(Change).where(column.in_(sorted(values))))


def _values(session: Session, uids: frozenset[str], about_her: Iterable[Change]) -> Iterator[tuple[str, Any]]:
    """Every value of the contact, as JSON, that stands or ever stood, with the name of its field."""
    for change in about_her:
        if change.kind == KIND:
            for name, both in change.fields.items():
                yield from ((name, value) for value in both if value)
    fields = [name for names in _NAME_FIELDS for name in names]
    for contact in session.scalars(sa.select(Contact).where(Contact.uid.in_(uids))):
        yield from ((name, value) for name in fields if (value := getattr(contact, name)))
        yield from (("reaches", [reach.to_json()]) for reach in (*contact.emails, *contact.phones))


def _names(said: Iterable[tuple[str, Any]]) -> tuple[str, ...]:
    """What the contact was ever called as a title: family, given and patronymic name, in each script."""
    had: dict[str, dict[str, None]] = {name: {} for names in _NAME_FIELDS for name in names}
    for field, value in said:
        if field in had:
            had[field][str(value)] = None
    made: dict[str, None] = {}
    for names in _NAME_FIELDS:
        for parts in product(*([*had[name], ""] for name in names)):
            made[" ".join(filter(None, parts))] = None
            made[" ".join(filter(None, (*parts[1:], parts[0])))] = None
            if len(made) > _MOST_NAMES:
                break
    return tuple(sorted(filter(None, made), key=lambda name: (-len(name), name)))


def _reaches(session: Session, uids: frozenset[str], said: Iterable[tuple[str, Any]]) -> frozenset[str]:
    """The normal forms of the person's e-mails and phones that nobody else has."""
    found = {
        str(reach.get("normal") or "").casefold()
        for field, value in said
        if field in ("emails", "phones", "reaches")
        for reach in value
    } - {""}
    return frozenset(reach for reach in found if not _is_shared(session, uids, reach))


def _is_shared(session: Session, uids: frozenset[str], reach: str) -> bool:
    texts = [sa.func.lower(sa.cast(column, sa.Text)) for column in (Contact.emails, Contact.phones)]
    holds = sa.or_(*(text.contains(f'"{reach}"', autoescape=True) for text in texts))
    return session.scalar(sa.select(Contact.id).where(Contact.uid.not_in(uids), holds).limit(1)) is not None
