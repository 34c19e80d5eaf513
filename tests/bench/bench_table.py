"""How long a list of 100,000 contacts takes, beside a bare PySide6 table over rows in memory.

`python tests/bench/bench_table.py [how many]` prints milliseconds for each thing she does, from the key to
the last row in sight, the longest time in which the window would not have answered, and the ratio to the
bare one.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow, QTableView, QWidget

from db.queries import Filter, Op
from db.store import Store
from desktop import icons, theme
from desktop.records.record_list import RecordList
from desktop.settings import Settings
from desktop.workspace import Workspace
from tests.desktop.people import COUNTRIES, FAMILIES, JOBS, PARTNERS, add_people

SIZE = (1280, 800)
PAGES = 20
HEADS = ("Name", "Job title", "Partner", "Country", "Phone", "E-mail")

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()


@dataclass
class Took:
    """Milliseconds until all was on the screen, and the longest while without an answer."""

    whole: float
    stall: float = 0.0


class BareModel(QAbstractTableModel):
    """What a first sketch would do: all rows in memory."""

    def __init__(self, count: int) -> None:
        super().__init__()
        self.every = [self._made(number) for number in range(count)]
        self.rows = self.every

    def _made(self, number: int) -> tuple[str, ...]:
        family, given = FAMILIES[number % len(FAMILIES)]
        partner = PARTNERS[number % len(PARTNERS)][0]
        country = COUNTRIES[number * 7 % len(COUNTRIES)]
        job = JOBS[number * 3 % len(JOBS)]
        return (
            f"{family}-{number} {given}",
            job,
            partner,
            country,
            f"+996 555 {number:06d}",
            f"p{number}@example.com",
        )

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(HEADS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        return self.rows[index.row()][index.column()] if role == Qt.ItemDataRole.DisplayRole else None

    def show_rows(self, rows: list[tuple[str, ...]]) -> None:
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()


class Watch:
    """Measures how long something takes, and the longest gap between two beats of the event loop."""

    def __init__(self) -> None:
        self._beat = QTimer()
        self._beat.setInterval(0)
        self._beat.timeout.connect(self._on_beat)
        self._last = 0.0
        self._longest = 0.0

    def _on_beat(self) -> None:
        now = time.perf_counter()
        self._longest = max(self._longest, now - self._last)
        self._last = now

    def time(
        self, act: Callable[[], object], is_done: Callable[[], bool], view: Callable[[], QWidget]
    ) -> Took:
        """Do `act`, and wait until it is done and painted."""
        QApplication.processEvents()
        began = self._last = time.perf_counter()
        self._longest = 0.0
        self._beat.start()
        act()
        while not is_done():
            QApplication.processEvents()
        view().repaint()
        self._on_beat()
        self._beat.stop()
        return Took((self._last - began) * 1000, self._longest * 1000)


class Ours:
    """The list of contacts as it is in the window."""

    def __init__(self, workspace: Workspace, settings: Settings) -> None:
        self._workspace = workspace
        self._settings = settings
        self.list: RecordList

    def open(self) -> None:
        self.list = RecordList(self._workspace, self._settings, "contact")
        self.list.resize(*SIZE)
        self.list.show()

    def viewport(self) -> QWidget:
        return self.list.table.viewport()

    def is_done(self) -> bool:
        """Whether the list has come, and every row in sight with it."""
        model, table = self.list.model, self.list.table
        if model.is_listing or not self._workspace.tasks.is_idle or not table.isVisible():
            return False
        first, last = table.rowAt(0), table.rowAt(table.viewport().height() - 1)
        last = last if last >= 0 else model.rowCount() - 1
        return all(model.row_at(place) is not None for place in range(max(0, first), last + 1))


def our_times(store: Path, folder: Path, watch: Watch) -> dict[str, Took]:
    """What the list takes."""
    workspace = Workspace(Store.open(store))
    ours = Ours(workspace, Settings(folder / "settings.ini"))
    took: dict[str, Took] = {}

    def run(name: str, act: Callable[[], object]) -> None:
        took[name] = watch.time(act, ours.is_done, ours.viewport)

    run("open", ours.open)
    lists = ours.list
    run("sort by name, downwards", lambda: lists.sort_by("title"))
    run("sort by job title", lambda: lists.sort_by("job_title"))
    run("sort by country, then name", lambda: (lists.sort_by("country"), lists.sort_by("title", True)))
    run("sort by partner", lambda: lists.sort_by("partner"))
    run("back to the first order", lambda: lists.show_saved(""))
    some = Filter("country", Op.IS, ("KG", "TJ"))
    run("filter by two countries", lambda: lists.bar.set_filter("country", some))
    run(
        "filter by words in a column",
        lambda: lists.bar.set_filter("job_title", Filter("job_title", Op.CONTAINS, ("редак",))),
    )
    run("clear the filters", lists.clear_filters)
    run("quick filter, two words", lambda: lists.bar.text_changed.emit("образцова ирина"))
    run("clear the filters again", lists.clear_filters)
    lists.focus_table()
    key = Qt.Key.Key_PageDown
    pages = [
        watch.time(lambda: QTest.keyClick(lists.table, key), ours.is_done, ours.viewport)
        for _ in range(PAGES)
    ]
    took["a page down"] = Took(sum(page.whole for page in pages) / PAGES, max(page.stall for page in pages))
    run("to the end", lambda: QTest.keyClick(lists.table, Qt.Key.Key_End))
    run("select all", lists.table.selectAll)
    run("to the beginning", lambda: QTest.keyClick(lists.table, Qt.Key.Key_Home))
    lists.close()
    workspace.close()
    return took


def bare_times(count: int, watch: Watch) -> dict[str, Took]:
    """What a bare window takes for the nearest thing to each."""
    model = BareModel(count)
    window = QMainWindow()
    view = QTableView()
    took: dict[str, Took] = {}

    def run(name: str, act: Callable[[], object]) -> None:
        took[name] = watch.time(act, lambda: True, view.viewport)

    def opened() -> None:
        view.setModel(model)
        window.setCentralWidget(view)
        window.resize(*SIZE)
        window.show()

    def sort(column: int, down: bool = False) -> None:
        model.show_rows(sorted(model.rows, key=lambda row: row[column], reverse=down))

    def sort_twice() -> None:
        sort(0)
        sort(3)

    run("open", opened)
    run("sort by name, downwards", lambda: sort(0, True))
    run("sort by job title", lambda: sort(1))
    run("sort by country, then name", sort_twice)
    run("sort by partner", lambda: sort(2))
    run("back to the first order", lambda: model.show_rows(model.every))
    run(
        "filter by two countries",
        lambda: model.show_rows([row for row in model.every if row[3] in ("KG", "TJ")]),
    )
    run(
        "filter by words in a column",
        lambda: model.show_rows([row for row in model.rows if "редак" in row[1]]),
    )
    run("clear the filters", lambda: model.show_rows(model.every))
    run(
        "quick filter, two words",
        lambda: model.show_rows([r for r in model.every if "Образцова" in "".join(r)]),
    )
    run("clear the filters again", lambda: model.show_rows(model.every))
    view.setFocus()
    key = Qt.Key.Key_PageDown
    pages = [watch.time(lambda: QTest.keyClick(view, key), lambda: True, view.viewport) for _ in range(PAGES)]
    took["a page down"] = Took(sum(page.whole for page in pages) / PAGES, max(page.stall for page in pages))
    run("to the end", lambda: QTest.keyClick(view, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier))
    run("select all", view.selectAll)
    run(
        "to the beginning", lambda: QTest.keyClick(view, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    )
    window.close()
    return took


def main(count: int) -> None:
    """Fill a store, measure, print."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    theme.apply(app, "light")
    # The window around the list has loaded the icons long before; a bare one has none.
    icons.pixmap("filter-variant", "text", 16)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        store = Store.open(folder / "dateline.db")
        add_people(store, count)
        store.close()
        watch = Watch()
        bare = bare_times(count, watch)
        ours = our_times(folder / "dateline.db", folder, watch)
    print(f"{count:,} contacts; milliseconds")
    print(f"{'':30}{'Dateline':>10}{'no answer':>11}{'bare':>9}{'ratio':>8}")
    for name, took in ours.items():
        other = bare[name].whole
        print(f"{name:30}{took.whole:10.1f}{took.stall:11.1f}{other:9.1f}{took.whole / other:8.1f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
