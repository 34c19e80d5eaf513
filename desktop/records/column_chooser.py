"""A window to choose the columns of a list and their order."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from db.language import tr
from db.queries import column_fields
from db.records import record_type
from desktop.theme import SIZE, SPACE
from desktop.widgets.section_label import SectionLabel

WIDTH = 300
"""The least width of the window, in device-independent pixels; longer words on its buttons make it wider."""

ROWS = 12
_NAME = Qt.ItemDataRole.UserRole


class ColumnChooser(QFrame):
    """Columns to tick, those shown first in their order. `chosen` gives the names as she goes.

    A drag moves a column, Alt+Up and Alt+Down do the same from the keyboard; Space ticks, Esc closes.
    """

    chosen = Signal(list)
    fit_requested = Signal()

    def __init__(self, kind: str, columns: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._kind = kind
        self._fields = column_fields(kind)
        self.setProperty("popup", True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.list = QListWidget()
        self.list.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.list.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.list.setFixedHeight(ROWS * SIZE.row_compact)
        self.list.setAccessibleName(tr("Columns"))
        self.usual = QPushButton(tr("The usual columns"))
        self.fit = QPushButton(tr("Fit the widths"))
        for button in (self.usual, self.fit):
            button.setProperty("quiet", True)
        self._lay_out()
        self._fill(columns)
        self.list.installEventFilter(self)
        self.list.itemChanged.connect(self._tell)
        self.list.model().rowsMoved.connect(self._tell)
        self.usual.clicked.connect(self._on_usual)
        self.fit.clicked.connect(self.fit_requested)

    def _lay_out(self) -> None:
        words = sum(button.sizeHint().width() for button in (self.usual, self.fit))
        self.setFixedWidth(max(WIDTH, words + 3 * SPACE.medium))
        heading = SectionLabel(tr("Columns"))
        hint = QLabel(tr("Tick to show, drag or press Alt+↑ Alt+↓ to move."))
        hint.setProperty("role", "small")
        hint.setWordWrap(True)
        buttons = QHBoxLayout()
        buttons.setSpacing(0)
        buttons.addWidget(self.usual)
        buttons.addStretch()
        buttons.addWidget(self.fit)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE.medium, SPACE.medium, SPACE.medium, SPACE.small)
        column.setSpacing(SPACE.small)
        column.addWidget(heading)
        column.addWidget(hint)
        column.addWidget(self.list)
        column.addLayout(buttons)

    def open_below(self, right: QPoint) -> None:
        """Show the window with its upper right corner at a place on the screen."""
        self._grow()
        screen = self.screen().availableGeometry()
        top = max(screen.top(), min(right.y(), screen.bottom() - self.height()))
        self.move(max(screen.left(), right.x() - self.width()), top)
        self.show()
        self.list.setFocus()

    def _grow(self) -> None:
        """As high as its words need at its width."""
        for label in self.findChildren(QLabel):
            label.ensurePolished()
        layout = self.layout()
        assert layout is not None
        self.resize(self.width(), layout.totalHeightForWidth(self.width()))

    def columns(self) -> list[str]:
        """The names of the columns that are ticked, in order."""
        items = [self.list.item(place) for place in range(self.list.count())]
        return [item.data(_NAME) for item in items if item.checkState() is Qt.CheckState.Checked]

    def _fill(self, columns: Sequence[str]) -> None:
        self.list.blockSignals(True)
        self.list.clear()
        usual = record_type(self._kind).about.columns
        others = [name for name, about in self._fields.items() if about.shown and name not in columns]
        for name in (*columns, *others):
            if name == "title" and "title" not in (*usual, *columns):
                continue
            item = QListWidgetItem(self._fields[name].label)
            item.setData(_NAME, name)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsDropEnabled)
            item.setCheckState(Qt.CheckState.Checked if name in columns else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.list.blockSignals(False)

    @Slot()
    def _on_usual(self) -> None:
        self._fill(record_type(self._kind).about.columns)
        self._tell()

    @Slot()
    def _tell(self) -> None:
        # A list without columns says nothing: the last one stays.
        if self.columns():
            self.chosen.emit(self.columns())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Alt+Up and Alt+Down move the column that is current."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        if not step or not event.modifiers() & Qt.KeyboardModifier.AltModifier:
            return False
        self.move_current(step)
        return True

    def move_current(self, step: int) -> None:
        """Move the current column up or down by one."""
        place = self.list.currentRow()
        if 0 <= place + step < self.list.count():
            item = self.list.takeItem(place)
            self.list.insertItem(place + step, item)
            self.list.setCurrentItem(item)
            self._tell()
