"""Below the rows of a workbook that came back: what was exported, ours and theirs, to choose from."""

from functools import partial

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QMouseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QRadioButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from db.exchange.merging import RECORD, CellMerge, Side, Verdict
from db.exchange.plan import RowPlan, State
from db.language import tr
from db.records import kind_fields, record_type
from desktop import theme
from desktop.dialogs.import_merge import is_proposed
from desktop.dialogs.import_preview import Preview
from desktop.theme import SPACE
from desktop.widgets.section_label import SectionLabel

HIGHEST = 208
"""The most height that the sides of a row take from the table, in device-independent pixels."""

LEAST = 64
"""The height below which they are not squeezed where the window is low."""

FIELD, BASE, OURS, THEIRS, VERDICT = range(5)
SHARES = (2, 3, 3, 3, 2)
"""How the columns share the width."""


class SideChoice(QWidget):
    """A radio button with the value that it stands for, which wraps; a click on either chooses it."""

    def __init__(self, text: str, told: str, is_to_decide: bool) -> None:
        super().__init__()
        self.radio = QRadioButton()
        self.radio.setAccessibleName(told)
        self.radio.setToolTip(told)
        self.radio.setVisible(is_to_decide)
        self.value = _label(text)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(SPACE.small)
        line.addWidget(self.radio, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.value, 1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self.radio.isVisible():
            self.radio.setFocus(Qt.FocusReason.MouseFocusReason)
            self.radio.click()
        event.accept()


class MergePanel(QScrollArea):
    """The sides of one row, field by field; `sided` brings a field, or `RECORD`, and the `Side`.

    A second click on what was chosen in a conflict brings None: it is undecided again.
    """

    sided = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.choices: dict[str, tuple[SideChoice, SideChoice]] = {}
        self.delete_too: QCheckBox | None = None
        self._shown: object = None
        self._high = LEAST
        self._verdicts: dict[str, QLabel] = {}
        self._sides: dict[str, Side | None] = {}
        self._clashes: frozenset[str] = frozenset()
        self.setAccessibleName(tr("What was exported, ours and theirs"))
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.hide()

    def show_row(self, preview: Preview | None, row: RowPlan | None) -> None:
        """Show the sides of a row; nothing where nobody changed anything in it."""
        if preview is None or row is None or not row.cells:
            self._shown = None
            self.hide()
            return
        values = [(cell.field, cell.verdict, cell.base, cell.ours, cell.theirs) for cell in row.cells]
        shown = (preview.number, row.uid, row.row, values)
        if shown != self._shown:
            # While only the choice is another, the buttons stay, with the keyboard in them.
            self._shown = shown
            self._build(preview, row)
        self._mark(row)
        self.show()

    def _build(self, preview: Preview, row: RowPlan) -> None:
        self.choices, self._verdicts, self.delete_too = {}, {}, None
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(SPACE.medium, SPACE.tiny, SPACE.medium, SPACE.tiny)
        if is_proposed(row):
            self._build_proposal(column, row)
        else:
            self._build_sides(column, preview, row)
        column.addStretch()
        self.setWidget(inside)
        # A scroll area gives its content a ground of its own; this one stands on that of the panel.
        inside.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)
        self._fit_height()

    def _fit_height(self) -> None:
        """As high as all of it, where that leaves room for the table above."""
        inside = self.widget()
        layout = inside.layout() if inside is not None else None
        if layout is not None:
            wide = max(self.width(), layout.totalMinimumSize().width())
            wraps = layout.hasHeightForWidth()
            high = layout.totalHeightForWidth(wide) if wraps else layout.totalSizeHint().height()
            self._high = min(high, HIGHEST)
            self.setMaximumHeight(self._high)
            self.setMinimumHeight(min(self._high, LEAST))
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._high)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit_height()

    def _build_proposal(self, column: QVBoxLayout, row: RowPlan) -> None:
        self.delete_too = QCheckBox(tr("Delete here too"))
        self.delete_too.clicked.connect(self._on_delete_too)
        column.addWidget(self.delete_too)

    def _build_sides(self, column: QVBoxLayout, preview: Preview, row: RowPlan) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(SPACE.large)
        grid.setVerticalSpacing(SPACE.tiny)
        heads = ("", tr("Exported"), tr("Ours"), tr("Theirs"), "")
        for place, (head, share) in enumerate(zip(heads, SHARES, strict=True)):
            grid.setColumnStretch(place, share)
            grid.addWidget(SectionLabel(head), 0, place)
        for cell in row.cells:
            self._add(grid, preview, row, cell)
        column.addLayout(grid)

    def _add(self, grid: QGridLayout, preview: Preview, row: RowPlan, cell: CellMerge) -> None:
        line, top = grid.rowCount(), Qt.AlignmentFlag.AlignTop
        label = field_label(row, cell)
        base, ours, theirs = (
            preview.side_text(row, cell.field, value) for value in (cell.base, cell.ours, cell.theirs)
        )
        keep = SideChoice(ours, tr("{field}: keep ours, {value}", field=label, value=ours), cell.is_to_decide)
        take = SideChoice(
            theirs, tr("{field}: take theirs, {value}", field=label, value=theirs), cell.is_to_decide
        )
        if cell.verdict is Verdict.CONFLICT:
            hint = tr("Click what is chosen once more to leave it undecided.")
            for choice in (keep, take):
                choice.radio.setToolTip(f"{choice.radio.toolTip()}\n{hint}")
        both = QButtonGroup(keep)
        for choice, side in ((keep, Side.OURS), (take, Side.THEIRS)):
            both.addButton(choice.radio)
            choice.radio.clicked.connect(partial(self._on_clicked, cell.field, side))
        verdict = _label(cell.verdict.label, "small")
        grid.addWidget(_label(label, "muted"), line, FIELD, top)
        grid.addWidget(_label(base, "muted"), line, BASE, top)
        grid.addWidget(keep, line, OURS, top)
        grid.addWidget(take, line, THEIRS, top)
        grid.addWidget(verdict, line, VERDICT, top)
        self.choices[cell.field] = (keep, take)
        self._verdicts[cell.field] = verdict

    def _mark(self, row: RowPlan) -> None:
        """Say whose value is taken now."""
        if self.delete_too is not None:
            self.delete_too.setChecked(row.state is State.DELETED)
            return
        self._sides = {cell.field: cell.side for cell in row.cells}
        self._clashes = frozenset(cell.field for cell in row.cells if cell.verdict is Verdict.CONFLICT)
        for cell in row.cells:
            keep, take = self.choices[cell.field]
            self._check(cell.field, cell.side)
            keep.value.setFont(theme.font("strong" if cell.side is not Side.THEIRS else "body"))
            take.value.setFont(theme.font("strong" if cell.side is Side.THEIRS else "body"))
            verdict = self._verdicts[cell.field]
            verdict.setText(_verdict(cell))
            role = "error" if cell.is_open else "small"
            if verdict.property("role") != role:
                verdict.setProperty("role", role)
                verdict.style().polish(verdict)

    def _check(self, name: str, side: Side | None) -> None:
        """Check the button of a side, or neither."""
        keep, take = self.choices[name]
        group = keep.radio.group()
        # Of buttons that exclude each other one stays checked otherwise.
        group.setExclusive(False)
        keep.radio.setChecked(side is Side.OURS)
        take.radio.setChecked(side is Side.THEIRS)
        group.setExclusive(True)

    def _on_clicked(self, name: str, side: Side) -> None:
        again = name in self._clashes and self._sides.get(name) is side
        chosen = self._sides[name] = None if again else side
        self._check(name, chosen)
        self.sided.emit(name, chosen)

    @Slot(bool)
    def _on_delete_too(self, ticked: bool) -> None:
        self.sided.emit(RECORD, Side.THEIRS if ticked else Side.OURS)


def field_label(row: RowPlan, cell: CellMerge) -> str:
    """What a cell is about: its field, or the record as a whole."""
    if cell.field == RECORD:
        return record_type(row.kind).about.words.singular
    return kind_fields(row.kind)[cell.field].label


def _verdict(cell: CellMerge) -> str:
    if cell.is_open:
        return tr("In conflict: ours stays until you choose")
    if cell.verdict is Verdict.THEIRS and cell.side is Side.OURS:
        return tr("Changed by them, not taken")
    return cell.verdict.label


def _label(text: str, role: str = "") -> QLabel:
    label = QLabel(text)
    if role:
        label.setProperty("role", role)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label
