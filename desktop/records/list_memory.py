"""How she left a list: what was shown, with which columns, how wide, at which record."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Slot

from db.queries import View
from desktop.settings import Settings


class ListMemory(QObject):
    """What the settings keep of the list of one kind of record."""

    def __init__(self, settings: Settings, kind: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._kind = kind
        self._widths: dict[str, int] = {}
        kept = settings.get(f"widths/{kind}", {})
        if isinstance(kept, dict):
            self._widths = {str(name): int(width) for name, width in kept.items()}

    def view(self) -> View:
        """What was listed; all records where that is not known, or can't be read any more."""
        try:
            return View.from_json(self._settings.get(f"view/{self._kind}"))
        except (LookupError, TypeError, ValueError):
            return View(self._kind)

    def columns(self) -> tuple[str, ...]:
        """The columns shown; empty where that is not known."""
        return tuple(map(str, self._settings.get(f"columns/{self._kind}", ())))

    def saved(self) -> str:
        """The name of the view of hers that was in use."""
        return str(self._settings.get(f"saved/{self._kind}", ""))

    def keep(self, view: View, columns: Sequence[str], saved: str) -> None:
        """Keep what is shown."""
        self._settings.put(f"view/{self._kind}", view.to_json())
        self._settings.put(f"columns/{self._kind}", list(columns))
        self._settings.put(f"saved/{self._kind}", saved)

    def widths(self) -> dict[str, int]:
        """The widths that she gave to columns, in pixels."""
        return dict(self._widths)

    @Slot(str, int)
    def keep_width(self, name: str, width: int) -> None:
        """Keep the width that she gave to a column."""
        self._widths[name] = width
        self._settings.put(f"widths/{self._kind}", self._widths)

    def forget_widths(self) -> None:
        """Forget all widths."""
        self._widths = {}
        self._settings.put(f"widths/{self._kind}", {})

    def current(self) -> int:
        """The id of the record that was current; 0 for none."""
        kept = self._settings.get(f"place/{self._kind}", 0)
        return kept if isinstance(kept, int) else 0

    def keep_current(self, number: int) -> None:
        """Keep which record is current, by its id."""
        self._settings.put(f"place/{self._kind}", number)
