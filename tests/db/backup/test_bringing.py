"""Looking into a backup, bringing single records back, and a restore that keeps erased people erased."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from db.backup import backup, ensure, is_held, listed, restore, tidy
from db.backup.bringing import Outcome, Wish, beside, bring_back
from db.backup.comparing import Standing, compare
from db.backup.opening import opened
from db.personal import erasing
from db.personal.ledger import Departed, Departure
from db.queries import one, related
from db.store import Store
from tests.db.test_migrations import SCHEMAS, kept


@dataclass
class Desk:
    """A store in which a contact works at a partner, a backup of that, and what became of it since."""

    store: Store
    contact: str
    partner: str
    event: str
    release: str
    file: Path

    @contextmanager
    def looking(self) -> Iterator[Store]:
        with opened(self.store, self.file) as shown:
            yield shown

    def bring(self, *wishes: Wish) -> Outcome:
        with self.looking() as shown, shown.read() as then, self.store.write("Bring back") as writer:
            return bring_back(writer, then, wishes)

    def title(self, kind: str, uid: str) -> str | None:
        with self.store.read() as session:
            row = one(session, kind, uid)
        return row.title if row else None

    def delete(self, kind: str, uid: str) -> None:
        with self.store.write("Delete") as writer:
            writer.delete(kind, [uid])

    def posts(self) -> int:
        with self.store.read() as session:
            return next(
                each.count for each in related(session, "contact", self.contact) if each.kind == "post"
            )


@pytest.fixture
def desk(store: Store) -> Desk:
    with store.write("Add") as writer:
        contact = writer.create("contact", {"given_name": "Aigul", "family_name": "Omarova"})
        partner = writer.create("partner", {"name": "Centre Example"})
        writer.create("post", {"contact": contact, "partner": partner, "job_title": "Director"})
        event = writer.create("event", {"name": "Workshop"})
        release = writer.create("release", {"headline": "Opening", "event": event})
    return Desk(store, contact, partner, event, release, backup(store))


def test_no_second_backup_of_the_same_state(desk: Desk) -> None:
    assert ensure(desk.store, "before-import") == desk.file
    desk.delete("event", desk.event)
    assert not is_held(desk.store)
    assert ensure(desk.store, "before-import").name.endswith("-before-import.db")
    assert len(listed(desk.store.path)) == 2


def test_an_empty_store_needs_no_backup(store: Store) -> None:
    assert is_held(store)
    assert tidy(store) == []
    assert listed(store.path) == []


def test_what_left_the_house_is_a_reason_for_a_backup(desk: Desk) -> None:
    with desk.store.write("Export") as writer:
        writer.session.add(Departure(how="workbook", name="list.xlsx"))
    assert not is_held(desk.store)


def test_what_a_killed_backup_left_is_cleared_away(desk: Desk) -> None:
    left = desk.file.with_name("dateline-2026-01-02-1010-before-import.db.part")
    left.write_bytes(b"half")
    other = desk.file.with_name("another-2026-01-02-1010.db.part")
    other.write_bytes(b"of another store")
    backup(desk.store)
    assert not left.exists()
    assert other.exists()


def test_only_files_that_are_ours_by_name_and_header_are_listed(desk: Desk) -> None:
    for name in (
        "dateline-2001-01-01-1010.db",
        "dateline-2-2001-01-01-1010.db",
        "dateline-2001-13-01-1010.db",
    ):
        (desk.file.parent / name).write_bytes(b"a letter" * 100)
    assert [each.path for each in listed(desk.store.path)] == [desk.file]


def test_old_backups_go_though_nothing_new_is_written(desk: Desk) -> None:
    old = desk.file.rename(desk.file.with_name("dateline-2024-01-01-1010.db"))
    today = dt.datetime.now()
    tidy(desk.store, today)
    assert old.exists()
    for day in (1, 2):
        newest = listed(desk.store.path)[0].path
        earlier = today - dt.timedelta(days=day)
        newest.rename(newest.with_name(f"dateline-{earlier:%Y-%m-%d-%H%M}.db"))
        gone = tidy(desk.store, today)
    assert gone == [old]
    assert len(listed(desk.store.path)) == 3


def test_how_a_backup_differs_from_now(desk: Desk) -> None:
    desk.delete("event", desk.event)
    with desk.store.write("Change") as writer:
        writer.update("contact", desk.contact, {"given_name": "Aigul-Ai"})
        writer.create("contact", {"given_name": "Bakyt"})
    with desk.looking() as shown, shown.read() as then, desk.store.read() as now:
        contacts, events = compare(then, now, "contact"), compare(then, now, "event")
        partners = compare(then, now, "partner")
    assert contacts.standing == {desk.contact: Standing.DIFFERENT}
    assert contacts.new == 1
    assert events.standing == {desk.event: Standing.GONE}
    assert partners.is_none


def test_a_deleted_contact_comes_back_with_her_post_and_goes_again_by_undo(desk: Desk) -> None:
    desk.delete("contact", desk.contact)
    outcome = desk.bring(Wish("contact", desk.contact))
    assert (outcome.created, outcome.ties, outcome.remarks) == (1, 1, [])
    assert desk.title("contact", desk.contact) == "Omarova Aigul"
    assert desk.posts() == 1
    desk.store.undo()
    assert desk.title("contact", desk.contact) is None


def test_a_tie_whose_other_end_is_gone_is_named(desk: Desk) -> None:
    desk.delete("contact", desk.contact)
    desk.delete("partner", desk.partner)
    outcome = desk.bring(Wish("contact", desk.contact))
    assert desk.posts() == 0
    assert "Centre Example" in outcome.remarks[0]
    desk.store.undo()
    outcome = desk.bring(Wish("contact", desk.contact), Wish("partner", desk.partner))
    assert (outcome.created, outcome.ties, outcome.remarks) == (2, 1, [])
    assert desk.posts() == 1


def test_chosen_fields_come_back_and_others_stay(desk: Desk) -> None:
    with desk.store.write("Change") as writer:
        writer.update("contact", desk.contact, {"given_name": "Ainura", "family_name": "Other"})
    with desk.looking() as shown, shown.read() as then, desk.store.read() as now:
        seen = beside(then, now, "contact", desk.contact)
    assert seen is not None
    assert set(seen.differing) == {"given_name", "family_name"}
    outcome = desk.bring(Wish("contact", desk.contact, ("given_name",), ()))
    assert outcome.updated == 1
    assert desk.title("contact", desk.contact) == "Other Aigul"


def test_what_refers_to_nothing_since_refers_again(desk: Desk) -> None:
    desk.delete("event", desk.event)
    desk.bring(Wish("event", desk.event))
    with desk.store.read() as session:
        row = one(session, "release", desk.release)
    assert row is not None and row["event"].uid == desk.event


def test_who_was_erased_does_not_come_back(desk: Desk) -> None:
    erasing.erase(desk.store, desk.contact, "request")
    outcome = desk.bring(Wish("contact", desk.contact))
    assert outcome.created == 0
    assert "erased for good" in outcome.remarks[0]
    with desk.looking() as shown, shown.read() as then, desk.store.read() as now:
        assert compare(then, now, "contact").standing == {desk.contact: Standing.ERASED}
        seen = beside(then, now, "contact", desk.contact)
    assert seen is not None and seen.erased


def test_a_restore_keeps_the_log_and_erases_again(desk: Desk) -> None:
    with desk.store.write("Export") as writer:
        departure = Departure(how="workbook", name="list.xlsx")
        writer.session.add(departure)
        writer.session.flush()
        writer.session.add(Departed(contact=desk.contact, departure=departure.id))
    erasing.erase(desk.store, desk.contact, "request")
    safety = restore(desk.store, desk.file)
    assert safety.name.endswith("-before-restore.db")
    assert desk.title("contact", desk.contact) is None
    assert desk.title("partner", desk.partner) == "Centre Example"
    with desk.store.read() as session:
        assert [entry.uid for entry in erasing.log(session)] == [desk.contact]
        assert [each.name for each in session.query(Departure)] == ["list.xlsx"]
    assert b"Omarova" not in desk.store.path.read_bytes()
    assert not list(desk.store.path.parent.glob("*.part*"))


def test_a_backup_of_an_earlier_schema_is_shown_in_a_copy(desk: Desk, tmp_path: Path) -> None:
    old = kept(tmp_path / "old.db", SCHEMAS[0])
    before = old.read_bytes()
    with opened(desk.store, old) as shown, shown.read() as then, desk.store.read() as now:
        assert compare(then, now, "contact").new == 1
    assert old.read_bytes() == before
    assert not list(desk.store.path.parent.glob("*.look*"))
