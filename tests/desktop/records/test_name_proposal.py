"""The name in the other script: proposed where it is missing, filled in when asked, never unasked."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.records.form import RecordForm
from desktop.records.name_proposal import ProposalLine
from desktop.settings import Settings
from desktop.workspace import Workspace
from tests.desktop.records.form_desk import Desk, UntilIdle


@pytest.fixture
def desk(qtbot: QtBot, workspace: Workspace, settings: Settings, until_idle: UntilIdle) -> Desk:
    return Desk(qtbot, workspace, settings, until_idle)


def line(form: RecordForm) -> ProposalLine:
    assert form.frame.proposal is not None
    return form.frame.proposal.line


def test_a_name_in_one_script_has_the_other_proposed_and_a_click_fills_it_in(desk: Desk) -> None:
    uid = desk.add("contact", family_name="Сапарова", given_name="Бегимай", country="KG")
    form = desk.open("contact", uid)
    assert line(form).isVisible()
    assert line(form).name.text() == "Saparova Begimay"
    assert line(form).reason.text() == "By BGN/PCGN 1979 for Kyrgyz."
    desk.wait()
    assert desk.stored("contact", uid)["family_name_alt"] is None
    assert desk.labels() == ["Begin"]
    desk.bot.mouseClick(line(form).link, Qt.MouseButton.LeftButton)
    desk.wait()
    row = desk.stored("contact", uid)
    assert (row["family_name_alt"], row["given_name_alt"]) == ("Saparova", "Begimay")
    assert desk.labels() == ["Fill in the name of Сапарова Бегимай in the other script", "Begin"]
    assert not line(form).isVisible()
    assert form.body.row("family_name_alt").text() == "Saparova"


def test_undo_takes_it_back_in_one_step_and_proposes_again(desk: Desk) -> None:
    uid = desk.add("contact", family_name="Saparova", given_name="Begimai", languages=("ky",))
    form = desk.open("contact", uid)
    assert line(form).name.text() == "Сапарова Бегимай"
    desk.bot.mouseClick(line(form).link, Qt.MouseButton.LeftButton)
    desk.wait()
    desk.workspace.undo()
    desk.wait()
    row = desk.stored("contact", uid)
    assert (row["family_name_alt"], row["given_name_alt"]) == (None, None)
    assert line(form).isVisible()


def test_the_keyboard_comes_to_the_proposal_and_takes_it(desk: Desk) -> None:
    uid = desk.add("contact", family_name="Жапарова", given_name="Айдана", country="KG")
    form = desk.open("contact", uid)
    form.focus_first()
    for _ in range(20):
        desk.press(Qt.Key.Key_Tab)
        if QApplication.focusWidget() is line(form).link:
            break
    desk.press(Qt.Key.Key_Return)
    desk.wait()
    assert desk.stored("contact", uid)["family_name_alt"] == "Japarova"
    assert QApplication.focusWidget() is not None


def test_another_likely_spelling_is_told(desk: Desk) -> None:
    uid = desk.add("contact", family_name="Жапарова", country="KG")
    form = desk.open("contact", uid)
    assert line(form).reason.text() == "By BGN/PCGN 1979 for Kyrgyz. Perhaps Zhaparova."


def test_only_what_is_missing_is_proposed_and_it_follows_what_is_typed(desk: Desk) -> None:
    uid = desk.add("contact", family_name="Сапарова", given_name="Бегимай", family_name_alt="Saparova")
    form = desk.open("contact", uid)
    assert line(form).name.text() == "Begimay"
    desk.type("given_name", "Айдана")
    assert line(form).name.text() == "Aydana"
    desk.type("given_name_alt", "Aidana")
    assert not line(form).isVisible()
    assert desk.stored("contact", uid)["given_name_alt"] == "Aidana"


def test_nothing_is_proposed_for_another_kind_nor_for_a_name_in_both_scripts(desk: Desk) -> None:
    uid = desk.add("contact", family_name="Сапарова", family_name_alt="Saparova")
    form = desk.open("contact", uid)
    assert not line(form).isVisible()
    form.begin_new()
    assert not line(form).isVisible()
    assert desk.open("partner").frame.proposal is None
