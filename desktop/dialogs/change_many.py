"""Change one field on many records at once."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QLabel, QWidget

from db.fields import Field
from db.language import tr
from db.queries import Ref, column_fields
from db.records import record_type
from db.understanding import Context, Understood, understand
from desktop.records.cell_editor import field_for, given_in
from desktop.records.cell_text import is_editable
from desktop.theme import SIZE, SPACE
from desktop.widgets.editor import Editor
from desktop.widgets.titled_dialog import TitledDialog
from desktop.workspace import Workspace

WIDTH = 520
"""The width of the window, in device-independent pixels."""


class ChangeManyDialog(TitledDialog):
    """Asks for a field and its new value; `confirmed` gives the values by field name."""

    confirmed = Signal(dict)

    def __init__(self, workspace: Workspace, kind: str, count: int, how: Context, parent: QWidget) -> None:
        what = record_type(kind).about.words.counted(count)
        title = tr("Change {records}", records=what)
        super().__init__(title, tr("One field gets the same value on all of them."), title, parent)
        self.setMinimumWidth(WIDTH)
        self._workspace = workspace
        self._how = how
        self._fields = {n: f for n, f in column_fields(kind).items() if f.shown and is_editable(f)}
        self.field = QComboBox()
        for name, about in self._fields.items():
            self.field.addItem(about.label, name)
        self.empty = QCheckBox(tr("Empty the field"))
        self._place = QGridLayout()
        self.value: Editor
        self._arrange()
        self._show_field()
        self.field.currentIndexChanged.connect(self._show_field)
        self.empty.toggled.connect(self._check)
        self.on_confirm(self._on_confirm)
        self.field.setFocus()

    def _arrange(self) -> None:
        self._place.setHorizontalSpacing(SPACE.medium)
        self._place.setVerticalSpacing(SPACE.small)
        self._place.setColumnStretch(1, 1)
        self._place.setColumnMinimumWidth(0, SIZE.label_column // 2)
        for row, name in enumerate((tr("Field"), tr("New value"))):
            label = QLabel(name)
            label.setProperty("role", "muted")
            label.setFixedHeight(SIZE.control)
            self._place.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
        self.field.setAccessibleName(tr("Field"))
        self._place.addWidget(self.field, 0, 1)
        self._place.addWidget(self.empty, 2, 1)
        self.add(self._place)

    def about(self) -> Field:
        """The field to change."""
        return self._fields[self.field.currentData()]

    @Slot()
    def _show_field(self) -> None:
        if hasattr(self, "value"):
            self._place.removeWidget(self.value)
            self.value.hide()
            self.value.deleteLater()
        self.value = field_for(self.about(), self._how, self._workspace)
        self.value.set_name(tr("New value"))
        self._place.addWidget(self.value, 1, 1)
        self.value.edited.connect(self._check)
        self.empty.setChecked(False)
        self.empty.setVisible(not self.about().required)
        self._check()

    @Slot()
    def _check(self) -> None:
        self.value.setEnabled(not self.empty.isChecked())
        given = given_in(self.value)
        self.value.set_error("")
        self.confirm.setEnabled(self.empty.isChecked() or bool(given))

    def _understood(self) -> Understood:
        given = given_in(self.value)
        if self.empty.isChecked():
            return Understood(self.about().empty)
        return Understood(given) if isinstance(given, Ref) else understand(self.about(), given, self._how)

    @Slot()
    def _on_confirm(self) -> None:
        understood = self._understood()
        self.value.set_error(understood.problem)
        if understood.problem:
            self.value.setFocus()
            return
        values = {self.about().name: understood.value}
        if self.about().currency and understood.currency:
            values[self.about().currency] = understood.currency
        self.confirmed.emit(values)
        self.accept()
