"""Backups in the window: made by themselves, listed, looked into, and restored, by keys alone."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from db.backup import backup, choose_folder, listed
from db.store import Store
from desktop.dialogs.backup_look import LookDialog
from desktop.dialogs.backup_restore import RestoreDialog
from desktop.dialogs.backups import BackupsDialog
from desktop.widgets.banner import Banner
from tests.desktop.window_desk import WindowDesk

NAMES = ("Asel", "Bakyt", "Cholpon")


@pytest.fixture
def desk(empty_window: WindowDesk) -> WindowDesk:
    """A window on an empty store."""
    return empty_window


def fill(desk: WindowDesk) -> dict[str, str]:
    """Three contacts, a backup of them; then one is deleted and one has another name."""
    with desk.store.write("Add") as writer:
        uids = {name: writer.create("contact", {"given_name": name}) for name in NAMES}
    backup(desk.store)
    with desk.store.write("Change") as writer:
        writer.delete("contact", [uids["Asel"]])
        writer.update("contact", uids["Bakyt"], {"given_name": "Boris"})
    desk.settle()
    return uids


def titles(desk: WindowDesk) -> set[str]:
    return {row.title for row in desk.all("contact")}


def shown(desk: WindowDesk) -> BackupsDialog:
    desk.do("backups")
    desk.settle()
    return desk.part(BackupsDialog)


def newest(dialog: BackupsDialog, column: int) -> str:
    """What the first line of the list says in a column."""
    line = dialog.tree.topLevelItem(0)
    return line.text(column) if line is not None else ""


def test_leaving_makes_a_backup_once(desk: WindowDesk) -> None:
    fill(desk)
    path = desk.store.path
    desk.close()
    assert [each.reason for each in listed(path)] == ["after-work", ""]
    desk.open()
    desk.close()
    assert len(listed(path)) == 2


def test_a_backup_that_fails_is_said_once_and_stops_nothing(desk: WindowDesk) -> None:
    with desk.store.write("Add") as writer:
        writer.create("contact", {"given_name": "Asel"})
    (desk.store.path.parent / "backups").write_text("no folder")
    desk.workspace.backups.before("import")
    desk.settle()
    banner = desk.part(Banner)
    assert banner.text().startswith("No backup could be made.")
    banner.dismiss()
    desk.workspace.backups.tidy()
    desk.settle()
    assert not banner.isVisible()


def test_one_backup_before_a_sitting_of_merges(desk: WindowDesk) -> None:
    for name in NAMES:
        with desk.store.write("Add") as writer:
            writer.create("contact", {"given_name": name})
        desk.workspace.backups.before_first("merge")
        desk.settle()
    assert [each.reason for each in listed(desk.store.path)] == ["before-merge"]


def test_a_folder_whose_disk_is_gone_is_said(desk: WindowDesk, tmp_path: Path) -> None:
    fill(desk)
    disk = tmp_path / "disk"
    disk.mkdir()
    choose_folder(desk.store, disk)
    disk.rmdir()
    desk.workspace.backups.tidy()
    desk.settle()
    assert "is not there, so backups go to" in desk.part(Banner).text()
    assert len(listed(desk.store.path)) == 2


def test_the_list_tells_what_is_in_each_and_what_is_different(desk: WindowDesk) -> None:
    fill(desk)
    dialog = shown(desk)
    assert newest(dialog, 0).startswith("today ")
    assert newest(dialog, 3).startswith("Add · ")
    assert dialog.holds.text() == "It holds 3 contacts."
    assert dialog.differs.text() == "Contacts: 1 is not there now, 1 is different now"


def test_enter_on_a_backup_opens_one_window_on_it(desk: WindowDesk) -> None:
    fill(desk)
    dialog = shown(desk)
    dialog.tree.setFocus()
    desk.press(Qt.Key.Key_Return)
    desk.settle()
    assert len(dialog.findChildren(LookDialog)) == 1


def test_without_a_backup_one_is_made_now(desk: WindowDesk) -> None:
    dialog = shown(desk)
    assert dialog.empty.isVisible()
    desk.click(dialog.now_button)
    desk.settle()
    assert dialog.tree.isVisible()
    assert len(listed(desk.store.path)) == 1


def test_a_record_is_found_and_brought_back_by_keys(desk: WindowDesk) -> None:
    fill(desk)
    dialog = shown(desk)
    desk.bot.keyClick(dialog.tree, Qt.Key.Key_Return)
    desk.settle()
    look = dialog.findChild(LookDialog)
    assert look is not None
    assert [look.table.records.entry(row).title for row in range(2)] == ["Asel", "Bakyt"]
    desk.bot.keyClicks(look.search, "asel")
    desk.bot.waitUntil(lambda: look.table.records.rowCount() == 1)
    desk.settle()
    assert "comes back whole" in look.says.text()
    desk.bot.keyClick(look.search, Qt.Key.Key_Return)
    desk.settle()
    assert look.outcome.text() == "1 record came back."
    assert titles(desk) == {"Asel", "Boris", "Cholpon"}
    look.reject()
    dialog.reject()
    desk.settle()
    desk.undo()
    assert titles(desk) == {"Boris", "Cholpon"}


def test_a_field_that_is_not_ticked_stays(desk: WindowDesk) -> None:
    uids = fill(desk)
    with desk.store.write("Change") as writer:
        writer.update("contact", uids["Bakyt"], {"note": "Called"})
    dialog = shown(desk)
    dialog.look_into()
    desk.settle()
    look = dialog.findChild(LookDialog)
    assert look is not None
    look.table.choose(1)
    desk.settle()
    lines = [line for place in range(2) if (line := look.beside.topLevelItem(place)) is not None]
    assert [line.text(0) for line in lines] == ["Given name", "Note"]
    lines[1].setCheckState(0, Qt.CheckState.Unchecked)
    look.bring_back()
    desk.settle()
    (row,) = [row for row in desk.all("contact") if row.uid == uids["Bakyt"]]
    assert (row.title, row["note"]) == ("Bakyt", "Called")


def test_a_restore_says_what_it_does_and_can_be_taken_back(desk: WindowDesk) -> None:
    fill(desk)
    dialog = shown(desk)
    dialog.restore()
    desk.settle()
    ask = dialog.findChild(RestoreDialog)
    assert ask is not None
    assert ask.figures.text() == "Contacts: 1 comes back, 1 becomes what it was"
    desk.bot.keyClick(ask, Qt.Key.Key_Return)
    desk.settle()
    assert titles(desk) == set(NAMES)
    dialog = shown(desk)
    assert newest(dialog, 1) == "before a restore"
    dialog.restore()
    desk.settle()
    ask = dialog.findChild(RestoreDialog)
    assert ask is not None
    desk.click(ask.confirm)
    desk.settle()
    assert titles(desk) == {"Boris", "Cholpon"}


def test_a_file_of_another_passphrase_asks_for_it(desk: WindowDesk, tmp_path: Path) -> None:
    other = Store.open(tmp_path / "other.db")
    with other.write("Add") as writer:
        writer.create("partner", {"name": "Centre Example"})
    other.protect("correct horse battery")
    other.close()
    dialog = shown(desk)
    dialog.list_file(tmp_path / "other.db")
    desk.settle()
    assert newest(dialog, 3) == "Under another passphrase"
    dialog.look_into()
    ask = next(each for each in QApplication.topLevelWidgets() if hasattr(each, "field") and each.isVisible())
    desk.bot.keyClicks(ask.field.line, "correct horse battery")
    desk.bot.keyClick(ask.field.line, Qt.Key.Key_Return)
    desk.settle()
    assert dialog.holds.text() == "It holds 1 partner."
