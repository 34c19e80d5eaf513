"""The folder that `pyinstaller build.spec` makes does Dateline's work on its own."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import openpyxl
import pytest

ROOT = Path(__file__).parent.parent

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundled program, in a folder away from the checkout that it was built from."""
    pytest.importorskip("PyInstaller", reason="PyInstaller is not installed: pip install -e .[bundle]")
    built = tmp_path_factory.mktemp("build")
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"]
    command += ["--distpath", str(built), "--workpath", str(built / "work"), str(ROOT / "build.spec")]
    environment = {**os.environ, "PYINSTALLER_CONFIG_DIR": str(built / "cache")}
    making = subprocess.run(command, cwd=built, env=environment, capture_output=True, text=True, check=False)
    assert making.returncode == 0, making.stderr[-3000:]
    place = tmp_path_factory.mktemp("elsewhere") / "Dateline of the office"
    shutil.move(built / "dateline", place)
    return place / ("dateline.exe" if os.name == "nt" else "dateline")


def bare(home: Path) -> dict[str, str]:
    """An environment with nothing of Python's, and of ours only where files go."""
    home.mkdir(exist_ok=True)
    kept = {"SYSTEMROOT": os.environ["SYSTEMROOT"]} if os.name == "nt" else {"LC_ALL": "C.UTF-8"}
    return {**kept, "HOME": str(home), "APPDATA": str(home), "LOCALAPPDATA": str(home)}


def run(program: Path, folder: Path, *arguments: str) -> str:
    """What the bundled program prints; it must end well and say nothing on standard error."""
    done = subprocess.run(
        [program, *arguments],
        cwd=folder,
        env=bare(folder / "home"),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


PEOPLE = [
    ("Family name", "Given name", "E-mail", "Phone", "Country"),
    ("Өмүрбекова", "Айгүл", "aigul.omurbekova@example.kg", "+996 312 555 010", "Kyrgyzstan"),
    ("Ҷӯраев", "Ғайрат", "gh.juraev@example.com", "+992 37 555 0142", "Tajikistan"),
]


def workbook(file: Path) -> Path:
    """A workbook of two people, as a colleague would send it."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Contacts"
    for row in PEOPLE:
        sheet.append(row)
    book.save(file)
    return file


def texts(file: Path) -> set[str]:
    """Every text in a workbook."""
    book = openpyxl.load_workbook(file)
    cells = (cell for sheet in book.worksheets for row in sheet.iter_rows(values_only=True) for cell in row)
    return {cell for cell in cells if isinstance(cell, str)}


def test_it_says_its_version(program: Path, tmp_path: Path) -> None:
    declared = (ROOT / "pyproject.toml").read_text(encoding="utf-8").split('version = "')[1].split('"')[0]
    assert declared in run(program, tmp_path, "--version")


def test_people_imported_are_in_what_it_exports(program: Path, tmp_path: Path) -> None:
    store, out = tmp_path / "office.db", tmp_path / "out.xlsx"
    people = workbook(tmp_path / "people.xlsx")
    report: dict[str, Any] = json.loads(
        run(program, tmp_path, "--store", str(store), "import", str(people), "--into", "contacts", "--json")
    )
    assert [(sheet["sheet"], sheet["rows"], sheet["added"]) for sheet in report["sheets"]] == [
        ("Contacts", 2, 2)
    ]
    run(program, tmp_path, "--store", str(store), "export", str(out))
    exported = texts(out)
    for family, given, email, *_ in PEOPLE[1:]:
        assert exported >= {family, given, email}


def test_its_window_stays_open(program: Path, tmp_path: Path) -> None:
    environment = {**bare(tmp_path / "home"), "QT_QPA_PLATFORM": "offscreen"}
    window = subprocess.Popen(
        [program, "--store", str(tmp_path / "office.db")],
        cwd=tmp_path,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )
    try:
        with pytest.raises(subprocess.TimeoutExpired):
            said, _ = window.communicate(timeout=10)
            pytest.fail(f"it ended by itself with status {window.returncode}:\n{said}")
    finally:
        window.kill()
        window.communicate()
