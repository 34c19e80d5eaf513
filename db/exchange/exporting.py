"""Out to Excel: a tab as it is shown, the selected rows, or all of the store.

The workbook that comes out can come back: each row carries its uid in a hidden column, and the document says
in its properties which store it comes from, at which batch of the journal, and which kind of record each
sheet holds ("Dateline store", "Dateline batch", "Dateline sheet Contacts" and so on).
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, Protocol

from sqlalchemy.orm import Session

from db.errors import WorldError
from db.exchange import about_sheet, drop_downs, long_texts
from db.exchange.about_sheet import About, AboutSheet
from db.exchange.csv_out import write_csv
from db.exchange.discretion import Discretion
from db.exchange.identity import store_id
from db.exchange.labels import Labels
from db.exchange.opted_out import REMARK, WithoutOptedOut, without_them
from db.exchange.saving import replacing
from db.exchange.sheet_plan import Planner, SheetPlan, parts_and_links
from db.exchange.sheet_rows import Asked, Line, Progress, Source, uids_of
from db.exchange.styles import Styles
from db.exchange.workbook_out import MOST_ROWS, WorkbookOut
from db.fields import Audience, Field, Kind
from db.journal import latest
from db.language import mark, tr
from db.personal import departures
from db.queries import View, column_fields, list_ids
from db.records import RECORDS, STANDING, record_type
from db.store import Store

MANY = 3
"""A row tied to more records than this by one link brings the link's own sheet into the workbook."""

AUDIENCES = {
    Audience.INTERNAL: mark("The programme itself"),
    Audience.DELEGATION: mark("The EU Delegation"),
    Audience.PUBLIC: mark("The public"),
}
"""How the first sheet names whom a workbook is for."""

_AS_SHOWN = mark("{kind}, as shown in the list")
_SELECTED = mark("{kind}, the selected rows")
_ALL = mark("All of the store")
_SOME = mark("All records of these kinds: {kinds}")
_NO_FILTER = mark("None: all records are here")
_KNOWN = mark("Store {store}, batch {batch}")


@dataclass(frozen=True)
class ExportReport:
    """What was written: where, and each sheet of records as (name, kind, rows).

    `left_out` has the labels of the fields that the audience may not see, `batch` the batch of the journal
    at which the store stood; `opted_out` counts the contacts who stayed out because they opted out,
    `unreleased` the releases that stayed out of a pack because they are not released.
    """

    path: Path
    sheets: tuple[tuple[str, str, int], ...]
    left_out: tuple[str, ...]
    batch: int
    opted_out: int = 0
    unreleased: int = 0

    @property
    def rows(self) -> int:
        """How many rows were written, all sheets together."""
        return sum(rows for _, _, rows in self.sheets)


def export_view(
    store: Store,
    view: View,
    columns: Sequence[str],
    path: Path,
    *,
    ids: Sequence[int] | None = None,
    audience: Audience = Audience.INTERNAL,
    language: str = "en",
    described: str = "",
    with_opted_out: bool = False,
    progress: Progress | None = None,
    cancelled: Asked | None = None,
) -> ExportReport:
    """Write a list as it is shown, or of it the records with these `ids`, to an .xlsx or a .csv.

    `described` says the filter in words. People who opted out are left out (see `opted_out`) unless the
    internal audience is to have them, too: `with_opted_out`. Who is in it is written down (see
    `db.personal.departures`). `progress` is told rows done and rows in all; `cancelled` is asked every few
    hundred rows. Call it off the window's thread. Raises WorldError with a sentence when the file
    can't be written, and Cancelled; then nothing is left behind and a file that was there stays as it was.
    """
    kind = record_type(view.kind).about.name
    with exporting(
        store, path, audience, language, (progress, cancelled), with_opted_out=with_opted_out
    ) as export:
        chosen = list_ids(export.session, view) if ids is None else ids
        plan = export.planner.sheet(kind, chosen, columns)
        contents = _AS_SHOWN if ids is None else _SELECTED
        everything = export.labels.tr(_NO_FILTER) if ids is None else ""
        facts = Facts(export.labels.tr(contents, kind=export.labels.kind(kind)), described or everything)
        return export.write([plan], facts, linked_too=True)


def export_store(
    store: Store,
    path: Path,
    kinds: Sequence[str] | None = None,
    *,
    audience: Audience = Audience.INTERNAL,
    language: str = "en",
    with_opted_out: bool = False,
    progress: Progress | None = None,
    cancelled: Asked | None = None,
) -> ExportReport:
    """Write every record of the store, or of these kinds, with a sheet for each kind, each link, each part.

    An .xlsx takes any number of kinds; with some given, links and parts come along where all that they tie
    together is among them. A .csv takes one kind. Arguments and errors are those of `export_view`.
    """
    named = [record_type(kind).about.name for kind in kinds or STANDING]
    chosen = [name for name in RECORDS if name in named]
    with exporting(
        store, path, audience, language, (progress, cancelled), with_opted_out=with_opted_out
    ) as export:
        if export.is_csv and len(chosen) != 1:
            raise WorldError(tr("A .csv holds one kind of record. Choose one, or save as .xlsx."))
        if not export.is_csv:
            chosen += [name for name in parts_and_links() if name not in chosen and _belongs(name, chosen)]
        plans = [export.planner.kind(name) for name in chosen]
        # A part or link that nobody has made needs no sheet; a kind that was asked for has one even empty.
        plans = [plan for plan in plans if plan.ids or plan.kind in named]
        words = ", ".join(export.labels.kind(name) for name in named)
        contents = export.labels.tr(_SOME, kinds=words) if kinds else export.labels.tr(_ALL)
        return export.write(plans, Facts(contents, ""), linked_too=False)


def _belongs(name: str, chosen: Sequence[str]) -> bool:
    """Whether all that owns a part or a link is among the kinds chosen."""
    owners = [field.to for field in column_fields(name).values() if field.owner]
    return all(owner in chosen for owner in owners)


@dataclass(frozen=True)
class Facts:
    """What the sheet about the others says: what is in it, and the filter in words where there was one."""

    contents: str
    chosen_by: str


class Front(Protocol):
    """A sheet in front of all others, made of the rows that have passed into them; `name` is English."""

    name: str

    def watch(self, plan: SheetPlan, chunks: Iterator[list[Line]]) -> Iterator[list[Line]]:
        """The rows of a sheet as they are to be written."""
        ...

    def remarks(self) -> list[str]:
        """What is to be noted on the sheet about the others."""
        ...

    def fill(self, sheet: Any, styles: Styles, about: str) -> None:
        """Write the sheet; `about` is the name of the one about the others."""
        ...


@dataclass
class Export:
    """One export under way, of one state of the store."""

    session: Session
    path: Path
    unfinished: Path
    labels: Labels
    discretion: Discretion
    planner: Planner
    source: Source
    cancelled: Asked | None
    without: WithoutOptedOut | None
    people: set[str] = field(default_factory=set)

    @property
    def is_csv(self) -> bool:
        """Whether one sheet goes out as text."""
        return self.path.suffix.lower() == ".csv"

    def write(
        self, plans: list[SheetPlan], facts: Facts, *, linked_too: bool, front: Front | None = None
    ) -> ExportReport:
        """Write the sheets; with `linked_too` those of links too many for a cell. Raises Cancelled."""
        self.source.total = sum(len(plan.ids) for plan in plans)
        for plan in plans:
            _check_size(plan)
        written = self._csv(plans[0]) if self.is_csv else self._workbook(plans, facts, linked_too, front)
        for plan, _ in written:
            self.people.update(departures.people_in(self.session, plan.kind, plan.ids, _fields(plan)))
        left_out = dict.fromkeys(label for plan, _ in written for label in plan.left_out)
        sheets = tuple((plan.name, plan.kind, rows) for plan, rows in written)
        return ExportReport(self.path, sheets, tuple(left_out), latest(self.session), self._opted_out)

    @property
    def _opted_out(self) -> int:
        return self.without.count if self.without else 0

    def remarks(self) -> list[str]:
        """What is to be noted on the first sheet, whatever is exported."""
        return [self.labels.tr(REMARK, n=self._opted_out)] if self._opted_out else []

    def _csv(self, plan: SheetPlan) -> list[tuple[SheetPlan, int]]:
        rows = write_csv(self.unfinished, plan, self.source.chunks(plan), self.labels.language)
        return [(plan, rows)]

    def _workbook(
        self, plans: list[SheetPlan], facts: Facts, linked_too: bool, front: Front | None
    ) -> list[tuple[SheetPlan, int]]:
        names = (about_sheet.SHEET, drop_downs.SHEET, long_texts.SHEET)
        about, lists, long = (self.planner.name(self.labels.tr(name)) for name in names)
        summary = self.planner.name(self.labels.tr(front.name)) if front else ""
        book = WorkbookOut(self.labels, (about, lists, long), summary)
        try:
            written = []
            for plan in plans:
                many = _Many(plan)
                chunks = many.watch(self.source.chunks(plan))
                written.append((plan, book.add(plan, front.watch(plan, chunks) if front else chunks)))
                for further in self._links(plan, many) if linked_too else ():
                    written.append((further, book.add(further, self.source.chunks(further))))
            book.remarks.extend(self.remarks())
            if front:
                book.remarks.extend(front.remarks())
                front.fill(book.summary, book.styles, about)
            book.finish(self._about(written, facts, book.remarks), self._properties())
            book.save(self.unfinished, self.cancelled)
        finally:
            book.discard()
        return written

    def _links(self, plan: SheetPlan, many: "_Many") -> Iterator[SheetPlan]:
        """The links of a sheet that are too many to be read in its cells."""
        if not many.fields:
            return
        uids = uids_of(self.session, plan.kind, plan.ids)
        for name in many.fields:
            further = self.planner.links(plan.kind, column_fields(plan.kind)[name], uids)
            _check_size(further)
            self.source.total += len(further.ids)
            yield further

    def _about(self, written: list[tuple[SheetPlan, int]], facts: Facts, remarks: list[str]) -> About:
        tr_, now = self.labels.tr, dt.datetime.now().astimezone()
        offset = now.isoformat()[-6:]
        stated = [
            (about_sheet.WHEN, f"{now:%Y-%m-%d %H:%M} (UTC{offset})"),
            (about_sheet.FILTER, facts.chosen_by),
            (about_sheet.FOR_WHOM, tr_(AUDIENCES[self.discretion.audience])),
        ]
        return About(
            facts.contents,
            [(label, text) for label, text in stated if text],
            tr_(_KNOWN, store=store_id(self.session) or "–", batch=latest(self.session)),
            [AboutSheet(plan.name, rows, plan.left_out) for plan, rows in written],
            remarks,
        )

    def _properties(self) -> dict[str, str]:
        return {
            "store": store_id(self.session),
            "batch": str(latest(self.session)),
            "exported": dt.datetime.now().astimezone().isoformat(timespec="seconds"),
            "language": self.labels.language,
            "audience": self.discretion.audience.value,
            "version": _version(),
            **({"opted out": "left out"} if self._opted_out else {}),
        }


class _Many:
    """Finds out, while the rows pass, which links of a sheet are too many to be read in its cells."""

    def __init__(self, plan: SheetPlan) -> None:
        self.fields: list[str] = []
        self._links = [
            (number, column.field.name)
            for number, column in enumerate(plan.columns)
            if column.field.kind is Kind.LINKED
        ]

    def watch(self, chunks: Iterator[list[Line]]) -> Iterator[list[Line]]:
        """The same rows."""
        for lines in chunks:
            for number, name in self._links:
                if name not in self.fields and any(line.cells[number].named > MANY for line in lines):
                    self.fields.append(name)
            yield lines


@contextmanager
def exporting(
    store: Store,
    path: Path,
    audience: Audience,
    language: str,
    told: tuple[Progress | None, Asked | None],
    *,
    with_opted_out: bool = False,
) -> Iterator[Export]:
    """All that an export needs: one state of the store, and a file that only counts when it is whole."""
    if path.suffix.lower() not in (".xlsx", ".csv"):
        raise WorldError(tr("“{name}” must end in .xlsx or .csv. Choose such a name.", name=path.name))
    with replacing(path) as unfinished:
        with store.read() as session:
            labels, discretion = Labels(language), Discretion(session, audience)
            without = without_them(session, audience, with_opted_out)
            planner = Planner(session, labels, discretion, without)
            source = Source(session, labels, discretion, *told)
            export = Export(session, path, unfinished, labels, discretion, planner, source, told[1], without)
            yield export
        # The file counts once it is known who is in it.
        departures.note(store, departures.WORKBOOK, audience, path.name, export.people)


def _fields(plan: SheetPlan) -> list[Field]:
    return [column.field for column in plan.columns if not column.derived]


def _check_size(plan: SheetPlan) -> None:
    if len(plan.ids) > MOST_ROWS:
        problem = tr(
            "A sheet holds {most} rows at most. Filter the list and export it in parts.", most=MOST_ROWS
        )
        raise WorldError(problem)


def _version() -> str:
    try:
        return version("dateline")
    except PackageNotFoundError:
        return ""
