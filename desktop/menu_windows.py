"""The windows that the menu opens over the main one and that the main one need not know."""

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from desktop.dialogs.backups import BackupsDialog
from desktop.dialogs.doctor import DoctorDialog
from desktop.dialogs.duplicates import DuplicatesDialog
from desktop.dialogs.erased import ErasedDialog
from desktop.dialogs.fault_reports import FaultReportsDialog
from desktop.dialogs.settings import SettingsDialog
from desktop.dialogs.shortcuts import ShortcutsDialog
from desktop.dialogs.store_history import StoreHistoryDialog
from desktop.pages import Pages
from desktop.settings import Settings
from desktop.workspace import Workspace


class MenuWindows(QObject):
    """Opens them; what is being typed is saved before one that shows or changes records."""

    told = Signal(str)
    """A sentence about something that is done."""

    def __init__(self, workspace: Workspace, settings: Settings, pages: Pages, over: QWidget) -> None:
        super().__init__(over)
        self._workspace = workspace
        self._settings = settings
        self._pages = pages
        self._over = over

    @Slot()
    def show_backups(self) -> None:
        """Show what was kept of earlier days."""
        self._pages.commit()
        dialog = BackupsDialog(self._workspace, self._over)
        dialog.told.connect(self.told)
        dialog.open()

    @Slot()
    def show_store_history(self) -> None:
        """Show everything that was done in this store."""
        StoreHistoryDialog(self._workspace, self._over).open()

    @Slot()
    def find_duplicates(self) -> None:
        """Look for records that are there twice, of the kind in sight first."""
        self._pages.commit()
        DuplicatesDialog(self._workspace, self._pages.current().kind, self._over).open()

    @Slot()
    def check_store(self) -> None:
        """See whether the store is whole."""
        DoctorDialog(self._workspace, self._over).open()

    @Slot()
    def show_settings(self) -> None:
        """Show the settings."""
        SettingsDialog(self._settings, self._over).open()

    @Slot()
    def show_shortcuts(self) -> None:
        """Show all keyboard shortcuts."""
        ShortcutsDialog(self._over).open()

    @Slot()
    def show_erased(self) -> None:
        """Show the log of what was erased for good."""
        ErasedDialog(self._workspace, self._over).open()

    @Slot()
    def show_fault_reports(self) -> None:
        """Show what went wrong in the program."""
        FaultReportsDialog(self._over).open()
