"""What she does with contacts alone: groups, the addresses of a mail, a move, verifying."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction, QGuiApplication
from sqlalchemy.orm import Session

from db import groups, moves
from db.language import tr, trn
from db.personal import departures
from db.queries import Ref, Row, one, uids_of
from db.writer import Writer
from desktop.dialogs.groups import AddToGroupDialog, RemoveFromGroupDialog
from desktop.dialogs.moving import Moved, MoveDialog
from desktop.records.cell_text import context
from desktop.records.personal_deeds import PersonalDeeds
from desktop.records.record_list import RecordList
from desktop.records.record_picker import uid_of
from desktop.records.reviewing import Reviewing
from desktop.records.rule_making import RuleMaking
from desktop.records.verifying import Verifying
from desktop.settings import Settings
from desktop.tasks import Task
from desktop.workspace import Workspace


class ContactDeeds(QObject):
    """Asks what must be asked and does it in the background; each deed is one batch."""

    told = Signal(str)
    problem = Signal(str)
    back_to_group = Signal(str)
    """The uid of a group whose rule she came to change."""

    def __init__(
        self, workspace: Workspace, settings: Settings, listed: RecordList, keys: tuple[QAction, QAction]
    ) -> None:
        """`keys` are the actions for verifying and for passing over."""
        super().__init__(listed)
        self._workspace = workspace
        self._list = listed
        self.rules = RuleMaking(workspace, listed)
        self.verifying = Verifying(workspace, listed, keys)
        self.rules.done.connect(self.back_to_group)
        self.personal = PersonalDeeds(workspace, settings, listed)
        self.reviewing = Reviewing(workspace, listed, self.personal)
        for part in (self.rules, self.verifying, self.personal):
            part.told.connect(self.told)
        for each in (self.rules, self.verifying, self.personal, self.reviewing):
            each.problem.connect(self.problem)
        if not workspace.read_only:
            listed.bar.views.offer([self.verifying.start, self.reviewing.start, self.rules.save])

    def leave(self) -> None:
        """Leave the list as it was before the walk, or before a rule was being made."""
        self.rules.leave()
        self.verifying.interlude.end()
        self.reviewing.interlude.end()

    @Slot()
    def add_to_group(self) -> None:
        """Ask for a group, and put the selected contacts on its list."""
        ids = self._list.selected_ids()
        if ids:
            dialog = AddToGroupDialog(self._workspace, len(ids), self._list.window())
            dialog.chosen.connect(partial(self._add, tuple(ids)))
            dialog.open()

    def _add(self, ids: tuple[int, ...], group: Ref) -> None:
        counted = trn("{n} contact", "{n} contacts", len(ids))
        label = tr("Add {contacts} to {group}", contacts=counted, group=group.title)
        done = partial(self._on_added, group.title, len(ids))
        self._workspace.write(label, partial(_add, group=group, ids=ids), done, self.problem.emit)

    def _on_added(self, group: str, asked: int, added: int) -> None:
        said = trn("{n} contact is now in {group}.", "{n} contacts are now in {group}.", added, group=group)
        there = asked - added
        before = trn("{n} was on its list already.", "{n} were on its list already.", there)
        self.told.emit(f"{said} {before}" if there else said)

    @Slot()
    def remove_from_group(self) -> None:
        """Ask for one of the groups that the selected contacts are in, and take them off its list."""
        ids = tuple(self._list.selected_ids())
        if ids:
            self._workspace.read(partial(_lists_with, ids=ids), partial(self._on_lists, ids))

    def _on_lists(self, ids: tuple[int, ...], found: list[tuple[Ref, int]]) -> None:
        if not found:
            self.told.emit(tr("None of them was put into a group by hand."))
            return
        dialog = RemoveFromGroupDialog(found, self._list.window())
        dialog.chosen.connect(partial(self._remove, ids))
        dialog.open()

    def _remove(self, ids: tuple[int, ...], group: Ref) -> None:
        label = tr("Remove contacts from {group}", group=group.title)
        done = partial(self._on_removed, group.title)
        self._workspace.write(label, partial(_remove, uid=group.uid, ids=ids), done, self.problem.emit)

    def _on_removed(self, group: str, staying: int) -> None:
        said = tr("Taken off the list of {group}.", group=group)
        stay = trn("{n} stays in it by its rule.", "{n} stay in it by its rule.", staying)
        self.told.emit(f"{said} {stay}" if staying else said)

    @Slot()
    def copy_addresses(self) -> None:
        """Put the e-mail addresses of the selected contacts on the clipboard, for the Bcc of a mail."""
        copy_addresses(
            self._workspace, partial(_selected, ids=tuple(self._list.selected_ids())), self.told.emit
        )

    @Slot()
    def moved(self) -> None:
        """Ask where the current contact has moved to, and write down the new post."""
        uid = self._list.current_uid()
        if uid:
            self._workspace.read(partial(_posts, uid=uid), self._on_posts)

    def _on_posts(self, found: tuple[Row | None, list[Row]]) -> None:
        row, posts = found
        if row is not None:
            how = context()
            dialog = MoveDialog(self._workspace, row.title, posts, how, self._list.window())
            dialog.confirmed.connect(partial(self._move, row))
            dialog.open()

    def _move(self, row: Row, made: Moved) -> None:
        label = tr("Move {name} to {partner}", name=row.title, partner=made.partner.title)
        self._workspace.write(label, partial(_move, uid=row.uid, made=made), failed=self.problem.emit)


def copy_addresses(
    workspace: Workspace, whose: Callable[[Session], list[str]], tell: Callable[[str], object]
) -> None:
    """Put the e-mail addresses of some contacts on the clipboard, without those who opted out, and say so."""

    def work(_task: Task) -> groups.Addresses:
        with workspace.store.read() as session:
            found = groups.addresses(session, whose(session))
        departures.note(workspace.store, departures.ADDRESSES, "", "", found.contacts)
        return found

    workspace.tasks.start(work, done=partial(_on_addresses, tell), writes=True)


def _on_addresses(tell: Callable[[str], object], found: groups.Addresses) -> None:
    number = len(found.emails)
    if number:
        # With semicolons, which Outlook wants and every other mail program takes.
        QGuiApplication.clipboard().setText("; ".join(found.emails))
        said = trn("{n} address is on the clipboard.", "{n} addresses are on the clipboard.", number)
    else:
        said = tr("There is no e-mail address to copy.")
    tell(f"{said} {found.left_out}".strip())


def _selected(session: Session, ids: tuple[int, ...]) -> list[str]:
    return uids_of(session, "contact", ids)


def _add(writer: Writer, group: Ref, ids: tuple[int, ...]) -> int:
    return groups.add(writer, uid_of(writer, group), _selected(writer.session, ids))


def _remove(writer: Writer, uid: str, ids: tuple[int, ...]) -> int:
    return groups.remove(writer, uid, _selected(writer.session, ids))


def _lists_with(session: Session, ids: tuple[int, ...]) -> list[tuple[Ref, int]]:
    return groups.lists_with(session, _selected(session, ids))


def _posts(session: Session, uid: str) -> tuple[Row | None, list[Row]]:
    return one(session, "contact", uid), moves.current_posts(session, uid)


def _move(writer: Writer, uid: str, made: Moved) -> None:
    partner = uid_of(writer, made.partner)
    moves.move(writer, moves.Move(uid, partner, made.day, made.job_title, made.leaves))
