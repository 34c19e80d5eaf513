"""Which state of each record is the truth.

It is what the file says where the journal agrees, else what the journal says, else the backup. Whatever is
not certain is noted, record by record.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from db.encoding import from_json
from db.fields import Field, Kind
from db.language import language, tr
from db.records import RECORDS
from db.rescue.reading import Ref, Row, Source, Told, with_parts
from db.rescue.report import Fate, Note
from db.rescue.telling import Journal, Standing, joined, lines_of, over, replayed
from db.stored_values import differing
from db.understanding import shown
from db.writer import stored_fields

LONGEST_SHOWN = 60
"""Characters of a value that a report quotes."""


@dataclass
class Outcome:
    """What is to be in the rebuilt store, and what was noted on the way."""

    journal: Journal
    told: dict[Ref, Standing]
    records: dict[Ref, Row] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)


def decide(file: Source, backup: Source | None, day: str) -> Outcome:
    """Choose the state of every record that any of the sources tells of; `day` names that of the backup."""
    journal = joined(file, backup)
    decision = _Decision(file, backup, day, Outcome(journal, replayed(journal)))
    decision.take_all()
    return decision.outcome


class _Decision:
    """The sources side by side, and what was decided so far."""

    def __init__(self, file: Source, backup: Source | None, day: str, outcome: Outcome) -> None:
        self.file = file
        self.backup = backup or Source()
        self.day = day
        self.outcome = outcome
        self.journal = outcome.journal
        self.erased = file.erased | self.backup.erased
        self.gone = with_parts(self.erased, self.backup) | self.erased
        wanted = set(self.backup.records)
        self.lines: dict[Ref, list[Told]] = {} if self.journal.is_whole else lines_of(self.journal, wanted)

    def take_all(self) -> None:
        """Decide about every record, those that stand in the file first."""
        unknown: list[Ref] = []
        for ref, row in self.file.records.items():
            told = self._told(ref)
            if ref[1] in self.erased:
                continue
            if told is None:
                unknown.append(ref)
            elif told.exists is False:
                self._take_deleted(ref, row, told)
            else:
                self._take_standing(ref, row, told)
        others = {**self.outcome.told, **self.backup.records, **self.file.known}
        for ref in others:
            if ref not in self.file.records and ref[1] not in self.gone:
                self._take_absent(ref, self._told(ref))
        for ref in unknown:
            self._take_unknown(ref, self.file.records[ref])
        self._release()

    def _told(self, ref: Ref) -> Standing | None:
        """How a record stands by the journal, on top of the backup where the journal's start is missing."""
        told, row = self.outcome.told.get(ref), self.backup.records.get(ref)
        is_whole = told is not None and told.exists is not None and not told.is_broken
        if row is None or is_whole or self.journal.is_whole:
            return told
        return over(told or Standing(), self.lines.get(ref, ()), row.values, self.backup.last_change)

    def _take_standing(self, ref: Ref, row: Row, told: Standing) -> None:
        """A record that stands in the file and, as far as is known, in the journal: field by field."""
        values, fields = dict(row.values), stored_fields(RECORDS[ref[0]])
        unconfirmed = unreadable = False
        suspects = {*differing(row.values, told.values), *row.faults}
        for name in (name for name in fields if name in suspects):
            line = told.knows(name)
            journal_value = told.values.get(name)
            if line is None:
                unreadable = unreadable or name in row.faults
                unconfirmed = True
                continue
            sure = self.journal.is_sure_after(line)
            if name in row.faults:
                _set(values, name, journal_value)
                self._note(ref, values, *self._from_history(fields[name], sure))
            elif sure and not self._backup_says(ref, name, line, row.values.get(name)):
                _set(values, name, journal_value)
                self._note_two(ref, values, fields[name], journal_value, row.values.get(name))
            else:
                self._note_two(ref, values, fields[name], row.values.get(name), journal_value)
        if told.start is None and not unconfirmed:
            unconfirmed = any(told.knows(name) is None for name in values)
        if unreadable:
            self._note(ref, values, Fate.INCOMPLETE, tr("some fields can't be read, and its history is lost"))
        elif unconfirmed and row.values != getattr(self.backup.records.get(ref), "values", None):
            self._note(ref, values, Fate.UNCONFIRMED, tr("as it was read"))
        self._keep(ref, values, row)

    def _take_deleted(self, ref: Ref, row: Row, told: Standing) -> None:
        """A record that stands in the file and was deleted by the journal."""
        # A damaged line of the journal may be about another record than it says: no row is dropped for it.
        if self.journal.is_sure_after(told.last) and "change" in self.file.whole:
            self._note(ref, row.values, Fate.DROPPED, tr("it was deleted; a damaged page still has it"))
            return
        self._note(ref, row.values, Fate.DOUBTFUL, tr("it was deleted once; whether it came back is lost"))
        self._keep(ref, row.values, row)

    def _take_absent(self, ref: Ref, told: Standing | None) -> None:
        """A record that the file does not show."""
        kind = ref[0]
        sure = told is not None and self.journal.is_sure_after(told.last)
        is_gone = not sure and kind in self.file.whole
        if is_gone or (told is not None and told.exists is False and (sure or ref not in self.file.known)):
            return
        held = self.backup.records.get(ref)
        if told is not None and told.exists is False:
            self._note(ref, told.before, Fate.OUTDATED, tr("as it was before it was deleted once"))
            self._keep(ref, told.before, held)
        elif told is not None:
            self._take_history(ref, told, sure)
        elif held is not None:
            self._note(ref, held.values, Fate.OUTDATED, tr("as in the backup of {day}", day=self.day))
            self._keep(ref, held.values, held)
        else:
            title = self.file.known[ref][1]
            why = tr("neither the record nor its history can be read")
            self.outcome.notes.append(Note(kind, ref[1], title, Fate.MISSING, why))

    def _take_history(self, ref: Ref, told: Standing, sure: bool) -> None:
        fields = stored_fields(RECORDS[ref[0]])
        if told.exists is None and not all(told.knows(name) is not None for name in fields):
            why = tr("only what was changed later is known of it")
            self._note(ref, told.values, Fate.INCOMPLETE, why)
        elif sure and not told.is_broken:
            self._note(ref, told.values, Fate.REBUILT, tr("from its history, nothing is missing"))
        else:
            at = self.journal.batches.get(told.batch, {}).get("at")
            day = f"{at.replace(tzinfo=dt.UTC).astimezone():%d.%m.%Y %H:%M}" if at else self.day
            why = tr("as it was on {day}; later changes or its deletion may be lost", day=day)
            self._note(ref, told.values, Fate.OUTDATED, why)
        self._keep(ref, told.values, self.backup.records.get(ref))

    def _take_unknown(self, ref: Ref, row: Row) -> None:
        """A row that the journal does not tell of: a damaged copy, or a record whose history is lost."""
        if not self.journal.is_whole and not row.faults:
            held = self.backup.records.get(ref)
            if held is None or held.values != row.values:
                self._note(ref, row.values, Fate.UNCONFIRMED, tr("as it was read"))
            self._keep(ref, row.values, row)
            return
        twin = self._of_same_number(ref, row)
        if twin is not None or row.faults:
            why = tr("a damaged row of which the history knows nothing; it is in the file that is kept")
            self._note(ref, row.values, Fate.DROPPED, why)
            return
        self._note(ref, row.values, Fate.DOUBTFUL, tr("the history knows nothing of it; look at it"))
        self._keep(ref, row.values, row)

    def _of_same_number(self, ref: Ref, row: Row) -> Ref | None:
        """A record, rebuilt from its history, of which a row with another uid is a damaged copy."""
        for other, kept in self.outcome.records.items():
            if other[0] == ref[0] and other not in self.file.records:
                names = {*kept.values, *row.values}
                if 2 * len(differing(kept.values, row.values)) < len(names) or kept.number == row.number:
                    return other
        return None

    def _backup_says(self, ref: Ref, name: str, line: int, value: Any) -> bool:
        """Whether the backup confirms the value of the file against a damaged line of the journal."""
        held = self.backup.records.get(ref)
        return held is not None and line <= self.backup.last_change and held.values.get(name) == value

    def _from_history(self, about: Field, sure: bool) -> tuple[Fate, str]:
        if sure:
            return Fate.REBUILT, tr("{field} from its history", field=about.label)
        return Fate.OUTDATED, tr("{field} from its history; a later change may be lost", field=about.label)

    def _note_two(self, ref: Ref, values: dict[str, Any], about: Field, kept: Any, other: Any) -> None:
        why = tr(
            "{field} is “{kept}” now; “{other}” was found, too",
            field=about.label,
            kept=_shown(about, kept),
            other=_shown(about, other),
        )
        self._note(ref, values, Fate.DOUBTFUL, why)

    def _note(self, ref: Ref, values: dict[str, Any], fate: Fate, why: str) -> None:
        self.outcome.notes.append(Note(*ref, title_of(ref[0], values), fate, why))

    def _keep(self, ref: Ref, values: dict[str, Any], like: Row | None) -> None:
        number = like.number if like is not None else 0
        if not number and ref in self.file.known:
            number = self.file.known[ref][0]
        told = self.outcome.told.get(ref)
        created, modified = (like.created, like.modified) if like is not None else (None, None)
        if told is not None:
            created = created or self.journal.batches.get(told.first_batch, {}).get("at")
            modified = modified or self.journal.batches.get(told.batch, {}).get("at")
        self.outcome.records[ref] = Row(number, dict(values), created, modified)

    def _release(self) -> None:
        """Let go of references to what is not there; a part of a record that was deleted goes with it."""
        for ref, row, about, target in list(self._dangling()):
            told = self.outcome.told.get((about.to, target))
            gone = target in self.erased or (told is not None and told.exists is False)
            if gone and about.owner:
                self.outcome.records.pop(ref, None)
                if ref in self.file.records and target not in self.erased:
                    why = tr("{field} was deleted, and it belongs to that", field=about.label)
                    self._note(ref, row.values, Fate.DROPPED, why)
                continue
            del row.values[about.name]
            why = tr("{field} was let go of: that record is missing", field=about.label)
            self._note(ref, row.values, Fate.RELEASED, why)

    def _dangling(self) -> Iterator[tuple[Ref, Row, Field, str]]:
        for ref, row in self.outcome.records.items():
            for name, about in stored_fields(RECORDS[ref[0]]).items():
                target = row.values.get(name) if about.kind is Kind.REFERENCE else None
                if target is not None and (about.to, target) not in self.outcome.records:
                    yield ref, row, about, target


def title_of(kind: str, values: dict[str, Any]) -> str:
    """How lists name a record with these values, in the journal's form."""
    fields = stored_fields(RECORDS[kind])
    plain = {name: from_json(about, values.get(name)) for name, about in fields.items()}
    return RECORDS[kind](**plain).compose_title()


def _set(values: dict[str, Any], name: str, value: Any) -> None:
    values.pop(name, None)
    if value is not None:
        values[name] = value


def _shown(about: Field, value: Any) -> str:
    text = " ".join(shown(about, from_json(about, value), language()).split()) or "–"
    return text if len(text) <= LONGEST_SHOWN else f"{text[: LONGEST_SHOWN - 1]}…"
