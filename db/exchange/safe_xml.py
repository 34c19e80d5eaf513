"""XML out of a zip, read as it streams: no document types, no entities, no more bytes than allowed."""

import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Protocol
from xml.parsers import expat

from db.exchange.building import Budget
from db.exchange.inspection import ZIP_ERRORS
from db.exchange.refusals import Reason, Refused

CHUNK = 1 << 18


class Handler(Protocol):
    """What is told of elements (named "namespace local") and text as they come."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""

    def end(self, name: str) -> None:
        """An element ends."""

    def text(self, data: str) -> None:
        """Text inside the element that began last and has not ended."""


@dataclass
class Element:
    """One element of a small document: its local name, its parent's, its attributes, its own text."""

    name: str
    parent: str
    attributes: dict[str, str]
    text: str = ""


@dataclass
class _Collector:
    """Every element of a small document, in the order in which they begin."""

    elements: list[Element] = field(default_factory=list)
    open: list[Element] = field(default_factory=list)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        parent = self.open[-1].name if self.open else ""
        named = {local(key): value for key, value in attributes.items()}
        element = Element(local(name), parent, named)
        self.elements.append(element)
        self.open.append(element)

    def end(self, name: str) -> None:
        self.open.pop()

    def text(self, data: str) -> None:
        self.open[-1].text += data


def local(name: str) -> str:
    """The name of an element or attribute without its namespace."""
    return name.rpartition(" ")[2]


class Package:
    """The parts of a zipped workbook, found by name in any case and with either slash."""

    def __init__(self, archive: zipfile.ZipFile, budget: Budget) -> None:
        self._archive = archive
        self._budget = budget
        self._parts = {_normal(part.filename): part for part in archive.infolist()}

    def __contains__(self, name: str) -> bool:
        return _normal(name) in self._parts

    def size(self, name: str) -> int:
        """Bytes that a part unpacks to by its own account; 0 where it is missing."""
        part = self._parts.get(_normal(name))
        return part.file_size if part else 0

    def head(self, name: str, size: int = 4096) -> bytes:
        """The first bytes of a part; empty where it is missing or damaged."""
        part = self._parts.get(_normal(name))
        if part is None:
            return b""
        try:
            with self._archive.open(part) as stream:
                return stream.read(size)
        except ZIP_ERRORS:
            return b""

    def parse(self, name: str, handler: Handler) -> None:
        """Read a part to its end. Raises Refused when it is missing, damaged, unsafe or too large."""
        part = self._parts.get(_normal(name))
        if part is None:
            raise Refused(Reason.DAMAGED)
        parser = _parser(handler)
        try:
            with self._archive.open(part) as stream:
                while chunk := stream.read(CHUNK):
                    self._budget.take_bytes(len(chunk))
                    parser.Parse(chunk, False)
                parser.Parse(b"", True)
        except (expat.ExpatError, LookupError, *ZIP_ERRORS) as error:
            raise Refused(Reason.DAMAGED) from error

    def elements(self, name: str) -> list[Element]:
        """Every element of a small part; none where the part is missing."""
        if name not in self:
            return []
        collector = _Collector()
        self.parse(name, collector)
        return collector.elements


def _normal(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()


def _parser(handler: Handler) -> expat.XMLParserType:
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.buffer_size = 1 << 16
    refuse: Callable[..., Any] = _refuse
    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    parser.StartElementHandler = handler.start
    parser.EndElementHandler = handler.end
    parser.CharacterDataHandler = handler.text
    return parser


def _refuse(*_declaration: object) -> None:
    raise Refused(Reason.FOREIGN_XML)
