"""What must be accounted for: what left the house and with whom in it, and what was erased for good.

These tables are no records: nothing of them is undone, and nothing of them is in a list or a workbook.
"""

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from db.records.base import Base, utc_now

STORE = "store"


class Departure(Base):
    """Something that left the house: a workbook, contact cards, addresses copied, a mail.

    `how` is "workbook", "cards", "addresses", "mail", or "data" for what a person is given about themselves;
    `audience` is that of the export, "" for others; `name` is that of the file, without its folder, or what
    the list was called.
    """

    __tablename__ = "departure"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[dt.datetime] = mapped_column(insert_default=utc_now)
    who: Mapped[str] = mapped_column(sa.Text, insert_default="")
    how: Mapped[str] = mapped_column(sa.Text)
    audience: Mapped[str] = mapped_column(sa.Text, insert_default="")
    name: Mapped[str] = mapped_column(sa.Text, insert_default="")


class Departed(Base):
    """That a contact was in what left the house."""

    __tablename__ = "departed"
    __table_args__ = ({"sqlite_with_rowid": False},)

    contact: Mapped[str] = mapped_column(sa.String(36), primary_key=True)
    departure: Mapped[int] = mapped_column(sa.ForeignKey("departure.id"), primary_key=True, index=True)


class Erasure(Base):
    """That a record was erased for good: which, when, by whom and why, and nothing of what it held.

    `records` counts what went with it; after the day `backups_until` no backup holds it any more.
    `salt` is that of the digests in `Suppressed`. A row whose `kind` is STORE is no erasure: its `uid` is
    what the store was known by before the record that this came from was erased.
    """

    __tablename__ = "erasure"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[dt.datetime] = mapped_column(insert_default=utc_now)
    who: Mapped[str] = mapped_column(sa.Text, insert_default="")
    kind: Mapped[str] = mapped_column(sa.Text)
    uid: Mapped[str] = mapped_column(sa.String(36), index=True)
    reason: Mapped[str] = mapped_column(sa.Text, insert_default="")
    records: Mapped[int] = mapped_column(insert_default=0)
    backups_until: Mapped[dt.date | None] = mapped_column()
    salt: Mapped[str] = mapped_column(sa.Text, insert_default="")


class Suppressed(Base):
    """A digest of an address or number of somebody who was erased: it is known by it when it comes again."""

    __tablename__ = "suppressed"

    id: Mapped[int] = mapped_column(primary_key=True)
    erasure: Mapped[int] = mapped_column(sa.ForeignKey("erasure.id"), index=True)
    digest: Mapped[str] = mapped_column(sa.Text)
