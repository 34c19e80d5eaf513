"""Every workbook that goes out keeps to what Excel is strict about, so that it offers no repair."""

import datetime as dt
import re
import zipfile
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from db.example import fill
from db.exchange.delegation_pack import export_pack
from db.exchange.exporting import export_store, export_view
from db.exchange.held_back import write_held_back
from db.exchange.importing import run_import
from db.exchange.workbook_out import MOST_LINKS
from db.fields import Audience
from db.queries import View, column_fields
from db.records import RECORDS, STANDING
from db.store import Store
from db.values import Reach
from tests.db.exchange.sheet_rules import problems

LANGUAGES = ("en", "ru")
NASTY = (
    "=HYPERLINK(1)", "'=1", "_x0041_", "\x00\x01\x0b tail ", " blanks ", "\ttab\r\nline\n", "]]>&<'\"",
    "😀" * 300, "\ufffe\uffff", "<x>" * 12_000, "я" * 40_000, "https://example.com/" + "a" * 3_000,
)  # fmt: skip


@pytest.fixture
def example(store: Store) -> Store:
    """The example: every kind of record, in both scripts."""
    fill(store)
    return store


@pytest.fixture
def nasty(store: Store) -> Store:
    """Records of what could trouble a workbook: signs, lengths, addresses, numbers, days."""
    with store.write("Fill") as writer:
        for number, text in enumerate(NASTY):
            partner = writer.create("partner", {"name": f"{text[:200]} {number}", "website": text[:3_500]})
            long = "https://example.com/" + "b" * 2_100
            mails = tuple(
                Reach(each, normal=each) for each in ("a b@example.kg", f"{'c' * 2_100}@example.kg")
            )
            values = {"family_name": text, "emails": mails[number % 2 :], "note": text * 2}
            contact = writer.create("contact", values)
            writer.create("post", {"contact": contact, "partner": partner, "job_title": text})
            writer.create("partner", {"name": f"Other {number}", "website": long})
            day = dt.date(1 + number * 180, 1, 1)
            release = {"headline": text, "date": day, "status": "released", "place": text[:40], "body": text}
            writer.create("release", release)
        facility = writer.create("facility", {"name": "Site", "capacity": 10**17})
        for amount in (Decimal("0.01"), Decimal("9999999999999.99"), Decimal("90000000000000000.01")):
            writer.create("cost", {"facility": facility, "amount": amount, "currency": "EUR"})
    return store


Write = Callable[[Store, Path, str, Audience], object]


def everything(store: Store, path: Path, language: str, audience: Audience) -> None:
    """All of the store."""
    export_store(store, path, audience=audience, language=language)


def the_pack(store: Store, path: Path, language: str, audience: Audience) -> None:
    """The pack of all dates, with a chart for whatever can have one."""
    export_pack(store, path, start=None, end=None, audience=audience, language=language)


@pytest.mark.parametrize("audience", list(Audience))
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("write", [everything, the_pack], ids=lambda write: write.__name__)
def test_what_goes_out_needs_no_repair(
    example: Store, tmp_path: Path, write: Write, language: str, audience: Audience
) -> None:
    write(example, tmp_path / "out.xlsx", language, audience)
    assert problems(tmp_path / "out.xlsx") == []


@pytest.mark.parametrize("write", [everything, the_pack], ids=lambda write: write.__name__)
def test_nor_does_it_with_whatever_stands_in_it(nasty: Store, tmp_path: Path, write: Write) -> None:
    write(nasty, tmp_path / "out.xlsx", "en", Audience.INTERNAL)
    assert problems(tmp_path / "out.xlsx") == []


@pytest.mark.parametrize("write", [everything, the_pack], ids=lambda write: write.__name__)
def test_nor_does_an_empty_store(store: Store, tmp_path: Path, write: Write) -> None:
    write(store, tmp_path / "out.xlsx", "en", Audience.DELEGATION)
    assert problems(tmp_path / "out.xlsx") == []


@pytest.mark.parametrize("kind", STANDING)
def test_nor_does_any_list_with_all_its_columns(example: Store, tmp_path: Path, kind: str) -> None:
    columns = [*column_fields(kind), "title"]
    export_view(
        example, View(kind), columns, tmp_path / "out.xlsx", described=f"{RECORDS[kind].about.name}" * 99
    )
    assert problems(tmp_path / "out.xlsx") == []


def test_nor_do_rows_that_were_held_back(store: Store, tmp_path: Path) -> None:
    table = tmp_path / "people.csv"
    table.write_text("Family name,Birthday\n=cmd,sometime\nBekova,never\n", encoding="utf-8")
    plans = [report.plan for report in run_import(store, table, "contacts")]
    write_held_back(plans, tmp_path / "back.xlsx", "en")
    assert problems(tmp_path / "back.xlsx") == []


@pytest.mark.slow
def test_nor_do_more_links_than_excel_takes(store: Store, tmp_path: Path) -> None:
    with store.write("Fill") as writer:
        for number in range(MOST_LINKS + 1_000):
            writer.create(
                "partner", {"name": f"Partner {number}", "website": f"https://example.com/{number}"}
            )
    export_store(store, tmp_path / "out.xlsx", ["partner"])
    assert problems(tmp_path / "out.xlsx") == []


BREAKS: dict[str, tuple[str, str, str]] = {
    "two types": ("[Content_Types].xml", r"(<Override [^>]*/>)", r"\1\1"),
    "no type of its own": ("[Content_Types].xml", r'<Override [^>]*sheet2\.xml"[^>]*/>', ""),
    "is not there": ("xl/_rels/workbook.xml.rels", r"sheet2\.xml", "sheet99.xml"),
    "no relation": ("xl/workbook.xml", r'r:id="rId2"|id="rId2"', 'r:id="rId77"'),
    "no name for a sheet": ("xl/workbook.xml", r'name="Contacts"', 'name="Contacts [all]"'),
    "two sheets": ("xl/workbook.xml", r'name="Contacts"', 'name="partners"'),
    "in front is hidden": ("xl/workbook.xml", r'activeTab="\d+"', 'activeTab="99"'),
    "of a sheet that is not there": ("xl/workbook.xml", r"'Contacts'!", "'Nobody'!"),
    "not as many as they say": ("xl/styles.xml", r'<cellXfs count="\d+"', '<cellXfs count="3"'),
    "no colour": ("xl/styles.xml", r'rgb="\w{8}"', 'rgb="blue"'),
    "numbers of properties": ("docProps/custom.xml", r'pid="\d+"', 'pid="2"'),
    "no moment": ("docProps/core.xml", r"\d{4}-\d\d-\d\dT", "yesterday T"),
    "out of order": ("SHEET", r'<row r="2"', '<row r="9000"'),
    "no such style": ("SHEET", r' s="\d+"', ' s="9999"'),
    "a rule of": ("SHEET", r"<formula1>[^<]*", "<formula1>" + '"' + "x" * 300 + '"'),
    "rules for no cells": ("SHEET", r'(<dataValidation [^>]*)sqref="[^"]*"', r'\1sqref="A0:A9"'),
    "what scrolls begins": ("SHEET", r'topLeftCell="\w+"', 'topLeftCell="A1"'),
    "zoom": ("SHEET", r"<sheetView ", '<sheetView zoomScale="5" '),
    "a link to nothing": ("SHEET", r'(<hyperlink [^>]*?)(?:r:id|ns\d+:id|id)="\w+"', r"\1"),
    "a text of": ("SHEET", r"<t>[^<]*", "<t>" + "x" * 33_000),
    "autoFilter of": ("SHEET", r'(<autoFilter ref)="[^"]*"', r'\1="A1:ZZZZ9"'),
    "columns": ("SHEET", r'<col ([^>]*)min="\d+"', r'<col \1min="9"'),
}
"""What is done to a part of a good workbook, by what is to be said of it."""


@pytest.mark.parametrize("said", BREAKS)
def test_what_excel_would_repair_is_found(example: Store, tmp_path: Path, said: str) -> None:
    export_store(example, tmp_path / "good.xlsx", ["contact", "partner"])
    part, pattern, instead = BREAKS[said]
    broken = False
    with zipfile.ZipFile(tmp_path / "good.xlsx") as good, zipfile.ZipFile(tmp_path / "bad.xlsx", "w") as bad:
        for name in good.namelist():
            content: Any = good.read(name)
            if name == (part if part != "SHEET" else "xl/worksheets/sheet2.xml"):
                content, times = re.subn(pattern, instead, content.decode())
                broken = bool(times)
            bad.writestr(name, content)
    assert broken
    assert any(said in each for each in problems(tmp_path / "bad.xlsx"))
