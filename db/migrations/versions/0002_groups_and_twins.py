"""Groups of contacts; what was merged and what is not the same; search by sound and inside words."""

import sqlalchemy as sa
from alembic import op

from db import search

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the tables."""
    _record("group", sa.Column("name", sa.Text()), sa.Column("rule", sa.Text()))
    _record("membership", _reference("membership", "group"), _reference("membership", "contact"))
    for end in ("group", "contact"):
        op.create_index(op.f(f"ix_membership_{end}"), "membership", [end])
    _record("merged", *(sa.Column(name, sa.Text()) for name in ("kind", "old", "now")))
    _record("not_same", *(sa.Column(name, sa.Text()) for name in ("kind", "a", "b")))
    # The index follows from the records: its tables are those of today, and filled when the store is opened.
    search.create(op.get_bind())


def _record(name: str, *columns: sa.Column[str]) -> None:
    """A table with what every record has."""
    op.create_table(
        name,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("created", sa.DateTime(), nullable=False),
        sa.Column("modified", sa.DateTime(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("title_key", sa.Text(), nullable=False),
        *columns,
        sa.Column("note", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
        sa.UniqueConstraint("uid", name=op.f(f"uq_{name}_uid")),
    )
    op.create_index(op.f(f"ix_{name}_title_key"), name, ["title_key"])


def _reference(table: str, to: str) -> sa.Column[str]:
    target = sa.ForeignKey(
        f"{to}.uid", name=op.f(f"fk_{table}_{to}_{to}"), deferrable=True, initially="DEFERRED"
    )
    return sa.Column(to, sa.String(length=36), target, nullable=True)
