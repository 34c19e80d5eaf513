"""Files that mean harm or are no workbooks, each with the least that shows what it is."""

import io
import zipfile
from pathlib import Path

BOMB = 9_000_000
"""Bytes that the bomb unpacks to: a thousand times what it is packed."""

MAIN = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def make_hostile(folder: Path) -> None:
    """Make the files that are refused. corners.xlsx and macros.xlsm must be there."""
    good = (folder / "macros.xlsm").read_bytes()
    wide = b'<row><c r="A%d"><v>1</v></c><c r="XFD%d"><v>1</v></c></row>'
    files = {
        "bomb.xlsx": with_sheet(good, b"<worksheet " + MAIN + b">" + b" " * BOMB + b"</worksheet>"),
        "entities.xlsx": with_sheet(good, _entities()),
        "far-cells.xlsx": with_sheet(
            good, _worksheet(b"".join(wide % (number, number) for number in range(1, 1600)))
        ),
        "half.xlsx": good[: len(good) // 2],
        "letter.xlsx": _letter(),
        "password.xlsx": _compound("Root Entry", "EncryptionInfo", "EncryptedPackage"),
    }
    for name, content in files.items():
        (folder / name).write_bytes(content)


def with_sheet(good: bytes, sheet: bytes) -> bytes:
    """A workbook with another first sheet."""
    content = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(good)) as before,
        zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as after,
    ):
        for part in before.infolist():
            is_sheet = part.filename == "xl/worksheets/sheet1.xml"
            after.writestr(part.filename, sheet if is_sheet else before.read(part))
    return content.getvalue()


def _worksheet(rows: bytes) -> bytes:
    return b"<worksheet " + MAIN + b"><sheetData>" + rows + b"</sheetData></worksheet>"


def _entities() -> bytes:
    laughs = b'<!ENTITY a "ha">' + b"".join(
        b'<!ENTITY %c "%s">' % (98 + number, b"&%c;" % (97 + number) * 10) for number in range(9)
    )
    row = b'<row r="1"><c r="A1" t="str"><v>&j;</v></c></row>'
    return b"<!DOCTYPE worksheet [" + laughs + b"]>" + _worksheet(row)


def _letter() -> bytes:
    """A letter of Word that was given the suffix of a workbook."""
    content = io.BytesIO()
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "[Content_Types].xml",
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            f'<Override PartName="/word/document.xml" ContentType="{kind}"/></Types>',
        )
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{word}"><w:body/></w:document>')
    return content.getvalue()


def _compound(*streams: str) -> bytes:
    """The outline of a compound file, as Excel writes it around an encrypted workbook."""
    entries = b"".join(stream.encode("utf-16-le").ljust(128, b"\0") for stream in streams)
    return OLE.ljust(512, b"\0") + entries.ljust(4096, b"\0")
