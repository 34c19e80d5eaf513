"""The first start: three ways in."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from db.language import tr
from desktop import icons
from desktop.actions import Actions
from desktop.widgets.empty_state import EmptyState


class Welcome(QFrame):
    """A workbook, an example, or an empty store; shown until something was written for the first time."""

    dismissed = Signal()

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", True)
        empty = QAction(icons.icon("tray"), tr("Start empty"), self)
        empty.triggered.connect(self.dismissed)
        workbook = QAction(icons.icon("file-import-outline"), tr("Import a workbook…"), self)
        workbook.triggered.connect(actions["import"].trigger)
        column = QVBoxLayout(self)
        column.addWidget(
            EmptyState(
                "bullhorn-outline",
                tr("Your releases, contacts and partners go here"),
                tr(
                    "Bring in a workbook that you have, look around in an example, or start with an empty "
                    "store. You can also drop a workbook here."
                ),
                [workbook, actions["example"], empty],
            )
        )
