"""What the preview of an import shows of one table: which columns, which rows by filter, which words."""

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from db.exchange.merging import RECORD, CellMerge, Verdict
from db.exchange.plan import LinkPlan, RowPlan, SheetPlan, State, Target
from db.exchange.sheets import NoteKind, Sheet
from db.fields import Field, Kind
from db.language import language, tr
from db.records import RECORDS, kind_fields
from db.understanding import shown
from db.understanding.answers import as_text
from desktop.dialogs.import_constant_text import words
from desktop.dialogs.import_merge import MergeFigures, figures, is_addition, is_proposed

ALL = "all"
ASSUMED = "assumed"
BESIDE = "beside"
THEIRS = "theirs"
CLASHES = "clashes"
GONE = "gone"
FILTERS = (ALL, THEIRS, CLASHES, GONE, *(state.name for state in State), ASSUMED, BESIDE)
"""What can be looked at: every row of the file; of one that came back, what they changed, what clashes, and
what they deleted; those of a state, those in which something was assumed, and the records beside them."""

MERGED_STATES = frozenset({State.CHANGED, State.CONFLICT, State.MISSING, State.DELETED})
"""States whose rows are looked at by what became of them since the export, where a table came back."""

MEASURED = 400
"""How many rows decide whether a column only says what the title says."""


class CellText(NamedTuple):
    """A cell of the preview: what will stand there, what stands there now, and whether it can't be read.

    In a conflict that nobody has decided `old` is ours, which stays, and `new` theirs.
    """

    new: str = ""
    old: str = ""
    problem: str = ""
    is_changed: bool = False
    is_open: bool = False


class Understood(NamedTuple):
    """One column of one row, told in full: its header, what stood there, and what came of it by field."""

    header: str
    raw: str
    label: str
    text: CellText
    remark: str = ""


@dataclass
class Preview:
    """One table as it will go in. Made away from the window; `cell` is quick enough for drawing.

    `places` are the places in `entries` by filter, `counts` how many rows of the file each stands for.
    """

    plan: SheetPlan
    number: int
    fields: tuple[Field, ...]
    entries: list[RowPlan]
    places: dict[str, "array[int]"]
    counts: dict[str, int]
    states: Counter[State]
    titles: Mapping[str, str]
    fields_of_header: Mapping[str, tuple[str, ...]]
    columns_of_field: Mapping[str, list[int]]
    targets: Mapping[str, Target]
    merge: MergeFigures
    writes: int
    """How many rows of the file add or change something."""

    def cell(self, row: RowPlan, about: Field) -> CellText:
        """What a row does to a field."""
        if row.state is State.SKIPPED:
            return CellText()
        for problem in row.problems:
            if problem.column and about.name in self.fields_of_header.get(problem.column, ()):
                return CellText(_one_line(problem.value), problem=problem.why)
        for change in row.changes:
            if change.field == about.name:
                new, old = self._text(about, change.new), self._text(about, change.old)
                return CellText(new, old, is_changed=True)
        for merged in row.cells:
            if merged.field == about.name:
                return self._merged(about, merged)
        if about.kind is Kind.LINKED:
            text = "; ".join(filter(None, (self._link(link) for link in _links(row, about))))
            text = text or self._text(about, row.stands.get(about.name))
        else:
            values = row.values or row.stands
            text = self._text(about, values.get(about.name))
            currency = values.get(about.currency) if about.currency else None
            text = f"{text} {currency}" if text and currency else text
        return CellText(text or self._as_it_stands(row, about))

    def side_text(self, row: RowPlan, name: str, value: Any) -> str:
        """A value of one of the three sides of a cell, in words; that of the record is its title."""
        if name == RECORD:
            return tr("deleted") if value is None else str(value)
        about = kind_fields(row.kind).get(name)
        return (self._text(about, value) if about is not None else "") or tr("empty")

    def _merged(self, about: Field, cell: CellMerge) -> CellText:
        ours, theirs = self._text(about, cell.ours), self._text(about, cell.theirs)
        return CellText(theirs, ours, is_open=True) if cell.is_open else CellText(ours)

    def title(self, row: RowPlan) -> str:
        """What a row is called: its record, else what stands in it, else why it is skipped."""
        if row.title:
            return row.title
        table = self.plan.proposal.table
        first = next((each for each in self.plan.proposal.columns if each.target and each.samples), None)
        if table is not None and first is not None and row.state is not State.SKIPPED:
            return _one_line(_raw(table.sheet, row.row, first.index)[0])
        cells = table.sheet.row(row.row) if table is not None else ()
        text = _one_line(" ".join(as_text(value) for value in cells if value is not None))
        return text or row.why

    def reasons(self, row: RowPlan) -> list[str]:
        """Why a row is what it is, and what was assumed in it, as sentences."""
        problems = [f"{each.column}: {each.why}" if each.column else each.why for each in row.problems]
        return [text for text in (*problems, row.why, *row.notes) if text]

    def understood(self, row: RowPlan) -> Iterator[Understood]:
        """Every column of a row beside what came of it; for those who want to see it all."""
        proposal = self.plan.proposal
        if proposal.table is None:
            return
        about = kind_fields(proposal.into) if proposal.into else {}
        told: set[str] = set()
        for column in proposal.columns:
            raw, remark = _raw(proposal.table.sheet, row.row, column.index)
            target = self.targets.get(column.target or "")
            names = target.fields if target is not None else ()
            known = [about[name] for name in names if name in about]
            texts = [(each.label, self.cell(row, each)) for each in known]
            filled = [(label, text) for label, text in texts if any(text[:3])]
            if not filled:
                left_out = tr("Left out") if target is None else target.label
                filled = [(left_out, CellText())]
            told.update(label for label, text in filled if any(text[:3]))
            for place, (label, text) in enumerate(filled):
                yield Understood("" if place else column.header, "" if place else raw, label, text, remark)
                remark = ""
        for name, said in proposal.constants:
            text = self.cell(row, about[name])
            if about[name].label not in told:
                yield Understood(tr("In every row"), words(about[name], said), about[name].label, text)

    def links(self, row: RowPlan) -> list[tuple[str, str]]:
        """What is tied to a row's record: the kind of tie and what it says, both in words."""
        told = []
        for link in row.links:
            about = kind_fields(link.kind)
            values = (self._text(about[name], value) for name, value in link.values.items() if name in about)
            said = ", ".join(dict.fromkeys(filter(None, (self._link(link), *values))))
            told.append((RECORDS[link.kind].about.words.singular, said))
        return told

    def _as_it_stands(self, row: RowPlan, about: Field) -> str:
        """What stands in the file for a field that the row leaves as it is."""
        table = self.plan.proposal.table
        if row.state is State.NEW or table is None or is_proposed(row):
            return ""
        indexes = self.columns_of_field.get(about.name, ())
        texts = (_raw(table.sheet, row.row, index)[0] for index in indexes)
        return "; ".join(_one_line(text) for text in texts if text)

    def _text(self, about: Field, value: Any) -> str:
        if value is None or value == ():
            return ""
        if about.kind is Kind.LINKED:
            return "; ".join(str(title) for title in ((value,) if isinstance(value, str) else value))
        if about.kind is Kind.REFERENCE:
            return (
                self.titles.get(value, "") if isinstance(value, str) else str(getattr(value, "title", value))
            )
        text = shown(about, value, language())
        return " · ".join(filter(None, map(_one_line, text.splitlines())))

    def _link(self, link: LinkPlan) -> str:
        if link.title:
            return link.title
        named = (link.values.get(name) for name in kind_fields(link.kind))
        return next((self.titles[uid] for uid in named if isinstance(uid, str) and uid in self.titles), "")


def build(plan: SheetPlan, number: int, targets: Iterable[Target], titles: Mapping[str, str]) -> Preview:
    """The preview of one table; `number` is its place in the proposal, `titles` those of records by uid."""
    known = {target.name: target for target in targets}
    entries = [*plan.rows, *plan.beside, *plan.missing]
    places = {name: array("q") for name in FILTERS}
    counts = dict.fromkeys(FILTERS, 0)
    for place, row in enumerate(entries):
        rows = row.last - row.row + 1
        in_file = place < len(plan.rows)
        beside = BESIDE if place < len(plan.rows) + len(plan.beside) else GONE
        for name in _filters_of(row, plan.back) if in_file else (beside,):
            places[name].append(place)
            counts[name] += rows if in_file else 1
    headers: dict[str, tuple[str, ...]] = {}
    columns: dict[str, list[int]] = {}
    for column in plan.proposal.columns:
        fields = known[column.target].fields if column.target in known else ()
        headers[column.header] = fields
        if len(fields) == 1:
            columns.setdefault(fields[0], []).append(column.index)
    about_kind = kind_fields(plan.proposal.into) if plan.proposal.into else {}
    for name, _ in plan.proposal.constants:
        headers.setdefault(about_kind[name].label, (name,))
    writes, merge = sum(row.writes for row in plan.rows), figures(plan)
    made = Preview(
        plan,
        number,
        (),
        entries,
        places,
        counts,
        plan.counts(),
        titles,
        headers,
        columns,
        known,
        merge,
        writes,
    )
    made.fields = tuple(_fields_with_something(made))
    return made


def _filters_of(row: RowPlan, is_back: bool) -> Iterator[str]:
    """The filters that keep a row of the file."""
    yield ALL
    verdicts = {cell.verdict for cell in row.cells}
    if not is_back or row.state not in MERGED_STATES:
        # One that was left out stays where it was found, to be taken after all.
        yield State.NEW.name if is_back and is_addition(row) else row.state.name
    if Verdict.THEIRS in verdicts or (is_back and row.state is State.CHANGED and not row.cells):
        yield THEIRS
    if Verdict.CONFLICT in verdicts:
        yield CLASHES
    if row.notes:
        yield ASSUMED


def _fields_with_something(preview: Preview) -> Iterator[Field]:
    """The fields that columns go to; none that is empty or only says the title.

    They stand in the order of the file; those that may be chosen from come first, as they are looked for.
    """
    into = preview.plan.proposal.into
    if into is None:
        return
    about = kind_fields(into)
    named: dict[str, None] = {}
    for column in preview.plan.proposal.columns:
        target = preview.targets.get(column.target or "")
        named.update(dict.fromkeys(target.fields if target else ()))
    constants = dict(preview.plan.proposal.constants)
    named.update(dict.fromkeys(constants))
    filled = _filled(preview)
    rows = [row for row in preview.plan.rows if row.state is not State.SKIPPED][:MEASURED]
    touched = {cell.field for row in preview.plan.rows for cell in row.cells if cell.is_to_decide}
    touched.intersection_update(named, about)
    for name in sorted(named, key=lambda name: name not in touched):
        if (
            name in touched
            or name in constants
            or (name in filled and name in about and not _is_title(preview, rows, about[name]))
        ):
            yield about[name]


def _filled(preview: Preview) -> set[str]:
    """The fields that some row says something about."""
    named = (preview.targets.get(each.target or "") for each in preview.plan.proposal.columns if each.samples)
    filled = {target.fields[0] for target in named if target is not None and len(target.fields) == 1}
    through: set[str] = set()
    for row in preview.plan.rows:
        filled.update(row.values, row.stands)
        filled.update(change.field for change in row.changes)
        filled.update(cell.field for cell in row.cells)
        through.update(link.kind for link in row.links)
        for problem in row.problems:
            filled.update(preview.fields_of_header.get(problem.column, ()))
    into = preview.plan.proposal.into
    links = kind_fields(into).values() if into else ()
    return filled.union(about.name for about in links if about.through and about.through in through)


def _is_title(preview: Preview, rows: list[RowPlan], about: Field) -> bool:
    """Whether a text stands in the title of every row already, and none of them changes it."""
    if about.kind is not Kind.TEXT:
        return False
    cells = [(preview.cell(row, about), row.title) for row in rows]
    plain = (
        cell.new in title and not (cell.is_changed or cell.is_open or cell.problem) for cell, title in cells
    )
    return all(plain)


def referred(plan: SheetPlan) -> dict[str, set[str]]:
    """The uids that rows refer to, by kind of record: their titles are not in the plan."""
    wanted: dict[str, set[str]] = {}
    for row in (*plan.rows, *plan.beside, *plan.missing):
        _take(wanted, row.kind, row.values)
        _take(wanted, row.kind, row.stands)
        _take(wanted, row.kind, {change.field: change.new for change in row.changes})
        _take(wanted, row.kind, {change.field: change.old for change in row.changes})
        for cell in row.cells:
            for value in (cell.base, cell.ours, cell.theirs):
                _take(wanted, row.kind, {cell.field: value})
        for link in row.links:
            _take(wanted, link.kind, link.values)
    return wanted


def _take(wanted: dict[str, set[str]], kind: str, values: Mapping[str, Any]) -> None:
    about = kind_fields(kind) if kind else {}
    for name, value in values.items():
        each = about.get(name)
        if each is not None and each.kind is Kind.REFERENCE and isinstance(value, str):
            wanted.setdefault(each.to, set()).add(value)


def _links(row: RowPlan, about: Field) -> Iterator[LinkPlan]:
    return (link for link in row.links if link.kind == about.through)


def _raw(sheet: Sheet, row: int, column: int) -> tuple[str, str]:
    """What stood in a cell, as text, and what is special about it."""
    note = sheet.notes.get((row, column))
    top = row
    while (above := sheet.notes.get((top, column))) and above.kind is NoteKind.MERGED:
        top -= 1
    if note is not None and note.kind is NoteKind.CARRIED:
        top = int(note.text)
    text = as_text(sheet.value(top, column))
    if note is None:
        return text, ""
    return text or note.text, note.sentence


def _one_line(text: str) -> str:
    return " ".join(text.split())
