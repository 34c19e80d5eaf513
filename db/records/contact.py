"""Contacts: people, after vCard 4 (RFC 6350), and the posts that they hold at partners."""

import datetime as dt
from typing import ClassVar

from sqlalchemy.orm import Mapped

from db.fields import Audience, Choice, Field, Kind, phrases
from db.language import mark, markn
from db.records.base import Record, RecordKind, Role, Words, column, linked, refer
from db.values import Reach

CONTACT_KINDS = (
    Choice("media", mark("Media"), ("journalist", "press", "сми", "журналист", "пресса")),
    Choice("government", mark("Government"), ("ministry", "госорган", "правительство", "министерство")),
    Choice("delegation", mark("Delegation"), ("eu delegation", "делегация", "делегация ес")),
    Choice("implementer", mark("Implementer"), ("consortium", "исполнитель", "консорциум")),
    Choice("ngo", mark("NGO"), ("civil society", "нпо", "гражданское общество")),
    Choice("expert", mark("Expert"), ("consultant", "эксперт", "консультант")),
    Choice("other", mark("Other"), ("другое", "прочее", "иное")),
)

# General Data Protection Regulation (EU) 2016/679, Article 6(1), points (a) to (f).
LAWFUL_BASES = (
    Choice("consent", mark("Consent"), ("согласие",)),
    Choice("contract", mark("Contract"), ("договор",)),
    Choice("legal-obligation", mark("Legal obligation"), ("обязанность по закону",)),
    Choice("vital-interests", mark("Vital interests"), ("жизненные интересы",)),
    Choice("public-task", mark("Public task"), ("общественный интерес",)),
    Choice("legitimate-interests", mark("Legitimate interests"), ("законный интерес",)),
)

NAME = mark("Full name")
NAME_ALT = mark("Name in the other script")
WORK = mark("Work")
REACH = mark("Reach")
ADDRESS = mark("Address")
DATA = mark("Personal data")


class Contact(Record):
    """A person whom the programme deals with."""

    __tablename__ = "contact"
    about: ClassVar = RecordKind(
        Words(mark("Contact"), mark("Contacts"), *markn("{n} contact", "{n} contacts"), mark("New contact")),
        icon="account-circle-outline",
        role=Role.TAB,
        columns=("title", "job_title", "partner", "country", "phones", "emails"),
        name="contact",
        plural="contacts",
    )
    links: ClassVar[dict[str, Field]] = {
        "partner": linked(
            mark("Partner"),
            "post",
            "partner",
            width=28,
            section=WORK,
            aliases=phrases(
                "organisation|organization|institution|company|agency|employer|media outlet|организация",
                "учреждение|место работы|ведомство|компания|редакция|сми",
            ),
        ),
        "groups": linked(
            mark("Groups"),
            "membership",
            "group",
            width=22,
            section=DATA,
            audience=Audience.INTERNAL,
            aliases=("mailing lists", "lists", "группы", "списки рассылки"),
        ),
    }

    honorific: Mapped[str | None] = column(
        mark("Honorific"),
        width=8,
        section=NAME,
        aliases=phrases(
            "salutation|mr/ms|обращение|form of address|mr/mrs|mr./ms.|prefix|г-н/г-жа|форма обращения",
        ),
    )
    given_name: Mapped[str | None] = column(
        mark("Given name"),
        width=16,
        section=NAME,
        aliases=phrases(
            "first name|forename|имя|given names|given|name (first)|имя участника",
        ),
    )
    patronymic: Mapped[str | None] = column(
        mark("Patronymic"),
        width=18,
        section=NAME,
        aliases=phrases(
            "middle name|отчество|father's name|patronym|otchestvo",
        ),
    )
    family_name: Mapped[str | None] = column(
        mark("Family name"),
        width=18,
        section=NAME,
        aliases=phrases(
            "surname|last name|фамилия|family|lastname|family names|фам|фамилия участника",
        ),
    )
    given_name_alt: Mapped[str | None] = column(
        mark("Given name (other script)"),
        width=16,
        section=NAME_ALT,
        aliases=phrases(
            "first name (cyrillic)|имя (латиницей)|given name (latin)|имя (лат)|имя (на латинице)",
            "first name (latin)|имя на английском|имя (англ)",
        ),
    )
    patronymic_alt: Mapped[str | None] = column(
        mark("Patronymic (other script)"), width=18, section=NAME_ALT, aliases=("отчество (латиницей)",)
    )
    family_name_alt: Mapped[str | None] = column(
        mark("Family name (other script)"),
        width=18,
        section=NAME_ALT,
        aliases=phrases(
            "surname (cyrillic)|фамилия (латиницей)|family name (latin)|фамилия (лат)",
            "фамилия (на латинице)|surname (latin)|last name (cyrillic)|last name (latin)",
            "фамилия на английском|фамилия (англ)",
        ),
    )
    job_title: Mapped[str | None] = column(
        mark("Job title"),
        width=26,
        section=WORK,
        aliases=phrases(
            "position|title|function|post|должность|job|occupation|rank|designation|position held",
            "job position|professional title|занимаемая должность|пост|звание|специальность|профессия",
            "должн|должность участника|organization title|organisation title|company title",
        ),
    )
    kind: Mapped[str | None] = column(
        mark("Kind"),
        Kind.CHOICE,
        width=14,
        section=WORK,
        choices=CONTACT_KINDS,
        aliases=phrases(
            "type|category|group|вид|тип|категория|contact type|stakeholder|sector|kind of contact",
            "тип контакта|категория участника|сектор",
        ),
    )
    languages: Mapped[tuple[str, ...]] = column(
        mark("Languages"),
        Kind.LANGUAGES,
        width=14,
        section=WORK,
        aliases=phrases(
            "language|spoken languages|язык|языки|lang|langs|languages spoken|working language",
            "working languages|владение языками|знание языков|яз|рабочий язык",
        ),
    )
    phones: Mapped[tuple[Reach, ...]] = column(
        mark("Phone"),
        Kind.PHONES,
        width=22,
        section=REACH,
        audience=Audience.DELEGATION,
        aliases=phrases(
            "phones|tel|tel.|telephone|mobile|mobile phone|phone number|cell|work phone|телефон|телефоны",
            "тел.|тел|моб.|мобильный|телефон (раб./моб.)|раб. телефон|ph|phone no|phone no.|phone nr",
            "tel no|tel. no.|tel nr|telephone number|telephone numbers|phone numbers|mob|mob.|mob. tel.",
            "mobile no|mobile no.|mobile number|cellular|cell phone|cellphone|gsm|handy|whatsapp|viber",
            "contact number|contact phone|contact numbers|office phone|direct line|landline",
            "tel/fax|тел. моб.|моб. тел.|моб|мобильный телефон|моб. телефон|сот|сот.|сотовый",
            "сотовый телефон|сот. тел.|рабочий телефон|тел. раб.|раб. тел.|служебный телефон",
            "телефон рабочий|телефон мобильный|номер телефона|контактный телефон|контактный номер",
            "контактные телефоны|тел. номер|конт. тел.|конт. телефон|ватсап",
        ),
    )
    emails: Mapped[tuple[Reach, ...]] = column(
        mark("E-mail"),
        Kind.EMAILS,
        width=28,
        section=REACH,
        audience=Audience.DELEGATION,
        aliases=phrases(
            "email|e-mails|emails|mail|e-mail address|эл. почта|почта|электронная почта|эл. адрес",
            "e-mail адрес|e mail|email address|email addresses|e-mail addresses|emailaddress",
            "electronic mail|email id|work email|office email|адрес эл. почты|адрес электронной почты",
            "электронный адрес|эл адрес|эл.почта|email адрес|имейл|емейл|мейл|почта (e-mail)",
        ),
    )
    street: Mapped[str | None] = column(
        mark("Street"),
        width=24,
        section=ADDRESS,
        audience=Audience.DELEGATION,
        aliases=phrases(
            "address|street address|адрес|улица|postal address|mailing address|street and number",
            "office address|home address|почтовый адрес|рабочий адрес|адрес проживания|местонахождение",
        ),
    )
    postal_code: Mapped[str | None] = column(
        mark("Postal code"),
        width=10,
        section=ADDRESS,
        audience=Audience.DELEGATION,
        aliases=phrases(
            "code|zip|postcode|индекс|почтовый индекс|post code|zip code|plz|почт. индекс",
        ),
    )
    city: Mapped[str | None] = column(
        mark("City"),
        width=16,
        section=ADDRESS,
        aliases=phrases(
            "town|place|город|населенный пункт|location|settlement|city/town|town/city|municipality",
            "village|нас. пункт|г|город/село|место проживания|business city",
        ),
    )
    region: Mapped[str | None] = column(
        mark("Region"),
        width=16,
        section=ADDRESS,
        aliases=phrases(
            "oblast|province|область|регион|oblast/region|district|area|rayon|raion|обл|район",
            "область/район|велаят|вилоят",
        ),
    )
    country: Mapped[str | None] = column(
        mark("Country"),
        Kind.COUNTRY,
        width=14,
        section=ADDRESS,
        aliases=phrases(
            "state|страна|государство|country of residence|country code|nation",
            "страна проживания|страна участника|business country|business country/region|country/region",
        ),
    )
    birthday: Mapped[dt.date | None] = column(
        mark("Birthday"),
        Kind.DATE,
        width=12,
        section=DATA,
        audience=Audience.INTERNAL,
        aliases=phrases(
            "date of birth|born|день рождения|дата рождения|birth date|date of birth (dob)|dob|birthdate",
            "d.o.b.|дата рожд|дата рожд.|д.р.",
        ),
    )
    last_verified: Mapped[dt.date | None] = column(
        mark("Last verified"),
        Kind.DATE,
        width=13,
        section=DATA,
        audience=Audience.INTERNAL,
        aliases=phrases(
            "verified|checked on|проверено|дата проверки|last checked|date verified",
            "verified on|updated|last updated|last update|дата обновления|обновлено|последняя проверка",
            "актуально на",
        ),
    )
    source: Mapped[str | None] = column(
        mark("Source"),
        width=22,
        section=DATA,
        audience=Audience.INTERNAL,
        aliases=phrases(
            "data source|source of data|obtained from|where from|how obtained|источник|источник данных",
            "откуда|получено от",
        ),
    )
    lawful_basis: Mapped[str | None] = column(
        mark("Lawful basis"),
        Kind.CHOICE,
        width=18,
        section=DATA,
        audience=Audience.INTERNAL,
        choices=LAWFUL_BASES,
        aliases=phrases(
            "legal basis|правовое основание|gdpr basis|basis|основание|основание обработки",
        ),
    )
    consented: Mapped[dt.date | None] = column(
        mark("Consent given"),
        Kind.DATE,
        width=13,
        section=DATA,
        audience=Audience.INTERNAL,
        aliases=phrases(
            "date of consent|consent date|consented on|дата согласия|согласие получено",
        ),
    )
    objected: Mapped[dt.date | None] = column(
        mark("Objected"),
        Kind.DATE,
        width=13,
        section=DATA,
        audience=Audience.INTERNAL,
        aliases=phrases(
            "date of objection|objection date|objected on|opted out on|unsubscribed on|дата возражения",
            "дата отказа|отказ получен",
        ),
    )
    review_by: Mapped[dt.date | None] = column(
        mark("Review by"),
        Kind.DATE,
        width=13,
        section=DATA,
        audience=Audience.INTERNAL,
        aliases=phrases(
            "review date|keep until|retention date|пересмотреть до|дата пересмотра|хранить до",
        ),
    )
    opt_out: Mapped[bool | None] = column(
        mark("Opted out"),
        Kind.YES_NO,
        width=10,
        section=DATA,
        audience=Audience.INTERNAL,
        aliases=phrases(
            "opt-out|unsubscribed|отказ от рассылки|отписан|do not contact|do not mail|no mailing",
            "opted-out|opt out|не писать|не рассылать|отписка|отказ",
        ),
    )

    def compose_title(self) -> str:
        """Family, given and patronymic name, as lists in the region have them."""
        name = " ".join(filter(None, (self.family_name, self.given_name, self.patronymic)))
        alt = " ".join(filter(None, (self.family_name_alt, self.given_name_alt, self.patronymic_alt)))
        reach = next((entry.value for entry in (*(self.emails or ()), *(self.phones or ()))), "")
        return name or alt or reach


class Post(Record):
    """A post that a contact holds or held at a partner."""

    __tablename__ = "post"
    about: ClassVar = RecordKind(
        Words(mark("Post"), mark("Posts"), *markn("{n} post", "{n} posts"), mark("Add a post")),
        icon="briefcase-outline",
        role=Role.LINK,
        columns=("contact", "partner", "job_title", "started", "ended"),
        name="post",
        plural="posts",
    )

    contact: Mapped[str | None] = refer(
        mark("Contact"), "contact", back=mark("Posts"), owner=True, required=True
    )
    partner: Mapped[str | None] = refer(
        mark("Partner"), "partner", back=mark("People"), owner=True, required=True, width=28
    )
    job_title: Mapped[str | None] = column(mark("Job title"), width=26)
    unit: Mapped[str | None] = column(mark("Unit"), width=20)
    started: Mapped[str | None] = column(mark("From"), Kind.PERIOD, width=12)
    ended: Mapped[str | None] = column(mark("To"), Kind.PERIOD, width=12)
    is_primary: Mapped[bool | None] = column(mark("Main post"), Kind.YES_NO, width=10)

    def compose_title(self) -> str:
        """The job title held there."""
        return self.job_title or ""
