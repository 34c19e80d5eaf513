"""Which record of the store a row is found to be."""

from typing import Any

import pytest

from db.exchange.contact_matching import ContactMatcher
from db.exchange.matching import Match, RecordMatcher
from db.exchange.partner_matching import PartnerMatcher
from db.names import parse_person
from db.store import Store
from db.values import Reach


def mail(address: str) -> tuple[Reach, ...]:
    return (Reach(address, normal=address),)


def person(name: str, **values: Any) -> dict[str, Any]:
    parts = parse_person(name)
    names = {"given_name": parts.given, "patronymic": parts.patronymic, "family_name": parts.family}
    return {**{key: value for key, value in names.items() if value}, **values}


@pytest.fixture
def people(store: Store) -> dict[str, str]:
    """Two contacts and a partner, by short names."""
    with store.write("Prepare") as writer:
        prison = writer.create("partner", {"name": "State Service for Executing Sentences", "country": "KG"})
        nurbek = writer.create("contact", person("Nurbek ABDYLDAEV", emails=mail("n.a@example.kg")))
        writer.create("post", {"contact": nurbek, "partner": prison})
        phones = (Reach("+996 555 000102", normal="+996555000102"),)
        aigul = writer.create("contact", person("Токтоева Айгуль Бакытовна", phones=phones))
    return {"prison": prison, "nurbek": nurbek, "aigul": aigul}


def find(store: Store, values: dict[str, Any], partner: str = "") -> Match:
    with store.read() as session:
        return ContactMatcher(session).find(values, partner)


def test_an_email_finds_a_contact_whatever_its_capitals(store: Store, people: dict[str, str]) -> None:
    found = find(store, person("Nurbek Abdyldaev", emails=mail("N.A@example.kg")))
    assert found.uid == people["nurbek"]


def test_an_email_of_somebody_of_another_name_has_to_be_decided(store: Store, people: dict[str, str]) -> None:
    found = find(store, person("Gulnora Rahimova", emails=mail("n.a@example.kg")))
    assert not found.uid
    assert "Abdyldaev" in found.why
    assert [each.uid for each in found.candidates] == [people["nurbek"]]


def test_a_phone_finds_a_contact_only_with_a_name_like_hers(store: Store, people: dict[str, str]) -> None:
    phone = (Reach("0555 000102", normal="+996555000102"),)
    assert find(store, person("Aigul Toktoeva", phones=phone)).uid == people["aigul"]
    colleague = find(store, person("Gulnora Rahimova", phones=phone))
    assert not colleague.uid and not colleague.why
    assert "same phone" in colleague.note


def test_a_name_with_its_organisation_finds_a_contact_in_either_script(
    store: Store, people: dict[str, str]
) -> None:
    assert find(store, person("Абдылдаев Нурбек"), people["prison"]).uid == people["nurbek"]
    assert find(store, person("Абдылдаев Н."), people["prison"]).uid == people["nurbek"]


def test_a_name_alone_is_held_back_where_something_speaks_against_it(
    store: Store, people: dict[str, str]
) -> None:
    found = find(store, person("Nurbek Abdyldaev", emails=mail("other@example.com")))
    assert not found.uid
    assert "may be" in found.why


def test_a_row_that_is_nothing_but_the_same_name_is_that_contact(
    store: Store, people: dict[str, str]
) -> None:
    assert find(store, person("Abdyldaev Nurbek")).uid == people["nurbek"]
    assert find(store, person("Nurlan Abdyldaev")).uid == ""


def test_a_row_that_matches_two_contacts_is_held_back(store: Store, people: dict[str, str]) -> None:
    with store.write("Prepare") as writer:
        writer.create("contact", person("Nurbek Abdyldaev", emails=mail("second@example.kg")))
    both = mail("n.a@example.kg") + mail("second@example.kg")
    found = find(store, person("Nurbek Abdyldaev", emails=both))
    assert not found.uid
    assert len(found.candidates) == 2


@pytest.mark.parametrize(
    "text",
    [
        "state service for executing sentences",
        "SSES",
        "State Service for Executing Sentencs",
        "Государственная служба исполнения наказаний",
        "ГСИН",
    ],
)
def test_a_partner_is_found_by_name_acronym_and_language(store: Store, text: str) -> None:
    with store.write("Prepare") as writer:
        uid = writer.create(
            "partner",
            {
                "name": "State Service for Executing Sentences",
                "name_ru": "Государственная служба исполнения наказаний",
                "country": "KG",
            },
        )
        writer.create("partner", {"name": "State Service for Financial Intelligence", "country": "KG"})
    with store.read() as session:
        assert PartnerMatcher(session).named(text, "KG").uid == uid


def test_ministries_of_one_name_in_two_countries_are_two(store: Store) -> None:
    with store.write("Prepare") as writer:
        uzbek = writer.create("partner", {"name": "Ministry of Health", "country": "UZ"})
        kyrgyz = writer.create("partner", {"name": "Ministry of Health", "country": "KG"})
    with store.read() as session:
        matcher = PartnerMatcher(session)
        assert matcher.named("Ministry of Health", "UZ").uid == uzbek
        assert matcher.named("MoH", "KG").uid == kyrgyz
        assert matcher.named("Ministry of Health", "TJ").uid == ""
        assert len(matcher.named("Ministry of Health").candidates) == 2


def test_facilities_of_one_name_are_told_apart_by_their_city(store: Store) -> None:
    with store.write("Prepare") as writer:
        here = writer.create("facility", {"name": "Clean zone", "country": "KG", "city": "Stepnoe"})
        writer.create("facility", {"name": "Clean zone", "country": "KG", "city": "Osh"})
    with store.read() as session:
        matcher = RecordMatcher(session, "facility")
        assert matcher.find({"name": "clean zone", "city": "Stepnoye"}).uid == here
        assert len(matcher.find({"name": "Clean zone"}).candidates) == 2
        assert matcher.find({"name": "Clean zone", "city": "Kulob"}) == Match()


def test_a_release_is_found_by_reference_before_its_headline(store: Store) -> None:
    with store.write("Prepare") as writer:
        first = writer.create("release", {"reference": "PR-1", "headline": "A centre opens"})
        writer.create("release", {"reference": "PR-2", "headline": "A centre opens"})
    with store.read() as session:
        matcher = RecordMatcher(session, "release")
        assert matcher.find({"reference": "pr-1", "headline": "A new headline"}).uid == first
        assert matcher.find({"reference": "PR-3", "headline": "A centre opens"}) == Match()
