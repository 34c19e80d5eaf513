"""What a row of cells looks like: a header, a total, a row of numbers."""

import re
from collections.abc import Sequence
from itertools import pairwise

from db.exchange.sheets import Row, Value

LONGEST_HEADER = 80

Filled = list[tuple[int, Value]]

_NUMBERING = frozenset(
    {
        "№",
        "n",
        "no",
        "nr",
        "#",
        "s/n",
        "sn",
        "num",
        "n°",
        "nº",
        "№ п/п",
        "п/п",
        "№№",
        "№ п.п",
        "пп",
        "р/с",
        "т/р",
    }
)
_DATA = re.compile(r"@|\(at\)|https?://|www\.|\d{5,}|^[\d\s()+./:,;-]+$")
_TOTAL = re.compile(
    r"(?:grand |sub-?\s?|in )?totals?|sum|overall|(?:общий )?итог(?:о|и)?|всего|сумма|"
    r"жалпы|жыйынтыгы|баары|барлығы|жиыны|ҳамагӣ|ҷамъ|jami|jemi",
    re.IGNORECASE,
)
_OF_WHAT = re.compile(
    r"(?:(?:number|of|the|participants?|people|persons?|women|men|females?|males?|amount|costs?|sum|"
    r"contacts|visits|eur|usd|kgs|участник\w*|человек|чел|мужчин\w*|женщин\w*|сумма|количество|по|за|"
    r"списку|странам|контактов)[\s.,:()/-]*)*[\d\s.,]*",
    re.IGNORECASE,
)


def filled(cells: Row) -> Filled:
    """The cells that are not empty, with their columns."""
    return [(column, value) for column, value in enumerate(cells, start=1) if value is not None]


def plain(value: Value) -> str:
    """A cell as one line of text, for comparing headers: without capitals, outer marks and line breaks."""
    return " ".join(str(value).split()).strip(" .:*").casefold() if value is not None else ""


def one_line(value: Value) -> str:
    """A cell as one line of text."""
    return " ".join(str(value).split()) if value is not None else ""


def looks_like_header(value: Value) -> bool:
    """Whether a cell may be a header: a short text that is no address, number, phone or date."""
    return isinstance(value, str) and 0 < len(value) <= LONGEST_HEADER and not _DATA.search(value.strip())


def is_reach(value: Value) -> bool:
    """Whether a cell is an e-mail address or a number as long as that of a phone."""
    text = str(value)
    return "@" in text or sum(sign.isdecimal() for sign in text) > max(4, len(text) // 2)


def is_numbering_header(header: str) -> bool:
    """Whether a header stands above running numbers."""
    return plain(header) in _NUMBERING


def running_number(value: Value) -> int | None:
    """The number of a cell such as 7, "7" or "7."; None for any other cell."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return value
    text = value.strip().rstrip(".)") if isinstance(value, str) else ""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 7 else None


def counts_up(values: Sequence[Value], share: float) -> bool:
    """Whether a share of the values are whole numbers, and nearly each the next one, or 1 again."""
    numbers = [number for number in map(running_number, values) if number is not None]
    steps = sum(later in {1, earlier + 1} for earlier, later in pairwise(numbers))
    return len(numbers) >= share * len(values) and steps >= 0.7 * (len(numbers) - 1) and bool(numbers)


def is_total(cells: Filled) -> bool:
    """Whether a row is a total: it begins with such a word, and nothing but numbers comes after."""
    first = next((value for _, value in cells if isinstance(value, str)), None)
    if first is None:
        return False
    text = " ".join(first.split()).strip(" :.")
    match = _TOTAL.match(text)
    if match is None or (text[match.end() : match.end() + 1].isalpha()):
        return False
    if not _OF_WHAT.fullmatch(text[match.end() :].strip(" :.-–—")):
        return False
    others = [value for _, value in cells if isinstance(value, str) and value is not first]
    return not any(_has_words(value) for value in others)


def _has_words(text: str) -> bool:
    return any(letter.isalpha() for letter in text) and not _TOTAL.match(text.strip())


def are_column_numbers(cells: Filled) -> bool:
    """Whether a row counts the columns, 1 2 3 and so on, as official forms do below their header."""
    numbers = [running_number(value) for _, value in cells]
    return len(numbers) >= 3 and numbers == list(range(1, len(numbers) + 1))
