"""The shape of the repository: what lies where, what it may be called, and how long it may grow."""

import ast
import os
import subprocess
import tomllib
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
TOP = {"desktop", "resources", "db", "tests", "pyproject.toml", "build.spec", "README.md"}
NAMES_THAT_SAY_NOTHING = {"utils", "util", "misc", "helpers", "helper", "common", "mixed", "stuff"}

LONGEST_FILE = 450
LONGEST_CLASS = 350
LONGEST_FUNCTION = 60


@pytest.fixture(scope="module")
def kept() -> list[Path]:
    """Every file that git keeps, as a path below the root."""
    try:
        listing = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("this is no git checkout")
    return [Path(name) for name in listing.stdout.decode().split("\0") if name]


def source() -> list[Path]:
    """Every module of the project but the tests."""
    return sorted(
        file for folder in ("db", "desktop", "resources") for file in ROOT.glob(f"{folder}/**/*.py")
    )


def test_the_top_level_is_what_the_client_asked_for(kept: list[Path]) -> None:
    shown = {file.parts[0] for file in kept if not file.parts[0].startswith(".")}
    assert shown == TOP


def test_every_name_says_what_is_in_it(kept: list[Path]) -> None:
    silent = [str(file) for file in kept if {Path(part).stem for part in file.parts} & NAMES_THAT_SAY_NOTHING]
    assert not silent, "name these after what they do: " + ", ".join(silent)


def test_every_package_is_installed() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    there = {".".join(file.parent.relative_to(ROOT).parts) for file in source()}
    assert set(project["tool"]["setuptools"]["packages"]) == there


def test_test_modules_have_names_of_their_own() -> None:
    names = Counter(file.name for file in ROOT.glob("tests/**/test_*.py"))
    assert [name for name, count in names.items() if count > 1] == []
    assert list(ROOT.glob("tests/**/__init__.py")) == []


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps no executable bit")
@pytest.mark.parametrize("script", ["desktop/run", "tests/run", ".ci/run"])
def test_the_ways_to_start_can_be_executed(script: str) -> None:
    assert os.access(ROOT / script, os.X_OK)


def test_files_classes_and_functions_stay_short() -> None:
    long = []
    for file in source():
        if file.parent.name == "versions":
            continue  # a migration is written once, most of it by Alembic, and never changed again
        text = file.read_text(encoding="utf-8")
        name = file.relative_to(ROOT).as_posix()
        lines = text.count("\n")
        if lines > LONGEST_FILE:
            long.append(f"{name} has {lines} lines, {LONGEST_FILE} are allowed")
        for node in ast.walk(ast.parse(text)):
            if not isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
                continue
            longest = LONGEST_CLASS if isinstance(node, ast.ClassDef) else LONGEST_FUNCTION
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if lines > longest:
                long.append(f"{name}:{node.lineno} {node.name} has {lines} lines, {longest} are allowed")
    assert not long, "take apart what has grown too long:\n  " + "\n  ".join(long)
