"""The choices that are about many rows of a workbook that came back, as a menu of actions."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from db.exchange.merging import Side
from db.exchange.plan import SheetPlan
from db.fields import Field
from db.language import tr, trn
from desktop.dialogs.import_merge import (
    Chosen,
    chosen_column,
    chosen_conflicts,
    chosen_deletions,
    chosen_everything,
    columns_to_choose,
)
from desktop.widgets.menu import Menu


class MergeMenu(QObject):
    """Fills menus with what can be chosen at once; `chosen` brings it when she does."""

    chosen = Signal(object)
    """A `Chosen`."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._sheets: Sequence[SheetPlan] = ()
        self._place = -1

    def show_sheets(self, sheets: Sequence[SheetPlan], place: int) -> None:
        """Take the tables of a workbook, and which of them is in sight."""
        self._sheets, self._place = sheets, place

    @property
    def is_back(self) -> bool:
        """Whether the table in sight is merged three ways."""
        return 0 <= self._place < len(self._sheets) and self._sheets[self._place].back

    def fill(self, menu: QMenu) -> None:
        """All that can be chosen at once about the workbook and about the table in sight."""
        menu.clear()
        if not self.is_back:
            return
        sheet = self._sheets[self._place]
        if chosen_conflicts(self._sheets, Side.OURS).cells:
            self._add(
                menu, tr("Take theirs in all conflicts"), partial(chosen_conflicts, self._sheets, Side.THEIRS)
            )
            self._add(
                menu, tr("Keep ours in all conflicts"), partial(chosen_conflicts, self._sheets, Side.OURS)
            )
            menu.addSeparator()
        self._add(
            menu, tr("Take all that they changed"), partial(chosen_everything, self._sheets, Side.THEIRS)
        )
        self._add(
            menu, tr("Take nothing that they changed"), partial(chosen_everything, self._sheets, Side.OURS)
        )
        fields = columns_to_choose(sheet)
        if fields:
            menu.addSeparator()
        for field in fields:
            below = Menu(field.label, menu)
            self.fill_column(below, field)
            menu.addMenu(below)
        if sheet.missing:
            self._add_deletions(menu, sheet)

    def fill_column(self, menu: QMenu, field: Field) -> None:
        """What can be chosen about a field in all rows of the table in sight."""
        if not self.is_back or field.name not in {
            each.name for each in columns_to_choose(self._sheets[self._place])
        }:
            return
        column = partial(chosen_column, self._place, self._sheets[self._place], field.name)
        self._add(menu, tr("Take theirs in the whole column"), partial(column, Side.THEIRS))
        self._add(menu, tr("Keep ours in the whole column"), partial(column, Side.OURS))

    def _add_deletions(self, menu: QMenu, sheet: SheetPlan) -> None:
        n = len(sheet.missing)
        gone = partial(chosen_deletions, self._place, sheet)
        menu.addSeparator()
        words = trn(
            "Delete here too the {n} that they deleted", "Delete here too the {n} that they deleted", n
        )
        self._add(menu, words, partial(gone, Side.THEIRS))
        self._add(menu, tr("Keep all that they deleted"), partial(gone, Side.OURS))

    def _add(self, menu: QMenu, words: str, choose: Callable[[], Chosen]) -> None:
        action = QAction(words, menu)
        action.triggered.connect(partial(self._choose, choose))
        menu.addAction(action)

    def _choose(self, choose: Callable[[], Chosen]) -> None:
        self.chosen.emit(choose())
