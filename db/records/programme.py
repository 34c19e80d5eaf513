"""The programme that all is about, its consortium, and the standing wording of its documents."""

import datetime as dt
from decimal import Decimal
from typing import ClassVar

from sqlalchemy.orm import Mapped

from db.fields import Audience, Choice, Kind
from db.language import mark, markn
from db.records.base import Record, RecordKind, Role, Words, column, refer

CONSORTIUM_ROLES = (
    Choice("lead", mark("Lead implementer"), ("leader", "головной исполнитель")),
    Choice("member", mark("Consortium member"), ("член консорциума",)),
    Choice("funder", mark("Funder"), ("donor", "донор")),
    Choice("beneficiary", mark("Beneficiary"), ("бенефициар",)),
)
WORDING_KINDS = (
    Choice("programme", mark("Programme"), ("программа",)),
    Choice("implementer", mark("Implementer"), ("исполнитель",)),
    Choice("funder", mark("Funder"), ("донор",)),
    Choice("eu-paragraph", mark("EU paragraph"), ("абзац о ес",)),
    Choice("disclaimer", mark("Disclaimer"), ("оговорка",)),
    Choice("contact-block", mark("Contact block"), ("контактный блок",)),
)

PROGRAMME = mark("Programme")
TERM = mark("Term and money")


class Programme(Record):
    """A donor-funded programme. The contract date decides which visibility rules apply."""

    __tablename__ = "programme"
    about: ClassVar = RecordKind(
        Words(
            mark("Programme"),
            mark("Programmes"),
            *markn("{n} programme", "{n} programmes"),
            mark("New programme"),
        ),
        icon="flag-outline",
        role=Role.SIDE,
        columns=("name", "acronym", "phase", "start", "end", "funder"),
        name="programme",
        plural="programmes",
    )

    name: Mapped[str | None] = column(
        mark("Name"),
        width=40,
        section=PROGRAMME,
        required=True,
        aliases=("programme", "project", "программа"),
    )
    acronym: Mapped[str | None] = column(
        mark("Acronym"), width=10, section=PROGRAMME, aliases=("сокращение",)
    )
    phase: Mapped[str | None] = column(mark("Phase"), width=8, section=PROGRAMME, aliases=("этап", "фаза"))
    funder: Mapped[str | None] = refer(
        mark("Funder"), "partner", back=mark("Programmes funded"), width=28, section=PROGRAMME
    )
    lead: Mapped[str | None] = refer(
        mark("Lead implementer"), "partner", back=mark("Programmes led"), width=28, section=PROGRAMME
    )
    address: Mapped[str | None] = column(
        mark("Address block"),
        Kind.LONG_TEXT,
        width=36,
        section=PROGRAMME,
        help=mark("As it stands in the documents of the programme"),
    )
    start: Mapped[dt.date | None] = column(mark("Start"), Kind.DATE, width=12, section=TERM)
    end: Mapped[dt.date | None] = column(mark("End"), Kind.DATE, width=12, section=TERM)
    contract_date: Mapped[dt.date | None] = column(
        mark("Contract date"),
        Kind.DATE,
        width=12,
        section=TERM,
        audience=Audience.DELEGATION,
        help=mark("Decides which visibility rules apply"),
    )
    budget: Mapped[Decimal | None] = column(
        mark("Budget"),
        Kind.MONEY,
        width=16,
        section=TERM,
        currency="budget_currency",
        audience=Audience.DELEGATION,
    )
    budget_currency: Mapped[str | None] = column(
        mark("Currency"), Kind.CURRENCY, width=8, section=TERM, audience=Audience.DELEGATION
    )

    def compose_title(self) -> str:
        """The acronym with its phase, else the name."""
        short = " ".join(filter(None, (self.acronym, self.phase)))
        return short if self.acronym else self.name or ""


class ProgrammePartner(Record):
    """What a partner is to a programme: the consortium and those around it."""

    __tablename__ = "programme_partner"
    about: ClassVar = RecordKind(
        Words(
            mark("Partner of a programme"),
            mark("Partners of programmes"),
            *markn("{n} partner of a programme", "{n} partners of programmes"),
            mark("Add a partner"),
        ),
        icon="office-building-outline",
        role=Role.LINK,
        columns=("programme", "partner", "role"),
        name="programme_partner",
        plural="programme_partners",
    )

    programme: Mapped[str | None] = refer(
        mark("Programme"), "programme", back=mark("Consortium"), owner=True, required=True
    )
    partner: Mapped[str | None] = refer(
        mark("Partner"), "partner", back=mark("Programmes"), owner=True, required=True
    )
    role: Mapped[str | None] = column(mark("Role"), Kind.CHOICE, width=18, choices=CONSORTIUM_ROLES)

    def compose_title(self) -> str:
        """The role's code; what it ties together is shown from the records."""
        return self.role or ""


class Wording(Record):
    """A standing text of the programme's documents, in one language, valid for a time."""

    __tablename__ = "wording"
    about: ClassVar = RecordKind(
        Words(
            mark("Piece of wording"),
            mark("Wording"),
            *markn("{n} wording", "{n} wordings"),
            mark("New wording"),
        ),
        icon="text-box-outline",
        role=Role.SIDE,
        columns=("kind", "language", "valid_from", "valid_to", "text"),
        order=("kind", "language", "valid_from"),
        name="wording",
        plural="wordings",
    )

    kind: Mapped[str | None] = column(
        mark("Kind"),
        Kind.CHOICE,
        width=16,
        choices=WORDING_KINDS,
        required=True,
        aliases=("type", "вид", "тип"),
    )
    programme: Mapped[str | None] = refer(
        mark("Programme"), "programme", back=mark("Wording"), width=18, aliases=("программа",)
    )
    language: Mapped[str | None] = column(mark("Language"), Kind.LANGUAGE, width=10, aliases=("язык",))
    valid_from: Mapped[dt.date | None] = column(
        mark("Valid from"), Kind.DATE, width=12, aliases=("действует с",)
    )
    valid_to: Mapped[dt.date | None] = column(
        mark("Valid to"), Kind.DATE, width=12, aliases=("действует по",)
    )
    text: Mapped[str | None] = column(
        mark("Text"), Kind.LONG_TEXT, width=60, required=True, aliases=("wording", "текст")
    )

    def compose_title(self) -> str:
        """The beginning of the text."""
        return " ".join((self.text or "").split())[:80]
