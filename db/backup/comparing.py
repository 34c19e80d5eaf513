"""What is different between a backup and the store as it is now."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from db.personal.ledger import Erasure
from db.records import RECORDS, SHOWN, Record
from db.writer import stored_fields


class Standing(StrEnum):
    """How a record of a backup stands in the store now."""

    SAME = "same"
    DIFFERENT = "different"
    GONE = "gone"  # deleted since, or merged into another
    ERASED = "erased"  # for good: it is not to come back


@dataclass(frozen=True)
class Difference:
    """How the records of one kind stand: those of the backup by uid, and how many are new since."""

    kind: str
    standing: dict[str, Standing]
    new: int

    def count(self, *wanted: Standing) -> int:
        """How many records of the backup stand in one of these ways."""
        return sum(each in wanted for each in self.standing.values())

    @property
    def is_none(self) -> bool:
        """Whether the backup and the store have the same of this kind."""
        return not self.new and not self.count(Standing.DIFFERENT, Standing.GONE, Standing.ERASED)


def compare(then: Session, now: Session, kind: str) -> Difference:
    """Compare the records of a kind in a backup with those of the store, by all fields that both have.

    The backup may have an earlier schema.
    """
    record = RECORDS[kind]
    there = _columns(then, record)
    erased = set(now.scalars(sa.select(Erasure.uid).where(Erasure.kind == kind)))
    if not there:
        return Difference(kind, {}, len(_prints(now, record, ())))
    before, after = _prints(then, record, there), _prints(now, record, there)
    standing = {uid: _standing(uid, print_, after, erased) for uid, print_ in before.items()}
    return Difference(kind, standing, len(after.keys() - before.keys()))


def compare_all(then: Session, now: Session) -> Iterator[Difference]:
    """The difference for each kind that a person meets."""
    return (compare(then, now, kind) for kind in SHOWN)


def _standing(uid: str, print_: int, after: dict[str, int], erased: set[str]) -> Standing:
    if uid not in after:
        return Standing.ERASED if uid in erased else Standing.GONE
    return Standing.SAME if after[uid] == print_ else Standing.DIFFERENT


def _columns(session: Session, record: type[Record]) -> list[str]:
    """The fields of a kind that the store of a session has; none where it does not know the kind."""
    found = sa.inspect(session.connection())
    if not found.has_table(record.__tablename__):
        return []
    known = {column["name"] for column in found.get_columns(record.__tablename__)}
    return [name for name in stored_fields(record) if name in known]


def _prints(session: Session, record: type[Record], names: Sequence[str]) -> dict[str, int]:
    """A number for what each record says, by uid: alike where all of these columns are alike.

    Values are compared as they are stored, which spares making Python values of a hundred thousand rows.
    """
    columns: list[sa.ColumnClause[Any]] = [sa.column(name) for name in ("uid", *names)]
    query = sa.select(*columns).select_from(sa.table(record.__tablename__))
    return {uid: hash(tuple(values)) for uid, *values in session.connection().execute(query)}
