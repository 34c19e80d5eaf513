"""The whole window over 100,000 contacts, beside a bare PySide6 window.

`python tests/bench/bench_window.py [how many] [store]` prints milliseconds: from the start of the process to
the first window with rows on the screen, and for what she does then, with the longest gap between two beats
of the UI thread. The store is filled where it is not there yet.
"""

import gc
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))

if TYPE_CHECKING:
    from desktop.main_window import MainWindow
    from desktop.workspace import Workspace

HEARTBEAT_MS = 5
PAGES = 200
TRIES = 3

Times = dict[str, tuple[float, float]]
"""By what she does, milliseconds until it is on the screen, and the longest gap meanwhile."""


def bare(began: float) -> Times:
    """A bare window with a table of text: the least that PySide6 takes. `began` is from time.time()."""
    from PySide6.QtWidgets import QApplication, QMainWindow, QTableWidget, QTableWidgetItem

    app = QApplication([])
    window = QMainWindow()
    table = QTableWidget(40, 6)
    for place in range(240):
        table.setItem(place // 6, place % 6, QTableWidgetItem(f"Cell {place}"))
    window.setCentralWidget(table)
    window.resize(1280, 800)
    window.show()
    app.processEvents()
    window.grab()
    return {"start": ((time.time() - began) * 1000, 0.0)}


def ours(path: Path, began: float) -> Times:
    """The window on a store, opened as the app does, and used."""
    from PySide6.QtWidgets import QApplication

    from db.store import Store
    from desktop import theme
    from desktop.garbage import Garbage
    from desktop.main_window import MainWindow
    from desktop.settings import Settings
    from desktop.workspace import Workspace

    application = QApplication([])
    Garbage(application)
    theme.apply(application, "light")
    with tempfile.TemporaryDirectory() as folder:
        store = Store.open(path)
        store.claim_window()
        workspace = Workspace(store)
        window = MainWindow(workspace, Settings(Path(folder, "settings.ini")))
        window.show()
        use = Use(window, workspace)
        use.until_shown()
        times = {"start": ((time.time() - began) * 1000, 0.0)}
        gc.freeze()
        times |= use.measure()
        window.close()
    return times


class Use:
    """What she does in a window, and how long it takes."""

    def __init__(self, window: "MainWindow", workspace: "Workspace") -> None:
        from PySide6.QtCore import QTimer

        from desktop.pages import Pages

        self._pages = window.findChildren(Pages)[0]
        self._tasks = workspace.tasks
        self._window = window
        self._beat = QTimer(interval=HEARTBEAT_MS)
        self._beat.timeout.connect(self._on_beat)
        self._last = self._longest = 0.0

    def _on_beat(self) -> None:
        now = time.perf_counter()
        self._longest = max(self._longest, now - self._last)
        self._last = now

    def until_shown(self) -> None:
        """Until the list, every row in sight and the form are there, and painted."""
        from PySide6.QtWidgets import QApplication

        while not self._is_shown():
            QApplication.processEvents()
        self._window.repaint()

    def _is_shown(self) -> bool:
        listed = self._pages.current().list
        model, table = listed.model, listed.table
        if model.is_listing or not table.isVisible() or not model.rowCount():
            return False
        last = table.rowAt(table.viewport().height() - 1)
        sight = range(max(0, table.rowAt(0)), last + 1 if last >= 0 else model.rowCount())
        return self._tasks.is_idle and all(model.row_at(place) is not None for place in sight)

    def time(self, act: Callable[[], object]) -> tuple[float, float]:
        """How long `act` takes until all is shown, and the longest gap, in milliseconds."""
        began = self._last = time.perf_counter()
        self._longest = 0.0
        self._beat.start()
        act()
        self.until_shown()
        self._on_beat()
        self._beat.stop()
        return (self._last - began) * 1000, self._longest * 1000

    def measure(self) -> Times:
        """The things that she does most."""
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest

        from db.queries import Filter, Op

        page = self._pages.current()
        table = page.list.table
        some = Filter("country", Op.IS, ("KG", "TJ"))
        times: Times = {}
        times["the next record"] = self.time(lambda: QTest.keyClick(table, Qt.Key.Key_Down))
        times["sort by job title"] = self.time(lambda: page.list.sort_by("job_title"))
        times["sort by name"] = self.time(lambda: page.list.sort_by("title"))
        times["filter by two countries"] = self.time(lambda: page.list.bar.set_filter("country", some))
        times["clear the filter"] = self.time(page.list.clear_filters)
        times["quick filter, two words"] = self.time(
            lambda: page.list.bar.text_changed.emit("образцова ирина")
        )
        times["clear it"] = self.time(page.list.clear_filters)
        pages = [self.time(lambda: QTest.keyClick(table, Qt.Key.Key_PageDown)) for _ in range(PAGES)]
        times[f"a page down, of {PAGES}"] = (
            sum(whole for whole, _ in pages) / PAGES,
            max(gap for _, gap in pages),
        )
        times["to the end"] = self.time(lambda: QTest.keyClick(table, Qt.Key.Key_End))
        times["another tab"] = self.time(lambda: self._pages.go("partner"))
        return times


def in_a_process(*what: str) -> Times:
    """Measure in a process of its own; the time counts from before it starts."""
    command = [sys.executable, __file__, *what, str(time.time())]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    times: Times = json.loads(done.stdout.splitlines()[-1])
    return times


def filled(store: Path, count: int) -> None:
    """Fill a store with contacts."""
    from db.store import Store
    from tests.desktop.people import add_people

    opened = Store.open(store)
    add_people(opened, count)
    opened.close()


def main() -> None:
    """Print the table."""
    match sys.argv[1:]:
        case ["--bare", began]:
            print(json.dumps(bare(float(began))))
        case ["--ours", path, began]:
            print(json.dumps(ours(Path(path), float(began))))
        case arguments:
            count = int(arguments[0]) if arguments else 100_000
            with tempfile.TemporaryDirectory() as folder:
                store = Path(arguments[1]) if len(arguments) > 1 else Path(folder, "people.db")
                if not store.exists():
                    filled(store, count)
                show(count, store)


def show(count: int, store: Path) -> None:
    """Measure a few times and print the middle one of each."""
    bares = [in_a_process("--bare") for _ in range(TRIES)]
    tries = [in_a_process("--ours", str(store)) for _ in range(TRIES)]
    print(f"{count} contacts, milliseconds, middle of {TRIES}{'':18}shown  longest gap")
    print(f"{'a bare window, from the start of the process':48}{middle(bares, 'start')[0]:10.0f}")
    for name in tries[0]:
        whole, gap = middle(tries, name)
        print(f"{name:48}{whole:10.0f}{f'{gap:13.0f}' if gap else ''}")


def middle(tries: list[Times], name: str) -> tuple[float, float]:
    """The middle of the times, and of the longest gaps."""
    half = len(tries) // 2
    return sorted(each[name][0] for each in tries)[half], sorted(each[name][1] for each in tries)[half]


if __name__ == "__main__":
    main()
