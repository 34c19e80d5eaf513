"""Tables beside each other on one sheet, and one table that only looks as if it were several."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.exchange.header_words import is_known
from db.exchange.plan import ImportReport
from db.exchange.sheets import Row, Sheet, Value
from db.exchange.side_by_side import tables_of
from db.exchange.table import Table
from db.store import Store
from tests.db.exchange.conftest import Bring, sheet, workbook

PEOPLE = [["Aida Sultanova", "Nurse"], ["Bakyt Osmonov", "Doctor"], ["Cholpon Asanova", "Nurse"]]


def tables(*rows: Row, merged: tuple[tuple[int, int, int, int], ...] = ()) -> list[Table]:
    made = Sheet("Sheet1", rows=list(rows), merged=list(merged))
    return tables_of(made, is_known, lambda text: text in {"Kyrgyzstan", "Kazakhstan"})


def beside(left: list[Row], right: list[Row], gap: int = 1) -> list[list[Value]]:
    """Rows with those of two lists beside each other."""
    width = max(map(len, left)) + gap
    longest = max(len(left), len(right))
    padded = [[*row, *[None] * (width - len(row))] for row in [*left, *[[]] * (longest - len(left))]]
    return [[*row, *(right[place] if place < len(right) else [])] for place, row in enumerate(padded)]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        pytest.param(
            [["Name", "E-mail"], ["Aida Sultanova", "aida@example.kg"]],
            [["Facility", "City"], ["Laboratory Naryn", "Naryn"]],
            id="what no record has both of",
        ),
        pytest.param(
            [["Name", "Phone"], ["Aida Sultanova", "1"], ["Bakyt Osmonov", "2"]],
            [["Name", "Phone"], ["Cholpon Asanova", "3"], ["Daniyar Kulov", "4"]],
            id="the same header again",
        ),
        pytest.param(
            [["Name", "Organisation"], ["Aida Sultanova", "Clinic"], ["Bakyt Osmonov", "Radio"]],
            [["Organisation", "City"], ["Clinic", "Osh"], ["Radio", "Naryn"]],
            id="what names the one is said in the other",
        ),
        pytest.param(
            [["№", "Name", "Position"], *[[n, *each] for n, each in enumerate(PEOPLE, start=1)]],
            [["№", "Organisation", "City"], [1, "Clinic", "Osh"], [2, "Radio", "Osh"], [3, "Prison", "Osh"]],
            id="each with numbers of its own",
        ),
        pytest.param(
            [["Contacts"], ["Name", "Position"], *PEOPLE[:2]],
            [["Partners"], ["Organisation", "City"], ["Clinic", "Osh"], ["Radio", "Osh"]],
            id="each with a title of its own",
        ),
        pytest.param(
            [["Name", "Position"], *PEOPLE],
            [[], ["Organisation", "City"], ["Clinic", "Osh"], ["Radio", "Osh"]],
            id="headers in different rows",
        ),
        pytest.param(
            [["Name", "Position"], *PEOPLE, ["Daniyar Kulov", "Nurse"]],
            [["Organisation", "City"], ["Clinic", "Osh"], ["Radio", "Osh"]],
            id="one ends well before the other",
        ),
        pytest.param(
            [["Name", "Phone", "City"], ["Aida Sultanova", "1", "Osh"], ["Bakyt Osmonov", "2", "Osh"]],
            [["Organisation", "Phone", "City"], ["Clinic", "3", "Osh"], ["Radio", "4", "Osh"]],
            id="several headers on both sides",
        ),
    ],
)
def test_lists_of_their_own_are_tables_of_their_own(left: list[Row], right: list[Row]) -> None:
    first, second = tables(*beside(left, right))
    width = max(map(len, left))
    assert first.beside == (1, width)
    assert second.beside == (width + 2, width + 1 + max(map(len, right)))
    headers = [
        max((row for row in each if len(row) > 1), key=lambda row: -each.index(row)) for each in (left, right)
    ]
    assert [[column.header for column in table.columns] for table in (first, second)] == headers
    assert sum(1 for _ in first.rows()) == len(left) - 1 - left.index(headers[0])
    assert sum(1 for _ in second.rows()) == len(right) - 1 - right.index(headers[1])


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param(
            beside([["Name", "Position"], *PEOPLE], [["Phone", "E-mail"], ["0312 000001", "a@example.kg"]]),
            id="a spacer",
        ),
        pytest.param(
            beside(
                [["Name", "Position"], *PEOPLE],
                [["Organisation", "Country"], ["Clinic", "Kyrgyzstan"], ["Clinic", "Kyrgyzstan"], ["Radio"]],
            ),
            id="a spacer before what might stand alone",
        ),
        pytest.param(
            beside([["Name", "Position"], *PEOPLE], [["Organisation", "City"], ["Clinic", "Osh"]]),
            id="a spacer, and little is filled in behind it",
        ),
        pytest.param(
            beside([["Name", "Position"], *PEOPLE], [["Remarks"], [], ["on leave"], [], ["a later thought"]]),
            id="remarks apart",
        ),
        pytest.param(
            beside([["№"], [1], [2], [3]], [["Name", "Position"], *PEOPLE]), id="numbers apart"
        ),
        pytest.param(
            beside(
                [["ФИО", "Должность"], ["Осмонов Бакыт", "врач"], ["Асанова Чолпон", "сестра"]],
                [["Name", "Position"], ["Bakyt Osmonov", "doctor"], ["Cholpon Asanova", "nurse"]],
            ),
            id="two languages",
        ),
        pytest.param(
            beside(
                [["Facility", "City"], ["Clean zone Alga", "Alga"]],
                [["Contact person", "Phone"], ["Aida Sultanova", "0312 000001"]],
            ),
            id="whoever belongs to the row",
        ),
        pytest.param(
            [["Name", None, "Position", None, "Phone"], ["Aida Sultanova", None, "Nurse", None, "031200001"]],
            id="gaps in the header",
        ),
        pytest.param(
            [["uid", "Name", "E-mail", None, "Facility", "City"],
             ["7" * 32, "Aida", "a@b", None, "L", "Osh"]],
            id="what Dateline wrote",
        ),
    ],
)  # fmt: skip
def test_one_list_stays_one_table(rows: list[Row]) -> None:
    (table,) = tables(*rows)
    assert table.beside is None
    assert [column.header for column in table.columns] == [text for text in rows[0] if text]


def test_a_wide_gap_is_no_spacer() -> None:
    rows = beside([["Name", "Position"], *PEOPLE], [["Organisation", "Country"], ["Clinic", "KG"]], gap=2)
    assert [table.beside for table in tables(*rows)] == [(1, 2), (5, 6)]


def test_where_another_table_may_begin_that_is_said(bring: Bring) -> None:
    rows = beside([["Name", "Position"], *PEOPLE], [["Organisation", "Country"], ["Clinic", "KG"]])
    (made,) = bring(workbook(sheet(*rows))).sheets
    notes = {column.header: column.note for column in made.proposal.columns}
    assert notes["Organisation"].startswith("An empty column is before it. If another table begins here")
    assert notes["Position"] == ""


def test_a_header_over_two_rows_is_not_two_headers() -> None:
    (table,) = tables(
        ["Name", "Position", None, "Organisation"],
        [None, None, None, "Name", "Country"],
        ["Aida Sultanova", "Nurse", None, "Clinic", "Kyrgyzstan"],
        ["Bakyt Osmonov", "Doctor", None, "Radio", "Kyrgyzstan"],
        merged=((1, 1, 2, 1), (1, 2, 2, 2), (1, 4, 1, 5)),
    )
    assert table.beside is None


def test_tables_above_and_below_those_beside_each_other() -> None:
    found = tables(
        ["Contacts", None, None, None, "Facilities"],
        ["Name", "E-mail", None, None, "Facility", "City"],
        ["Aida Sultanova", "aida@example.kg", None, None, "Laboratory Naryn", "Naryn"],
        [],
        ["Events"],
        ["Event", "Start", "End", "Country", "City"],
        ["Seminar", "2019-05-06", "2019-05-07", "Kyrgyzstan", "Osh"],
    )
    assert [(each.beside, each.titles, [row for row, _ in each.rows()]) for each in found] == [
        ((1, 2), ["Contacts"], [3]),
        ((5, 6), ["Facilities"], [3]),
        (None, ["Events"], [7]),
    ]


def test_a_title_merged_across_both_holds_for_both() -> None:
    rows = beside([["Name", "Phone"], ["Aida Sultanova", "1"]], [["Name", "Phone"], ["Bakyt Osmonov", "2"]])
    first, second = tables(["Press of Kazakhstan"], *rows, merged=((1, 1, 1, 5),))
    assert first.titles == second.titles == ["Press of Kazakhstan"]


def test_the_report_says_where_each_table_stands(bring: Bring, store: Store) -> None:
    rows = beside(
        [["Name", "Phone"], ["Aida Sultanova", "+996 312 000201"]],
        [["Facility", "City"], ["Laboratory Naryn", "Naryn"], ["Laboratory Osh", "Osh"]],
    )
    report = ImportReport(bring(workbook(sheet(*rows)))).to_json()
    told = [(each["sheet"], each["into"], each["rows"], each["mapping"]) for each in report["sheets"]]
    assert told == [
        ("Sheet1, columns A to B", "contacts", 1, {"Name": "name", "Phone": "phones"}),
        ("Sheet1, columns D to E", "facilities", 2, {"Facility": "name", "City": "city"}),
    ]


def test_the_same_person_in_both_is_added_once(bring: Bring) -> None:
    rows = beside(
        [["Name", "E-mail"], ["Aida Sultanova", "aida@example.kg"], ["Bakyt Osmonov", "b@example.kg"]],
        [["Name", "E-mail"], ["Cholpon Asanova", "c@example.kg"], ["Aida Sultanova", "aida@example.kg"]],
    )
    second = bring(workbook(sheet(*rows))).sheets[1]
    again = next(row for row in second.rows if row.row == 3)
    assert again.again
    assert "The same record as in row 2 of “Sheet1, columns A to B”" in again.why


cells = st.none() | st.sampled_from(
    ["Name", "Phone", "City", "Facility", "Osh", "№", "Kazakhstan", 1, 2, "a@b.kg", "Aida Sultanova"]
)


@given(st.lists(st.lists(cells, max_size=7), max_size=12))
def test_no_cell_goes_missing(rows: list[list[str | int | None]]) -> None:
    found = tables(*rows, ["Name", "Phone", None, "Name", "Phone"], ["Aida", "1", None, "Bakyt", "2"])
    seen: list[tuple[int, int]] = []
    for table in found:
        taken = [*range(table.header_row, table.first_row), *table.numbers()]
        taken += [row for skip in table.skipped for row in range(skip.row, skip.last + 1)]
        seen += [
            (row, column)
            for row in taken
            for column, value in enumerate(table.sheet.row(row), start=1)
            if value is not None
        ]
    filled = {
        (number, column)
        for number, row in enumerate(rows, start=1)
        for column, value in enumerate(row, start=1)
        if value is not None
    }
    assert len(seen) == len(set(seen))
    assert filled <= set(seen)
