"""What the windows about backups have done away from them, and what they say in words."""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QLocale
from sqlalchemy.orm import Session

from db import search
from db.backup import Backup, listed
from db.backup.bringing import Beside, Outcome, Wish, beside, bring_back
from db.backup.comparing import Difference, Standing, compare, compare_all
from db.backup.contents import Contents, look
from db.backup.opening import opened
from db.errors import NeedsPassphrase, WorldError
from db.fields import Kind
from db.language import language, tr, trn
from db.queries import Filter, Op, Row, Sort, View, list_ids, one, rows
from db.records import RECORDS, STANDING, kind_fields
from db.store import Store
from desktop.dialogs.history import local_time
from desktop.records.wording import joined, when, words_of
from desktop.tasks import Task

CHOSEN = "chosen"
"""The reason of a file that she chose herself, wherever it lies."""


@dataclass(frozen=True)
class Held:
    """A backup that was looked into: what it holds, or why that can't be said."""

    contents: Contents | None = None
    size: int = 0
    problem: str = ""
    protected: bool = False
    """Whether it is under another passphrase than the store, which is not known yet."""


@dataclass(frozen=True)
class Entry:
    """A record of a backup, as it is listed."""

    uid: str
    title: str
    standing: Standing


@dataclass(frozen=True)
class TieLine:
    """A part or a tie that the backup has and the store has not."""

    kind: str
    uid: str
    text: str


@dataclass(frozen=True)
class Shown:
    """A record beside how it is now, with what it lacks in words."""

    record: Beside
    ties: tuple[TieLine, ...]


def all_of(store: Store) -> Callable[[Task], list[Backup]]:
    """Lists the backups of a store, newest first."""
    return lambda _task: listed(store.path)


def chosen_file(path: Path) -> Backup:
    """A file that she chose, as a backup. Raises OSError where it is not there."""
    written = path.stat().st_mtime
    return Backup(path, dt.datetime.fromtimestamp(written), CHOSEN, written)


def held_by(store: Store, file: Path, passphrase: str | None) -> Callable[[Task], Held]:
    """Looks into one backup."""

    def work(_task: Task) -> Held:
        size = 0
        try:
            size = file.stat().st_size
            return Held(look(file, store.key_of(file, passphrase)), size)
        except NeedsPassphrase as error:
            return Held(None, size, str(error), protected=True)
        except (WorldError, OSError) as error:
            return Held(None, size, str(error))

    return work


def differences(store: Store, file: Path, passphrase: str | None) -> Callable[[Task], list[Difference]]:
    """Compares one backup with the store as it is now."""

    def work(task: Task) -> list[Difference]:
        found = []
        with opened(store, file, passphrase) as shown, shown.read() as then, store.read() as now:
            for place, difference in enumerate(compare_all(then, now)):
                task.report(place)
                found.append(difference)
        return found

    return work


class Looking:
    """One backup held open for as long as a window shows it; its methods are called in other threads."""

    def __init__(self, store: Store, file: Path, passphrase: str | None) -> None:
        self._store = store
        self._file = file
        self._passphrase = passphrase
        self._stack = ExitStack()
        self._shown: Store | None = None

    def open(self, _task: Task) -> None:
        """Open it. Raises WorldError."""
        self._shown = self._stack.enter_context(opened(self._store, self._file, self._passphrase))

    def close(self, _task: Task) -> None:
        """Let go of it."""
        self._shown = None
        self._stack.close()

    def entries(self, kind: str, text: str, *, different_only: bool) -> list[Entry]:
        """The records of a kind that are found by `text`, by title; those alone that differ from now."""
        assert self._shown is not None  # whoever asks has opened it
        with self._shown.read() as then, self._store.read() as now:
            standing = compare(then, now, kind).standing
            ids = list_ids(then, _view(then, kind, text))
            listing = rows(then, kind, ids, ())
        found = [Entry(row.uid, row.title or tr("(no name)"), standing[row.uid]) for row in listing]
        return [entry for entry in found if entry.standing is not Standing.SAME or not different_only]

    def shown(self, kind: str, uid: str) -> Shown | None:
        """One record beside how it is now."""
        assert self._shown is not None
        with self._shown.read() as then, self._store.read() as now:
            found = beside(then, now, kind, uid)
            if found is None:
                return None
            ties = [TieLine(part, each, _tie_words(then, part, each, uid)) for part, each in found.missing]
        return Shown(found, tuple(ties))

    def bring(self, label: str, wishes: Sequence[Wish]) -> Callable[[Task], Outcome]:
        """Brings records back as one batch."""

        def work(_task: Task) -> Outcome:
            assert self._shown is not None
            with self._shown.read() as then, self._store.write(label) as writer:
                return bring_back(writer, then, wishes)

        return work


def _view(then: Session, kind: str, text: str) -> View:
    sorts = (Sort("title"),)
    if not text.strip():
        return View(kind, sorts=sorts)
    # The index of a backup may be that of an earlier Dateline, and it is not for us to write there.
    if search.is_current(then):
        return View(kind, text=text, sorts=sorts)
    return View(kind, filters=(Filter("title", Op.CONTAINS, (text.strip(),)),), sorts=sorts)


def _tie_words(then: Session, kind: str, uid: str, owner: str) -> str:
    """Such as "Post: Centre Example · Director"."""
    row = one(then, kind, uid)
    if row is None:
        return ""
    fields = kind_fields(kind)
    said = [
        words_of(row, name)
        for name, about in fields.items()
        if about.kind is not Kind.LINKED and getattr(row.values.get(name), "uid", None) != owner
    ]
    return tr("{kind}: {what}", kind=RECORDS[kind].about.words.singular, what=joined(said) or row.title)


def made_words(backup: Backup, now: dt.datetime) -> str:
    """When a backup was made, in words."""
    return when(backup.moment, now)


def why_words(backup: Backup) -> str:
    """Why a backup was made, in words."""
    return tr("chosen by you") if backup.reason == CHOSEN else backup.why


def counted_words(contents: Contents) -> str:
    """How many records there are of each kind that stands by itself; kinds without any are left out."""
    counts = contents.counts
    return ", ".join(RECORDS[kind].about.words.counted(counts[kind]) for kind in STANDING if counts.get(kind))


def last_words(contents: Contents, now: dt.datetime) -> str:
    """What was changed last, and when."""
    at = contents.state.at
    return joined((contents.label, when(local_time(at), now) if at else ""))


def size_words(size: int) -> str:
    """Such as "1.2 MB"."""
    return QLocale(language()).formattedDataSize(size, 1, QLocale.DataSizeFormat.DataSizeSIFormat)


def difference_lines(found: Sequence[Difference]) -> Iterator[str]:
    """What is different now, kind by kind: for the list, where nothing is to be done with it."""
    for each in found:
        gone, different = each.count(Standing.GONE), each.count(Standing.DIFFERENT)
        said = [
            trn("{n} is not there now", "{n} are not there now", gone) if gone else "",
            trn("{n} is different now", "{n} are different now", different) if different else "",
            trn("{n} is new since", "{n} are new since", each.new) if each.new else "",
        ]
        if any(said):
            plural = RECORDS[each.kind].about.words.plural
            yield tr("{records}: {what}", records=plural, what=", ".join(filter(None, said)))


def restoring_lines(found: Sequence[Difference]) -> Iterator[str]:
    """What a restore will do, kind by kind."""
    for each in found:
        gone, different = each.count(Standing.GONE), each.count(Standing.DIFFERENT)
        said = [
            trn("{n} comes back", "{n} come back", gone) if gone else "",
            trn("{n} becomes what it was", "{n} become what they were", different) if different else "",
            trn("{n} that is new since goes", "{n} that are new since go", each.new) if each.new else "",
        ]
        if any(said):
            plural = RECORDS[each.kind].about.words.plural
            yield tr("{records}: {what}", records=plural, what=", ".join(filter(None, said)))


def erased_words(found: Sequence[Difference]) -> str:
    """That who was erased stays so; empty where the backup has nobody of them."""
    erased = sum(each.count(Standing.ERASED) for each in found)
    if not erased:
        return ""
    return trn(
        "{n} record was erased for good and does not come back.",
        "{n} records were erased for good and do not come back.",
        erased,
    )


def outcome_words(outcome: Outcome) -> str:
    """What came back, in a sentence."""
    said = [
        trn("{n} record came back", "{n} records came back", outcome.created) if outcome.created else "",
        trn("{n} was changed to what it was", "{n} were changed to what they were", outcome.updated)
        if outcome.updated
        else "",
        trn("{n} tie came back", "{n} ties came back", outcome.ties) if outcome.ties else "",
    ]
    done = tr("{parts}.", parts=", ".join(filter(None, said))) if any(said) else tr("Nothing came back.")
    return " ".join((done, *outcome.remarks))


def row_title(row: Row) -> str:
    """What a record is called, also one without a name."""
    return row.title or tr("(no name)")
