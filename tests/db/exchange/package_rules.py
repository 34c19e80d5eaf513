"""What Excel is strict about in the package of a workbook: parts, types, relations, names, styles.

ECMA-376 parts 1 and 2; Excel specifications and limits. A workbook that keeps to all of it is opened without
an offer to repair it.
"""

import posixpath
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_CUSTOM = "{http://schemas.openxmlformats.org/officeDocument/2006/custom-properties}property"
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z")
_NAME = re.compile(r"[A-Za-zА-я_\\][\w.\\?]*")

LONGEST_LINK = 2079
MOST = {"fonts": 1024, "fills": 64_000, "borders": 64_000, "cellXfs": 64_000, "numFmts": 250}
"""Excel specifications and limits: unique fonts, fills, cell formats and number formats in a workbook."""


@dataclass
class Package:
    """The parts of a workbook, each as it was parsed, with the relations of each by their ids."""

    parts: dict[str, bytes]
    trees: dict[str, Element] = field(default_factory=dict)
    relations: dict[str, dict[str, tuple[str, str, bool]]] = field(default_factory=dict)

    @property
    def workbook(self) -> Element:
        """The part about the workbook as a whole."""
        return self.trees["xl/workbook.xml"]

    def sheets(self) -> Iterator[tuple[str, str, Element]]:
        """Each sheet: its name, its part, its tree."""
        for sheet in self.workbook.iter(f"{MAIN}sheet"):
            _, part, _ = self.relations["xl/workbook.xml"][sheet.attrib[f"{RELATED}id"]]
            yield sheet.attrib["name"], part, self.trees[part]


def opened(path: Path) -> tuple[Package, list[str]]:
    """A package, and what is wrong with its zip, its XML and its relations."""
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        wrong = [f"{name}: twice in the zip" for name, n in Counter(map(str.lower, names)).items() if n > 1]
        wrong += [f"{name}: damaged" for name in [archive.testzip()] if name]
        package = Package({name: archive.read(name) for name in names})
    for name, content in package.parts.items():
        if name.startswith("/") or "\\" in name:
            wrong.append(f"{name}: no name of a part")
        if name.endswith((".xml", ".rels")):
            try:
                package.trees[name] = ElementTree.fromstring(content)
            except ElementTree.ParseError as error:
                wrong.append(f"{name}: {error}")
            if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
                wrong.append(f"{name}: a document type")
    wrong += _relations(package)
    return package, wrong


def package_problems(package: Package) -> Iterator[str]:
    """What is wrong with the types, names, styles and properties."""
    yield from _types(package)
    yield from _reachable(package)
    yield from _sheet_names(package)
    yield from _defined_names(package)
    yield from _styles(package)
    yield from _properties(package)


def _relations(package: Package) -> Iterator[str]:
    for name, tree in package.trees.items():
        if not name.endswith(".rels"):
            continue
        folder, file = posixpath.split(posixpath.dirname(name))[0], posixpath.basename(name)[: -len(".rels")]
        source = posixpath.join(folder, file) if file else ""
        if source and source not in package.parts:
            yield f"{name}: relations of nothing"
        found = package.relations.setdefault(source, {})
        for each in tree.iter(_RELATION):
            identity, target = each.attrib["Id"], each.attrib["Target"]
            outside = each.get("TargetMode") == "External"
            if identity in found:
                yield f"{name}: {identity} twice"
            if outside and (len(target) > LONGEST_LINK or not target.isprintable() or " " in target):
                yield f"{name}: no address: {target[:40]}"
            if not outside:
                target = posixpath.normpath(posixpath.join(folder, target)).lstrip("/")
                if target not in package.parts:
                    yield f"{name}: {target} is not there"
            found[identity] = each.attrib["Type"], target, outside
    for name, tree in package.trees.items():
        for element in tree.iter():
            for key in ("id", "embed", "link"):
                asked = element.get(f"{RELATED}{key}")
                if asked and asked not in package.relations.get(name, {}):
                    yield f"{name}: no relation {asked}"


def _types(package: Package) -> Iterator[str]:
    tree = package.trees["[Content_Types].xml"]
    defaults = Counter(each.attrib["Extension"].lower() for each in tree.iter(f"{_TYPES}Default"))
    overrides = Counter(each.attrib["PartName"] for each in tree.iter(f"{_TYPES}Override"))
    yield from (f"{name}: two types" for name, n in (defaults + overrides).items() if n > 1)
    for name in package.parts:
        ending = name.rpartition(".")[2].lower()
        if name == "[Content_Types].xml" or f"/{name}" in overrides:
            continue
        if ending not in defaults or (ending == "xml"):
            yield f"{name}: no type of its own"
    yield from (f"{name}: a type of nothing" for name in overrides if name[1:] not in package.parts)


def _reachable(package: Package) -> Iterator[str]:
    seen, waiting = set[str](), [""]
    while waiting:
        source = waiting.pop()
        if source in seen:
            continue
        seen.add(source)
        waiting += [
            target for _, target, outside in package.relations.get(source, {}).values() if not outside
        ]
    parts = {name for name in package.parts if not name.endswith(".rels")} - {"[Content_Types].xml"}
    yield from (f"{name}: nothing leads to it" for name in sorted(parts - seen))


def _sheet_names(package: Package) -> Iterator[str]:
    sheets = list(package.workbook.iter(f"{MAIN}sheet"))
    names = [sheet.attrib["name"] for sheet in sheets]
    for name in names:
        units = len(name.encode("utf-16-le")) // 2
        if not 0 < units <= 31 or re.search(r"[\[\]:*?/\\\x00-\x1f]", name) or name.strip("'") != name:
            yield f"no name for a sheet: {name}"
        if name.casefold() == "history":
            yield "Excel keeps the name History for itself"
    yield from (f"{name}: two sheets" for name, n in Counter(map(str.casefold, names)).items() if n > 1)
    for key in ("sheetId", f"{RELATED}id"):
        if len({sheet.attrib[key] for sheet in sheets}) < len(sheets):
            yield f"two sheets with the same {key}"
    shown = [place for place, sheet in enumerate(sheets) if sheet.get("state", "visible") == "visible"]
    active = [int(view.get("activeTab", 0)) for view in package.workbook.iter(f"{MAIN}workbookView")]
    if not shown or any(place not in shown for place in active):
        yield f"the sheet in front is hidden or not there: {active}"


def _defined_names(package: Package) -> Iterator[str]:
    names = [sheet.attrib["name"] for sheet in package.workbook.iter(f"{MAIN}sheet")]
    known = {name.replace("'", "''") for name in names}
    seen: set[tuple[str, str | None]] = set()
    for each in package.workbook.iter(f"{MAIN}definedName"):
        name, scope, text = each.attrib["name"], each.get("localSheetId"), each.text or ""
        if (name.casefold(), scope) in seen:
            yield f"{name}: defined twice"
        seen.add((name.casefold(), scope))
        if not _NAME.fullmatch(name) or len(name) > 255 or re.fullmatch(r"[A-Za-z]{1,3}\d+|[rRcC]", name):
            yield f"{name}: no name for a range"
        if scope is not None and int(scope) >= len(names):
            yield f"{name}: of no sheet"
        for sheet in re.findall(r"'((?:[^']|'')+)'!|(\w+)!", text):
            if "".join(sheet) not in known:
                yield f"{name}: of a sheet that is not there: {text}"


def _styles(package: Package) -> Iterator[str]:
    root = package.trees["xl/styles.xml"]
    counts: dict[str, int] = {}
    for group in root:
        name = group.tag.removeprefix(MAIN)
        counts[name] = len(group)
        if "count" in group.attrib and int(group.attrib["count"]) != len(group):
            yield f"styles: {name} are not as many as they say"
        if len(group) > MOST.get(name, 64_000):
            yield f"styles: too many {name}"
    formats = [each.attrib for each in root.iter(f"{MAIN}numFmt")]
    codes = Counter(each["numFmtId"] for each in formats)
    yield from (f"styles: number format {number} twice" for number, n in codes.items() if n > 1)
    yield from (f"styles: {each}" for each in formats if len(each["formatCode"]) > 255)
    places = {"fontId": "fonts", "fillId": "fills", "borderId": "borders", "xfId": "cellStyleXfs"}
    for each in root.iter(f"{MAIN}xf"):
        for key, group_name in places.items():
            if int(each.get(key, 0)) >= max(counts.get(group_name, 0), 1):
                yield f"styles: no {group_name} {each.get(key)}"
        number = int(each.get("numFmtId", 0))
        if number >= 164 and str(number) not in codes:
            yield f"styles: no number format {number}"
    for colour in root.iter(f"{MAIN}color"):
        if "rgb" in colour.attrib and not re.fullmatch(r"[0-9A-Fa-f]{8}", colour.attrib["rgb"]):
            yield f"styles: no colour: {colour.attrib['rgb']}"


def _properties(package: Package) -> Iterator[str]:
    core = package.trees["docProps/core.xml"]
    yield from (f"core: {tag} twice" for tag, n in Counter(each.tag for each in core).items() if n > 1)
    for each in core:
        if each.tag.endswith(("created", "modified")) and not _MOMENT.fullmatch(each.text or ""):
            yield f"core: no moment: {each.text}"
    custom = package.trees.get("docProps/custom.xml")
    said = list(custom.iter(_CUSTOM)) if custom is not None else []
    numbers = [int(each.attrib["pid"]) for each in said]
    if len(set(numbers)) < len(numbers) or any(number < 2 for number in numbers):
        yield f"custom: numbers of properties: {numbers}"
    names = Counter(each.attrib["name"].casefold() for each in said)
    yield from (f"custom: {name} twice or too long" for name, n in names.items() if n > 1 or len(name) > 255)
    yield from (f"custom: {each.attrib['name']} has no value" for each in said if len(each) != 1)
    yield from (
        f"custom: {each.attrib['name']} is too long" for each in said if len("".join(each.itertext())) > 255
    )
