"""Merging: what the kept record says, where links lead, and that undo parts all of it again."""

from decimal import Decimal

import pytest
import sqlalchemy as sa

from db.duplicates import find, merge, now_of, say_not_the_same
from db.errors import WorldError
from db.journal import history
from db.queries import one, related
from db.records.group import Membership
from db.store import Store
from tests.db.duplicates.stores import add, as_stored, mail, phone


class Two:
    """One contact twice, with all that contacts may be tied to; the latter goes."""

    def __init__(self, store: Store) -> None:
        self.paper = add(store, "partner", name="Газета «Мисал»")
        self.radio = add(store, "partner", name="Radio Misal")
        self.kept = add(
            store, "contact", family_name="Секимова", given_name="Асель", languages=("ru",),
            note="Звонить утром", emails=mail("a.sekimova@example.kg"), phones=phone("+996 555 000 001"),
        )  # fmt: skip
        self.gone = add(
            store, "contact", family_name="Sekimova", given_name="Asel", job_title="Editor", opt_out=True,
            emails=mail("A.Sekimova@example.kg", "asel@example.com"), languages=("en", "ru"),
            note="Prefers mail", phones=phone("+996 555 000 001", "mobile"),
        )  # fmt: skip
        for who in (self.kept, self.gone):
            add(store, "post", contact=who, partner=self.paper, is_primary=True)
        self.editor = add(
            store, "post", contact=self.gone, partner=self.paper, job_title="Editor", is_primary=True
        )
        add(store, "post", contact=self.gone, partner=self.radio, job_title="Host")
        self.release = add(store, "release", headline="Clean zone opened")
        for role in ("press-contact", "spokesperson"):
            add(store, "release_contact", release=self.release, contact=self.gone, role=role)
        add(store, "release_contact", release=self.release, contact=self.kept, role="press-contact")
        self.group = add(store, "group", name="Press", rule=f'{{"contact": "{self.gone}"}}')
        for who in (self.kept, self.gone):
            add(store, "membership", group=self.group, contact=who)
        add(store, "quote", release=self.release, speaker=self.gone, text="It is open.")


@pytest.fixture
def two(store: Store) -> Two:
    """A store with one contact twice in it."""
    return Two(store)


def merged(store: Store, kind: str, keep: str, *gone: str, **values: object) -> None:
    """Merge records as one thing that a person did."""
    with store.write("Merge") as writer:
        merge(writer, kind, keep, gone, values)


def test_the_kept_one_says_what_both_said(store: Store, two: Two) -> None:
    merged(store, "contact", two.kept, two.gone)
    with store.read() as session:
        row = one(session, "contact", two.kept)
        assert one(session, "contact", two.gone) is None
    assert row is not None
    assert (row["family_name"], row["job_title"], row["opt_out"]) == ("Секимова", "Editor", True)
    assert [reach.normal for reach in row["emails"]] == ["a.sekimova@example.kg", "asel@example.com"]
    assert [reach.preferred for reach in row["emails"]] == [True, False]
    assert [(reach.normal, reach.type) for reach in row["phones"]] == [("+996555000001", "mobile")]
    assert row["languages"] == ("ru", "en")
    assert row["note"] == "Звонить утром\n\nPrefers mail"


def test_what_a_person_chose_stands(store: Store, two: Two) -> None:
    merged(store, "contacts", two.kept, two.gone, family_name="Sekimova", note="", languages=("ky",))
    with store.read() as session:
        row = one(session, "contact", two.kept)
    assert row is not None
    assert (row["family_name"], row["given_name"], row["note"]) == ("Sekimova", "Асель", None)
    assert row["languages"] == ("ky",)


def test_links_lead_to_the_kept_one_each_of_them_once(store: Store, two: Two) -> None:
    merged(store, "contact", two.kept, two.gone)
    with store.read() as session:
        lists = {(each.kind, each.field.name): each.rows for each in related(session, "contact", two.kept)}
        members = session.scalars(sa.select(Membership.contact)).all()
        group = one(session, "group", two.group)
        posts = {
            (post["partner"].title, post["job_title"], bool(post["is_primary"]))
            for row in lists["post", "contact"]
            if (post := one(session, "post", row.uid)) is not None
        }
    assert posts == {("Газета «Мисал»", "Editor", True), ("Radio Misal", "Host", False)}
    assert sorted(row["role"] for row in lists["release_contact", "contact"]) == [
        "press-contact",
        "spokesperson",
    ]
    assert [row["text"] for row in lists["quote", "speaker"]] == ["It is open."]
    assert members == [two.kept]
    assert group is not None
    assert two.kept in group["rule"] and two.gone not in group["rule"]


def test_undo_parts_them_again_and_redo_joins_them(store: Store, two: Two) -> None:
    before = as_stored(store)
    merged(store, "contact", two.kept, two.gone)
    after = as_stored(store)
    assert store.undo() == "Merge"
    assert as_stored(store) == before
    assert store.redo() == "Merge"
    assert as_stored(store) == after
    assert store.integrity() == []


def test_the_old_uid_leads_to_the_kept_one_however_often_it_is_merged(store: Store) -> None:
    first, second, third = (add(store, "contact", family_name=name) for name in ("Aa", "Bb", "Cc"))
    merged(store, "contact", second, first)
    merged(store, "contact", third, second)
    with store.read() as session:
        assert now_of(session, [first, second, third]) == {first: third, second: third}
    store.undo()
    with store.read() as session:
        assert now_of(session, [first, second]) == {first: second}


def test_history_goes_on_behind_the_merge(store: Store, two: Two) -> None:
    with store.read() as session:
        of_gone = {entry.batch for entry in history(session, two.gone)}
    merged(store, "contact", two.kept, two.gone)
    with store.read() as session:
        assert of_gone < {entry.batch for entry in history(session, two.kept)}
    store.undo()
    with store.read() as session:
        earlier = [entry for entry in history(session, two.kept) if not entry.label.endswith("Merge")]
        assert not of_gone & {entry.batch for entry in earlier}


def test_a_parent_that_is_merged_into_its_child_is_nobodys_parent(store: Store) -> None:
    ministry = add(store, "partner", name="Ministry of Samples", website="https://samples.example.tm")
    double = add(store, "partner", name="Ministry of samples", parent=ministry)
    below = add(store, "partner", name="Centre of Specimens", parent=double)
    site = add(store, "facility", name="Laboratory", host=double)
    merged(store, "partners", ministry, double)
    with store.read() as session:
        kept, centre, laboratory = (
            one(session, kind, uid)
            for kind, uid in (("partner", ministry), ("partner", below), ("facility", site))
        )
    assert kept is not None and centre is not None and laboratory is not None
    assert (kept["parent"], kept["website"]) == (None, "https://samples.example.tm")
    assert (centre["parent"].uid, laboratory["host"].uid) == (ministry, ministry)


def test_costs_of_one_facility_are_not_counted_twice(store: Store) -> None:
    kept, gone = (add(store, "facility", name="Clean zone") for _ in range(2))
    for site in (kept, gone):
        add(store, "cost", facility=site, kind="construction", amount=Decimal(150_000), currency="EUR")
    add(store, "cost", facility=gone, kind="equipment", amount=Decimal(20_000), currency="EUR")
    merged(store, "facility", kept, gone)
    with store.read() as session:
        row = one(session, "facility", kept)
    assert row is not None
    assert sorted(ref.title for ref in row["costs"]) == ["EUR 150,000.00", "EUR 20,000.00"]


def test_what_is_not_the_same_is_not_offered_again(store: Store) -> None:
    mother, daughter = (
        add(store, "contact", family_name="Sekimova", given_name="Asel", emails=mail("sekimova@example.kg"))
        for _ in range(2)
    )
    third = add(
        store, "contact", family_name="Секимова", given_name="Асель", emails=mail("sekimova@example.kg")
    )
    with store.read() as session:
        assert len(find(session, "contact")) == 3
    for _ in range(2):
        with store.write("Not the same") as writer:
            say_not_the_same(writer, "contact", daughter, mother)
    assert len(as_stored(store)["not_same"]) == 1
    with store.read() as session:
        assert {frozenset((twin.a, twin.b)) for twin in find(session, "contact")} == {
            frozenset((mother, third)),
            frozenset((daughter, third)),
        }
    merged(store, "contact", third, daughter)
    with store.read() as session:
        assert find(session, "contact") == []
    store.undo()
    store.undo()
    with store.read() as session:
        assert len(find(session, "contact")) == 3


def test_a_record_that_is_gone_can_be_neither_merged_nor_told_apart(store: Store) -> None:
    kept, gone = (add(store, "contact", family_name=name) for name in ("Aa", "Bb"))
    with store.write("Delete") as writer:
        writer.delete("contact", [gone])
    with pytest.raises(WorldError), store.write("Merge") as writer:
        merge(writer, "contact", kept, [gone], {})
    with pytest.raises(WorldError), store.write("Not the same") as writer:
        say_not_the_same(writer, "contact", kept, gone)
    with store.read() as session:
        assert history(session)[0].label == "Delete"
