"""What the import window has done away from it: reading and proposing, planning anew, carrying out."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from db.exchange.importing import carry_out
from db.exchange.mapping import targets
from db.exchange.memory import Memory, recall
from db.exchange.merging import NO_CHOICES, Choices
from db.exchange.plan import ColumnPlan, Decisions, ImportPlan, Mode, Proposal, SheetPlan, State
from db.exchange.planning import plan
from db.exchange.proposing import propose, with_country, with_into, with_order, with_target
from db.exchange.reading import read_workbook
from db.exchange.sheet_choices import with_constant, with_mode
from db.records import record_type
from db.store import Store
from desktop.dialogs.import_preview import Preview, build, referred
from desktop.tasks import Task

Change = Callable[[Proposal], Proposal]
"""Something that she decided about the proposal; may take its time."""

CHUNK = 500
"""How many uids one statement carries, and how many rows are forgotten at once."""


@dataclass(frozen=True)
class Worked:
    """What all that was decided so far comes to: the proposal, the plan, a preview of each table."""

    proposal: Proposal
    plan: ImportPlan
    previews: tuple[Preview, ...] = field(repr=False)

    @property
    def states(self) -> Counter[State]:
        """How many rows of the workbook have each state."""
        return sum((preview.states for preview in self.previews), Counter[State]())

    @property
    def beside(self) -> Counter[str]:
        """How many records of each kind come beside the rows."""
        return Counter(row.kind for sheet in self.plan.sheets for row in sheet.beside)

    @property
    def going_in(self) -> int:
        """How many rows add or change something."""
        return sum(preview.writes for preview in self.previews)

    @property
    def deleted(self) -> int:
        """How many records are deleted because their rows are gone."""
        return self.states[State.DELETED]

    @property
    def still_open(self) -> int:
        """How many conflicts nobody has decided."""
        return sum(preview.merge.still_open for preview in self.previews)


def discard(worked: Worked) -> Callable[[Task], None]:
    """Forgets rows that are not shown any more bit by bit: at once it would hold up the window.

    The workbook stays as it is: work that was stopped may still look at it.
    """

    def work(_task: Task) -> None:
        for preview in worked.previews:
            _empty(preview.entries)
        for sheet in worked.plan.sheets:
            _empty(sheet.rows)
            _empty(sheet.missing)

    return work


def _empty(rows: list[Any]) -> None:
    while rows:
        del rows[-CHUNK:]


def read(store: Store, path: Path, memory: Memory) -> Callable[[Task], Worked]:
    """Reads a workbook and proposes where everything in it goes, as it was chosen before where it was.

    The work raises WorldError and Cancelled.
    """

    def work(task: Task) -> Worked:
        workbook = read_workbook(path, progress=task.report, cancelled=task.asked_to_stop)
        with store.read() as session:
            return _planned(session, recall(propose(session, workbook), memory), {}, NO_CHOICES, task)

    return work


def work_out(
    store: Store, proposal: Proposal, changes: Sequence[Change], decisions: Decisions, choices: Choices
) -> Callable[[Task], Worked]:
    """Makes changes to a proposal and plans anew what comes of every row."""

    def work(task: Task) -> Worked:
        changed = proposal
        with store.read() as session:
            for change in changes:
                changed = change(changed)
            return _planned(session, changed, decisions, choices, task)

    return work


def into(place: int, kind: str) -> Change:
    """A table goes into another kind of record; an empty text leaves it out."""
    return lambda proposal: with_into(proposal, place, kind or None)


def country(place: int, code: str) -> Change:
    """Phones in local form in a table are read as those of a country (ISO 3166-1); empty: of none."""
    return lambda proposal: with_country(proposal, place, code or None)


def mode(place: int, chosen: str) -> Change:
    """The rows of a table may do what a `Mode` of that value says."""
    return lambda proposal: with_mode(proposal, place, Mode(chosen))


def column(place: int, chosen: ColumnPlan) -> Change:
    """A column of a table goes where `chosen` says, its names or dates read in the order that it says."""

    def change(proposal: Proposal) -> Proposal:
        changed = with_target(proposal, place, chosen.index, chosen.target)
        if chosen.day_first is None and chosen.family_first is None:
            return changed
        return with_order(
            changed, place, chosen.index, day_first=chosen.day_first, family_first=chosen.family_first
        )

    return change


def constant(place: int, kind: str, field: str, text: str) -> Change:
    """Every row of a table that goes into `kind` has a value where it says nothing itself; empty: none."""

    def change(proposal: Proposal) -> Proposal:
        # She may have sent the table elsewhere meanwhile.
        same = proposal.sheets[place].into == kind
        return with_constant(proposal, place, field, text) if same else proposal

    return change


def _planned(
    session: Session, proposal: Proposal, decisions: Decisions, choices: Choices, task: Task
) -> Worked:
    made = plan(
        session,
        proposal,
        decisions=decisions,
        choices=choices,
        progress=_by_rows(task),
        cancelled=task.asked_to_stop,
    )
    titles = _titles(session, made)
    previews = tuple(
        build(sheet, place, targets(sheet.proposal.into) if sheet.proposal.into else (), titles)
        for place, sheet in enumerate(made.sheets)
    )
    return Worked(proposal, made, previews)


def _by_rows(task: Task) -> Callable[[int, int | None], None]:
    """Reports rows: planning goes over each of them twice."""

    def report(done: int, total: int | None) -> None:
        task.report(done // 2, total // 2 if total else None)

    return report


def _titles(session: Session, made: ImportPlan) -> dict[str, str]:
    """The titles of all records that rows refer to, by uid: those of the plan and those of the store."""
    titles = {row.uid: row.title for row in made.rows() if row.uid and row.title}
    wanted: dict[str, set[str]] = {}
    for sheet in made.sheets:
        for kind, uids in referred(sheet).items():
            wanted.setdefault(kind, set()).update(uids.difference(titles))
    for kind, uids in wanted.items():
        record, listed = record_type(kind), sorted(uids)
        for begin in range(0, len(listed), CHUNK):
            chunk = listed[begin : begin + CHUNK]
            found = session.execute(sa.select(record.uid, record.title).where(record.uid.in_(chunk)))
            titles.update((uid, title) for uid, title in found)
    return titles


def bring_in(store: Store, made: ImportPlan) -> Callable[[Task], list[SheetPlan]]:
    """Carries a plan out as one batch. The work raises WorldError, and Cancelled with nothing written."""

    def work(task: Task) -> list[SheetPlan]:
        with store.write(made.label) as writer:
            return carry_out(writer, made, progress=task.report, cancelled=task.asked_to_stop)

    return work
