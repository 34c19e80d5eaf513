"""A list of choices to type into: what is typed is looked for anywhere in the labels."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QWidget

_ROWS = 12


class ChoiceBox(QComboBox):
    """An editable combo box over (code, label) pairs; `picked` says that one was chosen from a list."""

    picked = Signal()

    def __init__(self, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setMaxVisibleItems(_ROWS)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self._codes: dict[str, str] = {}
        line = self.lineEdit()
        assert line is not None  # an editable box has one
        self.line = line
        self.line.setPlaceholderText(placeholder)
        self.activated.connect(self.picked)
        completer = self.completer()
        assert completer is not None
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setMaxVisibleItems(_ROWS)

    def set_choices(self, choices: Sequence[tuple[str, str]]) -> None:
        """Offer these (code, label) pairs, in this order; what is typed stays."""
        typed = self.line.text()
        self.clear()
        self.addItems([label for _code, label in choices])
        self._codes = {label.casefold(): code for code, label in choices}
        self.setCurrentIndex(-1)
        self.line.setText(typed)

    def code(self) -> str | None:
        """The code of the label that is typed in full; None for anything else."""
        return self._codes.get(self.line.text().strip().casefold())

    def nearest(self) -> str | None:
        """The code that was surely meant: of the label itself, or of the only one that fits what is typed."""
        typed = self.line.text().strip().casefold()
        if not typed or typed in self._codes:
            return self._codes.get(typed)
        for fits in (str.startswith, str.__contains__):
            found = [code for label, code in self._codes.items() if fits(label, typed)]
            if len(found) == 1:
                return found[0]
        return None

    def show_code(self, code: str | None) -> None:
        """Show the label of a code; nothing for None, the code itself where no choice has it."""
        codes = list(self._codes.values())
        place = codes.index(code) if code in codes else -1
        self.setCurrentIndex(place)
        self.line.setText(self.itemText(place) if place >= 0 else code or "")
        self.line.setCursorPosition(0)

    def focusInEvent(self, event: QFocusEvent) -> None:
        completer = self.completer()
        # Made when first wanted: a form has many of these fields.
        popup = completer.popup() if completer is not None else None
        if popup is not None:
            popup.setProperty("popup", True)
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self.line.selectAll()
