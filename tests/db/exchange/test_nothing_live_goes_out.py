"""What stands in records goes out as letters: no formula, no link but to a page or a mail, no code."""

import csv
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from db.exchange.delegation_pack import export_pack
from db.exchange.exporting import export_store, export_view
from db.exchange.held_back import write_held_back
from db.exchange.importing import run_import
from db.fields import Audience, Kind
from db.queries import View
from db.records import STANDING, kind_fields
from db.store import Store

TRIGGERS = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%", "＝", "＠")
LIVE = (*(f"{sign}cmd|' /C calc'!A0" for sign in TRIGGERS), '=HYPERLINK("https://example.com","here")')
LINKS = (
    "file:///etc/passwd", r"\\example.com\share\list.xlsx", "javascript:alert(1)", "data:text/html,x",
    "ms-word:ofe|u|https://example.com/a.docx", "vbscript:x", "smb://example.com/x", "//example.com/x",
    "https://example.com/ x", "https://example.com/\u0001x",
)  # fmt: skip
ALLOWED = re.compile(r"(?:https?://|mailto:)[^\s\\]+")


@pytest.fixture
def hostile(store: Store) -> Store:
    """Records of every kind that are listed, each text a formula, each link one that leads elsewhere."""
    with store.write("Fill") as writer:
        for number, text in enumerate((*LIVE, *LINKS)):
            for kind in STANDING:
                fields = kind_fields(kind).values()
                values: dict[str, object] = {
                    f.name: text for f in fields if f.kind in (Kind.TEXT, Kind.LONG_TEXT)
                }
                link = LINKS[number % len(LINKS)]
                values |= {f.name: link for f in fields if f.kind is Kind.LINK}
                values |= {f.name: (link,) for f in fields if f.kind is Kind.LINKS}
                writer.create(kind, values)
    return store


def everything(store: Store, path: Path) -> None:
    export_store(store, path, audience=Audience.INTERNAL)


def the_list(store: Store, path: Path) -> None:
    columns = ["title", "job_title", "note", "source"]
    export_view(store, View("contact"), columns, path, described=LIVE[0])


def the_pack(store: Store, path: Path) -> None:
    export_pack(store, path, start=None, end=None, audience=Audience.INTERNAL)


WRITERS: list[Callable[[Store, Path], None]] = [everything, the_list, the_pack]


@pytest.mark.parametrize("write", WRITERS, ids=lambda write: write.__name__)
def test_a_workbook_holds_no_formula_and_no_link_from_a_record(
    hostile: Store, tmp_path: Path, write: Callable[[Store, Path], None]
) -> None:
    write(hostile, tmp_path / "out.xlsx")
    ours = re.compile(r"=?(?:COUNTIFS?|SUMIFS?|SUM|IFERROR|ROWS|COUNTA)\(|\+?\$?[A-Z]{1,3}\$?\d+[-+*/]")
    for sheet in openpyxl.load_workbook(tmp_path / "out.xlsx"):
        for line in sheet.iter_rows():
            for cell in line:
                if cell.data_type == "f":
                    assert write is the_pack and ours.match(str(cell.value)), cell.value
                    assert "cmd" not in str(cell.value) and "HYPERLINK" not in str(cell.value)
                if cell.hyperlink and cell.hyperlink.target:
                    assert ALLOWED.fullmatch(cell.hyperlink.target), cell.hyperlink.target


@pytest.mark.parametrize("write", WRITERS, ids=lambda write: write.__name__)
def test_no_part_of_a_workbook_leads_outside_but_links_do(
    hostile: Store, tmp_path: Path, write: Callable[[Store, Path], None]
) -> None:
    write(hostile, tmp_path / "out.xlsx")
    with zipfile.ZipFile(tmp_path / "out.xlsx") as archive:
        names = archive.namelist()
        assert not [
            name
            for name in names
            if re.search(r"externalLink|vba|macro|activeX|embeddings|connections", name)
        ]
        for name in names:
            content = archive.read(name).decode("utf-8", "replace")
            for target in re.findall(r'<Relationship [^>]*TargetMode="External"[^>]*>', content):
                assert "/hyperlink" in target
            if name == "xl/workbook.xml":
                defined = re.findall(r"<definedName[^>]*>([^<]*)<", content)
                assert all("cmd" not in each and "[" not in each for each in defined)
            for text in re.findall(r"<odd(?:Header|Footer)>([^<]*)<", content):
                assert "cmd" not in text
            for formula in re.findall(r"<formula[12]>([^<]*)<", content):
                assert "cmd" not in formula and "//" not in formula


def test_a_csv_guards_every_beginning_that_a_spreadsheet_takes_for_a_formula(
    hostile: Store, tmp_path: Path
) -> None:
    path = tmp_path / "out.csv"
    export_view(hostile, View("contact"), ["title", "job_title", "note"], path, described="")
    with path.open(encoding="utf-8-sig", newline="") as file:
        cells = [cell for line in csv.reader(file) for cell in line]
    assert len(cells) > len(LIVE)
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))]


def test_rows_that_were_held_back_hold_no_formula_either(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(
            [("Family name", "Birthday", "Note"), *((each, "never", each) for each in LIVE)]
        )
    plans = [report.plan for report in run_import(store, path, "contacts")]
    write_held_back(plans, tmp_path / "back.xlsx")
    for sheet in openpyxl.load_workbook(tmp_path / "back.xlsx"):
        assert not [cell.value for line in sheet.iter_rows() for cell in line if cell.data_type == "f"]
        assert not [cell for line in sheet.iter_rows() for cell in line if cell.hyperlink]
