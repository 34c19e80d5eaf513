"""Pictures of the running window for the readme: `python tests/screenshots.py [FOLDER]`.

Opens the example in a window without a screen, waits until each tab has been read, and saves what is shown
as FOLDER/<kind>.png; resources/screenshots unless told otherwise.
"""

import argparse
import os
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from PySide6.QtCore import QElapsedTimer
from PySide6.QtWidgets import QApplication

from db import example, language
from db.queries import titles
from db.records import TABS, record_type
from db.store import Store
from desktop import theme
from desktop.main_window import MainWindow
from desktop.settings import Settings
from desktop.workspace import Workspace

CHOSEN = {
    "contact": "баш редактор",
    "release": "five countries look",
    "partner": "Executing",
    "facility": "Clean zone women",
}
"""What each tab's picture has chosen: a record that has much to show."""


def settle(app: QApplication, workspace: Workspace) -> None:
    """Let the window come to rest: nothing is read or written any more, all is drawn."""
    timer = QElapsedTimer()
    timer.start()
    quiet = 0
    while quiet < 20 and timer.elapsed() < 10_000:
        app.processEvents()
        quiet = quiet + 1 if workspace.tasks.is_idle else 0
        if not quiet:
            workspace.tasks.wait()


def main() -> None:
    """Make the pictures."""
    asked = argparse.ArgumentParser()
    asked.add_argument("folder", nargs="?", type=Path, default=ROOT / "resources" / "screenshots")
    asked.add_argument("--dark", action="store_true")
    asked.add_argument("--size", default="1280x800")
    asked.add_argument("--language", default="en")
    options = asked.parse_args()
    width, height = (int(side) for side in options.size.split("x"))
    language.use(options.language)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication([])
    theme.apply(app, "dark" if options.dark else "light")
    options.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        store = Store.open(Path(folder, "example.db"))
        example.fill_once(store)
        workspace = Workspace(store)
        window = MainWindow(workspace, Settings(Path(folder, "settings.ini")))
        window.resize(width, height)
        window.show()
        settle(app, workspace)
        with store.read() as session:
            found = {kind: titles(session, kind, words) for kind, words in CHOSEN.items()}
        for kind in TABS:
            window.open_record(kind, found[kind][0].uid)
            settle(app, workspace)
            window.grab().save(str(options.folder / f"{record_type(kind).about.plural}.png"))
        window.close()


if __name__ == "__main__":
    main()
