"""Closing the window while something that is typed could not be saved."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from db.language import tr, trn
from desktop.keeping import Keeping
from desktop.theme import SIZE
from desktop.widgets.titled_dialog import TitledDialog

SHOWN = 8
"""How many records are named."""


class LeavingDialog(TitledDialog):
    """Names what is not saved and asks what is to become of it; Esc goes back to it."""

    leave = Signal(bool)
    """The window is to be closed; whether what is not saved is to be forgotten."""

    def __init__(self, keeping: Keeping, unsaved: Mapping[str, Sequence[str]], parent: QWidget) -> None:
        """`unsaved` has the labels of the fields by the title of their record."""
        super().__init__(
            tr("Not everything is saved"),
            tr("This could not be saved; the reason stands under each field. It can be kept for next time."),
            tr("Keep for next time"),
            parent,
        )
        self._keeping = keeping
        self.named = QLabel("\n".join(_lines(unsaved)))
        self.named.setTextFormat(Qt.TextFormat.PlainText)
        self.named.setWordWrap(True)
        self.add(self.named)
        self.discard = QPushButton(tr("Discard"))
        self.discard.setAutoDefault(False)
        self.discard.clicked.connect(self._on_discard)
        self.footer.insertWidget(0, self.discard)
        self.cancel.setText(tr("Go back"))
        self.setFixedWidth(SIZE.reading)
        self.on_confirm(self._on_keep)

    @Slot()
    def _on_keep(self) -> None:
        problem = self._keeping.finish()
        self.show_problem(problem)
        if not problem:
            self.accept()
            self.leave.emit(False)

    @Slot()
    def _on_discard(self) -> None:
        self.accept()
        self.leave.emit(True)


def _lines(unsaved: Mapping[str, Sequence[str]]) -> list[str]:
    lines = [f"{title} – {', '.join(labels)}" for title, labels in unsaved.items()]
    more = len(lines) - SHOWN
    return lines if more <= 0 else [*lines[:SHOWN], trn("and {n} more", "and {n} more", more)]
