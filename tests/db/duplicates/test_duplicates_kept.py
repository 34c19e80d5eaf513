"""Any sequence of merges, of pairs told apart, edits, deletions, undo and redo keeps the links whole."""

import shutil
import tempfile
from pathlib import Path

import sqlalchemy as sa
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from db.duplicates import merge, now_of, say_not_the_same, told_apart
from db.records import RECORDS, fields_of
from db.records.twins import Merged
from db.store import Store
from tests.db.duplicates.stores import Stored, as_stored, differences, mail


def uid_of(number: int) -> str:
    """A uid that is the same in each run, so that a number picks the same record."""
    return f"00000000-0000-4000-8000-{number:012d}"


NUMBERS = st.integers(0, 30)


class Merging(RuleBasedStateMachine):
    """A store with a few contacts and partners that are merged in every way."""

    @initialize()
    def begin(self) -> None:
        """Six contacts, four partners and two facilities, tied to each other."""
        self.folder = Path(tempfile.mkdtemp(prefix="merging-"))
        self.store = Store.open(self.folder / "dateline.db")
        with self.store.write("Begin") as writer:
            partners = [writer.create("partner", {"name": f"Partner {n}"}, uid=uid_of(n)) for n in range(4)]
            writer.update("partner", partners[1], {"parent": partners[0]})
            release = writer.create("release", {"headline": "Clean zone opened"})
            for number in range(6):
                values = {"family_name": f"Family {number % 3}", "emails": mail(f"n{number % 4}@example.kg")}
                contact = writer.create("contact", values, uid=uid_of(10 + number))
                for partner in (partners[number % 4], partners[number % 3]):
                    writer.create("post", {"contact": contact, "partner": partner, "is_primary": True})
                writer.create("release_contact", {"release": release, "contact": contact})
            for number, host in enumerate(partners[:2], 20):
                writer.create("facility", {"name": "Laboratory", "host": host}, uid=uid_of(number))
        self.started = as_stored(self.store)
        self.done: list[Stored] = []
        self.undone: list[Stored] = []

    def pick(self, kind: str, number: int) -> str:
        """One of the records of a kind; empty where there is none."""
        with self.store.read() as session:
            uids = sorted(session.scalars(sa.select(RECORDS[kind].uid)))
        return uids[number % len(uids)] if uids else ""

    def remember(self, before: Stored) -> None:
        """Keep what undo is to come back to."""
        if as_stored(self.store) != before:
            self.done.append(before)
            self.undone = []

    @rule(kind=st.sampled_from(["contact", "partner", "facility"]), a=NUMBERS, b=NUMBERS, c=NUMBERS)
    def join(self, kind: str, a: int, b: int, c: int) -> None:
        """Merge one or two records into another."""
        keep, *gone = (self.pick(kind, number) for number in (a, b, c))
        before = as_stored(self.store)
        with self.store.write("Merge") as writer:
            if keep:
                merge(writer, kind, keep, gone, {})
        self.remember(before)

    @rule(kind=st.sampled_from(["contact", "partner"]), a=NUMBERS, b=NUMBERS)
    def tell_apart(self, kind: str, a: int, b: int) -> None:
        """Say of two records that they are not the same."""
        one, other = self.pick(kind, a), self.pick(kind, b)
        if one == other:
            return
        before = as_stored(self.store)
        with self.store.write("Not the same") as writer:
            say_not_the_same(writer, kind, one, other)
        self.remember(before)

    @rule(a=NUMBERS, city=st.sampled_from(["Osh", "Нарын"]))
    def edit(self, a: int, city: str) -> None:
        """Change a contact."""
        uid, before = self.pick("contact", a), as_stored(self.store)
        with self.store.write("Edit") as writer:
            if uid:
                writer.update("contact", uid, {"city": city})
        self.remember(before)

    @rule(kind=st.sampled_from(["contact", "partner"]), a=NUMBERS)
    def delete(self, kind: str, a: int) -> None:
        """Delete a record, merged or not."""
        uid, before = self.pick(kind, a), as_stored(self.store)
        with self.store.write("Delete") as writer:
            writer.delete(kind, [uid] if uid else [])
        self.remember(before)

    @rule()
    def undo(self) -> None:
        """Take the latest step back."""
        if self.done:
            self.undone.append(as_stored(self.store))
            self.store.undo()
            assert differences(self.done.pop(), as_stored(self.store)) == []

    @rule()
    def redo(self) -> None:
        """Apply again what was taken back."""
        if self.undone:
            self.done.append(as_stored(self.store))
            self.store.redo()
            assert differences(self.undone.pop(), as_stored(self.store)) == []

    @invariant()
    def links_lead_to_what_is_there(self) -> None:
        """No reference leads to a record that is gone, and none to itself."""
        stored = as_stored(self.store)
        for kind, record in RECORDS.items():
            for name, about in fields_of(record).items():
                if about.kind.value != "reference":
                    continue
                for uid, values in stored[kind].items():
                    assert values[name] is None or values[name] in stored[about.to]
                    assert values[name] != uid
        assert self.store.integrity() == []

    @invariant()
    def old_uids_lead_to_who_was_kept(self) -> None:
        """Each leads in one step to a record that is there, or to one that was deleted; pairs are of two."""
        with self.store.read() as session:
            merges = {one.old or "": one.now or "" for one in session.scalars(sa.select(Merged))}
            assert now_of(session, merges) == merges
            assert not set(merges) & set(merges.values())
            for kind in ("contact", "partner"):
                there = set(session.scalars(sa.select(RECORDS[kind].uid)))
                assert not there & set(merges)
                assert all(a < b and a not in merges and b not in merges
                           for a, b in told_apart(session, kind))  # fmt: skip

    def teardown(self) -> None:
        """Take all of it back: the store is as it was in the beginning."""
        for _ in self.done:
            self.store.undo()
        assert differences(self.started, as_stored(self.store)) == []
        self.store.close()
        shutil.rmtree(self.folder)


TestMerging = Merging.TestCase
# Each step compares the whole store several times.
TestMerging.settings = settings(max_examples=settings().max_examples // 8, stateful_step_count=15)
