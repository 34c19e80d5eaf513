"""The window: where she is (tabs), what there is (list), what this one says (form)."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QFileDialog, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from db import journal
from db.exchange.inspection import READ_ENDINGS
from db.language import tr
from db.records import TABS
from db.unsaved_offers import Offer
from db.writer import Changes
from desktop.actions import Actions
from desktop.dialogs.export import ExportDialog
from desktop.dialogs.leaving import LeavingDialog
from desktop.dialogs.passphrase import PassphraseDialogs
from desktop.dialogs.welcome import Welcome
from desktop.locking import WindowLock
from desktop.menu_windows import MenuWindows
from desktop.pages import Pages
from desktop.records import tab_order
from desktop.records.cards import CardDrop, has_cards
from desktop.settings import Settings
from desktop.theme import SPACE
from desktop.top_bar import StatusRow, TopBar
from desktop.undo_keys import UndoKeys
from desktop.unsaved_offer import UnsavedOffer
from desktop.widgets.banner import Banner, Toast
from desktop.widgets.show_in_folder import ShowInFolder
from desktop.workspace import Workspace

WIDTH, HEIGHT = 1280, 800
"""The size of the window at its first start, in device-independent pixels, where the screen has room."""

TOAST_FROM = 2
"""From how many records on a change is told in a message with Undo; one record shows for itself."""


class MainWindow(QMainWindow):
    """One window on one store."""

    example_requested = Signal()
    closed = Signal(object)
    """The path of the store that it was on."""

    def __init__(self, workspace: Workspace, settings: Settings, title: str = "Dateline") -> None:
        super().__init__()
        self._workspace = workspace
        self._settings = settings
        self._to_import: list[Path] = []
        self._leaves_unsaved = False
        self.setWindowTitle(title)
        self.setAcceptDrops(True)
        self._pages = Pages(workspace, settings)
        self._lock = WindowLock(self, workspace, settings, self._pages.commit)
        self._passphrase = PassphraseDialogs(workspace, settings, self)
        self._windows = MenuWindows(workspace, settings, self._pages, self)
        self._deeds = Actions(self, self._slots(), self._pages.do)
        self._top = TopBar(self._deeds, workspace, self)
        self._welcome = Welcome(self._deeds)
        self._dropped_cards = CardDrop()
        self._content = QStackedWidget()
        self._content.addWidget(self._pages)
        self._content.addWidget(self._welcome)
        self._banner = Banner("danger", "")
        self._banner.hide()
        self._unsaved = UnsavedOffer(workspace)
        self._status = StatusRow()
        self._toast = Toast(self._lay_out())
        self._show_in_folder = ShowInFolder(self)
        self._undo_keys = UndoKeys(self)
        self.addActions(list(self._deeds))
        first = [self._deeds[name] for name in ("new", "import")]
        walk = (self._deeds["verify"], self._deeds["skip"])
        self._pages.offer(first, self._deeds.of_row, walk, self._deeds["find_duplicates"])
        self._connect()
        if workspace.read_only:
            self._deeds.only_read()
            self.setAcceptDrops(False)
        self._come_back()

    def _slots(self) -> dict[str, Callable[..., Any]]:
        return {
            "undo": self.undo,
            "redo": self.redo,
            "import": self.import_workbook,
            "export": self.export_workbook,
            "backups": self._windows.show_backups,
            "check": self._windows.check_store,
            "lock": self.lock,
            "protect": self._passphrase.protect,
            "change_passphrase": self._passphrase.change,
            "unprotect": self._passphrase.remove,
            "store_history": self._windows.show_store_history,
            "find_duplicates": self._windows.find_duplicates,
            "example": self.example_requested.emit,
            "search": self.search,
            "next_part": self.go_next_part,
            "close_tab": self._pages.close_current,
            "back": self._pages.back,
            "forward": self._pages.forward,
            "settings": self._windows.show_settings,
            "erased": self._windows.show_erased,
            "fault_reports": self._windows.show_fault_reports,
            "shortcuts": self._windows.show_shortcuts,
            "quit": self.close,
        }

    def _lay_out(self) -> QWidget:
        middle = QWidget()
        self._column = column = QVBoxLayout(middle)
        column.setContentsMargins(SPACE.large, SPACE.small, SPACE.large, SPACE.tiny)
        column.setSpacing(SPACE.small)
        column.addWidget(self._top)
        column.addWidget(self._banner)
        column.addWidget(self._unsaved)
        column.addWidget(self._content, 1)
        column.addWidget(self._status)
        self._lock.cover(middle, self._deeds["quit"])
        self.setCentralWidget(self._lock)
        return middle

    def _connect(self) -> None:
        self._workspace.problem.connect(self.show_problem)
        self._workspace.changed.connect(self._on_changed)
        self._workspace.history_changed.connect(self._top.show_history)
        self._workspace.saved.connect(self._status.show_saved)
        self._pages.problem.connect(self.show_problem)
        self._pages.told.connect(self._on_message)
        self._pages.status_changed.connect(self._show_status)
        self._pages.page_changed.connect(self._top.show_kind)
        self._pages.page_changed.connect(self._deeds.show_kind)
        self._top.kind_requested.connect(self._pages.go)
        self._top.search.chosen.connect(self.open_record)
        self._top.search.left.connect(self._go_list)
        self._welcome.dismissed.connect(self.start_empty)
        self._deeds["new"].triggered.connect(self.start_empty)
        self._content.currentChanged.connect(self._on_content)
        self._unsaved.put_back.connect(self._on_put_back)
        self._passphrase.done.connect(self._on_message)
        self._windows.told.connect(self._on_message)
        for place in range(9):
            keys = QShortcut(QKeySequence(f"Ctrl+{place + 1}"), self)
            keys.activated.connect(partial(self._pages.go_number, place))

    def _come_back(self) -> None:
        """Show the window as it was left; the welcome where nothing was ever written."""
        room = self.screen().availableSize()
        self.resize(min(WIDTH, room.width()), min(HEIGHT, room.height()))
        self.restoreGeometry(self._settings.state("window"))
        self._top.show_history("", "")
        self._passphrase.offer(self._deeds)
        self._workspace.refresh_history()
        self._workspace.backups.start()
        self._workspace.read(journal.latest, self._on_latest)

    def _on_latest(self, batch: int) -> None:
        self._pages.start()
        self._workspace.keeping.look()
        if batch == 0 and not self._workspace.read_only:
            self._content.setCurrentWidget(self._welcome)

    @Slot(str, str)
    def open_record(self, kind: str, uid: str) -> None:
        """Show one record on its tab."""
        self._content.setCurrentWidget(self._pages)
        self._pages.open(kind, uid)
        self._go_list()

    @Slot()
    def _go_list(self) -> None:
        self._pages.current().go_list()

    @Slot()
    def start_empty(self) -> None:
        """Leave the welcome for the empty tabs."""
        self._content.setCurrentWidget(self._pages)

    def put_notice(self, notice: QWidget) -> None:
        """Put what is to be known of the store over the lists."""
        self._column.insertWidget(self._column.indexOf(self._banner), notice)

    @Slot()
    def _on_content(self) -> None:
        """The welcome has a filled button of its own, and no list to count."""
        listed = self._content.currentWidget() is self._pages
        self._top.offer_new(listed)
        self._status.setVisible(listed)

    @Slot(object)
    def _on_put_back(self, offer: Offer) -> None:
        self.start_empty()
        self._pages.put_back(offer)

    @Slot(str)
    def show_problem(self, sentence: str) -> None:
        """Say what went wrong; it stays until she puts it away."""
        self._banner.show_message("danger", sentence)
        self._banner.show()

    @Slot()
    def undo(self) -> None:
        """Take back the latest change, after saving what is being typed."""
        self._pages.commit()
        self._workspace.undo()

    @Slot()
    def redo(self) -> None:
        """Apply again what was taken back last."""
        self._pages.commit()
        self._workspace.redo()

    @Slot()
    def search(self) -> None:
        """Put the keyboard on the search."""
        self._top.search.setFocus()
        self._top.search.selectAll()

    @Slot()
    def go_next_part(self) -> None:
        """Put the keyboard from the list on the form, from there on the search, and on the list again."""
        page = self._pages.current()
        focused = QApplication.focusWidget()
        if focused is not None and page.form.isAncestorOf(focused):
            self.search()
        elif not page.go_other():
            page.go_list()

    @Slot()
    def import_workbook(self) -> None:
        """Choose workbooks and bring them in."""
        folder = self._settings.get("folder", "")
        endings = " ".join(f"*{ending}" for ending in READ_ENDINGS)
        chosen, _ = QFileDialog.getOpenFileNames(
            self, tr("Import a workbook"), folder, tr("Workbooks ({endings})", endings=endings)
        )
        self.import_files([Path(name) for name in chosen])

    def import_files(self, paths: list[Path]) -> None:
        """Show what is in workbooks before they are brought in; not while the window is locked."""
        if self._lock.is_locked:
            return
        self._pages.commit()
        is_open = bool(self._to_import)
        self._to_import += paths
        if not is_open:
            self._import_next()

    @Slot()
    def _import_next(self) -> None:
        """One window after the other: what the first brings in, the second finds in the store."""
        from desktop.dialogs.importing import ImportDialog

        if not self._to_import:
            return
        path = self._to_import[0]
        self._settings.put("folder", str(path.parent))
        dialog = ImportDialog(self._workspace, self._settings, path, self._pages.current().kind, self)
        dialog.finished.connect(self._on_import_closed)
        dialog.open()

    @Slot()
    def _on_import_closed(self) -> None:
        del self._to_import[0]
        self._import_next()

    @Slot()
    def export_workbook(self) -> None:
        """Write a file of what is shown, of what is selected, of everything or of a period."""
        self._pages.commit()
        dialog = ExportDialog(self._workspace, self._settings, self._pages.current().list, self)
        dialog.finished_with.connect(self._on_exported)
        dialog.open()

    @Slot()
    def lock(self) -> None:
        """Cover the window, and let nobody read the store until its passphrase is given."""
        self._lock.lock()

    @Slot()
    def _show_status(self) -> None:
        self._status.show_count(self._pages.current().status())

    @Slot(str)
    def _on_message(self, text: str) -> None:
        self._toast.show_message(text)

    @Slot(str, object)
    def _on_exported(self, text: str, path: Path) -> None:
        self._show_in_folder.path = path
        self._toast.show_message(text, self._show_in_folder)

    @Slot(object)
    def _on_changed(self, changes: Changes) -> None:
        self._content.setCurrentWidget(self._pages)
        touched = (changes.created, changes.updated, changes.deleted)
        records = sum(len(uids) for kinds in touched for kind, uids in kinds.items() if kind in TABS)
        if records >= TOAST_FROM or changes.deleted:
            self._toast.show_message(changes.label, self._deeds["undo"])

    def focusNextPrevChild(self, next: bool) -> bool:
        """Go through the window as it is seen: much of it is made later than what stands behind it."""
        middle = self.centralWidget()
        if middle is None or not tab_order.step(middle, next, wraps=True):
            return super().focusNextPrevChild(next)
        return True

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._lock.is_locked:
            return
        if _files(event) or (event.source() is None and has_cards(event.mimeData())):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.import_files(_files(event) or self._dropped_cards.paths(event.mimeData()))

    def closeEvent(self, event: QCloseEvent) -> None:
        if not (self._lock.is_locked or self._all_saved() or self._leaves_unsaved):
            event.ignore()
            self._ask_whether_to_leave()
            return
        self._pages.keep()
        self._settings.keep_state("window", self.saveGeometry())
        self._settings.sync()
        # The backup is awaited with the window out of her way.
        self._workspace.backups.after_work()
        self.hide()
        self._workspace.close()
        self.closed.emit(self._workspace.store.path)
        super().closeEvent(event)

    def _all_saved(self) -> bool:
        """Save what is being typed, and wait until it is safe or is known not to be."""
        self._pages.commit()
        self._workspace.finish()
        return not self._pages.unsaved()

    def _ask_whether_to_leave(self) -> None:
        dialog = LeavingDialog(self._workspace.keeping, self._pages.unsaved(), self)
        dialog.leave.connect(self._leave)
        dialog.open()

    @Slot(bool)
    def _leave(self, discards: bool) -> None:
        if discards:
            self._workspace.keeping.drop()
        self._leaves_unsaved = True
        self.close()


def _files(event: QDropEvent) -> list[Path]:
    paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    return [path for path in paths if path.suffix.lower() in READ_ENDINGS]
