"""How the store stood at an earlier batch: read from the journal in one go, for any number of records."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from db.encoding import from_json
from db.exchange.discretion import Discretion
from db.exchange.store_records import StoreRecords, Tie, compose_title
from db.fields import Audience, Field
from db.journal import Change
from db.names import fold
from db.queries import link_ends
from db.records import RECORDS, kind_fields
from db.writer import stored_fields


@dataclass(slots=True)
class _Past:
    """What a record was: whether it existed, and the fields that differ from now, or all if `whole`."""

    existed: bool
    whole: bool = False
    fields: dict[str, Any] = field(default_factory=dict)


class Earlier:
    """The records of the store as they stood after `batch`, with titles as an audience saw them."""

    def __init__(self, session: Session, records: StoreRecords, batch: int, audience: Audience) -> None:
        self._records = records
        self._discretion = Discretion(session, audience)
        self._past = _past(session, batch)
        self._kinds = {kind for kind, _ in self._past}
        self._loaded: set[str] = set()
        self._discreet: dict[str, bool] = {}
        self._by_owner: dict[tuple[str, str], dict[str, list[str]]] = {}

    def allows(self, about: Field) -> bool:
        """Whether the audience could see a field."""
        return self._discretion.allows(about)

    def has(self, kind: str, uid: str) -> bool:
        """Whether a record existed."""
        past = self._past.get((kind, uid))
        return self._records.has(kind, uid) if past is None else past.existed

    def changed(self, kind: str, uid: str) -> bool:
        """Whether a record differs from what it was; one that was changed and changed back does not."""
        past = self._past.get((kind, uid))
        if past is None:
            return False
        if not past.existed or not self._records.has(kind, uid):
            return past.existed or self._records.has(kind, uid)
        self._load_past(kind)
        return self.values(kind, uid) != self._records.values(kind, uid)

    def added(self, kind: str) -> list[str]:
        """The records of a kind that were added since and are there."""
        new = (uid for (each, uid), past in self._past.items() if each == kind and not past.existed)
        return [uid for uid in new if self._records.has(kind, uid)]

    def load(self, kind: str, uids: Iterable[str]) -> None:
        """Read the records of now that `values` needs."""
        self._records.load(kind, [uid for uid in uids if self._records.has(kind, uid)])

    def values(self, kind: str, uid: str) -> dict[str, Any]:
        """The values of a record that existed and was loaded."""
        past = self._past.get((kind, uid))
        if past is None:
            return self._records.values(kind, uid)
        if past.whole:
            empty = {name: about.empty for name, about in stored_fields(RECORDS[kind]).items()}
            return {**empty, **past.fields}
        return {**self._records.values(kind, uid), **past.fields}

    def title(self, kind: str, uid: str) -> str:
        """The title of a record as the audience saw it; empty where it did not exist."""
        if not self.has(kind, uid):
            return ""
        if self._is_discreet(kind):
            self._load_all(kind)
            fields = stored_fields(RECORDS[kind])
            values = self.values(kind, uid)
            return compose_title(kind, {n: v for n, v in values.items() if self.allows(fields[n])})
        if (kind, uid) not in self._past:
            return self._records.titles(kind)[uid]
        self._load_past(kind)
        return compose_title(kind, self.values(kind, uid))

    def ties(self, kind: str, about: Field, uid: str) -> list[Tie]:
        """What a LINKED field tied a record to, in the order in which lists showed it.

        What it ties it to now must have been loaded into the records.
        """
        now = self._records.ties(kind, about.name, uid)
        if about.through not in self._kinds and about.to not in self._kinds:
            return now if not self._is_discreet(about.to) else [self._retitled(about, tie) for tie in now]
        stayed = [tie for tie in now if (about.through, tie.uid) not in self._past]
        others = [self._tie(about, kind, link) for link in self._owned(kind, about).get(uid, ())]
        return sorted(
            (self._retitled(about, tie) for tie in (*stayed, *others)), key=lambda tie: fold(tie.title)
        )

    def _retitled(self, about: Field, tie: Tie) -> Tie:
        return Tie(tie.uid, tie.far, self.title(about.to, tie.far), tie.values)

    def _tie(self, about: Field, kind: str, link: str) -> Tie:
        _, far = link_ends(kind, about)
        values = self.values(about.through, link)
        return Tie(link, values[far] if far else link, "", values)

    def _owned(self, kind: str, about: Field) -> dict[str, list[str]]:
        """The links that were changed since and existed, by the record that they belonged to."""
        key = (kind, about.name)
        if key not in self._by_owner:
            near, _ = link_ends(kind, about)
            self._load_past(about.through)
            owned: dict[str, list[str]] = {}
            for (through, link), past in self._past.items():
                if through == about.through and past.existed:
                    owned.setdefault(self.values(through, link)[near], []).append(link)
            self._by_owner[key] = owned
        return self._by_owner[key]

    def _is_discreet(self, kind: str) -> bool:
        """Whether titles of a kind are made of fields that the audience may not see."""
        if kind not in self._discreet:
            self._discreet[kind] = self._discretion.tells_too_much(kind)
        return self._discreet[kind]

    def _load_past(self, kind: str) -> None:
        if f"past {kind}" not in self._loaded:
            self._loaded.add(f"past {kind}")
            self.load(kind, [uid for each, uid in self._past if each == kind])

    def _load_all(self, kind: str) -> None:
        if kind not in self._loaded:
            self._loaded.add(kind)
            self.load(kind, list(self._records.titles(kind)))


def _past(session: Session, batch: int) -> dict[tuple[str, str], _Past]:
    """What every change after a batch was to, undone from the newest to the oldest."""
    later = (
        sa.select(Change.kind, Change.uid, Change.operation, Change.fields)
        .where(Change.batch > batch)
        .order_by(Change.id.desc())
    )
    found: dict[tuple[str, str], _Past] = {}
    for kind, uid, operation, changes in session.execute(later):
        if operation == "create":
            found[kind, uid] = _Past(False)
            continue
        fields = kind_fields(kind)
        before = {name: from_json(fields[name], old) for name, (old, _) in changes.items() if name in fields}
        past = found.get((kind, uid))
        if operation == "delete":
            found[kind, uid] = _Past(True, True, before)
        elif past is None:
            found[kind, uid] = _Past(True, False, before)
        else:
            past.fields.update(before)
    return found
