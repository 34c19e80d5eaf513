"""What a search finds, in five countries' names: by beginning, part, sound, error, layout, number, term."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from db.records import kind_fields
from db.search import faults, search
from db.store import Store
from db.understanding import Context, understand
from db.writer import Writer

Uids = dict[str, str]

PHONES = {
    "asel": ("KG", "0312 90 12 34"),
    "serik": ("KZ", "8 (727) 250-44-55"),
    "farrukh": ("TJ", "+992 37 221 00 11"),
    "dilnoza": ("UZ", "71 233 44 55"),
    "merdan": ("TM", "8 12 39 44 55"),
}
PEOPLE = {
    "asel": ("Жээнбекова", "Асель", "KG", "Бишкек", "корреспондент"),
    "serik": ("Қанатұлы", "Серік", "KZ", "Алматы", "Head of Unit"),
    "farrukh": ("Раҳимзода", "Фаррух", "TJ", "Хоруғ", "муҳаррир"),
    "dilnoza": ("Yoʻldosheva", "Dilnoza", "UZ", "Toshkent", "press officer"),
    "merdan": ("Şükürow", "Çary", "TM", "Aşgabat", "narcologist"),
    "adel": ("Muster", "Adel", "DE", "Bonn", "programme manager"),
}


def fill(writer: Writer) -> Uids:
    """A person in each country, partners, a release with a quote, an event; the uids by short keys."""
    made: Uids = {}
    for key, (family, given, country, city, job) in PEOPLE.items():
        values: dict[str, Any] = {
            "family_name": family,
            "given_name": given,
            "country": country,
            "city": city,
            "job_title": job,
        }
        if key in PHONES:
            home, number = PHONES[key]
            values["phones"] = understand(
                kind_fields("contact")["phones"], number, Context(country=home)
            ).value
        made[key] = writer.create("contact", {**values, "kind": "media" if key == "asel" else "government"})
    address = understand(kind_fields("contact")["emails"], "a.sekim@news.example.kg", Context()).value
    writer.update("contact", made["asel"], {"emails": address, "note": "met at the opening in Osh"})
    made["service"] = writer.create(
        "partner",
        {
            "name": "State Service for Executing Sentences",
            "name_ru": "Государственная служба исполнения наказаний",
            "country": "KG",
            "kind": "agency",
        },
    )
    made["health"] = writer.create(
        "partner", {"name": "Ministry of Health and Social Protection of Population", "country": "TJ"}
    )
    made["hello"] = writer.create("partner", {"name": "Hello Foundation", "name_ru": "Фонд «Привет»"})
    post = {"contact": made["serik"], "partner": made["service"], "job_title": "spokesman", "unit": "Press"}
    writer.create("post", post)
    made["release"] = writer.create(
        "release",
        {"headline": "Clean zones open in Bishkek", "place": "Bishkek", "body": "Two zones opened."},
    )
    writer.create("quote", {"release": made["release"], "text": "Zones help people to stay sober"})
    made["centre"] = writer.create(
        "facility", {"name": "Центр «Ташкент-1»", "city": "Ташкент", "country": "UZ"}
    )
    return made


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, Uids]]:
    """A store that no test changes."""
    store = Store.open(tmp_path_factory.mktemp("search") / "dateline.db")
    with store.write("Fill") as writer:
        uids = fill(writer)
    yield store, uids
    store.close()


def found(store: Store, text: str) -> list[str]:
    """The uids that a search answers with."""
    with store.read() as session:
        return [hit.uid for hit in search(session, text)]


FIRST = {
    # The beginning of a word, a part of it, either script, words in any order.
    "жээн": "asel", "ZHEEN": "asel", "бекова": "asel", "нбеков": "asel", "асель жээнбекова": "asel",
    "zheenbekova asel bishkek": "asel", "hailing": "", "корреспондент асель": "asel",
    # As it sounds.
    "Jeenbekova": "asel", "Jeenbek": "asel", "Рахимзода": "farrukh", "Rahimzoda": "farrukh",
    "rakhimzoda": "farrukh",
    "Rahim": "farrukh", "Канатулы": "serik", "Kanatuly": "serik", "Йулдошева": "dilnoza",
    "Юлдошева": "dilnoza",
    "Ташкент Dilnoza": "dilnoza", "Tashkent dilnoza": "dilnoza", "Шукуров": "merdan", "Чары": "merdan",
    "Shukurow": "merdan", "Хорог": "farrukh", "Ашгабат": "merdan",
    # The keyboard in the wrong layout, both ways, with the letters of the region's layouts.
    "ghbdtn": "hello", "руддщ": "hello", "Руддщ Ащгтвфешщт": "hello", ";''y,tr": "asel", "пкфз": "",
    "0fyfn9ks": "serik", "hfobv": "farrukh", "{jhe-": "farrukh", "ысфк": "",
    # A typing error or two; two letters that changed places are one.
    "Жэенбекова": "asel", "Жеэнбкеова": "asel", "Zheenbkova": "asel", "Fartukh": "farrukh", "Hlelo": "hello",
    "dlinoza": "dilnoza", "dilnzao": "dilnoza", "Rahmizdoa": "farrukh", "исполненя": "service",
    "xheenbekova": "asel",
    # A phone by any of its digits, as one writes it.
    "0312901234": "asel", "0312 90 12 34": "asel", "(0312) 90-12-34": "asel", "+996 312 90 12 34": "asel",
    "00996312901234": "asel", "901234": "asel", "90-12-34": "asel", "312 90": "asel",
    "8 727 250 44 55": "serik",
    "+7 (727) 250": "serik", "2504455": "serik", "37 221 00 11": "farrukh", "998712334455": "dilnoza",
    # An e-mail by any part.
    "a.sekim@news.example.kg": "asel", "sekim@": "asel", "news.example": "asel", "@news": "asel",
    "ekim": "asel",
    # Acronyms: those of a name, of its Russian name, with small letters.
    "SSES": "service", "ГСИН": "service", "гсин": "service", "MoHSPP": "health", "MHSPP": "health",
    "MHSP": "health",
    # Phrases and what is left out.
    '"executing sentences"': "service", '"sentences executing"': "", "service -executing": "",
    "zones -sober": "release",
    # Parts answer for what they belong to.
    "stay sober": "release", "spokesman": "serik",
}  # fmt: skip


@pytest.mark.parametrize("text", FIRST)
def test_what_is_found_first(filled: tuple[Store, Uids], text: str) -> None:
    store, uids = filled
    names = {uid: key for key, uid in uids.items()}
    best = [names.get(uid, uid) for uid in found(store, text)][:1]
    assert best == ([FIRST[text]] if FIRST[text] else [])


ALL = {
    "country:kg": {"asel", "service"}, "страна:кыргызстан": {"asel", "service"},
    "страна:Кирг": {"asel", "service"},
    "Country:Kazakh": {"serik"}, "country:kg kind:media": {"asel"}, "kind:media": {"asel"},
    "вид:СМИ": {"asel"},
    "kind:partner": {"service", "health", "hello"}, "kind:release": {"release"},
    "тип:партнеры": {"service", "health", "hello"},
    "kind:partner -country:kg -hello": {"health"}, "city:toshkent": {"dilnoza"}, "город:ташкент": {"centre"},
    "partner:SSES": {"serik"}, "partner:service head": {"serik"}, "организация:ГСИН": {"serik"},
    "job title:editor": set(), "job title:head": {"serik"}, "job_title:press": {"dilnoza"},
    "должность:корр": {"asel"},
    "фамилия:жээн": {"asel"}, "phone:901234": {"asel"}, "e-mail:sekim": {"asel"}, "note:opening": {"asel"},
    "headline:zones": {"release"}, "country:nowhere": set(),
    "-kind:contact -kind:partner": {"release", "centre"},
    "spokesman country:kz": {"serik"}, "spokesman country:kg": set(), "nosuchfield:x": set(),
    "country:": set(),
}  # fmt: skip


@pytest.mark.parametrize("text", ALL)
def test_what_terms_ask_for(filled: tuple[Store, Uids], text: str) -> None:
    store, uids = filled
    names = {uid: key for key, uid in uids.items()}
    assert {names.get(uid, uid) for uid in found(store, text)} == ALL[text]


@pytest.mark.parametrize(("text", "exact", "error"), [("asel", "asel", "adel"), ("Адель", "adel", "asel")])
def test_an_exact_word_keeps_errors_out(
    filled: tuple[Store, Uids], text: str, exact: str, error: str
) -> None:
    store, uids = filled
    uids_found = found(store, text)
    assert uids[exact] in uids_found
    assert uids[error] not in uids_found


def test_the_best_come_first(store: Store) -> None:
    with store.write("Fill") as writer:
        made = [
            writer.create("partner", values)
            for values in (
                {"name": "Osh"},  # all of the title
                {"name": "City of Osh"},  # a word of it
                {"name": "Oshakbaev and Sons"},  # the beginning of one
                {"name": "Aid", "city": "Osh"},  # a word elsewhere
                {"name": "Bread", "city": "Oshoba"},  # the beginning of one
                {"name": "Caravan of Moshkov"},  # inside a word of the title
                {"name": "Drum", "city": "Toshkent"},  # inside a word elsewhere
            )
        ]
    assert found(store, "osh") == made


def test_sound_comes_before_errors_and_after_what_was_typed(store: Store) -> None:
    with store.write("Fill") as writer:
        typed = writer.create("contact", {"family_name": "Rahimov"})
        inside = writer.create("contact", {"family_name": "Abdurahimov"})
        sound = writer.create("contact", {"family_name": "Рахимов"})
        writer.create("contact", {"family_name": "Karimov"})
    assert found(store, "rahimov") == [typed, inside, sound]


def test_two_words_may_differ_in_how_they_match(filled: tuple[Store, Uids]) -> None:
    store, uids = filled
    assert found(store, "asel jeenbekowa") == [uids["asel"]]


@pytest.mark.parametrize(
    ("text", "title", "snippet"),
    [
        ("жээн", "[Жээн]бекова Асель", "[Жээн]бекова"),
        ("Zheenb", "[Жээнб]екова Асель", "[Жээнб]екова"),
        ("бекова", "Жээн[бекова] Асель", "Жээн[бекова]"),
        ("Jeenbekova", "[Жээнбекова] Асель", "[Жээнбекова]"),
        ("asel коррес", "Жээнбекова [Асель]", "[коррес]пондент"),
        ("90 12 34", "Жээнбекова Асель", "0312 [90 12 34]"),
        ("sekim@news", "Жээнбекова Асель", "a.[sekim]@[news].example.kg"),
        (
            "SSES",
            "[S]tate [S]ervice for [E]xecuting [S]entences",
            "[S]tate [S]ervice for [E]xecuting [S]entences",
        ),
        ("Hlelo", "[Hello] Foundation", "[Hello] Foundation"),
        ("ghbdtn", "Hello Foundation", "Фонд «[Привет]»"),
        ('"stay sober"', "Clean zones open in Bishkek", "Zones help people to [stay] [sober]"),
    ],
)
def test_what_matched_is_marked_as_it_is_written(
    filled: tuple[Store, Uids], text: str, title: str, snippet: str
) -> None:
    store, _ = filled
    with store.read() as session:
        hit = search(session, text)[0]
    assert (bracketed(hit.title, hit.title_marks), bracketed(hit.snippet, hit.snippet_marks)) == (
        title,
        snippet,
    )


def bracketed(text: str, marks: tuple[tuple[int, int], ...]) -> str:
    """A text with brackets around what is marked."""
    for begin, end in reversed(marks):
        text = f"{text[:begin]}[{text[begin:end]}]{text[end:]}"
    return text


def test_the_index_is_right(filled: tuple[Store, Uids]) -> None:
    store, _ = filled
    with store.read() as session:
        assert faults(session) == 0


def test_an_index_made_by_another_form_is_made_anew_on_opening(tmp_path: Path) -> None:
    path = tmp_path / "dateline.db"
    store = Store.open(path)
    with store.write("Fill") as writer:
        uids = fill(writer)
    store.close()
    with sqlite3.connect(path) as connection:
        connection.execute("DROP TABLE search_inside")
        connection.execute("UPDATE search_edition SET edition = 'older'")
    connection.close()
    store = Store.open(path)
    assert found(store, "нбеков") == [uids["asel"]]
    with store.read() as session:
        assert faults(session) == 0
    store.close()
