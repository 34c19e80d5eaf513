"""Latin spellings in Cyrillic letters: a search for the likeliest readings, as one spelling has several."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from db.names.cyrillic_readings import READINGS

_KEPT = 12  # readings that are followed at a time
_SPLIT = 1.5  # what it costs to read "sh" as с and х where the table has it as one
_VOWELS = frozenset("аеёиоуыэюяәіөүұӣӯў")
_APOSTROPHES = re.compile("[`´’‘ʻʼʹ′]")
_WORD = re.compile(r"[^\W\d_]+(?:['`´’‘ʻʼʹ′̄̈̆][^\W\d_]*)*")

Readings = tuple[tuple[str, float], ...]


def in_cyrillic(text: str, language: str, most: int = 5) -> tuple[str, ...]:
    """The likeliest readings of a Latin text in Cyrillic letters, best first, at most `most`.

    `language` is "ru", "ky", "kk", "tg", "uz" or "tk"; KeyError for another.
    """
    whole: list[tuple[str, float]] = [("", 0.0)]
    end = 0
    for match in _WORD.finditer(text):
        between, word = text[end : match.start()], match.group()
        read = [(_cased(word, reading), cost) for reading, cost in word_in_cyrillic(word.lower(), language)]
        whole = _best(
            [(before + between + after, cost + more) for before, cost in whole for after, more in read]
        )
        end = match.end()
    return tuple(reading + text[end:] for reading, _ in whole[:most])


def word_in_cyrillic(word: str, language: str) -> Readings:
    """The readings of one small word, and what each costs, cheapest first."""
    word = _APOSTROPHES.sub("'", unicodedata.normalize("NFC", word))
    places: list[list[tuple[str, float]]] = [[("", 0.0)]] + [[] for _ in word]
    for place in range(len(word)):
        places[place] = _best(places[place])
        for before, cost in places[place]:
            for length, reading, more in _next(word, place, before, language):
                places[place + length].append((before + reading, cost + more))
    return tuple(_best(places[-1]))


def _best(readings: list[tuple[str, float]]) -> list[tuple[str, float]]:
    cheapest: dict[str, float] = {}
    for reading, cost in sorted(readings, key=lambda each: each[1]):
        cheapest.setdefault(reading, cost)
    return list(cheapest.items())[:_KEPT]


def _next(word: str, place: int, before: str, language: str) -> Iterator[tuple[int, str, float]]:
    """What may be read at a place: how many letters, as what, at what cost."""
    table, longest = _readings(language)
    split = 0.0
    for length in range(min(longest, len(word) - place), 0, -1):
        spelling = word[place : place + length]
        found = _found(table, spelling, place == 0, place + length == len(word), before[-1:] in _VOWELS)
        if found is None and length == 1:
            found = ((_plain(spelling, table), 0.5),)
        for reading, cost in found or ():
            yield length, reading, cost + split
        if found:
            split += _SPLIT


def _found(
    table: dict[str, Readings], spelling: str, first: bool, last: bool, after: bool
) -> Readings | None:
    """The entry that says most of where a spelling stands."""
    begins = "^" if first else "~" if after else ""
    keys = (
        begins + spelling + "$" if last else "",
        begins + spelling,
        spelling + "$" if last else "",
        spelling,
    )
    return next((table[key] for key in keys if key in table), None)


def _plain(letter: str, table: dict[str, Readings]) -> str:
    """The reading of a letter without its accents; the letter itself where it has none."""
    base = unicodedata.normalize("NFD", letter)[0]
    return table[base][0][0] if base in table else letter


@cache
def _readings(language: str) -> tuple[dict[str, Readings], int]:
    """The table of a language, and the length of its longest spelling."""
    table = {}
    for entry in filter(None, (part.strip() for part in re.split(r"[|\n]", READINGS[language]))):
        # A line may hold several entries of one letter: "a а | b б".
        spelling, *readings = entry.split()
        table[spelling] = tuple(_reading(reading, rank) for rank, reading in enumerate(readings))
    return table, max(len(spelling.strip("^~$")) for spelling in table)


def _reading(reading: str, rank: int) -> tuple[str, float]:
    letters, _, cost = reading.partition(":")
    return ("" if letters == "-" else letters), (float(cost) if cost else float(rank))


def _cased(word: str, reading: str) -> str:
    """A reading in the case of the word that it was read from."""
    letters = [letter for letter in word if letter.isalpha()]
    if len(letters) > 1 and all(letter.isupper() for letter in letters):
        return reading.upper()
    return reading[:1].upper() + reading[1:] if word[:1].isupper() else reading
