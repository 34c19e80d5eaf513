"""What pasted cells would do, before anything is written: what changes, what is new, what is unclear."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from db.exchange.compound import family_first_in, read_name
from db.exchange.header_words import NAME, by_header, has_compound
from db.fields import Field, Kind
from db.language import tr
from db.names import fold
from db.queries import DERIVED, Row, column_fields, link_ends, rows_by_uid, titles, uids_of
from db.understanding import Context, understand
from db.writer import Writer
from desktop.records.cell_text import edit_text
from desktop.records.clipboard import Cells

UID = "uid"
"""The header of the column that says which record a row is."""

SURE = 2
"""How surely a header must name a field (see `by_header`): by its very words, or nearly so."""


@dataclass(frozen=True)
class Target:
    """Where cells are pasted: the columns from the current one on, the rows from the current one down."""

    kind: str
    columns: tuple[str, ...]
    ids: Sequence[int]


@dataclass(frozen=True)
class Finding:
    """A pasted cell to look at, or a whole column (row 0). What `stops` keeps its row from being pasted."""

    row: int
    column: str
    text: str
    why: str
    stops: bool = False


@dataclass(frozen=True)
class PlannedRow:
    """One row to paste: the record it changes, or a new one; `ties` are uids to tie it to, by field."""

    number: int
    uid: str
    is_new: bool
    values: dict[str, Any] = field(default_factory=dict)
    ties: dict[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class PastePlan:
    """All rows that can be pasted, how many can't, and what to look at before."""

    kind: str
    rows: tuple[PlannedRow, ...]
    left_out: int
    findings: tuple[Finding, ...]


def header_of(kind: str, first: Sequence[str]) -> list[str | None] | None:
    """The fields that a header names, None for one that names none; None where the row is no header."""
    names = [_named(kind, text) for text in first]
    named = sum(name is not None for name in names)
    filled = sum(bool(text.strip()) for text in first)
    return names if named and named * 2 >= filled and (named > 1 or filled == 1) else None


def plan(session: Session, target: Target, cells: Cells, how: Context) -> PastePlan:
    """What pasting `cells` would do; the first row may be a header."""
    header = header_of(target.kind, cells[0])
    if header is not None and len(cells) == 1 and len(cells[0]) == 1:
        header = None
    reading = _Reading(session, target.kind, how)
    if header is None:
        names: list[str | None] = [*target.columns[: len(cells[0])]]
        names += [None] * (len(cells[0]) - len(names))
        heads = [reading.label(name) for name in names]
        uids = uids_of(session, target.kind, list(target.ids[: len(cells)]))
        rows = list(zip([*uids, *[""] * (len(cells) - len(uids))], cells, strict=True))
    else:
        names, heads = list(header), list(cells[0])
        place = names.index(UID) if UID in names else -1
        rows = [(row[place].strip() if place >= 0 else "", row) for row in cells[1:]]
    return reading.plan(names, heads, rows)


def write(writer: Writer, made: PastePlan) -> list[str]:
    """Write a plan; answers the uids of its records in order."""
    writer.load(made.kind, [row.uid for row in made.rows if not row.is_new])
    uids = []
    for row in made.rows:
        if row.is_new:
            uids.append(writer.create(made.kind, row.values, uid=row.uid or None))
        else:
            writer.update(made.kind, row.uid, row.values)
            uids.append(row.uid)
        for name, others in row.ties.items():
            about = column_fields(made.kind)[name]
            near, far = link_ends(made.kind, about)
            for other in others:
                writer.create(about.through, {near: uids[-1], str(far): other})
    return uids


class _Reading:
    """Understands pasted cells of one kind of record, with the store at hand."""

    def __init__(self, session: Session, kind: str, how: Context) -> None:
        self._session = session
        self._kind = kind
        self._fields = column_fields(kind)
        self._how = replace(how, reference=self._find)
        self._found: dict[tuple[str, str], str | None] = {}
        self._findings: list[Finding] = []
        self._family_first: bool | None = None

    def label(self, name: str | None) -> str:
        """The header of a column."""
        return self._fields[name].label if name else ""

    def plan(
        self, names: Sequence[str | None], heads: Sequence[str], rows: Sequence[tuple[str, list[str]]]
    ) -> PastePlan:
        """The plan for rows, each with the uid that it has or "", and cells under `names`."""
        used = list(self._usable(names, heads))
        for place, name, head in used:
            if name == "title":
                self._family_first, _ = family_first_in(head, [cells[place] for _, cells in rows])
        there = {row.uid: row for row in rows_by_uid(self._session, self._kind, _uids(rows))}
        planned = [
            self._row(number, uid, there.get(uid), [(name, head, cells[place]) for place, name, head in used])
            for number, (uid, cells) in enumerate(rows, 1)
            if any(text.strip() for text in cells)
        ]
        stopped = {finding.row for finding in self._findings if finding.stops}
        kept = tuple(row for row in planned if row.number not in stopped)
        return PastePlan(self._kind, kept, len(planned) - len(kept), tuple(self._findings))

    def _usable(self, names: Sequence[str | None], heads: Sequence[str]) -> Iterator[tuple[int, str, str]]:
        seen: set[str] = set()
        for place, (name, head) in enumerate(zip(names, heads, strict=True)):
            if name == UID:
                continue
            why = self._why_not(name, seen)
            if why or name is None:
                self._findings.append(Finding(0, head, "", why))
                continue
            seen.add(name)
            yield place, name, head

    def _why_not(self, name: str | None, seen: set[str]) -> str:
        """Why a column can't be pasted; empty where it can."""
        if name is None:
            return tr("No field has this name, so the column is left out.")
        about = self._fields[name]
        if name in seen:
            return tr("There is another column for {field}, so this one is left out.", field=about.label)
        if name in DERIVED and name != "title":
            return tr("Dateline keeps this itself, so the column is left out.")
        if about.kind is Kind.LINKED and about.through == about.to:
            return tr("These are records of their own; add them in the form. The column is left out.")
        return ""

    def _row(
        self, number: int, uid: str, there: Row | None, cells: Sequence[tuple[str, str, str]]
    ) -> PlannedRow:
        values: dict[str, Any] = {}
        ties: dict[str, tuple[str, ...]] = {}
        for name, head, text in cells:
            about = self._fields[name]
            if there is not None and text == edit_text(about, there, self._how):
                continue
            if name == "title":
                values |= self._name(number, head, text, there)
                continue
            understood = understand(about, text, self._how)
            problem = understood.problem
            if about.required and not problem and understood.value == about.empty:
                problem = tr("{field} can't be empty.", field=about.label)
            self._tell(number, head, text, problem, understood.note)
            if problem:
                continue
            if about.kind is Kind.LINKED:
                ties[name] = _missing(understood.value, there, name)
            else:
                values[name] = understood.value
                if about.currency and understood.currency:
                    values.setdefault(about.currency, understood.currency)
        return PlannedRow(number, uid if there or _is_uid(uid) else "", there is None, values, ties)

    def _name(self, number: int, head: str, text: str, there: Row | None) -> dict[str, Any]:
        """The parts of a composed name; only a new record takes them, as nobody can tell what changed."""
        if not text.strip():
            return {}
        if there is not None or self._kind != "contact":
            why = tr("The name is put together from other fields. Paste those instead.")
            self._findings.append(Finding(number, head, text, why, stops=True))
            return {}
        parts = read_name(text, self._family_first)
        self._tell(number, head, text, parts.problem, " ".join(parts.notes))
        if parts.rest:
            why = tr("“{rest}” is no part of a name and is left out.", rest=parts.rest)
            self._findings.append(Finding(number, head, text, why))
        return parts.values

    def _tell(self, number: int, head: str, text: str, problem: str, note: str) -> None:
        if problem or note:
            self._findings.append(Finding(number, head, text, problem or note, bool(problem)))

    def _find(self, about: Field, text: str) -> str | None:
        """The uid of the one record that is called so; None where there is none, or more than one."""
        key = (about.to, fold(text))
        if key not in self._found:
            same = [ref.uid for ref in titles(self._session, about.to, text) if fold(ref.title) == key[1]]
            self._found[key] = same[0] if len(same) == 1 else None
        return self._found[key]


def _named(kind: str, header: str) -> str | None:
    """The field that a header names as surely as by its own words; None where it names none."""
    if fold(header) == UID:
        return UID
    found = by_header(kind, header)
    if found is not None and found.strength >= SURE:
        compound = has_compound(kind, found.target)
        return found.target if not compound else "title" if found.target == NAME else None
    labels = {fold(label): name for name, about in DERIVED.items() for label in (about.label, about.english)}
    return labels.get(fold(header))


def _missing(wanted: Any, there: Row | None, name: str) -> tuple[str, ...]:
    held = {ref.uid for ref in there.values.get(name) or ()} if there else set()
    return tuple(uid for uid in wanted or () if uid not in held)


def _uids(rows: Sequence[tuple[str, list[str]]]) -> list[str]:
    return [uid for uid, _ in rows if uid]


def _is_uid(text: str) -> bool:
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False
