"""A pair that may be one: why, the records beside each other, and the two answers, merge or not the same."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from db.duplicates import Twin, merge
from db.language import tr
from db.records import record_type
from db.writer import Changes
from desktop import icons, theme
from desktop.dialogs.duplicates_choice import Choice
from desktop.dialogs.duplicates_side import SideBySide
from desktop.dialogs.duplicates_work import MOST, Comparison, compare, tell_apart
from desktop.records.twin_words import apart_label, likelihood, merge_label, reasons, speaks_for
from desktop.theme import SPACE
from desktop.widgets.link_label import LinkLabel
from desktop.workspace import Workspace

MERGE_KEYS = ("M", "Ь")
APART_KEYS = ("N", "Т")
"""A key and the Cyrillic letter on it, for who has that keyboard."""

Other = tuple[str, str]
"""The uid and the title of a third record that may be one with the two."""


class PairPanel(QWidget):
    """Reads the records of a pair, and does with them what she says, each as one batch."""

    done = Signal(str)
    """What was done, as the history has it."""
    merged = Signal(str)
    """The uid of the record that stayed."""
    ready = Signal()
    """The records are in sight."""
    gone = Signal()
    """One of the records is not there any more."""
    problem = Signal(str)

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._kind = ""
        self._uids: tuple[str, ...] = ()
        self._others: Sequence[Other] = ()
        self._asked = 0
        self.side = SideBySide(self)
        self.likely = _label("")
        self.why = _label("")
        self.against = _label("small")
        self.third = LinkLabel()
        self.merge_action = self._action("call-merge", tr("Merge into one"), MERGE_KEYS)
        self.apart_action = self._action("call-split", tr("Not the same"), APART_KEYS)
        self._lay_out()
        self.merge_action.triggered.connect(self.merge)
        self.apart_action.triggered.connect(self.tell_apart)
        self.third.activated.connect(self._on_third)
        workspace.changed.connect(self._on_changed)
        self.show_none()

    def _lay_out(self) -> None:
        self.likely.setFont(theme.font("strong"))
        said = QHBoxLayout()
        said.setSpacing(SPACE.small)
        said.addWidget(self.likely, 0, Qt.AlignmentFlag.AlignTop)
        said.addWidget(self.why, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.small)
        column.addLayout(said)
        column.addWidget(self.against)
        column.addWidget(self.third)
        column.addWidget(self.side, 1)

    def _action(self, icon: str, text: str, keys: Sequence[str]) -> QAction:
        action = QAction(icons.icon(icon), text, self)
        action.setShortcuts([QKeySequence(key) for key in keys])
        self.addAction(action)
        return action

    def show_pair(self, twin: Twin, others: Sequence[Other] = ()) -> None:
        """Show two records; `others` may be one with them, too."""
        self._others = others
        self.likely.setText(f"{likelihood(twin.score).capitalize()}:")
        self.why.setText(reasons(speaks_for(twin)))
        self.against.setText(tr("Against it: {why}", why=reasons(twin.against)) if twin.against else "")
        self.against.setVisible(bool(twin.against))
        self._show(twin.kind, (twin.a, twin.b))

    def show_none(self) -> None:
        """Show nothing."""
        self._asked += 1
        self._uids = ()
        self.side.show_choice(None)
        for part in (self.against, self.third):
            part.hide()
        self._allow(False)

    def uids(self) -> tuple[str, ...]:
        """The records in sight."""
        return self._uids

    @Slot()
    def merge(self) -> None:
        """Merge the records as was chosen, in one batch."""
        choice = self.side.choice
        if choice is None or not self.merge_action.isEnabled():
            return
        self._allow(False)
        about = record_type(self._kind).about
        label = merge_label(about, [choice.title(uid) for uid in choice.gone], choice.new_title())
        change = partial(merge, kind=self._kind, keep=choice.keep, gone=choice.gone, values=choice.values())
        done = partial(self._on_merged, label, choice.keep)
        self._workspace.backups.before_first("merge")
        self._workspace.write(label, change, done, self._on_failed)

    @Slot()
    def tell_apart(self) -> None:
        """Remember that they are not the same."""
        choice = self.side.choice
        if choice is None or not self.apart_action.isEnabled():
            return
        self._allow(False)
        label = apart_label([choice.title(uid) for uid in self._uids])
        change = partial(tell_apart, kind=self._kind, uids=self._uids)
        self._workspace.write(label, change, partial(self._on_apart, label), self._on_failed)

    def _show(self, kind: str, uids: tuple[str, ...]) -> None:
        self._kind, self._uids = kind, uids
        self._allow(False)
        left = [other for other in self._others if other[0] not in uids] if len(uids) < MOST else []
        self.third.setVisible(bool(left))
        if left:
            self.third.setText(tr("Set {title} beside them too", title=left[0][1]))
        self._read()

    def _read(self) -> None:
        self._asked += 1
        look = partial(compare, kind=self._kind, uids=self._uids)
        self._workspace.read(look, partial(self._on_read, self._asked), self._on_failed)

    def _on_read(self, asked: int, read: Comparison | None) -> None:
        if asked != self._asked:
            return
        self.side.show_choice(Choice(read) if read is not None else None)
        self._allow(read is not None)
        (self.gone if read is None else self.ready).emit()

    def _allow(self, allowed: bool) -> None:
        self.merge_action.setEnabled(allowed)
        self.apart_action.setEnabled(allowed)

    def _on_merged(self, label: str, keep: str, _nothing: None) -> None:
        self.done.emit(label)
        self.merged.emit(keep)

    def _on_apart(self, label: str, _nothing: None) -> None:
        self.done.emit(label)

    def _on_failed(self, sentence: str) -> None:
        self.problem.emit(sentence)
        self._allow(self.side.choice is not None)

    @Slot()
    def _on_third(self) -> None:
        left = [other for other in self._others if other[0] not in self._uids]
        if left:
            self._show(self._kind, (*self._uids, left[0][0]))

    @Slot(object)
    def _on_changed(self, changes: Changes) -> None:
        touched = (*changes.updated.get(self._kind, ()), *changes.deleted.get(self._kind, ()))
        if self._uids and (changes.everything or set(self._uids) & set(touched)):
            self._read()


def _label(role: str) -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(role == "small")
    if role:
        label.setProperty("role", role)
    return label
