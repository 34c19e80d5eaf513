"""What a rescue brought back, and every record that is missing or may not be as it was."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from db.language import mark, markn, tr, trn
from db.records import RECORDS


class Fate(StrEnum):
    """What became of a record that could not simply be read, the worst first."""

    MISSING = "missing"  # it was there, and nothing of it can be read
    INCOMPLETE = "incomplete"  # it is there, and some of its fields are not
    OUTDATED = "outdated"  # it is there as it was at an earlier time
    DOUBTFUL = "doubtful"  # two values were found of which one is wrong
    RELEASED = "released"  # it referred to a record that is missing
    DROPPED = "dropped"  # a damaged row that no record ever was
    UNCONFIRMED = "unconfirmed"  # it is there as it was read; its history, which would confirm it, is lost
    REBUILT = "rebuilt"  # its place is damaged; it is there in full, from its history


HEADINGS: dict[Fate, tuple[str, str]] = {
    Fate.MISSING: markn("{n} record is missing", "{n} records are missing"),
    Fate.INCOMPLETE: markn("{n} record lacks some of its fields", "{n} records lack some of their fields"),
    Fate.OUTDATED: markn("{n} record may be out of date", "{n} records may be out of date"),
    Fate.DOUBTFUL: markn("{n} record should be looked at", "{n} records should be looked at"),
    Fate.RELEASED: markn(
        "{n} record led to one that is missing", "{n} records led to others that are missing"
    ),
    Fate.DROPPED: markn("{n} damaged row was left out", "{n} damaged rows were left out"),
    Fate.UNCONFIRMED: markn(
        "{n} record could not be compared with its history",
        "{n} records could not be compared with their history",
    ),
    Fate.REBUILT: markn(
        "{n} record was put back in full from its history",
        "{n} records were put back in full from their history",
    ),
}
"""What stands over the records of a fate."""

TO_LOOK_AT = (Fate.MISSING, Fate.INCOMPLETE, Fate.OUTDATED, Fate.DOUBTFUL, Fate.RELEASED, Fate.DROPPED)
"""The fates that a person has to know of; the others are told for completeness."""

ALL_THERE = mark("Every record is there.")


@dataclass(frozen=True)
class Note:
    """One record, its fate, and why, in a sentence."""

    kind: str
    uid: str
    title: str
    fate: Fate
    why: str

    @property
    def line(self) -> str:
        """The record and what became of it, such as "Contact Asel Sekimova: as in the backup of …"."""
        named = self.title or tr("without a readable name")
        return f"{RECORDS[self.kind].about.words.singular} “{named}” ({self.uid}): {self.why}"


@dataclass
class Report:
    """What became of a damaged store.

    `aside` is where the damaged file is kept, None while nothing was rebuilt yet; `saved` is the text file
    with this report, None beside an encrypted store. `backup` was used beside the file, `backup_day` is when
    it was made (local time). `there` counts the records of each kind that are in the rebuilt store.
    `history` are sentences about parts of the journal that are lost.
    """

    path: Path
    aside: Path | None = None
    saved: Path | None = None
    backup: Path | None = None
    backup_moment: dt.datetime | None = None
    is_legible: bool = True
    there: dict[str, int] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)
    history: list[str] = field(default_factory=list)

    def of(self, fate: Fate) -> list[Note]:
        """The records of one fate."""
        return [note for note in self.notes if note.fate is fate]

    @property
    def is_complete(self) -> bool:
        """Whether every record is there as it was, so that there is nothing to look at."""
        return not self.history and not any(note.fate in TO_LOOK_AT for note in self.notes)

    @property
    def named(self) -> set[str]:
        """The uids of all records that the report names."""
        return {note.uid for note in self.notes}

    def counts(self) -> Iterator[str]:
        """A sentence for each kind of which some are missing, and one for all the others."""
        complete = []
        for kind, record in RECORDS.items():
            gone = sum(note.kind == kind for note in self.of(Fate.MISSING))
            there = self.there.get(kind, 0)
            counted = record.about.words.counted(there + gone)
            if gone:
                yield tr("{there} of {counted} are there.", there=there, counted=counted)
            elif there:
                complete.append(counted)
        if complete:
            yield tr("All of these are there: {counted}.", counted=", ".join(complete))

    def summary(self) -> Iterator[str]:
        """The report in a few sentences."""
        if self.is_complete:
            yield tr(ALL_THERE)
        yield from self.counts()
        yield from self.history
        for fate, forms in HEADINGS.items():
            if count := len(self.of(fate)):
                yield f"{trn(*forms, count)}."

    def sources(self) -> Iterator[str]:
        """From what the store was rebuilt, and where the damaged file is."""
        if not self.is_legible:
            yield tr("Nothing of {name} itself can be read.", name=self.path.name)
        if self.backup is not None and self.backup_moment is not None:
            moment = f"{self.backup_moment:%d.%m.%Y %H:%M}"
            yield tr("The backup of {moment} was used beside it.", moment=moment)
        else:
            yield tr("No backup could be used beside it.")
        if self.aside is not None:
            yield tr("The damaged file is kept as {name}; nothing was deleted.", name=self.aside.name)

    def lines(self) -> Iterator[str]:
        """All of it but the sources: the summary, then the records of each fate by name."""
        yield from self.summary()
        for fate, forms in HEADINGS.items():
            notes = self.of(fate)
            if notes:
                yield ""
                yield f"{trn(*forms, len(notes))}:"
                yield from (f"  {note.line}" for note in notes)

    def text(self) -> str:
        """The whole report as a text file holds it."""
        now = dt.datetime.now()
        head = tr("{name}, rebuilt on {moment}", name=self.path.name, moment=f"{now:%d.%m.%Y %H:%M}")
        return "\n".join([head, *self.sources(), "", *self.lines(), ""])
