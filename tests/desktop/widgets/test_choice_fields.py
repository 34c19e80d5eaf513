import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop import theme
from desktop.widgets.choice_field import ChoiceField, MultiChoiceField
from desktop.widgets.editor import Editor

COUNTRIES = [("KG", "Kyrgyzstan"), ("KZ", "Kazakhstan"), ("TM", "Turkmenistan"), ("NL", "Netherlands")]


@pytest.fixture(autouse=True)
def look(qapp: QApplication) -> None:
    theme.apply(qapp, "light")


class Page(QWidget):
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

    def leave(self, qtbot: QtBot) -> None:
        """Press Tab, in the list of completions where one is open."""
        focused = QApplication.activePopupWidget() or QApplication.focusWidget()
        assert focused is not None
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
        assert self.next_field.hasFocus()


def country(qtbot: QtBot) -> tuple[ChoiceField, Page]:
    field = ChoiceField(COUNTRIES, "add a country")
    field.set_value("KG")
    return field, Page(qtbot, field)


def retype(qtbot: QtBot, field: ChoiceField, text: str) -> None:
    field.box.line.selectAll()
    qtbot.keyClicks(field.box, text)


def test_a_part_of_a_label_is_enough_where_only_one_fits(qtbot: QtBot) -> None:
    field, page = country(qtbot)
    retype(qtbot, field, "LAND")
    with qtbot.waitSignal(field.committed):
        page.leave(qtbot)
    assert (field.value(), field.text()) == ("NL", "Netherlands")


def test_the_list_under_the_field_finds_the_middle_of_words_and_enter_picks(qtbot: QtBot) -> None:
    field, page = country(qtbot)
    retype(qtbot, field, "menis")
    completer = field.box.completer()
    assert completer is not None
    popup = completer.popup()
    assert popup is not None
    assert popup.isVisible()
    assert completer.completionCount() == 1
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert field.value() == "TM"
    with qtbot.waitSignal(field.committed):
        page.leave(qtbot)


def test_what_is_no_choice_stays_to_be_mended_and_is_never_committed(qtbot: QtBot) -> None:
    field, page = country(qtbot)
    retype(qtbot, field, "Atlantis")
    with qtbot.assertNotEmitted(field.committed), qtbot.waitSignal(field.unmatched) as unmatched:
        page.leave(qtbot)
    assert unmatched.args == ["Atlantis"]
    assert field.text() == "Atlantis"
    assert "Atlantis" in field.error()
    assert field.box.property("invalid") is True


def test_what_fits_several_is_not_guessed(qtbot: QtBot) -> None:
    field, page = country(qtbot)
    retype(qtbot, field, "k")
    page.leave(qtbot)
    assert (field.value(), field.text()) == (None, "k")
    assert field.error()


def test_esc_takes_back_what_is_no_choice(qtbot: QtBot) -> None:
    field, page = country(qtbot)
    retype(qtbot, field, "Atlantis")
    page.leave(qtbot)
    field.setFocus()
    with qtbot.waitSignal(field.cancelled):
        qtbot.keyClick(field.box, Qt.Key.Key_Escape)
    assert (field.value(), field.text(), field.error()) == ("KG", "Kyrgyzstan", "")


def test_an_emptied_field_means_nothing(qtbot: QtBot) -> None:
    field, _page = country(qtbot)
    field.box.line.selectAll()
    qtbot.keyClick(field.box, Qt.Key.Key_Delete)
    with qtbot.waitSignal(field.committed):
        qtbot.keyClick(field.box, Qt.Key.Key_Return)
    assert field.value() is None


def test_a_code_that_the_list_does_not_know_is_shown_and_kept(qtbot: QtBot) -> None:
    field, page = country(qtbot)
    field.set_value("XK")
    assert (field.text(), field.value(), field.is_changed()) == ("XK", "XK", False)
    with qtbot.assertNotEmitted(field.committed):
        page.leave(qtbot)
    assert field.error() == ""


def test_other_choices_leave_the_value(qtbot: QtBot) -> None:
    field, _page = country(qtbot)
    field.set_choices([("KG", "Кыргызстан"), ("KZ", "Казахстан")])
    assert (field.value(), field.text(), field.is_changed()) == ("KG", "Кыргызстан", False)


def test_the_wheel_over_a_choice_changes_nothing(qtbot: QtBot) -> None:
    field, _page = country(qtbot)
    no_buttons, no_keys = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
    place, turn = QPointF(10, 10), QPoint(0, -120)
    wheel = QWheelEvent(place, place, turn, turn, no_buttons, no_keys, Qt.ScrollPhase.NoScrollPhase, False)
    QApplication.sendEvent(field.box, wheel)
    assert field.value() == "KG"


def languages(qtbot: QtBot) -> tuple[MultiChoiceField, Page]:
    field = MultiChoiceField([("en", "English"), ("ru", "Russian"), ("ky", "Kyrgyz")])
    field.set_value(("ky",))
    return field, Page(qtbot, field)


def test_enter_adds_a_chip_and_commits(qtbot: QtBot) -> None:
    field, _page = languages(qtbot)
    qtbot.keyClicks(field.box, "russian")
    with qtbot.waitSignal(field.committed):
        qtbot.keyClick(field.box, Qt.Key.Key_Return)
    assert field.value() == ("ky", "ru")
    assert [chip.text() for chip in field.chips()] == ["Kyrgyz", "Russian"]
    assert field.box.line.text() == ""


def test_a_choice_that_is_taken_is_not_offered_again(qtbot: QtBot) -> None:
    field, _page = languages(qtbot)
    assert [field.box.itemText(place) for place in range(field.box.count())] == ["English", "Russian"]


def test_a_chip_goes_by_mouse_and_by_key(qtbot: QtBot) -> None:
    field, _page = languages(qtbot)
    field.set_value(("ky", "en"))
    first, second = field.chips()
    with qtbot.waitSignal(field.committed):
        qtbot.mouseClick(first, Qt.MouseButton.LeftButton, pos=first.remove_rect().center())
    assert field.value() == ("en",)
    with qtbot.waitSignal(field.committed):
        qtbot.keyClick(second, Qt.Key.Key_Delete)
    assert field.value() == ()
    assert field.box.hasFocus()


def test_leaving_adds_what_is_typed_and_keeps_what_is_no_choice_with_its_reason(qtbot: QtBot) -> None:
    field, page = languages(qtbot)
    qtbot.keyClicks(field.box, "engl")
    page.leave(qtbot)
    assert field.value() == ("ky", "en")
    field.setFocus()
    qtbot.keyClicks(field.box, "klingon")
    page.leave(qtbot)
    assert field.value() == ("ky", "en")
    assert field.box.line.text() == "klingon"
    assert "klingon" in field.error()


def test_tab_goes_through_the_chips_in_their_order(qtbot: QtBot) -> None:
    field, page = languages(qtbot)
    field.set_value(("ky", "ru"))
    page.next_field.setFocus()
    stops = []
    for _stop in range(3):
        focused = QApplication.focusWidget()
        assert focused is not None
        qtbot.keyClick(focused, Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
        stops.append(QApplication.focusWidget())
    assert stops == [field.box, *reversed(field.chips())]
