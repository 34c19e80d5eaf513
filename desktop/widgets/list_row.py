"""One row of a list editor: its type, its value, whether it is the preferred one, and a way to remove it."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QLineEdit, QToolButton, QWidget

from db.language import tr
from desktop import icons, theme
from desktop.theme import SIZE, SPACE

Item = tuple[str, str, bool]
"""The code of the type, the value as typed, and whether it is the preferred one."""


class ListRow(QWidget):
    """The widgets of one row; says what was done to them and leaves the rest to the list."""

    edited = Signal()
    preferred = Signal()
    removed = Signal()

    def __init__(
        self, types: Sequence[tuple[str, str]], placeholder: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.type = QComboBox()
        for code, label in types:
            self.type.addItem(label, code)
        self.type.setAccessibleName(tr("Type"))
        self.type.setFixedWidth(SIZE.type_column)
        self.line = QLineEdit()
        self.line.setPlaceholderText(placeholder)
        self.line.setAccessibleName(placeholder)
        self.star = _button("star-outline", "star", tr("Preferred"))
        self.star.setCheckable(True)
        self.star.setProperty("plain", True)
        self.remove = _button("close", "muted", tr("Remove"))
        self._error = QLabel()
        self._error.setProperty("role", "error")
        self._error.setWordWrap(True)
        self._error.setTextFormat(Qt.TextFormat.PlainText)
        self._error.setContentsMargins(SIZE.field_inset, 0, 0, SPACE.tiny)
        self._error.hide()
        self._lay_out()
        self.type.activated.connect(self.edited)
        self.line.textEdited.connect(self.edited)
        self.star.toggled.connect(self._show_star)
        self.star.clicked.connect(self.preferred)
        self.remove.clicked.connect(self.removed)

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SPACE.tiny)
        grid.setVerticalSpacing(SIZE.ring)
        grid.setColumnStretch(1, 1)
        for column, widget in enumerate((self.type, self.line, self.star, self.remove)):
            grid.addWidget(widget, 0, column)
        grid.addWidget(self._error, 1, 1, 1, 3)
        self.type.setVisible(self.type.count() > 0)

    def item(self) -> Item:
        """What the row holds."""
        return (self.type.currentData() or "", self.line.text().strip(), self.star.isChecked())

    def show_item(self, item: Item) -> None:
        """Show what a row holds; a type that is none of the choices is added to them, and so kept."""
        code, value, preferred = item
        place = self.type.findData(code)
        if place < 0 and self.type.count():
            self.type.addItem(code, code)
            place = self.type.count() - 1
        self.type.setCurrentIndex(place)
        if self.line.text() != value:
            self.line.setText(value)
            self.line.setCursorPosition(0)
        self.star.setChecked(preferred)

    def set_error(self, text: str) -> None:
        """Say under the row what is wrong with its value; "" when nothing is."""
        self._error.setText(text)
        self._error.setVisible(bool(text))
        self.line.setAccessibleDescription(text)
        theme.set_state(self.line, "invalid", bool(text))

    def error(self) -> str:
        """What it says to be wrong."""
        return self._error.text()

    @Slot(bool)
    def _show_star(self, on: bool) -> None:
        self.star.setIcon(icons.icon("star" if on else "star-outline", "star"))
        self.star.setToolTip(tr("Preferred") if on else tr("Make it the preferred one"))


def _button(icon_name: str, role: str, name: str) -> QToolButton:
    button = QToolButton()
    button.setIcon(icons.icon(icon_name, role))
    button.setIconSize(QSize(SIZE.icon, SIZE.icon))
    button.setToolTip(name)
    button.setAccessibleName(name)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button
