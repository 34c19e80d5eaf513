"""Partners: organisations, after schema.org's Organization and IATI's participating organisations."""

from typing import ClassVar

from sqlalchemy.orm import Mapped

from db.fields import Choice, Kind, phrases
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
        aliases=phrases(
            "organisation|organization|institution|partner|name (english)|название|организация|учреждение",
            "наименование|партнер|full name of organisation|official name|legal name|entity",
            "organisation name|organization name|name of organisation|name of organization",
            "name of institution|name of the organisation|partner name|название организации",
            "наименование организации|полное название|полное наименование|наименование учреждения",
            "название учреждения|ведомство|организация/учреждение",
        ),
    )
    acronym: Mapped[str | None] = column(
        mark("Acronym"),
        width=10,
        section=NAME,
        aliases=phrases(
            "abbreviation|short name|сокращение|аббревиатура|abbr|abbr.|acronyms|short form|акроним|сокр",
            "сокр.|сокращенное название|сокращенное наименование|краткое название|краткое наименование",
        ),
    )
    name_ru: Mapped[str | None] = column(
        mark("Name in Russian"),
        width=36,
        section=NAME,
        aliases=phrases(
            "russian name|название на русском|name russian|name ru|name (ru)|name (rus)|name (rus.)",
            "name (russian)|title in russian|название рус|название (рус)|название (рус.)",
            "название (русский)|название (на русском)|название (ru)|наименование (рус)",
            "наименование (рус.)|наименование на русском|организация (рус)|русское название",
            "на русском языке",
        ),
    )
    name_local: Mapped[str | None] = column(
        mark("Name in the local language"),
        width=36,
        section=NAME,
        aliases=phrases(
            "local name|название на местном языке|название на государственном языке|name (local)",
            "name local|name in kyrgyz|name in kazakh|name in tajik|name in uzbek|name in turkmen",
            "name in national language|national name|название (кирг)|название (кырг)|название (каз)",
            "название (тадж)|название (узб)|название (туркм)|название на кыргызском|название на казахском",
            "название на таджикском|название на узбекском|название на туркменском",
            "на государственном языке",
        ),
    )
    kind: Mapped[str | None] = column(
        mark("Kind"),
        Kind.CHOICE,
        width=16,
        section=WORK,
        choices=PARTNER_KINDS,
        aliases=phrases(
            "type|category|вид|тип|категория|partner type|type of organisation|type of organization",
            "organisation type|organization type|тип организации|вид организации|тип партнера",
        ),
    )
    role: Mapped[str | None] = column(
        mark("Role in the programme"),
        width=24,
        section=WORK,
        aliases=phrases(
            "role|роль|роль в программе|role in project|role in the project|function in the programme",
            "роль в проекте|участие в программе",
        ),
    )
    parent: Mapped[str | None] = refer(
        mark("Part of"),
        "partner",
        back=mark("Bodies below it"),
        width=28,
        section=WORK,
        aliases=phrases(
            "parent|parent organisation|вышестоящая организация|belongs to|parent body|superior body",
            "reports to|подчинение|вышестоящий орган|входит в",
        ),
    )
    phones: Mapped[tuple[Reach, ...]] = column(
        mark("Phone"),
        Kind.PHONES,
        width=22,
        section=REACH,
        aliases=phrases(
            "phones|tel|tel.|telephone|телефон|тел.|тел|phone no|phone no.|phone number|phone numbers",
            "tel no|mobile|mobile phone|contact number|номер телефона|контактный телефон|моб|моб. тел.",
            "раб. тел.",
        ),
    )
    fax: Mapped[tuple[Reach, ...]] = column(
        mark("Fax"),
        Kind.PHONES,
        width=20,
        section=REACH,
        aliases=phrases(
            "facsimile|факс|fax no|fax no.|fax number|номер факса",
        ),
    )
    emails: Mapped[tuple[Reach, ...]] = column(
        mark("E-mail"),
        Kind.EMAILS,
        width=28,
        section=REACH,
        aliases=phrases(
            "email|mail|эл. почта|почта|электронная почта|e-mails|emails|e-mail address|email address",
            "эл. адрес|электронный адрес|e-mail адрес|эл.почта|адрес электронной почты",
        ),
    )
    website: Mapped[str | None] = column(
        mark("Website"),
        Kind.LINK,
        width=26,
        section=REACH,
        aliases=phrases(
            "web|url|site|сайт|веб-сайт|www|web site|web page|homepage|home page|internet|link|веб сайт",
            "интернет-сайт|веб-страница|адрес сайта|ссылка",
        ),
    )
    social: Mapped[tuple[str, ...]] = column(
        mark("Social media"),
        Kind.LINKS,
        width=26,
        section=REACH,
        aliases=phrases(
            "facebook|social|соцсети|социальные сети|social network|social networks|twitter|instagram",
            "telegram|соц. сети|соцсеть|страница в соцсетях",
        ),
    )
    street: Mapped[str | None] = column(
        mark("Street"),
        width=24,
        section=ADDRESS,
        aliases=phrases(
            "address|street address|адрес|улица|postal address|mailing address|legal address",
            "office address|почтовый адрес|юридический адрес|юр. адрес|местонахождение",
        ),
    )
    postal_code: Mapped[str | None] = column(
        mark("Postal code"),
        width=10,
        section=ADDRESS,
        aliases=phrases(
            "code|zip|postcode|индекс|postal code|zip code|post code|почтовый индекс",
        ),
    )
    city: Mapped[str | None] = column(
        mark("City"),
        width=16,
        section=ADDRESS,
        aliases=phrases(
            "town|город|location|settlement|место нахождения|населенный пункт|нас. пункт",
        ),
    )
    region: Mapped[str | None] = column(
        mark("Region"),
        width=16,
        section=ADDRESS,
        aliases=phrases(
            "oblast|province|область|регион|district|rayon|район|обл",
        ),
    )
    country: Mapped[str | None] = column(
        mark("Country"),
        Kind.COUNTRY,
        width=14,
        section=ADDRESS,
        aliases=phrases(
            "state|страна|государство|country code|nation|страна партнера",
        ),
    )

    def compose_title(self) -> str:
        """The English name, else the Russian, the local one, the acronym."""
        return self.name or self.name_ru or self.name_local or self.acronym or ""
