"""What is typed and not written yet, kept in a file of its own beside the store.

The window keeps it there while she types, so that it is still there when Dateline is killed; the next start
offers it. The file is under the key of the store, is in no copy or backup of it, and is gone when nothing is
unsaved. What one run of the program keeps never takes the place of what is left from another.
"""

import datetime as dt
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import uuid4

import sqlalchemy as sa

from db.encoding import from_json, to_json
from db.fields import Kind
from db.queries import Ref
from db.records import kind_fields
from db.store import Store
from db.store.beside import remove

Key = tuple[str, str, str, str]
"""Run, kind, uid and field: what tells one text from all others."""

_TABLE = sa.Table(
    "typed",
    sa.MetaData(),
    *(sa.Column(name, sa.String, primary_key=True) for name in ("run", "kind", "uid", "field")),
    sa.Column("at", sa.String, nullable=False),
    sa.Column("text", sa.Text, nullable=False),
)


@dataclass(frozen=True)
class Typed:
    """What stands in one field and is not written.

    `draft` is what the field's editor holds, and `base` what the record held when the typing began, by field:
    both as JSON has them. `given` are the values of a new record, or of one in a dialog, that come from where
    it was opened. `at` is when it was kept (ISO 8601, UTC), `run` the run of the program that kept it.
    """

    kind: str
    uid: str
    field: str
    draft: Any
    base: Mapping[str, Any]
    given: Mapping[str, Any] | None = None
    is_new: bool = False
    in_dialog: bool = False
    at: str = ""
    run: str = ""

    @property
    def key(self) -> Key:
        """What tells it from all others."""
        return self.run, self.kind, self.uid, self.field


class Unsaved:
    """The unsaved texts of one store. May be used from any thread.

    All that touches the file raises WorldError when it can't be read or written.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self.run = f"{dt.datetime.now(dt.UTC):%Y%m%dT%H%M%S}-{uuid4().hex[:8]}"

    def keep(self, typed: Iterable[Typed], forget: Iterable[Key] = ()) -> None:
        """Make `typed` all that this run keeps, and `forget` texts that other runs have left."""
        rows = [_row(replace(each, run=self.run)) for each in typed]
        if not self._store.read_only and (rows or self._is_there()):
            which = [_TABLE.c.run == self.run, *map(_is, forget)]
            self._change(sa.or_(*which), rows)

    def forget(self, keys: Iterable[Key]) -> None:
        """Forget texts for good."""
        if self._is_there():
            self._change(sa.or_(sa.false(), *map(_is, keys)))

    def forget_record(self, uid: str) -> None:
        """Forget for good all that is typed into a record, as when a person is erased."""
        if self._is_there():
            self._change(_TABLE.c.uid == uid)

    def left_over(self) -> tuple[Typed, ...]:
        """What other runs have left, oldest first."""
        return tuple(each for each in self.all() if each.run != self.run)

    def all(self) -> tuple[Typed, ...]:
        """All that is typed and not written, oldest first."""
        if not self._is_there():
            return ()
        with self._store.aside() as connection:
            _TABLE.create(connection, checkfirst=True)
            found = connection.execute(_TABLE.select().order_by(_TABLE.c.at, _TABLE.c.field)).all()
        # A field that a newer Dateline knows stays in the file for it.
        return tuple(each for row in found if (each := _typed(row)).field in kind_fields(each.kind))

    def _is_there(self) -> bool:
        return not self._store.read_only and self._store.unsaved.exists()

    def _change(self, gone: sa.ColumnElement[bool], rows: Sequence[Mapping[str, str]] = ()) -> None:
        """Delete and insert in one step; the file goes where nothing is left in it."""
        with self._store.aside() as connection:
            _TABLE.create(connection, checkfirst=True)
            connection.execute(_TABLE.delete().where(gone))
            if rows:
                connection.execute(_TABLE.insert(), list(rows))
            left = connection.execute(sa.select(sa.func.count()).select_from(_TABLE)).scalar_one()
        if not left:
            remove(self._store.unsaved)


def plain(kind: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """Values of a record as JSON has them, other records by uid."""
    fields = kind_fields(kind)
    found = {}
    for name, value in values.items():
        about = fields[name]
        if about.kind is Kind.REFERENCE:
            found[name] = value.uid if isinstance(value, Ref) else value
        else:
            found[name] = to_json(about, value)
    return found


def unplain(kind: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """The inverse of `plain`; other records stay uids."""
    fields = kind_fields(kind)
    return {name: from_json(fields[name], value) for name, value in values.items() if name in fields}


def _row(typed: Typed) -> dict[str, str]:
    text = {
        "draft": typed.draft,
        "base": dict(typed.base),
        "given": None if typed.given is None else dict(typed.given),
        "is_new": typed.is_new,
        "in_dialog": typed.in_dialog,
    }
    return {
        "run": typed.run,
        "kind": typed.kind,
        "uid": typed.uid,
        "field": typed.field,
        "at": typed.at or dt.datetime.now(dt.UTC).isoformat(),
        "text": json.dumps(text, ensure_ascii=False),
    }


def _typed(row: sa.Row[Any]) -> Typed:
    return Typed(row.kind, row.uid, row.field, at=row.at, run=row.run, **json.loads(row.text))


def _is(key: Key) -> sa.ColumnElement[bool]:
    columns = (_TABLE.c.run, _TABLE.c.kind, _TABLE.c.uid, _TABLE.c.field)
    return sa.and_(*(column == part for column, part in zip(columns, key, strict=True)))
