"""Drop-downs: the answers of choice fields, offered in their cells, long lists from a hidden sheet."""

from typing import Any

from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation

from db.exchange.labels import Labels
from db.exchange.sheet_plan import Column
from db.fields import Kind
from db.language import mark

SHEET = mark("Lists")
INLINE = 200  # characters; Excel takes 255 in a list that stands in the cell's own rule
FURTHER_ROWS = 1000  # rows below the last one in which a colleague may add a record

_NOT_OFFERED = mark("This is not one of the answers in the list. Keep it all the same?")
_CLOSED = frozenset({Kind.CHOICE, Kind.YES_NO, Kind.COUNTRY})


class DropDowns:
    """The lists that the sheets of one workbook offer; each is kept once."""

    def __init__(self, labels: Labels, sheet_name: str) -> None:
        self._labels = labels
        self._sheet_name = sheet_name
        self.lists: list[tuple[str, ...]] = []

    def add_to(self, sheet: Any, columns: tuple[Column, ...], rows: int) -> None:
        """Put a drop-down on each column of a sheet whose field has answers to choose from."""
        for number, column in enumerate(columns, start=1):
            offered = () if column.identity else self._labels.offered(column.field)
            if offered:
                letter = get_column_letter(number)
                rule = self._rule(offered, closed=column.field.kind in _CLOSED)
                rule.add(f"{letter}2:{letter}{min(rows + 1 + FURTHER_ROWS, 1_048_576)}")
                sheet.data_validations.append(rule)

    def _rule(self, offered: tuple[str, ...], *, closed: bool) -> DataValidation:
        """A rule that offers, and where the answers are all there are, asks before it takes another."""
        return DataValidation(
            "list",
            self._source(offered),
            allow_blank=True,
            showErrorMessage=closed,
            errorStyle="warning",
            error=self._labels.tr(_NOT_OFFERED),
        )

    def _source(self, offered: tuple[str, ...]) -> str:
        inline = ",".join(offered)
        if len(inline) <= INLINE and not any(sign in answer for answer in offered for sign in ',"'):
            return f'"{inline}"'
        if offered not in self.lists:
            self.lists.append(offered)
        letter = get_column_letter(self.lists.index(offered) + 1)
        return f"{quote_sheetname(self._sheet_name)}!${letter}$1:${letter}${len(offered)}"
