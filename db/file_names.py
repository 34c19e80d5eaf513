"""Names of files that are made of data: of a person, a group, another file.

A name never leads out of the folder that it is put into, and is one that every system takes. The rules are
those of Windows, the strictest (Microsoft, "Naming Files, Paths, and Namespaces"), and what no name should
hold anywhere: signs that can't be seen, and those that turn letters around, as "exe.fdp" turns to "pdf.exe".
"""

import re
import unicodedata

LONGEST = 140
"""Bytes of UTF-8, the ending among them: what the tightest file system in use takes (eCryptfs: 143)."""

_FORBIDDEN = re.compile(r'[<>:"/\\|?*]+')
_BLANKS = re.compile(r"\s+")
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_DEVICES = re.compile(r"(?:CON|PRN|AUX|NUL|CONIN\$|CONOUT\$|(?:COM|LPT)[0-9¹²³])\s*(?:\..*)?", re.IGNORECASE)
_EDGES = " .-~$'"
"""Not at either end: Windows drops dots and blanks there, "-" begins an option, "~$" the mark that Excel
leaves, "." what is hidden."""


def safe_name(words: str, ending: str = "", otherwise: str = "Dateline") -> str:
    """What a file may be called after `words`; `ending`, such as ".vcf", is put behind it as it is.

    `otherwise` stands for words of which nothing is left.
    """
    composed = unicodedata.normalize("NFC", _BLANKS.sub(" ", words))
    seen = "".join(sign for sign in composed if unicodedata.category(sign) not in _UNSEEN)
    name = _BLANKS.sub(" ", _FORBIDDEN.sub("-", seen)).strip(_EDGES)
    room = LONGEST - len(ending.encode()) - 1
    name = name.encode()[:room].decode("utf-8", "ignore").rstrip(_EDGES) or otherwise
    return f"{'_' if _DEVICES.fullmatch(name) else ''}{name}{ending}"
