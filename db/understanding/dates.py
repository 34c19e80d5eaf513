"""Reading dates: cells that hold one, 25.04.2019, 23/04/2019, 24 апреля 2019 г., Excel's day numbers."""

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import replace

from babel.dates import format_date

import db.language
from db.fields import Field
from db.language import mark, tr
from db.names import fold
from db.understanding.answers import Context, Understood, as_text, locale, not_understood
from db.understanding.calendar_words import FILLERS, month_number, weekdays

_NOT_A_DATE = mark("“{text}” is not a date. Write it as 25.04.2019.")
_NO_SUCH_DAY = mark("“{text}” is not a day in the calendar. Write it as 25.04.2019.")

_EXCEL_EPOCH = dt.date(1899, 12, 30)  # of the 1900 system; its day 60, 29 February 1900, never was
_EXCEL_LAST = 2_958_465  # 31 December 9999
_EXCEL_CENTURY = 30  # two digits: 00 to 29 are 2000 to 2029, as Excel takes them

_NUMERIC = re.compile(
    r"(\d{1,4})\s?([./-])\s?(\d{1,2})\s?\2\s?(\d{1,4})\.?(?:\s*г(?:ода|од)?\b\.?)?", re.IGNORECASE
)
_SLIPS = re.compile(r"(\d{1,2})[.,’'·\s]{1,2}(\d{1,2})[.,’'·\s]{1,2}((?:19|20)\d\d)")
_NO_SIGNS = re.compile(r"(\d\d)(\d\d)((?:19|20)\d\d)")
_SHORT_YEAR = re.compile(r"(?<=[./-])[’'](?=\d\d$)")
_EXCEL_AS_TEXT = re.compile(r"[2-6]\d{4}(?:\.0+)?")  # in a .csv, the days of 1954 to 2091
_ROMAN_MONTH = re.compile(r"(?<=\d)[\s./-]{1,2}(X?I{1,3}|X?IV|VI{0,3}|I?X|XI{0,2})[\s./-]{1,2}(?=\d)")
_ROMAN = dict(
    zip(("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"), range(1, 13), strict=True)
)
_COMPACT = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)")
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th)\b", re.IGNORECASE)
_YEAR_SIGN = re.compile(r"^([12]\d{3})(?=gg?$|goda?$|godu$)")
_TIME = re.compile(
    r"(?:^|[T,\s]\s*)(?:at |в )?(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:\.\d+)?)?"
    r"(?:\s*(?P<half>am|pm))?(?:\s*(?P<offset>Z|(?:UTC|GMT)?[+−-]\d{1,2}(?::?\d\d)?|UTC|GMT))?$",
    re.IGNORECASE,
)


def date(_field: Field, raw: object, context: Context) -> Understood:
    """A day. A time beside it is left out, with a note."""
    return read_day(raw, context.day_first)


def read_day(raw: object, day_first: bool | None) -> Understood:
    """The `datetime.date` that stands in a cell; the answer may have a note or a problem."""
    if isinstance(raw, dt.datetime):
        return _without_time(raw.date(), raw.time())
    if isinstance(raw, dt.date):
        return Understood(raw)
    if isinstance(raw, int | float):
        return _of_excel(raw)
    if isinstance(raw, str):
        return _of_text(as_text(raw), day_first)
    return not_understood(_NOT_A_DATE, raw)


def _of_text(text: str, day_first: bool | None) -> Understood:
    if _EXCEL_AS_TEXT.fullmatch(text):
        return _of_excel(float(text))
    day, time = split_time(text)
    day = _SHORT_YEAR.sub("", _without_weekday(day))
    answer = _numeric(day, day_first) or _in_words(day) or _loosely(day, day_first)
    answer = answer or not_understood(_NOT_A_DATE, text)
    if time is not None and not answer.problem and isinstance(answer.value, dt.date):
        left_out = _without_time(answer.value, dt.time(*_clock(time)))
        return replace(answer, note=" ".join(filter(None, (answer.note, left_out.note))))
    return answer


def _without_weekday(text: str) -> str:
    """A day without the day of the week before or behind it: "24.04.2019 (среда)", "Wed 24/04/2019"."""
    words = text.split()
    for place in (0, -1):
        if len(words) > 1 and fold(words[place]) in weekdays():
            words.pop(place)
    return " ".join(words)


def _loosely(text: str, day_first: bool | None) -> Understood | None:
    """A day with slips in its signs, such as 24,04,2019 or 24..04.2019, or with none of them: 24042019."""
    match = _SLIPS.fullmatch(text) or _NO_SIGNS.fullmatch(text)
    answer = _numeric(".".join(match.groups()), day_first) if match else None
    if answer is None or not isinstance(answer.value, dt.date):
        return None
    return Understood(answer.value, tr("“{text}” was read as {day}.", text=text, day=in_words(answer.value)))


def split_time(text: str) -> tuple[str, re.Match[str] | None]:
    """A text's day and the time behind it: groups hour, minute, second, half (am or pm) and offset."""
    time = _TIME.search(text)
    if time is None or not _is_clock(time):
        return text, None
    return text[: time.start()].strip(" ,T"), time


def is_numeric(text: str) -> bool:
    """Whether a text has the form of a date in numbers, such as 04/05/2019."""
    return bool(_NUMERIC.fullmatch(text))


def _is_clock(time: re.Match[str]) -> bool:
    hour = int(time["hour"])
    limit = range(1, 13) if time["half"] else range(24)
    return hour in limit and int(time["minute"]) < 60 and int(time["second"] or 0) < 60


def _clock(time: re.Match[str]) -> tuple[int, int, int]:
    """Hour, minute and second of a match of `split_time`, with twelve-hour times brought to 24 hours."""
    hour = int(time["hour"])
    if time["half"]:
        hour = hour % 12 + (12 if time["half"].lower() == "pm" else 0)
    return hour, int(time["minute"]), int(time["second"] or 0)


def clock(time: re.Match[str]) -> dt.time:
    """The time of a match of `split_time`."""
    return dt.time(*_clock(time))


def decide_day_first(values: Iterable[object]) -> bool | None:
    """Whether a column of dates writes the day first; None where nothing tells or both are found."""
    votes = set()
    for value in values:
        match = _NUMERIC.fullmatch(split_time(as_text(value))[0]) if isinstance(value, str) else None
        if match and len(match[1]) < 3:
            first, second = int(match[1]), int(match[3])
            if first > 12 >= second:
                votes.add(True)
            elif second > 12 >= first:
                votes.add(False)
    return votes.pop() if len(votes) == 1 else None


def _without_time(day: dt.date, time: dt.time) -> Understood:
    note = tr("The time {time} was left out.", time=time.isoformat("minutes")) if time != dt.time() else ""
    return Understood(day, note=note)


def _of_excel(raw: float) -> Understood:
    """The day of a number in Excel's 1900 system, unless it looks like a year."""
    if isinstance(raw, bool) or not 1 <= raw <= _EXCEL_LAST + 1:
        return not_understood(_NOT_A_DATE, raw)
    if raw == int(raw) and 1900 <= raw <= 2100:
        return not_understood(mark("“{text}” is only a year. Write the day too, as 25.04.2019."), raw)
    days = int(raw)
    day = _EXCEL_EPOCH + dt.timedelta(days if days > 60 else days + 1)
    note = tr("“{text}” was read as Excel’s number for {day}.", text=as_text(raw), day=in_words(day))
    return Understood(day, note=note)


def _numeric(text: str, day_first: bool | None) -> Understood | None:
    """25.04.2019, 23/04/2019, 24.04.19, 2019-04-24, 20190424; None for anything else."""
    text = _ROMAN_MONTH.sub(lambda found: f".{_ROMAN.get(found[1], found[1])}.", text)
    compact = _COMPACT.fullmatch(text)
    if compact:
        return _day(text, int(compact[1]), int(compact[2]), int(compact[3]))
    match = _NUMERIC.fullmatch(text)
    if not match:
        return None
    first, sign, second, last = match.groups()
    if len(first) > 2:
        return _day(text, int(first), int(second), int(last)) if len(first) == 4 else None
    if len(last) not in (2, 4):
        return None
    day_first = True if day_first is None and sign == "." else day_first
    return _ordered(text, _full_year(last), (int(first), int(second)), day_first)


def _ordered(
    text: str, full_year: tuple[int, str], numbers: tuple[int, int], day_first: bool | None
) -> Understood:
    """The day of a date whose first two numbers are a day and a month in either order."""
    (year, note), (first, second) = full_year, numbers
    if first > 12 or second > 12 or first == second:
        day, month = (first, second) if second <= 12 else (second, first)
        return _day(text, year, month, day, note)
    if day_first is None:
        one, other = (_named(text, year, first, second), _named(text, year, second, first))
        return not_understood(
            mark("“{text}” can be {one} or {other}. Write it as 25.04.2019."), text, one=one, other=other
        )
    day, month = (first, second) if day_first else (second, first)
    answer = _day(text, year, month, day, note)
    if ("." in text and day_first) or answer.note:
        return answer
    as_read = _named(text, year, month, day)
    return replace(answer, note=tr("“{text}” was read as {day}.", text=text, day=as_read))


def _named(text: str, year: int, month: int, day: int) -> str:
    value = _day(text, year, month, day).value
    return in_words(value) if isinstance(value, dt.date) else text


def _full_year(digits: str) -> tuple[int, str]:
    """A year of two digits in full, with the note that it was."""
    if len(digits) == 4:
        return int(digits), ""
    year = int(digits) + (2000 if int(digits) < _EXCEL_CENTURY else 1900)
    return year, tr("The year {short} was read as {year}.", short=digits, year=str(year))


def _in_words(text: str) -> Understood | None:
    """24 April 2019, April 24, 2019, Wed 24-Apr-19, 24 апреля 2019 г.; None for anything else."""
    words = date_words(text)
    kinds = "".join("m" if month_number(word) else "d" if word.isdecimal() else "?" for word in words)
    if kinds not in ("dmd", "mdd", "ddm"):
        return None
    month = month_number(words.pop(kinds.index("m"))) or 0
    day, year = words if len(words[0]) < 3 else reversed(words)
    if len(year) not in (2, 4) or len(day) > 2 or (kinds == "ddm" and len(year) == 2):
        return None
    number, note = _full_year(year)
    return _day(text, number, month, int(day), note)


def date_words(text: str) -> list[str]:
    """The folded words and numbers of a date without days of the week and fillers."""
    words = folded_words(_ORDINAL.sub("", text))
    return [word for word in words if word not in FILLERS and word not in weekdays()]


def folded_words(text: str) -> list[str]:
    """The folded words and numbers of a text, the Russian sign for a year apart from it: 2019г."""
    return [part for word in fold(text).split() for part in _YEAR_SIGN.sub(r"\1 ", word).split()]


def _day(text: str, year: int, month: int, day: int, note: str = "") -> Understood:
    try:
        return Understood(dt.date(year, month, day), note=note)
    except ValueError:
        return not_understood(_NO_SUCH_DAY, text)


def in_words(day: dt.date, language: str | None = None) -> str:
    """A day as a person reads it, such as 25 Apr 2019, in `language` or the one in use."""
    return format_date(day, "d MMM y", locale(language or db.language.language()))
