"""One open store: scopes for reading and writing, undo and redo, copies, and the passphrase."""

import datetime as dt
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from platformdirs import user_data_path
from sqlalchemy.orm import Session

from db import search
from db.errors import Damaged, ReadOnly, WorldError
from db.journal import changes_of, to_redo, to_undo
from db.language import tr
from db.logged_in import who
from db.personal import erasing
from db.store import claim, connecting, header, purging, rewriting
from db.store.migrating import migrate
from db.store.opened import OpenFile
from db.store.passphrase import Key
from db.store.place import Place, Where, place_of
from db.store.sentences import READ_ONLY, database, world
from db.store.whereabouts import Standing
from db.writer import Changes, Writer


def default_path() -> Path:
    """Where the store lives unless told otherwise: `DATELINE_STORE`, else the platform's place for data."""
    named = os.environ.get("DATELINE_STORE")
    return Path(named) if named else user_data_path("Dateline", appauthor=False) / "dateline.db"


class Store(OpenFile):
    """One open store. Scopes of `read` and `write` may be used from any thread, each by one at a time.

    `key` opens its file and its backups; None for a store that is not under a passphrase. `site` is where it
    lies: on a share, or in a folder that a service keeps in step, it is kept in one file, without a log.
    """

    def __init__(self, path: Path, key: Key | None = None, *, read_only: bool = False) -> None:
        super().__init__(path, key, read_only=read_only)
        self.listeners: list[Callable[[Changes], None]] = []
        self._claim: claim.Claim | None = None

    @classmethod
    def open(
        cls, path: Path, *, create: bool = True, passphrase: str | None = None, read_only: bool = False
    ) -> "Store":
        """The store at `path`, brought to the newest schema; a new one where there is no file.

        `passphrase` is needed for an encrypted store and means nothing for another. With `read_only` nothing
        is written, not even beside the file. Raises WorldError, with not a byte changed, for a file that is
        not ours or comes from a newer Dateline; NeedsPassphrase, Damaged, InUse and ReadOnly where they say;
        Elsewhere, an InUse, where it is open on another machine, unless it is only read.
        """
        with world(path):
            site = place_of(path)
            if not read_only:
                claim.check_free(path, same_clock=site.where is not Where.SYNCED)
            if not path.exists() and (read_only or not create):
                raise WorldError(tr("There is no store at {path}. Check the name.", path=path))
            key, version = None, 0
            if path.exists() and not path.stat().st_size:
                _check_new(path)
            if path.exists() and path.stat().st_size:
                key = connecting.key_for(path, passphrase)
                if not read_only and header.is_ours(path):
                    _tidy(path, key, site)
                # Nothing is left of a file in whose first moments its Dateline was killed.
                version = connecting.schema_of(path, key) if path.stat().st_size else 0
                if not read_only:
                    _check_writable(path)
                connecting.check_readable(path, key)
            if version < header.SCHEMA:
                if read_only:
                    raise ReadOnly(tr(READ_ONLY, name=path.name))
                migrate(path, version, key)
            store = cls(path, key, read_only=read_only)
            try:
                store._settle()
            except BaseException:
                store.close()
                raise
            return store

    def close(self) -> None:
        """Let go of the file; where it was taken away meanwhile, what it held is kept beside its place."""
        standing = self._place.look()
        if standing is not Standing.IN_PLACE and self.path.parent.is_dir():
            # Nobody is left to hear of a disk that is full as well.
            with suppress(WorldError):
                self._keep_own()
        self._dispose()
        if standing is Standing.REPLACED:
            self._place.drop_log()
        if self._claim is not None:
            self._claim.release()
            self._claim = None

    def claim_window(self) -> None:
        """Keep other windows out for as long as this store is open.

        Raises InUse where one of this machine has it, Elsewhere where one of another machine does.
        """
        self._claim = claim.Claim(self.path)
        # What a Dateline that was stopped while it wrote the file anew has left.
        rewriting.forget_unfinished(self.path)

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A session that sees one state of the store and can change nothing."""
        self._stay_in_place()
        with self._gate.shared(), database(self.path), Session(self._reader) as session:
            yield session

    @contextmanager
    def write(self, label: str, *, undoes: int | None = None) -> Iterator[Writer]:
        """One transaction, one batch in the journal under `label`, one notice of what changed.

        All of it is kept or, when the block raises, none. A block that changed nothing leaves no batch.
        """
        if self._writer is None:
            raise ReadOnly(tr(READ_ONLY, name=self.path.name))
        self._stay_in_place()
        self._stay_claimed()
        changes: Changes | None = None
        with (
            self._writing,
            self._gate.shared(),
            database(self.path),
            Session(self._writer, expire_on_commit=False) as session,
            session.begin(),
        ):
            writer = Writer(session, label)
            yield writer
            writer.index()
            if not writer.is_empty or undoes is not None:
                changes = writer.finish(who=who(), undoes=undoes)
        if changes is not None:
            self._tell(changes)

    def undo(self) -> str | None:
        """Take back the latest batch that stands; answers its label, None when there is none."""
        return self._turn(to_undo, back=True)

    def redo(self) -> str | None:
        """Apply again what was undone last; answers its label, None when there is nothing."""
        return self._turn(to_redo, back=False)

    def version(self) -> int:
        """A number that changes when another program has written to the file.

        Where another file has taken the place of the store's, that one is open from now on. What the store
        held is then kept beside it, and a WorldError says so once, unless the new file has it too.
        """
        if self._place.look() is Standing.REPLACED:
            self._take_up()
        self._stay_in_place()
        self._stay_claimed()
        with self._gate.shared(), world(self.path), self._reader.connect() as connection:
            return int(connection.exec_driver_sql("SELECT count(*), max(id) FROM batch").one()[1] or 0)

    def copy_to(self, target: Path) -> None:
        """A checked copy of the store as it is now, in one file; `target` is replaced when the copy is whole.

        It is under the same passphrase. Raises WorldError where `target` is this store itself or a file
        that is no store at all.
        """
        with world(target):
            if target.exists() and (target.samefile(self.path) or not header.is_ours(target)):
                raise WorldError(tr("{name} is no backup. Choose another name for it.", name=target.name))
            target.parent.mkdir(parents=True, exist_ok=True)
            with self._gate.shared(), rewriting.replacing(target) as unfinished:
                self._copy_own(unfinished)
                connecting.check_readable(unfinished, self.key)

    def restore_from(
        self, source: Path, *, passphrase: str | None = None, prepare: Callable[[Path], None] | None = None
    ) -> None:
        """Make this store what `source`, another store or a backup, is; it stays under its own passphrase.

        `passphrase` is that of a source that was made under another one. `prepare` may change a copy of it,
        in the newest schema and under this store's key, before the store becomes what that is. Raises
        WorldError when `source` is none of ours, NeedsPassphrase when another passphrase opens it.
        """
        with world(source):
            if source.samefile(self.path):
                raise WorldError(tr("{name} is the store itself. Choose a backup.", name=source.name))
            self._check_unlocked()
            self._check_changeable()
            key = self.key_of(source, passphrase)
            version = connecting.schema_of(source, key)
            connecting.check_readable(source, key)
        with self._writing, self._gate.alone(), world(self.path):
            self._dispose()
            afresh = prepare is not None
            with rewriting.translated(source, key, self.path, self.key, version, afresh=afresh) as ready:
                if prepare is not None:
                    prepare(ready)
                connecting.overwrite(ready, self.path, self.key)
        self._renew_search()
        self._tell(Changes(0, tr("Restore a backup"), everything=True))

    def purge(self) -> None:
        """Write the file anew: no byte of what was deleted is left in it or in its log.

        Raises InUse while another program reads it.
        """
        with self._writing, self._gate.alone(), world(self.path):
            self._check_changeable()
            self._dispose()
            purging.purge(self.path, self.key)

    def integrity(self) -> list[str]:
        """What SQLite finds wrong with the file and its links, in its own words; empty when all is well."""
        with self._gate.shared(), world(self.path), self._reader.connect() as connection:
            found = [row[0] for row in connection.exec_driver_sql("PRAGMA integrity_check(20)")]
            links = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        broken = [f"{table} {rowid} → {parent}" for table, rowid, parent, _ in links]
        return [line for line in found if line != "ok"] + broken

    def _stay_claimed(self) -> None:
        """Raise Elsewhere where another machine took the store while this one was asleep or cut off."""
        if self._claim is not None and self.site.is_shared:
            self._claim.check_kept()

    def _stay_in_place(self) -> None:
        """Raise WorldError where the file has been taken away: what is written to it would be lost."""
        standing = self._place.look()
        if standing is Standing.GONE:
            words = tr(
                "{name} is no longer in {folder}. Put it back or reconnect its drive, then try again.",
                name=self.path.name,
                folder=self.path.parent,
            )
            raise WorldError(words)
        if standing is Standing.REPLACED:
            raise WorldError(
                tr("Another file has taken the place of {name}. Please try again.", name=self.path.name)
            )

    def _take_up(self) -> None:
        """Open the file that has taken the place of the store's; what the store held is kept beside it."""
        with self._writing, self._gate.alone(), world(self.path):
            connecting.check_whole(self.path, self.key)
            before = self._newest()
            kept = self._keep_own()
            self._dispose()
            self._place.drop_log()
            self._connect()
        self._settle()
        if self._newest() == before:
            kept.unlink()
            return
        raise WorldError(
            tr(
                "{name} was replaced by another file, which is shown now. What it held before is in {kept}.",
                name=self.path.name,
                kept=kept.name,
            )
        )

    def _keep_own(self) -> Path:
        """A copy of what the store holds beside it, from the file that is open, wherever that is now."""
        kept = self.path.with_stem(f"{self.path.stem}-kept-{dt.datetime.now():%Y-%m-%d-%H%M%S}")
        with world(kept), rewriting.replacing(kept) as unfinished:
            self._copy_own(unfinished)
        return kept

    def _copy_own(self, target: Path) -> None:
        with database(self.path), self._reader.connect() as connection:
            connecting.pour(connection.connection.driver_connection, target, self.key)

    def _newest(self) -> tuple[object, ...]:
        with self._reader.connect() as connection:
            newest = "SELECT id, at, label FROM batch ORDER BY id DESC LIMIT 1"
            return tuple(connection.exec_driver_sql(newest).first() or ())

    def _settle(self) -> None:
        """Set the file to write-ahead logging and read from it once: whoever holds it is noticed now."""
        with world(self.path):
            if self._writer is not None:
                with self._writer.connect():
                    pass
            self.version()
        self._renew_search()
        if self._writer is not None:
            erasing.finish(self)

    def _renew_search(self) -> None:
        """Make the search index anew where it was made by another Dateline, or not at all."""
        with self.read() as session:
            if self._writer is None or search.is_current(session):
                return
        with self._writing, database(self.path), Session(self._writer) as session, session.begin():
            # Another window may have done so while this one waited.
            if not search.is_current(session):
                search.rebuild(session)

    def _turn(self, choose: Callable[[Session], Any], *, back: bool) -> str | None:
        with self.read() as session:
            batch = choose(session)
            if batch is None:
                return None
            number, done = batch.id, batch.label
        label = tr("Undo: {label}", label=done) if back else tr("Redo: {label}", label=done)
        with self.write(label, undoes=number) as writer:
            made = list(changes_of(writer.session, number))
            writer.apply([change.inverse() for change in reversed(made)] if back else made)
            writer.mark_undone(number, back)
        return str(done)

    def _tell(self, changes: Changes) -> None:
        for listener in tuple(self.listeners):
            listener(changes)


def _tidy(path: Path, key: Key | None, site: Place) -> None:
    """Let into a store what a log beside it holds, where it has to be one file, or take back what is half."""
    if header.has_journal(path):
        connecting.take_back(path, key)
    if site.is_shared and path.stat().st_size:
        if key is None:
            header.schema_of(path)
        _check_writable(path)
        connecting.in_one_file(path, key)


def _check_new(path: Path) -> None:
    """Raise Damaged for an empty file of which there are backups: a drive or a service lost it."""
    from db.backup.places import listed

    if listed(path):
        raise Damaged(
            tr("{name} is empty: what was in it is gone. Restore it from a backup.", name=path.name)
        )


def _check_writable(path: Path) -> None:
    if not os.access(path, os.W_OK) or not os.access(path.parent, os.W_OK):
        raise ReadOnly(tr(READ_ONLY, name=path.name))
