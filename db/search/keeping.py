"""Keeping the index: in the transaction of each change, as a whole, and whether it is right."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from db.records import RECORDS, Record
from db.search import vocabulary
from db.search.contents import INDEXED, answers_for, body, facets, heading
from db.search.schema import create, edition, editions, entries, texts

_INSERT = sa.text("INSERT INTO search_text(rowid, title, body, facets) VALUES (:id, :title, :body, :facets)")


@dataclass(frozen=True)
class Entry:
    """What the index has about a record."""

    uid: str
    kind: str
    owner_kind: str | None
    owner: str | None
    title: str
    body: str
    facets: str

    @classmethod
    def of(cls, record: Record) -> "Entry":
        """What the index ought to have about a record."""
        kind, owner = answers_for(record)
        return cls(record.uid, record.about.name, kind, owner, heading(record), body(record), facets(record))


def index(session: Session, records: Iterable[Record]) -> None:
    """Bring the index up to date for records just written."""
    written = [record for record in records if record.about.name in INDEXED]
    if not written:
        return
    session.flush()
    before = _take_out(session, [record.uid for record in written])
    start = (session.scalar(sa.select(sa.func.max(entries.c.id))) or 0) + 1
    made = [vars(Entry.of(record)) | {"id": number} for number, record in enumerate(written, start)]
    # The columns that a table does not have are not for it.
    columns = [column.name for column in entries.c]
    session.execute(sa.insert(entries), [{name: row[name] for name in columns} for row in made])
    session.execute(
        _INSERT, [{name: row[name] for name in ("id", "title", "body", "facets")} for row in made]
    )
    now = vocabulary.words_of(text for row in made for text in (row["title"], row["body"]))
    vocabulary.add(session, now)
    vocabulary.drop_unused(session, before - now)


def forget(session: Session, uids: Sequence[str]) -> None:
    """Take records out of the index, and the words that no other record has."""
    vocabulary.drop_unused(session, _take_out(session, uids))


def purge(session: Session) -> None:
    """Let go of the bytes of records that were taken out: until then they are only marked as gone."""
    for table in ("search_text", "search_inside"):
        session.execute(sa.text(f"INSERT INTO {table}({table}) VALUES('optimize')"))


def rebuild(session: Session) -> int:
    """Make the whole index anew from the records; answers how many were indexed."""
    create(session.connection())
    count = 0
    for kind in INDEXED:
        if session.scalar(sa.select(RECORDS[kind].id).limit(1)) is None:
            continue
        for part in session.scalars(sa.select(RECORDS[kind])).partitions(1000):
            index(session, part)
            count += len(part)
    session.execute(sa.insert(editions), {"edition": edition()})
    return count


def faults(session: Session) -> int:
    """How many records and words the index lacks, has wrong or has too many; 0 where all is well."""
    indexed = list(_indexed(session))
    wanted = {
        Entry.of(item)
        for kind in INDEXED
        for part in session.scalars(sa.select(RECORDS[kind]).execution_options(yield_per=1000)).partitions()
        for item in part
    }
    wrong = {entry.uid for entry in wanted.symmetric_difference(indexed)}
    if wrong:
        return len(wrong) + len(indexed) - len(set(indexed))
    known = vocabulary.words_of(text for entry in wanted for text in (entry.title, entry.body))
    return len(indexed) - len(set(indexed)) + vocabulary.faults(session, known)


def _indexed(session: Session) -> Iterator[Entry]:
    columns = (entries.c.uid, entries.c.kind, entries.c.owner_kind, entries.c.owner)
    query = sa.select(*columns, texts.c.title, texts.c.body, texts.c.facets).select_from(
        texts.outerjoin(entries, entries.c.id == texts.c.rowid)
    )
    return (Entry(*row) for row in session.execute(query))


def _take_out(session: Session, uids: Sequence[str]) -> set[str]:
    """Take the entries of records out of the index; answers the words that they had."""
    had: set[str] = set()
    for begin in range(0, len(uids), 500):
        of_them = entries.c.uid.in_(uids[begin : begin + 500])
        query = sa.select(texts.c.rowid, texts.c.title, texts.c.body).where(
            texts.c.rowid.in_(sa.select(entries.c.id).where(of_them))
        )
        gone = session.execute(query).all()
        if gone:
            ids = [{"id": number} for number, _, _ in gone]
            session.execute(sa.text("DELETE FROM search_text WHERE rowid = :id"), ids)
            had |= vocabulary.words_of(text for _, title, body in gone for text in (title, body))
        session.execute(sa.delete(entries).where(of_them))
    return had
