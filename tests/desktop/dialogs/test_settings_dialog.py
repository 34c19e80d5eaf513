"""Settings take effect as they are chosen and are there the next time."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLabel

from desktop import theme
from desktop.dialogs.settings import SettingsDialog
from desktop.dialogs.shortcuts import ShortcutsDialog
from desktop.settings import Settings
from tests.desktop.window_desk import CONTROL, WindowDesk


@pytest.fixture(autouse=True)
def light_again(qapp: QApplication) -> Iterator[None]:
    yield
    theme.apply(qapp, "light")


def box(dialog: SettingsDialog, code: str) -> QComboBox:
    return next(each for each in dialog.findChildren(QComboBox) if each.findData(code) >= 0)


def opened(desk: WindowDesk) -> SettingsDialog:
    desk.press(Qt.Key.Key_Comma, CONTROL)
    return desk.part(SettingsDialog)


def test_the_look_changes_at_once(empty_window: WindowDesk) -> None:
    before = empty_window.window.palette().window().color()
    looks = box(opened(empty_window), "dark")
    looks.setCurrentIndex(looks.findData("dark"))
    QApplication.processEvents()
    assert empty_window.window.palette().window().color().lightness() < before.lightness()
    empty_window.part(SettingsDialog).close()
    empty_window.close()
    assert Settings(empty_window.folder / "dateline.ini").get("scheme") == "dark"


def test_the_language_waits_for_the_next_start_and_says_so(empty_window: WindowDesk) -> None:
    dialog = opened(empty_window)
    languages = box(dialog, "ru")
    assert [languages.itemText(place) for place in range(languages.count())] == ["English", "Русский"]
    languages.setCurrentIndex(languages.findData("ru"))
    assert dialog.explanation.text() == "The language changes when Dateline is next started."
    assert dialog.explanation.isVisible()


def test_what_was_chosen_is_there_the_next_time(empty_window: WindowDesk) -> None:
    rows = box(opened(empty_window), "compact")
    rows.setCurrentIndex(rows.findData("compact"))
    empty_window.part(SettingsDialog).close()
    empty_window.reopen()
    assert box(opened(empty_window), "compact").currentData() == "compact"


def test_every_choice_has_a_name(empty_window: WindowDesk) -> None:
    dialog = opened(empty_window)
    named = [label.text() for label in dialog.findChildren(QLabel) if label.buddy() is not None]
    assert named == ["Look", "Rows", "Language", "Lock a protected store"]


def test_all_shortcuts_are_listed(empty_window: WindowDesk, tmp_path: Path) -> None:
    empty_window.press(Qt.Key.Key_F1)
    said = [label.text() for label in empty_window.part(ShortcutsDialog).findChildren(QLabel)]
    for text, keys in (("Undo", "Ctrl+Z"), ("Search everything", "Ctrl+K"), ("Back", "Alt+Left")):
        assert said[said.index(text) + 1] == keys
    assert "Ctrl+1 to Ctrl+9 go to the tabs from left to right." in said
