"""What of the pasted cells needs a look, before anything is written."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from db.language import tr, trn
from desktop import theme
from desktop.records.paste_plan import Finding, PastePlan
from desktop.theme import SIZE
from desktop.widgets.titled_dialog import TitledDialog

WIDTH, HEIGHT = 760, 460
"""The size of the window, in device-independent pixels."""

SHOWN = 1_000
"""Findings that are listed; more than that nobody reads."""


_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class PasteDialog(TitledDialog):
    """Lists cells that were not understood or were read in some way; `confirmed` pastes the rest."""

    confirmed = Signal(object)
    """The plan."""

    def __init__(self, made: PastePlan, parent: QWidget) -> None:
        count = len(made.rows) + made.left_out
        title = trn("Paste {n} row", "Paste {n} rows", count)
        super().__init__(title, _explanation(made), "", parent)
        self._plan = made
        self.resize(WIDTH, HEIGHT)
        self.table = QTableWidget()
        self._fill()
        self.add(self.table, 1)
        if made.rows:
            self.cancel.setText(tr("Cancel"))
            self.on_confirm(self._on_confirm, _button(made))

    def _fill(self) -> None:
        findings = sorted(self._plan.findings, key=_first_what_stops)[:SHOWN]
        heads = [tr("Row"), tr("Column"), tr("What stands there"), tr("What to know")]
        table = self.table
        table.setColumnCount(len(heads))
        table.setHorizontalHeaderLabels(heads)
        table.setRowCount(len(findings))
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(SIZE.row)
        table.horizontalHeader().setDefaultAlignment(_LEFT)
        table.horizontalHeader().setHighlightSections(False)
        for place, finding in enumerate(findings):
            row = str(finding.row) if finding.row else tr("all")
            for column, text in enumerate((row, finding.column, finding.text, finding.why)):
                item = QTableWidgetItem(" ".join(text.split()))
                item.setToolTip(text)
                if column == 3 and finding.stops:
                    item.setForeground(theme.colour("danger"))
                table.setItem(place, column, item)
        for column, width in enumerate((56, 130, 180)):
            table.setColumnWidth(column, width)
        table.horizontalHeader().setSectionResizeMode(3, QHeaderView.ResizeMode.Stretch)
        table.setWordWrap(True)
        table.resizeRowsToContents()

    @Slot()
    def _on_confirm(self) -> None:
        self.confirmed.emit(self._plan)
        self.accept()


def _first_what_stops(finding: Finding) -> tuple[bool, int]:
    return not finding.stops, finding.row


def _explanation(made: PastePlan) -> str:
    if made.left_out:
        return trn(
            "{n} row can't be pasted as it is. Nothing has been written yet.",
            "{n} rows can't be pasted as they are. Nothing has been written yet.",
            made.left_out,
        )
    return tr("Not everything is clear. Nothing has been written yet.")


def _button(made: PastePlan) -> str:
    pasted = trn("Paste {n} row", "Paste {n} rows", len(made.rows))
    if not made.left_out:
        return pasted
    return tr("{paste}, leave out {n}", paste=pasted, n=made.left_out)
