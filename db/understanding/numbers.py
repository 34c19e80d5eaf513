"""Reading numbers as people write them: 1 250, 1,250, 12.5, 12,5, 1.250.000,50."""

import math
import re
from dataclasses import dataclass
from decimal import Decimal

from db.fields import Field
from db.language import mark, tr
from db.understanding.answers import Context, Understood, as_text, not_understood

_MOST = 2**63 - 1  # what SQLite and PostgreSQL keep in an integer column
_COMMA_LANGUAGES = ("ru", "ky", "kk", "tg", "uz", "tk", "uk", "de", "fr", "es", "it", "pl", "tr")
"""Languages whose decimal sign is a comma, after CLDR."""

_BLANKS = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2009": " ", "'": " ", "’": " ", "−": "-", "–": "-"})
_NUMBER = re.compile(r"([-+]?) ?(\d[\d., ]*|[.,]\d+)(?:[eE]([-+]?\d{1,3}))?")
_PLAIN = re.compile(r"\d+")
_ONE_SIGN = re.compile(r"(\d*)([.,])(\d+)")
_GROUPED = re.compile(r"\d{1,3}(?:([ .,])\d{3})(?:\1\d{3})*(?:([.,])\d+)?")


@dataclass(frozen=True)
class Figure:
    """A number as it was read; `assumed` says that its sign could also have been meant the other way."""

    value: Decimal
    assumed: bool = False


def figure(text: str, grouping: str = "") -> Figure | None:
    """The number that `text` is, None where it is none.

    `grouping` holds the signs that separate thousands in a number such as 1,250 or 1.250, which can be read
    in two ways; the other of "." and "," is then the decimal sign.
    """
    match = _NUMBER.fullmatch(text.translate(_BLANKS).strip())
    if not match:
        return None
    sign, body, exponent = match.groups()
    plain, assumed = _without_grouping(body, grouping)
    if plain is None:
        return None
    return Figure(Decimal(f"{sign}{plain}E{exponent or 0}"), assumed)


def _without_grouping(body: str, grouping: str) -> tuple[str | None, bool]:
    """The digits with a decimal point, and whether the reading was one of two."""
    if _PLAIN.fullmatch(body):
        return body, False
    one = _ONE_SIGN.fullmatch(body)
    if one:
        before, sign, after = one.groups()
        twofold = len(after) == 3 and 1 <= len(before) <= 3 and before != "0"
        if twofold and sign in grouping:
            return before + after, True
        return f"{before or 0}.{after}", twofold
    grouped = _GROUPED.fullmatch(body)
    if not grouped or grouped[1] == grouped[2]:
        return None, False
    whole, _, decimals = body.rpartition(grouped[2]) if grouped[2] else (body, "", "")
    return f"{whole.replace(grouped[1], '')}.{decimals or 0}", False


def has_decimal_comma(language: str) -> bool:
    """Whether the decimal sign is a comma in a BCP 47 language."""
    return language.partition("-")[0] in _COMMA_LANGUAGES


def exactly(raw: object) -> Decimal | None:
    """A number as the decimal that a person sees; None for what is no number (a truth value is none)."""
    if isinstance(raw, bool) or not isinstance(raw, int | float | Decimal):
        return None
    if isinstance(raw, float):
        return Decimal(repr(raw)) if math.isfinite(raw) else None
    exact = Decimal(raw)
    return exact if exact.is_finite() else None


def whole(_field: Field, raw: object, _context: Context) -> Understood:
    """A whole number; every sign between its digits separates thousands."""
    found = _figure_of(raw, grouping=".,")
    if found is None or found.value != found.value.to_integral_value():
        return not_understood(mark("“{text}” is not a whole number. Write it as 1250."), raw)
    if abs(found.value) > _MOST:
        return too_large(raw)
    value = int(found.value)
    return Understood(value, note=_as_read(raw, value) if found.assumed else "")


def too_large(raw: object) -> Understood:
    """The answer for a whole number that no store keeps."""
    sentence = mark("“{text}” is too large a number. Dateline keeps whole numbers up to {most}.")
    return not_understood(sentence, raw, most=f"{_MOST:,}")


def number(_field: Field, raw: object, context: Context) -> Understood:
    """A number; in 1,250 the comma separates thousands, except in languages with a decimal comma."""
    found = _figure_of(raw, grouping="" if has_decimal_comma(context.language) else ",")
    if found is None:
        return not_understood(mark("“{text}” is not a number. Write it as 12.5."), raw)
    if not math.isfinite(found.value):
        return not_understood(mark("“{text}” is too large a number for Dateline to keep."), raw)
    value = float(found.value)
    return Understood(value, note=_as_read(raw, value) if found.assumed and "," in as_text(raw) else "")


def _figure_of(raw: object, grouping: str) -> Figure | None:
    if isinstance(raw, str):
        return figure(as_text(raw), grouping)
    exact = exactly(raw)
    return None if exact is None else Figure(exact)


def _as_read(raw: object, value: float) -> str:
    return tr("“{text}” was read as {number}.", text=as_text(raw), number=as_text(value))
