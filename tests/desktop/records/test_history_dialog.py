"""The history of a record: newest first, old and new of each field in words."""

import datetime as dt

import pytest
from pytestqt.qtbot import QtBot

from db.values import Reach
from desktop.dialogs.history import HistoryDialog, in_words
from desktop.settings import Settings
from desktop.workspace import Workspace
from tests.desktop.records.form_desk import Desk, UntilIdle


@pytest.fixture
def desk(qtbot: QtBot, workspace: Workspace, settings: Settings, until_idle: UntilIdle) -> Desk:
    return Desk(qtbot, workspace, settings, until_idle)


def test_each_batch_says_what_it_changed_in_words(desk: Desk) -> None:
    host = desk.add("partner", name="State Service")
    uid = desk.add("facility", name="Example centre", country="KG")
    with desk.workspace.store.write("Change Host partner of Example centre") as writer:
        writer.update("facility", uid, {"host": host, "country": "KZ", "handover": "2018-09"})
    form = desk.open("facility", uid)
    form.deeds.show_history()
    desk.wait()
    dialog = form.findChildren(HistoryDialog)[0]
    assert [len(block.changes) for block in dialog.blocks] == [3, 2]
    assert sorted(dialog.blocks[0].changes) == [
        ("Country", "Kyrgyzstan", "Kazakhstan"),
        ("Handover", "", "Sep 2018"),
        ("Host partner", "", "State Service"),
    ]
    dialog.close()


def test_a_reference_to_what_is_gone_and_lists_are_said_too(desk: Desk) -> None:
    uid = desk.add("contact", family_name="Сапарова", birthday=dt.date(1980, 4, 25))
    with desk.workspace.store.write("Change Phone of Сапарова") as writer:
        phone = Reach("0312 90 12 34", "work", True, "+996312901234")
        writer.update("contact", uid, {"phones": (phone,), "birthday": None})
    form = desk.open("contact", uid)
    form.deeds.show_history()
    desk.wait()
    said = form.findChildren(HistoryDialog)[0].blocks[0].changes
    assert ("Phone", "", "+996 312 901 234") in said
    assert ("Birthday", "25 Apr 1980", "") in said


def test_a_change_reads_as_a_line() -> None:
    assert in_words("City", "Osh", "Naryn") == "City: Osh → Naryn"
    assert in_words("City", "", "Naryn") == "City: Naryn"
    assert in_words("City", "Osh", "") == "City: Osh → nothing"
