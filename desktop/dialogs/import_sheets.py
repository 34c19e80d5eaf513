"""The left of the import: the tables found in the workbook, which of them go in, and into what."""

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QRectF, Qt, Signal, Slot
from PySide6.QtGui import (
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QToolTip,
    QVBoxLayout,
    QWidget,
)

from db.exchange.plan import Mode, SheetProposal, State
from db.language import tr, trn
from db.records import STANDING, record_type
from desktop import icons, theme
from desktop.dialogs.import_states import LOOKS, counted, number
from desktop.theme import SIZE, SPACE
from desktop.widgets.elided_label import ElidedLabel
from desktop.widgets.section_label import SectionLabel

LEAVE_OUT = "-"

LEAST_LETTERS = 8
"""How many letters of a choice are in sight however narrow the list is."""

TICK = SIZE.icon + SPACE.tiny
"""The width of the tick in front of a table's name, in device-independent pixels."""


class StateCounts(QWidget):
    """How many rows have each state: quiet numbers in the colours of the states, told in a tooltip."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counts: Counter[State] = Counter()
        self._spots: list[tuple[QRect, State]] = []
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(SIZE.icon)

    def show_counts(self, counts: Counter[State]) -> None:
        """Show other numbers."""
        self._counts = counts
        self._place()
        self.setAccessibleName(self.words())
        self.update()

    def _place(self) -> None:
        """Give every number its spot, on a further line where one is full."""
        self._spots = []
        metrics = self.fontMetrics()
        left = top = 0
        for state in State:
            if self._counts[state]:
                wide = SIZE.icon_small + SPACE.tiny + metrics.horizontalAdvance(number(self._counts[state]))
                if left and left + wide > self.width():
                    left, top = 0, top + SIZE.icon + SPACE.tiny
                self._spots.append((QRect(left, top, wide, SIZE.icon), state))
                left += wide + SPACE.medium
        self.setFixedHeight(top + SIZE.icon)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._place()

    def words(self) -> str:
        """The numbers in words."""
        return ", ".join(counted(state, self._counts[state]) for state in State if self._counts[state])

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(theme.font("figures"))
        side = SIZE.icon_small
        for spot, state in self._spots:
            look = LOOKS[state]
            icon = QRect(spot.left(), spot.center().y() - side // 2 + 1, side, side)
            icons.icon(look.icon, look.colour).paint(painter, icon)
            painter.setPen(theme.colour(look.colour))
            text = spot.adjusted(side + SPACE.tiny, 0, SPACE.small, 0)
            painter.drawText(text, Qt.AlignmentFlag.AlignVCenter, number(self._counts[state]))

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self.words(), self)
            return True
        return super().event(event)


class _Tick(QCheckBox):
    """Says that it has the keyboard, and that an arrow key asks for the one above or below."""

    focused = Signal()
    stepped = Signal(int)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.stepped.emit(-1 if event.key() == Qt.Key.Key_Up else 1)
        else:
            super().keyPressEvent(event)


class _IntoBox(QComboBox):
    """Says that it has the keyboard; the wheel scrolls the list that it stands in and chooses nothing."""

    focused = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class SheetCard(QFrame):
    """One table: its tick, its name, what it goes into and its numbers; chosen by a click or the keyboard."""

    chosen = Signal(int)
    into_changed = Signal(int, str)
    """Its place, and the kind of record that it goes into; empty when it is left out."""
    mode_changed = Signal(int, str)
    """Its place, and what its rows may do, as the value of a `Mode`."""
    step = Signal(int, int)
    """Its place, and a step up or down to another."""

    def __init__(self, place: int, sheet: SheetProposal, name: str, otherwise: str) -> None:
        super().__init__()
        self.place = place
        self._otherwise = sheet.into or otherwise
        self._is_current = False
        self.tick = _Tick()
        self.tick.setFixedWidth(TICK)
        self.tick.setAccessibleName(tr("Import {sheet}", sheet=name))
        self.into = _IntoBox()
        self.into.setAccessibleName(tr("What {sheet} goes into", sheet=name))
        self.mode = _IntoBox()
        self.mode.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.mode.setMinimumContentsLength(LEAST_LETTERS)
        self.mode.setAccessibleName(tr("What the rows of {sheet} may do", sheet=name))
        for mode in Mode:
            self.mode.addItem(mode.label, mode.value)
        self._name = ElidedLabel(name)
        self._name.setFont(theme.font("strong"))
        self._about = ElidedLabel(_about(sheet))
        self._about.setProperty("role", "small")
        self._rows = self._about.text()
        self._merged, self._remarks = _quiet_lines(), _quiet_lines()
        self.counts = StateCounts()
        self._fill_choices(sheet.table is not None)
        self._lay_out()
        self.show_sheet(sheet)
        self.tick.focused.connect(self._on_focus)
        self.into.focused.connect(self._on_focus)
        self.mode.focused.connect(self._on_focus)
        self.tick.stepped.connect(self._on_step)
        self.tick.clicked.connect(self._on_tick)
        self.into.activated.connect(self._on_into)
        self.mode.activated.connect(self._on_mode)

    def _fill_choices(self, can_go_in: bool) -> None:
        for kind in STANDING if can_go_in else ():
            self.into.addItem(record_type(kind).about.words.plural, kind)
        self.into.addItem(tr("Leave out"), LEAVE_OUT)
        self.tick.setEnabled(can_go_in)
        if not can_go_in:
            self.into.hide()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(SPACE.small)
        head.addWidget(self.tick)
        head.addWidget(self._name, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE.medium, SPACE.small, SPACE.medium, SPACE.medium)
        column.setSpacing(SPACE.tiny)
        column.addLayout(head)
        inset = QVBoxLayout()
        inset.setContentsMargins(TICK + SPACE.small, 0, 0, 0)
        inset.setSpacing(SPACE.small)
        inset.addWidget(self._about)
        inset.addWidget(self.into)
        inset.addWidget(self.mode)
        inset.addWidget(self.counts)
        inset.addWidget(self._merged)
        inset.addWidget(self._remarks)
        column.addLayout(inset)

    def show_sheet(self, sheet: SheetProposal) -> None:
        """Show what is proposed for it now."""
        self._otherwise = sheet.into or self._otherwise
        self.tick.setChecked(sheet.into is not None)
        self.into.setCurrentIndex(max(self.into.findData(sheet.into or LEAVE_OUT), 0))
        self.mode.setCurrentIndex(self.mode.findData(sheet.mode.value))
        self.mode.setVisible(sheet.into is not None)
        self.counts.setVisible(sheet.into is not None)

    def show_merge(self, exported: str, words: str, remarks: Sequence[str]) -> None:
        """Show when a table was exported and what was changed since, and what can't be told of it."""
        self._about.setText(" · ".join(filter(None, (self._rows, exported))))
        for label, text in ((self._merged, words), (self._remarks, "\n".join(remarks))):
            label.setText(text)
            label.setVisible(bool(text))

    def merge_words(self) -> list[str]:
        """What is said about a table that came back: since when, the figures, what can't be told."""
        labels = (self._about, self._merged, self._remarks)
        return [label.text() for label in labels if label.text()]

    def set_current(self, current: bool) -> None:
        """Whether the columns and rows beside the list are this one's."""
        self._is_current = current
        self.update()

    @Slot()
    def _on_tick(self) -> None:
        self.into_changed.emit(self.place, self._otherwise if self.tick.isChecked() else "")

    @Slot()
    def _on_into(self) -> None:
        kind = self.into.currentData()
        self.into_changed.emit(self.place, "" if kind == LEAVE_OUT else kind)

    @Slot()
    def _on_mode(self) -> None:
        self.mode_changed.emit(self.place, self.mode.currentData())

    @Slot()
    def _on_focus(self) -> None:
        self.chosen.emit(self.place)

    @Slot(int)
    def _on_step(self, by: int) -> None:
        self.step.emit(self.place, by)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.chosen.emit(self.place)
        self.tick.setFocus(Qt.FocusReason.MouseFocusReason)
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._is_current:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("selection"))
        painter.drawRoundedRect(QRectF(self.rect()), SIZE.control_corner, SIZE.control_corner)


class SheetList(QFrame):
    """The tables of a workbook under each other."""

    chosen = Signal(int)
    into_changed = Signal(int, str)
    mode_changed = Signal(int, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", True)
        self.cards: list[SheetCard] = []
        self.current = -1
        self._inside = QWidget()
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(SPACE.tiny, 0, SPACE.tiny, SPACE.tiny)
        self._column.setSpacing(SPACE.tiny)
        self._column.addStretch()
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(self._inside)
        self._inside.setAutoFillBackground(False)
        self._area.viewport().setAutoFillBackground(False)
        self._heading = SectionLabel(tr("Found in the workbook"))
        self._heading.setContentsMargins(SPACE.medium, SPACE.medium, SPACE.medium, SPACE.tiny)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(SPACE.tiny)
        column.addWidget(self._heading)
        column.addWidget(self._area, 1)

    def show_sheets(self, sheets: Sequence[SheetProposal], otherwise: str) -> None:
        """List tables; `otherwise` is what one goes into that is ticked though nothing tells."""
        if len(self.cards) == len(sheets):
            for card, sheet in zip(self.cards, sheets, strict=True):
                card.show_sheet(sheet)
            return
        for card in self.cards:
            card.deleteLater()
        self.cards = []
        for place, (sheet, name) in enumerate(zip(sheets, table_names(sheets), strict=True)):
            card = SheetCard(place, sheet, name, otherwise)
            card.chosen.connect(self.choose)
            card.into_changed.connect(self.into_changed)
            card.mode_changed.connect(self.mode_changed)
            card.step.connect(self._on_step)
            self.cards.append(card)
            self._column.insertWidget(place, card)

    def show_counts(self, counts: Sequence[Counter[State]]) -> None:
        """Show how many rows of each table have each state."""
        for card, states in zip(self.cards, counts, strict=True):
            card.counts.show_counts(states)

    def show_merges(self, exported: str, merges: Sequence[tuple[bool, str, Sequence[str]]]) -> None:
        """Show of each table whether it came back, what was changed in it, and what can't be told."""
        for card, (is_back, words, remarks) in zip(self.cards, merges, strict=True):
            card.show_merge(exported if is_back else "", words if is_back else "", remarks)

    @Slot(int)
    def choose(self, place: int) -> None:
        """Make a table the current one."""
        if place == self.current or not 0 <= place < len(self.cards):
            return
        self.current = place
        for card in self.cards:
            card.set_current(card.place == place)
        self._area.ensureWidgetVisible(self.cards[place], 0, 0)
        self.chosen.emit(place)

    @Slot(int, int)
    def _on_step(self, place: int, step: int) -> None:
        following = place + step
        while 0 <= following < len(self.cards) and not self.cards[following].tick.isEnabled():
            following += step
        if 0 <= following < len(self.cards):
            self.cards[following].tick.setFocus(Qt.FocusReason.TabFocusReason)


def _quiet_lines() -> QLabel:
    """Small print that wraps."""
    label = QLabel()
    label.setProperty("role", "small")
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.hide()
    return label


def table_names(sheets: Sequence[SheetProposal]) -> list[str]:
    """What each table is called: its sheet, with a number where several stand there below each other."""
    total = Counter(sheet.place for sheet in sheets)
    seen: Counter[str] = Counter()
    names = []
    for sheet in sheets:
        seen[sheet.place] += 1
        several = total[sheet.place] > 1
        name = tr("{sheet}, table {n}", sheet=sheet.place, n=seen[sheet.place]) if several else sheet.place
        names.append(name)
    return names


def _about(sheet: SheetProposal) -> str:
    """How many rows there are, and that the sheet is hidden."""
    rows = trn("{n} row", "{n} rows", sheet.rows)
    if sheet.table is None:
        rows = tr("no table in it")
    return " · ".join((rows, tr("hidden sheet"))) if sheet.hidden else rows
