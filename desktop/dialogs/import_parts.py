"""The body of the import window: the tables at the left, columns and rows of the chosen one at the right."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QSplitter,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from db.exchange.mapping import targets
from db.exchange.plan import ColumnPlan, SheetProposal
from db.fields import Field, Kind
from db.language import tr
from db.records import kind_fields, record_type
from desktop import theme
from desktop.dialogs.import_columns import ROW, ColumnsTable
from desktop.dialogs.import_constants import ConstantsBar
from desktop.dialogs.import_merge import exported_on
from desktop.dialogs.import_preview_panel import PreviewPanel
from desktop.dialogs.import_sheets import SheetList, table_names
from desktop.dialogs.import_work import Worked, column, constant, country, into, mode
from desktop.records.wording import choices_of
from desktop.settings import Settings
from desktop.theme import SIZE, SPACE
from desktop.widgets.elided_label import ElidedLabel
from desktop.widgets.empty_state import EmptyState
from desktop.widgets.rule import Rule
from desktop.workspace import Workspace

LEFT = 264
"""The width of the list of tables at first, in device-independent pixels."""

LEFT_LEAST, RIGHT_LEAST = 240, 560
"""The least widths of the list of tables, and of the columns and rows of one, in the same pixels."""

QWIDGETSIZE_MAX = (1 << 24) - 1
"""What Qt takes for no limit of a size."""

LEAST_ROWS = 2
"""How many columns of a table are in sight however low the window is."""

UPPER, LOWER = 5, 6
"""How the columns and the rows share the height at first."""


class ColumnsPanel(QFrame):
    """The columns of the chosen table, the country whose phones it holds, and what holds for every row."""

    column_changed = Signal(object)
    country_changed = Signal(str)

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", True)
        self.table = ColumnsTable()
        self.table.setMinimumHeight(SIZE.row_compact + LEAST_ROWS * ROW)
        self.constants = ConstantsBar(workspace)
        self._rule = Rule()
        self._is_back = False
        self._heading = ElidedLabel()
        self._heading.setFont(theme.font("strong"))
        self._why = ElidedLabel()
        self._why.setProperty("role", "muted")
        self._country_label = QLabel(tr("Phones without a country code are of"))
        self._country_label.setProperty("role", "muted")
        self.fold = QToolButton()
        self.fold.setText(tr("Columns"))
        self.fold.setToolTip(tr("Show the columns and where they go"))
        self.fold.setCheckable(True)
        self.fold.hide()
        self.country = QComboBox()
        self.country.setAccessibleName(self._country_label.text())
        self.country.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.country.setMinimumContentsLength(14)
        self.country.activated.connect(self._on_country)
        self.fold.toggled.connect(self._show_columns)
        self.table.columns.changed.connect(self.column_changed)
        self._lay_out()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(SPACE.small, 0, SPACE.small, 0)
        head.setSpacing(SPACE.small)
        # As high with a country to choose as without, so that nothing moves from table to table.
        head.addStrut(SIZE.control)
        head.addWidget(self._heading)
        head.addWidget(self._why, 1)
        head.addWidget(self._country_label)
        head.addWidget(self.country)
        head.addWidget(self.fold)
        body = QVBoxLayout(self)
        body.setContentsMargins(1, SPACE.small, 1, SPACE.tiny)
        body.setSpacing(SPACE.tiny)
        body.addLayout(head)
        body.addWidget(self.table, 1)
        body.addWidget(self._rule)
        body.addWidget(self.constants)
        self._body = body

    def show_sheet(self, sheet: SheetProposal, name: str) -> None:
        """Show the columns of a table that goes in."""
        fields = kind_fields(sheet.into) if sheet.into else {}
        places = targets(sheet.into) if sheet.into else ()
        self.table.columns.show_sheet(sheet, places)
        self.constants.show_sheet(sheet, places)
        self._heading.setText(name)
        kind = record_type(sheet.into).about.words.plural if sheet.into else ""
        self._why.setText(" · ".join(filter(None, (kind, sheet.why))))
        has_phones = any(field.kind is Kind.PHONES for field in fields.values())
        if has_phones and not self.country.count():
            self._fill_countries()
        self._country_label.setVisible(has_phones)
        self.country.setVisible(has_phones)
        self.country.setCurrentIndex(max(self.country.findData(sheet.country or ""), 0))

    def _fill_countries(self) -> None:
        """Offer all countries; only once a table has phones, for their names take a moment to read."""
        self.country.addItem(tr("no country"), "")
        for code, name in choices_of(Field("", Kind.COUNTRY)):
            self.country.addItem(name, code)

    def set_foldable(self, is_ours: bool) -> None:
        """Leave the columns out of sight where nobody need look at them, as in a workbook of our own."""
        self._is_back = is_ours
        self.fold.setVisible(is_ours)
        self._show_columns(not is_ours or self.fold.isChecked())

    @Slot(bool)
    def _show_columns(self, shown: bool) -> None:
        self.table.setVisible(shown)
        # Rows that came back are compared with what was exported; nothing is filled in beside that.
        for part in (self._rule, self.constants):
            part.setVisible(shown and not self._is_back)
        self.setMaximumHeight(QWIDGETSIZE_MAX if shown else self._body.minimumSize().height())

    @Slot()
    def _on_country(self) -> None:
        self.country_changed.emit(self.country.currentData())


class ImportParts(QSplitter):
    """Shows what was worked out; `changed` brings each thing that she decides otherwise."""

    changed = Signal(object)
    """An `import_work.Change`."""
    decided = Signal(int, int, str)
    """The place of a table, a row, and the uid of the record that it is; empty for a new one."""
    chosen = Signal(object)
    """An `import_merge.Chosen`."""

    def __init__(
        self, workspace: Workspace, settings: Settings, otherwise: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._settings = settings
        self._otherwise = otherwise
        self._worked: Worked | None = None
        self.sheets = SheetList()
        self.columns = ColumnsPanel(workspace)
        self.preview = PreviewPanel()
        self._left_out = EmptyState("table-off", "")
        self._right = QStackedWidget()
        self._upper_lower = QSplitter(Qt.Orientation.Vertical)
        self._lay_out()
        self.sheets.chosen.connect(self._show_table)
        self.sheets.into_changed.connect(self._on_into)
        self.sheets.mode_changed.connect(self._on_mode)
        self.columns.column_changed.connect(self._on_column)
        self.columns.country_changed.connect(self._on_country)
        self.columns.constants.changed.connect(self._on_constant)
        self.preview.decided.connect(self._on_decided)
        self.preview.chosen.connect(self.chosen)

    def _lay_out(self) -> None:
        for splitter in (self, self._upper_lower):
            splitter.setHandleWidth(SPACE.medium)
            splitter.setChildrenCollapsible(False)
        self._upper_lower.addWidget(self.columns)
        self._upper_lower.addWidget(self.preview)
        self._upper_lower.setStretchFactor(0, UPPER)
        self._upper_lower.setStretchFactor(1, LOWER)
        self._right.addWidget(self._upper_lower)
        frame = QFrame()
        frame.setProperty("panel", True)
        QVBoxLayout(frame).addWidget(self._left_out)
        self._right.addWidget(frame)
        self.sheets.setMinimumWidth(LEFT_LEAST)
        self._right.setMinimumWidth(RIGHT_LEAST)
        self.addWidget(self.sheets)
        self.addWidget(self._right)
        self.setStretchFactor(1, 1)
        self.setSizes([LEFT, 4 * LEFT])
        self.restoreState(self._settings.state("import/across"))
        self._upper_lower.restoreState(self._settings.state("import/down"))

    def keep(self) -> None:
        """Remember how wide and high the parts are."""
        self._settings.keep_state("import/across", self.saveState())
        self._settings.keep_state("import/down", self._upper_lower.saveState())

    def show_worked(self, worked: Worked) -> None:
        """Show what comes of the workbook now."""
        self._worked = worked
        sheets = worked.proposal.sheets
        self.sheets.show_sheets(sheets, self._otherwise)
        self.sheets.show_counts([preview.states for preview in worked.previews])
        self.sheets.show_merges(
            exported_on(worked.plan.origin),
            [(each.plan.back, each.merge.words, each.plan.remarks) for each in worked.previews],
        )
        if self.sheets.current < 0:
            self.sheets.choose(_first_going_in(sheets))
        else:
            self._show_table(self.sheets.current)

    def forget(self) -> None:
        """Show nothing any more, so that what was worked out can go."""
        self._worked = None
        self.preview.show_preview(None)

    @Slot(int)
    def _show_table(self, place: int) -> None:
        if self._worked is None:
            return
        sheet = self._worked.proposal.sheets[place]
        name = table_names(self._worked.proposal.sheets)[place]
        goes_in = sheet.into is not None
        self._right.setCurrentIndex(0 if goes_in else 1)
        # Also where it is left out: the rows that were shown before are gone.
        self.preview.show_preview(self._worked.previews[place], self._worked.previews)
        if goes_in:
            self.columns.show_sheet(sheet, name)
            self.columns.set_foldable(self._worked.plan.sheets[place].back)
        else:
            hint = tr("Choose on the left what it goes into.") if sheet.table is not None else ""
            explanation = " ".join(filter(None, (sheet.why, hint)))
            self._left_out.set_words(tr("“{sheet}” is left out", sheet=name), explanation)

    @Slot(int, str)
    def _on_into(self, place: int, kind: str) -> None:
        self.changed.emit(into(place, kind))

    @Slot(int, str)
    def _on_mode(self, place: int, chosen: str) -> None:
        self.changed.emit(mode(place, chosen))

    @Slot(object)
    def _on_column(self, chosen: ColumnPlan) -> None:
        self.changed.emit(column(self.sheets.current, chosen))

    @Slot(str)
    def _on_country(self, code: str) -> None:
        self.changed.emit(country(self.sheets.current, code))

    @Slot(str, str)
    def _on_constant(self, field: str, text: str) -> None:
        if self._worked is not None:
            place = self.sheets.current
            kind = self._worked.proposal.sheets[place].into or ""
            self.changed.emit(constant(place, kind, field, text))

    @Slot(int, str)
    def _on_decided(self, row: int, uid: str) -> None:
        self.decided.emit(self.sheets.current, row, uid)


def _first_going_in(sheets: Sequence[SheetProposal]) -> int:
    return next((place for place, sheet in enumerate(sheets) if sheet.into is not None), 0)
