"""One window on a store: whoever starts Dateline again on it brings the window that is there to the front.

The two meet at a local socket (a named pipe on Windows) in the person's own folder for such things: nothing
listens on any network, and only the same person can knock. The one file that may use Qt's network module.
"""

import hashlib
import json
import os
import platform
import sys
from pathlib import Path

from filelock import FileLock, Timeout
from platformdirs import user_cache_path, user_runtime_path
from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from db.logged_in import who

PATIENCE_MS = 3_000
"""How long a start waits for the answer of a window that may be busy, in milliseconds."""

TOKENS = ("XDG_ACTIVATION_TOKEN", "DESKTOP_STARTUP_ID")
"""Where a desktop says that a start comes from a person, who wants to see a window (Wayland, X11)."""

_HERE = b"here\n"


def knock(store_path: Path) -> bool:
    """Ask the window on a store to come to the front; False where there is none, or it does not answer."""
    try:
        door = _door(store_path)
        if not _is_own(door):
            return False
    except OSError:
        return False
    socket = QLocalSocket()
    socket.connectToServer(door)
    if not socket.waitForConnected(PATIENCE_MS):
        return False
    _allow_to_front()
    token = next((os.environ[name] for name in TOKENS if os.environ.get(name)), "")
    socket.write(json.dumps({"token": token}).encode() + b"\n")
    socket.flush()
    heard = socket.waitForReadyRead(PATIENCE_MS) and bytes(socket.readAll().data()) == _HERE
    socket.abort()
    return heard


class Door(QObject):
    """Where later starts on a store knock. It is `ours` unless another process opened it before."""

    knocked = Signal(object, str)
    """The path of the store, and the token of the desktop that lets its window come to the front."""

    def __init__(self, store_path: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path = store_path
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_knock)
        self._lock: FileLock | None = None
        self.ours = self._open()

    def close(self) -> None:
        """Let others have it."""
        self._server.close()
        if self._lock is not None:
            self._lock.release()

    def _open(self) -> bool:
        try:
            lock = FileLock(_folder() / f"{_name(self._path)}.lock", thread_local=False)
            lock.acquire(timeout=0)
        except Timeout:
            return False
        except OSError:
            # Without a folder for it there is no door; the claim to the store still keeps windows apart.
            return True
        self._lock = lock
        door = _door(self._path)
        # Who holds the lock knows that a socket that is there was left by a program that was killed.
        QLocalServer.removeServer(door)
        self._server.listen(door)
        return True

    @Slot()
    def _on_knock(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.disconnected.connect(socket.deleteLater)
            socket.readyRead.connect(self._on_words)
            if socket.canReadLine():
                self._answer(socket)

    @Slot()
    def _on_words(self) -> None:
        socket = self.sender()
        if isinstance(socket, QLocalSocket) and socket.canReadLine():
            self._answer(socket)

    def _answer(self, socket: QLocalSocket) -> None:
        words = bytes(socket.readLine().data())
        socket.write(_HERE)
        socket.flush()
        try:
            token = str(json.loads(words)["token"])
        except (ValueError, TypeError, KeyError):
            token = ""
        self.knocked.emit(self._path, token)


def _name(store_path: Path) -> str:
    # Several machines may share a home folder, and a socket is reached from its own machine alone.
    whole = f"{platform.node()}\0{who()}\0{os.path.normcase(os.path.realpath(store_path))}"
    return "dateline-" + hashlib.sha256(whole.encode("utf-8", "surrogateescape")).hexdigest()[:16]


def _folder() -> Path:
    """The person's own folder for sockets, which nobody else may look into."""
    lasting = sys.platform == "linux" and not os.environ.get("XDG_RUNTIME_DIR")
    folder = (user_cache_path if lasting else user_runtime_path)("Dateline", appauthor=False)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def _door(store_path: Path) -> str:
    """The socket's path, or the pipe's name on Windows, which has no folders for them."""
    name = _name(store_path)
    return name if sys.platform == "win32" else str(_folder() / name)


def _is_own(door: str) -> bool:
    """Whether a socket is this person's; a pipe that is not can't be opened. OSError where there is none."""
    return sys.platform == "win32" or os.stat(door).st_uid == os.getuid()


def _allow_to_front() -> None:
    """Hand on the right to come to the front, which Windows gives to whom a person has just started."""
    if sys.platform == "win32":
        import ctypes

        any_process = -1  # ASFW_ANY of winuser.h
        ctypes.windll.user32.AllowSetForegroundWindow(any_process)
