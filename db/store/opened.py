"""The open file of a store: who reads and writes it, under which key, and how that key changes or goes."""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from threading import Lock
from typing import NamedTuple

from sqlalchemy import Connection, Engine

from db.errors import NeedsPassphrase, ReadOnly, WorldError
from db.language import tr
from db.store import beside, connecting, header, rewriting
from db.store.gate import Gate
from db.store.passphrase import Key, salt_of
from db.store.place import place_of
from db.store.sentences import READ_ONLY, world
from db.store.whereabouts import Whereabouts


class Engines(NamedTuple):
    """What an open store reads and writes through."""

    reader: Engine
    writer: Engine | None


class OpenFile(ABC):
    """What a store is below its records: `key` opens its file and its backups, None where there is none."""

    def __init__(self, path: Path, key: Key | None = None, *, read_only: bool = False) -> None:
        self.path = path
        self.key = key
        self.read_only = read_only
        self.site = place_of(path)
        self._writing = Lock()
        self._gate = Gate()
        self._engines: Engines | None = None
        self._connect()

    def key_of(self, file: Path, passphrase: str | None = None) -> Key | None:
        """The key of a backup: that of this store where it was made under it, else by its passphrase.

        Raises NeedsPassphrase when it is under another passphrase than this.
        """
        if self.key is not None and connecting.is_opened_by(file, self.key):
            return self.key
        return connecting.key_for(file, passphrase)

    def protect(self, passphrase: str | None) -> None:
        """Put the store under a passphrase, under another one, or, with None, under none.

        The file is written anew and takes the place of the old one when it is whole; of a file that was not
        encrypted the old bytes are overwritten, and those of its log. Backups stay as they are, until they
        are taken over.
        Raises WorldError, with the store as it was, when that can't be done now.
        """
        key = None if passphrase is None else Key.make(passphrase)
        with self._writing, self._gate.alone(), world(self.path):
            self._check_unlocked()
            self._check_changeable()
            with nullcontext() if self.key else rewriting.overwritten(header.log_of(self.path)):
                self._dispose()
                rewriting.rewrite(self.path, self.key, key)
            old, self.key = self.key, key
            self._connect()
            for ending in ("unsaved", "settings"):
                beside.rekey(beside.place_of(self.path, ending), old, key)
        self._settle()

    @property
    def unsaved(self) -> Path:
        """The file beside the store for what is typed and not written yet; see `db.unsaved`."""
        return beside.place_of(self.path, "unsaved")

    @contextmanager
    def aside(self) -> Iterator[Connection]:
        """A transaction in the `unsaved` file, under the store's key, which waits for no batch under way."""
        with self._gate.shared():
            self._check_unlocked()
            with beside.transaction(self.unsaved, self.key) as connection:
                yield connection

    def take_over(self, backup: Path, key: Key | None) -> None:
        """Write a backup that `key` opens anew, under the key of this store or, where it has none, without.

        Raises NeedsPassphrase where `key` does not open it, WorldError where it can't be written to or read.
        """
        with world(backup):
            self._check_unlocked()
            if (salt := salt_of(backup)) is not None and (key is None or salt != key.salt):
                raise NeedsPassphrase(tr("{name} is under another passphrase.", name=backup.name))
            now = key if salt else None
            if now != self.key:
                rewriting.rewrite(backup, now, self.key)

    def check(self, passphrase: str) -> None:
        """Raise NeedsPassphrase unless this is the passphrase that the store has."""
        self._check_unlocked()
        if self.key is not None and Key.make(passphrase, self.key.salt) != self.key:
            raise NeedsPassphrase(tr(connecting.WRONG_PASSPHRASE, name=self.path.name))

    @property
    def is_locked(self) -> bool:
        """Whether the key was let go of, so that nothing can be read or written."""
        return self._engines is None

    def lock(self) -> None:
        """Let go of the file and of the key, as soon as the scopes in use have ended.

        From then on NeedsPassphrase is raised by all that reads or writes, until `unlock`.
        """
        with self._writing, self._gate.alone():
            if self.key is not None and self._engines is not None:
                self._dispose()
                self._engines = self.key = None

    def unlock(self, passphrase: str) -> None:
        """Open again what was locked. Raises NeedsPassphrase for another passphrase, WorldError as `open`."""
        with self._writing, self._gate.alone(), world(self.path):
            key = connecting.key_for(self.path, passphrase)
            if connecting.schema_of(self.path, key) < header.SCHEMA:
                raise WorldError(
                    tr("{name} comes from an older Dateline. Start Dateline again.", name=self.path.name)
                )
            self.key = key
            self._connect()
        try:
            self._settle()
        except BaseException:
            self.lock()
            raise

    def _check_changeable(self) -> None:
        """Raise ReadOnly where the store is only read, and Elsewhere where another machine took it."""
        if self.read_only:
            raise ReadOnly(tr(READ_ONLY, name=self.path.name))
        self._stay_claimed()

    def _connect(self) -> None:
        self._place = Whereabouts(self.path)
        journal = "DELETE" if self.site.is_shared else "WAL"
        self._engines = Engines(
            connecting.engine(self.path, self.key, reads=True, immutable=self.read_only, journal=journal),
            None if self.read_only else connecting.engine(self.path, self.key, reads=False, journal=journal),
        )

    def _check_unlocked(self) -> None:
        """Raise NeedsPassphrase while the store is locked."""
        if self._engines is None:
            raise NeedsPassphrase(tr("{name} is locked. Give its passphrase.", name=self.path.name))

    @property
    def _reader(self) -> Engine:
        self._check_unlocked()
        assert self._engines is not None
        return self._engines.reader

    @property
    def _writer(self) -> Engine | None:
        self._check_unlocked()
        assert self._engines is not None
        return self._engines.writer

    def _dispose(self) -> None:
        for engine in self._engines or ():
            if engine is not None:
                engine.dispose()

    @abstractmethod
    def _settle(self) -> None:
        """Read once from the file that was opened again: whoever holds it is noticed now."""

    @abstractmethod
    def _stay_claimed(self) -> None:
        """Raise Elsewhere where another machine took the store meanwhile."""
