"""Records that may be one beside each other: fields in rows, to be chosen from, and what it would come to."""

from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from db.language import tr
from desktop.dialogs.duplicates_cell import ARROWS, ChoiceCell, UnlikeMark
from desktop.dialogs.duplicates_choice import Choice, How, Line
from desktop.dialogs.duplicates_head import RecordHead
from desktop.theme import SIZE, SPACE
from desktop.widgets.rule import Rule
from desktop.widgets.section_label import SectionLabel


class _Rows(QScrollArea):
    """Scrolls to where the keyboard is; its arrows are for going from value to value."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.ignore()

    def show_rows(self, inside: QWidget) -> None:
        """Show other rows, on the ground of what is around."""
        self.setWidget(inside)
        inside.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)


class SideBySide(QFrame):
    """Two or three records in columns. Arrows go from value to value and choose, Space as well as a click."""

    left = Signal()
    """Esc: she is done here."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.choice: Choice | None = None
        self.heads: list[RecordHead] = []
        self.cells: dict[str, list[ChoiceCell]] = {}
        self._lines: dict[str, Line] = {}
        self.setProperty("panel", True)
        self._heads = QGridLayout()
        self._top = QHBoxLayout()
        self._area = _Rows()
        self.preview = QLabel()
        self.preview.setTextFormat(Qt.TextFormat.PlainText)
        self.preview.setWordWrap(True)
        self._lay_out()
        self._area.verticalScrollBar().rangeChanged.connect(self._on_scrollable)

    def _lay_out(self) -> None:
        self._shape(self._heads)
        for place, wide in enumerate((SPACE.small, SIZE.label_column)):
            # An empty column would have no space behind it.
            room = QWidget()
            room.setFixedWidth(wide)
            self._heads.addWidget(room, 0, place)
        self._on_scrollable(0, 0)
        self._top.addLayout(self._heads)
        foot = QVBoxLayout()
        foot.setContentsMargins(SPACE.large, SPACE.small, SPACE.large, SPACE.medium)
        foot.setSpacing(SPACE.tiny)
        foot.addWidget(SectionLabel(tr("It will be")))
        foot.addWidget(self.preview)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._top)
        column.addWidget(Rule())
        column.addWidget(self._area, 1)
        column.addWidget(Rule())
        column.addLayout(foot)

    @Slot(int, int)
    def _on_scrollable(self, _least: int, most: int) -> None:
        """The heads stand over their columns, also where those make room for the bar."""
        bar = SIZE.scroll_bar if most else 0
        self._top.setContentsMargins(SPACE.medium, SPACE.small, SPACE.medium + bar, SPACE.tiny)

    def _shape(self, grid: QGridLayout) -> None:
        """The same columns for the heads and for what scrolls below them: a dot, the field, the records."""
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SPACE.small)
        grid.setVerticalSpacing(SPACE.tiny)

    def show_choice(self, choice: Choice | None) -> None:
        """Show records, with what was chosen of them so far; None for none."""
        self.choice = choice
        self._clear()
        if choice is None:
            self.preview.setText("")
            return
        inside = QWidget()
        grid = QGridLayout()
        self._shape(grid)
        for place, row in enumerate(choice.read.rows):
            head = RecordHead(row, choice.read.ties[row.uid])
            head.chosen.connect(partial(self._on_kept, row.uid))
            self._heads.addWidget(head, 0, place + 2)
            self.heads.append(head)
        for each in (grid, self._heads):
            for place in range(len(choice.read.rows)):
                each.setColumnStretch(place + 2, 1)
        for line in choice.lines:
            self._add(grid, choice, line)
        column = QVBoxLayout(inside)
        column.setContentsMargins(SPACE.medium, SPACE.small, SPACE.medium, SPACE.small)
        column.addLayout(grid)
        column.addStretch(1)
        self._area.show_rows(inside)
        self._refresh()

    def focus_first(self) -> None:
        """Put the keyboard on the first thing to choose."""
        choosable = self._choosable()
        button = choosable[0][0].button if choosable else None
        if choosable and button is not None:
            taken = next((cell.button for cell in choosable[0] if cell.is_taken()), button)
            (taken or button).setFocus(Qt.FocusReason.TabFocusReason)
        elif self.heads:
            self.heads[0].stays.setFocus(Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in ARROWS:
            self._walk(Qt.Key(event.key()))
        else:
            super().keyPressEvent(event)

    def _clear(self) -> None:
        for head in self.heads:
            self._heads.removeWidget(head)
            head.hide()
            head.deleteLater()
        for place in range(self._heads.columnCount()):
            self._heads.setColumnStretch(place, 0)
        self.heads, self.cells, self._lines = [], {}, {}
        inside = self._area.takeWidget()
        if inside is not None:
            inside.deleteLater()

    def _add(self, grid: QGridLayout, choice: Choice, line: Line) -> None:
        place, top = grid.rowCount(), Qt.AlignmentFlag.AlignTop
        differs = line.how is not How.SAME and sum(map(bool, line.texts)) > 1
        label = QLabel(line.field.label)
        label.setProperty("role", "muted")
        label.setWordWrap(True)
        label.setFixedWidth(SIZE.label_column)
        label.setContentsMargins(0, SPACE.tiny, 0, 0)
        mark = UnlikeMark(differs)
        grid.addWidget(mark, place, 0, top)
        grid.addWidget(label, place, 1, top)
        cells = []
        for column, (row, text) in enumerate(zip(choice.read.rows, line.texts, strict=True)):
            cell = ChoiceCell(line.how, line.field.label, row.title, text)
            cell.chosen.connect(partial(self._on_taken, line, row.uid))
            grid.addWidget(cell, place, column + 2)
            cells.append(cell)
        self.cells[line.field.name] = cells
        self._lines[line.field.name] = line

    def _on_kept(self, uid: str) -> None:
        if self.choice is not None:
            self.choice.keep = uid
            self._refresh()

    def _on_taken(self, line: Line, uid: str) -> None:
        if self.choice is not None:
            self.choice.take(line, uid)
            self._refresh()

    @Slot()
    def _refresh(self) -> None:
        choice = self.choice
        if choice is None:
            return
        for head, row in zip(self.heads, choice.read.rows, strict=True):
            head.show_kept(row.uid == choice.keep)
        for name, cells in self.cells.items():
            line = self._lines[name]
            if line.how is not How.SAME:
                taken = choice.taken(line)
                for cell, uid in zip(cells, choice.read.uids, strict=True):
                    cell.show_taken(uid in taken)
        self.preview.setText(choice.preview())

    def _choosable(self) -> list[list[ChoiceCell]]:
        return [cells for cells in self.cells.values() if any(cell.button for cell in cells)]

    def _walk(self, key: Qt.Key) -> None:
        """Go with the arrows: beside, which takes where one of them is taken, or to the next row."""
        rows: list[list[QWidget | None]] = [[head.button for head in self.heads]]
        rows += [[cell.button for cell in cells] for cells in self._choosable()]
        at = self._at(rows)
        if at is None:
            self.focus_first()
            return
        row, column = at
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            column += 1 if key == Qt.Key.Key_Right else -1
            target = rows[row][column] if 0 <= column < len(rows[row]) else None
            self._reach(target, takes=True)
        else:
            row += 1 if key == Qt.Key.Key_Down else -1
            if 0 <= row < len(rows):
                beside = [rows[row][column], *rows[row]]
                self._reach(next((each for each in beside if each is not None), None), takes=False)

    def _at(self, rows: list[list[QWidget | None]]) -> tuple[int, int] | None:
        focused = QApplication.focusWidget()
        for row, buttons in enumerate(rows):
            if focused is not None and focused in buttons:
                return row, buttons.index(focused)
        return None

    def _reach(self, button: QWidget | None, *, takes: bool) -> None:
        if button is None:
            return
        button.setFocus(Qt.FocusReason.TabFocusReason)
        cell = button.parentWidget()
        if cell is None:
            return
        self._keep_in_sight(cell)
        is_one_of_them = isinstance(cell, RecordHead) or (
            isinstance(cell, ChoiceCell) and self._how_of(cell) is How.EITHER
        )
        if takes and is_one_of_them and hasattr(button, "click"):
            button.click()

    def _keep_in_sight(self, cell: QWidget) -> None:
        inside = self._area.widget()
        if inside is not None and inside.isAncestorOf(cell):
            place = cell.mapTo(inside, QPoint())
            self._area.ensureVisible(place.x(), place.y() + cell.height() // 2, 0, cell.height())

    def _how_of(self, cell: ChoiceCell) -> How:
        name = next(name for name, cells in self.cells.items() if cell in cells)
        return self._lines[name].how
