"""The first two questions of an export: what goes out, and as what."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QComboBox, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from db.language import mark, tr
from db.records import RECORDS
from desktop.dialogs.export_work import CONTACT, Form, Group, Listed, Scope
from desktop.theme import SIZE, SPACE
from desktop.widgets.flow_layout import FlowLayout

_FORMS = {
    Form.WORKBOOK: mark("Workbook (.xlsx)"),
    Form.TABLE: mark("Table (.csv)"),
    Form.CARDS: mark("Contact cards (.vcf)"),
}
_TAKES = {
    Scope.SHOWN: tuple(Form),
    Scope.SELECTED: tuple(Form),
    Scope.GROUP: tuple(Form),
    Scope.STORE: (Form.WORKBOOK,),
    Scope.PACK: (Form.WORKBOOK,),
}
"""As what each scope can go out."""


class ScopeChoice(QWidget):
    """What goes out, one row for each; `changed` says that it is something else."""

    changed = Signal()

    def __init__(self, listed: Listed) -> None:
        super().__init__()
        self._listed = listed
        self._group = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._buttons = {scope: QRadioButton(text) for scope, text in self._texts().items()}
        self.groups = QComboBox()
        self.groups.setAccessibleName(tr("Group"))
        for scope, button in self._buttons.items():
            button.setMinimumHeight(SIZE.control)
            self._group.addButton(button)
            column.addWidget(self._with_groups(button) if scope is Scope.GROUP else button)
        self.offer_groups(())
        self.groups.currentIndexChanged.connect(self._on_group)
        self._buttons[Scope.SELECTED].setEnabled(bool(listed.selected))
        several = len(listed.selected) > 1
        self._buttons[Scope.SELECTED if several else Scope.SHOWN].setChecked(True)
        self._group.buttonClicked.connect(self._on_clicked)
        self._group.buttonToggled.connect(self._on_clicked)
        self.setAccessibleName(tr("What"))

    def _texts(self) -> dict[Scope, str]:
        words = RECORDS[self._listed.kind].about.words
        shown, selected = words.counted(len(self._listed.shown)), words.counted(len(self._listed.selected))
        return {
            Scope.SHOWN: tr("What the list shows: {counted}", counted=shown),
            Scope.SELECTED: tr("The selected rows: {counted}", counted=selected),
            Scope.GROUP: tr("The people of a group"),
            Scope.STORE: tr("The whole store, a sheet for each kind of record"),
            Scope.PACK: tr("The Delegation pack: a period in figures and charts, with the rows behind them"),
        }

    def scope(self) -> Scope:
        """What is chosen."""
        return next(scope for scope, button in self._buttons.items() if button.isChecked())

    def offer_groups(self, groups: Sequence[Group]) -> None:
        """Offer these groups; where there is none, nothing is said of groups."""
        self._groups = tuple(groups)
        self.groups.blockSignals(True)
        self.groups.clear()
        self.groups.addItems([each.name for each in groups])
        self.groups.blockSignals(False)
        for part in (self.groups, self._buttons[Scope.GROUP]):
            part.setVisible(bool(groups))

    def group(self) -> Group | None:
        """The group that goes out, where it is one that does."""
        place = self.groups.currentIndex()
        return self._groups[place] if self.scope() is Scope.GROUP and place >= 0 else None

    def _with_groups(self, button: QRadioButton) -> QWidget:
        row, line = QWidget(), QHBoxLayout()
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(SPACE.small)
        line.addWidget(button)
        line.addWidget(self.groups)
        line.addStretch(1)
        row.setLayout(line)
        return row

    @Slot()
    def _on_group(self) -> None:
        """A group that is picked is one that is meant."""
        self._buttons[Scope.GROUP].setChecked(True)
        self.changed.emit()

    def take_focus(self) -> None:
        """Put the keyboard on what is chosen."""
        self._buttons[self.scope()].setFocus()

    @Slot()
    def _on_clicked(self) -> None:
        if any(button.isChecked() for button in self._buttons.values()):
            self.changed.emit()


class FormChoice(QWidget):
    """As what it goes out, beside each other; `changed` says that it is something else."""

    changed = Signal()

    def __init__(self, listed: Listed) -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        row = FlowLayout(self, across=SPACE.huge, down=0)
        offered = [form for form in Form if form is not Form.CARDS or listed.kind == CONTACT]
        self._buttons = {form: QRadioButton(tr(_FORMS[form])) for form in offered}
        for button in self._buttons.values():
            button.setMinimumHeight(SIZE.control)
            self._group.addButton(button)
            row.addWidget(button)
        self._buttons[Form.WORKBOOK].setChecked(True)
        self._group.buttonToggled.connect(self._on_toggled)
        self.setAccessibleName(tr("As"))

    def form(self) -> Form:
        """What is chosen."""
        return next(form for form, button in self._buttons.items() if button.isChecked())

    def offer_for(self, scope: Scope) -> None:
        """Offer what a scope can go out as; a workbook is possible for every one."""
        taken: Collection[Form] = _TAKES[scope]
        if self.form() not in taken:
            self._buttons[Form.WORKBOOK].setChecked(True)
        for form, button in self._buttons.items():
            button.setEnabled(form in taken)

    @Slot()
    def _on_toggled(self) -> None:
        if any(button.isChecked() for button in self._buttons.values()):
            self.changed.emit()
