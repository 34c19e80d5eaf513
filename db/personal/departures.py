"""What left the house and who was in it: written down by every way out, and listed for each contact."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import sqlalchemy as sa
from sqlalchemy.orm import Session

from db.conditions import link_ends
from db.fields import Field, Kind
from db.language import mark, tr
from db.logged_in import who
from db.personal.ledger import Departed, Departure
from db.records import RECORDS, Record, kind_fields
from db.records.contact import Contact

if TYPE_CHECKING:
    from db.store import Store

KIND = "contact"
CHUNK = 500

WORKBOOK, CARDS, ADDRESSES, MAIL, DATA = "workbook", "cards", "addresses", "mail", "data"
WAYS = {
    WORKBOOK: mark("Workbook"),
    CARDS: mark("Contact cards"),
    ADDRESSES: mark("Addresses copied"),
    MAIL: mark("Mail"),
    DATA: mark("Given to them"),
}
"""The ways out by what the log keeps, as a person reads them."""

LABEL = mark("Note what left the house")


@dataclass(frozen=True)
class Left:
    """That a contact was in something that left the house. `at` is in UTC, without a zone."""

    at: dt.datetime
    who: str
    how: str
    audience: str
    name: str

    @property
    def way(self) -> str:
        """How, in the language in use."""
        return tr(WAYS[self.how]) if self.how in WAYS else self.how


def note(store: "Store", how: str, audience: str, name: str, contacts: Iterable[str]) -> None:
    """Write down that these contacts (uids) leave the house; nothing where there are none.

    `how` is one of WAYS; `name` is that of a file, without its folder, or of a list. A store that is only
    read takes no notes. Raises WorldError where the store can't be written to.
    """
    people = sorted(set(contacts))
    if store.read_only or not people:
        return
    with store.write(tr(LABEL)) as writer:
        left = Departure(who=who(), how=how, audience=audience, name=name)
        writer.session.add(left)
        writer.session.flush()
        rows = [{"contact": uid, "departure": left.id} for uid in people]
        writer.session.execute(sa.insert(Departed), rows)


def of(session: Session, contact: str, *, limit: int | None = None) -> list[Left]:
    """What left the house with a contact in it, the latest first."""
    query = sa.select(Departure).join(Departed, Departed.departure == Departure.id)
    query = query.where(Departed.contact == contact).order_by(Departure.id.desc()).limit(limit)
    return [Left(d.at, d.who, d.how, d.audience, d.name) for d in session.scalars(query)]


def count_of(session: Session, contact: str) -> int:
    """How often a contact was in something that left the house."""
    return session.scalar(sa.select(sa.func.count()).where(Departed.contact == contact)) or 0


def people_in(session: Session, kind: str, ids: Sequence[int], columns: Iterable[Field]) -> Iterator[str]:
    """The contacts (uids) in rows of records of `kind` that are written with these columns.

    Those whose rows they are, to whom the rows belong, and whom a column names.
    """
    record, fields = RECORDS[kind], [about for about in columns if about.to == KIND]
    owners = [about for about in kind_fields(kind).values() if about.owner and about.to == KIND]
    for begin in range(0, len(ids), CHUNK):
        chosen = record.id.in_(ids[begin : begin + CHUNK])
        if kind == KIND:
            yield from session.scalars(sa.select(Contact.uid).where(chosen))
        for about in {each.name: each for each in (*owners, *fields)}.values():
            yield from filter(None, session.scalars(_named(record, about).where(chosen)))


def _named(record: type[Record], about: Field) -> "sa.Select[tuple[str | None]]":
    if about.kind is not Kind.LINKED:
        return sa.select(getattr(record, about.name))
    near, far = link_ends(record.about.name, about)
    link = RECORDS[about.through]
    there = sa.select(getattr(link, far or near))
    return there.join(record, getattr(link, near) == record.uid)
