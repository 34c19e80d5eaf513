"""The list as she wants to see it: filters as chips, views, columns, sizes; all is there the next time."""

from itertools import groupby

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QComboBox

from db.names import fold
from db.queries import Filter, Op
from desktop.dialogs.settings import SettingsDialog
from desktop.records.filter_popup import FilterPopup
from desktop.records.view_box import NameDialog
from tests.desktop.window_desk import CONTROL, SHIFT, WindowDesk


def filter_country(desk: WindowDesk, words: str) -> None:
    """Tick a country in the window that opens under the header of its column, then click elsewhere."""
    desk.page.list.filter_column("country")
    desk.settle()
    desk.keys(words)
    desk.press(Qt.Key.Key_Return)
    desk.settle()
    desk.part(FilterPopup).close()
    desk.settle()


def test_a_filter_stands_as_a_chip_and_goes_with_it(window: WindowDesk) -> None:
    filter_country(window, "Tajikistan")
    assert set(window.listed("country")) == {"Tajikistan"}
    [chip] = window.page.list.bar.chips()
    assert chip.text() == "Country: Tajikistan"
    assert window.status().startswith(f"{len(window.listed())} of 32 contacts")
    window.click(chip, chip.remove_rect().center())
    window.settle()
    assert window.page.list.bar.chips() == []
    assert len(window.listed()) == 32


def test_a_chip_goes_with_the_delete_key(window: WindowDesk) -> None:
    filter_country(window, "Tajikistan")
    [chip] = window.page.list.bar.chips()
    chip.setFocus()
    window.press(Qt.Key.Key_Delete)
    window.settle()
    assert len(window.listed()) == 32


def test_words_narrow_the_list_and_letters_typed_over_it_do_too(window: WindowDesk) -> None:
    window.press(Qt.Key.Key_L, CONTROL)
    window.keys("B")
    window.keys("erdi")
    window.press(Qt.Key.Key_Return)
    window.settle()
    assert window.listed() == ["Berdiýewa Ogulgerek"] or len(window.listed()) == 1
    window.press(Qt.Key.Key_F, CONTROL)
    window.press(Qt.Key.Key_Escape)
    window.bot.waitUntil(lambda: window.page.list.model.rowCount() == 32)


def test_a_click_on_a_header_sorts_and_shift_adds_a_key(window: WindowDesk) -> None:
    header = window.table.header
    columns = window.page.list.columns()

    def click(column: str, with_: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        section = columns.index(column)
        place = QPoint(header.sectionViewportPosition(section) + 20, header.height() // 2)
        window.bot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, with_, place)
        window.settle()

    click("country")
    countries = [place for place, _ in groupby(window.listed("country"))]
    assert len(countries) == len(set(countries)) > 4
    click("country")
    assert [place for place, _ in groupby(window.listed("country"))] == countries[::-1]
    click("job_title", SHIFT)
    shown = list(zip(window.listed("country"), window.listed("job_title"), strict=True))
    kyrgyz = [job for country, job in shown if country == "Kyrgyzstan"]
    assert kyrgyz == sorted(kyrgyz, key=fold) and len(set(kyrgyz)) > 4
    assert [place for place, _ in groupby(country for country, _ in shown)] == countries[::-1]


def test_a_view_is_kept_over_a_restart(window: WindowDesk) -> None:
    filter_country(window, "Tajikistan")
    shown = window.listed()
    box = window.page.list.bar.views
    next(entry for entry in box.menu().actions() if entry.text() == "Save as a view…").trigger()
    dialog = window.part(NameDialog)
    window.bot.keyClicks(dialog.line, "Tajik people")
    window.click(dialog.confirm)
    next(entry for entry in box.menu().actions() if entry.text() == "All contacts").trigger()
    window.settle()
    assert len(window.listed()) == 32
    window.reopen()
    assert len(window.listed()) == 32
    menu = window.page.list.bar.views.menu()
    next(entry for entry in menu.actions() if entry.text() == "Tajik people").trigger()
    window.settle()
    assert window.listed() == shown
    assert window.page.list.bar.views.name() == "Tajik people"


def test_the_window_comes_back_as_it_was_left(window: WindowDesk) -> None:
    window.go(3)
    chooser = window.page.list.choose_columns()
    names = [*window.page.list.columns()]
    window.page.list.set_columns([names[1], names[0]])
    chooser.close()
    window.table.header.resizeSection(0, 177)
    window.window.resize(1111, 666)
    uid = window.choose(window.listed()[3])
    split = window.page.form.width()
    window.settle()
    window.reopen()
    assert window.tab() == "Partners"
    assert window.page.list.columns()[:2] == [names[1], names[0]]
    assert window.table.header.sectionSize(0) == 177
    assert window.window.height() == 666  # the screen of these tests is too narrow for any width
    assert abs(window.page.form.width() - split) <= 2
    assert window.form.uid == uid


def test_a_filter_and_the_tabs_of_side_kinds_come_back(window: WindowDesk) -> None:
    window.window.open_record("event", window.all("event")[0].uid)
    window.settle()
    window.go(2)
    filter_country(window, "Tajikistan")
    shown = window.listed()
    window.reopen()
    assert window.tab() == "Contacts" and window.listed() == shown
    assert window.page.list.view().filters == (Filter("country", Op.IS, ("TJ",)),)
    assert [window.tabs.tabText(n) for n in range(window.tabs.count())][-1] == "Events"
    window.go(5)
    assert window.tab() == "Events"
    window.press(Qt.Key.Key_W, CONTROL)
    window.settle()
    assert window.tabs.count() == 4


def test_rows_stand_closer_when_she_says_so(window: WindowDesk) -> None:
    before = window.table.rowHeight(0)
    window.press(Qt.Key.Key_Comma, CONTROL)
    boxes = window.part(SettingsDialog).findChildren(QComboBox)
    rows = next(box for box in boxes if box.findData("compact") >= 0)
    rows.setCurrentIndex(rows.findData("compact"))
    window.settle()
    assert window.table.rowHeight(0) < before
