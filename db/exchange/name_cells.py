"""A person's name as it stands in a cell: what stands around it goes before the name is taken apart.

Titles and ranks that stand before it go to the honorific. A job or an office beside it, behind a comma or a
dash or on a line of its own, is no part of it.
"""

import re
from dataclasses import replace
from functools import lru_cache

from db.names import Person, fold, parse_person


def _words(*lines: str) -> frozenset[str]:
    return frozenset(" ".join(lines).split())


_ROLE = re.compile(
    r"\b(?:officer|director|direktor\w*|head|chief|manager|menedzher\w*|secretary|sekretar\w*|specialist"
    r"|spetsialist\w*|advis[eo]r|sovetnik\w*|assistant|pomoshchnik\w*|minister|ministr|consultant|konsultant\w*"
    r"|coordinator|koordinator\w*|deputy|zamestitel\w*|zam|nachalnik\w*|expert|ekspert\w*|journalist"
    r"|zhurnalist\w*|editor|redaktor\w*|representative|predstavitel\w*|chair|chair(?:man|woman|person)|president"
    r"|prezident|nurse|driver|voditel|interpreter|perevodchik|accountant|bukhgalter|rektor|rector|vrach"
    r"|glavnyy|glavnaya|vedushchiy|senior|rukovoditel\w*|spokes\w+|correspondent|korrespondent\w*|reporter"
    r"|inspector|inspektor|press|pr)\b"
)
_BODY = re.compile(
    r"\b(?:ministry|ministerstv\w*|minzdrav|department|departament\w*|otdel\w*|upravlen\w*|agency|agentstv\w*"
    r"|cent(?:er|re)|tsentr\w*|universit\w*|institut\w*|academy|akademi\w*|hospital|bolnits\w*|clinic|klinik\w*"
    r"|committee|komitet\w*|office|ofis|service|sluzhb\w*|team|group|gruppa|media|embassy|posolstv\w*|delegation"
    r"|delegats\w*|fond|fund|foundation|union|soyuz|association|assotsiats\w*|organi[sz]a\w*|programme?"
    r"|programma|project|proekt\w*|bureau|byuro|unit|division|section|republic|respublik\w*|police|politsi\w*"
    r"|school|shkola|lab|laborator\w*|ngo|general|national|regional|oblast|gorod|rayon|city|region|district)\b"
)

_TITLES = _words(
    "mr mrs ms dr doctor doktor prof professor sr senor gn gzha gospodin gospozha lt lieutenant leytenant",
    "starshiy podpolkovnik polkovnik polk podpolk mayor major kapitan captain col colonel general",
    "generalmayor generalleytenant he",
)
# Titles and degrees only with a full stop.
_SHORT_TITLES = _words(
    "eng ing mag med dipl dipling vet habil kmn dmn ktn dtn kyun dyun kpn dpn ken den kfn dfn kin din phd",
)
_PAIRS = frozenset(
    {
        *("ego prevoskhoditelstvo", "ee prevoskhoditelstvo", "his excellency", "her excellency"),
        *("vice minister", "deputy minister", "vitse ministr", "zamestitel ministra"),
    }
)
_AFTER_RANK = _words("militsii politsii yustitsii sluzhby vnutrenney meditsinskoy zapasa otstavke v")

SMALL = _words(
    "van von der den de del della di da dos du la le bin ibn al el",
    "uulu uly ulu kyzy qyzy kizi qizi gyzy ogly oglu ogli ugli",
)
"""Folded words within a name that may begin with a small letter."""

_SIGNS = re.compile(r"(\s[-–—|/]\s|[\n;,])")
_GLUED = re.compile(r"(?<=[^\W\d_]\.)(?=[^\W\d_]{3})")  # А.Акматова, Dr.Seitov


def says_office(text: str) -> bool:
    """Whether a text has a word of a job or of an organisation, which names of persons don't have."""
    folded = fold(text)
    return bool(_ROLE.search(folded) or _BODY.search(folded))


def says_organisation(text: str) -> bool:
    """Whether a text has a word of an organisation and none of a job, or is an acronym."""
    folded = fold(text)
    acronym = text.isalpha() and text.isupper() and 2 < len(text) < 10
    return acronym or bool(_BODY.search(folded) and not _ROLE.search(folded))


@lru_cache(maxsize=65_536)
def person_in(text: str, family_first: bool | None) -> Person:
    """The parts of the name in a cell, as of `parse_person`; what stands beside it is in the suffix."""
    name, beside = without_office(text)
    name = _GLUED.sub(" ", " ".join(name.split()))
    titles, name = _without_titles(_with_capitals(name) if name.islower() else name)
    person = parse_person(name, family_first)
    return replace(
        person,
        honorific=" ".join(filter(None, (titles, person.honorific))),
        suffix=", ".join(filter(None, (person.suffix, *beside))),
    )


def _with_capitals(name: str) -> str:
    """A name typed in small letters as it is usually written: осмонов бакыт becomes Осмонов Бакыт."""
    words = name.split()
    kept = SMALL | _TITLES
    return " ".join(
        word
        if fold(word).replace(" ", "") in kept
        else "-".join(p[:1].upper() + p[1:] for p in word.split("-"))
        for word in words
    )


def without_office(text: str) -> tuple[str, list[str]]:
    """A cell without the pieces that say a job or an office, and these; all of it where it begins so."""
    first, *others = _SIGNS.split(text)
    beside: list[str] = []
    kept = _without_role(first, beside) if says_office(first) else first
    if kept and says_office(kept):
        return text, []
    for sign, piece in zip(others[::2], others[1::2], strict=True):
        if says_office(piece):
            beside.append(" ".join(piece.split()))
        else:
            kept += sign + piece
    return kept, beside


def _without_role(text: str, beside: list[str]) -> str:
    """ "Director Bakyt Osmonov" without the job, where two words or more with a capital are left."""
    words = text.split()
    if fold(" ".join(words[:2])) in _PAIRS:
        return text
    count = 0
    while count < len(words) and _ROLE.fullmatch(fold(words[count])):
        count += 1
    rest = words[count:]
    if (
        not count
        or len(rest) < 2
        or not all(word[0].isupper() for word in rest)
        or says_office(" ".join(rest))
    ):
        return text
    beside.append(" ".join(words[:count]))
    return " ".join(rest)


def _without_titles(text: str) -> tuple[str, str]:
    """The titles before a name that `parse_person` would take for a part of it, and the rest."""
    words, count = text.split(), 0
    while count < len(words) - 1:
        word, bare = words[count], fold(words[count]).replace(" ", "")
        is_title = bare in _TITLES or (word.endswith(".") and bare in _SHORT_TITLES)
        if fold(" ".join(words[count : count + 2])) in _PAIRS and count < len(words) - 2:
            count += 2
        elif is_title or (count and bare in _AFTER_RANK):
            count += 1
        else:
            break
    return " ".join(words[:count]), " ".join(words[count:])
