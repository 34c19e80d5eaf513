"""The journal of a damaged store, with what a backup has of it: how every record stood, and how surely."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from db.records import RECORDS
from db.rescue.reading import Ref, Source, Told, with_parts
from db.stored_values import checked
from db.writer import stored_fields


@dataclass
class Standing:
    """How a record stood by the journal.

    `exists` is None where only changes of fields are known of it, not that it was added. `since` gives for
    each field the line after which the journal tells nothing of it; `start` the line from which all is told.
    """

    exists: bool | None = None
    values: dict[str, Any] = field(default_factory=dict)
    before: dict[str, Any] = field(default_factory=dict)  # what it was when it was deleted
    since: dict[str, int] = field(default_factory=dict)
    start: int | None = None
    last: int = 0
    batch: int = 0
    first_batch: int = 0
    is_broken: bool = False  # a line does not go on from the one before: one is missing between

    def knows(self, name: str) -> int | None:
        """The line from which on the value of a field is told; None where it isn't."""
        return self.since.get(name, self.start)


@dataclass
class Journal:
    """The lines that can be read, of the file or of a backup, and where some are missing.

    `holes` are the numbers of single missing lines; `open_end` says that some may be missing behind the last.
    """

    changes: dict[int, Told]
    batches: dict[int, dict[str, Any]]
    holes: list[int]
    open_end: bool

    def is_sure_after(self, line: int) -> bool:
        """Whether nothing of the journal is missing behind a line."""
        return not self.open_end and (not self.holes or self.holes[-1] < line)

    @property
    def is_whole(self) -> bool:
        """Whether nothing of it is missing."""
        return not self.holes and not self.open_end


def joined(file: Source, backup: Source | None) -> Journal:
    """The journal of a file; what is missing of it comes from the backup, but for what was erased since."""
    changes, batches = dict(file.changes), dict(file.batches)
    whole = "change" in file.whole
    holes = [] if whole else missing_numbers(changes, backup.last_change if backup else 0)
    if backup is not None and not whole:
        gone = with_parts(file.erased | backup.erased, backup)
        for number in holes:
            told = backup.changes.get(number)
            if told is not None and told.uid not in gone:
                changes[number] = told
        # What a sound backup does not have either was taken out before it was made.
        holes = [number for number in holes if number not in changes and number > backup.last_change]
    if backup is not None and "batch" not in file.whole:
        batches = {**backup.batches, **batches}
    newest = max(changes, default=0)
    told_last = changes[newest].batch if newest else 0
    open_end = not whole and ("change" not in file.ends or max(batches, default=0) > told_last)
    return Journal(changes, batches, holes, open_end)


def missing_numbers(changes: Iterable[int], at_least: int = 0) -> list[int]:
    """The numbers of lines that are not there, up to the last that is."""
    there = set(changes)
    return [number for number in range(1, max(max(there, default=0), at_least) + 1) if number not in there]


def is_of_same_line(file: Source, backup: Source) -> bool:
    """Whether a backup is an earlier state of the file, not of another store or course of things."""
    if not file.batches or not backup.batches:
        return True
    common = sorted(set(file.batches) & set(backup.batches))
    same = [file.batches[n]["at"] == backup.batches[n]["at"] for n in common]
    return bool(same) and same.count(True) >= 0.9 * len(same) and max(backup.batches) <= max(file.batches)


def replayed(journal: Journal) -> dict[Ref, Standing]:
    """How each record stood after the last line of the journal that tells of it."""
    standings: dict[Ref, Standing] = {}
    for number in sorted(journal.changes):
        told = journal.changes[number]
        _apply(standings.setdefault((told.kind, told.uid), Standing()), told)
    return standings


def over(standing: Standing, told: Iterable[Told], values: dict[str, Any], line: int) -> Standing:
    """How a record stood by what a backup, which ends with `line`, has of it and by the lines after that."""
    found = Standing(exists=True, values=dict(values), start=line, last=line)
    for each in told:
        if each.number > line:
            _apply(found, each)
    found.first_batch = standing.first_batch
    return found


def _apply(standing: Standing, told: Told) -> None:
    fields = stored_fields(RECORDS[told.kind])
    new = {name: checked(fields[name], pair[1]) for name, pair in told.fields.items() if name in fields}
    old = {name: checked(fields[name], pair[0]) for name, pair in told.fields.items() if name in fields}
    standing.last, standing.batch = told.number, told.batch
    standing.first_batch = standing.first_batch or told.batch
    if told.operation == "delete":
        standing.before = {**standing.values, **old}
        standing.values, standing.since = {}, {}
        standing.exists, standing.start = False, told.number
        return
    if told.operation == "create":
        standing.values, standing.since = {}, {}
        standing.exists, standing.start, standing.is_broken = True, told.number, False
    elif standing.exists is not True or any(
        standing.knows(name) is not None and standing.values.get(name) != value for name, value in old.items()
    ):
        standing.is_broken = True
        standing.exists = standing.exists or None
    for name, value in new.items():
        standing.since[name] = told.number
        standing.values.pop(name, None)
        if value is not None:
            standing.values[name] = value


def lines_of(journal: Journal, wanted: set[Ref]) -> dict[Ref, list[Told]]:
    """The lines of the journal about some records, in their order."""
    found: dict[Ref, list[Told]] = {}
    for number in sorted(journal.changes):
        told = journal.changes[number]
        if (told.kind, told.uid) in wanted:
            found.setdefault((told.kind, told.uid), []).append(told)
    return found
