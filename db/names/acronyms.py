"""Acronyms: the initials of a name, and whether a text is those of another."""

import re

from db.names.folding import fold

_SMALL = "a an and at by for in of on the to with und de la du i v na po dlya s pri o ob ot iz va zhana zhane"
_SMALL_WORDS = frozenset(_SMALL.split())
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


def acronym(text: str) -> str:
    """The initials of all but the small words: SSES of "State Service for Executing Sentences"."""
    return "".join(word[0] for word in _WORD.findall(text) if fold(word) not in _SMALL_WORDS).upper()


def short_forms(text: str) -> tuple[str, ...]:
    """What a text may be as an acronym, folded: all its letters, and its capitals, as in MoHSPP."""
    word = text.strip()
    if not 2 <= len(word) <= 12 or not word.isalnum():
        return ()
    capitals = "".join(letter for letter in word if letter.isupper())
    return tuple({fold(letters) for letters in (word, capitals) if len(letters) > 1})
