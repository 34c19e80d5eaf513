"""Where an address truly leads is shown before it is opened; what could do harm is never opened."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, Qt, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication
from pytestqt.qtbot import QtBot

from desktop import links
from desktop.dialogs.open_link import OpenLinkDialog

SCHEMES = ("http", "https", "mailto", "tel", "file", "smb", "javascript", "data", "ms-word", "ftp")

OPENED = {
    "https://example.kg/news?id=1#top": "https://example.kg/news?id=1#top",
    "HTTP://example.com:8080/": "http://example.com:8080/",
    "https://пример.example/страница": "https://xn--e1afmkfd.example/страница",
    "https://example.com@attacker.example/": "https://example.com@attacker.example/",
    "https://example.com/\u202egpj.exe": "https://example.com/gpj.exe",
    "mailto:aigul@example.kg?subject=News&cc=desk@example.kg": None,
    "tel:+996312901234;ext=12": None,
}
"""Addresses that are opened, with how they are shown where that is not as they are written."""

REFUSED = {
    "file:///etc/passwd": "to a file or to another computer",
    "FILE://example.com/share/list.xlsx": "to a file or to another computer",
    r"\\example.com\share\list.xlsx": "to a file or to another computer",
    "//example.com/share": "to a file or to another computer",
    r"C:\Windows\System32\calc.exe": "to a file or to another computer",
    "smb://example.com/share": "to a file or to another computer",
    "ftp://example.com/list": "to a file or to another computer",
    "fi\u200ble:///etc/passwd": "to a file or to another computer",
    "javascript:alert(1)": "no web page",
    " java\tscript:alert(1)": "no web page",
    "data:text/html,<script>alert(1)</script>": "no web page",
    "ms-word:ofe|u|https://example.com/a.docx": "no web page",
    "search-ms:query=x&crumb=location:example.com": "no web page",
    r"https://example.com\@attacker.example/": "no web page",
    "https:example.com": "no web page",
    "https:///example.com": "no web page",
    "mailto:aigul@example.kg?attach=/home/aigul/list.xlsx": "no web page",
    "mailto:?to=aigul@example.kg": "no web page",
    "tel:*%2306%23": "no web page",
    "example.com": "no web page",
    "": "no web page",
}


class Handler(QObject):
    """Takes addresses of every sort in place of the programs of the desktop."""

    opened = Signal(QUrl)

    def __init__(self) -> None:
        super().__init__()
        self.taken: list[str] = []

    @Slot(QUrl)
    def take(self, url: QUrl) -> None:
        self.taken.append(url.toString())


@pytest.fixture
def handler() -> Iterator[Handler]:
    made = Handler()
    for scheme in SCHEMES:
        QDesktopServices.setUrlHandler(scheme, made, "take")  # type: ignore[arg-type]  # its types ask for bytes
    yield made
    for scheme in SCHEMES:
        QDesktopServices.unsetUrlHandler(scheme)


@pytest.mark.parametrize("address", OPENED)
def test_pages_mails_and_calls_are_opened_as_they_are_shown(address: str, handler: Handler) -> None:
    shown = OPENED[address] or address
    assert (links.refusal(address), links.shown(address)) == ("", shown)
    assert links.open_address(address)
    assert handler.taken == [QUrl(shown).toString()]


@pytest.mark.parametrize("address", REFUSED)
def test_everything_else_stays_closed_with_the_reason(address: str, handler: Handler) -> None:
    assert REFUSED[address] in links.refusal(address)
    assert not links.open_address(address)
    assert handler.taken == []


def test_the_site_is_named_and_the_page_opened_on_enter(qtbot: QtBot, handler: Handler) -> None:
    dialog = OpenLinkDialog("https://example.com@attacker.example/login")
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.title.text() == "Open attacker.example in the browser?"
    assert dialog.address.text().replace("\u200b", "") == "https://example.com@attacker.example/login"
    dialog.copy()
    assert QGuiApplication.clipboard().text() == "https://example.com@attacker.example/login"
    assert handler.taken == []
    with qtbot.waitSignal(dialog.accepted):
        qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert handler.taken == ["https://example.com@attacker.example/login"]


def test_a_name_in_other_letters_is_told(qtbot: QtBot) -> None:
    dialog = OpenLinkDialog("https://ех\u0430mple.com/")
    qtbot.addWidget(dialog)
    assert dialog.title.text() == "Open xn--mple-43d3a6i.com in the browser?"
    assert "ехаmple.com" in dialog.explanation.text()


def test_what_is_refused_has_no_button_that_opens_it(qtbot: QtBot, handler: Handler) -> None:
    dialog = OpenLinkDialog(r"\\example.com\share\list.xlsx")
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.title.text() == "This link is not opened"
    assert "tell a stranger your password" in dialog.explanation.text()
    assert not dialog.confirm.isVisible()
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert handler.taken == []
