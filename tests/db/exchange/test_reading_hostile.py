"""Files that are no workbooks, are broken, or mean harm: a sentence, in seconds, and nothing else."""

import io
import random
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from db.errors import WorldError
from db.exchange.limits import MB, USUAL
from db.exchange.reading import read_workbook

WORKBOOKS = Path(__file__).parents[2] / "workbooks"
GOOD = WORKBOOKS / "participants.xlsx"

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MAIN = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def compound(*streams: str) -> bytes:
    """The outline of a compound file: its magic, and directory entries with names and nothing behind them."""
    entries = b"".join(stream.encode("utf-16-le").ljust(128, b"\0") for stream in streams)
    return OLE.ljust(512, b"\0") + entries.ljust(8192, b"\0")


def package(**parts: bytes) -> bytes:
    """A zip with the given parts; "__" in a name stands for a slash, "_xml" at its end for ".xml"."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), part)
    return content.getvalue()


def with_sheet(sheet: bytes) -> bytes:
    """The good workbook with another first sheet."""
    content = io.BytesIO()
    with zipfile.ZipFile(GOOD) as before, zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as after:
        for part in before.infolist():
            is_sheet = part.filename == "xl/worksheets/sheet1.xml"
            after.writestr(part.filename, sheet if is_sheet else before.read(part))
    return content.getvalue()


def locked_parts() -> bytes:
    """A zip whose directory says that its parts are encrypted."""
    content = bytearray(GOOD.read_bytes())
    place = content.find(b"PK\x01\x02")
    while place >= 0:
        content[place + 8] |= 1
        place = content.find(b"PK\x01\x02", place + 4)
    return bytes(content)


ENTITIES = (
    b'<!DOCTYPE worksheet [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><worksheet ' + MAIN
    + b'><sheetData><row r="1"><c r="A1" t="str"><v>&b;</v></c></row></sheetData></worksheet>'
)  # fmt: skip
WIDE = b'<row><c r="A%d"><v>1</v></c><c r="XFD%d"><v>1</v></c></row>'
FAR = b"<worksheet " + MAIN + b"><sheetData>" + b"".join(WIDE % (n, n) for n in range(1, 2000))
FAR += b"</sheetData></worksheet>"
OUTSIDE = (
    b"<worksheet " + MAIN + b'><sheetData><row r="1"><c r="ZZZ1"><v>1</v></c></row></sheetData></worksheet>'
)

REFUSED: dict[str, tuple[bytes, str]] = {
    "empty.xlsx": (b"", "is an empty file"),
    "renamed.xlsx": (
        package(
            Content_Types=b"", word__document_xml=b"<w/>", **{"[Content_Types]_xml": b"wordprocessingml"}
        ),
        "is a text document",
    ),
    "slides.xlsx": (package(**{"[Content_Types]_xml": b"presentationml"}), "is a presentation"),
    "text.ods": (package(mimetype=b"application/vnd.oasis.opendocument.text"), "is a text document"),
    "photos.xlsx": (package(photo=b"1"), "is an archive"),
    "paper.xlsx": (b"%PDF-1.7\n1 0 obj", "is a PDF"),
    "photo.xls": (b"\x89PNG\r\n\x1a\n", "is a picture"),
    "secret.xlsx": (
        compound("Root Entry", "EncryptionInfo", "EncryptedPackage"),
        "protected with a password",
    ),
    "locked.xlsx": (locked_parts(), "protected with a password"),
    "letter.xls": (compound("Root Entry", "WordDocument"), "is a text document"),
    "mail.xls": (compound("Root Entry", "__substg1.0_001A001F"), "is an e-mail message"),
    "hollow.xls": (compound("Root Entry", "Workbook"), "is damaged"),
    "page.xls": (b"<html><table><tr><td>Name</td></tr></table></html>", "is a web page"),
    "old.xls": (b'<?xml version="1.0"?><x xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>', "of 2003"),
    "noise.xlsx": (random.Random(7).randbytes(20_000), "is not a workbook"),
    "half.xlsx": (GOOD.read_bytes()[:3000], "Only a part of"),
    "half.ods": ((WORKBOOKS / "mixture.ods").read_bytes()[:-400], "Only a part of"),
    "entities.xlsx": (with_sheet(ENTITIES), "instructions that no spreadsheet program writes"),
    "far.xlsx": (with_sheet(FAR), "lie too far apart"),
    "outside.xlsx": (with_sheet(OUTSIDE), "is damaged"),
    "unclosed.xlsx": (with_sheet(b"<worksheet><sheetData>"), "is damaged"),
    "~$list.xlsx": (b"\x05Aigul", "the mark that Excel leaves"),
    "blank.csv": (b"\n\n  \n", "is an empty file"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_is_said_in_a_sentence(name: str, tmp_path: Path) -> None:
    content, sentence = REFUSED[name]
    path = tmp_path / name
    path.write_bytes(content)
    # Rows of two cells at either edge take 16,384 places each; a tenth of the usual bound keeps this quick.
    with pytest.raises(WorldError, match=sentence) as caught:
        read_workbook(path, limits=replace(USUAL, places=USUAL.places // 10))
    assert str(caught.value).count(name) == 1
    assert path.read_bytes() == content


def test_what_is_no_file_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(WorldError, match="is not a file"):
        read_workbook(tmp_path)
    with pytest.raises(WorldError, match="is not there any more"):
        read_workbook(tmp_path / "gone.xlsx")


def test_two_cells_in_opposite_corners_are_read(tmp_path: Path) -> None:
    path = tmp_path / "corners.xlsx"
    path.write_bytes(
        with_sheet(
            b"<worksheet " + MAIN + b'><sheetData><row r="1"><c r="A1"><v>1</v></c></row>'
            b'<row r="1048576"><c r="XFD1048576"><v>2</v></c></row></sheetData></worksheet>'
        )
    )
    sheet = read_workbook(path).sheets[0]
    assert sheet.value(1, 1) == 1
    assert sheet.value(1_048_576, 16_384) == 2


def test_a_bomb_is_not_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    path.write_bytes(with_sheet(b"<worksheet>" + b" " * (40 * MB)))
    with pytest.raises(WorldError, match="would unpack to far more"):
        read_workbook(path, limits=replace(USUAL, unpacked=32 * MB))


def test_a_size_that_lies_is_found_out(tmp_path: Path) -> None:
    """The directory says that the sheet is small; its real size shows while it is unpacked."""
    content = bytearray(with_sheet(b"<worksheet " + MAIN + b">" + b" " * (4 * MB) + b"</worksheet>"))
    place = content.rfind(b"xl/worksheets/sheet1.xml") - 46
    assert content[place : place + 4] == b"PK\x01\x02"
    content[place + 24 : place + 28] = (100).to_bytes(4, "little")
    path = tmp_path / "liar.xlsx"
    path.write_bytes(content)
    with pytest.raises(WorldError, match="is damaged"):
        read_workbook(path)


def test_a_reader_that_takes_too_long_is_stopped() -> None:
    with pytest.raises(WorldError, match="took too long and was stopped"):
        read_workbook(GOOD, limits=replace(USUAL, seconds=0, seconds_per_mb=0))


def test_a_reader_without_memory_is_survived() -> None:
    with pytest.raises(WorldError, match="is too large to read"):
        read_workbook(GOOD, limits=replace(USUAL, sent=200))
    with pytest.raises(WorldError, match=r"can't be read|is too large"):
        read_workbook(WORKBOOKS / "mixture.xls", limits=replace(USUAL, memory=20 * MB))


def test_macros_are_remarked_and_not_run(tmp_path: Path) -> None:
    path = tmp_path / "macros.xlsm"
    path.write_bytes(GOOD.read_bytes())
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"Sub Auto_Open()")
    book = read_workbook(path)
    assert book.sheets[0].value(5, 2) == "Mr. Azamat TURDUBAEV"
    assert "The workbook has macros. They were not run." in book.remarks


@pytest.mark.parametrize("name", ["participants.xlsx", "mixture.xls", "mixture.ods"])
def test_bytes_changed_at_random_end_in_a_workbook_or_a_sentence(name: str, tmp_path: Path) -> None:
    chance = random.Random(name)
    good = (WORKBOOKS / name).read_bytes()
    path = tmp_path / name
    for _ in range(15):
        content = bytearray(good)
        for _change in range(chance.choice((1, 3, 30))):
            content[chance.randrange(len(content))] = chance.randrange(256)
        path.write_bytes(content[: chance.randrange(len(content))] if chance.random() < 0.2 else content)
        try:
            assert read_workbook(path).sheets
        except WorldError as error:
            assert name in str(error)
