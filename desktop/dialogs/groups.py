"""What is asked before contacts come into a group, leave one, or filters become one."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QWidget

from db.language import tr, trn
from db.queries import Ref
from desktop.records.record_picker import RecordPicker, placeholder
from desktop.theme import SIZE
from desktop.widgets.titled_dialog import TitledDialog
from desktop.workspace import Workspace

WIDTH = SIZE.reading
"""The width of what is asked for, in device-independent pixels."""


class AddToGroupDialog(TitledDialog):
    """Asks for a group; one that is not there yet is made under the name that was typed."""

    chosen = Signal(object)
    """The `Ref` of the group; without a uid, one to be created."""

    def __init__(self, workspace: Workspace, count: int, parent: QWidget) -> None:
        title = trn("Add {n} contact to a group", "Add {n} contacts to a group", count)
        hint = tr("Type the name of a group; a name that is new makes a new group.")
        super().__init__(title, hint, trn("Add {n} contact", "Add {n} contacts", count), parent)
        self.picker = RecordPicker(workspace, "group", placeholder=placeholder("group"))
        self.picker.set_name(tr("Group"))
        self.picker.setMinimumWidth(WIDTH)
        self.add(self.picker)
        self.picker.edited.connect(self._check)
        self.picker.picked.connect(self._on_picked)
        self.on_confirm(self._on_confirm)
        self._check()
        self.picker.line.setFocus()

    @Slot()
    def _on_picked(self) -> None:
        # What is picked is meant: the next Enter is for the button.
        self.picker.commit()
        self._check()

    @Slot()
    def _check(self) -> None:
        self.confirm.setEnabled(self.picker.value() is not None)

    @Slot()
    def _on_confirm(self) -> None:
        self.chosen.emit(self.picker.value())
        self.accept()


class RemoveFromGroupDialog(TitledDialog):
    """Asks which of the groups to take contacts out of, on whose lists they are."""

    chosen = Signal(object)
    """The `Ref` of the group."""

    def __init__(self, groups: Sequence[tuple[Ref, int]], parent: QWidget) -> None:
        """`groups` with how many of the contacts are on the list of each."""
        hint = tr("Who fits the rule of a group stays in it; change the rule for that.")
        super().__init__(tr("Remove from a group"), hint, tr("Remove"), parent)
        self._counts = [number for _, number in groups]
        self.group = QComboBox()
        self.group.setAccessibleName(tr("Group"))
        self.group.setMinimumWidth(WIDTH)
        for ref, _ in groups:
            self.group.addItem(ref.title, ref)
        self.add(self.group)
        self.group.currentIndexChanged.connect(self._name_button)
        self.on_confirm(self._on_confirm)
        self._name_button()

    @Slot()
    def _name_button(self) -> None:
        count = self._counts[self.group.currentIndex()]
        self.confirm.setText(trn("Remove {n} contact", "Remove {n} contacts", count))

    @Slot()
    def _on_confirm(self) -> None:
        self.chosen.emit(self.group.currentData())
        self.accept()


class NewGroupDialog(TitledDialog):
    """Asks for the name of a group that what the list is filtered by becomes."""

    named = Signal(str)

    def __init__(self, rule: str, parent: QWidget) -> None:
        hint = tr("Whoever fits the filters belongs to the group, also who comes later.")
        super().__init__(tr("Save as a group by rule"), hint, tr("Save the group"), parent)
        self.line = QLineEdit()
        self.line.setAccessibleName(tr("Name of the group"))
        self.line.setPlaceholderText(tr("Name of the group"))
        self.line.setMaxLength(80)
        self.line.setMinimumWidth(WIDTH)
        words = QLabel(rule)
        words.setWordWrap(True)
        words.setProperty("role", "muted")
        self.add(self.line)
        self.add(words)
        self.line.textChanged.connect(self._check)
        self.on_confirm(self._on_confirm)
        self._check()
        self.line.setFocus()

    @Slot()
    def _check(self) -> None:
        self.confirm.setEnabled(bool(self.line.text().strip()))

    @Slot()
    def _on_confirm(self) -> None:
        self.named.emit(self.line.text().strip())
        self.accept()
