"""Tables in sheets: header, records, and a rule for each row that is none."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.exchange.reading import read_workbook
from db.exchange.sheets import CellNote, NoteKind, Row, Sheet
from db.exchange.tables import Skip, Table, find_tables, unclaimed

WORKBOOKS = Path(__file__).parents[2] / "workbooks"

WORDS = {
    "name", "name, surname", "position", "institution", "country", "tel.", "phone", "e-mail", "city",
    "ф.и.о.", "организация", "должность", "эл. почта", "телефон", "facility", "capacity",
}  # fmt: skip


def known(text: str) -> bool:
    return text.casefold() in WORDS


def sheet_of(*rows: Row, merged: tuple[tuple[int, int, int, int], ...] = ()) -> Sheet:
    return Sheet("Sheet", rows=list(rows), merged=list(merged))


def only(sheet: Sheet) -> Table:
    tables = find_tables(sheet, known, lambda text: text in {"Kazakhstan", "Кыргызстан"})
    assert len(tables) == 1
    return tables[0]


def skipped(table: Table) -> list[tuple[int, Skip]]:
    return [(skip.row, skip.why) for skip in table.skipped]


def test_a_list_of_participants_as_it_comes() -> None:
    book = read_workbook(WORKBOOKS / "participants.xlsx")
    table = only(book.sheets[0])
    assert table.header_row == 4
    assert table.titles == ["Regional seminar on care in prisons", "Osh, 6-7 June 2019. Participants"]
    assert [column.header for column in table.columns if column.numbering] == ["№"]
    assert [column.header for column in table.columns][1:4] == ["Name, Surname", "Position", "Institution"]
    rows = dict(table.rows())
    assert list(rows) == [5, 6, 7, 8]
    assert rows[5][8] == date(2019, 6, 5)
    assert 1 not in rows[5]
    assert skipped(table) == [(1, Skip.TITLE), (2, Skip.TITLE), (9, Skip.EMPTY), (10, Skip.TOTAL)]
    assert find_tables(book.sheets[1], known) == []


def test_a_russian_list_and_its_hidden_sheet() -> None:
    book = read_workbook(WORKBOOKS / "media-ru.xlsx")
    assert [sheet.hidden for sheet in book.sheets] == [False, True]
    first, second = (only(sheet) for sheet in book.sheets)
    assert (first.header_row, second.header_row) == (3, 1)
    assert [number for number, _ in first.rows()] == [4, 5]
    assert dict(second.rows())[2][1] == "Ғаниев Қодир"


def test_a_header_of_unknown_words_is_found_by_the_rows_below() -> None:
    table = only(
        sheet_of(
            ["Report, 2019"], [], ["Oblast", "Beds", "Opened"], ["Osh", 40, date(2004, 1, 1)], ["Naryn", 12]
        )
    )
    assert table.header_row == 3
    assert dict(table.rows()) == {4: {1: "Osh", 2: 40, 3: date(2004, 1, 1)}, 5: {1: "Naryn", 2: 12}}


def test_rows_without_a_header_are_claimed_by_nobody() -> None:
    sheet = sheet_of(
        ["Aigul", "aigul@example.kg", "0312 000001"], ["Nurbek", "nurbek@example.kg", "0312 000002"]
    )
    assert find_tables(sheet, known) == []
    assert [(skip.row, skip.why) for skip in unclaimed(sheet, [])] == [(1, Skip.NO_TABLE), (2, Skip.NO_TABLE)]


def test_columns_without_a_header_keep_their_values() -> None:
    table = only(sheet_of(["Name", None, "Phone"], ["Aigul", "x", "1"], ["Nurbek", None, "2", "y"]))
    assert [(column.index, column.header) for column in table.columns] == [
        (1, "Name"), (2, ""), (3, "Phone"), (4, ""),
    ]  # fmt: skip
    assert dict(table.rows())[3] == {1: "Nurbek", 3: "2", 4: "y"}


def test_each_row_that_is_no_record_has_its_rule() -> None:
    table = only(
        sheet_of(
            ["№", "Name", "Phone", "City"],
            [1, 2, 3, 4],
            ["Kyrgyzstan"],
            [1, "Aigul", "0312 000001", "Osh"],
            ["№", "Name", "Phone", "City"],
            [2, "Nurbek", None, "Naryn"],
            [3],
            [],
            [],
            ["Kazakhstan"],
            [4, "Yerlan", "0701", "Almaty"],
            ["Итого участников:", 3],
            [],
            ["Prepared by the secretariat"],
        )
    )
    assert skipped(table) == [
        (2, Skip.COLUMN_NUMBERS),
        (3, Skip.GROUP),
        (5, Skip.HEADER_AGAIN),
        (7, Skip.ONLY_NUMBER),
        (8, Skip.EMPTY),
        (10, Skip.GROUP),
        (12, Skip.TOTAL),
        (13, Skip.EMPTY),
        (14, Skip.REMARK),
    ]
    assert [number for number, _ in table.rows()] == [4, 6, 11]
    assert [table.group(number) for number, _ in table.rows()] == ["Kyrgyzstan", "Kyrgyzstan", "Kazakhstan"]
    assert table.skipped[4].last == 9


@pytest.mark.parametrize(
    ("cells", "is_total"),
    [
        (["TOTAL:", 6], True),
        ([None, "Total participants", None, 26], True),
        (["Всего", 12, 14], True),
        (["Итого: 26"], True),
        (["Total Kazakhstan", "Almaty", "0701"], False),
        (["Totalov Bek", "Osh"], False),
        (["Summer school", 4], False),
    ],
)
def test_totals_are_told_from_names(cells: list[str | int | None], is_total: bool) -> None:
    table = only(sheet_of(["Name", "City", "Phone"], ["Aigul", "Osh", "1"], cells, ["Nurbek", "Osh", "2"]))
    assert ((3, Skip.TOTAL) in skipped(table)) is is_total


def test_a_single_value_is_a_record_where_nothing_says_otherwise() -> None:
    table = only(sheet_of(["Name", "City", "Phone"], ["Aigul"], ["Nurbek", "Osh", "1"], ["Asel"]))
    assert [number for number, _ in table.rows()] == [2, 3, 4]


def test_a_header_over_two_rows() -> None:
    table = only(
        sheet_of(
            ["Name", "Contact", None, "City"],
            [None, "Phone", "E-mail"],
            ["Aigul", "0312 000001", "aigul@example.kg", "Osh"],
            merged=((1, 2, 1, 3), (1, 1, 2, 1), (1, 4, 2, 4)),
        )
    )
    assert [column.full for column in table.columns] == ["Name", "Contact Phone", "Contact E-mail", "City"]
    assert [column.header for column in table.columns] == ["Name", "Phone", "E-mail", "City"]
    assert (table.header_row, table.first_row) == (1, 3)
    assert [number for number, _ in table.rows()] == [3]


def test_several_tables_below_each_other() -> None:
    sheet = sheet_of(
        ["People"],
        ["Name", "Phone", "City"],
        ["Aigul", "0312 000001", "Osh"],
        [],
        ["Places"],
        ["Facility", "Country", "Capacity"],
        ["Clean zone", "KG", 30],
    )
    people, places = find_tables(sheet, known)
    assert (people.titles, places.titles) == (["People"], ["Places"])
    assert [number for number, _ in people.rows()] == [3]
    assert dict(places.rows()) == {7: {1: "Clean zone", 2: "KG", 3: 30}}
    assert unclaimed(sheet, [people, places]) == []


def test_a_title_above_the_same_header_groups_the_rows_below() -> None:
    table = only(
        sheet_of(["Name", "Phone"], ["Aigul", "1"], [], ["Chui oblast"], ["Name", "Phone"], ["Nurbek", "2"])
    )
    assert [table.group(number) for number, _ in table.rows()] == ["", "Chui oblast"]


def test_a_merged_cell_holds_for_each_of_its_rows(tmp_path: Path) -> None:
    sheet = sheet_of(
        ["Name", "Institution"], ["Aigul", "Prison Service"], ["Nurbek"], ["Asel"], merged=((2, 2, 3, 2),)
    )
    sheet.notes[3, 2] = CellNote(NoteKind.MERGED)
    rows = dict(only(sheet).rows())
    assert rows[3] == {1: "Nurbek", 2: "Prison Service"}
    assert rows[4] == {1: "Asel"}


def test_a_row_of_errors_is_not_empty() -> None:
    sheet = sheet_of(["Name", "Phone"], ["Aigul", "1"], [], ["Nurbek", "2"])
    sheet.notes[3, 1] = CellNote(NoteKind.ERROR, "#N/A")
    assert [number for number, _ in only(sheet).rows()] == [2, 3, 4]


cells = st.none() | st.sampled_from(
    ["Name", "Phone", "City", "Total", "Osh", "№", "Kazakhstan", 1, 2, 3, "a@b.kg"]
)


@given(st.lists(st.lists(cells, max_size=5), max_size=25))
def test_no_row_goes_missing(rows: list[list[str | int | None]]) -> None:
    for row in rows:
        while row and row[-1] is None:
            row.pop()
    sheet = Sheet("Sheet", rows=list(rows))
    tables = find_tables(sheet, known, lambda text: text == "Kazakhstan")
    seen: list[int] = [skip.row for skip in unclaimed(sheet, tables)]
    for table in tables:
        seen += range(table.header_row, table.first_row)
        seen += [number for number, _ in table.rows()]
        seen += [row for skip in table.skipped for row in range(skip.row, skip.last + 1)]
    assert len(seen) == len(set(seen))
    assert {number for number, row in enumerate(rows, start=1) if row} <= set(seen)
