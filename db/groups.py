"""Groups of contacts: who is in one, by hand and by rule, and to which addresses a mail to them goes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from db.conditions import fits
from db.errors import WorldError
from db.language import tr, trn
from db.names import fold
from db.personal.objections import has_opted_out
from db.queries import Filter, Op, Ref, View, count, list_ids, rows, rows_by_uid, uids_of
from db.records.contact import Contact
from db.records.group import Group, Membership
from db.values import Reach
from db.writer import CHUNK, Writer


@dataclass(frozen=True)
class Person:
    """One of a group's people. Who is on the list by hand counts as that, whether or not the rule fits."""

    uid: str
    title: str
    membership: str = ""  # the uid of the Membership; empty for one who is there by the rule

    @property
    def is_by_rule(self) -> bool:
        """Whether the rule alone makes her one of them."""
        return not self.membership


@dataclass(frozen=True)
class Addresses:
    """Where a mail to some people goes: one address each, and how many get none, and why."""

    emails: tuple[str, ...]
    opted_out: int = 0
    without: int = 0  # have no e-mail address that can be written to
    contacts: tuple[str, ...] = ()  # the uids of those who get one

    @property
    def left_out(self) -> str:
        """Who gets no mail, in a sentence; empty where everybody does."""
        said = []
        if self.opted_out:
            said.append(
                trn("{n} who opted out is left out.", "{n} who opted out are left out.", self.opted_out)
            )
        if self.without:
            said.append(trn("{n} has no e-mail address.", "{n} have no e-mail address.", self.without))
        return " ".join(said)


def view_of(uid: str) -> View:
    """The contacts of a group, by hand and by rule, as a list has them."""
    return View("contact", filters=(Filter("groups", Op.IS, (uid,)),))


def called(session: Session, name: str) -> str:
    """The uid of the group of a name, whatever its case and script. Raises WorldError where there is none."""
    names = {fold(title): uid for uid, title in session.execute(sa.select(Group.uid, Group.title))}
    uid = names.get(fold(name)) or (name if name in names.values() else None)
    if uid is None:
        raise WorldError(tr("There is no group “{name}”. Check its name under Groups.", name=name))
    return uid


def people(session: Session, uid: str) -> list[str]:
    """The uids of a group's people, by hand and by rule, in the order of their names."""
    return uids_of(session, "contact", list_ids(session, view_of(uid)))


def listed(session: Session, uid: str, limit: int) -> tuple[int, list[Person]]:
    """How many people a group has, and the first of them by name."""
    fitting = _fitting(session, uid)
    membership = (
        sa.select(sa.func.min(Membership.uid))
        .where(Membership.group == uid, Membership.contact == Contact.uid)
        .correlate(Contact)
        .scalar_subquery()
    )
    asked = sa.select(Contact.uid, Contact.title, membership)
    asked = asked.where(sa.or_(membership.is_not(None), fitting)).order_by(Contact.title_key, Contact.id)
    found = [Person(who, title, by or "") for who, title, by in session.execute(asked.limit(limit))]
    return count(session, view_of(uid)), found


def by_rule(session: Session, contact: str) -> list[Ref]:
    """The groups whose rule a contact fits and on whose list she is not, by name."""
    ids = list(session.scalars(sa.select(Contact.id).where(Contact.uid == contact)))
    found = rows(session, "contact", ids, ["groups"], as_of_today=True)
    on_list = set(session.scalars(sa.select(Membership.group).where(Membership.contact == contact)))
    return [ref for row in found for ref in row["groups"] if ref.uid not in on_list]


def lists_with(session: Session, contacts: Sequence[str]) -> list[tuple[Ref, int]]:
    """The groups on whose lists some of these contacts are, by name, with how many of them."""
    counts: dict[str, int] = {}
    for begin in range(0, len(contacts), CHUNK):
        chunk = contacts[begin : begin + CHUNK]
        found = sa.select(Membership.group, sa.func.count()).where(Membership.contact.in_(chunk))
        for uid, number in session.execute(found.group_by(Membership.group)):
            if uid is not None:
                counts[uid] = counts.get(uid, 0) + number
    named = sa.select(Group.uid, Group.title).where(Group.uid.in_(counts)).order_by(Group.title_key)
    return [(Ref("group", uid, title), counts[uid]) for uid, title in session.execute(named)]


def addresses(session: Session, contacts: Sequence[str]) -> Addresses:
    """Where a mail to these contacts goes: the preferred address of each, else the first that is one.

    Those who opted out get none; who shares an address with another gets it once.
    """
    emails: dict[str, None] = {}
    people: list[str] = []
    opted_out = without = 0
    for begin in range(0, len(contacts), CHUNK):
        for row in rows_by_uid(session, "contact", contacts[begin : begin + CHUNK]):
            address = _address(row["emails"])
            if has_opted_out(row.values):
                opted_out += 1
            elif address:
                emails[address] = None
                people.append(row.uid)
            else:
                without += 1
    return Addresses(tuple(emails), opted_out, without, tuple(people))


def add(writer: Writer, group: str, contacts: Iterable[str]) -> int:
    """Put contacts on a group's list; answers how many were not on it before."""
    there = set(writer.session.scalars(sa.select(Membership.contact).where(Membership.group == group)))
    new = [uid for uid in dict.fromkeys(contacts) if uid not in there]
    for uid in new:
        writer.create("membership", {"group": group, "contact": uid})
    return len(new)


def remove(writer: Writer, group: str, contacts: Iterable[str]) -> int:
    """Take contacts off a group's list; answers how many of them stay in it by its rule."""
    chosen = list(contacts)
    staying = 0
    fitting = _fitting(writer.session, group)
    for begin in range(0, len(chosen), CHUNK):
        chunk = chosen[begin : begin + CHUNK]
        on_list = sa.select(Membership.uid).where(Membership.group == group, Membership.contact.in_(chunk))
        writer.delete("membership", writer.session.scalars(on_list).all())
        still = sa.select(sa.func.count()).select_from(Contact).where(Contact.uid.in_(chunk), fitting)
        staying += writer.session.scalar(still) or 0
    return staying


def _fitting(session: Session, uid: str) -> sa.ColumnElement[bool]:
    rule = session.scalar(sa.select(Group.rule).where(Group.uid == uid))
    found: sa.ColumnElement[bool] = fits(session, Contact, rule, frozenset({uid})) if rule else sa.false()
    return found


def _address(emails: Sequence[Reach]) -> str:
    usable = sorted((each for each in emails if each.normal), key=lambda each: not each.preferred)
    return usable[0].normal if usable else ""
