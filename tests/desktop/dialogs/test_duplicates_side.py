"""Records beside each other: choosing by field, which stays, what it would be, a third; by keys and mouse."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from db.duplicates import Twin, find
from db.queries import Row, one
from desktop.dialogs.duplicates_cell import ChoiceCell
from desktop.dialogs.duplicates_compare import CompareDialog
from desktop.workspace import Workspace
from tests.desktop.twins import add_twins

LATIN, CYRILLIC = "Sapova Aidana", "Сапова Айдана Бакытовна"


@pytest.fixture
def uids(workspace: Workspace) -> dict[str, str]:
    """Records that are there twice, by the names that they have in the sample."""
    return add_twins(workspace.store)


@pytest.fixture
def compared(
    qtbot: QtBot, workspace: Workspace, uids: dict[str, str], until_idle: Callable[[], None]
) -> Callable[[str, str], CompareDialog]:
    """Sets two records of the sample beside each other."""
    around = QWidget()
    around.resize(1280, 800)
    qtbot.addWidget(around)

    def compare(one_of_them: str, other: str) -> CompareDialog:
        wanted = {uids[one_of_them], uids[other]}
        with workspace.store.read() as session:
            twins = [twin for kind in ("contact", "partner") for twin in find(session, kind)]
        twin = next(twin for twin in twins if {twin.a, twin.b} == wanted)
        dialog = CompareDialog(
            workspace, Twin(twin.kind, uids[one_of_them], uids[other], 0.9, twin.why), around
        )
        with qtbot.waitActive(dialog):
            dialog.open()
        until_idle()
        return dialog

    return compare


def cells(dialog: CompareDialog, field: str) -> list[ChoiceCell]:
    return dialog.panel.side.cells[field]


def taken(dialog: CompareDialog, field: str) -> list[bool]:
    return [cell.is_taken() for cell in cells(dialog, field)]


def click(qtbot: QtBot, widget: QWidget) -> None:
    qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)


def stored(workspace: Workspace, kind: str, uid: str) -> Row:
    with workspace.store.read() as session:
        row = one(session, kind, uid)
    assert row is not None
    return row


def merge(qtbot: QtBot, dialog: CompareDialog, until_idle: Callable[[], None]) -> None:
    with qtbot.waitSignal(dialog.accepted):
        dialog.panel.merge_action.trigger()
    until_idle()


def normal(row: Row, field: str) -> list[Any]:
    return [reach.normal for reach in row[field]]


def test_only_fields_in_which_something_stands_and_lists_are_put_together(
    compared: Callable[[str, str], CompareDialog],
) -> None:
    dialog = compared("aidana", "aidana_ru")
    shown = dialog.panel.side.cells
    assert "street" not in shown
    assert "birthday" not in shown
    for united in ("phones", "emails", "languages", "note"):
        assert taken(dialog, united) == [True, True]
    assert taken(dialog, "job_title") == [False, True]
    assert [cell.button for cell in shown["country"]] == [None, None]
    assert cells(dialog, "patronymic")[0].value.text() == "nothing"
    dialog.reject()


def test_what_leads_to_each_is_counted_and_the_fuller_one_stays(
    compared: Callable[[str, str], CompareDialog],
) -> None:
    dialog = compared("aidana", "aidana_ru")
    goes, stays = dialog.panel.side.heads
    assert (goes.stays.text(), goes.ties.text()) == ("Becomes part of it", "Moves along: 1 post")
    assert (stays.stays.text(), stays.ties.text()) == ("Stays", "2 posts")
    dialog.reject()


def test_a_click_chooses_by_field_and_the_preview_follows(
    qtbot: QtBot,
    compared: Callable[[str, str], CompareDialog],
    workspace: Workspace,
    uids: dict[str, str],
    until_idle: Callable[[], None],
) -> None:
    dialog = compared("aidana", "aidana_ru")
    preview = dialog.panel.side.preview
    assert preview.text().startswith(f"{CYRILLIC} · {LATIN} · корреспондент · ")
    click(qtbot, cells(dialog, "job_title")[0])
    click(qtbot, cells(dialog, "emails")[0])
    assert taken(dialog, "job_title") == [True, False]
    assert taken(dialog, "emails") == [False, True]
    assert "Correspondent" in preview.text()
    assert "a.sapova@example.kg" not in preview.text()
    merge(qtbot, dialog, until_idle)
    row = stored(workspace, "contact", uids["aidana_ru"])
    assert row["job_title"] == "Correspondent"
    assert normal(row, "emails") == ["aidana@example.com"]
    assert normal(row, "phones") == ["+996555000123", "+996312000777"]
    assert (row["family_name_alt"], row["given_name_alt"]) == ("Sapova", "Aidana")
    assert row["note"] == "Prefers calls\n\nMet in Osh"


def test_the_other_record_may_stay_and_its_words_go_first(
    qtbot: QtBot,
    compared: Callable[[str, str], CompareDialog],
    workspace: Workspace,
    uids: dict[str, str],
    until_idle: Callable[[], None],
) -> None:
    dialog = compared("aidana", "aidana_ru")
    click(qtbot, dialog.panel.side.heads[0])
    assert taken(dialog, "family_name") == [True, False]
    assert dialog.panel.side.preview.text().startswith("Sapova Aidana Бакытовна · Сапова Айдана · ")
    merge(qtbot, dialog, until_idle)
    row = stored(workspace, "contact", uids["aidana"])
    assert (row["family_name"], row["family_name_alt"]) == ("Sapova", "Сапова")
    assert {ref.title for ref in row["partner"]} == {"Example TV", "Mustertag Daily"}


def test_arrows_go_over_the_values_and_space_leaves_out_what_is_put_together(
    qtbot: QtBot, compared: Callable[[str, str], CompareDialog]
) -> None:
    dialog = compared("aidana", "aidana_ru")
    side = dialog.panel.side

    def press(key: Qt.Key) -> None:
        focused = dialog.focusWidget()
        assert focused is not None
        qtbot.keyClick(focused, key)

    assert cells(dialog, "given_name")[1].button is dialog.focusWidget()
    press(Qt.Key.Key_Up)
    assert side.heads[1].stays is dialog.focusWidget()
    press(Qt.Key.Key_Left)
    assert side.heads[0].stays.text() == "Stays"
    for _ in range(4):
        press(Qt.Key.Key_Down)
    assert cells(dialog, "job_title")[0].button is dialog.focusWidget()
    press(Qt.Key.Key_Right)
    assert taken(dialog, "job_title") == [False, True]
    press(Qt.Key.Key_Down)
    assert cells(dialog, "languages")[1].button is dialog.focusWidget()
    press(Qt.Key.Key_Left)
    assert taken(dialog, "languages") == [True, True]
    press(Qt.Key.Key_Space)
    assert taken(dialog, "languages") == [False, True]
    press(Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_one_of_those_that_are_put_together_is_always_taken(
    qtbot: QtBot, compared: Callable[[str, str], CompareDialog]
) -> None:
    dialog = compared("aidana", "aidana_ru")
    click(qtbot, cells(dialog, "languages")[0])
    click(qtbot, cells(dialog, "languages")[1])
    assert taken(dialog, "languages") == [False, True]
    dialog.reject()


def test_nothing_may_be_chosen_over_something(
    qtbot: QtBot,
    compared: Callable[[str, str], CompareDialog],
    workspace: Workspace,
    uids: dict[str, str],
    until_idle: Callable[[], None],
) -> None:
    dialog = compared("service", "service_ru")
    click(qtbot, cells(dialog, "website")[1])
    merge(qtbot, dialog, until_idle)
    row = stored(workspace, "partner", uids["service"])
    assert row["website"] is None
    assert row["name_ru"] == "Государственная служба образцовых дел"


def test_a_third_may_be_set_beside_them_and_all_become_one(
    qtbot: QtBot,
    compared: Callable[[str, str], CompareDialog],
    workspace: Workspace,
    uids: dict[str, str],
    until_idle: Callable[[], None],
) -> None:
    dialog = compared("timur", "timur_2")
    twin = Twin("contact", uids["timur"], uids["timur_2"], 0.9, ("same name",))
    dialog.panel.show_pair(twin, [(uids["timur_3"], "Пробов Тимур")])
    until_idle()
    assert dialog.panel.third.text() == "Set Пробов Тимур beside them too"
    click(qtbot, dialog.panel.third)
    until_idle()
    assert len(dialog.panel.side.heads) == 3
    assert dialog.panel.third.isHidden()
    merge(qtbot, dialog, until_idle)
    row = stored(workspace, "contact", uids["timur"])
    assert row.title == "Probov Timur"
    assert (row["family_name_alt"], row["city"]) == ("Пробов", "Almaty")
    assert row["birthday"] is not None
    with workspace.store.read() as session:
        assert one(session, "contact", uids["timur_3"]) is None


def test_a_body_can_not_be_chosen_to_be_below_itself(
    qtbot: QtBot,
    compared: Callable[[str, str], CompareDialog],
    workspace: Workspace,
    uids: dict[str, str],
    until_idle: Callable[[], None],
) -> None:
    with workspace.store.write("Set Parent") as writer:
        writer.update("partner", uids["service"], {"parent": uids["service_ru"]})
    dialog = compared("service", "service_ru")
    assert "parent" not in dialog.panel.side.cells
    merge(qtbot, dialog, until_idle)
    assert stored(workspace, "partner", uids["service"])["parent"] is None


def test_a_record_that_is_changed_meanwhile_is_read_anew(
    compared: Callable[[str, str], CompareDialog],
    workspace: Workspace,
    uids: dict[str, str],
    until_idle: Callable[[], None],
) -> None:
    dialog = compared("timur", "timur_2")
    with workspace.store.write("Change City") as writer:
        writer.update("contact", uids["timur_2"], {"city": "Astana"})
    until_idle()
    assert cells(dialog, "city")[1].value.text() == "Astana"
    with workspace.store.write("Delete") as writer:
        writer.delete("contact", [uids["timur_2"]])
    until_idle()
    assert dialog.problem.text() == "One of the two is not there any more."
    assert not dialog.panel.merge_action.isEnabled()
    dialog.reject()
