"""Events, who took part in them by country and institution, and visits to facilities."""

import datetime as dt
from typing import ClassVar

from sqlalchemy.orm import Mapped

from db.fields import Audience, Choice, Kind, phrases
from db.language import mark, markn
from db.records.base import Record, RecordKind, Role, Words, column, refer

EVENT_KINDS = (
    Choice("workshop", mark("Workshop"), ("семинар",)),
    Choice("training", mark("Training"), ("тренинг", "обучение")),
    Choice("conference", mark("Conference"), ("конференция",)),
    Choice("press-conference", mark("Press conference"), ("пресс-конференция",)),
    Choice("opening", mark("Opening"), ("ceremony", "открытие", "церемония")),
    Choice("study-visit", mark("Study visit"), ("учебный визит", "ознакомительная поездка")),
    Choice("meeting", mark("Meeting"), ("встреча", "заседание")),
    Choice("other", mark("Other"), ("прочее",)),
)


class Event(Record):
    """Something that took place on one or more days."""

    __tablename__ = "event"
    about: ClassVar = RecordKind(
        Words(mark("Event"), mark("Events"), *markn("{n} event", "{n} events"), mark("New event")),
        icon="calendar-outline",
        role=Role.SIDE,
        columns=("start", "name", "kind", "place", "organiser"),
        order=("start", "name"),
        descending=True,
        name="event",
        plural="events",
    )

    name: Mapped[str | None] = column(
        mark("Name"),
        width=40,
        required=True,
        aliases=phrases(
            "event|title|мероприятие|название|event name|name of event|event title|title of event",
            "activity|training|seminar|topic|название мероприятия|наименование мероприятия|наименование",
            "тема мероприятия|семинар|тренинг",
        ),
    )
    kind: Mapped[str | None] = column(
        mark("Kind"),
        Kind.CHOICE,
        width=16,
        choices=EVENT_KINDS,
        aliases=phrases(
            "type|вид|тип|event type|type of event|kind of event|format|вид мероприятия|тип мероприятия",
            "формат",
        ),
    )
    start: Mapped[dt.date | None] = column(
        mark("Start"),
        Kind.DATE,
        width=12,
        aliases=phrases(
            "from|date|start date|начало|дата|starts|begin|begins|date from|start day|date start",
            "дата начала|с|дата проведения|дата мероприятия",
        ),
    )
    end: Mapped[dt.date | None] = column(
        mark("End"),
        Kind.DATE,
        width=12,
        aliases=phrases(
            "to|end date|окончание|ends|finish|date to|until|till|end day|date end|дата окончания|конец",
            "по",
        ),
    )
    place: Mapped[str | None] = column(
        mark("Place"),
        width=18,
        aliases=phrases(
            "city|venue|место|город|location|town|event venue|место проведения|место мероприятия",
            "населенный пункт",
        ),
    )
    country: Mapped[str | None] = column(
        mark("Country"),
        Kind.COUNTRY,
        width=14,
        aliases=(
            "страна",
            "country code",
            "state",
            "страна проведения",
        ),
    )
    organiser: Mapped[str | None] = refer(
        mark("Organiser"),
        "partner",
        back=mark("Events organised"),
        width=28,
        aliases=phrases(
            "organizer|организатор|organised by|organized by|host|hosted by|кто проводит|проводит",
        ),
    )

    def compose_title(self) -> str:
        """The name."""
        return self.name or ""


class Participation(Record):
    """How many took part in an event from one country and institution."""

    __tablename__ = "participation"
    about: ClassVar = RecordKind(
        Words(
            mark("Participants"),
            mark("Participants"),
            *markn("{n} group of participants", "{n} groups of participants"),
            mark("Add participants"),
        ),
        icon="account-group-outline",
        role=Role.PART,
        columns=("country", "institution", "women", "men", "undisclosed"),
        name="participation",
        plural="participations",
    )

    event: Mapped[str | None] = refer(
        mark("Event"), "event", back=mark("Participants"), owner=True, required=True
    )
    country: Mapped[str | None] = column(mark("Country"), Kind.COUNTRY, width=14)
    institution: Mapped[str | None] = refer(
        mark("Institution"), "partner", back=mark("Took part in"), width=28
    )
    women: Mapped[int | None] = column(mark("Women"), Kind.WHOLE, width=8)
    men: Mapped[int | None] = column(mark("Men"), Kind.WHOLE, width=8)
    undisclosed: Mapped[int | None] = column(mark("Undisclosed"), Kind.WHOLE, width=11)

    def compose_title(self) -> str:
        """How many in all, and from where."""
        total = sum(filter(None, (self.women, self.men, self.undisclosed)))
        return f"{total} {self.country or ''}".strip()


class Visit(Record):
    """A visit to a facility."""

    __tablename__ = "visit"
    about: ClassVar = RecordKind(
        Words(mark("Visit"), mark("Visits"), *markn("{n} visit", "{n} visits"), mark("New visit")),
        icon="map-marker-check-outline",
        role=Role.SIDE,
        columns=("date", "facility", "purpose", "event"),
        order=("date",),
        descending=True,
        name="visit",
        plural="visits",
    )

    facility: Mapped[str | None] = refer(
        mark("Facility"),
        "facility",
        back=mark("Visits"),
        owner=True,
        required=True,
        width=30,
        aliases=phrases(
            "объект|site|facility visited|site visited|visited|учреждение|посещенный объект",
        ),
    )
    date: Mapped[dt.date | None] = column(
        mark("Date"),
        Kind.DATE,
        width=12,
        aliases=phrases(
            "дата|date of visit|visit date|day|when|дата посещения|дата визита",
        ),
    )
    purpose: Mapped[str | None] = column(
        mark("Purpose"),
        width=36,
        aliases=phrases(
            "цель|aim|purpose of visit|reason|objective|цель визита|цель посещения",
        ),
    )
    event: Mapped[str | None] = refer(
        mark("Event"), "event", back=mark("Visits"), width=30, aliases=("мероприятие",)
    )

    def compose_title(self) -> str:
        """The purpose, else the day."""
        return self.purpose or (self.date.isoformat() if self.date else "")


class Visitor(Record):
    """Who went on a visit."""

    __tablename__ = "visitor"
    about: ClassVar = RecordKind(
        Words(
            mark("Visitor"),
            mark("Visitors"),
            *markn("{n} visitor", "{n} visitors"),
            mark("Add a visitor"),
        ),
        icon="account-arrow-right-outline",
        role=Role.LINK,
        columns=("visit", "contact"),
        name="visitor",
        plural="visitors",
    )

    visit: Mapped[str | None] = refer(
        mark("Visit"), "visit", back=mark("Who went"), owner=True, required=True
    )
    contact: Mapped[str | None] = refer(
        mark("Contact"), "contact", back=mark("Visits"), owner=True, required=True
    )
    role: Mapped[str | None] = column(mark("Role"), width=20, audience=Audience.DELEGATION)

    def compose_title(self) -> str:
        """The role on the visit; who and where is shown from the records."""
        return self.role or ""
