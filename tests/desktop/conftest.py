"""A workspace over a store of its own, filled with invented people, and ways to wait until it is at rest."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db import example
from db.store import Store
from desktop import theme
from desktop.garbage import Garbage
from desktop.settings import Settings
from desktop.workspace import Workspace
from tests.desktop.people import add_people
from tests.desktop.window_desk import WindowDesk

UntilIdle = Callable[[], None]


@pytest.fixture(scope="session", autouse=True)
def garbage(qapp: QApplication) -> Garbage:
    """Cycles are looked for in the window's thread alone, as in the program."""
    return Garbage(qapp)


@pytest.fixture
def workspace(tmp_path: Path, qapp: QApplication) -> Iterator[Workspace]:
    """A workspace over an empty store."""
    theme.apply(qapp, "light")
    made = Workspace(Store.open(tmp_path / "dateline.db"))
    yield made
    made.close()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def people(workspace: Workspace) -> Workspace:
    """The same workspace with forty contacts at eight partners."""
    add_people(workspace.store, 40)
    return workspace


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings of this test alone."""
    return Settings(tmp_path / "dateline.ini")


@pytest.fixture
def until_idle(qtbot: QtBot, workspace: Workspace) -> UntilIdle:
    """Waits until nothing is under way any more and what it came to is on the screen."""

    def wait() -> None:
        quiet = 0

        def at_rest() -> bool:
            nonlocal quiet
            quiet = quiet + 1 if workspace.tasks.is_idle else 0
            return quiet > 3

        qtbot.waitUntil(at_rest, timeout=10_000)

    return wait


@pytest.fixture
def empty_window(tmp_path: Path, qtbot: QtBot, qapp: QApplication) -> Iterator[WindowDesk]:
    """The window on a store to which nothing was ever written."""
    theme.apply(qapp, "light")
    desk = WindowDesk(qtbot, tmp_path).open()
    yield desk
    desk.close(anyway=True)


@pytest.fixture(scope="session")
def example_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store that is filled with the example, to be copied."""
    path = tmp_path_factory.mktemp("example") / "example.db"
    store = Store.open(path)
    example.fill(store)
    store.close()
    return path


@pytest.fixture
def window(tmp_path: Path, example_file: Path, qtbot: QtBot, qapp: QApplication) -> Iterator[WindowDesk]:
    """The window on a store that is filled with the example."""
    theme.apply(qapp, "light")
    shutil.copy(example_file, tmp_path / "dateline.db")
    desk = WindowDesk(qtbot, tmp_path).open()
    yield desk
    desk.close(anyway=True)
