"""What is to be known of a store as long as its window is open: that it is read-only, or where it lies."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QVBoxLayout, QWidget

from db.language import tr
from db.store.place import Where, conflict_copies, conflict_words
from db.store.sentences import world
from desktop.settings import Settings
from desktop.tasks import Task
from desktop.theme import SPACE
from desktop.widgets.banner import Banner, Kind
from desktop.workspace import Workspace


class StoreNotice(QWidget):
    """Banners over the lists; each that she puts away stays away: for this place, for these copies."""

    edit_requested = Signal(object)
    """The path of a store that was opened to be read, and is to be opened to be changed."""

    def __init__(self, workspace: Workspace, settings: Settings, why: str = "") -> None:
        """`why` says, where the store was opened to be read only, what keeps her from changing it."""
        super().__init__()
        self._store = workspace.store
        self._settings = settings
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(SPACE.small)
        self._copies: list[Path] = []
        if workspace.read_only:
            self._show_read_only(why)
        elif self._store.site.warning and self._store.site.root not in self._put_away("places"):
            banner = self._add("warning", self._store.site.warning)
            banner.closed.connect(self._keep_place)
        if self._store.site.where is Where.SYNCED:
            workspace.tasks.start(self._look_for_copies, done=self._on_copies, failed=_say_nothing)
        self._fit()

    def banners(self) -> list[Banner]:
        """What is shown, from above."""
        return [each for each in self.findChildren(Banner) if not each.isHidden()]

    def _show_read_only(self, why: str) -> None:
        edit = QAction(tr("Open for editing"), self)
        edit.triggered.connect(self._ask_for_editing)
        sentence = tr("You can read, search and export here. Nothing can be changed.")
        self._add("info", f"{why} {sentence}".strip(), [edit], closable=False)

    def _add(self, kind: Kind, text: str, actions: Sequence[QAction] = (), closable: bool = True) -> Banner:
        banner = Banner(kind, text, actions, closable)
        banner.closed.connect(self._fit)
        self._column.addWidget(banner)
        return banner

    @Slot()
    def _fit(self) -> None:
        """Take no room, nor the space around it, where there is nothing to say."""
        self.setVisible(bool(self.banners()))

    def _put_away(self, name: str) -> list[str]:
        return list(self._settings.get(f"notice/{name}", []))

    @Slot()
    def _keep_place(self) -> None:
        self._settings.put("notice/places", [*self._put_away("places"), self._store.site.root])

    @Slot()
    def _keep_copies(self) -> None:
        names = [str(each) for each in self._copies]
        self._settings.put("notice/copies", [*self._put_away("copies"), *names])

    @Slot()
    def _ask_for_editing(self) -> None:
        self.edit_requested.emit(self._store.path)

    def _look_for_copies(self, _task: Task) -> list[Path]:
        with world(self._store.path):
            return conflict_copies(self._store.path)

    def _on_copies(self, copies: list[Path]) -> None:
        known = self._put_away("copies")
        self._copies = [each for each in copies if str(each) not in known]
        if self._copies:
            banner = self._add("warning", conflict_words(self._store.site.service, self._copies))
            banner.closed.connect(self._keep_copies)
            self._fit()


def _say_nothing(_sentence: str) -> None:
    """A folder that can't be listed is told of by the window itself, which reads the store there."""
