"""What lies beside a store: what stopped work has left, damaged files that were kept, the newest backup."""

import datetime as dt
from collections.abc import Iterator

from db import backup
from db.doctor.findings import Finding, Severity
from db.errors import WorldError
from db.language import tr
from db.store import Store, connecting, damaged, rewriting
from db.store.place import Where, conflict_copies, conflict_words
from db.store.sentences import world


def look_around(store: Store) -> list[Finding]:
    """What there is to know of the files beside a store; none of it is about its records."""
    return [*_left_over(store), *_set_aside(store), *_newest_backup(store), *_place(store)]


def _left_over(store: Store) -> Iterator[Finding]:
    path = store.path
    for left in (rewriting.unfinished(path), path.with_name(f"{path.name}.reading")):
        if left.exists():
            sentence = tr("{name} was left by work that was stopped. It can be deleted.", name=left.name)
            yield Finding("left over", Severity.NOTE, sentence)


def _set_aside(store: Store) -> Iterator[Finding]:
    with world(store.path.parent):
        kept = damaged.kept(store.path)
    for file in kept:
        sentence = tr(
            "{name} was kept of a damaged file. Delete it when you no longer need it.", name=file.name
        )
        yield Finding("set aside", Severity.NOTE, sentence)


def _newest_backup(store: Store) -> Iterator[Finding]:
    try:
        backups = backup.listed(store.path)
    except WorldError as error:
        yield Finding("backups", Severity.WARNING, str(error))
        return
    if not backups:
        yield Finding("backups", Severity.WARNING, tr("There is no backup yet. Back the store up."))
        return
    newest = backups[0].path
    day = f"{dt.datetime.fromtimestamp(newest.stat().st_mtime):%d.%m.%Y %H:%M}"
    try:
        with world(newest):
            connecting.check_readable(newest, store.key_of(newest))
    except WorldError as error:
        sentence = tr("The newest backup, of {day}, can't be used: {why}", day=day, why=error)
        yield Finding("backups", Severity.WARNING, sentence)


def _place(store: Store) -> Iterator[Finding]:
    """Where the store lies, where that asks for care, and what a service has made of it."""
    if store.site.warning:
        yield Finding("place", Severity.NOTE, store.site.warning)
    if store.site.where is Where.SYNCED:
        with world(store.path):
            copies = conflict_copies(store.path)
        if copies:
            yield Finding("conflict", Severity.WARNING, conflict_words(store.site.service, copies))
