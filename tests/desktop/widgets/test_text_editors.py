from datetime import date

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop import theme
from desktop.widgets.date_field import DateField
from desktop.widgets.editor import Editor
from desktop.widgets.long_text_field import LongTextField
from desktop.widgets.text_field import TextField


class Said:
    """What an editor has said so far."""

    def __init__(self, editor: Editor) -> None:
        self.words: list[str] = []
        editor.edited.connect(self._edited)
        editor.committed.connect(self._committed)
        editor.cancelled.connect(self._cancelled)

    def _edited(self) -> None:
        self.words.append("edited")

    def _committed(self) -> None:
        self.words.append("committed")

    def _cancelled(self) -> None:
        self.words.append("cancelled")


class Bench(QWidget):
    """A window with an editor that has the focus, and a line under it to move on to."""

    def __init__(self, qtbot: QtBot, editor: Editor) -> None:
        super().__init__()
        self.next_field = QLineEdit()
        column = QVBoxLayout(self)
        column.addWidget(editor)
        column.addWidget(self.next_field)
        qtbot.addWidget(self)
        with qtbot.waitActive(self):
            self.show()
        editor.setFocus()


@pytest.fixture(autouse=True)
def look(qapp: QApplication) -> None:
    theme.apply(qapp, "light")


def city() -> TextField:
    field = TextField("add a city")
    field.set_value("Osh")
    return field


def test_enter_commits_once_and_trims(qtbot: QtBot) -> None:
    field = city()
    _bench = Bench(qtbot, field)
    said = Said(field)
    field.line.selectAll()
    qtbot.keyClicks(field.line, " Naryn ")
    qtbot.keyClick(field.line, Qt.Key.Key_Return)
    qtbot.keyClick(field.line, Qt.Key.Key_Return)
    assert field.value() == "Naryn"
    assert said.words == ["edited"] * 7 + ["committed"]


def test_leaving_commits_what_is_another_and_nothing_else(qtbot: QtBot) -> None:
    field = city()
    bench = Bench(qtbot, field)
    said = Said(field)
    bench.next_field.setFocus()
    assert said.words == []
    field.setFocus()
    qtbot.keyClick(field.line, Qt.Key.Key_Delete)
    bench.next_field.setFocus()
    assert said.words == ["edited", "committed"]


def test_esc_takes_back_and_the_dialog_stays_until_the_next_esc(qtbot: QtBot) -> None:
    dialog = QDialog()
    field = city()
    QVBoxLayout(dialog).addWidget(field)
    qtbot.addWidget(dialog)
    dialog.show()
    field.setFocus()
    said = Said(field)
    qtbot.keyClicks(field.line, "x")
    field.set_error("No such city.")
    qtbot.keyClick(field.line, Qt.Key.Key_Escape)
    assert (field.value(), field.error(), said.words) == ("Osh", "", ["edited", "cancelled"])
    assert dialog.isVisible()
    qtbot.keyClick(field.line, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_a_new_value_from_outside_says_nothing(qtbot: QtBot) -> None:
    field = city()
    said = Said(field)
    field.set_value("Talas")
    assert (field.value(), said.words, field.is_changed()) == ("Talas", [], False)


def test_an_error_stands_under_the_field_for_eyes_and_screen_readers(qtbot: QtBot) -> None:
    field = city()
    _bench = Bench(qtbot, field)
    height = field.sizeHint().height()
    field.set_name("City")
    field.set_error("This city is not in Kyrgyzstan.")
    assert field.sizeHint().height() > height
    assert field.line.property("invalid") is True
    assert field.line.accessibleName() == "City"
    assert field.line.accessibleDescription() == "This city is not in Kyrgyzstan."


def test_a_quiet_field_has_no_edge_until_it_has_the_focus(qtbot: QtBot) -> None:
    field = city()
    bench = Bench(qtbot, field)
    edge = (0, field.line.height() // 2)
    assert field.line.grab().toImage().pixelColor(*edge) == theme.colour("accent")
    bench.next_field.setFocus()
    assert field.line.grab().toImage().pixelColor(*edge) != theme.colour("accent")
    assert field.line.grab().toImage().pixelColor(*edge) != theme.colour("field_line")


def test_a_long_text_grows_line_by_line_and_scrolls_in_the_end(qtbot: QtBot) -> None:
    field = LongTextField(most_lines=4)
    _bench = Bench(qtbot, field)
    one = field.text.height()
    qtbot.keyClicks(field.text, "a")
    assert field.text.height() == one
    field.set_value("a\nb\nc")
    three = field.text.height()
    field.set_value("a\n" * 40)
    assert one < three < field.text.height() < 2 * three


def test_a_long_text_counts_lines_that_are_wrapped(qtbot: QtBot) -> None:
    field = LongTextField()
    bench = Bench(qtbot, field)
    field.set_value("слово " * 60)
    wide = field.text.height()
    bench.resize(bench.width() // 2, bench.height())
    qtbot.waitUntil(lambda: field.text.height() > wide)


def test_in_a_long_text_enter_is_a_line_and_tab_moves_on(qtbot: QtBot) -> None:
    field = LongTextField()
    bench = Bench(qtbot, field)
    said = Said(field)
    qtbot.keyClicks(field.text, "a")
    qtbot.keyClick(field.text, Qt.Key.Key_Return)
    qtbot.keyClicks(field.text, "b")
    assert said.words == ["edited"] * 3
    qtbot.keyClick(field.text, Qt.Key.Key_Tab)
    assert bench.next_field.hasFocus()
    assert (field.value(), said.words[-1]) == ("a\nb", "committed")


def test_in_a_long_text_control_enter_commits_and_esc_takes_back(qtbot: QtBot) -> None:
    field = LongTextField()
    _bench = Bench(qtbot, field)
    said = Said(field)
    qtbot.keyClicks(field.text, "a")
    qtbot.keyClick(field.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(field.text, "b")
    qtbot.keyClick(field.text, Qt.Key.Key_Escape)
    assert (field.value(), said.words) == ("a", ["edited", "committed", "edited", "cancelled"])


def iso(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def test_a_date_is_text_in_and_text_out(qtbot: QtBot) -> None:
    field = DateField(iso)
    _bench = Bench(qtbot, field)
    qtbot.keyClicks(field.line, "late April")
    qtbot.keyClick(field.line, Qt.Key.Key_Return)
    assert field.value() == "late April"


def test_the_calendar_opens_at_the_typed_day_and_enter_takes_another(qtbot: QtBot) -> None:
    field = DateField(iso, write=lambda day: day.strftime("%d.%m.%Y"))
    field.set_value("2019-04-25")
    _bench = Bench(qtbot, field)
    said = Said(field)
    qtbot.keyClick(field.line, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    month = field.calendar().month
    assert month.selectedDate() == QDate(2019, 4, 25)
    view = month.focusWidget() or month
    qtbot.keyClick(view, Qt.Key.Key_Right)
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert not field.calendar().isVisible()
    assert (field.value(), said.words) == ("26.04.2019", ["edited", "committed"])


def test_esc_closes_the_calendar_and_leaves_the_day(qtbot: QtBot) -> None:
    field = DateField(iso)
    field.set_value("2019-04-25")
    _bench = Bench(qtbot, field)
    said = Said(field)
    field.open_calendar()
    qtbot.keyClick(field.calendar(), Qt.Key.Key_Escape)
    assert not field.calendar().isVisible()
    assert (field.value(), said.words) == ("2019-04-25", [])
