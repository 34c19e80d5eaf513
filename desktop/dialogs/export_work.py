"""What the export window has done away from it: looking up whom it leaves out, counting, writing the file."""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Literal

from sqlalchemy.orm import Session

from db.fields import Audience
from db.groups import view_of
from db.language import tr, trn
from db.personal import objections
from db.queries import View, column_fields, list_ids, rows
from db.records import RECORDS, fields_of, record_type
from db.store import Store
from db.understanding.dates import in_words
from desktop.tasks import Task

if TYPE_CHECKING:
    from db.exchange.exporting import ExportReport

_LOADING = Lock()

CONTACT = "contact"


class Scope(StrEnum):
    """What goes out."""

    SHOWN = "shown"
    SELECTED = "selected"
    GROUP = "group"
    STORE = "store"
    PACK = "pack"


LISTS = (Scope.SHOWN, Scope.SELECTED, Scope.GROUP)
"""The scopes that are a list of records of one kind, with columns."""


class Form(StrEnum):
    """As what it goes out; each value is the ending of the file."""

    WORKBOOK = ".xlsx"
    TABLE = ".csv"
    CARDS = ".vcf"


@dataclass(frozen=True)
class Listed:
    """What a list showed when the window was opened: its view and that in words, ids, columns."""

    view: View
    described: str
    shown: Sequence[int]
    selected: Sequence[int]
    columns: Sequence[str]

    @property
    def kind(self) -> str:
        """The kind of the records."""
        return record_type(self.view.kind).about.name

    def ids(self, scope: Scope) -> Sequence[int]:
        """Which of them go out, where it is a list that goes out."""
        return self.selected if scope is Scope.SELECTED else self.shown


@dataclass(frozen=True)
class Period:
    """Days from `start` to `end`, both included; None leaves a side open."""

    start: dt.date | None = None
    end: dt.date | None = None

    def phrase(self) -> str:
        """Such as "1 Jan 2019 to 31 Mar 2019"; empty for all dates."""
        days = {name: in_words(day) for name, day in (("start", self.start), ("end", self.end)) if day}
        match sorted(days):
            case ["end", "start"]:
                return tr("{start} to {end}", **days)
            case ["start"]:
                return tr("From {start}", **days)
            case ["end"]:
                return tr("Until {end}", **days)
            case _:
                return ""


@dataclass(frozen=True)
class Order:
    """All that was chosen: what goes out, as what, for whom, in which language."""

    listed: Listed
    scope: Scope
    form: Form
    audience: Audience
    language: str
    all_columns: bool = False
    with_opted_out: bool = False
    all_releases: bool = False
    period: Period = Period()
    version: Literal["3.0", "4.0"] = "3.0"

    @property
    def columns(self) -> list[str]:
        """The columns of a list."""
        return list(column_fields(self.listed.kind) if self.all_columns else self.listed.columns)


@dataclass(frozen=True)
class Group:
    """A group of contacts that may go out: its name, its people as a list has them, how many opted out."""

    name: str
    view: View
    ids: Sequence[int]
    opted_out: int

    def listed(self, columns: Sequence[str]) -> Listed:
        """Its people as a list that goes out with these columns."""
        return Listed(self.view, tr("Group: {group}", group=self.name), self.ids, (), columns)


@dataclass(frozen=True)
class Facts:
    """What the store says to what may go out: how many of each scope opted out, the kinds of the pack.

    `groups` are those that may go out: all where the list is one of contacts.
    """

    opted_out: dict[Scope, int]
    in_pack: tuple[str, ...]
    groups: tuple[Group, ...] = ()


def _load() -> None:
    """Bring in what writes workbooks, which takes its time, so not with the window.

    One thread after the other: two that import openpyxl at once each find half of it.
    """
    with _LOADING:
        import db.exchange.cards_out
        import db.exchange.delegation_pack  # noqa: F401


def look_up(listed: Listed) -> Callable[[Session], Facts]:
    """Answers the facts."""

    def work(session: Session) -> Facts:
        _load()
        from db.exchange.opted_out import opted_out_ids
        from db.exchange.pack_figures import USED

        people = opted_out_ids(session)
        is_contacts = listed.kind == CONTACT
        among = {scope: len(people.intersection(listed.ids(scope))) if is_contacts else 0 for scope in Scope}
        groups = tuple(_groups(session, people)) if is_contacts else ()
        return Facts(among | {Scope.STORE: len(people), Scope.PACK: len(people)}, tuple(USED), groups)

    return work


def _groups(session: Session, opted_out: frozenset[int]) -> Iterator[Group]:
    for row in rows(session, "group", list_ids(session, View("group")), ()):
        view = view_of(row.uid)
        ids = list_ids(session, view)
        yield Group(row.title, view, ids, len(opted_out.intersection(ids)))


def count_in(order: Order) -> Callable[[Session], tuple[Order, str]]:
    """Answers the order, and how much its pack has of what has a date, such as "3 releases, 1 event"."""

    def work(session: Session) -> tuple[Order, str]:
        _load()
        from db.exchange import pack_period, pack_releases

        asked = pack_period.Period(order.period.start, order.period.end)
        ids = {kind: asked.ids(session, kind) for kind in pack_period.DATED}
        held = 0
        if not order.all_releases:
            chosen = pack_releases.choose(session, ids["release"], order.audience, dt.datetime.now(dt.UTC))
            ids["release"], held = list(chosen.ids), chosen.left_out
        counted = [RECORDS[kind].about.words.counted(len(each)) for kind, each in ids.items()]
        said = ", ".join(counted)
        return order, f"{said}. {held_releases(held)}" if held else said

    return work


def held_releases(n: int) -> str:
    """How many releases stay out of a pack and why."""
    return trn(
        "{n} release stays out, as it is not released or under embargo.",
        "{n} releases stay out, as they are not released or under embargo.",
        n,
    )


def left_out(order: Order, facts: Facts | None) -> list[str]:
    """The labels of the fields that the audience may not see, of all that would go out."""
    if order.scope in LISTS:
        fields = column_fields(order.listed.kind)
        names = fields_of(RECORDS[CONTACT]) if order.form is Form.CARDS else order.columns
        asked = [fields[name] for name in names]
    else:
        kinds = facts.in_pack if facts and order.scope is Scope.PACK else tuple(RECORDS)
        asked = [about for kind in kinds for about in fields_of(RECORDS[kind]).values()]
    hidden = [about.label for about in asked if not order.audience.includes(about.audience)]
    return list(dict.fromkeys(hidden))


def write(store: Store, order: Order, target: Path) -> "Callable[[Task], ExportReport]":
    """Writes the file; the ending of its name decides what it becomes, where she typed another."""

    def work(task: Task) -> "ExportReport":
        _load()
        from db.exchange import cards_out, delegation_pack, exporting

        listed, audience = order.listed, order.audience
        everybody, progress, cancelled = order.with_opted_out, task.report, task.asked_to_stop
        if order.scope is Scope.PACK:
            return delegation_pack.export_pack(
                store, target, start=order.period.start, end=order.period.end, audience=audience,
                language=order.language, with_opted_out=everybody, all_releases=order.all_releases,
                progress=progress, cancelled=cancelled,
            )  # fmt: skip
        if order.scope is Scope.STORE:
            return exporting.export_store(
                store, target, audience=audience, language=order.language, with_opted_out=everybody,
                progress=progress, cancelled=cancelled,
            )  # fmt: skip
        if listed.kind == CONTACT and target.suffix.lower() == Form.CARDS:
            return cards_out.export_cards(
                store, target, ids=listed.ids(order.scope), audience=audience, version=order.version,
                with_opted_out=everybody, progress=progress, cancelled=cancelled,
            )  # fmt: skip
        selected = listed.selected if order.scope is Scope.SELECTED else None
        return exporting.export_view(
            store, listed.view, order.columns, target, ids=selected, audience=audience,
            language=order.language, described=tr("Selected rows") if selected else listed.described,
            with_opted_out=everybody, progress=progress, cancelled=cancelled,
        )  # fmt: skip

    return work


def told(report: "ExportReport") -> str:
    """What was written, and who and which releases were left out, in a sentence or two."""
    path, rows = report.path, report.rows
    if path.suffix.lower() == Form.CARDS:
        said = [trn("{n} card was written to {path}.", "{n} cards were written to {path}.", rows, path=path)]
    else:
        said = [trn("{n} row was written to {path}.", "{n} rows were written to {path}.", rows, path=path)]
    if report.unreleased:
        said.append(
            trn(
                "{n} release that is not released, or under embargo, was left out.",
                "{n} releases that are not released, or under embargo, were left out.",
                report.unreleased,
            )
        )
    said.append(objections.left_out(report.opted_out))
    return " ".join(filter(None, said))
