"""What an import proposes and what it will do, as plain data that a preview shows and a test compares.

The stages:
  propose(session, workbook, *, into=None, sheet=None) -> Proposal            (db.exchange.proposing)
  with_target(proposal, sheet, column, target) -> Proposal, and with_into, with_country, with_order
  with_constant(proposal, sheet, field, value) -> Proposal, and with_mode       (db.exchange.sheet_choices)
  targets(kind) -> tuple[Target, ...], what a column of a sheet can go to       (db.exchange.mapping)
  plan(session, proposal, *, decisions, choices, progress, cancelled) -> ImportPlan   (db.exchange.planning)
  carry_out(writer, plan, *, progress, cancelled) -> list[SheetPlan]            (db.exchange.importing)
  run_import(store, paths, into, sheet, dry_run, *, progress, cancelled) -> list[ImportReport]
`sheet` is the place of a table in `Proposal.sheets`, `column` a column's `index`. Nothing here refers to a
session, so all of it may cross threads.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from db.encoding import to_json
from db.exchange.merging import CellMerge
from db.exchange.sheets import Workbook
from db.exchange.table import Table, column_letter
from db.language import mark, tr
from db.records import RECORDS, kind_fields

UID = "uid"
"""The target of the column that says which record a row is; "uid:event" says which one a field refers to."""

NOTE = "note"
"""The target of columns that go into the note, each line behind the column's header."""


CARDS = "Dateline cards"
"""The property of what was read from contact cards. A card is no copy of ours with edits in it: what it says
of a record that is known adds to the note, and a name in the other script goes to the fields for that."""


class Decided(StrEnum):
    """What a proposal was decided by; the value is the phrase for a person."""

    HEADER = mark("by its header")
    CONTENT = mark("by what it holds")
    NAME = mark("by the sheet’s name")
    DATELINE = mark("written by Dateline")
    PERSON = mark("chosen by you")
    EARLIER = mark("as you chose before")
    NOTHING = mark("nothing tells")

    @property
    def phrase(self) -> str:
        """The phrase in the language in use."""
        return tr(self.value)


class Mode(StrEnum):
    """What the rows of a sheet may do to the store; the value is what the command line calls it.

    FILL adds new records like BOTH, but of those that are there it fills only what is blank.
    """

    BOTH = "both"
    ADD = "add"
    FILL = "fill"
    UPDATE = "update"

    @property
    def label(self) -> str:
        """The choice as a person reads it, in the language in use."""
        return tr(_MODES[self])


_MODES = {
    Mode.BOTH: mark("Add and update"),
    Mode.ADD: mark("Only add new ones"),
    Mode.FILL: mark("Add, and fill in blanks"),
    Mode.UPDATE: mark("Only update known ones"),
}


@dataclass(frozen=True)
class Target:
    """Where a column can go: a field, several at once (`fields`), or the note. `name` is its key."""

    name: str
    label: str
    fields: tuple[str, ...]
    section: str = ""


@dataclass(frozen=True)
class ColumnPlan:
    """One column: its place from 1, header, some values as text, where it goes (None: left out) and why.

    `day_first` says how 04/05/2019 is meant in this column, `family_first` how "Anna Maria" is; None that
    nothing tells. `note` is one sentence about what was assumed. `labelled` puts the header before what goes
    into the note. `exported` is the field that Dateline wrote into this column, where it did.
    """

    index: int
    header: str
    samples: tuple[str, ...] = ()
    target: str | None = None
    decided: Decided = Decided.NOTHING
    note: str = ""
    numbering: bool = False
    hidden: bool = False
    labelled: bool = True
    day_first: bool | None = None
    family_first: bool | None = None
    exported: str = ""


@dataclass(frozen=True)
class SheetProposal:
    """One table of a sheet (or a sheet without one): the kind it goes into (None: left out) and its columns.

    `why` is the phrase or sentence that says how that was decided. `country` is the one that the sheet's
    name or titles tell; phones in local form are read with it where a row says nothing. `constants` are
    by field what holds for every row that says nothing else, as text. `mode` is what rows may do.
    """

    sheet: str
    into: str | None
    why: str
    table: Table | None = None
    columns: tuple[ColumnPlan, ...] = ()
    hidden: bool = False
    country: str | None = None
    ours: bool = False
    constants: tuple[tuple[str, str], ...] = ()
    mode: Mode = Mode.BOTH

    @property
    def rows(self) -> int:
        """How many rows hold records."""
        if self.table is None:
            return 0
        skipped = sum(
            skip.last - skip.row + 1 for skip in self.table.skipped if skip.row >= self.table.first_row
        )
        return self.table.last_row - self.table.first_row + 1 - skipped

    @property
    def place(self) -> str:
        """Where the table is: its sheet, with its columns where others stand beside it."""
        if self.table is None or self.table.beside is None:
            return self.sheet
        first, last = map(column_letter, self.table.beside)
        return tr("{sheet}, columns {first} to {last}", sheet=self.sheet, first=first, last=last)

    def column(self, target: str) -> ColumnPlan | None:
        """The first column that goes to a target."""
        return next((column for column in self.columns if column.target == target), None)


@dataclass(frozen=True)
class Proposal:
    """What is proposed for a workbook: one entry for each table, in the order of the workbook."""

    workbook: Workbook
    sheets: tuple[SheetProposal, ...]

    def replaced(self, number: int, sheet: SheetProposal) -> "Proposal":
        """The same with another entry at place `number`."""
        sheets = (*self.sheets[:number], sheet, *self.sheets[number + 1 :])
        return replace(self, sheets=sheets)


class State(StrEnum):
    """What happens with a row; the value is the word for a person.

    A row is in CONFLICT while a cell of it is undecided; what is decided is written all the same. MISSING
    rows were exported and did not come back: nothing happens until a person wants them DELETED.
    """

    NEW = mark("New")
    CHANGED = mark("Changed")
    CONFLICT = mark("In conflict")
    UNCHANGED = mark("Unchanged")
    HELD_BACK = mark("Held back")
    MISSING = mark("Missing")
    DELETED = mark("Deleted")
    SKIPPED = mark("Skipped")

    @property
    def label(self) -> str:
        """The word in the language in use."""
        return tr(self.value)


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of a record that a row changes; `old` and `new` as Python values of the field's kind.

    For a LINKED field they are titles, tuples of text: what is tied to the record before and after.
    """

    field: str
    old: Any
    new: Any


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a row is held back: the column and what stood there (empty for the whole row), one sentence."""

    column: str
    value: str
    why: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """A record that a row may be: its uid and title, for a person to choose from."""

    uid: str
    title: str


@dataclass(slots=True)
class LinkPlan:
    """A record that goes with a row's own: a post, a cost, a partner in a release.

    `uid` with `old` empty is a new record; else `values` are changes of the one that is there, which with
    `deleted` goes.
    """

    kind: str
    uid: str
    values: dict[str, Any]
    title: str = ""
    old: dict[str, Any] | None = None
    deleted: bool = False


@dataclass(slots=True)
class RowPlan:
    """What happens with one row, as Excel counts it (`until`: the last one of a run of empty rows).

    A row that names several persons has one of these for each of them, in their order.

    `uid` is the record's: one that is there, or the one it will get. `values` are written when the row is
    NEW, `changes` when it is CHANGED or in CONFLICT, `links` beside either. `notes` say what was understood
    or assumed, `why` how the record was found or by which rule the row was skipped. `again` says that an
    earlier row of the file is about the same record. `cells` are those of a row that came back which
    somebody has changed since its export, in the order of the columns. `stands` are, for showing alone, what
    a row that is not NEW comes to in the fields that its columns go to: the record as it will be, or what was
    understood where the row is held back.
    """

    row: int
    state: State
    kind: str = ""
    uid: str = ""
    title: str = ""
    until: int = 0
    why: str = ""
    values: dict[str, Any] = field(default_factory=dict)
    changes: tuple[FieldChange, ...] = ()
    links: list[LinkPlan] = field(default_factory=list)
    notes: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    cells: tuple[CellMerge, ...] = ()
    again: bool = False
    stands: Mapping[str, Any] = field(default_factory=dict)

    @property
    def last(self) -> int:
        """The last row of a run."""
        return max(self.row, self.until)

    @property
    def writes(self) -> bool:
        """Whether carrying it out would change the store."""
        if self.state is State.CONFLICT:
            return bool(self.changes or self.links)
        return self.state in (State.NEW, State.CHANGED, State.DELETED)


@dataclass
class SheetPlan:
    """What happens with one table: every row of it, and the records that come beside it.

    `beside` are records that no row stands for but that rows name, such as a partner that is not in the
    store yet: each is NEW, with the first row that names it. `missing` are records that were exported on
    this sheet and have no row (0) any more. `back` says that the sheet is merged three ways, `remarks` what
    can't be told about it any more.
    """

    proposal: SheetProposal
    rows: list[RowPlan] = field(default_factory=list)
    beside: list[RowPlan] = field(default_factory=list)
    missing: list[RowPlan] = field(default_factory=list)
    back: bool = False
    remarks: tuple[str, ...] = ()

    def count(self, state: State) -> int:
        """How many rows have a state."""
        return self.counts()[state]

    def counts(self) -> Counter[State]:
        """How many rows have each state; a run of empty rows counts as its rows."""
        counted: Counter[State] = Counter()
        for row in (*self.rows, *self.missing):
            counted[row.state] += row.last - row.row + 1
        return counted


@dataclass(frozen=True)
class Origin:
    """The export that a workbook comes back from: its batch, its moment (ISO 8601) and for whom it was."""

    batch: int
    moment: str
    audience: str


@dataclass
class ImportPlan:
    """What an import will do: one entry for each table of the proposal, in its order.

    `batch` is the batch of the journal at which the store stood. `origin` is there where the workbook is
    merged three ways: this store exported it. `workbook` is what was read.
    """

    path: Path
    sheets: list[SheetPlan] = field(default_factory=list)
    batch: int = 0
    origin: Origin | None = None
    workbook: Workbook | None = field(default=None, repr=False, compare=False)

    @property
    def label(self) -> str:
        """What the batch is called in the journal."""
        return tr("Import {name}", name=self.path.name)

    def rows(self) -> Iterator[RowPlan]:
        """Every row of every table, those beside them and missing from them last."""
        for sheet in self.sheets:
            yield from sheet.rows
            yield from sheet.beside
            yield from sheet.missing

    def counts(self) -> Counter[State]:
        """How many rows of the workbook have each state."""
        total: Counter[State] = Counter()
        for sheet in self.sheets:
            total.update(sheet.counts())
        return total

    @property
    def changes_something(self) -> bool:
        """Whether carrying it out would change the store."""
        return any(row.writes for row in self.rows())


Decisions = Mapping[tuple[int, int], str]
"""What a person decided about held-back rows, by place of the table in the proposal and row: the uid of the
record that the row is, or an empty text for a new one."""


@dataclass
class ImportReport:
    """What an import did, or would do: the plan as it was carried out, and its batch in the journal."""

    plan: ImportPlan
    batch: int | None = None
    dry_run: bool = False

    @property
    def needs_attention(self) -> bool:
        """Whether there is something for a person to look at: a row held back, in conflict or missing."""
        to_look_at = (State.HELD_BACK, State.CONFLICT, State.MISSING)
        return any(row.state in to_look_at for row in self.plan.rows())

    def to_json(self) -> dict[str, Any]:
        """The report as scripts read it; the shape is that of the command line's `import`."""
        return {"batch": self.batch, "sheets": [_sheet_json(sheet) for sheet in self.plan.sheets]}


def _sheet_json(sheet: SheetPlan) -> dict[str, Any]:
    counts, proposal = sheet.counts(), sheet.proposal
    return {
        "sheet": proposal.place,
        "into": RECORDS[proposal.into].about.plural if proposal.into else None,
        "rows": proposal.rows,
        "added": counts[State.NEW],
        "updated": sum(row.writes and row.state is not State.NEW for row in sheet.rows),
        "unchanged": counts[State.UNCHANGED],
        "held_back": [_held_back_json(row) for row in sheet.rows if row.state is State.HELD_BACK],
        "conflicts": [each for row in sheet.rows for each in _conflicts_json(row)],
        "mapping": {_called(column): _reported(proposal, column) for column in proposal.columns},
        **_returned_json(sheet),
    }


def _returned_json(sheet: SheetPlan) -> dict[str, Any]:
    """What only a workbook that comes back has: rows that are gone, and what can't be told any more."""
    missing = [{"uid": row.uid, "title": row.title} for row in sheet.missing if row.state is State.MISSING]
    said = {"missing": missing, "remarks": list(sheet.remarks)}
    return {name: each for name, each in said.items() if each}


def _held_back_json(row: RowPlan) -> dict[str, Any]:
    """One entry for a row: its first problem, with the sentences of the others behind it."""
    first = row.problems[0]
    further = [f"{each.column}: {each.why}" if each.column else each.why for each in row.problems[1:]]
    return {
        "row": row.row,
        "column": first.column or None,
        "value": first.value or None,
        "why": " ".join((first.why, *further)),
    }


def _conflicts_json(row: RowPlan) -> Iterator[dict[str, Any]]:
    """One entry for each cell that nobody has decided; `field` is null for the record as a whole."""
    for cell in row.cells:
        if cell.is_open:
            values = {"base": cell.base, "ours": cell.ours, "theirs": cell.theirs}
            if about := kind_fields(row.kind).get(cell.field):
                values = {name: to_json(about, value) for name, value in values.items()}
            yield {"row": row.row, "uid": row.uid, "field": cell.field or None, **values}


def _called(column: ColumnPlan) -> str:
    """What a column is reported under: its header, or its place where it has none."""
    return column.header or tr("Column {letter}", letter=column_letter(column.index))


def _reported(proposal: SheetProposal, column: ColumnPlan) -> str | None:
    """Where a column went, as scripts read it."""
    if column.target is None or proposal.into is None:
        return None
    if column.target in kind_fields(proposal.into):
        return column.target
    return REPORTED.get(column.target, column.target.split("+")[0])


REPORTED = {"place": "country", "capacity_by_sex": "capacity", "name_alt": "family_name_alt"}
"""Targets that fill several fields, by the field that they are reported under."""
