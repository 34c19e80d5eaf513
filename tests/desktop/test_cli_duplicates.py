"""`dateline duplicates`: what it prints and how it ends."""

import json
from pathlib import Path

import pytest

from db.store import Store
from db.values import Reach
from desktop import cli


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A store with a contact and a partner twice in it."""
    store = Store.open(tmp_path / "dateline.db")
    with store.write("Add") as writer:
        for family, given in (("Секимова", "Асель"), ("Sekimova", "Asel")):
            reach = (Reach("asel@example.kg", normal="asel@example.kg"),)
            writer.create("contact", {"family_name": family, "given_name": given, "emails": reach})
        for name in ("State Service of Examples", "State service of examples"):
            writer.create("partner", {"name": name, "country": "KG"})
    store.close()
    return tmp_path / "dateline.db"


def run(path: Path, *arguments: str) -> int:
    """The exit status of the command."""
    return cli.main(["--store", str(path), "duplicates", *arguments])


def test_json_is_what_scripts_rely_on(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(path, "--json") == 1
    found = json.loads(capsys.readouterr().out)
    assert [list(each) for each in found] == [["kind", "a", "b", "score", "why"]] * 2
    assert [each["kind"] for each in found] == ["contact", "partner"]
    assert found[0]["score"] >= found[1]["score"] > 0.5
    assert "same e-mail asel@example.kg" in found[0]["why"]


def test_a_person_reads_names_reasons_and_uids(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(path, "contacts") == 1
    out = capsys.readouterr().out
    assert "Секимова Асель | Sekimova Asel" in out or "Sekimova Asel | Секимова Асель" in out
    assert "same e-mail asel@example.kg" in out
    assert "State Service" not in out
    assert "1 pair may be one record." in out


def test_nothing_twice_is_done(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(path, "facilities") == 0
    assert capsys.readouterr().out == "Nothing is there twice.\n"
    assert run(path, "facilities", "--json") == 0
    assert json.loads(capsys.readouterr().out) == []


def test_a_kind_without_twins_is_refused(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(path, "releases") == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err == ("dateline: Duplicates are looked for among contacts, partners, facilities.\n")
