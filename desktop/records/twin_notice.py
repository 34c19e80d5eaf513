"""“This may be …”: over the form, when a record was saved that another one may be."""

from functools import partial

import sqlalchemy as sa
from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction
from sqlalchemy.orm import Session

from db.duplicates import Twin, like, say_not_the_same
from db.language import tr
from db.queries import Row, one
from db.records import record_type
from db.writer import Changes, stored_fields
from desktop import icons
from desktop.dialogs.duplicates_compare import CompareDialog
from desktop.records.form import RecordForm
from desktop.records.twin_words import apart_label, this_may_be
from desktop.widgets.banner import Banner
from desktop.workspace import Workspace

Found = tuple[str, Row, Twin]
"""The title of the record that was saved, the one that it may be, and why."""


class TwinNotice(Banner):
    """Looks in the background after each save, and says whom the record may be; it never takes the keyboard.

    What she closed is not said again while the window is open, what is not the same never.
    """

    merged = Signal(str)
    """The uid of the record that stayed."""
    problem = Signal(str)

    def __init__(self, workspace: Workspace, form: RecordForm) -> None:
        self.compare_action = QAction(icons.icon("compare-horizontal"), tr("Compare"))
        self.apart_action = QAction(icons.icon("call-split"), tr("Not the same"))
        super().__init__("info", "", (self.compare_action, self.apart_action), narrow=True)
        self._workspace = workspace
        self._form = form
        self._saved = ""  # the record that was saved while it is in the form
        self._asked = 0
        self._found: Found | None = None
        self._closed: set[frozenset[str]] = set()
        for action in (self.compare_action, self.apart_action):
            action.setParent(self)
        self.hide()
        form.saved.connect(self._on_saved)
        form.turned.connect(self._on_turned)
        workspace.changed.connect(self._on_changed)
        self.compare_action.triggered.connect(self.compare)
        self.apart_action.triggered.connect(self.tell_apart)
        self.closed.connect(self._on_closed)

    @Slot()
    def compare(self) -> None:
        """Set the two beside each other."""
        if self._found is not None:
            self._form.commit()
            dialog = CompareDialog(self._workspace, self._found[2], self._form)
            dialog.merged.connect(self.merged)
            dialog.open()

    @Slot()
    def tell_apart(self) -> None:
        """Remember that they are not the same."""
        if self._found is None:
            return
        title, row, twin = self._found
        change = partial(say_not_the_same, kind=twin.kind, a=twin.a, b=twin.b)
        self._workspace.write(apart_label((title, row.title)), change, failed=self.problem.emit)
        self._show(None)

    @Slot(str)
    def _on_saved(self, uid: str) -> None:
        if uid == self._form.uid:
            self._saved = uid
            self._look()

    @Slot()
    def _on_turned(self) -> None:
        self._saved = ""
        self._asked += 1
        self._show(None)

    @Slot(object)
    def _on_changed(self, changes: Changes) -> None:
        """What was saved may by now be another one: by a post, a merge, an undo."""
        ours = self._saved and changes.kinds & {"not_same", "merged", "post"}
        twin = self._found[2].b if self._found is not None else ""
        if ours or (
            twin and any(twin in uids for uids in (*changes.updated.values(), *changes.deleted.values()))
        ):
            self._look()

    @Slot()
    def _on_closed(self) -> None:
        if self._found is not None:
            twin = self._found[2]
            self._closed.add(frozenset((twin.a, twin.b)))
            self._look()

    def _look(self) -> None:
        self._asked += 1
        closed = frozenset(self._closed)
        look = partial(look_for, kind=self._form.kind, uid=self._saved, closed=closed)
        self._workspace.read(look, partial(self._on_found, self._asked))

    def _on_found(self, asked: int, found: Found | None) -> None:
        if asked == self._asked:
            self._show(found)

    def _show(self, found: Found | None) -> None:
        self._found = found
        if found is not None:
            self.show_message("info", this_may_be(found[1], found[2]))
        self.setVisible(found is not None)


def look_for(session: Session, kind: str, uid: str, closed: frozenset[frozenset[str]]) -> Found | None:
    """The record that another one likeliest is, without pairs that are `closed`; None where there is none."""
    record = record_type(kind)
    saved = session.scalar(sa.select(record).where(record.uid == uid))
    if saved is None:
        return None
    values = {name: getattr(saved, name) for name in stored_fields(record)}
    for twin in like(session, kind, values, uid):
        row = one(session, kind, twin.b)
        if row is not None and frozenset((twin.a, twin.b)) not in closed:
            return saved.title, row, twin
    return None
