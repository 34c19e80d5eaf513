"""Where a passphrase is typed: hidden unless she wants to see it, with a word about what is wrong."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from db.language import tr
from desktop import icons
from desktop.theme import SPACE


class PassphraseField(QWidget):
    """A field, an eye to show what is typed, and a line under it where there is something to say."""

    changed = Signal()
    entered = Signal()
    """Enter was pressed in it."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """`name` is what the field is called for those who hear it read out."""
        super().__init__(parent)
        self._problem = ""
        self._note = ""
        self._caps_lock = False
        self.line = QLineEdit()
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.line.setAccessibleName(name)
        self.line.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self._eye = QAction(icons.icon("eye-outline", "muted"), tr("Show the passphrase"), self)
        self._eye.triggered.connect(self._turn)
        self.line.addAction(self._eye, QLineEdit.ActionPosition.TrailingPosition)
        self._said = QLabel()
        self._said.setTextFormat(Qt.TextFormat.PlainText)
        self._said.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.tiny)
        column.addWidget(self.line)
        column.addWidget(self._said)
        self.setFocusProxy(self.line)
        self.line.textEdited.connect(self._on_edited)
        self.line.returnPressed.connect(self.entered)
        self.line.installEventFilter(self)
        self._say()

    def text(self) -> str:
        """What is typed."""
        return self.line.text()

    @Slot()
    def clear(self) -> None:
        """Empty it, hide what is typed next, and take back what was said."""
        self.line.clear()
        self._problem = self._note = ""
        if self.line.echoMode() is not QLineEdit.EchoMode.Password:
            self._turn()
        self._say()

    def show_problem(self, sentence: str) -> None:
        """Say under the field what is wrong; empty takes it away."""
        self._problem = sentence
        self._say()

    def show_note(self, sentence: str) -> None:
        """Say under the field what helps; empty takes it away."""
        self._note = sentence
        self._say()

    def said(self) -> str:
        """What stands under the field."""
        return self._said.text()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            letter = event.text()
            if letter.isalpha() and letter.lower() != letter.upper():
                shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
                self._caps_lock = letter.isupper() is not shift
                self._say()
        return super().eventFilter(watched, event)

    @Slot()
    def _on_edited(self) -> None:
        self._problem = ""
        self._say()
        self.changed.emit()

    @Slot()
    def _turn(self) -> None:
        hidden = self.line.echoMode() is QLineEdit.EchoMode.Password
        self.line.setEchoMode(QLineEdit.EchoMode.Normal if hidden else QLineEdit.EchoMode.Password)
        self._eye.setIcon(icons.icon("eye-off-outline" if hidden else "eye-outline", "muted"))
        self._eye.setText(tr("Hide the passphrase") if hidden else tr("Show the passphrase"))

    def _say(self) -> None:
        caps_lock = tr("Caps Lock is on.") if self._caps_lock else ""
        self._said.setText(self._problem or caps_lock or self._note)
        self._said.setVisible(bool(self._said.text()))
        role = "error" if self._problem else "warning" if caps_lock else "small"
        if self._said.property("role") != role:
            self._said.setProperty("role", role)
            self._said.style().unpolish(self._said)
            self._said.style().polish(self._said)
