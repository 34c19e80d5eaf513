"""Texts longer than a cell can hold, carried whole: the cell has the beginning, a sheet has what follows.

A cell holds 32,767 characters at most, counted in UTF-16 code units (Excel specifications and limits), and
readers take a text of exactly that length for one that was cut. A longer text is taken apart. Its cell
carries the first part and, on a line of its own, a mark in ⟦ ⟧; the further parts stand in the rows of the
sheet "Long texts", each with the uid of its record and the name of its field in hidden columns. On the way
back `restored` joins them: whoever edits the beginning in the cell, or a part on the sheet, has edited the
text, and whoever removes the mark has replaced all of it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from db.exchange.escaping import escape
from db.exchange.labels import Labels
from db.language import mark

MOST = 32_766
PART = 16_000  # characters, so that a part also fits when its every character takes two units

SHEET = mark("Long texts")
CONTINUED = mark("The text goes on in the sheet “{sheet}”")


@dataclass(frozen=True)
class Continuation:
    """A further part of a text, from 2 on: of which field of which record, and how its sheet calls that."""

    uid: str
    field: str
    part: int
    text: str
    sheet: str
    title: str
    label: str


def fits(text: str) -> bool:
    """Whether a cell can hold `text` as it is."""
    if len(text) * 2 <= MOST and text.isprintable():
        return True
    return len(escape(text).encode("utf-16-le", "surrogatepass")) // 2 <= MOST


def parts(text: str, size: int = PART) -> list[str]:
    """`text` in pieces that each fit a cell with room for the mark."""
    pieces: list[str] = []
    for begin in range(0, len(text), size):
        piece = text[begin : begin + size]
        whole = len(escape(piece)) <= 2 * PART
        pieces.extend([piece] if whole else parts(piece, size // 2))
    return pieces


def marked(beginning: str, labels: Labels) -> str:
    """The cell of a text of which `beginning` is the first part."""
    return f"{beginning}\n⟦{labels.tr(CONTINUED, sheet=labels.tr(SHEET))}⟧"


def restored(cell: str, further: Sequence[str]) -> str:
    """The whole text: `cell` as it was read, `further` the parts of it from the sheet, in their order.

    Join before anything is trimmed: a part may begin or end with a blank.
    """
    beginning, mark_sign, _ = cell.rpartition("\n⟦")
    if not mark_sign or not cell.endswith("⟧"):
        return cell
    return "".join((beginning, *further))
