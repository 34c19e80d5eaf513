"""The third stage of an import: what happens with every row, before anything is written."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy.orm import Session

from db.exchange.comparing import compare, fit_name
from db.exchange.finding import Asked, Beside, Entry, Finder, Progress, Watch
from db.exchange.linking import Linker
from db.exchange.mapping import targets
from db.exchange.merging import NO_CHOICES, Choices, Side
from db.exchange.plan import (
    NOTE,
    Decisions,
    FieldChange,
    ImportPlan,
    LinkPlan,
    Mode,
    Proposal,
    RowPlan,
    SheetPlan,
    SheetProposal,
    State,
)
from db.exchange.returning import Returning
from db.exchange.row_merging import RowMerger
from db.exchange.sheet_choices import only_blanks, passed_over
from db.exchange.store_records import StoreRecords, compose_title
from db.exchange.table import Skip
from db.exchange.tables import unclaimed
from db.fields import Field, Kind
from db.journal import latest
from db.language import tr
from db.records import kind_fields
from db.understanding import shown


def plan(
    session: Session,
    proposal: Proposal,
    *,
    decisions: Decisions | None = None,
    choices: Choices = NO_CHOICES,
    progress: Progress | None = None,
    cancelled: Asked | None = None,
) -> ImportPlan:
    """What an import as proposed will do with every row of the workbook. Nothing is written.

    `choices` are about a workbook that this store exported: whose values to take.
    `progress` is told of rows done and of all; `cancelled` is asked every few hundred. Raises Cancelled.
    """
    total = 2 * sum(sheet.rows for sheet in proposal.sheets if sheet.into)
    watch = Watch(total, progress, cancelled)
    records = StoreRecords(session)
    back = Returning(session, records, proposal, choices)
    finder = Finder(records, proposal, decisions or {}, watch, back)
    finder.find()
    planner = _Planner(records, finder, watch, choices)
    made = planner.plan(proposal)
    for place, sheet in enumerate(made):
        sheet.back = place in back.sheets
        sheet.missing = planner.with_values(place, back.missing(place))
        sheet.remarks = tuple(back.remarks(place, sheet.proposal))
    return ImportPlan(proposal.workbook.path, made, latest(session), back.origin, proposal.workbook)


class _Planner:
    """Compares rows with their records and puts the plan together."""

    def __init__(self, records: StoreRecords, finder: Finder, watch: Watch, choices: Choices) -> None:
        self._records = records
        self._finder = finder
        self._watch = watch
        self._choices = choices
        self._state: dict[tuple[str, str], dict[str, Any]] = {}
        self._said: dict[tuple[str, str], dict[str, tuple[Any, Entry]]] = {}
        self._first: dict[tuple[str, str], Entry] = {}
        self._needed: dict[str, Entry] = {}
        self._sheets: tuple[SheetProposal, ...] = ()
        self._seen: dict[int, tuple[Field, ...]] = {}

    def plan(self, proposal: Proposal) -> list[SheetPlan]:
        """The plan of every table, in the order of the proposal."""
        self._sheets = proposal.sheets
        self._hold_dangling()
        every = [entry for entries in self._finder.entries.values() for entry in entries]
        self._load(every)
        linker = Linker(self._records, [entry for entry in every if self._is_taken(entry)])
        planned = {
            place: [self._row(entry, linker) for entry in entries]
            for place, entries in self._finder.entries.items()
        }
        sheets = [
            SheetPlan(sheet, _ordered([*planned.get(place, ()), *_skipped(sheet)]))
            for place, sheet in enumerate(proposal.sheets)
        ]
        _account_for_the_rest(proposal, sheets)
        for beside in self._finder.beside.values():
            entry = self._needed.get(beside.uid)
            if entry is not None and ("partner", beside.uid) not in self._state:
                sheets[entry.draft.sheet].beside.append(_new_partner(beside, entry))
        return sheets

    def _hold_dangling(self) -> None:
        """Hold back rows that refer to a record whose own row is held back, until there are none."""
        entries = [entry for each in self._finder.entries.values() for entry in each]
        while True:
            going = [entry for entry in entries if self._is_taken(entry)]
            taken = {(entry.draft.kind, entry.uid) for entry in going}
            dangling = [(entry, about) for entry in going for about in self._lost(entry, taken)]
            if not dangling:
                return
            for entry, about in dangling:
                why = tr("The record that “{field}” refers to is held back itself.", field=about.label)
                header = entry.draft.headers.get(about.name, about.label)
                entry.draft.refuse(header, entry.draft.texts.get(about.name, ""), why)

    def _is_taken(self, entry: Entry) -> bool:
        """Whether a row will stand for a record."""
        taken = not entry.held and not entry.stays_deleted and not self._is_refused(entry)
        return taken and not self._passed_over(entry)

    def _passed_over(self, entry: Entry) -> str:
        """Why a row is skipped by the mode of its sheet; empty for one that is taken."""
        draft = entry.draft
        is_known = entry.returned is not None or self._records.has(draft.kind, entry.uid)
        return passed_over(self._sheets[draft.sheet], is_known, entry.how)

    def _is_refused(self, entry: Entry) -> bool:
        """Whether a row would be a new record that a person does not want."""
        draft = entry.draft
        if entry.returned is not None or self._records.has(draft.kind, entry.uid):
            return False
        return self._choices.addition(draft.sheet, draft.row) is Side.OURS

    def _lost(self, entry: Entry, taken: set[tuple[str, str]]) -> Iterator[Field]:
        """The fields of a row that refer to records which are neither in the store nor to be."""
        for name, about in kind_fields(entry.draft.kind).items():
            if about.kind is Kind.REFERENCE and (uid := entry.draft.values.get(name)):
                uids = [uid]
            else:
                uids = entry.linked.get(name, [])
            for uid in uids:
                there = self._records.has(about.to, uid) or uid in self._finder.beside
                if not there and (about.to, uid) not in taken:
                    yield about

    def _load(self, entries: list[Entry]) -> None:
        """Read the records that rows were found to be, and what they are tied to."""
        known: dict[str, list[str]] = {}
        for entry in entries:
            if not entry.held and self._records.has(entry.draft.kind, entry.uid):
                known.setdefault(entry.draft.kind, []).append(entry.uid)
        for kind, uids in known.items():
            self._records.load(kind, uids)
            named = {name for e in entries if e.draft.kind == kind for name in (*e.linked, *e.draft.sums)}
            for name in named:
                self._records.load_ties(kind, kind_fields(kind)[name], uids)

    def _row(self, entry: Entry, linker: Linker) -> RowPlan:
        """What happens with one row."""
        draft = entry.draft
        if draft.share is None or draft.share.place == 0:
            self._watch.step()
        if entry.held:
            return self._held(entry)
        if self._is_refused(entry):
            return RowPlan(draft.row, State.SKIPPED, draft.kind, why=tr("Left out by you."))
        if why := self._passed_over(entry):
            known = self._records.titles(draft.kind).get(entry.uid)
            title = known or compose_title(draft.kind, draft.values)
            return RowPlan(draft.row, State.SKIPPED, draft.kind, title=title, why=why)
        key = (draft.kind, entry.uid)
        earlier = self._first.get(key)
        if entry.returned is not None and entry.returned.gone:
            row = self._deleted_here(entry, linker)
        elif entry.returned is not None:
            row = self._merged(entry, earlier, linker)
        elif earlier is None and not self._records.has(*key):
            row = self._new(entry, linker)
        else:
            row = self._changed(entry, earlier, linker)
        if row.state is not State.HELD_BACK:
            self._first.setdefault(key, entry)
            self._need(entry, row)
        return row

    def _new(self, entry: Entry, linker: Linker) -> RowPlan:
        draft = entry.draft
        changes = compare(kind_fields(draft.kind), {}, draft)
        values = {change.field: change.new for change in changes}
        self._remember(entry, values, values)
        row = self._begin(entry, State.NEW, values)
        row.values = values
        linker.link(entry, row.links, [])
        return row

    def _changed(self, entry: Entry, earlier: Entry | None, linker: Linker) -> RowPlan:
        draft, key = entry.draft, (entry.draft.kind, entry.uid)
        known = self._state.get(key) or self._records.values(*key)
        if draft.kind == "contact" and not draft.uid:
            fit_name(draft, known)
        changes = compare(kind_fields(draft.kind), known, draft)
        stays = ""
        if self._sheets[draft.sheet].mode is Mode.FILL and self._records.has(*key):
            changes, stays = only_blanks(kind_fields(draft.kind), self._records.values(*key), changes)
            self._drop_ties(entry)
        if earlier is not None:
            self._refuse_contradictions(entry, changes)
            if entry.held:
                return self._held(entry)
        new = {change.field: change.new for change in changes}
        self._remember(entry, {**known, **new}, draft.values)
        row = self._begin(entry, State.UNCHANGED, {**known, **new})
        row.why = " ".join(filter(None, (self._again(entry, earlier) if earlier else entry.how, stays)))
        row.again = earlier is not None
        row.changes = (*changes, *linker.link(entry, row.links, changes))
        if row.changes or row.links:
            row.state = State.CHANGED
        return row

    def _drop_ties(self, entry: Entry) -> None:
        """Take from a row what it ties its record to where that is tied to something already."""
        for said in (entry.linked, entry.draft.sums):
            for name in [name for name in said if self._records.ties(entry.draft.kind, name, entry.uid)]:
                del said[name]

    def _merged(self, entry: Entry, earlier: Entry | None, linker: Linker) -> RowPlan:
        """What happens with a row that came back, cell by cell."""
        key = (entry.draft.kind, entry.uid)
        known = self._state.get(key) or self._records.values(*key)
        merger, links = RowMerger(self._records, self._choices, linker), list[LinkPlan]()
        cells = list(merger.merge(entry, known, links))
        if earlier is not None:
            said = [FieldChange(cell.field, cell.ours, cell.theirs) for cell in cells if cell.is_to_decide]
            self._refuse_contradictions(entry, said)
        changes = merger.changes(entry, known, cells)
        if entry.held:
            return self._held(entry)
        new = {change.field: change.new for change in changes}
        self._remember(entry, {**known, **new}, entry.draft.values)
        row = self._begin(entry, State.UNCHANGED, {**known, **new})
        row.why, row.again = self._again(entry, earlier) if earlier else entry.how, earlier is not None
        row.changes, row.links, row.cells = tuple(changes), links, tuple(cells)
        if any(cell.is_open for cell in cells):
            row.state = State.CONFLICT
        elif changes or links:
            row.state = State.CHANGED
        return row

    def _deleted_here(self, entry: Entry, linker: Linker) -> RowPlan:
        """What happens with the row of a record that was deleted here since the export."""
        assert entry.returned is not None
        merger, base = RowMerger(self._records, self._choices, linker), entry.returned.base
        title = compose_title(entry.draft.kind, dict(base))
        cell = merger.record(entry, title)
        values = merger.restored(entry) if entry.returned.wanted else {}
        if entry.held:
            return self._held(entry)
        row = self._begin(entry, State.CONFLICT if cell.is_open else State.UNCHANGED, {**base, **values})
        row.cells = (cell,)
        if values:
            row.state, row.values = State.NEW, values
            row.notes = (*row.notes, tr("It is brought back without what was tied to it."))
            self._remember(entry, values, values)
        return row

    def _refuse_contradictions(self, entry: Entry, changes: list[FieldChange]) -> None:
        """Hold a row back that says another thing than an earlier row of the file about the same record."""
        said = self._said.get((entry.draft.kind, entry.uid), {})
        fields = kind_fields(entry.draft.kind)
        for change in changes:
            about = fields[change.field]
            if change.field not in said or about.is_list or change.field == NOTE:
                continue
            value, other = said[change.field]
            why = tr(
                "Row {row} says “{other}” about the same record. Keep one of them.",
                row=other.draft.row,
                other=self._told(about, value),
            )
            header = entry.draft.headers.get(change.field, about.label)
            entry.draft.refuse(header, self._told(about, change.new), why)

    def _told(self, about: Field, value: Any) -> str:
        if about.kind is Kind.REFERENCE:
            return self._records.titles(about.to).get(value, "")
        return shown(about, value)

    def _remember(self, entry: Entry, state: dict[str, Any], said: Mapping[str, Any]) -> None:
        key = (entry.draft.kind, entry.uid)
        self._state[key] = state
        told = self._said.setdefault(key, {})
        for name, value in said.items():
            told.setdefault(name, (value, entry))

    def _again(self, entry: Entry, earlier: Entry) -> str:
        """The sentence for a row about a record that an earlier row is about."""
        if earlier.draft.sheet == entry.draft.sheet:
            return tr("The same record as in row {row}. {how}", row=earlier.draft.row, how=entry.how)
        sheet = self._sheets[earlier.draft.sheet].place
        return tr("The same record as in row {row} of “{sheet}”. {how}",
                  row=earlier.draft.row, sheet=sheet, how=entry.how)  # fmt: skip

    def _begin(self, entry: Entry, state: State, values: dict[str, Any]) -> RowPlan:
        draft = entry.draft
        title = compose_title(draft.kind, values)
        notes = tuple(dict.fromkeys(draft.notes))
        seen = self._seen_in(draft.sheet, draft.kind, entry.uid, values, draft.linked)
        stands = {} if state is State.NEW else dict(seen)
        return RowPlan(
            draft.row, state, draft.kind, entry.uid, title, why=entry.how, notes=notes, stands=stands
        )

    def _seen_in(
        self, place: int, kind: str, uid: str, values: Mapping[str, Any], named: Mapping[str, Sequence[str]]
    ) -> Iterator[tuple[str, Any]]:
        """What `values` hold of the fields that the columns of a sheet go to; what is tied, by its titles, or
        by those that a row has `named`."""
        for about in self._in_sight(place):
            value = values.get(about.name, about.empty)
            if about.kind is Kind.LINKED:
                ties = self._records.ties(kind, about.name, uid) if uid else []
                value = tuple(tie.title for tie in ties if tie.title) or tuple(named.get(about.name, ()))
            if value not in (about.empty, ()):
                yield about.name, value

    def with_values(self, place: int, missing: list[RowPlan]) -> list[RowPlan]:
        """The records that have no row any more, each with what the store holds of it."""
        for kind in {row.kind for row in missing}:
            uids = [row.uid for row in missing if row.kind == kind]
            self._records.load(kind, uids)
            for about in self._in_sight(place):
                if about.kind is Kind.LINKED:
                    self._records.load_ties(kind, about, uids)
        for row in missing:
            values = self._records.values(row.kind, row.uid)
            row.stands = dict(self._seen_in(place, row.kind, row.uid, values, {}))
        return missing

    def _in_sight(self, place: int) -> tuple[Field, ...]:
        """The fields that something in a sheet goes to, with the currencies of amounts."""
        if place not in self._seen:
            sheet = self._sheets[place]
            known = {target.name: target.fields for target in targets(sheet.into)} if sheet.into else {}
            fields = kind_fields(sheet.into) if sheet.into else {}
            names = [name for column in sheet.columns for name in known.get(column.target or "", ())]
            names += [name for name, _ in sheet.constants]
            names += [fields[name].currency for name in names if name in fields]
            self._seen[place] = tuple(fields[name] for name in dict.fromkeys(names) if name in fields)
        return self._seen[place]

    def _held(self, entry: Entry) -> RowPlan:
        row = self._begin(entry, State.HELD_BACK, entry.draft.values)
        row.uid, row.title = "", row.title or entry.draft.name
        row.problems = tuple(entry.draft.problems)
        row.candidates = entry.candidates
        return row

    def _need(self, entry: Entry, row: RowPlan) -> None:
        """Remember which new partners a row that is taken needs."""
        if not self._finder.beside:
            return
        said = [*row.values.values(), *(change.new for change in row.changes)]
        for values in (link.values for link in row.links):
            said.extend(values.values())
        for value in said:
            if isinstance(value, str) and value in self._finder.beside:
                self._needed.setdefault(value, entry)


def _new_partner(beside: Beside, entry: Entry) -> RowPlan:
    values = {"name": beside.name} | ({"country": beside.country} if beside.country else {})
    notes = [beside.note] if beside.note else []
    if beside.country:
        notes.append(tr("The country is that of the row."))
    return RowPlan(
        entry.draft.row, State.NEW, "partner", beside.uid, beside.name,
        why=tr("A new partner: nothing in the store is called that."), values=values, notes=tuple(notes),
    )  # fmt: skip


def _ordered(rows: list[RowPlan]) -> list[RowPlan]:
    return sorted(rows, key=lambda row: row.row)


def _skipped(sheet: SheetProposal) -> list[RowPlan]:
    """The rows of a table that are no records, each with the rule that says so."""
    table = sheet.table
    if table is None:
        return []
    rows = [
        RowPlan(skip.row, State.SKIPPED, until=skip.last, why=skip.why.sentence) for skip in table.skipped
    ]
    if table.has_header:
        rows.append(
            RowPlan(table.header_row, State.SKIPPED, until=table.first_row - 1, why=tr("The header."))
        )
    if sheet.into is None:
        rows += [RowPlan(row, State.SKIPPED, why=tr("The sheet is left out.")) for row, _ in table.rows()]
    return rows


def _account_for_the_rest(proposal: Proposal, sheets: list[SheetPlan]) -> None:
    """Put the rows that belong to no table, filled or empty, beside the last table of their sheet."""
    last = {sheet.proposal.sheet: sheet for sheet in sheets}
    for name, made in last.items():
        sheet = proposal.workbook.sheet(name)
        if sheet is None:
            continue
        tables = [each.proposal.table for each in sheets if each.proposal.sheet == name]
        why = Skip.NO_TABLE.sentence if any(tables) else made.proposal.why
        rest = {each.row for each in unclaimed(sheet, [table for table in tables if table is not None])}
        rows = [RowPlan(row, State.SKIPPED, why=why) for row in rest]
        there = rest | {
            number
            for each in sheets
            if each.proposal.sheet == name
            for row in each.rows
            for number in range(row.row, row.last + 1)
        }
        made.rows = _ordered([*made.rows, *rows, *_gaps(there, len(sheet.rows))])


def _gaps(there: set[int], last: int) -> Iterator[RowPlan]:
    """The runs of rows, up to the last filled one, that nothing stands in."""
    begin = 0
    for number in range(1, last + 2):
        if number <= last and number not in there:
            begin = begin or number
        elif begin:
            yield RowPlan(begin, State.SKIPPED, until=number - 1, why=Skip.EMPTY.sentence)
            begin = 0
