"""What `dateline import` tells a person about the columns of a list, as the window shows beside each."""

import json
from pathlib import Path

import pytest
from openpyxl import Workbook

from desktop import cli


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    """English, whatever the machine speaks."""
    monkeypatch.setattr("locale.getlocale", lambda: ("en_GB", "UTF-8"))
    monkeypatch.setenv("LC_ALL", "C.UTF-8")


def told(tmp_path: Path, capsys: pytest.CaptureFixture[str], *rows: tuple[object, ...]) -> list[str]:
    """The lines that a rehearsal prints about a list."""
    book = Workbook()
    assert book.active is not None
    for row in rows:
        book.active.append(row)
    book.save(tmp_path / "list.xlsx")
    asked = ["--store", str(tmp_path / "dateline.db"), "import", str(tmp_path / "list.xlsx"), "--dry-run"]
    cli.main([*asked, "--json"])
    assert "note" not in json.loads(capsys.readouterr().out)["sheets"][0]
    cli.main(asked)
    return [line.strip() for line in capsys.readouterr().out.splitlines()]


def test_what_was_assumed_about_columns_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = told(
        tmp_path,
        capsys,
        ("No", "Name", "E-mail", "Shoe size", None),
        (1, "Anna Maria", "anna@example.kg", None, None),
        (2, "Jan Karel", "jan@example.kg", None, None),
    )
    assert lines[1:4] == [
        "column No: Running numbers.",
        "column Name: Nothing tells whether the family name stands first or last: check the names.",
        "columns left out: Shoe size",
    ]


def test_where_another_table_may_begin_that_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = told(
        tmp_path,
        capsys,
        ("Name", "Position", None, "Organisation", "Country"),
        ("Sultanova Aida Bekovna", "Nurse", None, "Clinic", "KG"),
        ("Bekov Aziz Marsovich", "Doctor", None, None, None),
    )
    assert (
        "column Organisation: An empty column is before it. "
        "If another table begins here, move it to a sheet of its own."
    ) in lines
