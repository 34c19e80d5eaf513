import re
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPalette
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

import desktop
from desktop import icons, style_sheet, theme
from desktop.theme import DARK, LIGHT, Tokens

AA_TEXT = 4.5
AA_SHAPE = 3.0

TEXTS = [
    ("text", "background panel field hover pressed selection text_selection neutral_tint"),
    ("text", "good_tint warning_tint danger_tint info_tint"),
    ("muted", "background panel field hover selection"),
    ("accent", "background panel field selection"),
    ("on_accent", "accent accent_hover accent_pressed danger"),
    ("good", "good_tint panel"),
    ("warning", "warning_tint panel"),
    ("danger", "danger_tint panel background field"),
    ("info", "info_tint panel"),
    ("on_tip", "tip"),
]
SHAPES = [
    ("accent", "background panel field pressed"),
    ("muted", "field panel background"),
    ("danger", "field"),
]


def pairs(table: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(front, back) for front, backs in table for back in backs.split()]


@pytest.fixture(autouse=True)
def light_again(qapp: QApplication) -> None:
    theme.apply(qapp, "light")


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("front", "back"), pairs(TEXTS))
def test_text_can_be_read(tokens: Tokens, front: str, back: str) -> None:
    assert theme.contrast(getattr(tokens, front), getattr(tokens, back)) >= AA_TEXT


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("front", "back"), pairs(SHAPES))
def test_rings_ticks_and_error_edges_can_be_seen(tokens: Tokens, front: str, back: str) -> None:
    assert theme.contrast(getattr(tokens, front), getattr(tokens, back)) >= AA_SHAPE


def test_contrast_is_that_of_wcag() -> None:
    assert theme.contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert theme.contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


def test_a_change_of_scheme_reaches_palette_sheet_and_listeners(qapp: QApplication, qtbot: QtBot) -> None:
    with qtbot.waitSignal(theme.theme.changed):
        theme.apply(qapp, "dark")
    assert theme.current() is DARK
    assert qapp.palette().color(QPalette.ColorRole.Window) == QColor(DARK.background)
    assert DARK.accent in qapp.styleSheet()
    assert LIGHT.accent not in qapp.styleSheet()


def test_the_same_scheme_again_changes_nothing(qapp: QApplication, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(theme.theme.changed):
        theme.apply(qapp, "light")


def test_system_follows_the_desktop_and_a_fixed_scheme_does_not(qapp: QApplication, qtbot: QtBot) -> None:
    theme.apply(qapp, "system")
    with qtbot.waitSignal(theme.theme.changed):
        qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert theme.current() is DARK
    theme.apply(qapp, "light")
    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert theme.current() is LIGHT


def test_every_name_in_the_sheet_is_known_and_none_has_two_values() -> None:
    sheet = style_sheet.build(theme.names(LIGHT))
    assert "$" not in sheet
    sizes = {*vars(theme.SPACE), *vars(theme.SIZE), *(f"text_{name}" for name in vars(theme.TEXT))}
    assert not sizes & set(vars(LIGHT))


def test_without_its_files_the_sheet_asks_for_none() -> None:
    assert "url(" not in style_sheet.build(theme.names(LIGHT), with_marks=False)


def test_colours_are_written_in_one_place() -> None:
    house = Path(desktop.__file__).parent
    others = [file for file in house.rglob("*.py") if file.name != "theme.py"]
    guilty = [file.name for file in others if re.search(r"#[0-9A-Fa-f]{6}\b", file.read_text("utf-8"))]
    assert guilty == []


def test_the_font_has_every_letter_we_write(qapp: QApplication) -> None:
    assert qapp.font().family() == theme.FAMILY
    assert theme.font("title").pixelSize() == theme.TEXT.title


def test_a_state_is_shown_at_once(qtbot: QtBot) -> None:
    line = QLineEdit()
    qtbot.addWidget(line)
    line.show()
    before = line.grab().toImage()
    theme.set_state(line, "invalid", True)
    assert line.grab().toImage() != before
    theme.set_state(line, "invalid", False)
    assert line.grab().toImage() == before


def colours(
    icon: QIcon, mode: QIcon.Mode = QIcon.Mode.Normal, state: QIcon.State = QIcon.State.Off
) -> set[str]:
    """The colours of an icon where it covers what is under it."""
    image = icon.pixmap(QSize(72, 72), 1.0, mode, state).toImage()
    places = [(x, y) for x in range(image.width()) for y in range(image.height())]
    found = (image.pixelColor(x, y) for x, y in places)
    return {colour.name().upper() for colour in found if colour.alpha() == 255}


def test_an_icon_takes_the_colour_of_its_role_and_of_the_scheme(qapp: QApplication) -> None:
    plus = icons.icon("plus")
    assert colours(plus) == {LIGHT.text}
    assert colours(plus, QIcon.Mode.Disabled) == {LIGHT.disabled}
    assert colours(icons.recoloured(plus, "on_accent")) == {LIGHT.on_accent}
    theme.apply(qapp, "dark")
    assert colours(plus) == {DARK.text}


def test_the_icon_of_a_tab_lights_up_while_its_tab_is_the_current_one() -> None:
    tab = icons.icon("bullhorn-outline", "tab")
    assert colours(tab) == {LIGHT.muted}
    assert colours(tab, state=QIcon.State.On) == {LIGHT.accent}


def test_every_icon_that_is_named_exists() -> None:
    house = Path(desktop.__file__).parent
    named = {
        name
        for file in house.rglob("*.py")
        for name in re.findall(r'\bicon\(\s*"([a-z0-9-]+)"', file.read_text("utf-8"))
    }
    assert {"close", "star"} <= named
    for name in sorted(named):
        assert not icons.pixmap(name, "text", 18).isNull()
