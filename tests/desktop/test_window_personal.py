"""A contact's rights, by hand: opting out, erasing, giving the data, reviewing, and what left the house."""

import datetime as dt
from pathlib import Path

from PySide6.QtCore import Qt

from db.personal import departures, erasing
from db.queries import one
from desktop.dialogs.erased import ErasedDialog
from desktop.dialogs.erasing import EraseDialog
from desktop.records.personal_part import LeftTheHouse, OptedOutLine
from tests.desktop.window_desk import WindowDesk


def put(window: WindowDesk, uid: str, **values: object) -> None:
    with window.store.write("Change") as writer:
        writer.update("contact", uid, values)
    window.settle()


def stored(window: WindowDesk, uid: str) -> dict[str, object]:
    with window.store.read() as session:
        row = one(session, "contact", uid)
    return row.values if row is not None else {}


def test_who_opted_out_has_a_line_over_the_form(window: WindowDesk) -> None:
    name = window.listed()[0]
    uid = window.named("contact", name)
    window.choose(name)
    line = window.page.form.frame.opted_out
    assert isinstance(line, OptedOutLine) and not line.isVisible()
    put(window, uid, opt_out=True, objected=dt.date(2026, 3, 3))
    assert line.isVisible() and line.text().startswith("Opted out on 3 Mar 2026. Left out of every list")


def test_what_left_the_house_is_listed(window: WindowDesk) -> None:
    name = window.listed()[1]
    uid = window.named("contact", name)
    departures.note(window.store, departures.CARDS, "delegation", "people.vcf", [uid])
    window.choose(name)
    window.settle()
    left = window.page.form.frame.left_house
    assert isinstance(left, LeftTheHouse)
    (said,) = left.lines()
    assert said.startswith("Contact cards · The EU Delegation · people.vcf")


def test_a_person_is_erased_from_the_menu_after_all_was_said(window: WindowDesk) -> None:
    name = window.listed()[0]
    uid = window.named("contact", name)
    window.choose(name)
    window.page.erase()
    window.settle()
    dialog = window.part(EraseDialog)
    assert name in dialog.title.text() and dialog.confirm.text() == "Erase for good"
    assert not dialog.confirm.isDefault() and dialog.cancel.hasFocus()
    dialog.reason.setCurrentIndex(1)
    window.click(dialog.confirm)
    window.settle()
    assert name not in window.listed() and not stored(window, uid)
    assert window.toast().startswith("The contact is erased")
    with window.store.read() as session:
        (entry,) = erasing.log(session)
    assert (entry.uid, entry.reason) == (uid, "objection")
    window.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    window.settle()
    assert not stored(window, uid)


def test_leaving_the_dialog_erases_nothing(window: WindowDesk) -> None:
    name = window.listed()[0]
    window.choose(name)
    window.page.erase()
    window.settle()
    window.press(Qt.Key.Key_Escape)
    window.settle()
    assert name in window.listed()


def test_the_walk_keeps_for_a_year_and_goes_on(window: WindowDesk) -> None:
    first, second = window.listed()[:2]
    uids = [window.named("contact", name) for name in (first, second)]
    for uid, day in zip(uids, (1, 2), strict=True):
        put(window, uid, review_by=dt.date(2020, 1, day))
    assert window.page.people is not None
    walk = window.page.people.reviewing
    walk.begin()
    window.settle()
    assert window.listed() == [first, second]
    assert walk.interlude.banner.text() == "2 contacts are to be reviewed"
    walk.keep.trigger()
    window.settle()
    assert window.listed() == [second]
    assert stored(window, uids[0])["review_by"] == dt.date.today() + dt.timedelta(days=365)
    walk.keep.trigger()
    window.settle()
    assert walk.interlude.banner.text() == "Nobody is to be reviewed."


def test_copied_addresses_are_noted(window: WindowDesk, tmp_path: Path) -> None:
    name = next(each for each in window.listed() if stored(window, window.named("contact", each))["emails"])
    window.choose(name)
    window.page.copy_addresses()
    window.settle()
    with window.store.read() as session:
        left = departures.of(session, window.named("contact", name))
    assert [each.how for each in left] == ["addresses"]


def test_what_is_set_in_a_form_brings_what_follows_from_it(window: WindowDesk) -> None:
    from desktop.records.form_writes import put as put_by_form

    name = window.listed()[0]
    uid = window.named("contact", name)
    with window.store.write("By hand") as writer:
        put_by_form(writer, "contact", uid, {"opt_out": True}, {})
    assert stored(window, uid)["objected"] == dt.date.today()
    with window.store.write("By hand") as writer:
        put_by_form(writer, "contact", uid, {"opt_out": False}, {})
    assert stored(window, uid)["objected"] is None
    with window.store.write("By hand") as writer:
        put_by_form(writer, "contact", uid, {"objected": dt.date(2026, 3, 3)}, {})
    assert stored(window, uid)["opt_out"] is True


def test_the_log_of_erasures_can_be_read_and_names_nobody(window: WindowDesk) -> None:
    name = window.listed()[0]
    erasing.erase(window.store, window.named("contact", name), "retention")
    window.settle()
    window.do("erased")
    window.settle()
    table = window.part(ErasedDialog).table
    said = [item.text() for column in range(5) if (item := table.item(0, column)) is not None]
    assert table.rowCount() == 1 and said[2] == "No longer needed" and said[4]
    assert name not in " ".join(said)
