"""The binary workbooks of Excel (.xlsb), written here record by record (MS-XLSB 2.1.4)."""

import struct
import zipfile
from pathlib import Path

import pytest

from db.errors import WorldError
from db.exchange.reading import read_workbook

TYPES = (
    b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override '
    b'PartName="/xl/workbook.bin" '
    b'ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/></Types>'
)
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
LINKS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship '
    f'Id="rId1" Type="{RELATIONS}/worksheet" Target="worksheets/sheet1.bin"/></Relationships>'
)


def record(kind: int, content: bytes = b"") -> bytes:
    """A record: its number and length in groups of seven bits, then its content."""
    return _sevens(kind) + _sevens(len(content)) + content


def _sevens(number: int) -> bytes:
    return bytes([number]) if number < 128 else bytes([number & 127 | 128, number >> 7])


def text(value: str) -> bytes:
    return struct.pack("<I", len(value)) + value.encode("utf-16-le")


def write_xlsb(path: Path, cells: list[tuple[int, int, str | float]]) -> None:
    """A workbook of one sheet with cells as (row, column, value), counted from 0."""
    sheet = record(129) + record(148, struct.pack("<4I", 0, 1_048_575, 0, 16_383)) + record(145)
    for row, column, value in cells:
        sheet += record(0, struct.pack("<I", row) + bytes(21))
        place = struct.pack("<II", column, 0)
        sheet += record(6, place + text(value)) if isinstance(value, str) else b""
        sheet += record(5, place + struct.pack("<d", value)) if isinstance(value, float) else b""
    sheet += record(146) + record(130)
    book = record(131) + record(143) + record(156, struct.pack("<II", 0, 1) + text("rId1") + text("People"))
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr("xl/workbook.bin", book + record(144) + record(132))
        archive.writestr("xl/_rels/workbook.bin.rels", LINKS)
        archive.writestr("xl/worksheets/sheet1.bin", sheet)


def test_a_binary_workbook_is_read(tmp_path: Path) -> None:
    write_xlsb(tmp_path / "list.xlsb", [(1, 1, "Айгүл"), (2, 2, 87010000678.0)])
    sheet = read_workbook(tmp_path / "list.xlsb").sheets[0]
    assert sheet.name == "People"
    assert sheet.value(2, 2) == "Айгүл"
    assert sheet.value(3, 3) == 87010000678


def test_a_reader_that_dies_of_far_cells_ends_in_a_sentence(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    write_xlsb(tmp_path / "far.xlsb", [(0, 0, "Name"), (1_048_575, 16_383, 1.0)])
    with pytest.raises(WorldError, match=r"“far\.xlsb” can't be read\. Open it in Excel"):
        read_workbook(tmp_path / "far.xlsb")
    assert capfd.readouterr().err == ""
