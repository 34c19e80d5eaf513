"""The row in which a record is tied to another: what it is there, which one, and Add."""

from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from db.fields import Field
from db.language import tr
from db.understanding import understand
from desktop.records.record_picker import RecordPicker, placeholder
from desktop.records.wording import choices_of
from desktop.theme import SIZE, SPACE
from desktop.widgets.choice_field import ChoiceField
from desktop.widgets.editor import Editor
from desktop.widgets.text_field import TextField
from desktop.workspace import Workspace

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class LinkAdder(QWidget):
    """A picker, beside it the role where there is one. Enter adds and stays for the next; Esc is done."""

    added = Signal(object, object)
    """The `Ref` that was picked (without a uid: to be created) and the value of the qualifier."""
    closed = Signal()

    def __init__(
        self, workspace: Workspace, kind: str, qualifier: Field | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._qualifier = qualifier
        self.picker = RecordPicker(workspace, kind, placeholder=placeholder(kind))
        self.role: Editor | None = None
        if qualifier is not None:
            choices = choices_of(qualifier)
            label = qualifier.label
            self.role = ChoiceField(choices, label, quiet=False) if choices else TextField(label, quiet=False)
            self.role.set_name(label)
        self.add = QPushButton(tr("Add"))
        self.add.setAutoDefault(False)
        self.add.setEnabled(False)
        self._lay_out()
        self.picker.edited.connect(self._refresh)
        self.picker.picked.connect(self._on_picked)
        self.add.clicked.connect(self._on_add)
        for part in self._parts():
            part.installEventFilter(self)

    def _lay_out(self) -> None:
        lead = QVBoxLayout()
        if self.role is not None:
            self.role.setFixedWidth(SIZE.label_column)
            lead.addWidget(self.role)
        else:
            lead.addSpacing(0)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, SPACE.tiny, 0, SPACE.tiny)
        row.setSpacing(SPACE.small)
        if self.role is None:
            row.addSpacing(SIZE.label_column)
        row.addLayout(lead)
        row.addWidget(self.picker, 1, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.add, 0, Qt.AlignmentFlag.AlignTop)

    def _parts(self) -> list[QWidget]:
        inputs = [self.picker.line, self.add]
        proxy = self.role.focusProxy() if self.role is not None else None
        return [*inputs, *([proxy] if proxy is not None else [])]

    def start(self) -> None:
        """Show it, empty, with the keyboard in the picker."""
        self.clear()
        self.show()
        self.picker.line.setFocus()

    def clear(self) -> None:
        """Make room for the next one; the role stays."""
        self.picker.set_value(None)
        self._refresh()

    def refuse(self, sentence: str) -> None:
        """Say why it was not added."""
        self.picker.set_error(sentence)

    @Slot()
    def _refresh(self) -> None:
        self.add.setEnabled(self.picker.value() is not None)

    @Slot()
    def _on_picked(self) -> None:
        self._refresh()
        if self.role is None:
            self._on_add()
        else:
            (self.role.focusProxy() or self.role).setFocus(Qt.FocusReason.TabFocusReason)

    @Slot()
    def _on_add(self) -> None:
        ref = self.picker.value()
        if ref is not None and (self.role is None or not self.role.error()):
            self.added.emit(ref, self._meaning())

    def _meaning(self) -> Any:
        if self.role is None or self._qualifier is None:
            return None
        if isinstance(self.role, ChoiceField):
            return self.role.value() or self.role.box.nearest()
        return understand(self._qualifier, self.role.value()).value

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter adds, Esc is done; where a list is open, they are its own."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in _ENTER and self.picker.value() is not None:
                if self.role is not None:
                    self.role.commit()
                self._on_add()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.closed.emit()
                return True
        return super().eventFilter(watched, event)
