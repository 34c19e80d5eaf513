"""Phones and e-mails: in the form in which they are dialled, copied and opened with one click."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, Qt, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot

from db.values import Reach
from desktop.settings import Settings
from desktop.workspace import Workspace
from tests.desktop.conftest import UntilIdle
from tests.desktop.records.form_desk import Desk

AT_HOME = Reach("0312 90 12 34", "work", True, "+996312901234")
ABROAD = Reach("+49 30 901820", "work", False, "+4930901820")
MAIL = Reach("sekimova@example.kg", normal="sekimova@example.kg")


class Handler(QObject):
    """Takes addresses in place of the programs of the desktop."""

    opened = Signal(QUrl)

    @Slot(QUrl)
    def take(self, url: QUrl) -> None:
        self.opened.emit(url)


@pytest.fixture
def desk(qtbot: QtBot, workspace: Workspace, settings: Settings, until_idle: UntilIdle) -> Desk:
    return Desk(qtbot, workspace, settings, until_idle)


@pytest.fixture
def handler() -> Iterator[Handler]:
    made = Handler()
    for scheme in ("tel", "mailto"):
        QDesktopServices.setUrlHandler(scheme, made, "take")  # type: ignore[arg-type]  # its types ask for bytes
    yield made
    for scheme in ("tel", "mailto"):
        QDesktopServices.unsetUrlHandler(scheme)


def open_contact(desk: Desk) -> None:
    uid = desk.add("contact", family_name="Sekimova", country="KG", phones=(AT_HOME, ABROAD), emails=(MAIL,))
    desk.open("contact", uid)


def buttons(desk: Desk, field: str) -> list[QToolButton]:
    face = desk.form.body.row(field).face()
    assert face is not None
    return face.findChildren(QToolButton)


def test_numbers_at_home_read_as_dialled_there_and_others_with_their_country(desk: Desk) -> None:
    open_contact(desk)
    assert desk.form.body.row("phones").text() == "0312 901 234\n+49 30 901820"


def test_one_click_copies_a_number_with_its_country_and_an_address(desk: Desk) -> None:
    open_contact(desk)
    call, copy, *_ = buttons(desk, "phones")
    assert call.toolTip() == "Call +996 312 901 234"
    desk.bot.mouseClick(copy, Qt.MouseButton.LeftButton)
    assert QApplication.clipboard().text() == "+996 312 901 234"
    desk.bot.mouseClick(buttons(desk, "emails")[1], Qt.MouseButton.LeftButton)
    assert QApplication.clipboard().text() == "sekimova@example.kg"


def test_one_click_calls_and_one_writes(desk: Desk, handler: Handler) -> None:
    open_contact(desk)
    for field, address in (("phones", "tel:+996312901234"), ("emails", "mailto:sekimova@example.kg")):
        with desk.bot.waitSignal(handler.opened) as opened:
            desk.bot.mouseClick(buttons(desk, field)[0], Qt.MouseButton.LeftButton)
        assert opened.args == [QUrl(address)]


def test_a_number_that_cannot_be_is_said_while_it_is_typed(desk: Desk) -> None:
    uid = desk.add("contact", family_name="Sekimova", country="KG")
    form = desk.open("contact", uid)
    desk.type("phones", "0312 9", leave=False)
    row = form.body.row("phones")
    desk.bot.waitUntil(lambda: bool(row.error()))
    assert "no area code" in row.error()
