"""How she left the window: sizes, columns, views. Never records; those are in the store alone."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from platformdirs import user_config_path
from PySide6.QtCore import QByteArray, QObject, QSettings, Signal, SignalInstance

from db.errors import WorldError
from db.store import Store, kept
from desktop.vault import Vault

IMPORT_MEMORY = "import/mappings"
"""Under this name what was chosen for the tables of imports is kept, by their headers."""

LOCK_AFTER = "lock_after"
"""Under this name is kept after how many minutes without use a protected store is locked; 0 for never."""

OPEN_NAMES = ("scheme", "density", "language", "country", "tab", "open_tabs", "import/size", LOCK_AFTER)
OPEN_BEGINNINGS = ("state/", "widths/", "columns/")
"""Settings that tell nothing of what is in a store; all others are under its passphrase where it has one."""


class _Shared(QObject):
    density_changed = Signal()


class Settings(QObject):
    """Named values kept between starts, as plain JSON values and Qt's own states of windows and headers."""

    def __init__(self, path: Path | None = None, *, beside: "Settings | None" = None) -> None:
        """The settings in a file; or, for one more window, those that `beside` has."""
        super().__init__()
        place = path or user_config_path("Dateline", appauthor=False) / "dateline.ini"
        self._shared: _Shared = beside._shared if beside else _Shared()
        own = QSettings(str(place), QSettings.Format.IniFormat)
        self._kept: QSettings = beside._kept if beside else own
        self._store: Store | None = None
        self._vault: Vault | None = None

    @property
    def density_changed(self) -> SignalInstance:
        """Rows stand closer, or wider apart, from now on: in all windows."""
        return self._shared.density_changed

    def of_store(self, store: Store) -> "Settings":
        """The settings for a window on a store; what may tell of its contents is under its passphrase."""
        made = Settings(beside=self)
        made._store = store
        try:
            texts = kept.read(store)
        except WorldError:
            # The store opens all the same, as it did the first time.
            texts = {}
        if store.key is not None:
            made._begin_vault(texts)
        elif texts is not None:
            made._leave_vault(texts.items())
        return made

    def follow_store(self) -> None:
        """Keep what may tell of contents where it belongs now that the store has another key, or none."""
        if self._store is None:
            return
        if self._store.key is None:
            self._leave_vault(self._vault or ())
        elif self._vault is None:
            self._begin_vault(None)
        else:
            self._vault.write_anew()

    def get(self, name: str, otherwise: Any = None) -> Any:
        """A kept value; `otherwise` where none was kept or what was kept can't be read."""
        text = self._vault.get(name) if self._vault and not _is_open(name) else self._kept.value(name)
        if not isinstance(text, str):
            return otherwise
        try:
            return json.loads(text)
        except ValueError:
            return otherwise

    def put(self, name: str, value: Any) -> None:
        """Keep a value that JSON can hold."""
        text = json.dumps(value, ensure_ascii=False)
        if self._vault and not _is_open(name):
            self._vault.put(name, text)
        else:
            self._kept.setValue(name, text)

    def state(self, name: str) -> QByteArray:
        """The kept state of a window, splitter or header; empty where none was kept."""
        state = self._kept.value(f"state/{name}")
        return state if isinstance(state, QByteArray) else QByteArray()

    def keep_state(self, name: str, state: QByteArray) -> None:
        """Keep the state of a window, splitter or header."""
        self._kept.setValue(f"state/{name}", state)

    def sync(self) -> None:
        """Write to the disk now."""
        self._kept.sync()
        if self._vault:
            self._vault.sync()

    def _begin_vault(self, texts: dict[str, str] | None) -> None:
        """Use what was kept under the key; where that is nothing yet, what was kept in the open so far."""
        assert self._store is not None
        told = {name: self._kept.value(name) for name in self._kept.allKeys() if not _is_open(name)}
        taken = {name: text for name, text in told.items() if isinstance(text, str)}
        if self._store.read_only:
            taken = {}
        self._vault = Vault(self._store, taken if texts is None else texts, self)
        if texts is not None or self._store.read_only:
            return
        self._vault.write_anew()
        if self._vault.is_written:
            for name in told:
                self._kept.remove(name)
            self._kept.sync()

    def _leave_vault(self, texts: Iterable[tuple[str, str]]) -> None:
        """Keep in the open what was kept under a key."""
        assert self._store is not None
        for name, text in texts:
            self._kept.setValue(name, text)
        self._kept.sync()
        self._vault = None
        kept.forget(self._store)


def _is_open(name: str) -> bool:
    return name in OPEN_NAMES or name.startswith(OPEN_BEGINNINGS)
