"""Where a contact's data come from, consent and objection by date, a review date; what left the house."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the columns and make the tables."""
    with op.batch_alter_table("contact") as contact:
        contact.add_column(sa.Column("source", sa.Text(), nullable=True))
        for name in ("consented", "objected", "review_by"):
            contact.add_column(sa.Column(name, sa.Date(), nullable=True))
    _departures()
    _erasures()


def _departures() -> None:
    op.create_table(
        "departure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("who", "how", "audience", "name")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_departure")),
    )
    op.create_table(
        "departed",
        sa.Column("contact", sa.String(length=36), nullable=False),
        sa.Column("departure", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["departure"], ["departure.id"], name=op.f("fk_departed_departure_departure")
        ),
        sa.PrimaryKeyConstraint("contact", "departure", name=op.f("pk_departed")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_departed_departure"), "departed", ["departure"])


def _erasures() -> None:
    op.create_table(
        "erasure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("who", "kind")),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("records", sa.Integer(), nullable=False),
        sa.Column("backups_until", sa.Date(), nullable=True),
        sa.Column("salt", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_erasure")),
    )
    op.create_index(op.f("ix_erasure_uid"), "erasure", ["uid"])
    op.create_table(
        "suppressed",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("erasure", sa.Integer(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["erasure"], ["erasure.id"], name=op.f("fk_suppressed_erasure_erasure")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_suppressed")),
    )
    op.create_index(op.f("ix_suppressed_erasure"), "suppressed", ["erasure"])
