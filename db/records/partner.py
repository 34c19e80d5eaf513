"""Partners: organisations, after schema.org's Organization and IATI's participating organisations."""

from typing import ClassVar

from sqlalchemy.orm import Mapped

from db.fields import Choice, Kind
from db.language import mark, markn
from db.records.base import Record, RecordKind, Role, Words, column, refer
from db.values import Reach

PARTNER_KINDS = (
    Choice("ministry", mark("Ministry"), ("министерство",)),
    Choice("agency", mark("Agency"), ("state agency", "service", "агентство", "служба", "госслужба")),
    Choice(
        "health-centre",
        mark("Health centre"),
        ("health center", "narcology centre", "clinic", "центр здоровья", "медцентр"),
    ),
    Choice(
        "consortium-member", mark("Consortium member"), ("implementer", "член консорциума", "исполнитель")
    ),
    Choice("donor", mark("Donor"), ("funder", "донор")),
    Choice("delegation", mark("Delegation"), ("eu delegation", "делегация", "делегация ес")),
    Choice("ngo", mark("NGO"), ("civil society", "нпо", "общественный фонд")),
    Choice("media", mark("Media"), ("сми", "newspaper", "радио", "тв")),
    Choice("academia", mark("Academia"), ("university", "institute", "вуз", "университет", "институт")),
    Choice("other", mark("Other"), ("другое", "прочее")),
)

NAME = mark("Name")
WORK = mark("In the programme")
REACH = mark("Reach")
ADDRESS = mark("Address")


class Partner(Record):
    """An organisation that the programme works with."""

    __tablename__ = "partner"
    about: ClassVar = RecordKind(
        Words(mark("Partner"), mark("Partners"), *markn("{n} partner", "{n} partners"), mark("New partner")),
        icon="office-building-outline",
        role=Role.TAB,
        columns=("name", "acronym", "kind", "country", "city", "phones"),
        name="partner",
        plural="partners",
    )

    name: Mapped[str | None] = column(
        mark("Name"),
        width=36,
        section=NAME,
        required=True,
        aliases=(
            "organisation",
            "organization",
            "institution",
            "partner",
            "name (english)",
            "название",
            "организация",
            "учреждение",
            "наименование",
            "партнер",
        ),
    )
    acronym: Mapped[str | None] = column(
        mark("Acronym"),
        width=10,
        section=NAME,
        aliases=("abbreviation", "short name", "сокращение", "аббревиатура"),
    )
    name_ru: Mapped[str | None] = column(
        mark("Name in Russian"), width=36, section=NAME, aliases=("russian name", "название на русском")
    )
    name_local: Mapped[str | None] = column(
        mark("Name in the local language"),
        width=36,
        section=NAME,
        aliases=("local name", "название на местном языке", "название на государственном языке"),
    )
    kind: Mapped[str | None] = column(
        mark("Kind"),
        Kind.CHOICE,
        width=16,
        section=WORK,
        choices=PARTNER_KINDS,
        aliases=("type", "category", "вид", "тип", "категория"),
    )
    role: Mapped[str | None] = column(
        mark("Role in the programme"), width=24, section=WORK, aliases=("role", "роль", "роль в программе")
    )
    parent: Mapped[str | None] = refer(
        mark("Part of"),
        "partner",
        back=mark("Bodies below it"),
        width=28,
        section=WORK,
        aliases=("parent", "parent organisation", "вышестоящая организация"),
    )
    phones: Mapped[tuple[Reach, ...]] = column(
        mark("Phone"),
        Kind.PHONES,
        width=22,
        section=REACH,
        aliases=("phones", "tel", "tel.", "telephone", "телефон", "тел.", "тел"),
    )
    fax: Mapped[tuple[Reach, ...]] = column(
        mark("Fax"), Kind.PHONES, width=20, section=REACH, aliases=("facsimile", "факс")
    )
    emails: Mapped[tuple[Reach, ...]] = column(
        mark("E-mail"),
        Kind.EMAILS,
        width=28,
        section=REACH,
        aliases=("email", "mail", "эл. почта", "почта", "электронная почта"),
    )
    website: Mapped[str | None] = column(
        mark("Website"),
        Kind.LINK,
        width=26,
        section=REACH,
        aliases=("web", "url", "site", "сайт", "веб-сайт"),
    )
    social: Mapped[tuple[str, ...]] = column(
        mark("Social media"),
        Kind.LINKS,
        width=26,
        section=REACH,
        aliases=("facebook", "social", "соцсети", "социальные сети"),
    )
    street: Mapped[str | None] = column(
        mark("Street"), width=24, section=ADDRESS, aliases=("address", "street address", "адрес", "улица")
    )
    postal_code: Mapped[str | None] = column(
        mark("Postal code"), width=10, section=ADDRESS, aliases=("code", "zip", "postcode", "индекс")
    )
    city: Mapped[str | None] = column(mark("City"), width=16, section=ADDRESS, aliases=("town", "город"))
    region: Mapped[str | None] = column(
        mark("Region"), width=16, section=ADDRESS, aliases=("oblast", "province", "область", "регион")
    )
    country: Mapped[str | None] = column(
        mark("Country"), Kind.COUNTRY, width=14, section=ADDRESS, aliases=("state", "страна", "государство")
    )

    def compose_title(self) -> str:
        """The English name, else the Russian, the local one, the acronym."""
        return self.name or self.name_ru or self.name_local or self.acronym or ""
