"""Rebuilding a damaged store: what is damaged is set aside whole, what can be read is put together anew."""

import datetime as dt
import filecmp
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from filelock import FileLock, Timeout

from db import backup as backups_of_store
from db.errors import Damaged, InUse, NeedsPassphrase, WorldError
from db.language import tr, trn
from db.rescue import building, reading
from db.rescue.deciding import Outcome, decide
from db.rescue.reading import Source
from db.rescue.report import Fate, Report
from db.rescue.telling import is_of_same_line
from db.store import connecting, damaged, header, log_frames, rewriting, salvage
from db.store.migrating import migrate
from db.store.passphrase import MARK, SALT, Key, salt_of
from db.store.sentences import world

Progress = Callable[[int, int], object]
Step = Callable[[], object]
_Found = tuple[Report, Outcome, tuple[Source, Source | None], Key | None]


@dataclass
class _Held:
    """A backup that was read: its file, its key, when it was made, what is in it."""

    path: Path
    key: Key | None
    moment: dt.datetime
    source: Source


def rescue(
    path: Path,
    *,
    passphrase: str | None = None,
    backups: Sequence[Path] | None = None,
    progress: Progress | None = None,
) -> Report:
    """Rebuild the damaged store at `path` from what can be read of it, of its journal and of a backup.

    The damaged file is kept beside it as "…-damaged-<day>", and so is the report, as text, unless the store
    is encrypted: the report names records. The rebuilt store takes the damaged one's place when it is
    whole: whoever stops this earlier has the file as it was. `backups` are those
    to look into, newest first: those of the store unless told otherwise. `progress` gets steps done and of
    how many; what it raises stops the work with nothing changed. Raises WorldError when nothing can be
    rebuilt from, NeedsPassphrase for an encrypted store, InUse when a window has it open.
    """
    with _alone(path), world(path):
        found = _looked(path, passphrase, backups, progress)
        return _put_in_place(path, found, progress)


def replace_by(
    path: Path, backup: Path, *, passphrase: str | None = None, progress: Progress | None = None
) -> Report:
    """Make the damaged store at `path` what a backup holds, without what was erased for good since.

    The damaged file is kept beside it. Raises as `rescue` does, and WorldError when the backup can't be read.
    """
    with _alone(path), world(path):
        key = _key_of(path, [backup, *usable_backups(path)], passphrase)
        file = _read_store(path, key, [backup], _steps(progress, at=0))
        held = _read_backup(path, Source(), [backup], (key, passphrase), _steps(progress, at=reading.STEPS))
        if held is None:
            raise WorldError(tr("{name} can't be read. Choose another backup.", name=backup.name))
        only_ledger = Source(ledger=file.ledger, departed=file.departed)
        outcome = decide(only_ledger, held.source, f"{held.moment:%d.%m.%Y %H:%M}")
        outcome.notes.clear()
        report = _reported(path, Source(), held, outcome)
        return _put_in_place(path, (report, outcome, (only_ledger, held.source), key), progress)


def look(
    path: Path,
    *,
    passphrase: str | None = None,
    backups: Sequence[Path] | None = None,
    progress: Progress | None = None,
) -> Report:
    """What a rescue would bring back and what not, with nothing changed. Raises as `rescue` does."""
    with world(path):
        return _looked(path, passphrase, backups, progress)[0]


def save(report: Report, target: Path) -> Path:
    """Write a report as a text file. Raises WorldError when that can't be done."""
    with world(target):
        target.write_text(report.text(), encoding="utf-8")
    return target


def usable_backups(path: Path) -> list[Path]:
    """The backups of the store at `path`, newest first; none where their folder can't be read."""
    try:
        return [each.path for each in backups_of_store.listed(path)]
    except WorldError:
        return []


_READ = 2 * reading.STEPS


def _put_in_place(path: Path, found: _Found, progress: Progress | None) -> Report:
    """Set the damaged file aside, write the rebuilt one, and let it take the place of the damaged one."""
    report, outcome, sources, key = found
    aside = _set_aside(path)
    with rewriting.replacing(path) as unfinished:
        building.build(unfinished, key, outcome, sources, _steps(progress, at=_READ))
        connecting.check_readable(unfinished, key)
        _let_go_of_log(path)
    report.aside = aside
    if key is None:
        report.saved = save(report, aside.with_suffix(".txt"))
    return report


def _looked(
    path: Path, passphrase: str | None, backups: Sequence[Path] | None, progress: Progress | None
) -> _Found:
    step = _steps(progress, at=0)
    candidates = usable_backups(path) if backups is None else list(backups)
    key = _key_of(path, candidates, passphrase)
    file = _read_store(path, key, candidates, step)
    held = _read_backup(path, file, candidates, (key, passphrase), _steps(progress, at=reading.STEPS))
    if held is None and not file.records and not file.changes:
        raise Damaged(tr("Nothing of {name} can be read, and there is no backup of it.", name=path.name))
    day = f"{held.moment:%d.%m.%Y %H:%M}" if held is not None else ""
    outcome = decide(file, held.source if held is not None else None, day)
    report = _reported(path, file, held, outcome)
    return report, outcome, (file, held.source if held is not None else None), key


def _steps(progress: Progress | None, at: int) -> Step:
    done = [at]

    def step() -> None:
        done[0] += 1
        if progress is not None:
            progress(done[0], _READ + building.STEPS)

    return step


def _key_of(path: Path, backups: Sequence[Path], passphrase: str | None) -> Key | None:
    """The key of a store whose first bytes may be damaged: its backups tell as well."""
    salts = [salt for salt in (salt_of(file) for file in (path, *backups) if file.exists()) if salt]
    own = salt_of(path)
    if own is None and (not salts or header.is_plain(path)):
        return None
    if not passphrase:
        raise NeedsPassphrase(tr(connecting.NO_PASSPHRASE, name=path.name))
    key = Key.make(passphrase, own or salts[0])
    of_same_salt = [file for file in backups if salt_of(file) == key.salt]
    if of_same_salt and not any(connecting.is_opened_by(file, key) for file in of_same_salt):
        raise NeedsPassphrase(tr(connecting.WRONG_PASSPHRASE, name=path.name))
    return key


def _read_store(path: Path, key: Key | None, backups: Sequence[Path], step: Step) -> Source:
    """Read the damaged file itself, with the first page of a backup or a new store where its own is gone."""
    with tempfile.TemporaryDirectory(prefix="dateline-") as folder, ExitStack() as stack:
        fitting = [file for file in backups if _fits(file, key)][:2]
        templates = chain(fitting, _new_ones(Path(folder), key))
        wreck = stack.enter_context(salvage.opened(path, key, templates))
        source = reading.read(wreck, step)
    if key is not None and not source.records and not fitting:
        raise NeedsPassphrase(tr(connecting.WRONG_PASSPHRASE, name=path.name))
    return source


def _new_ones(folder: Path, key: Key | None) -> Iterator[Path]:
    """New stores, for their list of tables: one made at once, one that was under another key before."""
    new, other, translated = (folder / f"{name}.db" for name in ("new", "other", "translated"))
    other_key = None if key is not None else Key(MARK.ljust(SALT), bytes(32))
    migrate(new, 0, key)
    yield new
    connecting.copy(new, key, other, other_key)
    connecting.copy(other, other_key, translated, key)
    yield translated


def _read_backup(
    path: Path, file: Source, backups: Sequence[Path], keys: tuple[Key | None, str | None], step: Step
) -> _Held | None:
    """The newest backup that is whole and of the same course of things; None where there is none."""
    key, passphrase = keys
    for candidate in backups:
        try:
            with world(candidate):
                its_key = key if _fits(candidate, key) else connecting.key_for(candidate, passphrase)
                connecting.schema_of(candidate, its_key)
                connecting.check_readable(candidate, its_key)
                with salvage.opened(candidate, its_key, beside=path) as wreck:
                    source = reading.read(wreck, step)
                moment = dt.datetime.fromtimestamp(candidate.stat().st_mtime)
        except WorldError:
            # One that can't be read is no help; the next older one may be.
            continue
        if is_of_same_line(file, source):
            return _Held(candidate, its_key, moment, source)
    return None


def _fits(file: Path, key: Key | None) -> bool:
    """Whether a file is under a key, or, without one, under none."""
    return salt_of(file) is None if key is None else connecting.is_opened_by(file, key)


def _reported(path: Path, file: Source, held: _Held | None, outcome: Outcome) -> Report:
    report = Report(path, is_legible=bool(file.records or file.changes), notes=outcome.notes)
    if held is not None:
        report.backup, report.backup_moment = held.path, held.moment
    for kind, _ in outcome.records:
        report.there[kind] = report.there.get(kind, 0) + 1
    order = list(Fate)
    report.notes.sort(key=lambda note: (order.index(note.fate), note.kind, note.title))
    report.history = list(_lost_history(outcome, file, held))
    return report


def _lost_history(outcome: Outcome, file: Source, held: _Held | None) -> Iterator[str]:
    journal = outcome.journal
    if not file.records and not file.changes and held is not None:
        moment = f"{held.moment:%d.%m.%Y %H:%M}"
        yield tr("The store is as it was in the backup of {moment}; what came later is lost.", moment=moment)
        return
    if journal.holes:
        yield trn(
            "{n} line of the history can't be read.",
            "{n} lines of the history can't be read.",
            len(journal.holes),
        )
    if journal.open_end:
        at = max((row["at"] for row in journal.batches.values()), default=None)
        day = f"{at.replace(tzinfo=dt.UTC).astimezone():%d.%m.%Y %H:%M}" if at is not None else "–"
        yield tr("The end of the history can't be read; the last change that is known is of {day}.", day=day)
    unnamed = {told.batch for told in journal.changes.values()} - set(journal.batches)
    if unnamed:
        yield trn(
            "Of {n} change in the history only its values are known, not its name and time.",
            "Of {n} changes in the history only their values are known, not their names and times.",
            len(unnamed),
        )


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Keep windows out. Raises InUse when one has the store open."""
    lock = FileLock(f"{path}.window")
    try:
        lock.acquire(timeout=0)
    except Timeout:
        problem = tr("{name} is open in another Dateline window. Close that one first.", name=path.name)
        raise InUse(problem) from None
    try:
        yield
    finally:
        lock.release()


def _set_aside(path: Path) -> Path:
    """A copy of the damaged file, with its log; the one that an earlier attempt made, where it did."""
    today = f"{dt.date.today():%Y-%m-%d}"
    aside, number = damaged.aside_of(path, today), 1
    while aside.exists() and not filecmp.cmp(path, aside, shallow=False):
        number += 1
        aside = damaged.aside_of(path, f"{today}-{number}")
    for place in (header.log_of, header.journal_of):
        if place(path).exists():
            with rewriting.replacing(place(aside)) as part:
                salvage.copy_as_far_as_possible(place(path), part)
    with rewriting.replacing(aside) as part:
        salvage.copy_as_far_as_possible(path, part)
    return aside


def _let_go_of_log(path: Path) -> None:
    """See that the damaged file needs no log any more, just before another file takes its place.

    What the log holds goes into the file first: whoever stops here loses nothing, as before.
    """
    log = header.log_of(path)
    if log.exists():
        log_frames.take_in(log, path)
        log.unlink()
    path.with_name(f"{path.name}-shm").unlink(missing_ok=True)
    header.journal_of(path).unlink(missing_ok=True)
