"""A store with invented people in it and a history behind it, the same for the same seed."""

from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

from db.store import Store
from db.values import Reach

GIVEN = (
    ("Asel", "Асель"),
    ("Bakyt", "Бакыт"),
    ("Gulnara", "Гульнара"),
    ("Jamshed", "Ҷамшед"),
    ("Umut", "Үмүт"),
)
FAMILY = (("Omarova", "Омарова"), ("Sekimov", "Секимов"), ("Rahmonov", "Раҳмонов"), ("Abaeva", "Абаева"))
PASSPHRASE = "seven grey donkeys at the lake"
"""What opens the stores that are protected."""
STORE = "dateline.db"
"""The name of the store in the folder of a trial."""


def person(dice: Random, number: int) -> dict[str, Any]:
    """The fields of an invented contact; `number` makes its address and number its own."""
    given, given_alt = dice.choice(GIVEN)
    family, family_alt = dice.choice(FAMILY)
    address, phone = f"person.{number}@example.kg", f"+996312{number:06}"
    return {
        "given_name": given,
        "family_name": family,
        "given_name_alt": given_alt,
        "family_name_alt": family_alt,
        "job_title": dice.choice(("Press officer", "Редактор", "Head of unit")),
        "country": "KG",
        "emails": (Reach(address, normal=address),),
        "phones": (Reach(phone, "work", normal=phone),),
        "note": f"Met at the seminar {number}. " + "Спикер по теме. " * dice.randint(0, 12),
    }


def new_uid(dice: Random) -> str:
    """A uid that is the same for the same seed, so that a run can be repeated."""
    return str(UUID(int=dice.getrandbits(128), version=4))


def fill(path: Path, dice: Random, *, contacts: int = 200, edits: int = 25) -> None:
    """A closed store with contacts, their posts at partners, and some edits after them."""
    store = Store.open(path)
    with store.write("Fill") as writer:
        partners = [
            writer.create("partner", {"name": f"Partner {number}"}, uid=new_uid(dice)) for number in range(30)
        ]
        people = [
            writer.create("contact", person(dice, number), uid=new_uid(dice)) for number in range(contacts)
        ]
        for uid in people[::2]:
            post = {"contact": uid, "partner": dice.choice(partners), "job_title": "Editor"}
            writer.create("post", post, uid=new_uid(dice))
    for number in range(edits):
        with store.write(f"Earlier edit {number}") as writer:
            writer.update("contact", dice.choice(people), {"city": f"City {number}"})
            if number % 5 == 0:
                people.remove(gone := dice.choice(people))
                writer.delete("contact", [gone])
    store.close()
