"""Golden workbooks with cells that lose something, and those that are refused or only look dangerous."""

import time
from dataclasses import replace
from pathlib import Path

import pytest

from db.errors import WorldError
from db.exchange.limits import MB, USUAL
from db.exchange.plan import State
from db.exchange.reading import read_workbook
from db.store import Store
from tests.db.exchange.goldens_desk import GOLDENS, Brought, Line, bring_golden, golden_of, line

NEW, HELD, SKIPPED = State.NEW, State.HELD_BACK, State.SKIPPED

CELLS = [
    line("Contacts", 2, HELD, "The cell shows the error #N/A"),
    line("Contacts", 3, HELD, "The formula was never worked out"),
    line("Contacts", 4, NEW, "Excel keeps 15 digits", family_name="Asanova"),
    line("Contacts", 5, NEW, "Shown as 000020", postal_code="000020"),
    line("Contacts", 6, NEW, partner="Narcology Centre", family_name="Toktosunova"),
    line("Contacts", 7, NEW, partner="Narcology Centre", family_name="Rahimova"),
    line("Contacts", 8, NEW, "as long as Excel allows", note="a" * 32_767),
    line("Contacts", 9, HELD, "can't be the date"),
    line("Contacts", 10, NEW, "The row is hidden in the file", family_name="Lebedeva"),
    line("Old", 2, NEW, family_name="Karimova"),
]

REFUSED = {
    "bomb.xlsx": "would unpack to far more than a workbook holds",
    "entities.xlsx": "holds instructions that no spreadsheet program writes",
    "far-cells.xlsx": "lie too far apart",
    "half.xlsx": "Only a part of",
    "letter.xlsx": "is a text document, not a workbook",
    "password.xlsx": "is protected with a password",
}


@pytest.fixture(scope="module")
def brought(tmp_path_factory: pytest.TempPathFactory) -> Brought:
    return golden_of("cells.xlsx", tmp_path_factory)


@pytest.mark.parametrize("expected", CELLS, ids=str)
def test_no_cell_is_lost_in_silence(expected: Line, brought: Brought) -> None:
    brought.check(expected)


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_that_means_harm_is_refused_in_a_sentence_and_in_seconds(name: str) -> None:
    begun = time.monotonic()
    with pytest.raises(WorldError, match=REFUSED[name]) as caught:
        read_workbook(GOLDENS / name, limits=replace(USUAL, unpacked=8 * MB))
    assert name in str(caught.value)
    assert time.monotonic() - begun < 10


def test_macros_are_not_run_and_said_so(store: Store) -> None:
    assert read_workbook(GOLDENS / "macros.xlsm").remarks == ["The workbook has macros. They were not run."]
    bring_golden(store, GOLDENS / "macros.xlsm").check(
        line("Contacts", 2, NEW, family_name="Ismailova", birthday="8 Mar 1979")
    )


def test_a_word_in_the_last_cell_of_all_is_not_lost(store: Store) -> None:
    brought = bring_golden(store, GOLDENS / "corners.xlsx")
    brought.check(line("Contacts", 2, NEW, family_name="Ismailova", emails="saltanat@example.kg"))
    brought.check(line("Contacts", 1_048_576, SKIPPED, "A remark below the table"))


def test_the_golden_files_are_small() -> None:
    files = [path for path in GOLDENS.iterdir() if path.is_file()]
    assert files
    assert [path.name for path in files if path.stat().st_size > 15_000] == []


def test_every_golden_file_is_looked_at() -> None:
    tests = "".join(path.read_text("utf-8") for path in Path(__file__).parent.glob("test_goldens_*.py"))
    made = [path.name for path in GOLDENS.iterdir() if path.is_file() and path.suffix != ".py"]
    assert [name for name in made if name not in tests] == []
