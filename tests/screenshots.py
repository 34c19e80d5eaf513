"""Pictures of the running window for the readme: `python tests/screenshots.py [FOLDER]`.

Opens the example in a window without a screen, waits until each tab has been read, and saves what is shown
as FOLDER/<kind>.png, and the import of a workbook made on the spot as FOLDER/import.png;
resources/screenshots unless told otherwise.
"""

import argparse
import os
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from openpyxl import Workbook
from PySide6.QtCore import QElapsedTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget

from db import example, language
from db.queries import titles
from db.records import TABS, record_type
from db.store import Store
from desktop import theme
from desktop.dialogs.importing import ImportDialog
from desktop.main_window import MainWindow
from desktop.settings import Settings
from desktop.workspace import Workspace

ROOT = Path(__file__).resolve().parent.parent

CHOSEN = {
    "contact": "баш редактор",
    "release": "five countries look",
    "partner": "Executing",
    "facility": "Clean zone women",
}
"""What each tab's picture has chosen: a record that has much to show."""

SEMINAR = (
    ("Regional seminar on prison health",),
    ("Osh, 6–7 June 2019",),
    (),
    ("№", "Name, Surname", "Position", "Institution", "Country", "Tel.", "E-mail", "Arrival"),
    (1, "Mr. Azamat TURDUBAEV", "Head of Unit", "Prison Service", "Kyrgyzstan",
     "+996 555 00 01 02", "a.turdubaev@example.kg", "05.06.2019"),
    (2, "Ms Malika Sharipova", "Narcologist", "Narcology Centre", "Tajikistan",
     "992 37 200-00-15", "M.Sharipova@EXAMPLE.tj", "05/06/2019"),
    (3, "Dr Yerlan Seitov", "Deputy Director", "Republican Centre for Mental Health", "Kazakhstan",
     "8 701 000 06 78", "y.seitov@example.kz; seitov@example.com", "5 June"),
    (4, "Эргешова Үмүт", "Главный редактор", "Newspaper Tan Ulgu", "Кыргызстан",
     "0312 000 221", "u.ergeshova@tan-ulgu.example.kg", "04.06.2019"),
    (5, "Ms Dilfuza Karimova", "Laboratory head", "Narcology Centre", "Uzbekistan",
     "+998 71 200 00 42", "d.karimova@example", "06.06.2019"),
    ("TOTAL: 5",),
)  # fmt: skip
"""A list of participants as such lists come: a title over it, phones and days as people write them."""


def save(widget: QWidget, file: Path) -> None:
    """Save what a widget shows as a small file: without transparency, as tight as Qt can."""
    picture = widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
    picture.save(str(file), quality=0)


def seminar(folder: Path) -> Path:
    """The list of participants as a workbook."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Participants"
    for row in SEMINAR:
        sheet.append(row)
    file = folder / "Seminar Osh participants.xlsx"
    book.save(file)
    return file


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
        settings = Settings(Path(folder, "settings.ini"))
        window = MainWindow(workspace, settings)
        window.resize(width, height)
        window.show()
        settle(app, workspace)
        with store.read() as session:
            found = {kind: titles(session, kind, words) for kind, words in CHOSEN.items()}
        for kind in TABS:
            window.open_record(kind, found[kind][0].uid)
            settle(app, workspace)
            save(window, options.folder / f"{record_type(kind).about.plural}.png")
        dialog = ImportDialog(workspace, settings, seminar(Path(folder)), "contact", window)
        dialog.resize(width, height)
        dialog.open()
        while dialog.is_working:
            settle(app, workspace)
        save(dialog, options.folder / "import.png")
        dialog.reject()
        settle(app, workspace)
        window.close()


if __name__ == "__main__":
    main()
