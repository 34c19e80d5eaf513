"""How alike two names are: of persons, organisations or places, in either script and any order.

Names are compared word by word as they sound (`db.names.words_alike`); names of institutions by what their
words mean, too, in whichever language (`db.names.institutions`). What a text comes to is kept, so that
comparing one name with many costs little.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from db.names.acronyms import acronym, short_forms
from db.names.folding import fold
from db.names.institutions import Institution, institution, weight
from db.names.places import places
from db.names.sounds import words_heard
from db.names.words_alike import DAUGHTER, SON, is_initial, words_alike

_TITLE = re.compile(
    r"^(?:(?:mr|mrs|ms|miss|dr|d r|prof|professor|herr|frau|h e|g zha|g n|gn|gzha|gospodin|gospozha|gen"
    r"|general|col|colonel|maj|major|capt|polkovnik|mayor|dots|akad) )+(?=\S+ \S)"
)
_SUFFIX = re.compile(
    r"(?<=\S \S\S) (?:md|phd|mph|msc|mba|jr|sr|k m n|d m n)$|, (?:md|phd|mph|msc|mba|jr|sr)$"
)
_SON = frozenset(
    ["uulu", "ulu", "uly", "uli", "ogly", "oglu", "ogli", "oghli", "ogʻli", "ugli", "ughli", "ɵgli", "ɵghli"]
)
_DAUGHTER = frozenset(["kyzy", "kizi", "kyz", "qizi", "qyzy", "gyzy", "qizy"])
_PATRONYMIC = re.compile(r"(?:[oe][vw]ich|[oe]vna|[oe]wna|ichna|uly|yevich|son of|daughter of)$")


@dataclass(frozen=True, slots=True)
class _Name:
    """What a text comes to when names are compared."""

    folded: str
    words: tuple[str, ...]
    initials: str
    short: tuple[str, ...]
    institution: Institution
    places: frozenset[str]


@lru_cache(maxsize=1 << 16)
def _name(text: str) -> _Name:
    folded = fold(text)
    heard = " ".join(words_heard(text))
    words = _TITLE.sub("", heard)
    if "," in text:
        words = re.sub(r" (?:md|phd|mph|msc|mba|jr|sr|k m n|d m n)$", "", words)
    short = short_forms(text)
    return _Name(
        folded,
        tuple(_marked(word) for word in words.split()),
        fold(initials) if len(initials := acronym(text)) > 1 else "",
        short,
        institution(folded),
        places(folded),
    )


def _marked(word: str) -> str:
    return SON if word in _SON else DAUGHTER if word in _DAUGHTER else word


def likeness(a: str, b: str) -> float:
    """How alike two names of persons, organisations or places are, from 0 to 1.

    From 0.9 on they may be taken for one where nothing speaks against it. It doesn't depend on the order.
    """
    one, two = _name(a), _name(b)
    if not one.words or not two.words:
        return 0.0
    if one.folded == two.folded:
        return 1.0
    if _is_short(one, two) or _is_short(two, one):
        return 0.9
    if one.places and two.places:
        return 0.98 if one.places & two.places else min(0.7, _aligned(one.words, two.words))
    if one.institution.meanings and two.institution.meanings:
        return _bodies_alike(one, two)
    return _aligned(one.words, two.words)


def sound_alike(a: str, b: str) -> float:
    """The likeness of two names by the ear alone: nothing is known of places, institutions and acronyms."""
    one, two = _name(a), _name(b)
    return _aligned(one.words, two.words) if one.words and two.words else 0.0


def _is_short(short: _Name, name: _Name) -> bool:
    return bool(name.initials) and name.initials in short.short


def _aligned(first: tuple[str, ...], second: tuple[str, ...]) -> float:
    """The likeness of two lists of words: each of the shorter beside its best in the longer."""
    shorter, longer = (
        sorted((first, second), key=len) if len(first) != len(second) else sorted((first, second))
    )
    free, matched, weights, least = list(longer), 0.0, 0, 1.0
    for word in sorted(shorter, key=len, reverse=True):
        score, weighs, best = -1.0, 0, ""
        for other in free:
            alike, much = words_alike(word, other)
            if alike > score or (alike == score and other > best):
                score, weighs, best = alike, much, other
        matched += score * weighs
        weights += weighs
        if score < least and (weighs > 2 or score == 0):
            least = score
        free.remove(best)
    left = sum(map(_left, free))
    alike = 0.7 * matched / weights + 0.3 * matched / (weights + left / 2)
    # However long the other words are: one that differs makes it another name.
    alike = min(alike, 0.55 + 0.45 * least, 0.99)
    # One word alone, a given name say, does not make two names the same.
    return round(min(alike, 0.75) if len(shorter) == 1 < len(longer) else alike, 4)


@lru_cache(maxsize=1 << 16)
def _left(word: str) -> float:
    """How much a word tells against two names being one that only one of them has."""
    if is_initial(word):
        return 0.0
    return len(word) / 4 if _PATRONYMIC.search(word) else len(word)


def _bodies_alike(one: _Name, two: _Name) -> float:
    """The likeness of two names of institutions, by meaning, or word by word where no word is left out."""
    meant = _meanings_alike(one.institution, two.institution)
    if len(one.words) != len(two.words) or _are_apart(one.institution, two.institution):
        return meant
    return max(meant, _aligned(one.words, two.words))


def _are_apart(one: Institution, two: Institution) -> bool:
    """Whether numbers or countries say that two bodies are not the same."""
    countries = one.countries and two.countries and not one.countries & two.countries
    return bool(countries) or one.numbers != two.numbers


def _meanings_alike(one: Institution, two: Institution) -> float:
    """By what the words mean: the share of the meanings, and of the other words, that both have."""
    both = one.meanings & two.meanings
    shared = sum(map(weight, both))
    total = sum(map(weight, one.meanings)) + sum(map(weight, two.meanings))
    free = list(two.others)
    for word in one.others:
        alike, best = max(((words_alike(word, other)[0], other) for other in free), default=(0.0, ""))
        if alike >= 0.85:
            shared += alike
            free.remove(best)
    score = 2 * shared / (total + len(one.others) + len(two.others))
    return round(min(score, 0.6 if _are_apart(one, two) else 0.97), 4)
