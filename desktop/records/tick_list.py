"""A list of values to tick, with a line to search it and how often each is there."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QEvent,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from db.language import language, tr
from db.names import fold
from desktop import theme
from desktop.theme import SIZE, SPACE
from desktop.widgets.search_field import SearchField

_VALUE = Qt.ItemDataRole.UserRole
_COUNT = Qt.ItemDataRole.UserRole + 1

ROWS = 9
"""How many values are in sight at the most."""

LEAST_ROWS = 4


@dataclass(frozen=True)
class Tick:
    """A value that can be ticked: what it is called, and how many records have it, -1 where nobody counts."""

    value: object
    label: str
    count: int = -1


class TickList(QWidget):
    """Values to tick; `ticked` says that others are. Typing searches, Space or Enter ticks."""

    ticked = Signal()
    searched = Signal(str)

    def __init__(self, placeholder: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._values: list[object] = []
        self._ticks: list[Tick] = []
        self.search = SearchField(placeholder)
        self.list = QListWidget()
        self.list.setItemDelegate(_CountDelegate(self.list))
        self.list.setFixedHeight(ROWS * SIZE.row_compact)
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(placeholder)
        self.setFocusProxy(self.search)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.small)
        column.addWidget(self.search)
        column.addWidget(self.list)
        self.search.textChanged.connect(self._on_text)
        self.list.itemClicked.connect(self._turn)
        self.search.installEventFilter(self)
        self.list.installEventFilter(self)

    def values(self) -> tuple[object, ...]:
        """The values that are ticked, in the order in which they were."""
        return tuple(self._values)

    def set_values(self, values: Sequence[object]) -> None:
        """Tick these."""
        self._values = list(values)
        self._fill()

    def set_ticks(self, ticks: Sequence[Tick]) -> None:
        """Offer these, in this order; those that are ticked stay so."""
        self._ticks = list(ticks)
        if not self.search.text():
            # While she searches the height stays, so that nothing jumps.
            rows = max(LEAST_ROWS, min(len(ticks), ROWS))
            self.list.setFixedHeight(rows * SIZE.row_compact + SPACE.tiny)
        self._fill()

    def labels(self) -> list[str]:
        """What is in the list, from the top."""
        return [self.list.item(place).text() for place in range(self.list.count())]

    @Slot(str)
    def _on_text(self, text: str) -> None:
        self._fill()
        self.searched.emit(text)

    def _fill(self) -> None:
        words = fold(self.search.text()).split()
        self.list.clear()
        for tick in self._ticks:
            if not all(word in fold(tick.label) for word in words):
                continue
            item = QListWidgetItem(tick.label or tr("(no name)"))
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            on = tick.value in self._values
            item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
            item.setData(_VALUE, tick.value)
            item.setData(_COUNT, tick.count)
            item.setToolTip(tick.label)
            self.list.addItem(item)
        if words:
            self.list.setCurrentRow(0)

    @Slot(QListWidgetItem)
    def _turn(self, item: QListWidgetItem) -> None:
        value = item.data(_VALUE)
        on = value not in self._values
        if on:
            self._values.append(value)
        else:
            self._values.remove(value)
        item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
        self.ticked.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down goes from the line to the list; Space in the list ticks, and Enter behind what was looked for.

        Any other Enter is left to the window around, which keeps what is ticked.
        """
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        item = self.list.currentItem()
        plain = not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        looked_for = watched is self.search and bool(self.search.text()) and plain
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and looked_for
        space = event.key() == Qt.Key.Key_Space and watched is self.list
        if (enter or space) and item is not None:
            self._turn(item)
            return True
        if watched is self.search and event.key() == Qt.Key.Key_Down and self.list.count():
            self.list.setFocus()
            self.list.setCurrentRow(max(0, self.list.currentRow()))
            return True
        return False


class _CountDelegate(QStyledItemDelegate):
    """Adds how often a value is there, at the right."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        count = index.data(_COUNT)
        if count is None or count < 0:
            super().paint(painter, option, index)
            return
        text = QLocale(language()).toString(count)
        whole = option.rect
        option.rect = whole.adjusted(0, 0, -painter.fontMetrics().horizontalAdvance(text) - SPACE.medium, 0)
        super().paint(painter, option, index)
        painter.save()
        painter.setFont(theme.font("figures"))
        painter.setPen(theme.colour("muted"))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(whole.adjusted(0, 0, -SPACE.small, 0), right, text)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(0, SIZE.row_compact)
