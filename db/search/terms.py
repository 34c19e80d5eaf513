"""Terms of a search, such as kind:media or страна:кыргызстан: which records they ask for."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from db.fields import Field, Kind
from db.language import catalogue
from db.names import fold
from db.records import RECORDS, STANDING, Record, fields_of
from db.search.contents import CODED, INDEXED, SPOKEN, digits_of, facet, kind_facet, plan
from db.understanding.currencies import currency_codes
from db.understanding.languages import language_codes, language_name
from db.understanding.places import country_code, country_codes, country_name

KIND_WORDS = frozenset(map(fold, ("kind", "type", "вид", "тип")))
"""Under these a term may name a kind of record: kind:partner."""


_TEXTS = frozenset({Kind.TEXT, Kind.LONG_TEXT, Kind.PHONES, Kind.EMAILS, Kind.LINK, Kind.LINKS})
_TIES = frozenset(
    {Kind.REFERENCE, Kind.LINKED, Kind.DATE, Kind.PERIOD, Kind.MOMENT, Kind.WHOLE, Kind.NUMBER, Kind.MONEY}
)


@dataclass(frozen=True)
class Term:
    """One condition on a field: the fields that its label names, by kind of record, and what they must have.

    `facets` are the words of the index any of which meets it; `fields` are to be looked at in the records.
    """

    value: str
    minus: bool
    facets: tuple[str, ...]
    fields: tuple[tuple[str, Field], ...]

    @property
    def words(self) -> list[str]:
        """What a record has to have somewhere, folded; none where the fields hold no texts."""
        if self.minus or self.facets or any(about.kind not in _TEXTS for _, about in self.fields):
            return []
        digits = digits_of(self.value) if self.fields[0][1].kind is Kind.PHONES else ""
        return [digits] if digits else fold(self.value).split()

    @property
    def is_tie(self) -> bool:
        """Whether it leads over other records, or over what is quickly compared."""
        return not (self.minus or self.facets) and all(about.kind in _TIES for _, about in self.fields)


def read_term(label: str, value: str, minus: bool) -> Term | None:
    """The term that a label and a value make; None where no field is called so."""
    name = _plain(label)
    named = _labels().get(name, ())
    text = value.strip('"').strip()
    if not text or not (named or name in KIND_WORDS):
        return None
    coded = [(kind, about) for kind, about in named if about.kind in CODED]
    facets = [word for _, about in coded for word in _coded(about, text)]
    if name in KIND_WORDS:
        facets += _kinds(text)
    others = tuple((kind, about) for kind, about in named if about.kind not in CODED)
    return Term(text, minus, tuple(dict.fromkeys(facets)), others)


def is_label(piece: str) -> bool:
    """Whether a piece of a search is a label for which there is no value yet."""
    name = _plain(piece.removesuffix(":"))
    return piece.endswith(":") and (name in _labels() or name in KIND_WORDS)


def _plain(label: str) -> str:
    return fold(label.strip('"').replace("_", " "))


@lru_cache(maxsize=1)
def _labels() -> dict[str, tuple[tuple[str, Field], ...]]:
    """Every name, label and alias of a field, in English and Russian, and which fields it means."""
    named: dict[str, list[tuple[str, Field]]] = {}
    for kind in INDEXED:
        for about in fields_of(RECORDS[kind]).values():
            if about.kind in CODED and kind not in STANDING:
                continue
            labels = (about.name, *(about.label_in(spoken) for spoken in SPOKEN), *about.aliases)
            for label in dict.fromkeys(_plain(label) for label in labels):
                named.setdefault(label, []).append((kind, about))
    return {label: tuple(fields) for label, fields in named.items() if label}


def _kinds(text: str) -> Iterator[str]:
    """The facets of the kinds of record whose name begins with a text, in English or Russian."""
    begin = fold(text)
    for kind in STANDING:
        about = RECORDS[kind].about
        names = [about.name, about.plural]
        for spoken in SPOKEN:
            names += [catalogue(spoken).gettext(word) for word in (about.words.one, about.words.many)]
        if any(fold(name).startswith(begin) for name in names):
            yield kind_facet(kind)


def _coded(about: Field, text: str) -> list[str]:
    """The facets of the codes that a text means; while it is typed, of all whose name begins so."""
    begin, exact, begun = fold(text), [], []
    for code, names in _codes(about):
        folded = [fold(name) for name in names]
        if begin in folded:
            exact.append(code)
        elif any(f" {name}".find(f" {begin}") >= 0 for name in folded):
            begun.append(code)
    if about.kind is Kind.COUNTRY and (code := country_code(text)):
        exact.append(code)
    # One that nothing has, so that a word that means nothing finds nothing.
    return [facet(about.name, code) for code in dict.fromkeys(exact or begun)] or [facet(about.name, "none")]


def _codes(about: Field) -> Iterator[tuple[object, tuple[str, ...]]]:
    match about.kind:
        case Kind.COUNTRY:
            for code in sorted(country_codes()):
                yield code, (code, *(country_name(code, spoken) for spoken in SPOKEN))
        case Kind.LANGUAGE | Kind.LANGUAGES:
            for code in sorted(language_codes()):
                yield code, (code, *(language_name(code, spoken) for spoken in SPOKEN))
        case Kind.CURRENCY:
            for code in sorted(currency_codes()):
                yield code, (code,)
        case Kind.YES_NO:
            yield True, ("yes", "true", "1", "да")
            yield False, ("no", "false", "0", "нет")
        case _:
            for choice in about.choices:
                labels = (choice.label_in(spoken) for spoken in SPOKEN)
                yield choice.code, (choice.code, *labels, *choice.aliases)


def looked_up(session: Session, term: Term, uid: "sa.ColumnElement[str]") -> "sa.ColumnElement[bool]":
    """Whether the record with `uid` has, in one of the term's fields, what the term asks for, as SQL."""
    each: list[sa.ColumnElement[bool]] = []
    for kind, about in term.fields:
        record = RECORDS[kind]
        answering, met = _answering(record), _meets(session, record, about, term.value)
        if about.kind in _TIES:
            each.append(uid.in_(sa.select(answering).where(met)))
        else:
            each.append(sa.select(record.id).where(answering == uid, met).exists())
    return sa.or_(sa.false(), *each)


def _answering(record: type[Record]) -> Any:
    """The column with the uid of the record that records of a kind answer for."""
    how = plan(record)
    return record.uid if how.stands or how.owner is None else getattr(record, how.owner.name)


def _meets(session: Session, record: type[Record], about: Field, value: str) -> "sa.ColumnElement[bool]":
    from db.conditions import conditions
    from db.views import Filter, Op, View

    def filtered(op: Op, *values: str) -> "sa.ColumnElement[bool]":
        view = View(record.about.name, filters=(Filter(about.name, op, values),))
        return sa.and_(sa.true(), *conditions(session, record, view))

    if about.kind in (Kind.REFERENCE, Kind.LINKED):
        return filtered(Op.IS, *_referred(session, about, value))
    if about.kind in (Kind.DATE, Kind.PERIOD, Kind.MOMENT):
        text = sa.cast(getattr(record, about.name), sa.Text)
        return text.startswith(_day(about, value), autoescape=True)
    if about.kind in (Kind.WHOLE, Kind.NUMBER, Kind.MONEY):
        number = _number(about, value)
        return sa.false() if number is None else sa.and_(getattr(record, about.name) == number)
    if about.kind is Kind.PHONES and (digits := digits_of(value)):
        value = digits.removeprefix("00").removeprefix("0")
    return filtered(Op.CONTAINS, value)


def _referred(session: Session, about: Field, value: str) -> list[str]:
    from db.search.finding import search

    return [hit.uid for hit in search(session, value, kinds=[about.to], limit=300)]


def _day(about: Field, value: str) -> str:
    from db.understanding import understand

    understood = understand(about, value)
    known = "" if understood.problem or understood.value is None else str(understood.value)
    # 2019 alone is a year, whatever day a date field makes of it.
    return value if value.isdecimal() or not known else known


def _number(about: Field, value: str) -> object | None:
    from db.understanding import understand

    understood = understand(about, value)
    return None if understood.problem else understood.value
