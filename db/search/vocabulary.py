"""The different words of the index: those that hold a part, sound alike, or are a typing error away."""

import string
from collections.abc import Iterable, Iterator

import sqlalchemy as sa
from rapidfuzz.distance import OSA
from sqlalchemy.orm import Session

from db.names import sound
from db.search.schema import texts, words

LEAST_INSIDE = 3
"""How many letters a part of a word must have to be looked for inside words: a trigram."""

LEAST_SPELLED = 4
"""The least length of words that are compared by sound and forgiven an error."""

TWO_ERRORS = 7
"""From this length on two typing errors are forgiven, below it one."""

_LONGEST = 40  # longer ones are no words that a person types in part
_SHORTEST_NUMBER = 5
_LAST = "\U0010ffff"  # sorts behind every letter


def words_of(folded: Iterable[str]) -> set[str]:
    """The words of folded texts that are kept: neither too short to be looked for in part nor too long."""
    every = {word for text in folded for word in text.split()}
    return {
        word
        for word in every
        if LEAST_INSIDE <= len(word) <= _LONGEST and (len(word) >= _SHORTEST_NUMBER or not word.isdecimal())
    }


def sound_key(word: str, least: int = LEAST_SPELLED) -> str | None:
    """What words of one sound share; None for numbers and for words too short to tell.

    What Russian writes as a is o in Uzbek and Tajik: Tashkent, Toshkent.
    """
    if len(word) < least or any(letter.isdecimal() for letter in word):
        return None
    return sound(word).replace("o", "a")


def add(session: Session, new: set[str]) -> None:
    """Keep the words that are not kept yet."""
    if not new:
        return
    last = session.scalar(sa.select(sa.func.max(words.c.id))) or 0
    rows = [{"word": word, "sound": sound_key(word)} for word in sorted(new)]
    session.execute(sa.text("INSERT OR IGNORE INTO search_word(word, sound) VALUES (:word, :sound)"), rows)
    put = sa.text("INSERT INTO search_inside(rowid, word) SELECT id, word FROM search_word WHERE id > :last")
    session.execute(put, {"last": last})


def drop_unused(session: Session, gone: set[str]) -> None:
    """Drop those of some words that no record has any more: what was deleted is nowhere to be read."""
    used = sa.select(texts.c.rowid).where(sa.text("search_text MATCH :match")).limit(1)
    for word in sorted(gone):
        if session.execute(used, {"match": f'{{title body}} : "{word}"'}).first() is None:
            row = session.execute(sa.select(words.c.id).where(words.c.word == word)).first()
            if row is not None:
                out = sa.text(
                    "INSERT INTO search_inside(search_inside, rowid, word) VALUES('delete', :id, :word)"
                )
                session.execute(out, {"id": row.id, "word": word})
                session.execute(sa.delete(words).where(words.c.id == row.id))


def faults(session: Session, wanted: set[str]) -> int:
    """How many words are missing, too many, or kept with a wrong sound."""
    kept = {(word, key) for word, key in session.execute(sa.select(words.c.word, words.c.sound))}
    right = {(word, sound_key(word)) for word in wanted}
    return len({word for word, _ in kept ^ right})


def holding(session: Session, part: str, limit: int) -> list[str]:
    """Words in which `part` stands other than at the beginning."""
    if len(part) < LEAST_INSIDE:
        return []
    query = sa.text("SELECT word FROM search_inside WHERE word GLOB :pattern LIMIT :limit")
    found = session.scalars(query, {"pattern": f"?*{part}*", "limit": limit})
    return [word for word in found if not word.startswith(part)]


def sounding_like(session: Session, word: str, limit: int) -> list[str]:
    """Words that sound like `word`, or begin so: it may not be typed to its end."""
    key = sound_key(word, LEAST_INSIDE)
    if not key:
        return []
    alike = words.c.sound == key
    if len(key) >= LEAST_INSIDE:
        alike = (words.c.sound >= key) & (words.c.sound < key + _LAST)
    found = session.scalars(sa.select(words.c.word).where(alike).order_by(words.c.sound).limit(limit))
    return [other for other in found if not other.startswith(word)]


def mistyped(session: Session, word: str, limit: int) -> list[str]:
    """Words that are one typing error away from `word`, or two where it is long; the nearest first.

    A letter too many, one too few, a wrong one, or two that changed places count one each. A word that
    begins like `word` but for one error is found as well, as it may not be typed to its end.
    """
    key = sound_key(word)
    if key is None:
        return []
    errors = allowed_errors(word)
    candidates = {
        *_beginning(session, words.c.word, _openings(word)),
        *_beginning(session, words.c.sound, _openings(key)),
    }
    if errors > 1:
        # Two errors in the first three letters leave the rest as it is.
        candidates |= {*holding(session, word[4:], _MOST)}
    near = [(_distance(word, key, other), other) for other in candidates]
    return [other for distance, other in sorted(near) if distance <= errors][:limit]


def allowed_errors(word: str) -> int:
    """How many typing errors a folded word of this length is forgiven."""
    return 0 if len(word) < LEAST_SPELLED else 1 if len(word) < TWO_ERRORS else 2


_MOST = 20_000
_LETTERS = string.ascii_lowercase


def _openings(word: str) -> set[str]:
    """With which letters words begin whose first three letters are those of `word` but for one error."""
    a, b, c, d = word[0:1], word[1:2], word[2:3], word[3:4]
    wrong = {x + b + c for x in _LETTERS} | {a + x + c for x in _LETTERS}
    more = {x + a + b for x in _LETTERS} | {a + x + b for x in _LETTERS}
    return {
        opening for opening in (a + b, *wrong, *more, b + c + d, a + c + d, b + a + c, a + c + b) if opening
    }


def _beginning(session: Session, column: "sa.ColumnElement[str]", openings: set[str]) -> Iterator[str]:
    """Words of which a column begins with one of some openings."""
    name = column.name
    query = sa.text(
        f"SELECT w.word FROM json_each(:openings) AS o CROSS JOIN search_word AS w "
        f"ON w.{name} >= o.value AND w.{name} < o.value || :last WHERE w.sound IS NOT NULL LIMIT :most"
    )
    asked = {"openings": _json(openings), "last": _LAST, "most": _MOST}
    return iter(session.scalars(query, asked))


def _json(openings: set[str]) -> str:
    return "[" + ",".join(f'"{opening}"' for opening in sorted(openings)) + "]"


def _distance(word: str, key: str, other: str) -> int:
    """How many errors lie between a word and another, in letters or in sounds, whichever are fewer."""
    letters = OSA.distance(word, other)
    best, other_key = letters, sound_key(other)
    if best > 1 and other_key is not None:
        sounds = OSA.distance(key, other_key)
        # One sound may be two letters here and one there; words that share few letters are not meant.
        if 0 < sounds < best <= 2 * sounds + 1:
            best = sounds
    if best > 1 and LEAST_SPELLED < len(word) < len(other):
        ends = range(len(word) - 1, len(word) + 2)
        best = min([best, *(1 for end in ends if OSA.distance(word, other[:end], score_cutoff=1) <= 1)])
    return best
