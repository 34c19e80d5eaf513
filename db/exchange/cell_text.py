"""Texts of cells: escapes undone, nothing for an empty one, and a bound on their length."""

from db.exchange.escaping import unescape

EXCEL_LIMIT = 32_767  # characters in a cell, Excel specifications and limits
LONGEST = 1_000_000  # what is kept of a text from a program that knows no limit


def readable(text: str) -> str | None:
    """`text` as the cell holds it, with Excel's `_xHHHH_` escapes undone; None for an empty one."""
    return unescape(text)[:LONGEST] or None


def may_be_cut(text: str) -> bool:
    """Whether a text is exactly as long as Excel allows, or was longer than is kept here."""
    if len(text) < EXCEL_LIMIT // 2:
        return False
    return len(text) == LONGEST or EXCEL_LIMIT in {len(text), len(text.encode("utf-16-le", "replace")) // 2}
