"""Rows as Excel and LibreOffice exchange them over the clipboard: tab-separated text, and HTML beside it."""

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from db.fields import Field, Kind
from db.queries import Row
from db.understanding import Context
from desktop.records.cell_text import edit_text

Cells = list[list[str]]

_QUOTED = re.compile(r'"((?:[^"]|"")*)"(?=\t|\r?\n|\r|\Z)')
_PLAIN = re.compile(r"[^\t\r\n]*")
_END = re.compile(r"\t|\r?\n|\r|\Z")

# Excel counts days from here, with a 29 February 1900 that never was.
_FIRST_DAY = dt.date(1899, 12, 30)

_NUMBERS = (Kind.WHOLE, Kind.NUMBER, Kind.MONEY)


@dataclass(frozen=True)
class Clip:
    """What goes onto the clipboard."""

    text: str
    html: str


def clip(fields: Sequence[Field], rows: Iterable[Row], how: Context) -> Clip:
    """Rows with a header; dates and numbers are true ones for Excel, text that begins with = stays text."""
    lines = ["\t".join(_quoted(about.label) for about in fields)]
    html = ["".join(f"<th>{escape(about.label)}</th>" for about in fields)]
    for row in rows:
        texts = [edit_text(about, row, how) for about in fields]
        lines.append("\t".join(map(_quoted, texts)))
        cells = (_html(about, row, text) for about, text in zip(fields, texts, strict=True))
        html.append("".join(cells))
    table = "".join(f"<tr>{line}</tr>" for line in html)
    head = '<html><head><meta charset="utf-8"></head><body>'
    return Clip("\r\n".join(lines) + "\r\n", f"{head}<table>{table}</table></body></html>")


def _quoted(text: str) -> str:
    """A cell as Excel writes it: in quotes where it has a tab or a line break, or begins with a quote."""
    if not any(sign in text for sign in "\t\r\n") and not text.startswith('"'):
        return text
    return '"' + text.replace('"', '""') + '"'


def _html(about: Field, row: Row, text: str) -> str:
    value = row.values.get(about.name)
    if isinstance(value, dt.date):
        days = (value - _FIRST_DAY).days
        excel = f'x:num="{days}" style="mso-number-format:\'dd\\.mm\\.yyyy\'"'
        return f'<td {excel} sdval="{days}" sdnum="1033;0;DD.MM.YYYY">{escape(text)}</td>'
    if about.kind in _NUMBERS and value is not None:
        return f'<td x:num="{value}" sdval="{value}" sdnum="1033;">{escape(text)}</td>'
    inside = escape(text).replace("\n", '<br style="mso-data-placement:same-cell">')
    return f'<td style="mso-number-format:\'\\@\'" sdnum="1033;0;@">{inside}</td>'


def cells_of(text: str) -> Cells:
    """The cells of a text from the clipboard, with equally many in every row; empty for an empty text.

    A cell in quotes is taken out of them only where they were needed, as Excel puts them around a line
    break, a tab or a quote: «"Misal" news» keeps its own.
    """
    if not text.strip("\r\n\0"):
        return []
    rows: Cells = [[]]
    text = text.rstrip("\0")
    place = 0
    while True:
        cell, place = _cell(text, place)
        rows[-1].append(cell)
        end = _END.match(text, place)
        sign = end.group() if end else ""
        place += len(sign)
        if sign == "\t":
            continue
        if place >= len(text):
            break
        rows.append([])
    width = max(map(len, rows))
    return [row + [""] * (width - len(row)) for row in rows]


def _cell(text: str, place: int) -> tuple[str, int]:
    quoted = _QUOTED.match(text, place)
    if quoted and any(sign in quoted[1] for sign in ("\t", "\n", "\r", '""')):
        inside = quoted[1].replace('""', '"')
        return inside.replace("\r\n", "\n").replace("\r", "\n"), quoted.end()
    plain = _PLAIN.match(text, place)
    return (plain.group(), plain.end()) if plain else ("", place)
