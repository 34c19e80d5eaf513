"""What covers a window whose store is locked: its name, and the field for the passphrase."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from db.language import tr
from desktop.theme import SIZE, SPACE
from desktop.widgets.icon_label import IconLabel
from desktop.widgets.passphrase_field import PassphraseField


class LockPage(QWidget):
    """Nothing of the store is on it but its name."""

    given = Signal(str)
    """The passphrase that was typed."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._heading = _label(tr("{name} is locked", name=name), "heading")
        self._explanation = _label("", "muted")
        self.field = PassphraseField(tr("Passphrase"))
        self.field.line.setPlaceholderText(tr("Passphrase"))
        self.field.entered.connect(self._give)
        self._open = QPushButton(tr("Unlock"))
        self._open.setProperty("primary", True)
        self._open.clicked.connect(self._give)
        self._lay_out()
        self.show_open()

    def _lay_out(self) -> None:
        middle = Qt.AlignmentFlag.AlignHCenter
        block = QWidget()
        block.setFixedWidth(SIZE.reading)
        lines = QVBoxLayout(block)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(SPACE.small)
        lines.addWidget(self._heading)
        lines.addWidget(self._explanation)
        lines.addSpacing(SPACE.small)
        row = QHBoxLayout()
        row.setSpacing(SPACE.small)
        row.addWidget(self.field, 1)
        row.addWidget(self._open, 0, Qt.AlignmentFlag.AlignTop)
        lines.addLayout(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE.huge, SPACE.huge, SPACE.huge, SPACE.huge)
        column.addStretch(2)
        column.addWidget(IconLabel("lock-outline", "muted", SIZE.icon_large), alignment=middle)
        column.addSpacing(SPACE.medium)
        column.addWidget(block, alignment=middle)
        column.addStretch(3)

    @Slot()
    def show_finishing(self) -> None:
        """Say that what is under way is finished first."""
        self._show(tr("What is under way is being finished."), usable=False)

    @Slot()
    def show_open(self) -> None:
        """Ask for the passphrase."""
        self._show(tr("What you were doing is as you left it."), usable=True)

    @Slot(str)
    def show_problem(self, sentence: str) -> None:
        """Say under the field why it was not unlocked; what was typed is taken away."""
        self.show_open()
        self.field.line.clear()
        self.field.show_problem(sentence)

    @Slot()
    def clear(self) -> None:
        """Forget what was typed."""
        self.field.clear()

    def explanation(self) -> str:
        """What stands under the heading."""
        return self._explanation.text()

    def _show(self, explanation: str, *, usable: bool) -> None:
        self._explanation.setText(explanation)
        self.field.setEnabled(usable)
        self._open.setEnabled(usable)
        if usable and self.isVisible():
            self.field.setFocus()

    @Slot()
    def _give(self) -> None:
        if self.field.text():
            passphrase = self.field.text()
            self._show(tr("Unlocking…"), usable=False)
            self.given.emit(passphrase)


def _label(text: str, role: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", role)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    label.setWordWrap(True)
    return label
