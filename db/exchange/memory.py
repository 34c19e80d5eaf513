"""What a person chose about a sheet, remembered for the next one with the same headers.

A memory is plain JSON that its owner keeps: by the headers of a table, folded and in any order, the kind of
record that it went into, and by that kind where its columns went, in which order names and dates are, and
what holds for all rows. A second table with the same headers in a workbook is remembered beside the first,
whose choices hold for it until then. Only what she chose is kept, so that what Dateline tells by itself may
get better.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from db.errors import WorldError
from db.exchange.mapping import column_values, settled, targets
from db.exchange.plan import ColumnPlan, Decided, Proposal, SheetProposal
from db.exchange.proposing import with_into
from db.exchange.sheet_choices import with_constant
from db.names import fold
from db.records import RECORDS

MOST = 200
"""How many sets of headers are remembered; the one that was used longest ago goes first."""

Memory = dict[str, Any]

_INTO, _KINDS, _COLUMNS, _CONSTANTS = "into", "kinds", "columns", "constants"
_TARGET, _ORDERS = "target", ("day_first", "family_first")


def recall(proposal: Proposal, memory: Mapping[str, Any]) -> Proposal:
    """The same with what was chosen before for the same headers. What can't hold any more is passed over.

    A kind that the person has just chosen stays, and so does a sheet that Dateline wrote.
    """
    for place, (sheet, headers, key) in enumerate(_keyed(proposal)):
        known = _dict(memory.get(key, memory.get(headers)))
        if not _has_headers(sheet) or sheet.ours or not known:
            continue
        into = known.get(_INTO, sheet.into)
        can_hold = into is None or (isinstance(into, str) and into in RECORDS)
        if into != sheet.into and sheet.why != Decided.PERSON.phrase and can_hold:
            proposal = with_into(proposal, place, into)
            chosen = replace(proposal.sheets[place], why=Decided.EARLIER.phrase)
            proposal = proposal.replaced(place, chosen)
        kind = proposal.sheets[place].into
        if kind is not None:
            proposal = _with_choices(proposal, place, _dict(_dict(known.get(_KINDS)).get(kind)))
    return proposal


def _with_choices(proposal: Proposal, place: int, known: Mapping[str, Any]) -> Proposal:
    """The same with the columns and constants of a sheet as they were chosen before."""
    sheet = proposal.sheets[place]
    assert sheet.into is not None and sheet.table is not None
    chosen, values = _dict(known.get(_COLUMNS)), column_values(sheet.table)
    allowed = {None, *(target.name for target in targets(sheet.into))}
    columns = list(sheet.columns)
    for number, (name, column) in enumerate(_named(sheet)):
        said = _dict(chosen.get(name))
        target = said.get(_TARGET)
        if _TARGET not in said or not isinstance(target, str | None) or target not in allowed:
            continue
        orders = {order: said[order] for order in _ORDERS if isinstance(said.get(order), bool)}
        made = replace(
            column, target=target, decided=Decided.EARLIER, note="", day_first=None, family_first=None
        )
        columns[number] = replace(settled(sheet.into, made, values[column.index]), **orders)
    proposal = proposal.replaced(place, replace(sheet, columns=tuple(columns)))
    for field, value in _dict(known.get(_CONSTANTS)).items():
        try:
            proposal = with_constant(proposal, place, field, str(value))
        except WorldError:
            continue  # a field or value that this version does not know
    return proposal


def remember(proposal: Proposal, memory: Mapping[str, Any]) -> Memory:
    """A memory that also has what a person chose in a proposal: now, or before and left as it was."""
    made: Memory = dict(memory)
    for sheet, headers, key in _keyed(proposal):
        if not _has_headers(sheet) or sheet.ours:
            continue
        said, before = _choices(sheet), _dict(made.get(key))
        into_chosen = sheet.why in (Decided.PERSON.phrase, Decided.EARLIER.phrase)
        # What holds for the first table of these headers would hold for this one where nothing is kept.
        stands_apart = key != headers and headers in made
        if not (said or into_chosen or before or stands_apart):
            continue
        kinds = _dict(before.get(_KINDS)) | ({sheet.into: said} if sheet.into else {})
        kept: Memory = {_KINDS: {kind: each for kind, each in kinds.items() if each}}
        if into_chosen:
            kept[_INTO] = sheet.into
        made.pop(key, None)
        if into_chosen or kept[_KINDS] or stands_apart:
            made[key] = kept
    return dict(list(made.items())[-MOST:])


def _choices(sheet: SheetProposal) -> Memory:
    """What a person chose about the columns and rows of a sheet; empty where she chose nothing."""
    if sheet.into is None or sheet.table is None:
        return {}
    values = column_values(sheet.table)
    columns = {}
    for name, column in _named(sheet):
        orders = dict(_chosen_orders(sheet.into, column, values[column.index]))
        if orders or column.decided in (Decided.PERSON, Decided.EARLIER):
            columns[name] = {_TARGET: column.target, **orders}
    said = {_COLUMNS: columns, _CONSTANTS: dict(sheet.constants)}
    return {name: each for name, each in said.items() if each}


def _chosen_orders(kind: str, column: ColumnPlan, values: Any) -> Iterator[tuple[str, bool]]:
    """The orders of names and dates in a column that are not those that it tells by itself."""
    told = settled(kind, replace(column, day_first=None, family_first=None), values)
    for order in _ORDERS:
        if (chosen := getattr(column, order)) is not None and chosen != getattr(told, order):
            yield order, chosen


def _has_headers(sheet: SheetProposal) -> bool:
    """Whether there is anything to know a sheet by."""
    return sheet.table is not None and sheet.table.has_header


def _named(sheet: SheetProposal) -> Iterator[tuple[str, ColumnPlan]]:
    """The columns with what they are known by: the folded header, numbered from the second like it on."""
    seen: dict[str, int] = {}
    for column in sheet.columns:
        name = fold(column.header) or f"#{column.index}"
        seen[name] = seen.get(name, 0) + 1
        yield (f"{name}#{seen[name]}" if seen[name] > 1 else name), column


def _keyed(proposal: Proposal) -> Iterator[tuple[SheetProposal, str, str]]:
    """Every table with what it is known by: its headers in any order, and these numbered where a workbook has
    several such tables, on one sheet or on several."""
    seen: Counter[str] = Counter()
    for sheet in proposal.sheets:
        headers = " | ".join(sorted(name for name, column in _named(sheet) if not column.numbering))
        seen[headers] += 1
        yield sheet, headers, f"{headers} #{seen[headers]}" if seen[headers] > 1 else headers


def _dict(value: Any) -> dict[Any, Any]:
    """What was kept, or nothing where that is no dict: the file may have been changed by hand."""
    return value if isinstance(value, dict) else {}
