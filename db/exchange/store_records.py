"""What the store has, as an import needs it: in bulk, from a few queries, plain values out."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from db.duplicates.memory import merges_of
from db.exchange.contact_matching import ContactMatcher
from db.exchange.guarding import Guard
from db.exchange.matching import RecordMatcher, TitleIndex
from db.exchange.partner_matching import PartnerMatcher
from db.fields import Field
from db.queries import link_ends
from db.records import RECORDS, kind_fields
from db.writer import CHUNK, stored_fields


@dataclass(frozen=True, slots=True)
class Tie:
    """A link or part of a record: its uid, whom it leads to (its own uid for a part), title, and values."""

    uid: str
    far: str
    title: str
    values: dict[str, Any] = field(default_factory=dict)


class StoreRecords:
    """The records of the store, read when they are first asked for."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.guard = Guard(session)
        self._matchers: dict[str, RecordMatcher] = {}
        self._titles: dict[str, TitleIndex] = {}
        self._uids: dict[str, frozenset[str]] = {}
        self._values: dict[tuple[str, str], dict[str, Any]] = {}
        self._ties: dict[tuple[str, str], dict[str, list[Tie]]] = {}
        self._merges: dict[str, dict[str, str]] = {}
        self._contacts: ContactMatcher | None = None
        self._partners: PartnerMatcher | None = None

    @property
    def contacts(self) -> ContactMatcher:
        """Finds contacts."""
        if self._contacts is None:
            self._contacts = ContactMatcher(self._session)
            self._uids["contact"] = frozenset(self._contacts.titles)
        return self._contacts

    @property
    def partners(self) -> PartnerMatcher:
        """Finds partners."""
        if self._partners is None:
            self._partners = PartnerMatcher(self._session)
            self._uids["partner"] = frozenset(self._partners.titles)
        return self._partners

    def matcher(self, kind: str) -> RecordMatcher | ContactMatcher | PartnerMatcher:
        """What finds records of a kind."""
        if kind == "contact":
            return self.contacts
        if kind == "partner":
            return self.partners
        if kind not in self._matchers:
            self._matchers[kind] = RecordMatcher(self._session, kind)
            self._uids[kind] = frozenset(self._matchers[kind].titles)
        return self._matchers[kind]

    def add(self, kind: str, uid: str, title: str, values: Mapping[str, Any]) -> None:
        """Let a record that a row makes be found."""
        if kind == "programme" or kind in self._titles:
            self.by_title(kind).add(uid, title, values.get("name"))
        self.matcher(kind).add(uid, title, values)

    def titles(self, kind: str) -> dict[str, str]:
        """Titles by uid, of the store and of the rows that became records."""
        return self.matcher(kind).titles

    def has(self, kind: str, uid: str) -> bool:
        """Whether the store itself has a record."""
        self.matcher(kind)
        return uid in self._uids[kind]

    def merged_into(self, kind: str, uid: str) -> str:
        """The uid of the record that one was merged into; empty for one that was not, or led to one gone."""
        if kind not in self._merges:
            self._merges[kind] = merges_of(self._session, kind)
        now = self._merges[kind].get(uid, "")
        return now if now and self.has(kind, now) else ""

    def by_title(self, kind: str) -> TitleIndex:
        """Finds records of a kind by their titles; programmes by their names, too."""
        if kind not in self._titles:
            index = self._titles[kind] = TitleIndex()
            for uid, title in self.titles(kind).items():
                index.add(uid, title)
            if kind == "programme":
                record = RECORDS[kind]
                for uid, name in self._session.execute(sa.select(record.uid, record.__table__.c.name)):
                    index.add(uid, name)
        return self._titles[kind]

    def load(self, kind: str, uids: Iterable[str]) -> None:
        """Read the values of many records."""
        record, fields = RECORDS[kind], stored_fields(RECORDS[kind])
        columns = [getattr(record, name) for name in fields]
        wanted = (uid for uid in dict.fromkeys(uids) if (kind, uid) not in self._values)
        for chunk in _chunks(wanted):
            query = sa.select(record.uid, *columns).where(record.uid.in_(chunk))
            for uid, *values in self._session.execute(query):
                self._values[kind, uid] = dict(zip(fields, values, strict=True))

    def values(self, kind: str, uid: str) -> dict[str, Any]:
        """The values of a record that was loaded."""
        return self._values[kind, uid]

    def load_ties(self, kind: str, about: Field, uids: Iterable[str]) -> None:
        """Read what a LINKED field of many records ties them to."""
        near, far = link_ends(kind, about)
        through, target = RECORDS[about.through], RECORDS[about.to]
        known = self._ties.setdefault((kind, about.name), {})
        wanted = [uid for uid in dict.fromkeys(uids) if uid not in known]
        near_column = getattr(through, near)
        columns = [getattr(through, name) for name in stored_fields(through)]
        far_uid = getattr(through, far) if far else through.uid
        for chunk in _chunks(wanted):
            known.update({uid: [] for uid in chunk})
            query = (
                sa.select(near_column, through.uid, target.uid, target.title, *columns)
                .select_from(sa.join(through, target, far_uid == target.uid) if far else through)
                .where(near_column.in_(chunk))
                .order_by(target.title_key)
            )
            for owner, uid, other, title, *values in self._session.execute(query):
                named = dict(zip(stored_fields(through), values, strict=True))
                known[owner].append(Tie(uid, other, title, named))

    def ties(self, kind: str, name: str, uid: str) -> list[Tie]:
        """What a LINKED field ties a record to, in the order in which lists show it."""
        return self._ties.get((kind, name), {}).get(uid, [])


def compose_title(kind: str, values: dict[str, Any]) -> str:
    """The title that a record with these values would have."""
    return RECORDS[kind].compose_title(_Values(kind, values))  # type: ignore[arg-type]


class _Values:
    """Values as attributes, with nothing for the fields that have none."""

    def __init__(self, kind: str, values: dict[str, Any]) -> None:
        self._kind = kind
        self._given = values

    def __getattr__(self, name: str) -> Any:
        about = kind_fields(self._kind).get(name)
        return self._given.get(name, about.empty if about else None)


def _chunks(uids: Iterable[str]) -> Iterator[list[str]]:
    waiting = list(uids)
    for begin in range(0, len(waiting), CHUNK):
        yield waiting[begin : begin + CHUNK]
