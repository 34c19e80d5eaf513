"""Full text over every field of every kind, in both scripts: the index, and asking it.

The index is SQLite's FTS5, kept in the same transaction as the change that it follows. Texts go in folded
(`db.names.fold`), so that Секимова is found as "sekimova" and the other way round.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from db.fields import Field, Kind
from db.names import fold
from db.records import RECORDS, SHOWN, Record, fields_of, record_type
from db.records.base import Base, Role
from db.understanding.languages import language_name
from db.understanding.places import country_name

TITLE_WEIGHT = 8.0
"""How much more a word in a record's title counts than one elsewhere."""

SPOKEN = ("en", "ru")
"""The languages by whose words countries, languages and choices are found."""

entries = sa.Table(
    "search_entry",
    Base.metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("uid", sa.String(36), unique=True, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
)
"""Which record a row of the full-text index stands for; the ids are the rows' numbers there."""


@dataclass(frozen=True)
class Hit:
    """A record that was found: what it is, its title, and the text that matched."""

    kind: str
    uid: str
    title: str
    snippet: str


def index(session: Session, records: Iterable[Record]) -> None:
    """Bring the index up to date for records just written."""
    written = [record for record in records if record.about.name in SHOWN]
    if not written:
        return
    session.flush()
    forget(session, [record.uid for record in written])
    start = (session.scalar(sa.select(sa.func.max(entries.c.id))) or 0) + 1
    rows, texts = [], []
    for number, record in enumerate(written, start):
        rows.append({"id": number, "uid": record.uid, "kind": record.about.name})
        texts.append({"id": number, "title": record.title_key, "body": _body(record)})
    session.execute(sa.insert(entries), rows)
    session.execute(sa.text("INSERT INTO search_text(rowid, title, body) VALUES (:id, :title, :body)"), texts)


def forget(session: Session, uids: Sequence[str]) -> None:
    """Take records out of the index."""
    for begin in range(0, len(uids), 500):
        chunk = uids[begin : begin + 500]
        ids = session.scalars(sa.select(entries.c.id).where(entries.c.uid.in_(chunk))).all()
        if ids:
            session.execute(sa.text("DELETE FROM search_text WHERE rowid = :id"), [{"id": i} for i in ids])
            session.execute(sa.delete(entries).where(entries.c.id.in_(ids)))


def rebuild(session: Session) -> int:
    """Make the whole index anew from the records; answers how many were indexed."""
    session.execute(sa.text("DELETE FROM search_text"))
    session.execute(sa.delete(entries))
    count = 0
    for record in map(record_type, SHOWN):
        for part in session.scalars(sa.select(record)).partitions(1000):
            index(session, part)
            count += len(part)
    return count


def faults(session: Session) -> int:
    """How many records the index lacks, has wrong or has too many; 0 where all is well."""
    query = sa.text(
        "SELECT e.uid, e.kind, t.title, t.body FROM search_text AS t "
        "LEFT JOIN search_entry AS e ON e.id = t.rowid"
    )
    indexed = [tuple(row) for row in session.execute(query)]
    wanted = {
        (item.uid, kind, item.title_key, _body(item))
        for kind, record in ((kind, RECORDS[kind]) for kind in SHOWN)
        for part in session.scalars(sa.select(record).execution_options(yield_per=1000)).partitions()
        for item in part
    }
    wrong = {uid for uid, *_ in wanted.symmetric_difference(indexed)}
    return len(wrong) + len(indexed) - len(set(indexed))


def search(session: Session, text: str, *, kinds: Sequence[str] = (), limit: int = 50) -> list[Hit]:
    """Records in which every word of `text` begins some word, best first, at most `limit`.

    A part, such as a quote, answers for the record that it belongs to.
    """
    words = fold(text).split()
    if not words:
        return []
    query = sa.text(
        "SELECT e.kind, e.uid FROM search_text JOIN search_entry AS e ON e.id = search_text.rowid "
        "WHERE search_text MATCH :match AND e.kind IN :kinds "
        "ORDER BY bm25(search_text, :weight, 1.0) LIMIT :limit"
    ).bindparams(sa.bindparam("kinds", expanding=True))
    asked = {"match": _match(words), "weight": TITLE_WEIGHT, "limit": limit * 4, "kinds": _answering(kinds)}
    found = session.execute(query, asked)
    hits: dict[str, Hit] = {}
    for kind, uid in found:
        hit = _hit(session, kind, uid, words)
        if hit is not None and (not kinds or hit.kind in kinds):
            hits.setdefault(hit.uid, hit)
        if len(hits) == limit:
            break
    return list(hits.values())


def _answering(kinds: Sequence[str]) -> list[str]:
    """The kinds whose records can answer for one of `kinds`: these and their parts; all of them for none."""
    if not kinds:
        return list(RECORDS)
    owned = [
        name
        for name, record in RECORDS.items()
        if any(field.owner and field.to in kinds for field in fields_of(record).values())
    ]
    return [*kinds, *owned]


def matching(text: str) -> sa.TextualSelect:
    """A query for the uids of all records in which every word of `text` begins some word."""
    words = fold(text).split()
    query = sa.text(
        "SELECT e.uid FROM search_text JOIN search_entry AS e ON e.id = search_text.rowid "
        "WHERE search_text MATCH :match"
    )
    return query.bindparams(match=_match(words)).columns(uid=sa.Text)


def _match(words: Sequence[str]) -> str:
    """The words as FTS5 asks for them; a search for nothing that has letters finds nothing."""
    return " ".join(f'"{word}"*' for word in words) or '""'


def _hit(session: Session, kind: str, uid: str, words: Sequence[str]) -> Hit | None:
    record = session.scalars(sa.select(RECORDS[kind]).where(RECORDS[kind].uid == uid)).first()
    if record is None:
        return None
    snippet = _snippet(record, words)
    if record.about.role in (Role.TAB, Role.SIDE):
        return Hit(kind, uid, record.title, snippet)
    owner = next((f for f in fields_of(type(record)).values() if f.owner), None)
    owned_by = getattr(record, owner.name) if owner else None
    if owner is None or owned_by is None:
        return None
    table = RECORDS[owner.to]
    title = session.scalar(sa.select(table.title).where(table.uid == owned_by))
    return Hit(owner.to, owned_by, title or "", snippet)


def _snippet(record: Record, words: Sequence[str]) -> str:
    """The first field in which a word of the search stands, cut to the words around it."""
    for name, field in fields_of(type(record)).items():
        for text in _field_texts(field, getattr(record, name, None)):
            for word in words:
                if any(part.startswith(word) for part in fold(text).split()):
                    return _around(text, word)
    return ""


def _around(text: str, word: str) -> str:
    parts = text.split()
    place = next((i for i, part in enumerate(parts) if word in fold(part)), 0)
    begin = max(0, place - 4)
    cut = " ".join(parts[begin : begin + 14])
    return ("… " if begin else "") + cut + (" …" if begin + 14 < len(parts) else "")


def _body(record: Record) -> str:
    return fold(" ".join(_texts(record)))


def _texts(record: Record) -> Iterable[str]:
    fields = fields_of(type(record)).items()
    return chain.from_iterable(_field_texts(field, getattr(record, name, None)) for name, field in fields)


def _field_texts(field: Field, value: Any) -> Iterable[str]:
    """The texts under which a value is to be found; none for links and for nothing."""
    return () if value in (None, (), "") else _TEXTS_OF.get(field.kind, _itself)(field, value)


def _itself(_field: Field, value: Any) -> list[str]:
    return [str(value)]


def _each(_field: Field, value: Any) -> list[str]:
    return [str(text) for text in value]


def _nothing(_field: Field, _value: Any) -> list[str]:
    return []


def _reaches(_field: Field, value: Any) -> list[str]:
    return [text for reach in value for text in (reach.value, reach.normal) if text]


def _countries(_field: Field, value: Any) -> list[str]:
    return [value, *(country_name(value, spoken) for spoken in SPOKEN)]


def _languages(field: Field, value: Any) -> list[str]:
    codes = value if field.is_list else (value,)
    return [text for code in codes for text in (code, *(language_name(code, spoken) for spoken in SPOKEN))]


def _choices(field: Field, value: Any) -> list[str]:
    choice = field.choice(value)
    return [*(choice.label_in(spoken) for spoken in SPOKEN), *choice.aliases] if choice else [value]


_TEXTS_OF: dict[Kind, Callable[[Field, Any], list[str]]] = {
    Kind.PHONES: _reaches,
    Kind.EMAILS: _reaches,
    Kind.COUNTRY: _countries,
    Kind.LANGUAGE: _languages,
    Kind.LANGUAGES: _languages,
    Kind.LINKS: _each,
    Kind.CHOICE: _choices,
    Kind.RULE: _nothing,
    Kind.YES_NO: _nothing,
    Kind.REFERENCE: _nothing,
    Kind.LINKED: _nothing,
}
"""Under which texts the value of a kind of field is found; those not named, by the value itself."""
