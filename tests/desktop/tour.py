"""A walk through all that the program can do, to be watched from outside; `test_no_network.py` starts it.

Not among the ordinary tests: what each thing does is tried elsewhere, here they are only done.
"""

import shutil
import zipfile
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog

from db.records import STANDING
from desktop import cli
from desktop.dialogs.export import ExportDialog
from desktop.dialogs.importing import ImportDialog
from desktop.widgets.titled_dialog import TitledDialog
from tests.desktop.window_desk import CONTROL, SHIFT, WindowDesk

ROOT = Path(__file__).parent.parent
WORKBOOK = ROOT / "workbooks" / "participants.xlsx"
RELATED = """<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="rId1" TargetMode="External" Target="https://example.com/other.xlsx"
 Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/externalLinkPath"/>
</Relationships>"""
CARDS = """BEGIN:VCARD
VERSION:4.0
FN:Aigul Example
PHOTO;VALUE=uri:https://example.com/seen.jpg
LOGO;VALUE=uri:https://example.com/logo.png
SOUND;VALUE=uri:https://example.com/name.ogg
KEY;VALUE=uri:https://example.com/key.asc
SOURCE:https://example.com/aigul.vcf
EMAIL:aigul@example.kg
TEL:+996312000100
URL:https://example.com/
NOTE:<img src="https://example.com/seen.png">
END:VCARD
"""


def close_dialogs(desk: WindowDesk) -> None:
    for dialog in desk.window.findChildren(QDialog):
        if dialog.isVisible():
            dialog.reject()
    desk.settle()


def test_every_list_and_every_form(window: WindowDesk) -> None:
    for kind in STANDING:
        window.pages.go(kind)
        window.settle()
        for row in range(min(3, window.page.list.model.rowCount())):
            window.table.selectRow(row)
            window.settle()
        window.table.selectAll()
        window.settle()


def test_the_search(window: WindowDesk) -> None:
    window.press(Qt.Key.Key_K, CONTROL)
    window.keys("example.kg")
    window.settle()
    window.press(Qt.Key.Key_Escape)


@pytest.mark.parametrize("keys", ["E", "H", "M", "G", "Comma", "F1", "shift+H", "shift+D", "shift+M"])
def test_every_window_that_opens_by_keys(window: WindowDesk, keys: str) -> None:
    window.go(1)
    window.table.selectRow(0)
    window.settle()
    shift, _, name = keys.rpartition("+")
    pressed = getattr(Qt.Key, f"Key_{name}")
    with_ = Qt.KeyboardModifier.NoModifier if name == "F1" else CONTROL
    window.press(pressed, with_ | SHIFT if shift else with_)
    window.settle()
    close_dialogs(window)


def test_what_is_typed_in_a_form(window: WindowDesk) -> None:
    window.go(1)
    window.table.selectRow(0)
    window.settle()
    window.fill("note", "See https://example.com/ and write to desk@example.com")
    window.undo()
    window.redo()
    QApplication.clipboard().setText("Name\tE-mail\nAigul Example\taigul@example.kg")
    window.press(Qt.Key.Key_L, CONTROL)
    window.press(Qt.Key.Key_C, CONTROL)
    window.settle()
    # What lies on the clipboard of no screen at the end of a process is freed when Python is gone.
    QApplication.clipboard().setText("")


def test_workbooks_in(window: WindowDesk, tmp_path: Path) -> None:
    cards = tmp_path / "cards.vcf"
    cards.write_text(CARDS, encoding="utf-8")
    linked = tmp_path / "linked.xlsx"
    shutil.copy(WORKBOOK, linked)
    with zipfile.ZipFile(linked, "a") as archive:
        archive.writestr("xl/externalLinks/_rels/externalLink1.xml.rels", RELATED)
    for path in (linked, ROOT / "goldens" / "macros.xlsm", ROOT / "goldens" / "entities.xlsx", cards):
        window.window.import_files([path])
        window.settle()
        dialog = window.part(ImportDialog)
        dialog.carry_out()
        window.settle()
        close_dialogs(window)


def test_workbooks_out(window: WindowDesk, tmp_path: Path) -> None:
    window.go(1)
    window.press(Qt.Key.Key_E, CONTROL)
    dialog = window.part(ExportDialog)
    window.settle()
    dialog.write(tmp_path / "out.xlsx")
    window.settle()
    assert (tmp_path / "out.xlsx").exists()
    assert not [each for each in window.window.findChildren(TitledDialog) if each.isVisible()]


def test_the_command_line(example_file: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.xlsx"
    store = tmp_path / "store.db"
    store.write_bytes(example_file.read_bytes())
    for words in (
        ["export", str(out)],
        ["export", str(tmp_path / "out.vcf"), "--only", "contacts"],
        ["export", str(tmp_path / "pack.xlsx"), "--pack", "--from", "2019-01-01", "--to", "2019-12-31"],
        ["import", str(out), "--dry-run"],
        ["import", str(WORKBOOK), "--into", "contacts"],
        ["search", "Osh"],
        ["list", "contacts"],
        ["duplicates"],
        ["history"],
        ["undo"],
        ["redo"],
        ["backup", str(tmp_path / "copy.db")],
        ["doctor"],
        ["restore", str(tmp_path / "copy.db")],
    ):
        assert cli.main(["--store", str(store), *words]) in (0, 1), words
