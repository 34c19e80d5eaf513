"""The program opens no network connection: not by what it does, not by what files tell it to fetch."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
TOUR = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-o", "addopts=", "--strict-markers",
        "-p", "no:faulthandler", "-n", "0", str(ROOT / "tests" / "desktop" / "tour.py")]  # fmt: skip
BEYOND = re.compile(r"\b(?:AF|PF)_(?!UNIX|LOCAL|UNSPEC)\w+")
"""A family of sockets that leads off the machine, as strace writes it; netlink asks the system itself."""


def watched(folder: Path) -> dict[str, str]:
    """An environment in which every Python process writes down what would leave the machine."""
    log = folder / "network.log"
    path = os.pathsep.join([str(ROOT / "tests" / "watched"), str(ROOT)])
    return {
        **os.environ,
        "PYTHONPATH": path,
        "DATELINE_NETWORK_LOG": str(log),
        "QT_QPA_PLATFORM": "offscreen",
    }


def run(command: list[str], folder: Path) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        command, cwd=ROOT, env=watched(folder), capture_output=True, text=True, timeout=540, check=False
    )


@pytest.mark.slow
def test_a_walk_through_everything_opens_no_connection(tmp_path: Path) -> None:
    done = run(TOUR, tmp_path)
    log = tmp_path / "network.log"
    assert not log.exists(), log.read_text(encoding="utf-8")
    assert done.returncode == 0, done.stdout[-4000:]


REACHES_OUT = """
import multiprocessing, socket, urllib.request

def child():
    try:
        socket.create_connection(("127.0.0.1", 9))
    except ConnectionError as error:
        print("stopped in the child:", error)

if __name__ == "__main__":
    for reach in (lambda: socket.getaddrinfo("example.com", 80),
                  lambda: urllib.request.urlopen("http://127.0.0.1:9/"),
                  lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM).bind(("127.0.0.1", 0))):
        try:
            reach()
        except ConnectionError as error:
            print("stopped:", error)
    process = multiprocessing.get_context("spawn").Process(target=child)
    process.start()
    process.join()
"""


def test_the_watch_sees_what_would_reach_out(tmp_path: Path) -> None:
    script = tmp_path / "reaches_out.py"
    script.write_text(REACHES_OUT, encoding="utf-8")
    done = run([sys.executable, str(script)], tmp_path)
    assert (done.stdout.count("stopped:"), done.stdout.count("stopped in the child:")) == (3, 1), done
    log = (tmp_path / "network.log").read_text(encoding="utf-8")
    assert [
        event for event in ("socket.getaddrinfo", "urllib.Request", "socket.bind") if event not in log
    ] == []


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("strace") is None, reason="needs strace")
def test_no_system_call_opens_a_socket_that_leads_off_the_machine(tmp_path: Path) -> None:
    """The same walk, seen by the kernel: Qt's own code and that of every library are in it, too."""
    trace = tmp_path / "calls"
    calls = "trace=socket,connect,bind,sendto,sendmsg"
    done = run(["strace", "-f", "-qq", "-e", calls, "-e", "signal=none", "-o", str(trace), *TOUR], tmp_path)
    assert done.returncode == 0, done.stdout[-4000:]
    lines = trace.read_text(encoding="utf-8", errors="replace").splitlines()
    beyond = [line for line in lines if BEYOND.search(line) and "AF_NETLINK" not in line]
    assert beyond == []
