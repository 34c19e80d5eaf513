"""Which column of a table goes where: by its header in English or Russian, else by what it holds."""

from collections.abc import Sequence
from dataclasses import replace

import db.language
from db.exchange.column_contents import ENOUGH, LOOKED_AT, MERGING, held, is_honorific, share
from db.exchange.compound import family_first_in
from db.exchange.derived_columns import derived_headers
from db.exchange.header_words import (
    COMPOUNDS,
    NAME,
    NAME_ALT,
    NAME_AND_JOB,
    by_header,
    filled_by,
    has_compound,
    is_reason,
    known_headers,
)
from db.exchange.other_script import in_other_script
from db.exchange.plan import NOTE, UID, ColumnPlan, Decided, Target
from db.exchange.row_shapes import is_numbering_header, running_number
from db.exchange.sheets import Value
from db.exchange.table import Column, Table
from db.exchange.telling import tell
from db.fields import Kind
from db.language import mark, tr
from db.names import fold
from db.queries import DERIVED
from db.records import kind_fields
from db.understanding import decide_day_first
from db.understanding.answers import as_text

SAMPLES = 3
"""How many values of a column a person is shown."""

_CARRIED = mark("Empty cells take what stands above them, where the rows are in blocks.")
_DOUBTFUL = mark("An empty column is before it. If another table begins here, move it to a sheet of its own.")
_COMPOSED = mark("Dateline makes this column itself.")

DATES = frozenset({Kind.DATE, Kind.PERIOD, Kind.MOMENT})


def targets(kind: str) -> tuple[Target, ...]:
    """What a column can go to when its sheet goes into `kind`; to leave it out is None beside these."""
    fields = kind_fields(kind)
    made = [
        Target(name, tr(label), parts, tr(fields[parts[0]].section))
        for name, (label, parts) in COMPOUNDS.items()
        if has_compound(kind, name)
    ]
    made += [
        Target(field.name, field.label, (field.name,), tr(field.section))
        for field in fields.values()
        if field.name != NOTE and field.shown
    ]
    return (*made, Target(NOTE, tr("Into the note"), (NOTE,), fields[NOTE].label))


def map_columns(kind: str, table: Table, *, ours: bool = False) -> tuple[ColumnPlan, ...]:
    """A proposal for every column of a table that goes into `kind`; `ours`: Dateline wrote its headers."""
    values = column_values(table)
    plans = [
        _by_itself(kind, column, values[column.index], ours, column is table.columns[-1])
        for column in table.columns
    ]
    hidden = table.sheet.hidden_columns
    plans = [replace(plan, hidden=plan.index in hidden) for plan in plans]
    plans = in_other_script(kind, _names_apart(kind, plans, values), values)
    plans = _without_clashes(kind, plans)
    plans = _by_content(kind, plans, values)
    said = dict.fromkeys(table.doubtful, _DOUBTFUL) | {column: _CARRIED for _, column in table.carried}
    made = (settled(kind, plan, values[plan.index]) for plan in plans)
    return tuple(
        replace(plan, note=tr(said[plan.index]))
        if plan.index in said and plan.target and not plan.note
        else plan
        for plan in made
    )


def column_values(table: Table) -> dict[int, list[Value]]:
    """The filled cells of each column, by its index, from the rows that are records."""
    values: dict[int, list[Value]] = {column.index: [] for column in table.columns}
    for _, cells in table.rows():
        for index, value in cells.items():
            values[index].append(value)
    return values


def _by_itself(kind: str, column: Column, values: Sequence[Value], ours: bool, is_last: bool) -> ColumnPlan:
    """What a column's own header says."""
    samples = tuple(dict.fromkeys(tell(value) for value in values[:LOOKED_AT]))[:SAMPLES]
    plan = ColumnPlan(column.index, column.full, samples, numbering=column.numbering)
    if column.numbering or (is_last and is_reason(column.header)):
        note = tr("Running numbers.") if column.numbering else tr("Why Dateline held these rows back.")
        return replace(plan, note=note)
    if identity := _identity(kind, column.header):
        return replace(plan, target=identity, decided=Decided.DATELINE)
    found = by_header(kind, column.header) or by_header(kind, column.full)
    composed = _derived_headers() | derived_headers(kind)
    if ours and (found is None or column.header in composed):
        return _derived(kind, plan, column.header) or plan
    if found is None and is_numbering_header(column.header) and all(map(_is_number, values)):
        return replace(plan, numbering=True, note=tr("Running numbers."))
    if found is None or (found.strength < 3 and not values):
        return plan
    return replace(plan, target=found.target, decided=Decided.HEADER)


def _is_number(value: Value) -> bool:
    return running_number(value) is not None


def _identity(kind: str, header: str) -> str | None:
    """The target of a hidden column with uids: "uid", or "uid:event" for a field that refers to records."""
    if header == UID:
        return UID
    name = header.removeprefix(f"{UID}:")
    field = kind_fields(kind).get(name)
    return header if name != header and field and field.kind is Kind.REFERENCE else None


def _derived_headers() -> frozenset[str]:
    languages = ("en", "ru", db.language.language())
    return frozenset(field.label_in(each) for field in DERIVED.values() for each in languages)


def _derived(kind: str, plan: ColumnPlan, header: str) -> ColumnPlan | None:
    """A column that Dateline composes itself: only a person's name can be taken back from it."""
    title = {DERIVED["title"].label_in(each) for each in ("en", "ru", db.language.language())}
    if header in title and has_compound(kind, NAME):
        return replace(plan, target=NAME, decided=Decided.DATELINE, family_first=True)
    if header in title and NAME in kind_fields(kind):
        return replace(plan, target=NAME, decided=Decided.DATELINE)
    if header in _derived_headers() | derived_headers(kind):
        return replace(plan, note=tr(_COMPOSED))
    return None


def _names_apart(kind: str, plans: Sequence[ColumnPlan], values: dict[int, list[Value]]) -> list[ColumnPlan]:
    """ "Name" beside "Surname" is the given name; "Имя" alone may be the whole name; "Title" may be "Mr"."""
    if not has_compound(kind, NAME):
        return list(plans)
    taken = {plan.target for plan in plans}
    made = []
    for plan in plans:
        found = values[plan.index][:LOOKED_AT]
        if plan.target == NAME and "family_name" in taken and plan.decided is Decided.HEADER:
            made.append(replace(plan, target="given_name"))
        elif plan.target == "job_title" and found and share(found, is_honorific) >= ENOUGH:
            made.append(replace(plan, target="honorific", decided=Decided.CONTENT))
        else:
            made.append(plan)
    return made


def _without_clashes(kind: str, plans: Sequence[ColumnPlan]) -> list[ColumnPlan]:
    """The same with each field taken once, by the column whose header names it best."""
    fields = kind_fields(kind)

    def order(plan: ColumnPlan) -> tuple[bool, int, int]:
        found = by_header(kind, plan.header)
        return plan.decided is Decided.DATELINE, -(found.strength if found else 3), plan.index

    taken: set[str] = set()
    losing: set[int] = set()
    for plan in sorted((plan for plan in plans if plan.target), key=order):
        filled = filled_by(kind, plan.target or "")
        single = [name for name in filled if name in fields and fields[name].kind not in MERGING]
        if len(single) > 1 and "honorific" in single:
            single.remove("honorific")  # a column of their own may hold it, beside that of whole names
        if plan.target != NOTE and taken.intersection(single):
            losing.add(plan.index)
        else:
            taken.update(single)
    return [_losing(plan) if plan.index in losing else plan for plan in plans]


def _losing(plan: ColumnPlan) -> ColumnPlan:
    """A column whose field another one fills; the title that Dateline composes is no further information."""
    note = tr(_COMPOSED) if plan.decided is Decided.DATELINE else ""
    return replace(plan, target=None, decided=Decided.NOTHING, note=note)


def _by_content(kind: str, plans: Sequence[ColumnPlan], values: dict[int, list[Value]]) -> list[ColumnPlan]:
    """Targets for the columns that their headers don't tell about: what they hold, else into the note."""
    fields = kind_fields(kind)
    taken = {name for plan in plans if plan.target for name in filled_by(kind, plan.target)}
    made: list[ColumnPlan] = []
    for plan in plans:
        found = values[plan.index][:LOOKED_AT]
        if plan.target is None and found and not plan.note:
            target = held(kind, plan.header, found, fields, taken)
            decided = Decided.CONTENT if target else Decided.NOTHING
            made.append(replace(plan, target=target or NOTE, decided=decided))
            taken.update(filled_by(kind, target or NOTE))
        else:
            made.append(plan)
    return made


def settled(kind: str, plan: ColumnPlan, values: Sequence[Value]) -> ColumnPlan:
    """The same column with what its target needs to know: the order of names and dates, whether to label."""
    fields = kind_fields(kind)
    field = fields.get(plan.target or "")
    if plan.target in (NAME, NAME_ALT, NAME_AND_JOB) and field is None:
        if plan.family_first is None:
            first, note = family_first_in(plan.header, [as_text(value) for value in values])
            return replace(plan, family_first=first, note=note)
        return plan
    if plan.target == NOTE:
        known = known_headers(kind, db.language.language()).get(fold(plan.header)) == NOTE
        day_first = _day_first(values)
        return replace(plan, labelled=bool(plan.header) and not known, day_first=day_first)
    if field is not None and field.kind in DATES and plan.day_first is None:
        return replace(plan, day_first=_day_first(values), note=_date_note(values))
    return plan


def _day_first(values: Sequence[Value]) -> bool | None:
    return decide_day_first(value for value in values if isinstance(value, str))


def _date_note(values: Sequence[Value]) -> str:
    match _day_first(values):
        case True:
            return tr("In dates such as 04/05/2019 the day stands first, as others in the column show.")
        case False:
            return tr("In dates such as 04/05/2019 the month stands first, as others in the column show.")
        case _:
            return ""
