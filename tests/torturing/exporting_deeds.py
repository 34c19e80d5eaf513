"""Exports over a workbook that is there."""

from pathlib import Path
from random import Random

from openpyxl import load_workbook

from db.exchange.exporting import export_store
from db.store import Store
from tests.torturing.children import Line, Say
from tests.torturing.filling import STORE, fill
from tests.torturing.table import Loss

OUT = "all.xlsx"
CONTACTS = 150


def prepare(folder: Path, dice: Random) -> None:
    """A filled store, and a workbook of some of it."""
    fill(folder / STORE, dice, contacts=CONTACTS, edits=0)
    store = Store.open(folder / STORE)
    export_store(store, folder / OUT, ["partner"])
    store.close()


def export(folder: Path, say: Say) -> None:
    """Write all of the store over the workbook."""
    store = Store.open(folder / STORE)
    say(began=True)
    export_store(store, folder / OUT)
    say(exported=True)
    store.close()


def check(folder: Path, before: Path, store: Store, told: list[Line]) -> None:
    """The workbook is wholly the old or wholly the new one, and no other is there. Raises Loss."""
    if [path.name for path in folder.glob("*.xlsx")] != [OUT]:
        raise Loss(f"there are workbooks that nobody made: {sorted(path.name for path in folder.iterdir())}")
    is_old = (folder / OUT).read_bytes() == (before / OUT).read_bytes()
    if is_old and any("exported" in line for line in told):
        raise Loss("the workbook that was acknowledged is the old one")
    if not is_old:
        _check_new(folder / OUT)


def _check_new(path: Path) -> None:
    try:
        book = load_workbook(path, read_only=True)
        sheet = book["Contacts"]
        rows = sum(1 for _ in sheet.iter_rows()) - 1
        book.close()
    except Exception as error:
        raise Loss(f"half a workbook: {error!r}") from error
    if rows != CONTACTS:
        raise Loss(f"half a workbook: {rows} of {CONTACTS} contacts")
