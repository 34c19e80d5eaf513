"""Her own views of a list: filters, order and columns under a name, kept in the settings."""

from dataclasses import dataclass, replace
from typing import Any

from db.queries import View
from desktop.settings import Settings


@dataclass(frozen=True)
class SavedView:
    """What is listed, in which order, with which columns."""

    name: str
    view: View
    columns: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        """As it is kept."""
        return {"name": self.name, "view": self.view.to_json(), "columns": list(self.columns)}

    @classmethod
    def from_json(cls, parts: dict[str, Any]) -> "SavedView":
        """The inverse of `to_json`. Raises LookupError, TypeError or ValueError for anything else."""
        return cls(str(parts["name"]), View.from_json(parts["view"]), tuple(map(str, parts["columns"])))


class SavedViews:
    """The views of one kind of record, by name, in the order of their names."""

    def __init__(self, settings: Settings, kind: str) -> None:
        self._settings = settings
        self._key = f"views/{kind}"
        self._views = {view.name: view for view in map(_read, settings.get(self._key, [])) if view}

    def names(self) -> list[str]:
        """The names, as a person sorts them."""
        return sorted(self._views, key=str.casefold)

    def get(self, name: str) -> SavedView | None:
        """The view of a name."""
        return self._views.get(name)

    def put(self, view: SavedView) -> None:
        """Keep a view under its name, in the place of the one that had it."""
        self._views[view.name] = view
        self._keep()

    def rename(self, name: str, other: str) -> None:
        """Keep a view under another name."""
        self._views[other] = replace(self._views.pop(name), name=other)
        self._keep()

    def remove(self, name: str) -> None:
        """Forget a view."""
        self._views.pop(name, None)
        self._keep()

    def _keep(self) -> None:
        self._settings.put(self._key, [self._views[name].to_json() for name in self.names()])


def _read(parts: Any) -> SavedView | None:
    try:
        return SavedView.from_json(parts)
    except (LookupError, TypeError, ValueError):
        # Settings of another version: a view that can't be read is left out rather than half shown.
        return None
