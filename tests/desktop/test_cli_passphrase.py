"""The command line over a protected store: its passphrase comes from the environment or the terminal."""

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from db.store import Store, is_encrypted
from desktop import cli

ROOT = Path(__file__).parent.parent.parent
FIRST, SECOND = "first of seven words", "second of seven words"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A store with one contact, under no passphrase."""
    store = Store.open(tmp_path / "store" / "dateline.db")
    with store.write("New contact") as writer:
        writer.create("contact", {"family_name": "Sekimova"})
    store.close()
    return tmp_path / "store" / "dateline.db"


def said(capsys: pytest.CaptureFixture[str], path: Path, *arguments: str) -> tuple[int, str, str]:
    status = cli.main(["--store", str(path), *arguments])
    return status, *capsys.readouterr()


def test_it_is_set_used_changed_and_taken_away(
    path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    backup = path.parent / "backups"
    backup.mkdir()
    said(capsys, path, "backup", str(backup))
    monkeypatch.setenv("DATELINE_NEW_PASSPHRASE", FIRST)
    status, out, error = said(capsys, path, "passphrase", "--set")
    assert (status, out) == (0, "The store is protected.\n")
    assert error.startswith("If the passphrase is lost, the data are lost.")
    assert is_encrypted(path)
    assert all(map(is_encrypted, backup.glob("*.db")))

    status, _, error = said(capsys, path, "search", "sekimova")
    assert status == 2
    assert "dateline: dateline.db is protected. Run this in a terminal" in error
    monkeypatch.setenv("DATELINE_PASSPHRASE", SECOND)
    status, _, error = said(capsys, path, "search", "sekimova")
    assert (status, error) == (2, "dateline: This is not the passphrase of dateline.db. Try again.\n")
    monkeypatch.setenv("DATELINE_PASSPHRASE", FIRST)
    status, out, _ = said(capsys, path, "search", "sekimova")
    assert status == 0
    assert "Sekimova" in out
    assert "DATELINE_PASSPHRASE" not in os.environ  # no program that reads a workbook inherits it

    monkeypatch.setenv("DATELINE_PASSPHRASE", FIRST)
    assert said(capsys, path, "passphrase", "--remove")[:2] == (0, "The store is not protected any more.\n")
    assert not is_encrypted(path)
    assert not any(map(is_encrypted, backup.glob("*.db")))


def test_an_easy_one_is_refused(
    path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATELINE_NEW_PASSPHRASE", "password1")
    status, _, error = said(capsys, path, "passphrase", "--set")
    assert status == 2
    assert "dateline: The passphrase is too easy." in error
    assert not is_encrypted(path)
    assert said(capsys, path, "passphrase")[2] == "dateline: Say what to do: --set or --remove.\n"


def test_a_backup_under_another_passphrase_is_restored(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Store.open(path)
    store.protect(FIRST)
    store.copy_to(tmp_path / "first.db")
    store.protect(SECOND)
    store.close()
    monkeypatch.setenv("DATELINE_PASSPHRASE", SECOND)
    status, _, error = said(capsys, path, "restore", str(tmp_path / "first.db"))
    assert status == 2
    assert "DATELINE_BACKUP_PASSPHRASE" in error
    monkeypatch.setenv("DATELINE_PASSPHRASE", SECOND)
    monkeypatch.setenv("DATELINE_BACKUP_PASSPHRASE", FIRST)
    assert said(capsys, path, "restore", str(tmp_path / "first.db"))[0] == 0
    Store.open(path, passphrase=SECOND).close()
    new = tmp_path / "elsewhere" / "dateline.db"
    monkeypatch.setenv("DATELINE_BACKUP_PASSPHRASE", FIRST)
    status, out, _ = said(capsys, new, "restore", str(tmp_path / "first.db"))
    assert status == 1
    assert "The backup was protected; the store is not." in out


@pytest.mark.skipif(sys.platform == "win32", reason="a terminal of another kind")
def test_a_terminal_is_asked_and_shows_nothing_of_it(path: Path) -> None:
    store = Store.open(path)
    store.protect(FIRST)
    store.close()
    leading, following = pty.openpty()
    program = subprocess.Popen(
        [sys.executable, "-m", "desktop", "--store", str(path), "search", "sekimova"],
        cwd=ROOT,
        stdin=following,
        stdout=subprocess.PIPE,
        stderr=following,
        start_new_session=True,
    )
    os.close(following)
    seen = b""
    while b"Passphrase of dateline.db" not in seen:
        seen += os.read(leading, 1000)
    os.write(leading, f"{FIRST}\n".encode())
    out, _ = program.communicate(timeout=30)
    assert program.returncode == 0
    assert b"Sekimova" in out
    assert FIRST.encode() not in seen
    os.close(leading)
