"""Opening what an address leads to: never before it was shown, and with a way to copy it instead."""

from functools import partial

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QToolButton, QToolTip, QWidget

from db.language import tr
from desktop import icons, links
from desktop.dialogs.open_link import OpenLinkDialog
from desktop.plain_style import literal
from desktop.records.reading_lines import Line
from desktop.theme import SIZE
from desktop.widgets.menu import Menu

_ICONS = {"mailto": "email-outline", "tel": "phone-outline"}


def menu_for(lines: list[Line], parent: QWidget) -> Menu:
    """A menu that names each e-mail address or number and offers to use and to copy it."""
    menu = Menu("", parent)
    for place, line in enumerate(lines):
        if place:
            menu.addSeparator()
        scheme = links.scheme(line.address)
        if scheme in _ICONS and not links.refusal(line.address):
            act = menu.addAction(icons.icon(_ICONS[scheme]), literal(_deed(scheme, line)))
            act.triggered.connect(partial(_open, line.address))
        text = line.copied or line.text
        copy = menu.addAction(icons.icon("content-copy"), literal(tr("Copy {address}", address=text)))
        copy.triggered.connect(partial(_copy, text))
    return menu


def show_menu(lines: list[Line], below: QWidget) -> None:
    """Show what can be done with addresses, under a widget."""
    menu = menu_for(lines, below)
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(below.mapToGlobal(QPoint(0, below.height())))


def follow(line: Line, below: QWidget) -> None:
    """Show where a link leads, and what can be done with it: a page in a window of its own, else a menu."""
    if links.scheme(line.address) in _ICONS:
        show_menu([line], below)
    else:
        OpenLinkDialog(line.address, below.window()).open()


def reach_button(line: Line, parent: QWidget) -> QToolButton:
    """A button that writes to an address or calls a number at once; its tooltip says which."""
    scheme = links.scheme(line.address)
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
    if not links.open_address(line.address):
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
    if scheme == "mailto":
        return tr("Write to {address}", address=line.address.removeprefix("mailto:"))
    return tr("Call {address}", address=line.copied or line.text)


def _open(address: str, _checked: bool = False) -> None:
    links.open_address(address)


def _copy(text: str, _checked: bool = False) -> None:
    QGuiApplication.clipboard().setText(text)
