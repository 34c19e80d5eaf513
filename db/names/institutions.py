"""Names of institutions taken apart by what their words mean, in whichever language of the region."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

from db.names.folding import fold
from db.names.institution_words import ACRONYMS, BODIES, COUNTRIES, FIELDS, LIGHT


@dataclass(slots=True)
class _Node:
    """What may follow the words so far: whole words, beginnings of words, and what is meant if none does."""

    words: dict[str, "_Node"] = field(default_factory=dict)
    stems: dict[str, "_Node"] = field(default_factory=dict)
    meanings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Institution:
    """A name taken apart: what its known words mean, its other words, its numbers."""

    meanings: frozenset[str]
    others: tuple[str, ...]
    numbers: tuple[str, ...]

    @property
    def countries(self) -> frozenset[str]:
        """The countries that it names, by ISO 3166-1."""
        return frozenset(meaning for meaning in self.meanings if meaning.isupper())


_SMALL = (
    "a an and at by for in of on the to with under und de la du i v na po za dlya s pri o ob ot iz u im imeni"
    " va zhana zhane menen boyuncha hamda we respublikasynyn"
)
SMALL_WORDS = frozenset(_SMALL.split())


@cache
def _known() -> tuple[_Node, dict[str, float]]:
    """The tree of all known words, and the weight of each meaning."""
    root, weights = _Node(), {}
    for line in _entries(BODIES + FIELDS + LIGHT + COUNTRIES):
        head, words = line.split(": ", 1)
        meaning, *weight = head.split()
        weights[meaning] = float(weight[0]) if weight else 1.0
        for phrase in words.split(", "):
            _plant(root, phrase, (meaning,))
    for line in _entries(ACRONYMS):
        words, meant = line.split(" = ")
        for phrase in words.split(", "):
            _plant(root, phrase, tuple(meant.split()))
    return root, weights


def _entries(table: str) -> list[str]:
    return [entry for entry in table.replace("\n  ", " ").splitlines() if entry]


def _plant(root: _Node, phrase: str, meanings: tuple[str, ...]) -> None:
    node = root
    for word in phrase.split():
        among = node.stems if word.endswith("*") else node.words
        for part in fold(word).split():
            node = among.setdefault(part, _Node())
            among = node.words
    node.meanings = meanings


def weight(meaning: str) -> float:
    """How much a meaning counts; a country and "state" little, as one side often leaves them out."""
    return _known()[1].get(meaning, 1.0)


@lru_cache(maxsize=1 << 16)
def institution(folded: str) -> Institution:
    """A folded name of an institution taken apart; without meanings where no word of it is known."""
    words = folded.split()
    meanings: set[str] = set()
    others: list[str] = []
    place = 0
    while place < len(words):
        # ОФ, общественный фонд, folds to "of": it is the fund only where a name begins with it.
        length, meant = (1, ()) if place and words[place] == "of" else _longest(words, place)
        if meant:
            meanings.update(meant)
        elif words[place] not in SMALL_WORDS:
            others.append(words[place])
        place += length or 1
    numbers = tuple(word for word in others if word.isdigit())
    named = tuple(_base(word) for word in others if not word.isdigit() and word != "no")
    return Institution(frozenset(meanings), named, numbers)


def _longest(words: Sequence[str], place: int) -> tuple[int, tuple[str, ...]]:
    """How many words from a place on are one known phrase, at most, and what it means."""
    found: tuple[int, tuple[str, ...]] = (0, ())
    open_ends = [(0, _known()[0])]
    while open_ends:
        length, node = open_ends.pop()
        if node.meanings and length > found[0]:
            found = length, node.meanings
        if place + length < len(words):
            open_ends += [(length + 1, following) for following in _following(node, words[place + length])]
    return found


def _following(node: _Node, word: str) -> Iterator[_Node]:
    if exact := node.words.get(word):
        yield exact
    if node.stems:
        for end in range(2, len(word) + 1):
            if stem := node.stems.get(word[:end]):
                yield stem


def _base(word: str) -> str:
    """A place's name out of its Russian adjective: Ошский, Бишкекская."""
    for ending in ("skiy", "skaya", "skoe", "skogo", "skoy"):
        if word.endswith(ending) and len(word) > len(ending) + 1:
            return word[: -len(ending)]
    return word
