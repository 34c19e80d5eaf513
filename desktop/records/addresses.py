"""Opening what an address leads to: never before it was shown, and with a way to copy it instead."""

from functools import partial

from PySide6.QtCore import QPoint, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QWidget

from db.language import tr
from desktop import icons
from desktop.records.reading_lines import Line
from desktop.widgets.menu import Menu

SCHEMES = ("http", "https", "mailto", "tel")
"""What a link may open; anything else in a record stays text."""

_ICONS = {"mailto": "email-outline", "tel": "phone-outline"}


def menu_for(lines: list[Line], parent: QWidget) -> Menu:
    """A menu that names each address and offers to open and to copy it."""
    menu = Menu("", parent)
    for place, line in enumerate(lines):
        if place:
            menu.addSeparator()
        scheme = line.address.partition(":")[0]
        if scheme in SCHEMES:
            act = menu.addAction(icons.icon(_ICONS.get(scheme, "open-in-new")), _deed(scheme, line))
            act.triggered.connect(partial(open_address, line.address))
        copy = menu.addAction(icons.icon("content-copy"), tr("Copy {address}", address=line.text))
        copy.triggered.connect(partial(_copy, line.text))
    return menu


def show_menu(lines: list[Line], below: QWidget) -> None:
    """Show what can be done with addresses, under a widget."""
    menu = menu_for(lines, below)
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(below.mapToGlobal(QPoint(0, below.height())))


def open_address(address: str, _checked: bool = False) -> None:
    """Hand an address to the program of the desktop that is there for it."""
    if address.partition(":")[0] in SCHEMES:
        QDesktopServices.openUrl(QUrl(address))


def _deed(scheme: str, line: Line) -> str:
    match scheme:
        case "mailto":
            return tr("Write to {address}", address=line.address.removeprefix("mailto:"))
        case "tel":
            return tr("Call {address}", address=line.text)
        case _:
            return tr("Open {address}", address=line.address)


def _copy(text: str, _checked: bool = False) -> None:
    QGuiApplication.clipboard().setText(text)
