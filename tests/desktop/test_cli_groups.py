"""Groups on the command line: their people listed and written, by hand and by rule."""

import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from db import rules
from db.queries import Filter, Op, View
from db.store import Store
from desktop import cli

IN_KG = View("contact", filters=(Filter("country", Op.IS, ("KG",)),))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "dateline.db"
    store = Store.open(made)
    with store.write("Add") as writer:
        for name, country, out in (
            ("Asanova", "KG", None), ("Bekov", "TJ", None), ("Chynarov", "KG", True), ("Djumaev", "TJ", None),
        ):  # fmt: skip
            uid = writer.create("contact", {"family_name": name, "country": country, "opt_out": out})
            if name == "Bekov":
                by_hand = uid
        rule = rules.written(writer.session, IN_KG)
        group = writer.create("group", {"name": "Press", "rule": rule})
        writer.create("membership", {"group": group, "contact": by_hand})
    store.close()
    return made


def run(path: Path, *arguments: object) -> int:
    return cli.main(["--store", str(path), *map(str, arguments)])


def test_where_covers_rules_and_json_has_the_rule_as_an_object(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(path, "list", "contacts", "--where", "groups=press", "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert [each["family_name"] for each in found] == ["Asanova", "Bekov", "Chynarov"]
    assert all(each["groups"] == ["Press"] for each in found)
    assert run(path, "list", "groups", "--json") == 0
    rule = json.loads(capsys.readouterr().out)[0]["rule"]
    assert rule["filters"] == [{"field": "country", "op": "is", "values": ["KG"]}]
    assert run(path, "list", "groups") == 0
    shown = capsys.readouterr().out
    assert "Country: Kyrgyzstan" in shown and "{" not in shown


def test_a_group_is_exported_without_those_who_opted_out(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "press.xlsx"
    assert run(path, "export", out, "--group", "PRESS") == 0
    assert "1 contact who opted out was left out." in capsys.readouterr().out
    book = load_workbook(out)
    text = "\n".join(str(cell.value) for row in book["Contacts"].iter_rows() for cell in row)
    assert "Asanova" in text and "Bekov" in text
    assert "Chynarov" not in text and "Djumaev" not in text


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--group", "Nobody"), "There is no group “Nobody”."),
        (("--group", "Press", "--pack"), "A group is contacts alone."),
    ],
)
def test_a_group_that_is_none_is_said(
    path: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    arguments: tuple[str, ...],
    sentence: str,
) -> None:
    assert run(path, "export", tmp_path / "out.xlsx", *arguments) == 2
    assert sentence in capsys.readouterr().err
