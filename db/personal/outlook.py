"""What an erasure will take and what it leaves, before it is done; and who is due for a review."""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.orm import Session

from db.backup import kept_until
from db.errors import WorldError
from db.journal import Change
from db.language import tr, trn
from db.personal import departures
from db.personal.traces import KIND, TWINS, deleted_alike, everyone, traces
from db.queries import one
from db.records import RECORDS
from db.search import Hit, search
from db.store import damaged
from db.store.sentences import world
from db.views import Filter, Op, Sort, View
from db.writer import CHUNK

MOST_FOUND = 20
KEPT_DAYS = 365
"""A year, in days: how long a contact who was reviewed is kept until the next review."""


@dataclass(frozen=True)
class Outlook:
    """What erasing the contact `uid` comes to.

    `goes` says what goes, each as a phrase such as "2 posts"; `stays` are the records of others in which the
    name, an address or a number still stands, the likeliest first; `merged` counts contacts merged into it;
    `words` are whole names, addresses and numbers; `kept` are the names of damaged files that lie beside the
    store and that an erasure does not reach.
    """

    uid: str
    name: str
    goes: tuple[str, ...]
    stays: tuple[Hit, ...]
    merged: int
    backups_until: dt.date
    words: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()


def outlook(session: Session, uid: str, today: dt.date, store: Path) -> Outlook:
    """What would go and stay, in and beside the store at `store`.

    Raises WorldError where there is no such contact any more or the folder can't be read.
    """
    row = one(session, KIND, uid)
    if row is None:
        raise WorldError(tr("The contact is gone already."))
    found = traces(session, uid)
    said = [
        RECORDS[kind].about.words.counted(count)
        for kind, uids in found.own.items()
        if kind not in (KIND, *TWINS) and (count := _there(session, kind, uids))
    ]
    changes = _changes(session, [each for uids in found.own.values() for each in uids])
    said.append(trn("{n} entry in the history", "{n} entries in the history", changes))
    if alike := len(deleted_alike(session, everyone(session, uid))):
        said.append(
            trn(
                "{n} deleted contact with the same e-mail", "{n} deleted contacts with the same e-mail", alike
            )
        )
    if left := departures.count_of(session, uid):
        said.append(trn("{n} note of what left the house", "{n} notes of what left the house", left))
    merged = len(everyone(session, uid)) - 1
    gone = {each for uids in found.own.values() for each in uids}
    stays = _mentions(session, found.names, found.reaches, gone)
    words = (*(name for name in found.names if " " in name), *sorted(found.reaches))
    with world(store.parent):
        kept = tuple(file.name for file in damaged.kept(store))
    return Outlook(uid, row.title, tuple(said), stays, merged, kept_until(today), words, kept)


def to_review(today: dt.date) -> View:
    """The contacts whose review date has come, the longest ago first."""
    due = Filter("review_by", Op.BETWEEN, (None, today))
    return View(KIND, filters=(due,), sorts=(Sort("review_by"),))


def _there(session: Session, kind: str, uids: frozenset[str]) -> int:
    record = RECORDS[kind]
    count = sa.select(sa.func.count()).select_from(record).where(record.uid.in_(uids))
    return session.scalar(count) or 0


def _changes(session: Session, uids: list[str]) -> int:
    total = 0
    for begin in range(0, len(uids), CHUNK):
        chosen = Change.uid.in_(uids[begin : begin + CHUNK])
        total += session.scalar(sa.select(sa.func.count()).where(chosen)) or 0
    return total


def _mentions(
    session: Session, names: tuple[str, ...], reaches: frozenset[str], own: set[str]
) -> tuple[Hit, ...]:
    """Records of others in which she is named: by family and given name together, or by how to reach her."""
    longest = [name for name in names if " " in name][:4]
    hits: dict[str, Hit] = {}
    for text in (*longest, *sorted(reaches)):
        for hit in search(session, f'"{text}"', limit=MOST_FOUND):
            if hit.uid not in own:
                hits.setdefault(hit.uid, hit)
    return tuple(hits.values())[:MOST_FOUND]
