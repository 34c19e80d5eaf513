"""The command line knows what was chosen for a table before, in the window or by itself, and says so."""

import json
from pathlib import Path
from typing import Any

import pytest

from db.exchange.memory import remember
from db.exchange.plan import Proposal
from db.exchange.proposing import propose, with_target
from db.exchange.reading import read_workbook
from db.store import Store
from desktop import cli
from desktop.settings import IMPORT_MEMORY, Settings


class Desk:
    """A store, a table of one person, and what the settings keep."""

    def __init__(self, folder: Path, capture: pytest.CaptureFixture[str]) -> None:
        self.path, self.table = folder / "dateline.db", folder / "people.csv"
        self._capture = capture
        self.table.write_text(
            "Family name,Given name,Desk\nTester,Tom,Health correspondent\n", encoding="utf-8"
        )

    def choose(self, header: str, target: str | None) -> None:
        """Choose where a column goes and import, as it is done in the window."""
        store = Store.open(self.path)
        try:
            with store.read() as session:
                proposal: Proposal = propose(session, read_workbook(self.table))
        finally:
            store.close()
        index = next(column.index for column in proposal.sheets[0].columns if column.header == header)
        chosen = with_target(proposal, 0, index, target)
        settings = Settings()
        settings.put(IMPORT_MEMORY, remember(chosen, settings.get(IMPORT_MEMORY, {})))
        settings.sync()

    def bring(self, *options: str) -> str:
        """What `dateline import` prints."""
        self._capture.readouterr()
        assert cli.main(["--store", str(self.path), "import", str(self.table), *options]) == cli.DONE
        return self._capture.readouterr().out

    def mapping(self, *options: str) -> dict[str, Any]:
        """Where the columns go, as a script reads it."""
        document = json.loads(self.bring("--json", *options))
        (sheet,) = document["sheets"]
        assert set(document) == {"batch", "sheets"}
        assert set(sheet) == {
            "sheet", "into", "rows", "added", "updated", "unchanged", "held_back", "conflicts", "mapping",
        }  # fmt: skip
        found: dict[str, Any] = sheet["mapping"]
        return found

    @property
    def kept(self) -> dict[str, Any]:
        """What the settings keep about imports."""
        found: dict[str, Any] = Settings().get(IMPORT_MEMORY, {})
        return found


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Desk:
    """English, and settings of its own."""
    monkeypatch.setattr("locale.getlocale", lambda: ("en_GB", "UTF-8"))
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    return Desk(tmp_path, capsys)


def test_columns_go_where_they_were_sent_in_the_window_and_it_is_said(desk: Desk) -> None:
    assert desk.mapping("--dry-run")["Desk"] != "job_title"
    desk.choose("Desk", "job_title")
    assert "as you chose before for these headers: Desk (--no-memory" in desk.bring("--dry-run")
    assert desk.mapping()["Desk"] == "job_title"
    assert "--no-memory" in desk.bring()


def test_without_memory_it_reads_as_for_the_first_time_and_keeps_nothing(desk: Desk) -> None:
    first = desk.mapping("--dry-run")
    desk.choose("Desk", "job_title")
    kept = desk.kept
    assert desk.mapping("--dry-run", "--no-memory") == first
    assert "as you chose" not in desk.bring("--no-memory", "--into", "contacts")
    assert desk.kept == kept


def test_what_is_chosen_here_is_kept_for_the_next_time(desk: Desk) -> None:
    desk.table.write_text("Name,Desk\nBright Future,Health\n", encoding="utf-8")
    desk.bring("--into", "partners", "--dry-run")
    assert desk.kept == {}
    desk.bring("--into", "partners")
    (known,) = desk.kept.values()
    assert known["into"] == "partner"
    desk.table.write_text("Name,Desk\nOpen Door,Health\n", encoding="utf-8")
    said = desk.bring()
    assert "→ partners: 1 row" in said and "as you chose before for these headers (" in said


def test_an_import_that_brings_nothing_in_keeps_nothing(desk: Desk) -> None:
    desk.bring("--no-memory", "--into", "contacts")
    desk.bring("--into", "contacts")
    assert desk.kept == {}


def test_settings_that_somebody_broke_are_passed_over(desk: Desk) -> None:
    Settings().put(IMPORT_MEMORY, ["not", "a", "memory"])
    assert desk.mapping()["Family name"] == "family_name"
