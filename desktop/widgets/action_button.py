"""A button for an action: its text, icon, tooltip, and whether it can be used now."""

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QPushButton, QWidget

from desktop import icons
from desktop.theme import SIZE


class ActionButton(QPushButton):
    """Triggers an action and looks as the action says; `primary` makes it the one filled button."""

    def __init__(self, action: QAction, primary: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._action = action
        self._primary = primary
        self.setProperty("primary", primary)
        self.setIconSize(QSize(SIZE.icon, SIZE.icon))
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.setAutoDefault(False)
        self._refresh()
        action.changed.connect(self._refresh)
        self.clicked.connect(action.trigger)

    @Slot()
    def _refresh(self) -> None:
        action = self._action
        self.setText(action.text())
        self.setToolTip(_tooltip(action))
        self.setAccessibleName(action.iconText())
        self.setEnabled(action.isEnabled())
        if self.parentWidget() is not None:
            # Before it has a place, a button that is shown would be a window of its own.
            self.setVisible(action.isVisible())
        if not action.icon().isNull():
            self.setIcon(icons.recoloured(action.icon(), "on_accent") if self._primary else action.icon())


def _tooltip(action: QAction) -> str:
    """What the action does and its shortcut, unless the tooltip says it already."""
    shortcut = action.shortcut().toString(action.shortcut().SequenceFormat.NativeText)
    says = action.toolTip()
    return says if not shortcut or shortcut in says else f"{says} ({shortcut})"
