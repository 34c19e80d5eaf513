"""Every record compared with what the journal says of it, field by field.

SQLite has no checksums: a byte that is damaged within a text is as good a text as any. The journal holds
every value that was ever written, so the two must agree.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from db.doctor.chain import Chains, tell
from db.doctor.findings import Finding
from db.encoding import from_json
from db.fields import Field
from db.journal import Batch, Change
from db.language import language, tr
from db.records import RECORDS, Record
from db.store import Store
from db.stored_values import Unreadable, as_journal, differing
from db.understanding import shown
from db.writer import stored_fields

AT_ONCE = 2000
"""How many rows are fetched at once."""

LONGEST_SHOWN = 60
"""Characters of a value that a sentence quotes."""

Raw = dict[str, Any]


@dataclass(frozen=True)
class Difference:
    """A record that is not what the journal says.

    `told` are the values that the journal has for the fields that differ, in its form; None where the
    journal knows no such record. `stands` are those of the store, None where there is no such record;
    `unreadable` are fields of which the store's value is none of their kind.
    """

    kind: str
    uid: str
    title: str
    stands: Raw | None
    told: Raw | None
    unreadable: frozenset[str] = frozenset()

    @property
    def sentences(self) -> Iterator[str]:
        """What differs, in words."""
        named = f"{RECORDS[self.kind].about.words.singular} “{self.title or self.uid}”"
        if self.stands is None:
            yield tr("{record} is missing, though its history says that it is there.", record=named)
        elif self.told is None:
            yield tr("{record} is there, though its history does not say so.", record=named)
        else:
            fields = stored_fields(RECORDS[self.kind])
            for name in self.told:
                yield tr(
                    "{record}: {field} is “{stands}”, its history says “{told}”.",
                    record=named,
                    field=fields[name].label,
                    stands=_shown(fields[name], self.stands.get(name), name in self.unreadable),
                    told=_shown(fields[name], self.told[name]),
                )

    @property
    def can_be_put_back(self) -> bool:
        """Whether the journal has what should stand there."""
        return self.told is not None


def differences(store: Store) -> list[Difference]:
    """Every record that is not what the journal says."""
    return compared(store, lambda: None)[0]


def compared(store: Store, step: Callable[[], object]) -> tuple[list[Difference], list[Finding]]:
    """The same, and where the journal itself does not hold together. `step` is called after each kind."""
    found: list[Difference] = []
    with store.read() as session:
        chains = Chains(session)
        for kind in RECORDS:
            found += _of_kind(session, kind, chains)
            step()
        return found, list(tell(session, chains.breaks))


def put_back(store: Store, found: Iterable[Difference]) -> int:
    """Make records what the journal says of them, as one batch; answers how many were changed.

    Those that the journal does not know stay. Raises WorldError when the store can't be written to.
    """
    count = 0
    with store.write(tr("Put back what the history says")) as writer:
        for each in found:
            if each.told is None:
                continue
            fields = stored_fields(RECORDS[each.kind])
            values = {name: from_json(fields[name], value) for name, value in each.told.items()}
            if each.stands is None:
                writer.create(each.kind, values, uid=each.uid)
            else:
                _clear(writer.session, each)
                writer.update(each.kind, each.uid, values)
            count += 1
    return count


def _clear(session: Session, difference: Difference) -> None:
    """Empty what is none of its field's kind: a record with such a value can't even be loaded."""
    if difference.unreadable:
        record = RECORDS[difference.kind]
        empty = dict.fromkeys(difference.unreadable, sa.null())
        session.execute(sa.update(record).where(record.uid == difference.uid).values(empty))


def _of_kind(session: Session, kind: str, chains: Chains) -> Iterator[Difference]:
    stands, told = _standing(session, kind), _told(session, kind, chains)
    mine, theirs = next(stands, None), next(told, None)
    while mine is not None or theirs is not None:
        if theirs is None or (mine is not None and mine["uid"] < theirs[0]):
            assert mine is not None
            yield _difference(kind, mine["uid"], mine, None)
            mine = next(stands, None)
        elif mine is None or theirs[0] < mine["uid"]:
            if theirs[1] is not None:
                yield _difference(kind, theirs[0], None, theirs[1])
            theirs = next(told, None)
        else:
            found = _compared(kind, mine, theirs[1])
            if found is not None:
                yield found
            mine, theirs = next(stands, None), next(told, None)


def _compared(kind: str, raw: Raw, told: Raw | None) -> Difference | None:
    if told is None:
        return _difference(kind, raw["uid"], raw, None)
    values, unreadable = _read(kind, raw)
    names = [name for name in stored_fields(RECORDS[kind]) if name in {*differing(values, told), *unreadable}]
    if not names:
        return None
    wanted = {name: told.get(name) for name in names}
    return Difference(kind, raw["uid"], str(raw["title"]), values, wanted, unreadable)


def _difference(kind: str, uid: str, raw: Raw | None, told: Raw | None) -> Difference:
    if raw is not None:
        values, unreadable = _read(kind, raw)
        return Difference(kind, uid, str(raw["title"]), values, None, unreadable)
    fields = stored_fields(RECORDS[kind])
    plain = {name: from_json(about, (told or {}).get(name)) for name, about in fields.items()}
    return Difference(kind, uid, RECORDS[kind](**plain).compose_title(), None, told)


def _read(kind: str, raw: Raw) -> tuple[Raw, frozenset[str]]:
    values: Raw = {}
    unreadable = set()
    for name, about in stored_fields(RECORDS[kind]).items():
        if raw[name] is None:
            continue
        try:
            values[name] = as_journal(about, raw[name])
        except Unreadable:
            unreadable.add(name)
    return values, frozenset(unreadable)


def _standing(session: Session, kind: str) -> Iterator[Raw]:
    """The rows of a kind as the database has them, by uid."""
    record: type[Record] = RECORDS[kind]
    columns = [
        sa.type_coerce(record.__table__.c[name], sa.types.NullType()).label(name)
        for name in ("uid", "title", *stored_fields(record))
    ]
    query = sa.select(*columns).order_by(record.__table__.c.uid)
    for row in session.execute(query.execution_options(yield_per=AT_ONCE)).mappings():
        _check_uid(row["uid"])
        yield dict(row)


def _told(session: Session, kind: str, chains: Chains) -> Iterator[tuple[str, Raw | None]]:
    """By uid how the journal says that records of a kind stand; None for those that are deleted."""
    text = sa.type_coerce(Change.fields, sa.Text)
    query = (
        sa.select(Change.uid, Change.id, Change.batch, sa.type_coerce(Change.operation, sa.Text), text)
        .where(Change.kind == kind)
        .order_by(Change.uid, Change.id)
        .execution_options(yield_per=AT_ONCE)
    )
    for uid, rows in groupby(session.execute(query), itemgetter(0)):
        _check_uid(uid)
        yield uid, chains.follow(kind, uid, ((row[1], row[2], row[3], row[4]) for row in rows))


def _check_uid(uid: object) -> None:
    if not isinstance(uid, str):
        raise Unreadable("uid")


def wrongly_undone(session: Session) -> list[int]:
    """The batches that are marked as undone though they stand, or the other way round.

    A batch stands when it was taken back and applied again equally often. One of which an erasure left
    nothing is its own, so that undo passes over it.
    """
    turned = sa.select(Batch.undoes, sa.func.count().label("times")).where(Batch.undoes != Batch.id)
    counted = turned.group_by(Batch.undoes).subquery()
    query = sa.select(Batch.id, Batch.undone, sa.func.coalesce(counted.c.times, 0)).outerjoin(
        counted, counted.c.undoes == Batch.id
    )
    return [number for number, undone, times in session.execute(query) if undone != bool(times % 2)]


def _shown(about: Field, value: Any, unreadable: bool = False) -> str:
    if unreadable:
        return tr("unreadable")
    text = " ".join(shown(about, from_json(about, value), language()).split()) or "–"
    return text if len(text) <= LONGEST_SHOWN else f"{text[: LONGEST_SHOWN - 1]}…"
