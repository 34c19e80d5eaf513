"""Reading periods (2004, September 2018, Q3 2011, H1 2019, 2017–2018, a day) and moments (a day, a time)."""

import datetime as dt
import re
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime, format_skeleton

import db.language
from db.fields import Field
from db.language import catalogue, mark
from db.understanding.answers import Context, Understood, as_text, locale, not_understood, quoted
from db.understanding.calendar_words import month_number
from db.understanding.dates import clock, date_words, folded_words, is_numeric, read_day, split_time

_YEAR = re.compile(r"([12]\d{3})(?:\s*(?:г|год|года|year)\b\.?)?", re.IGNORECASE)
_MONTH_YEAR = re.compile(r"(\d{1,2})\s?[./-]\s?([12]\d{3})")
_YEAR_MONTH = re.compile(r"([12]\d{3})\s?[./-]\s?(\d{1,2})")
_YEARS = re.compile(
    r"(?:from |с )?([12]\d{3})(?:\s?(?:г|год|года)\b\.?)?\s*([-–—−/]|to|по)\s*([12]\d{3}|\d\d)"
    r"(?:\s*(?:гг|г|годы|годов|годах|год|года|years)\b\.?)?",
    re.IGNORECASE,
)
_MINUTE = dt.timedelta(minutes=1)
_HALF_YEAR = mark("H{half} {year}")
_FIGURES = {
    "i": "1",
    "ii": "2",
    "iii": "3",
    "iv": "4",
    "first": "1",
    "second": "2",
    "third": "3",
    "fourth": "4",
}
_ORDINALS = (("perv", "1"), ("vtor", "2"), ("tret", "3"), ("chetvert", "4"))  # with any ending
_WITHIN = frozenset(["of", "g", "goda", "god", "godu", "year", "the", "in", "v", "vo", "za"])
_QUARTER_WORDS = "q|qtr|quarter|kv|kvart|kvartal|kvartala|kvartale|chorak|choryak|toqsan|semoha"
_HALF_WORDS = "h|hy|half|half year|halfyear|semester|polugodie|polugodiya|polugodii|polug|pg|p|zharym zhyldyk"


def _part_of_year(words: str, number: str) -> re.Pattern[str]:
    """What a folded part of a year looks like, its number before or behind the word for it."""
    return re.compile(
        rf"(?:(?P<year>[12]\d{{3}}) )?(?:(?:{words}) ?(?P<after>{number})"
        rf"|(?P<before>{number})(?: ?(?:y|iy|go|e|oe|om|m|st|nd|rd|th))? ?(?:{words}))"
        r"(?: ?(?P<last>[12]\d{3}))?"
    )


_PARTS = {"Q": _part_of_year(_QUARTER_WORDS, "[1-4]"), "H": _part_of_year(_HALF_WORDS, "[12]")}


def period(_field: Field, raw: object, context: Context) -> Understood:
    """A year, month, quarter, half, day or years in the form of ISO 8601: 2011-Q3, 2018-09-26, 2017/2018."""
    text = as_text(raw)
    if not isinstance(raw, dt.date):
        years = _years(text)
        if years and text == f"{years[:4]}/{years[-2:]}" and int(years[-2:]) <= 12:
            return _month_or_years(text, years)
        if found := _part(text) or _year(text) or _month(text) or years:
            return Understood(found)
    answer = read_day(raw, context.day_first)
    if isinstance(answer.value, dt.date):
        return Understood(answer.value.isoformat(), note=answer.note)
    if is_numeric(text):
        return answer
    return not_understood(
        mark("“{text}” is not a date or a period. Write it as 2018, 09.2018, Q3 2018 or 26.09.2018."), raw
    )


def _year(text: str) -> str | None:
    match = _YEAR.fullmatch(text)
    return str(int(match[1])) if match else None


def _month(text: str) -> str | None:
    """The month of 09.2018, 2018-09, September 2018, сентябрь 2018 г."""
    if match := _MONTH_YEAR.fullmatch(text):
        month, year = int(match[1]), match[2]
    elif match := _YEAR_MONTH.fullmatch(text):
        month, year = int(match[2]), match[1]
    else:
        words = sorted(date_words(text), key=str.isdecimal)
        if len(words) != 2 or len(words[1]) != 4 or not re.fullmatch(r"[12]\d{3}", words[1]):
            return None
        month, year = month_number(words[0]) or 0, words[1]
    return f"{int(year)}-{month:02}" if 1 <= month <= 12 else None


def _years(text: str) -> str | None:
    """The years of 2017-2018, 2017/18, 2017–2018 гг.; None unless the second is the later one."""
    match = _YEARS.fullmatch(text)
    if not match:
        return None
    first, last = match[1], match[3]
    last = last if len(last) == 4 else first[:2] + last
    return f"{int(first)}/{int(last)}" if first < last else None


def _month_or_years(text: str, years: str) -> Understood:
    """The question about 2011/12, which can be a month or two years in a row."""
    one, other = f"{years[:4]}-{years[-2:]}", years
    if int(years[-4:]) != int(years[:4]) + 1:
        return Understood(one)
    return not_understood(
        mark("“{text}” can be {one} or {other}. Write it as {first} or {second}."),
        quoted(text),
        one=period_in_words(one, db.language.language()),
        other=period_in_words(other, db.language.language()),
        first=period_to_edit(one),
        second=period_to_edit(other),
    )


def _part(text: str) -> str | None:
    """The quarter or half of Q3 2011, 2011-Q3, III квартал 2011, 2nd half of 2019, I полугодие 2019."""
    folded = (_number(word) for word in folded_words(text) if word not in _WITHIN)
    plain = " ".join(folded)
    for sign, pattern in _PARTS.items():
        match = pattern.fullmatch(plain)
        if match and bool(match["year"]) != bool(match["last"]):
            return f"{int(match['year'] or match['last'])}-{sign}{match['after'] or match['before']}"
    return None


def _number(word: str) -> str:
    """The figure that a folded word is for: iii, first, pervoe; any other word as it is."""
    return _FIGURES.get(word) or next((figure for form, figure in _ORDINALS if word.startswith(form)), word)


def moment(_field: Field, raw: object, context: Context) -> Understood:
    """A day and a time with its offset, as 2019-04-25T10:00+06:00; `context.zone` completes a local time."""
    if isinstance(raw, dt.datetime):
        return _with_offset(raw, raw, context)
    day, time = split_time(as_text(raw))
    answer = read_day(day, context.day_first)
    if time and is_numeric(day) and answer.problem:
        return answer
    if time is None or not isinstance(answer.value, dt.date):
        return not_understood(
            mark("“{text}” is not a day with a time. Write it as 25.04.2019 10:00 +06:00."), raw
        )
    local = dt.datetime.combine(answer.value, clock(time))
    if not time["offset"]:
        return _with_offset(local, raw, context, answer.note)
    zone = _zone(time["offset"])
    if zone is None:
        return not_understood(
            mark("“{text}” has an offset from UTC that does not exist. Write it as +06:00."), raw
        )
    return Understood(_iso(local.replace(tzinfo=zone)), note=answer.note)


def _with_offset(local: dt.datetime, raw: object, context: Context, note: str = "") -> Understood:
    if local.tzinfo is None and context.zone is None:
        return not_understood(
            mark("“{text}” does not say in which time zone. Write it as 25.04.2019 10:00 +06:00."), raw
        )
    if local.tzinfo is None:
        local = local.replace(tzinfo=ZoneInfo(context.zone or "UTC"))
    return Understood(_iso(local), note=note)


def _iso(value: dt.datetime) -> str:
    away = value.utcoffset() or dt.timedelta()
    if away % _MINUTE:
        # Before there were time zones, each place had the time of its own noon, to the second.
        value = value.replace(tzinfo=dt.timezone(away // _MINUTE * _MINUTE))
    return value.replace(microsecond=0).isoformat(timespec="seconds" if value.second else "minutes")


def _zone(offset: str) -> dt.timezone | None:
    """The zone of an offset such as +06:00, UTC+6, -0330, Z; None outside of what there is on earth."""
    match = re.search(r"([+−-])(\d{1,2}):?(\d\d)?$", offset)
    if not match:
        return dt.UTC
    away = dt.timedelta(hours=int(match[2]), minutes=int(match[3] or 0))
    if away > dt.timedelta(hours=14) or int(match[3] or 0) > 59:
        return None
    return dt.timezone(away if match[1] == "+" else -away)


def period_in_words(value: str, language: str) -> str:
    """A period as a person reads it: 2004, Sep 2018, Q3 2011, H1 2019, 2017–2018, 26 Sep 2018."""
    if "/" in value:
        return value.replace("/", "–")
    year, _, rest = value.partition("-")
    if not rest:
        return value
    if rest.startswith("Q"):
        first = dt.date(int(year), 3 * int(rest[1:]) - 2, 1)
        return format_skeleton("yQQQ", first, locale=locale(language))
    if rest.startswith("H"):
        return catalogue(language).gettext(_HALF_YEAR).replace("{half}", rest[1:]).replace("{year}", year)
    if "-" not in rest:
        return format_skeleton("yMMM", dt.date(int(year), int(rest), 1), locale=locale(language))
    return format_date(dt.date.fromisoformat(value), "d MMM y", locale(language))


def moment_in_words(value: str, language: str) -> str:
    """A moment as a person reads it: 25 Apr 2019, 10:00 (UTC+06:00)."""
    local = dt.datetime.fromisoformat(value)
    text = format_datetime(local.replace(tzinfo=None), "d MMM y, HH:mm", locale=locale(language))
    return f"{text} (UTC{value[-6:]})" if local.tzinfo else text


def moment_to_edit(value: str) -> str:
    """A moment as an editor shows it: 25.04.2019 10:00 +06:00."""
    local = dt.datetime.fromisoformat(value)
    time = local.time().isoformat("seconds" if local.second else "minutes")
    return f"{day_to_edit(local.date())} {time} {value[-6:]}"


def day_to_edit(value: dt.date) -> str:
    """A day as an editor shows it: 25.04.2019."""
    return f"{value.day:02}.{value.month:02}.{value.year:04}"


def period_to_edit(value: str) -> str:
    """A period as an editor shows it: 2004, 09.2018, Q3 2011, H1 2019, 2017–2018, 26.09.2018."""
    if "/" in value:
        return value.replace("/", "–")
    if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        return day_to_edit(dt.date.fromisoformat(value))
    year, _, rest = value.partition("-")
    if rest.startswith(("Q", "H")):
        return f"{rest} {year}"
    return f"{rest}.{year}" if rest else year
