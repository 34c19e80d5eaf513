"""What the window remembers of a store under a passphrase, kept with the store and under its key."""

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress

from PySide6.QtCore import QObject, QTimer, Slot

from db.errors import WorldError
from db.store import Store, kept

WAIT_MS = 1000
"""How long is waited for more to keep before it is written, in milliseconds."""


class Vault(QObject):
    """Named texts, in memory and on the disk; written away from the window, a moment after a change.

    What can't be written, as while the store is locked, is written with the next change.
    """

    def __init__(self, store: Store, texts: dict[str, str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._texts = texts
        self._new: set[str] = set()
        self._writer = ThreadPoolExecutor(1, "Vault")
        self._under_way: Future[None] | None = None
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(WAIT_MS)
        self._wait.timeout.connect(self.write)

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter(tuple(self._texts.items()))

    def get(self, name: str) -> str | None:
        """A text; None where none is kept."""
        return self._texts.get(name)

    def put(self, name: str, text: str) -> None:
        """Keep a text."""
        if self._texts.get(name) != text:
            self._texts[name] = text
            self._new.add(name)
            self._wait.start()

    @property
    def is_written(self) -> bool:
        """Whether all is on the disk, or on its way."""
        return not self._new

    @Slot()
    def write(self) -> None:
        """Begin to write what is new."""
        if not (self._store.is_locked or self._store.read_only) and self._new:
            new, self._new = self._new, set()
            self._under_way = self._writer.submit(self._write, {name: self._texts[name] for name in new})

    def write_anew(self) -> None:
        """Write everything now: the store has another key."""
        self._new = set(self._texts)
        self.sync()

    def sync(self) -> None:
        """Write what is new, and wait until it is safe."""
        self._wait.stop()
        self.write()
        if self._under_way is not None:
            # Like the settings of any program, they are not worth a message when the disk is full.
            with suppress(WorldError):
                self._under_way.result()

    def _write(self, new: dict[str, str]) -> None:
        try:
            # Another window, or the command line, may have kept something meanwhile.
            kept.write(self._store, (kept.read(self._store) or {}) | new)
        except WorldError:
            self._new |= new.keys()
            raise
