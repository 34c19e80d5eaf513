"""To be verified: a walk through the contacts that nobody has verified for a year, by keyboard."""

import datetime as dt
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction
from sqlalchemy.orm import Session

from db import verification
from db.language import tr, trn
from db.queries import count
from db.records import record_type
from db.writer import Writer
from desktop import icons
from desktop.records.interlude import Interlude
from desktop.records.record_list import RecordList
from desktop.workspace import Workspace


class Verifying(QObject):
    """The walk: one key verifies a contact and goes on, another passes it over; undo takes it back."""

    told = Signal(str)
    problem = Signal(str)

    def __init__(self, workspace: Workspace, listed: RecordList, keys: tuple[QAction, QAction]) -> None:
        """`keys` are the actions for verifying and for passing over, as the window has them."""
        super().__init__(listed)
        self._workspace = workspace
        self._list = listed
        self._total = 0
        self._starting = False
        self.start = QAction(icons.icon("account-clock-outline", "muted"), tr("To be verified"), self)
        self.start.triggered.connect(self.begin)
        self.interlude = Interlude(listed, [_copy_of(key, self) for key in keys])
        listed.model.listed.connect(self._on_listed)
        listed.current_changed.connect(self._say)
        listed.bar.views.opened.connect(self._count)

    @Slot()
    def begin(self) -> None:
        """Show who is to be verified, the longest ago first, and stand at the first."""
        columns = ("last_verified", *(c for c in record_type("contact").about.columns if c != "title"))
        self._starting = True
        self._total = 0
        view = verification.to_verify(dt.date.today())
        self.interlude.begin(view, ("title", *columns), tr("To be verified"))
        self._list.focus_table()

    @Slot()
    def verify(self) -> None:
        """Set down that the current contact is right as it stands today; the list goes on to the next."""
        uid = self._list.current_uid()
        row = self._list.model.row_at(self._list.table.currentIndex().row())
        if not uid or row is None:
            return
        label = tr("Verify {name}", name=row.title)
        done = None if self.interlude.is_on else partial(self._on_verified, row.title)
        self._workspace.write(label, partial(_verify, uid=uid), done, self.problem.emit)

    @Slot()
    def skip(self) -> None:
        """Go on to the next contact and leave this one as it is."""
        place = self._list.table.currentIndex().row()
        if place + 1 < len(self._list.ids()):
            self._list.table.choose(place + 1)
        elif self.interlude.is_on:
            self._say()
            self.told.emit(tr("This is the last one."))

    def _on_verified(self, name: str, _done: None) -> None:
        self.told.emit(tr("{name} counts as verified today.", name=name))

    @Slot()
    def _on_listed(self) -> None:
        if not self.interlude.is_on:
            return
        left = len(self._list.ids())
        if self._starting:
            self._starting = False
            self._total = left
            if left:
                self._list.table.choose(0)
        self._total = max(self._total, left)
        self._say()

    @Slot()
    def _say(self) -> None:
        if not self.interlude.is_on or self._starting:
            return
        left = len(self._list.ids())
        if not left:
            done = trn("{n} contact is verified.", "All {n} contacts are verified.", self._total)
            self.interlude.say(done if self._total else tr("Nobody is to be verified."), is_done=True)
            return
        place = self._total - left + max(0, self._list.table.currentIndex().row()) + 1
        self.interlude.say(tr("To be verified: {n} of {total}", n=place, total=self._total))

    @Slot()
    def _count(self) -> None:
        """Say in the menu how many there are, once that is known."""
        self._workspace.read(_counted, self._on_counted)

    def _on_counted(self, number: int) -> None:
        self.start.setText(tr("To be verified ({n})", n=number) if number else tr("To be verified"))


def _copy_of(key: QAction, parent: QObject) -> QAction:
    """An action that does the same, but can be on and off by itself; its keys stay with the first."""
    made = QAction(key.icon(), key.text(), parent)
    made.setToolTip(key.toolTip())
    made.triggered.connect(key.trigger)
    return made


def _counted(session: Session) -> int:
    return count(session, verification.to_verify(dt.date.today()))


def _verify(writer: Writer, uid: str) -> None:
    writer.update("contact", uid, {"last_verified": dt.date.today()})
