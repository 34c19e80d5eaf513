"""Press releases, after IPTC ninjs, and what belongs to one: quotes, amounts, approvals, links."""

import datetime as dt
from decimal import Decimal
from typing import ClassVar

from sqlalchemy.orm import Mapped

from db.fields import Audience, Choice, Field, Kind, phrases
from db.language import mark, markn
from db.records.base import Record, RecordKind, Role, Words, column, linked, refer

STATUSES = (
    Choice("draft", mark("Draft"), ("черновик",)),
    Choice("internal-review", mark("Internal review"), ("in review", "на проверке", "внутренняя проверка")),
    Choice("at-delegation", mark("At the Delegation"), ("with delegation", "в делегации")),
    Choice("approved", mark("Approved"), ("одобрен", "утвержден")),
    Choice("released", mark("Released"), ("published", "sent", "выпущен", "опубликован")),
    Choice("withdrawn", mark("Withdrawn"), ("отозван",)),
)

PARTNER_ROLES = (
    Choice("organiser", mark("Organiser"), ("organizer", "организатор")),
    Choice("participant", mark("Participant"), ("участник",)),
    Choice("implementer", mark("Implementer"), ("исполнитель",)),
    Choice("funder", mark("Funder"), ("donor", "донор")),
    Choice("mentioned", mark("Mentioned"), ("упомянут",)),
)
FACILITY_ROLES = (
    Choice("visited", mark("Visited"), ("посещен",)),
    Choice("subject", mark("Subject"), ("тема",)),
    Choice("mentioned", mark("Mentioned"), ("упомянут",)),
)
CONTACT_ROLES = (
    Choice("press-contact", mark("Press contact"), ("media contact", "контакт для прессы")),
    Choice("spokesperson", mark("Spokesperson"), ("speaker", "спикер")),
    Choice("approver", mark("Approver"), ("утверждает",)),
)

HEAD = mark("Head")
TEXT = mark("Text")
FACTS = mark("Facts")
ISSUE = mark("Going out")


class Release(Record):
    """A press release, in one language; a translation refers to the release that it translates."""

    __tablename__ = "release"
    about: ClassVar = RecordKind(
        Words(mark("Release"), mark("Releases"), *markn("{n} release", "{n} releases"), mark("New release")),
        icon="bullhorn-outline",
        role=Role.TAB,
        columns=("date", "headline", "place", "status"),
        order=("date", "headline"),
        descending=True,
        name="release",
        plural="releases",
    )
    links: ClassVar[dict[str, Field]] = {
        "partners": linked(
            mark("Partners"), "release_partner", "partner", width=30, section=FACTS, aliases=("партнеры",)
        ),
        "facilities": linked(
            mark("Facilities"), "release_facility", "facility", width=30, section=FACTS, aliases=("объекты",)
        ),
        "contacts": linked(
            mark("Contacts"), "release_contact", "contact", width=24, section=FACTS, aliases=("контакты",)
        ),
        "amounts": linked(mark("Amounts"), "amount", "amount", width=18, section=FACTS, aliases=("суммы",)),
    }

    reference: Mapped[str | None] = column(
        mark("Reference"),
        width=14,
        section=HEAD,
        aliases=phrases(
            "ref|ref.|no.|number|номер|исх. номер|ref no|ref no.|ref. no.|reference no|reference number",
            "release no|release no.|pr no|№ релиза|номер релиза|исх. №|рег. номер",
            "регистрационный номер",
        ),
    )
    headline: Mapped[str | None] = column(
        mark("Headline"),
        width=48,
        section=HEAD,
        required=True,
        aliases=phrases(
            "title|heading|subject|заголовок|название|тема|headline of release|release title",
            "press release|title of release|release|заголовок релиза|название релиза|пресс-релиз",
            "наименование",
        ),
    )
    subheadline: Mapped[str | None] = column(
        mark("Subheadline"), width=36, section=HEAD, aliases=("subtitle", "подзаголовок")
    )
    place: Mapped[str | None] = column(
        mark("Place"),
        width=14,
        section=HEAD,
        aliases=phrases(
            "city|location|место|город|dateline|where|место выпуска",
        ),
    )
    date: Mapped[dt.date | None] = column(
        mark("Date"),
        Kind.DATE,
        width=12,
        section=HEAD,
        aliases=phrases(
            "release date|published|дата|date of release|published on|publication date|issued|issued on",
            "date issued|дата релиза|дата выпуска|дата публикации|опубликовано",
        ),
    )
    language: Mapped[str | None] = column(
        mark("Language"),
        Kind.LANGUAGE,
        width=10,
        section=HEAD,
        aliases=phrases(
            "язык|lang|lang.|language of release|яз|яз.|язык релиза|язык публикации",
        ),
    )
    lead: Mapped[str | None] = column(
        mark("Lead"), Kind.LONG_TEXT, width=40, section=TEXT, aliases=("summary", "лид", "вводка")
    )
    body: Mapped[str | None] = column(
        mark("Body"), Kind.LONG_TEXT, width=60, section=TEXT, aliases=("text", "content", "текст")
    )
    notes_to_editors: Mapped[str | None] = column(
        mark("Notes to editors"),
        Kind.LONG_TEXT,
        width=40,
        section=TEXT,
        aliases=("background", "справка", "для редакций"),
    )
    participants: Mapped[int | None] = column(
        mark("Participants"),
        Kind.WHOLE,
        width=10,
        section=FACTS,
        aliases=phrases(
            "number of participants|участники|число участников|no. of participants|participants total",
            "attendees|attendance|кол-во участников|количество участников",
        ),
    )
    programme: Mapped[str | None] = refer(
        mark("Programme"), "programme", back=mark("Releases"), width=18, section=FACTS, aliases=("программа",)
    )
    event: Mapped[str | None] = refer(
        mark("Event"), "event", back=mark("Releases"), width=30, section=FACTS, aliases=("мероприятие",)
    )
    translation_of: Mapped[str | None] = refer(
        mark("Translation of"),
        "release",
        back=mark("Translations"),
        width=30,
        section=FACTS,
        aliases=("перевод с",),
    )
    translation_of_version: Mapped[str | None] = column(
        mark("Version translated"), section=FACTS, audience=Audience.INTERNAL, shown=False
    )
    status: Mapped[str | None] = column(
        mark("Status"),
        Kind.CHOICE,
        width=16,
        section=ISSUE,
        choices=STATUSES,
        audience=Audience.DELEGATION,
        aliases=phrases(
            "state|статус|состояние|stage|статус релиза|стадия",
        ),
    )
    embargo: Mapped[str | None] = column(
        mark("Embargo until"),
        Kind.MOMENT,
        width=20,
        section=ISSUE,
        audience=Audience.DELEGATION,
        aliases=("embargo", "эмбарго"),
        help=mark("Date, time and zone before which nobody may publish, such as 25.04.2019 10:00 +06:00"),
    )

    def compose_title(self) -> str:
        """The headline, else the reference."""
        return self.headline or self.reference or ""


class Quote(Record):
    """What somebody is quoted with in a release; the role is the one held that day."""

    __tablename__ = "quote"
    about: ClassVar = RecordKind(
        Words(mark("Quote"), mark("Quotes"), *markn("{n} quote", "{n} quotes"), mark("Add a quote")),
        icon="format-quote-close",
        role=Role.PART,
        columns=("speaker", "role", "text", "cleared_on"),
        name="quote",
        plural="quotes",
    )

    release: Mapped[str | None] = refer(
        mark("Release"), "release", back=mark("Quotes"), owner=True, required=True
    )
    text: Mapped[str | None] = column(mark("Quote"), Kind.LONG_TEXT, width=50, required=True)
    speaker: Mapped[str | None] = refer(mark("Speaker"), "contact", back=mark("Quoted in"))
    role: Mapped[str | None] = column(mark("Role that day"), width=24)
    cleared_by: Mapped[str | None] = column(mark("Cleared by"), width=20, audience=Audience.INTERNAL)
    cleared_on: Mapped[dt.date | None] = column(
        mark("Cleared on"), Kind.DATE, width=12, audience=Audience.INTERNAL
    )

    def compose_title(self) -> str:
        """The beginning of what was said."""
        return " ".join((self.text or "").split())[:80]


class Amount(Record):
    """A sum of money that a release states, with its worth in local currency."""

    __tablename__ = "amount"
    about: ClassVar = RecordKind(
        Words(mark("Amount"), mark("Amounts"), *markn("{n} amount", "{n} amounts"), mark("Add an amount")),
        icon="cash",
        role=Role.PART,
        columns=("value", "currency", "purpose", "local_value", "local_currency"),
        name="amount",
        plural="amounts",
    )

    release: Mapped[str | None] = refer(
        mark("Release"), "release", back=mark("Amounts"), owner=True, required=True
    )
    value: Mapped[Decimal | None] = column(
        mark("Amount"), Kind.MONEY, width=14, currency="currency", required=True
    )
    currency: Mapped[str | None] = column(mark("Currency"), Kind.CURRENCY, width=8)
    purpose: Mapped[str | None] = column(mark("For what"), width=28)
    rate: Mapped[float | None] = column(mark("Rate"), Kind.NUMBER, width=10)
    rate_date: Mapped[dt.date | None] = column(mark("Rate of"), Kind.DATE, width=12)
    local_value: Mapped[Decimal | None] = column(
        mark("In local currency"), Kind.MONEY, width=14, currency="local_currency"
    )
    local_currency: Mapped[str | None] = column(mark("Local currency"), Kind.CURRENCY, width=8)

    def compose_title(self) -> str:
        """Such as "EUR 150,000.00"."""
        return money_title(self.currency, self.value)


class Approval(Record):
    """Somebody's approval of a release, with a hash of the text that was approved."""

    __tablename__ = "approval"
    about: ClassVar = RecordKind(
        Words(
            mark("Approval"),
            mark("Approvals"),
            *markn("{n} approval", "{n} approvals"),
            mark("Add an approval"),
        ),
        icon="check-decagram-outline",
        role=Role.PART,
        columns=("approver", "approved_at"),
        name="approval",
        plural="approvals",
    )

    release: Mapped[str | None] = refer(
        mark("Release"), "release", back=mark("Approvals"), owner=True, required=True
    )
    approver: Mapped[str | None] = column(mark("Approved by"), width=24, required=True)
    approved_at: Mapped[str | None] = column(mark("Approved at"), Kind.MOMENT, width=20)
    text_hash: Mapped[str | None] = column(mark("Hash of the text"), shown=False, audience=Audience.INTERNAL)

    def compose_title(self) -> str:
        """Who approved."""
        return self.approver or ""


class ReleasePartner(Record):
    """What a partner has to do with a release."""

    __tablename__ = "release_partner"
    about: ClassVar = RecordKind(
        Words(
            mark("Partner in a release"),
            mark("Partners in releases"),
            *markn("{n} partner in a release", "{n} partners in releases"),
            mark("Add a partner"),
        ),
        icon="office-building-outline",
        role=Role.LINK,
        columns=("release", "partner", "role"),
        name="release_partner",
        plural="release_partners",
    )

    release: Mapped[str | None] = refer(
        mark("Release"), "release", back=mark("Partners"), owner=True, required=True
    )
    partner: Mapped[str | None] = refer(
        mark("Partner"), "partner", back=mark("In releases"), owner=True, required=True
    )
    role: Mapped[str | None] = column(mark("Role"), Kind.CHOICE, width=14, choices=PARTNER_ROLES)

    def compose_title(self) -> str:
        """The role's code; what it ties together is shown from the records."""
        return self.role or ""


class ReleaseFacility(Record):
    """What a facility has to do with a release."""

    __tablename__ = "release_facility"
    about: ClassVar = RecordKind(
        Words(
            mark("Facility in a release"),
            mark("Facilities in releases"),
            *markn("{n} facility in a release", "{n} facilities in releases"),
            mark("Add a facility"),
        ),
        icon="hospital-building",
        role=Role.LINK,
        columns=("release", "facility", "role"),
        name="release_facility",
        plural="release_facilities",
    )

    release: Mapped[str | None] = refer(
        mark("Release"), "release", back=mark("Facilities"), owner=True, required=True
    )
    facility: Mapped[str | None] = refer(
        mark("Facility"), "facility", back=mark("In releases"), owner=True, required=True
    )
    role: Mapped[str | None] = column(mark("Role"), Kind.CHOICE, width=14, choices=FACILITY_ROLES)

    def compose_title(self) -> str:
        """The role's code; what it ties together is shown from the records."""
        return self.role or ""


class ReleaseContact(Record):
    """What a contact has to do with a release."""

    __tablename__ = "release_contact"
    about: ClassVar = RecordKind(
        Words(
            mark("Contact in a release"),
            mark("Contacts in releases"),
            *markn("{n} contact in a release", "{n} contacts in releases"),
            mark("Add a contact"),
        ),
        icon="account-circle-outline",
        role=Role.LINK,
        columns=("release", "contact", "role"),
        name="release_contact",
        plural="release_contacts",
    )

    release: Mapped[str | None] = refer(
        mark("Release"), "release", back=mark("Contacts"), owner=True, required=True
    )
    contact: Mapped[str | None] = refer(
        mark("Contact"), "contact", back=mark("In releases"), owner=True, required=True
    )
    role: Mapped[str | None] = column(mark("Role"), Kind.CHOICE, width=14, choices=CONTACT_ROLES)

    def compose_title(self) -> str:
        """The role's code; what it ties together is shown from the records."""
        return self.role or ""


def money_title(currency: str | None, value: Decimal | None) -> str:
    """Such as "EUR 150,000.00"; empty without an amount."""
    return f"{currency or ''} {value:,.2f}".strip() if value is not None else ""
