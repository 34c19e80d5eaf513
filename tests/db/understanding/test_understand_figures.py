"""Numbers, money and coordinates."""

from decimal import Decimal

import pytest

from db.fields import Field, Kind
from db.understanding import Context, Money, money, shown, understand

WHOLE = Field("Participants", Kind.WHOLE)
NUMBER = Field("Rate", Kind.NUMBER)
MONEY = Field("Amount", Kind.MONEY)
COORDINATES = Field("Coordinates", Kind.COORDINATES)


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("1 250", 1250),
        ("1\u00a0250", 1250),
        ("1,250", 1250),
        ("1.250", 1250),
        ("1,250,000", 1_250_000),
        ("12.0", 12),
        (30.0, 30),
        (30, 30),
        ("−5", -5),
    ],
)
def test_whole_numbers(raw: object, value: int) -> None:
    assert understand(WHOLE, raw).value == value


@pytest.mark.parametrize("raw", ["12.5", 12.345, "0/30", "30 beds", True, "1 25", float("nan")])
def test_what_is_no_whole_number_is_said(raw: object) -> None:
    answer = understand(WHOLE, raw)
    assert answer.value is None
    assert "is not a whole number" in answer.problem


@pytest.mark.parametrize(
    ("raw", "language", "value"),
    [
        ("12.5", "en", 12.5),
        ("12,5", "en", 12.5),
        ("1,250", "en", 1250),
        ("1,250", "ru", 1.25),
        ("12.345", "en", 12.345),
        ("1.250.000,50", "en", 1_250_000.5),
        ("1,250,000.50", "ru", 1_250_000.5),
        ("1 250,5", "en", 1250.5),
        ("9.98901E+11", "en", 998_901_000_000),
        (12.345, "en", 12.345),
        (7, "en", 7),
    ],
)
def test_numbers(raw: object, language: str, value: float) -> None:
    assert understand(NUMBER, raw, Context(language=language)).value == value


def test_a_number_with_two_readings_says_how_it_was_read() -> None:
    assert understand(NUMBER, "1,250").note == "“1,250” was read as 1250."
    assert understand(NUMBER, "1,250", Context(language="ru")).note == "“1,250” was read as 1.25."
    assert understand(NUMBER, "12,5").note == ""


@pytest.mark.parametrize(
    ("text", "amount", "currency", "approximate"),
    [
        ("about 150 thousand Euros", "150000.00", "EUR", True),
        ("KGS 1 250 000,50", "1250000.50", "KGS", False),
        ("€12.400", "12400.00", "EUR", False),
        ("41,000 EUR", "41000.00", "EUR", False),
        ("150 тыс. евро", "150000.00", "EUR", False),
        ("около 2,5 млн сомов", "2500000.00", "KGS", True),
        ("1.250 million EUR", "1250000.00", "EUR", False),
        ("150k€", "150000.00", "EUR", False),
        ("12 500 so'm", "12500.00", "UZS", False),
        ("12 500 сўм", "12500.00", "UZS", False),
        ("US$ 300", "300.00", "USD", False),
        ("US$2 million", "2000000.00", "USD", False),
        ("USD 2m", "2000000.00", "USD", False),
        ("12 500 $ США", "12500.00", "USD", False),
        ("1.2 mln KGS", "1200000.00", "KGS", False),
        ("12,5 млн. сом", "12500000.00", "KGS", False),
        ("150тыс.евро", "150000.00", "EUR", False),
        ("прим. 150 тыс. евро", "150000.00", "EUR", True),
        ("c. 150 000 EUR", "150000.00", "EUR", True),
        ("c.a. 150 000 EUR", "150000.00", "EUR", True),
        ("12.400,- €", "12400.00", "EUR", False),
        ("€150,000 incl. VAT", "150000.00", "EUR", False),
        ("1 250 000 сом (один миллион двести пятьдесят тысяч)", "1250000.00", "KGS", False),
        ("150 000 евро без НДС", "150000.00", "EUR", False),
        ("2 000 долл. США", "2000.00", "USD", False),
        ("~ 150 000", "150000.00", "", True),
        ("1250.5", "1250.50", "", False),
    ],
)
def test_money(text: str, amount: str, currency: str, approximate: bool) -> None:
    found = money(text)
    assert found is not None
    assert (found.amount, found.currency, found.approximate) == (Decimal(amount), currency, approximate)


@pytest.mark.parametrize(
    "text",
    [
        "12 beds",
        "150-200 EUR",
        "(150) EUR",
        "up to EUR 10,000",
        "свыше 10 000 евро",
        "150 EUR + 20 USD",
        "EUR",
        "1 25 EUR",
        "five euros",
    ],
)
def test_what_is_no_money(text: str) -> None:
    assert money(text) is None
    assert "is not an amount of money" in understand(MONEY, text).problem


@pytest.mark.parametrize(
    "raw",
    [
        *("9" * 20, "EUR 93 000 000 000 000 000", "9 999 999 bn EUR", "9" * 5000, "1000000000000000"),
        *(2**63, -(2**63), 1e300, Decimal("1e400"), "999999999999999.999", Decimal("999999999999999.996")),
    ],
)
def test_too_large_an_amount_is_said_to_be_one(raw: object) -> None:
    answer = understand(MONEY, raw)
    assert answer.value is None and "is too large an amount" in answer.problem
    assert answer.problem.endswith("Dateline keeps amounts up to 999,999,999,999,999.99.")
    if isinstance(raw, str):
        assert money(raw) is None


def test_the_largest_amount_is_kept() -> None:
    for raw in ("999 999 999 999 999,99", Decimal("-999999999999999.99"), "999 999 bn EUR"):
        assert not understand(MONEY, raw).problem


@pytest.mark.parametrize("raw", ["9" * 30, "9" * 5000, "1e400", 2**63, -(2**70), 1e300, Decimal("1e400")])
def test_too_large_a_number_is_said_to_be_one(raw: object) -> None:
    answer = understand(WHOLE, raw)
    assert answer.value is None and "is too large a number" in answer.problem
    assert answer.problem.endswith("up to 9,223,372,036,854,775,807.")


def test_numbers_beyond_all_computers_are_said_to_be_so() -> None:
    for raw in ("1e400", "9" * 5000, Decimal("-1e400"), 10**5000):
        assert understand(NUMBER, raw).problem.endswith("is too large a number for Dateline to keep.")


def test_what_stands_beside_an_amount_is_said_to_be_left_out() -> None:
    found = money("EUR 1 250 000 (including VAT)")
    assert found == Money(Decimal("1250000.00"), "EUR", note="“(including VAT)” was left out.")


def test_money_in_a_cell() -> None:
    answer = understand(MONEY, "about 150 thousand Euros")
    assert (answer.value, answer.currency) == (Decimal("150000.00"), "EUR")
    assert answer.note == "About 150,000.00: the amount is approximate."
    assert understand(MONEY, 41000.0).value == Decimal("41000.00")
    assert understand(MONEY, 1250.505).value == Decimal("1250.51")
    assert understand(MONEY, "n/a").note == "“n/a” was taken as nothing."
    assert understand(MONEY, True).value is None
    assert money("41,000 EUR") == Money(
        Decimal("41000.00"), "EUR", note="“41,000 EUR” was read as 41,000.00."
    )


def test_how_figures_are_shown() -> None:
    assert shown(MONEY, Decimal("150000.00")).replace("\u00a0", " ") == "150 000.00"
    assert shown(MONEY, Decimal("-0.50"), "ru") == "-0,50"
    assert shown(WHOLE, 1250).replace("\u00a0", " ") == "1 250"
    assert shown(NUMBER, 12.0) == "12"
    assert shown(NUMBER, 1e22).replace("\u00a0", " ") == "10 000 000 000 000 000 000 000"


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("42.93 N, 74.41 E", "42.93, 74.41"),
        ("42,8746; 74,5698", "42.8746, 74.5698"),
        ("42,93, 74,41", "42.93, 74.41"),
        ("42.93,74.41", "42.93, 74.41"),
        ("N42.93 E74.41", "42.93, 74.41"),
        ("74.41 E, 42.93 N", "42.93, 74.41"),
        ("42.93 с.ш., 74.41 в.д.", "42.93, 74.41"),
        ("33.9° ю. ш., 18.4° з. д.", "-33.9, -18.4"),
        ("42°52'28\"N 74°34'11\"E", "42.874444, 74.569722"),
        ("42° 52.47' N, 74° 34.2' E", "42.8745, 74.57"),
        ("33.9 S 18.4 E", "-33.9, 18.4"),
        ("lat: 42.93, lon: 74.41", "42.93, 74.41"),
    ],
)
def test_coordinates(raw: str, value: str) -> None:
    assert understand(COORDINATES, raw).value == value


@pytest.mark.parametrize("raw", ["42.93", "42,93", "foo", "42.93 N, 74.41 N", "42°61'N 74°E"])
def test_what_is_no_pair_of_coordinates(raw: str) -> None:
    assert "is not a pair of coordinates" in understand(COORDINATES, raw).problem


def test_coordinates_off_the_map() -> None:
    assert "outside of the map" in understand(COORDINATES, "142.93, 74.41").problem


@pytest.mark.parametrize("value", ["42.93, 74.41", "-33.9, -18.4"])
def test_coordinates_are_read_back_from_either_language(value: str) -> None:
    english, russian = shown(COORDINATES, value), shown(COORDINATES, value, "ru")
    assert english != russian
    assert understand(COORDINATES, english).value == understand(COORDINATES, russian).value == value


def test_coordinates_in_words() -> None:
    assert shown(COORDINATES, "-33.9, 18.4") == "33.9° S, 18.4° E"
    assert shown(COORDINATES, "-33.9, 18.4", "ru").replace("\u00a0", " ") == "33.9° ю. ш., 18.4° в. д."
