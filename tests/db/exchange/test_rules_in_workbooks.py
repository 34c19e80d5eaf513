"""Rules of groups go out in words, and are neither read back nor taken away by a workbook that returns."""

from pathlib import Path

from openpyxl import load_workbook

from db import rules
from db.exchange.exporting import export_store
from db.queries import Filter, Op, View, list_ids, one, rows
from db.store import Store
from tests.db.exchange.conftest import brought_in
from tests.db.exchange.returning_desk import read

IN_KG = View("contact", filters=(Filter("country", Op.IS, ("KG",)),))


def make(store: Store, path: Path) -> str:
    with store.write("Add") as writer:
        contact = writer.create("contact", {"family_name": "Asanova", "country": "KG"})
        writer.create("contact", {"family_name": "Bekov", "country": "KG"})
        uid = writer.create("group", {"name": "Press", "rule": rules.written(writer.session, IN_KG)})
        writer.create("membership", {"group": uid, "contact": contact})
    export_store(store, path)
    return uid


def test_a_rule_goes_out_in_words(store: Store, tmp_path: Path) -> None:
    make(store, tmp_path / "out.xlsx")
    sheet = load_workbook(tmp_path / "out.xlsx")["Groups"]
    headers = [cell.value for cell in sheet[1]]
    assert sheet.cell(2, headers.index("Rule") + 1).value == "Country: Kyrgyzstan"
    assert not [c.value for row in sheet.iter_rows() for c in row if "{" in str(c.value)]


def test_a_workbook_that_returns_leaves_rules_and_lists_as_they_are(store: Store, tmp_path: Path) -> None:
    uid = make(store, tmp_path / "out.xlsx")
    with store.read() as session:
        before = one(session, "group", uid)
    made = brought_in(store, read(tmp_path / "out.xlsx"))
    assert not [row for sheet in made.sheets for row in sheet.rows if row.problems]
    with store.read() as session:
        after = one(session, "group", uid)
        memberships = list_ids(session, View("membership"))
    assert before and after and after["rule"] == before["rule"]
    assert len(memberships) == 1


def test_another_store_takes_the_group_without_its_rule(store: Store, tmp_path: Path) -> None:
    make(store, tmp_path / "out.xlsx")
    other = Store.open(tmp_path / "other.db")
    made = brought_in(other, read(tmp_path / "out.xlsx"))
    assert not [row for sheet in made.sheets for row in sheet.rows if row.problems]
    with other.read() as session:
        found = rows(session, "group", list_ids(session, View("group")))
    other.close()
    assert [(row.title, row["rule"], len(row["members"])) for row in found] == [("Press", None, 1)]
