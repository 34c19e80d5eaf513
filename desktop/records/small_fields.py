"""Editors that only a form of records needs: a wrapped line, an amount with its currency, a tick."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QLineEdit, QScrollArea

from db.language import tr
from desktop.theme import SIZE, SPACE
from desktop.widgets.choice_box import ChoiceBox
from desktop.widgets.editor import Editor
from desktop.widgets.long_text_field import LongTextField

MOST_LINES = 60
"""How many lines of a passage a form shows before the passage scrolls by itself."""

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class WrappingField(LongTextField):
    """One line of text that is shown on as many lines as it needs; Enter takes it for good."""

    def _take_key(self, event: QKeyEvent) -> bool:
        if event.key() in _ENTER:
            self.commit()
            return True
        return super()._take_key(event)


class PassageField(LongTextField):
    """Text of several lines, all in sight: only the form around it scrolls, and follows the cursor."""

    def __init__(self) -> None:
        super().__init__(most_lines=MOST_LINES)
        # What she types makes the field grow, and the form with it, before there is a place to scroll to.
        self._follow_soon = QTimer(self)
        self._follow_soon.setSingleShot(True)
        self._follow_soon.timeout.connect(self._follow_cursor)
        self.text.cursorPositionChanged.connect(self._follow_soon.start)

    @Slot()
    def _follow_cursor(self) -> None:
        around = self.parentWidget()
        while around is not None and not isinstance(around, QScrollArea):
            around = around.parentWidget()
        if around is not None and self.text.hasFocus():
            around.ensureWidgetVisible(self.text, 0, SPACE.small)


class MoneyField(Editor):
    """An amount and its currency. Its value is the pair of the text typed and the code, or its text."""

    def __init__(self, currencies: Sequence[tuple[str, str]] = ()) -> None:
        super().__init__(quiet=False)
        self.line = QLineEdit()
        self.box = ChoiceBox(tr("Currency"))
        self.box.set_choices(currencies)
        self.box.setFixedWidth(SIZE.label_column)
        self.line.textEdited.connect(self._notify_edited)
        self.box.line.textEdited.connect(self._notify_edited)
        self.box.picked.connect(self._notify_edited)
        for part in (self.line, self.box):
            self._watch(part)
        self._body.addWidget(self.line, 1)
        self._body.addWidget(self.box)
        self.set_value(("", ""))

    def value(self) -> tuple[str, str]:
        """The amount as typed, and the code of the currency; its text where that is no currency."""
        return (self.line.text().strip(), self.box.nearest() or self.box.line.text().strip())

    def set_name(self, label: str) -> None:
        """What a screen reader calls the amount; the currency keeps its own name."""
        super().set_name(label)
        self.box.setAccessibleName(tr("Currency"))

    def _show(self, value: Any) -> None:
        amount, currency = value
        self.line.setText(amount)
        self.line.setCursorPosition(0)
        self.box.show_code(currency or None)


class YesNoField(Editor):
    """A tick that takes effect at once. Its value is True, False, or None where nobody has said."""

    def __init__(self) -> None:
        super().__init__(quiet=True)
        self.tick = QCheckBox()
        self.tick.setFixedHeight(SIZE.control)
        self.tick.toggled.connect(self._show_word)
        self.tick.clicked.connect(self._on_clicked)
        self._unset = True
        self._watch(self.tick)
        self._body.setContentsMargins(SIZE.field_inset, 0, 0, 0)
        self._body.addWidget(self.tick)
        self.set_value(None)

    def value(self) -> bool | None:
        """Whether it is ticked; None where it never was touched."""
        return None if self._unset and not self.tick.isChecked() else self.tick.isChecked()

    def _show(self, value: Any) -> None:
        self._unset = value is None
        self.tick.setChecked(bool(value))
        self._show_word()

    @Slot()
    def _show_word(self) -> None:
        self.tick.setText(tr("Yes") if self.tick.isChecked() else tr("No"))

    @Slot()
    def _on_clicked(self) -> None:
        self._notify_edited()
        self.commit()
