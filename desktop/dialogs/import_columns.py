"""The upper right of the import: the columns of the chosen table and where each goes, all to be changed."""

from functools import partial

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Slot,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from db.language import tr
from desktop import icons, theme
from desktop.dialogs.import_columns_model import HEADER, SAMPLES, TARGET, WHY, ColumnsModel
from desktop.theme import SIZE, SPACE
from desktop.widgets import focus_ring
from desktop.widgets.choice_box import ChoiceBox

Index = QModelIndex | QPersistentModelIndex
_ONE_LINE = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine

ROW = SIZE.row_compact + 2
"""The height of a row: a compact one and the edge of the field in it."""

NARROWEST = 180
"""The least room for where a column goes, in device-independent pixels."""


class ColumnsDelegate(QStyledItemDelegate):
    """Draws where a column goes as a field with an arrow in front; in it stands a list to type into."""

    def __init__(self, view: QAbstractItemView, columns: ColumnsModel) -> None:
        super().__init__(view)
        self._view = view
        self._columns = columns

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        if index.row() == self._view.currentIndex().row() and self._view.hasFocus():
            painter.fillRect(option.rect, theme.colour("selection"))
        column = self._columns.column(index.row())
        room = option.rect.adjusted(SPACE.small, 0, -SPACE.small, 0)
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus) and self._view.hasFocus()
        if index.column() == TARGET:
            self._paint_target(painter, option.rect, str(index.data()), bool(column.target), focused)
        else:
            strong = index.column() == HEADER
            if strong and column.hidden:
                room = _with_icon(painter, room, "eye-off-outline", "muted")
            if index.column() == WHY and column.note and column.target:
                room = _with_icon(painter, room, "lightbulb-outline", "warning")
            painter.setFont(theme.font("strong" if strong else "body"))
            painter.setPen(theme.colour("text" if strong and not column.numbering else "muted"))
            _draw(painter, room, str(index.data()))
            if focused:
                focus_ring.draw(painter, option.rect, SPACE.tiny)
        painter.restore()

    def _paint_target(
        self, painter: QPainter, cell: QRect, text: str, goes_somewhere: bool, focused: bool
    ) -> None:
        side = SIZE.icon_small
        arrow = QRect(cell.left(), cell.center().y() - side // 2 + 1, side, side)
        icons.icon("arrow-right", "muted").paint(painter, arrow)
        box = field_rect(cell)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme.colour("field_line"))
        painter.setBrush(theme.colour("field"))
        painter.drawRoundedRect(
            QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), SIZE.control_corner, SIZE.control_corner
        )
        painter.setBrush(Qt.BrushStyle.NoBrush)
        down = QRect(box.right() - side - SPACE.tiny, box.center().y() - side // 2 + 1, side, side)
        icons.icon("chevron-down", "muted").paint(painter, down)
        painter.setFont(theme.font("body"))
        painter.setPen(theme.colour("text" if goes_somewhere else "muted"))
        _draw(painter, box.adjusted(SPACE.small, 0, -side - SPACE.small, 0), text)
        if focused:
            focus_ring.draw(painter, box, SIZE.control_corner)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        font = theme.font("strong" if index.column() == HEADER else "body")
        around = 2 * SPACE.small + SIZE.icon
        if index.column() == TARGET:
            around += 2 * SIZE.icon + SPACE.large
        wide = QFontMetrics(font).horizontalAdvance(str(index.data() or ""))
        return QSize(wide + around, ROW)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        box = ChoiceBox(tr("Leave out"), parent)
        box.set_choices(self._columns.choices(index.row()))
        box.setAccessibleName(str(index.data(Qt.ItemDataRole.AccessibleTextRole)))
        box.picked.connect(self._on_picked)
        box.line.returnPressed.connect(self._on_entered)
        return box

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, ChoiceBox) and not editor.property("filled"):
            # Only once: while she types, what is shown is hers.
            editor.setProperty("filled", True)
            editor.show_code(index.data(Qt.ItemDataRole.EditRole))
            editor.line.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, ChoiceBox):
            chosen = editor.nearest()
            if chosen is not None:
                model.setData(index, chosen)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        editor.setGeometry(field_rect(option.rect))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        pressed = event.key() if isinstance(event, QKeyEvent) else 0
        is_press = event.type() == QEvent.Type.KeyPress
        if is_press and isinstance(watched, ChoiceBox) and pressed in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            # It says itself when Enter was pressed, also while its list of suggestions is open.
            return False
        return super().eventFilter(watched, event)

    @Slot()
    def _on_entered(self) -> None:
        line = self.sender()
        editor = line.parent() if line is not None else None
        if isinstance(editor, ChoiceBox):
            self._finish_soon(editor)

    @Slot()
    def _on_picked(self) -> None:
        editor = self.sender()
        if isinstance(editor, ChoiceBox):
            self._finish_soon(editor)

    def _finish_soon(self, editor: ChoiceBox) -> None:
        """Take what was chosen once the editor is done with the key or click that chose it."""
        if not editor.property("finishing"):
            editor.setProperty("finishing", True)
            QTimer.singleShot(0, editor, partial(self._finish, editor))

    def _finish(self, editor: ChoiceBox) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor)


def field_rect(cell: QRect) -> QRect:
    """Where the field is in the cell that says where a column goes: after the arrow."""
    return cell.adjusted(SIZE.icon_small + SPACE.small, 1, -SPACE.small, -1)


def _with_icon(painter: QPainter, room: QRect, name: str, colour: str) -> QRect:
    """Draw an icon at the left of `room`; the room that is left."""
    side = SIZE.icon_small
    icons.icon(name, colour).paint(painter, QRect(room.left(), room.center().y() - side // 2 + 1, side, side))
    return room.adjusted(side + SPACE.tiny, 0, 0, 0)


def _draw(painter: QPainter, room: QRect, text: str) -> None:
    metrics = painter.fontMetrics()
    if metrics.horizontalAdvance(text) > room.width():
        text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, Qt.AlignmentFlag.AlignLeft | _ONE_LINE, text)


class ColumnsTable(QTableView):
    """The columns of a table under each other; a click, Enter, F2 or typing opens the list of fields."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.columns = ColumnsModel(self)
        self.setModel(self.columns)
        self.setItemDelegate(ColumnsDelegate(self, self.columns))
        self.setAccessibleName(tr("Columns and where they go"))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.EditKeyPressed | triggers.AnyKeyPressed)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setFixedHeight(SIZE.row_compact)
        header.setSectionResizeMode(header.ResizeMode.Fixed)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(rows.ResizeMode.Fixed)
        rows.setMinimumSectionSize(ROW)
        rows.setDefaultSectionSize(ROW)
        self.clicked.connect(self._on_clicked)
        self.columns.modelReset.connect(self._on_reset)

    @Slot()
    def _on_reset(self) -> None:
        self.fit_columns()
        if self.columns.rowCount():
            self.setCurrentIndex(self.columns.index(0, TARGET))

    @Slot(QModelIndex)
    def _on_clicked(self, index: QModelIndex) -> None:
        if index.column() == TARGET and index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.setCurrentIndex(index)
            self.edit(index)
            # The list opens with the next event: the click that opened the field is not over yet.
            QTimer.singleShot(0, self, self._open_list)

    @Slot()
    def _open_list(self) -> None:
        editor = self.indexWidget(self.currentIndex())
        if isinstance(editor, ChoiceBox):
            editor.showPopup()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        editing = self.state() is QAbstractItemView.State.EditingState
        here = self.currentIndex()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and not editing:
            self.setCurrentIndex(self.columns.index(here.row(), TARGET))
            self.edit(self.currentIndex())
            self._open_list()
        elif event.text().isprintable() and event.text() and here.column() != TARGET and not editing:
            self.setCurrentIndex(self.columns.index(here.row(), TARGET))
            super().keyPressEvent(event)
        else:
            super().keyPressEvent(event)

    def fit_columns(self) -> None:
        """Share the room: headers and fields to be read in full, the samples cut where they must."""
        room = self.viewport().width()
        metrics = self.sizeHintForColumn(HEADER), self.sizeHintForColumn(TARGET), self.sizeHintForColumn(WHY)
        header = max(min(metrics[0], room // 4), SIZE.label_column)
        target = max(min(metrics[1], room // 3), NARROWEST)
        why = max(min(metrics[2], room // 3), SIZE.label_column)
        for column, width in (
            (HEADER, header),
            (SAMPLES, max(room - header - target - why, SIZE.label_column)),
            (TARGET, target),
            (WHY, why),
        ):
            self.setColumnWidth(column, width)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit_columns()

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.viewport().update()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self.fit_columns()
