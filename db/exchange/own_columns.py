"""Which columns of a workbook that comes back Dateline wrote, whatever became of their headers."""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice

from sqlalchemy.orm import Session

from db.exchange.as_exported import TITLE, cell_of, load_ties, plain
from db.exchange.earlier import Earlier
from db.exchange.exported import Exported, ExportedSheet
from db.exchange.header_words import NAME
from db.exchange.labels import Labels
from db.exchange.mapping import column_values, settled
from db.exchange.plan import NOTE, UID, ColumnPlan, Decided, SheetProposal
from db.exchange.sheets import Value
from db.exchange.store_records import StoreRecords
from db.exchange.table import Table
from db.exchange.telling import tell
from db.records import kind_fields

LOOKED_AT = 200
"""How many rows are compared to know a column again whose header was changed."""

ENOUGH = 0.5
"""How many of its cells must be as they were exported."""


def own_columns(
    kind: str, columns: Sequence[ColumnPlan], known: ExportedSheet | None, table: Table
) -> tuple[ColumnPlan, ...]:
    """The columns with the field that was exported in each: by the same header, else by the same target.

    Where the workbook does not say any more which columns it had, every column that goes to a field is one.
    """
    fields = kind_fields(kind)
    if known is None:
        return tuple(replace(each, exported=_shown_by(each, fields)) for each in columns)
    left = {header.casefold(): name for header, name in known.columns}
    made = []
    for column in columns:
        name = left.pop(column.header.casefold(), "")
        made.append(_known_again(kind, column, name, table) if name else column)
    unclaimed = set(left.values())
    for place, column in enumerate(made):
        name = _shown_by(column, fields)
        if not column.exported and name in unclaimed and column.decided is not Decided.CONTENT:
            made[place] = replace(column, exported=name)
            unclaimed.discard(name)
    return tuple(made)


def _shown_by(column: ColumnPlan, fields: Container[str]) -> str:
    """The field that a column shows, by its target; empty for one that shows none."""
    if column.target == NAME and column.decided is Decided.DATELINE:
        return TITLE
    beside = column.target == NOTE and column.labelled
    return column.target if column.target in fields and column.target and not beside else ""


def _known_again(kind: str, column: ColumnPlan, name: str, table: Table) -> ColumnPlan:
    """A column that shows a field, going to that field unless Dateline composes it."""
    if name not in kind_fields(kind) or column.target == name:
        return replace(column, exported=name)
    return _going_to(kind, column, name, table)


def _going_to(kind: str, column: ColumnPlan, name: str, table: Table) -> ColumnPlan:
    sent = replace(column, target=name, exported=name, decided=Decided.DATELINE, labelled=False)
    return settled(kind, sent, column_values(table)[column.index])


def renamed(session: Session, export: Exported, sheet: SheetProposal) -> tuple[ColumnPlan, ...]:
    """The columns of a sheet, those whose header says nothing known again by what they hold."""
    uid, table, kind = sheet.column(UID), sheet.table, sheet.into
    known = export.sheet(sheet.sheet, kind or "")
    shown = {column.exported for column in sheet.columns}
    unknown = [column for column in sheet.columns if _is_unknown(column)]
    names = [name for _, name in known.columns if name not in shown] if known else []
    if uid is None or table is None or kind is None or not names or not unknown:
        return sheet.columns
    rows = {tell(cells.get(uid.index)).casefold(): cells for _, cells in islice(table.rows(), LOOKED_AT)}
    columns = {column.index: column for column in sheet.columns}
    for name, was in _as_exported(session, export, kind, names, rows):
        best = max(unknown, key=lambda column: _likeness(column.index, was, rows), default=None)
        if best is not None and _likeness(best.index, was, rows) >= ENOUGH:
            unknown.remove(best)
            columns[best.index] = _going_to(kind, best, name, table)
    return tuple(columns.values())


def _is_unknown(column: ColumnPlan) -> bool:
    if column.exported or column.numbering or column.note:
        return False
    beside = column.target == NOTE and column.labelled
    return column.target is None or beside or column.decided is Decided.CONTENT


def _as_exported(
    session: Session, export: Exported, kind: str, names: Sequence[str], uids: Iterable[str]
) -> Iterator[tuple[str, dict[str, Value]]]:
    """For each of these fields what its cells held, by uid."""
    records = StoreRecords(session)
    earlier = Earlier(session, records, export.batch, export.audience)
    there = [uid for uid in uids if uid and earlier.has(kind, uid)]
    earlier.load(kind, there)
    load_ties(records, kind, names, there)
    for name in names:
        if name in kind_fields(kind):
            make = cell_of(kind, name, Labels(export.language))
            yield name, {uid: make(uid, earlier.values(kind, uid), earlier) for uid in there}


def _likeness(index: int, was: Mapping[str, Value], rows: Mapping[str, Mapping[int, Value]]) -> float:
    """The share of the filled cells of a column that are as they were exported."""
    pairs = [(plain(value), plain(rows[uid].get(index))) for uid, value in was.items()]
    filled = [pair for pair in pairs if pair != (None, None)]
    return sum(one == other for one, other in filled) / len(filled) if filled else 0.0
