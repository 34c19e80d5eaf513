"""Single names as they are compared: by sound, so that the scripts and their spellings don't matter."""

import re
from enum import IntEnum
from functools import lru_cache

from rapidfuzz.distance import OSA, JaroWinkler

from db.names import fold, sound


class Likeness(IntEnum):
    """How alike two names are."""

    EQUAL = 0  # letter by letter, but for case and accents
    SOUND = 1  # in another script or spelling
    NEAR = 2  # but for a slip of the key
    PART = 3  # one says less: Anna for Anna Maria
    INITIAL = 4  # one is an initial of the other
    SOME = 5  # as a name that was garbled, or another one that is much like it
    OTHER = 6


class Word:
    """One name: as it is folded, by its sound, and by the consonants that it begins with, most slips away.

    Made once for each spelling, so that many may share it.
    """

    __slots__ = ("folded", "key", "rough")

    def __init__(self, folded: str, key: str) -> None:
        self.folded = folded
        self.key = key
        self.rough = key[:1] + _VOWELS.sub("", key[1:])[:4]


_VOWELS = re.compile("[aeiouyh ]")
_GENDERED = re.compile(r"(?<=[oeiy][vw])a$|(?<=[iy]n)a$|(?<=[stz]k)(?:aia|aya|aja|ii|iy|ij|y|i|oy|oi)$")
_CHILD = re.compile(
    r"(?:[oe][vw]i(?:t?ch|c)|[oe][vw]na|ichna|ich"
    r"|[ -]?(?:uulu|ulu|uly|kyzy|kizi|kizy|qizi|qyzy|gyzy|ogly|oglu|ogli|oghli|ugli|zoda|zade|zada))$"
)


def family(text: str) -> Word:
    """A family name, with the ending of women as that of men: Sekimova and Sekimov are one family."""
    return _family(fold(text))


def given(text: str) -> Word:
    """A given name."""
    return _given(fold(text))


def patronymic(text: str) -> Word:
    """A patronymic, by the father's name: Bakytovna, Bakytovich and Bakyt kyzy have one father."""
    return _patronymic(fold(text))


@lru_cache(maxsize=1 << 16)
def place(text: str) -> str:
    """A town by its sound: Toshkent, Ташкент and Tashkent are one."""
    return " ".join(_heard(word) for word in fold(text).split())


@lru_cache(maxsize=1 << 17)
def _family(folded: str) -> Word:
    return Word(folded, " ".join(_heard(_GENDERED.sub("", word)) for word in folded.split()))


@lru_cache(maxsize=1 << 17)
def _given(folded: str) -> Word:
    return Word(folded, " ".join(_heard(word) for word in folded.split()))


@lru_cache(maxsize=1 << 17)
def _patronymic(folded: str) -> Word:
    return Word(folded, _heard(_CHILD.sub("", folded).strip()))


def _heard(word: str) -> str:
    # What Russian writes as a is o in Uzbek and Tajik: Rahmonov, Rakhmanov.
    return sound(word).replace("o", "a") if word else ""


@lru_cache(maxsize=1 << 18)
def likeness(a: Word, b: Word) -> Likeness:
    """How alike two names are, neither of them empty."""
    if a.folded == b.folded:
        return Likeness.EQUAL
    mine, yours = set(a.key.split()), set(b.key.split())
    if mine == yours or a.key.replace(" ", "") == b.key.replace(" ", ""):
        return Likeness.SOUND
    short, long = sorted((a.folded, b.folded), key=len)
    if len(short) <= 2 or (len(short) <= 3 and " " in short):
        return Likeness.INITIAL if _begins(short, long, a, b) else Likeness.OTHER
    if (mine < yours or yours < mine) and max(map(len, mine & yours)) > 2:
        return Likeness.PART
    if near(a.folded, b.folded) or near(a.key, b.key):
        return Likeness.NEAR
    garbled = OSA.normalized_similarity(a.key, b.key, score_cutoff=0.5) > 0
    return Likeness.SOME if garbled and min(len(a.key), len(b.key)) > 3 else Likeness.OTHER


def _begins(short: str, long: str, a: Word, b: Word) -> bool:
    """Whether an initial is that of a name, in either script: Ш. and Sh. for Shirin, Ж. for Jeenbek."""
    return long.startswith(short) or a.key[:1] == b.key[:1]


def near(a: str, b: str) -> bool:
    """Whether two texts differ by slips alone: a letter in a short one, one in four or five in a longer one.

    A slip is a letter more, fewer, another, or two that changed places.
    """
    shorter = min(len(a), len(b))
    if shorter < 3:
        return False
    allowed = 1 if shorter < 6 else 2 if shorter < 10 else 3
    if OSA.distance(a, b, score_cutoff=allowed) <= allowed:
        return shorter > 3 or a[0] == b[0]
    return shorter > 4 and JaroWinkler.similarity(a, b, score_cutoff=0.93) > 0
