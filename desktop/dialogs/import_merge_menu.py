"""The choices that are about many rows of a workbook that came back, as a menu of actions."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from db.exchange.merging import Side
from db.exchange.plan import SheetPlan, State
from db.fields import Field
from db.language import tr, trn
from desktop.dialogs.import_merge import (
    Chosen,
    chosen_column,
    chosen_conflicts,
    chosen_deletions,
    chosen_everything,
)
from desktop.dialogs.import_preview import Preview
from desktop.widgets.menu import Menu

_Choose = Callable[[Any], Chosen]
"""What is chosen with a `Side`, or with None where it is taken back."""


class MergeMenu(QObject):
    """Fills menus with what can be chosen at once; `chosen` brings it when she does."""

    chosen = Signal(object)
    """A `Chosen`."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._previews: Sequence[Preview] = ()
        self._sheets: Sequence[SheetPlan] = ()
        self._place = -1

    def show_previews(self, previews: Sequence[Preview], place: int) -> None:
        """Take the tables of a workbook, and which of them is in sight."""
        self._previews, self._place = previews, place
        self._sheets = [preview.plan for preview in previews]

    @property
    def is_back(self) -> bool:
        """Whether the table in sight is merged three ways."""
        return 0 <= self._place < len(self._sheets) and self._sheets[self._place].back

    @property
    def has_choices(self) -> bool:
        """Whether there is anything to choose in the tables that are."""
        back = (each for each in self._previews if each.plan.back)
        return self.is_back and any(
            each.merge.columns or each.merge.conflicts or each.merge.proposed or each.counts[State.NEW.name]
            for each in back
        )

    def fill(self, menu: QMenu) -> None:
        """All that can be chosen at once about the workbook and about the table in sight."""
        for below in menu.findChildren(Menu):
            below.deleteLater()
        menu.clear()
        if not self.is_back:
            return
        if any(preview.merge.conflicts for preview in self._previews):
            self._add(menu, tr("Take theirs in all conflicts"), self._conflicts, Side.THEIRS)
            self._add(menu, tr("Keep ours in all conflicts"), self._conflicts, Side.OURS)
            if any(preview.merge.decided for preview in self._previews):
                self._add(menu, tr("Leave all conflicts undecided"), self._conflicts, None)
            menu.addSeparator()
        self._add(menu, tr("Take all that they changed"), self._everything, Side.THEIRS)
        self._add(menu, tr("Take nothing that they changed"), self._everything, Side.OURS)
        fields = [each for each in self._previews[self._place].fields if self._can_choose(each)]
        if fields:
            menu.addSeparator()
        for field in fields:
            below = Menu(field.label, menu)
            self.fill_column(below, field)
            menu.addMenu(below)
        sheet = self._sheets[self._place]
        if sheet.missing:
            self._add_deletions(menu, len(sheet.missing))

    def fill_column(self, menu: QMenu, field: Field) -> None:
        """What can be chosen about a field in all rows of the table in sight."""
        if not self._can_choose(field):
            return
        column = partial(self._column, field.name)
        self._add(menu, tr("Take theirs in the whole column"), column, Side.THEIRS)
        self._add(menu, tr("Keep ours in the whole column"), column, Side.OURS)
        if field.name in self._previews[self._place].merge.decided:
            self._add(menu, tr("Leave the conflicts in the column undecided"), column, None)

    def _can_choose(self, field: Field) -> bool:
        return self.is_back and field.name in self._previews[self._place].merge.columns

    def _add_deletions(self, menu: QMenu, n: int) -> None:
        menu.addSeparator()
        words = trn(
            "Delete here too the {n} that they deleted", "Delete here too the {n} that they deleted", n
        )
        self._add(menu, words, self._deletions, Side.THEIRS)
        self._add(menu, tr("Keep all that they deleted"), self._deletions, Side.OURS)

    def _add(self, menu: QMenu, words: str, choose: _Choose, side: Side | None) -> None:
        action = QAction(words, menu)
        action.triggered.connect(partial(self._choose, choose, side))
        menu.addAction(action)

    # What is chosen is found out only then: the rows may have been worked out anew under an open menu.

    def _choose(self, choose: _Choose, side: Side | None) -> None:
        if self.is_back:
            self.chosen.emit(choose(side))

    def _conflicts(self, side: Side | None) -> Chosen:
        return chosen_conflicts(self._sheets, side)

    def _everything(self, side: Side) -> Chosen:
        return chosen_everything(self._sheets, side)

    def _column(self, name: str, side: Side | None) -> Chosen:
        return chosen_column(self._place, self._sheets[self._place], name, side)

    def _deletions(self, side: Side) -> Chosen:
        return chosen_deletions(self._place, self._sheets[self._place], side)
