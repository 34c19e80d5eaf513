"""To be verified: the walk by keyboard, and how "last verified" fades."""

import datetime as dt

import pytest
from PySide6.QtCore import Qt

from db.queries import Row, column_fields
from db.verification import FRESH_DAYS, STALE_DAYS
from desktop.records.row_marks import fading_of
from desktop.tabs.contacts import chips
from tests.desktop.window_desk import CONTROL, SHIFT, WindowDesk

TODAY = dt.date.today()


def age(desk: WindowDesk, ages: dict[str, int | None]) -> None:
    """Let all contacts be verified today but these, verified so many days ago or never."""
    desk.go(2)
    uids = {title: desk.named("contact", title) for title in desk.listed()}
    with desk.store.write("Age") as writer:
        for title, uid in uids.items():
            days = ages.get(title, 0)
            day = None if days is None else TODAY - dt.timedelta(days=days)
            writer.update("contact", uid, {"last_verified": day, "opt_out": None})
    desk.settle()


def begin(desk: WindowDesk) -> None:
    people = desk.page.people
    assert people is not None
    people.verifying.begin()
    desk.settle()


def said(desk: WindowDesk) -> str:
    people = desk.page.people
    assert people is not None
    return people.verifying.interlude.banner.text()


def test_the_walk_goes_by_two_keys_and_undo_brings_one_back(window: WindowDesk) -> None:
    age(window, {"Ким Виктор": 500, "Brandt Jonas": 900, "Lindholm Erik": None})
    before = window.listed()
    begin(window)
    assert window.listed() == ["Brandt Jonas", "Ким Виктор", "Lindholm Erik"]
    assert said(window) == "To be verified: 1 of 3"
    window.press(Qt.Key.Key_V, CONTROL | SHIFT)
    window.settle()
    brandt = window.named("contact", "Brandt Jonas")
    assert window.kept("contact", brandt)["last_verified"] == TODAY
    assert window.labels()[0] == "Verify Brandt Jonas"
    assert said(window) == "To be verified: 2 of 3"
    assert window.form.row is not None and window.form.row.title == "Ким Виктор"
    window.press(Qt.Key.Key_K, CONTROL | SHIFT)
    window.settle()
    assert said(window) == "To be verified: 3 of 3"
    window.undo()
    assert window.listed() == ["Brandt Jonas", "Ким Виктор", "Lindholm Erik"]
    window.redo()
    for _ in range(2):
        window.choose(window.listed()[0])
        window.press(Qt.Key.Key_V, CONTROL | SHIFT)
        window.settle()
    assert said(window) == "All 3 contacts are verified."
    people = window.page.people
    assert people is not None
    people.verifying.interlude.banner.dismiss()
    window.settle()
    assert window.listed() == before


def test_the_menu_says_how_many_and_leaves_out_who_opted_out(window: WindowDesk) -> None:
    age(window, {"Ким Виктор": 500, "Brandt Jonas": 900})
    with window.store.write("Opts out") as writer:
        writer.update("contact", window.named("contact", "Brandt Jonas"), {"opt_out": True})
    views = window.page.list.bar.views
    views.opened.emit()
    window.settle()
    assert "To be verified (1)" in [each.text() for each in views.menu().actions()]


def test_a_walk_does_not_stay_after_the_window_is_closed(window: WindowDesk) -> None:
    age(window, {"Ким Виктор": 500})
    before = window.listed()
    begin(window)
    window.reopen()
    assert window.listed() == before


@pytest.mark.parametrize(
    ("days", "icon", "chip"),
    [
        (0, "check-circle-outline", ""),
        (FRESH_DAYS + 1, "clock-outline", ", over 6 months ago"),
        (STALE_DAYS + 1, "clock-alert-outline", ", over a year ago"),
        (None, "help-circle-outline", "never verified"),
    ],
)
def test_last_verified_fades_in_steps_told_by_icon_and_words(days: int | None, icon: str, chip: str) -> None:
    day = None if days is None else TODAY - dt.timedelta(days=days)
    blank = dict.fromkeys(column_fields("contact"))
    row = Row(1, "contact", "", "", {**blank, "last_verified": day, "partner": (), "languages": ()})
    fading = fading_of(column_fields("contact")["last_verified"], row)
    assert fading is not None and fading.icon == icon and fading.why
    assert chips(row)[-1].text.endswith(chip)
