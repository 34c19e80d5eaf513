"""A store that can't be changed here: what is offered, and a window in which nothing can be changed."""

import json
from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from db.errors import ReadOnly
from db.store import Store
from db.store.claim import Elsewhere, Holder, claim_of
from desktop.actions import CHANGING, DEEDS
from desktop.app import Windows
from desktop.dialogs import not_writable
from desktop.dialogs.not_writable import Choice, NotWritableDialog
from desktop.settings import Settings
from desktop.store_notice import StoreNotice
from desktop.widgets.action_button import ActionButton
from desktop.widgets.banner import Banner
from tests.desktop.people import add_people
from tests.desktop.window_desk import Answer, WindowDesk

OTHER = replace(Holder.here(), host="office-pc", user="bakyt", started=1.0, token="another")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    folder = tmp_path / "pr"
    store = Store.open(folder / "dateline.db")
    add_people(store, 3)
    store.close()
    return store.path


@pytest.fixture
def windows(tmp_path: Path, qapp: QApplication) -> Iterator[Windows]:
    made = Windows(Settings(tmp_path / "dateline.ini"))
    yield made
    for window in made.shown():
        window.close()
    QCoreApplication.sendPostedEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def beat(path: Path, number: int) -> None:
    claim_of(path).write_text(json.dumps({**asdict(OTHER), "beat": f"{number:010}"}))


def read(dialog: QWidget) -> None:
    assert isinstance(dialog, NotWritableDialog)
    dialog.confirm.click()


def desk_of(windows: Windows, qtbot: QtBot, folder: Path) -> WindowDesk:
    desk = WindowDesk(qtbot, folder)
    desk.window = windows.shown()[0]
    desk.workspace = desk.window._workspace
    desk.store = desk.workspace.store
    qtbot.waitActive(desk.window)
    desk.settle()
    return desk


def test_nothing_can_be_changed_and_nothing_is_left_beside_it(
    path: Path, windows: Windows, qtbot: QtBot, tmp_path: Path
) -> None:
    beat(path, 1)
    answer = Answer(read)
    assert windows.open(path)
    assert answer.saw is not None
    desk = desk_of(windows, qtbot, tmp_path)
    assert desk.window.windowTitle().startswith("Read-only – ")
    notice = desk.window.findChildren(StoreNotice)[0].banners()[0].text()
    assert "is open on office-pc by bakyt" in notice
    assert "Nothing can be changed." in notice
    enabled = {name for name in CHANGING if desk.window._deeds[name].isEnabled()}
    assert enabled == set()
    assert all(desk.window._deeds[name].isEnabled() for name in ("export", "search", "history", "settings"))
    for field in desk.page.form.findChildren(QLineEdit) + desk.page.form.findChildren(QPlainTextEdit):
        if field.isVisible():
            assert field.isReadOnly(), field.accessibleName()
    before = desk.listed()
    assert len(before) == 3
    desk.page.list.focus_table()
    desk.press(Qt.Key.Key_F2)
    desk.press(Qt.Key.Key_Delete)
    for row in desk.page.form.body.rows():
        row.edit()
        assert not row.is_touched()
    desk.settle()
    assert desk.listed() == before
    assert not desk.window.acceptDrops()
    assert {each.name for each in path.parent.iterdir()} <= {
        path.name,
        f"{path.name}.claim",
        f"{path.name}.window",
    }


def test_every_deed_that_changes_something_is_known() -> None:
    assert {deed.id for deed in DEEDS} >= CHANGING


def test_the_one_who_waits_gets_the_store_when_it_is_closed_there(
    path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(not_writable, "LOOK_EVERY_MS", 10)
    beat(path, 1)
    dialog = NotWritableDialog(path, Elsewhere(path, OTHER))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.title.text() == "dateline is open on another computer"
    assert "bakyt has it open on office-pc" in dialog.explanation.text()
    assert dialog.state.text().startswith("Checking whether it is still in use")
    beat(path, 2)
    qtbot.waitUntil(lambda: dialog.state.text().startswith("It is in use there."))
    claim_of(path).unlink()
    qtbot.waitUntil(lambda: dialog.choice is Choice.AGAIN)
    dialog.close_tasks()


def test_what_may_not_be_written_to_is_offered_to_be_read(path: Path, qtbot: QtBot) -> None:
    dialog = NotWritableDialog(path, ReadOnly("…"))
    qtbot.addWidget(dialog)
    assert dialog.title.text() == "dateline can’t be changed"
    assert dialog.state.isHidden()
    dialog.close_tasks()


def test_it_is_opened_for_editing_when_it_is_free(path: Path, windows: Windows, qtbot: QtBot) -> None:
    beat(path, 1)
    answer = Answer(read)
    assert windows.open(path)
    assert answer.saw is not None
    claim_of(path).unlink()
    button = windows.shown()[0].findChildren(StoreNotice)[0].findChildren(ActionButton)[0]
    assert button.text() == "Open for editing"
    button.click()
    qtbot.waitUntil(lambda: [w.windowTitle() for w in windows.shown()] == ["dateline – Dateline"])


def test_where_a_store_lies_is_said_once(tmp_path: Path, windows: Windows, qtbot: QtBot) -> None:
    path = tmp_path / "OneDrive" / "dateline.db"
    for times in (1, 0):
        assert windows.open(path)
        window = windows.shown()[0]
        notice = window.findChildren(StoreNotice)[0]
        texts = [banner.text() for banner in notice.banners()]
        assert len(texts) == times
        for banner in notice.banners():
            assert "This store lies in OneDrive." in banner.text()
            banner.dismiss()
        assert notice.isHidden()
        window.close()
        qtbot.waitUntil(lambda: not windows.shown())


def test_copies_in_conflict_are_said(tmp_path: Path, windows: Windows, qtbot: QtBot) -> None:
    path = tmp_path / "Dropbox" / "dateline.db"
    path.parent.mkdir()
    (path.parent / "dateline (Asel's conflicted copy 2026-04-25).db").touch()
    assert windows.open(path)
    notice = windows.shown()[0].findChildren(StoreNotice)[0]
    qtbot.waitUntil(lambda: len(notice.banners()) == 2)
    assert "Dropbox kept the other version as dateline (Asel's conflicted copy" in notice.banners()[1].text()


def test_a_store_of_this_machine_says_nothing(path: Path, windows: Windows) -> None:
    assert windows.open(path)
    assert windows.shown()[0].findChildren(StoreNotice)[0].isHidden()
    assert not [each for each in windows.shown()[0].findChildren(Banner) if each.isVisible()]
