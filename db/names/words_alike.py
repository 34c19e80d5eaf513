"""How alike two words of names are: by their consonants first, then by the vowels between them.

The costs say what writing the languages of Central Asia in each other's letters does to a vowel: Uzbek and
Tajik o is Russian a (Toshkent, Ташкент), Turkmen y is u or i, ў is о or у; and what it does not: Karimov and
Kerimov, Асанов and Усенов are other families.
"""

from collections.abc import Iterator
from functools import lru_cache
from itertools import product

from rapidfuzz.distance import Levenshtein

from db.names.sounds import TURKMEN, Heard, spelled, take_apart

SAME_SOUND = 0.97
"""The likeness of two spellings of one sound."""

SON, DAUGHTER = "son of", "daughter of"
MARKS = frozenset({SON, DAUGHTER})

_OTHER_CONSONANT = 0.04
_OTHER_SEX = 0.5
_ENDING = 0.35  # a vowel at the end more or less tells a man's name from a woman's
_BEGINNING = 0.2
_BETWEEN = {"i": 0.06, "u": 0.07, "e": 0.1, "a": 0.12, "o": 0.12}
_OTHER_VOWEL = {"ao": 0.04, "ou": 0.08, "ei": 0.07, "iu": 0.14, "ae": 0.15}
_FURTHER_VOWEL = 0.25
_GLIDE_BEFORE = 0.05  # я for а: Язгуль, Ýazgül; Мюллер, Müller
_GLIDE_AFTER = 0.15
_PAIRS = {("ai", "ei"): 0.05, ("e", "ie"): 0.08, ("au", "aui"): 0.06}
_READINGS = {
    "ø": (("e", 0.0), ("io", 0.0), ("o", 0.03)),
    "ɵ": (("o", 0.0), ("u", 0.03)),
    "ɨ": (("i", 0.0), ("u", 0.05)),
    "æ": (("a", 0.0), ("e", 0.03), ("ia", 0.03)),
}
_INITIALS = frozenset({"yu", "iu", "ju", "ya", "ia", "ja", "ye", "ie", "yo", "dzh", "dj"})


@lru_cache(maxsize=1 << 18)
def words_alike(word: str, other: str) -> tuple[float, int]:
    """How alike two words of `words_heard` are, from 0 to 1, and how much they weigh: an initial is little.

    SON and DAUGHTER, which may stand for the words for them, are like nothing else.
    """
    if word in MARKS or other in MARKS:
        return (1.0 if word == other else 0.0), 2
    if word == other:
        return 1.0, len(word)
    if is_initial(word) or is_initial(other):
        short, long = sorted((spelled(word), spelled(other)), key=len)
        return (0.8 if long.startswith(short) else 0.0), 2
    alike = max(
        _alike(one, two) - cost - further
        for (one, cost), (two, further) in product(_readings(word), _readings(other))
    )
    if alike < _misspelled(word, other) and _may_be_misspelled(word, other):
        alike = _misspelled(word, other)
    return max(0.0, alike), len(word)


def _may_be_misspelled(word: str, other: str) -> bool:
    """Whether two words differ in more than vowels, and not in what tells a man from a woman."""
    one, two = take_apart(spelled(word)), take_apart(spelled(other))
    return one.skeleton != two.skeleton and not (one.sex and two.sex and one.sex != two.sex)


def is_initial(word: str) -> bool:
    """Whether a word of `words_heard` is but an initial, such as A, Zh or Yu."""
    return len(word) == 1 or word in _INITIALS or (len(word) <= 4 and len(spelled(word)) == 1)


@lru_cache(maxsize=1 << 17)
def _readings(word: str) -> tuple[tuple[Heard, float], ...]:
    """The ways in which a word may be heard, and what each costs.

    Kazakh қ is к or х in Russian, ң is нг or н, Turkmen g may be the k of others.
    """
    told = [(spelled(word), 0.0)]
    for letter, other in (("q", "h"), ("ŋ", "n")):
        told += [(each.replace(letter, other), cost) for each, cost in told if letter in each]
    told += [(TURKMEN.sub("k", each), cost + _OTHER_CONSONANT) for each, cost in told if TURKMEN.search(each)]
    return tuple((take_apart(each), cost) for each, cost in told)


def _alike(one: Heard, two: Heard) -> float:
    if one.key == two.key:
        return SAME_SOUND
    if one.skeleton == two.skeleton:
        alike = SAME_SOUND - _distance(one.vowels, two.vowels)
        if one.consonants != two.consonants:
            alike -= _OTHER_CONSONANT
    else:
        alike = _misspelled(one.key, two.key)
    return max(0.0, min(alike, _OTHER_SEX) if one.sex and two.sex and one.sex != two.sex else alike)


def _misspelled(key: str, other: str) -> float:
    """How alike words of different consonants are: one letter tells little in a long word."""
    most = max(len(key), len(other))
    wrong = Levenshtein.distance(key, other)
    if wrong == 1 and most >= 9 and len(key) != len(other):
        return 0.9
    return (1 - wrong / most - 0.4) / 0.6 * SAME_SOUND


def _distance(vowels: tuple[str, ...], others: tuple[str, ...]) -> float:
    last = len(vowels) - 1
    return sum(
        _vowels_differ(one, two, "first" if place == 0 else "last" if place == last else "")
        for place, (one, two) in enumerate(zip(vowels, others, strict=True))
        if one != two
    )


@lru_cache(maxsize=1 << 14)
def _vowels_differ(one: str, two: str, place: str) -> float:
    """What it costs to take one group of vowels for another, at a place of the word."""
    return min(
        cost + further + _groups_differ(first, second, place)
        for first, cost in _spoken(one)
        for second, further in _spoken(two)
    )


def _spoken(group: str) -> Iterator[tuple[str, float]]:
    """A group of vowels in plain ones, in each way in which it may be read, and what that costs."""
    for way in product(*(_READINGS.get(vowel, ((vowel, 0.0),)) for vowel in group)):
        yield "".join(vowel for vowel, _ in way), sum(cost for _, cost in way)


def _groups_differ(one: str, two: str, place: str) -> float:
    if one == two:
        return 0.0
    one, two = sorted((one, two))
    if (one, two) in _PAIRS:
        return _PAIRS[one, two]
    if place == "last" and (one, two) == ("ia", "io"):
        return _ENDING  # Maria and Mario
    if not one:
        further = {"first": _BEGINNING, "last": _ENDING}.get(place)
        return further if further is not None else _BETWEEN.get(two, _FURTHER_VOWEL)
    cost = _edits(one, two)
    # Яна and Ana, Юсуп and Усуп are other names.
    return max(cost, _BEGINNING) if place == "first" and (one[0] == "i") != (two[0] == "i") else cost


def _edits(one: str, two: str) -> float:
    """The cheapest way from one group of vowels to another, by replacing and leaving out."""
    if not one or not two:
        return sum(_left_out(one + two, place) for place in range(len(one + two)))
    replaced = 0.0 if one[0] == two[0] else _OTHER_VOWEL.get("".join(sorted(one[0] + two[0])), 0.3)
    return min(
        replaced + _edits(one[1:], two[1:]),
        _left_out(one, 0) + _edits(one[1:], two),
        _left_out(two, 0) + _edits(one, two[1:]),
    )


def _left_out(group: str, place: int) -> float:
    if group[place] != "i":
        return _FURTHER_VOWEL
    return _GLIDE_BEFORE if place + 1 < len(group) else _GLIDE_AFTER
