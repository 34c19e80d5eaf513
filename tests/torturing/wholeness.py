"""Whether a store is whole: what it holds against its journal, and against what was acknowledged."""

import traceback
from collections import Counter
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from db import search
from db.doctor import examine
from db.encoding import to_json
from db.errors import WorldError
from db.journal import Batch, Change, to_undo
from db.records import RECORDS
from db.store import Store
from db.writer import stored_fields
from tests.torturing.children import Line
from tests.torturing.filling import PASSPHRASE
from tests.torturing.table import Loss

Records = dict[tuple[str, str], dict[str, Any]]
"""By kind and uid, the fields of a record that are not empty, as the journal writes them."""


@dataclass(frozen=True)
class Contents:
    """What a store held: its records, and the numbers of its batches."""

    records: Records
    batches: frozenset[int] = field(default_factory=frozenset)


def records(session: Session) -> Records:
    """Everything that a person wrote, from the tables of the records."""
    found: Records = {}
    for kind, record in RECORDS.items():
        fields = stored_fields(record)
        for item in session.scalars(sa.select(record)):
            values = {name: (about, getattr(item, name)) for name, about in fields.items()}
            found[kind, item.uid] = {
                name: to_json(about, value) for name, (about, value) in values.items() if value != about.empty
            }
    return found


def replayed(session: Session) -> Records:
    """The same from the journal alone: every change applied in its order, from an empty store on."""
    found: Records = {}
    for change in session.scalars(sa.select(Change).order_by(Change.id).execution_options(yield_per=1000)):
        key = change.kind, change.uid
        if change.operation == "delete":
            found.pop(key, None)
            continue
        values = {} if change.operation == "create" else found.get(key, {})
        values |= {name: new for name, (_, new) in change.fields.items()}
        found[key] = {name: value for name, value in values.items() if value is not None}
    return found


def batches(session: Session) -> frozenset[int]:
    """The numbers of all batches."""
    return frozenset(session.scalars(sa.select(Batch.id)))


def contents(path: Path) -> Contents:
    """What a store of today's schema holds, with nothing written. Raises WorldError."""
    store = Store.open(path, passphrase=PASSPHRASE, read_only=True)
    try:
        with store.read() as session:
            return Contents(records(session), batches(session))
    finally:
        store.close()


@contextmanager
def next_start(path: Path, *, create: bool = False) -> Iterator[Store]:
    """The store as the next start finds it. Raises Loss when that is refused or fails."""
    try:
        store = Store.open(path, create=create, passphrase=PASSPHRASE)
    except WorldError as error:
        raise Loss(f"the next start is refused: {error}") from error
    except Exception as error:
        raise Loss(f"the next start fails: {traceback.format_exc()}") from error
    try:
        yield store
    finally:
        store.close()


def check(
    store: Store, needed: Collection[int], told: list[Line], *, unacknowledged: int | None = 1
) -> Records:
    """Check everything that must hold in a store after a fault; answers what it holds. Raises Loss.

    `needed` are the batches that were there before, `told` what was acknowledged since; `unacknowledged`
    batches may be there besides, as they were finished when the fault came; any number with None.
    """
    with store.read() as session:
        found, from_journal, numbers = records(session), replayed(session), batches(session)
        _check_marks(session)
        unfound = search.faults(session)
    promised = {int(line["batch"]) for line in told if line.get("batch")} | set(needed)
    if missing := promised - numbers:
        raise Loss(f"batches {sorted(missing)} were acknowledged and are gone")
    if unacknowledged is not None and len(numbers - promised) > unacknowledged:
        raise Loss(f"{len(numbers - promised)} batches are there that nobody made")
    if found != from_journal:
        raise Loss(f"half: {difference(found, from_journal)}")
    if unfound:
        raise Loss(f"the search is wrong about {unfound} records")
    _check_held(found, told)
    if findings := examine(store, mend=False):
        raise Loss(f"the doctor says: {findings[0].message}")
    return found


def check_undo(store: Store) -> None:
    """Check that the latest batch can be taken back and applied again. Raises Loss."""
    with store.read() as session:
        latest, before = to_undo(session), records(session)
        label = latest.label if latest is not None else None
    if store.undo() != label:
        raise Loss(f"undo did not take back “{label}”")
    with store.read() as session:
        if difference_of := difference(records(session), replayed(session)):
            raise Loss(f"half after undo: {difference_of}")
    if label is None:
        return
    store.redo()
    with store.read() as session:
        if difference_of := difference(records(session), before):
            raise Loss(f"undo and redo did not lead back: {difference_of}")


def difference(found: Records, expected: Records) -> str:
    """In words, how two states differ first; "" when they don't."""
    for key in sorted(found.keys() | expected.keys()):
        if found.get(key) != expected.get(key):
            return f"{key} is {found.get(key)} and should be {expected.get(key)}"
    return ""


def _check_marks(session: Session) -> None:
    """Each batch is marked undone where it was turned an odd number of times."""
    made = session.execute(sa.select(Batch.id, Batch.undone, Batch.undoes)).all()
    # One of which an erasure left nothing is its own, so that undo passes over it.
    turned = Counter(undoes for number, _, undoes in made if undoes not in (None, number))
    wrong = [number for number, undone, _ in made if undone != bool(turned[number] % 2)]
    if wrong:
        raise Loss(f"half: batches {wrong} are marked otherwise than the journal has it")


def _check_held(found: Records, told: list[Line]) -> None:
    """Each value that an acknowledged batch wrote last is there: [kind, uid, field, value or None]."""
    last = {(kind, uid, name): value for line in told for kind, uid, name, value in line.get("holds", ())}
    for (kind, uid, name), value in last.items():
        if found.get((kind, uid), {}).get(name) != value:
            raise Loss(f"{kind} {uid} was acknowledged with {name} = {value!r} and has it no more")
