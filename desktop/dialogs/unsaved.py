"""What was typed and never saved, record by record: to put back, to copy, or to discard."""

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from db.language import tr, trn
from db.unsaved_offers import Offer, OfferedText
from desktop.records.wording import when
from desktop.theme import SIZE, SPACE
from desktop.widgets.titled_dialog import TitledDialog

BEGINNING = 280
"""How many characters of a text are shown."""


class UnsavedDialog(TitledDialog):
    """Lists offers; says by signals what is to become of each."""

    put_back = Signal(object)
    """The `Offer` that is to stand in its fields again; the dialog makes room for it."""
    discarded = Signal(object)

    def __init__(self, offers: Sequence[Offer], parent: QWidget) -> None:
        super().__init__(
            tr("Typed and not saved"),
            tr("Dateline ended before this was saved. What you put back stands in its fields again."),
            parent=parent,
        )
        self._list = QVBoxLayout()
        self._list.setSpacing(SPACE.small)
        self._list.addStretch(1)
        inside = QWidget()
        inside.setLayout(self._list)
        self._list.setContentsMargins(0, 0, SPACE.small, 0)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        area.viewport().setAutoFillBackground(False)
        inside.setAutoFillBackground(False)
        self.add(area, 1)
        self.resize(SIZE.reading + SIZE.label_column + SIZE.type_column, SIZE.reading + SIZE.label_column)
        self.show_offers(offers)

    def show_offers(self, offers: Sequence[Offer]) -> None:
        """Show what is offered now; with nothing left, close."""
        for card in self.cards():
            self._list.removeWidget(card)
            card.hide()
            card.deleteLater()
        for place, offer in enumerate(offers):
            card = OfferCard(offer)
            card.put_back.connect(self._on_put_back)
            card.discarded.connect(self._on_discard)
            self._list.insertWidget(place, card)
        if not offers:
            self.accept()

    def cards(self) -> list["OfferCard"]:
        """What is shown of each record, from the top."""
        items = [self._list.itemAt(place) for place in range(self._list.count())]
        widgets = [item.widget() for item in items if item is not None]
        return [widget for widget in widgets if isinstance(widget, OfferCard)]

    @Slot(object)
    def _on_put_back(self, offer: Offer) -> None:
        self.accept()
        self.put_back.emit(offer)

    @Slot(object)
    def _on_discard(self, offer: Offer) -> None:
        ask = DiscardDialog(offer, self)
        ask.confirmed.connect(self.discarded)
        ask.open()


class OfferCard(QFrame):
    """One record: its title, what was typed into which field, what stands there now, and what can be done."""

    put_back = Signal(object)
    discarded = Signal(object)

    def __init__(self, offer: Offer) -> None:
        super().__init__()
        self._offer = offer
        self.setProperty("panel", True)
        self._rows = QGridLayout()
        self._rows.setHorizontalSpacing(SPACE.small)
        self._rows.setVerticalSpacing(SPACE.tiny)
        self._rows.setColumnStretch(1, 1)
        for text in offer.texts:
            self._add_text(text)
        self.copy_button = _button(tr("Copy"))
        self.copy_button.clicked.connect(self._on_copy)
        self.discard_button = _button(tr("Discard…"))
        self.discard_button.clicked.connect(self._on_discard)
        self.put_button = _button(tr("Put mine back") if offer.is_overtaken else tr("Put it back"))
        self.put_button.setVisible(not offer.is_gone)
        self.put_button.clicked.connect(self._on_put_back)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE.large, SPACE.medium, SPACE.medium, SPACE.medium)
        column.setSpacing(SPACE.small)
        column.addLayout(self._head())
        column.addLayout(self._rows)
        column.addLayout(self._foot())

    def _head(self) -> QHBoxLayout:
        offer = self._offer
        head = QHBoxLayout()
        moment = dt.datetime.fromisoformat(offer.at).astimezone()
        head.addWidget(_label(offer.title, "heading"), 1)
        at = _label(when(moment, dt.datetime.now().astimezone()), "small")
        at.setWordWrap(False)
        head.addWidget(at)
        return head

    def _foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setSpacing(SPACE.small)
        gone = tr("The record was deleted. Copy what you need.") if self._offer.is_gone else ""
        foot.addWidget(_label(gone, "warning"), 1)
        for button in (self.copy_button, self.discard_button, self.put_button):
            foot.addWidget(button)
        return foot

    def _add_text(self, text: OfferedText) -> None:
        row = self._rows.rowCount()
        label = _label(text.label, "muted")
        label.setFixedWidth(SIZE.label_column)
        label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        self._rows.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
        self._rows.addWidget(_label(_beginning(text.words), ""), row, 1)
        if text.is_overtaken:
            self._rows.addWidget(_label(tr("It was changed since. Now it says:"), "warning"), row + 1, 1)
            self._rows.addWidget(_label(_beginning(text.present) or tr("nothing"), "muted"), row + 2, 1)

    @Slot()
    def _on_put_back(self) -> None:
        self.put_back.emit(self._offer)

    @Slot()
    def _on_discard(self) -> None:
        self.discarded.emit(self._offer)

    @Slot()
    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText("\n".join(text.words for text in self._offer.texts))
        self.copy_button.setText(tr("Copied"))


class DiscardDialog(TitledDialog):
    """Asks whether what was typed may go; `confirmed` gives its offer."""

    confirmed = Signal(object)

    def __init__(self, offer: Offer, parent: QWidget) -> None:
        count = len(offer.texts)
        fields = ", ".join(text.label for text in offer.texts)
        super().__init__(
            trn("Discard the text?", "Discard {n} texts?", count),
            tr("{record} – {fields}. It can't be brought back.", record=offer.title, fields=fields),
            tr("Discard"),
            parent,
        )
        self._offer = offer
        self.setFixedWidth(SIZE.reading)
        self.on_confirm(self._on_confirm)

    @Slot()
    def _on_confirm(self) -> None:
        self.accept()
        self.confirmed.emit(self._offer)


def _beginning(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= BEGINNING else words[:BEGINNING].rstrip() + "…"


def _label(text: str, role: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", role)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label


def _button(text: str) -> QPushButton:
    button = QPushButton(text)
    button.setAutoDefault(False)
    return button
