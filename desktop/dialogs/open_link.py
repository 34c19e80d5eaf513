"""A link is shown before it is opened: whose page it is, and the whole address as it truly is."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from db.language import tr
from desktop import links
from desktop.theme import SIZE
from desktop.widgets.titled_dialog import TitledDialog


class OpenLinkDialog(TitledDialog):
    """Asks whether a page is to be opened; says of an address that is not opened why that is so."""

    def __init__(self, address: str, parent: QWidget | None = None) -> None:
        reason = links.refusal(address)
        title = tr("Open {site} in the browser?", site=links.site(address))
        super().__init__(
            tr("This link is not opened") if reason else title,
            reason or _spelling(address),
            "" if reason else tr("Open"),
            parent,
        )
        self._address = links.plain(address)
        self.address = QLabel(_breakable(links.shown(address)))
        self.address.setTextFormat(Qt.TextFormat.PlainText)
        self.address.setWordWrap(True)
        self.address.setAccessibleName(links.shown(address))
        self.add(self.address)
        copy = QPushButton(tr("Copy the address"))
        copy.setAutoDefault(False)
        copy.clicked.connect(self.copy)
        self.footer.insertWidget(0, copy)
        self.setFixedWidth(SIZE.reading)
        self.on_confirm(self.open_it)

    @Slot()
    def open_it(self) -> None:
        """Open the page, and close; where there is no browser, say so and copy the address."""
        if links.open_address(self._address):
            self.accept()
        else:
            self.copy()
            self.show_problem(tr("No program here opens web pages; the address was copied."))

    @Slot()
    def copy(self) -> None:
        """Put the address on the clipboard, as it is shown."""
        QGuiApplication.clipboard().setText(links.shown(self._address))


def _spelling(address: str) -> str:
    """What is to be known of a name in letters that look like those of another one."""
    written = links.spelled(address)
    return (
        tr("The name of the site is spelled {name}, with letters beyond a to z.", name=written)
        if written
        else ""
    )


def _breakable(address: str) -> str:
    """An address with places (zero-width spaces) at which a label may begin a new line."""
    return "".join(f"{sign}\u200b" if sign in "/?&=-.%" else sign for sign in address)
