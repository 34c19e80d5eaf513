"""The lower right of the import: filters, the rows, and what was understood in the chosen one."""

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from db.exchange.plan import RowPlan, State
from db.language import tr
from desktop import icons, theme
from desktop.dialogs.import_preview import ALL, ASSUMED, BESIDE, FILTERS, Preview
from desktop.dialogs.import_preview_table import PreviewTable
from desktop.dialogs.import_row import RowDialog
from desktop.dialogs.import_states import ASSUMED as ASSUMED_LOOK
from desktop.dialogs.import_states import LOOKS, number
from desktop.theme import SIZE, SPACE
from desktop.widgets.elided_label import ElidedLabel

NEW_ONE = "-"
"""The answer that a row is none of the records that it may be."""


class PreviewPanel(QFrame):
    """Every row of the chosen table; `decided` says which record a held-back row is ("" for a new one)."""

    decided = Signal(int, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", True)
        self._preview: Preview | None = None
        self._kept = ALL
        self.table = PreviewTable()
        self.filters = {name: _filter_button(name) for name in FILTERS}
        self._group = QButtonGroup(self)
        self._working = QLabel()
        self._working.setProperty("role", "small")
        self._words = ElidedLabel()
        self._words.setProperty("role", "muted")
        self.which = QComboBox()
        self.which.setAccessibleName(tr("Which record this row is"))
        self.which.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.which.hide()
        self.details = QPushButton(tr("Details…"))
        self.details.setToolTip(tr("Everything that was understood in this row (Enter)"))
        self.details.setAutoDefault(False)
        self._lay_out()
        self._group.buttonClicked.connect(self._on_filter)
        self.table.current_changed.connect(self._show_row)
        self.table.opened.connect(self.open_row)
        self.details.clicked.connect(self.open_row)
        self.which.activated.connect(self._on_which)

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setContentsMargins(SPACE.small, 0, SPACE.medium, 0)
        bar.setSpacing(SPACE.tiny)
        for button in self.filters.values():
            self._group.addButton(button)
            bar.addWidget(button)
        self.filters[ALL].setChecked(True)
        bar.addStretch()
        bar.addWidget(self._working)
        foot = QHBoxLayout()
        foot.setContentsMargins(SPACE.medium, 0, SPACE.small, 0)
        foot.setSpacing(SPACE.small)
        foot.addWidget(self._words, 1)
        foot.addWidget(self.which)
        foot.addWidget(self.details)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, SPACE.small, 1, SPACE.small)
        column.setSpacing(SPACE.tiny)
        column.addLayout(bar)
        column.addWidget(self.table, 1)
        column.addWidget(_Rule())
        column.addLayout(foot)

    def show_preview(self, preview: Preview | None) -> None:
        """Show a table; the filter stays where there is still something under it."""
        other = preview is None or self._preview is None or preview.number != self._preview.number
        if other or not preview or not preview.counts[self._kept]:
            self._kept = ALL
            self.filters[ALL].setChecked(True)
        self._preview = preview
        for name, button in self.filters.items():
            counted = preview.counts[name] if preview is not None else 0
            button.setText(f" {_filter_label(name)}  {number(counted)}")
            button.setVisible(bool(counted) or name == ALL)
        self.table.show_preview(preview, self._kept)

    def set_working(self, text: str) -> None:
        """Say that the rows are being worked out anew; an empty text that they are."""
        self._working.setText(text)

    def keep(self, name: str) -> None:
        """Look only at the rows of one filter, by its name in `FILTERS`."""
        self._kept = name
        self.filters[name].setChecked(True)
        self.table.show_preview(self._preview, name)

    @Slot()
    def _on_filter(self) -> None:
        for name, button in self.filters.items():
            if button.isChecked():
                self.keep(name)

    @Slot()
    def _show_row(self) -> None:
        row = self.table.chosen()
        self.details.setEnabled(row is not None)
        self.which.setVisible(row is not None and bool(row.candidates))
        if row is None or self._preview is None:
            self._words.setText("")
            return
        reasons = " ".join(self._preview.reasons(row))
        self._words.setText(_sentence(row, self._preview.title(row), reasons))
        if row.candidates:
            self._offer(row)

    def _offer(self, row: RowPlan) -> None:
        self.which.clear()
        self.which.addItem(tr("Which one is it?"), None)
        for candidate in row.candidates:
            self.which.addItem(candidate.title, candidate.uid)
        self.which.addItem(tr("None of these: a new one"), NEW_ONE)

    @Slot(int)
    def _on_which(self, _place: int) -> None:
        row, answer = self.table.chosen(), self.which.currentData()
        if row is not None and answer is not None:
            self.decided.emit(row.row, "" if answer == NEW_ONE else answer)

    @Slot()
    def open_row(self) -> None:
        """Show everything about the chosen row."""
        row = self.table.chosen()
        if row is not None and self._preview is not None:
            RowDialog(self._preview, row, self.window()).open()


class _Rule(QWidget):
    """A thin line between two parts of a panel."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(1)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), theme.colour("line"))


def _sentence(row: RowPlan, title: str, reasons: str) -> str:
    if row.last > row.row:
        where = tr("Rows {first} to {last}", first=row.row, last=row.last)
    else:
        where = tr("Row {row}", row=row.row)
    return " · ".join(filter(None, (where, row.state.label, title, reasons)))


def _filter_label(name: str) -> str:
    if name == ALL:
        return tr("All")
    if name == ASSUMED:
        return tr("Assumptions")
    if name == BESIDE:
        return tr("Also added")
    return State[name].label


def _filter_button(name: str) -> QToolButton:
    button = QToolButton()
    button.setCheckable(True)
    button.setIconSize(QSize(SIZE.icon_small, SIZE.icon_small))
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    look = ASSUMED_LOOK if name == ASSUMED else LOOKS[State[name]] if name in State.__members__ else None
    if look is not None:
        button.setIcon(icons.icon(look.icon, look.colour))
    if name == ASSUMED:
        button.setToolTip(tr("Rows in which something was assumed"))
    elif name == BESIDE:
        button.setIcon(icons.icon("link-plus", "good"))
        button.setToolTip(tr("Records that rows name and that are not in the store yet"))
    return button
