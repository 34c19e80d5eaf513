"""The command line where the disk has no room at all: a whole store is not taken for a damaged one."""

import subprocess
import sys
from pathlib import Path

import pytest

from db.store import Store

FULL = """
import resource, signal, sys
from desktop import cli
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (0, resource.RLIM_INFINITY))
sys.exit(cli.main(sys.argv[1:]))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no limit of this kind")
def test_a_store_that_can_not_be_opened_for_want_of_room_is_not_called_damaged(tmp_path: Path) -> None:
    path = tmp_path / "dateline.db"
    store = Store.open(path)
    with store.write("New contact") as writer:
        writer.create("contact", {"family_name": "Sekimova"})
    store.close()
    command = [sys.executable, "-c", FULL, "--store", str(path), "undo"]
    done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("dateline: ") and done.stderr.count("\n") == 1
    assert "damaged" not in done.stderr and "try again" in done.stderr
    store = Store.open(path)
    assert store.undo() == "New contact"
    store.close()
