"""What the windows about duplicates read and write: the pairs that stand, and records beside each other."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from db.duplicates import Survey, Twin, merged_values, now_of, say_not_the_same, survey, told_apart
from db.queries import Row, rows_by_uid
from db.records import RECORDS, record_type
from db.store import Store
from db.writer import CHUNK, Writer
from desktop.records.record_reading import Tie, ties_of
from desktop.tasks import Task

MOST = 3
"""How many records stand beside each other at most."""


@dataclass(frozen=True)
class Pair:
    """Two records that may be one, with their titles in the order of their uids."""

    twin: Twin
    titles: tuple[str, str]

    @property
    def uids(self) -> tuple[str, str]:
        """The two records."""
        return self.twin.a, self.twin.b


@dataclass(frozen=True)
class Comparison:
    """Records beside each other, and what they would be merged into.

    `merged` are the values of some of them as one record, stored as `merged_values` has them, by the uids in
    the order in which they count; of one uid alone they are its own. `ties` is what refers to each, in words.
    `keep` is the record that most leads to and that says most: proposed to stay.
    """

    kind: str
    rows: tuple[Row, ...]
    ties: Mapping[str, str]
    merged: Mapping[tuple[str, ...], Mapping[str, Any]]
    keep: str

    @property
    def uids(self) -> tuple[str, ...]:
        """The records, in their columns."""
        return tuple(row.uid for row in self.rows)


def looking(store: Store, kind: str) -> Callable[[Task], Survey]:
    """The work of finding the twins of a kind; it tells how many records there are, and can be stopped."""

    def look(task: Task) -> Survey:
        with store.read() as session:
            task.report(0, session.scalar(sa.select(sa.func.count()).select_from(record_type(kind))))
            return survey(session, kind, task.asked_to_stop)

    return look


def standing(session: Session, kind: str, twins: Iterable[Twin]) -> list[Pair]:
    """Those of the twins that were found which are still there and not told apart, in their order.

    A record that was merged into another since stands for that one.
    """
    listed = list(twins)
    now = now_of(session, {uid for twin in listed for uid in (twin.a, twin.b)})
    uids = {now.get(uid, uid) for twin in listed for uid in (twin.a, twin.b)}
    titles = titles_of(session, kind, uids)
    seen = set(told_apart(session, kind))
    pairs = []
    for twin in listed:
        a, b = now.get(twin.a, twin.a), now.get(twin.b, twin.b)
        key = (min(a, b), max(a, b))
        if a != b and key not in seen and a in titles and b in titles:
            seen.add(key)
            same = Twin(twin.kind, a, b, twin.score, twin.why, twin.against)
            pairs.append(Pair(same, (titles[a], titles[b])))
    return pairs


def titles_of(session: Session, kind: str, uids: Iterable[str]) -> dict[str, str]:
    """The titles of records by uid; without those that are gone."""
    record, wanted = record_type(kind), sorted(uids)
    found: dict[str, str] = {}
    for begin in range(0, len(wanted), CHUNK):
        query = sa.select(record.uid, record.title).where(record.uid.in_(wanted[begin : begin + CHUNK]))
        found |= {uid: title for uid, title in session.execute(query)}
    return found


def compare(session: Session, kind: str, uids: Sequence[str]) -> Comparison | None:
    """Two or three records beside each other; None when one of them is gone."""
    rows = tuple(rows_by_uid(session, kind, uids))
    if len(rows) != len(uids):
        return None
    orders = [order for size in range(1, len(uids) + 1) for order in permutations(uids, size)]
    merged = {order: merged_values(session, kind, order) for order in orders}
    counts = {uid: _ties(session, kind, uid) for uid in uids}
    ties = {uid: ", ".join(words for words, _ in counted) for uid, counted in counts.items()}

    def worth(row: Row) -> tuple[int, int]:
        said = sum(value not in (None, ()) for value in merged[(row.uid,)].values())
        return said + sum(number for _, number in counts[row.uid]), -row.id

    return Comparison(kind, rows, ties, merged, max(rows, key=worth).uid)


def _ties(session: Session, kind: str, uid: str) -> list[tuple[str, int]]:
    """What refers to a record, such as "3 posts" and "2 releases", with its number."""
    found = []
    for tie in ties_of(kind):
        record = RECORDS[tie.kind]
        counting = sa.select(sa.func.count()).where(getattr(record, tie.near.name) == uid)
        number = session.scalar(counting) or 0
        if number:
            found.append((_counted(tie, number), number))
    return found


def _counted(tie: Tie, number: int) -> str:
    """A post is one of its own; other links are told by what they lead to."""
    leads = tie.far is not None and tie.kind != "post"
    return record_type(tie.far.to if leads and tie.far else tie.kind).about.words.counted(number)


def tell_apart(writer: Writer, kind: str, uids: Sequence[str]) -> None:
    """Remember of every two of the records that they are not the same."""
    for place, one in enumerate(uids):
        for other in uids[place + 1 :]:
            say_not_the_same(writer, kind, one, other)
