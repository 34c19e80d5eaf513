"""A window in a process of its own, into which is typed until somebody kills it.

Run as `python -m tests.desktop.typing_child FOLDER`, with a store there. It says "kept" when what is typed is
kept, and goes on to wait.
"""

import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication
from pytestqt.qt_compat import qt_api
from pytestqt.qtbot import QtBot

from tests.desktop.window_desk import WindowDesk

TEXT = "Спросила о снимках с визита. Asked for the photos, twice; wants them"


class _Request:
    """What QtBot wants of a test."""

    def __init__(self) -> None:
        self.node = self

    def addfinalizer(self, _deed: object) -> None:
        """Nothing is tidied up: the process is killed."""


def main(folder: Path) -> None:
    """Type a note into a contact without leaving the field, and wait to be killed."""
    qt_api.set_qt_api("pyside6")
    app = QApplication([])
    desk = WindowDesk(QtBot(_Request()), folder).open()  # type: ignore[arg-type]
    desk.choose("Ким Виктор")
    desk.into("note")
    desk.workspace.keeping.kept.connect(_say)
    desk.keys(TEXT)
    app.exec()


def _say() -> None:
    print("kept", flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
