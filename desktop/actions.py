"""Everything a person can do in the window: one table for menus, tool bars and the list of shortcuts."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QAction, QKeySequence

from db.language import mark, tr
from desktop import icons


@dataclass(frozen=True)
class Deed:
    """One thing to do: its id, its text, its icon, its keys, and the group it is listed in."""

    id: str
    text: str
    icon: str
    keys: str = ""
    group: str = ""
    tip: str = ""
    on_page: bool = False  # done by the page in sight, by a method of this name
    within_list: bool = False  # its keys belong to the table while that has the keyboard
    kind: str = ""  # the kind of record that it is for; empty for all


STORE = mark("Workbooks and the store")
RECORD = mark("Records")
LIST = mark("The list")
VIEW = mark("Getting around")

DEEDS = (
    Deed("new", mark("New record"), "plus", "Ctrl+N", RECORD, on_page=True),
    Deed("duplicate", mark("Duplicate"), "content-duplicate", "Ctrl+D", RECORD, on_page=True),
    Deed("change_many", mark("Change a field…"), "playlist-edit", "Ctrl+M", RECORD,
         mark("Change one field on all selected records"), on_page=True),
    Deed("moved", mark("Moved to…"), "briefcase-arrow-left-right-outline", "Ctrl+Shift+M", RECORD,
         mark("End the old post of the contact, begin the new one"), on_page=True, kind="contact"),
    Deed("add_to_group", mark("Add to a group…"), "account-multiple-plus-outline", "Ctrl+G", RECORD,
         mark("Put the selected contacts into a group"), on_page=True, kind="contact"),
    Deed("remove_from_group", mark("Remove from a group…"), "account-multiple-minus-outline", "", RECORD,
         mark("Take the selected contacts out of a group"), on_page=True, kind="contact"),
    Deed("copy_addresses", mark("Copy e-mail addresses"), "email-multiple-outline", "Ctrl+Shift+C", RECORD,
         mark("For the Bcc of a mail, without those who opted out"), on_page=True, kind="contact"),
    Deed("verify", mark("Verified today"), "account-check-outline", "Ctrl+Shift+V", RECORD,
         mark("What stands here is right; on to the next"), on_page=True, kind="contact"),
    Deed("skip", mark("Skip"), "skip-next-outline", "Ctrl+Shift+K", RECORD,
         mark("On to the next contact, and leave this one as it is"), on_page=True, kind="contact"),
    Deed("give_data", mark("Give this person’s data…"), "account-arrow-down-outline", "", RECORD,
         mark("All that is kept about the contact, in a file for the person"), on_page=True, kind="contact"),
    Deed("erase", mark("Erase for good…"), "account-remove-outline", "", RECORD,
         mark("Erase the contact from the store, its history and its backups"), on_page=True, kind="contact"),
    Deed("delete", mark("Delete"), "trash-can-outline", "Del", RECORD, on_page=True, within_list=True),
    Deed("undo", mark("Undo"), "undo", "Ctrl+Z", RECORD),
    Deed("redo", mark("Redo"), "redo", "Ctrl+Shift+Z", RECORD),
    Deed("history", mark("History"), "history", "Ctrl+H", RECORD,
         mark("What was changed, when and by whom"), on_page=True),
    Deed("store_history", mark("All changes"), "history", "Ctrl+Shift+H", STORE,
         mark("Everything that was done in this store, newest first")),
    Deed("import", mark("Import"), "file-import-outline", "Ctrl+I", STORE, mark("Bring in a workbook")),
    Deed("export", mark("Export"), "file-export-outline", "Ctrl+E", STORE, mark("Write a workbook")),
    Deed("backups", mark("Backups…"), "backup-restore", "", STORE,
         mark("What was kept of earlier days: look into it, bring records back, restore all of it")),
    Deed("lock", mark("Lock"), "lock-outline", "Ctrl+Alt+L", STORE,
         mark("Cover the window and close the store until its passphrase is given")),
    Deed("protect", mark("Protect with a passphrase…"), "lock-plus-outline", "", STORE,
         mark("Encrypt the store and its backups")),
    Deed("change_passphrase", mark("Change the passphrase…"), "lock-reset", "", STORE),
    Deed("unprotect", mark("Remove the passphrase…"), "lock-off-outline", "", STORE,
         mark("Write the store and its backups without encryption")),
    Deed("check", mark("Check the store…"), "stethoscope", "", STORE,
         mark("See whether every record and every link is as it should be")),
    Deed("example", mark("Open the example"), "school-outline", "", STORE,
         mark("A store of its own, filled with a workshop, its release and its partners")),
    Deed("find_duplicates", mark("Find duplicates…"), "content-duplicate", "Ctrl+Shift+D", RECORD,
         mark("Contacts, partners and facilities that may be there twice")),
    Deed("copy", mark("Copy rows"), "content-copy", "Ctrl+C", LIST, on_page=True, within_list=True),
    Deed("paste", mark("Paste rows"), "content-paste", "Ctrl+V", LIST, on_page=True, within_list=True),
    Deed("edit", mark("Edit the cell"), "pencil-outline", "F2", LIST, on_page=True, within_list=True),
    Deed("filter", mark("Filter the list"), "filter-variant", "Ctrl+F", LIST, on_page=True),
    Deed("search", mark("Search everything"), "magnify", "Ctrl+K", VIEW),
    Deed("back", mark("Back"), "arrow-left", "Alt+Left", VIEW,
         mark("The record that you came from by a link")),
    Deed("forward", mark("Forward"), "arrow-right", "Alt+Right", VIEW,
         mark("The record that you went back from")),
    Deed("next_part", mark("Next part of the window"), "page-next-outline", "F6", VIEW,
         mark("From the list to the form, to the search, and back to the list")),
    Deed("go_list", mark("Go to the list"), "table", "Ctrl+L", VIEW, on_page=True),
    Deed("go_form", mark("Go to the form"), "card-text-outline", "Ctrl+J", VIEW, on_page=True),
    Deed("close_tab", mark("Close the tab"), "close", "Ctrl+W", VIEW),
    Deed("settings", mark("Settings"), "cog-outline", "Ctrl+,", VIEW),
    Deed("erased", mark("What was erased…"), "account-off-outline", "", STORE,
         mark("Who was erased when and why, without what it said")),
    Deed("fault_reports", mark("Reports about faults…"), "file-alert-outline", "", STORE,
         mark("What went wrong in Dateline, kept on this computer and sent to nobody")),
    Deed("shortcuts", mark("Keyboard shortcuts"), "keyboard-outline", "F1", VIEW),
    Deed("quit", mark("Quit"), "exit-to-app", "Ctrl+Q", VIEW),
)  # fmt: skip


ROW_DEEDS = (
    "edit", "copy", "paste", "duplicate", "",
    "change_many", "add_to_group", "remove_from_group", "copy_addresses", "",
    "moved", "verify", "history", "give_data", "",
    "delete", "erase",
)  # fmt: skip
"""What the menu of a row offers, in this order; empty for a line between groups."""

CHANGING = frozenset({
    "new", "duplicate", "change_many", "moved", "add_to_group", "remove_from_group", "verify", "skip",
    "delete", "erase", "undo", "redo", "import", "find_duplicates", "paste", "edit",
})  # fmt: skip
"""What changes the store, or is of use only for that: not to be done where it is only read."""


class Actions(QObject):
    """The actions of one window, by id, each connected to the slot that does it.

    `on_page` does a deed of the page in sight by its id; `slots` are the deeds of the window itself.
    """

    def __init__(
        self, parent: QObject, slots: dict[str, Callable[..., Any]], on_page: Callable[[str], Any]
    ) -> None:
        super().__init__(parent)
        self._read_only = False
        self._made = {deed.id: self._make(deed) for deed in DEEDS}
        for deed in DEEDS:
            slot = partial(on_page, deed.id) if deed.on_page else slots[deed.id]
            self._made[deed.id].triggered.connect(slot)

    def __getitem__(self, name: str) -> QAction:
        return self._made[name]

    def __iter__(self) -> Iterator[QAction]:
        return iter(self._made.values())

    def of_row(self, kind: str) -> list[QAction]:
        """What the menu of a row of a kind offers, in this order."""
        own = {deed.id for deed in DEEDS if deed.kind in ("", kind)}
        return [self._made[name] if name else self._line() for name in ROW_DEEDS if name in own | {""}]

    def _line(self) -> QAction:
        line = QAction(self)
        line.setSeparator(True)
        return line

    def show_protection(self, protected: bool, possible: bool) -> None:
        """Offer what can be done with a store that is under a passphrase, or under none."""
        for name in ("lock", "change_passphrase", "unprotect"):
            self._made[name].setVisible(protected)
        self._made["protect"].setVisible(not protected)
        for name in ("protect", "change_passphrase", "unprotect"):
            self._made[name].setEnabled(possible)

    @Slot(str)
    def show_kind(self, kind: str) -> None:
        """Let what is for one kind of record be done where that is in sight."""
        for deed in DEEDS:
            if deed.kind:
                self._made[deed.id].setEnabled(deed.kind == kind and self._can_do(deed.id))

    def only_read(self) -> None:
        """Let nothing be done that changes the store, from now on."""
        self._read_only = True
        for name in CHANGING:
            self._made[name].setEnabled(False)

    def _can_do(self, name: str) -> bool:
        return not (self._read_only and name in CHANGING)

    def _make(self, deed: Deed) -> QAction:
        action = QAction(icons.icon(deed.icon), tr(deed.text), self)
        if deed.keys:
            action.setShortcut(QKeySequence(deed.keys))
        if deed.within_list:
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.setToolTip(tip(tr(deed.tip or deed.text), action.shortcut()))
        return action


def tip(text: str, keys: QKeySequence) -> str:
    """A tooltip with its keys, such as "Undo: Change Phone (Ctrl+Z)"."""
    shown = keys.toString(QKeySequence.SequenceFormat.NativeText)
    return f"{text} ({shown})" if shown else text


def groups() -> dict[str, list[Deed]]:
    """The deeds that have keys, by group, for the list of shortcuts."""
    grouped: dict[str, list[Deed]] = {}
    for deed in DEEDS:
        if deed.keys:
            grouped.setdefault(deed.group, []).append(deed)
    return grouped
