"""Imports of workbooks: as the window does it, and by the command line."""

import os
import sys
from pathlib import Path
from random import Random

import sqlalchemy as sa
from openpyxl import Workbook

from db.exchange.importing import run_import
from db.records.contact import Contact
from db.store import Store
from tests.torturing.children import Line, Say
from tests.torturing.filling import STORE, fill, person
from tests.torturing.table import Loss

ROOT = Path(__file__).resolve().parent.parent.parent
BOOKS, ROWS = 4, 40
LARGE = 50_000
SYLLABLES = ("ba", "ke", "li", "mo", "nu", "ra", "se", "ti", "jo", "zu")
"""What family names are made of that nobody else has: a workbook of namesakes would be asked about."""
HEADER = ("Given name", "Family name", "Job title", "E-mail", "Phone", "Note")


def prepare(folder: Path, dice: Random) -> None:
    """A filled store, and some small workbooks of new contacts."""
    fill(folder / STORE, dice)
    for number in range(BOOKS):
        _write(folder / f"guests-{number}.xlsx", dice, ROWS, 10_000 + number * ROWS)


def prepare_large(folder: Path, dice: Random) -> None:
    """A store with little in it, and one workbook of 50,000 new contacts."""
    fill(folder / STORE, dice, contacts=50, edits=2)
    _write(folder / "guests-large.xlsx", dice, LARGE, 100_000)


def bring_in(folder: Path, say: Say) -> None:
    """Bring in the workbooks, one after the other."""
    store = Store.open(folder / STORE)
    say(began=True)
    for book in _books(folder):
        report = run_import(store, book, "contact")[0]
        say(batch=report.batch, book=book.stem)
    store.close()


def command(folder: Path, say: Say) -> None:
    """Become the command `dateline import` with all the workbooks; returns never."""
    os.chdir(ROOT)
    os.environ |= {
        "XDG_CONFIG_HOME": str(folder),
        "XDG_DATA_HOME": str(folder),
        "QT_QPA_PLATFORM": "offscreen",
    }
    say(began=True)
    asked = ["-m", "desktop", "--store", str(folder / STORE), "import", "--into", "contacts"]
    os.execv(sys.executable, [sys.executable, *asked, *map(str, _books(folder))])


def check(folder: Path, before: Path, store: Store, told: list[Line]) -> None:
    """Of each workbook all rows are there or none, and all where it was acknowledged. Raises Loss."""
    acknowledged = {line["book"] for line in told if "book" in line}
    for book in _books(folder):
        wanted = LARGE if book.stem.endswith("large") else ROWS
        with store.read() as session:
            there = session.scalar(
                sa.select(sa.func.count(Contact.id)).where(Contact.note == f"Of {book.stem}")
            )
        if there not in (0, wanted) or (book.stem in acknowledged and not there):
            raise Loss(f"half: {there} of {wanted} rows of {book.name} are there")


def _books(folder: Path) -> list[Path]:
    return sorted(folder.glob("guests-*.xlsx"))


def _write(path: Path, dice: Random, rows: int, first: int) -> None:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Guests")
    sheet.append(HEADER)
    for number in range(first, first + rows):
        one = person(dice, number)
        family = "".join(SYLLABLES[int(digit)] for digit in f"{number:06}").capitalize()
        phone, address = one["phones"][0].value, one["emails"][0].value
        sheet.append((one["given_name"], f"{family}ov", one["job_title"], address, phone, f"Of {path.stem}"))
    book.save(path)
