"""What a form is made of: head, fields, lists and foot in a panel, or a sentence while there is no record."""

import datetime as dt
from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QStackedLayout, QVBoxLayout, QWidget

from db.language import mark, tr
from db.queries import Row
from db.records import record_type
from desktop import theme
from desktop.records.field_editors import Surroundings
from desktop.records.form_sections import FormBody
from desktop.records.group_people import list_for
from desktop.records.name_proposal import NameProposal
from desktop.records.personal_part import LeftTheHouse, OptedOutLine
from desktop.records.record_header import RecordHeader
from desktop.records.record_reading import Reading, ties_of
from desktop.records.related_words import offer_of
from desktop.records.spec import TabSpec
from desktop.records.wording import when
from desktop.theme import SPACE
from desktop.widgets.empty_state import EmptyState
from desktop.widgets.link_label import LinkLabel

_CHOOSE = {
    "release": mark("Choose a release to see it here"),
    "contact": mark("Choose a contact to see it here"),
    "partner": mark("Choose a partner to see it here"),
    "facility": mark("Choose a facility to see it here"),
    "event": mark("Choose an event to see it here"),
    "visit": mark("Choose a visit to see it here"),
    "programme": mark("Choose a programme to see it here"),
    "wording": mark("Choose a wording to see it here"),
    "group": mark("Choose a group to see it here"),
}


class FormFrame(QFrame):
    """The parts of a form and how they are laid out. `bare` is without head, lists and edge, for a dialog."""

    def __init__(
        self, around: Surroundings, spec: TabSpec, *, hidden: Iterable[str] = (), bare: bool = False
    ) -> None:
        super().__init__()
        self._kind = spec.kind
        self.header = RecordHeader(spec)
        self.body = FormBody(around, hidden=hidden, folds=not bare, lists_after=spec.lists_after)
        proposes = spec.proposes_name and not bare and not around.workspace.read_only
        self.proposal = NameProposal(around.workspace, self.body) if proposes else None
        ties = [] if bare else ties_of(spec.kind)
        self.lists = {tie.key: list_for(around.workspace, tie) for tie in ties}
        is_person = spec.kind == "contact" and not bare
        self.opted_out = OptedOutLine() if is_person else None
        self.left_house = LeftTheHouse(around.workspace) if is_person else None
        self.empty = EmptyState(record_type(spec.kind).about.icon, "", primary=False)
        self.history_link = LinkLabel(tr("history"))
        self.history_link.setFont(theme.font("small"))
        self._changed = QLabel()
        self._changed.setProperty("role", "small")
        self._scroll = QScrollArea()
        self._stack = QStackedLayout(self)
        self.setProperty("panel", not bare)
        if around.workspace.read_only:
            self.header.only_read()
        self._lay_out(bare)
        self.show_empty()

    def _lay_out(self, bare: bool) -> None:
        for each in self.lists.values():
            self.body.related.addWidget(each)
        if self.left_house is not None:
            self.body.put_last(self.left_house)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # it scrolls to the field with the keyboard
        self._scroll.setWidget(self.body)
        self._scroll.viewport().setAutoFillBackground(False)
        self.body.setAutoFillBackground(False)
        foot = QHBoxLayout()
        foot.setSpacing(0)
        foot.addWidget(self._changed)
        foot.addWidget(self.history_link)
        foot.addStretch(1)
        full = QWidget()
        column = QVBoxLayout(full)
        if bare:
            column.setContentsMargins(0, 0, 0, 0)
        else:
            column.setContentsMargins(SPACE.large, SPACE.large, SPACE.small, SPACE.small)
        column.setSpacing(SPACE.small)
        column.addWidget(self.header)
        if self.opted_out is not None:
            column.addWidget(self.opted_out)
        column.addWidget(self._scroll, 1)
        column.addLayout(foot)
        self._stack.addWidget(self.empty)
        self._stack.addWidget(full)
        self.header.setVisible(not bare)

    def is_empty(self) -> bool:
        """Whether there is no record to see."""
        return self._stack.currentIndex() == 0

    def show_empty(self) -> None:
        """Say that no record is chosen."""
        choose = _CHOOSE.get(self._kind, mark("Choose a record to see it here"))
        self.empty.set_words(tr(choose))
        self._stack.setCurrentIndex(0)

    def show_gone(self) -> None:
        """Say that the record was deleted."""
        self.empty.set_words(tr("It was deleted"), tr("Undo brings it back."))
        self._stack.setCurrentIndex(0)

    def show_full(self) -> None:
        """Show the record."""
        self._stack.setCurrentIndex(1)

    def scroll_to_top(self) -> None:
        """Show the first field."""
        self._scroll.verticalScrollBar().setValue(0)

    def show_lists(self, reading: Reading | None, *, reset: bool) -> None:
        """Show what a record is tied to; nothing without one. With `reset` it is another than before."""
        listed = {each.tie.key: each for each in reading.lists} if reading is not None else {}
        for key, shown in self.lists.items():
            if reset:
                shown.reset()
            if reading is not None and reading.row is not None:
                shown.show_list(reading.uid, title_of(reading.row, self._kind), listed[key])
            else:
                shown.hide()
        empty = [self.lists[key] for key, each in listed.items() if not each.count]
        self.body.offer([(each.tie.key, offer_of(each.tie)) for each in empty if each.can_add])

    def show_foot(self, row: Row | None) -> None:
        """Say when the record was changed last, and propose what can be told from the rest of it."""
        if self.proposal is not None:
            self.proposal.show_for(row)
        if self.opted_out is not None and self.left_house is not None:
            self.opted_out.show_for(row)
            self.left_house.show_for(row)
        self._changed.setVisible(row is not None)
        self.history_link.setVisible(row is not None)
        if row is not None:
            moment = dt.datetime.fromisoformat(row["modified"]).astimezone()
            words = when(moment, dt.datetime.now().astimezone())
            self._changed.setText(tr("Changed {when}", when=words) + " ·")

    def foot(self) -> str:
        """What the foot says."""
        return self._changed.text()


def title_of(row: Row | None, kind: str) -> str:
    """How labels of changes name a record: its title, else its kind."""
    return (row.title if row is not None else "") or record_type(kind).about.words.singular
