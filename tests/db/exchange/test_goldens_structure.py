"""Golden workbooks whose tables are in disorder: titles, groups, gaps, several tables, several lines."""

import pytest

from db.exchange.plan import State
from tests.db.exchange.goldens_desk import Brought, Line, golden_of, line

NEW, HELD, SKIPPED = State.NEW, State.HELD_BACK, State.SKIPPED

EXPECTED = [
    # Title rows, a header over two rows, running numbers, a total.
    line("Header", 1, SKIPPED, "title"),
    line("Header", 3, SKIPPED, "The header"),
    line("Header", 4, SKIPPED, "The header"),
    line("Header", 5, NEW, given_name="Aizada", family_name="Bekova", phones="+996 312 000 201",
         emails="aizada@example.kg", country="Kyrgyzstan", note=""),
    line("Header", 6, NEW, given_name="Rustam", family_name="Holov", phones="+992 372 00 0202",
         country="Tajikistan"),
    line("Header", 8, SKIPPED, "A total"),
    # A country in a row of its own holds for the rows below it, their phones too.
    line("Groups", 2, SKIPPED, "A heading for the rows below"),
    line("Groups", 3, NEW, "The country comes from the heading “Kyrgyzstan”", country="Kyrgyzstan",
         phones="+996 312 000 203", job_title="Nurse"),
    line("Groups", 4, SKIPPED, "A heading for the rows below"),
    line("Groups", 5, NEW, "those of Tajikistan, by the heading", country="Tajikistan",
         phones="+992 372 00 0204"),
    line("Groups", 6, NEW, country="Tajikistan", phones=""),
    line("Groups", 7, SKIPPED, "A total"),
    # Empty rows and columns, and a table that begins at C3.
    line("Gaps", 4, SKIPPED, "empty"),
    line("Gaps", 5, NEW, given_name="Kanykei", family_name="Abdyldaeva", partner="Clinic No. 3"),
    line("Gaps", 8, NEW, given_name="Temir", family_name="Duishenov", emails="temir@example.kg"),
    # Two tables of different things on one sheet.
    line("Two tables", 1, SKIPPED, "title"),
    line("Two tables", 3, NEW, given_name="Nargiza", family_name="Yusupova", partner="Radio Example"),
    line("Two tables", 5, SKIPPED, "title"),
    line("Two tables", 6, SKIPPED, "The header"),
    line("Two tables", 7, NEW, name="Clean zone Stepnoe", kind="Clean zone", city="Stepnoe", capacity="25"),
    # One person over two lines; a row with a number of its own is somebody else, who has no name.
    line("Two lines", 2, NEW, "Row 3 was read as a further line", given_name="Begimai",
         phones="+996 312 000 206, +996 555 000 207", emails="begimai@example.kg, b.toktogulova@example.com"),
    line("Two lines", 3, SKIPPED, "A further line of the row above"),
    line("Two lines", 4, NEW, given_name="Ulan", phones="+996 555 000 208", emails="ulan@example.kg"),
    line("Two lines", 5, SKIPPED, "A further line of the row above"),
    line("Two lines", 6, HELD, "no name"),
    line("Merged", 2, NEW, "Row 3", family_name="Omurova", job_title="Nurse",
         phones="+996 555 000 230, +996 312 000 231"),
    line("Merged", 3, SKIPPED, "A further line of the row above"),
    line("Merged", 4, NEW, family_name="Sharshenov", phones="+996 555 000 232"),
    # Countries above their rows, with how many there are or a colon.
    line("Counted", 2, SKIPPED, "A heading for the rows below"),
    line("Counted", 3, NEW, country="Kyrgyzstan", phones="+996 312 000 240"),
    line("Counted", 5, NEW, country="Kazakhstan", phones="+7 701 000 0241"),
    line("Counted", 6, SKIPPED, "A total"),
    # Several persons in a cell; of each row the last one.
    line("Several", 2, NEW, "names several persons", given_name="Nurlan", family_name="Kasymov",
         emails="academy@example.kg"),
    line("Several", 3, NEW, "names several persons", given_name="Olga", family_name="Petrova"),
    line("Several", 4, NEW, given_name="Cholpon", family_name="Isaeva"),
    line("Several", 5, NEW, "names several persons", given_name="Samat", family_name="Jumaev"),
    line("Several", 6, NEW, "names several persons", given_name="Asel", family_name="Jumaeva"),
    line("Several", 7, NEW, given_name="Aida", family_name="Sadykova"),
    line("Several", 8, NEW, given_name="Marat", family_name="Usenov", given_name_alt="Марат",
         family_name_alt="Усенов"),
]  # fmt: skip


@pytest.fixture(scope="module")
def brought(tmp_path_factory: pytest.TempPathFactory) -> Brought:
    return golden_of("structure.xlsx", tmp_path_factory)


@pytest.mark.parametrize("expected", EXPECTED, ids=str)
def test_structure_is_read_as_a_careful_person_reads_it(expected: Line, brought: Brought) -> None:
    brought.check(expected)
