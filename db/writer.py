"""Writing: create, update and delete records inside one batch, remembering old and new of every field."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any
from uuid import uuid4

import sqlalchemy as sa
from sqlalchemy.orm import Session

from db import search
from db.encoding import from_json, to_json
from db.fields import Field
from db.journal import Batch, Change, FieldChanges, Operation, RecordChange
from db.names import fold
from db.records import RECORDS, Record, fields_of, record_type, references_to
from db.records.base import utc_now

CHUNK = 500
"""How many uids one statement carries: under every database's limit of parameters."""


@dataclass(frozen=True)
class Changes:
    """What a batch did, for those who show records: by kind, the uids created, updated and deleted."""

    batch: int
    label: str
    created: dict[str, frozenset[str]] = field(default_factory=dict)
    updated: dict[str, frozenset[str]] = field(default_factory=dict)
    deleted: dict[str, frozenset[str]] = field(default_factory=dict)
    everything: bool = False

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds of record that the batch touched; all of them when nobody can tell."""
        if self.everything:
            return frozenset(RECORDS)
        return frozenset((*self.created, *self.updated, *self.deleted))


def stored_fields(record: type[Record]) -> dict[str, Field]:
    """The fields of a kind that have a column, by name."""
    return {name: about for name, about in fields_of(record).items() if about.is_stored}


class Writer:
    """One batch in the making. Made by `Store.write`, which commits it or takes all of it back.

    `batch` is its number in the journal once it is there; None for one that changed nothing.
    """

    def __init__(self, session: Session, label: str) -> None:
        self.session = session
        self.label = label
        self.batch: int | None = None
        self._made: dict[tuple[str, str], RecordChange] = {}
        self._touched: dict[tuple[str, str], Record] = {}
        self._loaded: dict[tuple[str, str], Record] = {}
        self._erases = False

    def create(self, kind: str, values: Mapping[str, Any], *, uid: str | None = None) -> str:
        """Add a record of `kind` with `values` by field name; answers its uid, a new one unless given."""
        record = record_type(kind)
        fields = stored_fields(record)
        made = record(uid=uid or str(uuid4()))
        changes: FieldChanges = {}
        for name, about in fields.items():
            value = _normal(about, values.get(name))
            setattr(made, name, value)
            if value != about.empty:
                changes[name] = [None, _json(about, value)]
        _check_names(kind, values, fields)
        _derive(made)
        self.session.add(made)
        self._note(record.about.name, made.uid, "create", changes)
        self._touched[record.about.name, made.uid] = made
        return made.uid

    def update(self, kind: str, uid: str, values: Mapping[str, Any]) -> bool:
        """Change fields of a record; answers whether any of them was different before."""
        return self._set(self.record(kind, uid), values)

    def delete(self, kind: str, uids: Iterable[str]) -> None:
        """Delete records, with what belongs to them; what merely refers to them forgets them."""
        name = record_type(kind).about.name
        for chunk in _chunks(uids):
            for referring, about in references_to(name):
                self._release(referring, about, chunk)
            doomed = self.session.scalars(sa.select(RECORDS[name]).where(RECORDS[name].uid.in_(chunk))).all()
            for record in doomed:
                self._note(name, record.uid, "delete", _all_as_old(record))
            self._remove(name, [record.uid for record in doomed])

    def erase(self, kind: str, uids: Iterable[str]) -> None:
        """Delete as `delete` does; the journal keeps no value of what this batch did: nothing undoes it."""
        self._erases = True
        self.delete(kind, uids)

    def record(self, kind: str, uid: str) -> Record:
        """The record itself, to read from. Raises LookupError when there is none."""
        name = record_type(kind).about.name
        found = self._touched.get((name, uid)) or self._loaded.get((name, uid))
        if found is None:
            self.load(name, [uid])
            found = self._loaded.get((name, uid))
        if found is None:
            raise LookupError(f"no {name} {uid}")
        return found

    def load(self, kind: str, uids: Iterable[str]) -> None:
        """Read many records at once, before each is updated: one statement for some hundreds of them."""
        record = record_type(kind)
        for chunk in _chunks(uids):
            for found in self.session.scalars(sa.select(record).where(record.uid.in_(chunk))):
                self._loaded[record.about.name, found.uid] = found

    def apply(self, changes: Sequence[RecordChange]) -> None:
        """Make exactly these changes, such as those that take an earlier batch back."""
        gone: dict[str, list[str]] = {}
        for kind in {change.kind for change in changes}:
            self.load(kind, [c.uid for c in changes if c.kind == kind and c.operation == "update"])
        added = self._first_added(c.uid for c in changes if c.operation == "create")
        for change in changes:
            if change.operation == "delete":
                gone.setdefault(change.kind, []).append(change.uid)
                self._note(change.kind, change.uid, "delete", change.fields)
            else:
                self._apply_values(change)
            if change.uid in added:
                self._touched[change.kind, change.uid].created = added[change.uid]
        self.session.flush()
        for kind, uids in gone.items():
            for chunk in _chunks(uids):
                self._remove(kind, chunk)

    def finish(self, *, who: str = "", undoes: int | None = None) -> Changes:
        """Write this batch into the journal. Called by `Store.write` alone."""
        batch = Batch(label=self.label, who=who, undoes=undoes)
        self.session.add(batch)
        self.session.flush()
        self.batch = batch.id
        if self._erases:
            # Undo passes over what undoes another batch, and redo over what stands.
            batch.undoes = batch.id
            return self._summary(batch.id)
        rows = [
            {"batch": batch.id, "kind": made.kind, "uid": made.uid, "operation": made.operation,
             "fields": made.fields}
            for made in self._made.values()
        ]  # fmt: skip
        if rows:
            self.session.execute(sa.insert(Change), rows)
        return self._summary(batch.id)

    def index(self) -> None:
        """Bring the search index up to date. Called by `Store.write` alone."""
        search.index(self.session, self._touched.values())

    def mark_undone(self, batch: int, undone: bool) -> None:
        """Say in the journal that a batch no longer stands, or stands again."""
        self.session.execute(sa.update(Batch).where(Batch.id == batch).values(undone=undone))

    @property
    def is_empty(self) -> bool:
        """Whether nothing was changed so far."""
        return not self._made and not self._erases

    def _first_added(self, uids: Iterable[str]) -> dict[str, dt.datetime]:
        """When records that come back were added at first, by their uids."""
        moments: dict[str, dt.datetime] = {}
        for chunk in _chunks(uids):
            first = sa.select(Change.uid, sa.func.min(Batch.at)).join(Batch, Batch.id == Change.batch)
            made = first.where(Change.uid.in_(chunk), Change.operation == "create").group_by(Change.uid)
            moments |= {uid: at for uid, at in self.session.execute(made)}
        return moments

    def _apply_values(self, change: RecordChange) -> None:
        fields = stored_fields(record_type(change.kind))
        values = {
            name: from_json(fields[name], new) for name, (_, new) in change.fields.items() if name in fields
        }
        if change.operation == "create":
            self.create(change.kind, values, uid=change.uid)
        else:
            self.update(change.kind, change.uid, values)

    def _set(self, record: Record, values: Mapping[str, Any]) -> bool:
        fields = stored_fields(type(record))
        _check_names(record.about.name, values, fields)
        changes: FieldChanges = {}
        for name, given in values.items():
            about = fields[name]
            old, value = _normal(about, getattr(record, name)), _normal(about, given)
            if value != old:
                changes[name] = [_json(about, old), _json(about, value)]
                setattr(record, name, value)
        if not changes:
            return False
        record.modified = utc_now()
        _derive(record)
        self._note(record.about.name, record.uid, "update", changes)
        self._touched[record.about.name, record.uid] = record
        return True

    def _release(self, referring: type[Record], about: Field, uids: Sequence[str]) -> None:
        column = getattr(referring, about.name)
        rows = self.session.scalars(sa.select(referring).where(column.in_(uids))).all()
        if about.owner:
            self.delete(referring.about.name, [row.uid for row in rows])
            return
        for row in rows:
            self._set(row, {about.name: None})

    def _remove(self, kind: str, uids: Sequence[str]) -> None:
        self.session.flush()
        record = RECORDS[kind]
        for uid in uids:
            self._touched.pop((kind, uid), None)
            self._loaded.pop((kind, uid), None)
        self.session.execute(
            sa.delete(record).where(record.uid.in_(uids)), execution_options={"synchronize_session": "fetch"}
        )
        search.forget(self.session, uids)

    def _note(self, kind: str, uid: str, operation: Operation, fields: FieldChanges) -> None:
        """Remember a change, folded into what this batch did to the record before."""
        before = self._made.pop((kind, uid), None)
        if before is None:
            self._made[kind, uid] = RecordChange(kind, uid, operation, fields)
            return
        if before.operation == "create" and operation == "delete":
            return
        if before.operation == "create":
            operation = "create"
        elif before.operation == "delete" and operation == "create":
            operation = "update"
        first = {name: old for name, (old, _) in (*fields.items(), *before.fields.items())}
        last = {name: new for name, (_, new) in (*before.fields.items(), *fields.items())}
        merged = {name: [first[name], last[name]] for name in last if first[name] != last[name]}
        if merged or operation != "update":
            self._made[kind, uid] = RecordChange(kind, uid, operation, merged)

    def _summary(self, batch: int) -> Changes:
        sets: dict[str, dict[str, set[str]]] = {"create": {}, "update": {}, "delete": {}}
        for made in self._made.values():
            sets[made.operation].setdefault(made.kind, set()).add(made.uid)
        frozen = {
            operation: {kind: frozenset(uids) for kind, uids in kinds.items()}
            for operation, kinds in sets.items()
        }
        return Changes(batch, self.label, frozen["create"], frozen["update"], frozen["delete"])


def _normal(about: Field, value: Any) -> Any:
    """A value as it is stored: lists as tuples, an empty text as nothing."""
    if about.is_list:
        return tuple(value or ())
    return None if value == "" else value


def _derive(record: Record) -> None:
    record.title = record.compose_title()
    record.title_key = fold(record.title)


def _all_as_old(record: Record) -> FieldChanges:
    fields = stored_fields(type(record))
    values = {name: _json(about, getattr(record, name)) for name, about in fields.items()}
    return {name: [value, None] for name, value in values.items() if value is not None}


def _json(about: Field, value: Any) -> Any:
    """A value for the journal, where every kind of nothing is null."""
    return None if value == about.empty else to_json(about, value)


def _check_names(kind: str, values: Mapping[str, Any], fields: Mapping[str, Field]) -> None:
    unknown = set(values) - set(fields)
    if unknown:
        raise KeyError(f"{kind} has no field {sorted(unknown)}")


def _chunks(uids: Iterable[str]) -> Iterator[list[str]]:
    waiting = iter(uids)
    while chunk := list(islice(waiting, CHUNK)):
        yield chunk
