"""Words that dates are written with: months, days of the week and fillers."""

from functools import lru_cache

from babel import Locale

from db.names import fold
from db.understanding.codes import LOCALES

FILLERS = frozenset(
    [
        *("of", "the", "at", "year", "g", "gg", "god", "goda", "godu", "v", "ot", "s"),
        *(
            "zh",
            "zhyl",
            "zhyly",
            "zhylgy",
            "zhyldyn",
            "jyl",
            "yil",
            "yili",
            "soli",
            "yyl",
            "dated",
            "on",
            "den",
            "le",
        ),
    ]
)
"""Folded words within a date that say nothing."""

# What Russian, Kyrgyz and English people write beside CLDR's abbreviations.
_FURTHER = {"sept": 9, "sent": 9, "sen": 9, "yanv": 1, "fev": 2, "fevr": 2, "mar": 3, "apr": 4, "avg": 8}
_FURTHER |= {
    "okt": 10,
    "noya": 11,
    "noyab": 11,
    "dek": 12,
    "jun": 6,
    "jul": 7,
    "iyun": 6,
    "iyul": 7,
    "mai": 5,
    "mae": 5,
}


@lru_cache(maxsize=1)
def months() -> dict[str, int]:
    """Folded names and abbreviations of months with their numbers, from CLDR, German and French too."""
    found: dict[str, int] = dict(_FURTHER)
    for each in (*LOCALES, "de", "fr"):
        for forms in Locale.parse(each).months.values():
            for width in ("wide", "abbreviated"):
                for number, name in forms[width].items():
                    if fold(name).isalpha():
                        found.setdefault(fold(name), number)
    return found


def month_number(word: str) -> int | None:
    """The number of the month that a folded word names; Kyrgyz "25-апрели", Russian "апреле" have endings."""
    return months().get(word) or months().get(word[:-1] if word[-1:] in "iyue" else "")


@lru_cache(maxsize=1)
def weekdays() -> frozenset[str]:
    """Folded names and abbreviations of the days of the week in English and Russian."""
    found = {
        fold(name)
        for each in ("en", "ru")
        for forms in Locale.parse(each).days.values()
        for width in ("wide", "abbreviated")
        for name in forms[width].values()
    }
    return frozenset(found)
