"""People who asked not to be written to: who they are, and how a document is made without them.

Their own records stay out, and what belongs to them: posts, visits, their ties to releases. Where a record of
somebody else names one of them, such as a release its speaker, the name stays: it says what was, not whom to
write to.
"""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from db.errors import WorldError
from db.fields import Audience
from db.language import mark, tr
from db.personal.objections import opted_out
from db.records import kind_fields, record_type
from db.records.contact import Contact

KIND = "contact"

REMARK = mark(
    "Contacts who opted out, so not in here: {n}. Where another record names one of them, the name stays."
)


def without_them(session: Session, audience: Audience, wanted: bool) -> "WithoutOptedOut | None":
    """What leaves them out; None where they are wanted, which only the programme itself may say.

    Raises WorldError where somebody else is to get them.
    """
    if not wanted:
        return WithoutOptedOut(session)
    if audience is not Audience.INTERNAL:
        raise WorldError(tr("Who opted out is for the programme itself only. Leave them out."))
    return None


def opted_out_ids(session: Session) -> frozenset[int]:
    """The ids of all contacts who opted out."""
    return frozenset(session.scalars(sa.select(Contact.id).where(opted_out())))


class WithoutOptedOut:
    """Takes out of the rows of a document those of people who opted out, and counts the people."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._left_out: set[int] = set()

    @property
    def count(self) -> int:
        """How many contacts were left out so far."""
        return len(self._left_out)

    def ids(self, kind: str, ids: Sequence[int]) -> Sequence[int]:
        """The same ids, in their order, without those that stay out."""
        theirs = self._theirs(kind)
        leaving = theirs.keys() & set(ids) if theirs else set()
        self._left_out.update(theirs[number] for number in leaving)
        return [number for number in ids if number not in leaving] if leaving else ids

    def _theirs(self, kind: str) -> dict[int, int]:
        """The ids of records that are or belong to somebody who opted out, each with the contact's."""
        if kind == KIND:
            return {number: number for number in opted_out_ids(self._session)}
        record, found = record_type(kind), dict[int, int]()
        for about in kind_fields(kind).values():
            if about.owner and about.to == KIND:
                query = sa.select(record.id, Contact.id).where(opted_out())
                query = query.join(Contact, Contact.uid == getattr(record, about.name))
                found |= {number: person for number, person in self._session.execute(query)}
        return found
