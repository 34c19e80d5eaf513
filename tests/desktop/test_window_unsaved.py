"""What is typed and not saved survives a sudden end, and is offered at the next start."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.unsaved import Unsaved
from desktop.dialogs.leaving import LeavingDialog
from desktop.dialogs.record_dialog import RecordDialog
from desktop.dialogs.unsaved import DiscardDialog, UnsavedDialog
from desktop.unsaved_offer import UnsavedOffer
from desktop.widgets.action_button import ActionButton
from tests.conftest import keep_apart
from tests.desktop.test_window_failures import other_program
from tests.desktop.typing_child import TEXT
from tests.desktop.window_desk import CONTROL, WindowDesk

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def after(tmp_path: Path, qtbot: QtBot, qapp: QApplication) -> Iterator[WindowDesk]:
    """The window of the next start; not opened yet."""
    (tmp_path / "after").mkdir()
    desk = WindowDesk(qtbot, tmp_path / "after")
    yield desk
    desk.close(anyway=True)


def start_again(window: WindowDesk, after: WindowDesk) -> WindowDesk:
    """Start on what there is on the disk now, as if Dateline had been killed this moment."""
    assert window.workspace.keeping.finish() == ""
    for file in window.folder.glob("dateline.db*"):
        shutil.copy(file, after.folder / file.name)
    after.open()
    after.settle()
    return after


def offer(desk: WindowDesk) -> UnsavedOffer:
    return desk.window.findChildren(UnsavedOffer)[0]


def says(desk: WindowDesk) -> str:
    """What is offered over the list; empty while nothing is."""
    desk.workspace.keeping.finish()
    desk.settle()
    shown = offer(desk)
    return shown.banner.text() if shown.isVisible() else ""


def press_button(desk: WindowDesk, text: str) -> None:
    buttons = [each for each in offer(desk).findChildren(ActionButton) if each.isVisible()]
    desk.click(next(each for each in buttons if each.text() == text))
    desk.settle()


def test_a_killed_process_leaves_what_was_typed(
    tmp_path: Path, example_file: Path, after: WindowDesk
) -> None:
    shutil.copy(example_file, after.folder / "dateline.db")
    environment = {**os.environ, **keep_apart(tmp_path / "child")}
    command = [sys.executable, "-m", "tests.desktop.typing_child", str(after.folder)]
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "kept\n"
        child.send_signal(signal.SIGKILL)
    after.open()
    assert (
        says(after) == f"Typed and not saved when Dateline ended: Ким Виктор – Note: “{TEXT[:60].rstrip()}…”"
    )
    press_button(after, "Put it back")
    assert after.read("note") == TEXT
    uid = after.form.uid
    assert after.kept("contact", uid)["note"] is None
    assert says(after) == ""
    after.press(Qt.Key.Key_Return, CONTROL)
    after.settle()
    assert after.kept("contact", uid)["note"] == TEXT
    after.undo()
    assert after.kept("contact", uid)["note"] is None
    after.close()
    assert not after.store.unsaved.exists()


def test_several_fields_come_back_as_one_change(window: WindowDesk, after: WindowDesk) -> None:
    uid = window.choose("Ким Виктор")
    with other_program(window):
        window.fill("birthday", "31.2.1980")
        window.fill("job_title", "Photo editor")
        window.into("note")
        window.keys("Prefers mor")
        start_again(window, after)
    window.press(Qt.Key.Key_Escape)
    assert says(after).endswith("Ким Виктор – Job title, Birthday, Note")
    press_button(after, "Put it back")
    assert after.read("job_title") == "Photo editor"
    assert after.read("note") == "Prefers mor"
    assert after.form.body.row("birthday").error()
    assert after.kept("contact", uid)["note"] is None
    after.press(Qt.Key.Key_Tab)
    after.settle()
    assert after.labels()[0] == "Change Job title, Note of Ким Виктор"
    assert after.kept("contact", uid)["note"] == "Prefers mor"
    assert after.form.unsaved() == {"Ким Виктор": ["Birthday"]}
    after.undo()
    assert after.kept("contact", uid)["note"] is None


def test_a_new_record_comes_back(window: WindowDesk, after: WindowDesk) -> None:
    window.press(Qt.Key.Key_N, CONTROL)
    window.settle()
    window.into("family_name")
    window.keys("Сапаро")
    start_again(window, after)
    assert says(after).endswith("New contact – Family name: “Сапаро”")
    press_button(after, "Put it back")
    assert after.form.is_new
    assert after.read("family_name") == "Сапаро"
    after.keys("ва")
    after.press(Qt.Key.Key_Tab)
    after.settle()
    assert after.kept("contact", after.form.uid)["family_name"] == "Сапарова"


def test_what_was_saved_at_last_is_not_offered(window: WindowDesk, after: WindowDesk) -> None:
    window.choose("Ким Виктор")
    window.into("note")
    window.keys("Called back")
    window.workspace.keeping.finish()
    kept = window.store.unsaved.read_bytes()
    window.press(Qt.Key.Key_Tab)
    window.settle()
    window.workspace.keeping.finish()
    window.store.unsaved.write_bytes(kept)
    # As where it ended between saving the text and forgetting it.
    for file in window.folder.glob("dateline.db*"):
        shutil.copy(file, after.folder / file.name)
    after.open()
    assert says(after) == ""
    assert not after.store.unsaved.exists()


def test_a_field_that_was_changed_since_is_not_overwritten(window: WindowDesk, after: WindowDesk) -> None:
    uid = window.choose("Ким Виктор")
    window.into("note")
    window.keys("Prefers mornings")
    start_again(window, after)
    with after.store.write("Change from elsewhere") as writer:
        writer.update("contact", uid, {"note": "Prefers evenings"})
    after.reopen()
    assert says(after)
    press_button(after, "Show…")
    dialog = after.part(UnsavedDialog)
    texts = [label.text() for label in dialog.findChildren(type(dialog.title)) if label.isVisible()]
    assert "Prefers mornings" in texts
    assert texts.index("Prefers evenings") == texts.index("It was changed since. Now it says:") + 1
    after.click(dialog.cards()[0].put_button)
    after.settle()
    assert after.kept("contact", uid)["note"] == "Prefers evenings"
    assert after.read("note") == "Prefers mornings"


def test_the_text_of_a_record_that_is_gone_can_be_copied_and_discarded(
    window: WindowDesk, after: WindowDesk
) -> None:
    uid = window.choose("Ким Виктор")
    window.into("note")
    window.keys("Prefers mornings")
    start_again(window, after)
    with after.store.write("Delete") as writer:
        writer.delete("contact", [uid])
    after.reopen()
    assert says(after)
    press_button(after, "Show…")
    card = after.part(UnsavedDialog).cards()[0]
    assert not card.put_button.isVisible()
    after.click(card.copy_button)
    assert QApplication.clipboard().text() == "Prefers mornings"
    after.click(card.discard_button)
    after.click(after.part(DiscardDialog).confirm)
    assert says(after) == ""
    assert not after.store.unsaved.exists()


def test_put_away_it_comes_again_at_the_next_start(window: WindowDesk, after: WindowDesk) -> None:
    window.choose("Ким Виктор")
    window.into("note")
    window.keys("Prefers mornings")
    start_again(window, after)
    assert says(after)
    offer(after).banner.dismiss()
    assert says(after) == ""
    # Typing into the same field takes nothing away from what is offered.
    after.choose("Ким Виктор")
    after.fill("note", "Another note")
    after.reopen()
    assert says(after).endswith("Ким Виктор – Note: “Prefers mornings”")


def test_a_dialog_comes_back_with_what_was_typed(window: WindowDesk, after: WindowDesk) -> None:
    window.go(4)
    window.choose(window.listed()[0])
    window.form.frame.lists["cost.facility"].start_adding()
    window.settle()
    dialog = window.part(RecordDialog)
    dialog.form.body.row("note").edit()
    window.keys("For the new roof")
    start_again(window, after)
    dialog.reject()
    assert says(after).endswith(" – Note: “For the new roof”")
    press_button(after, "Put it back")
    again = after.part(RecordDialog)
    assert again.form.is_new
    assert again.form.typed() == {"note": "For the new roof"}
    before = len(after.all("cost"))
    again.form.body.row("amount").edit()
    after.keys("1200")
    after.click(again.confirm)
    after.settle()
    assert len(after.all("cost")) == before + 1


def test_closing_asks_about_all_records_and_keeps_for_next_time(window: WindowDesk) -> None:
    window.choose("Ким Виктор")
    window.fill("birthday", "some day")
    window.choose(next(title for title in window.listed() if title != "Ким Виктор"))
    window.go(1)
    assert not window.window.close()
    dialog = window.part(LeavingDialog)
    assert dialog.named.text() == "Ким Виктор – Birthday"
    window.click(dialog.confirm)
    window.is_open = False
    window.open()
    assert says(window) == "Typed and not saved when Dateline ended: Ким Виктор – Birthday: “some day”"
    press_button(window, "Put it back")
    assert window.read("birthday") == "some day"
    assert not window.window.close()
    window.click(window.part(LeavingDialog).discard)
    window.is_open = False
    window.open()
    assert says(window) == ""
    assert not window.store.unsaved.exists()


def test_what_could_not_be_written_before_she_went_on_is_not_lost(
    window: WindowDesk, after: WindowDesk
) -> None:
    uid = window.choose("Ким Виктор")
    other = next(title for title in window.listed() if title != "Ким Виктор")
    with other_program(window):
        window.into("job_title")
        window.over("Photo editor")
        window.choose(other)
        assert [each.draft for each in window.form.unwritten()] == ["Photo editor"]
        start_again(window, after)
        assert says(after).endswith("Ким Виктор – Job title: “Photo editor”")
    window.choose("Ким Виктор")
    assert window.read("job_title") == "Photo editor"
    assert window.kept("contact", uid)["job_title"] == "Photo editor"


def test_a_tab_that_is_closed_keeps_what_could_not_be_saved(window: WindowDesk) -> None:
    window.pages.open("event", window.named("event", ""))
    window.settle()
    window.into("start")
    window.over("some day")
    window.press(Qt.Key.Key_W, CONTROL)
    window.settle()
    assert not window.window.close()
    dialog = window.part(LeavingDialog)
    assert dialog.named.text()
    window.click(dialog.cancel)
    window.pages.go("event")
    window.settle()
    assert window.read("start") == "some day"


def test_a_dialog_is_not_left_before_what_is_typed_in_it_is_safe(window: WindowDesk) -> None:
    window.choose("Ким Виктор")
    window.form.frame.lists["post.contact"].shown()[0].edit_requested.emit(
        window.form.frame.lists["post.contact"].shown()[0]
    )
    window.settle()
    dialog = window.part(RecordDialog)
    uid = dialog.form.uid
    dialog.form.body.row("note").edit()
    window.keys("Two days a week")
    with other_program(window):
        dialog.accept()
        window.settle()
        assert dialog.isVisible()
        assert dialog.form.body.row("note").error().startswith("dateline.db is in use")
        assert "Not everything is saved" in dialog.problem.text()
    dialog.accept()
    window.settle()
    assert window.kept("post", uid)["note"] == "Two days a week"


def test_a_new_record_that_could_not_be_written_can_be_tried_again(window: WindowDesk) -> None:
    window.go(4)
    window.choose(window.listed()[0])
    window.form.frame.lists["cost.facility"].start_adding()
    window.settle()
    dialog = window.part(RecordDialog)
    dialog.form.body.row("amount").edit()
    window.keys("1200")
    before = len(window.all("cost"))
    with other_program(window):
        window.click(dialog.confirm)
        window.settle()
        assert dialog.problem.text().startswith("dateline.db is in use")
        assert [each.field for each in dialog.form.unwritten()] == ["amount"]
    window.click(dialog.confirm)
    window.settle()
    assert len(window.all("cost")) == before + 1


def test_where_it_can_not_be_kept_she_is_told_once_and_it_is_tried_again(window: WindowDesk) -> None:
    said: list[str] = []
    window.workspace.keeping.problem.connect(said.append)
    window.store.unsaved.mkdir()
    window.choose("Ким Виктор")
    window.into("note")
    window.keys("Prefers mornings")
    why = window.workspace.keeping.finish()
    assert why.startswith("What is typed can't be kept for the case that Dateline ends suddenly. ")
    assert window.banner() == why
    window.store.unsaved.rmdir()
    assert window.workspace.keeping.finish() == ""
    assert said == [why]
    assert [each.draft for each in Unsaved(window.store).all()] == ["Prefers mornings"]


def test_what_is_typed_into_a_record_that_is_erased_is_forgotten(window: WindowDesk) -> None:
    uid = window.choose("Ким Виктор")
    window.fill("birthday", "some day")
    window.workspace.keeping.finish()
    assert Unsaved(window.store).all()
    window.workspace.keeping.forget_record(uid)
    window.workspace.keeping.finish()
    assert window.form.unwritten() == []
    assert not window.store.unsaved.exists()
