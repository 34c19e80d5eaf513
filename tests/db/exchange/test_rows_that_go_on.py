"""Names broken over two rows, and what holds for the empty cells below it."""

import pytest

from db.exchange.header_words import is_known
from db.exchange.sheets import CellNote, NoteKind, Row, Sheet
from db.exchange.tables import Skip, Table, find_tables

HEADER = ["№", "Name", "Position", "E-mail"]


def table_of(*rows: Row, merged: tuple[tuple[int, int], ...] = ()) -> Table:
    """The table of a sheet; `merged` are cells that are merged with the one above."""
    notes = {place: CellNote(NoteKind.MERGED) for place in merged}
    (table,) = find_tables(
        Sheet("List", rows=list(rows), notes=notes), is_known, lambda text: text == "Kyrgyzstan"
    )
    return table


def names(table: Table, column: int = 2) -> list[object]:
    return [cells.get(column) for _, cells in table.rows()]


def notes(table: Table) -> dict[tuple[int, int], str]:
    return {place: note.kind.name for place, note in table.sheet.notes.items()}


def test_a_row_without_a_number_goes_on_with_the_name_above() -> None:
    table = table_of(
        HEADER, [1, "Omur", "Head of the", "omur@example.kg"], [None, "Kanat", "Unit"], [2, "Aida Asanova"]
    )
    assert dict(table.rows())[2] == {2: "Omur Kanat", 3: "Head of the Unit", 4: "omur@example.kg"}
    assert [(skip.row, skip.why) for skip in table.skipped] == [(3, Skip.WRAPPED)]
    assert table.sheet.notes[2, 2].sentence.startswith("Row 3 was read as the rest of this one")


def test_an_address_merged_over_both_rows_says_that_they_are_one() -> None:
    rows: list[Row] = [
        [None, "Omur", "Head", "omur@example.kg"],
        [None, "Kanat"],
        [None, "Aida Asanova", "Nurse"],
    ]
    assert names(table_of(HEADER, *rows, merged=((3, 4),))) == ["Omur Kanat", "Aida Asanova"]
    institution = table_of(["Name", "Institution"], ["Omur", "Clinic"], ["Kanat"], ["Aida"], merged=((3, 2),))
    assert names(institution, 1) == ["Omur", "Kanat", "Aida"]


@pytest.mark.parametrize(
    ("upper", "lower", "name"),
    [
        ("Gulnara", "Saparova", "Gulnara Saparova"),
        ("САПАРОВА", "Гульнара", "САПАРОВА Гульнара"),
        ("Saparova", "Gulnara Bekovna", "Saparova Gulnara Bekovna"),
        ("Сапарова Гульнара", "Бековна", "Сапарова Гульнара Бековна"),
    ],
)
def test_halves_that_complete_each_other_are_one_name(upper: str, lower: str, name: str) -> None:
    table = table_of(HEADER[1:], [upper, "Nurse"], [lower], ["Aida Asanova", "Nurse"])
    assert names(table, 1) == [name, "Aida Asanova"]


@pytest.mark.parametrize(
    "below",
    [
        pytest.param(["Kanat", None, "kanat@example.kg"], id="with an address"),
        pytest.param(["Kanat Bekov", "Doctor"], id="with a whole name and a post"),
        pytest.param(["Saparova", "Doctor", "saparova@example.kg"], id="with everything"),
    ],
)
def test_a_row_that_says_who_it_is_stands_for_itself(below: Row) -> None:
    rows: list[Row] = [["Gulnara", "Nurse", "g@example.kg"], below, ["Aida Asanova", "Nurse"]]
    assert [row for row, _ in table_of(HEADER[1:], *rows).rows()] == [2, 3, 4]


def test_what_is_not_sure_is_asked_and_not_joined() -> None:
    table = table_of(HEADER[1:], ["Omur", "Nurse"], ["Kanat"], ["Aida Asanova", "Nurse"])
    assert names(table, 1) == ["Omur", "Kanat", "Aida Asanova"]
    assert table.sheet.notes[2, 1].sentence.startswith("Row 3 may be the rest of this name")


def test_in_a_list_of_single_names_nothing_is_asked() -> None:
    rows: list[Row] = [["Omur", "Nurse"], ["Kanat"], ["Aida", "Nurse"], ["Asel", "Doctor"]]
    table = table_of(HEADER[1:], *rows)
    assert (names(table, 1), notes(table)) == (["Omur", "Kanat", "Aida", "Asel"], {})


def test_a_further_phone_may_follow_a_name_over_two_rows() -> None:
    rows: list[Row] = [["Gulnara", "0312 000001"], ["Saparova"], [None, "0312 000002"], ["Aida Asanova"]]
    table = table_of(["Name", "Phone"], *rows)
    assert dict(table.rows())[2] == {1: "Gulnara Saparova", 2: "0312 000001\n0312 000002"}
    assert [(skip.row, skip.why) for skip in table.skipped] == [(3, Skip.WRAPPED), (4, Skip.FURTHER)]


def test_a_sheet_that_is_looked_at_twice_is_read_alike() -> None:
    rows: list[Row] = [
        ["KG", "Omur", "Nurse"],
        [None, "Kanat"],
        ["KZ", "Gulnara", "Nurse"],
        [None, "Saparova"],
        [None, "A B"],
    ]
    made = Sheet("List", rows=[["Country", "Name", "Position"], *rows])
    first, second = (dict(find_tables(made, is_known)[0].rows()) for _ in range(2))
    assert first == second


COUNTRIES = ["Country", "Name", "Phone"]


def countries(table: Table, column: int = 1) -> list[object]:
    return [cells.get(column) for _, cells in table.rows()]


def test_the_first_row_of_a_block_holds_for_those_below() -> None:
    rows: list[Row] = [
        ["KG", "Aida"],
        [None, "Bakyt"],
        [None, "Cholpon"],
        ["KZ", "Daniyar"],
        ["TJ", "Farrukh"],
        [None, "Lola"],
    ]
    table = table_of(COUNTRIES, *rows)
    assert countries(table) == ["KG", "KG", "KG", "KZ", "TJ", "TJ"]
    assert notes(table) == {(row, 1): "CARRIED" for row in (3, 4, 7)}
    assert table.sheet.notes[4, 1].text == "2"


def test_a_block_within_a_block_ends_with_it() -> None:
    rows: list[Row] = [["KG", "Clinic", "Aida"], [None, None, "Bakyt"], [None, None, "Cholpon"],
            ["KZ", None, "Daniyar"], [None, "Clinic", "Lola"], [None, None, "Umed"]]  # fmt: skip
    table = table_of(["Country", "Organisation", "Name"], *rows)
    assert countries(table) == ["KG", "KG", "KG", "KZ", "KZ", "KZ"]
    assert countries(table, 2) == ["Clinic", "Clinic", "Clinic", None, "Clinic", "Clinic"]


def test_a_block_ends_at_an_empty_row() -> None:
    rows: list[Row] = [
        ["KG", "Aida"],
        [None, "Bakyt"],
        [],
        [None, "Cholpon"],
        ["KZ", "Daniyar"],
        [None, "Lola"],
    ]
    assert countries(table_of(COUNTRIES, *rows)) == ["KG", "KG", None, "KZ", "KZ"]


def test_a_country_behind_the_names_holds_where_all_blocks_are_long() -> None:
    long: list[Row] = [["Aida", "KG"], ["Bakyt"], ["Cholpon"], ["Daniyar", "KZ"], ["Lola"], ["Umed"]]
    assert countries(table_of(["Name", "Country"], *long), 2) == ["KG"] * 3 + ["KZ"] * 3
    assert countries(table_of(["Name", "Organisation"], *long), 2) == ["KG", None, None, "KZ", None, None]


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param([[None, "Aida"], ["KG", "Bakyt"], [None, "Cholpon"], ["KZ", "Lola"], [None, "Umed"]],
                     id="the first row has none"),
        pytest.param([["KG", "Aida"], [None, "Bakyt"], ["KG", "Cholpon"], [None, "Lola"], [None, "Umed"]],
                     id="what stood above comes again"),
        pytest.param([["KG", "Aida"], [None, "Bakyt"], [None, "Cholpon"], [None, "Lola"], [None, "Umed"]],
                     id="only one is given"),
        pytest.param([["KG", "Aida"], ["KZ", "Bakyt"], ["TJ", "Cholpon"], ["UZ", "Lola"], [None, "Umed"]],
                     id="few are missing"),
        pytest.param([["KG", "Aida"], ["KZ", "Bakyt"], [None, "Cholpon"], ["UZ", "Lola"], [None, "Umed"]],
                     id="more are given than missing"),
    ],
)  # fmt: skip
def test_where_blocks_are_not_clear_blanks_stay_blank(rows: list[Row]) -> None:
    table = table_of(COUNTRIES, *rows)
    assert countries(table) == [row[0] for row in rows]
    assert notes(table) == {}


def test_nothing_is_carried_down_in_a_workbook_of_dateline() -> None:
    rows: list[Row] = [
        ["1" * 32, "KG", "Aida"],
        ["2" * 32, None, "Bakyt"],
        ["3" * 32, "KZ", "Lola"],
        ["4" * 32, None, "Umed"],
    ]
    assert countries(table_of(["uid", "Country", "Name"], *rows), 2) == ["KG", None, "KZ", None]
