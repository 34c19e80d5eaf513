"""Erasing a contact for good: what goes, what stays, why, and until when backups still hold it."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QVBoxLayout, QWidget

from db.language import tr, trn
from db.personal.erasing import REASONS
from db.personal.outlook import Outlook
from db.records import record_type
from db.search import Hit
from db.understanding.dates import in_words
from desktop.theme import SIZE, SPACE
from desktop.widgets.form_layout import FormLayout
from desktop.widgets.link_label import LinkLabel
from desktop.widgets.titled_dialog import TitledDialog

MOST_LINKS = 6
"""How many records are listed in which the name still stands."""


class EraseDialog(TitledDialog):
    """Asks for the reason, and says all that must be known before."""

    confirmed = Signal(str, bool)
    """The reason, by what the log keeps, and whether backups are cleared, too."""
    open_requested = Signal(str, str)
    """Kind and uid of a record in which the name still stands."""

    def __init__(self, seen: Outlook, parent: QWidget) -> None:
        title = tr("Erase {name} for good", name=seen.name)
        hint = tr("This can't be undone. Nothing about them stays in the store or its history.")
        super().__init__(title, hint, tr("Erase for good"), parent, danger=True)
        self.reason = QComboBox()
        self.reason.setAccessibleName(tr("Reason"))
        for key, words in REASONS.items():
            self.reason.addItem(tr(words), key)
        self.backups = QCheckBox(tr("Erase from the backups, too, which takes a while"))
        self.backups.setChecked(True)
        self.backups.setMinimumHeight(SIZE.control)
        self.later = _words("", "small")
        rows = FormLayout()
        rows.add(tr("Goes"), _words(self._goes(seen)))
        if seen.stays:
            rows.add(tr("Stays"), self._stays(seen.stays))
        again = tr("If they asked or object, lists that name them again are held back.")
        rows.add(tr("Reason"), _under(self.reason, _words(again, "small")))
        rows.add(tr("Backups"), _under(self.backups, self.later))
        if seen.kept:
            names = ", ".join(seen.kept)
            said = tr(
                "What was kept of a damaged file may hold it until you delete that: {names}", names=names
            )
            rows.add("", _words(said, "small"))
        self._day = in_words(seen.backups_until)
        self.backups.toggled.connect(self._say_when)
        self._say_when()
        self.add(rows)
        self.on_confirm(self._on_confirm)
        self.cancel.setFocus()

    @staticmethod
    def _goes(seen: Outlook) -> str:
        said = [tr("The contact with all its fields"), *seen.goes]
        if seen.merged:
            said.append(trn("{n} contact merged into it", "{n} contacts merged into it", seen.merged))
        return "; ".join(said) + "."

    def _stays(self, hits: tuple[Hit, ...]) -> QWidget:
        """What others say of the person, which she has to change by hand."""
        hint = tr(
            "The words of quotes stay without the name. In these the name still stands; change by hand:"
        )
        around = QWidget()
        column = _under(_words(hint))
        for hit in hits[:MOST_LINKS]:
            kind = record_type(hit.kind).about.words.singular
            link = LinkLabel(tr("{kind}: {title}", kind=kind, title=hit.title))
            link.setProperty("opens", (hit.kind, hit.uid))
            link.activated.connect(self._on_link)
            column.addWidget(link)
        if len(hits) > MOST_LINKS:
            more = len(hits) - MOST_LINKS
            column.addWidget(_words(trn("and {n} more", "and {n} more", more)))
        around.setLayout(column)
        return around

    @Slot()
    def _on_link(self) -> None:
        kind, uid = self.sender().property("opens")
        self.reject()
        self.open_requested.emit(kind, uid)

    @Slot()
    def _say_when(self) -> None:
        if self.backups.isChecked():
            said = tr("Copies that you saved elsewhere, and workbooks sent out, are not touched.")
        else:
            said = tr("After {day} no backup of Dateline holds anything about them.", day=self._day)
        self.later.setText(said)

    @Slot()
    def _on_confirm(self) -> None:
        self.confirmed.emit(self.reason.currentData(), self.backups.isChecked())
        self.accept()


def _under(*parts: QWidget) -> QVBoxLayout:
    """A field, and what is said about it."""
    column = QVBoxLayout()
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(SPACE.tiny)
    for part in parts:
        column.addWidget(part)
    return column


def _words(text: str, role: str = "") -> QLabel:
    label = QLabel(text)
    label.setWordWrap(True)
    label.setMinimumWidth(SIZE.reading)
    label.setProperty("role", role)
    return label
