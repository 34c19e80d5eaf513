"""Reading tables saved as text (.csv, .tsv, .txt): encoding and delimiter are found out.

Every cell stays text, so that no leading zero and no digit is lost; an apostrophe that guards a formula goes.
"""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from db.exchange.building import Budget, SheetBuilder
from db.exchange.cell_text import LONGEST, may_be_cut
from db.exchange.csv_guard import unguarded
from db.exchange.refusals import Reason, Refused
from db.exchange.sheets import NoteKind, Sheet, Workbook
from db.language import tr

DELIMITERS = ";\t,|"
"""In the order in which one is preferred where several fit equally: a comma also stands inside texts."""

SAMPLE = 100  # records that decide on the delimiter
WORTH_CUTTING = 0.5  # of these, how many must come to one width; fewer is running text
NO_DELIMITER = "\x1f"  # stands in no text

_BOMS: tuple[tuple[bytes, str], ...] = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
LETTERS_TOGETHER = 1.8  # letters beyond ASCII side by side, on average; fewer is Latin text
_BEYOND_ASCII = re.compile(rb"[\x80-\xff]+")
_CYRILLIC = "аеинорстлвкмдупяызьбгчйхжшюцщэфъё"


def read_text(path: Path, budget: Budget, into: Workbook) -> Iterator[Sheet]:
    """The one sheet of a text file, named after it. Raises Refused when it is no table of text."""
    content = path.read_bytes()
    budget.take_bytes(len(content))
    text = _decoded(content, into)
    if not text.strip():
        raise Refused(Reason.EMPTY)
    delimiter, text = _delimiter(text)
    csv.field_size_limit(len(text) + 1)
    try:
        yield _sheet(path, text, delimiter, True, budget)
    except csv.Error:
        into.remarks.append(
            tr("Quotation marks in this file don't close where they should, so some rows may run together.")
        )
        yield _sheet(path, text, delimiter, False, budget)


def _sheet(path: Path, text: str, delimiter: str, strict: bool, budget: Budget) -> Sheet:
    builder = SheetBuilder(path.stem, False, budget)
    records = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=strict)
    for number, record in enumerate(records, start=1):
        builder.put_row(number, [unguarded(cell)[:LONGEST] or None for cell in record])
        for column, cell in enumerate(record, start=1):
            if may_be_cut(cell):
                builder.note(number, column, NoteKind.CUT)
    return builder.finish()


def _decoded(content: bytes, into: Workbook) -> str:
    """The text of a file. What is neither UTF-8 nor UTF-16 is guessed, and the guess is remarked."""
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return _strictly(content, encoding)
    if content[1:512:2].count(0) > 100 or (len(content) < 512 and content[1:2] == b"\0"):
        return _strictly(content, "utf-16-le")
    if content[0:512:2].count(0) > 100 or content[:1] == b"\0":
        return _strictly(content, "utf-16-be")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        encoding, shown = likeliest(content)
    into.remarks.append(
        tr("The file does not say how its letters are stored; it was read as {encoding}.", encoding=shown)
    )
    return content.decode(encoding, "replace")


def _strictly(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise Refused(Reason.HALF) from error


def likeliest(content: bytes) -> tuple[str, str]:
    """Windows-1252 where letters beyond ASCII stand alone, as accents do in Latin text; else Windows-1251 or
    DOS Cyrillic, by which gives the more ordinary small letters."""
    sample = content[:65_536]
    runs = _BEYOND_ASCII.findall(sample)
    if sum(map(len, runs)) < LETTERS_TOGETHER * len(runs):
        return "cp1252", "Windows-1252"
    scores = {
        encoding: sum(sample.decode(encoding, "replace").count(letter) for letter in _CYRILLIC)
        for encoding in ("cp1251", "cp866")
    }
    return ("cp866", "DOS (866)") if scores["cp866"] > scores["cp1251"] else ("cp1251", "Windows-1251")


def _delimiter(text: str) -> tuple[str, str]:
    """The delimiter and the text after a first line "sep=;" that names it, which Excel understands."""
    first, _, rest = text.partition("\n")
    if first.strip().lower().startswith("sep=") and len(first.strip()) == 5:
        return first.strip()[4], rest
    scores = {delimiter: _fit(text, delimiter) for delimiter in DELIMITERS}
    best = max(DELIMITERS, key=lambda delimiter: scores[delimiter])
    return best if scores[best] > WORTH_CUTTING else NO_DELIMITER, text


def _fit(text: str, delimiter: str) -> float:
    """How well a delimiter cuts the first records into rows of one width; 0 when it cuts nothing."""
    widths: Counter[int] = Counter()
    records = csv.reader(io.StringIO(text[:200_000], newline=""), delimiter=delimiter)
    csv.field_size_limit(200_001)
    for record in records:
        if any(cell.strip() for cell in record):
            widths[len(record)] += 1
        if widths.total() >= SAMPLE:
            break
    width, count = max(widths.items(), key=lambda item: (item[0] > 1) * item[1], default=(1, 0))
    return count / widths.total() + width / 1000 if width > 1 else 0
