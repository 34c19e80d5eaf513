"""The parts of an .xlsx around its sheets: their list, shared texts, number formats, properties."""

import posixpath
from dataclasses import dataclass

from db.exchange.cell_text import readable
from db.exchange.number_formats import PLAIN, NumberFormat, number_format
from db.exchange.refusals import Reason, Refused
from db.exchange.safe_xml import Package, local


@dataclass(frozen=True)
class SheetPart:
    """A sheet as the workbook lists it; `part` is its place in the zip, `is_grid` false for a chart."""

    name: str
    hidden: bool
    part: str
    is_grid: bool


@dataclass(frozen=True)
class Outline:
    """What the workbook part says: sheets in their order, where dates start, whether values may be stale."""

    sheets: list[SheetPart]
    epoch_1904: bool
    never_calculated: bool
    texts: str
    styles: str


def relations(package: Package, part: str) -> dict[str, tuple[str, str]]:
    """What a part refers to: id to (last word of the type, place in the zip)."""
    folder, _, name = part.rpartition("/")
    found = {}
    for element in package.elements(f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"):
        attributes = element.attributes
        if element.name != "Relationship" or attributes.get("TargetMode") == "External":
            continue
        target = attributes.get("Target", "").replace("\\", "/")
        place = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
        kind = attributes.get("Type", "").rpartition("/")[2]
        found[attributes.get("Id", "")] = (kind, posixpath.normpath(place))
    return found


def outline(package: Package) -> Outline:
    """The workbook part, found by the package's own relations. Raises Refused when there is none."""
    main = next((place for kind, place in relations(package, "").values() if kind == "officeDocument"), "")
    main = main if main in package else "xl/workbook.xml"
    if main not in package:
        raise Refused(Reason.DAMAGED)
    related = relations(package, main)
    places = {kind: place for kind, place in related.values()}
    sheets: list[SheetPart] = []
    epoch_1904 = never_calculated = False
    for element in package.elements(main):
        attributes = element.attributes
        if element.name == "workbookPr":
            epoch_1904 = is_on(attributes.get("date1904"))
        elif element.name == "calcPr":
            never_calculated = is_on(attributes.get("fullCalcOnLoad"))
        elif element.name == "sheet" and element.parent == "sheets":
            sheets.append(_sheet(attributes, related))
    if not sheets:
        raise Refused(Reason.NO_SHEETS)
    texts, styles = places.get("sharedStrings", ""), places.get("styles", "")
    return Outline(sheets, epoch_1904, never_calculated, texts, styles)


def _sheet(attributes: dict[str, str], related: dict[str, tuple[str, str]]) -> SheetPart:
    kind, place = related.get(attributes.get("id", ""), ("", ""))
    hidden = attributes.get("state", "visible") != "visible"
    return SheetPart(readable(attributes.get("name", "")) or "?", hidden, place, kind in {"worksheet", ""})


def is_on(flag: str | None) -> bool:
    """A yes/no attribute of OOXML."""
    return flag in {"1", "true", "on"}


class _SharedTexts:
    """Collects the shared texts; what belongs to phonetic guides is left out."""

    def __init__(self) -> None:
        self.texts: list[str | None] = []
        self._pieces: list[str] = []
        self._guide = self._inside = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        tag = local(name)
        if tag == "t":
            self._inside = not self._guide
        elif tag == "rPh":
            self._guide = True

    def end(self, name: str) -> None:
        tag = local(name)
        if tag == "t":
            self._inside = False
        elif tag == "rPh":
            self._guide = False
        elif tag == "si":
            self.texts.append(readable("".join(self._pieces)))
            self._pieces.clear()

    def text(self, data: str) -> None:
        if self._inside:
            self._pieces.append(data)


def shared_texts(package: Package, part: str) -> list[str | None]:
    """The texts that cells refer to by number; none where the workbook has no such part."""
    if part not in package:
        return []
    handler = _SharedTexts()
    package.parse(part, handler)
    return handler.texts


def cell_formats(package: Package, part: str) -> list[NumberFormat]:
    """The number format behind each cell style."""
    codes: dict[int, str] = {}
    formats: list[NumberFormat] = []
    seen: dict[int, NumberFormat] = {0: PLAIN}
    for element in package.elements(part) if part in package else []:
        attributes = element.attributes
        if element.name == "numFmt" and element.parent == "numFmts":
            codes[_whole(attributes.get("numFmtId"))] = attributes.get("formatCode", "")
        elif element.name == "xf" and element.parent == "cellXfs":
            identifier = _whole(attributes.get("numFmtId"))
            if identifier not in seen:
                seen[identifier] = number_format(identifier, codes.get(identifier))
            formats.append(seen[identifier])
    return formats


def _whole(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 10 else 0


def custom_properties(package: Package) -> dict[str, str]:
    """Properties that the workbook's author added (docProps/custom.xml): name to value, as text."""
    places = [place for kind, place in relations(package, "").values() if kind == "custom-properties"]
    found: dict[str, str] = {}
    name = ""
    for element in package.elements(places[0]) if places else []:
        if element.name == "property":
            name = element.attributes.get("name", "")
        elif element.parent == "property" and name:
            found[name] = element.text
    return found
