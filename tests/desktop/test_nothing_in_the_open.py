"""Of a protected store no byte of content is in any file, whatever was done and however it ended."""

import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from db.journal import history
from db.store import Store, kept
from db.unsaved import Unsaved
from tests.desktop.secret_tour import CRASHED, PASSPHRASE, SECRETS

ROOT = Path(__file__).parent.parent.parent
TOUR = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-o", "addopts=", "-p",
        "no:faulthandler", "-n", "0", str(ROOT / "tests" / "desktop" / "secret_tour.py")]  # fmt: skip
MADE = re.compile(r'(?:openat|creat|open)\((?:AT_FDCWD, )?"(?P<path>[^"]+)".*O_CREAT')

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the walk is killed as Unix kills")


def walk(folder: Path, watch: tuple[str, ...] = ()) -> Path:
    """Do the work below `folder` until it is killed; answers the folder in which all is that it wrote."""
    inside, outside = folder / "inside", folder / "outside"
    for made in (inside / "tmp", inside / "run", outside):
        made.mkdir(parents=True)
    environment = {
        **os.environ,
        "DATELINE_OUTSIDE": str(outside),
        "TMPDIR": str(inside / "tmp"),
        "XDG_RUNTIME_DIR": str(inside / "run"),
        "QT_QPA_PLATFORM": "offscreen",
    }
    command = [*watch, *TOUR, f"--basetemp={inside / 'base'}"]
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=300, check=False
    )
    assert (outside / "through").exists(), done.stdout[-4000:]
    assert done.returncode in (-signal.SIGKILL, 128 + signal.SIGKILL)
    return inside


def forms(secret: str) -> list[bytes]:
    """A text as files may have it: in three encodings, and as Qt's settings write letters beyond ASCII."""
    escaped = "".join(letter if letter.isascii() else f"\\x{ord(letter):x}" for letter in secret)
    return [*(secret.encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be")), escaped.encode()]


def telling(paths: list[Path]) -> list[str]:
    """Which file tells which secret."""
    contents = [(path, path.read_bytes()) for path in paths if path.is_file()]
    return [
        f"{path.name}: {secret}"
        for path, content in contents
        for secret in SECRETS
        if any(form in content for form in forms(secret))
    ]


@pytest.mark.slow
def test_no_file_tells_what_is_in_the_store(tmp_path: Path) -> None:
    inside = walk(tmp_path)
    files = [path for path in inside.rglob("*") if path.is_file()]
    names = {path.name for path in files}
    # What there is to look into: the store with its log, what was typed, what the window remembers, a report.
    assert {"dateline.db", "dateline.db-wal", "dateline.db.unsaved", "dateline.db.settings"} <= names
    assert any(name.startswith("crash-") for name in names)
    assert len([path for path in files if path.parent.name == "backups" and path.suffix == ".db"]) >= 2
    assert "dateline.ini" in names
    assert telling(files) == []
    assert not [path for path in files if any(secret in str(path) for secret in SECRETS)]
    # With the passphrase it is all there.
    store = Store.open(next(path for path in files if path.name == "dateline.db"), passphrase=PASSPHRASE)
    with store.read() as session:
        journal = str(history(session))
    typed = [each.draft for each in Unsaved(store).left_over()]
    told = f"{journal} {kept.read(store)} {typed}"
    store.close()
    assert [secret for secret in SECRETS if secret.casefold() not in told.casefold()] == [CRASHED]


def test_what_is_looked_for_is_found(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "dateline.db")
    with store.write("New contact") as writer:
        writer.create("contact", {"family_name": SECRETS[0], "family_name_alt": SECRETS[1]})
    store.close()
    assert len(telling([tmp_path / "dateline.db"])) == 2


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("strace") is None, reason="needs strace")
def test_no_file_elsewhere_is_written(tmp_path: Path) -> None:
    log = tmp_path / "calls.log"
    watch = ("strace", "-f", "-qq", "-e", "trace=open,openat,creat", "-o", str(log))
    inside = walk(tmp_path, watch)
    made = {found["path"] for found in MADE.finditer(log.read_text(encoding="utf-8", errors="replace"))}
    allowed = (str(inside), str(tmp_path / "outside"), "/dev/", "/proc/", str(ROOT))
    elsewhere = sorted(path for path in made if path.startswith("/") and not path.startswith(allowed))
    assert telling([Path(path) for path in elsewhere]) == []
    assert [path for path in elsewhere if "__pycache__" not in path] == []
