"""The period of a Delegation pack: a quarter, a half-year, a year, all dates, or two days."""

import datetime as dt

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from db.fields import Field, Kind
from db.language import mark, tr
from db.understanding import Context, Understood, typed, understand
from desktop.dialogs.export_work import Period
from desktop.records.cell_text import context
from desktop.settings import Settings
from desktop.theme import SIZE, SPACE
from desktop.widgets.date_field import DateField

PRESETS = (
    ("this_quarter", mark("This quarter")),
    ("last_quarter", mark("Last quarter")),
    ("half_year", mark("This half-year")),
    ("year", mark("This year")),
    ("all", mark("All dates")),
    ("days", mark("Other dates")),
)
USUAL = "last_quarter"
"""What a report is mostly about."""

_DAY = Field(mark("Date"), Kind.DATE)
_MONTHS = {"this_quarter": 3, "last_quarter": 3, "half_year": 6, "year": 12}


def period_of(preset: str, today: dt.date) -> Period:
    """The days of a preset as they are on a day; those of the calendar, all dates for anything else."""
    months = _MONTHS.get(preset)
    if months is None:
        return Period()
    first = today.year * 12 + (today.month - 1) // months * months
    if preset == "last_quarter":
        first -= months
    return Period(_first_of(first), _first_of(first + months) - dt.timedelta(days=1))


def _first_of(month: int) -> dt.date:
    """The first day of a month, counted through from the year 0."""
    return dt.date(month // 12, month % 12 + 1, 1)


class PeriodChoice(QWidget):
    """A period by its name, or from one day to another; `changed` says that it is another, or none."""

    changed = Signal()

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self._settings = settings
        self._how: Context = context(settings.get("country"))
        self._preset = QComboBox()
        for code, text in PRESETS:
            self._preset.addItem(tr(text), code)
        self._preset.setAccessibleName(tr("Period"))
        self._first, self._last = self._end(tr("From")), self._end(tr("To"))
        self._days = QWidget()
        self._found = QLabel()
        self._lay_out()
        self._come_back()
        self._preset.currentIndexChanged.connect(self._on_preset)
        for end in self.ends():
            end.edited.connect(self._on_edited)

    def _end(self, name: str) -> DateField:
        end = DateField(self._day, self._written, quiet=False)
        end.set_name(name)
        return end

    def _lay_out(self) -> None:
        row = QHBoxLayout(self._days)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.small)
        for name, end in ((tr("From"), self._first), (tr("To"), self._last)):
            label = QLabel(name)
            label.setBuddy(end)
            label.setMinimumHeight(SIZE.control)
            # What is wrong with one of them stands below it and does not move the other.
            row.addWidget(label, 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(end, 1, Qt.AlignmentFlag.AlignTop)
        self._found.setProperty("role", "small")
        self._found.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.tiny)
        column.addWidget(self._preset)
        column.addWidget(self._days)
        column.addWidget(self._found)
        self.setFocusProxy(self._preset)

    def _come_back(self) -> None:
        """Show what was chosen last."""
        kept = self._settings.get("export/period")
        parts = kept if isinstance(kept, list) and len(kept) == 3 else [USUAL, "", ""]
        self._preset.setCurrentIndex(max(0, self._preset.findData(parts[0])))
        for end, text in ((self._first, parts[1]), (self._last, parts[2])):
            day = self._day(str(text))
            end.set_value(self._written(day) if day else "")
        self._days.setVisible(self._is_days)

    def keep(self) -> None:
        """Remember what is chosen."""
        days = [day.isoformat() if day else "" for day in (self._day(self._first.value()), self._last_day())]
        self._settings.put("export/period", [self._preset.currentData(), *days])

    def period(self) -> Period | None:
        """What is chosen; None while a day is not understood, or the last lies before the first."""
        if not self._is_days:
            return period_of(self._preset.currentData(), dt.date.today())
        if self._first.error() or self._last.error():
            return None
        return Period(self._day(self._first.value()), self._last_day())

    def ends(self) -> tuple[DateField, DateField]:
        """The fields for the first and the last day."""
        return self._first, self._last

    def found(self) -> str:
        """What is said of the days and what falls into them."""
        return self._found.text()

    def show_found(self, text: str) -> None:
        """Say below which days these are and what falls into them."""
        self._found.setText(text)

    @property
    def _is_days(self) -> bool:
        return bool(self._preset.currentData() == "days")

    def _last_day(self) -> dt.date | None:
        return self._day(self._last.value())

    def _understood(self, text: str) -> Understood:
        return understand(_DAY, text, self._how)

    def _day(self, text: str) -> dt.date | None:
        value = self._understood(text).value
        return value if isinstance(value, dt.date) else None

    def _written(self, day: dt.date) -> str:
        return typed(_DAY, day, self._how)

    @Slot()
    def _on_preset(self) -> None:
        if self._is_days and not self._first.value() and not self._last.value():
            offered = period_of(USUAL, dt.date.today())
            for end, day in ((self._first, offered.start), (self._last, offered.end)):
                end.set_value(self._written(day) if day else "")
        self._days.setVisible(self._is_days)
        self.changed.emit()

    @Slot()
    def _on_edited(self) -> None:
        for end in self.ends():
            end.set_error(self._understood(end.value()).problem)
        first, last = self._day(self._first.value()), self._last_day()
        if first and last and last < first:
            self._last.set_error(tr("This lies before the beginning."))
        self.changed.emit()
