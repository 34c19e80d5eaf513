"""A look at a file before it is read: what it is by its own bytes, and whether it is safe to open.

The suffix decides nothing, but for plain text, which can be anything. The look is cheap and runs in the
program itself: only the first bytes, the directory of a zip and one small part of it are read.
"""

import errno
import mmap
import stat
import struct
import zipfile
import zlib
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from db.exchange.limits import USUAL, Limits
from db.exchange.refusals import Reason, Refused

ZIP_ERRORS = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    NotImplementedError,
    EOFError,
    ValueError,
    RuntimeError,
)
"""What Python's zipfile answers to a damaged zip."""

CARD_ENDINGS = (".vcf", ".vcard")
"""What files of contact cards are called."""

READ_ENDINGS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".csv", ".tsv", ".txt", *CARD_ENDINGS)
"""What files that can be brought in are called, for choosing and dropping them."""

PACKED_ENDINGS = (".xlsx", ".xlsm", ".xlsb", ".ods")
"""What workbooks that are zips are called. (.xls is not among them: many a program writes text as that.)"""

HEAD = 65_536  # bytes read to tell what a file is

MAGIC: tuple[tuple[bytes, Reason], ...] = (
    (b"%PDF-", Reason.PDF),
    (b"\x89PNG", Reason.PICTURE),
    (b"\xff\xd8\xff", Reason.PICTURE),
    (b"GIF8", Reason.PICTURE),
    (b"BM", Reason.NO_WORKBOOK),
    (b"{\\rtf", Reason.DOCUMENT),
    (b"Rar!", Reason.ARCHIVE),
    (b"7z\xbc\xaf", Reason.ARCHIVE),
    (b"\x1f\x8b", Reason.ARCHIVE),
    (b"\x09\x00\x04\x00", Reason.VERY_OLD),
    (b"\x09\x02\x06\x00", Reason.VERY_OLD),
    (b"\x09\x04\x06\x00", Reason.VERY_OLD),
)
"""First bytes of files that are no workbook, and what is said about them."""

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

OLE_STREAMS: tuple[tuple[str, Reason | None], ...] = (
    ("EncryptedPackage", Reason.PASSWORD),
    ("__substg1.0_", Reason.MESSAGE),
    ("Workbook", None),
    ("Book", None),
    ("WordDocument", Reason.DOCUMENT),
    ("PowerPoint Document", Reason.PRESENTATION),
)
"""Streams of a compound file in the order in which they decide; None is a workbook."""


class FileKind(StrEnum):
    """What a readable file is."""

    XLSX = "xlsx"
    XLSB = "xlsb"
    XLS = "xls"
    ODS = "ods"
    TEXT = "text"
    CARDS = "cards"


CONTENT_TYPES: tuple[tuple[bytes, FileKind | Reason], ...] = (
    (b"ms-excel.sheet.binary", FileKind.XLSB),
    (b"spreadsheetml.sheet.main", FileKind.XLSX),
    (b"spreadsheetml.template.main", FileKind.XLSX),
    (b"ms-excel.sheet.macroenabled", FileKind.XLSX),
    (b"ms-excel.template.macroenabled", FileKind.XLSX),
    (b"ms-excel.addin.macroenabled", FileKind.XLSX),
    (b"wordprocessingml", Reason.DOCUMENT),
    (b"ms-word", Reason.DOCUMENT),
    (b"presentationml", Reason.PRESENTATION),
    (b"ms-powerpoint", Reason.PRESENTATION),
)
"""Words in [Content_Types].xml (ECMA-376 part 2), the first that is found decides."""

OPEN_DOCUMENTS: tuple[tuple[bytes, FileKind | Reason], ...] = (
    (b"opendocument.spreadsheet", FileKind.ODS),
    (b"opendocument.text", Reason.DOCUMENT),
    (b"opendocument.presentation", Reason.PRESENTATION),
)
"""Words in the mimetype of an OpenDocument package."""


@dataclass(frozen=True)
class Inspection:
    """What a file is: its kind, the bytes it unpacks to, and whether it carries macros."""

    kind: FileKind
    unpacked: int
    macros: bool = False


def inspect(path: Path, limits: Limits = USUAL) -> Inspection:
    """What the file at `path` is. Raises Refused with the reason when it can't or should not be read."""
    try:
        size = _size(path)
        with path.open("rb") as file:
            head = file.read(HEAD)
        if size > limits.file:
            raise Refused(Reason.TOO_LARGE)
        return _by_content(path, head, size, limits)
    except FileNotFoundError as error:
        raise Refused(Reason.MISSING) from error
    except PermissionError as error:
        raise Refused(Reason.NO_ACCESS) from error
    except OSError as error:
        raise Refused(unreadable(error)) from error


def unreadable(error: OSError) -> Reason:
    """Why reading failed: a place that is not in the file is the file's fault, all else the disk's."""
    return Reason.DAMAGED if error.errno in {None, errno.EINVAL} else Reason.UNREADABLE


def _size(path: Path) -> int:
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):
        raise Refused(Reason.NOT_A_FILE)
    if path.name.startswith("~$"):
        raise Refused(Reason.LOCK_FILE)
    if status.st_size == 0:
        raise Refused(Reason.EMPTY)
    return status.st_size


def _by_content(path: Path, head: bytes, size: int, limits: Limits) -> Inspection:
    if head.startswith(b"PK"):
        return _zip(path, limits)
    if head.startswith(OLE):
        return _compound(path, size)
    for magic, reason in MAGIC:
        if head.startswith(magic):
            raise Refused(reason)
    kind = FileKind.CARDS if _is_card(head) else _text(head)
    if kind is FileKind.TEXT:
        _check_text(path.suffix.lower(), head)
    return Inspection(kind, size)


def _check_text(ending: str, head: bytes) -> None:
    """Text is read under any name; but as a packed workbook only where it has columns, as an export has."""
    if ending in CARD_ENDINGS:
        raise Refused(Reason.NO_CARDS)
    if ending in PACKED_ENDINGS and not any(sign in head for sign in (b"\t", b";", b",")):
        raise Refused(Reason.NO_WORKBOOK)


def _is_card(head: bytes) -> bool:
    """Whether a text begins as contact cards do, in any of the ways in which text is kept."""
    start = head[:2048].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    return start[:11].upper() == b"BEGIN:VCARD"


def _text(head: bytes) -> FileKind:
    """Text, unless its bytes are those of no text or its first words those of a web page."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or _wide_text(head):
        return FileKind.TEXT
    controls = sum(byte < 32 and byte not in b"\t\n\r" for byte in head)
    if b"\0" in head or controls > 0.02 * len(head):
        raise Refused(Reason.NO_WORKBOOK)
    start = head[:2048].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if b"urn:schemas-microsoft-com:office:spreadsheet" in start:
        raise Refused(Reason.OLD_XML)
    if start.startswith((b"<!doctype html", b"<html", b"<table", b"<head", b"<meta")):
        raise Refused(Reason.WEB_PAGE)
    if start.startswith((b"<?xml", b"<!doctype", b"{", b"mime-version:")):
        raise Refused(Reason.NO_WORKBOOK)
    return FileKind.TEXT


def _wide_text(head: bytes) -> bool:
    """Whether bytes without a byte order mark are UTF-16: every other byte of Latin text is then zero."""
    sample = head[:512]
    return len(sample) >= 4 and any(
        sample[start::2].count(0) > 0.6 * len(sample[start::2]) and 0 not in sample[1 - start :: 2]
        for start in (0, 1)
    )


def _compound(path: Path, size: int) -> Inspection:
    """A compound file (MS-CFB), told apart by the names of its streams, which are UTF-16."""
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        for stream, reason in OLE_STREAMS:
            if _has_stream(content, stream):
                if reason is not None:
                    raise Refused(reason)
                return Inspection(FileKind.XLS, size, _has_stream(content, "_VBA_PROJECT_CUR"))
    raise Refused(Reason.HALF if size < 4096 else Reason.NO_WORKBOOK)


def _has_stream(content: mmap.mmap, name: str) -> bool:
    """Whether a directory entry, which is 128 bytes at a multiple of 128, begins with a name."""
    wanted = name.encode("utf-16-le")
    place = content.find(wanted)
    while place >= 0 and place % 128:
        place = content.find(wanted, place + 1)
    return place >= 0


def _zip(path: Path, limits: Limits) -> Inspection:
    try:
        with zipfile.ZipFile(path) as archive:
            return _archive(archive, limits)
    except ZIP_ERRORS as error:
        raise Refused(Reason.HALF if isinstance(error, zipfile.BadZipFile) else Reason.DAMAGED) from error


def _archive(archive: zipfile.ZipFile, limits: Limits) -> Inspection:
    parts = archive.infolist()
    names = {part.filename.replace("\\", "/").lstrip("/").lower(): part for part in parts}
    kind = _kind(archive, names, limits)
    if isinstance(kind, Reason):
        raise Refused(kind)
    if any(part.flag_bits & 1 for part in parts):
        raise Refused(Reason.PASSWORD)
    data = [part for name, part in names.items() if name.endswith((".xml", ".bin", ".rels"))]
    unpacked = sum(part.file_size for part in data)
    if len(parts) > limits.parts or unpacked > limits.unpacked:
        raise Refused(Reason.BOMB)
    macros = any(name.endswith("vbaproject.bin") or name.startswith("basic/") for name in names)
    return Inspection(kind, unpacked, macros)


def _kind(archive: zipfile.ZipFile, names: dict[str, zipfile.ZipInfo], limits: Limits) -> FileKind | Reason:
    types = _small(archive, names.get("[content_types].xml")).lower()
    for word, kind in CONTENT_TYPES:
        if word in types:
            return kind
    for word, kind in OPEN_DOCUMENTS:
        if word in _small(archive, names.get("mimetype")):
            manifest = _small(archive, names.get("meta-inf/manifest.xml"))
            return Reason.PASSWORD if b"encryption-data" in manifest else kind
    if "xl/workbook.xml" in names:
        return FileKind.XLSX
    if "xl/workbook.bin" in names:
        return FileKind.XLSB
    return Reason.NUMBERS if any(name.endswith(".iwa") for name in names) else Reason.ARCHIVE


def _small(archive: zipfile.ZipFile, part: zipfile.ZipInfo | None) -> bytes:
    """The first megabyte of a part that is small in any honest file; empty where it is missing."""
    if part is None or part.flag_bits & 1:
        return b""
    with archive.open(part) as file:
        return file.read(1_048_576)
