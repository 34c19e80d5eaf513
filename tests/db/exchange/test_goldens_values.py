"""Golden workbooks with values as people type them: names, phones, dates, money, countries, answers."""

import pytest

from db.exchange.plan import State
from tests.db.exchange.goldens_desk import Brought, Line, golden_of, line

NEW, HELD = State.NEW, State.HELD_BACK

NAMES = [
    line("Mixed", 2, NEW, honorific="Mr.", given_name="Azamat", family_name="Turdubaev"),
    line("Mixed", 3, NEW, honorific="Dr", given_name="Yerlan", family_name="Seitov",
         note="Beside the name: MD"),
    line("Mixed", 4, NEW, given_name="Malika", family_name="Sharipova"),
    line("Mixed", 5, NEW, given_name="Bermet", patronymic="Esenovna", family_name="Asanova"),
    line("Mixed", 6, NEW, honorific="Prof.", given_name="Marta", family_name="Nováková"),
    line("Mixed", 7, NEW, "“Larsen” was taken as the family name", honorific="H.E. Ms",
         given_name="Ingrid", family_name="Larsen"),
    line("ФИО", 2, HELD, "This may be “Asanova Bermet Esenovna”"),
    line("ФИО", 3, NEW, given_name="Константин", patronymic="Львович", family_name="Петров"),
    line("ФИО", 4, NEW, honorific="г-н", given_name="Улан", family_name="Сатыбалдиев"),
    line("ФИО", 5, NEW, given_name="Е.", patronymic="С.", family_name="Иванова"),
    line("ФИО", 6, NEW, given_name="Ориф", patronymic="Ғаниевич", family_name="Ҳамидов"),
    line("ФИО", 7, NEW, given_name="Айгүл", patronymic="Тологоновна", family_name="Карабаева"),
    line("Family last", 2, NEW, "family name", given_name="Anna Maria", family_name="Keller"),
    line("Family last", 3, NEW, "family name", given_name="Kamila", family_name="Omar"),
    line("Family first", 2, NEW, "family name", given_name="Kamal", family_name="Omar"),
    line("Family first", 3, NEW, "family name", given_name="Jonas", family_name="Keller"),
    line("Parts", 2, NEW, "“ABDIEVA” was read as Abdieva", honorific="Mrs", given_name="Gulmira",
         patronymic="Kadyrovna", family_name="Abdieva"),
    line("Parts", 3, NEW, given_name="Jan", family_name="van der Berg"),
]  # fmt: skip

REACHES = [
    line("Phones", 2, NEW, phones="+996 312 000 210 ext. 4"),
    line("Phones", 3, NEW, "“0312 000211” was read as", phones="+996 312 000 211, +996 555 000 212"),
    line("Phones", 4, NEW, "“992372000213” was read as", phones="+992 372 00 0213"),
    line("Phones", 5, NEW, phones="+7 7172 00 02 14", country="Kazakhstan"),
    line("Phones", 6, NEW, phones="+996 312 000 215, +996 555 000 216"),
    # In Germany what stands behind the dash is dialled with the number.
    line("Phones", 7, NEW, "“0049 30 000217-18” was read as", phones="+49 30 00021718"),
    line("Phones", 8, NEW, "“0312 000217/18” was read as two", phones="+996 312 000 217, +996 312 000 218"),
    line("Phones", 9, HELD, "the country is not known"),
    line("Phones", 10, NEW, "“555000219” was read as", phones="+996 555 000 219"),
    line("КР", 2, NEW, "those of Kyrgyzstan, by the sheet’s name", phones="+996 312 000 220", country=""),
    line("E-mails", 2, NEW, "“one(at)example.kg” was read as", emails="one@example.kg"),
    line("E-mails", 3, NEW, "“two@example.kg.” was read as", emails="two@example.kg"),
    line("E-mails", 4, NEW, emails="three@example.kg, 3@example.com"),
    line("E-mails", 5, NEW, emails="four@example.kg"),
    line("E-mails", 6, NEW, "was read as five@example.kg", emails="five@example.kg"),
    line("E-mails", 7, HELD, "“six at nowhere” is not an e-mail address"),
    line("E-mails", 8, NEW, emails="seven@example.kg, 7@example.com"),
    line("E-mails", 9, NEW, emails="eight@example.kg"),
]

DATES = [
    line("Day first", 2, NEW, "“04/05/2019” was read as 4 May 2019", start="4 May 2019"),
    line("Day first", 3, NEW, start="13 Jun 2019"),
    line("Day first", 4, NEW, start="1 Jul 2019"),
    line("Month first", 2, NEW, "“04/05/2019” was read as 5 Apr 2019", start="5 Apr 2019"),
    line("Month first", 3, NEW, start="13 Jun 2019"),
    line("Open", 2, HELD, "can be 5 Apr 2019 or 4 May 2019"),
    line("Open", 3, NEW, start="5 Apr 2019"),
    line("Any", 2, NEW, start="24 Apr 2019"),
    line("Any", 3, NEW, start="24 Apr 2019"),
    line("Any", 4, NEW, start="24 Apr 2019"),
    line("Any", 5, NEW, start="24 Apr 2019"),
    line("Any", 6, NEW, "19 was read as 2019", start="24 Apr 2019"),
    line("Any", 7, HELD, "“31.02.2019” is not a day in the calendar"),
    line("Any", 8, HELD, "“soon” is not a date"),
]

FACILITIES = [
    line("Facilities", 2, NEW, "approximate", handover="Q3 2011", costs="EUR 150,000.00", capacity="30",
         serves="Women and men", kind="Laboratory"),
    line("Facilities", 3, NEW, handover="2004", costs="KGS 1,250,000.50", capacity="12", serves=""),
    line("Facilities", 4, NEW, "“€12.400” was read as 12,400.00", handover="2004", costs="EUR 12,400.00",
         capacity="30", serves="Women"),
    line("Facilities", 5, NEW, handover="Q3 2011", costs="EUR 150,000.00", kind="Laboratory"),
    line("Facilities", 6, NEW, handover="Mar 2015", costs="USD 1,250,000.50", serves="Men"),
    line("Facilities", 7, NEW, handover="May 2016", costs="EUR 1,500,000.00"),
    line("Facilities", 8, HELD, "“a lot” is not an amount of money"),
    line("Facilities", 9, NEW, "Excel’s number for 26 Sep 2017", handover="26 Sep 2017", costs=""),
]  # fmt: skip

ANSWERS = [
    line("English", 2, NEW, country="Kyrgyzstan", languages="English, Russian", opt_out="Yes"),
    line("English", 3, NEW, country="United Kingdom", languages="English, Russian", opt_out="No"),
    line("English", 4, NEW, country="United States", languages="Kyrgyz, Russian", opt_out="Yes"),
    line("English", 5, NEW, country="Tajikistan", languages="Tajik", opt_out="No"),
    line("English", 6, HELD, "“Ruritania” is not a country"),
    line("English", 7, NEW, country="Tajikistan", languages="English, Russian", opt_out="Yes"),
    line("English", 8, NEW, country="Kyrgyzstan", languages="English, Russian, Kyrgyz", opt_out="Yes"),
    line("Русский", 2, NEW, country="Kyrgyzstan", languages="Russian, English", opt_out="Yes"),
    line("Русский", 3, NEW, country="Tajikistan", languages="Tajik, Russian", opt_out="No"),
    line("Русский", 4, NEW, country="Russia", languages="Kyrgyz", opt_out="Yes"),
    line("Русский", 5, NEW, country="Kazakhstan", languages="Kazakh, Russian, English", opt_out="Yes"),
]

FILES = {
    "names.ods": NAMES,
    "reaches.xlsx": REACHES,
    "dates.xls": DATES,
    "facilities.xlsx": FACILITIES,
    "answers.xlsx": ANSWERS,
}


@pytest.fixture(scope="module")
def brought(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Brought:
    return golden_of(request.param, tmp_path_factory)


@pytest.mark.parametrize(
    ("brought", "expected"),
    [(name, expected) for name, lines in FILES.items() for expected in lines],
    ids=str,
    indirect=["brought"],
)
def test_values_are_understood_as_a_careful_person_does(expected: Line, brought: Brought) -> None:
    brought.check(expected)
