"""How she left the window: sizes, columns, views. Never records; those are in the store alone."""

import json
from pathlib import Path
from typing import Any

from platformdirs import user_config_path
from PySide6.QtCore import QByteArray, QObject, QSettings, Signal

IMPORT_MEMORY = "import/mappings"
"""Under this name what was chosen for the tables of imports is kept, by their headers."""


class Settings(QObject):
    """Named values kept between starts, as plain JSON values and Qt's own states of windows and headers."""

    density_changed = Signal()
    """Rows stand closer, or wider apart, from now on."""

    def __init__(self, path: Path | None = None) -> None:
        super().__init__()
        place = path or user_config_path("Dateline", appauthor=False) / "dateline.ini"
        self._kept = QSettings(str(place), QSettings.Format.IniFormat)

    def get(self, name: str, otherwise: Any = None) -> Any:
        """A kept value; `otherwise` where none was kept or what was kept can't be read."""
        text = self._kept.value(name)
        if not isinstance(text, str):
            return otherwise
        try:
            return json.loads(text)
        except ValueError:
            return otherwise

    def put(self, name: str, value: Any) -> None:
        """Keep a value that JSON can hold."""
        self._kept.setValue(name, json.dumps(value, ensure_ascii=False))

    def state(self, name: str) -> QByteArray:
        """The kept state of a window, splitter or header; empty where none was kept."""
        kept = self._kept.value(f"state/{name}")
        return kept if isinstance(kept, QByteArray) else QByteArray()

    def keep_state(self, name: str, state: QByteArray) -> None:
        """Keep the state of a window, splitter or header."""
        self._kept.setValue(f"state/{name}", state)

    def sync(self) -> None:
        """Write to the disk now."""
        self._kept.sync()
