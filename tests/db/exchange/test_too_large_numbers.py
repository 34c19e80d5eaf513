"""Numbers that no store keeps are held back with a sentence, wherever a cell can bring them."""

from pathlib import Path

import pytest
from openpyxl import Workbook

from db.exchange.importing import run_import
from db.exchange.plan import State
from db.store import Store

AMOUNT = "is too large an amount. Dateline keeps amounts up to 999,999,999,999,999.99."
NUMBER = "is too large a number. Dateline keeps whole numbers up to 9,223,372,036,854,775,807."


@pytest.mark.parametrize(
    ("sheet", "headers", "cells", "why"),
    [
        ("Facilities", ("Name", "Capacity (m/f)"), ("Lake Centre", "9" * 30), NUMBER),
        ("Facilities", ("Name", "Capacity"), ("Lake Centre", 1e300), NUMBER),
        ("Facilities", ("Name", "Costs"), ("Lake Centre", "EUR 93 000 000 000 000 000"), AMOUNT),
        ("Programmes", ("Name", "Budget"), ("Lakes", 93_000_000_000_000_000), AMOUNT),
        ("Releases", ("Headline", "Participants"), ("Lakes opened", "9" * 5000), NUMBER),
    ],
)
def test_they_are_held_back(
    store: Store, tmp_path: Path, *, sheet: str, headers: tuple[str, ...], cells: tuple[object, ...], why: str
) -> None:
    book = Workbook()
    assert book.active is not None
    book.active.title = sheet
    book.active.append(headers)
    book.active.append(cells)
    book.save(tmp_path / "list.xlsx")
    (report,) = run_import(store, tmp_path / "list.xlsx")
    row = report.plan.sheets[0].rows[-1]
    assert row.state is State.HELD_BACK
    assert [problem.why.endswith(why) for problem in row.problems] == [True]
