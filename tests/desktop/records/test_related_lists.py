"""What a record is tied to: to see, open, add, edit and remove, by keys and mouse."""

import datetime as dt
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.dialogs.record_dialog import RecordDialog
from desktop.records.form import RecordForm
from desktop.records.related_list import AT_FIRST, RelatedList
from desktop.settings import Settings
from desktop.workspace import Workspace
from tests.desktop.records.form_desk import Desk, UntilIdle


@pytest.fixture
def desk(qtbot: QtBot, workspace: Workspace, settings: Settings, until_idle: UntilIdle) -> Desk:
    return Desk(qtbot, workspace, settings, until_idle)


def read(listed: RelatedList) -> list[tuple[str, str, str]]:
    """What the rows of a list say, from the left."""
    return [(row.lead.text(), row.link.text(), row.aside.text()) for row in listed.shown()]


def dialog(desk: Desk) -> RecordDialog:
    """The dialog that is open over the form, once the keyboard is in it."""
    desk.wait()
    found = desk.form.findChildren(RecordDialog)[-1]
    desk.bot.waitUntil(found.isActiveWindow)
    return found


def offered(form: RecordForm) -> list[str]:
    return [link.text() for link in form.body.add_line.links()]


def test_posts_and_releases_of_a_person_read_with_dates_and_roles(desk: Desk) -> None:
    uid = desk.add("contact", family_name="Сапарова")
    first, second = desk.add("partner", name="Example Times"), desk.add("partner", name="Example Agency")
    desk.add("post", contact=uid, partner=first, job_title="editor", started="2016")
    desk.add("post", contact=uid, partner=second, job_title="reporter", started="2011", ended="2016")
    release = desk.add("release", headline="Clean zone opened", date=dt.date(2018, 9, 26))
    desk.add("release_contact", contact=uid, release=release, role="press-contact")
    form = desk.open("contact", uid)
    posts = form.frame.lists["post.contact"]
    assert sorted(read(posts)) == [
        ("2011–2016", "Example Agency", "reporter"),
        ("since 2016", "Example Times", "editor"),
    ]
    assert read(form.frame.lists["release_contact.contact"]) == [
        ("26 Sep 2018", "Clean zone opened", "Press contact")
    ]
    assert "Example Agency" not in form.frame.header.subtitle.text()
    assert form.frame.lists["visitor.contact"].isHidden()


def test_a_link_opens_by_mouse_and_by_enter(desk: Desk) -> None:
    uid = desk.add("release", headline="Clean zone opened")
    partner = desk.add("partner", name="Example Times")
    desk.add("release_partner", release=uid, partner=partner, role="participant")
    form = desk.open("release", uid)
    row = form.frame.lists["release_partner.release"].shown()[0]
    assert (row.lead.text(), row.link.text()) == ("Participant", "Example Times")
    with desk.bot.waitSignal(form.open_requested) as opened:
        desk.bot.mouseClick(row.link, Qt.MouseButton.LeftButton)
    assert opened.args == ["partner", partner]
    row.link.setFocus()
    with desk.bot.waitSignal(form.open_requested):
        desk.press(Qt.Key.Key_Return)


def test_a_partner_is_added_with_its_role_by_keys_alone_and_removed_again(desk: Desk) -> None:
    uid = desk.add("release", headline="Clean zone opened")
    desk.add("partner", name="Ministry of Examples")
    form = desk.open("release", uid)
    listed = form.frame.lists["release_partner.release"]
    links = {link.text(): link for link in form.body.add_line.links()}
    links["partner"].setFocus()
    desk.press(Qt.Key.Key_Return)
    desk.keys("minist")
    desk.wait()
    desk.press(Qt.Key.Key_Return)
    desk.keys("Funder")
    desk.press(Qt.Key.Key_Return)
    desk.press(Qt.Key.Key_Return)
    desk.wait()
    assert read(listed) == [("Funder", "Ministry of Examples", "")]
    assert desk.labels()[0] == "Add Ministry of Examples to Clean zone opened"
    desk.press(Qt.Key.Key_Escape)
    listed.shown()[0].link.setFocus()
    desk.press(Qt.Key.Key_Delete)
    desk.wait()
    assert listed.isHidden()
    assert "partner" in offered(form)
    assert desk.labels()[0] == "Remove Ministry of Examples from Clean zone opened"
    desk.workspace.undo()
    desk.wait()
    assert read(listed) == [("Funder", "Ministry of Examples", "")]


def test_the_same_tie_is_not_made_twice(desk: Desk) -> None:
    uid = desk.add("visit", purpose="Study visit")
    contact = desk.add("contact", family_name="Сапарова")
    desk.add("visitor", visit=uid, contact=contact)
    form = desk.open("visit", uid)
    listed = form.frame.lists["visitor.visit"]
    desk.bot.mouseClick(listed.add, Qt.MouseButton.LeftButton)
    desk.keys("Сапар")
    desk.wait()
    desk.press(Qt.Key.Key_Return)
    desk.press(Qt.Key.Key_Return)
    desk.wait()
    adder = listed.adder()
    assert adder is not None
    assert adder.picker.error() == "Сапарова is in the list already."
    assert len(listed.shown()) == 1


def test_somebody_who_is_not_there_yet_is_created_and_tied_in_one_batch(desk: Desk) -> None:
    uid = desk.add("partner", name="Example Times")
    form = desk.open("partner", uid)
    listed = form.frame.lists["post.partner"]
    listed.start_adding()
    desk.keys("Омарова Салтанат")
    desk.wait()
    desk.press(Qt.Key.Key_Return)
    desk.keys("editor")
    desk.press(Qt.Key.Key_Return)
    desk.wait()
    assert read(listed) == [("", "Омарова Салтанат", "editor")]
    assert desk.labels() == ["Add Омарова Салтанат to Example Times", "Begin"]
    desk.workspace.undo()
    desk.wait()
    assert listed.shown() == []


def test_a_facility_that_stands_alone_is_tied_and_only_let_go(desk: Desk) -> None:
    host = desk.add("partner", name="State Service")
    facility = desk.add("facility", name="Example centre")
    form = desk.open("partner", host)
    listed = form.frame.lists["facility.host"]
    listed.start_adding()
    desk.keys("example")
    desk.wait()
    desk.press(Qt.Key.Key_Return)
    desk.wait()
    assert [row.link.text() for row in listed.shown()] == ["Example centre"]
    desk.press(Qt.Key.Key_Escape)
    desk.bot.mouseMove(listed.shown()[0])
    desk.bot.mouseClick(listed.shown()[0].remove, Qt.MouseButton.LeftButton)
    desk.wait()
    assert listed.shown() == []
    assert desk.stored("facility", facility)["host"] is None


def test_a_quote_is_written_in_a_dialog_in_one_batch(desk: Desk) -> None:
    uid = desk.add("release", headline="Clean zone opened")
    desk.add("contact", family_name="Сапарова")
    form = desk.open("release", uid)
    form.body.add_requested.emit("quote.release")
    asked = dialog(desk)
    assert asked.windowTitle() == asked.confirm.text() == "Add a quote"
    assert "release" not in [row.field.name for row in asked.form.body.shown_rows()]
    asked.form.body.unfold("speaker")
    desk.keys("сапар")
    desk.wait()
    desk.press(Qt.Key.Key_Return)
    desk.bot.mouseClick(asked.confirm, Qt.MouseButton.LeftButton)
    assert asked.form.body.row("text").error() == "Quote is needed."
    asked.form.body.unfold("text")
    desk.keys("It is open.")
    with desk.bot.waitSignal(asked.created):
        desk.bot.mouseClick(asked.confirm, Qt.MouseButton.LeftButton)
    desk.wait()
    assert read(form.frame.lists["quote.release"]) == [("", "“It is open.”", "Сапарова")]
    assert desk.labels()[:2] == ["Add a quote", "Begin"]


@pytest.mark.parametrize(
    ("owner", "name", "key", "field"),
    [
        ("facility", "name", "cost.facility", "amount"),
        ("release", "headline", "amount.release", "value"),
    ],
)
def test_an_amount_takes_its_currency_with_it(
    desk: Desk, owner: str, name: str, key: str, field: str
) -> None:
    uid = desk.add(owner, **{name: "Example"})
    form = desk.open(owner, uid)
    form.body.add_requested.emit(key)
    asked = dialog(desk)
    asked.form.body.unfold(field)
    desk.keys("EUR 150 000")
    with desk.bot.waitSignal(asked.created):
        desk.bot.mouseClick(asked.confirm, Qt.MouseButton.LeftButton)
    desk.wait()
    assert read(form.frame.lists[key])[0][1].replace("\u00a0", " ") == "EUR 150 000.00"


def test_a_part_is_edited_in_its_dialog_and_saved_when_it_is_left(desk: Desk) -> None:
    uid = desk.add("facility", name="Example centre")
    cost = desk.add("cost", facility=uid, amount=Decimal(150), currency="EUR")
    form = desk.open("facility", uid)
    form.frame.lists["cost.facility"].shown()[0].link.setFocus()
    desk.press(Qt.Key.Key_Return)
    desk.wait()
    asked = dialog(desk)
    asked.form.body.unfold("kind")
    desk.keys("Equip")
    asked.reject()
    desk.wait()
    assert desk.stored("cost", cost)["kind"] == "equipment"
    assert read(form.frame.lists["cost.facility"])[0][2] == "Equipment"


def test_a_dialog_left_by_esc_writes_nothing_and_keeps_what_was_typed(desk: Desk) -> None:
    uid = desk.add("release", headline="Clean zone opened")
    form = desk.open("release", uid)
    form.body.add_requested.emit("quote.release")
    asked = dialog(desk)
    asked.form.body.unfold("text")
    desk.keys("It is open.")
    desk.press(Qt.Key.Key_Tab)
    asked.reject()
    desk.wait()
    assert desk.labels() == ["Begin"]
    form.body.add_requested.emit("quote.release")
    assert dialog(desk).form.body.row("text").text() == "It is open."


def test_a_visit_is_begun_from_its_facility(desk: Desk) -> None:
    uid = desk.add("facility", name="Example centre")
    form = desk.open("facility", uid)
    form.body.add_requested.emit("visit.facility")
    asked = dialog(desk)
    asked.form.body.unfold("date")
    desk.keys("24.04.2019")
    with desk.bot.waitSignal(asked.created) as made:
        desk.bot.mouseClick(asked.confirm, Qt.MouseButton.LeftButton)
    desk.wait()
    assert made.args is not None
    assert desk.stored("visit", made.args[0])["facility"].uid == uid
    assert form.frame.lists["visit.facility"].shown()[0].lead.text() == "24 Apr 2019"


def test_a_long_list_shows_its_beginning_and_how_many_there_are(desk: Desk) -> None:
    uid = desk.add("partner", name="Example Times")
    for number in range(AT_FIRST + 4):
        contact = desk.add("contact", family_name=f"Person {number:02}")
        desk.add("post", partner=uid, contact=contact)
    form = desk.open("partner", uid)
    listed = form.frame.lists["post.partner"]
    assert len(listed.shown()) == AT_FIRST
    assert listed.more.text() == "4 more"
    desk.bot.mouseClick(listed.more, Qt.MouseButton.LeftButton)
    assert len(listed.shown()) == AT_FIRST + 4


def test_what_somebody_was_quoted_with_leads_to_the_release(desk: Desk) -> None:
    uid = desk.add("contact", family_name="Сапарова")
    release = desk.add("release", headline="Clean zone opened")
    desk.add("quote", release=release, speaker=uid, text="It is open.", role="Editor")
    form = desk.open("contact", uid)
    listed = form.frame.lists["quote.speaker"]
    assert [row.link.text() for row in listed.shown()] == ["Clean zone opened"]
    assert not listed.add.isVisible()
    with desk.bot.waitSignal(form.open_requested) as opened:
        desk.bot.mouseClick(listed.shown()[0].link, Qt.MouseButton.LeftButton)
    assert opened.args == ["release", release]
