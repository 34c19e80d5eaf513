"""Who is found to be there twice, why, and who is not; and that the search does not get worse."""

import pytest

from db.duplicates import LIKELY, Twin, find, survey
from db.errors import Cancelled, WorldError
from db.store import Store
from tests.db.duplicates.invented import Crowd, Inventor
from tests.db.duplicates.stores import add, mail, phone

BACKGROUND = 300
"""How many other people stand in the store, so that names are as common there as they are elsewhere."""


@pytest.fixture
def crowded(store: Store) -> Store:
    """A store with people in it, none of them twice."""
    load(store, Inventor(7).crowd(BACKGROUND, twins=0, near=0))
    return store


def load(store: Store, crowd: Crowd) -> list[str]:
    """Write invented people into a store; answers their uids."""
    uids: list[str] = []
    with store.write("Import") as writer:
        names = sorted({partner for _, partner in crowd.records if partner})
        partners = {name: writer.create("partner", {"name": name}) for name in names}
        for values, partner in crowd.records:
            uids.append(writer.create("contact", values))
            if partner:
                writer.create("post", {"contact": uids[-1], "partner": partners[partner]})
    return uids


def twin_of(store: Store, kind: str, a: str, b: str) -> Twin | None:
    """The two as twins; None where they are not listed."""
    with store.read() as session:
        return next((twin for twin in find(session, kind) if {twin.a, twin.b} == {a, b}), None)


@pytest.mark.parametrize(
    ("seed", "recall", "precision"),
    [  # what was reached, to the hundredth
        (1, 0.86, 0.93),
        pytest.param(2, 0.83, 0.94, marks=pytest.mark.slow),
        pytest.param(3, 0.88, 0.97, marks=pytest.mark.slow),
    ],
)
def test_invented_twins_are_found_no_worse_than_before(
    store: Store, seed: int, recall: float, precision: float
) -> None:
    crowd = Inventor(seed).crowd(1500)
    uids = load(store, crowd)
    with store.read() as session:
        found = {frozenset((twin.a, twin.b)) for twin in find(session, "contacts")}
    truth = {frozenset((uids[a], uids[b])) for a, b in crowd.twins}
    assert len(found & truth) / len(truth) >= recall
    assert len(found & truth) / len(found) >= precision


def test_scores_are_honest(store: Store) -> None:
    """Of the pairs that are called certain, nearly all are; of those called even, about half."""
    crowd = Inventor(11).crowd(3000)
    uids = load(store, crowd)
    truth = {frozenset((uids[a], uids[b])) for a, b in crowd.twins}
    with store.read() as session:
        twins = find(session, "contact")
    certain = [frozenset((twin.a, twin.b)) in truth for twin in twins if twin.score > 0.95]
    even = [frozenset((twin.a, twin.b)) in truth for twin in twins if twin.score < 0.8]
    assert sum(certain) / len(certain) > 0.95
    assert 0.3 < sum(even) / len(even) < 0.9


SPELLED = [
    (("Жээнбекова", "Нурзат"), ("Jeenbekova", "Nurzat")),
    (("Zheenbekova", "Nurzat"), ("Jeenbekova", "Nurzat")),
    (("Секимова", "Асель"), ("SEKIMOVA", "Asel")),
    (("Rahmonov", "Jamshed"), ("Рахмонов", "Джамшед")),
    (("Xudoyberdiyeva", "Nigora"), ("Худойбердиева", "Нигора")),
    (("Asanov", "Bakyt"), ("Bakyt", "Asanov")),
]


@pytest.mark.parametrize(("one", "other"), SPELLED)
def test_a_name_across_scripts_and_an_e_mail(
    crowded: Store, one: tuple[str, str], other: tuple[str, str]
) -> None:
    reach = mail("somebody.special@example.kg")
    a, b = (
        add(crowded, "contact", family_name=family, given_name=given, emails=reach)
        for family, given in (one, other)
    )
    twin = twin_of(crowded, "contact", a, b)
    assert twin is not None
    assert twin.score > 0.95
    assert "same e-mail somebody.special@example.kg" in twin.why
    assert twin.against == ()


def test_reasons_say_what_speaks_for_it_first_and_then_against(crowded: Store) -> None:
    a = add(
        crowded, "contact", family_name="Чолпонбаева", given_name="Бермет", patronymic="Улановна",
        phones=phone("+996555123456", "mobile"), emails=mail("b.cholponbaeva@misal.example.kg"),
    )  # fmt: skip
    b = add(
        crowded, "contact", family_name="Cholponbaeva", given_name="Bermet", patronymic="Serikovna",
        phones=phone("+996555123456"), emails=mail("bermet.ch@misal.example.kg"),
    )  # fmt: skip
    twin = twin_of(crowded, "contact", a, b)
    assert twin is not None
    assert twin.why[:2] in (
        ("same mobile +996555123456", "same name"),
        ("same mobile +996555123456", "names alike across scripts or spellings"),
    )
    assert set(twin.against) == {"different e-mail at the same organisation", "different patronymic"}
    assert twin.why[-2:] == twin.against


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # Brother and sister in one flat.
        (dict(family_name="Осмонов", given_name="Азамат", patronymic="Бакытович", street="Абая 12"),
         dict(family_name="Осмонова", given_name="Айгуль", patronymic="Бакытовна", street="Абая 12")),
        # A mother and her daughter of the same name.
        (dict(family_name="Осмонова", given_name="Айгуль", patronymic="Бакытовна", street="Абая 12"),
         dict(family_name="Осмонова", given_name="Айгуль", patronymic="Эркиновна", street="Абая 12",
              birthday=None)),
        # Colleagues at one switchboard.
        (dict(family_name="Турсунова", given_name="Феруза", phones=phone("+996312445566")),
         dict(family_name="Эсенов", given_name="Талант", phones=phone("+996312445566"))),
        # Namesakes in two countries.
        (dict(family_name="Иванова", given_name="Елена", country="KZ", city="Алматы"),
         dict(family_name="Иванова", given_name="Елена", country="TJ", city="Душанбе")),
    ],
    ids=["brother and sister", "mother and daughter", "colleagues", "namesakes"],
)  # fmt: skip
def test_those_who_are_easily_taken_for_one(
    crowded: Store, one: dict[str, object], other: dict[str, object]
) -> None:
    for _ in range(2):  # the namesakes' name is a common one
        add(crowded, "contact", family_name="Иванова", given_name="Ольга")
    a, b = (add(crowded, "contact", **values) for values in (one, other))
    assert twin_of(crowded, "contact", a, b) is None


PARTNERS = [
    (dict(name="State Service for Executing Sentences", country="KG"), dict(name="SSES", country="KG"), True),
    (dict(name="Example Institute of Narcology", website="https://narcology.example.kg"),
     dict(name="Institute of Narcology, Example", emails=mail("info@narcology.example.kg")), True),
    (dict(name="Республиканский центр наркологии", country="KG"),
     dict(name="Respublikanskiy tsentr narkologii"), True),
    (dict(name="Ministry of Health", country="KG"), dict(name="Ministry of Health", country="TJ"), False),
    (dict(name="Women's colony No. 2", country="KG"), dict(name="Women's colony No. 12"), False),
    (dict(name="Centre of Proofs", city="Osh"), dict(name="Centre of Proofs", city="Naryn"), False),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other", "twins"), PARTNERS)
def test_partners(store: Store, one: dict[str, object], other: dict[str, object], twins: bool) -> None:
    for number in range(20):
        add(store, "partner", name=f"{('Ministry', 'Centre')[number % 2]} of Samples {number}")
    a, b = add(store, "partner", **one), add(store, "partner", **other)
    assert (twin_of(store, "partner", a, b) is not None) is twins


def test_facilities(store: Store) -> None:
    colony = add(store, "partner", name="Women's colony")
    first = add(store, "facility", name="Clean zone at the women's colony", kind="clean-zone", host=colony,
                city="Bishkek", country="KG", coordinates="42.8701, 74.5902")  # fmt: skip
    same = add(store, "facility", name="Clean Zone, women's colony", kind="clean-zone", host=colony,
               city="Бишкек", country="KG", coordinates="42.8702, 74.5901")  # fmt: skip
    other = add(store, "facility", name="Clean zone at the men's colony", kind="clean-zone",
                city="Osh", country="KG", coordinates="40.5300, 72.8000")  # fmt: skip
    twin = twin_of(store, "facility", first, same)
    assert twin is not None
    assert "at the same place" in twin.why
    assert twin_of(store, "facility", first, other) is None


def test_the_likeliest_come_first_and_no_more_than_asked_for(crowded: Store) -> None:
    for number in range(4):
        for _ in range(2):
            family, reach = f"Необычный{'абвг'[number]}", mail(f"n{number}@example.kg") if number else ()
            add(crowded, "contact", family_name=family, given_name="Ян", emails=reach)
    with crowded.read() as session:
        twins = find(session, "contact")
        assert [twin.score for twin in twins] == sorted((twin.score for twin in twins), reverse=True)
        assert len(twins) >= 4
        assert find(session, "contact", limit=2) == twins[:2]
        assert all(LIKELY <= twin.score <= 1 for twin in twins)


def test_a_search_can_be_stopped(crowded: Store) -> None:
    with crowded.read() as session, pytest.raises(Cancelled):
        find(session, "contact", stop=lambda: True)


def test_only_what_stands_for_a_person_or_a_body_has_twins(store: Store) -> None:
    with store.read() as session, pytest.raises(WorldError, match="contacts, partners, facilities"):
        find(session, "releases")


def test_the_work_grows_with_the_records_even_where_all_are_alike(store: Store) -> None:
    """A thousand people of one name, town and phone: each is compared with a few, and that is said."""
    shared = {"emails": mail("info@example.kg"), "phones": phone("+996312000000"), "city": "Bishkek"}
    with store.write("Import") as writer:
        for _ in range(1000):
            writer.create("contact", {"family_name": "Иванова", "given_name": "Анна", **shared})
    with store.read() as session:
        made = survey(session, "contact")
    assert made.records == 1000
    assert made.compared < 20_000
    assert made.crowded >= 1000
