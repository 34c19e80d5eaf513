"""The lists of the golden workbooks, by file, sheet and row. The people in them are invented."""

from collections.abc import Sequence
from datetime import date

Cell = str | int | float | date | bool | None
Sheets = dict[str, Sequence[Sequence[Cell]]]

STRUCTURE: Sheets = {
    "Header": [
        ["Participants of the seminar in Osh"],
        [],
        ["№", "Name", "Contacts", None, "Country"],
        [None, None, "Phone", "E-mail"],
        [1, "Aizada Bekova", "+996 312 000201", "aizada@example.kg", "Kyrgyzstan"],
        [2, "Rustam Holov", "+992 37 2000202", "rustam@example.tj", "Tajikistan"],
        [],
        ["Total: 2"],
    ],
    "Groups": [
        ["Name", "Position", "Phone", "E-mail"],
        ["Kyrgyzstan"],
        ["Meerim Sydykova", "Nurse", "0312 000203", "meerim@example.kg"],
        ["Tajikistan"],
        ["Farrukh Nazarov", "Doctor", "(37) 200-02-04", "farrukh@example.tj"],
        ["Zarina Odinaeva", "Nurse", None, "zarina@example.tj"],
        ["Total participants", None, None, 3],
    ],
    "Gaps": [
        [],
        [],
        [None, None, "Name", None, "Organisation", None, "E-mail"],
        [],
        [None, None, "Kanykei Abdyldaeva", None, "Clinic No. 3", None, "kanykei@example.kg"],
        [],
        [],
        [None, None, "Temir Duishenov", None, "Clinic No. 4", None, "temir@example.kg"],
    ],
    "Two tables": [
        ["Journalists"],
        ["Name", "Media outlet", "E-mail"],
        ["Nargiza Yusupova", "Radio Example", "nargiza@example.com"],
        [],
        ["Facilities"],
        ["Facility", "Type", "City", "Capacity"],
        ["Clean zone Stepnoe", "clean zone", "Stepnoe", 25],
    ],
    "Two lines": [
        ["№", "Name", "Position", "Phone", "E-mail"],
        [1, "Begimai Toktogulova", "Head of Unit", "+996 312 000206", "begimai@example.kg"],
        [None, None, None, "+996 555 000207", "b.toktogulova@example.com"],
        [2, "Ulan Mamytov", "Driver", "+996 555 000208", None],
        [None, None, None, None, "ulan@example.kg"],
        [3, None, "Nurse", "+996 555 000209", None],
    ],
    "Several": [
        ["Name", "Institution", "E-mail"],
        ["Aibek Sadykov\nNurlan Kasymov", "Police Academy", "academy@example.kg"],
        ["Asel Bakirova; Olga Petrova", "Health Centre", "centre@example.kg"],
        ["Cholpon Isaeva", "Health Centre", "cholpon@example.kg"],
        ["Tilek Orozov and Samat Jumaev", "Police Academy", None],
        ["Isaev Tilek, Jumaeva Asel", "Police Academy", None],
        ["Sadykova, Aida", "Police Academy", None],
        ["Marat Usenov / Марат Усенов", "Police Academy", None],
    ],
    "Counted": [
        ["№", "Name", "Phone"],
        ["Kyrgyz Republic (1)"],
        [1, "Zhanyl Kadyrova", "0312 000240"],
        ["KAZAKHSTAN:"],
        [1, "Daniyar Kulov", "8 701 000 02 41"],
        ["Subtotal", 1],
    ],
    "Side by side": [
        ["Name", "E-mail", None, "Facility", "City"],
        ["Aida Sultanova", "aida@example.kg", None, "Laboratory Naryn", "Naryn"],
    ],
    "Wrapped": [
        ["Name", "Position", "E-mail"],
        ["Gulnara", "Head of the", "gulnara@example.kg"],
        ["Saparova", "Unit", None],
    ],
    "Merged": [
        ["Name", "Position", "Phone"],
        ["Gulzat Omurova", "Nurse", "+996 555 000230"],
        [None, None, "+996 312 000231"],
        ["Kubat Sharshenov", "Doctor", "+996 555 000232"],
    ],
}  # fmt: skip

NAMES: Sheets = {
    "Mixed": [
        ["Name", "E-mail"],
        ["Mr. Azamat TURDUBAEV", "n1@example.kg"],
        ["Dr Yerlan Seitov, MD", "n2@example.kg"],
        ["SHARIPOVA Malika", "n3@example.kg"],
        ["Bermet Esenovna Asanova", "n4@example.kg"],
        ["Prof. Marta Nováková", "n5@example.com"],
        ["H.E. Ms Ingrid Larsen", "n6@example.com"],
    ],
    "ФИО": [
        ["Ф.И.О.", "Эл. почта"],
        ["Асанова Бермет Эсеновна", "f1@example.kg"],
        ["ПЕТРОВ КОНСТАНТИН ЛЬВОВИЧ", "f2@example.kg"],
        ["г-н Сатыбалдиев Улан", "f3@example.kg"],
        ["Иванова Е.С.", "f4@example.kg"],
        ["Ҳамидов Ориф Ғаниевич", "f5@example.tj"],
        ["Карабаева Айгүл Тологоновна", "f6@example.kg"],
    ],
    "Family last": [
        ["First name, last name", "E-mail"],
        ["Anna Maria Keller", "l1@example.com"],
        ["Kamila Omar", "l2@example.com"],
    ],
    "Family first": [
        ["Surname, name", "E-mail"],
        ["Omar Kamal", "s1@example.com"],
        ["Keller Jonas", "s2@example.com"],
    ],
    "Parts": [
        ["Surname", "Name", "Patronymic", "Title", "E-mail"],
        ["ABDIEVA", "Gulmira", "Kadyrovna", "Mrs", "p1@example.kg"],
        ["van der Berg", "Jan", None, "Mr", "p2@example.com"],
    ],
}  # fmt: skip

REACHES: Sheets = {
    "Phones": [
        ["Name", "Country", "Phone"],
        ["Phone One", "Kyrgyzstan", "+996 (312) 000210 доб. 4"],
        ["Phone Two", "Kyrgyzstan", "0312 000211, 0555 000212"],
        ["Phone Three", "Tajikistan", 992372000213],
        ["Phone Four", "KZ", "8 (7172) 000214"],
        ["Phone Five", "Кыргызстан", "раб. 0312 000215\nмоб. 0555 000216"],
        ["Phone Six", "Germany", "0049 30 000217-18"],
        ["Phone Nine", "Kyrgyzstan", "0312 000217/18"],
        ["Phone Seven", None, "000218"],
        ["Phone Eight", "Kyrgyzstan", 555000219],
    ],
    "КР": [["Ф.И.О.", "Телефон"], ["Садыкова Жаркын", "0312 00-02-20"]],
    "E-mails": [
        ["Name", "E-mail"],
        ["Mail One", "one(at)example.kg"],
        ["Mail Two", "two@example.kg."],
        ["Mail Three", "three@example.kg; 3@example.com"],
        ["Mail Four", "Mail Four <four@example.kg>"],
        ["Mail Five", "five [at] example [dot] kg"],
        ["Mail Six", "six at nowhere"],
        ["Mail Seven", "seven@example.kg / 7@example.com"],
        ["Mail Eight", "mailto:eight@example.kg"],
    ],
}  # fmt: skip

DATES: Sheets = {
    "Day first": [
        ["Event", "Date"],
        ["Seminar A", "04/05/2019"],
        ["Seminar B", "13/06/2019"],
        ["Seminar C", date(2019, 7, 1)],
    ],
    "Month first": [["Event", "Date"], ["Training A", "04/05/2019"], ["Training B", "06/13/2019"]],
    "Open": [["Event", "Date"], ["Meeting A", "04/05/2019"], ["Meeting B", "05.04.2019"]],
    "Any": [
        ["Event", "Date"],
        ["Visit A", "24 April 2019"],
        ["Visit B", "24 апреля 2019 г."],
        ["Visit C", "2019-04-24"],
        ["Visit D", "April 24, 2019"],
        ["Visit E", "24.04.19"],
        ["Visit F", "31.02.2019"],
        ["Visit G", "soon"],
    ],
}  # fmt: skip

FACILITIES: Sheets = {
    "Facilities": [
        ["Facility", "Type", "Handover", "Cost", "Capacity (m/f)"],
        ["Site One", "lab", "Q3 2011", "about 150 thousand Euros", "10/20"],
        ["Site Two", "OST", 2004, "KGS 1 250 000,50", 12],
        ["Site Three", "clean zone", "2004", "€12.400", "0/30"],
        ["Site Four", "лаборатория", "III кв. 2011", "150 тыс. евро", None],
        ["Site Five", "rehab", "March 2015", "USD 1,250,000.50", "25/0"],
        ["Site Six", "other", "05.2016", "1.5 mln EUR", None],
        ["Site Seven", "lab", "some day", "a lot", None],
        ["Site Eight", "lab", date(2017, 9, 26), "n/a", "-"],
    ],
}  # fmt: skip

ANSWERS: Sheets = {
    "English": [
        ["Name", "Country", "Languages", "Opted out"],
        ["Answer One", "Kyrgyz Republic", "English, Russian", "yes"],
        ["Answer Two", "UK", "ENG/RUS", "no"],
        ["Answer Three", "USA", "Kyrgyz and Russian", "Y"],
        ["Answer Four", "Republic of Tajikistan", "Tajik", "N"],
        ["Answer Five", "Ruritania", "English", None],
        ["Answer Six", "TJ", "en; ru", True],
        ["Answer Seven", "KGZ", "EN, RU, KG", "x"],
    ],
    "Русский": [
        ["Ф.И.О.", "Страна", "Языки", "Отказ от рассылки"],
        ["Ответов Один", "КР", "русский, английский", "да"],
        ["Ответова Два", "Таджикистан", "тадж., рус.", "нет"],
        ["Ответов Три", "РФ", "кырг.", "Д"],
        ["Ответова Четыре", "Казахстан", "каз., рус., англ.", "+"],
    ],
}  # fmt: skip
