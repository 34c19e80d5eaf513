"""Cells that name several records: whatever their titles are, the cell says which they were."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from db.exchange.importing import run_import
from db.exchange.plan import State
from db.records.partner import Partner
from db.store import Store
from db.title_lists import joined, listed, tidy
from tests.db.exchange.returning_desk import Desk, states

TITLES = st.text(st.sampled_from("ab \u00a0\t;\"\n'-,«»"), min_size=1, max_size=12).filter(
    lambda text: text.split()
)


@given(st.lists(TITLES, min_size=1, max_size=5))
def test_any_titles_are_told_apart_again(titles: list[str]) -> None:
    for between in ("; ", "\n"):
        assert listed(joined(titles, between)) == [tidy(title) for title in titles]


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("Ministry of Health; Red Crescent", ["Ministry of Health", "Red Crescent"]),
        ("Ministry of Health\nRed Crescent;\n", ["Ministry of Health", "Red Crescent"]),
        ("Health ;Justice", ["Health", "Justice"]),
        ('"Open Door" Fund; Lakeside', ['"Open Door" Fund', "Lakeside"]),
        ('"Open Door"; Lakeside', ['"Open Door"', "Lakeside"]),
        ('"Open Door; Lakeside', ['"Open Door', "Lakeside"]),
        ('Fund "Open Door; Wide Gate"; Lakeside', ['Fund "Open Door', 'Wide Gate"', "Lakeside"]),
        ('"Health; Justice"; Lakeside', ["Health; Justice", "Lakeside"]),
        ("  ;; \n", []),
    ],
)
def test_lists_typed_by_hand_are_taken_apart(typed: str, names: list[str]) -> None:
    assert listed(typed) == names


@pytest.mark.parametrize("name", ["Health; Education", 'Fund "Light; Dark"', '"Light"; "Dark"'])
def test_a_name_with_a_semicolon_stays_one_partner(store: Store, tmp_path: Path, name: str) -> None:
    desk = Desk(store, tmp_path)
    with store.write("One more") as writer:
        desk.partners[name] = writer.create("partner", {"name": name})
    for partner in (name, "Northern Clinic"):
        desk.tie("Asanova", partner)
    desk.tie("Bekov", name)
    desk.export()
    assert set(states(desk.planned())) == {State.UNCHANGED}
    with desk.colleague() as sheet:
        mine, other = (sheet.row_of("Family name", family) for family in ("Asanova", "Bekov"))
        cell = sheet.sheet.cell(mine, sheet.headers["Partner"]).value
        sheet.put(mine, "Partner", f"{cell}; Lakeside Laboratory")
        sheet.put(other, "Partner", "Northern Clinic; Lakeside Laboratory")
    made = desk.bring()
    assert desk.tied("Asanova") == {name, "Northern Clinic", "Lakeside Laboratory"}
    assert desk.tied("Bekov") == {"Northern Clinic", "Lakeside Laboratory"}
    assert desk.count("partner") == 4
    assert set(desk.cell(made, "Asanova", "partner").theirs) == desk.tied("Asanova")
    assert not desk.bring().changes_something


def test_a_new_partner_keeps_the_blanks_of_its_name(store: Store, tmp_path: Path) -> None:
    """Blanks that keep words together, of which Russian names of bodies are full, make no other name."""
    name = "ГУ\u00a0«Центр здоровья №\u00a07»"
    plain = name.replace("\u00a0", " ")
    book = Workbook()
    assert book.active is not None
    for row in (("Family name", "Given name", "Organisation"), ("Asanova", "Aida", f" {name}\n"),
                ("Bekov", "Bek", plain), ("Chynarov", "Emil", f"{name}; {plain}")):  # fmt: skip
        book.active.append(row)
    book.save(tmp_path / "list.xlsx")
    run_import(store, tmp_path / "list.xlsx")
    with store.read() as session:
        assert [each.name for each in session.query(Partner)] == [name]


def test_another_store_gets_it_as_one_partner(store: Store, tmp_path: Path) -> None:
    desk = Desk(store, tmp_path)
    with store.write("One more") as writer:
        desk.partners["Health; Education"] = writer.create("partner", {"name": "Health; Education"})
    desk.tie("Asanova", "Health; Education")
    desk.export()
    other = Store.open(tmp_path / "other.db")
    try:
        run_import(other, desk.path)
        with other.read() as session:
            assert [each.name for each in session.query(Partner)] == ["Health; Education"]
    finally:
        other.close()
