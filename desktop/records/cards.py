"""Contact cards by mouse: selected contacts dragged out as a .vcf, cards of other programs dropped in."""

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import (
    QByteArray,
    QEvent,
    QMetaType,
    QMimeData,
    QObject,
    QPoint,
    QPointF,
    Qt,
    QTemporaryDir,
    QUrl,
    Signal,
)
from PySide6.QtGui import QDrag, QGuiApplication, QMouseEvent
from PySide6.QtWidgets import QApplication, QTableView
from sqlalchemy.orm import Session

from db.exchange.discretion import Discretion
from db.exchange.inspection import CARD_ENDINGS
from db.exchange.opted_out import WithoutOptedOut
from db.exchange.vcard_out import cards_of
from db.fields import Audience
from db.file_names import safe_name
from db.language import tr
from db.personal import departures
from db.personal.objections import left_out
from db.queries import rows_by_uid, uids_of
from db.records import RECORDS, kind_fields
from db.understanding import shown
from desktop import icons
from desktop.records.list_difference import Ids
from desktop.workspace import Workspace

VCARD = "text/vcard"  # RFC 6350 section 10.1
OLD_VCARDS = ("text/x-vcard", "text/directory")
URLS, PLAIN = "text/uri-list", "text/plain"

_LINE_FIELDS = ("job_title", "partner", "phones", "emails")


@dataclass(frozen=True)
class Cards:
    """What a drag carries: the cards, one line of text for each person, and what the file is called.

    `opted_out` counts the people who are not among them because they asked not to be written to.
    """

    content: bytes
    text: str
    name: str
    opted_out: int = 0
    people: tuple[str, ...] = ()


def read_cards(session: Session, ids: Sequence[int], audience: Audience = Audience.DELEGATION) -> Cards:
    """The cards of contacts, in 3.0, which every other program reads; none of people who opted out."""
    without = WithoutOptedOut(session)
    uids = uids_of(session, "contact", without.ids("contact", ids))
    found = Discretion(session, audience).discreet(rows_by_uid(session, "contact", uids))
    if not found:
        return Cards(b"", "", "", without.count)
    fields = {name: about for name, about in kind_fields("contact").items() if name in _LINE_FIELDS}
    visible = [about for about in fields.values() if audience.includes(about.audience)]
    lines = []
    for row in found:
        partner = ", ".join(ref.title for ref in row.values.get("partner") or ())
        values = row.values | {"partner": (partner,) if partner else ()}
        told = [shown(about, values.get(about.name)) for about in visible]
        lines.append(", ".join(filter(None, (row.title, *told))))
    name = found[0].title if len(found) == 1 else RECORDS["contact"].about.words.counted(len(found))
    content = cards_of(session, uids, "3.0", audience)
    file = safe_name(name, ".vcf", tr("Contacts"))
    return Cards(content, "\n".join(lines), file, without.count, tuple(uids))


class CardsMime(QMimeData):
    """Cards on their way to another program; the file is written when somebody asks for it."""

    def __init__(self, cards: Cards, folder: QTemporaryDir) -> None:
        super().__init__()
        self._cards = cards
        self._folder = folder
        self._path: Path | None = None

    def formats(self) -> list[str]:
        """Cards, a file, text."""
        return [VCARD, URLS, PLAIN]

    def hasFormat(self, mimetype: str) -> bool:
        """Whether the data comes in a form."""
        return mimetype in self.formats()

    def retrieveData(self, mimetype: str, preferredType: QMetaType | QMetaType.Type) -> Any:
        """The data in one form."""
        match mimetype:
            case "text/vcard":
                return QByteArray(self._cards.content)
            case "text/uri-list":
                return [QUrl.fromLocalFile(str(self._file()))]
            case "text/plain":
                return self._cards.text
            case _:
                return None

    def _file(self) -> Path:
        if self._path is None:
            inside = QTemporaryDir(self._folder.filePath("XXXXXX"))
            inside.setAutoRemove(False)  # it goes with the folder around it, once the other program is done
            self._path = Path(inside.filePath(self._cards.name))
            self._path.write_bytes(self._cards.content)
        return self._path


class CardDrag(QObject):
    """Lets selected rows of contacts be dragged out of a table: press on one of them and move.

    A press elsewhere, or with a key held, selects as ever. The cards are read in the background; the drag
    begins once they are there, if the button is still down.
    """

    begun = Signal(CardsMime)
    """What is being dragged, just before the drag."""
    told = Signal(str)
    """A sentence about who is not among the cards."""

    def __init__(
        self,
        workspace: Workspace,
        table: QTableView,
        selected: Callable[[], Ids],
        parent: QObject | None = None,
        *,
        audience: Audience = Audience.DELEGATION,
    ) -> None:
        """`selected` answers the ids of the selected rows; `audience` decides what is on the cards."""
        super().__init__(table if parent is None else parent)
        self._workspace = workspace
        self._table = table
        self._selected = selected
        self._audience = audience
        self._folder = _folder()
        self._pressed: QPoint | None = None
        self._replaying = False
        table.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep back a press on a selected row until it is known whether a drag comes of it."""
        if not isinstance(event, QMouseEvent) or self._replaying:
            return False
        match event.type():
            case QEvent.Type.MouseButtonPress:
                return self._on_press(event)
            case QEvent.Type.MouseMove:
                return self._on_move(event)
            case QEvent.Type.MouseButtonRelease:
                return self._on_release(event)
            case _:
                return False

    def _on_press(self, event: QMouseEvent) -> bool:
        place = event.position().toPoint()
        plain = event.button() is Qt.MouseButton.LeftButton and not event.modifiers()
        if not plain or not self._table.selectionModel().isSelected(self._table.indexAt(place)):
            self._pressed = None
            return False
        self._pressed = place
        return True

    def _on_move(self, event: QMouseEvent) -> bool:
        if self._pressed is None:
            return False
        way = event.position().toPoint() - self._pressed
        if way.manhattanLength() >= QApplication.startDragDistance():
            self._pressed = None
            ids, audience = self._selected(), self._audience

            def reading(session: Session) -> Cards:
                return read_cards(session, ids, audience)

            self._workspace.read(reading, self._on_read)
        return True

    def _on_release(self, event: QMouseEvent) -> bool:
        """No drag came of it: the table gets the press now, before the release."""
        if self._pressed is None:
            return False
        place, self._pressed = QPointF(self._pressed), None
        viewport = self._table.viewport()
        press = QMouseEvent(
            QEvent.Type.MouseButtonPress,
            place,
            viewport.mapToGlobal(place),
            Qt.MouseButton.LeftButton,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
        self._replaying = True
        QApplication.sendEvent(viewport, press)
        self._replaying = False
        return False

    def _on_read(self, cards: Cards) -> None:
        if cards.opted_out:
            self.told.emit(left_out(cards.opted_out))
        if not cards.content:
            return
        mime = CardsMime(cards, self._folder)
        self.begun.emit(mime)
        if QGuiApplication.mouseButtons() & Qt.MouseButton.LeftButton:
            drag = QDrag(self._table)
            drag.setMimeData(mime)
            drag.setPixmap(icons.icon("card-account-phone-outline").pixmap(24, 24))
            if drag.exec(Qt.DropAction.CopyAction) is not Qt.DropAction.IgnoreAction:
                self._workspace.tasks.start(
                    partial(_note, self._workspace, cards, self._audience), writes=True
                )


def _folder() -> QTemporaryDir:
    """A folder for files on their way; in memory where the system has a place there."""
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    if runtime and os.access(runtime, os.W_OK):
        return QTemporaryDir(f"{runtime}/dateline-XXXXXX")
    return QTemporaryDir()


def _note(workspace: Workspace, cards: Cards, audience: Audience, _task: object) -> None:
    departures.note(workspace.store, departures.CARDS, audience, cards.name, cards.people)


def has_cards(mime: QMimeData) -> bool:
    """Whether something that is dragged over the window is, or has, contact cards."""
    return bool(_files(mime)) or any(mime.hasFormat(each) for each in (VCARD, *OLD_VCARDS))


class CardDrop:
    """Takes cards that are dropped: files as they are, cards without a file into one of its own."""

    def __init__(self) -> None:
        self._folder = _folder()

    def paths(self, mime: QMimeData) -> list[Path]:
        """The files to import; they are there for as long as this is."""
        if files := _files(mime):
            return files
        for each in (VCARD, *OLD_VCARDS):
            if mime.hasFormat(each) and (content := mime.data(each).data()):
                inside = QTemporaryDir(self._folder.filePath("XXXXXX"))
                inside.setAutoRemove(False)
                path = Path(inside.filePath(safe_name(tr("Dropped contacts"), ".vcf")))
                path.write_bytes(content)
                return [path]
        return []


def _files(mime: QMimeData) -> list[Path]:
    paths = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
    return [path for path in paths if path.suffix.lower() in CARD_ENDINGS]
