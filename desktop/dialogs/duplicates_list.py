"""The list of pairs that may be one: both titles, how likely it is, and why; the likeliest first."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from db.language import tr
from desktop import theme
from desktop.dialogs.duplicates_work import Pair
from desktop.records.twin_words import likelihood, reasons
from desktop.theme import SIZE, SPACE
from desktop.widgets import focus_ring

Index = QModelIndex | QPersistentModelIndex
_BAR = 3 * SPACE.large
_ONE_LINE = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine


class PairModel(QAbstractListModel):
    """The pairs, one in a row."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._pairs: list[Pair] = []

    def show(self, pairs: Sequence[Pair]) -> None:
        """Show other pairs."""
        self.beginResetModel()
        self._pairs = list(pairs)
        self.endResetModel()

    def pairs(self) -> list[Pair]:
        """All pairs, from the top."""
        return self._pairs

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._pairs)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        pair = self._pairs[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return tr("{first} and {second}", first=pair.titles[0], second=pair.titles[1])
            case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleDescriptionRole:
                return f"{likelihood(pair.twin.score)}: {reasons(pair.twin.why)}"
        return None


class PairDelegate(QStyledItemDelegate):
    """Draws a pair in three lines, with a bar for how likely it is."""

    def __init__(self, model: PairModel, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._model = model
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        line = QFontMetrics(theme.font("strong")).height() + 2
        return QSize(0, 2 * line + QFontMetrics(theme.font("small")).height() + 2 * SPACE.small + 2)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        pair = self._model.pairs()[index.row()]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, theme.colour("selection"))
        room = option.rect.adjusted(SPACE.medium, SPACE.small, -SPACE.medium, -SPACE.small)
        painter.setFont(theme.font("strong"))
        high = painter.fontMetrics().height() + 2
        for place, title in enumerate(pair.titles):
            wide = room.width() - (_BAR + SPACE.small if place == 0 else 0)
            line = QRect(room.left(), room.top() + place * high, wide, high)
            self._write(painter, line, title or tr("(no name)"), "text")
        self._draw_bar(painter, QRect(room.right() - _BAR, room.top() + high // 2, _BAR, SIZE.bar), pair)
        painter.setFont(theme.font("small"))
        line = QRect(room.left(), room.top() + 2 * high, room.width(), room.height() - 2 * high)
        self._write(painter, line, reasons(pair.twin.why), "muted")
        if option.state & QStyle.StateFlag.State_Selected and self._view.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            focus_ring.draw(painter, option.rect, SPACE.tiny)
        painter.restore()

    def _write(self, painter: QPainter, room: QRect, text: str, colour: str) -> None:
        painter.setPen(theme.colour(colour))
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, _ONE_LINE, shown)

    def _draw_bar(self, painter: QPainter, room: QRect, pair: Pair) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("field_line"))
        painter.drawRoundedRect(QRectF(room), SIZE.bar / 2, SIZE.bar / 2)
        # Half is the least that is listed: the bar shows what is above it.
        filled = QRectF(room)
        filled.setWidth(max(room.width() * (2 * pair.twin.score - 1), float(SIZE.bar)))
        painter.setBrush(theme.colour("accent"))
        painter.drawRoundedRect(filled, SIZE.bar / 2, SIZE.bar / 2)


class PairList(QListView):
    """Arrows walk through the pairs; Enter goes into the one that is marked."""

    marked = Signal(object)
    """The `Pair` that is marked now; None where there is none."""
    entered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.records = PairModel(self)
        self.setModel(self.records)
        self.setItemDelegate(PairDelegate(self.records, self))
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAccessibleName(tr("Pairs that may be one"))
        self.doubleClicked.connect(self.entered)

    def show_pairs(self, pairs: Sequence[Pair]) -> None:
        """Show pairs; one that came back is marked, else the same as before, else what is in its place."""
        before = {frozenset(pair.uids) for pair in self.records.pairs()}
        marked, row = self.current(), self.currentIndex().row()
        self.records.show(pairs)
        keys = [frozenset(pair.uids) for pair in pairs]
        back = [place for place, key in enumerate(keys) if key not in before]
        if before and back:
            row = back[0]
        elif marked is not None and frozenset(marked.uids) in keys:
            row = keys.index(frozenset(marked.uids))
        self.mark(min(max(row, 0), len(pairs) - 1))

    def current(self) -> Pair | None:
        """The pair that is marked."""
        pairs, row = self.records.pairs(), self.currentIndex().row()
        return pairs[row] if 0 <= row < len(pairs) else None

    def mark(self, row: int) -> None:
        """Mark the pair in a row, counted from 0; none for a row below."""
        index = self.records.index(row)
        self.setCurrentIndex(index)
        if not index.isValid():
            self.marked.emit(None)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.isValid():
            self.marked.emit(self.current())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            # Taken here: what a view leaves over goes to the filled button of the dialog.
            self.entered.emit()
            event.accept()
        else:
            super().keyPressEvent(event)
