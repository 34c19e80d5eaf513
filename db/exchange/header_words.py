"""What headers of columns mean: for every kind of record, in English, Russian and the language in use."""

import re
from dataclasses import dataclass
from functools import lru_cache

import db.language
from db.exchange.plan import UID
from db.language import catalogue, mark
from db.names import fold
from db.records import SHOWN, kind_fields

NAME, PLACE, CAPACITY = "name", "place", "capacity_by_sex"
NAME_ALT, NAME_AND_JOB = "name_alt", "name+job_title"
JOB_AND_PARTNER, PARTNER_AND_JOB, REACHES = "job_title+partner", "partner+job_title", "phones+emails"

COMPOUNDS = {
    NAME: (mark("Full name"), ("honorific", "given_name", "patronymic", "family_name")),
    NAME_ALT: (
        mark("Full name in the other script"),
        ("given_name_alt", "patronymic_alt", "family_name_alt"),
    ),
    NAME_AND_JOB: (
        mark("Full name and job title"),
        ("honorific", "given_name", "patronymic", "family_name", "job_title"),
    ),
    JOB_AND_PARTNER: (mark("Job title and partner"), ("job_title", "partner")),
    PARTNER_AND_JOB: (mark("Partner and job title"), ("partner", "job_title")),
    REACHES: (mark("Phone and e-mail"), ("phones", "emails")),
    PLACE: (mark("Country and city"), ("country", "city")),
    CAPACITY: (mark("Capacity for men and women"), ("capacity", "serves")),
}
"""Targets that fill several fields of a record, with what they are called."""

WHY = mark("Why")
"""The header of the last column of held-back rows that were saved to be mended: the reason of each."""


def _phrases(*lines: str) -> frozenset[str]:
    return frozenset("|".join(lines).split("|"))


# Folded headers of a column with whole names. What of it stands first is told by `family_first_in`.
_WHOLE_NAMES = _phrases(
    "name|full name|fullname|name surname|surname name|name and surname|surname and name",
    "first and last name|name family name|family name given name|last name first name|first name last name",
    "given name family name|name of participant|name of the participant|participant|participants|person",
    "contact|contact person|contact name|names|fio|f i o|f i o uchastnika|familiya imya",
    "familiya imya otchestvo|familiya i o|imya familiya|imya i familiya|familiya i imya|imya|uchastnik",
    "uchastniki|zhurnalist|journalist|speaker|kontaktnoe litso|aty zhonu|aty",
)
_PLACES = _phrases("country city|city country|country town|country and city|strana gorod|gorod strana")
_CAPACITIES = _phrases(
    "places m f|places f m|beds m f|capacity m w|mest muzh zhen|mesta m zh|koyki m zh",
    "capacity m f|capacity f m|capacity men women|capacity women men|vmestimost m zh|vmestimost zh m",
    "mest m zh|chislo mest m zh",
)
# Words that say too little to find a field by when they are only a part of a header.
_VAGUE = _phrases(
    "name|title|state|code|place|group|type|kind|from|to|date|post|for|other|number|no|ref|imya|data",
    "nazvanie|vid|tip|start|end|text|role|position|contact|event|facility|programme|partner|amount",
    "currency|sum|language|category|mesto|tema|gorod|city|address|adres|age|obekt|site|aim|level",
    "area|district|region|sector|activity|training|seminar|topic|format|location|day|when|where|stage",
    "condition|basis|link|rank|release|host|visited|objective|reason|completed|finish|until|updated|given",
    "family|job|entity|settlement|village|prefix|rayon|oblast|sektor|stadiya|sostoyanie|osnovanie|otkaz",
    "zvanie|nachalo|konets|okonchanie|lang|published|issued|places|beds|start|starts|begin|host|otkrytie",
)


_BESIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|\s\(\d+\)$|\b(?:your|ваш[аеиу]?)\b", re.IGNORECASE)
"""What a header says beside the name of its field: words in brackets, and whom a form asks."""

_OF_ANOTHER = (" type", " label", " display name")
"""How address books end the headers of columns that only tell what kind of number is in the next one."""


@dataclass(frozen=True)
class Found:
    """The target that a header names, and how sure that is: 3 its very words, 2 nearly, 1 part of them."""

    target: str
    strength: int


def has_compound(kind: str, target: str | None) -> bool:
    """Whether a target of sheets of `kind` is compound: one that fills several fields of its records."""
    fields = kind_fields(kind)
    return (
        target in COMPOUNDS and target not in fields and all(name in fields for name in COMPOUNDS[target][1])
    )


def filled_by(kind: str, target: str) -> tuple[str, ...]:
    """The fields that a target fills."""
    return COMPOUNDS[target][1] if has_compound(kind, target) else (target,)


@lru_cache(maxsize=128)
def known_headers(kind: str, language: str) -> dict[str, str]:
    """Folded headers with the names of fields: labels before aliases, and these before the names."""
    fields = kind_fields(kind).values()
    found: dict[str, str] = {}
    for field in fields:
        for each in ("en", "ru", language):
            found.setdefault(fold(field.label_in(each)), field.name)
    for field in fields:
        for alias in (*field.aliases, field.name.replace("_", " ")):
            found.setdefault(fold(alias), field.name)
    return found


def is_reason(header: str) -> bool:
    """Whether a header is that of the reasons why rows were held back, in a language of ours."""
    return fold(header) in {fold(catalogue(each).gettext(WHY)) for each in ("en", "ru")}


def is_known(header: str) -> bool:
    """Whether a text is a header that some kind of record with a sheet of its own knows."""
    folded = fold(header)
    return bool(folded) and (folded in _every_header(db.language.language()) or header.startswith(f"{UID}:"))


@lru_cache(maxsize=8)
def _every_header(language: str) -> frozenset[str]:
    known = {header for kind in SHOWN for header in known_headers(kind, language)}
    return frozenset(known | _WHOLE_NAMES | _PLACES | _CAPACITIES | {UID})


def by_header(kind: str, header: str) -> Found | None:
    """The target that a header names for sheets of `kind`; None where it names none."""
    folded = fold(header)
    if not folded:
        return None
    known = known_headers(kind, db.language.language())
    compound = _compound(kind, folded)
    if compound:
        return Found(compound, 3)
    if folded in known:
        return Found(known[folded], 3)
    bare = _BESIDE.sub(" ", header)
    if fold(bare) not in (folded, ""):
        found = by_header(kind, bare)
        return Found(found.target, min(found.strength, 2)) if found else None
    if folded.endswith(_OF_ANOTHER):
        return None
    return _by_parts(kind, header, known) or _contained(folded, known)


def _compound(kind: str, folded: str) -> str | None:
    if folded in _WHOLE_NAMES and has_compound(kind, NAME):
        return NAME
    if folded in _PLACES and has_compound(kind, PLACE):
        return PLACE
    return CAPACITY if folded in _CAPACITIES and has_compound(kind, CAPACITY) else None


def _by_parts(kind: str, header: str, known: dict[str, str]) -> Found | None:
    """The field of a header in two languages or words: "Organisation / Организация", "E-mail/Эл. почта"."""
    parts = [fold(part) for part in re.split(r"[/|;,\n]|\s(?:[-–—]|and|und|и|&)\s", header)]
    named = {known[part] for part in parts if part in known}
    if {"country", "city"} <= named and has_compound(kind, PLACE):
        return Found(PLACE, 2)
    if two := _two_in_one(kind, parts, known):
        return Found(two, 2)
    says_name = has_compound(kind, NAME) and any(part in _WHOLE_NAMES for part in parts)
    if says_name and all(part in _WHOLE_NAMES or part in known for part in parts if part):
        return Found(NAME, 2)
    return Found(named.pop(), 2) if len(parts) > 1 and len(named) == 1 else None


def _two_in_one(kind: str, parts: list[str], known: dict[str, str]) -> str | None:
    """The compound of a header that names two fields: "Position / Organisation", "Tel. and e-mail"."""
    named = [NAME if part in _WHOLE_NAMES and part not in known else known.get(part, "") for part in parts]
    wanted = "+".join(dict.fromkeys(named))
    swapped = {"emails+phones": REACHES}
    target = swapped.get(wanted, wanted)
    return target if target in COMPOUNDS and "+" in target and has_compound(kind, target) else None


def _contained(folded: str, known: dict[str, str]) -> Found | None:
    """The field whose longest header begins or ends this one: "Contact e-mail", "Mobile phone number"."""
    words, best, longest = folded.split(), None, 0
    for length in range(len(words) - 1, 0, -1):
        for part in (" ".join(words[:length]), " ".join(words[-length:])):
            if len(part) > max(longest, 2) and part not in _VAGUE and part in known:
                best, longest = known[part], len(part)
        if best:
            return Found(best, 1)
    return None
