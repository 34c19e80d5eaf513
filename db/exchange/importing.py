"""The last stage of an import, and all of them in one: from a workbook to one batch that can be undone."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from db.errors import WorldError
from db.exchange.finding import Asked, Progress, Watch
from db.exchange.memory import recall
from db.exchange.merging import Choices, Side
from db.exchange.plan import ImportPlan, ImportReport, Mode, Proposal, RowPlan, SheetPlan, State
from db.exchange.planning import plan
from db.exchange.proposing import propose
from db.exchange.reading import read_workbook
from db.exchange.sheet_choices import with_mode
from db.journal import latest
from db.language import tr
from db.records import kind_fields
from db.store import Store
from db.writer import Writer


def carry_out(
    writer: Writer,
    made: ImportPlan,
    *,
    progress: Progress | None = None,
    cancelled: Asked | None = None,
) -> list[SheetPlan]:
    """Write what a plan says, in the batch of `writer`; answers what was done with each row.

    Raises WorldError when the store was changed since the plan was made, and Cancelled; either leaves the
    batch unwritten.
    """
    if latest(writer.session) != made.batch:
        problem = tr("The store was changed since the preview was made. Look at the preview again.")
        raise WorldError(problem)
    rows = [row for row in made.rows() if row.writes]
    watch = Watch(len(rows), progress, cancelled)
    _load(writer, rows)
    for row in rows:
        if row.state is not State.DELETED:
            _write(writer, row)
        watch.step()
    _delete(writer, rows)
    return made.sheets


def _load(writer: Writer, rows: Sequence[RowPlan]) -> None:
    """Read every record that is there and will change, a few hundred at once."""
    uids: dict[str, list[str]] = {}
    for row in rows:
        if row.state in (State.CHANGED, State.CONFLICT):
            uids.setdefault(row.kind, []).append(row.uid)
        for link in row.links:
            if link.old is not None and not link.deleted:
                uids.setdefault(link.kind, []).append(link.uid)
    for kind, changed in uids.items():
        writer.load(kind, changed)


def _write(writer: Writer, row: RowPlan) -> None:
    if row.state is State.NEW:
        writer.create(row.kind, row.values, uid=row.uid)
    else:
        fields = kind_fields(row.kind)
        changes = {each.field: each.new for each in row.changes if fields[each.field].is_stored}
        writer.update(row.kind, row.uid, changes)
    for link in row.links:
        if link.deleted:
            continue
        if link.old is None:
            writer.create(link.kind, link.values, uid=link.uid)
        else:
            writer.update(link.kind, link.uid, link.values)


def _delete(writer: Writer, rows: Sequence[RowPlan]) -> None:
    """Delete what is to go, when all else is written: what belonged to it may have found another place."""
    doomed: dict[str, list[str]] = {}
    for row in rows:
        if row.state is State.DELETED:
            doomed.setdefault(row.kind, []).append(row.uid)
        for link in row.links:
            if link.deleted:
                doomed.setdefault(link.kind, []).append(link.uid)
    for kind, uids in doomed.items():
        writer.delete(kind, dict.fromkeys(uids))


def run_import(
    store: Store,
    paths: Path | Sequence[Path],
    into: str | None = None,
    sheet: str | None = None,
    dry_run: bool = False,
    *,
    prefer: Side | None = None,
    mode: Mode = Mode.BOTH,
    memory: Mapping[str, Any] | None = None,
    progress: Progress | None = None,
    cancelled: Asked | None = None,
) -> list[ImportReport]:
    """Bring workbooks in as they are proposed, each in one batch; answers a report for each.

    All are read before the first is brought in, so that a file that can't be read leaves the store as it
    was. `into`, `sheet` and what is raised are as in `propose` and `read_workbook`. `dry_run` writes nothing.
    `prefer` decides what is in conflict in a workbook that comes back; else ours stays. `mode` is that of
    every sheet, `memory` what was chosen before for the same headers (see `db.exchange.memory`).
    """
    chosen = [paths] if isinstance(paths, Path) else paths
    proposals = []
    for path in chosen:
        workbook = read_workbook(path, cancelled=cancelled)
        with store.read() as session:
            proposal = recall(propose(session, workbook, into=into, sheet=sheet), memory or {})
        for place in range(len(proposal.sheets)):
            proposal = with_mode(proposal, place, mode)
        proposals.append(proposal)
    bring = _rehearse if dry_run else _bring
    choices = Choices(conflicts=prefer)
    return [bring(store, proposal, choices, progress, cancelled) for proposal in proposals]


def _rehearse(
    store: Store, proposal: Proposal, choices: Choices, progress: Progress | None, cancelled: Asked | None
) -> ImportReport:
    with store.read() as session:
        made = plan(session, proposal, choices=choices, progress=progress, cancelled=cancelled)
    return ImportReport(made, dry_run=True)


def _bring(
    store: Store, proposal: Proposal, choices: Choices, progress: Progress | None, cancelled: Asked | None
) -> ImportReport:
    """Plan and carry out in one transaction, so that nothing changes in between."""
    label = ImportPlan(proposal.workbook.path).label
    with store.write(label) as writer:
        made = plan(writer.session, proposal, choices=choices, progress=progress, cancelled=cancelled)
        carry_out(writer, made, progress=progress, cancelled=cancelled)
    return ImportReport(made, writer.batch)
