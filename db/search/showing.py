"""Showing what was found: titles, the text that matched, and the letters in both that did."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from db.fields import Field, Kind
from db.names import acronym, fold
from db.records import RECORDS, Record, fields_of
from db.search.contents import digits_of, field_texts, names_record
from db.search.matching import Match, Sought, SoughtWord

Spans = tuple[tuple[int, int], ...]
"""Where marked letters begin and end in a text, in its order."""

_BEFORE, _SHOWN = 4, 14  # words of a snippet before the match, and in all
_WORD = re.compile(r"[^\W_]+(?:['`´’‘ʻʼʹ′\u0300-\u036f]+[^\W_]+)*")
_NUMBER = re.compile(r"\+?\(?\d[\d\s().+/–-]*\d")
_LEAST_DIGITS = 3


@dataclass(frozen=True)
class Hit:
    """A record that was found: its title, the text that matched, and what to mark in both."""

    kind: str
    uid: str
    title: str
    snippet: str
    title_marks: Spans = field(default=())
    snippet_marks: Spans = field(default=())

    def to_json(self) -> dict[str, str]:
        """As the command line prints it."""
        return {"kind": self.kind, "uid": self.uid, "title": self.title, "snippet": self.snippet}


class Marker:
    """Finds in a text, as it was written, the letters that the words of a search match."""

    def __init__(self, every: Sequence[SoughtWord], phrases: Sequence[str] = ()) -> None:
        forms = (form for word in every for form in word.word.forms)
        self._begins = (*dict.fromkeys(forms), *(word for phrase in phrases for word in phrase.split()))
        self._parts = tuple(
            dict.fromkeys(part for word in every for part in word.word.parts if len(part) > 2)
        )
        self._wholes = {other for word in every for other in word.looked_up()}

    def spans(self, text: str) -> Spans:
        """Where in `text` something matches."""
        found = sorted({*self._in_words(text), *self._in_numbers(text), *self._in_initials(text)})
        return tuple(_joined(found))

    def _in_words(self, text: str) -> Iterator[tuple[int, int]]:
        for word in _WORD.finditer(text):
            span = self._in_word(word[0])
            if span is not None:
                yield word.start() + span[0], word.start() + span[1]

    def _in_word(self, word: str) -> tuple[int, int] | None:
        folded = fold(word).replace(" ", "")
        begun = max((len(begin) for begin in self._begins if folded.startswith(begin)), default=0)
        if begun:
            return 0, _reaching(word, begun)
        if folded in self._wholes:
            return 0, len(word)
        for part in self._parts:
            place = folded.find(part)
            if place >= 0:
                return _reaching(word, place + 1) - 1, _reaching(word, place + len(part))
        return None

    def _in_numbers(self, text: str) -> Iterator[tuple[int, int]]:
        """A number that is written in groups is marked where its digits are."""
        numbers = [part for part in self._parts if part.isdecimal() and len(part) >= _LEAST_DIGITS]
        for written in _NUMBER.finditer(text) if numbers else ():
            digits = digits_of(written[0])
            places = [i for i, letter in enumerate(written[0]) if letter.isdecimal()]
            for part in numbers:
                at = digits.find(part)
                if at >= 0:
                    last = places[at + len(part) - 1]
                    yield written.start() + places[at], written.start() + last + 1
                    break

    def _in_initials(self, text: str) -> Iterator[tuple[int, int]]:
        """The letters of an acronym are marked where the name is written out."""
        initials = fold(acronym(text))
        forms = [form for form in self._begins if len(form) > 1 and initials.startswith(form)]
        spelled, wanted = "", max(forms, key=len, default="")
        for word in _WORD.finditer(text):
            if len(spelled) < len(wanted) and (letter := fold(acronym(word[0]))):
                spelled += letter
                yield word.start(), word.start() + 1


def _reaching(word: str, length: int) -> int:
    """How many letters of a word as it is written make so many of it folded, with the signs behind them."""
    count = next((n for n in range(1, len(word) + 1) if len(fold(word[:n])) >= length), len(word))
    while count < len(word) and not fold(word[count]):
        count += 1
    return count


def _joined(spans: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    last: tuple[int, int] | None = None
    for begin, end in spans:
        if last is not None and begin <= last[1]:
            last = last[0], max(last[1], end)
            continue
        if last is not None:
            yield last
        last = begin, end
    if last is not None:
        yield last


def shown(
    session: Session,
    matches: Sequence[Match],
    readings: Sequence[Sought],
    of_terms: Sequence[Sought],
    phrases: Sequence[str],
) -> list[Hit]:
    """The hits that matches are shown as, in their order; those whose record is gone are left out.

    `readings` are those of the words that were typed, `of_terms` those of the terms.
    """
    titles = _titles(session, matches)
    records = _records(session, matches)
    narrowing = [word for reading in of_terms for word in reading.words]
    markers = {id(reading): Marker([*reading.words, *narrowing], phrases) for reading in readings}
    hits = []
    for match in matches:
        title, record = titles.get(match.owner), records.get(match.uid)
        if title is None or record is None:
            continue
        marker = markers[id(match.sought)]
        # What the title does not show comes first.
        beside = [*match.words_beside_title(), *narrowing]
        snippet = (_snippet(record, Marker(beside)) if beside else "") or _snippet(record, marker)
        hits.append(
            Hit(match.owner_kind, match.owner, title, snippet, marker.spans(title), marker.spans(snippet))
        )
    return hits


def _titles(session: Session, matches: Sequence[Match]) -> dict[str, str]:
    titles: dict[str, str] = {}
    for kind, each in groupby(sorted(matches, key=_owner_kind), key=_owner_kind):
        table = RECORDS[kind]
        query = sa.select(table.uid, table.title).where(table.uid.in_([match.owner for match in each]))
        titles |= {uid: title for uid, title in session.execute(query)}
    return titles


def _records(session: Session, matches: Sequence[Match]) -> dict[str, Record]:
    records: dict[str, Record] = {}
    for kind, each in groupby(sorted(matches, key=_kind), key=_kind):
        table = RECORDS[kind]
        query = sa.select(table).where(table.uid.in_([match.uid for match in each]))
        records |= {record.uid: record for record in session.scalars(query)}
    return records


def _owner_kind(match: Match) -> str:
    return match.owner_kind


def _kind(match: Match) -> str:
    return match.kind


def _snippet(record: Record, marker: Marker) -> str:
    """The text of the first field that matches, a name only where no other does, cut to the words around."""
    named = ""
    for name, about in fields_of(type(record)).items():
        if named and names_record(name):
            continue
        for text in _written(about, getattr(record, name, None)):
            spans = marker.spans(text)
            if spans and not names_record(name):
                return _around(text, spans[0][0])
            if spans:
                named = named or _around(text, spans[0][0])
    return named


def _written(about: Field, value: Any) -> Iterator[str]:
    """The texts of a value as they were written: a phone in its groups, then as one number."""
    if about.kind not in (Kind.PHONES, Kind.EMAILS):
        yield from field_texts(about, value)
        return
    for reach in value or ():
        yield from filter(None, (reach.value, reach.normal))


def _around(text: str, place: int) -> str:
    """The words of a text around a place in it, on one line."""
    words = [(word.start(), word.group()) for word in re.finditer(r"\S+", text)]
    at = max((i for i, (begin, _) in enumerate(words) if begin <= place), default=0)
    begin = max(0, at - _BEFORE)
    cut = " ".join(word for _, word in words[begin : begin + _SHOWN])
    return ("… " if begin else "") + cut + (" …" if begin + _SHOWN < len(words) else "")
