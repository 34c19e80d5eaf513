"""Names of people, organisations and places: folding for search, likeness, and the parts of a person's name.

`fold` brings either script to plain Latin letters. Cyrillic goes by BGN/PCGN (Russian 1947, Kyrgyz 1979,
Kazakh 1979, Tajik 1994, Uzbek Cyrillic 1979), simplified: one table for all of them, since a name doesn't
say its language; no diacritics and no signs for ь and ъ; е is always "e", and ё counts as е, as Russian
readers take it.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from rapidfuzz.distance import Levenshtein


def _words(*lines: str) -> frozenset[str]:
    return frozenset(" ".join(lines).split())


_CYRILLIC = {
    **dict(zip("абвгдезийклмнопрстуфыэ", "abvgdeziyklmnoprstufye", strict=True)),
    **{"ё": "e", "ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ю": "yu", "я": "ya"},
    **{"ь": "", "ъ": ""},
    **{"ө": "o", "ү": "u", "ң": "ng"},  # Kyrgyz; Kazakh has them too
    **{"ә": "a", "ғ": "gh", "қ": "q", "ұ": "u", "һ": "h", "і": "i"},  # Kazakh
    **{"ӣ": "i", "ӯ": "u", "ҳ": "h", "ҷ": "j"},  # Tajik
    **{"ў": "o"},  # Uzbek, whose Latin alphabet writes it oʻ
    **{"җ": "j", "є": "ye", "ї": "yi", "ґ": "g"},  # Turkmen, Ukrainian
}
_LATIN = {
    "ı": "i",
    "ø": "o",
    "ł": "l",
    "đ": "d",
    "ð": "d",
    "æ": "ae",
    "œ": "oe",
    "þ": "th",
    "ə": "a",
    "ŋ": "ng",
}
_APOSTROPHES = "'`´’‘ʻʼʹ′"  # they stand inside words: O'Brien, Oʻktam, Ja’far


class _Folding(dict[int, str | None]):
    """The table of `str.translate`, filled with each character when it is first met."""

    def __missing__(self, code: int) -> str | None:
        self[code] = folded = self._folded(chr(code)) or None
        return folded

    def _folded(self, character: str) -> str:
        letter = character.casefold()
        if letter in _CYRILLIC:
            return _CYRILLIC[letter]
        if letter in _LATIN:
            return _LATIN[letter]
        if character in _APOSTROPHES or unicodedata.category(character) in ("Mn", "Me", "Cf"):
            return ""
        plain = unicodedata.normalize("NFKD", letter)
        if plain != character and len(plain) > 1:
            return "".join(self._folded(part) for part in plain)
        plain = plain.casefold()
        return plain if plain.isalnum() or unicodedata.category(plain[0]) == "Mc" else " "


_FOLDING = _Folding()
# ASCII has a table of its own, as bytes are translated twice as fast.
_ASCII = bytes(ord(_FOLDING[code] or " ") for code in range(128)) + bytes(128)


def fold(text: str) -> str:
    """`text` for comparing and searching: caseless, Latin, without diacritics or punctuation."""
    if text.isascii():
        return " ".join(text.encode().translate(_ASCII, b"'`").decode().split())
    return " ".join(unicodedata.normalize("NFC", text).translate(_FOLDING).split())


# How one sound is spelled in several ways, in the order in which the rules apply.
_SOUNDS = (
    ("x", "h"),  # Uzbek and Tajik Latin write kh so
    ("kh", "h"),
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
    ("q", "k"),
    ("w", "v"),
    ("yo", "e"),
    ("ye", "e"),
    ("ou", "u"),
)
_J_AS_VOWEL = re.compile(r"(?<=[aeiouy])j(?![aeiouy])")
_SOFT_C = re.compile(r"c(?=[eiy])")
_GLIDE = re.compile(r"(?:^|(?<=[aeiou]))i(?=[aeou])")
_DOUBLED = re.compile(r"(.)\1+")


@lru_cache(maxsize=65_536)
def sound(word: str) -> str:
    """A key of one folded word that the spellings of one sound share: Zheenbekova and Jeenbekova."""
    key = _J_AS_VOWEL.sub("i", word)
    for spelling, letter in (("dzh", "j"), ("zh", "j"), ("dj", "j"), *_SOUNDS):
        key = key.replace(spelling, letter)
    key = _SOFT_C.sub("T", key).replace("c", "k").replace("y", "i")
    key = re.sub(r"ff$", "v", key)
    return _GLIDE.sub("", _DOUBLED.sub(r"\1", key)) or key


def likeness(a: str, b: str) -> float:
    """How alike two names of persons or of organisations are, from 0 to 1, in either script and any order."""
    first, second = fold(a).split(), fold(b).split()
    if not first or not second:
        return 0.0
    if first == second:
        return 1.0
    if _is_acronym_of(a, b) or _is_acronym_of(b, a):
        return 0.9
    return round(_aligned(*sorted((first, second), key=len)), 4)


def _aligned(shorter: Sequence[str], longer: Sequence[str]) -> float:
    """The likeness of two lists of words: each of the shorter beside its best in the longer."""
    free, matched, weights = list(longer), 0.0, 0
    for word in sorted(shorter, key=len, reverse=True):
        score, weight, best = max((*_words_alike(word, other), other) for other in free)
        matched += score * weight
        weights += weight
        free.remove(best)
    left = sum(len(word) for word in free)
    overlap = matched / weights
    covered = matched / (weights + left / 2)
    alike = 0.7 * overlap + 0.3 * covered
    # One word alone, a given name say, does not make two names the same.
    return min(alike, 0.75) if len(shorter) == 1 < len(longer) else min(alike, 0.99)


def _words_alike(word: str, other: str) -> tuple[float, int]:
    """How alike two words are, and how much they weigh: an initial counts little."""
    if word == other:
        return 1.0, len(word)
    key, other_key = sound(word), sound(other)
    if 1 in (len(key), len(other_key)) and min(len(word), len(other)) <= 2:
        return (0.8 if key[0] == other_key[0] else 0.0), 2
    if key == other_key:
        return 0.97, len(word)
    if key.replace("o", "a") == other_key.replace("o", "a"):
        return 0.93, len(word)  # what Russian writes as a is o in Uzbek and Tajik: Tashkent, Toshkent
    alike = max(
        Levenshtein.normalized_similarity(word, other), Levenshtein.normalized_similarity(key, other_key)
    )
    return max(0.0, (alike - 0.4) / 0.6) * 0.97, len(word)


_SMALL_WORDS = _words(
    "a an and at by for in of on the to with und de la du i v na po dlya s pri o ob ot iz va zhana zhane",
)


def acronym(text: str) -> str:
    """The initials of all but the small words: SSES of "State Service for Executing Sentences"."""
    words = re.findall(r"[^\W_]+(?:['’][^\W_]+)*", text)
    return "".join(word[0] for word in words if fold(word) not in _SMALL_WORDS).upper()


def _is_acronym_of(short: str, name: str) -> bool:
    """Whether `short` is the acronym of `name`; small letters as in MoHSPP don't count."""
    word = short.strip()
    if len(word) < 2 or len(word) > 12 or not word.isalnum():
        return False
    initials = fold(acronym(name))
    capitals = "".join(letter for letter in word if letter.isupper())
    return len(initials) > 1 and initials in (fold(word), fold(capitals))


@dataclass(frozen=True)
class Person:
    """The parts of a person's name; `certain` is False where their order had to be assumed."""

    honorific: str = ""
    given: str = ""
    patronymic: str = ""
    family: str = ""
    suffix: str = ""
    certain: bool = True


_HONORIFICS = _words(
    "mr mrs ms miss mx mme mlle dr doctor prof professor assocprof sir dame hon honourable amb ambassador",
    "herr frau gen general col colonel lt ltcol maj major capt captain sgt gn gospodin gzha gospozha",
    "doktor akad akademik polk polkovnik podpolkovnik mayor kapitan posol janob myrza",
)
_SUFFIXES = _words(
    "md phd dphil mph msc mba bsc llm llb jr sr ii iii iv esq cbe obe mbe kmn dmn ktn dtn kyun dyun kpn",
    "dpn",
)
_COMMA_SUFFIXES = _SUFFIXES | {"ma", "ba", "jd", "rn"}
_MARKERS = _words(
    "uulu ulu uly kyzy kizi kizy qizi qyzy gyzy ogly oglu ogli oghli ugli ughli",
)  # "son of" and "daughter of", a word of their own after the father's name
_PARTICLES = _words(
    "van von der den de del della di da dos du la le bin ibn al el",
)

_PATRONYMIC = re.compile(
    r"(?:[oe][vw]ich|[oe]wic|[oe][vw]na|ichna)$|^(?:ilich|ilyich|kuzmich|lukich|fomich|nikitich|savvich)$"
)
_DAUGHTER = re.compile(r"(?:[oe][vw]na|ichna)$")
_CHILD_OF = re.compile(r"\w{2}(?:(?<!g)uly|uulu|kyzy|qyzy|zoda|zade|zada|zadeh)$")
_KAZAKH_CHILD_OF = re.compile(r"\w{2}(?:(?<!g)uly|kyzy|qyzy)$")
_FAMILY = re.compile(
    r"(?:[oe][vw]a?|[oe]ff|skiy|skii|sky|ski|skaya|skaia|skaja|enko|shvili|adze|idze"
    r"|uulu|(?<!g)uly|kyzy|qyzy|zoda|zade|zada|zadeh)$"  # but not the given names Meretguly, Annaguly
)
_FAMILY_PERHAPS = re.compile(r"(?:in|ina|yan|ian|chuk|[iy]kh)$|^(?:kim|pak|park|tsoy|tsoi|khegay|li|lee)$")
_GIVEN = _words(
    "eva yeva lev yakov jakov lyubov liubov andrew matthew mathew bartholomew stew drew valentin",
    "valentina konstantin martin martina benjamin veniamin amin amina galina marina irina arina karina",
    "ekaterina katarina nina alina elina polina regina kristina christina sabina madina zarina angelina",
    "albina robin colin edwin kevin justin augustin augustina yasin yasmin yasmina nasrin nazrin shirin",
    "parvin farzin medina malvina evelina adelina carolina karolina paulina ian ryan dylan brian vivian",
    "julian adrian",
)


def looks_like_family(word: str) -> bool:
    """Whether a word has the ending of a family name, such as -ова, -ev, -беков, -uulu, -zoda, -enko."""
    parts = fold(word).split()
    return bool(parts) and len(parts[-1]) >= 4 and parts[-1] not in _GIVEN and bool(_FAMILY.search(parts[-1]))


def parse_person(text: str, family_first: bool | None = None) -> Person:
    """The parts of the name that stands in one cell, in Latin or Cyrillic letters.

    Titles, capitals, a comma, initials, patronymics and family-name endings decide what is what. Where
    nothing does, `family_first` decides (None: first in Cyrillic, last in Latin) and `certain` is False.
    """
    asides = re.findall(r"\([^()]*\)", text)
    head, *rest = [part.strip() for part in re.sub(r"\([^()]*\)", " ", text).split(",")]
    honorifics, words = _without_titles(head.split())
    after: list[str] = []
    suffixes: list[str] = []
    for part in filter(None, rest):
        titles, others = _without_titles(part.split())
        honorifics += titles
        if all(_joined(word) in _COMMA_SUFFIXES for word in others):
            suffixes += others
        elif not after and words:
            after = others
        else:
            suffixes.append(" ".join(others))
    while len(words) > 2 and _joined(words[-1]) in _SUFFIXES:
        suffixes.insert(0, words.pop())
    person = _after_comma(words, after) if after else _in_order(_units(words), family_first)
    return replace(
        person,
        honorific=" ".join(honorifics),
        given=cased(person.given),
        patronymic=cased(person.patronymic),
        family=cased(person.family),
        suffix=", ".join(suffixes + asides),
        certain=person.certain and not asides,
    )


def _joined(word: str) -> str:
    return fold(word).replace(" ", "")


def _without_titles(words: list[str]) -> tuple[list[str], list[str]]:
    """The titles that stand before a name, and the words of the name."""
    count = 0
    while count < len(words) and (_joined(words[count]) in _HONORIFICS or words[count] in ("H.E.", "H.E")):
        count += 1
    return words[:count], words[count:]


def _units(words: Iterable[str]) -> list[str]:
    """The words, with "uulu", "kyzy", "o'g'li" joined to the father's name before them."""
    units: list[str] = []
    for word in words:
        if units and fold(word) in _MARKERS:
            units[-1] += f" {word}"
        else:
            units.append(word)
    return units


_INITIALS = re.compile(r"(?:[^\W\d_]{1,2}\.-?)+[^\W\d_]?|[^\W\d_](?:-[^\W\d_])?")


def _is_initials(unit: str) -> bool:
    return bool(_INITIALS.fullmatch(unit)) and unit[0].isupper()


def _is_capitals(unit: str) -> bool:
    word, *_ = unit.split()
    return word.isupper() and len(word) > 1 and not _is_initials(word)


def _is_patronymic(unit: str) -> bool:
    folded = fold(unit)
    return bool(_PATRONYMIC.search(folded)) or (" " in folded and folded.split()[-1] in _MARKERS)


def _after_comma(family: Sequence[str], rest: Sequence[str]) -> Person:
    """ "Sekimova, Asel Bakytovna": the family name stands before the comma."""
    return replace(_given_names(_units(rest)), family=" ".join(family))


def _given_names(units: Sequence[str]) -> Person:
    """Given name and patronymic, or their initials, once the family name is known."""
    if units and all(_is_initials(unit) for unit in units):
        letters = re.findall(r"[^\W\d_]{1,2}(?:\.-[^\W\d_]{1,2})?\.?", " ".join(units))
        return Person(given=letters[0], patronymic=" ".join(letters[1:]))
    named = len(units) > 1 and (_is_patronymic(units[-1]) or bool(_CHILD_OF.search(fold(units[-1]))))
    return Person(
        given=" ".join(units[:-1] if named else units),
        patronymic=units[-1] if named else "",
    )


def _in_order(units: list[str], family_first: bool | None) -> Person:
    """The parts of a name without a comma."""
    if not units:
        return Person()
    if len(units) == 1:
        known = looks_like_family(units[0])
        return Person(family=units[0]) if known else Person(given=units[0], certain=False)
    return (
        _by_capitals(units)
        or _by_initials(units)
        or _by_patronymic(units)
        or _by_particle(units)
        or _by_family(units)
        or _by_order(units, family_first)
    )


def _by_capitals(units: list[str]) -> Person | None:
    """ "Nurbek ABDYRAKHMANOV": capitals mark the family name when not all is in capitals."""
    family = [unit for unit in units if _is_capitals(unit)]
    others = [unit for unit in units if not _is_capitals(unit)]
    if not family or not others or all(_is_initials(unit) for unit in others):
        return None
    return replace(_given_names(others), family=" ".join(family))


def _by_initials(units: list[str]) -> Person | None:
    """ "Иванов С.П.", "А. Секимова"; in "John F. Kennedy" the initial belongs to the given name."""
    initials = [unit for unit in units if _is_initials(unit)]
    words = [unit for unit in units if not _is_initials(unit)]
    if not initials or not words:
        return None
    if not _is_initials(units[0]) and not _is_initials(units[-1]):
        return Person(given=" ".join(units[:-1]), family=units[-1])
    return replace(_given_names(initials), family=" ".join(words))


def _by_patronymic(units: list[str]) -> Person | None:
    """ "Токтогулова Айгуль Бакытовна", "Айгуль Бакытовна Токтогулова", "Асан уулу Бакыт"."""
    if len(units) == 2:
        return _pair_with_patronymic(*units)
    places = [place for place, unit in enumerate(units) if place and _is_patronymic(unit)]
    last = fold(units[-1])
    named_first = looks_like_family(units[0]) and _CHILD_OF.search(last)
    if not places and (named_first or _KAZAKH_CHILD_OF.search(last)):
        places = [len(units) - 1]
    if not places:
        return None
    place = places[0]
    if place == len(units) - 1:
        return Person(given=" ".join(units[1:-1]), patronymic=units[-1], family=units[0])
    return Person(given=" ".join(units[:place]), patronymic=units[place], family=" ".join(units[place + 1 :]))


def _pair_with_patronymic(first: str, second: str) -> Person | None:
    """Two names of which one tells whose child the person is: "Асан уулу Бакыт" or "Айгуль Бакытовна"."""
    if " " in first and " " not in second:
        return Person(given=second, family=first)
    if " " in second:
        return Person(given=first, family=second)
    if not _is_patronymic(second) or looks_like_family(first):
        return None
    if _DAUGHTER.search(fold(second)):
        return Person(given=first, patronymic=second)
    # A man's patronymic alone may as well be a family name: Abramovich.
    return Person(given=first, patronymic=second, certain=False)


def _by_particle(units: list[str]) -> Person | None:
    """ "Anna van der Berg": the family name begins with its small word."""
    places = [place for place, unit in enumerate(units[:-1]) if place and unit in _PARTICLES]
    if not places:
        return None
    return Person(given=" ".join(units[: places[0]]), family=" ".join(units[places[0] :]))


def _by_family(units: list[str]) -> Person | None:
    """ "Жээнбекова Нурзат", "Gulnora Rahimova": the ending tells, when only one of the outer words has it."""
    first, last = looks_like_family(units[0]), looks_like_family(units[-1])
    if first == last:
        return None
    return _with_family(units, first=first)


def _by_order(units: list[str], family_first: bool | None) -> Person:
    """Nothing tells: the hint decides, else a faint ending, else the habit of the script."""
    if family_first is None:
        first, last = (_is_family_perhaps(units[0]), _is_family_perhaps(units[-1]))
        family_first = first if first != last else bool(re.search(r"[Ѐ-ӿ]", units[0]))
    return replace(_with_family(units, first=family_first), certain=False)


def _is_family_perhaps(word: str) -> bool:
    folded = fold(word)
    return (
        folded not in _GIVEN
        and not folded.endswith(("iddin", "uddin"))
        and bool(_FAMILY_PERHAPS.search(folded))
    )


def _with_family(units: list[str], *, first: bool) -> Person:
    family, others = (units[0], units[1:]) if first else (units[-1], units[:-1])
    return replace(_given_names(others), family=family)


def cased(name: str) -> str:
    """A name written in capitals as it is usually written: ABDYRAKHMANOV becomes Abdyrakhmanov."""
    return " ".join(
        "-".join(part.capitalize() for part in word.split("-")) if _is_capitals(word) else word
        for word in name.split()
    )
