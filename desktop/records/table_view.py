"""The table of a list: whole rows, no grid, every key that a person would try, columns that fill the room."""

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QKeySequence, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QTableView, QWidget

from db.understanding import Context
from desktop.records.cell_delegate import CellDelegate, leading_column
from desktop.records.cell_text import is_editable
from desktop.records.column_widths import ELASTIC, Wish, fitted
from desktop.records.header import RecordHeader
from desktop.records.table_model import RecordTableModel
from desktop.theme import SIZE, SPACE
from desktop.widgets.menu import Menu

MEASURED = 80
"""Rows whose texts decide about the widths of columns."""

WIDEST = 300
"""The widest that a column gets by itself, in pixels; the one that names the row gets half as much again."""

Index = QModelIndex | QPersistentModelIndex
Hint = QAbstractItemDelegate.EndEditHint
Move = QAbstractItemView.CursorAction


class RecordTableView(QTableView):
    """Shows a `RecordTableModel`; says in signals what the keys ask for."""

    opened = Signal()
    """Enter, Right on the last column, or a double click on a cell that is not edited where it stands."""
    copy_requested = Signal()
    paste_requested = Signal()
    delete_requested = Signal()
    duplicate_requested = Signal()
    typed = Signal(str)
    """A letter typed over the table."""
    current_row_changed = Signal()
    selected = Signal()
    width_changed = Signal(str, int)
    """A column that she made wider or narrower, in pixels."""

    def __init__(self, model: RecordTableModel, how: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.records = model
        self._widths_by_hand: dict[str, int] = {}
        self._naturals: dict[str, int] = {}
        self._fitting = False
        self._anchor: tuple[int, int] | None = None
        self.header = RecordHeader(model, self)
        self.cells = CellDelegate(model, how, self)
        self.setModel(model)
        self.setHorizontalHeader(self.header)
        self.setItemDelegate(self.cells)
        self._set_up()
        self._resize_soon = QTimer(self)
        self._resize_soon.setSingleShot(True)
        self._resize_soon.timeout.connect(self.fit_columns)
        self.header.sectionResized.connect(self._on_resized)
        self.doubleClicked.connect(self._on_double_clicked)
        model.loaded.connect(self._on_loaded)
        model.about_to_list.connect(self._drop_anchor)
        model.listed.connect(self._return_to_anchor)

    def _set_up(self) -> None:
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.DoubleClicked | triggers.EditKeyPressed)
        self.header.setResizeContentsPrecision(0)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(rows.ResizeMode.Fixed)
        rows.setMinimumSectionSize(SIZE.row_compact)
        self.set_compact(False)

    def set_compact(self, compact: bool) -> None:
        """Rows at the one height or the other."""
        height = SIZE.row_compact if compact else SIZE.row
        self.verticalHeader().setDefaultSectionSize(height)
        self.verticalScrollBar().setSingleStep(height)

    # What is chosen

    def selected_places(self) -> list[tuple[int, int]]:
        """The selected rows as first and last places, from the top."""
        chosen = self.selectionModel().selection()
        parts = [chosen.at(number) for number in range(chosen.count())]
        return sorted({(part.top(), part.bottom()) for part in parts if part.isValid()})

    def selected_count(self) -> int:
        """How many rows are selected."""
        return sum(last - first + 1 for first, last in self.selected_places())

    def choose(self, place: int) -> None:
        """Make a row the current and only selected one, and bring it into sight."""
        column = max(0, self.currentIndex().column())
        index = self.records.index(place, column)
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        self.scrollTo(index)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.row() != previous.row():
            self.current_row_changed.emit()

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        self.selected.emit()

    # Keys and the mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, control = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        editing = self.state() is QAbstractItemView.State.EditingState
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_requested.emit()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste_requested.emit()
        elif event.matches(QKeySequence.StandardKey.Delete):
            self.delete_requested.emit()
        elif control and key == Qt.Key.Key_D:
            self.duplicate_requested.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not editing:
            self.opened.emit()
        elif key == Qt.Key.Key_Right and not event.modifiers() and self._at_the_end() and not editing:
            if not event.isAutoRepeat():
                self.opened.emit()
        elif alt and key == Qt.Key.Key_Down and self.currentIndex().isValid():
            self.header.open_menu(self.currentIndex().column())
        else:
            super().keyPressEvent(event)

    def _at_the_end(self) -> bool:
        index = self.currentIndex()
        return index.isValid() and index.column() == self.records.columnCount() - 1

    def keyboardSearch(self, search: str) -> None:
        # Qt would look through all rows in the order of the list; the filter finds more, and elsewhere.
        if search.strip():
            self.typed.emit(search)

    def moveCursor(self, action: Move, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        column = max(0, self.currentIndex().column())
        if action in (Move.MoveHome, Move.MoveEnd) and self.records.rowCount():
            place = 0 if action == Move.MoveHome else self.records.rowCount() - 1
            return self.records.index(place, column)
        return super().moveCursor(action, modifiers)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._hover(self.indexAt(event.position().toPoint()).row())

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    def _hover(self, place: int) -> None:
        before, self.cells.hovered = self.cells.hovered, place
        for row in {before, place} - {-1}:
            top = self.rowViewportPosition(row)
            self.viewport().update(0, top, self.viewport().width(), self.rowHeight(row))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if not self.actions():
            return
        menu = Menu("", self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addActions(self.actions())
        below = event.reason() is QContextMenuEvent.Reason.Keyboard and self.currentIndex().isValid()
        place = self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).bottomLeft())
        menu.popup(place if below else event.globalPos())

    @Slot(QModelIndex)
    def _on_double_clicked(self, index: QModelIndex) -> None:
        if index.isValid() and not is_editable(self.records.field(index.column())):
            self.opened.emit()

    # Editing

    def edit_current(self) -> None:
        """Edit the current cell, or the first of its row that can be."""
        index = self.currentIndex()
        if not index.isValid():
            return
        if not index.flags() & Qt.ItemFlag.ItemIsEditable:
            columns = range(self.records.columnCount())
            others = (self.records.index(index.row(), column) for column in columns)
            index = next((other for other in others if other.flags() & Qt.ItemFlag.ItemIsEditable), index)
        self.setCurrentIndex(index)
        if index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.edit(index)

    def closeEditor(self, editor: QWidget, hint: Hint) -> None:
        here = self.currentIndex()
        had_focus = editor.isAncestorOf(self.window().focusWidget() or self)
        super().closeEditor(editor, Hint.NoHint)
        if had_focus:
            self.setFocus()
        steps = {Hint.EditNextItem: 1, Hint.EditPreviousItem: -1}
        if hint in steps:
            self._edit_beside(here, steps[hint])

    def _edit_beside(self, here: QModelIndex, step: int) -> None:
        """Go on to the next cell that can be edited, in the next row after the last."""
        columns = self.records.columnCount()
        place = here.row() * columns + here.column() + step
        while 0 <= place < columns * self.records.rowCount():
            index = self.records.index(place // columns, place % columns)
            if index.flags() & Qt.ItemFlag.ItemIsEditable:
                self.setCurrentIndex(index)
                self.scrollTo(index)
                self.edit(index)
                return
            place += step

    # Where the list stands after it was listed anew

    @Slot()
    def _drop_anchor(self) -> None:
        """Remember which row is at the top, unless it is the first."""
        value = self.verticalScrollBar().value()
        place = self.rowAt(0)
        ids = self.records.ids()
        self._anchor = (ids[place], value - self._top_of(place)) if value and place >= 0 else None

    @Slot()
    def _return_to_anchor(self) -> None:
        """Bring the row that was at the top back there."""
        self.updateGeometries()
        place = self.records.place_of(self._anchor[0]) if self._anchor else -1
        if self._anchor and place >= 0:
            self.verticalScrollBar().setValue(self._top_of(place) + self._anchor[1])

    def _top_of(self, place: int) -> int:
        return place * self.verticalHeader().defaultSectionSize()

    # The widths of columns

    def set_widths_by_hand(self, widths: dict[str, int]) -> None:
        """Widths that she gave to columns, in pixels; the others are found by what is in them."""
        self._widths_by_hand = dict(widths)
        self.measure()

    @Slot()
    def measure(self) -> None:
        """Look anew at what is in the columns, and fit them."""
        self._naturals = {}
        self.fit_columns()

    @Slot()
    def fit_columns(self) -> None:
        """Give every column its width."""
        names = self.records.columns()
        if not all(name in self._naturals for name in names):
            self._measure_rows()
        self._fitting = True
        widths = fitted([self._wish(name) for name in names], self.viewport().width())
        for section, width in enumerate(widths):
            if self.header.sectionSize(section) != width:
                self.header.resizeSection(section, width)
        self._fitting = False

    def _wish(self, name: str) -> Wish:
        about = self.records.fields[name]
        natural = self._naturals.get(name) or about.width * self.fontMetrics().averageCharWidth()
        leads = name == leading_column(self.records.kind)
        return Wish(natural, about.kind in ELASTIC, self._widths_by_hand.get(name, 0), leads)

    def _measure_rows(self) -> None:
        first = max(0, self.rowAt(0))
        rows = [self.records.row_at(place) for place in range(first, first + MEASURED)]
        there = [row for row in rows if row is not None]
        if not there:
            return
        leading = leading_column(self.records.kind)
        for section, name in enumerate(self.records.columns()):
            about = self.records.fields[name]
            widest = max(self.cells.natural_width(about, row) for row in there)
            most = WIDEST * 3 // 2 if name == leading else WIDEST
            wide = max(min(widest, most), self.header.natural_width(section))
            self._naturals[name] = wide + (0 if section else SPACE.tiny)

    @Slot()
    def _on_loaded(self) -> None:
        if not all(name in self._naturals for name in self.records.columns()):
            self.fit_columns()

    @Slot(int, int, int)
    def _on_resized(self, section: int, _before: int, width: int) -> None:
        if not self._fitting and section < len(self.records.columns()):
            name = self.records.columns()[section]
            self._widths_by_hand[name] = width
            self.width_changed.emit(name, width)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit_columns()
