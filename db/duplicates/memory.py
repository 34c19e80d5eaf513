"""What the store remembers of twins: where a merged record went, and which two are not the same."""

from collections.abc import Iterable

import sqlalchemy as sa
from sqlalchemy.orm import Session

from db.errors import WorldError
from db.language import tr
from db.names import fold
from db.records import record_type
from db.records.twins import Merged, NotSame
from db.writer import CHUNK, Writer


def now_of(session: Session, uids: Iterable[str]) -> dict[str, str]:
    """Of these uids those of records that were merged into others, each with the uid that it leads to.

    The record that it leads to may have been deleted since.
    """
    wanted = list(dict.fromkeys(uids))
    found: dict[str, str] = {}
    for begin in range(0, len(wanted), CHUNK):
        # The title of a merge is the uid that went, and titles are what is indexed.
        keys = [fold(uid) for uid in wanted[begin : begin + CHUNK]]
        query = sa.select(Merged.old, Merged.now).where(Merged.title_key.in_(keys))
        found |= {old: now for old, now in session.execute(query) if old and now}
    return {uid: found[uid] for uid in wanted if uid in found}


def merges_of(session: Session, kind: str) -> dict[str, str]:
    """The same for all records of a kind that were ever merged into others."""
    query = sa.select(Merged.old, Merged.now).where(Merged.kind == record_type(kind).about.name)
    return {old: now for old, now in session.execute(query) if old and now}


def told_apart(session: Session, kind: str) -> frozenset[tuple[str, str]]:
    """The pairs of uids of which a person said that they are not the same, the lesser uid first."""
    query = sa.select(NotSame.a, NotSame.b).where(NotSame.kind == record_type(kind).about.name)
    return frozenset((a, b) for a, b in session.execute(query) if a and b)


def say_not_the_same(writer: Writer, kind: str, a: str, b: str) -> None:
    """Remember that two records (uids) are not the same, so that they are not offered as twins again.

    Raises WorldError where they are one record, or one of them is gone.
    """
    record = record_type(kind)
    name = record.about.name
    there = set(writer.session.scalars(sa.select(record.uid).where(record.uid.in_((a, b)))))
    if len(there) != 2:
        raise WorldError(tr("One of the two is gone. Look at the list again."))
    low, high = sorted((a, b))
    if (low, high) not in told_apart(writer.session, name):
        writer.create("not_same", {"kind": name, "a": low, "b": high})
