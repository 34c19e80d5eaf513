import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QCursor
from PySide6.QtWidgets import QApplication, QLineEdit, QToolButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop import theme
from desktop.widgets.banner import Banner, Toast


@pytest.fixture(autouse=True)
def look(qapp: QApplication) -> None:
    theme.apply(qapp, "light")


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    QVBoxLayout(made).addWidget(QLineEdit())
    made.resize(600, 400)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
    return made


def test_a_banner_stays_until_it_is_closed(qtbot: QtBot) -> None:
    again = QAction("Try again")
    banner = Banner("danger", "The file could not be written.", [again])
    qtbot.addWidget(banner)
    banner.show()
    close = banner.findChild(QToolButton)
    assert isinstance(close, QToolButton)
    assert close.accessibleName() == "Close"
    with qtbot.waitSignal(banner.closed):
        qtbot.mouseClick(close, Qt.MouseButton.LeftButton)
    assert not banner.isVisible()


def test_a_banner_says_it_in_another_colour(qtbot: QtBot) -> None:
    banner = Banner("danger", "The file could not be written.")
    qtbot.addWidget(banner)
    banner.show()
    place = (banner.width() // 2, 3)
    assert banner.grab().toImage().pixelColor(*place) == theme.colour("danger_tint")
    banner.show_message("good", "The file is written.")
    assert banner.grab().toImage().pixelColor(*place) == theme.colour("good_tint")
    assert banner.text() == "The file is written."


def test_a_long_message_is_wrapped_and_not_cut(qtbot: QtBot) -> None:
    banner = Banner("warning", "Three rows were held back; each says why. " * 10)
    qtbot.addWidget(banner)
    assert banner.hasHeightForWidth()
    assert banner.heightForWidth(500) > 2 * banner.heightForWidth(3000)


def test_a_toast_never_takes_the_focus_and_undo_works(window: QWidget, qtbot: QtBot) -> None:
    line = window.findChild(QLineEdit)
    assert isinstance(line, QLineEdit)
    line.setFocus()
    undo = QAction("Undo", window)
    toast = Toast(window)
    toast.show_message("3 contacts were deleted.", undo)
    assert toast.isVisible()
    assert line.hasFocus()
    button = toast.button()
    assert button is not None
    with qtbot.waitSignals([undo.triggered, toast.gone]):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert not toast.isVisible()
    assert line.hasFocus()


def test_a_toast_goes_by_itself(window: QWidget, qtbot: QtBot) -> None:
    QCursor.setPos(window.mapToGlobal(QPoint(1, 1)))
    toast = Toast(window)
    with qtbot.waitSignal(toast.gone):
        toast.show_message("Saved.", ms=1)
    assert not toast.isVisible()


def test_a_toast_waits_while_a_key_could_reach_its_button(window: QWidget, qtbot: QtBot) -> None:
    toast = Toast(window)
    toast.show_message("3 contacts were deleted.", QAction("Undo", window))
    button = toast.button()
    assert button is not None
    button.setFocus()
    with qtbot.assertNotEmitted(toast.gone, wait=30):
        toast._timer.start(1)
    assert toast.isVisible()


def test_a_toast_keeps_to_the_middle_of_the_bottom(window: QWidget, qtbot: QtBot) -> None:
    toast = Toast(window)
    toast.show_message("Saved.")
    window.resize(900, 500)
    assert abs(toast.geometry().center().x() - 450) <= 1
    assert 500 - toast.geometry().bottom() <= theme.SPACE.huge + 1


def test_the_next_message_takes_the_place_of_the_last(window: QWidget, qtbot: QtBot) -> None:
    toast = Toast(window)
    toast.show_message("3 contacts were deleted.", QAction("Undo", window))
    toast.show_message("Saved.")
    assert (toast.text(), toast.button()) == ("Saved.", None)
