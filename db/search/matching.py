"""How well a record matches: word by word, from a whole word of its title to a typing error elsewhere."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from functools import cached_property
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from db.search import vocabulary
from db.search.asking import Word, Words


class Place(StrEnum):
    """Where words are looked for, the best place first."""

    BEGIN = "title : ^"  # in their order, at the beginning of the title
    TITLE = "title : "
    ANYWHERE = "{title body} : "


class Depth(IntEnum):
    """How far a match may go; each depth has all those above it."""

    WHOLE = 0
    BEGINNING = 1
    LOOSE = 2  # inside a word, or by its sound
    TYPO = 3


class Closeness(IntEnum):
    """How closely one word is matched, the best first."""

    TITLE_WHOLE = 0
    TITLE_BEGINNING = 1
    WHOLE = 2
    BEGINNING = 3
    TITLE_INSIDE = 4
    INSIDE = 5
    TITLE_SOUND = 6
    SOUND = 7
    TITLE_TYPO = 8
    TYPO = 9


_IN_TITLE = frozenset(each for each in Closeness if each.name.startswith("TITLE_"))


class SoughtWord:
    """One word of a search, and the words of the index that it may stand for; looked up when asked for."""

    def __init__(self, session: Session, word: Word, at_most: int) -> None:
        self.word = word
        self._session = session
        self._at_most = at_most

    @cached_property
    def inside(self) -> list[str]:
        """Words that hold it."""
        found = dict.fromkeys(
            word
            for part in self.word.parts
            for word in vocabulary.holding(self._session, part, self._at_most)
        )
        if len(self.word.parts) > 1:
            # What is left of a number without its lead may stand at the beginning of one, too.
            found |= dict.fromkeys(f"{part}*" for part in self.word.parts[1:])
        return list(found)

    @cached_property
    def alike(self) -> list[str]:
        """Words that sound like it."""
        return [
            word
            for form in self.word.forms
            for word in vocabulary.sounding_like(self._session, form, self._at_most)
        ]

    @cached_property
    def mistyped(self) -> list[str]:
        """Words from which it is a typing error or two away."""
        return vocabulary.mistyped(self._session, self.word.text, self._at_most)

    def looked_up(self) -> list[str]:
        """The other words by which it was found, as far as they were looked up."""
        known = vars(self)
        return [*known.get("alike", ()), *known.get("mistyped", ())]

    def alternatives(self, depth: Depth) -> list[str]:
        """What FTS5 is asked for, any of which will do."""
        if depth is Depth.WHOLE:
            return [f'"{form}"' for form in self.word.forms]
        asked = [f'"{form}"*' for form in self.word.forms]
        if depth >= Depth.LOOSE:
            asked += [_quoted(word) for word in dict.fromkeys((*self.inside, *self.alike))]
        if depth is Depth.TYPO:
            asked += [f'"{word}"' for word in self.mistyped]
        return asked

    def closeness(self, title: str, body: str, depth: Depth) -> Closeness:
        """How closely it is matched by what the index has about a record; both texts with blanks around."""
        forms, parts = self.word.forms, self.word.parts
        for best, text in ((Closeness.TITLE_WHOLE, title), (Closeness.WHOLE, body)):
            if any(f" {form} " in text for form in forms):
                return best
            if any(f" {form}" in text for form in forms):
                return Closeness(best + 1)
        for place, text in ((0, title), (1, body)):
            if any(part in text for part in parts):
                return Closeness(Closeness.TITLE_INSIDE + place)
        return self._far(title, body, depth)

    def _far(self, title: str, body: str, depth: Depth) -> Closeness:
        lists = [(Closeness.TITLE_SOUND, self.alike)] if depth >= Depth.LOOSE else []
        for best, words in lists:
            if _any_of(words, title):
                return best
            if _any_of(words, body):
                return Closeness(best + 1)
        return (
            Closeness.TITLE_TYPO if depth is Depth.TYPO and _any_of(self.mistyped, title) else Closeness.TYPO
        )


def _quoted(word: str) -> str:
    return f'"{word[:-1]}"*' if word.endswith("*") else f'"{word}"'


def _any_of(words: Sequence[str], text: str) -> bool:
    return any(f" {word} " in text for word in words)


class Sought:
    """One reading of the words of a search; `remoteness` is 0 as typed, 1 in another keyboard layout."""

    def __init__(self, session: Session, words: Words, remoteness: int, at_most: int) -> None:
        self.words = [SoughtWord(session, word, at_most) for word in words]
        self.remoteness = remoteness
        self.text = " ".join(word.text for word in words)

    def adds_at(self, depth: Depth) -> bool:
        """Whether there is more to be found at this depth than at those above."""
        if depth is Depth.LOOSE:
            return any(word.inside or word.alike for word in self.words)
        if depth is Depth.TYPO:
            return any(word.mistyped for word in self.words)
        return depth is Depth.WHOLE or bool(self.words)

    def expression(self, place: Place, depth: Depth) -> str:
        """What FTS5 is asked: every word, at this place and depth."""
        if place is Place.BEGIN:
            return f'{place.value}"{self.text}"' + ("*" if depth is Depth.BEGINNING else "")
        every = (f"({' OR '.join(word.alternatives(depth))})" for word in self.words)
        return f"{place.value}({' AND '.join(every)})"


@dataclass(frozen=True)
class Match:
    """A record that was found, by itself or by a part of it, and how well it matches."""

    owner_kind: str
    owner: str
    kind: str
    uid: str
    title: str
    closenesses: tuple[Closeness, ...]
    begins: bool
    sought: Sought

    @classmethod
    def of(cls, row: "sa.Row[Any]", sought: Sought, depth: Depth) -> "Match":
        """The match that a row of the index is."""
        title, body = f" {row.title} ", f" {row.body} "
        closenesses = tuple(word.closeness(title, body, depth) for word in sought.words)
        begins = title.startswith(f" {sought.text}")
        return cls(row.owner_kind, row.owner, row.kind, row.uid, row.title, closenesses, begins, sought)

    def order(self) -> tuple[Any, ...]:
        """What matches are sorted by: the poorest of their words first of all, so that no error wins."""
        poorest = max(self.closenesses, default=0)
        of_itself = self.owner == self.uid
        return (
            self.sought.remoteness, poorest, sum(self.closenesses), not of_itself, not self.begins,
            len(self.title), self.title, self.owner,
        )  # fmt: skip

    def words_beside_title(self) -> list[SoughtWord]:
        """The words that do not stand in the title."""
        pairs = zip(self.sought.words, self.closenesses, strict=True)
        return [word for word, closeness in pairs if closeness not in _IN_TITLE]

    @property
    def is_by_title(self) -> bool:
        """Whether all words stand in the title as they were typed."""
        return max(self.closenesses, default=Closeness.TITLE_WHOLE) <= Closeness.TITLE_BEGINNING
