"""Erasing a person for good: from the records, the journal, the search index and the bytes of the file.

What somebody else's record says stays: the text of a release, the words of a quote. Their ties to the person
go. In the journal it is as if she had never been there: her rows are gone, references to her are empty, and
batches that did nothing else are passed over by undo and redo, which therefore never bring her back.

The log of erasures says that and why it was done. Its row is written in the transaction that erases;
`backups_until` is set once no byte is left in the file, so that a Dateline that was killed in between
finishes the work at its next start.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from db import search
from db.errors import WorldError
from db.exchange.identity import keep, store_id
from db.journal import Batch, Change
from db.language import mark, tr
from db.logged_in import who
from db.personal import suppression
from db.personal.ledger import Departed, Departure, Erasure
from db.personal.traces import KIND, Traces, mentioning, references, traces
from db.records import RECORDS
from db.records.contact import Contact
from db.writer import CHUNK, Writer

if TYPE_CHECKING:
    from db.store import Store

REASONS = {
    "request": mark("They asked for it"),
    "objection": mark("They object to being listed"),
    "retention": mark("No longer needed"),
    "other": mark("Another reason"),
}
"""Why somebody is erased, by what the log keeps."""

LABEL = mark("Erase a contact for good")
_EMPTIED = mark("A change of a contact who was erased")
_NOBODY = "…"
_LEAST_OF_A_NAME = 3


@dataclass(frozen=True)
class Erased:
    """What an erasure came to: how many records and rows of the journal went, from when no backup has them.

    `unpurged` says, where that is so, why the bytes are still in the file; they go at the next start.
    """

    records: int
    journal: int
    backups_until: dt.date
    unpurged: str = ""


def erase(store: "Store", uid: str, reason: str, *, today: dt.date | None = None) -> Erased:
    """Erase the contact `uid`, whether it is there or was deleted before, and all that is only about it.

    `reason` is one of REASONS. Raises LookupError for somebody whom the store knows nothing of.
    """
    with store.write(tr(LABEL)) as writer:
        erased = erase_in(writer, uid, reason)
    until = _backups_until(today or dt.date.today())
    return Erased(*erased, until, _purge(store, until))


def erase_in(writer: Writer, uid: str, reason: str) -> tuple[int, int]:
    """The same within a batch; the bytes stay in the file until `finish`.

    Answers how many records and how many rows of the journal went.
    """
    session = writer.session
    found = traces(session, uid)
    if not found.batches and session.scalar(sa.select(Contact.id).where(Contact.uid == uid)) is None:
        raise LookupError(f"nothing is known of {KIND} {uid}")
    records = _take_out(writer, found)
    journal = _forget(session, found)
    _rename_departures(session, found)
    search.purge(session)
    main = _log(session, found, uid, reason, records)
    suppression.suppress(session, main, found.reaches)
    return records, journal


def reapply(store: "Store") -> int:
    """Erase again whom the log names and the store holds all the same, as after going back to a backup.

    Answers how many contacts that were. The log stays as it is.
    """
    with store.read() as session:
        back = [uid for uid in _logged(session) if is_known(session, uid)]
    if not back:
        return 0
    with store.write(tr(LABEL)) as writer:
        for uid in back:
            forget(writer, uid)
            writer.session.execute(sa.update(Erasure).where(Erasure.uid == uid).values(backups_until=None))
    _purge(store, _backups_until(dt.date.today()))
    return len(back)


def forget(writer: Writer, uid: str) -> None:
    """Erase a contact without an entry in the log: from a backup, or again."""
    found = traces(writer.session, uid)
    _take_out(writer, found)
    _forget(writer.session, found)
    _rename_departures(writer.session, found)
    search.purge(writer.session)


def is_known(session: Session, uid: str) -> bool:
    """Whether a store knows of a contact, be it in its journal alone."""
    there = sa.select(Contact.id).where(Contact.uid == uid).limit(1)
    return session.scalar(there) is not None or next(mentioning(session, [uid]), None) is not None


def finish(store: "Store") -> str:
    """Clear the file of what was erased where that is still due; answers why not, where it can't be done."""
    due = sa.select(Erasure.id).where(Erasure.backups_until.is_(None)).limit(1)
    with store.read() as session:
        if session.scalar(due) is None:
            return ""
    return _purge(store, _backups_until(dt.date.today()))


def log(session: Session) -> list[Erasure]:
    """The erasures, newest first: one for each person, whatever had been merged into her."""
    return list(session.scalars(sa.select(Erasure).where(Erasure.records > 0).order_by(Erasure.id.desc())))


def _purge(store: "Store", until: dt.date) -> str:
    try:
        store.purge()
        with store.write(tr(LABEL)) as writer:
            done = sa.update(Erasure).where(Erasure.backups_until.is_(None)).values(backups_until=until)
            writer.session.execute(done)
    except WorldError as problem:
        return str(problem)
    return ""


def _backups_until(today: dt.date) -> dt.date:
    # Backups are made of a store, and a store finishes erasures: it is here before they are.
    from db.backup import kept_until

    return kept_until(today)


def _logged(session: Session) -> list[str]:
    return list(session.scalars(sa.select(Erasure.uid).where(Erasure.kind == KIND).distinct()))


def _take_out(writer: Writer, found: Traces) -> int:
    """Delete the records themselves; answers how many there were."""
    session, records = writer.session, 0
    for kind, uids in found.own.items():
        there = list(session.scalars(sa.select(RECORDS[kind].uid).where(RECORDS[kind].uid.in_(uids))))
        records += len(there)
    # The links and parts go with the contact; what the store remembers of twins does not.
    for kind in ("merged", "not_same", KIND):
        writer.erase(kind, found.own.get(kind, ()))
    session.execute(sa.delete(Departed).where(Departed.contact.in_(found.uids)))
    return records


def _forget(session: Session, found: Traces) -> int:
    """Take the person out of the journal; answers how many of its rows went."""
    gone, known = 0, store_id(session)
    every = [uid for uids in found.own.values() for uid in sorted(uids)]
    for begin in range(0, len(every), CHUNK):
        gone += _delete(session, Change.uid.in_(every[begin : begin + CHUNK]))
    gone += _delete(session, Change.batch.in_(found.undone_merges))
    for change in list(mentioning(session, found.uids)):
        gone += _let_go(session, change, found.uids)
    session.flush()
    _pass_over_empty(session, found.batches)
    _hide_names(session, found)
    keep(session, known)
    return gone


def _delete(session: Session, which: sa.ColumnElement[bool]) -> int:
    return int(session.execute(sa.delete(Change).where(which)).rowcount)  # type: ignore[attr-defined]


def _let_go(session: Session, change: Change, uids: frozenset[str]) -> int:
    """Empty what leads to the person in a row about somebody else; 1 where nothing is left of the row."""
    fields: dict[str, list[Any]] = dict(change.fields)
    for name in references(change.kind):
        if name in fields:
            old, new = (None if value in uids else value for value in fields[name])
            fields[name] = [old, new]
            if old == new:
                del fields[name]
    if not fields and change.operation == "update":
        session.delete(change)
        return 1
    change.fields = fields
    return 0


def _pass_over_empty(session: Session, numbers: Iterable[int]) -> None:
    """Let undo and redo pass over batches of which nothing is left."""
    wanted = sorted(numbers)
    for begin in range(0, len(wanted), CHUNK):
        chunk = wanted[begin : begin + CHUNK]
        left = set(session.scalars(sa.select(Change.batch).where(Change.batch.in_(chunk)).distinct()))
        for batch in session.scalars(sa.select(Batch).where(Batch.id.in_(chunk), Batch.id.not_in(left))):
            if batch.undoes is None or batch.undoes not in left:
                batch.undoes, batch.undone = batch.id, False
                batch.label = tr(_EMPTIED)
    session.flush()


def _hide_names(session: Session, found: Traces) -> None:
    """Take what the person was called out of the labels of the journal."""
    for batch in session.scalars(sa.select(Batch)):
        label = batch.label
        for name in found.names:
            # A single word may be anybody's; in what was done to her it is hers.
            if len(name) >= _LEAST_OF_A_NAME and (" " in name or batch.id in found.batches):
                label = label.replace(name, _NOBODY)
        if label != batch.label:
            batch.label = label
    session.flush()


def _rename_departures(session: Session, found: Traces) -> None:
    """Take the person's name off the files that left the house: a single card is called by it."""
    for departure in session.scalars(sa.select(Departure).where(Departure.name != "")):
        if any(" " in name and name in departure.name for name in found.names):
            departure.name = ""
    session.flush()


def _log(session: Session, found: Traces, uid: str, reason: str, records: int) -> Erasure:
    """Write down the erasure of the contact and of those that were merged into it; answers the first."""
    salt, by = suppression.salt(session), who()
    rows = [
        Erasure(
            kind=KIND, uid=one, reason=reason, records=max(records, 1) if one == uid else 0, salt=salt, who=by
        )
        for one in (uid, *sorted(found.uids - {uid}))
    ]
    session.add_all(rows)
    session.flush()
    return rows[0]
