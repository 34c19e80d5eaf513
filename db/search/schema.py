"""The tables of the index, how they are made, and whether they are those of today.

- `search_entry`: which record a row of the index stands for, and for which record it answers: a quote
  answers for its release, a post for the contact who holds it.
- `search_text`: full text (FTS5) of all records. `title` holds what names a record, in every script and with
  initials; `body` the texts of its other fields; `facets` words that stand for its kind and its coded fields.
- `search_word`: every different word of the index once, with the key of its sound.
- `search_inside`: those words by their trigrams (FTS5), to find what stands inside a word. An index by
  trigrams of the texts themselves would be several times the texts.

All of it follows from the records and can be made anew at any time.
"""

import zlib
from functools import lru_cache

import sqlalchemy as sa
from sqlalchemy.orm import Session

from db.names import fold, sound
from db.records.base import Base

FORM = 2
"""One more for each change in what is put into the index; an index of another form is made anew."""

# Names whose spelling tells whether words are folded and sounded as they were when the index was made.
_SAMPLE = (
    "Жээнбекова Jeenbekova Раҳимзода Rakhimzoda Тошкент Ўқтам Oʻktam Ғаниева Ҷамшед Үмүт Өмүрбек Әсел Һашим"
    " Ыбрай Щукин Юрьев Яна Чынгыз Цой Xolmatov Gʻofurov Şahin Çary Ýaşlyk Meredow Nurmuhammet Queen"
    " Schröder Æsir"
)

entries = sa.Table(
    "search_entry",
    Base.metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("uid", sa.String(36), unique=True, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("owner_kind", sa.Text),
    sa.Column("owner", sa.String(36)),
)
"""Which record a row of the full-text index stands for, and which one it answers for; the ids are the rows'
numbers there."""

words = sa.Table(
    "search_word",
    Base.metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("word", sa.Text, unique=True, nullable=False),
    sa.Column("sound", sa.Text, index=True),
)
"""Every different word of the index, folded, and the key of its sound; none for numbers and short words."""

editions = sa.Table("search_edition", Base.metadata, sa.Column("edition", sa.Text, primary_key=True))
"""By what the index was made; empty while it has to be made anew."""

texts = sa.table(
    "search_text", sa.column("rowid"), sa.column("title"), sa.column("body"), sa.column("facets")
)
"""The full-text index."""

_VIRTUAL = (
    "CREATE VIRTUAL TABLE search_text USING fts5("
    "title, body, facets, tokenize = 'unicode61 remove_diacritics 0', prefix = '1 2 3')",
    "CREATE VIRTUAL TABLE search_inside USING fts5("
    "word, content = 'search_word', content_rowid = 'id', "
    "tokenize = 'trigram case_sensitive 1', detail = none, columnsize = 0)",
)


@lru_cache(maxsize=1)
def edition() -> str:
    """What the index of today is made by: its form, and how names are folded and sounded."""
    folded = fold(_SAMPLE)
    sounded = " ".join([folded, *(sound(word) for word in folded.split())])
    return f"{FORM}-{zlib.crc32(sounded.encode()):08x}"


def create(connection: sa.Connection) -> None:
    """Make the tables of the index, empty, in place of those that are there."""
    for table in ("search_inside", "search_text", "search_entry", "search_word", "search_edition"):
        connection.exec_driver_sql(f"DROP TABLE IF EXISTS {table}")
    Base.metadata.create_all(connection, [entries, words, editions])
    for statement in _VIRTUAL:
        connection.exec_driver_sql(statement)


def is_current(session: Session) -> bool:
    """Whether the index was made, and by what is in use today."""
    if not sa.inspect(session.connection()).has_table(editions.name):
        return False
    return session.scalar(sa.select(editions.c.edition)) == edition()
