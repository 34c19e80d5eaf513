"""Erasing somebody for good: no byte is left, nothing brings her back, and the others are as they were."""

import datetime as dt
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from db.backup import backup, contents, restore
from db.backup.opening import opened
from db.doctor import examine
from db.duplicates.merging import merge
from db.exchange.identity import store_id
from db.journal import history
from db.personal import clearing, erasing
from db.personal.outlook import outlook
from db.personal.suppression import Erased
from db.queries import View, list_ids, one, rows
from db.search import faults, search
from db.store import Store
from db.values import Reach

HERS = (
    "Zarylbekova",
    "Жарылбекова",
    "Nurzada",
    "Нурзада",
    "nurzada.z@example.kg",
    "+996555019283",
    "Sokuluk dacha",
)

SHE = {
    "family_name": "Zarylbekova", "given_name": "Nurzada",
    "family_name_alt": "Жарылбекова", "given_name_alt": "Нурзада",
    "emails": (Reach("Nurzada.Z@example.kg", "work", True, "nurzada.z@example.kg"),),
    "phones": (Reach("+996 555 01 92 83", "mobile", False, "+996555019283"),),
    "note": "Met at the Sokuluk dacha.",
}  # fmt: skip
OTHER = {"family_name": "Tokoev", "given_name": "Bakyt"}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store.open(tmp_path / "house" / "dateline.db")
    yield opened
    opened.close()


def create(store: Store, kind: str, **values: object) -> str:
    with store.write(f"New {kind}") as writer:
        return writer.create(kind, values)


def left_in(folder: Path, *texts: str) -> list[str]:
    """Which of the texts stand in any file of the folder, in UTF-8 or UTF-16, whatever their case."""
    found = []
    for file in folder.rglob("*"):
        if file.is_file():
            held = file.read_bytes()
            wide = {
                held.decode(coding, "ignore").casefold() for coding in ("utf-8", "utf-16-le", "utf-16-be")
            }
            found += [f"{file.name}: {text}" for text in texts if any(text.casefold() in w for w in wide)]
    return found


def people(store: Store) -> list[str]:
    with store.read() as session:
        return [row.title for row in rows(session, "contact", list_ids(session, View("contact")))]


def test_no_byte_of_a_person_is_left_in_any_file(store: Store) -> None:
    partner = create(store, "partner", name="Chüy Press Centre")
    she, other = create(store, "contact", **SHE), create(store, "contact", **OTHER)
    create(store, "post", contact=she, partner=partner, job_title="Zarylbekova's old post")
    with store.write("Verify Zarylbekova Nurzada") as writer:
        writer.update("contact", she, {"street": "Sokuluk dacha 4"})
    assert left_in(store.path.parent, *HERS)
    erased = erasing.erase(store, she, "request")
    assert erased.records == 2 and erased.journal == 3 and not erased.unpurged
    assert left_in(store.path.parent, *HERS) == []
    assert people(store) == ["Tokoev Bakyt"] and other
    with store.read() as session:
        assert search(session, "nurzada") == [] and faults(session) == 0
        assert not [change for entry in history(session, she) for change in entry.changes]


def test_what_others_say_of_her_stays_and_no_longer_leads_to_her(store: Store) -> None:
    she, release = create(store, "contact", **SHE), create(store, "release", headline="A centre opens")
    quote = create(store, "quote", release=release, text="We are glad.", speaker=she, role="Director")
    create(store, "release_contact", release=release, contact=she, role="spokesperson")
    with store.write("Edit a quote") as writer:
        writer.update("quote", quote, {"role": "Head"})
    erasing.erase(store, she, "request")
    with store.read() as session:
        row = one(session, "quote", quote)
    assert row is not None
    assert (row["text"], row["role"], row["speaker"]) == ("We are glad.", "Head", None)
    assert store.undo() == "Edit a quote"
    assert store.undo() == "New quote"
    assert store.redo() == "New quote"
    with store.read() as session:
        row = one(session, "quote", quote)
    assert row is not None and (row["text"], row["speaker"]) == ("We are glad.", None)


def test_undo_and_redo_pass_over_her_and_still_serve_the_others(store: Store) -> None:
    she = create(store, "contact", **SHE)
    other = create(store, "contact", **OTHER)
    with store.write("Edit both") as writer:
        writer.update("contact", she, {"city": "Osh"})
        writer.update("contact", other, {"city": "Osh"})
    with store.write("Edit her") as writer:
        writer.update("contact", she, {"city": "Naryn"})
    erasing.erase(store, she, "retention")
    assert store.undo() == "Edit both"
    assert store.undo() == "New contact"
    assert store.undo() is None
    assert people(store) == []
    assert store.redo() == "New contact"
    assert store.redo() == "Edit both"
    assert store.redo() is None
    assert people(store) == ["Tokoev Bakyt"]


def test_twins_that_were_merged_into_her_go_with_her(store: Store) -> None:
    she = create(store, "contact", **SHE)
    twin = create(store, "contact", family_name="Zharylbekova", given_name="Nurzada")
    other = create(store, "contact", **OTHER)
    with store.write("Merge Zharylbekova Nurzada into Zarylbekova Nurzada") as writer:
        merge(writer, "contact", she, [twin])
    erasing.erase(store, she, "request")
    assert left_in(store.path.parent, *HERS, "Zharylbekova") == []
    while store.undo():
        pass
    while store.redo():
        pass
    assert people(store) == ["Tokoev Bakyt"] and other


def test_a_merge_that_was_taken_back_leaves_none_of_her_values_with_the_other(store: Store) -> None:
    she = create(store, "contact", **SHE)
    other = create(store, "contact", **OTHER)
    with store.write("Merge Zarylbekova Nurzada into Tokoev Bakyt") as writer:
        merge(writer, "contact", other, [she])
    store.undo()
    erasing.erase(store, she, "request")
    assert left_in(store.path.parent, *HERS) == []
    assert store.redo() is None
    assert people(store) == ["Tokoev Bakyt"]


def test_who_was_deleted_before_is_erased_too(store: Store) -> None:
    she = create(store, "contact", **SHE)
    with store.write("Delete Zarylbekova Nurzada") as writer:
        writer.delete("contact", [she])
    erasing.erase(store, she, "request")
    assert left_in(store.path.parent, *HERS) == []
    assert store.undo() is None


def test_a_deleted_entry_with_her_own_e_mail_goes_with_her_and_that_is_said(store: Store) -> None:
    reach = Reach("Zarina@optout.example.com", normal="zarina@optout.example.com")
    shared = Reach("press@office.example.com", normal="press@office.example.com")
    uid = create(store, "contact", family_name="Optoutova", emails=(reach, shared))
    create(store, "contact", family_name="Omarova", emails=(shared,))
    create(store, "contact", family_name="Zwillingova", emails=(reach,))
    store.undo()
    create(store, "contact", family_name="Switchboardova", emails=(shared,))
    store.undo()
    with store.read() as session:
        said = outlook(session, uid, dt.date.today(), store.path).goes
    assert "1 deleted contact with the same e-mail" in said
    erasing.erase(store, uid, "request")
    store.close()
    assert left_in(store.path.parent, "zarina@optout", "Zwillingova") == []
    assert left_in(store.path.parent, "Switchboardova") != []


def test_nobody_known_can_not_be_erased(store: Store) -> None:
    with pytest.raises(LookupError):
        erasing.erase(store, "00000000-0000-0000-0000-000000000000", "request")


def test_the_log_says_who_and_why_without_values_and_knows_her_when_she_comes_again(store: Store) -> None:
    she = create(store, "contact", **SHE)
    erasing.erase(store, she, "objection")
    with store.read() as session:
        (entry,) = erasing.log(session)
        known = Erased(session)
        assert (entry.uid, entry.reason, entry.records) == (she, "objection", 1)
        assert entry.backups_until is not None
        assert known.who("another", ["Nurzada.z@example.kg"]) and known.who("another", ["+996555019283"])
        assert known.who(she, ()) and not known.who("another", ["else@example.kg", "+996555000000"])


def test_an_address_shared_with_somebody_else_is_not_held_against_them(store: Store) -> None:
    she = create(store, "contact", **SHE)
    create(store, "contact", **OTHER, phones=SHE["phones"])
    erasing.erase(store, she, "request")
    with store.read() as session:
        assert not Erased(session).who("another", ["+996555019283"])


def test_the_doctor_has_nothing_to_say_of_a_store_in_which_somebody_was_erased(store: Store) -> None:
    she = create(store, "contact", **SHE)
    store.undo()
    store.redo()
    erasing.erase(store, she, "request")
    assert examine(store, mend=False) == []


def test_a_start_after_a_kill_finishes_the_work(tmp_path: Path) -> None:
    path = tmp_path / "house" / "dateline.db"
    store = Store.open(path)
    she = create(store, "contact", **SHE | {"note": "Met at the Sokuluk dacha. " * 20_000})
    with store.write("Erase") as writer:
        erasing.erase_in(writer, she, "request")
    store.close()
    before = path.stat().st_size
    store = Store.open(path)
    with store.read() as session:
        assert [entry.backups_until is not None for entry in erasing.log(session)] == [True]
    store.close()
    assert path.stat().st_size < before / 2
    assert left_in(path.parent, *HERS) == []


def test_going_back_to_a_backup_does_not_bring_her_back(store: Store, tmp_path: Path) -> None:
    she, other = create(store, "contact", **SHE), create(store, "contact", **OTHER)
    store.copy_to(tmp_path / "backup.db")
    with store.write("Merge") as writer:
        merge(writer, "contact", she, [other])
    erasing.erase(store, she, "request")
    restore(store, tmp_path / "backup.db")
    erasing.reapply(store)
    assert people(store) == [] and left_in(store.path.parent, *HERS) == []


def test_backups_are_cleared_too_and_stay_what_they_were_otherwise(store: Store) -> None:
    she, other = create(store, "contact", **SHE), create(store, "contact", **OTHER)
    made = [backup(store), backup(store, reason="before-import")]
    uids = clearing.uids_of(store, she)
    erasing.erase(store, she, "request")
    assert left_in(store.path.parent, *HERS)
    told: list[tuple[int, int]] = []
    assert clearing.clear(store, uids, progress=lambda *done: told.append(done)) == []
    assert left_in(store.path.parent, *HERS) == [] and told == [(1, 2), (2, 2)]
    with opened(store, made[0]) as shown, shown.read() as session:
        assert one(session, "contact", other) and not one(session, "contact", she)
    with store.read() as session:
        assert erasing.log(session)[0].backups_until == dt.date.today()
    restore(store, made[1])
    assert people(store) == ["Tokoev Bakyt"]


def test_a_protected_store_and_its_backups_forget_her_as_well(store: Store) -> None:
    she = create(store, "contact", **SHE)
    create(store, "contact", **OTHER)
    store.protect("correct horse battery")
    backup(store)
    uids = clearing.uids_of(store, she)
    assert not erasing.erase(store, she, "request").unpurged
    assert clearing.clear(store, uids) == []
    assert people(store) == ["Tokoev Bakyt"] and store.integrity() == []


def test_a_store_is_known_by_its_workbooks_and_backups_also_when_its_first_record_was_erased(
    store: Store, tmp_path: Path
) -> None:
    she, other = create(store, "contact", **SHE), create(store, "contact", **OTHER)
    made = backup(store)
    with store.read() as session:
        known = store_id(session)
    erasing.erase(store, she, "request")
    clearing.clear(store, [she])
    for path, key in ((store.path, store.key), (made, store.key_of(made))):
        assert contents.look(path, key).state.store == known != ""
    restore(store, made)
    erasing.erase(store, other, "other")
    with store.read() as session:
        assert store_id(session) == known
    with closing(Store.open(tmp_path / "another" / "dateline.db")) as foreign:
        create(foreign, "contact", **OTHER)
        with foreign.read() as session:
            its_own = store_id(session)
        foreign.copy_to(tmp_path / "foreign.db")
    restore(store, tmp_path / "foreign.db")
    with store.read() as session:
        assert store_id(session) == its_own != known


def test_what_is_to_go_and_to_stay_is_known_before(store: Store) -> None:
    she, release = (
        create(store, "contact", **SHE),
        create(store, "release", headline="A centre opens", body="Nurzada Zarylbekova thanked the donors."),
    )
    create(store, "release_contact", release=release, contact=she, role="spokesperson")
    store.path.with_name("dateline-damaged-2026-03-30.db").touch()
    with store.read() as session:
        seen = outlook(session, she, dt.date(2026, 3, 31), store.path)
    assert seen.name == "Zarylbekova Nurzada" and len(seen.goes) == 2
    assert seen.kept == ("dateline-damaged-2026-03-30.db",)
    assert [hit.uid for hit in seen.stays] == [release]
    assert seen.backups_until == dt.date(2026, 12, 31)
