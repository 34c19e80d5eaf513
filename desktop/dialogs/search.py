"""Search over everything: results of all kinds under the search field, as she types."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from db.language import tr
from db.records import RECORDS
from db.search import Hit, search
from desktop import icons, theme
from desktop.tasks import Task
from desktop.theme import SIZE, SPACE
from desktop.widgets.marked_text import write_marked
from desktop.widgets.search_field import SearchField
from desktop.workspace import Workspace

PAUSE_MS = 40
"""How long she must pause before a search starts, in milliseconds: a newer key stops the one before."""

HIT = Qt.ItemDataRole.UserRole + 1
"""Where an item keeps the hit that it shows."""

MOST = 40
"""How many results are listed at most."""

SHOWN = 12
"""How many results are in sight without scrolling."""


class SearchBox(SearchField):
    """The search field of the window with its results under it; Enter opens the one that is marked."""

    chosen = Signal(str, str)
    """Kind and uid of the record to open."""
    left = Signal()
    """She is done with searching: Esc in the empty field."""

    def __init__(self, workspace: Workspace, placeholder: str, keys: object, parent: QWidget) -> None:
        super().__init__(placeholder, keys, parent=parent)  # type: ignore[arg-type]
        self._workspace = workspace
        self._results = Results(parent.window())
        self._asked = ""
        self._shown = ""
        self._under_way: Task | None = None
        self._opens_first = False  # Enter came before the results did
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        self.textChanged.connect(self._on_text)
        self._results.list.itemClicked.connect(self._open)
        parent.window().installEventFilter(self)

    @Slot(str)
    def _on_text(self, text: str) -> None:
        self._opens_first = False
        self._stop()
        if text.strip():
            self._pause.start()
        else:
            self._pause.stop()
            self._results.hide()
            self._shown = text

    @Slot()
    def _ask(self) -> None:
        self._stop()
        self._asked = self.text()
        text, store = self._asked, self._workspace.store

        def work(task: Task) -> tuple[str, list[Hit]]:
            with store.read() as session:
                return text, search(session, text, limit=MOST, stopped=task.asked_to_stop)

        self._under_way = self._workspace.tasks.start(work, done=self._show)

    def _stop(self) -> None:
        """A newer key makes the search for what stood there before stop: it may be a long one."""
        if self._under_way is not None:
            self._under_way.cancel()
            self._under_way = None

    def shown_for(self) -> str:
        """The text for which the results are that are shown."""
        return self._shown

    def _show(self, found: tuple[str, list[Hit]]) -> None:
        text, hits = found
        if text == self.text() and self.hasFocus():
            self._results.show_hits(text, hits)
            self._shown = text
            self._place()
            marked = self._results.list.currentItem()
            if self._opens_first and marked is not None:
                self._open(marked)

    def _place(self) -> None:
        window = self.window()
        corner = self.mapTo(window, self.rect().bottomLeft())
        width = max(self.width(), SIZE.reading)
        left = min(corner.x(), window.width() - width - SPACE.large)
        height = min(self._results.wanted_height(), window.height() - corner.y() - SPACE.huge)
        self._results.setGeometry(QRect(left, corner.y() + SPACE.tiny, width, height))
        self._results.show()
        self._results.raise_()

    @Slot(QListWidgetItem)
    def _open(self, item: QListWidgetItem) -> None:
        kind, uid = item.data(Qt.ItemDataRole.UserRole)
        self._results.hide()
        self.clear()
        self.chosen.emit(kind, uid)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        results = self._results.list
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up) and results.count():
            step = 1 if event.key() == Qt.Key.Key_Down else -1
            results.setCurrentRow((results.currentRow() + step) % results.count())
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_enter()
        elif event.key() == Qt.Key.Key_Escape and not self.text():
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _on_enter(self) -> None:
        marked = self._results.list.currentItem()
        if self._results.isVisible() and marked is not None and self._asked == self.text():
            self._open(marked)
        elif self.text().strip():
            self._pause.stop()
            self._opens_first = True
            self._ask()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.text().strip() and not self._results.isVisible():
            self._ask()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.ActiveWindowFocusReason:
            self._results.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self._results.isVisible():
            self._place()
        return super().eventFilter(watched, event)


class Results(QFrame):
    """The list of what was found, or a sentence that nothing was."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("popup", True)
        self.list = QListWidget(self)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setItemDelegate(HitDelegate(self.list))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._nothing = QLabel(self)
        self._nothing.setProperty("role", "muted")
        self._nothing.setMargin(SPACE.medium)
        self._nothing.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE.tiny, SPACE.tiny, SPACE.tiny, SPACE.tiny)
        column.addWidget(self.list)
        column.addWidget(self._nothing)
        self.hide()

    def show_hits(self, text: str, hits: Sequence[Hit]) -> None:
        """Show what was found for `text`, the best first and marked."""
        self.list.clear()
        for hit in hits:
            item = QListWidgetItem(hit.title)
            item.setData(Qt.ItemDataRole.UserRole, (hit.kind, hit.uid))
            item.setData(HIT, hit)
            item.setToolTip(hit.snippet)
            item.setSizeHint(QSize(0, SIZE.row))
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.list.setVisible(bool(hits))
        self._nothing.setVisible(not hits)
        self._nothing.setText(tr("Nothing was found for “{text}”. Try fewer words.", text=text.strip()))

    def wanted_height(self) -> int:
        """The height at which all results are in sight, up to a dozen."""
        rows = min(self.list.count(), SHOWN) * SIZE.row if self.list.count() else SIZE.row + SPACE.large
        return rows + SPACE.large


class HitDelegate(QStyledItemDelegate):
    """Draws a hit: the icon of its kind, its title, muted the text that matched, and at the right what it is.

    The letters that matched are marked in both."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        hit: Hit = index.data(HIT)
        about = RECORDS[hit.kind].about
        row = option.rect.adjusted(SPACE.small, 0, -SPACE.small, 0)
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("selection"))
            painter.drawRoundedRect(option.rect, SIZE.control_corner, SIZE.control_corner)
        top = row.center().y() - SIZE.icon // 2
        icons.icon(about.icon, "muted").paint(painter, QRect(row.left(), top, SIZE.icon, SIZE.icon))
        row.setLeft(row.left() + SIZE.icon + SPACE.small)
        row.setRight(row.right() - self._write_kind(painter, row, about.words.singular))
        text, accent = theme.colour("text"), theme.colour("accent")
        took = write_marked(painter, row, hit.title, hit.title_marks, plain=text, marked=accent)
        row.setLeft(row.left() + took + SPACE.medium)
        if hit.snippet and hit.snippet not in hit.title:
            muted = theme.colour("muted")
            write_marked(painter, row, hit.snippet, hit.snippet_marks, plain=muted, marked=text)
        painter.restore()

    def _write_kind(self, painter: QPainter, room: QRect, text: str) -> int:
        """Write what a hit is at the right end; answers the width it took."""
        painter.setPen(theme.colour("muted"))
        painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)
        return painter.fontMetrics().horizontalAdvance(text) + SPACE.medium
