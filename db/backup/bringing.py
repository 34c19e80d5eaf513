"""Single records of a backup: beside how they are now, and brought back into the store.

A record that is gone comes back under its uid, with its parts and with the ties whose other end is there;
of one that is different the fields that were chosen. It is one batch, and undo takes it back. Who was erased
for good does not come back.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from db.fields import Field, Kind
from db.language import tr
from db.personal.ledger import Erasure
from db.queries import Row, one
from db.records import RECORDS, Record, references_to
from db.records.base import Role
from db.records.twins import Merged
from db.writer import Writer, stored_fields


@dataclass(frozen=True)
class Beside:
    """One record in a backup and in the store; `now` is None where it is gone.

    `differing` are the stored fields that differ. `missing` are parts and ties that the backup has and the
    store has not, as (kind, uid). `erased` says that it must not come back, `merged` into which record it
    was merged since.
    """

    then: Row
    now: Row | None
    differing: tuple[str, ...]
    missing: tuple[tuple[str, str], ...]
    erased: bool
    merged: str


@dataclass(frozen=True)
class Wish:
    """One record to bring back. `fields` are those to take over; None for all of them, and for its ties."""

    kind: str
    uid: str
    fields: tuple[str, ...] | None = None
    ties: tuple[tuple[str, str], ...] | None = None


@dataclass
class Outcome:
    """What came back: records made anew, records changed, and in `remarks` what did not, in words."""

    created: int = 0
    updated: int = 0
    ties: int = 0
    remarks: list[str] = field(default_factory=list)


def beside(then: Session, now: Session, kind: str, uid: str) -> Beside | None:
    """A record of a backup and what it is now; None where the backup does not have it."""
    before = one(then, kind, uid)
    if before is None:
        return None
    after = one(now, kind, uid)
    old, new = _found(then, kind, uid), _found(now, kind, uid)
    fields = stored_fields(RECORDS[kind])
    differing = tuple(
        name for name in fields if old is not None and new is not None and _differ(old, new, fields[name])
    )
    missing = tuple(
        (part.about.name, part.uid) for part, _ in _parts(then, kind, uid) if not _is_there(now, part)
    )
    title = now.scalar(
        sa.select(RECORDS[kind].title).join(Merged, Merged.now == RECORDS[kind].uid).where(Merged.old == uid)
    )
    return Beside(before, after, differing, missing, _is_erased(now, uid), title or "")


def bring_back(writer: Writer, then: Session, wishes: Sequence[Wish]) -> Outcome:
    """Bring records of a backup back within one batch of the present store.

    A reference whose record is gone stays empty and is named in the outcome, as is everything else that
    could not come back.
    """
    return _Bringing(writer, then).bring(wishes)


class _Bringing:
    """One batch in the making."""

    def __init__(self, writer: Writer, then: Session) -> None:
        self._writer = writer
        self._then = then
        self._made: set[str] = set()
        self._wished: set[str] = set()
        self._outcome = Outcome()

    def bring(self, wishes: Sequence[Wish]) -> Outcome:
        self._wished = {wish.uid for wish in wishes if not _is_erased(self._now, wish.uid)}
        allowed = [wish for wish in wishes if self._allows(wish)]
        for wish in allowed:
            self._bring_record(wish)
        self._now.flush()
        # Ties come last: both of their ends may be among what was wished for.
        for wish in allowed:
            self._bring_ties(wish)
            if wish.uid in self._made:
                self._bring_references(wish)
        return self._outcome

    @property
    def _now(self) -> Session:
        return self._writer.session

    def _allows(self, wish: Wish) -> bool:
        title = self._title(self._then, wish.kind, wish.uid)
        if title is None:
            return False
        if wish.uid not in self._wished:
            self._say(
                tr("{title} was erased for good and does not come back.", title=title or tr("(no name)"))
            )
            return False
        return True

    def _bring_record(self, wish: Wish) -> None:
        old = _found(self._then, wish.kind, wish.uid)
        assert old is not None  # it was allowed, so the backup has it
        fields = stored_fields(RECORDS[wish.kind])
        names = fields if wish.fields is None else wish.fields
        if _found(self._now, wish.kind, wish.uid) is None:
            self._create(old)
        elif names:
            values = self._values(old, [fields[name] for name in names])
            self._outcome.updated += self._writer.update(wish.kind, wish.uid, values)

    def _create(self, old: Record) -> None:
        kind = old.about.name
        values = self._values(old, stored_fields(type(old)).values())
        self._writer.create(kind, values, uid=old.uid)
        self._made.add(old.uid)
        self._outcome.created += 1
        merges = self._now.execute(sa.select(Merged.uid, Merged.now).where(Merged.old == old.uid)).all()
        for uid, now in merges:
            title = self._title(self._now, kind, now or "") or tr("(no name)")
            self._say(tr("{title} had been merged into {other}, which stays.", title=old.title, other=title))
            self._writer.delete("merged", [uid])

    def _values(self, old: Record, fields: Iterable[Field]) -> dict[str, Any]:
        """The values of a record of the backup; references to what is gone stay empty, and that is said."""
        values = {about.name: getattr(old, about.name) for about in fields}
        for name, about in stored_fields(type(old)).items():
            uid = values.get(name)
            if about.kind is Kind.REFERENCE and uid and not self._is_coming(about.to, uid):
                values[name] = None
                gone = self._title(self._then, about.to, uid) or tr("a record that is gone")
                self._say(tr("{title}: {field} stays empty, as {gone} is not there now.",
                             title=old.title, field=about.label, gone=gone))  # fmt: skip
        return values

    def _bring_ties(self, wish: Wish) -> None:
        for part, near in _parts(self._then, wish.kind, wish.uid):
            chosen = wish.ties is None or (part.about.name, part.uid) in wish.ties
            if not chosen or part.uid in self._made or _is_there(self._now, part):
                continue
            far = self._missing_end(part, near)
            if far is not None:
                words = part.about.words.singular
                self._say(tr("{title}: {tie} with {gone} does not come back, as that is not there now.",
                             title=self._title(self._then, wish.kind, wish.uid), tie=words.lower(),
                             gone=far))  # fmt: skip
                continue
            values = self._values(part, stored_fields(type(part)).values())
            self._writer.create(part.about.name, values, uid=part.uid)
            self._made.add(part.uid)
            self._outcome.ties += 1

    def _missing_end(self, part: Record, near: Field) -> str | None:
        """The title of what a tie leads to besides where that is not there now; None where nothing lacks."""
        for about in stored_fields(type(part)).values():
            uid = getattr(part, about.name) if about.kind is Kind.REFERENCE else None
            # A link without its other end says nothing; a part is something by itself.
            needed = about.owner or part.about.role is Role.LINK
            if uid and about.name != near.name and needed and not self._is_coming(about.to, uid):
                return self._title(self._then, about.to, uid) or tr("a record that is gone")
        return None

    def _bring_references(self, wish: Wish) -> None:
        """Let records refer again to one that is back, where they refer to nothing since it went."""
        for referring, about in references_to(wish.kind):
            if about.owner:
                continue
            column = getattr(referring, about.name)
            kind = referring.about.name
            for uid in self._then.scalars(sa.select(referring.uid).where(column == wish.uid)).all():
                now = _found(self._now, kind, uid)
                if now is not None and getattr(now, about.name) is None:
                    self._writer.update(kind, uid, {about.name: wish.uid})
                    self._outcome.ties += 1

    def _is_coming(self, kind: str, uid: str) -> bool:
        return uid in self._wished or uid in self._made or _found(self._now, kind, uid) is not None

    def _title(self, session: Session, kind: str, uid: str) -> str | None:
        return session.scalar(sa.select(RECORDS[kind].title).where(RECORDS[kind].uid == uid))

    def _say(self, remark: str) -> None:
        if remark not in self._outcome.remarks:
            self._outcome.remarks.append(remark)


def _parts(session: Session, kind: str, uid: str) -> Iterator[tuple[Record, Field]]:
    """What belongs to a record: its parts and its ties, each with the field by which it does."""
    for record, about in references_to(kind):
        if about.owner and record.about.role is not Role.QUIET:
            query = sa.select(record).where(getattr(record, about.name) == uid).order_by(record.id)
            for part in session.scalars(query):
                yield part, about


def _found(session: Session, kind: str, uid: str) -> Record | None:
    record = RECORDS[kind]
    return session.scalars(sa.select(record).where(record.uid == uid)).first()


def _is_there(session: Session, record: Record) -> bool:
    return _found(session, record.about.name, record.uid) is not None


def _is_erased(session: Session, uid: str) -> bool:
    return session.scalar(sa.select(Erasure.id).where(Erasure.uid == uid).limit(1)) is not None


def _differ(old: Record, new: Record, about: Field) -> bool:
    before, after = getattr(old, about.name), getattr(new, about.name)
    return (before or about.empty) != (after or about.empty) if about.is_list else before != after
