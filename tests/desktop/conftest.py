"""A workspace over a store of its own, filled with invented people, and ways to wait until it is at rest."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.store import Store
from desktop import theme
from desktop.settings import Settings
from desktop.workspace import Workspace
from tests.desktop.people import add_people

UntilIdle = Callable[[], None]


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
