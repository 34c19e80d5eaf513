"""The Delegation pack: one workbook about a period, with a summary whose every figure is a formula.

The summary comes first, then what the workbook is and what was left out, then the rows: releases, visits
and events of the period; contacts, partners, facilities and their costs as they stand. Of the releases only
those are in it that were released and whose embargo has ended, unless the programme itself asks for all.
The sheets of rows come back like those of any export; the summary is left out on the way back.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import Any

from db.errors import WorldError
from db.exchange.exporting import Export, ExportReport, Facts, exporting
from db.exchange.pack_columns import DerivedCells, with_derived
from db.exchange.pack_figures import USED, Sections
from db.exchange.pack_period import DATED, Period, parts_of
from db.exchange.pack_releases import Chosen, choose
from db.exchange.pack_summary import SHEET, Heading, SummaryWriter
from db.exchange.pack_tally import Tally
from db.exchange.sheet_plan import UID, SheetPlan
from db.exchange.sheet_rows import Asked, Line, Progress
from db.exchange.styles import Styles
from db.fields import Audience
from db.language import mark, tr
from db.queries import View, list_ids, rows
from db.records import RECORDS, fields_of
from db.store import Store

_PACK = mark("Delegation pack")
_PERIOD = mark("Period: {period}")
_UNDATED = mark("Without a date, so not in here: {kind} ({n}).")


def export_pack(
    store: Store,
    path: Path,
    *,
    start: dt.date | None,
    end: dt.date | None,
    audience: Audience = Audience.DELEGATION,
    language: str = "en",
    with_opted_out: bool = False,
    all_releases: bool = False,
    progress: Progress | None = None,
    cancelled: Asked | None = None,
) -> ExportReport:
    """Write the pack of a period, from `start` to `end` with both days included, None leaving a side open.

    With `all_releases` drafts and what was withdrawn are in it, too, for the internal audience alone. The
    other arguments and what is raised are as in `export_view`; WorldError, too, for a name that does not end
    in .xlsx, for a period that ends before it begins, and for all releases for anybody else.
    """
    if path.suffix.lower() != ".xlsx":
        raise WorldError(tr("“{name}” must end in .xlsx. Choose such a name.", name=path.name))
    if start and end and end < start:
        raise WorldError(tr("The period ends before it begins. Choose other dates."))
    if all_releases and audience is not Audience.INTERNAL:
        raise WorldError(tr("Releases that are not released are for the programme itself only."))
    with exporting(
        store, path, audience, language, (progress, cancelled), with_opted_out=with_opted_out
    ) as export:
        period = Period(start, end)
        releases = _releases(export, period, all_releases)
        plans = _plans(export, period, releases)
        facts = Facts(export.labels.tr(_PACK), export.labels.tr(_PERIOD, period=period.phrase(export.labels)))
        front = _Summary(export, period, releases, {plan.kind: plan for plan in plans})
        report = export.write(plans, facts, linked_too=False, front=front)
        return replace(report, unreleased=releases.left_out)


def _releases(export: Export, period: Period, everything: bool) -> Chosen:
    ids = period.ids(export.session, "release")
    if everything:
        return Chosen(ids)
    return choose(export.session, ids, export.discretion.audience, dt.datetime.now(dt.UTC))


def _plans(export: Export, period: Period, releases: Chosen) -> list[SheetPlan]:
    """The sheets of rows, with the derived columns of each."""
    ids = {kind: period.ids(export.session, kind) for kind in USED} | {"release": releases.ids}
    if not period.is_open:
        ids["participation"] = parts_of(export.session, "participation", "event", ids["event"])
    kinds = [kind for kind in USED if kind != "cost" or _shows_costs(export)]
    plans = {kind: export.planner.sheet(kind, ids[kind], fields_of(RECORDS[kind])) for kind in kinds}
    return [with_derived(plan, plans, export.labels) for plan in plans.values()]


def _shows_costs(export: Export) -> bool:
    return export.discretion.allows(fields_of(RECORDS["cost"])["amount"])


class _Summary:
    """The sheet in front: notes what the rows say while they pass, then counts."""

    name = SHEET

    def __init__(self, export: Export, period: Period, releases: Chosen, plans: dict[str, SheetPlan]) -> None:
        self._export = export
        self._period = period
        self._releases = releases
        self._tallies = {kind: Tally(plan, (UID, *USED[kind])) for kind, plan in plans.items()}

    def watch(self, plan: SheetPlan, chunks: Iterator[list[Line]]) -> Iterator[list[Line]]:
        """The rows with their derived cells."""
        tally = self._tallies[plan.kind]
        for lines in DerivedCells(self._export.session, plan, self._tallies).fill(chunks):
            for line in lines:
                tally.note(line)
            yield lines

    def remarks(self) -> list[str]:
        """Which releases were left out, and what has no date and is therefore in no period."""
        labels, session = self._export.labels, self._export.session
        undated = {kind: self._period.undated(session, kind) for kind in DATED}
        without = [labels.tr(_UNDATED, kind=labels.kind(kind), n=n) for kind, n in undated.items() if n]
        return [*self._releases.remarks(labels, self._export.discretion.audience), *without]

    def fill(self, sheet: Any, styles: Styles, about: str) -> None:
        """Write the figures and charts."""
        labels = self._export.labels
        sections = Sections(labels, self._tallies, self._period).all()
        heading = Heading(
            self._title(),
            self._period.phrase(labels),
            self._export.discretion.audience,
            about,
            tuple(chain(self._missing(), self._export.remarks(), self.remarks())),
        )
        SummaryWriter(sheet, styles, labels).write(heading, self._tallies, sections)

    def _title(self) -> str:
        """The programme that the store is about; without one, or with several, what the workbook is."""
        session, pack = self._export.session, self._export.labels.tr(_PACK)
        ids = list_ids(session, View("programme"))
        if len(ids) != 1:
            return pack
        found = self._export.discretion.discreet(rows(session, "programme", ids, ()))
        return f"{found[0].title} – {pack}" if found[0].title else pack

    def _missing(self) -> Iterator[str]:
        """What there is none of, so that a missing table is not taken for an oversight."""
        labels = self._export.labels
        kinds = [kind for kind in self._tallies if kind in RECORDS and not self._tallies[kind].rows]
        if kinds:
            names = ", ".join(labels.kind(kind) for kind in kinds)
            yield labels.tr(mark("There is nothing to count of these: {kinds}."), kinds=names)
