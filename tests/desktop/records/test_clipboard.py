"""Rows on the clipboard, as Excel and LibreOffice write and take them."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from db.fields import Field, Kind
from db.queries import Row
from db.understanding import Context
from desktop.records.clipboard import cells_of, clip

TEXT = Field("Note", Kind.LONG_TEXT, name="note")
NAME = Field("Name", name="name")
DAY = Field("Date", Kind.DATE, name="day")
COUNT = Field("Capacity", Kind.WHOLE, name="count")


def row(**values: object) -> Row:
    return Row(1, "contact", "u", "", dict(values))


def test_cells_from_excel_keep_line_breaks_and_quotes() -> None:
    text = 'Имя\tNote\r\nИрина\t"не звонить\nв ""выходные"""\r\n'
    assert cells_of(text) == [["Имя", "Note"], ["Ирина", 'не звонить\nв "выходные"']]


def test_a_quote_that_excel_did_not_need_stays() -> None:
    assert cells_of('"Misal" news\t"Образец"\n') == [['"Misal" news', '"Образец"']]


def test_short_rows_are_filled_up_and_an_empty_text_has_none() -> None:
    assert cells_of("a\tb\tc\nd") == [["a", "b", "c"], ["d", "", ""]]
    assert cells_of("\r\n") == []


@given(st.lists(st.lists(st.text(alphabet='ab\t\n"Ө ='), min_size=2, max_size=2), min_size=1, max_size=4))
def test_what_is_copied_is_pasted_the_same(cells: list[list[str]]) -> None:
    rows = [row(name=first, note=second) for first, second in cells]
    made = clip([NAME, TEXT], rows, Context())
    assert cells_of(made.text)[1:] == cells


def test_excel_gets_true_dates_and_numbers_and_text_that_stays_text() -> None:
    made = clip([DAY, COUNT, NAME], [row(day=dt.date(2019, 4, 25), count=26, name="=1+1")], Context())
    assert 'x:num="43580"' in made.html and "dd\\.mm\\.yyyy" in made.html
    assert 'x:num="26"' in made.html
    assert "mso-number-format:'\\@'" in made.html and "=1+1" in made.html
    assert made.text.splitlines()[0] == "Date\tCapacity\tName"
