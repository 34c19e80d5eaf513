"""The small window in which she says what a column is to hold; the list follows while she does."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from sqlalchemy.orm import Session

from db.fields import Field, Kind
from db.filter_words import Way, value_in_words, way_of
from db.language import tr
from db.names import fold
from db.queries import Filter, Op, titles, values_in_use
from db.understanding import Context, typed, understand
from desktop.records.tick_list import Tick, TickList
from desktop.theme import SIZE, SPACE
from desktop.widgets.date_field import DateField
from desktop.widgets.section_label import SectionLabel
from desktop.widgets.text_field import TextField
from desktop.workspace import Workspace

_LEAVING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape)

WIDTH = 300
"""The width of the window, in device-independent pixels."""

PAUSE_MS = 150
"""How long she must pause in typing before the list follows, in milliseconds."""

_OPS: dict[Way, tuple[Op, ...]] = {
    Way.WORDS: (Op.CONTAINS, Op.EMPTY, Op.NOT_EMPTY),
    Way.TICKS: (Op.IS, Op.IS_NOT, Op.EMPTY, Op.NOT_EMPTY),
    Way.RECORDS: (Op.IS, Op.IS_NOT, Op.EMPTY, Op.NOT_EMPTY),
    Way.RANGE: (Op.BETWEEN, Op.NOT_BETWEEN, Op.EMPTY, Op.NOT_EMPTY),
    Way.PRESENCE: (Op.NOT_EMPTY, Op.EMPTY),
}


def _op_label(op: Op) -> str:
    return {
        Op.CONTAINS: tr("has the words"),
        Op.IS: tr("is one of"),
        Op.IS_NOT: tr("is none of"),
        Op.BETWEEN: tr("is between"),
        Op.NOT_BETWEEN: tr("is not between"),
        Op.EMPTY: tr("is empty"),
        Op.NOT_EMPTY: tr("is not empty"),
    }[op]


class FilterPopup(QFrame):
    """A filter on one field. `changed` gives the field's name and the filter, None for none, as she goes.

    Esc brings back what was asked for before; a click elsewhere keeps what is asked for now.
    """

    changed = Signal(str, object)

    def __init__(
        self,
        workspace: Workspace,
        kind: str,
        about: Field,
        asked: Filter | None,
        *,
        how: Context,
        names: dict[str, str],
        parent: QWidget,
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._workspace = workspace
        self._kind = kind
        self._about = about
        self._before = self._now = asked
        self._names = names
        self.setProperty("popup", True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.op = QComboBox()
        self.op.setAccessibleName(tr("Condition"))
        for op in _OPS[way_of(about)]:
            self.op.addItem(_op_label(op), op)
        self.remove = QPushButton(tr("Remove this filter"))
        self.remove.setProperty("quiet", True)
        self.body = _body(about, how)
        self._lay_out()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._tell)
        self._show(asked)
        self.op.currentIndexChanged.connect(self._on_op)
        # A tick is meant; of what is typed only the end is.
        self.body.changed.connect(self._tell if isinstance(self.body, _Ticks) else self._pause.start)
        for line in self.body.lines():
            line.installEventFilter(self)
        self.remove.clicked.connect(self._on_remove)
        self._look_up("")

    def _lay_out(self) -> None:
        heading = SectionLabel(self._about.label)
        self.op.setFixedWidth(WIDTH - 2 * SPACE.medium)
        column = QVBoxLayout(self)
        # As high as what is in it, also when an error or more values come.
        column.setSizeConstraint(QLayout.SizeConstraint.SetFixedSize)
        column.setContentsMargins(SPACE.medium, SPACE.medium, SPACE.medium, SPACE.small)
        column.setSpacing(SPACE.small)
        column.addWidget(heading)
        column.addWidget(self.op)
        column.addWidget(self.body)
        column.addWidget(self.remove, alignment=Qt.AlignmentFlag.AlignLeft)

    def open_below(self, place: QPoint) -> None:
        """Show the window with its corner at a place on the screen, or where the screen has room."""
        self.adjustSize()
        screen = self.screen().availableGeometry()
        left = max(screen.left(), min(place.x(), screen.right() - self.width()))
        top = max(screen.top(), min(place.y(), screen.bottom() - self.height()))
        self.move(left, top)
        self.show()
        (self.body if self.body.isEnabled() else self.op).setFocus()

    def asked(self) -> Filter | None:
        """What the window says now."""
        op = Op(self.op.currentData())
        if op in (Op.EMPTY, Op.NOT_EMPTY):
            return Filter(self._about.name, op)
        values = self.body.values()
        return Filter(self._about.name, op, values) if values else None

    def _show(self, asked: Filter | None) -> None:
        self.op.setCurrentIndex(max(0, self.op.findData(asked.op)) if asked else 0)
        if asked and asked.values:
            self.body.show_values(asked.values)
        self.remove.setEnabled(asked is not None)
        self._enable()

    def _enable(self) -> None:
        self.body.setEnabled(self.op.currentData() not in (Op.EMPTY, Op.NOT_EMPTY))

    @Slot()
    def _on_op(self) -> None:
        self._enable()
        self._tell()

    @Slot()
    def _tell(self) -> None:
        self._pause.stop()
        asked = self.asked()
        if asked != self._now:
            self._now = asked
            self.remove.setEnabled(asked is not None)
            self.changed.emit(self._about.name, asked)

    @Slot()
    def _on_remove(self) -> None:
        self._now = None
        self.changed.emit(self._about.name, None)
        self.close()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter and Esc in a line mean the window."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() in _LEAVING:
            self.keyPressEvent(event)
            return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._pause.stop()
            if self._now != self._before:
                self.changed.emit(self._about.name, self._before)
            self.close()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._tell()
            self.close()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: Any) -> None:
        super().hideEvent(event)
        if self._pause.isActive():
            self._tell()

    # What there is to tick

    @Slot(str)
    def _look_up(self, text: str) -> None:
        body = self.body
        if not isinstance(body, _Ticks):
            return
        if way_of(self._about) is Way.RECORDS:
            body.list.searched.connect(self._look_up, Qt.ConnectionType.UniqueConnection)
            self._workspace.read(partial(_titled, kind=self._about.to, text=text), self._on_titles)
        elif not text:
            self._workspace.read(partial(_used, kind=self._kind, about=self._about), self._on_used)

    def _on_titles(self, found: Sequence[tuple[str, str]]) -> None:
        self._names.update(found)
        ticked = [uid for uid in self.body.values() if uid not in dict(found)]
        known = [(str(uid), self._names.get(str(uid), "…")) for uid in ticked]
        self._offer([Tick(uid, title) for uid, title in (*known, *found)])

    def _on_used(self, found: Sequence[tuple[Any, int]]) -> None:
        counted = dict(found)
        for value in self.body.values():
            counted.setdefault(value, 0)
        ticks = [Tick(value, value_in_words(self._about, value, {}), n) for value, n in counted.items()]
        self._offer(sorted(ticks, key=_often))

    def _offer(self, ticks: Sequence[Tick]) -> None:
        if isinstance(self.body, _Ticks):
            self.body.list.set_ticks(ticks)


class _Body(QWidget):
    """What is looked for, in one of the ways."""

    changed = Signal()

    def values(self) -> tuple[Any, ...]:
        """What the filter is to have; empty for nothing."""
        raise NotImplementedError

    def show_values(self, values: Sequence[Any]) -> None:
        """Show what a filter has."""
        raise NotImplementedError

    def lines(self) -> list[QLineEdit]:
        """The lines in which Enter means that she is done."""
        return []

    def _filled_with(self, *parts: QWidget) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.small)
        for part in parts:
            column.addWidget(part)
        self.setFocusProxy(parts[0])


class _Words(_Body):
    def __init__(self) -> None:
        super().__init__()
        self.line = TextField(tr("Words or parts of words"), quiet=False)
        self.line.set_name(tr("Words or parts of words"))
        self.line.edited.connect(self.changed)
        self._filled_with(self.line)

    def lines(self) -> list[QLineEdit]:
        return [self.line.line]

    def values(self) -> tuple[Any, ...]:
        return (self.line.value(),) if self.line.value() else ()

    def show_values(self, values: Sequence[Any]) -> None:
        self.line.set_value(" ".join(str(value) for value in values))


class _Ticks(_Body):
    def __init__(self) -> None:
        super().__init__()
        self.list = TickList(tr("Search the list"))
        self.list.ticked.connect(self.changed)
        self._filled_with(self.list)

    def values(self) -> tuple[Any, ...]:
        return self.list.values()

    def show_values(self, values: Sequence[Any]) -> None:
        self.list.set_values(values)


class _Nothing(_Body):
    """The condition says it all."""

    def values(self) -> tuple[Any, ...]:
        return ()


class _Range(_Body):
    """From and to, each of which may stay open."""

    def __init__(self, about: Field, how: Context) -> None:
        super().__init__()
        # Of a moment only the day is asked for.
        self._about = replace(about, kind=Kind.DATE) if about.kind is Kind.MOMENT else about
        self._as_text = about.kind is Kind.MOMENT
        self._how = how
        self.first, self.last = self._end(tr("From")), self._end(tr("To"))
        self._filled_with(_labelled(tr("From"), self.first), _labelled(tr("To"), self.last))
        self.setFocusProxy(self.first)

    def lines(self) -> list[QLineEdit]:
        return [end.line for end in self._ends()]

    def _ends(self) -> tuple[TextField, TextField]:
        return self.first, self.last

    def _end(self, name: str) -> TextField:
        dated = self._about.kind is Kind.DATE
        end = DateField(self._day, self._written, quiet=False) if dated else TextField(quiet=False)
        end.set_name(name)
        end.edited.connect(self._check)
        return end

    def _day(self, text: str) -> dt.date | None:
        value = understand(self._about, text, self._how).value
        return value if isinstance(value, dt.date) else None

    def _written(self, day: dt.date) -> str:
        return typed(self._about, day, self._how)

    @Slot()
    def _check(self) -> None:
        for end in self._ends():
            end.set_error(understand(self._about, end.value(), self._how).problem)
        first, last = self._read()
        if first is not None and last is not None and last < first and not self.last.error():
            self.last.set_error(tr("This lies before the beginning."))
        self.changed.emit()

    def _read(self) -> tuple[Any, Any]:
        first, last = (understand(self._about, end.value(), self._how).value for end in self._ends())
        return first, last

    def values(self) -> tuple[Any, ...]:
        ends = self._read()
        if ends == (None, None) or any(end.error() for end in self._ends()):
            return ()
        return tuple(end.isoformat() if self._as_text and end is not None else end for end in ends)

    def show_values(self, values: Sequence[Any]) -> None:
        for end, value in zip(self._ends(), values, strict=True):
            held = dt.date.fromisoformat(value) if self._as_text and value is not None else value
            end.set_value(typed(self._about, held, self._how))


def _labelled(name: str, end: TextField) -> QWidget:
    row = QWidget()
    line = QHBoxLayout(row)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(SPACE.small)
    label = QLabel(name)
    label.setProperty("role", "muted")
    label.setFixedWidth(SIZE.label_column // 3)
    line.addWidget(label, alignment=Qt.AlignmentFlag.AlignTop)
    label.setFixedHeight(SIZE.control)
    line.addWidget(end, 1)
    return row


def _body(about: Field, how: Context) -> "_Words | _Ticks | _Range | _Nothing":
    match way_of(about):
        case Way.WORDS:
            return _Words()
        case Way.RANGE:
            return _Range(about, how)
        case Way.PRESENCE:
            return _Nothing()
        case _:
            return _Ticks()


def _titled(session: Session, kind: str, text: str) -> list[tuple[str, str]]:
    return [(ref.uid, ref.title) for ref in titles(session, kind, text, limit=50)]


def _used(session: Session, kind: str, about: Field) -> list[tuple[Any, int]]:
    """The values in use with how often, those of lists one by one."""
    found = values_in_use(session, kind, about.name)
    if not about.is_list:
        return found
    counted: dict[Any, int] = {}
    for values, number in found:
        for value in values:
            counted[value] = counted.get(value, 0) + number
    return list(counted.items())


def _often(tick: Tick) -> tuple[int, str]:
    return -tick.count, fold(tick.label)
