"""Listing, filtering, sorting: what a person sees in a table, straight from SQL."""

import datetime as dt
import json
from decimal import Decimal
from typing import Any

import pytest

from db.queries import (
    Filter,
    Op,
    Ref,
    Sort,
    View,
    as_json,
    column_fields,
    count,
    list_ids,
    one,
    related,
    rows,
    rows_by_uid,
    titles,
    values_in_use,
)  # fmt: skip
from db.store import Store
from db.values import Reach


@pytest.fixture
def uids(store: Store) -> dict[str, str]:
    """A small world; the uids by short keys."""
    with store.write("Fill") as writer:
        made = {
            "giz": writer.create("partner", {"name": "GIZ", "kind": "consortium-member", "country": "DE"}),
            "ssez": writer.create("partner", {"name": "State Service", "country": "KG"}),
            "asel": writer.create(
                "contact",
                {
                    "given_name": "Асель",
                    "family_name": "Секимова",
                    "kind": "implementer",
                    "country": "KG",
                    "languages": ("ky", "ru"),
                    "birthday": dt.date(1990, 2, 28),
                    "emails": (Reach("asel@example.kg"),),
                },
            ),
            "bakyt": writer.create(
                "contact",
                {"given_name": "Bakyt", "family_name": "Abdyldaev", "kind": "government", "country": "KG"},
            ),
            "zarina": writer.create(
                "contact",
                {"given_name": "Zarina", "family_name": "nazarova", "kind": "media", "country": "TJ",
                 "birthday": dt.date(1985, 12, 1), "languages": ("tg", "ru")},
            ),
            "nobody": writer.create("contact", {"note": "no name yet"}),
        }  # fmt: skip
        made["zone"] = writer.create(
            "facility",
            {"name": "Clean zone", "host": made["ssez"], "handover": "2018-09-26", "capacity": 30},
        )
        made["site"] = writer.create("facility", {"name": "Methadone site", "handover": "2011-Q3"})
        writer.create("post", {"contact": made["asel"], "partner": made["giz"], "job_title": "Officer"})
        writer.create("cost", {"facility": made["zone"], "amount": Decimal("150000"), "currency": "EUR"})
    return made


def names(store: Store, view: View) -> list[str]:
    """The titles of a view's rows, in its order."""
    with store.read() as session:
        ids = list_ids(session, view)
        assert count(session, view) == len(ids)
        return [row.title for row in rows(session, view.kind, ids)]


def people(store: Store, *filters: Filter, text: str = "", sorts: tuple[Sort, ...] = ()) -> list[str]:
    """The titles of contacts under these conditions."""
    return names(store, View("contact", text, filters, sorts))


@pytest.mark.usefixtures("uids")
def test_the_first_order_is_by_name_in_either_script_what_has_none_first(store: Store) -> None:
    assert people(store) == ["", "Abdyldaev Bakyt", "nazarova Zarina", "Секимова Асель"]


@pytest.mark.usefixtures("uids")
@pytest.mark.parametrize(
    ("condition", "found"),
    [
        (Filter("country", Op.IS, ("KG",)), ["Abdyldaev Bakyt", "Секимова Асель"]),
        (Filter("country", Op.IS, ("KG", "TJ")), ["Abdyldaev Bakyt", "nazarova Zarina", "Секимова Асель"]),
        (Filter("country", Op.IS_NOT, ("KG",)), ["", "nazarova Zarina"]),
        (Filter("country", Op.EMPTY), [""]),
        (Filter("kind", Op.NOT_EMPTY), ["Abdyldaev Bakyt", "nazarova Zarina", "Секимова Асель"]),
        (Filter("family_name", Op.CONTAINS, ("SEKIM",)), ["Секимова Асель"]),
        (Filter("family_name", Op.CONTAINS, ("Назар",)), ["nazarova Zarina"]),
        (Filter("family_name", Op.IS, ("nazarova",)), ["nazarova Zarina"]),
        (Filter("languages", Op.IS, ("tg", "ky")), ["nazarova Zarina", "Секимова Асель"]),
        (Filter("languages", Op.IS_NOT, ("ky",)), ["", "Abdyldaev Bakyt", "nazarova Zarina"]),
        (Filter("languages", Op.EMPTY), ["", "Abdyldaev Bakyt"]),
        (Filter("emails", Op.CONTAINS, ("asel@",)), ["Секимова Асель"]),
        (Filter("emails", Op.EMPTY), ["", "Abdyldaev Bakyt", "nazarova Zarina"]),
        (Filter("partner", Op.NOT_EMPTY), ["Секимова Асель"]),
        (Filter("partner", Op.CONTAINS, ("giz",)), ["Секимова Асель"]),
        (Filter("birthday", Op.BETWEEN, (dt.date(1985, 12, 1), dt.date(1986, 1, 1))), ["nazarova Zarina"]),
        (
            Filter("birthday", Op.BETWEEN, (None, dt.date(1990, 2, 28))),
            ["nazarova Zarina", "Секимова Асель"],
        ),
        (Filter("birthday", Op.BETWEEN, (dt.date(1990, 1, 1), None)), ["Секимова Асель"]),
        (Filter("title", Op.CONTAINS, ("zar",)), ["nazarova Zarina"]),
        (Filter("title", Op.CONTAINS, ("100%",)), []),
        (Filter("no_such_field", Op.EMPTY), ["", "Abdyldaev Bakyt", "nazarova Zarina", "Секимова Асель"]),
    ],
    ids=lambda value: f"{value.field} {value.op}" if isinstance(value, Filter) else "",
)
def test_a_filter_keeps(store: Store, condition: Filter, found: list[str]) -> None:
    assert people(store, condition) == found


def test_a_filter_on_what_a_field_leads_to(store: Store, uids: dict[str, str]) -> None:
    host = Filter("host", Op.IS, (uids["ssez"],))
    assert names(store, View("facility", filters=(host,))) == ["Clean zone"]
    assert names(store, View("facility", filters=(Filter("host", Op.CONTAINS, ("state",)),))) == [
        "Clean zone"
    ]
    assert people(store, Filter("partner", Op.IS, (uids["giz"],))) == ["Секимова Асель"]
    assert people(store, Filter("partner", Op.IS_NOT, (uids["giz"],))) == [
        "",
        "Abdyldaev Bakyt",
        "nazarova Zarina",
    ]


@pytest.mark.usefixtures("uids")
def test_a_year_holds_its_days(store: Store) -> None:
    handed_over = Filter("handover", Op.BETWEEN, ("2018", "2018"))
    assert names(store, View("facility", filters=(handed_over,))) == ["Clean zone"]


@pytest.mark.usefixtures("uids")
def test_a_filter_on_when_a_record_was_added(store: Store) -> None:
    today = dt.datetime.now(dt.UTC).date()
    for bounds, expected in [((today.isoformat(), None), 4), ((None, today.isoformat()), 4),
                             ((None, (today - dt.timedelta(days=1)).isoformat()), 0)]:  # fmt: skip
        assert len(people(store, Filter("created", Op.BETWEEN, bounds))) == expected


@pytest.mark.usefixtures("uids")
def test_sorting_by_several_keys_with_nothing_last(store: Store) -> None:
    by_country = (Sort("country", descending=True), Sort("family_name"))
    assert people(store, sorts=by_country) == ["nazarova Zarina", "Abdyldaev Bakyt", "Секимова Асель", ""]
    assert people(store, sorts=(Sort("birthday"),))[:2] == ["nazarova Zarina", "Секимова Асель"]
    # Choices in the order in which they are declared: media, government, delegation, implementer.
    assert people(store, sorts=(Sort("kind"),)) == [
        "nazarova Zarina",
        "Abdyldaev Bakyt",
        "Секимова Асель",
        "",
    ]
    assert people(store, sorts=(Sort("partner"),))[0] == "Секимова Асель"
    assert names(store, View("facility", sorts=(Sort("host", descending=True),)))[0] == "Clean zone"


@pytest.mark.usefixtures("uids")
def test_text_is_looked_for_in_all_fields(store: Store) -> None:
    assert people(store, text="sekim") == ["Секимова Асель"]
    assert people(store, text="name yet") == [""]
    assert people(store, text="!?") == []
    assert people(store, Filter("country", Op.IS, ("TJ",)), text="asel") == []


def test_a_row_shows_what_it_leads_to(store: Store, uids: dict[str, str]) -> None:
    with store.read() as session:
        zone = one(session, "facility", uids["zone"])
        asel = one(session, "contacts", uids["asel"])
        assert one(session, "contact", "no such uid") is None
    assert zone is not None and asel is not None
    assert zone["host"] == Ref("partner", uids["ssez"], "State Service")
    assert [ref.title for ref in zone["costs"]] == ["EUR 150,000.00"]
    assert asel["partner"] == (Ref("partner", uids["giz"], "GIZ"),)
    assert asel["phones"] == ()


def test_rows_keep_the_order_asked_for(store: Store, uids: dict[str, str]) -> None:
    wanted = [uids["zarina"], "gone", uids["asel"], uids["bakyt"]]
    with store.read() as session:
        found = rows_by_uid(session, "contact", wanted)
        some = rows(session, "contact", [row.id for row in found][::-1], ["country", "no_such_field"])
    assert [row.uid for row in found] == [uids["zarina"], uids["asel"], uids["bakyt"]]
    assert [row.values for row in some] == [{"country": "KG"}, {"country": "KG"}, {"country": "TJ"}]


def test_related_lists_each_way_of_referring(store: Store, uids: dict[str, str]) -> None:
    with store.read() as session:
        of_partner = {lists.field.back: lists for lists in related(session, "partner", uids["ssez"])}
        of_facility = {lists.field.back: lists for lists in related(session, "facility", uids["zone"])}
    assert of_partner["Facilities"].count == 1
    assert [row.title for row in of_partner["Facilities"].rows] == ["Clean zone"]
    assert of_partner["People"].count == 0
    assert of_facility["Costs"].rows[0]["amount"] == Decimal("150000.00")
    assert list(of_facility) == ["Visits", "Costs", "In releases"]


def test_what_to_choose_from(store: Store, uids: dict[str, str]) -> None:
    with store.read() as session:
        assert [ref.title for ref in titles(session, "partner", "")] == ["GIZ", "State Service"]
        assert titles(session, "partners", "serv") == [Ref("partner", uids["ssez"], "State Service")]
        assert values_in_use(session, "contact", "country") == [("KG", 2), ("TJ", 1)]


def test_a_row_as_json(store: Store, uids: dict[str, str]) -> None:
    with store.read() as session:
        asel = one(session, "contact", uids["asel"])
        zone = one(session, "facility", uids["zone"])
    assert asel is not None and zone is not None
    plain = json.loads(json.dumps(as_json(asel)))
    assert plain["uid"] == uids["asel"]
    assert (plain["birthday"], plain["partner"]) == ("1990-02-28", ["GIZ"])
    assert plain["emails"] == [{"value": "asel@example.kg"}]
    assert as_json(zone)["host"] == uids["ssez"]
    assert set(plain) == {"uid", *column_fields("contact")}


@pytest.mark.parametrize(
    "view",
    [
        View("contact"),
        View("contact", "asel", (Filter("country", Op.IS, ("KG", "TJ")),), (Sort("country", True),)),
        View("contact", filters=(Filter("birthday", Op.BETWEEN, (dt.date(1990, 1, 1), None)),)),
        View("contact", filters=(Filter("languages", Op.IS, ("ky",)), Filter("note", Op.EMPTY))),
        View("contact", filters=(Filter("created", Op.BETWEEN, ("2019-04-25", None)),)),
        View("cost", filters=(Filter("amount", Op.BETWEEN, (Decimal("1.50"), Decimal("2.00"))),)),
        View("facility", filters=(Filter("handover", Op.BETWEEN, ("2018", "2019")),)),
    ],
    ids=str,
)
def test_a_view_can_be_kept(view: View) -> None:
    assert View.from_json(json.loads(json.dumps(view.to_json()))) == view


def test_a_kept_view_outlives_its_fields() -> None:
    kept: dict[str, Any] = View("contact", filters=(Filter("country", Op.EMPTY),)).to_json()
    kept["filters"].append({"field": "gone", "op": "is", "values": ["x"]})
    kept["sorts"].append({"field": "gone", "descending": False})
    assert View.from_json(kept) == View("contact", filters=(Filter("country", Op.EMPTY),))
