"""Facilities: the places that the programme builds, equips or visits, and what they cost."""

from decimal import Decimal
from typing import ClassVar

from sqlalchemy.orm import Mapped

from db.fields import Audience, Choice, Field, Kind, phrases
from db.language import mark, markn
from db.records.base import Record, RecordKind, Role, Words, column, linked, refer
from db.records.release import money_title

FACILITY_KINDS = (
    Choice(
        "rehabilitation-centre",
        mark("Rehabilitation centre"),
        (
            "rehab",
            "rehabilitation center",
            "rehabilitation and social adaptation centre",
            "treatment",
            "реабилитационный центр",
            "центр реабилитации",
        ),
    ),
    Choice("clean-zone", mark("Clean zone"), ("чистая зона",)),
    Choice(
        "ost-site",
        mark("Opioid substitution site"),
        ("ost", "methadone site", "methadone", "oat", "опт", "озт", "сайт опт", "метадоновый пункт"),
    ),
    Choice(
        "nsp-site",
        mark("Needle and syringe site"),
        ("nsp", "needle and syringe exchange", "syringe exchange", "поп", "пункт обмена шприцев"),
    ),
    Choice("laboratory", mark("Laboratory"), ("lab", "лаборатория")),
    Choice("other", mark("Other"), ("другое", "прочее")),
)
SERVES = (
    Choice("women", mark("Women"), ("female", "f", "ж", "женщины", "женский")),
    Choice("men", mark("Men"), ("male", "m", "м", "мужчины", "мужской")),
    Choice("both", mark("Women and men"), ("all", "mixed", "оба", "женщины и мужчины", "смешанный")),
)
STATUSES = (
    Choice("planned", mark("Planned"), ("планируется",)),
    Choice("works", mark("Under works"), ("under construction", "строится", "ремонт")),
    Choice("operating", mark("Operating"), ("open", "active", "действует", "работает")),
    Choice("closed", mark("Closed"), ("закрыт",)),
)
COST_KINDS = (
    Choice("construction", mark("Construction"), ("works", "строительство", "ремонт")),
    Choice("equipment", mark("Equipment"), ("оборудование",)),
    Choice(
        "construction-and-equipment", mark("Construction and equipment"), ("строительство и оборудование",)
    ),
    Choice("running", mark("Running costs"), ("operation", "содержание")),
    Choice("other", mark("Other"), ("прочее",)),
)

NAME = mark("Facility")
PLACE = mark("Place")
WORKS = mark("Works")


class Facility(Record):
    """A place that the programme builds, equips or visits."""

    __tablename__ = "facility"
    about: ClassVar = RecordKind(
        Words(
            mark("Facility"),
            mark("Facilities"),
            *markn("{n} facility", "{n} facilities"),
            mark("New facility"),
        ),
        icon="hospital-building",
        role=Role.TAB,
        columns=("name", "kind", "host", "country", "city", "capacity", "costs"),
        name="facility",
        plural="facilities",
    )
    links: ClassVar[dict[str, Field]] = {
        "costs": linked(
            mark("Costs"),
            "cost",
            "cost",
            width=18,
            section=WORKS,
            audience=Audience.DELEGATION,
            aliases=phrases(
                "cost|amount|price|стоимость|сумма",
            ),
        ),
    }

    name: Mapped[str | None] = column(
        mark("Name"),
        width=36,
        section=NAME,
        required=True,
        aliases=phrases(
            "facility|facility name|site|объект|название|наименование|name of facility",
            "name of the facility|facility title|institution name|название объекта|наименование объекта",
            "наименование учреждения|название учреждения",
        ),
    )
    kind: Mapped[str | None] = column(
        mark("Kind"),
        Kind.CHOICE,
        width=20,
        section=NAME,
        choices=FACILITY_KINDS,
        aliases=phrases(
            "type|category|вид|тип|facility type|type of facility|kind of facility|тип объекта",
            "вид объекта|тип учреждения|назначение",
        ),
    )
    host: Mapped[str | None] = refer(
        mark("Host partner"),
        "partner",
        back=mark("Facilities"),
        width=28,
        section=NAME,
        aliases=phrases(
            "host|host institution|institution|balance holder|принимающая организация|учреждение",
        ),
    )
    serves: Mapped[str | None] = column(
        mark("For whom"),
        Kind.CHOICE,
        width=14,
        section=NAME,
        choices=SERVES,
        aliases=phrases(
            "for|gender|sex|для кого|пол|target group|beneficiaries|serves|for men/women|целевая группа",
            "контингент|кого обслуживает",
        ),
    )
    capacity: Mapped[int | None] = column(
        mark("Capacity"),
        Kind.WHOLE,
        width=9,
        section=NAME,
        aliases=phrases(
            "places|beds|capacity (m/f)|вместимость|мест|число мест|capacity (beds)|number of places",
            "number of beds|no. of places|no. of beds|beds/places|места|койки|кол-во мест|количество мест",
            "число коек|количество коек|койко-места|вместимость (мест)",
        ),
    )
    status: Mapped[str | None] = column(
        mark("Status"),
        Kind.CHOICE,
        width=14,
        section=NAME,
        choices=STATUSES,
        aliases=phrases(
            "state|статус|состояние|current status|condition|текущее состояние|стадия",
        ),
    )
    country: Mapped[str | None] = column(
        mark("Country"),
        Kind.COUNTRY,
        width=14,
        section=PLACE,
        aliases=phrases(
            "state|country / city|страна|country code|страна расположения",
        ),
    )
    region: Mapped[str | None] = column(
        mark("Region"),
        width=16,
        section=PLACE,
        aliases=phrases(
            "oblast|province|область|регион|district|rayon|район|обл",
        ),
    )
    city: Mapped[str | None] = column(
        mark("City"),
        width=16,
        section=PLACE,
        aliases=phrases(
            "town|location|город|населенный пункт|place|settlement|city/town|нас. пункт|место",
            "расположение|местонахождение",
        ),
    )
    coordinates: Mapped[str | None] = column(
        mark("Coordinates"),
        Kind.COORDINATES,
        width=20,
        section=PLACE,
        aliases=phrases(
            "gps|location (gps)|координаты|lat/long|lat, long|latitude/longitude|geo|coordinates (gps)",
            "gps координаты|широта/долгота",
        ),
    )
    works_start: Mapped[str | None] = column(
        mark("Works start"),
        Kind.PERIOD,
        width=12,
        section=WORKS,
        aliases=phrases(
            "start of works|начало работ|start|works started|construction start|start of construction",
            "renovation start|start of renovation|works began|начало строительства|начало ремонта|начало",
            "старт работ",
        ),
    )
    handover: Mapped[str | None] = column(
        mark("Handover"),
        Kind.PERIOD,
        width=12,
        section=WORKS,
        aliases=phrases(
            "opened|opening|handed over|дата открытия|открыт|передача|handover date|date of handover",
            "opening date|date of opening|opened on|inauguration|inaugurated|completed|completion",
            "end of works|дата передачи|сдан|сдача|открытие|дата сдачи|окончание работ|передан",
        ),
    )

    def compose_title(self) -> str:
        """The name."""
        return self.name or ""


class Cost(Record):
    """One cost of a facility, by kind and funder."""

    __tablename__ = "cost"
    about: ClassVar = RecordKind(
        Words(mark("Cost"), mark("Costs"), *markn("{n} cost", "{n} costs"), mark("Add a cost")),
        icon="cash",
        role=Role.PART,
        columns=("kind", "amount", "currency", "funder"),
        name="cost",
        plural="costs",
    )

    facility: Mapped[str | None] = refer(
        mark("Facility"), "facility", back=mark("Costs"), owner=True, required=True
    )
    amount: Mapped[Decimal | None] = column(
        mark("Amount"), Kind.MONEY, width=14, currency="currency", required=True, audience=Audience.DELEGATION
    )
    currency: Mapped[str | None] = column(
        mark("Currency"), Kind.CURRENCY, width=8, audience=Audience.DELEGATION
    )
    kind: Mapped[str | None] = column(mark("Kind"), Kind.CHOICE, width=20, choices=COST_KINDS)
    funder: Mapped[str | None] = refer(mark("Funder"), "partner", back=mark("Funds"), width=28)
    approximate: Mapped[bool | None] = column(mark("Approximate"), Kind.YES_NO, width=11)

    def compose_title(self) -> str:
        """Such as "EUR 150,000.00"."""
        return money_title(self.currency, self.amount)
