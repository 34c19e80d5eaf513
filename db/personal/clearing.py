"""Erasing a person from the backups, too: each is written anew without her, checked, and takes its place."""

import datetime as dt
import os
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

import sqlalchemy as sa

from db import search
from db.backup import listed
from db.backup.opening import opened
from db.errors import Cancelled, WorldError
from db.language import tr
from db.personal import erasing
from db.personal.ledger import Erasure
from db.personal.traces import deleted_alike, everyone
from db.store import SCHEMA, Store, connecting, rewriting
from db.store.migrating import migrate
from db.store.sentences import world

Progress = Callable[[int, int], None]
Asked = Callable[[], bool]


def clear(
    store: Store, uids: Sequence[str], *, progress: Progress | None = None, cancelled: Asked | None = None
) -> list[str]:
    """Erase contacts from every backup of a store; answers a sentence for each that stays as it was.

    `uids` are those of the contact and of what was merged into it. Where all are clear, the log says that no
    backup holds them from today on. `progress` is told of backups done and of all; Cancelled is raised
    between two of them.
    """
    backups, problems = listed(store.path), list[str]()
    for number, backup in enumerate(backups):
        if cancelled and cancelled():
            raise Cancelled
        try:
            _clear(store, backup.path, uids)
        except WorldError as problem:
            problems.append(str(problem))
        if progress:
            progress(number + 1, len(backups))
    if not problems:
        with store.write(tr(erasing.LABEL)) as writer:
            rows = sa.update(Erasure).where(Erasure.uid.in_(uids), Erasure.backups_until.is_not(None))
            writer.session.execute(rows.values(backups_until=dt.date.today()))
    return problems


def uids_of(store: Store, uid: str) -> list[str]:
    """The uids of all that is erased with a contact, to be asked for before it is."""
    with store.read() as session:
        known = everyone(session, uid)
        return sorted(known | deleted_alike(session, known))


def _clear(store: Store, backup: Path, uids: Sequence[str]) -> None:
    with opened(store, backup) as shown, shown.read() as session:
        known = [uid for uid in uids if erasing.is_known(session, uid)]
    if not known:
        return
    place = backup.with_name(f"{backup.name}.clear")
    work, key, seen = rewriting.unfinished(place), store.key_of(backup), backup.stat()
    rewriting.forget_unfinished(place)
    with world(backup):
        try:
            connecting.copy(backup, key, work, key)
            if (version := connecting.schema_of(work, key)) < SCHEMA:
                migrate(work, version, key, keeps=False)
            with closing(Store(work, key)) as copy:
                with copy.write(tr(erasing.LABEL)) as writer:
                    if not search.is_current(writer.session):
                        search.rebuild(writer.session)
                    for uid in known:
                        erasing.forget(writer, uid)
                copy.purge()
            with rewriting.overwritten(backup), rewriting.replacing(backup) as part:
                connecting.copy(work, key, part, key)
                connecting.check_readable(part, key)
            # When it was made stays as it was.
            os.utime(backup, ns=(seen.st_atime_ns, seen.st_mtime_ns))
        finally:
            rewriting.forget_unfinished(place)
