"""Groups by hand and by rule: who is in them, whatever changes, and who gets a mail."""

import datetime as dt
import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from db import groups, rules
from db.journal import history
from db.queries import Filter, Op, Sort, View, as_json, list_ids, one, rows, uids_of
from db.records import kind_fields
from db.search import search
from db.store import Store
from db.understanding import shown, understand
from db.values import Reach

IN_KG = View("contact", filters=(Filter("country", Op.IS, ("KG",)),))
RULE = kind_fields("group")["rule"]


def contact(store: Store, name: str, **values: object) -> str:
    with store.write("Add") as writer:
        return writer.create("contact", {"family_name": name, **values})


def group(store: Store, name: str, view: View | None = None) -> str:
    with store.write("Add") as writer:
        rule = rules.written(writer.session, view) if view else None
        return writer.create("group", {"name": name, "rule": rule})


def named(session: Session, uids: list[str]) -> list[str]:
    return [row.title for uid in uids if (row := one(session, "contact", uid))]


def people(store: Store, uid: str) -> list[str]:
    with store.read() as session:
        return named(session, groups.people(session, uid))


def test_people_by_hand_and_by_rule_are_listed_once_each(store: Store) -> None:
    both, rule_only, hand_only = (
        contact(store, "Asanova", country="KG"),
        contact(store, "Bekova", country="KG"),
        contact(store, "Karimov", country="TJ"),
    )
    contact(store, "Nazarov", country="TJ")
    uid = group(store, "Bishkek press", IN_KG)
    with store.write("Add to the group") as writer:
        assert groups.add(writer, uid, [both, hand_only, both]) == 2
    assert people(store, uid) == ["Asanova", "Bekova", "Karimov"]
    with store.read() as session:
        count, listed = groups.listed(session, uid, 2)
        assert count == 3
        assert [(each.title, each.is_by_rule) for each in listed] == [("Asanova", False), ("Bekova", True)]
        by_uid = {row.uid: row["groups"] for row in rows(session, "contact", [1, 2, 3, 4], as_of_today=True)}
        assert [ref.title for ref in by_uid[rule_only]] == ["Bishkek press"]
    with store.write("Remove from the group") as writer:
        assert groups.remove(writer, uid, [both, hand_only]) == 1
    assert people(store, uid) == ["Asanova", "Bekova"]


def test_filters_for_no_group_and_not_this_group_count_the_rule(store: Store) -> None:
    for name, country in (("Asanova", "KG"), ("Karimov", "TJ"), ("Nowhere", None)):
        contact(store, name, country=country)
    uid = group(store, "Bishkek press", IN_KG)
    for asked, expected in (
        (Filter("groups", Op.IS_NOT, (uid,)), ["Karimov", "Nowhere"]),
        (Filter("groups", Op.EMPTY), ["Karimov", "Nowhere"]),
        (Filter("groups", Op.NOT_EMPTY), ["Asanova"]),
    ):
        with store.read() as session:
            ids = list_ids(session, View("contact", filters=(asked,)))
            assert named(session, uids_of(session, "contact", ids)) == expected


def test_a_rule_may_name_another_group_and_a_ring_of_rules_ends(store: Store) -> None:
    contact(store, "Asanova", country="KG", kind="media")
    contact(store, "Bekova", country="KG", kind="ngo")
    inner = group(store, "Kyrgyzstan", IN_KG)
    media = Filter("kind", Op.IS, ("media",))
    outer = group(store, "Press there", View("contact", filters=(Filter("groups", Op.IS, (inner,)), media)))
    assert people(store, outer) == ["Asanova"]
    with store.write("Make a ring") as writer:
        ring = View("contact", filters=(Filter("groups", Op.IS, (outer,)),))
        writer.update("group", inner, {"rule": rules.written(writer.session, ring)})
    assert people(store, outer) == people(store, inner) == []


def test_a_rule_without_conditions_means_nobody(store: Store) -> None:
    contact(store, "Asanova", country="KG")
    assert people(store, group(store, "Empty", View("contact"))) == []


def test_a_condition_that_is_gone_is_said_and_nobody_fits(store: Store) -> None:
    contact(store, "Asanova", country="KG")
    uid = group(store, "Bishkek press", IN_KG)
    with store.write("As an older Dateline left it") as writer:
        parts = json.loads(writer.record("group", uid).rule)  # type: ignore[attr-defined]
        parts["filters"].append({"field": "salary", "op": "is", "values": ["9"]})
        writer.update("group", uid, {"rule": json.dumps(parts)})
    with store.read() as session:
        rule = one(session, "group", uid)
        assert rule is not None
        assert rules.problems(session, rule["rule"]) == [
            "There is no field “salary” any more, so nobody fits this rule. Change it."
        ]
        assert shown(RULE, rule["rule"]) == "Country: Kyrgyzstan; “salary”, a field that is gone"
    assert people(store, uid) == []


def test_a_choice_and_a_partner_that_are_gone_are_said(store: Store) -> None:
    with store.write("Add") as writer:
        partner = writer.create("partner", {"name": "Clean Zone"})
    asked = (Filter("kind", Op.IS, ("media", "blogger")), Filter("partner", Op.IS, (partner,)))
    uid = group(store, "Bloggers", View("contact", filters=asked))
    with store.write("Delete") as writer:
        writer.delete("partner", [partner])
    with store.read() as session:
        row = one(session, "group", uid)
        assert row is not None
        assert rules.problems(session, row["rule"]) == [
            "Kind has no choice “blogger” any more, so nobody has it.",
            "“Clean Zone” of this rule is no longer in the store.",
        ]


def test_a_rule_follows_a_partner_that_is_renamed(store: Store) -> None:
    with store.write("Add") as writer:
        partner = writer.create("partner", {"name": "Clean Zone"})
    uid = group(store, "Staff", View("contact", filters=(Filter("partner", Op.IS, (partner,)),)))
    with store.write("Rename") as writer:
        writer.update("partner", partner, {"name": "Green Zone"})
    with store.read() as session:
        row = one(session, "group", uid)
        assert row is not None
        assert shown(RULE, row["rule"]) == "Partner: Green Zone"


def test_who_left_a_partner_no_longer_fits_its_rule(store: Store) -> None:
    who = contact(store, "Asanova")
    with store.write("Add") as writer:
        partner = writer.create("partner", {"name": "Clean Zone"})
        post = writer.create("post", {"contact": who, "partner": partner})
    uid = group(store, "Staff", View("contact", filters=(Filter("partner", Op.IS, (partner,)),)))
    assert people(store, uid) == ["Asanova"]
    with store.write("Ends") as writer:
        writer.update("post", post, {"ended": "2019"})
    assert people(store, uid) == []
    with store.write("Ends later") as writer:
        writer.update("post", post, {"ended": (dt.date.today() + dt.timedelta(days=40)).isoformat()})
    assert people(store, uid) == ["Asanova"]


def test_a_rule_is_words_to_a_person_and_an_object_to_a_script(store: Store) -> None:
    uid = group(store, "Bishkek press", IN_KG)
    with store.write("Change") as writer:
        rule = rules.written(writer.session, View("contact", text="press"))
        writer.update("group", uid, {"rule": rule})
    store.undo()
    with store.read() as session:
        row = one(session, "group", uid)
        assert row is not None
        assert shown(RULE, row["rule"]) == "Country: Kyrgyzstan"
        assert as_json(row)["rule"]["filters"] == [{"field": "country", "op": "is", "values": ["KG"]}]
        changes = [entry.changes[0].fields for entry in history(session, uid)]
        assert all(isinstance(each["rule"][1], dict) for each in changes)
        assert search(session, "kind") == []
    assert "Open the group in Dateline" in understand(RULE, "Country: Kyrgyzstan").problem


def test_addresses_leave_out_who_opted_out_and_who_has_none(store: Store) -> None:
    def mail(address: str, preferred: bool = False) -> Reach:
        return Reach(address, preferred=preferred, normal=address if "@" in address else "")

    uids = [
        contact(store, "Asanova", emails=(mail("a@example.kg"), mail("asanova@example.kg", True))),
        contact(store, "Bekova", emails=(mail("b@example.kg"),), opt_out=True),
        contact(store, "Karimov", emails=(mail("nothing to write to"),)),
        contact(store, "Nazarov", emails=(mail("asanova@example.kg"),)),
    ]
    with store.read() as session:
        found = groups.addresses(session, uids)
    assert found.emails == ("asanova@example.kg",)
    assert found.left_out == "1 who opted out is left out. 1 has no e-mail address."


def test_a_view_that_filters_by_records_comes_back_from_json() -> None:
    view = View("contact", filters=(Filter("groups", Op.IS, ("0b3c",)),), sorts=(Sort("title"),))
    assert View.from_json(json.loads(json.dumps(view.to_json()))) == view


COUNTRIES = st.sampled_from(["KG", "TJ", None])
KINDS = st.sampled_from(["media", "ngo", None])
DAYS = st.one_of(st.none(), st.dates(dt.date(2018, 1, 1), dt.date(2020, 1, 1)))
FILTERS = st.one_of(
    st.builds(
        lambda op, codes: Filter("country", op, tuple(codes)),
        st.sampled_from([Op.IS, Op.IS_NOT]),
        st.lists(st.sampled_from(["KG", "TJ"]), min_size=1, unique=True),
    ),
    st.builds(lambda op: Filter("kind", op), st.sampled_from([Op.EMPTY, Op.NOT_EMPTY])),
    st.builds(
        lambda op, day: Filter("last_verified", op, (None, day)),
        st.sampled_from([Op.BETWEEN, Op.NOT_BETWEEN]),
        st.dates(dt.date(2018, 1, 1), dt.date(2020, 1, 1)),
    ),
    st.just(Filter("opt_out", Op.IS_NOT, (True,))),
)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return Store.open(tmp_path_factory.mktemp("rules") / "dateline.db")


@given(
    asked=st.lists(FILTERS, min_size=1, max_size=3),
    contacts=st.lists(st.tuples(COUNTRIES, KINDS, DAYS, st.booleans()), min_size=1, max_size=6),
    changed=st.tuples(COUNTRIES, KINDS, DAYS, st.booleans()),
)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_groups_people_are_what_the_view_lists_whatever_changes(
    shared: Store, asked: list[Filter], contacts: list[tuple[object, ...]], changed: tuple[object, ...]
) -> None:
    view = View("contact", filters=tuple(asked))
    names = ("country", "kind", "last_verified", "opt_out")
    with shared.write("Begin anew") as writer:
        writer.delete(
            "contact", uids_of(writer.session, "contact", list_ids(writer.session, View("contact")))
        )
        uids = [writer.create("contact", dict(zip(names, each, strict=True))) for each in contacts]
        uid = writer.create("group", {"name": "By rule", "rule": rules.written(writer.session, view)})
    _same(shared, uid, view)
    with shared.write("Change one") as writer:
        # The name is another each time, so that there is something to take back.
        writer.update("contact", uids[0], {**dict(zip(names, changed, strict=True)), "family_name": uid})
    _same(shared, uid, view)
    shared.undo()
    _same(shared, uid, view)


def _same(store: Store, uid: str, view: View) -> None:
    with store.read() as session:
        listed = set(uids_of(session, "contact", list_ids(session, view)))
        assert set(groups.people(session, uid)) == listed
        assert {each.uid for each in groups.listed(session, uid, 100)[1]} == listed
        wanted = list_ids(session, View("contact"))
        in_it = {
            row.uid
            for row in rows(session, "contact", wanted, as_of_today=True)
            if any(ref.uid == uid for ref in row["groups"])
        }
        assert in_it == listed
