"""What stands over a list: her views, the quick filter, the filters as chips, the columns."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPoint, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget
from sqlalchemy.orm import Session

from db.fields import Field
from db.filter_words import IN_A_CHIP, Way, in_words, view_in_words, way_of
from db.language import tr
from db.queries import Filter, View, column_fields, rows_by_uid
from db.records import record_type
from db.understanding import Context
from desktop import icons
from desktop.records.filter_popup import FilterPopup
from desktop.records.view_box import ViewBox
from desktop.theme import SIZE, SPACE
from desktop.widgets.chip import Chip
from desktop.widgets.flow_layout import FlowLayout
from desktop.widgets.menu import Menu
from desktop.widgets.search_field import SearchField
from desktop.workspace import Workspace

PAUSE_MS = 120
"""How long she must pause in typing before the list follows, in milliseconds."""

FIELD_WIDTH = 210
"""The least width of the quick filter, in device-independent pixels; longer words make it wider."""


class QuickFilter(SearchField):
    """Words looked for in all fields; Enter and Down go to the list, and Esc once there are none."""

    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        done = event.key() == Qt.Key.Key_Escape and not self.text()
        if done or event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            self.left.emit()
        else:
            super().keyPressEvent(event)


class FilterBar(QWidget):
    """Says in signals what she asks for, and shows what is asked for."""

    text_changed = Signal(str)
    filters_changed = Signal(tuple)
    columns_requested = Signal()
    left = Signal()
    """She is done here and goes on to the list."""

    def __init__(self, workspace: Workspace, kind: str, how: Context, views: ViewBox) -> None:
        super().__init__()
        self._workspace = workspace
        self._kind = kind
        self._how = how
        self._fields = column_fields(kind)
        self._filters: tuple[Filter, ...] = ()
        self._names: dict[str, str] = {}
        self._chips: list[Chip] = []
        self.views = views
        find = tr("Filter {records}", records=record_type(kind).about.words.plural.lower())
        self.quick = QuickFilter(find, QKeySequence("Ctrl+F"), "filter-variant")
        self.quick.setFixedWidth(max(FIELD_WIDTH, self.quick.minimumSizeHint().width()))
        self.add = _button("filter-plus-outline", tr("Filter by a column"))
        self.columns = _button("view-column-outline", tr("Choose columns"))
        self._lay_out()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._tell_text)
        self.quick.textChanged.connect(self._on_text)
        self.quick.left.connect(self._on_left)
        self.add.clicked.connect(self.offer_fields)
        self.columns.clicked.connect(self.columns_requested)

    def _lay_out(self) -> None:
        left = QWidget()
        self._flow = FlowLayout(left)
        for part in (self.views, self.quick, self.add):
            self._flow.addWidget(part)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE.medium, SPACE.small, SPACE.small, SPACE.small)
        row.setSpacing(SPACE.small)
        row.addWidget(left, 1)
        row.addWidget(self.columns, alignment=Qt.AlignmentFlag.AlignTop)

    # What is asked for

    def filters(self) -> tuple[Filter, ...]:
        """The filters that stand as chips."""
        return self._filters

    def show_view(self, view: View) -> None:
        """Show what a view asks for; nothing is emitted."""
        if self.quick.text() != view.text:
            self.quick.setText(view.text)
            self._pause.stop()  # what is shown is asked for already
        self._filters = view.filters
        self._make_chips()
        self._look_up_names()

    def described(self, view: View) -> str:
        """What a view asks for, in words."""
        return view_in_words(view, self._names)

    def chips(self) -> list[Chip]:
        """The chips from left to right."""
        return list(self._chips)

    @Slot(str)
    def _on_text(self, _text: str) -> None:
        self._pause.start()

    @Slot()
    def _on_left(self) -> None:
        if self._pause.isActive():
            self._tell_text()
        self.left.emit()

    @Slot()
    def _tell_text(self) -> None:
        self._pause.stop()
        self.text_changed.emit(self.quick.text())

    @Slot(str, object)
    def set_filter(self, name: str, asked: Filter | None) -> None:
        """Ask for something else in one field; None asks for nothing there."""
        kept = [each if each.field != name else asked for each in self._filters]
        if asked is not None and asked not in kept:
            kept.append(asked)
        self._filters = tuple(each for each in kept if each is not None)
        self._make_chips()
        self.filters_changed.emit(self._filters)

    # Chips

    def _make_chips(self) -> None:
        while len(self._chips) > len(self._filters):
            chip = self._chips.pop()
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        while len(self._chips) < len(self._filters):
            chip = Chip("", "info", removable=True, clickable=True)
            chip.setFixedHeight(SIZE.control - SPACE.tiny)
            chip.activated.connect(self._on_chip)
            chip.removed.connect(self._on_removed)
            self._chips.append(chip)
            self._flow.addWidget(chip)
            QWidget.setTabOrder(self.add if len(self._chips) == 1 else self._chips[-2], chip)
            chip.show()
        for chip, asked in zip(self._chips, self._filters, strict=True):
            about = self._fields[asked.field]
            chip.setProperty("field", asked.field)
            chip.set_text(in_words(about, asked, self._names, IN_A_CHIP))
            whole = in_words(about, asked, self._names)
            chip.setToolTip(whole if whole != chip.text() else "")
        self.updateGeometry()

    @Slot()
    def _on_chip(self) -> None:
        chip = self.sender()
        if isinstance(chip, Chip):
            self.edit(str(chip.property("field")), chip)

    @Slot()
    def _on_removed(self) -> None:
        chip = self.sender()
        if isinstance(chip, Chip):
            self.quick.setFocus()
            self.set_filter(str(chip.property("field")), None)

    # Asking

    def edit(self, name: str, near: QWidget | None = None, place: QPoint | None = None) -> FilterPopup:
        """Open the filter of a field, under a widget or at a place on the screen."""
        asked = next((each for each in self._filters if each.field == name), None)
        about = self._fields[name]
        popup = FilterPopup(
            self._workspace, self._kind, about, asked, how=self._how, names=self._names, parent=self
        )
        popup.changed.connect(self.set_filter)
        under = near or self.add
        popup.open_below(place or under.mapToGlobal(QPoint(0, under.height() + SPACE.tiny)))
        return popup

    @Slot()
    def offer_fields(self) -> None:
        """Open a menu of all fields to filter by."""
        menu = self.field_menu()
        menu.popup(self.add.mapToGlobal(QPoint(0, self.add.height() + SPACE.tiny)))

    def field_menu(self) -> Menu:
        """All fields to filter by, those of the list first."""
        menu = Menu("", self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        first = record_type(self._kind).about.columns
        shown = [name for name, about in self._fields.items() if about.shown]
        for name in sorted(shown, key=partial(_place_in, first)):
            if name == "title" and "title" not in first:
                continue
            if menu.actions() and name not in first and menu.actions()[-1].data() in first:
                menu.addSeparator()
            action = menu.addAction(self._fields[name].label)
            action.setData(name)
            action.triggered.connect(self._on_field)
        return menu

    @Slot()
    def _on_field(self) -> None:
        action = self.sender()
        if action is not None:
            self.edit(str(action.data()))  # type: ignore[attr-defined]

    # The names of records that filters are about

    def _look_up_names(self) -> None:
        for asked in self._filters:
            about = self._fields[asked.field]
            unknown = [uid for uid in asked.values if uid not in self._names]
            if way_of(about) is Way.RECORDS and unknown:
                self._workspace.read(partial(_names, about=about, uids=unknown), self._on_names)

    def _on_names(self, names: dict[str, str]) -> None:
        self._names.update(names)
        self._make_chips()


def _names(session: Session, about: Field, uids: Sequence[str]) -> dict[str, str]:
    return {row.uid: row.title for row in rows_by_uid(session, about.to, uids)}


def _place_in(first: Sequence[str], name: str) -> int:
    return first.index(name) if name in first else len(first)


def _button(icon_name: str, name: str) -> QToolButton:
    button = QToolButton()
    button.setIcon(icons.icon(icon_name, "muted"))
    button.setIconSize(QSize(SIZE.icon, SIZE.icon))
    button.setFixedSize(QSize(SIZE.control, SIZE.control))
    button.setToolTip(name)
    button.setAccessibleName(name)
    return button
