"""Opening the folder in which a file was written."""

from pathlib import Path

from PySide6.QtCore import QUrl, Slot
from PySide6.QtGui import QAction, QDesktopServices
from PySide6.QtWidgets import QWidget

from db.language import tr
from desktop import icons


class ShowInFolder(QAction):
    """Opens the folder of `path` in the program that the system has for folders."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(icons.icon("folder-open-outline", "on_tip"), tr("Show in folder"), parent)
        self.path = Path()
        self.triggered.connect(self.show_it)

    @Slot()
    def show_it(self) -> None:
        """Open the folder."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.path.parent)))
