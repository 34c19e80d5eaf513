"""The examination: the file, its links, its journal, and what follows from the records."""

import re
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.orm import Session

from db import search
from db.doctor.comparing import Difference, compared, wrongly_undone
from db.doctor.findings import Finding, Severity
from db.doctor.links import examine_links
from db.fields import Kind
from db.journal import Batch
from db.language import tr, trn
from db.names import fold
from db.records import RECORDS, Record
from db.store import Store
from db.store.mending import renew_indexes
from db.stored_values import Unreadable
from db.writer import stored_fields

Progress = Callable[[int, int], object]

_OF_INDEX = re.compile(r"\bindex\b|search_(text|inside|entry|word|edition)")
"""What SQLite says about an index, which follows from the records; all else is about the records' pages."""

_READS_ROWS = "_result_cy"
"""The module of SQLAlchemy in which the values of a row become those of Python."""

NAMED = 200
"""How many differences from the journal are told one by one."""

STEPS = 2 * len(RECORDS) + 4


class _Steps:
    def __init__(self, progress: Progress | None) -> None:
        self.done = 0
        self._progress = progress

    def __call__(self) -> None:
        self.done = min(self.done + 1, STEPS)
        if self._progress is not None:
            self._progress(self.done, STEPS)


def examine(store: Store, mend: bool = True, progress: Progress | None = None) -> list[Finding]:
    """Look at the file, its links, its journal, the titles and the search index; mend what is derived.

    Derived are titles, indexes, the search and the marks of what was undone; nothing that a person wrote is
    changed, and with `mend` false nothing at all. A record that is not what the journal says is a finding
    for each of its fields (rule "journal"); `differences` answers the same as data, for `put_back`.
    `progress` gets steps done and of how many. Raises WorldError when the store can't be read at all.
    """
    return examine_closely(store, mend, progress)[0]


def examine_closely(
    store: Store, mend: bool = True, progress: Progress | None = None
) -> tuple[list[Finding], list[Difference]]:
    """The findings of `examine`, and the differences among them that can be put back."""
    try:
        return _examine(store, mend, _Steps(progress))
    except (ValueError, TypeError, sa.exc.OperationalError) as error:
        if not _is_from_reading(error):
            raise
        # A bit that was turned in a moment, a uid or the name of a column fails wherever it is read.
        what = tr("something in it can't be read")
        damaged = tr("The file is damaged ({what}). Rebuild the store.", what=what)
        return [Finding("file", Severity.ERROR, damaged)], []


def _examine(store: Store, mend: bool, step: "_Steps") -> tuple[list[Finding], list[Difference]]:
    damage = [line for line in store.integrity() if " → " not in line]
    if any(not _OF_INDEX.search(line) for line in damage):
        return [
            Finding("file", Severity.ERROR, tr("The file is damaged ({what}). Rebuild the store.", what=line))
            for line in damage
        ], []
    findings = list(_mend_indexes(store, damage, mend))
    step()
    with store.read() as session:
        findings += examine_links(session)
    step()
    found, torn = compared(store, step)
    findings += [*_told_apart(found), *torn]
    unreadable = {each.kind for each in found if each.unreadable}
    findings += _examine_values(store)
    findings += _derived(store, mend, unreadable, step)
    return findings, found


def _is_from_reading(error: BaseException) -> bool:
    """Whether it was raised where a stored value was read, and so is no fault of ours."""
    if isinstance(error, Unreadable):
        return True
    if isinstance(error, sa.exc.OperationalError):
        # The name of a table or of a column is not what it was.
        return str(error.orig).startswith("no such ")
    files = (Path(frame.filename) for frame in traceback.extract_tb(error.__traceback__))
    return any(file.stem == _READS_ROWS and "sqlalchemy" in file.parts for file in files)


def _mend_indexes(store: Store, damage: list[str], mend: bool) -> Iterator[Finding]:
    if not damage:
        return
    if mend:
        with store.write(tr("Mend indexes")) as writer:
            renew_indexes(writer.session)
            search.rebuild(writer.session)
    for line in damage:
        yield Finding("index", Severity.WARNING, tr("An index was damaged ({what}).", what=line), mend)


def _told_apart(found: list[Difference]) -> Iterator[Finding]:
    sentences = [sentence for each in found for sentence in each.sentences]
    for sentence in sentences[:NAMED]:
        yield Finding("journal", Severity.ERROR, sentence)
    more = len(sentences) - NAMED
    if more > 0:
        yield Finding("journal", Severity.ERROR, trn("{n} more such value.", "{n} more such values.", more))


def _examine_values(store: Store) -> Iterator[Finding]:
    """Codes of choices that no field knows: such a value shows as nothing."""
    with store.read() as session:
        for record in RECORDS.values():
            for name, about in stored_fields(record).items():
                if about.kind is not Kind.CHOICE:
                    continue
                column = getattr(record, name)
                unknown = column.not_in([choice.code for choice in about.choices])
                counted = sa.select(column, sa.func.count()).where(unknown).group_by(column)
                for code, n in session.execute(counted):
                    sentence = tr(
                        "{field} is “{code}” in {records}: that is none of its choices.",
                        field=about.label,
                        code=code,
                        records=record.about.words.counted(n),
                    )
                    yield Finding("values", Severity.WARNING, sentence)


def _derived(store: Store, mend: bool, unreadable: set[str], step: Callable[[], object]) -> Iterator[Finding]:
    """Titles, search and marks; a kind with a value that can't be read is left until that is put back."""
    with store.read() as session:
        marks = wrongly_undone(session)
        titles = 0
        for kind, record in RECORDS.items():
            titles += 0 if kind in unreadable else len(_wrongly_titled(session, record))
            step()
        unfound = 0 if unreadable else search.faults(session)
    if mend and (titles or unfound or marks):
        with store.write(tr("Mend titles and search index")) as writer:
            for kind, record in RECORDS.items() if titles else ():
                if kind not in unreadable:
                    _derive_titles(writer.session, record)
            for number in marks:
                batch = writer.session.get_one(Batch, number)
                writer.mark_undone(number, not batch.undone)
            if not unreadable:
                search.rebuild(writer.session)
    step()
    if titles:
        message = trn("{n} record had a wrong title.", "{n} records had wrong titles.", titles)
        yield Finding("titles", Severity.WARNING, message, mend)
    if unfound:
        message = trn(
            "The search was wrong about {n} record.", "The search was wrong about {n} records.", unfound
        )
        yield Finding("search", Severity.WARNING, message, mend)
    if marks:
        message = trn(
            "{n} change in the history was marked wrongly as undone or not.",
            "{n} changes in the history were marked wrongly as undone or not.",
            len(marks),
        )
        yield Finding("history", Severity.WARNING, message, mend)


def _wrongly_titled(session: Session, record: type[Record]) -> list[str]:
    return [
        item.uid
        for part in session.scalars(sa.select(record).execution_options(yield_per=1000)).partitions()
        for item in part
        if (item.title, item.title_key) != _title(item)
    ]


def _derive_titles(session: Session, record: type[Record]) -> None:
    for uid in _wrongly_titled(session, record):
        item = session.scalars(sa.select(record).where(record.uid == uid)).one()
        item.title, item.title_key = _title(item)
    session.flush()


def _title(item: Record) -> tuple[str, str]:
    title = item.compose_title()
    return title, fold(title)
