"""A dialog with a title that says what happens and a button named after what it does; Esc leaves it."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QLayout, QPushButton, QVBoxLayout, QWidget

from db.language import tr
from desktop.theme import SPACE


class TitledDialog(QDialog):
    """The frame of every dialog: title, a line of explanation, the body, the buttons.

    `body` is the layout to fill. `confirm` is the filled button; without a text there is only "Close".
    """

    def __init__(
        self,
        title: str,
        explanation: str = "",
        confirm: str = "",
        parent: QWidget | None = None,
        *,
        danger: bool = False,
    ) -> None:
        """`danger` where what the filled button does can't be taken back: it is red, and Enter cancels."""
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.title = _label(title, "title")
        # With the dialog as parent from the start: alone, what is made visible would be a window by itself.
        self.explanation = _label(explanation, "muted", self)
        self.explanation.setVisible(bool(explanation))
        self.body = QVBoxLayout()
        self.body.setSpacing(SPACE.medium)
        self.problem = _label("", "error")
        self.problem.hide()
        self.cancel = QPushButton(tr("Cancel") if confirm else tr("Close"), self)
        self.cancel.setAutoDefault(False)
        self.cancel.setDefault(danger)
        self.cancel.clicked.connect(self.reject)
        self.confirm = QPushButton(confirm, self)
        self.confirm.setProperty("primary", True)
        self.confirm.setProperty("danger", danger)
        self.confirm.setAutoDefault(not danger)
        self.confirm.setDefault(not danger)
        self.confirm.setVisible(bool(confirm))
        self.footer = QHBoxLayout()
        self.footer.setSpacing(SPACE.small)
        self._lay_out()

    def _lay_out(self) -> None:
        self.footer.addStretch()
        self.footer.addWidget(self.cancel)
        self.footer.addWidget(self.confirm)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE.huge, SPACE.huge, SPACE.huge, SPACE.large)
        column.setSpacing(SPACE.small)
        column.addWidget(self.title)
        column.addWidget(self.explanation)
        column.addSpacing(SPACE.small)
        column.addLayout(self.body, 1)
        column.addWidget(self.problem)
        column.addSpacing(SPACE.small)
        column.addLayout(self.footer)

    def on_confirm(self, slot: Callable[[], object], text: str = "") -> None:
        """What the filled button does, and what it is called where that is known only now."""
        self.confirm.clicked.connect(slot)
        if text:
            self.confirm.setText(text)
            self.confirm.show()

    def add(self, part: QWidget | QLayout, stretch: int = 0) -> None:
        """Add to the body."""
        if isinstance(part, QLayout):
            self.body.addLayout(part, stretch)
        else:
            self.body.addWidget(part, stretch)

    def show_problem(self, sentence: str) -> None:
        """Say under the body what went wrong; empty takes it away."""
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))


def _label(text: str, role: str, parent: QWidget | None = None) -> QLabel:
    label = QLabel(text, parent)
    label.setProperty("role", role)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label
