"""All keyboard shortcuts, as the table of actions has them."""

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from db.language import tr
from desktop.actions import Deed, groups
from desktop.theme import SPACE
from desktop.widgets.section_label import SectionLabel
from desktop.widgets.titled_dialog import TitledDialog


class ShortcutsDialog(TitledDialog):
    """The shortcuts in two columns, by what they are for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            tr("Keyboard shortcuts"), tr("Ctrl+1 to Ctrl+9 go to the tabs from left to right."), parent=parent
        )
        columns = QHBoxLayout()
        columns.setSpacing(2 * SPACE.huge)
        halves = [QVBoxLayout(), QVBoxLayout()]
        for half in halves:
            half.setSpacing(SPACE.large)
            columns.addLayout(half)
        for place, (group, deeds) in enumerate(groups().items()):
            halves[place % 2].addLayout(_group(group, deeds))
        for half in halves:
            half.addStretch()
        self.add(columns)


def _group(name: str, deeds: list[Deed]) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(SPACE.small)
    column.addWidget(SectionLabel(tr(name)))
    grid = QGridLayout()
    grid.setHorizontalSpacing(SPACE.huge)
    grid.setVerticalSpacing(SPACE.small)
    grid.setColumnStretch(0, 1)
    for row, deed in enumerate(deeds):
        keys = QLabel(QKeySequence(deed.keys).toString(QKeySequence.SequenceFormat.NativeText))
        keys.setProperty("role", "key")
        grid.addWidget(QLabel(tr(deed.text)), row, 0)
        grid.addWidget(keys, row, 1)
    column.addLayout(grid)
    return column
