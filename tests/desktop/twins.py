"""Invented people, partners and facilities that are there twice, in two scripts."""

import datetime as dt
from typing import Any

from db.store import Store
from tests.desktop.people import reach

PARTNERS: dict[str, dict[str, Any]] = {
    "tv": {"name": "Example TV", "name_ru": "Пример ТВ", "kind": "media", "country": "KG", "city": "Bishkek"},
    "paper": {"name": "Mustertag Daily", "kind": "media", "country": "KZ", "city": "Almaty"},
    "service": {
        "name": "State Service for Sample Affairs", "acronym": "SSSA", "kind": "ministry", "country": "KG",
        "city": "Bishkek", "phones": "+996312000100", "website": "https://sssa.example.kg",
    },
    "service_ru": {
        "name": "State Service for Sample Affairs", "name_ru": "Государственная служба образцовых дел",
        "country": "KG", "phones": "+996312000100", "emails": "info@sssa.example.kg",
    },
}  # fmt: skip
CONTACTS: dict[str, dict[str, Any]] = {
    "aidana": {
        "family_name": "Sapova", "given_name": "Aidana", "job_title": "Correspondent", "kind": "media",
        "country": "KG", "city": "Bishkek", "languages": ("ru", "en"), "phones": "+996555000123",
        "emails": "a.sapova@example.kg", "last_verified": dt.date(2019, 3, 1), "note": "Met in Osh",
    },
    "aidana_ru": {
        "family_name": "Сапова", "given_name": "Айдана", "patronymic": "Бакытовна", "kind": "media",
        "job_title": "корреспондент", "country": "KG", "city": "Бишкек", "languages": ("ky", "ru"),
        "phones": "+996555000123\n+996312000777", "emails": "aidana@example.com", "note": "Prefers calls",
    },
    "timur": {
        "family_name": "Probov", "given_name": "Timur", "kind": "expert", "country": "KZ",
        "emails": "t.probov@example.com", "job_title": "Narcologist",
    },
    "timur_2": {
        "family_name": "Probov", "given_name": "Timour", "country": "KZ", "city": "Almaty",
        "emails": "t.probov@example.com",
    },
    "timur_3": {
        "family_name": "Пробов", "given_name": "Тимур", "country": "KZ", "birthday": dt.date(1975, 2, 3),
        "emails": "t.probov@example.com",
    },
    "other": {"family_name": "Beispiel", "given_name": "Anna", "country": "NL"},
}  # fmt: skip
FACILITIES: dict[str, dict[str, Any]] = {
    "centre": {"name": "Atlantis centre, Sample Colony 31", "country": "KG", "city": "Bishkek"},
    "centre_2": {"name": "Atlantis Centre in Sample Colony No. 31", "country": "KG", "city": "Bishkek"},
}
POSTS = (("aidana", "tv"), ("aidana_ru", "tv"), ("aidana_ru", "paper"), ("timur", "service_ru"))


def add_twins(store: Store) -> dict[str, str]:
    """Fill a store with two Aidanas, three Timurs, two records of a service and of a centre, and one Anna.

    Answers their uids, by the names that they have here.
    """
    uids: dict[str, str] = {}
    with store.write("Add people") as writer:
        for kind, records in (("partner", PARTNERS), ("contact", CONTACTS), ("facility", FACILITIES)):
            for key, values in records.items():
                reached = {
                    name: reach(kind, name, values[name]) for name in ("phones", "emails") if name in values
                }
                uids[key] = writer.create(kind, values | reached)
        for facility in FACILITIES:
            writer.update("facility", uids[facility], {"host": uids["service"]})
        for contact, partner in POSTS:
            writer.create("post", {"contact": uids[contact], "partner": uids[partner]})
    return uids
