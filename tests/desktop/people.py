"""Invented people and partners in both scripts, as many as a test wants; the same ones each time."""

import datetime as dt
from typing import Any

from db.fields import Kind
from db.records import kind_fields
from db.store import Store
from db.understanding import Context, understand

FAMILIES = (
    ("Образцова", "Ирина"), ("Beispiel", "Anna"), ("Намунаева", "Ситора"), ("Exampleov", "Bakyt"),
    ("Үлгүбаева", "Гүлнара"), ("van Voorbeeld", "Jan"), ("Мисалиев", "Өмүрбек"), ("Probov", "Serik"),
    ("Ғаниева", "Ҷамила"), ("Templatova", "Dilnoza"),
)  # fmt: skip
JOBS = (
    "корреспондент", "Head of Unit", "муҳаррир", "Programme Manager", "баш редактор", "Drug policy expert",
    "редактор новостей", "Deputy Director", "Narcologist", "журналист",
)  # fmt: skip
PARTNERS = (
    ("Газета «Мисал»", "KG", "media"), ("Delegation of the European Union", "KZ", "delegation"),
    ("ТВ «Намуна»", "TJ", "media"), ("State Service of Examples", "KG", "ministry"),
    ("Example Institute", "NL", "ngo"), ("Радио «Образец»", "UZ", "media"),
    ("Ministry of Samples", "TM", "ministry"), ("National Centre of Specimens", "TJ", "agency"),
)  # fmt: skip
COUNTRIES = ("KG", "KZ", "TJ", "TM", "UZ", "NL")
KINDS = ("media", "government", "delegation", "ngo", "expert")
DIALLING = {"KG": "+996555", "KZ": "+7700", "TJ": "+99290", "TM": "+99365", "UZ": "+99890", "NL": "+3120"}


def reach(kind: str, field: str, text: str) -> Any:
    """A phone or an address as the window would understand it."""
    about = kind_fields(kind)[field]
    assert about.kind in (Kind.PHONES, Kind.EMAILS)
    return understand(about, text, Context()).value


def person(number: int) -> dict[str, Any]:
    """The values of one contact; no two are the same."""
    family, given = FAMILIES[number % len(FAMILIES)]
    country = COUNTRIES[number * 7 % len(COUNTRIES)]
    tail = f"{number // len(FAMILIES) + 1}" if number >= len(FAMILIES) else ""
    digits = {"KG": 6, "TM": 6}.get(country, 7)
    phone = f"{DIALLING[country]}{number:0{digits}d}"
    return {
        "family_name": f"{family}{'-' if tail else ''}{tail}",
        "given_name": given,
        "job_title": JOBS[number * 3 % len(JOBS)],
        "kind": KINDS[number % len(KINDS)],
        "country": country,
        "city": ("Bishkek", "Душанбе", "Алматы")[number % 3],
        "languages": ("ru", "en") if number % 2 else ("ky",),
        "phones": reach("contact", "phones", phone),
        "emails": reach("contact", "emails", f"person{number}@example.com"),
        "last_verified": dt.date(2019, 1, 1) + dt.timedelta(days=number % 400),
        "opt_out": True if number % 9 == 4 else None,
        "note": "не звонить\nв выходные" if number % 5 == 0 else None,
    }


def add_people(store: Store, count: int, label: str = "Add people") -> list[str]:
    """Fill a store with contacts, each with a post at one of the partners; answers the contacts' uids."""
    with store.write(label) as writer:
        partners = [
            writer.create("partner", {"name": name, "country": country, "kind": kind})
            for name, country, kind in PARTNERS
        ]
        uids = []
        for number in range(count):
            values = person(number)
            uids.append(writer.create("contact", values))
            post = {"contact": uids[-1], "partner": partners[number % len(partners)], "is_primary": True}
            writer.create("post", post)
    return uids
