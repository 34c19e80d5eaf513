"""A date as she types it, with a calendar to pick from."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QDate, QEvent, QLocale, QObject, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QLineEdit, QVBoxLayout, QWidget

from db.language import language, tr
from desktop import icons, theme
from desktop.theme import SIZE, SPACE
from desktop.widgets.text_field import TextField


class DateField(TextField):
    """A line for a date: text in, text out. Alt+Down, F4 or the button in it opens a calendar.

    `parse` says which day a text means, None when it means none; `write` is how a day picked from the
    calendar is written into the field.
    """

    def __init__(
        self,
        parse: Callable[[str], date | None],
        write: Callable[[date], str] = date.isoformat,
        placeholder: str = "",
        quiet: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(placeholder, quiet, parent)
        self._parse = parse
        self._write = write
        self._popup: CalendarPopup | None = None
        text = tr("Pick from a calendar (Alt+Down)")
        self._open = QAction(icons.icon("calendar-blank-outline", "muted"), text, self)
        self._open.triggered.connect(self.open_calendar)
        self.line.addAction(self._open, QLineEdit.ActionPosition.TrailingPosition)

    def calendar(self) -> "CalendarPopup":
        """The calendar of this field; it is made when it is first wanted."""
        if self._popup is None:
            self._popup = CalendarPopup(self)
            self._popup.picked.connect(self._take)
        return self._popup

    @Slot()
    def open_calendar(self) -> None:
        """Show the calendar under the field, at the day that is typed or today."""
        self.line.setFocus()
        self.calendar().open_at(self._parse(self.value()) or date.today(), self.line)

    @Slot(QDate)
    def _take(self, day: QDate) -> None:
        self.line.setText(self._write(date(day.year(), day.month(), day.day())))
        self.line.setFocus()
        self.edited.emit()
        self.commit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.line and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            alt_down = event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier
            if alt_down or event.key() == Qt.Key.Key_F4:
                self.open_calendar()
                return True
        return super().eventFilter(watched, event)


class CalendarPopup(QFrame):
    """A month to pick a day from; `picked` gives it. Esc closes it."""

    picked = Signal(QDate)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("popup", True)
        self.month = QCalendarWidget()
        self.month.setLocale(QLocale(language()))
        self.month.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.month.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.month.setHorizontalHeaderFormat(QCalendarWidget.HorizontalHeaderFormat.ShortDayNames)
        self.month.setFixedSize(SIZE.calendar_width, SIZE.calendar_height)
        self.month.clicked.connect(self._pick)
        self.month.activated.connect(self._pick)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE.small, SPACE.small, SPACE.small, SPACE.small)
        column.addWidget(self.month)
        theme.theme.changed.connect(self._colour)
        self._colour()

    def open_at(self, day: date, below: QWidget) -> None:
        """Show the month of `day` under a widget, or over it where the screen ends."""
        self.month.setSelectedDate(QDate(day.year, day.month, day.day))
        self.adjustSize()
        place = below.mapToGlobal(QPoint(0, below.height() + SPACE.tiny))
        screen = below.screen().availableGeometry()
        if place.y() + self.height() > screen.bottom():
            place = below.mapToGlobal(QPoint(0, -self.height() - SPACE.tiny))
        place.setX(max(screen.left(), min(place.x(), screen.right() - self.width())))
        self.move(place)
        self.show()
        self.month.setFocus()

    @Slot(QDate)
    def _pick(self, day: QDate) -> None:
        if not self.isVisible():
            # Enter makes Qt emit both of its signals.
            return
        self.close()
        self.picked.emit(day)

    @Slot()
    def _colour(self) -> None:
        """The week's end, which Qt has in red, and the names of the days muted."""
        muted = QTextCharFormat()
        muted.setForeground(theme.colour("muted"))
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.month.setWeekdayTextFormat(day, muted)
        self.month.setHeaderTextFormat(muted)
