"""What `dateline import` brings in, how, and what it says of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from db.language import language, tr, trn

if TYPE_CHECKING:
    from db.exchange.memory import Memory
    from db.exchange.plan import ImportReport
    from db.store import Store
    from desktop.settings import Settings


@dataclass(frozen=True)
class Wish:
    """What was asked for; empty texts where nothing was. `held_back` is where held-back rows are saved."""

    workbooks: tuple[Path, ...]
    into: str
    sheet: str
    dry_run: bool
    prefer: str
    mode: str
    held_back: Path | None
    no_memory: bool


def bring_in(store: "Store", wish: Wish) -> tuple[list["ImportReport"], str]:
    """Bring the workbooks in and save the rows that were held back. Raises WorldError.

    Answers what was done, and a sentence where no backup to go back to could be made before.
    """
    from db.exchange.held_back import check_place, held_back_rows, write_held_back
    from db.exchange.importing import run_import
    from db.exchange.merging import Side
    from db.exchange.plan import Mode
    from db.records import record_type
    from desktop.settings import Settings

    if wish.held_back:
        check_place(wish.held_back, wish.workbooks)
    without_backup = "" if wish.dry_run else _back_up(store)
    kind = record_type(wish.into).about.name if wish.into else None
    side = Side(wish.prefer) if wish.prefer else None
    settings = None if wish.no_memory else Settings().of_store(store)
    memory = _known(settings) if settings else {}
    reports = run_import(
        store, wish.workbooks, kind, wish.sheet or None, wish.dry_run,
        prefer=side, mode=Mode(wish.mode), memory=memory,
    )  # fmt: skip
    if settings:
        _keep(settings, memory, reports)
    plans = [report.plan for report in reports]
    if wish.held_back and any(map(held_back_rows, plans)):
        write_held_back(plans, wish.held_back, language())
    return reports, without_backup


def _back_up(store: "Store") -> str:
    """Make a backup to go back to; answers why none can be made, which stops nothing."""
    from db.backup import backup_before, is_held
    from db.errors import WorldError

    try:
        if not is_held(store):
            backup_before(store, "import")
    except WorldError as error:
        return tr("No backup could be made. {reason}", reason=error)
    return ""


def _known(settings: "Settings") -> "Memory":
    """What was chosen in earlier imports, here or in the window."""
    from desktop.settings import IMPORT_MEMORY

    kept = settings.get(IMPORT_MEMORY, {})
    return kept if isinstance(kept, dict) else {}


def _keep(settings: "Settings", memory: "Memory", reports: Sequence["ImportReport"]) -> None:
    """Keep what was chosen for the workbooks that came in, as the window does."""
    from db.exchange.memory import remember
    from db.exchange.plan import Proposal
    from desktop.settings import IMPORT_MEMORY

    made = memory
    for report in reports:
        if report.batch is not None and report.plan.workbook is not None:
            sheets = tuple(sheet.proposal for sheet in report.plan.sheets)
            made = remember(Proposal(report.plan.workbook, sheets), made)
    if made != memory:
        settings.put(IMPORT_MEMORY, made)
        settings.sync()


def together(reports: Sequence["ImportReport"]) -> dict[str, Any]:
    """The reports as the one document that scripts read."""
    parts = [report.to_json() for report in reports]
    batches = [part["batch"] for part in parts if part["batch"] is not None]
    sheets = [each for part in parts for each in part["sheets"]]
    return {"batch": batches[-1] if batches else None, "sheets": sheets}


def told(reports: Sequence["ImportReport"], wish: Wish) -> Iterator[str]:
    """What was done, for a person."""
    from db.exchange.held_back import held_back_rows
    from desktop.cli_text import imported

    plans = [sheet for report in reports for sheet in report.plan.sheets]
    yield from imported(together(reports), plans, dry_run=wish.dry_run)
    rows = sum(held_back_rows(report.plan) for report in reports)
    if wish.held_back and rows:
        yield trn(
            "{n} held-back row was saved to {path}.",
            "{n} held-back rows were saved to {path}.",
            rows,
            path=wish.held_back,
        )
    elif wish.held_back:
        yield tr("No row is held back, so there is nothing to save.")
