"""A list put to a use of its own for a while, with a line above it that says so; then it is as it was."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QVBoxLayout, QWidget

from db.queries import View
from desktop.records.record_list import RecordList
from desktop.theme import SPACE
from desktop.widgets.banner import Banner


class Interlude(QObject):
    """Shows another view of a list under a sentence and buttons, and brings back what was shown before."""

    ended = Signal()
    """It is over, and the list is as it was."""

    def __init__(self, listed: RecordList, actions: Sequence[QAction]) -> None:
        super().__init__(listed)
        self._list = listed
        self._actions = actions
        self._before: tuple[str, View, list[str]] | None = None
        self.banner = Banner("info", "", actions)
        self.banner.closed.connect(self.end)
        self._around = QWidget()
        row = QVBoxLayout(self._around)
        row.setContentsMargins(SPACE.small, SPACE.small, SPACE.small, 0)
        row.addWidget(self.banner)
        self._around.hide()
        self._enable(False)
        listed.put_above(self._around)

    @property
    def is_on(self) -> bool:
        """Whether it has begun and is not over yet."""
        return self._before is not None

    def begin(self, view: View, columns: Sequence[str], sentence: str) -> None:
        """Show a view with these columns, and say what for."""
        if self._before is None:
            self._before = (self._list.bar.views.name(), self._list.view(), self._list.columns())
        self._list.show_view("", view, columns)
        self._enable(True)
        self.say(sentence)
        self.banner.show()
        self._around.show()

    def say(self, sentence: str, *, is_done: bool = False) -> None:
        """Say something else."""
        self.banner.show_message("good" if is_done else "info", sentence)

    @Slot()
    def end(self) -> None:
        """Bring back what was shown before."""
        before, self._before = self._before, None
        self._around.hide()
        self._enable(False)
        if before is not None:
            name, view, columns = before
            self._list.show_view(name, view, columns)
            self.ended.emit()

    def _enable(self, on: bool) -> None:
        for action in self._actions:
            action.setEnabled(on)
