"""A second start on a store brings the window that is there to the front, and ends."""

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.app import Windows
from desktop.front import bring_to_front
from desktop.settings import Settings
from desktop.single_instance import Door, knock

START = "import sys; from desktop.cli import main; sys.exit(main(['--store', sys.argv[1]]))"
HOLD = """
import sys, time
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from desktop.single_instance import Door
app = QCoreApplication([])
door = Door(Path(sys.argv[1]))
print("open", flush=True)
time.sleep(60)
"""


@pytest.fixture(autouse=True)
def short_folder(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder for sockets, whose names the system keeps short."""
    with tempfile.TemporaryDirectory(prefix="dl-") as folder:
        monkeypatch.setenv("XDG_RUNTIME_DIR", folder)
        yield Path(folder)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "dateline.db"


def start(path: Path, **environment: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", START, path], env={**os.environ, **environment}, stderr=-1, text=True
    )


def test_a_second_start_ends_at_once_and_brings_the_first_to_the_front(path: Path, qtbot: QtBot) -> None:
    windows = Windows(Settings(path.parent / "dateline.ini"))
    assert windows.open(path)
    window = windows.shown()[0]
    window.setWindowState(Qt.WindowState.WindowMinimized)
    second = start(path, XDG_ACTIVATION_TOKEN="from-the-desktop")
    qtbot.waitUntil(lambda: second.poll() is not None, timeout=20_000)
    assert (second.returncode, second.communicate()[1]) == (0, "")
    assert not window.isMinimized()
    assert os.environ.pop("XDG_ACTIVATION_TOKEN") == "from-the-desktop"
    window.close()
    qtbot.waitUntil(lambda: not windows.shown())
    assert not knock(path)


def test_the_path_may_be_written_in_another_way(path: Path, qtbot: QtBot) -> None:
    door = Door(path)
    (path.parent / "link").symlink_to(path.parent)
    heard: list[tuple[Path, str]] = []
    door.knocked.connect(lambda *words: heard.append(words))
    second = start(path.parent / "link" / "." / "dateline.db")
    qtbot.waitUntil(lambda: second.poll() is not None, timeout=20_000)
    assert (second.returncode, heard) == (0, [(path, "")])
    second.communicate()
    door.close()


def test_what_a_killed_program_left_is_in_nobodys_way(path: Path) -> None:
    killed = subprocess.Popen([sys.executable, "-c", HOLD, path], stdout=-1, text=True)
    assert killed.stdout is not None
    assert killed.stdout.readline() == "open\n"
    other = Door(path)
    assert not other.ours
    other.close()
    killed.kill()
    killed.communicate()
    begun = time.monotonic()
    assert not knock(path)
    assert time.monotonic() - begun < 1
    door = Door(path)
    assert door.ours
    door.close()


def test_only_the_same_person_can_knock(path: Path, short_folder: Path) -> None:
    door = Door(path)
    sockets = [each for each in (short_folder / "Dateline").iterdir() if each.is_socket()]
    assert len(sockets) == 1
    assert sockets[0].stat().st_mode & 0o077 == 0
    assert (short_folder / "Dateline").stat().st_mode & 0o077 == 0
    door.close()


def test_what_knocks_without_manners_is_let_go(path: Path, short_folder: Path, qtbot: QtBot) -> None:
    door = Door(path)
    place = next(each for each in (short_folder / "Dateline").iterdir() if each.is_socket())
    for words in (b"\n", b"[1]\n", b"\xff\xfe\n", b'{"token": 1}\n'):
        with socket.socket(socket.AF_UNIX) as stranger, qtbot.waitSignal(door.knocked):
            stranger.connect(str(place))
            stranger.sendall(words)
    door.close()


def test_where_there_is_no_room_for_a_socket_the_window_opens_all_the_same(
    path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", "/proc/nowhere")
    windows = Windows(Settings(path.parent / "dateline.ini"))
    assert windows.open(path)
    windows.shown()[0].close()
    qtbot.waitUntil(lambda: not windows.shown())


def test_a_window_behind_another_comes_to_the_front(qtbot: QtBot) -> None:
    first, second = QWidget(), QWidget()
    for window in (first, second):
        qtbot.addWidget(window)
        window.setWindowTitle("Dateline")
        with qtbot.waitActive(window):
            window.show()
    with qtbot.waitActive(first):
        bring_to_front(first)
    assert first.windowTitle() == "Dateline"
