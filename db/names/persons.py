"""The parts of a person's name, in Latin or Cyrillic letters: titles, given, patronymic and family name."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from db.names.folding import fold


def _words(*lines: str) -> frozenset[str]:
    return frozenset(" ".join(lines).split())


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
    "herr frau madame monsieur drmed generalmayor generalleytenant generalpolkovnik leytenant",
    "gen general col colonel lt ltcol maj major capt captain sgt gn gospodin gzha gospozha",
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
_SHORT_MARKERS = frozenset(["у.", "к.", "u.", "k."])  # "Асан у. Бакыт"; an initial would be a capital
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
_FAMILY_PERHAPS = re.compile(
    r"\w{2}(?:in|ina|yan|ian|chuk|[iy]kh)$|^(?:kim|pak|park|tsoy|tsoi|khegay|li|lee)$"
)
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
        elif not after and words and not _is_whole(words, others):
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


def _is_whole(words: list[str], rest: list[str]) -> bool:
    """Whether a name is complete before its comma, so that what follows is what the person does."""
    units = _units(words)
    if len(units) > 2 and any(_is_patronymic(unit) for unit in units[1:]):
        return True
    return len(units) > 1 and bool(rest) and rest[0][0].islower() and not words[0][0].islower()


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
        if units and (fold(word) in _MARKERS or word in _SHORT_MARKERS):
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
    return bool(_PATRONYMIC.search(folded)) or _is_marked(unit)


def _is_marked(unit: str) -> bool:
    *before, last = unit.split()
    return bool(before) and (fold(last) in _MARKERS or last in _SHORT_MARKERS)


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
    elif not places and len(units) == 3:
        places = _place_of_father(units)
    if not places:
        return None
    place = places[0]
    if place == len(units) - 1:
        return Person(given=" ".join(units[1:-1]), patronymic=units[-1], family=units[0])
    return Person(given=" ".join(units[:place]), patronymic=units[place], family=" ".join(units[place + 1 :]))


def _place_of_father(units: Sequence[str]) -> list[int]:
    """Where the father's name is among three: "Серік Ахметұлы Нұрғали", "Раҳмонзода Абдуҷаббор Раҳмон"."""
    if _KAZAKH_CHILD_OF.search(fold(units[1])):
        return [1]
    # Tajik families in -zoda are followed by the given name and the father's as it is.
    return [2] if fold(units[0]).endswith("zoda") and not looks_like_family(units[2]) else []


def _pair_with_patronymic(first: str, second: str) -> Person | None:
    """Two names of which one tells whose child the person is: "Асан уулу Бакыт" or "Айгуль Бакытовна"."""
    if _is_marked(first) and not _is_marked(second):
        return Person(given=second, family=first)
    if _is_marked(second):
        known = looks_like_family(first)
        return Person(patronymic=second, family=first) if known else Person(given=first, family=second)
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
        if first == last:  # a well-known given name tells, too
            first, last = fold(units[-1]) in _GIVEN, fold(units[0]) in _GIVEN
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
