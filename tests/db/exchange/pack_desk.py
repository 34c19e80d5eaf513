"""A store to make packs of, and what a pack shows, as a person reads it."""

import datetime as dt
import random
import zipfile
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl

from db.exchange.delegation_pack import export_pack
from db.store import Store
from db.values import Reach

SECRET = "Never-tell-anybody"
START, END = dt.date(2019, 1, 15), dt.date(2019, 8, 20)
COUNTRIES = {
    "KG": "Kyrgyzstan",
    "TJ": "Tajikistan",
    "UZ": "Uzbekistan",
    "KZ": "Kazakhstan",
    None: "Not given",
}
KINDS = {"ministry": "Ministry", "health-centre": "Health centre", "ngo": "NGO", None: "Not given"}
Records = dict[str, dict[str, dict[str, Any]]]


def generated(number: random.Random) -> Records:
    """Records of every kind that a pack counts, by uid, with gaps and odd spellings."""
    made: Records = {}

    def some(record: str, count: int, /, **fields: Any) -> list[str]:
        made[record] = {}
        for place in range(count):
            uid = f"{len(made):08x}-0000-4000-8000-{place:012x}"
            values = {name: number.choice(choices) for name, choices in fields.items()}
            values |= {"name": f"{record} {place}"} if record in ("partner", "facility", "event") else {}
            made[record][uid] = {**values, "note": SECRET}
        return list(made[record])

    day = [None, *(dt.date(2018, 12, 1) + dt.timedelta(days) for days in range(0, 320, 3))]
    country = list(COUNTRIES)
    partners = some("partner", 30, kind=list(KINDS), country=country)
    some(
        "contact", 40, kind=["media", "government", None], country=country,
        family_name=["Askarova", "Юсупов"],
        birthday=[dt.date(1971, 3, 14)], emails=[(Reach("person@example.kg", normal="person@example.kg"),)],
    )  # fmt: skip
    facilities = some(
        "facility", 25, country=country, kind=["laboratory", "clean-zone", None], status=["operating", None]
    )
    some(
        "cost", 60, facility=facilities, amount=[Decimal("1000.50"), Decimal("250.25"), Decimal("7")],
        currency=["EUR", "EUR", "KGS", "USD", "GBP", None], funder=[*partners[:20], None],
    )  # fmt: skip
    events = some("event", 30, start=day, end=[None], country=country, kind=["workshop", "opening", None])
    some("visit", 40, facility=facilities, date=day, purpose=["Opening"])
    some(
        "participation", 90, event=events, country=country, institution=[*partners, None],
        women=[None, 0, 3, 12], men=[None, 1, 5], undisclosed=[None, None, 2],
    )  # fmt: skip
    some(
        "release", 80, date=day, status=["released", "released", "draft", None], language=["en", "ru", None],
        headline=["Specialists meet"], translation_of_version=[SECRET],
        place=["Bishkek", "bishkek", "Dushanbe", "=A1", "Any*where", "100", "Osh", None],
    )  # fmt: skip
    return made


def filled_with(store: Store, records: Records) -> Store:
    """The store with these records in it."""
    with store.write("Fill") as writer:
        for kind, made in records.items():
            for uid, values in made.items():
                writer.create(kind, values, uid=uid)
    return store


def pack(store: Store, folder: Path, **options: Any) -> Path:
    """The pack of the period of these tests, unless the options say another."""
    target = folder / "pack.xlsx"
    export_pack(store, target, **{"start": START, "end": END, **options})
    return target


def tables(path: Path) -> dict[str, dict[str, list[float]]]:
    """The tables of the summary as they are shown: title, then the label of each row, then its figures."""
    sheet = openpyxl.load_workbook(path, data_only=True).worksheets[0]
    found: dict[str, dict[str, list[float]]] = {}
    for block in ((2, 7), (9, 14)):
        title = ""
        for row in sheet.iter_rows(min_col=block[0], max_col=block[1]):
            if row[0].value is not None and row[0].font.sz == 13:
                title = row[0].value
                found[title] = {}
            elif title and row[0].value is not None:
                label = row[0].value
                label = f"{label:%Y-%m}" if isinstance(label, dt.datetime) else label
                found[title][label] = [cell.value for cell in row[1:] if cell.value is not None]
    return found


def tiles(path: Path) -> dict[str, float]:
    """The great figures by their labels."""
    sheet = openpyxl.load_workbook(path, data_only=True).worksheets[0]
    great = [
        cell for row in sheet.iter_rows() for cell in row if cell.font.sz == 22 and cell.value is not None
    ]
    return {sheet.cell(cell.row - 1, cell.column).value: cell.value for cell in great}


def text_of(path: Path) -> str:
    with zipfile.ZipFile(path) as archive:
        return "".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())
