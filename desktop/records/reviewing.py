"""To be reviewed: a walk through the contacts whose review date has come: keep, erase, or pass over."""

import datetime as dt
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction
from sqlalchemy.orm import Session

from db.language import tr, trn
from db.personal.outlook import KEPT_DAYS, to_review
from db.queries import count
from db.records import record_type
from db.understanding.dates import in_words
from db.writer import Writer
from desktop import icons
from desktop.records.interlude import Interlude
from desktop.records.personal_deeds import PersonalDeeds
from desktop.records.record_list import RecordList
from desktop.workspace import Workspace


class Reviewing(QObject):
    """The walk: keeping sets the next date, a year on; erasing asks as it always does."""

    problem = Signal(str)

    def __init__(self, workspace: Workspace, listed: RecordList, personal: PersonalDeeds) -> None:
        super().__init__(listed)
        self._workspace = workspace
        self._list = listed
        self._starting = False
        self.start = QAction(icons.icon("calendar-clock-outline", "muted"), tr("To be reviewed"), self)
        self.start.triggered.connect(self.begin)
        self.keep = QAction(icons.icon("calendar-check-outline"), tr("Keep for a year"), self)
        self.keep.setShortcut("Ctrl+Shift+Y")
        self.keep.triggered.connect(self.keep_current)
        self.erase = QAction(icons.icon("account-remove-outline"), tr("Erase for good…"), self)
        self.erase.triggered.connect(personal.erase)
        self.pass_over = QAction(icons.icon("skip-next-outline"), tr("Skip"), self)
        self.pass_over.triggered.connect(self.skip)
        self.interlude = Interlude(listed, [self.keep, self.erase, self.pass_over])
        listed.addAction(self.keep)
        listed.model.listed.connect(self._on_listed)
        listed.bar.views.opened.connect(self._count)

    @Slot()
    def begin(self) -> None:
        """Show whose review date has come, the longest ago first, and stand at the first."""
        columns = ("review_by", "source", "lawful_basis", "partner", "country")
        known = record_type("contact").about.columns
        further = [name for name in known if name not in (*columns, "title")]
        self._starting = True
        view = to_review(dt.date.today())
        self.interlude.begin(view, ("title", *columns, *further), tr("To be reviewed"))
        self._list.focus_table()

    @Slot()
    def keep_current(self) -> None:
        """Keep the current contact for another year; the list goes on to the next."""
        uid = self._list.current_uid()
        row = self._list.model.row_at(self._list.table.currentIndex().row())
        if not uid or row is None or not self.interlude.is_on:
            return
        until = dt.date.today() + dt.timedelta(days=KEPT_DAYS)
        label = tr("Keep {name} until {day}", name=row.title, day=in_words(until))
        self._workspace.write(label, partial(_keep, uid=uid, until=until), failed=self.problem.emit)

    @Slot()
    def skip(self) -> None:
        """Go on to the next contact and leave this one as it is."""
        place = self._list.table.currentIndex().row()
        if place + 1 < len(self._list.ids()):
            self._list.table.choose(place + 1)

    @Slot()
    def _on_listed(self) -> None:
        if not self.interlude.is_on:
            return
        left = len(self._list.ids())
        if self._starting and left:
            self._list.table.choose(0)
        self._starting = False
        if left:
            said = trn("{n} contact is to be reviewed", "{n} contacts are to be reviewed", left)
            self.interlude.say(said)
        else:
            self.interlude.say(tr("Nobody is to be reviewed."), is_done=True)

    @Slot()
    def _count(self) -> None:
        """Say in the menu how many there are, once that is known."""
        self._workspace.read(_counted, self._on_counted)

    def _on_counted(self, number: int) -> None:
        self.start.setText(tr("To be reviewed ({n})", n=number) if number else tr("To be reviewed"))


def _counted(session: Session) -> int:
    return count(session, to_review(dt.date.today()))


def _keep(writer: Writer, uid: str, until: dt.date) -> None:
    writer.update("contact", uid, {"review_by": until})
