"""What all records share: their columns, how a column is declared with its field, how links are declared."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from typing import Any, ClassVar
from uuid import uuid4

import sqlalchemy as sa
from sqlalchemy.orm import DeclarativeBase, Mapped, MappedColumn, mapped_column

from db.fields import Audience, Field, Kind
from db.language import mark, tr, trn
from db.values import Reach


class Role(StrEnum):
    """Where a kind of record is met."""

    TAB = "tab"  # has a tab of its own from the start
    SIDE = "side"  # reached from where it matters, listed on demand
    PART = "part"  # belongs to one record and shows in its form
    LINK = "link"  # ties two records together and says what the tie means
    QUIET = "quiet"  # what the store remembers of records; in no list, search or workbook


@dataclass(frozen=True)
class Words:
    """What a kind of record is called: counted, in menus and on buttons. English; translated when shown."""

    one: str
    many: str
    counted_one: str
    counted_many: str
    new: str

    def counted(self, n: int) -> str:
        """Such as "1 contact" or "1 204 contacts"."""
        return trn(self.counted_one, self.counted_many, n)

    @property
    def singular(self) -> str:
        """Such as "Contact", in the language in use."""
        return tr(self.one)

    @property
    def plural(self) -> str:
        """Such as "Contacts", in the language in use."""
        return tr(self.many)

    @property
    def create(self) -> str:
        """Such as "New contact", in the language in use."""
        return tr(self.new)


@dataclass(frozen=True)
class RecordKind:
    """What a person knows a kind of record by, and how its lists look before she changes them."""

    words: Words
    icon: str
    role: Role
    columns: tuple[str, ...]
    order: tuple[str, ...] = ("title",)
    descending: bool = False
    name: str = ""
    plural: str = ""


class Hundredths(sa.types.TypeDecorator[Decimal]):
    """An amount of money with two decimals, kept as a whole number of hundredths: exact in every database."""

    impl = sa.BigInteger
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: sa.Dialect) -> int | None:
        """Hundredths of an amount."""
        return None if value is None else int((value * 100).to_integral_value())

    def process_result_value(self, value: int | None, dialect: sa.Dialect) -> Decimal | None:
        """The amount of so many hundredths."""
        return None if value is None else Decimal(value).scaleb(-2)


class ReachList(sa.types.TypeDecorator[tuple[Reach, ...]]):
    """Phones or e-mails of a record, as one JSON list."""

    impl = sa.JSON(none_as_null=True)
    cache_ok = True

    def process_bind_param(self, value: tuple[Reach, ...] | None, dialect: sa.Dialect) -> Any:
        """The JSON list; null for an empty one."""
        return [reach.to_json() for reach in value] if value else None

    def process_result_value(self, value: Any, dialect: sa.Dialect) -> tuple[Reach, ...]:
        """The tuple; empty for null."""
        return tuple(Reach.from_json(parts) for parts in value or ())


class TextList(sa.types.TypeDecorator[tuple[str, ...]]):
    """Several short texts, such as language codes, as one JSON list."""

    impl = sa.JSON(none_as_null=True)
    cache_ok = True

    def process_bind_param(self, value: tuple[str, ...] | None, dialect: sa.Dialect) -> Any:
        """The JSON list; null for an empty one."""
        return list(value) if value else None

    def process_result_value(self, value: Any, dialect: sa.Dialect) -> tuple[str, ...]:
        """The tuple; empty for null."""
        return tuple(value or ())


_TYPES: dict[Kind, Callable[[], sa.types.TypeEngine[Any]]] = {
    Kind.DATE: sa.Date,
    Kind.WHOLE: sa.Integer,
    Kind.NUMBER: sa.Float,
    Kind.MONEY: Hundredths,
    Kind.YES_NO: sa.Boolean,
    Kind.PHONES: ReachList,
    Kind.EMAILS: ReachList,
    Kind.LANGUAGES: TextList,
    Kind.LINKS: TextList,
}


def column(english: str, kind: Kind = Kind.TEXT, *, order: int = 0, **about: Any) -> MappedColumn[Any]:
    """A column and its `Field` in one; `about` are further arguments of `Field`."""
    field = Field(english, kind, **about)
    if kind is Kind.REFERENCE:
        target = sa.ForeignKey(f"{field.to}.uid", deferrable=True, initially="DEFERRED")
        return mapped_column(sa.String(36), target, index=True, sort_order=order, info={"field": field})
    return mapped_column(_TYPES.get(kind, sa.Text)(), nullable=True, sort_order=order, info={"field": field})


def refer(english: str, to: str, *, back: str = "", **about: Any) -> MappedColumn[Any]:
    """A column that refers to a record of kind `to`, which lists this one under the heading `back`."""
    return column(english, Kind.REFERENCE, to=to, back=back, **about)


def linked(english: str, through: str, to: str, **about: Any) -> Field:
    """A field without a column: the records of kind `to` tied to this one by records of kind `through`.

    With `to` equal to `through` the tied records are parts of this one, such as the costs of a facility.
    """
    return Field(english, Kind.LINKED, through=through, to=to, **about)


def utc_now() -> dt.datetime:
    """The present moment in UTC, to the second, without a zone: as it is stored."""
    return dt.datetime.now(dt.UTC).replace(microsecond=0, tzinfo=None)


class Base(DeclarativeBase):
    """All tables, with names for every constraint so that a migration can speak of them."""

    metadata = sa.MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_name)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class Record(Base):
    """What every record has. `id` is this store's own; `uid` is the record's identity everywhere.

    `title` is how lists name the record and `title_key` how they sort it; both are derived at each write.
    """

    __abstract__ = True
    about: ClassVar[RecordKind]
    links: ClassVar[dict[str, Field]] = {}

    id: Mapped[int] = mapped_column(primary_key=True, sort_order=-6)
    uid: Mapped[str] = mapped_column(
        sa.String(36), unique=True, sort_order=-5, insert_default=lambda: str(uuid4())
    )
    created: Mapped[dt.datetime] = mapped_column(sort_order=-4, insert_default=utc_now)
    modified: Mapped[dt.datetime] = mapped_column(sort_order=-3, insert_default=utc_now)
    title: Mapped[str] = mapped_column(sa.Text, sort_order=-2, insert_default="")
    title_key: Mapped[str] = mapped_column(sa.Text, index=True, sort_order=-1, insert_default="")
    note: Mapped[str | None] = column(
        mark("Note"),
        Kind.LONG_TEXT,
        order=1000,
        width=30,
        section=mark("Note"),
        audience=Audience.INTERNAL,
        aliases=("remarks", "comment", "comments", "notes", "примечание", "примечания", "комментарий"),
    )

    def compose_title(self) -> str:
        """How lists and links name this record; from its own fields only."""
        raise NotImplementedError(type(self).__name__)


def fields_of(record: type[Record]) -> dict[str, Field]:
    """The fields of a kind of record by name, in the order of the form: columns, links, the note last."""
    cached: dict[str, Field] | None = record.__dict__.get("_fields")
    if cached is None:
        stored = {
            column.key: replace(column.info["field"], name=column.key)
            for column in record.__table__.columns
            if "field" in column.info
        }
        note = stored.pop("note")
        links = {name: replace(field, name=name) for name, field in record.links.items()}
        cached = {**stored, **links, "note": note}
        record._fields = cached
    return cached
