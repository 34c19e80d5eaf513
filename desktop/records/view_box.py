"""The box that names the view in use; it opens a menu of all views and of what can be done with them."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from db.language import tr
from db.records import record_type
from desktop import icons
from desktop.plain_style import literal
from desktop.records.saved_views import SavedViews
from desktop.theme import SPACE
from desktop.widgets.menu import Menu
from desktop.widgets.titled_dialog import TitledDialog

NARROWEST, WIDEST = 150, 240
"""The width of the box, in device-independent pixels."""

_AROUND = 44  # what of it is not text


class ViewBox(QComboBox):
    """Says in signals which view she chose, and what she wants done with the one in use."""

    chosen = Signal(str)
    """The name of a view; empty for all records."""
    save_requested = Signal(str)
    """The name under which to keep what is shown."""
    opened = Signal()
    """The menu is about to be seen."""

    def __init__(self, views: SavedViews, kind: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._views = views
        self._all = tr("All {records}", records=record_type(kind).about.words.plural.lower())
        self._name = ""
        self._changed = False
        self._offered: Sequence[QAction] = ()
        self.setAccessibleName(tr("View"))
        self.addItem(self._all)
        self.show_name("", False)

    def name(self) -> str:
        """The name of the view in use; empty for all records."""
        return self._name

    def show_name(self, name: str, changed: bool) -> None:
        """Show which view is in use, and whether what is shown is another than was kept."""
        self._name, self._changed = name, changed and bool(name)
        text = name or self._all
        text = tr("{view} (changed)", view=text) if self._changed else text
        metrics = self.fontMetrics()
        wide = min(max(metrics.horizontalAdvance(text) + _AROUND + 2, NARROWEST), WIDEST)
        self.setFixedWidth(wide)
        self.setItemText(0, metrics.elidedText(text, Qt.TextElideMode.ElideRight, wide - _AROUND))
        self.setToolTip(text)
        self.setAccessibleDescription(text)

    def offer(self, actions: Sequence[QAction]) -> None:
        """What the menu offers besides views, below what was offered before."""
        self._offered = (*self._offered, *actions)

    def showPopup(self) -> None:
        self.opened.emit()
        menu = self.menu()
        menu.setMinimumWidth(self.width())
        menu.popup(self.mapToGlobal(QPoint(0, self.height() + SPACE.tiny)))

    def menu(self) -> Menu:
        """All views, and what can be done with the one in use."""
        menu = Menu("", self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        one = QActionGroup(menu)
        for name in ("", *self._views.names()):
            action = menu.addAction(literal(name or self._all))
            action.setCheckable(True)
            one.addAction(action)
            action.setChecked(name == self._name)
            action.setData(name)
            action.triggered.connect(self._on_chosen)
        menu.addSeparator()
        view = literal(self._name)
        if self._name and self._changed:
            keep = tr("Keep the changes in “{view}”", view=view)
            menu.addAction(icons.icon("content-save-outline", "muted"), keep).triggered.connect(self._on_keep)
        save = tr("Save as a view…")
        menu.addAction(icons.icon("bookmark-plus-outline", "muted"), save).triggered.connect(self._on_save)
        if self._name:
            rename = tr("Rename “{view}”…", view=view)
            menu.addAction(icons.icon("pencil-outline", "muted"), rename).triggered.connect(self._on_rename)
            remove = tr("Delete “{view}”", view=view)
            menu.addAction(icons.icon("trash-can-outline", "muted"), remove).triggered.connect(
                self._on_remove
            )
        if self._offered:
            menu.addSeparator()
            menu.addActions(list(self._offered))
        return menu

    @Slot()
    def _on_chosen(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.chosen.emit(action.data())

    @Slot()
    def _on_keep(self) -> None:
        self.save_requested.emit(self._name)

    @Slot()
    def _on_save(self) -> None:
        dialog = NameDialog(tr("Save as a view"), tr("Save the view"), "", self._views, self.window())
        dialog.named.connect(self.save_requested)
        dialog.open()

    @Slot()
    def _on_rename(self) -> None:
        title = tr("Rename “{view}”", view=self._name)
        dialog = NameDialog(title, tr("Rename"), self._name, self._views, self.window())
        dialog.named.connect(self._rename)
        dialog.open()

    @Slot(str)
    def _rename(self, name: str) -> None:
        self._views.rename(self._name, name)
        self.show_name(name, self._changed)

    @Slot()
    def _on_remove(self) -> None:
        self._views.remove(self._name)
        self.show_name("", False)


class NameDialog(TitledDialog):
    """Asks for the name of a view; a name that is taken is not accepted unless it is the view's own."""

    named = Signal(str)

    def __init__(self, title: str, confirm: str, name: str, views: SavedViews, parent: QWidget) -> None:
        explanation = tr("A view keeps the filters, the order and the columns of the list.")
        super().__init__(title, explanation, confirm, parent)
        self._views = views
        self._own = name
        self.line = QLineEdit(name)
        self.line.setAccessibleName(tr("Name of the view"))
        self.line.setPlaceholderText(tr("Name of the view"))
        self.line.setMaxLength(60)
        self.add(self.line)
        self.line.textChanged.connect(self._check)
        self.on_confirm(self._on_confirm)
        self._check()

    @Slot()
    def _check(self) -> None:
        name = self.line.text().strip()
        taken = name in self._views.names() and name != self._own
        self.show_problem(tr("There is a view of this name already.") if taken else "")
        self.confirm.setEnabled(bool(name) and not taken)

    @Slot()
    def _on_confirm(self) -> None:
        self.named.emit(self.line.text().strip())
        self.accept()
