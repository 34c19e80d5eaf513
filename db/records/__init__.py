"""The kinds of record, one file for each that stands on its own, and where to find a kind by its name."""

from db.errors import WorldError
from db.fields import Field, Kind
from db.language import tr
from db.records.base import Base, Record, RecordKind, Role, fields_of
from db.records.contact import Contact, Post
from db.records.event import Event, Participation, Visit, Visitor
from db.records.facility import Cost, Facility
from db.records.group import Group, Membership
from db.records.partner import Partner
from db.records.programme import Programme, ProgrammePartner, Wording
from db.records.release import (
    Amount,
    Approval,
    Quote,
    Release,
    ReleaseContact,
    ReleaseFacility,
    ReleasePartner,
)
from db.records.twins import Merged, NotSame

RECORDS: dict[str, type[Record]] = {
    record.about.name: record
    for record in (
        Release, Contact, Partner, Facility, Event, Visit, Programme, Wording, Group,
        Quote, Amount, Approval, Cost, Participation,
        Post, ReleasePartner, ReleaseFacility, ReleaseContact, ProgrammePartner, Visitor, Membership,
        Merged, NotSame,
    )
}  # fmt: skip
"""Every kind of record by its name, in the order in which a person meets them."""

SHOWN = tuple(name for name, record in RECORDS.items() if record.about.role is not Role.QUIET)
"""The kinds that a person meets: all but those in which the store remembers something of records."""

STANDING = tuple(name for name, record in RECORDS.items() if record.about.role in (Role.TAB, Role.SIDE))
"""The kinds that stand on their own: releases, contacts, partners, facilities, events, visits and so on."""

TABS = tuple(name for name, record in RECORDS.items() if record.about.role is Role.TAB)
"""The kinds that have a tab from the start."""


def record_type(name: str) -> type[Record]:
    """The kind of record called `name`, singular or plural. Raises WorldError for a word that is none."""
    for record in RECORDS.values():
        if name in (record.about.name, record.about.plural):
            return record
    known = ", ".join(RECORDS[kind].about.plural for kind in STANDING)
    raise WorldError(tr("“{name}” is not a kind of record. Choose one of: {known}.", name=name, known=known))


def kind_fields(name: str) -> dict[str, Field]:
    """The fields of the kind called `name`."""
    return fields_of(record_type(name))


def references_to(name: str) -> list[tuple[type[Record], Field]]:
    """Every field, of whatever kind of record, that refers to records of kind `name`."""
    return [
        (record, field)
        for record in RECORDS.values()
        for field in fields_of(record).values()
        if field.kind is Kind.REFERENCE and field.to == name
    ]


__all__ = ["RECORDS", "SHOWN", "STANDING", "TABS", "Base", "Record", "RecordKind", "Role", "fields_of",
           "kind_fields", "record_type", "references_to"]  # fmt: skip
