"""Fields are declared once: what each declaration must hold, and that a new one appears everywhere."""

import datetime as dt
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from db.encoding import from_json, to_json
from db.fields import Audience, Field, Kind
from db.queries import column_fields, link_ends
from db.records import RECORDS, Role, fields_of, kind_fields, record_type
from db.values import Reach
from tests.db.extra_field import run_with_extra_field

FIELDS = [(kind, field) for kind in RECORDS for field in fields_of(RECORDS[kind]).values()]


def test_a_field_added_in_one_place_appears_everywhere(tmp_path: Path) -> None:
    run_with_extra_field(
        """
        from db.encoding import from_json, to_json
        from db.journal import as_of, history, latest
        from db.queries import Filter, Op, Sort, View, as_json, column_fields, list_ids, one, rows
        from db.search import search

        fields = column_fields("contact")
        assert fields["blog"].label == "Blog"
        assert list(fields)[-3:] == ["title", "created", "modified"] and "note" in list(fields)[-4]

        with store.write("Add") as writer:
            writer.create("contact", {"given_name": "Zarina"})
            asel = writer.create("contact", {"given_name": "Asel", "blog": "https://asel.example.kg"})
            bakyt = writer.create("contact", {"given_name": "Bakyt", "blog": "https://bakyt.example.kg"})

        with store.read() as session:
            def names(**view):
                ids = list_ids(session, View("contact", **view))
                return [row.title for row in rows(session, "contact", ids, ["blog"])]

            assert names(filters=(Filter("blog", Op.NOT_EMPTY),)) == ["Asel", "Bakyt"]
            assert names(filters=(Filter("blog", Op.CONTAINS, ("bakyt",)),)) == ["Bakyt"]
            assert names(sorts=(Sort("blog", descending=True),)) == ["Bakyt", "Asel", "Zarina"]
            assert [hit.uid for hit in search(session, "asel.example")] == [asel]
            row = one(session, "contact", asel)
            assert row["blog"] == as_json(row)["blog"] == "https://asel.example.kg"
            assert from_json(fields["blog"], to_json(fields["blog"], row["blog"])) == row["blog"]
            assert history(session, asel)[0].changes[0].fields["blog"] == [None, "https://asel.example.kg"]
            assert as_of(session, "contact", asel, latest(session))["blog"] == row["blog"]

        with store.write("Delete") as writer:
            writer.delete("contact", [asel])
        store.undo()
        with store.read() as session:
            assert one(session, "contact", asel)["blog"] == "https://asel.example.kg"
        """,
        tmp_path,
    )


def test_one_migration_is_what_the_new_field_needs(tmp_path: Path) -> None:
    told = run_with_extra_field(
        """
        from alembic.autogenerate import compare_metadata
        from alembic.runtime.migration import MigrationContext
        from db.records.base import Base

        def differences(store):
            with store.write("compare") as writer:
                context = MigrationContext.configure(writer.session.connection())
                found = compare_metadata(context, Base.metadata)
            return [d[:4] for d in found if d[0] == "add_column"]

        print(len(differences(store)))
        fresh = Store.open(Path(sys.argv[1]).with_name("without.db"))
        print(*[(name, table, column.name) for name, _, table, column in differences(fresh)])
        """,
        tmp_path,
    )
    assert told.split("\n")[:2] == ["0", "('add_column', 'contact', 'blog')"]


@pytest.mark.parametrize(("kind", "field"), FIELDS, ids=lambda value: getattr(value, "name", value))
def test_a_declaration_is_whole(kind: str, field: Field) -> None:
    assert field.label
    assert field.width > 0
    if field.kind is Kind.CHOICE:
        codes = [choice.code for choice in field.choices]
        assert codes and len(set(codes)) == len(codes)
    if field.kind in (Kind.REFERENCE, Kind.LINKED):
        assert field.to in RECORDS
    if field.kind is Kind.LINKED:
        near, far = link_ends(kind, field)
        assert fields_of(RECORDS[field.through])[near].owner
        assert (far is None) == (field.to == field.through)
    if field.kind is Kind.MONEY:
        assert fields_of(RECORDS[kind])[field.currency].kind is Kind.CURRENCY
    aliases = [alias.casefold() for alias in field.aliases]
    assert aliases == list(field.aliases), "aliases are compared without case"


@pytest.mark.parametrize("kind", RECORDS)
def test_a_kind_is_whole(kind: str) -> None:
    record = RECORDS[kind]
    fields = column_fields(kind)
    assert record_type(record.about.plural) is record_type(kind) is record
    assert set(record.about.columns) <= set(fields)
    assert set(record.about.order) <= set(fields)
    labels = [field.label for field in kind_fields(kind).values()]
    assert len(set(labels)) == len(labels), "two fields of one kind share a label"
    owners = [field for field in fields.values() if field.owner]
    assert bool(owners) == (record.about.role in (Role.PART, Role.LINK)) or kind == "visit"


VALUES: list[tuple[Kind, Any, Any]] = [
    (Kind.TEXT, "=1+1", "=1+1"),
    (Kind.DATE, dt.date(2019, 4, 25), "2019-04-25"),
    (Kind.MONEY, Decimal("150000"), "150000.00"),
    (Kind.MONEY, Decimal("0.10"), "0.10"),
    (Kind.WHOLE, 26, 26),
    (Kind.YES_NO, False, False),
    (Kind.LANGUAGES, ("ky", "ru"), ["ky", "ru"]),
    (Kind.LANGUAGES, (), []),
    (Kind.LINKS, ("https://example.kg",), ["https://example.kg"]),
    (
        Kind.PHONES,
        (Reach("312 00", "work", True, "+99631200"), Reach("007")),
        [
            {"value": "312 00", "type": "work", "preferred": True, "normal": "+99631200"},
            {"value": "007"},
        ],
    ),
    (Kind.DATE, None, None),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "value", "plain"), VALUES, ids=lambda value: str(value)[:20])
def test_a_value_as_json_and_back(kind: Kind, value: Any, plain: Any) -> None:
    field = Field("Field", kind)
    assert to_json(field, value) == plain
    assert from_json(field, json.loads(json.dumps(plain))) == value


def test_nothing_in_a_list_field_is_an_empty_tuple() -> None:
    assert from_json(Field("Field", Kind.PHONES), None) == ()


def test_audiences_from_the_closest_circle_outward() -> None:
    carried = {audience: [f.value for f in Audience if audience.includes(f)] for audience in Audience}
    assert carried == {
        Audience.INTERNAL: ["internal", "delegation", "public"],
        Audience.DELEGATION: ["delegation", "public"],
        Audience.PUBLIC: ["public"],
    }
