"""The line at the top of the window that offers what was typed and never saved."""

from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QVBoxLayout, QWidget

from db.language import tr, trn
from db.unsaved import Typed
from db.unsaved_offers import Offer, offers
from desktop.dialogs.unsaved import DiscardDialog, UnsavedDialog
from desktop.widgets.banner import Banner
from desktop.workspace import Workspace

NAMED = 2
"""How many records the line names."""

BEGINNING = 60
"""How many characters of a text it shows."""


class UnsavedOffer(QWidget):
    """Gone while there is nothing to offer. Put away with ×, it comes again at the next start."""

    put_back = Signal(object)
    """The `Offer` that is to stand in its fields again."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._offers: list[Offer] = []
        self._dialog: UnsavedDialog | None = None
        self._put_away = False
        self.put = QAction(tr("Put it back"), self)
        self.show_all = QAction(tr("Show…"), self)
        self.discard = QAction(tr("Discard…"), self)
        self.banner = Banner("info", "", (self.put, self.show_all, self.discard))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.banner)
        self.hide()
        self.put.triggered.connect(self._on_put_back)
        self.show_all.triggered.connect(self._on_show)
        self.discard.triggered.connect(self._on_discard)
        self.banner.closed.connect(self._on_closed)
        workspace.keeping.found.connect(self._read)

    @Slot()
    def _read(self) -> None:
        look = partial(offers, left=self._workspace.keeping.left)
        self._workspace.read(look, self._on_read)

    def _on_read(self, found: tuple[list[Offer], list[Typed]]) -> None:
        self._offers, saved = found
        if saved:
            self._workspace.keeping.discard(saved)
        if self._dialog is not None:
            self._dialog.show_offers(self._offers)
        self._show()

    def _show(self) -> None:
        self.setVisible(bool(self._offers) and not self._put_away)
        if not self._offers:
            return
        named = [_named(offer) for offer in self._offers[:NAMED]]
        more = len(self._offers) - NAMED
        named += [trn("{n} more record", "{n} more records", more)] if more > 0 else []
        only = self._offers[0]
        if len(self._offers) == len(only.texts) == 1:
            named = [f"{named[0]}: {_beginning(only.texts[0].words)}"]
        words = tr("Typed and not saved when Dateline ended: {what}", what="; ".join(named))
        self.banner.show_message("info", words)
        simple = len(self._offers) == 1 and not (only.is_gone or only.is_overtaken)
        self.put.setVisible(simple)
        self.discard.setVisible(simple)
        self.show_all.setVisible(not simple)

    @Slot()
    def _on_put_back(self) -> None:
        self.put_back.emit(self._offers[0])

    @Slot()
    def _on_show(self) -> None:
        self._dialog = UnsavedDialog(self._offers, self)
        self._dialog.put_back.connect(self.put_back)
        self._dialog.discarded.connect(self._on_discarded)
        self._dialog.finished.connect(self._on_dialog_closed)
        self._dialog.open()

    @Slot()
    def _on_dialog_closed(self) -> None:
        self._dialog = None

    @Slot()
    def _on_discard(self) -> None:
        ask = DiscardDialog(self._offers[0], self)
        ask.confirmed.connect(self._on_discarded)
        ask.open()

    @Slot(object)
    def _on_discarded(self, offer: Offer) -> None:
        self._workspace.keeping.discard(offer.typed)

    @Slot()
    def _on_closed(self) -> None:
        self._put_away = True
        self.hide()


def _named(offer: Offer) -> str:
    return f"{offer.title} – {', '.join(text.label for text in offer.texts)}"


def _beginning(text: str) -> str:
    words = " ".join(text.split())
    return f"“{words}”" if len(words) <= BEGINNING else f"“{words[:BEGINNING].rstrip()}…”"
