"""Asking the index for a few records at once, without ranking: while a record is written."""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from db.search.schema import entries, texts


def beginning(session: Session, kind: str, words: Sequence[Sequence[str]], limit: int) -> list[str]:
    """Uids of records of a kind in which for each of `words` a word begins with one of its spellings, folded.

    A part answers for the record that it belongs to. At most `limit`, in no order.
    """
    asked = " AND ".join(f"({' OR '.join(_begins(each) for each in spellings)})" for spellings in words)
    if not asked:
        return []
    found = (
        sa.select(entries.c.owner)
        .select_from(texts.join(entries, entries.c.id == texts.c.rowid + 0))
        .where(sa.text("search_text MATCH :match"), entries.c.owner_kind == kind)
        .limit(limit)
    )
    owners = session.scalars(found, {"match": asked})
    return list(dict.fromkeys(uid for uid in owners if uid))


def held(session: Session, text: str, limit: int) -> int:
    """In how many records, of whatever kind, all words of a folded text stand; no more than `limit`."""
    asked = " ".join(f'"{word}"' for word in text.split())
    if not asked:
        return 0
    few = sa.select(texts.c.rowid).where(sa.text("search_text MATCH :match")).limit(limit).subquery()
    return session.scalar(sa.select(sa.func.count()).select_from(few), {"match": asked}) or 0


def _begins(spelling: str) -> str:
    """One word, or several that follow each other, the last of which may go on."""
    return f'"{spelling}"*'
