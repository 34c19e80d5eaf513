"""Any sequence of creating, editing, linking, deleting, importing, undoing, against plain dicts."""

import copy
import datetime as dt
import shutil
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, initialize, invariant, rule

from db.exchange.importing import carry_out
from db.exchange.planning import plan
from db.exchange.proposing import propose
from db.exchange.sheets import Sheet, Workbook
from db.fields import Field, Kind
from db.journal import as_of, history, latest, to_redo, to_undo
from db.names import fold
from db.queries import Filter, Op, View, count, list_ids, related, rows
from db.records import RECORDS, STANDING, fields_of
from db.rules import write
from db.search import search
from db.store import Store
from db.values import Reach

Records = dict[str, dict[str, dict[str, Any]]]
"""By kind and uid, the stored fields of a record that are not empty."""

WORDS = st.sampled_from(
    ["Asel", "Асель", "Үмүт", "Ҷамшед", "Zażółć", "line\nbreak", "=1+1", "007", "O'Brien", '"; --', "😀 x"]
)
REACHES = st.lists(
    st.builds(
        Reach, WORDS, st.sampled_from(["", "work"]), st.booleans(), st.sampled_from(["", "+996312000001"])
    ),
    max_size=3,
).map(tuple)
VALUES: dict[Kind, st.SearchStrategy[Any]] = {
    Kind.TEXT: WORDS,
    Kind.LONG_TEXT: WORDS,
    Kind.LINK: st.just("https://example.kg/a"),
    Kind.COUNTRY: st.sampled_from(["KG", "TJ"]),
    Kind.LANGUAGE: st.sampled_from(["en", "ru"]),
    Kind.LANGUAGES: st.sampled_from([("en",), ("ky", "ru")]),
    Kind.LINKS: st.sampled_from([("https://example.kg",), ("https://example.kg", "https://example.com")]),
    Kind.CURRENCY: st.sampled_from(["EUR", "KGS"]),
    Kind.DATE: st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1)),
    Kind.PERIOD: st.sampled_from(["2018", "2018-09", "2011-Q3"]),
    Kind.MOMENT: st.just("2019-04-25T10:00+06:00"),
    Kind.WHOLE: st.integers(0, 10**9),
    Kind.NUMBER: st.floats(-1e9, 1e9),
    Kind.MONEY: st.decimals(0, 10**10, places=2),
    Kind.YES_NO: st.booleans(),
    Kind.PHONES: REACHES,
    Kind.EMAILS: REACHES,
    Kind.COORDINATES: st.just("42.87, 74.59"),
    Kind.RULE: st.sampled_from(
        [
            write(View("contact", filters=(Filter("country", Op.IS, ("KG",)),)), {}),
            write(View("contact", text="press", filters=(Filter("note", Op.NOT_EMPTY),)), {}),
        ]
    ),
}
PARTS = [name for name in RECORDS if name not in STANDING]


def strategy_of(field: Field) -> st.SearchStrategy[Any]:
    """Values of a field that refers to nothing, empty ones among them."""
    if field.kind is Kind.CHOICE:
        return st.sampled_from([None, *(choice.code for choice in field.choices)])
    return st.one_of(st.just(field.empty), VALUES[field.kind])


def own_fields(kind: str) -> dict[str, Field]:
    """The fields with a column that refer to nothing."""
    stored = fields_of(RECORDS[kind]).items()
    return {name: field for name, field in stored if field.is_stored and field.kind is not Kind.REFERENCE}


def references(kind: str) -> dict[str, Field]:
    """The fields that refer to another record."""
    return {n: f for n, f in fields_of(RECORDS[kind]).items() if f.kind is Kind.REFERENCE}


@st.composite
def some_values(draw: st.DrawFn, kind: str) -> dict[str, Any]:
    """Values for some of the fields of a kind."""
    fields = own_fields(kind)
    names = draw(st.lists(st.sampled_from(sorted(fields)), unique=True, max_size=4))
    return {name: draw(strategy_of(fields[name])) for name in names}


def without(records: Records, kind: str, uid: str) -> None:
    """Delete a record of the model, with what belongs to it; the others forget it."""
    if records[kind].pop(uid, None) is None:
        return
    for other in RECORDS:
        for name, field in references(other).items():
            for owner in [u for u, values in records[other].items() if values.get(name) == uid]:
                if field.to != kind:
                    continue
                if field.owner:
                    without(records, other, owner)
                else:
                    records[other][owner].pop(name, None)


class Model(RuleBasedStateMachine):
    """A store beside a model of it: two stacks of states, as undo and redo have them."""

    uids = Bundle("uids")

    @initialize()
    def start(self) -> None:
        """An empty store."""
        self.folder = Path(tempfile.mkdtemp(prefix="machine-"))
        self.store = Store.open(self.folder / "dateline.db")
        self.now: Records = {kind: {} for kind in RECORDS}
        self.done: list[tuple[str, Records]] = []
        self.undone: list[tuple[str, Records]] = []
        self.states: dict[int, Records] = {0: copy.deepcopy(self.now)}
        self.steps = 0

    def label(self, what: str) -> str:
        """A label that no other step has."""
        self.steps += 1
        return f"{what} {self.steps}"

    def remember(self, label: str, before: Records) -> None:
        """What every change does to the stacks."""
        if before != self.now:
            self.done.append((label, before))
            self.undone = []
            self.newest = label
        self.note_state()

    def note_state(self) -> None:
        """Keep how all stood after the newest batch."""
        with self.store.read() as session:
            self.states[latest(session)] = copy.deepcopy(self.now)

    def put(self, kind: str, uid: str, values: dict[str, Any]) -> None:
        """Set fields of a record of the model; an empty value is none."""
        record = self.now[kind].setdefault(uid, {})
        for name, value in values.items():
            record.pop(name, None)
            if value not in (None, ()):
                record[name] = value

    @rule(target=uids, data=st.data(), kind=st.sampled_from(STANDING))
    def create(self, data: st.DataObject, kind: str) -> tuple[str, str]:
        """Add a record that stands on its own."""
        before, label = copy.deepcopy(self.now), self.label("Add")
        values = data.draw(some_values(kind))
        for name, field in references(kind).items():
            values[name] = data.draw(st.sampled_from([None, *self.now[field.to]]))
        with self.store.write(label) as writer:
            uid = writer.create(kind, values)
        self.put(kind, uid, values)
        self.remember(label, before)
        return kind, uid

    @rule(target=uids, data=st.data(), kind=st.sampled_from(PARTS))
    def link(self, data: st.DataObject, kind: str) -> tuple[str, str]:
        """Add a record that belongs to another, or ties two together."""
        before, label = copy.deepcopy(self.now), self.label("Link")
        values = data.draw(some_values(kind))
        for name, field in references(kind).items():
            values[name] = data.draw(st.sampled_from([None, *self.now[field.to]]))
        with self.store.write(label) as writer:
            uid = writer.create(kind, values)
        self.put(kind, uid, values)
        self.remember(label, before)
        return kind, uid

    @rule(data=st.data(), record=uids)
    def edit(self, data: st.DataObject, record: tuple[str, str]) -> None:
        """Change fields and references of a record, twice in one batch."""
        kind, uid = record
        if uid not in self.now[kind]:
            return
        before, label = copy.deepcopy(self.now), self.label("Edit")
        with self.store.write(label) as writer:
            for _ in range(2):
                values = data.draw(some_values(kind))
                for name, field in references(kind).items():
                    values[name] = data.draw(st.sampled_from([None, *self.now[field.to]]))
                writer.update(kind, uid, values)
                self.put(kind, uid, values)
        self.remember(label, before)

    @rule(records=st.lists(consumes(uids), min_size=1, max_size=4))
    def delete(self, records: list[tuple[str, str]]) -> None:
        """Delete records, with their links and what belongs to them."""
        before, label = copy.deepcopy(self.now), self.label("Delete")
        with self.store.write(label) as writer:
            for kind in {kind for kind, _ in records}:
                writer.delete(kind, [uid for k, uid in records if k == kind])
        for kind, uid in records:
            without(self.now, kind, uid)
        self.remember(label, before)

    @rule(target=uids, record=uids, data=st.data())
    def edit_and_replace(self, record: tuple[str, str], data: st.DataObject) -> tuple[str, str]:
        """Edit a record, delete it and add another of its kind in one batch."""
        kind, uid = record
        before, label = copy.deepcopy(self.now), self.label("Replace")
        values = data.draw(some_values(kind))
        with self.store.write(label) as writer:
            if uid in self.now[kind]:
                writer.update(kind, uid, values)
            writer.delete(kind, [uid])
            made = writer.create(kind, values)
        without(self.now, kind, uid)
        self.put(kind, made, values)
        self.remember(label, before)
        return kind, made

    @rule(
        target=uids,
        city=st.sampled_from(["Osh", "Нарын", "Хоруғ"]),
        known=st.lists(uids, max_size=3, unique=True),
        name=st.text("abcdefghijklmnopqrstuvwxyz", min_size=12, max_size=12),
    )
    def bring_in(self, city: str, known: list[tuple[str, str]], name: str) -> tuple[str, str]:
        """Import a workbook with a new contact, and with a city for some that are known by their uid."""
        before, label = copy.deepcopy(self.now), self.label("Import")
        there = [uid for kind, uid in known if kind == "contact" and uid in self.now["contact"]]
        mail = f"{name}.{self.steps}@example.kg"
        table = [("uid", "Family name", "E-mail", "City"), *((uid, None, None, city) for uid in there)]
        workbook = Workbook(Path("people.xlsx"), [Sheet("Contacts", rows=[*table, (None, name, mail, city)])])
        with self.store.read() as session:
            made = plan(session, propose(session, workbook, into="contacts"))
        with self.store.write(label) as writer:
            carry_out(writer, made)
        with self.store.read() as session:
            (hit,) = search(session, mail, kinds=["contact"])
        for uid in there:
            self.put("contact", uid, {"city": city})
        self.put(
            "contact", hit.uid, {"family_name": name, "emails": (Reach(mail, normal=mail),), "city": city}
        )
        self.remember(label, before)
        return "contact", hit.uid

    @rule()
    def undo(self) -> None:
        """Take the latest step back."""
        if not self.done:
            assert self.store.undo() is None
            return
        label, before = self.done.pop()
        assert self.store.undo() == label
        self.undone.append((label, self.now))
        self.now, self.newest = copy.deepcopy(before), f"Undo: {label}"
        self.note_state()

    @rule()
    def redo(self) -> None:
        """Apply again what was taken back."""
        if not self.undone:
            assert self.store.redo() is None
            return
        label, after = self.undone.pop()
        assert self.store.redo() == label
        self.done.append((label, self.now))
        self.now, self.newest = copy.deepcopy(after), f"Redo: {label}"
        self.note_state()

    @rule()
    def reopen(self) -> None:
        """Close the store and open it again."""
        self.store.close()
        self.store = Store.open(self.folder / "dateline.db")

    @invariant()
    def records_are_equal(self) -> None:
        """Every record has the fields that the model has, and there is no other."""
        with self.store.read() as session:
            for kind in RECORDS:
                found = rows(session, kind, list_ids(session, View(kind)))
                stored = [n for n, f in fields_of(RECORDS[kind]).items() if f.is_stored]
                refers = references(kind)
                actual = {
                    row.uid: {
                        name: row[name].uid if name in refers else row[name]
                        for name in stored
                        if row[name] not in (None, ())
                    }
                    for row in found
                }
                assert actual == self.now[kind]
                assert count(session, View(kind)) == len(found)

    @invariant()
    def links_are_equal(self) -> None:
        """From each record the lists lead to those that refer to it."""
        with self.store.read() as session:
            for kind in STANDING:
                for uid in list(self.now[kind])[:3]:
                    for listed in related(session, kind, uid):
                        refer = {
                            u for u, v in self.now[listed.kind].items() if v.get(listed.field.name) == uid
                        }
                        assert {row.uid for row in listed.rows} == refer

    @invariant()
    def the_journal_is_right(self) -> None:
        """History begins with the newest change, and offers to undo and redo what the stacks say."""
        with self.store.read() as session:
            entries = history(session, limit=1)
            undo, redo = to_undo(session), to_redo(session)
        assert [entry.label for entry in entries] == ([self.newest] if len(self.states) > 1 else [])
        assert (undo.label if undo else None) == (self.done[-1][0] if self.done else None)
        assert (redo.label if redo else None) == (self.undone[-1][0] if self.undone else None)

    @invariant()
    def earlier_states_are_remembered(self) -> None:
        """Some records as they stood after the first, a middle and the last batch."""
        batches = sorted(self.states)
        with self.store.read() as session:
            for batch in {batches[0], batches[len(batches) // 2], batches[-1]}:
                for kind in ("contact", "release", "post", "cost"):
                    known = {u for state in self.states.values() for u in state[kind]}
                    for uid in sorted(known)[:3]:
                        then = as_of(session, kind, uid, batch)
                        kept = then and {n: v for n, v in then.items() if v not in (None, ())}
                        assert kept == self.states[batch][kind].get(uid)

    @invariant()
    def search_finds_what_is_there(self) -> None:
        """Exactly the contacts that have the word, themselves or in a post."""
        with self.store.read() as session:
            for word in ("Асель", "007"):
                hits = search(session, word, kinds=["contact"], limit=1000)
                # A post answers for the contact who holds it.
                of_posts = [
                    (post["contact"], post) for post in self.now["post"].values() if "contact" in post
                ]
                having = {
                    uid
                    for uid, values in (*self.now["contact"].items(), *of_posts)
                    if any(fold(word) in fold(text).split() for text in texts(values))
                }
                assert {hit.uid for hit in hits} == having

    @invariant()
    def the_file_is_whole(self) -> None:
        """Neither SQLite nor its foreign keys find anything."""
        assert self.store.integrity() == []

    def teardown(self) -> None:
        """Leave nothing behind."""
        self.store.close()
        shutil.rmtree(self.folder)


def texts(values: dict[str, Any]) -> list[str]:
    """The texts that a contact of the model is found by."""
    reaches = [reach.value for name in ("phones", "emails") for reach in values.get(name, ())]
    return [*reaches, *(value for value in values.values() if isinstance(value, str))]


TestStore = Model.TestCase
# A run of so many steps takes a second: a third of what the profile asks for.
TestStore.settings = settings(max_examples=settings().max_examples // 7, stateful_step_count=20)
