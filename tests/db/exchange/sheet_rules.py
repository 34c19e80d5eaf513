"""What Excel is strict about within the sheets of a workbook, its texts, formulas, rules and charts.

ECMA-376 part 1, 18.3 (CT_Worksheet); Excel specifications and limits.
"""

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from xml.etree.ElementTree import Element

from openpyxl.utils import column_index_from_string

from db.exchange.escaping import unescape
from tests.db.exchange.package_rules import MAIN, RELATED, Package, opened, package_problems

LONGEST_TEXT, LONGEST_FORMULA, LONGEST_LIST = 32_767, 8_192, 255
MOST_LINKS, MOST_ROWS, MOST_COLUMNS = 65_530, 1_048_576, 16_384
ORDER = (
    *("sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr"),
    *("sheetProtection", "protectedRanges", "scenarios", "autoFilter", "sortState", "dataConsolidate"),
    *("customSheetViews", "mergeCells", "phoneticPr", "conditionalFormatting", "dataValidations"),
    *("hyperlinks", "printOptions", "pageMargins", "pageSetup", "headerFooter", "rowBreaks", "colBreaks"),
    *("customProperties", "cellWatches", "ignoredErrors", "smartTags", "drawing", "legacyDrawing"),
    *("legacyDrawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts", "extLst"),
)
"""The parts of a sheet in the only order that the schema has."""

CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_CELL = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
Box = tuple[int, int, int, int]


def problems(path: Path) -> list[str]:
    """Everything in a workbook that Excel could balk at; empty for one that it opens without a word."""
    package, wrong = opened(path)
    if wrong:  # what is in no order can't be looked into
        return wrong
    wrong += package_problems(package)
    strings = [
        "".join(part.text or "" for part in each.iter(f"{MAIN}t"))
        for each in package.trees.get("xl/sharedStrings.xml", Element("none"))
    ]
    used = 0
    for name, part, root in package.sheets():
        sheet = _Sheet(package, root, strings)
        wrong += [f"{name}: {each}" for each in sheet.problems()]
        used += sheet.shared
        if any(package.relations.get(part, {}).get(i, ("",))[0] == "" for i in sheet.relations):
            wrong.append(f"{name}: a relation that is not there")
    wrong += _strings(package, strings, used)
    return wrong + list(_charts(package))


def _strings(package: Package, strings: Sequence[str], used: int) -> Iterator[str]:
    root = package.trees.get("xl/sharedStrings.xml")
    if root is None:
        return
    if int(root.get("uniqueCount", len(strings))) != len(strings):
        yield "shared texts: not as many as they say"
    if "count" in root.attrib and int(root.attrib["count"]) not in (used, len(strings)):
        yield "shared texts: not used as often as they say"
    yield from (f"shared text too long: {text[:30]}" for text in strings if _units(text) > LONGEST_TEXT)


class _Sheet:
    """One sheet under examination."""

    def __init__(self, package: Package, root: Element, strings: Sequence[str]) -> None:
        self._package, self._root, self._strings = package, root, strings
        styles = package.trees["xl/styles.xml"]
        self._formats = len(styles.find(f"{MAIN}cellXfs") or ())
        self._dxfs = len(styles.find(f"{MAIN}dxfs") or ())
        self.shared = 0
        self.relations = [each for e in root.iter() if (each := e.get(f"{RELATED}id"))]

    def problems(self) -> Iterator[str]:
        """What is wrong with it."""
        tags = [each.tag.removeprefix(MAIN) for each in self._root]
        places = [ORDER.index(tag) if tag in ORDER else -1 for tag in tags]
        if places != sorted(places) or -1 in places:
            yield f"parts out of order: {tags}"
        several = Counter(tag for tag in tags if tag != "conditionalFormatting")
        yield from (f"{tag} twice" for tag, n in several.items() if n > 1)
        yield from self._columns()
        yield from self._rows()
        yield from self._views()
        yield from self._links()
        yield from self._validations()
        yield from self._conditions()
        yield from self._ranges()
        yield from self._page()

    def _columns(self) -> Iterator[str]:
        last = 0
        for column in self._root.iter(f"{MAIN}col"):
            first, until = int(column.attrib["min"]), int(column.attrib["max"])
            if not last < first <= until <= MOST_COLUMNS:
                yield f"columns {first} to {until} out of order"
            last = until
            if not 0 <= float(column.get("width", 8)) <= 255:
                yield f"column {first}: width {column.get('width')}"
            if int(column.get("style", 0)) >= self._formats:
                yield f"column {first}: no such style"

    def _rows(self) -> Iterator[str]:
        last = 0
        for row in self._root.iter(f"{MAIN}row"):
            number = int(row.attrib["r"])
            if not last < number <= MOST_ROWS:
                yield f"row {number} out of order"
            last, before = number, 0
            if not 0 <= float(row.get("ht", 15)) <= 409.5:
                yield f"row {number}: height {row.get('ht')}"
            for cell in row:
                column, own = _place(cell.attrib["r"])
                if own != number or not before < column <= MOST_COLUMNS:
                    yield f"cell {cell.attrib['r']} out of order"
                before = column
                yield from (f"{cell.attrib['r']}: {each}" for each in self._cell(cell))

    def _cell(self, cell: Element) -> Iterator[str]:
        if int(cell.get("s", 0)) >= self._formats:
            yield "no such style"
        kind, value = cell.get("t", "n"), cell.findtext(f"{MAIN}v")
        formula = cell.find(f"{MAIN}f")
        if formula is not None and (
            not formula.text or formula.text.startswith("=") or len(formula.text) > LONGEST_FORMULA
        ):
            yield f"no formula: {(formula.text or '')[:40]}"
        if kind == "s":
            self.shared += 1
            if value is None or not 0 <= int(value) < len(self._strings):
                yield f"no shared text {value}"
        elif kind == "inlineStr":
            texts = list(cell.iter(f"{MAIN}t"))
            yield from _text("".join(each.text or "" for each in texts))
            spaced = "{http://www.w3.org/XML/1998/namespace}space"
            if any(
                (each.text or "") != (each.text or "").strip() and each.get(spaced) != "preserve"
                for each in texts
            ):
                yield "blanks at its ends would go"
        elif kind == "str":
            yield from _text(value or "")
        elif kind == "b" and value not in ("0", "1"):
            yield f"neither yes nor no: {value}"
        elif kind == "n" and value is not None and not _finite(value):
            yield f"no number: {value}"
        elif kind not in ("n", "b", "e"):
            yield f"no type of cell: {kind}"

    def _views(self) -> Iterator[str]:
        for view in self._root.iter(f"{MAIN}sheetView"):
            if not 10 <= int(view.get("zoomScale", 100)) <= 400:
                yield f"zoom {view.get('zoomScale')}"
            panes = [each.get("pane", "topLeft") for each in view.iter(f"{MAIN}selection")]
            if len(set(panes)) < len(panes):
                yield f"selections of the same pane: {panes}"
            pane = view.find(f"{MAIN}pane")
            if pane is None:
                if panes not in ([], ["topLeft"]):
                    yield f"selections of panes that are not there: {panes}"
                continue
            across, down = (float(pane.get(key, 0)) for key in ("xSplit", "ySplit"))
            there = {"topLeft"} | ({"topRight"} if across else set()) | ({"bottomLeft"} if down else set())
            there |= {"bottomRight"} if across and down else set()
            column, row = _place(pane.attrib["topLeftCell"])
            if not set(panes) <= there or pane.get("activePane", "topLeft") not in there:
                yield f"panes {panes} of {there}"
            if pane.get("state") == "frozen" and (column <= across or row <= down):
                yield f"what scrolls begins in what stands still: {pane.attrib}"

    def _links(self) -> Iterator[str]:
        links = list(self._root.iter(f"{MAIN}hyperlink"))
        if len(links) > MOST_LINKS:
            yield f"{len(links)} links"
        for link in links:
            if not _box(link.attrib["ref"]):
                yield f"a link in {link.attrib['ref']}"
            if not link.get(f"{RELATED}id") and not link.get("location"):
                yield f"a link to nothing in {link.attrib['ref']}"
            if len(link.get("tooltip", "")) > 255:
                yield f"a long tip in {link.attrib['ref']}"

    def _validations(self) -> Iterator[str]:
        group = self._root.find(f"{MAIN}dataValidations")
        rules = list(group) if group is not None else []
        if group is not None and (not rules or int(group.get("count", len(rules))) != len(rules)):
            yield "rules are not as many as they say"
        boxes: list[Box] = []
        for rule in rules:
            formulas = [rule.findtext(f"{MAIN}formula{number}") or "" for number in (1, 2)]
            if any(len(text) > LONGEST_LIST for text in formulas) or (
                rule.get("type") == "list" and not formulas[0]
            ):
                yield f"a rule of {len(formulas[0])} characters"
            for key, most in (("error", 225), ("errorTitle", 32), ("prompt", 255), ("promptTitle", 32)):
                if len(rule.get(key, "")) > most:
                    yield f"a rule with a long {key}"
            boxes += [box or (0, 0, 0, 0) for box in map(_box, rule.attrib["sqref"].split())]
        if (0, 0, 0, 0) in boxes or _overlap(boxes):
            yield "rules for no cells, or two for one"

    def _conditions(self) -> Iterator[str]:
        order: list[int] = []
        for group in self._root.iter(f"{MAIN}conditionalFormatting"):
            if not all(map(_box, group.attrib["sqref"].split())) or not len(group):
                yield f"colours for {group.attrib['sqref']}"
            for rule in group.iter(f"{MAIN}cfRule"):
                order.append(int(rule.attrib["priority"]))
                if int(rule.get("dxfId", 0)) >= max(self._dxfs, 1):
                    yield f"no format {rule.get('dxfId')} for a colour"
                if any(len(each.text or "") > LONGEST_FORMULA for each in rule.iter(f"{MAIN}formula")):
                    yield "a long formula for a colour"
        if len(set(order)) < len(order) or any(number < 1 for number in order):
            yield f"colours in no order: {order}"

    def _ranges(self) -> Iterator[str]:
        merged = [_box(each.attrib["ref"]) or (0, 0, 0, 0) for each in self._root.iter(f"{MAIN}mergeCell")]
        if _overlap(merged) or any(box[:2] == box[2:] for box in merged):
            yield f"merged cells {merged}"
        for tag in ("autoFilter", "dimension"):
            for each in self._root.iter(f"{MAIN}{tag}"):
                box = _box(each.attrib["ref"])
                if box is None:
                    yield f"{tag} of {each.attrib['ref']}"
                    continue
                ids = [int(column.attrib["colId"]) for column in each.iter(f"{MAIN}filterColumn")]
                if len(set(ids)) < len(ids) or any(number > box[2] - box[0] for number in ids):
                    yield f"{tag} with columns {ids}"

    def _page(self) -> Iterator[str]:
        for setup in self._root.iter(f"{MAIN}pageSetup"):
            for key in ("fitToWidth", "fitToHeight"):
                if not 0 <= int(setup.get(key, 1)) <= 32_767:
                    yield f"{key} {setup.get(key)}"
            if not 10 <= int(setup.get("scale", 100)) <= 400:
                yield f"printed at {setup.get('scale')}"
        for margins in self._root.iter(f"{MAIN}pageMargins"):
            if not all(0 <= float(each) < 49 for each in margins.attrib.values()):
                yield f"margins {margins.attrib}"
        for header in self._root.iter(f"{MAIN}headerFooter"):
            yield from ("a long header" for each in header if len(each.text or "") > 255)


def _charts(package: Package) -> Iterator[str]:
    names = {name.replace("'", "''") for name, _, _ in package.sheets()}
    for part, root in package.trees.items():
        if not part.startswith("xl/charts/chart"):
            continue
        axes = {each.get("val") for each in root.iter(f"{CHART}axId")}
        crossed = {each.get("val") for each in root.iter(f"{CHART}crossAx")}
        if not crossed <= axes:
            yield f"{part}: axes {crossed} of {axes}"
        numbers = [each.get("val") for ser in root.iter(f"{CHART}ser") for each in ser.findall(f"{CHART}idx")]
        if len(set(numbers)) < len(numbers) or not 0 < len(numbers) <= 255:
            yield f"{part}: series {numbers}"
        for formula in root.iter(f"{CHART}f"):
            sheet = re.fullmatch(r"(?:'((?:[^']|'')+)'|(\w+))!(.+)", formula.text or "")
            if not sheet or (sheet[1] or sheet[2]) not in names or not _box(sheet[3]):
                yield f"{part}: no range: {formula.text}"
        for cache in root.iter():
            count = cache.find(f"{CHART}ptCount")
            points = [int(each.attrib["idx"]) for each in cache.findall(f"{CHART}pt")]
            if points and (
                count is None or max(points) >= int(count.attrib["val"]) or points != sorted(set(points))
            ):
                yield f"{part}: points {points}"


def _text(text: str) -> Iterator[str]:
    if _units(text) > LONGEST_TEXT:
        yield f"a text of {_units(text)} characters"


def _units(text: str) -> int:
    return len(unescape(text).encode("utf-16-le", "surrogatepass")) // 2


def _finite(text: str) -> bool:
    try:
        return math.isfinite(float(text)) and not re.search("[^0-9.eE+-]", text)
    except ValueError:
        return False


def _place(text: str) -> tuple[int, int]:
    found = _CELL.fullmatch(text)
    assert found is not None, text
    return column_index_from_string(found[1]), int(found[2])


def _box(text: str) -> Box | None:
    """The columns and rows of a range; None for what is none on a sheet."""
    first, _, last = text.partition(":")
    if not _CELL.fullmatch(first) or (last and not _CELL.fullmatch(last)):
        return None
    left, top = _place(first)
    right, bottom = _place(last or first)
    fits = left <= right <= MOST_COLUMNS and 1 <= top <= bottom <= MOST_ROWS
    return (left, top, right, bottom) if fits else None


def _overlap(boxes: Sequence[Box]) -> bool:
    return any(
        one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]
        for place, one in enumerate(boxes)
        for other in boxes[place + 1 :]
    )
