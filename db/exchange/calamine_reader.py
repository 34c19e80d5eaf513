"""Reading .xls and .xlsb through calamine.

calamine shows error cells as empty and does not tell hidden rows: the workbook says so in a remark.
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from python_calamine import (
    CalamineError,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
    load_workbook,
)

from db.exchange.building import Budget, SheetBuilder
from db.exchange.cell_text import may_be_cut, readable
from db.exchange.number_formats import EXACT
from db.exchange.refusals import Reason, Refused
from db.exchange.sheets import NoteKind, Sheet, Value, Workbook
from db.language import tr


def read_with_calamine(path: Path, budget: Budget, into: Workbook) -> Iterator[Sheet]:
    """Each sheet in turn; remarks go `into` the workbook. Raises Refused.

    Two filled cells far apart can make calamine abort the process: call it in a process of its own.
    """
    try:
        book = load_workbook(str(path))
    except PasswordError as error:
        raise Refused(Reason.PASSWORD) from error
    except (CalamineError, OSError, ValueError) as error:
        raise Refused(Reason.DAMAGED) from error
    into.remarks.append(
        tr("In this older format, cells that show an error come as empty, and hidden rows can't be told.")
    )
    for index, known in enumerate(book.sheets_metadata):
        if known.typ is not SheetTypeEnum.WorkSheet:
            into.remarks.append(
                tr("“{sheet}” is a chart or a macro, not a sheet of cells.", sheet=known.name)
            )
            continue
        builder = SheetBuilder(known.name, known.visible is not SheetVisibleEnum.Visible, budget)
        try:
            sheet = book.get_sheet_by_index(index)
            rows = sheet.iter_rows()
        except (CalamineError, OSError, ValueError) as error:
            raise Refused(Reason.DAMAGED) from error
        left = sheet.start[1] if sheet.start else 0
        for number, cells in enumerate(rows, start=1):
            _take_row(builder, number, left, cells)
        for first, last in sheet.merged_cell_ranges or []:
            builder.sheet.merged.append((first[0] + 1, first[1] + 1, last[0] + 1, last[1] + 1))
        yield builder.finish()


def _take_row(builder: SheetBuilder, number: int, left: int, cells: list[Any]) -> None:
    """Take a row; calamine gives all rows from the first, but columns only from the first filled one."""
    row: list[Value] = [None] * left
    for column, cell in enumerate(cells, start=left + 1):
        value = _value(cell)
        row.append(value)
        if isinstance(value, str) and may_be_cut(value):
            builder.note(number, column, NoteKind.CUT)
        elif isinstance(value, int | float) and abs(value) >= EXACT:
            builder.note(number, column, NoteKind.DIGITS)
    builder.put_row(number, row)


def _value(cell: object) -> Value:
    """A cell as calamine gives it, made plain: whole numbers whole, midnight a date, "" nothing."""
    if isinstance(cell, str):
        return readable(cell)
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e22:
        return int(cell)
    if isinstance(cell, datetime) and cell.time() == time():
        return cell.date()
    if isinstance(cell, timedelta):
        seconds = round(cell.total_seconds())
        return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"
    if cell is None or isinstance(cell, bool | int | float | date | datetime | time):
        return cell
    return readable(str(cell))
