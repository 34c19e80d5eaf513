"""The fonts and the icon that come with Dateline."""

import struct

import pytest
from PySide6.QtGui import QFontDatabase, QGuiApplication, QImage, QRawFont
from pytestqt.qtbot import QtBot

from resources import path

FACES = {
    "Inter-Regular": 400,
    "Inter-Medium": 500,
    "Inter-SemiBold": 600,
    "Inter-Bold": 700,
    "Inter-Italic": 400,
}

LETTERS = {
    "Russian": "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
    "Kyrgyz": "өүң",
    "Kazakh": "әғқңөұүһі",
    "Tajik": "ғӣқӯҳҷ",
    "Uzbek in Cyrillic": "ўқғҳ",
    "Uzbek in Latin": "oʻgʻsh’",
    "Turkmen": "çäžňöşüý",
    "German": "äöüß",
}
MARKS = "0123456789 « » „ “ ” ‘ ’ – — … № § € $ £ ₸ ₽ · • → × −"


@pytest.mark.parametrize("face", FACES)
@pytest.mark.parametrize("language", LETTERS)
def test_every_face_has_the_letters_of_each_language(face: str, language: str, qapp: QGuiApplication) -> None:
    font = QRawFont(str(path("fonts", f"{face}.ttf")), 16)
    letters = LETTERS[language] + LETTERS[language].upper()
    assert [letter for letter in letters if not font.supportsCharacter(ord(letter))] == []


@pytest.mark.parametrize("face", FACES)
def test_every_face_has_figures_currencies_and_quotation_marks(face: str, qapp: QGuiApplication) -> None:
    font = QRawFont(str(path("fonts", f"{face}.ttf")), 16)
    assert [mark for mark in MARKS if not font.supportsCharacter(ord(mark))] == []


def test_qt_draws_each_weight_of_inter_with_a_face_of_its_own(qtbot: QtBot) -> None:
    for face in FACES:
        added = QFontDatabase.addApplicationFont(str(path("fonts", f"{face}.ttf")))
        assert "Inter" in QFontDatabase.applicationFontFamilies(added)
    weights = {QFontDatabase.weight("Inter", style) for style in QFontDatabase.styles("Inter")}
    assert weights >= set(FACES.values())
    assert QFontDatabase.italic("Inter", "Italic")


def test_the_licence_comes_with_the_fonts() -> None:
    assert "SIL OPEN FONT LICENSE Version 1.1" in path("fonts", "OFL.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("size", [16, 32, 48, 128, 256])
def test_the_icon_is_there_in_every_size(size: int) -> None:
    image = QImage(str(path("icons", f"dateline-{size}.png")))
    assert (image.width(), image.height()) == (size, size)
    assert image.pixelColor(0, 0).alpha() == 0, "the corners are round, so the first pixel is clear"


def test_the_windows_icon_holds_every_size() -> None:
    content = path("icons", "dateline.ico").read_bytes()
    count = struct.unpack_from("<HHH", content)[2]
    sides = [struct.unpack_from("<B", content, 6 + 16 * entry)[0] or 256 for entry in range(count)]
    assert sides == [16, 32, 48, 128, 256]
