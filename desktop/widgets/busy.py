"""What stands while work is done: what it is, how far it got, and a way to stop it."""

from PySide6.QtCore import QLocale, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from db.language import language, tr, trn
from desktop import theme
from desktop.theme import SIZE, SPACE


class BusyPanel(QWidget):
    """A title, "412 of 50,000 rows" over a thin bar, and Cancel; `cancelled` asks to stop."""

    cancelled = Signal()

    def __init__(self, title: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = QLabel(title)
        self._title.setProperty("role", "heading")
        self._count = QLabel()
        self._count.setProperty("role", "muted")
        self._count.setFont(theme.font("figures"))
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setRange(0, 0)
        self._cancel = QPushButton(tr("Cancel"))
        self._cancel.setAutoDefault(False)
        self._cancel.clicked.connect(self._stop)
        row = QHBoxLayout()
        row.addWidget(self._count, 1)
        row.addWidget(self._cancel)
        block = QWidget()
        block.setFixedWidth(SIZE.reading)
        column = QVBoxLayout(block)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.small)
        column.addWidget(self._title)
        column.addWidget(self._bar)
        column.addLayout(row)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(SPACE.huge, SPACE.huge, SPACE.huge, SPACE.huge)
        outer.setAlignment(Qt.AlignmentFlag.AlignCenter)
        outer.addWidget(block)
        self.set_title(title)

    def set_title(self, title: str) -> None:
        """Say what is being done, such as "Reading contacts.xlsx"."""
        self._title.setText(title)
        self._bar.setAccessibleName(title)
        self._cancel.setEnabled(True)

    def set_progress(self, done: int, total: int | None, text: str = "") -> None:
        """Say how many rows of how many (None: unknown) are done; `text` says it in other words."""
        # A bar of Qt counts with 32 bits; thousandths are as fine as anybody sees.
        self._bar.setRange(0, 1000 if total else 0)
        if total:
            self._bar.setValue(min(1000, done * 1000 // total))
        self._count.setText(text or _rows(done, total))

    def text(self) -> str:
        """How far it got, in words."""
        return self._count.text()

    @Slot()
    def _stop(self) -> None:
        self._cancel.setEnabled(False)
        self._count.setText(tr("Stopping…"))
        self.cancelled.emit()


def _rows(done: int, total: int | None) -> str:
    locale = QLocale(language())
    counted = locale.toString(done)
    if total is None:
        return trn("{done} row", "{done} rows", done, done=counted)
    return trn(
        "{done} of {total} row", "{done} of {total} rows", total, done=counted, total=locale.toString(total)
    )
