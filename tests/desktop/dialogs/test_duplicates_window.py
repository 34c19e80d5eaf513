"""The window of duplicates: walking through pairs, merging, telling apart, taking back; by keys and mouse."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from db.journal import history
from db.queries import View, list_ids, one, rows
from desktop.dialogs.duplicates import DuplicatesDialog
from desktop.dialogs.duplicates_cell import ChoiceCell
from desktop.workspace import Workspace
from tests.desktop.twins import add_twins

AIDANA = ("Sapova Aidana", "Сапова Айдана Бакытовна")


@pytest.fixture
def uids(workspace: Workspace) -> dict[str, str]:
    """Records that are there twice, by the names that they have in the sample."""
    return add_twins(workspace.store)


@pytest.fixture
def opened(
    qtbot: QtBot, workspace: Workspace, uids: dict[str, str], until_idle: Callable[[], None]
) -> Callable[[str], DuplicatesDialog]:
    """Opens the window on a kind of record and waits until all were looked at."""
    around = QWidget()
    around.resize(1280, 800)
    qtbot.addWidget(around)

    def open_it(kind: str) -> DuplicatesDialog:
        dialog = DuplicatesDialog(workspace, kind, around)
        with qtbot.waitActive(dialog):
            dialog.open()
        until_idle()
        return dialog

    return open_it


def listed(dialog: DuplicatesDialog) -> list[tuple[str, str]]:
    """The pairs in the list, from the top."""
    return [pair.titles for pair in dialog.pairs.records.pairs()]


def marked(dialog: DuplicatesDialog) -> tuple[str, str]:
    pair = dialog.pairs.current()
    assert pair is not None
    return pair.titles


def tabs(dialog: DuplicatesDialog) -> list[str]:
    return [dialog.kinds.tabText(place) for place in range(dialog.kinds.count())]


def contacts(workspace: Workspace) -> list[str]:
    with workspace.store.read() as session:
        return sorted(row.title for row in rows(session, "contact", list_ids(session, View("contact"))))


def press(qtbot: QtBot, key: Qt.Key, control: bool = False) -> None:
    """Press a key where the keyboard is."""
    focused = QApplication.focusWidget()
    assert focused is not None
    held = Qt.KeyboardModifier.ControlModifier if control else Qt.KeyboardModifier.NoModifier
    qtbot.keyClick(focused, key, held)


def cell(dialog: DuplicatesDialog, field: str, title: str) -> ChoiceCell:
    """What the record of a title says in a field."""
    choice = dialog.panel.side.choice
    assert choice is not None
    column = [row.title for row in choice.read.rows].index(title)
    return dialog.panel.side.cells[field][column]


def test_the_likeliest_stand_first_with_their_reasons_and_counts(
    opened: Callable[[str], DuplicatesDialog],
) -> None:
    dialog = opened("contact")
    assert set(listed(dialog)[0]) == set(AIDANA)
    assert len(listed(dialog)) == 4
    assert [text.split() for text in tabs(dialog)] == [
        ["Contacts", "4"],
        ["Partners", "1"],
        ["Facilities", "1"],
    ]
    assert dialog.count.text() == "4 pairs, likeliest first"
    assert dialog.panel.likely.text() == "Almost certainly one:"
    assert "names alike across scripts" in dialog.panel.why.text()
    QAbstractItemModelTester(
        dialog.pairs.records, QAbstractItemModelTester.FailureReportingMode.Fatal, dialog
    )
    dialog.close()


def test_m_merges_what_is_marked_and_goes_on_to_the_next(
    qtbot: QtBot,
    opened: Callable[[str], DuplicatesDialog],
    workspace: Workspace,
    uids: dict[str, str],
    until_idle: Callable[[], None],
) -> None:
    dialog = opened("contact")
    before = contacts(workspace)
    rest = listed(dialog)[1:]
    press(qtbot, Qt.Key.Key_M)
    until_idle()
    assert listed(dialog) == rest
    assert marked(dialog) == rest[0]
    assert len(contacts(workspace)) == len(before) - 1
    assert dialog.toast.text() == "Merge Sapova Aidana into Сапова Айдана Бакытовна"
    with workspace.store.read() as session:
        kept = one(session, "contact", uids["aidana_ru"])
        assert kept is not None
        assert (kept["family_name_alt"], kept["given_name_alt"]) == ("Sapova", "Aidana")
        assert [reach.normal for reach in kept["emails"]] == ["aidana@example.com", "a.sapova@example.kg"]
        assert kept["languages"] == ("ky", "ru", "en")
        assert {ref.title for ref in kept["partner"]} == {"Example TV", "Mustertag Daily"}
        assert history(session)[0].label == dialog.toast.text()
    press(qtbot, Qt.Key.Key_Z, control=True)
    until_idle()
    assert contacts(workspace) == before
    assert len(listed(dialog)) == 4
    assert set(marked(dialog)) == set(AIDANA)
    assert dialog.toast.isHidden()
    dialog.close()


def test_n_remembers_that_they_are_not_the_same_and_the_toast_takes_it_back(
    qtbot: QtBot, opened: Callable[[str], DuplicatesDialog], until_idle: Callable[[], None]
) -> None:
    dialog = opened("contact")
    press(qtbot, Qt.Key.Key_N)
    until_idle()
    assert set(AIDANA) not in [set(pair) for pair in listed(dialog)]
    assert dialog.toast.text().endswith("are not the same")
    button = dialog.toast.button()
    assert button is not None
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    until_idle()
    assert set(marked(dialog)) == set(AIDANA)
    press(qtbot, Qt.Key.Key_N)
    until_idle()
    dialog.close()
    again = opened("contact")
    assert set(AIDANA) not in [set(pair) for pair in listed(again)]
    again.close()


def test_arrows_walk_and_choose_enter_goes_in_and_esc_comes_back(
    qtbot: QtBot, opened: Callable[[str], DuplicatesDialog]
) -> None:
    dialog = opened("contact")
    assert dialog.pairs.hasFocus()
    press(qtbot, Qt.Key.Key_Return)
    assert cell(dialog, "given_name", AIDANA[1]).is_taken()
    assert dialog.panel.side.isAncestorOf(dialog.focusWidget() or dialog)
    press(qtbot, Qt.Key.Key_Left if marked(dialog) == AIDANA else Qt.Key.Key_Right)
    assert cell(dialog, "given_name", AIDANA[0]).is_taken()
    assert dialog.panel.side.preview.text().startswith("Сапова Aidana Бакытовна")
    press(qtbot, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert dialog.pairs.hasFocus()
    press(qtbot, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_the_last_pair_leaves_a_sentence_and_undo_brings_it_back(
    qtbot: QtBot, opened: Callable[[str], DuplicatesDialog], until_idle: Callable[[], None]
) -> None:
    dialog = opened("facility")
    assert dialog.kind == "facility"
    dialog.panel.merge_action.trigger()
    until_idle()
    assert dialog.empty.isVisible()
    assert listed(dialog) == []
    assert not dialog.panel.merge_action.isEnabled()
    press(qtbot, Qt.Key.Key_Z, control=True)
    until_idle()
    assert len(listed(dialog)) == 1
    assert dialog.pairs.isVisible()
    dialog.close()


def test_another_kind_is_chosen_with_the_mouse(
    qtbot: QtBot, opened: Callable[[str], DuplicatesDialog], until_idle: Callable[[], None]
) -> None:
    dialog = opened("contact")
    qtbot.mouseClick(dialog.kinds, Qt.MouseButton.LeftButton, pos=dialog.kinds.tabRect(1).center())
    until_idle()
    assert listed(dialog) == [("State Service for Sample Affairs",) * 2]
    assert "same phone" in dialog.panel.why.text()
    dialog.close()


def test_a_search_that_is_stopped_says_so_and_can_be_begun_again(
    qtbot: QtBot, workspace: Workspace, uids: dict[str, str], until_idle: Callable[[], None]
) -> None:
    around = QWidget()
    qtbot.addWidget(around)
    dialog = DuplicatesDialog(workspace, "contact", around)
    dialog.open()
    assert dialog.busy.isVisible()
    dialog.busy.cancelled.emit()
    until_idle()
    assert dialog.empty.isVisible()
    qtbot.mouseClick(dialog.empty.buttons()[0], Qt.MouseButton.LeftButton)
    until_idle()
    assert len(listed(dialog)) == 4
    dialog.close()


def test_a_search_that_was_through_before_it_was_stopped_is_stopped_too(
    qtbot: QtBot, workspace: Workspace, uids: dict[str, str], until_idle: Callable[[], None]
) -> None:
    around = QWidget()
    qtbot.addWidget(around)
    dialog = DuplicatesDialog(workspace, "contact", around)
    dialog.open()
    workspace.tasks.wait()  # what it found is on its way
    dialog.busy.cancelled.emit()
    until_idle()
    assert dialog.empty.isVisible()
    dialog.close()


def test_two_presses_of_m_merge_two_pairs_at_most(
    qtbot: QtBot,
    opened: Callable[[str], DuplicatesDialog],
    workspace: Workspace,
    until_idle: Callable[[], None],
) -> None:
    dialog = opened("contact")
    press(qtbot, Qt.Key.Key_M)
    press(qtbot, Qt.Key.Key_M)
    until_idle()
    assert len(contacts(workspace)) == 5
    assert dialog.problem.isHidden()
    dialog.close()
