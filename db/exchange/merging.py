"""Three-way merging, on values alone: what was exported, what we have now, what came back.

Nothing here knows of workbooks or of the store. `base` is the value as it was exported, `ours` the one of
now, `theirs` the one that came back, all three as Python values of the field's kind.
"""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from db.language import mark, tr
from db.values import Reach

RECORD = ""
"""The field of a `CellMerge` that is about the record as a whole: it was deleted here or there."""


class Side(StrEnum):
    """Whose value is taken."""

    THEIRS = "theirs"
    OURS = "ours"


class Verdict(StrEnum):
    """What became of a cell since the export; the value is the phrase for a person."""

    UNTOUCHED = mark("Untouched")
    THEIRS = mark("Changed by them")
    OURS = mark("Changed by us")
    ALIKE = mark("Changed by both alike")
    CONFLICT = mark("In conflict")

    @property
    def label(self) -> str:
        """The phrase in the language in use."""
        return tr(self.value)


@dataclass(frozen=True, slots=True)
class CellMerge:
    """One cell of a workbook that came back; untouched ones have none.

    The three values are those of the field's kind: uids for a REFERENCE, tuples of titles for a LINKED
    field, for `RECORD` its title, or None where it was deleted. `merged` is what taking theirs comes to: in
    lists, what we added stays. `side` is whose is taken; None for a conflict that nobody has decided, where
    ours stays.
    """

    field: str
    base: Any
    ours: Any
    theirs: Any
    verdict: Verdict
    merged: Any
    side: Side | None = None

    @property
    def is_open(self) -> bool:
        """Whether a person still has to decide."""
        return self.verdict is Verdict.CONFLICT and self.side is None

    @property
    def is_to_decide(self) -> bool:
        """Whether a person can: what only we changed, or both alike, is as it is."""
        return self.verdict in (Verdict.THEIRS, Verdict.CONFLICT)


@dataclass(frozen=True)
class Choices:
    """What a person chose about a workbook that came back; what is most particular wins.

    Keys begin with the place of the table in the proposal. Then comes the uid of the record, the name of the
    field, or both. What nothing decides is theirs where only they changed it, ours, and open, in a conflict.
    `deletions` is about rows that are gone from the workbook: these are deleted only where it or a row says
    so. `new` are rows without a record, by table and row as Excel counts it: ours leaves them out.
    """

    cells: Mapping[tuple[int, str, str], Side] = field(default_factory=dict)
    rows: Mapping[tuple[int, str], Side] = field(default_factory=dict)
    columns: Mapping[tuple[int, str], Side] = field(default_factory=dict)
    new: Mapping[tuple[int, int], Side] = field(default_factory=dict)
    everything: Side | None = None
    conflicts: Side | None = None
    deletions: Side | None = None

    def side(self, sheet: int, uid: str, name: str, verdict: Verdict) -> Side | None:
        """Whose value a cell takes; None for a conflict that nothing decides."""
        chosen = (
            self.cells.get((sheet, uid, name))
            or self.rows.get((sheet, uid))
            or self.columns.get((sheet, name))
            or self.everything
        )
        if verdict is Verdict.CONFLICT:
            return chosen or self.conflicts
        return (chosen or Side.THEIRS) if verdict is Verdict.THEIRS else Side.OURS

    def deletion(self, sheet: int, uid: str) -> Side | None:
        """Whether a row that is gone is deleted here, too (theirs); None where nobody has said."""
        return self.cells.get((sheet, uid, RECORD)) or self.rows.get((sheet, uid)) or self.deletions

    def addition(self, sheet: int, row: int) -> Side:
        """Whether a row without a record is taken (theirs)."""
        return self.new.get((sheet, row)) or self.everything or Side.THEIRS


NO_CHOICES = Choices()


@dataclass(frozen=True, slots=True)
class Merged:
    """How three values merge: the verdict, and what taking theirs comes to."""

    verdict: Verdict
    value: Any


def merge(base: Any, ours: Any, theirs: Any) -> Merged:
    """Three values of which the whole counts: texts, dates, amounts."""
    if theirs == base:
        return Merged(Verdict.UNTOUCHED if ours == base else Verdict.OURS, ours)
    if theirs == ours:
        return Merged(Verdict.ALIKE, ours)
    return Merged(Verdict.THEIRS if ours == base else Verdict.CONFLICT, theirs)


def merge_lists(base: Sequence[Any], ours: Sequence[Any], theirs: Sequence[Any]) -> Merged:
    """Three lists, entry by entry. Phones and e-mails are told apart by what they come to.

    Only an entry that both changed differently, or one changed and the other removed, is a conflict. Where
    we changed nothing theirs is taken as it stands, its order too.
    """
    whole = merge(tuple(base), tuple(ours), tuple(theirs))
    if whole.verdict is not Verdict.CONFLICT:
        return whole
    known, mine, came = (_by_key(entries) for entries in (base, ours, theirs))
    if known is None or mine is None or came is None:
        return whole
    merged, clash = _merge_entries(known, mine, came)
    if clash:
        return Merged(Verdict.CONFLICT, merged)
    return Merged(Verdict.ALIKE if merged == tuple(ours) else Verdict.THEIRS, merged)


_Entries = dict[Hashable, Any]


def _by_key(entries: Sequence[Any]) -> _Entries | None:
    """The entries by what they are told by; None where two are told by the same."""
    found = {entry_key(entry): entry for entry in entries}
    return found if len(found) == len(entries) else None


def entry_key(entry: Any) -> Hashable:
    """What an entry of a list is told by: a number or an address by what it comes to."""
    if isinstance(entry, Reach):
        return (entry.normal or " ".join(entry.value.split())).casefold()
    key: Hashable = entry
    return key


def _merge_entries(base: _Entries, ours: _Entries, theirs: _Entries) -> tuple[tuple[Any, ...], bool]:
    """The entries with their changes in ours, and whether any clashes; theirs is taken where one does."""
    merged: list[Any] = []
    clash = False
    for key in (*ours, *(key for key in theirs if key not in ours)):
        entry = merge(base.get(key), ours.get(key), theirs.get(key))
        clash = clash or entry.verdict is Verdict.CONFLICT
        merged += [] if entry.value is None else [entry.value]
    return tuple(merged), clash


def merge_ties(base: frozenset[str], ours: frozenset[str], theirs: frozenset[str]) -> Merged:
    """Three sets of what a record is tied to: never a conflict, for what we tied to it since stays."""
    merged = (ours - (base - theirs)) | (theirs - base)
    if theirs == base:
        return Merged(Verdict.UNTOUCHED if ours == base else Verdict.OURS, ours)
    return Merged(Verdict.ALIKE if merged == ours else Verdict.THEIRS, merged)


def in_stored_form(is_list: bool, theirs: Any, read_back: Any, stored: Any) -> Any:
    """What came back, with the value that is stored in place of one that would read back like it.

    `read_back` is what `stored` gives when it is exported and read again: a text may lose blanks, a number
    the way in which it was typed. In lists that holds for each entry.
    """
    if theirs == read_back:
        return stored
    if not is_list or len(read_back) != len(stored):
        return theirs
    known = dict(zip(read_back, stored, strict=True))
    return tuple(known.get(entry, entry) for entry in theirs)
