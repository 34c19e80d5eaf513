"""Fields for one choice or several out of a list, that can be typed."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from db.language import tr
from desktop.theme import SPACE
from desktop.widgets.chip import Chip
from desktop.widgets.choice_box import ChoiceBox
from desktop.widgets.editor import Editor
from desktop.widgets.flow_layout import FlowLayout


def _unmatched(typed: str) -> str:
    return tr("“{typed}” is not in the list. Pick one of the choices or clear the field.", typed=typed)


class ChoiceField(Editor):
    """One choice. Its value is the code, None for nothing; `unmatched` gives a text that is no choice."""

    unmatched = Signal(str)

    def __init__(
        self,
        choices: Sequence[tuple[str, str]] = (),
        placeholder: str = "",
        quiet: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(quiet, parent)
        self.box = ChoiceBox(placeholder)
        self.box.set_choices(choices)
        self.box.line.textEdited.connect(self._typed)
        self.box.picked.connect(self._picked)
        self._watch(self.box, self.box.line)
        self._body.addWidget(self.box)
        self.set_value(None)

    def set_choices(self, choices: Sequence[tuple[str, str]]) -> None:
        """Offer these (code, label) pairs, in this order; the value stays where it is still one of them."""
        code = self.value()
        self.box.set_choices(choices)
        if code is not None:
            self.set_value(code)

    def value(self) -> str | None:
        """The code of the choice; None when the field is empty or what is typed is no choice (yet)."""
        code = self.box.code()
        # A code from elsewhere that the list does not know is shown as it is, and kept.
        kept = code is None and self._saved is not None and self.box.line.text() == self._saved
        return self._saved if kept else code

    def text(self) -> str:
        """What is typed."""
        return self.box.line.text().strip()

    def set_value(self, value: Any) -> None:
        """Show the choice of a code as the one that is saved; None for nothing."""
        self._saved = value
        super().set_value(value)

    def is_changed(self) -> bool:
        """Whether another choice, or a text that is none, stands there than what is saved."""
        return self.value() != self._saved or (self.value() is None and bool(self.text()))

    def draft(self) -> Any:
        """The code, and the text where that is no choice."""
        code = self.value()
        return [code, "" if code is not None else self.text()]

    def _show_draft(self, draft: Any) -> None:
        code, text = draft
        self.box.show_code(code)
        if code is None:
            self.box.line.setText(text)

    def _show(self, value: Any) -> None:
        self.box.show_code(value)

    def _settle(self) -> bool:
        if self.value() is None and self.text():
            code = self.box.nearest()
            if code is None:
                self.set_error(_unmatched(self.text()))
                self.unmatched.emit(self.text())
                return False
            self.box.show_code(code)
            self.edited.emit()
        return True

    @Slot()
    def _typed(self) -> None:
        self.set_error("")
        self._notify_edited()

    @Slot()
    def _picked(self) -> None:
        self.set_error("")
        self._notify_edited()


class MultiChoiceField(Editor):
    """Several choices as chips, and a box to add one. Its value is a tuple of codes in the order added."""

    unmatched = Signal(str)

    def __init__(
        self,
        choices: Sequence[tuple[str, str]] = (),
        placeholder: str = "",
        quiet: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(quiet, parent)
        self._choices = dict(choices)
        self._codes: list[str] = []
        self._chips: dict[str, Chip] = {}
        self.box = ChoiceBox(placeholder or tr("Add"))
        self.box.setMinimumContentsLength(len(self.box.line.placeholderText()))
        self.box.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.box.line.textEdited.connect(self._typed)
        self.box.picked.connect(self._add_typed)
        self._flow = FlowLayout(across=SPACE.tiny, down=SPACE.tiny)
        self._flow.addWidget(self.box)
        self._body.addLayout(self._flow)
        self._watch(self.box, self.box.line)
        self.set_value(())

    def set_choices(self, choices: Sequence[tuple[str, str]]) -> None:
        """Offer these (code, label) pairs, in this order; the value stays."""
        self._choices = dict(choices)
        self._show(self._codes)

    def value(self) -> tuple[str, ...]:
        """The codes in the order they were added."""
        return tuple(self._codes)

    def chips(self) -> list[Chip]:
        """The chips in the order they stand."""
        return [self._chips[code] for code in self._codes]

    def is_changed(self) -> bool:
        """Whether other choices stand there than what is saved, or a text that is not added yet."""
        return super().is_changed() or bool(self.box.line.text())

    def draft(self) -> Any:
        """The codes, and the text that is not added yet."""
        return [list(self._codes), self.box.line.text().strip()]

    def _show_draft(self, draft: Any) -> None:
        codes, text = draft
        self._show(codes)
        self.box.line.setText(text)

    def _show(self, value: Any) -> None:
        self._codes = list(value or ())
        kept = [code for code in self._codes if code in self._chips]
        in_order = kept == [code for code in self._chips if code in kept] and kept == self._codes[: len(kept)]
        for code in list(self._chips):
            if not in_order or code not in kept:
                self._drop_chip(code)
        for place, code in enumerate(self._codes):
            label = self._choices.get(code, code)
            if code in self._chips:
                self._chips[code].set_text(label)
            else:
                self._add_chip(place, code, label)
        self.box.line.clear()
        left = [(code, label) for code, label in self._choices.items() if code not in self._codes]
        self.box.set_choices(left)

    def _add_chip(self, place: int, code: str, label: str) -> None:
        chip = Chip(label, removable=True)
        chip.setProperty("code", code)
        chip.removed.connect(self._remove_sender)
        self._chips[code] = chip
        self._flow.insert(place, chip)
        # Tab goes through the chips before it comes to the box.
        self._reach_before(self.box, chip)
        chip.show()

    def _drop_chip(self, code: str) -> None:
        chip = self._chips.pop(code)
        self._flow.removeWidget(chip)
        chip.hide()
        chip.deleteLater()

    @Slot()
    def _remove_sender(self) -> None:
        chip = self.sender()
        if isinstance(chip, Chip):
            self._change([code for code in self._codes if code != chip.property("code")])
            self.box.setFocus()
            self.commit()

    @Slot()
    def _add_typed(self) -> None:
        code = self.box.nearest()
        if code is not None:
            self._change([*self._codes, code])
            self.commit()

    def _change(self, codes: Sequence[str]) -> None:
        self._show(codes)
        self.set_error("")
        self._notify_edited()

    @Slot()
    def _typed(self) -> None:
        self.set_error("")
        self._notify_edited()

    def _settle(self) -> bool:
        typed = self.box.line.text().strip()
        if typed:
            code = self.box.nearest()
            if code is None:
                self.set_error(_unmatched(typed))
                self.unmatched.emit(typed)
            else:
                self._change([*self._codes, code])
        return True

    def commit(self) -> None:
        """Take the choices for good, as Enter does; a text that is none stays in the box with its error."""
        if self._settle() and self.value() != self._saved:
            self._saved = self.value()
            self.committed.emit()

    def _enter_commits(self, event: QKeyEvent) -> bool:
        return bool(self.box.line.text()) or super().is_changed()
