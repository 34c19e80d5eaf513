"""What a contact's form says of personal data: that she opted out, and what left the house with her in it."""

import datetime as dt
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget
from sqlalchemy.orm import Session

from db.fields import Audience
from db.language import tr, trn
from db.personal import departures
from db.personal.departures import Left
from db.personal.giving import AUDIENCES
from db.personal.objections import has_opted_out
from db.queries import Row
from db.understanding.dates import in_words
from desktop.records.wording import joined, when
from desktop.theme import SIZE, SPACE
from desktop.widgets.banner import Banner
from desktop.widgets.link_label import LinkLabel
from desktop.widgets.section_label import SectionLabel
from desktop.workspace import Workspace

AT_FIRST = 5
"""How much of what left the house is shown before all is asked for."""


class OptedOutLine(Banner):
    """Says over the fields that the person wants to be left alone, and what that means."""

    def __init__(self) -> None:
        super().__init__("warning", "", closable=False, narrow=True)
        self.hide()

    def show_for(self, row: Row | None) -> None:
        """Say it of a contact who opted out; be gone for all others."""
        is_out = row is not None and has_opted_out(row.values)
        if row is not None and is_out:
            since = row.values.get("objected")
            said = tr("Opted out on {day}.", day=in_words(since)) if since else tr("Opted out.")
            rest = tr("Left out of every list that is sent and of every export.")
            self.show_message("warning", f"{said} {rest}")
        self.setVisible(is_out)


class LeftTheHouse(QWidget):
    """A heading and a line for each time: when, as what, for whom, in which file, by whom."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._uid = ""
        self._found: list[Left] = []
        self._all = False
        self._count = QLabel()
        self._count.setProperty("role", "small")
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self.more = LinkLabel()
        self.more.activated.connect(self._show_all)
        head = QHBoxLayout()
        head.setSpacing(SPACE.small)
        head.addWidget(SectionLabel(tr("What left the house")))
        head.addWidget(self._count)
        head.addStretch(1)
        foot = QHBoxLayout()
        foot.addSpacing(SIZE.label_column + SPACE.small + SIZE.field_inset - SIZE.link_inset)
        foot.addWidget(self.more)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, SPACE.small)
        column.setSpacing(SIZE.ring)
        column.addLayout(head)
        column.addLayout(self._rows)
        column.addLayout(foot)
        self.hide()

    def show_for(self, row: Row | None) -> None:
        """Look up what left the house with this contact in it."""
        uid = row.uid if row is not None else ""
        if uid != self._uid:
            self._uid, self._all = uid, False
            self.hide()
        if uid:
            self._workspace.read(partial(_read, uid=uid), partial(self._on_read, uid))

    def lines(self) -> list[str]:
        """What it says, line by line."""
        return [_line(each) for each in self._shown()]

    def _on_read(self, uid: str, found: list[Left]) -> None:
        if uid == self._uid:
            self._found = found
            self._show()

    def _show_all(self) -> None:
        self._all = True
        self._show()

    def _shown(self) -> list[Left]:
        return self._found if self._all else self._found[:AT_FIRST]

    def _show(self) -> None:
        while (item := self._rows.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        for each in self._shown():
            self._rows.addWidget(_Row(each))
        hidden = len(self._found) - len(self._shown())
        self._count.setText(str(len(self._found)) if hidden else "")
        self.more.setText(trn("{n} more", "{n} more", hidden))
        self.more.setVisible(hidden > 0)
        self.setVisible(bool(self._found))


class _Row(QWidget):
    """One time that something left the house."""

    def __init__(self, left: Left) -> None:
        super().__init__()
        row = QGridLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setHorizontalSpacing(SPACE.small)
        lead, said = QLabel(_moment(left)), QLabel(_line(left))
        lead.setProperty("role", "small")
        lead.setFixedWidth(SIZE.label_column)
        lead.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        said.setWordWrap(True)
        said.setIndent(SIZE.field_inset)
        row.addWidget(lead, 0, 0)
        row.addWidget(said, 0, 1)
        row.setColumnStretch(1, 1)
        self.setMinimumHeight(SIZE.row_compact)
        self.setAccessibleName(f"{_moment(left)} {_line(left)}")


def _moment(left: Left) -> str:
    local = left.at.replace(tzinfo=dt.UTC).astimezone()
    return when(local, dt.datetime.now().astimezone())


def _line(left: Left) -> str:
    for_whom = tr(AUDIENCES[Audience(left.audience)]) if left.audience else ""
    return joined((left.way, for_whom, left.name, tr("by {who}", who=left.who) if left.who else ""), " · ")


def _read(session: Session, uid: str) -> list[Left]:
    return departures.of(session, uid, limit=200)
