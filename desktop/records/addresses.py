"""Opening what an address leads to: never before it was shown, and with a way to copy it instead."""

from functools import partial

from PySide6.QtCore import QPoint, QSize, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QToolButton, QToolTip, QWidget

from db.language import tr
from desktop import icons
from desktop.records.reading_lines import Line
from desktop.theme import SIZE
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
        text = line.copied or line.text
        copy = menu.addAction(icons.icon("content-copy"), tr("Copy {address}", address=text))
        copy.triggered.connect(partial(_copy, text))
    return menu


def show_menu(lines: list[Line], below: QWidget) -> None:
    """Show what can be done with addresses, under a widget."""
    menu = menu_for(lines, below)
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(below.mapToGlobal(QPoint(0, below.height())))


def open_address(address: str, _checked: bool = False) -> bool:
    """Hand an address to the program of the desktop that is there for it; False where there is none."""
    return address.partition(":")[0] in SCHEMES and QDesktopServices.openUrl(QUrl(address))


def reach_button(line: Line, parent: QWidget) -> QToolButton:
    """A button that writes to an address or calls a number at once; its tooltip says which."""
    scheme = line.address.partition(":")[0]
    button = _button(_ICONS[scheme], _deed(scheme, line), parent)
    button.clicked.connect(partial(_reach, line, button))
    return button


def copy_button(line: Line, parent: QWidget) -> QToolButton:
    """A button that copies an address or a number at once."""
    text = line.copied or line.text
    button = _button("content-copy", tr("Copy {address}", address=text), parent)
    button.clicked.connect(partial(_copy_and_say, text, button))
    return button


def _reach(line: Line, button: QToolButton, _checked: bool = False) -> None:
    if not open_address(line.address):
        text = line.copied or line.text
        _copy(text)
        said = tr("No program here takes {address}; it was copied.", address=text)
        QToolTip.showText(button.mapToGlobal(QPoint(0, button.height())), said, button)


def _copy_and_say(text: str, button: QToolButton, _checked: bool = False) -> None:
    _copy(text)
    QToolTip.showText(button.mapToGlobal(QPoint(0, button.height())), tr("Copied"), button)


def _button(icon_name: str, name: str, parent: QWidget) -> QToolButton:
    button = QToolButton(parent)
    button.setIcon(icons.icon(icon_name, "muted"))
    button.setIconSize(QSize(SIZE.icon_small, SIZE.icon_small))
    button.setFixedSize(QSize(SIZE.chip, SIZE.chip))
    button.setToolTip(name)
    button.setAccessibleName(name)
    button.setCursor(Qt.CursorShape.ArrowCursor)
    # The keyboard does the same from the field, with Ctrl+Enter.
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return button


def _deed(scheme: str, line: Line) -> str:
    match scheme:
        case "mailto":
            return tr("Write to {address}", address=line.address.removeprefix("mailto:"))
        case "tel":
            return tr("Call {address}", address=line.copied or line.text)
        case _:
            return tr("Open {address}", address=line.address)


def _copy(text: str, _checked: bool = False) -> None:
    QGuiApplication.clipboard().setText(text)
