"""Names of sheets that are made of data: of another workbook's sheet, a kind of record."""

import unicodedata

LONGEST = 31
"""Characters that Excel takes."""

_FORBIDDEN = frozenset("[]:*?/\\")
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def sheet_name(text: str, taken: set[str]) -> str:
    """A name that a sheet may have, `text` itself where it is one; it is noted, folded, among those `taken`.

    Excel takes no sign of []:*?/\\, no apostrophe at either end and not "History"; signs that can't be seen
    or that turn letters around are left out, too.
    """
    seen = "".join(
        " " if sign in _FORBIDDEN or unicodedata.category(sign) in _UNSEEN else sign for sign in text
    )
    plain = seen.strip(" '") or "Sheet"
    name, number = plain[:LONGEST].strip(" '"), 2
    while name.casefold() in taken or name.casefold() == "history":
        end = f" ({number})"
        name, number = f"{plain[: LONGEST - len(end)].strip()}{end}", number + 1
    taken.add(name.casefold())
    return name
