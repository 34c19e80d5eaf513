"""The head of a form: who or what this is, a line and chips about it, and the quick ways to reach it."""

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from db.fields import Kind
from db.language import tr
from db.queries import Row
from db.records import kind_fields, record_type
from desktop import icons, theme
from desktop.records.addresses import show_menu
from desktop.records.reading_lines import Line, lines_of
from desktop.records.spec import TabSpec
from desktop.theme import SIZE, SPACE
from desktop.widgets.chip import Chip
from desktop.widgets.elided_label import ElidedLabel
from desktop.widgets.flow_layout import FlowLayout
from desktop.widgets.menu import Menu


class RecordHeader(QWidget):
    """Title, subtitle, chips; buttons for mail, phone, and all else that can be done with the record."""

    history_requested = Signal()
    duplicate_requested = Signal()
    delete_requested = Signal()
    copy_requested = Signal()
    moved_requested = Signal()
    give_requested = Signal()
    erase_requested = Signal()

    def __init__(self, spec: TabSpec, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._spec = spec
        self._lines: dict[Kind, list[Line]] = {}
        self.title = ElidedLabel()
        self.title.setProperty("role", "title")
        self.title.setFont(theme.font("title"))
        self.subtitle = ElidedLabel()
        self.subtitle.setProperty("role", "muted")
        self._chips = QWidget()
        self._flow = FlowLayout(self._chips, across=SPACE.small, down=SPACE.tiny)
        self.mail = _button("email-outline", tr("E-mail"))
        self.phone = _button("phone-outline", tr("Phone"))
        self.more = _button("dots-horizontal", tr("More"))
        self.mail.clicked.connect(self._show_mail)
        self.phone.clicked.connect(self._show_phones)
        self._fill_menu()
        self._lay_out()

    def _lay_out(self) -> None:
        kinds = {field.kind for field in kind_fields(self._spec.kind).values()}
        top = QHBoxLayout()
        top.setSpacing(SPACE.tiny)
        top.addWidget(self.title, 1)
        for button in (self.mail, self.phone, self.more):
            top.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.tiny)
        column.addLayout(top)
        column.addWidget(self.subtitle)
        column.addWidget(self._chips)
        self.mail.setVisible(Kind.EMAILS in kinds)
        self.phone.setVisible(Kind.PHONES in kinds)

    def _fill_menu(self) -> None:
        menu = Menu("", self)
        move = ("briefcase-arrow-left-right-outline", tr("Moved to…"), self.moved_requested)
        give = ("account-arrow-down-outline", tr("Give this person’s data…"), self.give_requested)
        erase = ("account-remove-outline", tr("Erase for good…"), self.erase_requested)
        is_person = self._spec.kind == "contact"
        kept = (self.history_requested, self.copy_requested, self.give_requested)
        for icon_name, text, signal in (
            *((move,) if is_person else ()),
            ("history", tr("History"), self.history_requested),
            ("content-duplicate", tr("Duplicate"), self.duplicate_requested),
            ("content-copy", tr("Copy as text"), self.copy_requested),
            *((give,) if is_person else ()),
            ("", "", None),
            ("trash-can-outline", tr("Delete"), self.delete_requested),
            *((erase,) if is_person else ()),
        ):
            if signal is None:
                menu.addSeparator()
                continue
            action = QAction(icons.icon(icon_name), text, menu)
            action.triggered.connect(signal)
            action.setProperty("changes", signal not in kept)
            menu.addAction(action)
        self.more.setMenu(menu)
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)

    def only_read(self) -> None:
        """Offer nothing that changes the record."""
        for action in self.more.menu().actions():
            action.setEnabled(not action.property("changes"))

    def show_row(self, row: Row) -> None:
        """Show what heads a record."""
        self.title.setText(row.title or tr("(no name)"))
        self._say(self._spec.subtitle(row))
        self._show_chips(row)
        fields = kind_fields(self._spec.kind).values()
        for kind, button, none in (
            (Kind.EMAILS, self.mail, tr("No e-mail address yet")),
            (Kind.PHONES, self.phone, tr("No phone number yet")),
        ):
            lines = [line for field in fields if field.kind is kind for line in lines_of(field, row.values)]
            self._lines[kind] = lines
            button.setEnabled(bool(lines))
            button.setToolTip("\n".join(line.text for line in lines) or none)
        self.more.setEnabled(True)

    def show_new(self) -> None:
        """Head a record that is not there yet."""
        self.title.setText(record_type(self._spec.kind).about.words.create)
        self._say(tr("Saved as soon as you leave the first field"))
        self._clear_chips()
        for button in (self.mail, self.phone, self.more):
            button.setEnabled(False)

    def chips(self) -> list[Chip]:
        """The chips from the left."""
        items = [self._flow.itemAt(place) for place in range(self._flow.count())]
        widgets = [item.widget() for item in items if item is not None]
        return [widget for widget in widgets if isinstance(widget, Chip)]

    def _say(self, text: str) -> None:
        self.subtitle.setText(text)
        self.subtitle.setVisible(bool(text))

    def _show_chips(self, row: Row) -> None:
        self._clear_chips()
        for spec in self._spec.chips(row):
            chip = Chip(spec.text, spec.tint, parent=self._chips)
            chip.setToolTip(spec.tip)
            self._flow.addWidget(chip)
            chip.show()
        self._chips.setVisible(self._flow.count() > 0)

    def _clear_chips(self) -> None:
        while (item := self._flow.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._chips.hide()

    @Slot()
    def _show_mail(self) -> None:
        show_menu(self._lines.get(Kind.EMAILS, []), self.mail)

    @Slot()
    def _show_phones(self) -> None:
        show_menu(self._lines.get(Kind.PHONES, []), self.phone)


def _button(icon_name: str, name: str) -> QToolButton:
    button = QToolButton()
    button.setIcon(icons.icon(icon_name, "muted"))
    button.setIconSize(QSize(SIZE.icon, SIZE.icon))
    button.setFixedSize(QSize(SIZE.control, SIZE.control))
    button.setToolTip(name)
    button.setAccessibleName(name)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button
