"""The table in which every row of an import can be looked at before anything is written."""

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QStyleOptionViewItem, QTableView, QWidget

from db.exchange.merging import Side
from db.exchange.plan import RowPlan, State
from db.language import tr
from desktop import theme
from desktop.dialogs.import_merge import can_choose, can_undecide, is_proposed
from desktop.dialogs.import_preview import CLASHES, THEIRS, Preview
from desktop.dialogs.import_preview_delegate import PreviewDelegate
from desktop.dialogs.import_preview_model import ROW, STATE, TITLE, PreviewModel, cell_words
from desktop.records.column_widths import ELASTIC, Wish, fitted
from desktop.theme import SIZE, SPACE

Index = QModelIndex | QPersistentModelIndex

MEASURED = 40
"""Rows whose texts decide about the widths of columns."""

WIDEST = 232
"""The widest that a column gets by itself, in device-independent pixels."""

LEAST_ROWS = 3
"""How many rows are in sight however low the window is, above the bar that scrolls across."""

REASON = 280
"""How much of the reasons is to be seen at once, in device-independent pixels."""


SIDE_KEYS = {
    Qt.Key.Key_T: Side.THEIRS,
    Qt.Key.Key_O: Side.OURS,
    Qt.Key.Key_U: None,
    ord("Е"): Side.THEIRS,
    ord("Щ"): Side.OURS,
    ord("Г"): None,
}
"""The keys that take a row of theirs, keep ours or leave it undecided; also as the same keys say it on a
Russian keyboard."""


class PreviewTable(QTableView):
    """Shows a `PreviewModel`; `opened` asks for all there is about the current row."""

    opened = Signal()
    current_changed = Signal()
    sided = Signal(object)
    """The `Side` that she wants for the current row; None leaves its conflicts undecided."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = PreviewModel(self)
        self._naturals: list[int] = []
        self._by_hand: dict[str, int] = {}
        self._fitting = False
        self._cells = PreviewDelegate(self.rows, self)
        self.setModel(self.rows)
        self.setItemDelegate(self._cells)
        self.setAccessibleName(tr("What happens with each row"))
        self._set_up()
        self._fit_soon = QTimer(self)
        self._fit_soon.setSingleShot(True)
        self._fit_soon.timeout.connect(self.fit_columns)
        self.horizontalHeader().sectionResized.connect(self._on_resized)
        self.clicked.connect(self._on_clicked)
        self.doubleClicked.connect(self.opened)

    def _set_up(self) -> None:
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setMinimumSectionSize(SIZE.row)
        header.setFixedHeight(SIZE.header)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(rows.ResizeMode.Fixed)
        rows.setMinimumSectionSize(SIZE.row_compact)
        rows.setDefaultSectionSize(SIZE.row_compact)
        self.verticalScrollBar().setSingleStep(SIZE.row_compact)
        self.setMinimumHeight(SIZE.header + (LEAST_ROWS + 1) * SIZE.row_compact)

    def show_preview(self, preview: Preview | None, kept: str) -> None:
        """Show a table under a filter; the row that was chosen stays so where it is still there."""
        chosen = self.chosen()
        column = max(0, self.currentIndex().column())
        same = preview is not None and self.rows.preview is not None and _same(preview, self.rows.preview)
        top = self.verticalScrollBar().value() if same else 0
        is_other = preview is not self.rows.preview
        self.rows.show_preview(preview, kept)
        if is_other:
            self._measure()
        place = self.rows.place_of(chosen) if chosen is not None and same else -1
        if place < 0:
            place = self.rows.first_of_interest()
        if place >= 0:
            flags = QItemSelectionModel.SelectionFlag
            index = self.rows.index(place, min(column, self.rows.columnCount() - 1))
            self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        self.verticalScrollBar().setValue(top)
        if not same and place >= 0:
            # Titles above a table take no room from its rows; they are a turn of the wheel away.
            self.scrollTo(self.currentIndex(), QAbstractItemView.ScrollHint.PositionAtTop)
            self.horizontalScrollBar().setValue(0)
        self.current_changed.emit()

    def chosen(self) -> RowPlan | None:
        """The current row."""
        return self.rows.entry(self.currentIndex().row())

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.row() != previous.row():
            self.current_changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in SIDE_KEYS and not event.modifiers() and self._can_choose(SIDE_KEYS[event.key()]):
            self.sided.emit(SIDE_KEYS[event.key()])
        elif event.key() == Qt.Key.Key_Space and self._is_proposed():
            self._turn_tick()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.chosen() is not None:
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    def _can_choose(self, side: Side | None) -> bool:
        row, preview = self.chosen(), self.rows.preview
        if row is None or preview is None:
            return False
        return can_choose(row, preview.plan.back) if side is not None else can_undecide(row)

    def _is_proposed(self) -> bool:
        row = self.chosen()
        return row is not None and is_proposed(row)

    @Slot(QModelIndex)
    def _on_clicked(self, index: QModelIndex) -> None:
        if index.column() == ROW and self._is_proposed():
            self._turn_tick()

    def _turn_tick(self) -> None:
        """Delete the current record here, too, or not after all."""
        row = self.chosen()
        if row is not None:
            self.sided.emit(Side.OURS if row.state is State.DELETED else Side.THEIRS)

    # The widths of columns

    def _measure(self) -> None:
        """Find out how much room each column wants; only where there are other columns than before."""
        count = self.rows.columnCount()
        option = QStyleOptionViewItem()
        first = max(self.rows.first_of_interest(), 0)
        # Not the titles above a table: they are long, and nothing of them goes in.
        places = range(first, min(first + MEASURED, self.rows.rowCount()))
        metrics = QFontMetrics(theme.font("strong"))
        self._naturals = []
        for column in range(count):
            texts = (self._cells.sizeHint(option, self.rows.index(place, column)).width() for place in places)
            header = str(self.rows.headerData(column, Qt.Orientation.Horizontal) or "")
            own = metrics.horizontalAdvance(header) + 2 * SPACE.small + SPACE.medium
            widest = max(max(texts, default=0), self._widest_difference(column))
            self._naturals.append(max(own, min(widest, WIDEST)))
        self._naturals[STATE] = self._state_width()
        self._naturals[-1] = max(self._naturals[-1], REASON)
        self.fit_columns()

    def _widest_difference(self, column: int) -> int:
        """How much room what differs since the export wants, also under a filter that keeps other rows."""
        about, preview = self.rows.field(column), self.rows.preview
        if about is None or preview is None:
            return 0
        places = [*preview.places[THEIRS][:MEASURED], *preview.places[CLASHES][:MEASURED]]
        metrics = QFontMetrics(theme.font("strong"))
        texts = (cell_words(preview.cell(preview.entries[place], about)) for place in places)
        return max(map(metrics.horizontalAdvance, texts), default=0) + 2 * SPACE.small

    def _state_width(self) -> int:
        """The same for every list, so that choosing a filter moves nothing."""
        metrics = QFontMetrics(theme.font("small"))
        widest = max(metrics.horizontalAdvance(state.label) for state in State)
        header = QFontMetrics(theme.font("strong")).horizontalAdvance(tr("What happens"))
        return max(widest + SIZE.icon_small + SPACE.tiny + 4 * SPACE.small, header + 2 * SPACE.small + 4)

    @Slot()
    def fit_columns(self) -> None:
        """Give every column its width."""
        count = self.rows.columnCount()
        if len(self._naturals) != count:
            return
        wishes = [self._wish(column) for column in range(count)]
        room = self.viewport().width()
        least = sum(wish.least for wish in wishes[:-1]) + REASON
        # Where not all of them can be read side by side, none is cut: the table scrolls instead.
        widths = fitted(wishes, room) if least <= room else [wish.by_hand or wish.natural for wish in wishes]
        self._fitting = True
        for column, width in enumerate(widths):
            if self.columnWidth(column) != width:
                self.setColumnWidth(column, width)
        self._fitting = False

    def _wish(self, column: int) -> Wish:
        about = self.rows.field(column)
        elastic = column == self.rows.reason_column or (about is not None and about.kind in ELASTIC)
        return Wish(self._naturals[column], elastic, self._by_hand.get(self._name(column), 0))

    def _name(self, column: int) -> str:
        about = self.rows.field(column)
        if about is not None:
            return about.name
        return {ROW: "#row", STATE: "#state", TITLE: "#title"}.get(column, "#reason")

    @Slot(int, int, int)
    def _on_resized(self, column: int, _before: int, width: int) -> None:
        if not self._fitting:
            self._by_hand[self._name(column)] = width

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit_soon.start(0)
        if event.size().height() < event.oldSize().height():
            # The row that the parts below are about stays in sight.
            self.scrollTo(self.currentIndex().siblingAtColumn(ROW))


def _same(one: Preview, other: Preview) -> bool:
    """Whether both are about the same table of the workbook."""
    return one.number == other.number
