"""The columns of a table in a workbook for Qt: what each is called and holds, where it goes and why."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from db.exchange.mapping import DATES
from db.exchange.plan import ColumnPlan, Decided, SheetProposal, Target
from db.exchange.table import column_letter
from db.language import mark, tr
from db.records import kind_fields

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
ROOT = QModelIndex()
HEADER, SAMPLES, TARGET, WHY = range(4)
LEAVE_OUT = ""
"""The choice for a column that goes nowhere."""

SAMPLES_SHOWN = 2

Order = tuple[str, str, bool]
NAME_ORDERS: tuple[Order, ...] = (
    ("|family", mark("family name first"), True),
    ("|given", mark("given name first"), False),
)
DAY_ORDERS: tuple[Order, ...] = (
    ("|day", mark("day before month"), True),
    ("|month", mark("month before day"), False),
)
"""What comes behind the key of a target, its words, and what it says about a column's order."""


class ColumnsModel(QAbstractTableModel):
    """One row for each column of the chosen table; only where it goes can be changed.

    `changed` brings a column as she wants it from now on.
    """

    changed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._columns: tuple[ColumnPlan, ...] = ()
        self._targets: dict[str, Target] = {}
        self._dates: frozenset[str] = frozenset()

    def show_sheet(self, sheet: SheetProposal | None, targets: Sequence[Target]) -> None:
        """Show the columns of a table, and where they can go."""
        columns = sheet.columns if sheet is not None else ()
        self._targets = {target.name: target for target in targets}
        fields = kind_fields(sheet.into) if sheet is not None and sheet.into else {}
        self._dates = frozenset(name for name, field in fields.items() if field.kind in DATES)
        if [column.index for column in columns] == [column.index for column in self._columns]:
            self._columns = columns
            self.dataChanged.emit(self.index(0, 0), self.index(len(columns) - 1, WHY))
            return
        self.beginResetModel()
        self._columns = columns
        self.endResetModel()

    def choices(self, row: int) -> list[tuple[str, str]]:
        """Where a column can go, as keys and labels; first of all nowhere."""
        column = self._columns[row]
        made = [(LEAVE_OUT, tr("Leave out"))]
        if column.target and column.target not in self._targets:
            made.append((column.target, tr(IDENTITY)))
        for key, target in self._targets.items():
            made.append((key, target.label))
            variants = NAME_ORDERS if _has_orders(target) else ()
            if key == column.target and self._is_date(target):
                variants = DAY_ORDERS
            made += [(key + variant, f"{target.label}, {tr(words)}") for variant, words, _ in variants]
        return made

    def column(self, row: int) -> ColumnPlan:
        """The column that a row is about."""
        return self._columns[row]

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._columns)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else WHY + 1

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() == TARGET and self._targets else flags

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        if not index.isValid():
            return None
        column = self._columns[index.row()]
        if role == Role.EditRole and index.column() == TARGET:
            return (column.target or LEAVE_OUT) + self._variant(column)[0]
        if role == Role.AccessibleTextRole:
            return tr("{header} goes into {target}", header=_name(column), target=self._goes_into(column))
        if role == Role.ToolTipRole:
            return self._tip(column, index.column())
        if role == Role.DisplayRole:
            return self._text(column, index.column())
        return None

    def setData(self, index: Index, value: Any, role: int = Role.EditRole) -> bool:
        if role != Role.EditRole or not index.isValid() or index.column() != TARGET:
            return False
        column = self._columns[index.row()]
        if value == self.data(index, role):
            return False
        changed = _decided(column, str(value))
        self._columns = tuple(changed if each is column else each for each in self._columns)
        self.dataChanged.emit(self.index(index.row(), 0), self.index(index.row(), WHY))
        self.changed.emit(changed)
        return True

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal or role != Role.DisplayRole:
            return None
        return (tr("Column in the file"), tr("For example"), tr("Goes into"), tr("Decided"))[section]

    def _text(self, column: ColumnPlan, place: int) -> str:
        if place == HEADER:
            return _name(column)
        if place == SAMPLES:
            return " · ".join(" ".join(sample.split()) for sample in column.samples[:SAMPLES_SHOWN])
        return self._goes_into(column) if place == TARGET else self._why(column)

    def _goes_into(self, column: ColumnPlan) -> str:
        if column.target is None:
            return tr("Leave out")
        words = self._variant(column)[1]
        target = self._targets.get(column.target)
        label = target.label if target is not None else tr(IDENTITY)
        return f"{label}, {tr(words)}" if words else label

    def _variant(self, column: ColumnPlan) -> tuple[str, str]:
        """In which order the parts of a name or a date are read: its key and its words; empty for neither."""
        target = self._targets.get(column.target or LEAVE_OUT)
        if target is None:
            return "", ""
        orders: tuple[Order, ...] = ()
        said: bool | None = None
        if _has_orders(target):
            orders, said = NAME_ORDERS, column.family_first
        elif self._is_date(target):
            orders, said = DAY_ORDERS, column.day_first
        return next(((key, words) for key, words, first in orders if first is said), ("", ""))

    def _is_date(self, target: Target) -> bool:
        return len(target.fields) == 1 and target.name in self._dates

    def _why(self, column: ColumnPlan) -> str:
        decided = "" if column.numbering else column.decided.phrase
        return " · ".join(filter(None, (decided, column.note)))

    def _tip(self, column: ColumnPlan, place: int) -> str:
        if place == HEADER:
            hidden = tr("The column is hidden in the workbook.") if column.hidden else ""
            return "\n".join(filter(None, (_name(column), hidden)))
        if place == SAMPLES:
            return "\n".join(column.samples)
        return self._goes_into(column) if place == TARGET else self._why(column)


IDENTITY = mark("Which record it is")
"""The target of a column that Dateline wrote to know its records again."""


def _has_orders(target: Target) -> bool:
    """Whether a target takes whole names, in which either part may stand first."""
    return {"family_name", "given_name"} <= set(target.fields)


def _decided(column: ColumnPlan, key: str) -> ColumnPlan:
    """The column as she chose it; `key` is that of a target, with that of an order behind it."""
    target, bar, order = key.partition("|")
    says = {each: first for each, _, first in (*NAME_ORDERS, *DAY_ORDERS)}
    first = says.get(bar + order)
    is_name = any(bar + order == each for each, _, _ in NAME_ORDERS)
    return replace(
        column,
        target=target or None,
        decided=Decided.PERSON,
        note="",
        family_first=first if is_name else None,
        day_first=None if is_name else first,
    )


def _name(column: ColumnPlan) -> str:
    return " ".join(column.header.split()) or tr("Column {letter}", letter=column_letter(column.index))
