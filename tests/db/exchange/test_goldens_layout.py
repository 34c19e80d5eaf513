"""Golden workbooks whose tables stand beside each other, whose rows go on below, or that have no header."""

import pytest

from db.exchange.plan import State
from tests.db.exchange.goldens_desk import Brought, Line, golden_of, line

NEW, SKIPPED = State.NEW, State.SKIPPED

BESIDE = [
    # Two kinds, the one longer than the other, below one title.
    line("Kinds, columns A to C", 1, SKIPPED, "title"),
    line("Kinds, columns A to C", 4, NEW, family_name="Toktorova", job_title="Editor", city="", country=""),
    line("Kinds, columns A to C", 7, NEW, family_name="Rahimova", emails="dilfuza@example.tj"),
    line("Kinds, columns E to G", 3, SKIPPED, "The header"),
    line("Kinds, columns E to G", 4, NEW, name="Radio Sary-Ozon", city="Osh", country="Kyrgyzstan"),
    line("Kinds, columns E to G", 5, NEW, name="Gazeta Tuura", city="Naryn"),
    # The same kind twice, to save paper.
    line("Twice, columns A to C", 3, NEW, family_name="Yusupova", phones="+996 312 000 252", note=""),
    line("Twice, columns F to H", 2, NEW, family_name="Osmonova", phones="+996 312 000 253"),
    # A list that begins further down beside another.
    line("Lower, columns A to B", 4, NEW, family_name="Asanova", note="", city=""),
    line("Lower, columns D to E", 4, NEW, name="Clean zone Alga", city="Alga"),
    # One list: a spacer in it and remarks apart; and one that says everything in two languages.
    line("Spacer", 2, NEW, family_name="Yusupova", phones="+996 312 000 261", partner="Clinic No. 11",
         note="speaks English"),
    line("Spacer", 4, NEW, family_name="Sadykov", phones="+996 312 000 263"),
    line("Two languages", 2, NEW, family_name="Осмонов", job_title="врач"),
    line("Two languages", 3, NEW, family_name="Касымова"),
]  # fmt: skip

HALVES = [
    # Names that go on in the row below: without a number of its own, or with what completes them.
    line("Numbered", 2, NEW, "Row 3 was read as the rest", given_name="Pari", patronymic="Rustamovna",
         family_name="Toktogulova", job_title="Head of the Department", emails="pari@example.tj"),
    line("Numbered", 3, SKIPPED, "The rest of the row above"),
    line("Numbered", 4, NEW, family_name="Rahat Uulu"),
    line("Patronymic", 2, NEW, "Row 3 was read as the rest", given_name="Айзада", patronymic="Маратовна",
         family_name="Сыдыкова"),
    line("Unsure", 2, NEW, "Row 3 may be the rest of this name", given_name="Tahmina", family_name=""),
    line("Unsure", 3, NEW, given_name="Umed"),
]  # fmt: skip

BLOCKS = [
    # Countries and organisations in the first row of their block.
    line("Countries", 2, NEW, country="Kyrgyzstan", partner="Clinic No. 21"),
    line("Countries", 3, NEW, "Country: Nothing stands here, so what stands in row 2 above was taken",
         country="Kyrgyzstan", partner="Clinic No. 21", phones="+996 312 000 272"),
    line("Countries", 5, NEW, country="Kyrgyzstan", partner="Clinic No. 22"),
    line("Countries", 6, NEW, country="Kazakhstan", partner="", phones="+7 701 000 0274"),
    line("Countries", 8, NEW, "what stands in row 6 above was taken", country="Kazakhstan",
         partner="Clinic No. 23"),
    line("Not blocks", 3, NEW, country=""),
    line("Not blocks", 5, NEW, country=""),
    # No header: what the columns hold tells, where it does.
    line("Bare", 1, SKIPPED, "title"),
    line("Bare", 2, NEW, family_name="Bekov", emails="ilgiz@example.kg", phones="+996 312 000 291",
         note="Osh"),
    line("Bare", 3, NEW, family_name="Osmonova", emails="", phones="+996 312 000 292"),
    line("Bare texts", 1, SKIPPED, "The sheet is left out"),
    line("Bare texts", 2, SKIPPED, "The sheet is left out"),
]  # fmt: skip

FILES = {"beside.xlsx": BESIDE, "halves.xlsx": HALVES, "blocks.xls": BLOCKS}


@pytest.fixture(scope="module")
def brought(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Brought]:
    return {name: golden_of(name, tmp_path_factory) for name in FILES}


@pytest.mark.parametrize(
    ("name", "expected"), [(name, each) for name, lines in FILES.items() for each in lines], ids=str
)
def test_a_layout_is_read_as_a_careful_person_reads_it(
    name: str, expected: Line, brought: dict[str, Brought]
) -> None:
    brought[name].check(expected)


def test_tables_beside_each_other_are_reported_with_their_columns(brought: dict[str, Brought]) -> None:
    places = {place for place, _ in brought["beside.xlsx"].rows}
    assert {"Twice, columns A to C", "Twice, columns F to H", "Spacer", "Two languages"} <= places
    assert "Twice" not in places
