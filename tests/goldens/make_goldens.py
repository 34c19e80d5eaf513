"""Makes the workbooks of this folder: `python tests/goldens/make_goldens.py`.

Each has a sort of trouble that workbooks have when they come by e-mail; what a careful person would write
down for each row stands in tests/db/exchange/test_goldens_*.py. The people in them are invented. openpyxl,
XlsxWriter and LibreOffice (`soffice`) write them, so that not only our own writer is read.
"""

import io
import sys
import tempfile
from datetime import date
from pathlib import Path

import openpyxl
from xlsxwriter import Workbook

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.goldens.hostile import make_hostile
from tests.goldens.layouts import BESIDE, BLOCKS, HALVES
from tests.goldens.libreoffice import convert
from tests.goldens.lists import ANSWERS, DATES, FACILITIES, NAMES, REACHES, STRUCTURE, Sheets

FOLDER = Path(__file__).parent
LONGEST = 32_767  # characters in a cell of Excel


def by_openpyxl(sheets: Sheets, path: Path, merged: dict[str, tuple[str, ...]] | None = None) -> None:
    """Write lists with openpyxl; `merged` has ranges by sheet."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
        for cells in (merged or {}).get(name, ()):
            sheet.merge_cells(cells)
    book.save(path)


def by_xlsxwriter(sheets: Sheets, path: Path) -> None:
    """Write lists with XlsxWriter, which keeps texts in a table of shared strings."""
    with Workbook(path, {"strings_to_urls": False}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)


def by_libreoffice(sheets: Sheets, path: Path) -> None:
    """Write lists with LibreOffice, in the format that the suffix says."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / f"{path.stem}.xlsx"
        by_openpyxl(sheets, source)
        convert(source, path.suffix[1:], FOLDER)


def cells(path: Path) -> None:
    """Cells that lose something, hidden rows, columns and sheets, and a column of merged cells."""
    with Workbook(path) as book:
        sheet = book.add_worksheet("Contacts")
        sheet.write_row(0, 0, ["Name", "Institution", "Phone", "Postal code", "Note"])
        padded = book.add_format({"num_format": "000000"})
        day = book.add_format({"num_format": "dd.mm.yyyy"})
        people = ["Aida Sultanova", "Bakyt Osmonov", "Cholpon Asanova", "Daniyar Kulov", "Elmira Toktosunova",
                  "Farida Rahimova", "Gulnara Saparova", "Husein Nazarov", "Irina Lebedeva"]  # fmt: skip
        for row, person in enumerate(people, start=1):
            sheet.write_string(row, 0, person)
        sheet.write_formula(1, 2, "=VLOOKUP(A2,Z:Z,1,FALSE)", None, "#N/A")
        sheet.write_formula(2, 2, '=CONCATENATE("+996 312 ","000205")', None, "")
        sheet.write_number(3, 4, 12345678901234567)
        sheet.write_number(4, 3, 20, padded)
        sheet.merge_range(5, 1, 6, 1, "Narcology Centre")
        sheet.write_string(7, 4, "a" * LONGEST)
        sheet.write_number(8, 2, -5, day)
        sheet.set_row(9, None, None, {"hidden": True})
        sheet.set_column(3, 3, None, None, {"hidden": True})
        hidden = book.add_worksheet("Old")
        hidden.write_row(0, 0, ["Name", "E-mail"])
        hidden.write_row(1, 0, ["Jamila Karimova", "jamila@example.kg"])
        hidden.hide()


def macros(path: Path) -> None:
    """A list with a part for macros, of which only the beginning is there."""
    with Workbook(path) as book:
        book.add_vba_project(io.BytesIO(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)), True)
        sheet = book.add_worksheet("Contacts")
        sheet.write_row(0, 0, ["Name", "E-mail", "Birthday"])
        sheet.write_row(1, 0, ["Saltanat Ismailova", "saltanat@example.kg"])
        sheet.write_datetime(1, 2, date(1979, 3, 8), book.add_format({"num_format": "yyyy-mm-dd"}))


def corners(path: Path) -> None:
    """A list, and a word that somebody typed into the last cell that there is."""
    with Workbook(path) as book:
        sheet = book.add_worksheet("Contacts")
        sheet.write_row(0, 0, ["Name", "E-mail"])
        sheet.write_row(1, 0, ["Saltanat Ismailova", "saltanat@example.kg"])
        sheet.write_string(1_048_575, 16_383, "x")


def make(folder: Path = FOLDER) -> None:
    """Make every golden file."""
    merged = {"Header": ("A1:E1", "C3:D3", "A3:A4", "B3:B4", "E3:E4"), "Groups": ("A2:D2",),
              "Merged": ("A2:A3", "B2:B3")}  # fmt: skip
    by_openpyxl(STRUCTURE, folder / "structure.xlsx", merged)
    by_xlsxwriter(BESIDE, folder / "beside.xlsx")
    by_openpyxl(HALVES, folder / "halves.xlsx")
    by_libreoffice(BLOCKS, folder / "blocks.xls")
    by_libreoffice(NAMES, folder / "names.ods")
    by_xlsxwriter(REACHES, folder / "reaches.xlsx")
    by_libreoffice(DATES, folder / "dates.xls")
    by_xlsxwriter(FACILITIES, folder / "facilities.xlsx")
    by_openpyxl(ANSWERS, folder / "answers.xlsx")
    cells(folder / "cells.xlsx")
    macros(folder / "macros.xlsm")
    corners(folder / "corners.xlsx")
    make_hostile(folder)


if __name__ == "__main__":
    make()
