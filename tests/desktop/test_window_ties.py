"""What a record is tied to: added from either side, with its role, and seen from the other at once."""

from PySide6.QtCore import Qt

from desktop.records.related_list import RelatedList
from desktop.records.related_row import RelatedRow
from tests.desktop.window_desk import WindowDesk

RELEASE = "Kulob's narcology centre receives new equipment"


def ties(desk: WindowDesk, kind: str) -> RelatedList:
    """The list of records that the one in the form is tied to through links of a kind."""
    return next(each for each in desk.form.frame.lists.values() if each.tie.kind == kind)


def said(desk: WindowDesk, kind: str) -> list[tuple[str, str]]:
    return [(row.words.link, row.words.lead) for row in ties(desk, kind).shown() if row.words is not None]


def row_of(desk: WindowDesk, kind: str, title: str) -> RelatedRow:
    return next(row for row in ties(desk, kind).shown() if row.words is not None and row.words.link == title)


def add(desk: WindowDesk, kind: str, title: str, role: str) -> None:
    """Add a tie from its list, or where that is empty from the line under the form."""
    listed = ties(desk, kind)
    if listed.isVisible():
        desk.click(listed.add)
    else:
        desk.click(desk.add_link(listed.tie.key))
    pick(desk, title, role)
    desk.press(Qt.Key.Key_Escape)
    desk.settle()


def pick(desk: WindowDesk, title: str, role: str) -> None:
    """Choose a record in the row for it, choose its role, and press Enter once more."""
    desk.keys(title)
    desk.settle()
    desk.press(Qt.Key.Key_Return)
    desk.keys(role)
    desk.press(Qt.Key.Key_Return)
    desk.press(Qt.Key.Key_Return)
    desk.settle()


def test_a_contact_is_tied_to_a_release_with_a_role_and_seen_from_both_sides(window: WindowDesk) -> None:
    uid = window.named("contact", "Ким Виктор")
    window.go(1)
    window.choose(RELEASE)
    add(window, "release_contact", "Ким", "Spokesperson")
    assert ("Ким Виктор", "Spokesperson") in said(window, "release_contact")
    window.click(row_of(window, "release_contact", "Ким Виктор").link)
    window.settle()
    assert window.tab() == "Contacts" and window.form.uid == uid
    assert RELEASE in [link for link, _ in said(window, "release_contact")]
    assert window.labels()[0] == f"Add Ким Виктор to {RELEASE}"
    window.undo()
    assert RELEASE not in [link for link, _ in said(window, "release_contact")]


def test_and_from_the_side_of_the_contact(window: WindowDesk) -> None:
    window.choose("Ким Виктор")
    add(window, "release_contact", "Kulob's", "Press contact")
    [tie] = [row for row in window.all("release_contact") if row["contact"].title == "Ким Виктор"]
    assert tie["role"] == "press-contact"
    window.go(1)
    window.choose(RELEASE)
    assert ("Ким Виктор", "Press contact") in said(window, "release_contact")
    window.click(row_of(window, "release_contact", "Ким Виктор").remove)
    window.settle()
    assert "Ким Виктор" not in [link for link, _ in said(window, "release_contact")]
    assert window.stored("contact", window.named("contact", "Ким Виктор")) is not None
    window.undo()
    assert ("Ким Виктор", "Press contact") in said(window, "release_contact")


def test_a_partner_is_tied_that_is_not_there_yet(window: WindowDesk) -> None:
    window.go(1)
    window.choose(RELEASE)
    before = len(window.all("partner"))
    window.click(ties(window, "release_partner").add)
    pick(window, "Example Institute of Kulob", "Organiser")
    assert len(window.all("partner")) == before + 1
    assert ("Example Institute of Kulob", "Organiser") in said(window, "release_partner")
    window.press(Qt.Key.Key_Escape)
    window.undo()
    assert len(window.all("partner")) == before


def test_the_side_kinds_are_reached_from_where_they_matter(window: WindowDesk) -> None:
    window.go(4)
    visits = [row for row in window.all("visit") if row["facility"] is not None]
    facility = visits[0]["facility"]
    window.window.open_record("facility", facility.uid)
    window.settle()
    window.click(ties(window, "visit").shown()[0].link)
    window.settle()
    assert window.tab() == "Visits"
    visit = window.form.uid
    window.fill("purpose", "To see the works")
    assert window.kept("visit", visit)["purpose"] == "To see the works"
    window.go(1)
    window.choose(RELEASE)
    face = window.form.body.row("event").face()
    assert face is not None
    window.click(face.links()[0])
    window.settle()
    assert window.tab() == "Events" and window.form.uid
