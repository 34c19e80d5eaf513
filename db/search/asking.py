"""What is asked for: the text of a search taken apart into words, phrases, terms, and what is left out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from db.names import fold
from db.search.contents import digits_of, heard_forms
from db.search.terms import Term, is_label, read_term


@dataclass(frozen=True)
class Word:
    """One word that is looked for. `forms` are its spellings, folded: any of them will do.

    `parts` are what is looked for inside other words.
    """

    forms: tuple[str, ...]
    parts: tuple[str, ...]

    @property
    def text(self) -> str:
        """The word, folded."""
        return self.forms[0]

    @classmethod
    def of(cls, text: str, *others: str) -> "Word":
        """A folded word; the digits of a phone are looked for without what is dialled before them at home."""
        parts = [text]
        if text.isdecimal() and len(text) >= _LEAST_LOCAL:
            parts += [text.removeprefix(lead) for lead in ("00", "0", "8") if text.startswith(lead)]
        return cls(tuple(dict.fromkeys((text, *others))), tuple(dict.fromkeys(parts)))


Words = tuple[Word, ...]


@dataclass(frozen=True)
class Asked:
    """A search as it is understood.

    `ways` are readings of its free words, the likeliest first: "312 90-12" is a number, or three words.
    `plain` is the text of these words as it was typed.
    """

    ways: tuple[Words, ...] = ()
    plain: str = ""
    phrases: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    terms: tuple[Term, ...] = field(default=())

    @property
    def is_empty(self) -> bool:
        """Whether nothing is asked for: no letters, no terms."""
        return not (self.ways or self.phrases or self.without or self.terms)


_LEAST_LOCAL = 5
_PIECES = re.compile(
    r'(?P<minus>(?<!\S)[-−–])?(?:(?P<label>"[^":]+"|[^\W\d][\w./-]*):\s*(?P<value>"[^"]*"?|[^\s"]+)'
    r'|"(?P<phrase>[^"]*)"?|(?P<word>\S+))'
)
# A number that is written with blanks, brackets or dashes; a bare word of digits is one as it is.
_NUMBER = re.compile(r"(?<![\w.,])\+?\(?\d[\d\s().+/–-]*\d(?!\w)")


def taken_apart(text: str) -> Asked:
    """What a search asks for. Any text will do: what is no term or phrase is words."""
    free: list[str] = []
    phrases: list[str] = []
    without: list[str] = []
    terms: list[Term] = []
    for piece in _PIECES.finditer(text):
        minus = bool(piece["minus"])
        if piece["label"] and (term := _term(free, piece["label"], piece["value"], minus)):
            terms.append(term)
        elif piece["phrase"] is not None:
            (without if minus else phrases).append(fold(piece["phrase"]))
        elif minus and any(letter.isalpha() for letter in piece[0]):
            without.append(fold(piece[0]))
        elif not is_label(piece[0]):
            free.append(piece[0])
    plain = " ".join(free)
    return Asked(
        tuple(readings(plain)),
        plain,
        tuple(filter(None, phrases)),
        tuple(filter(None, without)),
        tuple(terms),
    )


def _term(free: list[str], label: str, value: str, minus: bool) -> Term | None:
    """The term of a label, to which the words before it may belong: job title:editor."""
    for count in range(min(3, len(free)), -1, -1):
        begin = len(free) - count
        term = read_term(" ".join([*free[begin:], label]), value, minus)
        if term is not None:
            del free[begin:]
            return term
    return None


def readings(plain: str) -> Iterator[Words]:
    """The ways to read free words: with numbers written in groups taken together, and word by word."""
    seen: set[tuple[str, ...]] = set()
    for text in (_NUMBER.sub(_in_one, plain), plain):
        words = {word.text: word for piece in text.split() for word in _words(piece)}
        if words and tuple(words) not in seen:
            seen.add(tuple(words))
            yield tuple(words.values())


def _words(piece: str) -> Iterator[Word]:
    """The words of a piece without blanks, each with its further spellings."""
    folded = fold(piece).split()
    if len(folded) != 1:
        yield from map(Word.of, folded)
        return
    capitals = [letter for letter in piece if letter.isupper()]
    others = [*heard_forms(piece)]
    if 1 < len(capitals) < sum(map(str.isalpha, piece)):
        others.append(fold("".join(capitals)))  # MHSPP of MoHSPP
    yield Word.of(folded[0], *others)


def _in_one(number: re.Match[str]) -> str:
    digits = digits_of(number[0])
    return f" {digits} " if len(digits) >= _LEAST_LOCAL else number[0]
