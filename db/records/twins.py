"""What the store remembers of twins: which records were merged, and which are not the same.

Records like all others, so that the journal takes a merge back with everything that belongs to it; but no
person lists, edits or exports them.
"""

from typing import ClassVar

from sqlalchemy.orm import Mapped

from db.fields import Audience
from db.language import mark, markn
from db.records.base import Record, RecordKind, Role, Words, column


class Merged(Record):
    """That a record was merged into another: whoever still knows it by `old` is to find `now`."""

    __tablename__ = "merged"
    about: ClassVar = RecordKind(
        Words(mark("Merge"), mark("Merges"), *markn("{n} merge", "{n} merges"), mark("Merge")),
        icon="call-merge",
        role=Role.QUIET,
        columns=("kind", "old", "now"),
        name="merged",
        plural="merges",
    )

    kind: Mapped[str | None] = column(mark("Kind"), shown=False, audience=Audience.INTERNAL)
    old: Mapped[str | None] = column(mark("Merged record"), shown=False, audience=Audience.INTERNAL)
    now: Mapped[str | None] = column(mark("Record that stayed"), shown=False, audience=Audience.INTERNAL)

    def compose_title(self) -> str:
        """The uid that went."""
        return self.old or ""


class NotSame(Record):
    """That a person said of two records that they are not the same; `a` is the lesser of the two uids."""

    __tablename__ = "not_same"
    about: ClassVar = RecordKind(
        Words(
            mark("Not the same"), mark("Not the same"), *markn("{n} pair", "{n} pairs"), mark("Not the same")
        ),
        icon="call-split",
        role=Role.QUIET,
        columns=("kind", "a", "b"),
        name="not_same",
        plural="not_same",
    )

    kind: Mapped[str | None] = column(mark("Kind"), shown=False, audience=Audience.INTERNAL)
    a: Mapped[str | None] = column(mark("One record"), shown=False, audience=Audience.INTERNAL)
    b: Mapped[str | None] = column(mark("Other record"), shown=False, audience=Audience.INTERNAL)

    def compose_title(self) -> str:
        """Nothing that a person reads."""
        return ""
