"""What became of a damaged store: in a few sentences, then record by record."""

from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFileDialog, QLabel, QPlainTextEdit, QPushButton, QWidget

from db.errors import WorldError
from db.language import tr
from db.rescue import Report, save
from desktop.theme import SIZE
from desktop.widgets.show_in_folder import ShowInFolder
from desktop.widgets.titled_dialog import TitledDialog


class RescueReportDialog(TitledDialog):
    """The report of a rebuilt store, which can be saved; beside one that is not encrypted it is already."""

    def __init__(self, report: Report, parent: QWidget | None = None) -> None:
        super().__init__(
            tr("The store was rebuilt"), " ".join(report.sources()), tr("Open the store"), parent
        )
        self._report = report
        self.cancel.hide()
        self.text = QPlainTextEdit("\n".join(report.lines()))
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(tr("Report"))
        self.saved = QLabel()
        self.saved.setProperty("role", "muted")
        self.saved.setWordWrap(True)
        if report.saved is not None:
            self.saved.setText(tr("This report is in {path}.", path=report.saved))
        self.save_button = QPushButton(tr("Save report…"))
        self.folder_button = QPushButton(tr("Show in folder"))
        self._folder = ShowInFolder(self)
        self._folder.path = report.saved or report.path
        for place, button in enumerate((self.save_button, self.folder_button)):
            button.setAutoDefault(False)
            self.footer.insertWidget(place, button)
        self.save_button.clicked.connect(self.save)
        self.folder_button.clicked.connect(self._folder.show_it)
        self.add(self.text, 1)
        self.add(self.saved)
        self.on_confirm(self.accept)
        self.resize(2 * SIZE.reading, SIZE.reading + SIZE.label_column)

    @Slot()
    def save(self) -> None:
        """Ask for a place and save the report there."""
        proposed = (self._report.aside or self._report.path).with_suffix(".txt").name
        chosen, _ = QFileDialog.getSaveFileName(self, tr("Save report"), proposed, tr("Texts (*.txt)"))
        if not chosen:
            return
        try:
            save(self._report, Path(chosen))
        except WorldError as error:
            self.show_problem(str(error))
            return
        self.show_problem("")
        self.saved.setText(tr("This report is in {path}.", path=chosen))
