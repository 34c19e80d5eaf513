"""Conditions of `dateline list`, FIELD=VALUE: as filters, and as a second look where SQL can't tell."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

from sqlalchemy.orm import Session

from db.errors import WorldError
from db.fields import Field, Kind
from db.language import language, tr
from db.names import fold
from db.queries import Filter, Op, Row, View, column_fields, rows_by_uid
from db.records import STANDING
from db.search import search
from db.understanding import Context, understand
from db.values import Reach

_WORDS = frozenset({Kind.TEXT, Kind.LONG_TEXT, Kind.LINK})
_REACHES = frozenset({Kind.PHONES, Kind.EMAILS})
_PARTLY_KNOWN = frozenset({Kind.PERIOD, Kind.MOMENT})
_MOST_NAMESAKES = 1000


@dataclass
class Narrowed:
    """A view, and what its rows must pass in addition."""

    kind: str
    filters: list[Filter] = field(default_factory=list)
    tests: list[Callable[[Row], bool]] = field(default_factory=list)

    @property
    def view(self) -> View:
        """The view with all its filters."""
        return View(self.kind, filters=tuple(self.filters))

    def keeps(self, row: Row) -> bool:
        """Whether a row of the view is one that was asked for."""
        return all(test(row) for test in self.tests)


def narrowed(session: Session, kind: str, conditions: Sequence[str]) -> Narrowed:
    """The records of a kind that meet all conditions.

    Texts are compared without regard to case, accents and script, everything else as it is understood when
    typed: country=Kyrgyzstan, date=25.04.2019. Nothing after the sign asks for records where the field is
    empty. Raises WorldError for a condition that can't be understood.
    """
    asked = Narrowed(kind)
    for condition in conditions:
        name, sign, text = condition.partition("=")
        if not sign:
            raise WorldError(tr("Write a condition as FIELD=VALUE instead of “{text}”.", text=condition))
        about = _field(kind, name.strip())
        if text.strip():
            _add(session, asked, about, text.strip())
        else:
            asked.filters.append(Filter(about.name, Op.EMPTY))
    return asked


def _field(kind: str, name: str) -> Field:
    fields = column_fields(kind)
    for about in fields.values():
        if name.casefold().replace("-", "_") == about.name or name.casefold() == about.label.casefold():
            return about
    known = ", ".join(fields)
    raise WorldError(tr("There is no field “{name}” here. Choose one of: {known}.", name=name, known=known))


def _add(session: Session, asked: Narrowed, about: Field, text: str) -> None:
    if about.kind in (Kind.REFERENCE, Kind.LINKED):
        asked.filters.append(_tied_to(session, about, text))
    elif about.kind in _WORDS:
        asked.filters.append(Filter(about.name, Op.CONTAINS, (text,)))
        asked.tests.append(lambda row: fold(str(_value(row, about))) == fold(text))
    elif about.kind in _REACHES:
        wanted = _reach(about, text)
        asked.filters.append(Filter(about.name, Op.CONTAINS, (wanted,)))
        asked.tests.append(lambda row: any(wanted in (r.value, r.normal) for r in row[about.name]))
    else:
        asked.filters.append(_exactly(about, text))


def _value(row: Row, about: Field) -> Any:
    return row.title if about.name == "title" else row[about.name]


def _exactly(about: Field, text: str) -> Filter:
    added = about.name in ("created", "modified")
    value = _understood(Field(about.english, Kind.DATE) if added else about, text)
    if added:
        value = value.isoformat()
    if added or about.kind in _PARTLY_KNOWN:
        return Filter(about.name, Op.BETWEEN, (value, value))
    return Filter(about.name, Op.IS, value if about.is_list else (value,))


def _understood(about: Field, text: str) -> Any:
    answer = understand(about, text, Context(language=language()))
    if answer.problem:
        raise WorldError(answer.problem)
    return answer.value


def _reach(about: Field, text: str) -> str:
    """A phone or an address as it is kept, whether or not it can be dialled."""
    found = cast(tuple[Reach, ...], understand(about, text, Context(language=language())).value)
    return (found[0].normal or found[0].value) if found else text


def _tied_to(session: Session, about: Field, text: str) -> Filter:
    """Tied to a record with this uid, or with a name that comes to the same."""
    if about.to not in STANDING:
        return Filter(about.name, Op.CONTAINS, (text,))
    hits = search(session, text, kinds=[about.to], limit=_MOST_NAMESAKES)
    namesakes = rows_by_uid(session, about.to, [hit.uid for hit in hits])
    called = fold(text)
    uids = [row.uid for row in namesakes if called in {fold(name) for name in (row.title, *_texts(row))}]
    return Filter(about.name, Op.IS, (text, *uids))


def _texts(row: Row) -> list[str]:
    fields = column_fields(row.kind)
    return [value for name, value in row.values.items() if fields[name].kind is Kind.TEXT and value]
