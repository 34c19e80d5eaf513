"""Several persons in one cell of a row: where each begins, and which phone, address or title is whose."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from db.exchange.name_cells import SMALL, person_in, says_office, without_office
from db.exchange.sheets import Value
from db.language import mark, tr
from db.names import fold, likeness
from db.values import Reach

SAME_NAME = 0.8  # likeness of one name in two scripts

# Words between two persons; a capital "И" alone may be an initial.
_AND = re.compile(r"\s(?:and|и|&|жана|ва)\s")
_OUTSIDE = r"(?![^()]*\))"  # not within brackets
_LINES = re.compile(rf"[;\n]+{_OUTSIDE}")
_COMMAS = re.compile(rf",{_OUTSIDE}")
_LIST = re.compile(rf"(?:,|\s(?:and|и|&|жана|ва)\s|[;\n])+{_OUTSIDE}")
_TWICE = re.compile(r"([^/()\n]+)[/(\n]([^/()\n]+)\)?")
_NUMBERED = re.compile(r"^(?:\d{1,2}\s?[.)]|[-–—•*])\s*")
_CYRILLIC = re.compile(r"[Ѐ-ӿ]")
_TAKEN_APART = mark("Row {row} names several persons ({names}): each was given the rest of it.")
_ONE_EACH = mark("“{column}” has as many entries as there are persons: each was given one, in order.")
_TO_ALL = mark("“{column}” has one entry for all of them: each was given it.")
_BY_NAME = mark("“{column}” was given to whom it names.")
_NOT_TOLD = mark(
    "“{column}” has another number of entries than there are persons. Nothing tells whose each is: all are in"
    " the note of each."
)
_BESIDE = mark("{column}, of one of {names}: {text}")


def are_several(text: str) -> bool:
    """Whether a cell may name more than one person: joined by "and", or each in full between the signs.

    Between commas they must be names beyond doubt: "García Márquez, Gabriel José" is one person.
    """
    if _AND.search(text):
        return True
    if in_two_scripts(text):
        return False
    if _in_full(_parts(_LINES, text)) or _in_full(_parts(re.compile("/"), text)):
        return True
    parts = _parts(_COMMAS, text)
    return _in_full(parts) and (_certain(parts) or (len(parts) > 2 and all(map(_looks_like_person, parts))))


def persons_in(text: str) -> tuple[str, ...]:
    """The names of several persons in one cell, where it is beyond doubt where each begins; else nothing."""
    if not are_several(text):
        return ()
    parts = _parts(_LINES, text)
    if len(parts) < 2 or not all(map(_looks_like_person, parts)):
        parts = _parts(re.compile("/"), text) if "/" in text else _parts(_LIST, text)
    names = {fold(part) for part in parts}
    if len(parts) < 2 or len(names) < len(parts) or not all(map(_looks_like_person, parts)):
        return ()
    if "/" in text and _may_be_one(parts):
        return ()
    return tuple(parts)


def in_two_scripts(text: str) -> tuple[str, str] | None:
    """The same name in Latin and in Cyrillic letters, in the order in which they stand in one cell."""
    found = _TWICE.fullmatch(text.strip())
    if found is None:
        return None
    first, second = found[1].strip(), found[2].strip()
    differ = bool(_CYRILLIC.search(first)) != bool(_CYRILLIC.search(second))
    return (first, second) if differ and likeness(first, second) >= SAME_NAME else None


def _parts(signs: re.Pattern[str], text: str) -> list[str]:
    """The parts of a cell; a job stays with the person before it."""
    parts: list[str] = []
    for piece in signs.split(text):
        part = " ".join(_NUMBERED.sub("", piece.strip()).split()).strip(" ,;")
        if parts and says_office(without_office(part)[0]) and not says_office(without_office(parts[-1])[0]):
            parts[-1] += f", {part}"
        elif part.strip(" ."):
            parts.append(part)
    return parts


def _in_full(parts: Sequence[str]) -> bool:
    people = [person_in(part, None) for part in parts]
    return len(people) > 1 and all(person.given and person.family for person in people)


def _certain(parts: Sequence[str]) -> bool:
    people = [person_in(part, None) for part in parts]
    return all(person.certain for person in people) or all(person.honorific for person in people)


def _looks_like_person(text: str) -> bool:
    """Whether a text is a given and a family name, each with a capital, and no word of a title or office."""
    person = person_in(text, None)
    name = " ".join((person.given, person.patronymic, person.family))
    bare, _ = without_office(text)
    words, before_comma = name.split(), bare.partition(",")[0].split()
    if not person.given or not person.family or not 2 <= len(words) <= 5:
        return False
    if "," in bare and (len(before_comma) > 1 or not person.certain):
        return False
    if any(sign.isdecimal() for sign in bare) or says_office(name):
        return False
    return all(word[0].isupper() or fold(word) in SMALL for word in words)


def _may_be_one(parts: Sequence[str]) -> bool:
    """Whether names between strokes may be two forms of one: they share a word, or are in two scripts."""
    words = [set(fold(part).split()) for part in parts]
    shared = any(one & other for place, one in enumerate(words) for other in words[:place])
    return shared or len({bool(_CYRILLIC.search(part)) for part in parts}) > 1


@dataclass(frozen=True)
class Share:
    """One of the persons whom a row names: the place among `names`, from 0."""

    place: int
    names: tuple[str, ...]

    def told(self, row: int) -> str:
        """The sentence that says that a row was taken apart."""
        return tr(_TAKEN_APART, row=row, names="; ".join(self.names))

    def of_reaches(self, column: str, reaches: tuple[Reach, ...]) -> tuple[tuple[Reach, ...], str, str]:
        """Which phones or addresses of a cell are this person's, a sentence about it, a line for the note."""
        owners = [self._owner(reach) for reach in reaches]
        if None not in owners and len(set(owners)) == len(owners):
            own = tuple(reach for reach, owner in zip(reaches, owners, strict=True) if owner == self.place)
            return own, tr(_BY_NAME, column=column), ""
        if len(reaches) == len(self.names):
            return (reaches[self.place],), tr(_ONE_EACH, column=column), ""
        if len(reaches) == 1:
            return reaches, tr(_TO_ALL, column=column), ""
        told = tr(_NOT_TOLD, column=column)
        text = ", ".join(reach.value for reach in reaches)
        return (), told, tr(_BESIDE, column=column, names="; ".join(self.names), text=text)

    def _owner(self, reach: Reach) -> int | None:
        """Whose family name an address has before its @, where it is that of one of them only."""
        local, at, _ = _halves(reach.normal)
        if not at:
            return None
        found = [place for place, name in enumerate(self.names) if _family(name) in local]
        return found[0] if len(found) == 1 else None

    def of_text(self, column: str, value: Value) -> tuple[Value, str]:
        """This person's line of a cell that has as many as there are persons, and a sentence about it."""
        lines = [line.strip() for line in re.split(r"[\n;]+", value)] if isinstance(value, str) else []
        lines = [line for line in lines if line]
        if len(lines) != len(self.names):
            return value, ""
        return lines[self.place], tr(_ONE_EACH, column=column)


def _halves(address: str) -> tuple[str, str, str]:
    """An address in two, its part before the @ without signs between the words."""
    local, at, domain = address.partition("@")
    return fold(local).replace(" ", ""), at, domain


def _family(name: str) -> str:
    """The folded family name of a person; where it is too short to be told within an address, nothing is."""
    family = fold(person_in(name, None).family).replace(" ", "")
    return family if len(family) > 3 else "\n"
