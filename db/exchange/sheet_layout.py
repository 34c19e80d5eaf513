"""Widths of columns and heights of rows that fit what stands in them, within reason."""

from collections.abc import Sequence
from math import isinf

from db.exchange.cells import Cell, Form
from db.exchange.sheet_plan import Column
from db.fields import Kind

WIDEST = 60  # characters
PAGE = 220  # characters across a page in landscape, small but readable
LINE_HEIGHT = 15.0  # points, for Calibri 11
HIGHEST_ROW = 409.0  # points, Excel specifications and limits
MOST_LINES = 8  # what a row shows of a long text; the rest is there when the cell is opened
BESIDE_HEADER = 5  # characters that the indent and the filter's button take

ROOM = 3  # characters beside the text: the indent and the edges
_ROOMY = {Kind.PHONES: 52, Kind.EMAILS: 40}  # characters, so that one entry stands on one line
_WIDTHS = {Form.DATE: 10, Form.MOMENT: 16}


def column_width(column: Column, sample: Sequence[Cell]) -> float:
    """The width of a column in characters, after its header, its field and the cells of the first rows."""
    words = max((len(word) for word in column.header.split()), default=0) + BESIDE_HEADER
    usual = max(words, min(column.field.width, len(column.header) + BESIDE_HEADER))
    content = max((_natural(cell) for cell in sample), default=0) + ROOM
    most = max(column.field.width * 1.3, _ROOMY.get(column.field.kind, 0))
    return float(max(usual, min(content, most, WIDEST)))


def row_height(cells: Sequence[Cell], widths: Sequence[float]) -> float | None:
    """The height in points of a row with more than one line; None for an ordinary one.

    `widths` are those of the columns, infinite for hidden ones.
    """
    lines = 1
    for cell, width in zip(cells, widths, strict=True):
        if not isinstance(cell.value, str) or isinf(width):
            continue
        if len(cell.value) > width - ROOM or "\n" in cell.value:
            lines = max(lines, _lines(cell.value, width))
    return None if lines == 1 else min(lines, MOST_LINES) * LINE_HEIGHT


def _natural(cell: Cell) -> int:
    if isinstance(cell.value, str):
        return max(map(len, cell.value[:400].split("\n")))
    if cell.form in _WIDTHS:
        return _WIDTHS[cell.form]
    return 0 if cell.value is None else len(f"{cell.value:,}") if cell.form is not Form.NUMBER else 12


def _lines(text: str, width: float) -> int:
    """How many lines a wrapped text takes, counted until there are more than enough."""
    lines = 0
    for line in text[: int(width * MOST_LINES * 2)].split("\n"):
        lines += max(1, -int(-len(line) // max(width - ROOM, 1)))
        if lines > MOST_LINES:
            break
    return lines


def pages_across(widths: Sequence[float]) -> int:
    """How many pages of paper a sheet is laid over sideways, so that its print can be read."""
    return max(1, round(sum(widths) / PAGE))
