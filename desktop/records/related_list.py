"""The records that one is tied to in one way, under their heading: to open, add, edit and remove."""

from functools import partial
from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from db.language import tr, trn
from db.queries import Ref
from db.records import record_type
from db.records.base import Role
from db.writer import Writer
from desktop.records.link_adder import LinkAdder
from desktop.records.record_picker import may_create, named, uid_of
from desktop.records.record_reading import Tie, TiedList, TiedRow
from desktop.records.related_row import RelatedRow
from desktop.records.related_words import add_words, words_for
from desktop.theme import SIZE, SPACE
from desktop.widgets.link_label import LinkLabel
from desktop.widgets.section_label import SectionLabel
from desktop.workspace import Workspace

AT_FIRST = 8
"""How many are shown before she asks for all of them."""


class RelatedList(QWidget):
    """A heading with the count, the rows, and a link to add one. Gone while there is nothing to show."""

    open_requested = Signal(str, str)
    """Kind and uid of the record that a link leads to."""
    dialog_requested = Signal(str, str, object)
    """Kind and uid (empty: a new one) of a record for a dialog, and the values that it has from here."""
    problem = Signal(str)

    def __init__(self, workspace: Workspace, tie: Tie, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tie = tie
        self._workspace = workspace
        self._uid = self._title = ""
        self._list = TiedList(tie, 0, ())
        self._all = False
        self._adder: LinkAdder | None = None
        self.rows: list[RelatedRow] = []
        self._heading = SectionLabel(tr(tie.near.back))
        self._count = QLabel()
        self._count.setProperty("role", "small")
        self._column = QVBoxLayout()
        self.foot = QHBoxLayout()
        self.more = LinkLabel()
        self.more.activated.connect(self._show_all)
        self.add = LinkLabel(add_words(tie))
        self.add.activated.connect(self.start_adding)
        self._lay_out()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(SPACE.small)
        head.addWidget(self._heading)
        head.addWidget(self._count)
        head.addStretch(1)
        foot = self.foot
        foot.setSpacing(SPACE.small)
        foot.addSpacing(SIZE.label_column + SPACE.small + SIZE.field_inset - SIZE.link_inset)
        foot.addWidget(self.more)
        foot.addWidget(self.add)
        foot.addStretch(1)
        self._column.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, SPACE.small)
        column.setSpacing(SIZE.ring)
        column.addLayout(head)
        column.addLayout(self._column)
        column.addLayout(foot)

    @property
    def can_add(self) -> bool:
        """Whether one can be added from this side: a part is added where it belongs."""
        is_here = self.tie.near.owner or self.tie.role not in (Role.PART, Role.LINK)
        return is_here and not self._workspace.read_only

    def reset(self) -> None:
        """Begin with another record."""
        self._all = False
        if self._adder is not None:
            self._adder.hide()

    def show_list(self, uid: str, title: str, listed: TiedList) -> None:
        """Show what is tied to the record `uid`, called `title`."""
        self._uid, self._title, self._list = uid, title, listed
        shown = listed.rows if self._all else listed.rows[:AT_FIRST]
        while len(self.rows) < len(shown):
            self._make_row()
        over_before = False
        for row, tied in zip(self.rows, shown, strict=False):
            caption = tr("Earlier") if tied.is_over and not over_before else ""
            over_before = tied.is_over
            row.show_tied(tied, words_for(self.tie, tied), can_edit=self._can_edit(), caption=caption)
            row.show()
        for row in self.rows[len(shown) :]:
            row.hide()
        self._count.setText(str(listed.count) if listed.count > AT_FIRST else "")
        hidden = len(listed.rows) - len(shown)
        self.more.setText(trn("{n} more", "{n} more", hidden))
        self.more.setVisible(hidden > 0)
        self.add.setVisible(self.can_add)
        self.setVisible(listed.count > 0 or self._is_adding())
        if self._adder is not None:
            self._adder.picker.leave_out(self._left_out())

    def start_adding(self) -> None:
        """Open the row to pick from, or the dialog in which the new one is written down."""
        if self.tie.far is None and not may_create(self.tie.kind):
            self.dialog_requested.emit(self.tie.kind, "", self._given())
            return
        if self._adder is None:
            kind = self.tie.far.to if self.tie.far else self.tie.kind
            self._adder = LinkAdder(self._workspace, kind, self.tie.qualifier)
            self._adder.added.connect(self._on_added)
            self._adder.closed.connect(self._stop_adding)
            self._column.addWidget(self._adder)
        self._adder.picker.leave_out(self._left_out())
        self.show()
        self._adder.start()

    def show_count(self, count: int) -> None:
        """Say beside the heading how many there are."""
        self._count.setText(str(count) if count else "")

    def adder(self) -> LinkAdder | None:
        """The row to pick from; None before it was first wanted."""
        return self._adder

    def shown(self) -> list[RelatedRow]:
        """The rows on the form."""
        return [row for row in self.rows if not row.isHidden()]

    def _can_edit(self) -> bool:
        return not self._workspace.read_only and self._is_written_here()

    def _is_written_here(self) -> bool:
        return self.tie.role is Role.LINK or (self.tie.role is Role.PART and self.tie.near.owner)

    def _given(self) -> dict[str, Any]:
        return {self.tie.near.name: self._uid}

    def _is_adding(self) -> bool:
        return self._adder is not None and not self._adder.isHidden()

    def _left_out(self) -> list[str]:
        """The record itself, and for lists of records that refer to it, those that do already."""
        listed = [tied.row.uid for tied in self._list.rows] if self.tie.far is None else []
        return [self._uid, *listed]

    def _make_row(self) -> None:
        row = RelatedRow()
        row.opened.connect(self._on_opened)
        row.edit_requested.connect(self._on_edit)
        row.remove_requested.connect(self._on_remove)
        self._column.insertWidget(len(self.rows), row)
        self.rows.append(row)

    @Slot()
    def _show_all(self) -> None:
        self._all = True
        place = len(self.shown())
        self.show_list(self._uid, self._title, self._list)
        self.rows[place].link.setFocus()

    @Slot()
    def _stop_adding(self) -> None:
        if self._adder is not None:
            self._adder.hide()
        self.setVisible(self._list.count > 0)
        self.add.setFocus()

    @Slot(object)
    def _on_opened(self, row: RelatedRow) -> None:
        if row.words is None or not row.words.opens.uid:
            return
        opens = row.words.opens
        if record_type(opens.kind).about.role in (Role.TAB, Role.SIDE):
            self.open_requested.emit(opens.kind, opens.uid)
        else:
            self.dialog_requested.emit(opens.kind, opens.uid, self._given())

    @Slot(object)
    def _on_edit(self, row: RelatedRow) -> None:
        if row.tied is not None:
            self.dialog_requested.emit(self.tie.kind, row.tied.row.uid, self._given())

    @Slot(object)
    def _on_remove(self, row: RelatedRow) -> None:
        if row.tied is None or row.words is None:
            return
        self._move_focus_from(row)
        label = tr("Remove {record} from {title}", record=row.words.link, title=self._title)
        self._workspace.write(
            label, partial(_remove, tie=self.tie, uid=row.tied.row.uid), failed=self.problem.emit
        )

    def _move_focus_from(self, row: RelatedRow) -> None:
        if not row.link.hasFocus():
            return
        shown = self.shown()
        # The rows move up under the keyboard; the last one has nothing to move up.
        if row is shown[-1]:
            (shown[-2].link if len(shown) > 1 else self.add).setFocus()

    @Slot(object, object)
    def _on_added(self, ref: Ref, meaning: Any) -> None:
        assert self._adder is not None
        if any(_same(self.tie, tied, ref, meaning) for tied in self._list.rows):
            self._adder.refuse(tr("{record} is in the list already.", record=ref.title))
            return
        label = tr("Add {record} to {title}", record=ref.title, title=self._title)
        change = partial(_tie, tie=self.tie, uid=self._uid, ref=ref, meaning=meaning)
        self._adder.start()
        self._workspace.write(label, change, failed=partial(self._on_not_tied, ref))

    def _on_not_tied(self, ref: Ref, sentence: str) -> None:
        if self._adder is not None and self._is_adding() and not self._adder.picker.text():
            self._adder.picker.set_value(ref)
            self._adder.refuse(sentence)
        else:
            self.problem.emit(sentence)


def _same(tie: Tie, tied: TiedRow, ref: Ref, meaning: Any) -> bool:
    if tie.far is None or not ref.uid:
        return False
    other = tied.row[tie.far.name]
    alike = isinstance(other, Ref) and other.uid == ref.uid
    return alike and (tie.qualifier is None or tied.row[tie.qualifier.name] == meaning)


def _tie(writer: Writer, tie: Tie, uid: str, ref: Ref, meaning: Any) -> str:
    """Tie a record to the one called `uid`; answers the uid of the record that says so."""
    if tie.far is not None:
        values = {tie.near.name: uid, tie.far.name: uid_of(writer, ref)}
        if tie.qualifier is not None:
            values[tie.qualifier.name] = meaning
        return writer.create(tie.kind, values)
    if not ref.uid:
        return writer.create(tie.kind, {**named(tie.kind, ref.title), tie.near.name: uid})
    writer.update(tie.kind, ref.uid, {tie.near.name: uid})
    return ref.uid


def _remove(writer: Writer, tie: Tie, uid: str) -> None:
    """Untie a record: what belongs to the other or only ties goes, what stands alone stays."""
    if tie.near.owner:
        writer.delete(tie.kind, [uid])
    else:
        writer.update(tie.kind, uid, {tie.near.name: None})
