"""Any edits on both sides of a round trip give what a plain three-way model gives."""

import datetime as dt
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st

from db.exchange.as_exported import Now, cell_of
from db.exchange.exporting import export_view
from db.exchange.importing import carry_out
from db.exchange.labels import Labels
from db.exchange.merging import Choices, Side
from db.exchange.plan import ImportPlan
from db.exchange.planning import plan
from db.exchange.proposing import propose
from db.exchange.sheets import Value, Workbook
from db.exchange.store_records import StoreRecords
from db.queries import View
from db.records import RECORDS
from db.store import Store
from db.values import Reach
from tests.db.exchange.returning_desk import phones, read

PARTNERS = ("Stepnoe Health Centre", "Lakeside Laboratory", "Northern Clinic")
PEOPLE = 4
NUMBERS = ("+996 312 901000", "+996 312 902000", "+7 727 250 0000 ext. 5")


def understood(texts: list[str]) -> tuple[Reach, ...]:
    """Phones as the store has them."""
    return phones(*texts)


VALUES: dict[str, st.SearchStrategy[Any]] = {
    "city": st.sampled_from((None, "Osh", "Bishkek", "Almaty", "5", "=1+1", " Naryn ")),
    "job_title": st.sampled_from((None, "Director", "Head of unit", "Врач")),
    "kind": st.sampled_from((None, "media", "government", "expert")),
    "country": st.sampled_from((None, "KG", "KZ", "DE")),
    "birthday": st.sampled_from((None, dt.date(1980, 2, 29), dt.date(1899, 12, 31), dt.date(1975, 5, 4))),
    "opt_out": st.sampled_from((None, True, False)),
    "languages": st.lists(st.sampled_from(("en", "ru", "ky")), unique=True).map(tuple),
    "phones": st.lists(st.sampled_from((*NUMBERS, "0312 90 20 00")), unique=True).map(understood),
    "note": st.sampled_from((None, "One line", "Two\nlines", "x" * 40_000)),
    "partner": st.sets(st.sampled_from(PARTNERS)).map(frozenset),
}
LISTS = ("languages", "phones", "partner")

Person = dict[str, Any]
Change = tuple[int, str, Any]

TYPED = {**VALUES, "phones": st.lists(st.sampled_from(NUMBERS), unique=True).map(understood)}
"""What a colleague types: a number in local form would be read with the country beside it."""

people = st.lists(st.fixed_dictionaries(VALUES), min_size=PEOPLE, max_size=PEOPLE)


def changes(values: Mapping[str, st.SearchStrategy[Any]]) -> st.SearchStrategy[list[Change]]:
    """Some changes: whose field, which, and what it comes to."""
    each = st.sampled_from(sorted(values)).flatmap(
        lambda name: st.tuples(st.integers(0, PEOPLE - 1), st.just(name), values[name])
    )
    return st.lists(each, max_size=8)


@dataclass(frozen=True)
class Edits:
    """What both sides do after the export."""

    ours: list[Change]
    ours_deleted: frozenset[int]
    theirs: list[Change]
    theirs_deleted: int | None
    added: int
    dropped: frozenset[str]
    rows: list[int]
    columns: list[int]
    prefer: Side | None


edits = st.builds(
    Edits,
    changes(VALUES),
    st.frozensets(st.integers(0, PEOPLE - 1), max_size=1),
    changes(TYPED),
    st.none() | st.integers(0, PEOPLE - 1),
    st.integers(0, 2),
    st.frozensets(st.sampled_from(sorted(VALUES)), max_size=2),
    st.permutations(range(PEOPLE)),
    st.permutations(range(40)),
    st.sampled_from((None, Side.THEIRS, Side.OURS)),
)


@contextmanager
def stores() -> Iterator[tuple[Store, Path]]:
    """An empty store and a folder of its own."""
    with tempfile.TemporaryDirectory() as folder:
        store = Store.open(Path(folder) / "dateline.db")
        try:
            yield store, Path(folder) / "out.xlsx"
        finally:
            store.close()


class Office:
    """Our side: the store with its people, told apart by their family names."""

    def __init__(self, store: Store, people: list[Person]) -> None:
        self.store = store
        with store.write("Set up") as writer:
            self.partners = {name: writer.create("partner", {"name": name}) for name in PARTNERS}
            self.uids = [writer.create("contact", self._stored(n, each)) for n, each in enumerate(people)]
            for uid, each in zip(self.uids, people, strict=True):
                for name in sorted(each["partner"]):
                    writer.create("post", {"contact": uid, "partner": self.partners[name]})

    def _stored(self, number: int, person: Person) -> dict[str, Any]:
        values = {name: value for name, value in person.items() if name != "partner"}
        return {**values, "family_name": f"Family{number}", "given_name": "Given"}

    def change(self, number: int, name: str, value: Any) -> None:
        """Change one field."""
        with self.store.write("Change") as writer:
            uid = self.uids[number]
            if name != "partner":
                writer.update("contact", uid, {name: value})
                return
            post = RECORDS["post"].__table__.c
            query = sa.select(post.uid, post.partner).where(post.contact == uid)
            there = {partner: link for link, partner in writer.session.execute(query)}
            wanted = {self.partners[each] for each in value}
            writer.delete("post", [link for partner, link in there.items() if partner not in wanted])
            for partner in sorted(wanted - there.keys()):
                writer.create("post", {"contact": uid, "partner": partner})

    def delete(self, number: int) -> None:
        """Delete one person."""
        with self.store.write("Delete") as writer:
            writer.delete("contact", [self.uids[number]])

    def people(self) -> dict[str, Person]:
        """Everybody as a plain dict, by uid or, for those that were added, by family name."""
        record, post = RECORDS["contact"].__table__.c, RECORDS["post"].__table__.c
        names = {uid: name for name, uid in self.partners.items()}
        columns = [name for name in VALUES if name != "partner"]
        found: dict[str, Person] = {}
        with self.store.read() as session:
            tied: dict[str, set[str]] = {}
            for contact, partner in session.execute(sa.select(post.contact, post.partner)):
                tied.setdefault(contact, set()).add(names[partner])
            query = sa.select(record.uid, record.family_name, *(record[name] for name in columns))
            for uid, family, *values in session.execute(query):
                person = dict(zip(columns, values, strict=True))
                person["partner"] = frozenset(tied.get(uid, ()))
                found[uid if uid in self.uids else family] = person
        return found


class Colleague:
    """Their side: the sheet as a grid. `mine` is what they have in mind, as plain values."""

    def __init__(self, office: Office, workbook: Workbook, people: list[Person]) -> None:
        self.sheet = next(sheet for sheet in workbook.sheets if sheet.name == "Contacts")
        self.grid = [list(row) for row in self.sheet.rows]
        self.mine = {uid: dict(person) for uid, person in zip(office.uids, people, strict=True)}
        self._office = office
        self._width = len(self.grid[0])
        with office.store.read() as session:
            self._now = Now(StoreRecords(session))
        stored = (name for name in VALUES if name != "partner")
        self._cells = {name: cell_of("contact", name, Labels("en")) for name in stored}

    def change(self, number: int, name: str, value: Any) -> None:
        """Type a value into a cell."""
        uid = self._office.uids[number]
        self.mine[uid][name] = value
        row = self._row(uid)
        row += [None] * (self._width - len(row))
        row[self._column(name)] = self._typed(name, value)

    def delete(self, number: int) -> None:
        """Delete a row."""
        uid = self._office.uids[number]
        self.grid.remove(self._row(uid))
        del self.mine[uid]

    def add(self, number: int) -> None:
        """Add a row at the end."""
        row: list[Value] = [None] * self._width
        row[self.grid[0].index("Family name")] = f"New{number}"
        row[self.grid[0].index("City")] = "Osh"
        self.grid.append(row)

    def leave(self, edits: Edits) -> None:
        """Sort, move and drop columns, and put the sheet back."""
        header, *rows = self.grid
        order = [n for n in edits.rows if n < len(rows)] + list(range(len(edits.rows), len(rows)))
        gone = {self._column(name) for name in edits.dropped}
        columns = [n for n in edits.columns if n < self._width and n not in gone]
        ordered = [header, *(rows[n] for n in order)]
        self.sheet.rows = [[row[n] if n < len(row) else None for n in columns] for row in ordered]

    def _row(self, uid: str) -> list[Value]:
        place = self.grid[0].index("uid")
        return next(row for row in self.grid if row[place] == uid)

    def _column(self, name: str) -> int:
        label = {"partner": "Partner"}.get(name) or RECORDS["contact"].__table__.c[name].info["field"].english
        return self.grid[0].index(label)

    def _typed(self, name: str, value: Any) -> Value:
        if name == "partner":
            return "; ".join(sorted(value)) or None
        return self._cells[name]("", {name: value}, self._now)


def merged(base: Person, ours: Person, theirs: Person, edits: Edits) -> Person:
    """The plain model: what the record should come to."""
    return {
        name: ours[name]
        if name in edits.dropped
        else model(name, base[name], ours[name], theirs[name], edits.prefer)
        for name in VALUES
    }


def model(name: str, base: Any, ours: Any, theirs: Any, prefer: Side | None) -> Any:
    """One field: a list by its entries, all else as a whole."""
    if same(base, theirs):
        return ours
    if name == "opt_out" and ours is True:
        # Nobody else takes back an objection.
        return theirs if prefer is Side.THEIRS else ours
    if same(base, ours) and name != "partner":
        return theirs
    if name in LISTS:
        gone, new = set(base) - set(theirs), set(theirs) - set(base)
        return frozenset((set(ours) - gone) | new)
    return theirs if prefer is Side.THEIRS else ours


def same(one: Any, other: Any) -> bool:
    """Whether two values look alike in a workbook."""
    return bool(trimmed(one) == trimmed(other))


def trimmed(value: Any) -> Any:
    """A value without the blanks around it."""
    return value.strip() if isinstance(value, str) else value


def plain(person: Mapping[str, Any]) -> Person:
    """A record to compare: lists without their order, texts as a workbook has them."""
    return {name: frozenset(value) if name in LISTS else trimmed(value) for name, value in person.items()}


def bring(store: Store, workbook: Workbook, choices: Choices) -> ImportPlan:
    """Propose, plan and carry out."""
    with store.read() as session:
        made = plan(session, propose(session, workbook), choices=choices)
    with store.write("Import") as writer:
        carry_out(writer, made)
    return made


@settings(max_examples=settings().max_examples // 6)
@given(people, edits)
def test_a_round_trip_gives_what_a_plain_model_gives(people: list[Person], edits: Edits) -> None:
    with stores() as (store, path):
        office = Office(store, people)
        base = office.people()
        columns = ["family_name", "given_name", *VALUES]
        export_view(store, View("contact"), columns, path, with_opted_out=True)
        workbook = read(path)
        colleague = Colleague(office, workbook, people)
        for each in edits.theirs:
            colleague.change(*each)
        if edits.theirs_deleted is not None:
            colleague.delete(edits.theirs_deleted)
        for number in range(edits.added):
            colleague.add(number)
        colleague.leave(edits)
        for each in edits.ours:
            office.change(*each)
        for number in edits.ours_deleted:
            office.delete(number)
        ours = office.people()
        expected = {uid: plain(person) for uid, person in ours.items()}
        for uid, theirs in colleague.mine.items():
            if uid in ours:
                expected[uid] = plain(merged(base[uid], ours[uid], theirs, edits))
            elif edits.prefer is Side.THEIRS and differs(base[uid], theirs, edits.dropped):
                expected[uid] = {
                    **plain(merged(base[uid], base[uid], theirs, edits)),
                    "partner": frozenset(),
                }
        choices = Choices(conflicts=edits.prefer)
        bring(store, workbook, choices)
        after = office.people()
        added = {f"New{number}" for number in range(edits.added)}
        assert {uid: plain(person) for uid, person in after.items() if uid not in added} == expected
        assert added <= set(after)
        again = bring(store, workbook, choices)
        assert not again.changes_something
        assert office.people() == after


def differs(base: Person, theirs: Person, dropped: frozenset[str]) -> bool:
    """Whether they changed anything that came back."""
    return any(not same(base[name], theirs[name]) for name in VALUES if name not in dropped)
