"""Below the columns of a table: what is the same in every row, such as a country or a partner."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from db.exchange.plan import SheetProposal, Target
from db.exchange.sheet_choices import constant_fields
from db.fields import Field
from db.language import language, tr
from db.records import kind_fields
from db.understanding import Context
from desktop import icons
from desktop.dialogs.import_constant_text import RECORDS_KINDS, in_brief, read, to_edit, words
from desktop.records.cell_editor import field_for, given_in
from desktop.records.record_picker import RecordPicker
from desktop.theme import SPACE
from desktop.widgets.chip import Chip
from desktop.widgets.editor import Editor
from desktop.widgets.flow_layout import FlowLayout
from desktop.widgets.long_text_field import LongTextField
from desktop.workspace import Workspace

FIELD_LETTERS = 14
"""How many letters of a field's name are in sight at least."""

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ConstantEditor(QWidget):
    """Asks for a field and the value of every row; `given` brings the field and the text to keep of it."""

    given = Signal(str, str)
    left = Signal()
    """She wants none after all."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._fields: dict[str, Field] = {}
        self._country: str | None = None
        self.field = QComboBox()
        self.field.setAccessibleName(tr("Field"))
        self.field.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.field.setMinimumContentsLength(FIELD_LETTERS)
        self.value: Editor | None = None
        self.add = QPushButton(tr("Add"))
        self.add.setAutoDefault(False)
        self.leave = QPushButton(tr("Cancel"))
        self.leave.setAutoDefault(False)
        label = QLabel(tr("Give every row the same value:"))
        label.setProperty("role", "muted")
        self._place = QHBoxLayout()
        line = QHBoxLayout(self)
        line.setContentsMargins(SPACE.small, 0, 0, 0)
        line.setSpacing(SPACE.small)
        top = Qt.AlignmentFlag.AlignTop
        label.setFixedHeight(self.field.sizeHint().height())
        line.addWidget(label, 0, top)
        line.addWidget(self.field, 0, top)
        line.addLayout(self._place, 1)
        line.addWidget(self.add, 0, top)
        line.addWidget(self.leave, 0, top)
        self.field.currentIndexChanged.connect(self._show_field)
        self.add.clicked.connect(self.take)
        self.leave.clicked.connect(self.left)

    def ask(self, fields: Sequence[Field], country: str | None, name: str = "", text: str = "") -> None:
        """Ask for one of these fields, or for the value of the one that is named, of which `text` is kept."""
        self._country = country
        self._fields = {about.name: about for about in fields}
        self.field.blockSignals(True)
        self.field.clear()
        for about in fields:
            self.field.addItem(about.label, about.name)
        self.field.setCurrentIndex(max(self.field.findData(name), 0))
        self.field.setEnabled(not name)
        self.field.blockSignals(False)
        self.add.setText(tr("Change") if name else tr("Add"))
        self._show_field()
        if name and self.value is not None:
            self.value.set_value(to_edit(self._fields[name], text))
            self.value.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.field.setFocus(Qt.FocusReason.TabFocusReason)

    def about(self) -> Field:
        """The field whose value is asked for."""
        return self._fields[self.field.currentData()]

    @Slot()
    def _show_field(self) -> None:
        before, about = self.value, self.about()
        if about.kind in RECORDS_KINDS:
            self.value = RecordPicker(self._workspace, about.to)
        else:
            how = Context(self._country, language(), True)
            self.value = field_for(about, how, self._workspace)
        self.value.set_name(tr("{field} of every row", field=about.label))
        self._place.addWidget(self.value, 0, Qt.AlignmentFlag.AlignTop)
        self.value.show()
        self.value.edited.connect(self._on_edited)
        typed_into = self.value.focusProxy()
        assert typed_into is not None  # every editor has an input
        typed_into.installEventFilter(self)
        if before is not None:
            self._place.removeWidget(before)
            before.hide()
            before.deleteLater()
        QWidget.setTabOrder(self.field, typed_into)
        QWidget.setTabOrder(typed_into, self.add)

    @Slot()
    def _on_edited(self) -> None:
        if self.value is not None:
            self.value.set_error("")

    @Slot()
    def take(self) -> None:
        """Take what is typed; where it can't be understood, say why and stay."""
        if self.value is None:
            return
        self.value.commit()
        if self.value.error():
            self.value.setFocus()
            return
        text, problem = read(self.about(), given_in(self.value), self._country)
        self.value.set_error(problem)
        if problem:
            self.value.setFocus()
        else:
            self.given.emit(self.about().name, text)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter takes what is typed, and never presses the button of the window."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() in _ENTER:
            lines = isinstance(self.value, LongTextField)
            if not (lines and event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier):
                self.take()
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in _ENTER:
            if self.leave.hasFocus():
                self.left.emit()
            else:
                self.take()
        else:
            super().keyPressEvent(event)


class ConstantsBar(QWidget):
    """The values that every row of the chosen table gets where it says nothing itself, each as a chip.

    `changed` brings a field and the text to keep of its value; an empty text takes it away.
    """

    changed = Signal(str, str)

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fields: Mapping[str, Field] = {}
        self._offered: tuple[Field, ...] = ()
        self._kind = ""
        self._country: str | None = None
        self._kept: dict[str, str] = {}
        self.chips: dict[str, Chip] = {}
        self._label = QLabel(tr("In every row"))
        self._label.setProperty("role", "muted")
        self._label.setContentsMargins(SPACE.small, 0, 0, 0)
        self.more = QToolButton()
        self.more.setText(tr("Give every row the same value…"))
        self.more.setToolTip(tr("A field that the file has no column for, such as a country or a partner"))
        self.more.setIcon(icons.icon("plus", "accent"))
        self.more.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.editor = ConstantEditor(workspace)
        self.editor.hide()
        self._label.setFixedHeight(self.more.sizeHint().height())
        self._given = QWidget()
        self._flow = FlowLayout(across=SPACE.small, down=SPACE.tiny)
        self._flow.addWidget(self.more)
        line = QHBoxLayout(self._given)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(SPACE.small)
        line.addWidget(self._label, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(self._flow, 1)
        column = QVBoxLayout(self)
        # The button has room around its words; they stand under those of the table.
        column.setContentsMargins(0, SPACE.tiny, SPACE.small, 0)
        column.setSpacing(SPACE.tiny)
        column.addWidget(self._given)
        column.addWidget(self.editor)
        self.more.clicked.connect(self._on_more)
        self.editor.given.connect(self._on_given)
        self.editor.left.connect(self.close_editor)

    def show_sheet(self, sheet: SheetProposal, targets: Sequence[Target]) -> None:
        """Show the values of a table, whose columns can go to `targets`; what is being typed stays while the
        table goes into the same kind."""
        kind, country = sheet.into or "", sheet.country
        if (kind, country) != (self._kind, self._country):
            self.close_editor()
            self._kind, self._country = kind, country
            self._fields = kind_fields(kind) if kind else {}
        # What the file has no column for stands first: for that she came here.
        taken = {name for target in targets for name in target.fields if sheet.column(target.name)}
        offered = constant_fields(kind) if kind else ()
        self._offered = tuple(sorted(offered, key=lambda about: about.name in taken))
        self._show(dict(sheet.constants))

    def _show(self, kept: dict[str, str]) -> None:
        for name in [name for name in self.chips if name not in kept]:
            self._drop(name)
        for place, (name, text) in enumerate(kept.items()):
            about = self._fields[name]
            said = words(about, text)
            if name not in self.chips:
                self._insert(place, name)
            self.chips[name].set_text(f"{about.label}: {in_brief(said)}")
            self.chips[name].setToolTip(f"{about.label}: {said}")
        self._kept = kept
        self._label.setVisible(bool(kept))

    def _insert(self, place: int, name: str) -> None:
        chip = Chip("", "info", removable=True, clickable=True)
        chip.setProperty("field", name)
        chip.activated.connect(self._on_chip)
        chip.removed.connect(self._on_removed)
        self.chips[name] = chip
        self._flow.insert(place, chip)
        # Behind the button first, then the button behind it: so it comes after the chips before it.
        QWidget.setTabOrder(self.more, chip)
        QWidget.setTabOrder(chip, self.more)
        chip.show()

    def _drop(self, name: str) -> None:
        chip = self.chips.pop(name)
        self._flow.removeWidget(chip)
        chip.hide()
        chip.deleteLater()

    @Slot()
    def _on_more(self) -> None:
        left = [about for about in self._offered if about.name not in self._kept]
        if left:
            self._open_editor()
            self.editor.ask(left, self._country)

    @Slot()
    def _on_chip(self) -> None:
        chip = self.sender()
        if isinstance(chip, Chip):
            name = chip.property("field")
            self._open_editor()
            self.editor.ask([self._fields[name]], self._country, name, self._kept[name])

    @Slot()
    def _on_removed(self) -> None:
        chip = self.sender()
        if isinstance(chip, Chip):
            name = chip.property("field")
            self._show({each: text for each, text in self._kept.items() if each != name})
            self.close_editor()
            self.changed.emit(name, "")

    @Slot(str, str)
    def _on_given(self, name: str, text: str) -> None:
        self._show({**self._kept, name: text})
        self.close_editor()
        self.changed.emit(name, text)

    def _open_editor(self) -> None:
        """Ask in the place of what is given: there is no room for both in a low window."""
        self.editor.show()
        self._given.hide()

    @Slot()
    def close_editor(self) -> None:
        """Leave the editor; the keyboard goes back to where it came from."""
        focused = QApplication.focusWidget()
        had_focus = focused is not None and self.editor.isAncestorOf(focused)
        self.editor.hide()
        self._given.show()
        if had_focus:
            self.more.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and self.more.hasFocus():
            self._on_more()
        else:
            super().keyPressEvent(event)
