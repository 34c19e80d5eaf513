"""Making a rule: the list of contacts is filtered until it shows who belongs to a group."""

from functools import partial

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction

from db import rules
from db.language import tr
from db.queries import Row, View
from db.records import record_type
from db.writer import Writer
from desktop import icons
from desktop.dialogs.groups import NewGroupDialog
from desktop.records.interlude import Interlude
from desktop.records.record_list import RecordList
from desktop.workspace import Workspace


class RuleMaking(QObject):
    """Makes groups out of the filters of a list, and changes the rules of those that are there."""

    done = Signal(str)
    """The uid of the group whose form she came from, and goes back to."""
    told = Signal(str)
    problem = Signal(str)

    def __init__(self, workspace: Workspace, listed: RecordList) -> None:
        super().__init__(listed)
        self._workspace = workspace
        self._list = listed
        self._group: Row | None = None
        self.use = QAction(icons.icon("check"), tr("Use these filters"), self)
        self.use.triggered.connect(self._on_use)
        self.interlude = Interlude(listed, [self.use])
        self.interlude.ended.connect(self._on_ended)
        self.save = QAction(
            icons.icon("account-group-outline", "muted"), tr("Save as a group by rule…"), self
        )
        self.save.triggered.connect(self.save_as_group)

    @property
    def _asks_for_something(self) -> bool:
        view = self._list.view()
        return bool(view.filters or view.text.strip())

    def begin(self, group: Row) -> None:
        """Show what the rule of a group asks for, to be changed."""
        self._group = group
        view = rules.read(group["rule"]).view if group["rule"] else None
        sentence = tr("Filter the list until it shows who belongs to “{group}”.", group=group.title)
        self.interlude.begin(view or View("contact"), record_type("contact").about.columns, sentence)
        self._list.focus_table()

    @Slot()
    def save_as_group(self) -> None:
        """Ask for a name, and make a group by rule out of what the list is filtered by."""
        if not self._asks_for_something:
            self.told.emit(tr("Filter the list first: the filters become the rule of the group."))
            return
        dialog = NewGroupDialog(self._list.described(), self._list.window())
        dialog.named.connect(self._on_named)
        dialog.open()

    @Slot(str)
    def _on_named(self, name: str) -> None:
        change = partial(_make, name=name, view=self._list.view())
        label = tr("New group {group}", group=name)
        self._workspace.write(label, change, partial(self._on_made, name), self.problem.emit)

    def _on_made(self, name: str, _uid: str) -> None:
        self.told.emit(tr("“{group}” is a group now; its people follow the filters.", group=name))

    @Slot()
    def _on_use(self) -> None:
        if self._group is None:
            return
        if not self._asks_for_something:
            self.problem.emit(tr("Without a filter everybody would be in the group. Filter the list first."))
            return
        label = tr("Change Rule of {group}", group=self._group.title)
        change = partial(_change, uid=self._group.uid, view=self._list.view())
        self._workspace.write(label, change, failed=self.problem.emit)
        self.interlude.end()

    def leave(self) -> None:
        """Give it up where she is, without going back to the group."""
        self._group = None
        self.interlude.end()

    @Slot()
    def _on_ended(self) -> None:
        group, self._group = self._group, None
        if group is not None:
            self.done.emit(group.uid)


def _make(writer: Writer, name: str, view: View) -> str:
    return writer.create("group", {"name": name, "rule": rules.written(writer.session, view)})


def _change(writer: Writer, uid: str, view: View) -> None:
    writer.update("group", uid, {"rule": rules.written(writer.session, view)})
