import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop import icons, theme
from desktop.widgets.action_button import ActionButton
from desktop.widgets.busy import BusyPanel
from desktop.widgets.chip import Chip
from desktop.widgets.elided_label import ElidedLabel
from desktop.widgets.empty_state import EmptyState
from desktop.widgets.flow_layout import FlowLayout
from desktop.widgets.form_layout import FormLayout
from desktop.widgets.link_label import LinkLabel
from desktop.widgets.search_field import SearchField

LONG = "Neighbours learned how the rehabilitation centres of the example region work"


@pytest.fixture(autouse=True)
def look(qapp: QApplication) -> None:
    theme.apply(qapp, "light")


def test_a_chip_is_opened_by_mouse_and_key(qtbot: QtBot) -> None:
    chip = Chip("Country: Kyrgyzstan", removable=True, clickable=True)
    qtbot.addWidget(chip)
    with qtbot.assertNotEmitted(chip.removed):
        with qtbot.waitSignal(chip.activated):
            qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
        for key in (Qt.Key.Key_Return, Qt.Key.Key_Space):
            with qtbot.waitSignal(chip.activated):
                qtbot.keyClick(chip, key)


def test_a_chip_is_removed_by_mouse_and_key(qtbot: QtBot) -> None:
    chip = Chip("Country: Kyrgyzstan", removable=True, clickable=True)
    qtbot.addWidget(chip)
    chip.resize(chip.sizeHint())
    with qtbot.assertNotEmitted(chip.activated):
        with qtbot.waitSignal(chip.removed):
            qtbot.mouseClick(chip, Qt.MouseButton.LeftButton, pos=chip.remove_rect().center())
        for key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            with qtbot.waitSignal(chip.removed):
                qtbot.keyClick(chip, key)


def test_a_chip_that_only_says_something_is_no_stop_for_the_tab_key(qtbot: QtBot) -> None:
    chip = Chip("media")
    qtbot.addWidget(chip)
    assert chip.focusPolicy() == Qt.FocusPolicy.NoFocus
    with qtbot.assertNotEmitted(chip.activated):
        qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)


def test_a_chip_shows_where_the_focus_is(qtbot: QtBot) -> None:
    chip = Chip("Country: Kyrgyzstan", removable=True)
    qtbot.addWidget(chip)
    with qtbot.waitActive(chip):
        chip.show()
    chip.clearFocus()
    without = chip.grab().toImage()
    chip.setFocus()
    assert chip.grab().toImage() != without


def flow_of_chips(qtbot: QtBot, texts: list[str]) -> tuple[QWidget, FlowLayout]:
    owner = QWidget()
    qtbot.addWidget(owner)
    flow = FlowLayout(owner)
    for text in texts:
        flow.addWidget(Chip(text))
    return owner, flow


def test_chips_go_on_in_the_next_line_where_the_first_is_full(qtbot: QtBot) -> None:
    owner, flow = flow_of_chips(qtbot, ["one", "two", "three", "four"])
    owner.resize(flow.sizeHint().width(), 200)
    owner.show()
    chips = owner.findChildren(Chip)
    assert len({chip.y() for chip in chips}) == 1
    owner.resize(flow.sizeHint().width() - 1, 200)
    flow.activate()
    assert len({chip.y() for chip in chips}) == 2
    assert [chip.x() for chip in chips] == [*sorted(chip.x() for chip in chips[:3]), 0]


def test_the_height_asked_for_is_the_height_used(qtbot: QtBot) -> None:
    owner, flow = flow_of_chips(qtbot, ["one", "two", "three", "four", "five", "six"])
    owner.show()
    for width in range(60, 400, 20):
        height = flow.heightForWidth(width)
        owner.resize(width, height)
        flow.activate()
        assert max(chip.geometry().bottom() for chip in owner.findChildren(Chip)) == height - 1


def test_hidden_widgets_take_no_room_and_a_wide_one_is_cut(qtbot: QtBot) -> None:
    owner, flow = flow_of_chips(qtbot, ["one", LONG])
    first, wide = owner.findChildren(Chip)
    both = flow.heightForWidth(120)
    first.hide()
    assert flow.heightForWidth(120) < both
    owner.resize(120, 40)
    owner.show()
    flow.activate()
    assert (wide.x(), wide.width()) == (0, 120)


def test_a_label_without_room_is_shortened_and_takes_little(qtbot: QtBot) -> None:
    label = ElidedLabel(LONG, Qt.TextElideMode.ElideMiddle)
    qtbot.addWidget(label)
    label.resize(200, 20)
    assert label.is_elided()
    assert label.shown_text().startswith("Neigh")
    assert label.shown_text().endswith("work")
    assert label.minimumSizeHint().width() < 100
    label.resize(label.sizeHint())
    assert not label.is_elided()


def test_a_link_is_followed_by_mouse_and_key(qtbot: QtBot) -> None:
    link = LinkLabel("Example Institute")
    qtbot.addWidget(link)
    link.resize(link.sizeHint())
    assert not link.is_elided()
    assert link.focusPolicy() & Qt.FocusPolicy.TabFocus
    assert link.accessibleName() == "Example Institute"
    with qtbot.waitSignal(link.activated):
        qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Space):
        with qtbot.waitSignal(link.activated):
            qtbot.keyClick(link, key)


def test_a_button_follows_its_action(qtbot: QtBot) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)
    action = QAction(icons.icon("plus"), "New contact", owner)
    action.setShortcut(QKeySequence("Ctrl+N"))
    button = ActionButton(action, primary=True)
    QVBoxLayout(owner).addWidget(button)
    owner.show()
    assert "Ctrl+N" in button.toolTip()
    with qtbot.waitSignal(action.triggered):
        qtbot.keyClick(button, Qt.Key.Key_Space)
    action.setText("New partner")
    action.setEnabled(False)
    assert (button.text(), button.isEnabled()) == ("New partner", False)


def test_an_empty_state_says_what_to_do_and_does_it(qtbot: QtBot) -> None:
    owner = QWidget()
    actions = [QAction(text, owner) for text in ("Import a workbook", "New contact")]
    empty = EmptyState("tray", "There are no contacts yet", "Bring them in from a workbook. " * 4, actions)
    QVBoxLayout(owner).addWidget(empty)
    qtbot.addWidget(owner)
    owner.resize(700, 500)
    owner.show()
    assert [button.text() for button in empty.buttons()] == ["Import a workbook", "New contact"]
    assert [button.property("primary") for button in empty.buttons()] == [True, False]
    with qtbot.waitSignal(actions[1].triggered):
        qtbot.mouseClick(empty.buttons()[1], Qt.MouseButton.LeftButton)
    for label in empty.findChildren(QLabel):
        assert label.height() >= label.heightForWidth(label.width())


def test_a_search_field_says_its_keys_until_it_is_used(qtbot: QtBot) -> None:
    owner = QWidget()
    field, other = SearchField("Search everything", QKeySequence("Ctrl+K")), QPushButton("Other")
    column = QVBoxLayout(owner)
    column.addWidget(other)
    column.addWidget(field)
    qtbot.addWidget(owner)
    with qtbot.waitActive(owner):
        owner.show()
    other.setFocus()
    hint = field.findChild(QLabel)
    assert isinstance(hint, QLabel)
    assert (hint.text(), hint.isVisible()) == ("Ctrl+K", True)
    assert hint.geometry().right() < field.width()
    field.setFocus()
    assert not hint.isVisible()
    qtbot.keyClicks(field, "Asan")
    other.setFocus()
    assert not hint.isVisible()
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == ""


def test_busy_says_how_far_it_got_and_stops_once(qtbot: QtBot) -> None:
    busy = BusyPanel("Reading contacts.xlsx")
    qtbot.addWidget(busy)
    busy.set_progress(412, 50_000)
    assert busy.text() == "412 of 50,000 rows"
    bar, cancel = busy.findChild(QProgressBar), busy.findChild(QPushButton)
    assert isinstance(bar, QProgressBar)
    assert isinstance(cancel, QPushButton)
    assert bar.value() == 8
    busy.set_progress(1, None)
    assert busy.text() == "1 row"
    assert bar.maximum() == 0
    with qtbot.waitSignal(busy.cancelled):
        qtbot.mouseClick(cancel, Qt.MouseButton.LeftButton)
    assert not cancel.isEnabled()


def test_a_label_of_a_dialog_stands_on_one_line_with_its_field(qtbot: QtBot) -> None:
    owner, box, buttons = QWidget(), QComboBox(), QVBoxLayout()
    qtbot.addWidget(owner)
    first = QPushButton("First")
    buttons.addWidget(first)
    buttons.addWidget(QPushButton("Second"))
    form = FormLayout()
    owner.setLayout(form)
    form.add("Look", box)
    form.add("What", buttons)
    owner.show()
    labels = {label.text(): label.geometry().center().y() for label in owner.findChildren(QLabel)}
    assert abs(labels["Look"] - box.geometry().center().y()) <= 1
    assert abs(labels["What"] - first.geometry().center().y()) <= 1


@pytest.mark.parametrize("words", ["Filter contacts", "Фильтр: формулировки и ещё что-нибудь"])
def test_a_search_field_asks_for_room_for_its_words_beside_its_keys(qtbot: QtBot, words: str) -> None:
    field = SearchField(words, QKeySequence("Ctrl+F"))
    qtbot.addWidget(field)
    field.resize(field.minimumSizeHint())
    field.show()
    keys = field.findChildren(QLabel)[0]
    assert field.fontMetrics().horizontalAdvance(words) < keys.x() - theme.SIZE.icon
