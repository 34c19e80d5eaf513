"""What one record may be, asked while it is written."""

from typing import Any

import pytest

from db.duplicates import like, say_not_the_same
from db.store import Store
from tests.db.duplicates.invented import Inventor
from tests.db.duplicates.stores import add, mail, phone


@pytest.fixture
def crowded(store: Store) -> Store:
    """A store with people in it."""
    crowd = Inventor(5).crowd(400, twins=0, near=0)
    with store.write("Import") as writer:
        for values, _ in crowd.records:
            writer.create("contact", values)
    return store


def asked(store: Store, kind: str, uid: str = "", /, **values: Any) -> list[str]:
    """The uids of the records that one with these values may be."""
    with store.read() as session:
        return [twin.b for twin in like(session, kind, values, uid)]


@pytest.mark.parametrize(
    "values",
    [
        dict(family_name="Jeenbekova", given_name="Nurzat"),
        dict(family_name="Жээнбекова", given_name="Нурзат"),
        dict(family_name="Nurzat", given_name="Jeenbekova"),
        dict(family_name="Zheenbekova", given_name="Nurzatt"),
        dict(family_name="ZHEENBEKOVA", given_name="N."),
        dict(given_name="Nurzat", phones=phone("+996555777888")),
        dict(emails=mail("n.zheenbekova@misal.example.kg")),
    ],
)
def test_one_person_in_whatever_way_she_is_written(crowded: Store, values: dict[str, Any]) -> None:
    known = add(
        crowded, "contact", family_name="Zheenbekova", given_name="Nurzat",
        phones=phone("+996555777888", "mobile"), emails=mail("n.zheenbekova@misal.example.kg"),
    )  # fmt: skip
    assert known in asked(crowded, "contact", **values)


def test_nobody_is_like_somebody_new(crowded: Store) -> None:
    assert asked(crowded, "contact", family_name="Совсемновая", given_name="Хризантема") == []
    assert asked(crowded, "contact") == []


def test_a_record_is_not_like_itself_nor_like_one_that_it_is_not(crowded: Store) -> None:
    a, b = (add(crowded, "contact", family_name="Совсемновая", given_name="Хризантема") for _ in range(2))
    assert asked(crowded, "contact", a, family_name="Совсемновая", given_name="Хризантема") == [b]
    with crowded.write("Not the same") as writer:
        say_not_the_same(writer, "contact", a, b)
    assert asked(crowded, "contact", a, family_name="Совсемновая", given_name="Хризантема") == []


def test_partners_and_facilities(store: Store) -> None:
    for number in range(30):
        add(store, "partner", name=f"Centre of Samples {number}")
    service = add(store, "partner", name="State Service for Executing Sentences", acronym="SSES")
    zone = add(store, "facility", name="Clean zone at the women's colony", kind="clean-zone", host=service)
    assert asked(store, "partner", name="SSES") == [service]
    assert asked(store, "partner", name="State service for Executing Sentenses") == [service]
    assert asked(store, "facility", name="Clean zone, women's colony", kind="clean-zone", host=service) == [
        zone
    ]
    assert asked(store, "partner", name="Museum of Proofs") == []
