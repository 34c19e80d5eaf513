"""Groups of contacts: lists by hand and lists by rule, for filters, exports and mails.

After the group of vCard 4 (RFC 6350, KIND:group and MEMBER).
"""

from typing import ClassVar

from sqlalchemy.orm import Mapped

from db.fields import Audience, Field, Kind
from db.language import mark, markn
from db.records.base import Record, RecordKind, Role, Words, column, linked, refer


class Group(Record):
    """A list of contacts: those put on it by hand, and those that fit its rule."""

    __tablename__ = "group"
    about: ClassVar = RecordKind(
        Words(mark("Group"), mark("Groups"), *markn("{n} group", "{n} groups"), mark("New group")),
        icon="account-group-outline",
        role=Role.SIDE,
        columns=("name", "rule", "members", "note"),
        name="group",
        plural="groups",
    )
    links: ClassVar[dict[str, Field]] = {
        "members": linked(
            mark("Put on by hand"),
            "membership",
            "contact",
            width=40,
            audience=Audience.INTERNAL,
            aliases=("members", "contacts", "участники", "состав"),
        ),
    }

    name: Mapped[str | None] = column(
        mark("Name"), width=26, required=True, aliases=("group", "list", "группа", "список", "название")
    )
    rule: Mapped[str | None] = column(mark("Rule"), Kind.RULE, width=36, audience=Audience.INTERNAL)

    def compose_title(self) -> str:
        """Its name."""
        return self.name or ""


class Membership(Record):
    """That a contact was put on a group's list by hand."""

    __tablename__ = "membership"
    about: ClassVar = RecordKind(
        Words(
            mark("Membership"),
            mark("Memberships"),
            *markn("{n} membership", "{n} memberships"),
            mark("Add to a group"),
        ),
        icon="account-multiple-plus-outline",
        role=Role.LINK,
        columns=("group", "contact"),
        name="membership",
        plural="memberships",
    )

    group: Mapped[str | None] = refer(mark("Group"), "group", back=mark("Members"), owner=True, required=True)
    contact: Mapped[str | None] = refer(
        mark("Contact"), "contact", back=mark("Groups"), owner=True, required=True
    )

    def compose_title(self) -> str:
        """Nothing of its own: what it ties together is shown from the records."""
        return ""
