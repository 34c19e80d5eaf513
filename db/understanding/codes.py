"""Names of countries, languages and currencies in the programme's languages, with their codes.

Names come from the Unicode CLDR through Babel, and are folded, so that case, accents and script don't matter.
Tables are built when they are first asked for.
"""

from collections.abc import Callable, Container, Mapping
from typing import Any

from babel import Locale

from db.names import fold

LOCALES = ("en", "ru", "ky", "kk", "tg", "uz", "uz_Cyrl", "tk")
"""The locales whose names are known, in the order in which they decide about a name that two of them have."""


def names(part: Callable[[Locale], Mapping[str, Any]], codes: Container[str]) -> dict[str, str]:
    """Folded names with their codes, from one part of each locale, for codes in `codes` only."""
    found: dict[str, str] = {}
    for each in LOCALES:
        for code, name in part(Locale.parse(each)).items():
            if code in codes and isinstance(name, str):
                found.setdefault(fold(name), code)
    return found


def without(words: Container[str], folded: str) -> str:
    """A folded name without some words, such as "republic" and "of"."""
    return " ".join(word for word in folded.split() if word not in words)
