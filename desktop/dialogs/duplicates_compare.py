"""Two records beside each other in a window of their own, from where one of them was written."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from db.duplicates import Twin
from db.language import tr
from desktop.dialogs.duplicates_pair import PairPanel
from desktop.theme import SIZE
from desktop.widgets.action_button import ActionButton
from desktop.widgets.titled_dialog import TitledDialog
from desktop.workspace import Workspace


class CompareDialog(TitledDialog):
    """Merges two records or remembers that they are not the same, and closes."""

    merged = Signal(str)
    """The uid of the record that stayed."""

    def __init__(self, workspace: Workspace, twin: Twin, parent: QWidget) -> None:
        hint = tr("Choose what is right, field by field. Undo parts them again.")
        super().__init__(tr("Are they one?"), hint, parent=parent)
        self.panel = PairPanel(workspace, self)
        self.add(self.panel, 1)
        self.cancel.setText(tr("Cancel"))
        self.footer.addWidget(ActionButton(self.panel.apart_action))
        self.footer.addWidget(ActionButton(self.panel.merge_action, primary=True))
        room = parent.window().size()
        wide = 2 * SIZE.reading + SIZE.label_column
        self.resize(min(wide, room.width()), min(wide * 3 // 4, room.height()))
        self.panel.side.left.connect(self.reject)
        self.panel.ready.connect(self.panel.side.focus_first)
        self.panel.done.connect(self._on_done)
        self.panel.merged.connect(self.merged)
        self.panel.gone.connect(self._on_gone)
        self.panel.problem.connect(self.show_problem)
        self.panel.show_pair(twin)

    @Slot(str)
    def _on_done(self, _label: str) -> None:
        self.accept()

    @Slot()
    def _on_gone(self) -> None:
        if self.isVisible():
            self.show_problem(tr("One of the two is not there any more."))
