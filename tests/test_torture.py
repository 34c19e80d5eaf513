"""A small run of the torture: nothing is lost. `tests/torture` does as much of it as one likes."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are forked to be killed")


def torture(folder: Path, *arguments: str, only: str, seed: str) -> dict[str, tuple[int, int]]:
    """By fault, how often it was tried and lost. Fails with the table when anything was lost."""
    command = [
        sys.executable,
        "-m",
        "tests.torturing",
        "--folder",
        str(folder),
        "--only",
        only,
        "--seed",
        seed,
    ]
    done = subprocess.run([*command, *arguments], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert not list(folder.glob("dateline-torture-*")), "it left something behind"
    table = [line for line in done.stdout.splitlines() if line.count("  ") > 2][1:]
    cells = [[cell for cell in line.split("  ") if cell] for line in table]
    return {
        fault: (0 if tried.strip() == "not tried" else int(tried), int(lost))
        for fault, tried, _, lost, *_ in cells
    }


def test_nothing_is_lost(tmp_path: Path) -> None:
    counts = ["--kills", "4", "--full-disks", "3", "--read-only", "1", "--truncations", "1", "--flips", "1"]
    only = "kills,full-disks,read-only,truncations,flips"
    found = torture(tmp_path, *counts, "--deeds", "edits,import", only=only, seed="1")
    assert found["all"] == (sum(tried for name, (tried, _) in found.items() if name != "all"), 0)
    assert found["disk full: limit of a file's size"] == (1, 0)
    assert len(found) > 6


@pytest.mark.slow
def test_nothing_is_lost_in_a_longer_run(tmp_path: Path) -> None:
    counts = ["--kills", "60", "--full-disks", "9", "--flips", "20", "--truncations", "10", "--writers", "1"]
    only = "kills,full-disks,flips,truncations,writers,locked,old-stores,erasures"
    more = ["--old-stores", "1", "--locked", "2", "--erasures", "2"]
    assert torture(tmp_path, *counts, *more, only=only, seed="3")["all"][1] == 0
