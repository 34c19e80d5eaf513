"""The panel at the left of a tab: the filter bar, the table, and what stands there while it is empty."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout, QWidget

from db.language import tr
from db.queries import Sort, View, uids_of
from db.records import record_type
from desktop import icons
from desktop.records.cards import CardDrag
from desktop.records.cell_delegate import leading_column
from desktop.records.cell_text import context
from desktop.records.column_chooser import ColumnChooser
from desktop.records.current_record import CurrentRecord
from desktop.records.filter_bar import FilterBar
from desktop.records.list_difference import Ids
from desktop.records.list_memory import ListMemory
from desktop.records.row_deeds import RowDeeds
from desktop.records.saved_views import SavedView, SavedViews
from desktop.records.table_model import RecordTableModel
from desktop.records.table_view import RecordTableView
from desktop.records.view_box import ViewBox
from desktop.settings import Settings
from desktop.theme import SPACE
from desktop.widgets.empty_state import EmptyState
from desktop.workspace import Workspace


class RecordList(QFrame):
    """The records of one kind as she wants to see them, and what she does with many of them at once."""

    current_changed = Signal(str)
    """The uid of the current row; "" where there is none."""
    selection_changed = Signal(int)
    """How many rows are selected."""
    activated = Signal(str)
    """The uid of the row that was opened with Enter or a double click."""
    counted = Signal(int, int)
    """How many records are shown, and how many there are."""
    problem = Signal(str)
    told = Signal(str)
    """What is worth knowing of something that was done."""

    def __init__(
        self, workspace: Workspace, settings: Settings, kind: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.kind = kind
        self._workspace = workspace
        self._settings = settings
        self._how = context(settings.get("country"))
        self._memory = ListMemory(settings, kind)
        self._views = SavedViews(settings, kind)
        self.model = RecordTableModel(workspace, kind, self._how, self)
        self.table = RecordTableView(self.model, self._how)
        self.deeds = RowDeeds(workspace, self.table, self._how, self)
        self._drag = (
            CardDrag(workspace, self.table, self.deeds.selected_ids, self) if kind == "contact" else None
        )
        self._current = CurrentRecord(workspace, self.table, self._memory, self)
        self.bar = FilterBar(workspace, kind, self._how, ViewBox(self._views, kind))
        self._clear = QAction(icons.icon("filter-off-outline"), tr("Clear the filters"), self)
        self._nothing = _nothing_fits(kind, self._clear)
        self._stack = QStackedWidget()
        self._empty: QWidget | None = None
        self._lay_out()
        self._connect()
        self._come_back()

    def _lay_out(self) -> None:
        self.setProperty("panel", True)
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._nothing)
        column = self._column = QVBoxLayout(self)
        # The frame of a panel is one pixel wide, and at its foot the corners are round.
        column.setContentsMargins(1, 1, 1, SPACE.small)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self._stack, 1)
        self.setFocusProxy(self.table)

    def _connect(self) -> None:
        model, table, header = self.model, self.table, self.table.header
        self._clear.triggered.connect(self.clear_filters)
        self._settings.density_changed.connect(self._on_density)
        model.counted.connect(self._on_counted)
        model.refused.connect(self.problem)
        model.problem.connect(self.problem)
        self._current.changed.connect(self.current_changed)
        self._current.hidden.connect(self.clear_filters)
        table.selected.connect(self._on_selected)
        table.opened.connect(self._on_opened)
        table.copy_requested.connect(self.deeds.copy)
        table.paste_requested.connect(self.deeds.paste)
        table.delete_requested.connect(self.deeds.delete)
        table.duplicate_requested.connect(self.duplicate_current)
        self.deeds.problem.connect(self.problem)
        if self._drag is not None:
            self._drag.told.connect(self.told)
        self.deeds.came.connect(self.select)
        table.typed.connect(self._on_typed)
        table.width_changed.connect(self._memory.keep_width)
        header.sort_requested.connect(self.sort_by)
        header.order_requested.connect(self._on_order)
        header.filter_requested.connect(self.filter_column)
        header.hide_requested.connect(self.hide_column)
        header.choose_requested.connect(self.choose_columns)
        header.fit_requested.connect(self.fit_columns)
        header.moved.connect(self.set_columns)
        self.bar.text_changed.connect(self._on_text)
        self.bar.filters_changed.connect(self._on_filters)
        self.bar.columns_requested.connect(self.choose_columns)
        self.bar.left.connect(self.focus_table)
        self.bar.views.chosen.connect(self.show_saved)
        self.bar.views.save_requested.connect(self.save_view)

    def _come_back(self) -> None:
        """Show the list as it was left."""
        usual = record_type(self.kind).about.columns
        self._on_density()
        self.model.set_columns(self._memory.columns() or usual)
        self.table.set_widths_by_hand(self._memory.widths())
        self.bar.views.show_name(self._memory.saved(), False)
        self._show(self._memory.view())

    # What is shown

    def view(self) -> View:
        """What is listed and in which order."""
        return self.model.view()

    def columns(self) -> list[str]:
        """The names of the fields shown, from the left."""
        return list(self.model.columns())

    def ids(self) -> Ids:
        """The ids of all records listed, in order."""
        return self.model.ids()

    def described(self) -> str:
        """What is filtered, in words; empty where nothing is."""
        return self.bar.described(self.view())

    @Slot()
    def reload(self) -> None:
        """List anew."""
        self.model.reload()

    @Slot()
    def _on_density(self) -> None:
        self.table.set_compact(self._settings.get("density") == "compact")

    def set_empty_state(self, widget: QWidget) -> None:
        """What stands in place of the table while there is no record of this kind at all."""
        if self._empty is not None:
            self._stack.removeWidget(self._empty)
        self._empty = widget
        self._stack.addWidget(widget)
        self._show_what_fits()

    def add_row_actions(self, actions: Sequence[QAction]) -> None:
        """What the menu of a row offers; their keys hold while the table has the keyboard."""
        self.table.addActions(list(actions))

    def _show(self, view: View) -> None:
        self.model.show_view(view)
        self.bar.show_view(view)
        self.table.header.show_filtered(frozenset(asked.field for asked in view.filters))
        self.table.header.show_sorts(view.sorts or (self._usual_sort(),))
        self._remember()

    def _remember(self) -> None:
        saved = self._views.get(self.bar.views.name())
        changed = saved is not None and (saved.view, list(saved.columns)) != (self.view(), self.columns())
        self.bar.views.show_name(self.bar.views.name(), changed)
        self._memory.keep(self.view(), self.columns(), self.bar.views.name())

    @Slot(str)
    def _on_text(self, text: str) -> None:
        self._show(replace(self.view(), text=text))

    @Slot(tuple)
    def _on_filters(self, filters: tuple[Any, ...]) -> None:
        self._show(replace(self.view(), text=self.bar.quick.text(), filters=filters))

    @Slot()
    def clear_filters(self) -> None:
        """Show all records, in the same order."""
        self._show(replace(self.view(), text="", filters=()))

    @Slot(int, int)
    def _on_counted(self, shown: int, total: int) -> None:
        self._show_what_fits()
        self.counted.emit(shown, total)

    def _show_what_fits(self) -> None:
        none_at_all = not self.model.total and not self.model.is_listing and self._empty is not None
        narrowed = bool(self.view().filters or self.view().text.strip())
        self.bar.setVisible(not none_at_all)
        if none_at_all and self._empty is not None:
            self._stack.setCurrentWidget(self._empty)
        elif not len(self.ids()) and narrowed and not self.model.is_listing:
            self._stack.setCurrentWidget(self._nothing)
        else:
            self._stack.setCurrentWidget(self.table)

    # Order and columns

    @Slot(str, bool)
    def sort_by(self, name: str, more: bool = False) -> None:
        """Sort by a field, the other way round if it is sorted by already; `more` keeps the other keys."""
        # What the list is sorted by anyhow is turned round by a first click, too.
        sorts = list(self.view().sorts or (self._usual_sort(),))
        place = next((place for place, sort in enumerate(sorts) if sort.field == name), -1)
        turned = Sort(name, not sorts[place].descending) if place >= 0 else Sort(name)
        if more and place >= 0:
            sorts[place] = turned
        else:
            sorts = [*sorts, turned] if more else [turned]
        self._show(replace(self.view(), sorts=tuple(sorts)))

    def _usual_sort(self) -> Sort:
        """The first key of the order that a list has before she sorts it, as a column that it shows."""
        about = record_type(self.kind).about
        name = about.order[0]
        if name == "title" and name not in self.columns():
            name = leading_column(self.kind)
        return Sort(name, about.descending)

    @Slot(str, bool)
    def _on_order(self, name: str, descending: bool) -> None:
        self._show(replace(self.view(), sorts=(Sort(name, descending),)))

    @Slot(list)
    def set_columns(self, names: Sequence[str]) -> None:
        """Show these columns in this order."""
        self.model.set_columns(names)
        self.table.fit_columns()
        self._remember()

    @Slot(str)
    def hide_column(self, name: str) -> None:
        """Show all columns but this one; the last one stays."""
        left = [column for column in self.columns() if column != name]
        if left:
            self.set_columns(left)

    @Slot()
    def fit_columns(self) -> None:
        """Forget the widths given by hand."""
        self._memory.forget_widths()
        self.table.set_widths_by_hand({})

    @Slot()
    def choose_columns(self) -> ColumnChooser:
        """Open the window to choose columns."""
        chooser = ColumnChooser(self.kind, self.columns(), self)
        chooser.chosen.connect(self.set_columns)
        chooser.fit_requested.connect(self.fit_columns)
        button = self.bar.columns
        chooser.open_below(button.mapToGlobal(QPoint(button.width(), button.height() + SPACE.tiny)))
        return chooser

    @Slot(str)
    def filter_column(self, name: str) -> None:
        """Open the filter of a column, under its header where it has one."""
        header = self.table.header
        if name not in self.columns():
            self.bar.edit(name)
            return
        left = header.sectionViewportPosition(self.columns().index(name))
        self.bar.edit(name, place=header.viewport().mapToGlobal(QPoint(max(0, left), header.height())))

    # Views of her own

    @Slot(str)
    def show_saved(self, name: str) -> None:
        """Show a view that was saved; "" shows all records with the usual columns."""
        saved = self._views.get(name)
        usual = record_type(self.kind).about.columns
        columns = saved.columns if saved else usual
        self.show_view(name if saved else "", saved.view if saved else View(self.kind), columns)

    def show_view(self, name: str, view: View, columns: Sequence[str]) -> None:
        """Show a view with these columns; `name` is that of the saved view that it is, or was made from."""
        self.bar.views.show_name(name, False)
        self.model.set_columns(columns)
        self.table.fit_columns()
        self._show(view)

    def put_above(self, part: QWidget) -> None:
        """Show something over the filters."""
        self._column.insertWidget(0, part)

    @Slot(str)
    def save_view(self, name: str) -> None:
        """Keep what is shown under a name."""
        self._views.put(SavedView(name, self.view(), tuple(self.columns())))
        self.bar.views.show_name(name, False)
        self._remember()

    # The current row and the selected ones

    def current_uid(self) -> str:
        """The uid of the current row; "" where there is none."""
        return self._current.uid

    def selected_count(self) -> int:
        """How many rows are selected."""
        return self.table.selected_count()

    def selected_ids(self) -> Ids:
        """The ids of the selected rows, in the order of the list."""
        return self.deeds.selected_ids()

    def selected_uids(self) -> list[str]:
        """The uids of the selected rows, in the order of the list; for many rows take `selected_ids`."""
        ids = self.selected_ids()
        rows = [self.model.row_of(number) for number in ids]
        known = [row.uid for row in rows if row is not None]
        if len(known) == len(ids):
            return known
        # Rows that were never in sight: two numbers and a text for each, read at once.
        with self._workspace.store.read() as session:
            return uids_of(session, self.kind, ids)

    @Slot(str)
    def select(self, uid: str) -> None:
        """Make a record the current one and bring it into sight; filters that hide it are taken away."""
        self._current.select(uid)

    @Slot()
    def _on_selected(self) -> None:
        self.selection_changed.emit(self.selected_count())

    @Slot()
    def _on_opened(self) -> None:
        if self._current.uid:
            self.activated.emit(self._current.uid)

    # Getting around

    @Slot()
    def find(self) -> None:  # type: ignore[override]
        """Put the keyboard on the quick filter."""
        self.bar.quick.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.bar.quick.selectAll()

    @Slot()
    def focus_table(self) -> None:
        """Put the keyboard on the table."""
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot(str)
    def _on_typed(self, letters: str) -> None:
        self.find()
        self.bar.quick.setText(letters)

    # Doing something with rows

    @Slot()
    def edit_cell(self) -> None:
        """Edit the current cell."""
        self.table.edit_current()

    @Slot()
    def duplicate_current(self) -> None:
        """Add a copy of the current record, and go to it."""
        self.deeds.duplicate(self._current.uid)

    @Slot()
    def change_many(self) -> None:
        """Ask for a field and its new value, and change it on all selected rows."""
        self.deeds.change()


def _nothing_fits(kind: str, clear: QAction) -> EmptyState:
    """What stands in place of the table when the filters leave nothing."""
    sentence = tr("None of the {records} fits", records=record_type(kind).about.words.plural.lower())
    hint = tr("Take a filter away, or look for something else.")
    return EmptyState("filter-outline", sentence, hint, [clear], primary=False)
