"""Whether each change in the journal goes on from the one before: a value that a bit was turned in does not.

Undo puts back the old value of a change, so that has to be the new value of the change before. Where lines
of the journal are missing, as after an erasure or a rescue, nothing is said about what lies around them.
"""

import json
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from db.doctor.findings import Finding, Severity
from db.fields import Field
from db.journal import Batch, Change
from db.language import tr
from db.records import RECORDS
from db.stored_values import Unreadable, checked
from db.writer import stored_fields

NAMED = 100
"""How many places are named at most."""

OPERATIONS = ("create", "update", "delete")

Line = tuple[int, int, str, str]
"""A line of the journal: its number, its batch, its operation, its fields as JSON."""


@dataclass(frozen=True)
class Break:
    """A change that does not go on from the one before, in a field, or in "" where it can't be read."""

    kind: str
    uid: str
    field: str
    batch: int


class Chains:
    """Replays the journal record by record; `breaks` are the places at which it does not hold together."""

    def __init__(self, session: Session) -> None:
        following = sa.select(
            Change.id, sa.func.lag(Change.id, 1, 0).over(order_by=Change.id).label("before")
        )
        pairs = following.subquery()
        self._holes = list(session.scalars(sa.select(pairs.c.id).where(pairs.c.id != pairs.c.before + 1)))
        self.breaks: list[Break] = []

    def follow(self, kind: str, uid: str, lines: Iterable[Line]) -> dict[str, Any] | None:
        """How a record stands after the last of its lines; None where it was deleted."""
        fields = stored_fields(RECORDS[kind])
        state: dict[str, Any] | None = None
        is_complete, last = False, 0
        for number, batch, operation, text in lines:
            pairs = _pairs(text)
            if pairs is None or operation not in OPERATIONS:
                self.breaks.append(Break(kind, uid, "", batch))
                pairs = {}
            if last and not self._is_torn(last, number):
                names = _not_following(fields, state or {}, pairs, is_complete)
                self.breaks += [Break(kind, uid, name, batch) for name in names]
            last = number
            if operation == "delete":
                state, is_complete = None, False
                continue
            if operation == "create" or state is None:
                state, is_complete = {}, operation == "create"
            state.update((name, pair[1]) for name, pair in pairs.items() if name in fields)
        return None if state is None else dict(_readable(fields, state))

    def _is_torn(self, last: int, number: int) -> bool:
        """Whether lines are missing between two."""
        return bisect_left(self._holes, last + 1) < bisect_left(self._holes, number + 1)


def tell(session: Session, breaks: Iterable[Break]) -> Iterator[Finding]:
    """The breaks in words, the first of them."""
    for each in islice(dict.fromkeys(breaks), NAMED):
        record = RECORDS[each.kind]
        title = session.scalar(sa.select(record.title).where(record.uid == each.uid))
        label = session.scalar(sa.select(Batch.label).where(Batch.id == each.batch))
        about = stored_fields(record).get(each.field)
        sentence = tr(
            "{record}: the history of {field} does not hold together at “{label}”. Undoing that may bring a"
            " wrong value.",
            record=f"{record.about.words.singular} “{title or each.uid}”",
            field=about.label if about is not None else tr("all fields"),
            label=label or each.batch,
        )
        yield Finding("chain", Severity.WARNING, sentence)


def _pairs(text: str) -> dict[str, list[Any]] | None:
    """The old and the new value of each field of a line; None where it is damaged."""
    try:
        found = json.loads(text)
    except (ValueError, TypeError, RecursionError):
        return None
    is_sound = isinstance(found, dict) and all(isinstance(p, list) and len(p) == 2 for p in found.values())
    return found if is_sound else None


def _not_following(
    fields: dict[str, Field], state: dict[str, Any], pairs: dict[str, list[Any]], is_complete: bool
) -> Iterator[str]:
    for name, (old, new) in pairs.items():
        about, before = fields.get(name), state.get(name)
        # Nearly all are equal as they are written.
        if about is None or old == before or not (is_complete or name in state):
            continue
        # What was put back comes from a damaged value, and leads to that which the journal had.
        if _plain(about, before) not in (_plain(about, old), _plain(about, new)):
            yield name


def _plain(about: Field, value: Any) -> Any:
    try:
        return checked(about, value)
    except Unreadable:
        return value


def _readable(fields: dict[str, Field], state: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    for name, value in state.items():
        try:
            plain = checked(fields[name], value)
        except Unreadable:
            continue
        if plain is not None:
            yield name, plain
