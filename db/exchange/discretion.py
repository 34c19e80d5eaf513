"""What an audience may see: which fields, and titles that give nothing else away."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from typing import Any, cast

from sqlalchemy.orm import Session

from db.fields import Audience, Field
from db.queries import Ref, Row, column_fields, rows_by_uid
from db.records import RECORDS, record_type
from db.writer import stored_fields


class Discretion:
    """Keeps from a document what its audience may not see.

    A title is made of fields: that of a contact without a name is an e-mail address, that of a cost its
    amount. Where the audience may not see such a field, the title is made without it.
    """

    def __init__(self, session: Session, audience: Audience) -> None:
        self._session = session
        self.audience = audience
        self._titles: dict[str, str] = {}

    def allows(self, field: Field) -> bool:
        """Whether the audience may see a field."""
        return self.audience.includes(field.audience)

    def kept_back(self, kind: str, columns: Iterable[str]) -> list[Field]:
        """Those of the columns of a kind that the audience may not see."""
        fields = column_fields(kind)
        return [fields[name] for name in columns if not self.allows(fields[name])]

    def discreet(self, rows: Sequence[Row]) -> Sequence[Row]:
        """The rows with every title in them fit for the audience."""
        if self.audience is Audience.INTERNAL:
            return rows
        affected = {kind for kind in _kinds_in(rows) if self.tells_too_much(kind)}
        if not affected:
            return rows
        self._make_titles(rows, affected)
        return [self._row(row) for row in rows]

    def _row(self, row: Row) -> Row:
        values = {name: self._value(value) for name, value in row.values.items()}
        if row.uid in self._titles and "title" in values:
            values["title"] = self._titles[row.uid]
        return replace(row, values=values, title=self._titles.get(row.uid, row.title))

    def _value(self, value: object) -> object:
        if isinstance(value, Ref):
            return self._ref(value)
        if isinstance(value, tuple) and value and isinstance(value[0], Ref):
            return tuple(self._ref(ref) for ref in value)
        return value

    def _ref(self, ref: Ref) -> Ref:
        return replace(ref, title=self._titles.get(ref.uid, ref.title))

    def tells_too_much(self, kind: str) -> bool:
        """Whether titles of a kind are made of fields that the audience may not see."""
        fields = stored_fields(record_type(kind))
        return any(not self.allows(fields[name]) for name in _title_fields(kind) if name in fields)

    def _make_titles(self, rows: Sequence[Row], kinds: set[str]) -> None:
        wanted: dict[str, dict[str, None]] = {kind: {} for kind in kinds}
        for ref in _refs_in(rows):
            if ref.kind in kinds and ref.uid not in self._titles:
                wanted[ref.kind][ref.uid] = None
        for kind, uids in wanted.items():
            fields = {n: f for n, f in stored_fields(record_type(kind)).items() if n in _title_fields(kind)}
            for row in rows_by_uid(self._session, kind, list(uids)):
                visible = {n: row[n] if self.allows(f) else f.empty for n, f in fields.items()}
                self._titles[row.uid] = RECORDS[kind](**visible).compose_title()


def _refs_in(rows: Sequence[Row]) -> Iterable[Ref]:
    for row in rows:
        yield Ref(row.kind, row.uid, row.title)
        for value in row.values.values():
            if isinstance(value, Ref):
                yield value
            elif isinstance(value, tuple) and value and isinstance(value[0], Ref):
                yield from value


def _kinds_in(rows: Sequence[Row]) -> set[str]:
    return {ref.kind for ref in _refs_in(rows)}


class _Listener:
    """Stands in for a record of which nothing is filled in, and remembers what it was asked for."""

    def __init__(self) -> None:
        self.asked: set[str] = set()

    def __getattr__(self, name: str) -> None:
        self.asked.add(name)


@cache
def _title_fields(kind: str) -> frozenset[str]:
    """The fields that the title of a kind is made of: with none filled in, it tries one after another."""
    listener = _Listener()
    record_type(kind).compose_title(cast(Any, listener))
    return frozenset(listener.asked)
