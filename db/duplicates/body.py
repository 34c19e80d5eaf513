"""A partner or a facility as it is compared: its names by their words, where it is, what it is reached by."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from db.duplicates.person import addresses, host_of, numbers, places, plain, street_words
from db.names import acronym, fold, sound

PARTNER_FIELDS = (
    "name", "acronym", "name_ru", "name_local", "kind", "parent", "phones", "fax", "emails", "website",
    "street", "postal_code", "city", "region", "country",
)  # fmt: skip
FACILITY_FIELDS = ("name", "kind", "host", "serves", "country", "region", "city", "coordinates")
"""The fields of partners and of facilities that are compared."""


def _words(*lines: str) -> frozenset[str]:
    return frozenset(" ".join(lines).split())


_SMALL = _words(
    "a an and at by for in of on the to with under und der die das de la le du i v na po dlya s pri o ob ot",
    "iz za zhana llc ltd gmbh inc oo ojsc",
)
_KIN = {
    "center": "centre", "tsentr": "centre", "centr": "centre", "program": "programme",
    "organization": "organisation", "rehab": "rehabilitation", "rehabilitatsionnyy": "rehabilitation",
    "rehabilitatsii": "rehabilitation", "lab": "laboratory", "laboratoriya": "laboratory",
    "ministerstvo": "ministry", "min": "ministry", "dept": "department", "departament": "department",
    "agentstvo": "agency", "univ": "university", "universitet": "university", "natl": "national",
    "intl": "international", "fond": "foundation", "fund": "foundation", "assn": "association",
    "assotsiatsiya": "association", "inst": "institute", "institut": "institute", "gov": "state",
    "republican": "republic", "respubliki": "republic", "zdravookhraneniya": "health",
    "koloniya": "colony", "prison": "colony", "no": "", "number": "", "n": "",
}  # fmt: skip
"""Words that organisations are called by in several forms; those for "number" are left out."""


@dataclass(frozen=True, slots=True)
class Title:
    """One of a body's names: folded, its words by sound, the numbers in it, and whether it is Cyrillic."""

    folded: str
    words: tuple[str, ...]
    numbers: tuple[str, ...]
    is_cyrillic: bool


@dataclass(slots=True)
class Body:
    """What is compared of a partner or a facility. Texts are folded."""

    uid: str
    names: tuple[Title, ...] = ()
    acronyms: tuple[str, ...] = ()  # those that it is called by
    initials: tuple[str, ...] = ()  # those that its names have
    kind: str = ""
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    street: str = ""
    places: tuple[str, ...] = ()
    region: str = ""
    country: str = ""
    over: str = ""  # the body that it belongs to, by uid
    serves: str = ""
    point: tuple[float, float] | None = None  # degrees north and east


def body(uid: str, values: Mapping[str, Any]) -> Body:
    """What is compared of a partner or facility with these values."""
    said = [text for name in ("name", "name_ru", "name_local", "acronym") if (text := values.get(name))]
    emails = addresses(values.get("emails") or ())
    return Body(
        uid,
        tuple(dict.fromkeys(made for text in said if (made := title(text)).words or made.numbers)),
        tuple(dict.fromkeys(short for text in said if (short := _short(text)))),
        tuple(dict.fromkeys(short for text in said if len(short := fold(acronym(text))) > 2)),
        values.get("kind") or "",
        emails,
        numbers((*(values.get("phones") or ()), *(values.get("fax") or ()))),
        tuple(dict.fromkeys(_hosts(values.get("website") or "", emails))),
        street_words(values.get("street") or ""),
        places(values),
        plain(values.get("region")),
        values.get("country") or "",
        values.get("parent") or values.get("host") or "",
        values.get("serves") or "",
        _point(values.get("coordinates") or ""),
    )


@lru_cache(maxsize=1 << 16)
def title(text: str) -> Title:
    """A name by its words: those that say nothing left out, those of several forms in one."""
    folded = fold(text)
    kept = [_KIN.get(word, word) for word in folded.split() if word not in _SMALL]
    words = tuple(sorted({sound(word).replace("o", "a") for word in kept if word and not word[0].isdigit()}))
    return Title(
        folded, words, tuple(sorted(re.findall(r"\d+", text))), bool(re.search(r"[\u0400-\u04ff]", text))
    )


def _short(text: str) -> str:
    """A text that is an acronym, folded; else nothing."""
    plain = text.strip()
    is_short = 2 <= len(plain) <= 12 and plain.replace("-", "").isalpha()
    return fold(plain).replace(" ", "") if is_short and sum(map(str.isupper, plain)) * 2 >= len(plain) else ""


def _hosts(website: str, emails: Iterable[str]) -> Iterator[str]:
    if website:
        host = urlsplit(website if "//" in website else f"//{website}").hostname or ""
        if host:
            yield host.removeprefix("www.")
    yield from filter(None, map(host_of, emails))


def _point(text: str) -> tuple[float, float] | None:
    parts = text.split(",")
    return (float(parts[0]), float(parts[1])) if len(parts) == 2 else None
