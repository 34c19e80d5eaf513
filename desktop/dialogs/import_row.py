"""Everything that was understood in one row of a workbook, beside what stood there and what stands now."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from db.exchange.plan import RowPlan
from db.language import tr
from desktop import theme
from desktop.dialogs.import_preview import CellText, Preview, Understood
from desktop.theme import SIZE, SPACE
from desktop.widgets.section_label import SectionLabel
from desktop.widgets.titled_dialog import TitledDialog

WIDE, HIGH = 880, 560
"""The size that the dialog opens with, in device-independent pixels."""


class RowDialog(TitledDialog):
    """One row in full, to read; Esc leaves."""

    def __init__(self, preview: Preview, row: RowPlan, parent: QWidget | None = None) -> None:
        title = tr("Row {row}: {title}", row=row.row, title=preview.title(row))
        reasons = "\n".join((row.state.label, *preview.reasons(row)))
        super().__init__(title, reasons, parent=parent)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(SPACE.huge)
        self._grid.setVerticalSpacing(SPACE.small)
        for column, share in enumerate((2, 3, 2, 4)):
            self._grid.setColumnStretch(column, share)
        self._fill(preview, row)
        self._lay_out_rows()
        self.resize(WIDE, HIGH)
        self.cancel.setDefault(True)

    def _lay_out_rows(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(SPACE.large, SPACE.medium, SPACE.large, SPACE.medium)
        column.addLayout(self._grid)
        column.addStretch()
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(inside)
        area.setAccessibleName(tr("What was understood in the row"))
        inside.setAutoFillBackground(False)
        area.viewport().setAutoFillBackground(False)
        panel = QFrame()
        panel.setProperty("panel", True)
        frame = QVBoxLayout(panel)
        frame.setContentsMargins(1, 1, 1, 1)
        frame.addWidget(area)
        self.add(panel, 1)

    def _fill(self, preview: Preview, row: RowPlan) -> None:
        for place, text in enumerate(
            (tr("In the file"), tr("Stood there"), tr("Goes into"), tr("Is read as"))
        ):
            self._grid.addWidget(SectionLabel(text), 0, place)
        for each in preview.understood(row):
            if each.raw or any(each.text):
                self._add(each)
        links = preview.links(row)
        if links:
            line = self._grid.rowCount() + 1
            self._grid.setRowMinimumHeight(line - 1, SPACE.small)
            self._grid.addWidget(SectionLabel(tr("Tied to it")), line, 0, 1, 4)
            for kind, words in links:
                line += 1
                self._grid.addWidget(_label(kind, "muted"), line, 0, Qt.AlignmentFlag.AlignTop)
                self._grid.addWidget(_label(words), line, 1, 1, 3)

    def _add(self, each: Understood) -> None:
        line = self._grid.rowCount()
        top = Qt.AlignmentFlag.AlignTop
        self._grid.addWidget(_label(each.header, "muted"), line, 0, top)
        raw = QVBoxLayout()
        raw.setSpacing(0)
        raw.addWidget(_label(each.raw))
        if each.remark:
            raw.addWidget(_label(each.remark, "small"))
        self._grid.addLayout(raw, line, 1, top)
        self._grid.addWidget(_label(each.label, "muted"), line, 2, top)
        self._grid.addLayout(_becomes(each.text), line, 3, top)


def _becomes(text: CellText) -> QVBoxLayout:
    """The old value struck through above the new one, or why nothing could be understood."""
    column = QVBoxLayout()
    column.setSpacing(0)
    if text.problem:
        column.addWidget(_label(text.problem, "error"))
        return column
    if text.old:
        old = _label(text.old, "muted")
        struck = QFont(old.font())
        struck.setStrikeOut(True)
        old.setFont(struck)
        column.addWidget(old)
    new = _label(text.new or (tr("empty") if text.is_changed else ""))
    if text.is_changed:
        new.setFont(theme.font("strong"))
    column.addWidget(new)
    return column


def _label(text: str, role: str = "") -> QLabel:
    label = QLabel(text)
    if role:
        label.setProperty("role", role)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setMinimumWidth(SIZE.label_column)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
