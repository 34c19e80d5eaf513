"""The headers of a list: a click sorts, Shift+click adds a key, a drag moves, the right button offers."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QContextMenuEvent, QFontMetrics, QPainter
from PySide6.QtWidgets import QApplication, QHeaderView, QWidget

from db.fields import Field, Kind
from db.language import tr
from db.queries import Sort
from desktop import icons, theme
from desktop.records.table_model import RecordTableModel
from desktop.theme import SIZE, SPACE
from desktop.widgets.menu import Menu

_FILTERED = "filter-variant"


class RecordHeader(QHeaderView):
    """Headers that show how the list is sorted, in which order of keys, and which columns are filtered."""

    sort_requested = Signal(str, bool)
    """The field whose header was clicked; True to sort by it after what is sorted by already."""
    order_requested = Signal(str, bool)
    """The field to sort by alone, and whether downwards."""
    filter_requested = Signal(str)
    hide_requested = Signal(str)
    choose_requested = Signal()
    fit_requested = Signal()
    moved = Signal(list)
    """The names of the fields in their new order."""

    def __init__(self, model: RecordTableModel, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._model = model
        self._sorts: tuple[Sort, ...] = ()
        self._filtered: frozenset[str] = frozenset()
        self.setSectionsMovable(True)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setStretchLastSection(False)
        self.setMinimumSectionSize(SIZE.row)
        self.setFixedHeight(SIZE.header)
        self.setMouseTracking(True)
        self.sectionClicked.connect(self._on_clicked)
        self.sectionMoved.connect(self._on_moved)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.timeout.connect(self._take_order)

    def show_sorts(self, sorts: Sequence[Sort]) -> None:
        """Mark the columns that the list is sorted by."""
        self._sorts = tuple(sorts)
        self.viewport().update()

    def show_filtered(self, names: frozenset[str]) -> None:
        """Mark the columns that hold something back."""
        self._filtered = names
        self.viewport().update()

    def natural_width(self, section: int) -> int:
        """The width at which a header can be read in full, with the arrow that it may get."""
        label = self._model.field(section).label
        return QFontMetrics(theme.font("strong")).horizontalAdvance(label) + SIZE.icon + 2 * SPACE.small + 2

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        if not rect.isValid() or logicalIndex >= len(self._model.columns()):
            return
        painter.save()
        hovered = rect.contains(self.viewport().mapFromGlobal(self.cursor().pos())) and self.underMouse()
        painter.fillRect(rect, theme.colour("hover" if hovered else "panel"))
        painter.setPen(theme.colour("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        inset = SPACE.small if logicalIndex else SPACE.medium
        self._paint_words(painter, rect.adjusted(inset, 0, -SPACE.small, 0), logicalIndex, hovered)
        painter.restore()

    def _paint_words(self, painter: QPainter, rect: QRect, section: int, hovered: bool) -> None:
        about = self._model.field(section)
        name = self._model.columns()[section]
        signs = self._signs(name)
        wide = QFontMetrics(theme.font("strong")).horizontalAdvance(about.label)
        if wide + sum(width for _, width in signs) > rect.width():
            # The chip says it, too.
            signs = [sign for sign in signs if sign[0] != _FILTERED]
        room = rect.adjusted(0, 0, -sum(width for _, width in signs), 0)
        painter.setFont(theme.font("strong"))
        painter.setPen(theme.colour("text" if hovered or self._key(name) else "muted"))
        metrics = painter.fontMetrics()
        text = metrics.elidedText(about.label, Qt.TextElideMode.ElideRight, max(room.width(), 0))
        right = self._model.headerData(section, Qt.Orientation.Horizontal, Qt.ItemDataRole.TextAlignmentRole)
        wide = metrics.horizontalAdvance(text)
        left = room.right() - wide + 1 if right & Qt.AlignmentFlag.AlignRight.value else room.left()
        painter.drawText(
            QRect(left, rect.top(), wide + 1, rect.height()), Qt.AlignmentFlag.AlignVCenter, text
        )
        self._paint_signs(painter, left + wide, rect, signs)

    def _signs(self, name: str) -> list[tuple[str, int]]:
        """What follows a label: names of icons and, after an arrow, the number of its key, with widths."""
        signs: list[tuple[str, int]] = []
        key = self._key(name)
        if key:
            down = self._sorts[key - 1].descending
            signs.append(("arrow-down" if down else "arrow-up", SIZE.icon_small + 2))
            if len(self._sorts) > 1:
                signs.append((str(key), SPACE.small))
        if name in self._filtered:
            signs.append((_FILTERED, SIZE.icon_small + SPACE.tiny))
        return signs

    def _paint_signs(self, painter: QPainter, left: int, rect: QRect, signs: list[tuple[str, int]]) -> None:
        for sign, width in signs:
            if sign.isdigit():
                painter.setFont(theme.font("section"))
                painter.setPen(theme.colour("accent"))
                painter.drawText(
                    QRect(left, rect.top(), width, rect.height()), Qt.AlignmentFlag.AlignVCenter, sign
                )
            else:
                side = SIZE.icon_small
                place = QRect(left + width - side, rect.center().y() - side // 2 + 1, side, side)
                icons.icon(sign, "accent").paint(painter, place)
            left += width

    def _key(self, name: str) -> int:
        """Which key of the order a field is, from 1; 0 for none."""
        names = [sort.field for sort in self._sorts]
        return names.index(name) + 1 if name in names else 0

    def sectionSizeFromContents(self, logicalIndex: int) -> QSize:
        if logicalIndex >= len(self._model.columns()):
            return QSize(0, SIZE.header)
        return QSize(self.natural_width(logicalIndex), SIZE.header)

    @Slot(int)
    def _on_clicked(self, section: int) -> None:
        more = bool(QApplication.keyboardModifiers() & Qt.KeyboardModifier.ShiftModifier)
        self.sort_requested.emit(self._model.columns()[section], more)

    @Slot()
    def _on_moved(self) -> None:
        # The drag is not over yet: the sections go back to the order of the model once it is.
        self._settle.start(0)

    @Slot()
    def _take_order(self) -> None:
        names = [self._model.columns()[self.logicalIndex(place)] for place in range(self.count())]
        if names == list(self._model.columns()):
            return
        self.sectionMoved.disconnect(self._on_moved)
        for section in range(self.count()):
            self.moveSection(self.visualIndex(section), section)
        self.sectionMoved.connect(self._on_moved)
        self.moved.emit(names)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        section = self.logicalIndexAt(event.pos())
        if 0 <= section < len(self._model.columns()):
            self.menu(section).popup(event.globalPos())

    def open_menu(self, section: int) -> None:
        """Open the menu of a column under its header, for the keyboard."""
        below = QPoint(self.sectionViewportPosition(section), self.height())
        self.menu(section).popup(self.viewport().mapToGlobal(below))

    def menu(self, section: int) -> Menu:
        """What can be done with a column."""
        name, label = self._model.columns()[section], self._model.field(section).label
        menu = Menu("", self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setProperty("field", name)
        up_words, down_words = _order_words(self._model.field(section))
        up = menu.addAction(icons.icon("arrow-up", "muted"), up_words)
        up.triggered.connect(self._on_up)
        down = menu.addAction(icons.icon("arrow-down", "muted"), down_words)
        down.triggered.connect(self._on_down)
        if self._sorts and not self._key(name):
            more = menu.addAction(icons.icon("sort-variant", "muted"), tr("Then sort by this (Shift+click)"))
            more.triggered.connect(self._on_more)
        menu.addSeparator()
        narrow = menu.addAction(icons.icon("filter-variant", "muted"), tr("Filter by {field}…", field=label))
        narrow.triggered.connect(self._on_filter)
        menu.addSeparator()
        hide = menu.addAction(icons.icon("eye-off-outline", "muted"), tr("Hide this column"))
        hide.setEnabled(len(self._model.columns()) > 1)
        hide.triggered.connect(self._on_hide)
        choose = menu.addAction(icons.icon("view-column-outline", "muted"), tr("Choose columns…"))
        choose.triggered.connect(self.choose_requested)
        fit = menu.addAction(icons.icon("arrow-expand-horizontal", "muted"), tr("Fit all columns"))
        fit.triggered.connect(self.fit_requested)
        return menu

    def _asked(self) -> str:
        """The field whose menu the action that was triggered stands in."""
        action = self.sender()
        menu = action.parent() if action is not None else None
        return str(menu.property("field")) if menu is not None else ""

    @Slot()
    def _on_up(self) -> None:
        self.order_requested.emit(self._asked(), False)

    @Slot()
    def _on_down(self) -> None:
        self.order_requested.emit(self._asked(), True)

    @Slot()
    def _on_more(self) -> None:
        self.sort_requested.emit(self._asked(), True)

    @Slot()
    def _on_filter(self) -> None:
        self.filter_requested.emit(self._asked())

    @Slot()
    def _on_hide(self) -> None:
        self.hide_requested.emit(self._asked())


def _order_words(about: Field) -> tuple[str, str]:
    """What the two orders of a field are called."""
    if about.kind in (Kind.DATE, Kind.PERIOD, Kind.MOMENT):
        return tr("Sort oldest first"), tr("Sort newest first")
    if about.kind in (Kind.WHOLE, Kind.NUMBER, Kind.MONEY):
        return tr("Sort smallest first"), tr("Sort largest first")
    if about.kind in (Kind.CHOICE, Kind.YES_NO):
        return tr("Sort in order"), tr("Sort in reverse order")
    return tr("Sort A to Z"), tr("Sort Z to A")
