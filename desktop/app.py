"""The application: its look, its language, its store, its windows."""

import gc
import sys
from functools import partial
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, Qt, QTimer, QTranslator, Slot
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox

from db import example, language, protection
from db.errors import Damaged, NeedsPassphrase, ReadOnly, WorldError
from db.language import tr
from db.rescue import noticing
from db.store import Store, default_path
from db.store.claim import Elsewhere
from desktop import crash, theme
from desktop.dialogs.damaged import ask_about_damaged
from desktop.dialogs.not_writable import Choice, ask_how
from desktop.dialogs.unlock import ask_passphrase
from desktop.front import bring_to_front
from desktop.garbage import Garbage
from desktop.locking import Idleness
from desktop.main_window import MainWindow
from desktop.settings import Settings
from desktop.single_instance import Door, knock
from desktop.store_notice import StoreNotice
from desktop.tasks import Task
from desktop.workspace import Workspace
from resources import path


def run(store_path: Path, *, sample: bool = False) -> int:
    """Open the window on a store, on the example when `sample`; answers the exit status."""
    sys.excepthook = crash.hook
    stopped = crash.Watch().begin()
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    app.setApplicationName("Dateline")
    app.setApplicationDisplayName("Dateline")
    app.setDesktopFileName("dateline")
    app.setWindowIcon(QIcon(str(path("icons", "dateline.svg"))))
    Garbage(app)
    settings = Settings()
    speak(app, settings.get("language") or QLocale.system().name()[:2])
    theme.apply(app, settings.get("scheme", "system"))
    windows = Windows(settings)
    sys.excepthook = windows.on_fault
    opened = windows.open_example() if sample else windows.open(store_path)
    if stopped:
        windows.tell_of_stop()
    # What there is now stays as long as the program: looking through it for garbage only stops the window,
    # for a tenth of a second each time.
    gc.freeze()
    return app.exec() if opened else windows.status


def speak(app: QApplication, code: str) -> None:
    """Use a language for our own texts and for those of Qt's dialogs."""
    language.use(code)
    translator = QTranslator(app)
    if translator.load(f"qtbase_{code}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(translator)


class Windows(QObject):
    """The windows that are open, each with its store."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self._settings = settings
        self._open: dict[Path, MainWindow] = {}
        self._doors: dict[Path, Door] = {}
        self._again: Path | None = None
        self.status = 2
        """What the program ends with where no window was opened."""
        self._idleness = Idleness(settings, self)
        self._idleness.idle.connect(self.lock)

    def open(self, store_path: Path) -> bool:
        """Open a window on a store; where that can't be, say why and let her choose another.

        False where there is none to show: she quits, or another process has one, which came to the front.
        """
        wanted: Path | None = store_path
        why = ""
        while wanted is not None:
            if not self._enter(wanted):
                return wanted in self._open
            here = wanted
            try:
                opened = _opened(here, read_only=bool(why))
                if isinstance(opened, Store):
                    self._show(opened, title_of(here), why)
                    return True
                wanted = opened
            except WorldError as error:
                choice = self._ask(here, error, can_read=not why)
                why = str(error) if choice is Choice.READ else ""
                wanted = here if isinstance(choice, Choice) else choice
            self._leave(here)
        return False

    @Slot()
    def open_example(self) -> bool:
        """Open a window on the example, filled anew where it is not there yet; raise the one that is open."""
        place = example.default_path()
        if not self._enter(place):
            return place in self._open
        try:
            store = _claimed(place)
            example.fill_once(store)
        except WorldError as error:
            self._leave(place)
            QMessageBox.warning(None, "Dateline", str(error))
            return False
        self._show(store, tr("Example – Dateline"))
        return True

    @Slot()
    def lock(self) -> None:
        """Lock the windows whose stores are protected."""
        for window in self.shown():
            window.lock()

    def shown(self) -> list[MainWindow]:
        """The windows that are open, the oldest first."""
        return list(self._open.values())

    def on_fault(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """For `sys.excepthook`: a fault of ours is reported, and said in the windows, which stay up."""
        sentence = crash.hook(kind, error, trace)
        for window in self._open.values() if sentence else ():
            window.show_problem(sentence)

    def tell_of_stop(self) -> None:
        """Say that the program stopped in the middle when it was last used, and where the report is."""
        sentence = tr(
            "Dateline stopped suddenly when it was last used. What was saved is there. The report is under "
            "“Settings and more”, “Reports about faults…”."
        )
        for window in self.shown():
            window.show_problem(sentence)

    def _show(self, store: Store, title: str, why: str = "") -> None:
        """Show the window of a store; `why` says what keeps her from changing what is in it."""
        workspace, settings = Workspace(store), self._settings.of_store(store)
        words = tr("Read-only – {title}", title=title) if store.read_only else title
        window = MainWindow(workspace, settings, words)
        notice = StoreNotice(workspace, settings, why)
        notice.edit_requested.connect(self._open_again)
        window.put_notice(notice)
        window.example_requested.connect(self.open_example)
        # At once: who knocks from now on has to open a window of their own.
        window.closed.connect(self._leave)
        # Queued: a window must not lose its last reference while it is being closed.
        window.closed.connect(self._on_closed, Qt.ConnectionType.QueuedConnection)
        self._open[store.path] = window
        window.show()
        if store.key is not None and not store.read_only:
            workspace.tasks.start(partial(_cover, store))

    @Slot(object)
    def _on_closed(self, store_path: Path) -> None:
        self._open.pop(store_path).deleteLater()

    def _enter(self, store_path: Path) -> bool:
        """Whether no window on a store is there; one that is, here or elsewhere, comes to the front."""
        if store_path in self._open:
            bring_to_front(self._open[store_path])
            return False
        door = Door(store_path, self)
        if not door.ours and knock(store_path):
            self.status = 0
            return False
        door.knocked.connect(self._on_knock)
        self._doors[store_path] = door
        return True

    @Slot(object)
    def _leave(self, store_path: Path) -> None:
        door = self._doors.pop(store_path, None)
        if door is not None:
            door.close()
            door.deleteLater()

    @Slot(object, str)
    def _on_knock(self, store_path: Path, token: str) -> None:
        window = self._open.get(store_path) or QApplication.activeModalWidget()
        if window is not None:
            bring_to_front(window, token)

    @Slot(object)
    def _open_again(self, store_path: Path) -> None:
        """Open a store that is only read to be changed."""
        QApplication.setQuitOnLastWindowClosed(False)
        self._open[store_path].close()
        self._again = store_path
        # After the window, and its hold on the store, is gone.
        QTimer.singleShot(0, self._on_gone)

    @Slot()
    def _on_gone(self) -> None:
        opened = self._again is not None and self.open(self._again)
        QApplication.setQuitOnLastWindowClosed(True)
        if not opened and not self._open:
            QApplication.quit()

    def _ask(self, store_path: Path, error: WorldError, *, can_read: bool) -> Choice | Path | None:
        """What to do with a store that can't be opened: another path, or None to quit."""
        if can_read and isinstance(error, Elsewhere | ReadOnly) and store_path.exists():
            return ask_how(store_path, error)
        if isinstance(error, Damaged):
            return ask_about_damaged(store_path, error)
        return self._choose_other(str(error))

    def _choose_other(self, sentence: str) -> Path | None:
        box = QMessageBox(QMessageBox.Icon.Warning, "Dateline", sentence)
        other = box.addButton(tr("Choose another store…"), QMessageBox.ButtonRole.AcceptRole)
        box.addButton(tr("Quit"), QMessageBox.ButtonRole.RejectRole)
        box.exec()
        if box.clickedButton() is not other:
            return None
        chosen, _ = QFileDialog.getOpenFileName(None, tr("Choose a store"), "", tr("Stores (*.db)"))
        return Path(chosen) if chosen else None


def title_of(store_path: Path) -> str:
    """What stands over a window: the name of the store, too, where it is not the usual one."""
    return "Dateline" if store_path == default_path() else f"{store_path.stem} – Dateline"


def _opened(store_path: Path, *, read_only: bool) -> Store | Path | None:
    """The store at a path; where it is protected, what she answers: another path, or None to quit."""
    opening = partial(_claimed, store_path, read_only=read_only)
    try:
        return opening()
    except NeedsPassphrase:
        return ask_passphrase(store_path, opening)


def _cover(store: Store, _task: Task) -> None:
    """Do what was left to do where Dateline was stopped while it protected the store and its backups."""
    protection.cover(store)


def _claimed(store_path: Path, passphrase: str | None = None, *, read_only: bool = False) -> Store:
    opening = partial(Store.open, store_path, passphrase=passphrase, read_only=read_only)
    store = noticing(store_path, passphrase, opening)
    try:
        if not read_only:
            store.claim_window()
    except WorldError:
        store.close()
        raise
    return store
