"""How a name sounds, whichever script, language and system it is spelled by.

`sound` is one key of a word for indexes: words that share it are spellings of one sound (Zheenbekova and
Jeenbekova, Кодиров and Qodirov). `heard` keeps more, so that two words can be compared: their consonants, and
the vowels between them, which is where the languages and the systems differ most (Кадыров, Qodirov).
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from db.names.folding import LETTERS, Folding, fold

# What `fold` loses, and the ear does not. ɵ, æ, ø, ŋ stand for sounds that Latin and Russian spell in several
# ways: oʻ ў ө ö, ә ä, ё, ң ň.
_HEARD = {
    **dict.fromkeys("şșš", "sh"),  # Turkmen, Kazakh, Uzbek; ISO 9
    **dict.fromkeys("çčć", "ch"),
    **{"ž": "zh", "ŝ": "shch", "â": "ya", "û": "yu"},  # Turkmen; ISO 9:1995
    **dict.fromkeys("öөўőøōõ", "ɵ"),
    **dict.fromkeys("äә", "æ"),
    **dict.fromkeys("ёë", "ø"),
    **dict.fromkeys("ңňñŋ", "ŋ"),
    **{"і": "y"},  # Kazakh і is heard like ы, and у in Russian: Жүнісов, Жунусов
}
_HEARING = Folding({**LETTERS, **_HEARD, **{sound: sound for sound in "ɵæŋ"}})
_O_WITH_SIGN = re.compile(r"([oO])['`´’‘ʻʼ]")
_SOFT_SIGN_E = re.compile("ье", re.IGNORECASE)
_SCHOLARLY = re.compile("[čšŝČŠŜ]")  # ISO 9 and what it comes from, also Serbian: there j is й
_J_AS_Y = str.maketrans("jJ", "yY")


def words_heard(text: str) -> list[str]:
    """The words of a text, folded like `fold` does, but with the sounds kept that accents and signs tell."""
    if "'" in text or "`" in text or not text.isascii():
        text = _SOFT_SIGN_E.sub("ие", _O_WITH_SIGN.sub("ö", unicodedata.normalize("NFC", text)))
        text = text.translate(_J_AS_Y) if _SCHOLARLY.search(text) else text
    if text.isascii():
        return fold(text).split()
    return text.translate(_HEARING).split()


# How one sound is spelled in several ways, in the order in which the rules apply.
_SPELLINGS = (
    ("tsch", "C"),  # German
    ("dsch", "j"),
    ("dzh", "j"),
    ("zh", "j"),
    ("dj", "j"),
    ("kh", "h"),
    ("x", "h"),  # Uzbek and Tajik Latin write kh so
    ("gh", "g"),
    ("ph", "f"),
    ("shch", "S"),
    ("sch", "S"),
    ("sh", "S"),
    ("tch", "C"),
    ("ch", "C"),
    ("ts", "T"),
    ("tz", "T"),
    ("ck", "k"),
    ("w", "v"),
    ("yo", "ø"),
    ("ou", "u"),
)
_VOWELS = "aeiouæøɵɨ"
# Latin x and other letters of European names, which Uzbek spells otherwise.
_EUROPEAN = (
    (re.compile(r"^alex|(?<=^a)lex"), "aleks"),
    (re.compile(r"^maxi"), "maksi"),
    (re.compile(r"^x(?=en[iy])"), "ks"),
    (re.compile(r"(?<=^ro)x(?=an)|(?<=^feli)x$|(?<=^ma)x$"), "ks"),
    (re.compile(r"^chr"), "kr"),
    (re.compile(r"^th|th$"), "t"),
    (re.compile(r"^john"), "jon"),
    (re.compile(r"uell"), "ull"),
)
_J_AS_VOWEL = re.compile(rf"(?<=[{_VOWELS}y])j(?![{_VOWELS}y])")
_SOFT_C = re.compile(r"c(?=[eiy])")
_IE = re.compile(rf"(?:^|(?<=[{_VOWELS}]))i+e")
_PROPHET = re.compile(r"m[aou]ham[ae](?=[dt])")  # Muhammad, Mohammed, Мухамед: one name in as many spellings
_HARD_I = re.compile(rf"(?:^|(?<=[^{_VOWELS}y]))y(?![{_VOWELS}])")  # ы, which Turkmen has for и and у
_GLIDES = re.compile("ɨ+i+|i+ɨ+")
_DOUBLED = re.compile(r"(.)\1+")
_FINAL_FF = re.compile(r"ff$")


@lru_cache(maxsize=1 << 17)
def spelled(word: str) -> str:
    """A word of `words_heard` in one spelling of each sound."""
    for pattern, letters in _EUROPEAN:
        word = pattern.sub(letters, word)
    word = _J_AS_VOWEL.sub("i", word)
    for spelling, letter in _SPELLINGS:
        word = word.replace(spelling, letter)
    word = _HARD_I.sub("ɨ", _SOFT_C.sub("T", word).replace("c", "k")).replace("y", "i")
    word = _GLIDES.sub("i", word)
    word = _IE.sub("e", _FINAL_FF.sub("v", word))
    return _PROPHET.sub("muhama", _DOUBLED.sub(r"\1", word))


_PLAIN = str.maketrans({"q": "k", "æ": "a", "ø": "e", "ɵ": "o", "ɨ": "i", "ŋ": "ng"})


@lru_cache(maxsize=1 << 17)
def sound(word: str) -> str:
    """A key of one folded word that the spellings of one sound share: Zheenbekova and Jeenbekova."""
    return spelled(word).translate(_PLAIN)


def sounds(text: str) -> tuple[str, ...]:
    """The keys of the words of a text as it was typed: Şavkat is heard like Шавкат, which folding loses."""
    return tuple(sound(word) for word in words_heard(text))


def skeleton(word: str) -> str:
    """A coarser key of one folded word, its consonants alone: words that may be alike share it."""
    return take_apart(TURKMEN.sub("k", spelled(word))).skeleton


@dataclass(frozen=True, slots=True)
class Heard:
    """A word taken apart: its key, its consonants, the vowels before, between and after them, its sex."""

    key: str
    consonants: str
    skeleton: str
    vowels: tuple[str, ...]
    sex: str
    """ "m" or "f" where the ending of a family name or a patronymic tells it, else empty."""


# Turkmen says g where its neighbours, and Russian, say k.
TURKMEN = re.compile(
    r"^g(?=urban|ar[iɨ]|ara|[iɨ]l[iɨ][Cj]|eld[iɨ]|adam|and[iɨ]m|utl[iɨ]|ulam|oC)"
    r"|g(?=ul[iɨ](?:ev|eva)?$|eld[iɨ])"
)
_FINAL_H = re.compile(rf"(?<=[{_VOWELS}])h$")
_VOWEL = re.compile(rf"[{_VOWELS}]")
_CONSONANT = re.compile(rf"[^{_VOWELS}]")
_MAN = re.compile(r"(?:[oe]v|[^aeiou]in|[zt]k?ski|oviC|eviC)$")
_WOMAN = re.compile(r"(?:[oe]va|[^aeiou]ina|skaia|ovna|evna)$")


@lru_cache(maxsize=1 << 17)
def heard(word: str) -> Heard:
    """A word of `words_heard` taken apart."""
    return take_apart(spelled(word))


@lru_cache(maxsize=1 << 17)
def take_apart(word: str) -> Heard:
    """A word of `spelled` taken apart."""
    key = word.translate(_PLAIN)
    parts = word.replace("ŋ", "ng").replace("q", "k")
    consonants = _VOWEL.sub("", parts)
    loose = _FINAL_H.sub("", parts)
    if len(loose) > 3:
        loose = loose[:-1] + {"d": "t", "b": "p", "g": "k"}.get(loose[-1], loose[-1])
    sex = "m" if _MAN.search(key) else "f" if _WOMAN.search(key) else ""
    return Heard(key, consonants, _VOWEL.sub("", loose), tuple(_CONSONANT.split(loose)), sex)
