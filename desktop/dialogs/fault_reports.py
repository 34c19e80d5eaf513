"""What went wrong in the program: the reports, as they are, and a field for what she wants to add."""

import datetime as dt

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from db.language import tr
from desktop import crash
from desktop.crash import Report
from desktop.records.wording import when
from desktop.theme import SIZE, SPACE
from desktop.widgets.empty_state import EmptyState
from desktop.widgets.long_text_field import LongTextField
from desktop.widgets.section_label import SectionLabel
from desktop.widgets.show_in_folder import ShowInFolder
from desktop.widgets.titled_dialog import TitledDialog


class FaultReportsDialog(TitledDialog):
    """The reports by date at the left; the text of one at the right, and under it what she did.

    Her words are saved in the report when she leaves their field; an empty field takes them out again.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            tr("Reports about faults"),
            tr(
                "They stay on this computer, and Dateline sends them to nobody. They hold places in the "
                "program, and nothing of your records unless you write it below."
            ),
            parent=parent,
        )
        self._shown: Report | None = None
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Reports about faults"))
        self.list.setFixedWidth(SIZE.label_column + SPACE.huge)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(tr("Report"))
        self.words = LongTextField(
            tr("For example: I pasted rows from a workbook"), quiet=False, most_lines=4
        )
        self.copy_button = _button(tr("Copy"))
        self.folder_button = _button(tr("Show in folder"))
        self.delete_button = _button(tr("Delete"))
        self._folder = ShowInFolder(self)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._page())
        self._pages.addWidget(
            EmptyState(
                "check-circle-outline",
                tr("There are no reports"),
                tr("If something goes wrong, its report is here."),
            )
        )
        self.add(self._pages, 1)
        for place, button in enumerate((self.copy_button, self.folder_button, self.delete_button)):
            self.footer.insertWidget(place, button)
        self.resize(2 * SIZE.reading, SIZE.reading + SIZE.label_column)
        self._connect()
        self._fill()

    def _page(self) -> QWidget:
        page, row, column = QWidget(), QHBoxLayout(), QVBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.medium)
        column.setSpacing(SPACE.small)
        column.addWidget(self.text, 1)
        column.addWidget(SectionLabel(tr("What you did (saved in this report only if you write it)")))
        column.addWidget(self.words)
        row.addWidget(self.list)
        row.addLayout(column, 1)
        page.setLayout(row)
        return page

    def _connect(self) -> None:
        self.list.currentItemChanged.connect(self._on_chosen)
        self.words.committed.connect(self.keep_words)
        self.copy_button.clicked.connect(self.copy)
        self.folder_button.clicked.connect(self._folder.show_it)
        self.delete_button.clicked.connect(self.delete)

    def _fill(self) -> None:
        kept, now = crash.reports(), dt.datetime.now().astimezone()
        self.list.clear()
        for report in kept:
            item = QListWidgetItem(when(report.at, now))
            item.setData(Qt.ItemDataRole.UserRole, report)
            item.setSizeHint(QSize(0, SIZE.row_compact))
            self.list.addItem(item)
        self._pages.setCurrentIndex(0 if kept else 1)
        for button in (self.copy_button, self.folder_button, self.delete_button):
            button.setVisible(bool(kept))
        if kept:
            self.list.setCurrentRow(0)

    @Slot(QListWidgetItem)
    def _on_chosen(self, item: QListWidgetItem | None) -> None:
        self._shown = item.data(Qt.ItemDataRole.UserRole) if item is not None else None
        self.text.setPlainText(self._shown.text if self._shown else "")
        self.words.set_value(crash.words_in(self._shown) if self._shown else "")
        if self._shown:
            self._folder.path = self._shown.path

    @Slot()
    def keep_words(self) -> None:
        """Save what she wrote in the report that is shown."""
        item = self.list.currentItem()
        if self._shown is None or item is None or self.words.value() == crash.words_in(self._shown):
            return
        try:
            self._shown = crash.add_words(self._shown, self.words.value())
        except OSError:
            self.show_problem(tr("The report could not be written. Copy your words, then try again."))
            return
        self.show_problem("")
        item.setData(Qt.ItemDataRole.UserRole, self._shown)
        self.text.setPlainText(self._shown.text)

    @Slot()
    def copy(self) -> None:
        """Put the report that is shown on the clipboard, as it is."""
        self.keep_words()
        QGuiApplication.clipboard().setText(self.text.toPlainText())

    @Slot()
    def delete(self) -> None:
        """Delete the report that is shown."""
        if self._shown is not None:
            try:
                self._shown.path.unlink(missing_ok=True)
            except OSError:
                self.show_problem(tr("The report could not be deleted. Delete it in its folder."))
                return
            self._fill()

    def done(self, result: int) -> None:
        """Close, with what she wrote saved."""
        self.keep_words()
        super().done(result)


def _button(text: str) -> QPushButton:
    button = QPushButton(text)
    button.setAutoDefault(False)
    return button
