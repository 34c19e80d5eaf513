"""The memory of the store: every change, by field, in labelled batches that only ever get more.

Undo appends a batch that turns an earlier one back and marks that one undone; redo appends one that
applies it again. Nothing is rewritten, so the journal tells how every record stood after any batch.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, mapped_column

from db.encoding import from_json
from db.records import fields_of, record_type
from db.records.base import Base, utc_now
from db.records.twins import Merged

Operation = Literal["create", "update", "delete"]
FieldChanges = dict[str, list[Any]]
"""By field, its old and its new value, as JSON."""


CLOCK_TOLERANCE = dt.timedelta(minutes=5)
"""By how much the clocks of two computers that write to one store may differ before it is said."""


class Batch(Base):
    """What a person did in one go. `undoes` is the batch that this one took back or applied again."""

    __tablename__ = "batch"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[dt.datetime] = mapped_column(insert_default=utc_now)
    label: Mapped[str] = mapped_column(sa.Text)
    who: Mapped[str] = mapped_column(sa.Text, insert_default="")
    undone: Mapped[bool] = mapped_column(insert_default=False)
    undoes: Mapped[int | None] = mapped_column(sa.ForeignKey("batch.id"))


class Change(Base):
    """What a batch did to one record."""

    __tablename__ = "change"

    id: Mapped[int] = mapped_column(primary_key=True)
    batch: Mapped[int] = mapped_column(sa.ForeignKey("batch.id"), index=True)
    kind: Mapped[str] = mapped_column(sa.Text)
    uid: Mapped[str] = mapped_column(sa.String(36), index=True)
    operation: Mapped[Operation] = mapped_column(sa.Text)
    fields: Mapped[FieldChanges] = mapped_column(sa.JSON)


@dataclass(frozen=True)
class RecordChange:
    """A change of one record, as it is applied or listed."""

    kind: str
    uid: str
    operation: Operation
    fields: FieldChanges

    def inverse(self) -> "RecordChange":
        """The change that takes this one back."""
        operations: dict[Operation, Operation] = {"create": "delete", "update": "update", "delete": "create"}
        fields = {name: [new, old] for name, (old, new) in self.fields.items()}
        return RecordChange(self.kind, self.uid, operations[self.operation], fields)


@dataclass(frozen=True)
class Entry:
    """A batch as history lists it, with those of its changes that were asked for."""

    batch: int
    at: dt.datetime
    label: str
    who: str
    undone: bool
    undoes: int | None
    changes: tuple[RecordChange, ...]
    size: int = 0  # how many records the batch touched, where the changes were not asked for


def changes_of(session: Session, batch: int, *, limit: int | None = None) -> Iterator[RecordChange]:
    """The changes of a batch, in the order in which they were made; the first `limit` where given."""
    rows = session.execute(
        sa.select(Change.kind, Change.uid, Change.operation, Change.fields)
        .where(Change.batch == batch)
        .order_by(Change.id)
        .limit(limit)
    )
    for kind, uid, operation, fields in rows:
        yield RecordChange(kind, uid, operation, fields)


def to_undo(session: Session) -> Batch | None:
    """The batch that undo would take back: the latest that a person made and that stands."""
    standing = sa.select(Batch).where(Batch.undoes.is_(None), ~Batch.undone)
    return session.scalars(standing.order_by(Batch.id.desc()).limit(1)).first()


def to_redo(session: Session) -> Batch | None:
    """The batch that redo would apply again: the first of those undone since the last change."""
    newest = sa.select(sa.func.max(Batch.id)).where(Batch.undoes.is_(None)).scalar_subquery()
    undone_since = sa.select(Batch.undoes).where(Batch.id > newest, Batch.undoes.is_not(None))
    undone = sa.select(Batch).where(Batch.undone, Batch.id.in_(undone_since))
    return session.scalars(undone.order_by(Batch.id).limit(1)).first()


def latest(session: Session) -> int:
    """The number of the newest batch; 0 in a store that was never written to."""
    return session.scalar(sa.select(sa.func.max(Batch.id))) or 0


def clock_is_behind(session: Session, now: dt.datetime) -> dt.datetime | None:
    """When the newest batch was made, where that is still to come by a clock that says `now` (both UTC)."""
    newest = session.scalar(sa.select(Batch.at).order_by(Batch.id.desc()).limit(1))
    return newest if newest is not None and newest > now + CLOCK_TOLERANCE else None


def history(session: Session, uid: str | None = None, *, limit: int = 200, before: int = 0) -> list[Entry]:
    """Batches, newest first, at most `limit`, older than batch `before` where that is given.

    With a `uid` only the batches that touched this record or those that were merged into it, and of each
    only what it did to them.
    """
    batches = sa.select(Batch).order_by(Batch.id.desc()).limit(limit)
    its = [] if uid is None else [uid, *merged_into(session, uid)]
    if its:
        batches = batches.where(Batch.id.in_(sa.select(Change.batch).where(Change.uid.in_(its))))
    if before:
        batches = batches.where(Batch.id < before)
    found = session.scalars(batches).all()
    changes: dict[int, list[RecordChange]] = {batch.id: [] for batch in found}
    wanted = sa.select(Change).where(Change.batch.in_(changes)).order_by(Change.id)
    for change in session.scalars(wanted.where(Change.uid.in_(its)) if its else wanted):
        changes[change.batch].append(RecordChange(change.kind, change.uid, change.operation, change.fields))
    return [Entry(b.id, b.at, b.label, b.who, b.undone, b.undoes, tuple(changes[b.id])) for b in found]


def merged_into(session: Session, uid: str) -> list[str]:
    """The uids of the records that were merged into a record and are gone."""
    return list(session.scalars(sa.select(Merged.old).where(Merged.now == uid).order_by(Merged.id)))


def batches(session: Session, *, limit: int = 100, before: int = 0) -> list[Entry]:
    """Batches without their changes, newest first, at most `limit`, older than `before` where given."""
    newest = sa.select(Batch).order_by(Batch.id.desc()).limit(limit)
    found = session.scalars(newest.where(Batch.id < before) if before else newest).all()
    counted = sa.select(Change.batch, sa.func.count()).where(Change.batch.in_([b.id for b in found]))
    sizes = {number: count for number, count in session.execute(counted.group_by(Change.batch))}
    return [Entry(b.id, b.at, b.label, b.who, b.undone, b.undoes, (), sizes.get(b.id, 0)) for b in found]


def as_of(session: Session, kind: str, uid: str, batch: int) -> dict[str, Any] | None:
    """The stored fields of a record as they stood after `batch`; None when it did not exist then."""
    record = record_type(kind)
    current = session.scalars(sa.select(record).where(record.uid == uid)).first()
    fields = {name: field for name, field in fields_of(record).items() if field.is_stored}
    state = {name: getattr(current, name) for name in fields} if current is not None else None
    later = sa.select(Change).where(Change.uid == uid, Change.batch > batch).order_by(Change.id.desc())
    for change in session.scalars(later):
        if change.operation == "create":
            state = None
            continue
        before = {
            name: from_json(fields[name], old) for name, (old, _) in change.fields.items() if name in fields
        }
        state = {**(state or {name: field.empty for name, field in fields.items()}), **before}
    return state
