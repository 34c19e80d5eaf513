"""Text, choices, yes and no, countries, languages, currencies, references."""

import datetime as dt

import pytest

from db.fields import Choice, Field, Kind
from db.understanding import Context, shown, split_country, typed, understand

TEXT = Field("Job title", Kind.TEXT)
LONG = Field("Note", Kind.LONG_TEXT)
YES_NO = Field("Opted out", Kind.YES_NO)
COUNTRY = Field("Country", Kind.COUNTRY)
LANGUAGE = Field("Language", Kind.LANGUAGE)
LANGUAGES = Field("Languages", Kind.LANGUAGES)
CURRENCY = Field("Currency", Kind.CURRENCY)
SITE = Field(
    "Kind",
    Kind.CHOICE,
    choices=(
        Choice("rehabilitation", "Rehabilitation centre", ("rehab", "реабилитационный центр")),
        Choice("opioid-substitution", "Opioid substitution site", ("ost", "methadone site")),
    ),
)


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("  Head of  Unit ", "Head of  Unit"),
        ("=1+1", "=1+1"),
        ("007", "007"),
        (7.0, "7"),
        (12.5, "12.5"),
        (998901234567.0, "998901234567"),
        (True, "TRUE"),
        (dt.datetime(2019, 4, 23), "2019-04-23"),
        (dt.time(16, 0), "16:00"),
        ("-", "-"),
        ("   ", None),
        (None, None),
    ],
)
def test_text(raw: object, value: str | None) -> None:
    answer = understand(TEXT, raw)
    assert (answer.value, answer.note) == (value, "")


def test_text_that_no_workbook_could_carry() -> None:
    answer = understand(LONG, "one\r\ntwo\x07\rthree\ufeff")
    assert (answer.value, answer.note) == ("one\ntwo\nthree", "Characters that can't be seen were removed.")
    one_line = understand(TEXT, "Head\n of Unit")
    assert (one_line.value, one_line.note) == ("Head of Unit", "Line breaks were turned into blanks.")
    assert understand(LONG, "я" * 40_000).value == "я" * 40_000


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("rehabilitation", "rehabilitation"),
        ("REHABILITATION  centre", "rehabilitation"),
        ("Реабилитационный центр", "rehabilitation"),
        ("OST", "opioid-substitution"),
        ("n/a", None),
    ],
)
def test_choices(raw: str, value: str | None) -> None:
    assert understand(SITE, raw).value == value
    assert not understand(SITE, raw).problem


def test_an_unknown_choice_is_said_with_what_can_be_chosen() -> None:
    assert understand(SITE, "laundry").problem == (
        "“laundry” is not one of the choices. Choose from: Rehabilitation centre, Opioid substitution site."
    )
    assert understand(SITE, "rehabilitaton center").problem.endswith("Did you mean “Rehabilitation centre”?")


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("Yes", True),
        ("да", True),
        (True, True),
        (1, True),
        ("TRUE", True),
        *(
            (raw, True)
            for raw in ("Да.", "+", "x", "Х", "v", "V", "✓", "√", "☑", "☒", "[x]", "(v)", "есть", "бале")
        ),
        *((raw, False) for raw in ("нет.", "не", "✗", "☐", "[ ]", "n", "ýok", "yoʻq")),
        ("no", False),
        ("Нет", False),
        (0.0, False),
    ],
)
def test_yes_and_no(raw: object, value: bool) -> None:
    assert understand(YES_NO, raw).value is value


@pytest.mark.parametrize("raw", ["-", "–", "−"])
def test_a_minus_is_a_no_and_said_so(raw: str) -> None:
    answer = understand(YES_NO, raw)
    assert (answer.value, answer.note) == (False, f"“{raw}” was read as No.")


def test_neither_yes_nor_no() -> None:
    assert "neither yes nor no" in understand(YES_NO, "perhaps").problem
    assert understand(YES_NO, "n/a").value is None


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("KG", "KG"),
        ("kgz", "KG"),
        ("КР", "KG"),
        ("Kyrgyz Republic", "KG"),
        ("Киргизия", "KG"),
        ("Кыргызская Республика", "KG"),
        ("Кыргыз Республикасы", "KG"),
        ("K.R.", "KG"),
        ("Kyrgyz Rep.", "KG"),
        ("Кырг. Респ.", "KG"),
        ("Kyrgyztan", "KG"),
        ("Kyrgyzstan (KG)", "KG"),
        ("KG - Кыргызстан", "KG"),
        ("Р.К.", "KZ"),
        ("РК (Казахстан)", "KZ"),
        ("Респ. Казахстан", "KZ"),
        ("Khazakhstan", "KZ"),
        ("Tajik Rep.", "TJ"),
        ("Р. Таджикистан", "TJ"),
        ("РУз", "UZ"),
        ("Uzbekstan", "UZ"),
        ("США", "US"),
        ("Росс. Федерация", "RU"),
        ("Deutschland", "DE"),
        ("РК", "KZ"),
        ("Қазақстан", "KZ"),
        ("РТ", "TJ"),
        ("Tajikistan, Republic of", "TJ"),
        ("Ҷумҳурии Тоҷикистон", "TJ"),
        ("Туркмения", "TM"),
        ("Türkmenistan", "TM"),
        ("Oʻzbekiston", "UZ"),
        ("Ўзбекистон", "UZ"),
        ("UK", "GB"),
        ("the Netherlands", "NL"),
        ("Republic of Korea", "KR"),
        ("Dominican Republic", "DO"),
        ("NO", "NO"),
    ],
)
def test_countries(raw: str, code: str) -> None:
    assert understand(COUNTRY, raw).value == code


@pytest.mark.parametrize(
    "raw", ["Bishkek", "EU", "Kyrgyzstan, Stepnoe", "Kyrgyzstan/Kazakhstan", "РУ", "XX", "12"]
)
def test_what_is_no_country(raw: str) -> None:
    assert understand(COUNTRY, raw).problem.startswith(f"“{raw}” is not a country.")


def test_a_country_beside_a_place() -> None:
    assert split_country("Kyrgyzstan, Stepnoe") == ("KG", "Stepnoe")
    assert split_country("KG, colony 31") == ("KG", "colony 31")
    assert split_country("Kulob (Tajikistan)") == ("TJ", "Kulob")
    assert split_country("Bishkek") == (None, "Bishkek")


@pytest.mark.parametrize(
    ("raw", "codes"),
    [
        ("рус., кырг.", ("ru", "ky")),
        ("Russian and Kyrgyz", ("ru", "ky")),
        ("русский и английский", ("ru", "en")),
        ("ru;ky;ru", ("ru", "ky")),
        ("рус англ", ("ru", "en")),
        ("кыргыз тили", ("ky",)),
        ("тоҷикӣ", ("tg",)),
        ("uz-cyrl, EN-gb", ("uz-Cyrl", "en-GB")),
        ("kir", ("ky",)),
        ("no", ("no",)),
        ("нет", ()),
        ("Uzbek (Cyrillic), Russian", ("uz-Cyrl", "ru")),
        ("English (fluent), Russian (native), German B1", ("en", "ru", "de")),
        ("English - fluent, Russian - basic", ("en", "ru")),
        ("русский (родной), английский со словарем", ("ru", "en")),
        ("Eng/Rus", ("en", "ru")),
        ("KG, RU, EN", ("ky", "ru", "en")),
    ],
)
def test_languages(raw: str, codes: tuple[str, ...]) -> None:
    answer = understand(LANGUAGES, raw)
    assert (answer.value, answer.problem) == (codes, "")


def test_how_well_somebody_speaks_is_said_to_be_left_out() -> None:
    note = understand(LANGUAGES, "English (fluent), Russian").note
    assert note == "Of “English (fluent)” only the language was taken."


def test_what_is_no_language() -> None:
    assert "“Klingonese” is not a language" in understand(LANGUAGES, "рус., Klingonese").problem
    assert "“Klingonese” is not a language" in understand(LANGUAGE, "Klingonese").problem


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("€", "EUR"),
        ("eur", "EUR"),
        ("сом", "KGS"),
        ("сўм", "UZS"),
        ("тенге", "KZT"),
        ("US Dollars", "USD"),
        ("руб.", "RUB"),
    ],
)
def test_currencies(raw: str, code: str) -> None:
    answer = understand(CURRENCY, raw)
    assert (answer.value, answer.note) == (code, "")


def test_a_dollar_is_noted_to_be_american() -> None:
    assert understand(CURRENCY, "$").note == "“$” was read as US dollars."


def test_references_are_found_by_whoever_knows_the_store() -> None:
    partner = Field("Partner", Kind.REFERENCE, to="partner")
    uid = "2f1c1d52-0a6e-4ad2-9c43-0b7d7d0f6a11"
    context = Context(reference=lambda field, text: uid if (field.to, text) == ("partner", "SSES") else None)
    assert understand(partner, "SSES", context).value == uid
    assert understand(partner, uid).value == uid
    assert "Nothing is called “MoH”" in understand(partner, "MoH", context).problem


def test_how_words_are_shown_and_edited() -> None:
    assert shown(SITE, "rehabilitation") == "Rehabilitation centre"
    assert shown(SITE, "gone") == "gone"
    assert shown(YES_NO, False) == "No"
    assert shown(COUNTRY, "KG") == "Kyrgyzstan"
    assert shown(COUNTRY, "KG", "ru") == "Кыргызстан"
    assert shown(LANGUAGES, ("ru", "ky")) == "Russian, Kyrgyz"
    assert shown(TEXT, None) == ""
    assert shown(LANGUAGES, ()) == ""
    assert typed(COUNTRY, "KG") == "Kyrgyzstan"
    assert typed(SITE, "rehabilitation") == "Rehabilitation centre"
