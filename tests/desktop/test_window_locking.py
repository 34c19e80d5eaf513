"""A store put under a passphrase in its window, locked, and open again as it was."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from db import backup
from db.errors import NeedsPassphrase
from db.store import Store, is_encrypted
from desktop import theme
from desktop.dialogs.importing import ImportDialog
from desktop.dialogs.passphrase import PassphraseDialog
from desktop.dialogs.store_history import StoreHistoryDialog
from desktop.locking import Idleness
from desktop.pages import Pages
from desktop.settings import LOCK_AFTER, Settings
from desktop.widgets.lock_page import LockPage
from desktop.widgets.passphrase_field import PassphraseField
from tests.desktop.window_desk import ALT, CONTROL, SHIFT, WindowDesk

WORKBOOK = Path(__file__).parent.parent / "workbooks" / "participants.xlsx"
PASSPHRASE, OTHER = "five kettles on a hill", "no kettle on that hill"


def type_in(field: PassphraseField, text: str) -> None:
    field.line.setFocus()
    for letter in text:
        QApplication.sendEvent(
            field.line, QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter)
        )


def ask(desk: WindowDesk, action: str) -> PassphraseDialog:
    """Choose from the menu of the window."""
    next(each for each in desk.window.actions() if each.text() == action).trigger()
    return desk.part(PassphraseDialog)


def protect(desk: WindowDesk) -> None:
    dialog = ask(desk, "Protect with a passphrase…")
    assert dialog.new is not None and dialog.again is not None and dialog.kept is not None
    type_in(dialog.new, PASSPHRASE)
    type_in(dialog.again, PASSPHRASE)
    dialog.kept.click()
    desk.click(dialog.confirm)
    desk.settle()
    desk.passphrase = PASSPHRASE


def offered(desk: WindowDesk) -> set[str]:
    """What of locking and passphrases the window offers."""
    texts = {each.text() for each in desk.window.actions() if each.isVisible()}
    return {text for text in texts if "passphrase" in text.lower() or text == "Lock"}


def lock(desk: WindowDesk) -> LockPage:
    desk.press(Qt.Key.Key_L, CONTROL | ALT)
    desk.settle()
    return desk.part(LockPage)


def unlock(desk: WindowDesk, passphrase: str = PASSPHRASE) -> None:
    page = desk.part(LockPage)
    type_in(page.field, passphrase)
    desk.bot.keyClick(page.field.line, Qt.Key.Key_Return)
    desk.settle()


@pytest.fixture(scope="module")
def protected_file(example_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example under a passphrase, to be copied."""
    path = tmp_path_factory.mktemp("protected") / "dateline.db"
    shutil.copy(example_file, path)
    store = Store.open(path)
    store.protect(PASSPHRASE)
    store.close()
    return path


@pytest.fixture
def locked(tmp_path: Path, protected_file: Path, qtbot: QtBot, qapp: QApplication) -> Iterator[WindowDesk]:
    """The window on the example, protected; not locked yet."""
    theme.apply(qapp, "light")
    shutil.copy(protected_file, tmp_path / "dateline.db")
    desk = WindowDesk(qtbot, tmp_path)
    desk.passphrase = PASSPHRASE
    yield desk.open()
    desk.close(anyway=True)


def test_the_store_is_protected_with_its_backups(window: WindowDesk) -> None:
    made = backup.backup(window.store)
    assert offered(window) == {"Protect with a passphrase…"}
    dialog = ask(window, "Protect with a passphrase…")
    assert dialog.new is not None and dialog.again is not None and dialog.kept is not None
    assert "Nobody, including us, can open the store without it." in " ".join(
        label.text() for label in dialog.findChildren(type(dialog.title))
    )
    assert not dialog.confirm.isEnabled()
    type_in(dialog.new, "short")
    assert dialog.new.said().startswith("At least 8 characters.")
    dialog.new.line.clear()
    type_in(dialog.new, PASSPHRASE)
    assert dialog.new.said().startswith("Long enough")
    type_in(dialog.again, "five kettles on the")
    assert dialog.again.said() == "The two are not the same."
    dialog.again.line.clear()
    type_in(dialog.again, PASSPHRASE)
    assert not dialog.confirm.isEnabled()  # where it is kept is not said yet
    dialog.kept.click()
    window.click(dialog.confirm)
    window.settle()
    assert window.toast() == "The store and its backups are protected."
    assert is_encrypted(window.store.path)
    assert is_encrypted(made)
    assert offered(window) == {"Lock", "Change the passphrase…", "Remove the passphrase…"}
    window.fill("note", "Seen again")  # and work goes on
    window.passphrase = PASSPHRASE
    window.reopen()
    assert window.listed()


def test_a_backup_that_stays_as_it_was_is_named(locked: WindowDesk) -> None:
    made = backup.backup(locked.store)
    locked.store.protect(OTHER)  # by another program, which knew nothing of the backup
    dialog = ask(locked, "Remove the passphrase…")
    assert dialog.present is not None
    type_in(dialog.present, OTHER)
    locked.click(dialog.confirm)
    locked.settle()
    assert dialog.explanation.text() == "The store is done. 1 file stays as it was:"
    assert dialog.problem.text() == f"{made.name} is under another passphrase."
    assert not dialog.confirm.isVisible()
    assert offered(locked) == {"Protect with a passphrase…"}
    dialog.reject()
    locked.passphrase = None


def test_the_passphrase_is_changed_and_removed(locked: WindowDesk) -> None:
    dialog = ask(locked, "Change the passphrase…")
    assert dialog.present and dialog.new and dialog.again and dialog.kept
    type_in(dialog.present, "not this one at all")
    for field in (dialog.new, dialog.again):
        type_in(field, OTHER)
    dialog.kept.click()
    locked.click(dialog.confirm)
    locked.settle()
    assert dialog.problem.text() == "This is not the passphrase of dateline.db. Try again."
    type_in(dialog.present, PASSPHRASE)
    locked.click(dialog.confirm)
    locked.settle()
    with pytest.raises(NeedsPassphrase):
        locked.store.check(PASSPHRASE)
    locked.store.check(OTHER)

    dialog = ask(locked, "Remove the passphrase…")
    assert dialog.present and not dialog.new
    type_in(dialog.present, OTHER)
    locked.click(dialog.confirm)
    locked.settle()
    assert not is_encrypted(locked.store.path)
    assert offered(locked) == {"Protect with a passphrase…"}
    locked.passphrase = None


def test_a_locked_window_shows_and_does_nothing(locked: WindowDesk) -> None:
    page = lock(locked)
    assert locked.store.is_locked
    assert locked.store.key is None
    assert locked.window.windowTitle() == "Locked – Dateline"
    assert not locked.window.findChildren(Pages)[0].isVisible()
    seen = [each for each in locked.window.findChildren(QWidget) if each.isVisible()]
    assert all(page.isAncestorOf(each) or each in (page, page.parentWidget()) for each in seen)
    assert page.field.line.hasFocus()
    for key, held in ((Qt.Key.Key_K, CONTROL), (Qt.Key.Key_N, CONTROL), (Qt.Key.Key_2, CONTROL)):
        locked.bot.keyClick(page.field.line, key, held)
    locked.bot.keyClick(page.field.line, Qt.Key.Key_H, CONTROL | SHIFT)
    locked.settle()
    assert not [each for each in locked.window.findChildren(QDialog) if each.isVisible()]
    assert not locked.window.acceptDrops()
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(WORKBOOK))])
    left, plain = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    drag = QDragEnterEvent(QPoint(9, 9), Qt.DropAction.CopyAction, mime, left, plain)
    drag.ignore()
    locked.window.dragEnterEvent(drag)
    assert not drag.isAccepted()
    locked.window.import_files([WORKBOOK])
    assert not locked.window.findChildren(ImportDialog)


def test_it_is_open_again_as_it_was(locked: WindowDesk) -> None:
    locked.go(2)
    before = (locked.tab(), locked.listed(), locked.page.list.current_uid(), locked.window.windowTitle())
    page = lock(locked)
    unlock(locked, "another one")
    assert page.isVisible()
    assert page.field.said() == "This is not the passphrase of dateline.db. Try again."
    assert page.field.text() == ""
    unlock(locked)
    assert not page.isVisible()
    after = (locked.tab(), locked.listed(), locked.page.list.current_uid(), locked.window.windowTitle())
    assert after == before
    locked.fill("note", "Seen again")
    assert locked.read("note") == "Seen again"
    locked.undo()


def test_what_is_typed_is_saved_before(locked: WindowDesk) -> None:
    uid = locked.page.list.current_uid()
    locked.into("note")
    locked.over("Said on the phone")
    lock(locked)
    unlock(locked)
    assert locked.kept("contact", uid).values["note"] == "Said on the phone"


def test_what_cannot_be_saved_stays_where_it_is_typed(locked: WindowDesk) -> None:
    locked.into("birthday")
    locked.over("the day before")
    lock(locked)
    unlock(locked)
    assert locked.pages.unsaved()
    assert locked.form.body.row("birthday").control().editor.value() == "the day before"


def test_dialogs_are_hidden_and_come_back(locked: WindowDesk) -> None:
    locked.do("store_history")
    locked.settle()
    dialog = locked.part(StoreHistoryDialog)
    locked.window.lock()
    locked.settle()
    assert not dialog.isVisible()
    unlock(locked)
    assert dialog.isVisible()
    dialog.reject()


def test_an_import_under_way_is_finished(locked: WindowDesk) -> None:
    locked.window.import_files([WORKBOOK])
    locked.settle()
    dialog = locked.part(ImportDialog)
    before = len(locked.all("contact"))
    dialog.confirm.click()
    locked.window.lock()
    locked.settle()
    assert locked.store.is_locked
    assert [each for each in QApplication.topLevelWidgets() if each.isVisible()] == [locked.window]
    unlock(locked)
    assert len(locked.all("contact")) > before
    for left in locked.window.findChildren(ImportDialog):
        left.reject()


def test_a_locked_window_can_be_closed(locked: WindowDesk) -> None:
    lock(locked)
    locked.close()
    locked.open()
    assert locked.listed()


def test_a_store_without_a_passphrase_is_not_locked(window: WindowDesk) -> None:
    window.window.lock()
    window.settle()
    assert not window.store.is_locked
    assert window.listed()


def test_it_is_locked_when_nobody_used_it(settings: Settings, window: WindowDesk) -> None:
    now = [1000.0]
    heard: list[float] = []
    idleness = Idleness(settings, clocks=(lambda: now[0], lambda: 5.0))
    idleness.idle.connect(lambda: heard.append(now[0]))
    now[0] += 14 * 60
    idleness.look()
    assert heard == []
    # A key in the window counts as use.
    idleness._watch(window.window.windowHandle())
    window.bot.keyClick(window.window.windowHandle(), Qt.Key.Key_Shift)
    now[0] += 14 * 60
    idleness.look()
    assert heard == []
    now[0] += 60
    idleness.look()
    assert len(heard) == 1
    settings.put(LOCK_AFTER, 0)
    now[0] += 10_000
    idleness.look()
    assert len(heard) == 1


def test_caps_lock_and_the_eye(locked: WindowDesk) -> None:
    page = lock(locked)
    letter = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier, "A")
    QApplication.sendEvent(page.field.line, letter)
    assert page.field.said() == "Caps Lock is on."
    eye = page.field.line.actions()[0]
    hidden = page.field.line.displayText()
    eye.trigger()
    assert hidden != page.field.line.displayText() == "A"
    page.field.line.clear()
    type_in(page.field, PASSPHRASE)
    page.findChildren(QPushButton)[0].click()
    locked.settle()
    assert not page.isVisible()
    assert page.field.text() == ""
