"""Merging a row that came back with the record as it stands: the verdict of each cell, and what to write."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from db.exchange.as_exported import Now
from db.exchange.comparing import with_lines
from db.exchange.compound import Sum
from db.exchange.finding import Entry
from db.exchange.linking import Linker, is_sum, part_values
from db.exchange.merging import (
    RECORD,
    CellMerge,
    Choices,
    Merged,
    Side,
    Verdict,
    in_stored_form,
    merge,
    merge_lists,
    merge_ties,
)
from db.exchange.plan import NOTE, FieldChange, LinkPlan
from db.exchange.returning import Returned
from db.exchange.store_records import StoreRecords, Tie, compose_title
from db.fields import Field, Kind
from db.language import tr
from db.personal.objections import KIND, lifts
from db.queries import link_ends
from db.records import kind_fields
from db.title_lists import listed


@dataclass(slots=True)
class _Retied:
    """What a touched LINKED cell says: new ties by uid or amount, and those of now that are to go."""

    added: list[str | Sum]
    gone: list[Tie]
    verdict: Verdict


class RowMerger:
    """Merges the rows of one workbook."""

    def __init__(self, records: StoreRecords, choices: Choices, linker: Linker) -> None:
        self._records = records
        self._choices = choices
        self._linker = linker

    def merge(self, entry: Entry, ours: Mapping[str, Any], links: list[LinkPlan]) -> Iterator[CellMerge]:
        """The cells that somebody changed, in the order of the columns; ties to make or undo go to `links`.

        `ours` are the values of the record as it stands.
        """
        returned, fields = _of(entry), kind_fields(entry.draft.kind)
        remarks = [NOTE] if entry.draft.remarks else []
        for name in dict.fromkeys((*returned.sheet.exported_fields, *returned.fields, *remarks)):
            about = fields.get(name)
            if about is None:
                continue
            if about.kind is Kind.LINKED:
                cell = self._tied(entry, about, links)
            elif name == NOTE and remarks:
                cell = self._noted(entry, about, ours)
            else:
                cell = self._cell(entry, about, ours)
            if cell.verdict is not Verdict.UNTOUCHED:
                yield cell

    def changes(self, entry: Entry, ours: Mapping[str, Any], cells: list[CellMerge]) -> list[FieldChange]:
        """What is written of the cells of a row. A field that must have a value and loses it is refused."""
        changes = []
        fields = kind_fields(entry.draft.kind)
        for cell in cells:
            if cell.side is not Side.THEIRS or cell.merged == cell.ours or not cell.is_to_decide:
                continue
            about = fields[cell.field]
            if about.required and cell.merged == about.empty:
                header = entry.draft.headers.get(cell.field, about.label)
                entry.draft.refuse(header, "", tr("“{field}” can’t be empty.", field=about.label))
            changes.append(FieldChange(cell.field, cell.ours, cell.merged))
        return changes

    def record(self, entry: Entry, title: str) -> CellMerge:
        """The verdict on a record that was deleted here since the export."""
        returned, draft = _of(entry), entry.draft
        if not returned.is_touched:
            return CellMerge(RECORD, title, None, title, Verdict.OURS, None, Side.OURS)
        side = self._choices.side(draft.sheet, draft.uid, RECORD, Verdict.CONFLICT)
        return CellMerge(RECORD, title, None, title, Verdict.CONFLICT, title, side)

    def restored(self, entry: Entry) -> dict[str, Any]:
        """The values of a deleted record that is brought back, with what they changed.

        What it refers to and is deleted, too, stays out; its row is refused where it can't do without.
        """
        base = _of(entry).base
        values = dict(base)
        for name in _of(entry).fields:
            about = kind_fields(entry.draft.kind)[name]
            if about.is_stored:
                values[name] = self._theirs(entry, about, base.get(name, about.empty))
        values[NOTE] = with_lines(values.get(NOTE), entry.draft.remarks)
        for about in kind_fields(entry.draft.kind).values():
            lost = about.kind is Kind.REFERENCE and values.get(about.name)
            if lost and lost not in self._records.titles(about.to):
                values[about.name] = None
            if about.required and about.is_stored and values.get(about.name) == about.empty:
                why = tr("“{field}” can’t be empty.", field=about.label)
                entry.draft.refuse(entry.draft.headers.get(about.name, about.label), "", why)
        return values

    def _cell(self, entry: Entry, about: Field, ours: Mapping[str, Any]) -> CellMerge:
        name = about.name
        base, own = _of(entry).base.get(name, about.empty), ours.get(name, about.empty)
        theirs = self._theirs(entry, about, own) if name in _of(entry).fields else base
        merged = merge_lists(base, own, theirs) if about.is_list else merge(base, own, theirs)
        return self._decided(entry, name, (base, own, theirs), merged)

    def _noted(self, entry: Entry, about: Field, ours: Mapping[str, Any]) -> CellMerge:
        """The note where columns that others added go into it, too: their lines come behind what is there."""
        base, own, remarks = _of(entry).base.get(NOTE), ours.get(NOTE), entry.draft.remarks
        if NOTE in _of(entry).fields:
            said = with_lines(self._theirs(entry, about, own), remarks)
            return self._decided(entry, NOTE, (base, own, said), merge(base, own, said))
        merged = with_lines(own, remarks)
        verdict = Verdict.THEIRS if merged != own else Verdict.UNTOUCHED if own == base else Verdict.OURS
        return self._decided(entry, NOTE, (base, own, with_lines(base, remarks)), Merged(verdict, merged))

    def _decided(self, entry: Entry, name: str, values: tuple[Any, Any, Any], merged: Merged) -> CellMerge:
        draft, verdict = entry.draft, merged.verdict
        if (
            draft.kind == KIND
            and verdict is Verdict.THEIRS
            and lifts({name: values[1]}, {name: merged.value})
        ):
            verdict = Verdict.CONFLICT  # nobody else takes back an objection
        side = self._choices.side(draft.sheet, draft.uid, name, verdict)
        return CellMerge(name, *values, verdict, merged.value, side)

    def _theirs(self, entry: Entry, about: Field, own: Any) -> Any:
        """The value of a touched cell, with what is stored in place of what only reads like it."""
        returned, name = _of(entry), about.name
        said = entry.draft.values.get(name, about.empty)
        if about.kind is Kind.REFERENCE:
            return said
        base = returned.base.get(name, about.empty)
        shown = name in returned.sheet.exported_fields
        assert returned.read_back is not None
        read = returned.read_back.values.get(name, base if shown else about.empty)
        theirs = in_stored_form(about.is_list, said, read, base)
        if own in (base, theirs):
            return theirs
        now = returned.sheet.read_stored(
            entry.uid, returned, {**returned.base, name: own}, Now(self._records)
        )
        again = now.values.get(name, own if shown else about.empty)
        return in_stored_form(about.is_list, theirs, again, own)

    def _tied(self, entry: Entry, about: Field, links: list[LinkPlan]) -> CellMerge:
        """The verdict on a LINKED cell, by what it ties the record to."""
        kind, name = entry.draft.kind, about.name
        # A record that was merged since had ties of its own.
        base = _of(entry).sheet.earlier.ties(kind, about, entry.draft.uid or entry.uid)
        now = self._records.ties(kind, name, entry.uid)
        was, stands = _titles(base), _titles(now)
        if name not in _of(entry).fields:
            same = base is now or {tie.uid for tie in base} == {tie.uid for tie in now}
            verdict = Verdict.UNTOUCHED if same else Verdict.OURS
            return CellMerge(name, was, stands, was, verdict, stands, Side.OURS)
        money = link_ends(kind, about)[1] is None
        found = self._sums(entry, about, base, now) if money else self._links(entry, about, base, now)
        titles = tuple(self._title(about, each) for each in found.added)
        merged = (*_titles([tie for tie in now if tie not in found.gone]), *titles)
        theirs = tuple(listed(entry.draft.cells.get(name, "")))
        cell = self._decided(entry, name, (was, stands, theirs), Merged(found.verdict, merged))
        if cell.side is Side.THEIRS and cell.is_to_decide:
            links.extend(self._linker.retie(entry, about, found.added, found.gone))
        return cell

    def _links(self, entry: Entry, about: Field, base: list[Tie], now: list[Tie]) -> _Retied:
        said = entry.linked.get(about.name, [])
        was, stands, theirs = (
            frozenset(each) for each in ((t.far for t in base), (t.far for t in now), said)
        )
        merged = merge_ties(was, stands, theirs)
        added = [uid for uid in said if uid not in was and uid not in stands]
        gone = [tie for tie in now if tie.far in was - theirs]
        return _Retied([*added], gone, self._clash(entry, about, base, gone) or merged.verdict)

    def _sums(self, entry: Entry, about: Field, base: list[Tie], now: list[Tie]) -> _Retied:
        """The same for amounts: one that stays the same stays tied, whatever else was said of it."""
        returned = _of(entry)
        assert returned.read_back is not None
        read = returned.read_back.sums.get(about.name, [])
        left = Counter(entry.draft.sums.get(about.name, []))
        lost: set[str] = set()
        # Where an amount could not be read back, none of them can be told: nothing goes.
        for tie, each in zip(base, read, strict=False) if len(base) == len(read) else ():
            if left[each]:
                left[each] -= 1
            else:
                lost.add(tie.uid)
        added = list(left.elements())
        gone = [tie for tie in now if tie.uid in lost]
        new = [each for each in added if not any(is_sum(about, tie, each) for tie in now)]
        verdict = Verdict.THEIRS if new or gone else Verdict.ALIKE if added or lost else Verdict.UNTOUCHED
        return _Retied([*new], gone, self._clash(entry, about, base, gone) or verdict)

    def _clash(self, entry: Entry, about: Field, base: list[Tie], gone: list[Tie]) -> Verdict | None:
        """A conflict where a tie that they removed is one that we changed."""
        known = {tie.uid for tie in base}
        earlier = _of(entry).sheet.earlier
        changed = any(tie.uid in known and earlier.changed(about.through, tie.uid) for tie in gone)
        return Verdict.CONFLICT if changed else None

    def _title(self, about: Field, added: str | Sum) -> str:
        if isinstance(added, str):
            return self._records.titles(about.to).get(added, "")
        return compose_title(about.through, part_values(about, added))


def _of(entry: Entry) -> Returned:
    assert entry.returned is not None
    return entry.returned


def _titles(ties: list[Tie]) -> tuple[str, ...]:
    return tuple(tie.title for tie in ties if tie.title)
