"""Which kind of record a table holds: by its headers, its sheet's name and titles, and what it holds."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from db.exchange.header_words import NAME, by_header, filled_by, has_compound
from db.exchange.mapping import map_columns
from db.exchange.plan import NOTE, UID, ColumnPlan, Decided
from db.exchange.table import Table
from db.fields import Kind
from db.language import catalogue
from db.names import fold
from db.records import RECORDS, SHOWN, STANDING, kind_fields
from db.understanding.places import country_code

ENOUGH = 4
"""What headers must add up to: two of them in a kind's very words, or one with the sheet's name."""

# Folded words beside the names of the kinds that sheets are called by.
_CALLED = {
    "contact": "people|persons|participants|attendees|attendance|mailing list|address book|journalists|media"
    "|press|staff|speakers|experts|uchastniki|spisok uchastnikov|zhurnalisty|smi|lyudi|sotrudniki|eksperty",
    "partner": "organisations|organizations|institutions|agencies|ministries|stakeholders|organizatsii"
    "|uchrezhdeniya|vedomstva",
    "facility": "sites|centres|centers|objects|obekty|tsentry",
    "release": "press release|press releases|news|relizy|press relizy|novosti",
    "event": "workshops|trainings|conferences|meropriyatiya|seminary",
    "visit": "site visits|trips|poezdki|vizity",
    "programme": "projects|programs|proekty",
    "wording": "boilerplate|texts|teksty",
}


@dataclass(frozen=True)
class KindFound:
    """The kind of record that a table holds (None: nothing tells), by what, and its columns."""

    kind: str | None
    decided: Decided
    columns: tuple[ColumnPlan, ...]


def kind_of(table: Table, sheet_name: str, *, ours: bool = False) -> KindFound:
    """The kind of record that fits a table best; None where none fits well enough."""
    scored = []
    named = called(sheet_name)
    titled = set().union(*(called(title) for title in table.titles)) if table.titles else set()
    for kind in SHOWN:
        if kind not in STANDING and kind not in named:
            continue
        hint = 3 * (kind in named) + 1.5 * (kind in titled and kind not in named)
        score = _header_score(kind, table)
        if score + hint >= ENOUGH and (score or len(table.columns) == 1):
            scored.append((score + hint, kind, hint))
    for score, kind, hint in sorted(scored, key=lambda each: -each[0]):
        columns = map_columns(kind, table, ours=ours)
        if _has_what_it_needs(kind, columns):
            by_name = hint >= 3 and score - hint < ENOUGH
            return KindFound(kind, Decided.NAME if by_name else Decided.HEADER, columns)
    return by_content(table) or KindFound(None, Decided.NOTHING, ())


def by_content(table: Table) -> KindFound | None:
    """A table in which one column holds names of persons and another e-mails or phones, whatever is above."""
    columns = map_columns("contact", table)
    told = {column.target for column in columns if column.target not in (None, NOTE)}
    if NAME in told and told & {"emails", "phones"}:
        return KindFound("contact", Decided.CONTENT, columns)
    return None


@lru_cache(maxsize=1024)
def called(text: str) -> frozenset[str]:
    """The kinds of record that the name of a sheet, a title or the name of a file names."""
    folded = f" {fold(re.sub(r'(?<=[a-zа-я])(?=[A-ZА-Я])|_', ' ', text))} "
    return frozenset(kind for kind, words in _calls().items() if any(f" {word} " in folded for word in words))


@lru_cache(maxsize=1)
def _calls() -> dict[str, set[str]]:
    calls: dict[str, set[str]] = {}
    for kind in SHOWN:
        words = RECORDS[kind].about.words
        labels = {words.one, words.many}
        said = {fold(catalogue(each).gettext(label)) for each in ("en", "ru") for label in labels}
        calls[kind] = (said | set(_CALLED.get(kind, "").split("|"))) - {""}
    return calls


def _header_score(kind: str, table: Table) -> float:
    """How well the headers of a table fit a kind: those of no other kind count more."""
    score, seen = 0.0, set()
    for column in table.columns:
        if column.header == UID:
            score += 1
        found = None if column.numbering else by_header(kind, column.header)
        if found and found.target not in seen:
            seen.add(found.target)
            own = 1.5 if is_main(kind, found.target) else 1.0
            score += (0.5 if found.target == NOTE else own) * {3: 2.0, 2: 1.75, 1: 1.0}[found.strength]
    return score


def is_main(kind: str, target: str) -> bool:
    """Whether a target is what a record of a kind can't do without."""
    field = kind_fields(kind).get(target)
    return bool(field and field.required) or (has_compound(kind, target) and _names(kind, target))


def _names(kind: str, target: str) -> bool:
    """Whether a target gives the name of a person."""
    return kind == "contact" and "family_name" in filled_by(kind, target)


def _has_what_it_needs(kind: str, columns: Sequence[ColumnPlan]) -> bool:
    """Whether the columns give what a record of a kind must have, or say which record each row is."""
    given = {column.target for column in columns if column.target}
    if UID in given:
        return True
    if kind == "contact":
        return "given_name" in given or any(_names(kind, target) for target in given)
    required = [field for field in kind_fields(kind).values() if field.required]
    return all(
        field.name in given or (field.kind is Kind.REFERENCE and f"{UID}:{field.name}" in given)
        for field in required
    )


def country_in(*texts: str) -> str | None:
    """The one country that the names and titles tell, such as КР in "СМИ КР"; None for none or several."""
    for text in texts:
        found = {code for words in _runs(text) if (code := _named(words))}
        if len(found) == 1:
            return found.pop()
    return None


def _runs(text: str) -> list[str]:
    """Every one, two and three words that stand together."""
    words = re.findall(r"[^\W\d_]+", text)
    return [" ".join(words[at : at + n]) for n in (1, 2, 3) for at in range(len(words) - n + 1)]


def _named(words: str) -> str | None:
    """The country of some words; a few Latin letters ("and") are none but for its codes."""
    code = country_code(words)
    if len(words) > 3 or code is None:
        return code
    return code if words.isupper() and (not words.isascii() or words in PROGRAMME) else None


PROGRAMME = frozenset({"KZ", "KG", "TJ", "TM", "UZ"})
"""Countries of the programme, whose codes stand in names of sheets."""
