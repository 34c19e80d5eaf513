"""Any sequence of adding, editing, tying, merging, undoing and erasing: who was erased never comes back."""

import shutil
import tempfile
from pathlib import Path

import sqlalchemy as sa
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from db.duplicates.merging import merge
from db.journal import Change
from db.personal import erasing
from db.personal.traces import everyone
from db.queries import View, list_ids, uids_of
from db.search import faults
from db.store import Store
from db.values import Reach

PLACES = st.integers(0, 99)


class People(RuleBasedStateMachine):
    """Contacts with posts and quotes, each with names that nobody else has."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.store = Store.open(self.folder / "dateline.db")
        self.made = 0
        self.erased: set[str] = set()
        self.gone: list[str] = []
        self.marks: dict[str, list[str]] = {}

    def teardown(self) -> None:
        self.store.close()
        shutil.rmtree(self.folder)

    def there(self) -> list[str]:
        with self.store.read() as session:
            return uids_of(session, "contact", list_ids(session, View("contact")))

    def pick(self, place: int) -> str:
        people = self.there()
        return people[place % len(people)]

    def mark(self) -> str:
        """A word that stands for one person alone."""
        self.made += 1
        return f"Qz{self.made:03d}xq"

    @rule()
    def add(self) -> None:
        word = self.mark()
        reach = Reach(f"{word}@example.kg", "", False, f"{word}@example.kg".lower())
        with self.store.write(f"Add {word} Given") as writer:
            values = {"family_name": word, "given_name": "Given", "emails": (reach,), "note": f"About {word}"}
            uid = writer.create("contact", values)
        self.marks[uid] = [word]

    @precondition(lambda self: bool(self.there()))
    @rule(place=PLACES)
    def edit(self, place: int) -> None:
        uid, word = self.pick(place), self.mark()
        with self.store.write(f"Rename to {word} Given") as writer:
            writer.update("contact", uid, {"family_name": word})
        self.marks[uid].append(word)

    @precondition(lambda self: bool(self.there()))
    @rule(place=PLACES)
    def tie(self, place: int) -> None:
        uid = self.pick(place)
        with self.store.write("Tie") as writer:
            partner = writer.create("partner", {"name": "Press Centre"})
            release = writer.create("release", {"headline": "A centre opens"})
            writer.create("post", {"contact": uid, "partner": partner})
            writer.create("quote", {"release": release, "speaker": uid, "text": "We are glad."})

    @precondition(lambda self: len(self.there()) > 1)
    @rule(place=PLACES, other=PLACES)
    def merge(self, place: int, other: int) -> None:
        keep, gone = self.pick(place), self.pick(other)
        if keep != gone:
            with self.store.write("Merge") as writer:
                merge(writer, "contact", keep, [gone])

    @precondition(lambda self: bool(self.there()))
    @rule(place=PLACES)
    def delete(self, place: int) -> None:
        with self.store.write("Delete") as writer:
            writer.delete("contact", [self.pick(place)])

    @rule()
    def undo(self) -> None:
        self.store.undo()

    @rule()
    def redo(self) -> None:
        self.store.redo()

    @precondition(lambda self: bool(self.there()))
    @rule(place=PLACES)
    def erase(self, place: int) -> None:
        uid = self.pick(place)
        with self.store.read() as session:
            hers = everyone(session, uid)
        assert not erasing.erase(self.store, uid, "request").unpurged
        self.erased |= hers
        for each in hers:
            self.gone += self.marks.pop(each, [])

    @invariant()
    def nobody_is_back(self) -> None:
        assert not self.erased & set(self.there())
        with self.store.read() as session:
            kept = session.scalars(sa.select(Change.fields)).all()
            assert not session.scalar(sa.select(sa.func.count()).where(Change.uid.in_(self.erased)))
            assert not [uid for uid in self.erased if uid in str(kept)]
            assert faults(session) == 0
        assert self.store.integrity() == []

    @invariant()
    def no_byte_is_left(self) -> None:
        if not self.gone:
            return
        for file in self.folder.iterdir():
            held = file.read_bytes().lower()
            assert not [word for word in self.gone if word.lower().encode() in held], file.name


TestPeople = People.TestCase
TestPeople.settings = settings(max_examples=settings().max_examples // 16, stateful_step_count=14)
