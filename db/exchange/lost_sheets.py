"""Sheets that were exported and are not in the workbook any more when it comes back."""

from collections.abc import Iterator

from db.exchange.exported import Exported
from db.exchange.plan import UID, Proposal, SheetProposal
from db.exchange.telling import tell
from db.language import trn
from db.records import RECORDS

_WRITTEN = "Dateline sheet "


def lost_sheets(proposal: Proposal, export: Exported) -> list[str]:
    """The names of the sheets of records that are gone, one that had no rows left aside.

    A sheet under another name is known again by its uids, else by what it goes into.
    """
    workbook = proposal.workbook
    written = {
        name.removeprefix(_WRITTEN): kind
        for name, kind in workbook.properties.items()
        if name.startswith(_WRITTEN)
    }
    here = {sheet.name for sheet in workbook.sheets}
    known = {sheet.name: sheet.uids for sheet in export.sheets}
    others = [sheet for sheet in proposal.sheets if sheet.sheet not in written]
    # With one sheet chosen nothing is known of those under other names: any may be the one.
    unknown = here - written.keys() - {sheet.sheet for sheet in others}
    return [
        name
        for name, kind in written.items()
        if kind in RECORDS
        and name not in here
        and not unknown
        and known.get(name) != frozenset()
        and not any(_is_same(sheet, kind, known.get(name)) for sheet in others)
    ]


def said_of(names: list[str]) -> str:
    """The sentence for a person; empty where no sheet is gone."""
    if not names:
        return ""
    return trn(
        "The sheet “{names}” is no longer in the workbook; nothing was deleted.",
        "These sheets are no longer in the workbook: {names}. Nothing was deleted.",
        len(names),
        names=", ".join(names),
    )


def _is_same(sheet: SheetProposal, kind: str, uids: frozenset[str] | None) -> bool:
    """Whether a sheet with another name is the one that had these uids (None: nothing tells which)."""
    column = next((each.index for each in sheet.columns if each.header == UID), None)
    if column is None or uids is None:
        return sheet.into == kind
    return any(uid in uids for uid in _uids(sheet, column))


def _uids(sheet: SheetProposal, column: int) -> Iterator[str]:
    for _, cells in sheet.table.rows() if sheet.table else ():
        yield tell(cells.get(column)).casefold()
