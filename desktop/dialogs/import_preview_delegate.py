"""How a row of an import is drawn: its state as a pill, what changes as the old beside the new."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from db.exchange.plan import RowPlan, State
from db.fields import Kind
from desktop import icons, theme
from desktop.dialogs.import_merge import is_proposed
from desktop.dialogs.import_preview import CellText
from desktop.dialogs.import_preview_model import FIRST_FIELD, ROW, STATE, TITLE, PreviewModel, cell_words
from desktop.dialogs.import_states import ASSUMED, LOOKS
from desktop.records.cell_text import FIGURES
from desktop.theme import SIZE, SPACE
from desktop.widgets import focus_ring

Index = QModelIndex | QPersistentModelIndex
_ARROW = " → "
_ONE_LINE = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine


class PreviewDelegate(QStyledItemDelegate):
    """Draws the cells of a `PreviewModel`."""

    def __init__(self, model: PreviewModel, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._model = model
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry = self._model.entry(index.row())
        if entry is None:
            return
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, theme.colour("selection"))
        room = option.rect.adjusted(SPACE.small, 0, -SPACE.small, 0)
        column = index.column()
        if column == STATE:
            self._paint_state(painter, room, entry)
        elif column == ROW and is_proposed(entry):
            self._paint_tick(painter, option, index.data(Qt.ItemDataRole.CheckStateRole))
        elif FIRST_FIELD <= column < self._model.reason_column:
            self._paint_cell(painter, room, index, entry)
        else:
            self._paint_plain(painter, room, index, entry)
        if option.state & QStyle.StateFlag.State_HasFocus and self._view.hasFocus():
            focus_ring.draw(painter, option.rect, SPACE.tiny)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        text = str(index.data() or "")
        font = theme.font("strong") if index.column() in (STATE, TITLE) else self._font(index)
        around = 2 * SPACE.small + 2
        if index.column() == STATE:
            around += SIZE.icon_small + SPACE.tiny + 2 * SPACE.small
        if index.column() in (TITLE, self._model.reason_column):
            around += SIZE.icon_small + SPACE.tiny
        return QSize(QFontMetrics(font).horizontalAdvance(text) + around, SIZE.row_compact)

    def _font(self, index: Index) -> QFont:
        about = self._model.field(index.column())
        figures = index.column() == ROW or (
            about is not None and (about.kind in FIGURES or about.kind is Kind.PHONES)
        )
        return theme.font("figures" if figures else "body")

    def _paint_state(self, painter: QPainter, room: QRect, entry: RowPlan) -> None:
        look = LOOKS[entry.state]
        font = theme.font("small")
        metrics = QFontMetrics(font)
        wide = metrics.horizontalAdvance(entry.state.label) + SIZE.icon_small + SPACE.tiny + 2 * SPACE.small
        high = SIZE.chip - SPACE.tiny
        pill = QRect(room.left(), room.center().y() - high // 2 + 1, min(wide, room.width()), high)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(look.tint))
        painter.drawRoundedRect(QRectF(pill), high / 2, high / 2)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        side = SIZE.icon_small
        place = QRect(pill.left() + SPACE.small - 2, pill.center().y() - side // 2 + 1, side, side)
        icons.icon(look.icon, look.colour).paint(painter, place)
        painter.setFont(font)
        painter.setPen(theme.colour(look.colour))
        words = pill.adjusted(SPACE.small + side + 2, 0, 0, 0)
        painter.drawText(words, _ONE_LINE, entry.state.label)

    def _paint_plain(self, painter: QPainter, room: QRect, index: Index, entry: RowPlan) -> None:
        """The row number, the title or the reasons."""
        column, colour = index.column(), "muted"
        if column == TITLE and entry.state is not State.SKIPPED:
            painter.setFont(theme.font("strong"))
            colour = "text"
        else:
            painter.setFont(self._font(index))
        text = str(index.data() or "")
        if column == self._model.reason_column and entry.problems:
            colour = "danger"
        elif column == TITLE and entry.notes:
            room = self._paint_bulb(painter, room, text)
        painter.setPen(theme.colour(colour))
        side_of = Qt.AlignmentFlag.AlignRight if column == ROW else Qt.AlignmentFlag.AlignLeft
        painter.drawText(room, side_of | _ONE_LINE, _elided(painter, text, room.width()))

    def _paint_bulb(self, painter: QPainter, room: QRect, text: str) -> QRect:
        """Behind a title, that something was assumed in its row; the room that is left for the title."""
        side = SIZE.icon_small
        left = room.adjusted(0, 0, -side - SPACE.tiny, 0)
        wide = min(painter.fontMetrics().horizontalAdvance(text), left.width())
        place = QRect(room.left() + wide + SPACE.tiny, room.center().y() - side // 2 + 1, side, side)
        icons.icon(ASSUMED.icon, ASSUMED.colour).paint(painter, place)
        return left

    def _paint_cell(self, painter: QPainter, room: QRect, index: Index, entry: RowPlan) -> None:
        cell = self._model.cell(index.row(), index.column())
        painter.setFont(self._font(index))
        if cell.is_open:
            self._paint_clash(painter, room, cell)
            return
        if cell.is_changed:
            self._paint_change(painter, room, cell)
            return
        about = self._model.field(index.column())
        right = about is not None and about.kind in FIGURES
        steps_back = entry.state is State.UNCHANGED or entry.state is State.CHANGED
        painter.setPen(theme.colour("danger" if cell.problem else "muted" if steps_back else "text"))
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        painter.drawText(room, side | _ONE_LINE, _elided(painter, cell.new, room.width()))

    def _paint_clash(self, painter: QPainter, room: QRect, cell: CellText) -> None:
        """What stands here and what they say, on a ground that asks for a decision."""
        text = cell_words(cell)
        wide = min(painter.fontMetrics().horizontalAdvance(text) + 2 * SPACE.tiny, room.width() + SPACE.small)
        ground = QRectF(room.left() - SPACE.tiny, room.top() + 2, wide, room.height() - 4)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("danger_tint"))
        painter.drawRoundedRect(ground, SPACE.tiny, SPACE.tiny)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(theme.colour("danger"))
        painter.drawText(room, _ONE_LINE, _elided(painter, text, room.width()))

    def _paint_tick(self, painter: QPainter, option: QStyleOptionViewItem, state: Qt.CheckState) -> None:
        """Whether a row that is gone is deleted here, too."""
        box = QStyleOptionViewItem(option)
        side = SIZE.icon
        box.rect = QRect(
            option.rect.center().x() - side // 2, option.rect.center().y() - side // 2, side, side
        )
        ticked = QStyle.StateFlag.State_On if state == Qt.CheckState.Checked else QStyle.StateFlag.State_Off
        box.state = QStyle.StateFlag.State_Enabled | ticked
        element = QStyle.PrimitiveElement.PE_IndicatorItemViewItemCheck
        self._view.style().drawPrimitive(element, box, painter, self._view)

    def _paint_change(self, painter: QPainter, room: QRect, cell: CellText) -> None:
        """What stands there, struck through, and after an arrow what will; the new gets room first."""
        plain, struck = painter.font(), QFont(painter.font())
        struck.setStrikeOut(True)
        metrics = QFontMetrics(plain)
        arrow = metrics.horizontalAdvance(_ARROW) if cell.old else 0
        new_wide = metrics.horizontalAdvance(cell.new)
        old_wide = metrics.horizontalAdvance(cell.old)
        spare = max(room.width() - arrow - new_wide, min(old_wide, room.width() // 3))
        left = room.left()
        if cell.old:
            painter.setFont(struck)
            painter.setPen(theme.colour("muted"))
            text = _elided(painter, cell.old, min(spare, old_wide))
            painter.drawText(QRect(left, room.top(), old_wide + 1, room.height()), _ONE_LINE, text)
            left += metrics.horizontalAdvance(text)
            painter.setFont(plain)
            painter.drawText(QRect(left, room.top(), arrow, room.height()), _ONE_LINE, _ARROW)
            left += arrow
        plain.setWeight(QFont.Weight.Medium)
        painter.setFont(plain)
        painter.setPen(theme.colour("info"))
        rest = QRect(left, room.top(), max(room.right() - left + 1, 0), room.height())
        painter.drawText(rest, _ONE_LINE, _elided(painter, cell.new, rest.width()))


def _elided(painter: QPainter, text: str, width: int) -> str:
    metrics = painter.fontMetrics()
    if metrics.horizontalAdvance(text) <= width:
        return text
    return metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
