"""Writing one sheet of records as a .csv: UTF-8 with its mark, so that Excel reads the letters right.

Dates are written as ISO 8601, numbers with a point and without grouping, texts guarded against being taken
for formulas (`csv_guard`). The separator is what Excel expects where the language is spoken: a semicolon for
Russian, a comma for English. The columns for the way back stand at the end, since a .csv can't hide them.
"""

import csv
import datetime as dt
import os
from collections.abc import Iterator
from pathlib import Path

from db.exchange.cells import Cell
from db.exchange.csv_guard import guarded
from db.exchange.escaping import escape
from db.exchange.sheet_plan import SheetPlan
from db.exchange.sheet_rows import Line


def write_csv(path: Path, plan: SheetPlan, chunks: Iterator[list[Line]], language: str) -> int:
    """Write a sheet to a new file; answers how many rows. Raises OSError and what `chunks` raises."""
    columns = plan.columns
    order = sorted(range(len(columns)), key=lambda number: columns[number].hidden)
    rows = 0
    with path.open("x", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";" if language.startswith("ru") else ",")
        writer.writerow([columns[number].header for number in order])
        for lines in chunks:
            writer.writerows([csv_text(line.cells[number]) for number in order] for line in lines)
            rows += len(lines)
        file.flush()
        os.fsync(file.fileno())
    return rows


def csv_text(cell: Cell) -> str:
    """A cell as text."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, str):
        return guarded(escape(value))
    if isinstance(value, dt.datetime):
        return value.isoformat(" ", "minutes")
    return repr(value) if isinstance(value, float) else str(value)
