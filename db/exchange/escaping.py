"""Characters that a workbook's XML can't carry, written so that they come back: Excel's `_xHHHH_` escapes.

ECMA-376 part 1, 22.9.2.19 (ST_Xstring). A text that only looks like an escape has its underscore escaped.
"""

import re

# What XML 1.0 does not allow or changes on reading (a carriage return becomes a line feed).
_IMPOSSIBLE = "\\x00-\\x08\\x0b-\\x1f\\ud800-\\udfff\\ufffe\\uffff"
_TO_ESCAPE = re.compile(f"[{_IMPOSSIBLE}]|_(?=x[0-9A-Fa-f]{{4}}[_{_IMPOSSIBLE}])")
_ESCAPES = re.compile("(?:_x[0-9A-Fa-f]{4}_)+")


def escape(text: str) -> str:
    """`text` as the XML of a workbook carries it."""
    if text.isprintable() and "_x" not in text:
        return text
    return _TO_ESCAPE.sub(lambda found: f"_x{ord(found.group()):04X}_", text)


def unescape(text: str) -> str:
    """The inverse of `escape`, for what other programs wrote, too; half a surrogate pair becomes U+FFFD."""
    return _ESCAPES.sub(_unescaped, text) if "_x" in text else text


def _unescaped(found: re.Match[str]) -> str:
    units = [int(unit[1:5], 16) for unit in found.group().split("_") if unit]
    return b"".join(unit.to_bytes(2, "little") for unit in units).decode("utf-16-le", "replace")
