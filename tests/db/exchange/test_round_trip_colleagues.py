"""Whatever colleagues do to a workbook beside their change, the change comes back, and nothing else does."""

import shutil
from pathlib import Path

import openpyxl
import pytest

from db.exchange.importing import run_import
from db.exchange.merging import Verdict
from db.exchange.plan import ImportPlan, State
from tests.db.exchange.colleagues import WHOLE, Done, add_threads, all_at_once, comments
from tests.db.exchange.returning_desk import Desk, Grid, states
from tests.goldens.libreoffice import convert

needs_libreoffice = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")


@pytest.fixture
def sent(desk: Desk) -> Desk:
    """A workbook that went out, with somebody changed here since."""
    desk.tie("Asanova", "Stepnoe Health Centre")
    desk.export_all()
    desk.change("Chynarov", job_title="Director")
    return desk


def edit(desk: Desk, done: Done | None = None, *, city: str | None = "Osh") -> None:
    """Change Asanova's city and clear Bekov's note, then do what else colleagues do."""
    book = openpyxl.load_workbook(desk.path)
    grid = Grid(book["Contacts"])
    if city:
        grid.put(grid.row_of("Family name", "Asanova"), "City", city)
        grid.put(grid.row_of("Family name", "Bekov"), "Note", None)
    if done is not None:
        done(book, grid)
    book.save(desk.path)


def brought(desk: Desk, path: Path) -> ImportPlan:
    """What came of a workbook, read as in earnest."""
    (report,) = run_import(desk.store, path)
    return report.plan


def assert_whole(desk: Desk, made: ImportPlan) -> None:
    """Both changes came, and nothing else happened or is remarked on."""
    assert made.origin is not None
    assert states(made) == {State.CHANGED: 2, State.UNCHANGED: 6}
    assert not [remark for sheet in made.sheets for remark in sheet.remarks]
    touched = {(cell.field, cell.verdict) for row in made.rows() for cell in row.cells}
    assert touched == {
        ("city", Verdict.THEIRS),
        ("note", Verdict.THEIRS),
        ("job_title", Verdict.OURS),
    }
    assert desk.values("Asanova")["city"] == "Osh"
    assert (desk.values("Bekov")["note"], desk.values("Bekov")["city"]) == (None, "Bishkek")
    assert desk.values("Chynarov")["job_title"] == "Director"
    assert (desk.count("contact"), desk.count("partner")) == (4, 3)


@pytest.mark.parametrize("done", WHOLE, ids=lambda done: done.__name__)
def test_their_change_comes_back_whole(sent: Desk, done: Done) -> None:
    edit(sent, done)
    assert_whole(sent, brought(sent, sent.path))
    assert not brought(sent, sent.path).changes_something


@pytest.mark.parametrize("done", [*WHOLE, all_at_once], ids=lambda done: done.__name__)
def test_what_they_did_is_no_change_by_itself(sent: Desk, done: Done) -> None:
    edit(sent, done, city=None)
    made = brought(sent, sent.path)
    assert made.origin is not None and set(states(made)) == {State.UNCHANGED}


def test_all_of_it_at_once_comes_back_whole(sent: Desk) -> None:
    edit(sent, all_at_once)
    assert_whole(sent, brought(sent, sent.path))


def test_threads_of_comments_are_passed_over(sent: Desk) -> None:
    edit(sent, comments)
    add_threads(sent.path)
    assert_whole(sent, brought(sent, sent.path))


@pytest.mark.slow
@needs_libreoffice
@pytest.mark.parametrize("suffix", ["xlsx", "ods"])
def test_saved_by_libreoffice_it_comes_back_whole(sent: Desk, tmp_path: Path, suffix: str) -> None:
    edit(sent, all_at_once)
    saved = convert(sent.path, suffix, tmp_path / "saved")
    assert_whole(sent, brought(sent, saved))


@pytest.mark.slow
@needs_libreoffice
def test_a_sheet_saved_as_csv_by_libreoffice_brings_what_is_filled(sent: Desk, tmp_path: Path) -> None:
    edit(sent)
    every = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
    convert(sent.path, every, tmp_path / "saved")
    made = brought(sent, tmp_path / "saved" / "out-Contacts.csv")
    # The table does not say when it was exported: what is empty clears nothing, ours is not known as ours.
    assert made.origin is None and made.sheets[0].remarks
    assert states(made) == {State.CHANGED: 2, State.UNCHANGED: 2}
    assert sent.values("Asanova")["city"] == "Osh" and sent.values("Bekov")["note"] == "Note 1"
    assert sent.count("contact") == 4
