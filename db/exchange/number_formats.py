"""Numbers as worksheets hold them: what a number format makes of them, and what they have lost."""

import math
import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from db.exchange.sheets import CellNote, NoteKind, Value

DAY = 86_400_000  # milliseconds
LAST_SERIAL = 2_958_465  # 31 December 9999, ECMA-376 part 1, 18.17.4.1
EXACT = 10**15  # Excel keeps 15 digits

_BUILTIN_DATES = frozenset({14, 15, 16, 17, *range(27, 32), 36, *range(50, 59)})
_BUILTIN_TIMES = frozenset({18, 19, 20, 21, 32, 33, 34, 35, 45, 47})

_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.')
_BRACKET = re.compile(r"\[[^\]]*\]")
_ELAPSED = re.compile(r"\[(h+|m+|s+)\]", re.IGNORECASE)
_ZEROS = re.compile(r"0{2,}")


@dataclass(frozen=True)
class NumberFormat:
    """What a number format says about a number: a date, a time, a span, zeros in front."""

    has_date: bool = False
    has_time: bool = False
    elapsed: bool = False
    digits: int = 0

    @property
    def is_moment(self) -> bool:
        """Whether the number is a date, a time or both."""
        return self.has_date or self.has_time or self.elapsed


PLAIN = NumberFormat()


def number_format(identifier: int, code: str | None) -> NumberFormat:
    """What a format says. Numbers of built-in formats: ECMA-376 part 1, 18.8.30."""
    if code is None:
        if identifier in _BUILTIN_DATES:
            return NumberFormat(has_date=True)
        if identifier == 22:
            return NumberFormat(has_date=True, has_time=True)
        if identifier == 46:
            return NumberFormat(elapsed=True)
        return NumberFormat(has_time=True) if identifier in _BUILTIN_TIMES else PLAIN
    return _from_code(code)


def _from_code(code: str) -> NumberFormat:
    section = _LITERAL.sub("", code).split(";")[0]
    if _ELAPSED.search(section):
        return NumberFormat(elapsed=True)
    tokens = _BRACKET.sub("", section).strip().lower()
    if _ZEROS.fullmatch(tokens):
        return NumberFormat(digits=len(tokens))
    if "general" in tokens or "#" in tokens or "?" in tokens:
        return PLAIN
    has_date = any(token in tokens for token in "yd")
    has_time = any(token in tokens for token in "hs")
    if "m" in tokens and not has_time:
        has_date = True
    return NumberFormat(has_date=has_date, has_time=has_time)


def number_value(text: str, form: NumberFormat, epoch_1904: bool) -> tuple[Value, CellNote | None]:
    """The value of a number cell whose XML says `text`, and what there is to note about it."""
    try:
        number = plain_number(text)
    except ValueError:
        return None, CellNote(NoteKind.DAMAGED, text[:100])
    if form.is_moment:
        return _moment(number, form, epoch_1904)
    if abs(number) >= EXACT:
        return number, CellNote(NoteKind.DIGITS)
    if form.digits and isinstance(number, int) and len(str(number)) < form.digits:
        return number, CellNote(NoteKind.PADDED, str(number).zfill(form.digits))
    return number, None


def plain_number(text: str) -> int | float:
    """A number, whole where it is integral. Raises ValueError for text that is none."""
    if len(text) < 18 and text.isdecimal() and text.isascii():
        return int(text)
    number = float(text)
    if not math.isfinite(number):
        raise ValueError(text[:100])
    return int(number) if number.is_integer() and abs(number) < 1e22 else number


def _moment(number: int | float, form: NumberFormat, epoch_1904: bool) -> tuple[Value, CellNote | None]:
    if not 0 <= number <= LAST_SERIAL:
        return number, CellNote(NoteKind.NO_DATE)
    days, milliseconds = divmod(round(number * DAY), DAY)
    if form.elapsed and days:
        return _span(days, milliseconds), None
    if days == 0 and not epoch_1904:
        if form.has_date and not milliseconds:
            return number, CellNote(NoteKind.NO_DATE)
        return (datetime.min + timedelta(milliseconds=milliseconds)).time(), None
    if form.elapsed or (epoch_1904 and days == 0 and not form.has_date):
        return (datetime.min + timedelta(milliseconds=milliseconds)).time(), None
    return _date(days, milliseconds, epoch_1904)


def _date(days: int, milliseconds: int, epoch_1904: bool) -> tuple[Value, CellNote | None]:
    """Serial 60 is 29 February 1900, which never was; serials below it count from a day later."""
    if epoch_1904:
        start = date(1904, 1, 1)
    elif days == 60:
        return days, CellNote(NoteKind.NO_DATE)
    else:
        start = date(1899, 12, 31) if days < 60 else date(1899, 12, 30)
    try:
        day = start + timedelta(days=days)
    except OverflowError:
        return days, CellNote(NoteKind.NO_DATE)
    if not milliseconds:
        return day, None
    return datetime.combine(day, time()) + timedelta(milliseconds=milliseconds), None


def _span(days: int, milliseconds: int) -> str:
    seconds = days * 86_400 + milliseconds // 1000
    return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"
