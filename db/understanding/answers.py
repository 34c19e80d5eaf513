"""What every reader of a cell is told and what it answers, and how a cell becomes text."""

import datetime as dt
import math
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from babel import Locale, UnknownLocaleError

from db.fields import Field
from db.language import tr


@dataclass(frozen=True)
class Context:
    """What is known about a cell from around it.

    `country` (ISO 3166-1 alpha-2) decides about phones in local form. `language` (BCP 47) is the one that
    the person or the workbook writes in. `day_first` says how 04/05/2019 is meant, None that nobody knows;
    see `dates.decide_day_first`. `reference` finds the uid of the record that a text names. `zone` (IANA,
    such as "Asia/Bishkek") completes a time without an offset.
    """

    country: str | None = None
    language: str = "en"
    day_first: bool | None = None
    reference: Callable[[Field, str], str | None] | None = None
    zone: str | None = None


@dataclass(frozen=True)
class Understood:
    """What came of one cell: its value, what was assumed, or why it can't be understood.

    `note` is shown beside the value, since nothing is guessed in silence. `problem` is one sentence that
    says what stood there and what is expected; where it is not empty, the cell was not understood.
    `currency` is the ISO 4217 code that stood beside an amount of money.
    """

    value: object
    note: str = ""
    problem: str = ""
    currency: str = ""


NOWHERE = Context()
NOTHING = Understood(None)
NONE_OF_THEM = Understood(())

UNSEEN = "\ufeff\u200b\u2060"
"""Characters of no width that come along from web pages: byte order mark, zero width blank, word joiner."""

_BITS = 4096
"""Up to how many bits Python turns a whole number into text whatever its settings are."""

_PLACEHOLDERS = frozenset(
    {
        *(
            "-",
            "--",
            "---",
            "–",
            "—",
            ".",
            "...",
            "…",
            "?",
            "/",
            "n/a",
            "n.a.",
            "n/a.",
            "#n/a",
            "none",
            "nil",
        ),
        *("null", "not available", "not applicable", "нет", "нету", "нет данных", "н/д", "н.д.", "б/н"),
        *(
            "0/0/00",
            "0/0/0000",
            "00/00/0000",
            "00.00.0000",
            "0000-00-00",
        ),  # dates that address books leave empty
        *("отсутствует", "не указано", "не указан", "не указана", "жок", "жоқ", "йўқ", "нест"),
    }
)


def is_placeholder(text: str) -> bool:
    """Whether a text only says that there is nothing: "n/a", "нет", a dash."""
    return text.strip().casefold() in _PLACEHOLDERS


def taken_as_nothing(raw: str) -> str:
    """The note for a placeholder."""
    return tr("“{text}” was taken as nothing.", text=quoted(raw))


def not_understood(sentence: str, raw: object, **values: str) -> Understood:
    """The answer for a cell that can't be understood; `{text}` in `sentence` is what stood there."""
    return Understood(None, problem=tr(sentence, text=quoted(as_text(raw)), **values))


def quoted(text: str) -> str:
    """`text` as it is quoted within a sentence: on one line and not too long."""
    line = " ".join(text.split())
    return line if len(line) <= 60 else f"{line[:59]}…"


def as_text(raw: object) -> str:
    """A cell's value as text without outer blanks: numbers without ".0", dates as ISO 8601 writes them."""
    if isinstance(raw, str):
        return raw.strip().strip(UNSEEN).strip()
    return "" if raw is None else _other_as_text(raw)


def _other_as_text(raw: object) -> str:
    if isinstance(raw, bool):
        return str(raw).upper()  # as Excel shows it
    if isinstance(raw, float):
        return format(Decimal(repr(raw)).normalize(), "f") if math.isfinite(raw) else str(raw)
    if isinstance(raw, dt.datetime):
        midnight = raw.time() == dt.time() and raw.tzinfo is None
        return raw.date().isoformat() if midnight else raw.isoformat(" ", "minutes")
    if isinstance(raw, dt.time):
        return raw.isoformat("minutes")
    if isinstance(raw, Decimal) or (isinstance(raw, int) and raw.bit_length() > _BITS):
        return format(Decimal(raw), "f")
    return str(raw)


@lru_cache(maxsize=64)
def locale(language: str) -> Locale:
    """Babel's locale of a BCP 47 language; the English one where Babel has none."""
    try:
        return Locale.parse(language, sep="-")
    except (ValueError, UnknownLocaleError):
        return Locale.parse("en")
