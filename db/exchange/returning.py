"""Workbooks that come back: which cells of them differ from what was exported.

A cell is compared with the one that was written for the same field of the same record, worked out anew from
the journal. So a value that a workbook can't hold as it is, or that was read back as something else, is no
change, and a row that nobody touched need not be read at all.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from db.exchange.as_exported import Standing, load_ties, makers, plain
from db.exchange.earlier import Earlier
from db.exchange.exported import Exported, ExportedSheet, exported
from db.exchange.header_words import PLACE, filled_by
from db.exchange.identity import store_id
from db.exchange.labels import Labels
from db.exchange.long_texts import restored
from db.exchange.lost_sheets import lost_sheets, said_of
from db.exchange.merging import RECORD, CellMerge, Choices, Side, Verdict
from db.exchange.plan import (
    CARDS,
    NOTE,
    UID,
    ColumnPlan,
    Mode,
    Origin,
    Proposal,
    RowPlan,
    SheetProposal,
    State,
)
from db.exchange.row_reader import Draft, LongTexts, RowReader
from db.exchange.sheets import NoteKind, Value, Workbook
from db.exchange.store_records import StoreRecords
from db.exchange.telling import tell
from db.fields import Kind
from db.journal import Batch, latest
from db.language import mark, tr, trn
from db.records import kind_fields

_NO_STATE = mark(
    "The workbook does not say when it was exported, so what changed here since can’t be told: filled cells "
    "are taken, empty ones change nothing."
)
_OTHER_STORE = mark(
    "The workbook was exported from another store, so what changed here since can’t be told: filled cells "
    "are taken, empty ones change nothing."
)
_NOT_THIS_PAST = mark(
    "The store does not have the state that was exported, as after restoring a backup, so what changed here "
    "since can’t be told: filled cells are taken, empty ones change nothing."
)
_NO_UIDS = mark(
    "The hidden column “uid” is gone, so rows are matched by what they say: filled cells are taken, empty "
    "ones change nothing, and deleted rows can’t be told."
)
_NO_LIST = mark("The hidden sheet of lists is gone, so rows that were deleted can’t be told.")

_AS_EXPORTED = frozenset({NoteKind.MERGED, NoteKind.PADDED, NoteKind.DIGITS, NoteKind.CUT, NoteKind.UNSURE})
"""Notes on cells that may hold what was exported all the same."""


def known_export(session: Session, workbook: Workbook) -> tuple[Exported | None, str]:
    """The export of this store that a workbook comes back from; else None and why it can't be told."""
    found = exported(workbook)
    if found is None:
        return None, tr(_NO_STATE)
    if found.store != store_id(session):
        return None, tr(_OTHER_STORE)
    batch = session.get(Batch, found.batch) if found.batch <= latest(session) else None
    # After a backup was restored the same number may be that of another batch, one of after the export.
    if batch is None or (found.at is not None and batch.at > found.at):
        return None, tr(_NOT_THIS_PAST)
    return found, ""


@dataclass(slots=True)
class Returned:
    """What is known of a row that came back: the record as it was exported, and the fields touched since.

    `base` has the stored values, `read_back` what their cells say when they are read. `columns` are those of
    touched cells. A record that is `gone` was deleted here since; with `wanted` it is brought back.
    """

    sheet: "ReturnedSheet"
    base: Mapping[str, Any]
    gone: bool = False
    wanted: bool = False
    columns: tuple[int, ...] = ()
    fields: tuple[str, ...] = ()
    read_back: Draft | None = None

    @property
    def is_touched(self) -> bool:
        """Whether any cell differs from what was exported."""
        return bool(self.columns)


class ReturnedSheet:
    """One table of a workbook that came back; `known` is how it went out, where the workbook still says it.

    `seen` are the uids that its rows have given so far.
    """

    def __init__(
        self, place: int, sheet: SheetProposal, known: ExportedSheet | None, returning: "Returning"
    ) -> None:
        assert sheet.into is not None and sheet.table is not None and returning.earlier is not None
        self.place, self.kind, self.known = place, sheet.into, known
        self.seen: set[str] = set()
        self.earlier = returning.earlier
        self._records, self._choices = returning.records, returning.choices
        self._sheet, self._notes = sheet, sheet.table.sheet.notes
        self._fields = kind_fields(sheet.into)
        self._makers = makers(sheet.into, sheet.columns, returning.labels)
        uid = sheet.column(UID)
        assert uid is not None
        self._uid = uid.index
        self._added: dict[str, Mapping[str, Any]] | None = None
        self._reader: RowReader | None = None
        self._further: LongTexts = {}
        self._load()

    def added_since(self, values: Mapping[str, Any]) -> str:
        """The record added since the export that says all of this, each for one row; empty where none does.

        It comes from an earlier import of the same workbook, where nothing else tells such records apart.
        """
        if self._added is None:
            new = self.earlier.added(self.kind)
            self._records.load(self.kind, new)
            self._added = {uid: self._records.values(self.kind, uid) for uid in new}
        said = {name: value for name, value in values.items() if name != NOTE}
        for uid, known in self._added.items() if said else ():
            if all(known.get(name) == value for name, value in said.items()):
                del self._added[uid]
                return uid
        return ""

    def begin(self, reader: RowReader, further: LongTexts) -> None:
        """Take what rows are read with; `further` are the rests of long texts."""
        self._reader, self._further = reader, further

    @property
    def exported_fields(self) -> list[str]:
        """The fields that the columns of the sheet show, in their order."""
        shown = (column.exported for column in self._sheet.columns if column.index in self._makers)
        return [name for name in shown if name]

    def read(self, row: int, cells: Mapping[int, Value]) -> tuple[Draft, Returned] | None:
        """What a row says beyond what was exported; None for one whose record was not there then."""
        assert self._reader is not None
        uid = self.uid(cells)
        if not uid or not self.earlier.has(self.kind, uid):
            return None
        self.seen.add(uid)
        base = self.earlier.values(self.kind, uid)
        there = self._records.has(self.kind, uid) or self._records.merged_into(self.kind, uid)
        returned = Returned(self, base, gone=not there)
        returned.columns = self._touched(row, uid, cells, base)
        if not returned.columns:
            return Draft(self.place, row, self.kind, uid), returned
        if returned.gone:
            returned.wanted = self._choices.side(self.place, uid, RECORD, Verdict.CONFLICT) is Side.THEIRS
        said = {
            index: self._whole(uid, index, cells[index])
            for index in self._read_for(returned)
            if index in cells
        }
        draft = self._reader.read(row, said)
        returned.fields = self._keep(draft, returned.columns)
        draft.uid = uid
        returned.read_back = self.read_stored(uid, returned, base, self.earlier)
        return draft, returned

    def read_stored(
        self, uid: str, returned: Returned, values: Mapping[str, Any], standing: Standing
    ) -> Draft:
        """What the touched cells would say if these values had been exported."""
        assert self._reader is not None
        cells = {
            index: self._makers[index](uid, values, standing)
            for index in self._read_for(returned)
            if index in self._makers
        }
        return self._reader.read(0, {index: value for index, value in cells.items() if value is not None})

    def uid(self, cells: Mapping[int, Value]) -> str:
        """The uid that a row gives; empty without one."""
        return tell(cells.get(self._uid)).casefold()

    def _load(self) -> None:
        """Read all records of the sheet and what its columns tie them to, each kind at once."""
        assert self._sheet.table is not None
        uids = [uid for _, cells in self._sheet.table.rows() if (uid := self.uid(cells))]
        self.earlier.load(self.kind, uids)
        uids += filter(None, [self._records.merged_into(self.kind, uid) for uid in uids])
        load_ties(self._records, self.kind, self.exported_fields, uids)

    def _touched(
        self, row: int, uid: str, cells: Mapping[int, Value], base: Mapping[str, Any]
    ) -> tuple[int, ...]:
        """The columns of the cells that differ from what was exported."""
        found = []
        for column in self._sheet.columns:
            index, target = column.index, column.target
            if target is None or target == UID:
                continue
            value = cells.get(index)
            note = self._notes.get((row, index))
            if note is not None and note.kind not in _AS_EXPORTED:
                found.append(index)
            elif maker := self._makers.get(index):
                was = maker(uid, base, self.earlier)
                if value != was and plain(self._whole(uid, index, value)) != plain(was):
                    found.append(index)
            elif plain(value) is not None and not target.startswith(f"{UID}:"):
                found.append(index)
        return tuple(found)

    def _whole(self, uid: str, index: int, value: Value) -> Value:
        """The value of a cell, a long text with what stands on the sheet of long texts."""
        if not isinstance(value, str) or not value.endswith("⟧"):
            return value
        target = next(column.target or "" for column in self._sheet.columns if column.index == index)
        return restored(value, self._further.get((uid, target), ()))

    def _read_for(self, returned: Returned) -> list[int]:
        """The columns to read for a row: touched ones; where phones are among them, also the country's."""
        touched = [column for column in self._sheet.columns if column.index in returned.columns]
        if not any(self._kind_of(column) is Kind.PHONES for column in touched):
            return [column.index for column in touched]
        return [
            column.index
            for column in self._sheet.columns
            if column in touched or self._kind_of(column) in _TELL_COUNTRY or column.target == PLACE
        ]

    def _kind_of(self, column: ColumnPlan) -> Kind | None:
        about = self._fields.get(column.target or "")
        return about.kind if about else None

    def _keep(self, draft: Draft, columns: Iterable[int]) -> tuple[str, ...]:
        """Take from a draft what its touched cells don't say; answers the fields that they do."""
        touched = [column for column in self._sheet.columns if column.index in columns]
        kept: dict[str, None] = {}
        for column in touched:
            target = (column.target or "").removeprefix(f"{UID}:")
            if target == NOTE and column.labelled:
                continue
            kept.update(dict.fromkeys(filled_by(self.kind, target)))
            about = self._fields.get(target)
            if about is not None and about.currency in draft.values:
                kept[about.currency] = None
        for said in (draft.values, draft.texts, draft.identities, draft.linked, draft.sums, draft.cells):
            for name in [name for name in said if name not in kept]:
                del said[name]
        headers = {column.header for column in touched}
        draft.problems = [problem for problem in draft.problems if problem.column in headers]
        return tuple(kept)


_TELL_COUNTRY = frozenset({Kind.COUNTRY, Kind.REFERENCE, Kind.LINKED})


class Returning:
    """A workbook, and the export of this store that it comes back from, where that can be told."""

    def __init__(self, session: Session, records: StoreRecords, proposal: Proposal, choices: Choices) -> None:
        self.records, self.choices = records, choices
        self.export, self._why = known_export(session, proposal.workbook)
        self.earlier = (
            Earlier(session, records, self.export.batch, self.export.audience) if self.export else None
        )
        self.labels = Labels(self.export.language if self.export else "en")
        self._cards = CARDS in proposal.workbook.properties
        self._lost_sheets = lost_sheets(proposal, self.export) if self.export else []
        self._written = {
            sheet.name
            for sheet in proposal.workbook.sheets
            if proposal.workbook.properties.get(f"Dateline sheet {sheet.name}")
        }
        self.sheets: dict[int, ReturnedSheet] = {}

    @property
    def origin(self) -> Origin | None:
        """The export, for a person."""
        export = self.export
        return Origin(export.batch, export.moment, export.audience.value) if export else None

    def sheet(self, place: int, sheet: SheetProposal) -> ReturnedSheet | None:
        """The sheet as one that came back; None where it is none, or does not say which record a row is.

        A sheet that only fills in blanks takes nothing else, whoever changed what.
        """
        if self.export is None or sheet.into is None or sheet.column(UID) is None or sheet.mode is Mode.FILL:
            return None
        known = self.export.sheet(sheet.sheet, sheet.into)
        self.sheets[place] = ReturnedSheet(place, sheet, known, self)
        return self.sheets[place]

    def remarks(self, place: int, sheet: SheetProposal) -> Iterator[str]:
        """What can't be told about a sheet any more; beside the first one also which sheets are gone."""
        if self._lost_sheets and place == min(self.sheets, default=0):
            yield said_of(self._lost_sheets)
        if self._cards or sheet.into is None or sheet.table is None:
            return
        back = self.sheets.get(place)
        if sheet.mode is Mode.FILL:
            return
        if back is None and sheet.column(UID) is not None:
            yield self._why
        elif back is None and self.export is not None and sheet.sheet in self._written:
            yield tr(_NO_UIDS)
        elif back is not None and back.known is None and not self.export_lists:
            yield tr(_NO_LIST)
        elif back is not None and not self._tells_deletions(back):
            known = back.known.uids if back.known else frozenset()
            yield trn(
                "Of {total} exported rows, {n} is not here. Nothing tells whether it was deleted or left "
                "out, so it stays.",
                "Of {total} exported rows, {n} are not here. Nothing tells whether they were deleted or left "
                "out, so they stay.",
                len(self._lost(back)),
                total=len(known),
            )

    @property
    def export_lists(self) -> bool:
        """Whether the workbook still says which rows and columns were exported."""
        return self.export is not None and bool(self.export.sheets)

    def missing(self, place: int) -> list[RowPlan]:
        """The records of a sheet that have no row any more, each as a proposal to delete it."""
        back = self.sheets.get(place)
        if back is None or not self._tells_deletions(back):
            return []
        rows = [self._missing(back, uid) for uid in self._lost(back) if self.records.has(back.kind, uid)]
        return sorted(rows, key=lambda row: (row.title, row.uid))

    def _missing(self, back: ReturnedSheet, uid: str) -> RowPlan:
        title = self.records.titles(back.kind)[uid]
        side = self.choices.deletion(back.place, uid)
        changed = back.earlier.changed(back.kind, uid)
        verdict = Verdict.CONFLICT if changed else Verdict.THEIRS
        cell = CellMerge(RECORD, back.earlier.title(back.kind, uid), title, None, verdict, None, side)
        state = {Side.THEIRS: State.DELETED, Side.OURS: State.UNCHANGED, None: State.MISSING}[side]
        why = tr("It was exported and its row is gone.")
        if changed:
            why = tr("It was exported and its row is gone; here it was changed since.")
        return RowPlan(0, state, back.kind, uid, title, why=why, cells=(cell,))

    def _lost(self, back: ReturnedSheet) -> list[str]:
        """The uids of the rows that were exported on a sheet and are nowhere in the workbook."""
        if back.known is None or back is not self._first(back.known):
            return []
        seen = {uid for sheet in self.sheets.values() if sheet.kind == back.kind for uid in sheet.seen}
        return [uid for uid in back.known.uids if uid not in seen]

    def _first(self, known: ExportedSheet) -> ReturnedSheet:
        """The first of the tables that one exported sheet may have become."""
        return next(sheet for sheet in self.sheets.values() if sheet.known is known)

    def _tells_deletions(self, back: ReturnedSheet) -> bool:
        """Whether enough of a sheet is here to take what is gone for deleted and not for filtered out."""
        known = back.known.uids if back.known else frozenset()
        return 2 * len(self._lost(back)) <= len(known)
