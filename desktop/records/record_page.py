"""What a tab holds: the list of records at the left, the form of the one that is chosen at the right."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QSplitter, QVBoxLayout, QWidget

from db import groups
from db.duplicates import KINDS
from db.language import tr, trn
from db.records import record_type
from db.unsaved import Typed
from desktop.records.contact_deeds import ContactDeeds, copy_addresses
from desktop.records.form import RecordForm
from desktop.records.group_people import GroupPeople
from desktop.records.record_list import RecordList
from desktop.records.spec import TabSpec
from desktop.records.twin_notice import TwinNotice
from desktop.settings import Settings
from desktop.theme import SPACE
from desktop.widgets.empty_state import EmptyState
from desktop.workspace import Workspace


class RecordPage(QWidget):
    """A list and a form of one kind of record, side by side."""

    open_requested = Signal(str, str)
    """Kind and uid of a record that a link leads to."""
    problem = Signal(str)
    told = Signal(str)
    rule_requested = Signal(str)
    """The uid of a group whose rule is to be changed."""
    people_requested = Signal(str)
    """The uid of a group whose people are to be listed."""
    selection_changed = Signal()
    """Another row is chosen, or another number of rows."""
    counted = Signal()

    def __init__(
        self, workspace: Workspace, settings: Settings, spec: TabSpec, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.kind = spec.kind
        self._settings = settings
        self._shown = self._total = 0
        self.people: ContactDeeds | None = None
        self._workspace = workspace
        self.list = RecordList(workspace, settings, spec.kind, self)
        self.list.table.setAccessibleName(record_type(spec.kind).about.words.plural)
        self.form = RecordForm(workspace, settings, spec, self)
        self._split = QSplitter(Qt.Orientation.Horizontal, self)
        self._split.addWidget(self.list)
        self._split.addWidget(self.form)
        self._split.setHandleWidth(SPACE.medium)
        self._split.setChildrenCollapsible(False)
        self._split.setStretchFactor(0, 3)
        self._split.setStretchFactor(1, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._split)
        self._connect()
        if spec.kind in KINDS and not workspace.read_only:
            self._look_for_twins()
        self._split.restoreState(settings.state(f"split/{self.kind}"))

    def _connect(self) -> None:
        self.list.current_changed.connect(self._on_current)
        self.list.selection_changed.connect(self.selection_changed)
        self.list.activated.connect(self.go_form)
        self.list.counted.connect(self._on_counted)
        self.list.problem.connect(self.problem)
        self.list.told.connect(self.told)
        self.form.open_requested.connect(self.open_requested)
        self.form.created.connect(self.list.select)
        self.form.problem.connect(self.problem)
        self.form.left.connect(self._on_form_left)
        self.form.wishes.rule.connect(self._on_rule_wish)
        for each in self.form.frame.lists.values():
            if isinstance(each, GroupPeople):
                each.list_requested.connect(self._on_people_wish)
                each.copy_requested.connect(self.copy_addresses)

    def _look_for_twins(self) -> None:
        notice = TwinNotice(self._workspace, self.form)
        self.form.put_above(notice)
        notice.merged.connect(self.open)
        notice.problem.connect(self.problem)

    def offer(
        self,
        first: Sequence[QAction],
        of_row: Sequence[QAction],
        walk: tuple[QAction, QAction],
        twins: QAction,
    ) -> None:
        """What the page offers to do while it is empty, and what the menu of a row offers.

        `walk` are the actions with which she goes through the contacts that are to be verified, `twins` is
        the one that looks for records that are there twice.
        """
        if self.kind == "contact":
            self.people = ContactDeeds(self._workspace, self._settings, self.list, walk)
            self.people.told.connect(self.told)
            self.people.problem.connect(self.problem)
            self.people.back_to_group.connect(self._on_back_to_group)
            self.people.personal.open_requested.connect(self.open_requested)
            header = self.form.frame.header
            header.moved_requested.connect(self.moved)
            header.give_requested.connect(self.give_data)
            header.erase_requested.connect(self.erase)
        if self.kind in KINDS:
            self.list.bar.views.offer([twins])
        about = record_type(self.kind).about
        sentence = tr("No {records} yet", records=about.words.plural.lower())
        hint = tr("Add the first by hand, or bring in a workbook that has them.")
        self.list.set_empty_state(EmptyState(about.icon, sentence, hint, first, primary=False))
        self.list.add_row_actions(of_row)

    def keep(self) -> None:
        """Keep how the page was left."""
        if self.people is not None:
            self.people.leave()
        self._settings.keep_state(f"split/{self.kind}", self._split.saveState())
        self._settings.put(f"current/{self.kind}", self.list.current_uid())

    @Slot(str)
    def open(self, uid: str) -> None:
        """Show a record: in the list, where it is, and in the form."""
        self.list.select(uid)
        self.form.show_record(uid)

    def commit(self) -> None:
        """Save what is being typed, in the form or in a cell."""
        self.form.commit()
        if self.list.table.viewport().isAncestorOf(QApplication.focusWidget() or self):
            # A cell that loses the keyboard is saved.
            self.list.focus_table()

    def unsaved(self) -> dict[str, list[str]]:
        """By the title of the record, the labels of the fields that hold what could not be saved."""
        return self.form.unsaved()

    @property
    def holds_unsaved(self) -> bool:
        """Whether something that is typed is not written, or not yet."""
        return bool(self.form.unwritten())

    def put_back(self, texts: Sequence[Typed]) -> None:
        """Show a record, and in it what was typed and never saved."""
        self.commit()
        self.form.show()
        if not texts[0].is_new:
            self.open(texts[0].uid)
        self.form.put_back(texts)

    def new(self) -> None:
        """Start a record with an empty form."""
        self.commit()
        self.form.show()
        self.form.begin_new()

    def duplicate(self) -> None:
        """Add a copy of the record that is chosen."""
        self.list.duplicate_current()

    def change_many(self) -> None:
        """Change one field on all selected records."""
        self.list.change_many()

    def delete(self) -> None:
        """Delete the selected records."""
        self.list.deeds.delete()

    def history(self) -> None:
        """Show what was changed on the record that is chosen."""
        self.form.deeds.show_history()

    # What is done with contacts alone

    def add_to_group(self) -> None:
        """Put the selected contacts into a group."""
        if self.people is not None:
            self.people.add_to_group()

    def remove_from_group(self) -> None:
        """Take the selected contacts out of a group."""
        if self.people is not None:
            self.people.remove_from_group()

    @Slot()
    def copy_addresses(self) -> None:
        """Copy the e-mail addresses of the selected contacts, or of the people of the group in the form."""
        if self.people is not None:
            self.people.copy_addresses()
        elif self.form.uid:
            copy_addresses(self._workspace, partial(groups.people, uid=self.form.uid), self.told.emit)

    @Slot()
    def moved(self) -> None:
        """Write down that the contact moved to another partner."""
        if self.people is not None:
            self.commit()
            self.people.moved()

    def give_data(self) -> None:
        """Write all that is kept about the contact to a file, to be given to the person."""
        if self.people is not None:
            self.commit()
            self.people.personal.give_data()

    def erase(self) -> None:
        """Ask about erasing the contact for good."""
        if self.people is not None:
            self.commit()
            self.people.personal.erase()

    def verify(self) -> None:
        """Set down that the contact is right as it stands, and go on to the next that is to be verified."""
        if self.people is not None:
            self.commit()
            self.people.verifying.verify()

    def skip(self) -> None:
        """Go on to the next contact."""
        if self.people is not None:
            self.commit()
            self.people.verifying.skip()

    @Slot()
    def _on_rule_wish(self) -> None:
        if self.form.uid:
            self.rule_requested.emit(self.form.uid)
        else:
            self.problem.emit(tr("Give the group a name first."))

    @Slot()
    def _on_people_wish(self) -> None:
        self.people_requested.emit(self.form.uid)

    @Slot(str)
    def _on_back_to_group(self, uid: str) -> None:
        self.open_requested.emit("group", uid)

    def copy(self) -> None:
        """Copy the selected rows for Excel."""
        self.list.deeds.copy()

    def paste(self) -> None:
        """Paste rows from Excel."""
        self.list.deeds.paste()

    def edit(self) -> None:
        """Edit the cell under the cursor."""
        self.list.edit_cell()

    def filter(self) -> None:
        """Put the keyboard on the filter of the list."""
        self.list.find()

    def go_list(self) -> None:
        """Put the keyboard on the list."""
        self.list.focus_table()

    @Slot()
    def go_form(self) -> None:
        """Put the keyboard on the form."""
        self.form.focus_first()

    def go_other(self) -> bool:
        """Put the keyboard from the list on the form; False where it is elsewhere, or there is no record."""
        focused = QApplication.focusWidget()
        if self.form.frame.is_empty() or focused is None or not self.list.isAncestorOf(focused):
            return False
        self.go_form()
        return True

    def status(self) -> str:
        """How many records are shown, of how many, and how many of them are selected."""
        total = record_type(self.kind).about.words.counted(self._total)
        shown = total if self._shown == self._total else tr("{n} of {total}", n=self._shown, total=total)
        selected = self.list.selected_count()
        return f"{shown} · {trn('{n} selected', '{n} selected', selected)}" if selected else shown

    @Slot(int, int)
    def _on_counted(self, shown: int, total: int) -> None:
        self._shown, self._total = shown, total
        self._show_form()
        self.counted.emit()

    def _show_form(self) -> None:
        """Without a record there is nothing to choose, and no form to show it in."""
        self.form.setVisible(bool(self._total) or self.form.is_new)

    @Slot()
    def _on_form_left(self) -> None:
        """Go back to the list; a new record that nothing was written into is given up."""
        self.go_list()
        if self.form.is_new and not self.form.typed():
            self.form.show_record(self.list.current_uid())
            self._show_form()

    @Slot(str)
    def _on_current(self, uid: str) -> None:
        # The first row of a list that is only now filled must not take away a record that she has begun.
        if not self.form.is_new or (uid and _has_keyboard(self.list)):
            self.form.show_record(uid)


def _has_keyboard(part: QWidget) -> bool:
    focused = QApplication.focusWidget()
    return focused is not None and part.isAncestorOf(focused)
