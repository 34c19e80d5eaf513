"""Groups in the window: put together by hand and by filters, changed in the list, written to."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication

from db import groups
from db.queries import Filter, Op, Ref, rows_by_uid
from desktop.dialogs.groups import AddToGroupDialog, NewGroupDialog, RemoveFromGroupDialog
from desktop.records.contact_deeds import ContactDeeds
from desktop.records.group_people import GroupPeople
from desktop.records.rule_field import RuleField
from tests.desktop.window_desk import CONTROL, SHIFT, WindowDesk

KYRGYZ_PRESS = (Filter("country", Op.IS, ("KG",)), Filter("kind", Op.IS, ("media",)))


def deeds(desk: WindowDesk) -> ContactDeeds:
    people = desk.page.people
    assert people is not None
    return people


def people_of(desk: WindowDesk, uid: str) -> list[str]:
    with desk.store.read() as session:
        found = rows_by_uid(session, "contact", groups.people(session, uid))
    return [row.title for row in found]


def entry(desk: WindowDesk, text: str) -> QAction:
    """An entry of the menu of views."""
    menu = desk.page.list.bar.views.menu()
    return next(each for each in menu.actions() if each.text() == text)


def filter_by(desk: WindowDesk, *filters: Filter) -> None:
    for each in filters:
        desk.page.list.bar.set_filter(each.field, each)
    desk.settle()


def save_as_group(desk: WindowDesk, name: str) -> str:
    entry(desk, "Save as a group by rule…").trigger()
    desk.settle()
    desk.part(NewGroupDialog)
    desk.keys(name)
    desk.press(Qt.Key.Key_Return)
    desk.settle()
    return desk.named("group", name)


def open_group(desk: WindowDesk, uid: str) -> None:
    desk.pages.open("group", uid)
    desk.settle()


def listed_people(desk: WindowDesk) -> list[tuple[str, str]]:
    shown = next(each for each in desk.form.frame.lists.values() if isinstance(each, GroupPeople)).shown()
    return [(row.words.lead, row.words.link) for row in shown if row.words is not None]


def test_selected_contacts_go_into_a_new_group_and_out_of_it_in_one_batch_each(window: WindowDesk) -> None:
    window.go(2)
    window.choose("Ким Виктор")
    window.press(Qt.Key.Key_Down, SHIFT)
    window.press(Qt.Key.Key_G, CONTROL)
    window.settle()
    dialog = window.part(AddToGroupDialog)
    assert dialog.title.text() == "Add 2 contacts to a group"
    window.keys("Photographers")
    window.settle()
    window.press(Qt.Key.Key_Return)
    window.press(Qt.Key.Key_Return)
    window.settle()
    uid = window.named("group", "Photographers")
    assert people_of(window, uid) == ["Ким Виктор", "Lindholm Erik"]
    assert window.labels()[0] == "Add 2 contacts to Photographers"
    assert window.toast() == "2 contacts are now in Photographers."
    deeds(window).remove_from_group()
    window.settle()
    assert window.part(RemoveFromGroupDialog).confirm.text() == "Remove 2 contacts"
    window.click(window.part(RemoveFromGroupDialog).confirm)
    window.settle()
    assert people_of(window, uid) == []
    window.undo()
    assert len(people_of(window, uid)) == 2


def test_filters_become_a_group_and_the_filter_for_it_lists_the_same(window: WindowDesk) -> None:
    window.go(2)
    filter_by(window, *KYRGYZ_PRESS)
    press = window.listed()
    uid = save_as_group(window, "Kyrgyz press")
    assert people_of(window, uid) == press
    window.page.list.clear_filters()
    filter_by(window, Filter("groups", Op.IS, (uid,)))
    assert window.listed() == press
    assert [chip.text() for chip in window.page.list.bar.chips()] == ["Groups: Kyrgyz press"]


def test_without_a_filter_there_is_no_group_to_save(window: WindowDesk) -> None:
    window.go(2)
    entry(window, "Save as a group by rule…").trigger()
    window.settle()
    assert window.toast() == "Filter the list first: the filters become the rule of the group."


def test_the_rule_reads_in_words_and_is_changed_in_the_list(window: WindowDesk) -> None:
    window.go(2)
    filter_by(window, *KYRGYZ_PRESS)
    uid = save_as_group(window, "Press")
    window.page.list.clear_filters()
    window.settle()
    everybody = window.listed()
    open_group(window, uid)
    field = window.part(RuleField)
    assert field.words.text() == "Country: Kyrgyzstan; Kind: Media"
    assert {lead for lead, _ in listed_people(window)} == {"by rule"}
    window.click(field.change)
    window.settle()
    assert window.tab() == "Contacts"
    assert "“Press”" in deeds(window).rules.interlude.banner.text()
    window.page.list.bar.set_filter("kind", Filter("kind", Op.IS, ("delegation",)))
    window.settle()
    expected = window.listed()
    deeds(window).rules.use.trigger()
    window.settle()
    assert window.tab() == "Groups" and window.form.uid == uid
    assert window.part(RuleField).words.text() == "Country: Kyrgyzstan; Kind: Delegation"
    assert [title for _, title in listed_people(window)] == expected
    window.go(2)
    assert window.listed() == everybody
    window.undo()
    open_group(window, uid)
    assert window.part(RuleField).words.text() == "Country: Kyrgyzstan; Kind: Media"


def test_leaving_a_rule_as_it_was_goes_back_to_the_group(window: WindowDesk) -> None:
    window.go(2)
    filter_by(window, *KYRGYZ_PRESS)
    uid = save_as_group(window, "Press")
    open_group(window, uid)
    window.click(window.part(RuleField).change)
    window.settle()
    deeds(window).rules.interlude.banner.dismiss()
    window.settle()
    assert window.tab() == "Groups"
    assert window.part(RuleField).words.text() == "Country: Kyrgyzstan; Kind: Media"


def test_a_rule_that_asks_for_nothing_is_not_taken(window: WindowDesk) -> None:
    window.go(2)
    filter_by(window, *KYRGYZ_PRESS)
    uid = save_as_group(window, "Press")
    before = people_of(window, uid)
    open_group(window, uid)
    window.click(window.part(RuleField).change)
    window.settle()
    window.page.list.clear_filters()
    deeds(window).rules.use.trigger()
    window.settle()
    assert window.banner().startswith("Without a filter everybody would be in the group.")
    assert people_of(window, uid) == before


def test_a_rule_is_taken_away_and_comes_back(window: WindowDesk) -> None:
    window.go(2)
    filter_by(window, *KYRGYZ_PRESS)
    uid = save_as_group(window, "Press")
    open_group(window, uid)
    window.click(window.part(RuleField).remove)
    window.settle()
    assert people_of(window, uid) == []
    window.undo()
    assert window.part(RuleField).words.text() == "Country: Kyrgyzstan; Kind: Media"


def test_who_is_there_by_hand_and_by_rule_is_said_and_by_rule_stays(window: WindowDesk) -> None:
    window.go(2)
    filter_by(window, *KYRGYZ_PRESS)
    uid = save_as_group(window, "Press")
    outsider = window.named("contact", "Brandt Jonas")
    with window.store.write("Add") as writer:
        groups.add(writer, uid, [outsider])
    open_group(window, uid)
    leads = dict((title, lead) for lead, title in listed_people(window))
    assert leads["Brandt Jonas"] == "by hand" and leads["Ким Виктор"] == "by rule"
    shown = next(each for each in window.form.frame.lists.values() if isinstance(each, GroupPeople))
    row = next(each for each in shown.shown() if each.link.text() == "Ким Виктор")
    row.link.setFocus()
    window.press(Qt.Key.Key_Delete)
    window.settle()
    assert "Ким Виктор" in people_of(window, uid)
    window.click(shown.show_in_list)
    window.settle()
    assert window.tab() == "Contacts" and "Brandt Jonas" in window.listed()


def test_the_addresses_of_a_group_are_copied_without_those_who_opted_out(window: WindowDesk) -> None:
    uid = window.named("contact", "Ким Виктор")
    window.go(2)
    filter_by(window, *KYRGYZ_PRESS)
    group = save_as_group(window, "Press")
    with window.store.write("Opts out") as writer:
        writer.update("contact", uid, {"opt_out": True})
        emails = writer.record("contact", uid).emails  # type: ignore[attr-defined]
    open_group(window, group)
    shown = next(each for each in window.form.frame.lists.values() if isinstance(each, GroupPeople))
    window.click(shown.copy_addresses)
    window.settle()
    copied = QApplication.clipboard().text().split("; ")
    assert copied and emails[0].normal not in copied
    assert "opted out" in window.toast()


def test_a_contact_says_by_which_rule_it_is_in_a_group(window: WindowDesk) -> None:
    window.go(2)
    filter_by(window, *KYRGYZ_PRESS)
    uid = save_as_group(window, "Press")
    window.choose("Ким Виктор")
    ties = next(each for each in window.form.frame.lists.values() if each.tie.key == "membership.contact")
    said = [(row.words.lead, row.words.opens) for row in ties.shown() if row.words is not None]
    assert said == [("by rule", Ref("group", uid, "Press"))]
