"""The head of a record beside others: what it is called, what leads to it, and whether it stays."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QRadioButton, QVBoxLayout

from db.language import tr
from db.queries import Row
from desktop import theme
from desktop.dialogs.duplicates_cell import GridPart
from desktop.records.twin_words import whereabouts
from desktop.theme import SPACE
from desktop.widgets.elided_label import ElidedLabel


class RecordHead(GridPart):
    """One record: its title, its whereabouts, "stays" or what moves along from it; a click lets it stay."""

    def __init__(self, row: Row, ties: str) -> None:
        super().__init__()
        self._ties = ties
        title = ElidedLabel(row.title or tr("(no name)"))
        title.setFont(theme.font("heading"))
        self.where = ElidedLabel(whereabouts(row))
        self.where.setProperty("role", "muted")
        self.stays = QRadioButton()
        self.take_by(self.stays)
        self.stays.setToolTip(tr("The record that stays keeps its history and its place in workbooks."))
        self.stays.setAccessibleName(tr("{title} stays", title=row.title))
        self.ties = QLabel()
        self.ties.setProperty("role", "small")
        self.ties.setWordWrap(True)
        self.ties.setTextFormat(Qt.TextFormat.PlainText)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE.small, SPACE.tiny, SPACE.small, SPACE.tiny)
        column.setSpacing(SPACE.tiny)
        for part in (title, self.where, self.stays, self.ties):
            column.addWidget(part)
        column.addStretch(1)

    def show_kept(self, kept: bool) -> None:
        """Say whether this is the record that stays, and what is tied to it."""
        self.stays.setChecked(kept)
        self.stays.setText(tr("Stays") if kept else tr("Becomes part of it"))
        if kept:
            self.ties.setText(self._ties or tr("Nothing leads to it"))
        else:
            self.ties.setText(
                tr("Moves along: {what}", what=self._ties) if self._ties else tr("Nothing leads to it")
            )

    def paintEvent(self, event: QPaintEvent) -> None:
        self.draw_ring(QPainter(self))
