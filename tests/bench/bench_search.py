"""From a key typed to results shown, over a million contacts, beside a bare FTS5 prefix query.

`python tests/bench/bench_search.py FOLDER [how many]` makes a store of so many contacts in FOLDER, once, by
the code that keeps the index, and types searches key by key into the window's search field. It prints median
and 95th percentile in milliseconds: with the pause before a search, without it, for the search alone, and for
a query of FTS5 that ranks nothing but what the same words begin.
"""

import os
import random
import sqlite3
import statistics
import sys
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))

import sqlalchemy as sa
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QMainWindow

from db import search
from db.names import fold
from db.records.contact import Contact
from db.search import finding
from db.store import Store
from db.values import Reach
from desktop import theme
from desktop.dialogs.search import PAUSE_MS, Results, SearchBox
from desktop.workspace import Workspace

AT_ONCE = 5_000
LATIN = dict(zip("абвгдеёзийклмнопрстуфыэөүңқғҳҷ", "abvgdeeziyklmnoprstufyeounqghj", strict=True))
BEGINNINGS = """
    абды айт алма аман асан бай бакыт бек болот дүйшө жаны жээн ибра исма кадыр калы кара мамат мир мурза
    назар нур осмо рахи садык сапар султан тажи таш тилек токто тур урмат уста фай хаса чын шаршен эсен
"""
CONTINUATIONS = """
    бай бек берди бет гул газы дар дин жан кан кул кулу лан мат мед мурат нияз рат рахман сейит син тай темир
    тон хан шер ым
"""
ENDS = ("ов", "ова", "ев", "ева", "заде", "кызы", "уулу", "")
JOBS = (
    "корреспондент", "Head of Unit", "муҳаррир", "Programme Manager", "баш редактор", "Drug policy expert",
    "редактор новостей", "Deputy Director", "Narcologist", "журналист", "Press Officer", "пресс-секретарь",
)  # fmt: skip
CITIES = (
    "Bishkek",
    "Ош",
    "Душанбе",
    "Хоруғ",
    "Алматы",
    "Astana",
    "Toshkent",
    "Самарканд",
    "Ashgabat",
    "Mary",
)
COUNTRIES = (("KG", "996"), ("KZ", "7"), ("TJ", "992"), ("UZ", "998"), ("TM", "993"))
KINDS = ("media", "government", "delegation", "ngo", "expert")

TYPED = (
    "bakytbekova", "асан жээнбаев", "Jeenbaeva", "ghbdtn", "0555 123 456", "asanbaev@", "редактор ош",
    "narcologist kg", "toktogul kadyrov", "жээнблева", "rahimberdi", "kind:media nur", "айтматов",
    "manager asan", "абдырахман", "страна:таджикистан бек", "Тажимуратов", "nfibtd", "chynbekkyzy",
    "press officer",
)  # fmt: skip


def latin(text: str) -> str:
    """Cyrillic as people write it in Latin letters."""
    return "".join(LATIN.get(letter) or fold(letter) for letter in text)


def people(count: int) -> Iterator[Contact]:
    """Invented contacts with names of the region, some of which are much commoner than others."""
    dice = random.Random(count)
    names = [first + second for first in BEGINNINGS.split() for second in CONTINUATIONS.split()]
    dice.shuffle(names)
    weights = [1 / (place + 10) for place in range(len(names))]
    families = dice.choices(names, weights, k=count)
    givens = dice.choices(names, weights, k=count)
    for number, names_of_one in enumerate(zip(families, givens, strict=True)):
        family, given = names_of_one[0] + dice.choice(ENDS), names_of_one[1]
        if number % 2:
            family, given = latin(family), latin(given)
        country, code = COUNTRIES[dice.randrange(5)]
        phone = f"+{code}{dice.randrange(10**8, 10**9)}"
        mail = f"{fold(given)}.{fold(family)}{number}@outlet{number % 977}.example.com"
        made = Contact(
            family_name=family.title(),
            given_name=given.title(),
            job_title=JOBS[dice.randrange(len(JOBS))],
            kind=KINDS[dice.randrange(5)],
            country=country,
            city=CITIES[dice.randrange(len(CITIES))],
            phones=(Reach(phone, normal=phone),),
            emails=(Reach(mail, normal=mail),),
            languages=("ru", "en") if number % 3 else ("ky",),
            note="Не звонить в выходные, лучше писать." if number % 7 == 0 else None,
        )
        made.uid = f"{number:08x}-0000-4000-8000-000000000000"
        made.title = made.compose_title()
        made.title_key = fold(made.title)
        yield made


def fill(store: Store, count: int) -> None:
    """Write the contacts, without the journal but with the index; prints what the index took."""
    every, took = people(count), 0.0
    while some := list(islice(every, AT_ONCE)):
        with store.write("Fill") as writer:
            writer.session.add_all(some)
            writer.session.flush()
            began = time.perf_counter()
            search.index(writer.session, some)
            took += time.perf_counter() - began
        print(f"\r{some[-1].uid[:8]} {took:8.1f} s", end="", flush=True)
    print(f"\nindex: {took / count * 1e6:.0f} µs a record")


def typed(text: str) -> Iterator[str]:
    """What stands in the field after each key."""
    return (text[:length] for length in range(1, len(text) + 1))


class Desk:
    """The search field of the window, and when its results came."""

    def __init__(self, workspace: Workspace, pause: bool) -> None:
        self._window = QMainWindow()
        self._window.resize(1280, 800)
        self.box = SearchBox(workspace, "Search", None, self._window)
        self.box.setGeometry(400, 10, 560, 32)
        timer = self.box.findChild(QTimer)
        assert timer is not None
        timer.setInterval(PAUSE_MS if pause else 0)
        self._window.show()
        self._window.activateWindow()
        self.box.setFocus()
        QApplication.processEvents()
        self.results = self._window.findChildren(Results)[0]
        self.stall = 0.0

    def key(self, letter: str) -> float:
        """Type a key; answers milliseconds until what it asks for is on the screen."""
        began = last = time.perf_counter()
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(self.box, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter))
        while self.box.shown_for() != self.box.text():
            QApplication.processEvents()
            now = time.perf_counter()
            self.stall, last = max(self.stall, now - last), now
        self.results.repaint()
        return (time.perf_counter() - began) * 1000

    def all_keys(self) -> list[float]:
        """Each key of each search, one after the other."""
        took = []
        for text in TYPED:
            self.box.clear()
            took += [self.key(letter) for letter in text]
        return took


def alone(store: Store) -> list[float]:
    """The searches without a window."""
    took = []
    with store.read() as session:
        for text in TYPED:
            for begun in typed(text):
                began = time.perf_counter()
                finding.search(session, begun, limit=40)
                took.append((time.perf_counter() - began) * 1000)
                if "-v" in sys.argv:
                    print(f"{took[-1]:8.1f}  {begun}")
    return took


def bare(path: Path, ranked: bool) -> list[float]:
    """The words of each search as beginnings of words, by FTS5 alone."""
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA cache_size=-32000")
    order = "ORDER BY rank " if ranked else ""
    query = f"SELECT rowid, title FROM search_text WHERE search_text MATCH ? {order}LIMIT 40"
    took = []
    for text in TYPED:
        for begun in typed(text):
            asked = " ".join(f'"{word}"*' for word in fold(begun).split()) or '""'
            began = time.perf_counter()
            connection.execute(query, (asked,)).fetchall()
            took.append((time.perf_counter() - began) * 1000)
    return took


def report(name: str, took: list[float]) -> None:
    """One line of figures."""
    took = sorted(took)
    print(f"{name:44}{statistics.median(took):9.1f}{took[int(len(took) * 0.95)]:9.1f}{took[-1]:9.1f}")


def main(folder: Path, count: int) -> None:
    """Fill a store if it is not there, measure, print."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    theme.apply(app, "light")
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"people-{count}.db"
    whole = path.exists()
    store = Store.open(path)
    if not whole:
        fill(store, count)
    with store.read() as session:
        words = session.scalar(sa.select(sa.func.count()).select_from(sa.table("search_word")))
    keys = sum(map(len, TYPED))
    print(f"{count:,} contacts, {words:,} different words, {path.stat().st_size / 1e6:,.0f} MB; {keys} keys")
    print(f"{'milliseconds':44}{'median':>9}{'95 %':>9}{'longest':>9}")
    report("search alone", alone(store))
    workspace = Workspace(store)
    for pause in (False, True):
        desk = Desk(workspace, pause)
        report(f"key to results, {f'with {PAUSE_MS} ms of pause' if pause else 'no pause'}", desk.all_keys())
        report("  longest without an answer of the window", [desk.stall * 1000])
    workspace.close()
    report("bare FTS5, beginnings of words", bare(path, ranked=False))
    report("bare FTS5, the same, by rank", bare(path, ranked=True))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1_000_000)
