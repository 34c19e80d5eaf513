"""The application: its look, its language, its store, its windows."""

import gc
import sys
from functools import partial
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, Qt, QTranslator, Slot
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox

from db import example, language
from db.errors import NeedsPassphrase, WorldError
from db.language import tr
from db.store import Store, default_path
from desktop import crash, theme
from desktop.dialogs.unlock import ask_passphrase
from desktop.garbage import Garbage
from desktop.locking import Idleness
from desktop.main_window import MainWindow
from desktop.settings import Settings
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
    return app.exec() if opened else 2


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
        self._idleness = Idleness(settings, self)
        self._idleness.idle.connect(self.lock)

    def open(self, store_path: Path) -> bool:
        """Open a window on a store; where that can't be, say why and let her choose another."""
        wanted: Path | None = store_path
        while wanted is not None:
            try:
                opened = _opened(wanted)
                if isinstance(opened, Store):
                    self._show(opened, title_of(wanted))
                    return True
                wanted = opened
            except WorldError as error:
                wanted = self._choose_other(str(error))
        return False

    @Slot()
    def open_example(self) -> bool:
        """Open a window on the example, filled anew where it is not there yet; raise the one that is open."""
        place = example.default_path()
        if place in self._open:
            self._open[place].raise_()
            self._open[place].activateWindow()
            return True
        try:
            store = _claimed(place)
            example.fill_once(store)
        except WorldError as error:
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

    def _show(self, store: Store, title: str) -> None:
        window = MainWindow(Workspace(store), self._settings.of_store(store), title)
        window.example_requested.connect(self.open_example)
        # Queued: a window must not lose its last reference while it is being closed.
        window.closed.connect(self._on_closed, Qt.ConnectionType.QueuedConnection)
        self._open[store.path] = window
        window.show()

    @Slot(object)
    def _on_closed(self, store_path: Path) -> None:
        self._open.pop(store_path).deleteLater()

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


def _opened(store_path: Path) -> Store | Path | None:
    """The store at a path; where it is protected, what she answers: another path, or None to quit."""
    try:
        return _claimed(store_path)
    except NeedsPassphrase:
        return ask_passphrase(store_path, partial(_claimed, store_path))


def _claimed(store_path: Path, passphrase: str | None = None) -> Store:
    store = Store.open(store_path, passphrase=passphrase)
    try:
        store.claim_window()
    except WorldError:
        store.close()
        raise
    return store
