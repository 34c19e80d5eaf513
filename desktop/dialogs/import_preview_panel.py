"""The lower right of the import: filters, the rows, and what was understood in the chosen one."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QSize, Qt, Signal, Slot
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

from db.exchange.merging import Side
from db.exchange.plan import RowPlan, State
from db.language import tr
from desktop import icons
from desktop.dialogs.import_merge import (
    can_choose,
    can_undecide,
    chosen_cell,
    chosen_row,
    is_addition,
    is_proposed,
)
from desktop.dialogs.import_merge_menu import MergeMenu
from desktop.dialogs.import_merge_panel import MergePanel
from desktop.dialogs.import_preview import (
    ALL,
    ASSUMED,
    BESIDE,
    CLASHES,
    FILTERS,
    GONE,
    THEIRS,
    Preview,
)
from desktop.dialogs.import_preview_table import PreviewTable
from desktop.dialogs.import_row import RowDialog
from desktop.dialogs.import_states import ASSUMED as ASSUMED_LOOK
from desktop.dialogs.import_states import LOOKS, Look, number
from desktop.theme import SIZE, SPACE
from desktop.widgets.elided_label import ElidedLabel
from desktop.widgets.flow_layout import FlowLayout
from desktop.widgets.menu import Menu
from desktop.widgets.rule import Rule

NEW_ONE = "-"
"""The answer that a row is none of the records that it may be."""


class PreviewPanel(QFrame):
    """Every row of the chosen table; `decided` says which record a held-back row is ("" for a new one).

    `chosen` brings whose values are to be taken, an `import_merge.Chosen`.
    """

    decided = Signal(int, str)
    chosen = Signal(object)

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
        self.sides = MergePanel()
        self.merge = MergeMenu(self)
        self.choose = _choose_button(self)
        self.keep_row = _quiet_button(tr("Keep ours"), tr("Keep ours in this row (O)"))
        self.take_row = _quiet_button(tr("Take theirs"), tr("Take theirs in this row (T)"))
        self.undecide_row = _quiet_button(
            tr("Undecided"), tr("Leave the conflicts in this row undecided (U)")
        )
        self._lay_out()
        self._connect()

    def _connect(self) -> None:
        self._group.buttonClicked.connect(self._on_filter)
        self.table.current_changed.connect(self._show_row)
        self.table.opened.connect(self.open_row)
        self.details.clicked.connect(self.open_row)
        self.which.activated.connect(self._on_which)
        self.sides.sided.connect(self._on_cell)
        self.table.sided.connect(self.choose_row)
        self.merge.chosen.connect(self.chosen)
        self.choose.menu().aboutToShow.connect(self._fill_menu)
        self.keep_row.clicked.connect(self._on_keep_row)
        self.take_row.clicked.connect(self._on_take_row)
        self.undecide_row.clicked.connect(self._on_undecide_row)
        header = self.table.horizontalHeader()
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._on_header)

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setContentsMargins(SPACE.small, 0, SPACE.medium, 0)
        bar.setSpacing(SPACE.tiny)
        filters = QWidget()
        flow = FlowLayout(filters, across=SPACE.tiny, down=0)
        for button in self.filters.values():
            self._group.addButton(button)
            flow.addWidget(button)
        self.filters[ALL].setChecked(True)
        bar.addWidget(filters, 1)
        bar.addWidget(self._working)
        bar.addWidget(self.choose, 0, Qt.AlignmentFlag.AlignTop)
        foot = QHBoxLayout()
        foot.setContentsMargins(SPACE.medium, 0, SPACE.small, 0)
        foot.setSpacing(SPACE.small)
        foot.addWidget(self._words, 1)
        foot.addWidget(self.which)
        foot.addWidget(self.undecide_row)
        foot.addWidget(self.keep_row)
        foot.addWidget(self.take_row)
        foot.addWidget(self.details)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, SPACE.small, 1, SPACE.small)
        column.setSpacing(SPACE.tiny)
        column.addLayout(bar)
        column.addWidget(self.table, 1)
        column.addWidget(Rule())
        column.addWidget(self.sides)
        column.addLayout(foot)

    def show_preview(self, preview: Preview | None, previews: Sequence[Preview] = ()) -> None:
        """Show one of the tables of a workbook; the filter stays while it keeps something."""
        self.merge.show_previews(previews, preview.number if preview is not None else -1)
        self.choose.setVisible(self.merge.has_choices)
        other = preview is None or self._preview is None or preview.number != self._preview.number
        if other or not preview or not preview.counts[self._kept]:
            self._kept = ALL
            self.filters[ALL].setChecked(True)
        self._preview = preview
        for name, button in self.filters.items():
            counted = preview.counts[name] if preview is not None else 0
            button.setText(f" {_filter_label(name)}  {number(counted)}")
            only_header = self.merge.is_back and name == State.SKIPPED.name and counted == 1
            button.setVisible(name == ALL or (bool(counted) and not only_header))
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
        self.details.setEnabled(row is not None and not is_proposed(row))
        self.which.setVisible(row is not None and bool(row.candidates))
        self.sides.show_row(self._preview, row)
        both = self.merge.is_back and row is not None and not is_proposed(row) and can_choose(row, True)
        is_new = row is not None and is_addition(row)
        self.keep_row.setText(tr("Leave out") if is_new else tr("Keep ours"))
        self.keep_row.setVisible(both)
        self.take_row.setVisible(both)
        self.undecide_row.setVisible(both and row is not None and can_undecide(row))
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

    @Slot(str, object)
    def _on_cell(self, name: str, side: Side | None) -> None:
        row = self.table.chosen()
        if row is not None and self._preview is not None:
            self.chosen.emit(chosen_cell(self._preview.number, row, name, side))

    @Slot(object)
    def choose_row(self, side: Side | None) -> None:
        """Take theirs or keep ours in all of the chosen row; None leaves its conflicts undecided."""
        row = self.table.chosen()
        if row is not None and self._preview is not None:
            self.chosen.emit(chosen_row(self._preview.number, row, side))

    @Slot()
    def _on_keep_row(self) -> None:
        self.choose_row(Side.OURS)

    @Slot()
    def _on_take_row(self) -> None:
        self.choose_row(Side.THEIRS)

    @Slot()
    def _on_undecide_row(self) -> None:
        self.choose_row(None)

    @Slot()
    def _fill_menu(self) -> None:
        self.merge.fill(self.choose.menu())

    @Slot(QPoint)
    def _on_header(self, at: QPoint) -> None:
        """What can be chosen about the column under the mouse."""
        header = self.table.horizontalHeader()
        about = self.table.rows.field(header.logicalIndexAt(at))
        if about is None:
            return
        menu = Menu(about.label, self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.merge.fill_column(menu, about)
        if not menu.isEmpty():
            menu.popup(header.mapToGlobal(at))

    @Slot()
    def open_row(self) -> None:
        """Show everything about the chosen row."""
        row = self.table.chosen()
        if row is not None and self._preview is not None and not is_proposed(row):
            RowDialog(self._preview, row, self.window()).open()


def _sentence(row: RowPlan, title: str, reasons: str) -> str:
    if is_proposed(row):
        where = ""
    elif row.last > row.row:
        where = tr("Rows {first} to {last}", first=row.row, last=row.last)
    else:
        where = tr("Row {row}", row=row.row)
    return " · ".join(filter(None, (where, row.state.label, title, reasons)))


def _filter_label(name: str) -> str:
    labels = {
        ALL: tr("All"),
        THEIRS: tr("Changed by them"),
        CLASHES: tr("In conflict"),
        GONE: tr("Deleted by them"),
        ASSUMED: tr("Assumptions"),
        BESIDE: tr("Also added"),
    }
    return labels.get(name) or State[name].label


def _filter_button(name: str) -> QToolButton:
    button = QToolButton()
    button.setCheckable(True)
    button.setIconSize(QSize(SIZE.icon_small, SIZE.icon_small))
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    look = _look(name)
    if look is not None:
        button.setIcon(icons.icon(look.icon, look.colour))
    if name == ASSUMED:
        button.setToolTip(tr("Rows in which something was assumed"))
    elif name == BESIDE:
        button.setIcon(icons.icon("link-plus", "good"))
        button.setToolTip(tr("Records that rows name and that are not in the store yet"))
    elif name == GONE:
        button.setToolTip(tr("Exported records whose rows are gone; none is deleted unless you tick it"))
    return button


def _look(name: str) -> Look | None:
    merged = {THEIRS: State.CHANGED, CLASHES: State.CONFLICT, GONE: State.MISSING}
    if name == ASSUMED:
        return ASSUMED_LOOK
    state = merged.get(name) or State.__members__.get(name)
    return LOOKS[state] if state is not None else None


def _quiet_button(text: str, hint: str) -> QPushButton:
    button = QPushButton(text)
    button.setToolTip(hint)
    button.setAutoDefault(False)
    button.hide()
    return button


def _choose_button(parent: QWidget) -> QToolButton:
    """Opens the menu of what can be chosen at once."""
    button = QToolButton(parent)
    button.setText(tr("Theirs or ours"))
    button.setIcon(icons.icon("chevron-down"))
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    button.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the arrow behind the words
    button.setToolTip(tr("Take theirs or keep ours in all rows, or in a column"))
    button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    button.setMenu(Menu("", button))
    button.hide()
    return button
