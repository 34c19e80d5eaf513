"""Any contact, written as a card of either version and read back, is the same contact."""

import datetime as dt
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.exchange.importing import run_import
from db.exchange.plan import State
from db.exchange.vcard_out import PersonOfCard, PostOfCard, Version, card, write_cards
from db.fields import Field, Kind
from db.records import kind_fields
from db.store import Store
from db.understanding import Context, understand
from db.values import Reach
from tests.db.exchange.vcard_desk import people
from tests.db.extra_field import run_with_extra_field

VERSIONS: tuple[Version, ...] = ("4.0", "3.0")

SIGNS = "\\;,:\"'^=[]{}|&<>%#@№«»—\t"
LETTERS = st.characters(categories=("L", "N", "P", "S", "Zs"), exclude_characters="⟧")
WORDS = st.one_of(
    st.sampled_from(
        [
            "Асель",
            "Жээнбекова",
            "Ҷамшед",
            "Müller-Novák",
            "a\\nb",
            "x;y,z",
            "^n",
            "=D0=",
            "😀 x",
            "a\u00a0b",
            "№\u202f5,  b",
        ]
    ),
    st.text(st.one_of(LETTERS, st.sampled_from(SIGNS)), min_size=1, max_size=90),
)
LINES = st.one_of(
    st.lists(st.one_of(WORDS, st.just("")), min_size=1, max_size=6).map("\n".join),
    st.builds(lambda text, times: (text * times)[:30_000], WORDS, st.sampled_from([300, 3_000, 30_000])),
)
PHONES = ("0312 90-12-34", "+996 312 901235", "0312 901236, ext. 5", "(0555) 01-02-03", "00996 555 010204")
EMAILS = ("press@example.kg", "Press.Office@Example.KG", "info (at) example.kg", "пресса@пример.example.com")


def reaches(field: str, *typed: str) -> st.SearchStrategy[tuple[Reach, ...]]:
    """Numbers or addresses as they are kept when somebody in Kyrgyzstan types them, each once."""
    about = kind_fields("contact")[field]
    known = [cast(tuple[Reach, ...], understand(about, text, Context("KG")).value)[0] for text in typed]
    each = st.builds(
        lambda reach, kind, preferred: replace(reach, type=kind, preferred=preferred),
        st.sampled_from(known),
        st.sampled_from(["", "work", "mobile", "home", "fax"]),
        st.booleans(),
    )
    return st.lists(each, max_size=3, unique_by=lambda reach: reach.normal).map(tuple)


VALUES: dict[Kind, st.SearchStrategy[Any]] = {
    Kind.TEXT: WORDS,
    Kind.LONG_TEXT: LINES,
    Kind.COUNTRY: st.sampled_from(["KG", "KZ", "TJ", "TM", "UZ", "CD", "XK", "GB"]),
    Kind.LANGUAGES: st.lists(st.sampled_from(["en", "ru", "ky", "uz-Cyrl"]), unique=True).map(tuple),
    Kind.DATE: st.dates(dt.date(1000, 1, 1), dt.date(2100, 1, 1)),
    Kind.PERIOD: st.sampled_from(["2018-09-26", "2018-09", "2018", "2011-Q3"]),
    Kind.YES_NO: st.booleans(),
    Kind.PHONES: reaches("phones", *PHONES),
    Kind.EMAILS: reaches("emails", *EMAILS),
}


def value_of(field: Field) -> st.SearchStrategy[Any]:
    """Values as the store has them: what reading them from a cell would leave as they are."""
    if field.kind is Kind.CHOICE:
        return st.sampled_from([choice.code for choice in field.choices])
    values = VALUES[field.kind]
    if field.kind in (Kind.TEXT, Kind.LONG_TEXT):
        return values.map(lambda text: understand(field, text).value).filter(bool)
    return values.filter(lambda value: value != field.empty)


def some(kind: str) -> st.SearchStrategy[dict[str, Any]]:
    """Values for some fields of a kind."""
    fields = {
        name: f for name, f in kind_fields(kind).items() if f.is_stored and f.kind is not Kind.REFERENCE
    }
    return st.fixed_dictionaries({}, optional={name: value_of(field) for name, field in fields.items()})


UIDS = st.uuids(version=4).map(str)
PARTNERS = st.sampled_from(["Ministry of Examples", "Пример Медиа; редакция, отдел", 'Radio "Example"'])
POSTS = st.lists(
    st.builds(
        lambda uid, partner, its, values: PostOfCard(uid, partner, {"partner": its, **values}),
        UIDS,
        PARTNERS,
        UIDS,
        some("post"),
    ),
    max_size=3,
    unique_by=lambda post: post.partner,
)


@pytest.fixture(scope="module")
def empty_store() -> Iterator[Store]:
    """A store that stays empty: what would come in is only planned."""
    with tempfile.TemporaryDirectory() as folder:
        opened = Store.open(Path(folder) / "dateline.db")
        yield opened
        opened.close()


def said_of_post(post: PostOfCard) -> dict[str, Any]:
    """A post as `people` has it."""
    return {"partner": post.partner} | {name: v for name, v in post.values.items() if name != "partner"}


@pytest.mark.parametrize("version", VERSIONS)
@given(uid=UIDS, values=some("contact"), posts=POSTS)
def test_any_contact_comes_back(
    empty_store: Store, version: Version, uid: str, values: dict[str, Any], posts: list[PostOfCard]
) -> None:
    """All fields and posts, whatever stands in them, by way of a file and the importer."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "one.vcf"
        path.write_bytes(card(PersonOfCard(uid, values, posts), version).encode())
        (person,) = people(empty_store, path)
    assert person.row.state is State.NEW, person.row.problems
    assert person.row.uid == uid
    assert person.values == values
    expected = [said_of_post(post) for post in posts]
    assert sorted(person.posts, key=repr) == sorted(expected, key=repr)


@pytest.mark.parametrize("version", VERSIONS)
def test_a_store_comes_back(store: Store, tmp_path: Path, version: Version) -> None:
    """People and posts written by one store and imported by another; what is there already stays as it is."""
    with store.write("Fill") as writer:
        partner = writer.create("partner", {"name": "Ministry of Examples", "country": "KG"})
        uid = writer.create(
            "contact",
            {
                "given_name": "Асель",
                "family_name": "Секимова",
                "given_name_alt": "Asel",
                "family_name_alt": "Sekimova",
                "phones": (Reach("0312 90-12-34", "work", True, "+996312901234"),),
                "emails": (Reach("a.sekimova@example.kg", "work", False, "a.sekimova@example.kg"),),
                "opt_out": False,
                "last_verified": dt.date(2024, 3, 1),
                "note": "One\n\ntwo\n\nthree",
            },
        )
        writer.create(
            "post", {"contact": uid, "partner": partner, "unit": "Press; office", "started": "2018-09"}
        )
    write_cards(store, [uid], tmp_path / "people.vcf", version)
    (same,) = run_import(store, tmp_path / "people.vcf")
    assert not same.plan.changes_something
    other = Store.open(tmp_path / "other.db")
    try:
        (report,) = run_import(other, tmp_path / "people.vcf")
        assert report.batch is not None
        write_cards(other, [uid], tmp_path / "again.vcf", version)
    finally:
        other.close()
    assert _without_partner(tmp_path / "again.vcf") == _without_partner(tmp_path / "people.vcf")


def _without_partner(path: Path) -> list[str]:
    """The lines of a card but for the moment of its change and the uid that its partner has here."""
    lines = path.read_text("utf-8").replace("\n ", "").splitlines()
    kept = [line for line in lines if not line.startswith("REV:")]
    return [";".join(part for part in line.split(";") if not part.startswith("partner=")) for line in kept]


def test_a_field_added_to_contacts_is_carried(tmp_path: Path) -> None:
    """A field that this module knows nothing of travels in a property of its own."""
    printed = run_with_extra_field(
        """
        from db.exchange.vcard_lines import cards
        from db.exchange.vcard_out import write_cards
        from db.exchange.vcard_person import said

        with store.write("Add") as writer:
            uid = writer.create("contact", {"family_name": "Sekimova", "blog": "https://example.kg/blog"})
        content = write_cards(store, [uid])
        print(content.decode())
        (card,) = cards(content)
        assert said(card).cells == {"family_name": "Sekimova", "blog": "https://example.kg/blog"}
        """,
        tmp_path,
    )
    assert "X-DATELINE-BLOG:https://example.kg/blog" in printed


@pytest.mark.parametrize("version", VERSIONS)
def test_blanks_within_a_line_stay_what_they_are(
    empty_store: Store, tmp_path: Path, version: Version
) -> None:
    """No-break, narrow, thin and double ones, in every text of a contact and of a post."""
    text = "№\u00a05,  Osh\u202fst\u3000x\u2009y"

    def texts(kind: str) -> dict[str, Any]:
        kinds = (Kind.TEXT, Kind.LONG_TEXT)
        return {name: text for name, f in kind_fields(kind).items() if f.is_stored and f.kind in kinds}

    uid = "5d3f3a5e-9d0b-4f0e-8b1a-0c6f5a3b2e11"
    post = PostOfCard(f"{uid[:-1]}2", "Ministry of Examples", {"partner": f"{uid[:-1]}3", **texts("post")})
    (tmp_path / "one.vcf").write_bytes(card(PersonOfCard(uid, texts("contact"), [post]), version).encode())
    (person,) = people(empty_store, tmp_path / "one.vcf")
    assert person.values == texts("contact")
    assert person.posts == [said_of_post(post)]
