"""The first stage of an import: what each sheet of a workbook goes into, and each of its columns."""

from dataclasses import replace

from sqlalchemy.orm import Session

from db.errors import WorldError
from db.exchange.exported import exported
from db.exchange.header_words import is_known
from db.exchange.identity import store_id
from db.exchange.mapping import column_values, map_columns, settled
from db.exchange.no_header import list_without_header
from db.exchange.own_columns import own_columns, renamed
from db.exchange.plan import CARDS, UID, ColumnPlan, Decided, Proposal, SheetProposal
from db.exchange.returning import known_export
from db.exchange.sheet_kinds import country_in, kind_of
from db.exchange.sheets import Sheet, Workbook
from db.exchange.side_by_side import tables_of
from db.exchange.table import Table
from db.language import mark, tr
from db.records import RECORDS, record_type
from db.understanding.places import country_code

PROPERTY = "Dateline sheet "
"""The document property that says which kind of record a sheet written by Dateline holds, by its name."""

_NO_KIND = mark("There is no header, and nothing tells what kind of record this is. Choose one.")
_NO_HEADER = mark("there is no header: the columns were told by what they hold")


def propose(
    session: Session, workbook: Workbook, *, into: str | None = None, sheet: str | None = None
) -> Proposal:
    """What a workbook goes into: each table of each sheet, with a target for each column.

    `into` (a kind of record, singular or plural) decides for all sheets, `sheet` takes one alone. Hidden
    sheets are proposed like others. Raises WorldError for a kind or sheet that does not exist.
    """
    kind = record_type(into).about.name if into else None
    chosen = workbook.sheets if sheet is None else [_chosen(workbook, sheet)]
    here = workbook.properties.get("Dateline store", "") == store_id(session)
    sheets = [made for each in chosen for made in _sheet(workbook, each, kind, here)]
    export, _ = known_export(session, workbook)
    if export is not None:
        known = [replace(each, columns=_own(workbook, each, each.columns)) for each in sheets]
        sheets = [replace(each, columns=renamed(session, export, each)) for each in known]
    return Proposal(workbook, tuple(sheets))


def _own(workbook: Workbook, sheet: SheetProposal, columns: tuple[ColumnPlan, ...]) -> tuple[ColumnPlan, ...]:
    """The columns of a sheet, those that Dateline wrote marked as such."""
    export = exported(workbook)
    if export is None or sheet.into is None or sheet.table is None or sheet.column(UID) is None:
        return columns
    return own_columns(sheet.into, columns, export.sheet(sheet.sheet, sheet.into), sheet.table)


def _chosen(workbook: Workbook, name: str) -> Sheet:
    found = workbook.sheet(name)
    if found is None:
        names = ", ".join(f"“{each.name}”" for each in workbook.sheets)
        problem = tr("There is no sheet “{name}” in {file}. It has {names}.",
                     name=name, file=workbook.path.name, names=names)  # fmt: skip
        raise WorldError(problem)
    return found


def _sheet(workbook: Workbook, sheet: Sheet, into: str | None, here: bool) -> list[SheetProposal]:
    written = workbook.properties.get(f"{PROPERTY}{sheet.name}", "")
    if written and written not in RECORDS:
        why = tr("Dateline wrote this sheet to explain the others.")
        return [SheetProposal(sheet.name, None, why, hidden=sheet.hidden, ours=True)]
    tables = tables_of(sheet, is_known, _is_country)
    if into in (None, "contact") and (bare := list_without_header(sheet, tables, _is_country)):
        tables = [bare]
    if not tables:
        why = tr("There is no table with a header here.") if any(sheet.rows) else tr("The sheet is empty.")
        return [SheetProposal(sheet.name, None, why, hidden=sheet.hidden)]
    # Cards come with a sheet of posts beside that of people, whatever the people go into.
    kind = (written or into if CARDS in workbook.properties else into or written) or None
    return [_table(workbook, table, kind, bool(written), here) for table in tables]


def _is_country(text: str) -> bool:
    return country_code(text) is not None


def _table(workbook: Workbook, table: Table, into: str | None, written: bool, here: bool) -> SheetProposal:
    sheet = table.sheet
    ours = written or any(column.header == UID for column in table.columns)
    country = country_in(sheet.name, *table.titles)
    made = SheetProposal(sheet.name, into, "", table, (), sheet.hidden, country, ours)
    if into is not None:
        columns = map_columns(into, table, ours=ours)
        why = Decided.HEADER.phrase if CARDS in workbook.properties else _written(here)
        why = why if written else Decided.PERSON.phrase if table.has_header else tr(_NO_HEADER)
        return replace(made, why=why, columns=columns)
    name = sheet.name if len(workbook.sheets) > 1 else f"{workbook.path.stem} {sheet.name}"
    found = kind_of(table, name, ours=ours)
    if found.kind is None:
        columns = tuple(_left_out(each.index, each.full, each.numbering) for each in table.columns)
        why = tr("Nothing tells what kind of record this is. Choose one.")
        why = why if table.has_header else tr(_NO_KIND)
        return replace(made, why=why, columns=columns)
    why = found.decided.phrase if table.has_header else tr(_NO_HEADER)
    return replace(made, into=found.kind, why=why, columns=found.columns)


def _written(here: bool) -> str:
    return tr("written by Dateline from this store") if here else Decided.DATELINE.phrase


def _left_out(index: int, header: str, numbering: bool) -> ColumnPlan:
    return ColumnPlan(index, header, numbering=numbering)


def with_target(proposal: Proposal, sheet: int, column: int, target: str | None) -> Proposal:
    """The same with the column of that index going to `target` (None: left out), as a person chose."""
    entry = proposal.sheets[sheet]
    if entry.table is None or entry.into is None:
        return proposal
    values = column_values(entry.table)
    columns = tuple(
        settled(
            entry.into,
            replace(each, target=target, decided=Decided.PERSON, note="", day_first=None, family_first=None),
            values[column],
        )
        if each.index == column
        else each
        for each in entry.columns
    )
    return proposal.replaced(sheet, replace(entry, columns=columns))


def with_into(proposal: Proposal, sheet: int, kind: str | None) -> Proposal:
    """The same with a sheet going into another kind of record (None: left out), its columns proposed anew."""
    entry = proposal.sheets[sheet]
    if entry.table is None:
        return proposal
    columns = (
        map_columns(kind, entry.table, ours=entry.ours)
        if kind
        else tuple(replace(each, target=None, decided=Decided.PERSON) for each in entry.columns)
    )
    chosen = replace(entry, into=kind, why=Decided.PERSON.phrase, columns=columns, constants=())
    chosen = replace(chosen, columns=_own(proposal.workbook, chosen, columns))
    return proposal.replaced(sheet, chosen)


def with_country(proposal: Proposal, sheet: int, country: str | None) -> Proposal:
    """The same with the country (ISO 3166-1) with which a sheet's phones in local form are read."""
    return proposal.replaced(sheet, replace(proposal.sheets[sheet], country=country))


def with_order(
    proposal: Proposal,
    sheet: int,
    column: int,
    *,
    day_first: bool | None = None,
    family_first: bool | None = None,
) -> Proposal:
    """The same with the order of dates or of names in a column, as a person chose."""
    entry = proposal.sheets[sheet]
    columns = tuple(
        replace(each, day_first=day_first, family_first=family_first, note="")
        if each.index == column
        else each
        for each in entry.columns
    )
    return proposal.replaced(sheet, replace(entry, columns=columns))
