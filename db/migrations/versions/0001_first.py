"""The first schema: all kinds of record and link, the journal, the search index."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make all tables."""
    _batch()
    _contact()
    _partner()
    _search_entry()
    _change()
    _event()
    _facility()
    _post()
    _programme()
    _cost()
    _participation()
    _programme_partner()
    _release()
    _visit()
    _wording()
    _amount()
    _approval()
    _quote()
    _release_contact()
    _release_facility()
    _release_partner()
    _visitor()
    _search_text()


def _batch() -> None:
    op.create_table(
        "batch",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("undone", sa.Boolean(), nullable=False),
        sa.Column("undoes", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["undoes"], ["batch.id"], name=op.f("fk_batch_undoes_batch")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_batch")),
    )


def _contact() -> None:
    op.create_table(
        "contact",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("created", sa.DateTime(), nullable=False),
        sa.Column("modified", sa.DateTime(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("title_key", sa.Text(), nullable=False),
        sa.Column("honorific", sa.Text(), nullable=True),
        sa.Column("given_name", sa.Text(), nullable=True),
        sa.Column("patronymic", sa.Text(), nullable=True),
        sa.Column("family_name", sa.Text(), nullable=True),
        sa.Column("given_name_alt", sa.Text(), nullable=True),
        sa.Column("patronymic_alt", sa.Text(), nullable=True),
        sa.Column("family_name_alt", sa.Text(), nullable=True),
        sa.Column("job_title", sa.Text(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("languages", sa.JSON(), nullable=True),
        sa.Column("phones", sa.JSON(), nullable=True),
        sa.Column("emails", sa.JSON(), nullable=True),
        sa.Column("street", sa.Text(), nullable=True),
        sa.Column("postal_code", sa.Text(), nullable=True),
        sa.Column("city", sa.Text(), nullable=True),
        sa.Column("region", sa.Text(), nullable=True),
        sa.Column("country", sa.Text(), nullable=True),
        sa.Column("birthday", sa.Date(), nullable=True),
        sa.Column("last_verified", sa.Date(), nullable=True),
        sa.Column("lawful_basis", sa.Text(), nullable=True),
        sa.Column("opt_out", sa.Boolean(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact")),
        sa.UniqueConstraint("uid", name=op.f("uq_contact_uid")),
    )
    op.create_index(op.f("ix_contact_title_key"), "contact", ["title_key"], unique=False)


def _partner() -> None:
    op.create_table(
        "partner",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("created", sa.DateTime(), nullable=False),
        sa.Column("modified", sa.DateTime(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("title_key", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("acronym", sa.Text(), nullable=True),
        sa.Column("name_ru", sa.Text(), nullable=True),
        sa.Column("name_local", sa.Text(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("role", sa.Text(), nullable=True),
        sa.Column("parent", sa.String(length=36), nullable=True),
        sa.Column("phones", sa.JSON(), nullable=True),
        sa.Column("fax", sa.JSON(), nullable=True),
        sa.Column("emails", sa.JSON(), nullable=True),
        sa.Column("website", sa.Text(), nullable=True),
        sa.Column("social", sa.JSON(), nullable=True),
        sa.Column("street", sa.Text(), nullable=True),
        sa.Column("postal_code", sa.Text(), nullable=True),
        sa.Column("city", sa.Text(), nullable=True),
        sa.Column("region", sa.Text(), nullable=True),
        sa.Column("country", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["parent"],
            ["partner.uid"],
            name=op.f("fk_partner_parent_partner"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_partner")),
        sa.UniqueConstraint("uid", name=op.f("uq_partner_uid")),
    )
    op.create_index(op.f("ix_partner_parent"), "partner", ["parent"], unique=False)
    op.create_index(op.f("ix_partner_title_key"), "partner", ["title_key"], unique=False)


def _search_entry() -> None:
    op.create_table(
        "search_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_entry")),
        sa.UniqueConstraint("uid", name=op.f("uq_search_entry_uid")),
    )


def _change() -> None:
    op.create_table(
        "change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("batch", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("operation", sa.Text(), nullable=False),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["batch"], ["batch.id"], name=op.f("fk_change_batch_batch")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_change")),
    )
    op.create_index(op.f("ix_change_batch"), "change", ["batch"], unique=False)
    op.create_index(op.f("ix_change_uid"), "change", ["uid"], unique=False)


def _event() -> None:
    op.create_table(
        "event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("created", sa.DateTime(), nullable=False),
        sa.Column("modified", sa.DateTime(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("title_key", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("start", sa.Date(), nullable=True),
        sa.Column("end", sa.Date(), nullable=True),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("country", sa.Text(), nullable=True),
        sa.Column("organiser", sa.String(length=36), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["organiser"],
            ["partner.uid"],
            name=op.f("fk_event_organiser_partner"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event")),
        sa.UniqueConstraint("uid", name=op.f("uq_event_uid")),
    )
    op.create_index(op.f("ix_event_organiser"), "event", ["organiser"], unique=False)
    op.create_index(op.f("ix_event_title_key"), "event", ["title_key"], unique=False)


def _facility() -> None:
    op.create_table(
        "facility",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("created", sa.DateTime(), nullable=False),
        sa.Column("modified", sa.DateTime(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("title_key", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("host", sa.String(length=36), nullable=True),
        sa.Column("serves", sa.Text(), nullable=True),
        sa.Column("capacity", sa.Integer(), nullable=True),
        sa.Column("status", sa.Text(), nullable=True),
        sa.Column("country", sa.Text(), nullable=True),
        sa.Column("region", sa.Text(), nullable=True),
        sa.Column("city", sa.Text(), nullable=True),
        sa.Column("coordinates", sa.Text(), nullable=True),
        sa.Column("works_start", sa.Text(), nullable=True),
        sa.Column("handover", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["host"],
            ["partner.uid"],
            name=op.f("fk_facility_host_partner"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_facility")),
        sa.UniqueConstraint("uid", name=op.f("uq_facility_uid")),
    )
    op.create_index(op.f("ix_facility_host"), "facility", ["host"], unique=False)
    op.create_index(op.f("ix_facility_title_key"), "facility", ["title_key"], unique=False)


def _post() -> None:
    op.create_table(
        "post",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("created", sa.DateTime(), nullable=False),
        sa.Column("modified", sa.DateTime(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("title_key", sa.Text(), nullable=False),
        sa.Column("contact", sa.String(length=36), nullable=True),
        sa.Column("partner", sa.String(length=36), nullable=True),
        sa.Column("job_title", sa.Text(), nullable=True),
        sa.Column("unit", sa.Text(), nullable=True),
        sa.Column("started", sa.Text(), nullable=True),
        sa.Column("ended", sa.Text(), nullable=True),
        sa.Column("is_primary", sa.Boolean(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["contact"],
            ["contact.uid"],
            name=op.f("fk_post_contact_contact"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["partner"],
            ["partner.uid"],
            name=op.f("fk_post_partner_partner"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_post")),
        sa.UniqueConstraint("uid", name=op.f("uq_post_uid")),
    )
    op.create_index(op.f("ix_post_contact"), "post", ["contact"], unique=False)
    op.create_index(op.f("ix_post_partner"), "post", ["partner"], unique=False)
    op.create_index(op.f("ix_post_title_key"), "post", ["title_key"], unique=False)


def _programme() -> None:
    op.create_table(
        "programme",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("created", sa.DateTime(), nullable=False),
        sa.Column("modified", sa.DateTime(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("title_key", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("acronym", sa.Text(), nullable=True),
        sa.Column("phase", sa.Text(), nullable=True),
        sa.Column("funder", sa.String(length=36), nullable=True),
        sa.Column("lead", sa.String(length=36), nullable=True),
        sa.Column("address", sa.Text(), nullable=True),
        sa.Column("start", sa.Date(), nullable=True),
        sa.Column("end", sa.Date(), nullable=True),
        sa.Column("contract_date", sa.Date(), nullable=True),
        sa.Column("budget", sa.BigInteger(), nullable=True),
        sa.Column("budget_currency", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["funder"],
            ["partner.uid"],
            name=op.f("fk_programme_funder_partner"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["lead"],
            ["partner.uid"],
            name=op.f("fk_programme_lead_partner"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programme")),
        sa.UniqueConstraint("uid", name=op.f("uq_programme_uid")),
    )
    op.create_index(op.f("ix_programme_funder"), "programme", ["funder"], unique=False)
    op.create_index(op.f("ix_programme_lead"), "programme", ["lead"], unique=False)
    op.create_index(op.f("ix_programme_title_key"), "programme", ["title_key"], unique=False)


def _cost() -> None:
    op.create_table(
        "cost",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("created", sa.DateTime(), nullable=False),
        sa.Column("modified", sa.DateTime(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("title_key", sa.Text(), nullable=False),
        sa.Column("facility", sa.String(length=36), nullable=True),
        sa.Column("amount", sa.BigInteger(), nullable=True),
        sa.Column("currency", sa.Text(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("funder", sa.String(length=36), nullable=True),
        sa.Column("approximate", sa.Boolean(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["facility"],
            ["facility.uid"],
            name=op.f("fk_cost_facility_facility"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["funder"],
            ["partner.uid"],
            name=op.f("fk_cost_funder_partner"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cost")),
        sa.UniqueConstraint("uid", name=op.f("uq_cost_uid")),
    )
    op.create_index(op.f("ix_cost_facility"), "cost", ["facility"], unique=False)
    op.create_index(op.f("ix_cost_funder"), "cost", ["funder"], unique=False)
    op.create_index(op.f("ix_cost_title_key"), "cost", ["title_key"], unique=False)


def _participation() -> None:
    op.create_table(
        "participation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("created", sa.DateTime(), nullable=False),
        sa.Column("modified", sa.DateTime(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("title_key", sa.Text(), nullable=False),
        sa.Column("event", sa.String(length=36), nullable=True),
        sa.Column("country", sa.Text(), nullable=True),
        sa.Column("institution", sa.String(length=36), nullable=True),
        sa.Column("women", sa.Integer(), nullable=True),
        sa.Column("men", sa.Integer(), nullable=True),
        sa.Column("undisclosed", sa.Integer(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["event"],
            ["event.uid"],
            name=op.f("fk_participation_event_event"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["institution"],
            ["partner.uid"],
            name=op.f("fk_participation_institution_partner"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_participation")),
        sa.UniqueConstraint("uid", name=op.f("uq_participation_uid")),
    )
    op.create_index(op.f("ix_participation_event"), "participation", ["event"], unique=False)
    op.create_index(op.f("ix_participation_institution"), "participation", ["institution"], unique=False)
    op.create_index(op.f("ix_participation_title_key"), "participation", ["title_key"], unique=False)


def _programme_partner() -> None:
    op.create_table(
        "programme_partner",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("created", sa.DateTime(), nullable=False),
        sa.Column("modified", sa.DateTime(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("title_key", sa.Text(), nullable=False),
        sa.Column("programme", sa.String(length=36), nullable=True),
        sa.Column("partner", sa.String(length=36), nullable=True),
        sa.Column("role", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["partner"],
            ["partner.uid"],
            name=op.f("fk_programme_partner_partner_partner"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["programme"],
            ["programme.uid"],
            name=op.f("fk_programme_partner_programme_programme"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programme_partner")),
        sa.UniqueConstraint("uid", name=op.f("uq_programme_partner_uid")),
    )
    op.create_index(op.f("ix_programme_partner_partner"), "programme_partner", ["partner"], unique=False)
    op.create_index(op.f("ix_programme_partner_programme"), "programme_partner", ["programme"], unique=False)
    op.create_index(op.f("ix_programme_partner_title_key"), "programme_partner", ["title_key"], unique=False)


def _release() -> None:
    op.create_table(
        "release",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("created", sa.DateTime(), nullable=False),
        sa.Column("modified", sa.DateTime(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("title_key", sa.Text(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=True),
        sa.Column("headline", sa.Text(), nullable=True),
        sa.Column("subheadline", sa.Text(), nullable=True),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("date", sa.Date(), nullable=True),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("lead", sa.Text(), nullable=True),
        sa.Column("body", sa.Text(), nullable=True),
        sa.Column("notes_to_editors", sa.Text(), nullable=True),
        sa.Column("participants", sa.Integer(), nullable=True),
        sa.Column("programme", sa.String(length=36), nullable=True),
        sa.Column("event", sa.String(length=36), nullable=True),
        sa.Column("translation_of", sa.String(length=36), nullable=True),
        sa.Column("translation_of_version", sa.Text(), nullable=True),
        sa.Column("status", sa.Text(), nullable=True),
        sa.Column("embargo", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["event"],
            ["event.uid"],
            name=op.f("fk_release_event_event"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["programme"],
            ["programme.uid"],
            name=op.f("fk_release_programme_programme"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["translation_of"],
            ["release.uid"],
            name=op.f("fk_release_translation_of_release"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_release")),
        sa.UniqueConstraint("uid", name=op.f("uq_release_uid")),
    )
    op.create_index(op.f("ix_release_event"), "release", ["event"], unique=False)
    op.create_index(op.f("ix_release_programme"), "release", ["programme"], unique=False)
    op.create_index(op.f("ix_release_title_key"), "release", ["title_key"], unique=False)
    op.create_index(op.f("ix_release_translation_of"), "release", ["translation_of"], unique=False)


def _visit() -> None:
    op.create_table(
        "visit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("created", sa.DateTime(), nullable=False),
        sa.Column("modified", sa.DateTime(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("title_key", sa.Text(), nullable=False),
        sa.Column("facility", sa.String(length=36), nullable=True),
        sa.Column("date", sa.Date(), nullable=True),
        sa.Column("purpose", sa.Text(), nullable=True),
        sa.Column("event", sa.String(length=36), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["event"], ["event.uid"], name=op.f("fk_visit_event_event"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["facility"],
            ["facility.uid"],
            name=op.f("fk_visit_facility_facility"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visit")),
        sa.UniqueConstraint("uid", name=op.f("uq_visit_uid")),
    )
    op.create_index(op.f("ix_visit_event"), "visit", ["event"], unique=False)
    op.create_index(op.f("ix_visit_facility"), "visit", ["facility"], unique=False)
    op.create_index(op.f("ix_visit_title_key"), "visit", ["title_key"], unique=False)


def _wording() -> None:
    op.create_table(
        "wording",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("created", sa.DateTime(), nullable=False),
        sa.Column("modified", sa.DateTime(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("title_key", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("programme", sa.String(length=36), nullable=True),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["programme"],
            ["programme.uid"],
            name=op.f("fk_wording_programme_programme"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wording")),
        sa.UniqueConstraint("uid", name=op.f("uq_wording_uid")),
    )
    op.create_index(op.f("ix_wording_programme"), "wording", ["programme"], unique=False)
    op.create_index(op.f("ix_wording_title_key"), "wording", ["title_key"], unique=False)


def _amount() -> None:
    op.create_table(
        "amount",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("created", sa.DateTime(), nullable=False),
        sa.Column("modified", sa.DateTime(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("title_key", sa.Text(), nullable=False),
        sa.Column("release", sa.String(length=36), nullable=True),
        sa.Column("value", sa.BigInteger(), nullable=True),
        sa.Column("currency", sa.Text(), nullable=True),
        sa.Column("purpose", sa.Text(), nullable=True),
        sa.Column("rate", sa.Float(), nullable=True),
        sa.Column("rate_date", sa.Date(), nullable=True),
        sa.Column("local_value", sa.BigInteger(), nullable=True),
        sa.Column("local_currency", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["release"],
            ["release.uid"],
            name=op.f("fk_amount_release_release"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_amount")),
        sa.UniqueConstraint("uid", name=op.f("uq_amount_uid")),
    )
    op.create_index(op.f("ix_amount_release"), "amount", ["release"], unique=False)
    op.create_index(op.f("ix_amount_title_key"), "amount", ["title_key"], unique=False)


def _approval() -> None:
    op.create_table(
        "approval",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("created", sa.DateTime(), nullable=False),
        sa.Column("modified", sa.DateTime(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("title_key", sa.Text(), nullable=False),
        sa.Column("release", sa.String(length=36), nullable=True),
        sa.Column("approver", sa.Text(), nullable=True),
        sa.Column("approved_at", sa.Text(), nullable=True),
        sa.Column("text_hash", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["release"],
            ["release.uid"],
            name=op.f("fk_approval_release_release"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_approval")),
        sa.UniqueConstraint("uid", name=op.f("uq_approval_uid")),
    )
    op.create_index(op.f("ix_approval_release"), "approval", ["release"], unique=False)
    op.create_index(op.f("ix_approval_title_key"), "approval", ["title_key"], unique=False)


def _quote() -> None:
    op.create_table(
        "quote",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("created", sa.DateTime(), nullable=False),
        sa.Column("modified", sa.DateTime(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("title_key", sa.Text(), nullable=False),
        sa.Column("release", sa.String(length=36), nullable=True),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("speaker", sa.String(length=36), nullable=True),
        sa.Column("role", sa.Text(), nullable=True),
        sa.Column("cleared_by", sa.Text(), nullable=True),
        sa.Column("cleared_on", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["release"],
            ["release.uid"],
            name=op.f("fk_quote_release_release"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["speaker"],
            ["contact.uid"],
            name=op.f("fk_quote_speaker_contact"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quote")),
        sa.UniqueConstraint("uid", name=op.f("uq_quote_uid")),
    )
    op.create_index(op.f("ix_quote_release"), "quote", ["release"], unique=False)
    op.create_index(op.f("ix_quote_speaker"), "quote", ["speaker"], unique=False)
    op.create_index(op.f("ix_quote_title_key"), "quote", ["title_key"], unique=False)


def _release_contact() -> None:
    op.create_table(
        "release_contact",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("created", sa.DateTime(), nullable=False),
        sa.Column("modified", sa.DateTime(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("title_key", sa.Text(), nullable=False),
        sa.Column("release", sa.String(length=36), nullable=True),
        sa.Column("contact", sa.String(length=36), nullable=True),
        sa.Column("role", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["contact"],
            ["contact.uid"],
            name=op.f("fk_release_contact_contact_contact"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["release"],
            ["release.uid"],
            name=op.f("fk_release_contact_release_release"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_release_contact")),
        sa.UniqueConstraint("uid", name=op.f("uq_release_contact_uid")),
    )
    op.create_index(op.f("ix_release_contact_contact"), "release_contact", ["contact"], unique=False)
    op.create_index(op.f("ix_release_contact_release"), "release_contact", ["release"], unique=False)
    op.create_index(op.f("ix_release_contact_title_key"), "release_contact", ["title_key"], unique=False)


def _release_facility() -> None:
    op.create_table(
        "release_facility",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("created", sa.DateTime(), nullable=False),
        sa.Column("modified", sa.DateTime(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("title_key", sa.Text(), nullable=False),
        sa.Column("release", sa.String(length=36), nullable=True),
        sa.Column("facility", sa.String(length=36), nullable=True),
        sa.Column("role", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["facility"],
            ["facility.uid"],
            name=op.f("fk_release_facility_facility_facility"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["release"],
            ["release.uid"],
            name=op.f("fk_release_facility_release_release"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_release_facility")),
        sa.UniqueConstraint("uid", name=op.f("uq_release_facility_uid")),
    )
    op.create_index(op.f("ix_release_facility_facility"), "release_facility", ["facility"], unique=False)
    op.create_index(op.f("ix_release_facility_release"), "release_facility", ["release"], unique=False)
    op.create_index(op.f("ix_release_facility_title_key"), "release_facility", ["title_key"], unique=False)


def _release_partner() -> None:
    op.create_table(
        "release_partner",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("created", sa.DateTime(), nullable=False),
        sa.Column("modified", sa.DateTime(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("title_key", sa.Text(), nullable=False),
        sa.Column("release", sa.String(length=36), nullable=True),
        sa.Column("partner", sa.String(length=36), nullable=True),
        sa.Column("role", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["partner"],
            ["partner.uid"],
            name=op.f("fk_release_partner_partner_partner"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["release"],
            ["release.uid"],
            name=op.f("fk_release_partner_release_release"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_release_partner")),
        sa.UniqueConstraint("uid", name=op.f("uq_release_partner_uid")),
    )
    op.create_index(op.f("ix_release_partner_partner"), "release_partner", ["partner"], unique=False)
    op.create_index(op.f("ix_release_partner_release"), "release_partner", ["release"], unique=False)
    op.create_index(op.f("ix_release_partner_title_key"), "release_partner", ["title_key"], unique=False)


def _visitor() -> None:
    op.create_table(
        "visitor",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("created", sa.DateTime(), nullable=False),
        sa.Column("modified", sa.DateTime(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("title_key", sa.Text(), nullable=False),
        sa.Column("visit", sa.String(length=36), nullable=True),
        sa.Column("contact", sa.String(length=36), nullable=True),
        sa.Column("role", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["contact"],
            ["contact.uid"],
            name=op.f("fk_visitor_contact_contact"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["visit"],
            ["visit.uid"],
            name=op.f("fk_visitor_visit_visit"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visitor")),
        sa.UniqueConstraint("uid", name=op.f("uq_visitor_uid")),
    )
    op.create_index(op.f("ix_visitor_contact"), "visitor", ["contact"], unique=False)
    op.create_index(op.f("ix_visitor_title_key"), "visitor", ["title_key"], unique=False)
    op.create_index(op.f("ix_visitor_visit"), "visitor", ["visit"], unique=False)


def _search_text() -> None:
    op.execute(
        "CREATE VIRTUAL TABLE search_text USING fts5("
        "title, body, tokenize = 'unicode61 remove_diacritics 0', prefix = '1 2 3')"
    )
