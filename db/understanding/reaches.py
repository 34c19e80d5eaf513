"""What phones and e-mail addresses in one cell have in common: several of them, labels, the preferred one.

Beside a number or address may stand what it is for, before it ("моб. 0772 …") or behind it ("(home)",
"(work, preferred)"). Behind it may also stand what it comes to: "0312 66-11-22 [+996312661122]".
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import db.language
from db.language import catalogue, mark, tr
from db.names import fold
from db.values import Reach

TYPES = {
    "work": mark("work"),
    "mobile": mark("mobile"),
    "home": mark("home"),
    "fax": mark("fax"),
    "": mark("other"),
}
"""The types of a `Reach` and the words for them."""

PREFERRED = mark("preferred")

# Folded words that people write before or behind a number.
_FURTHER = {
    "work": "work office off bus business w o rab rabochiy rabochaya sluzh sluzhebnyy ofis",
    "mobile": "mobile mob cell cellular gsm m c mobilnyy sot sotovyy whatsapp wa telegram viber",
    "home": "home private personal h dom domashniy lichnyy lichnaya lichn",
    "fax": "fax faks f telefax telefaks",
    "": "other drugoy inoy",
}
_SILENT = "tel phone telephone telefon ph t p tlf e mail email el pochta pochty elektronnaya adres address no"
_LINES = re.compile(r"[\n\r]+|;(?!ext=)|\s:::\s")  # ":::" stands in exports of Google's address book
# A full stop alone ends the label of a number ("моб.0772 …") but is part of an address (m.novak@…).
_LABEL = re.compile(
    r"^(?P<label>[^\W\d_][^\d@+()\[\]<>]{0,28}?)"
    r"(?:[.:)]*[:.\s]\s*(?=[\d+(][^@]*$|<)|[.:)]*[:\s]\s*(?=[^\s:]+@))"
)
_BEHIND = re.compile(
    r"^(?P<rest>.*?)[\s,]*(?:\((?P<words>[^()\d@]{1,60})\)|\s(?P<word>[^\W\d_]{1,12})\.?)$", re.DOTALL
)
_NORMAL = re.compile(r"^(?P<rest>.*?)\s*\[(?P<normal>\+\d{4,17}(?:;ext=\d{1,8})?)\]$", re.DOTALL)


@dataclass(frozen=True)
class Marked:
    """One number or address, and what stood beside it; `type` is None where nothing said what it is for."""

    text: str
    type: str | None = None
    preferred: bool = False
    normal: str = ""


def split(text: str, separators: re.Pattern[str], whole: Callable[[str], bool]) -> list[str]:
    """The parts of a cell: lines and what ";" separates; by `separators` only where every part is `whole`."""
    parts: list[str] = []
    for line in filter(None, (each.strip(" ,") for each in _LINES.split(text))):
        pieces = [piece.strip(" ,") for piece in separators.split(line) if piece.strip(" ,")]
        parts += pieces if len(pieces) > 1 and all(whole(piece) for piece in pieces) else [line]
    return parts


def unmarked(part: str) -> Marked:
    """A part of a cell without the words beside it; all of it where nothing else is there."""
    found = _unmarked(part)
    return found if found.text else Marked(part)


def _unmarked(part: str) -> Marked:
    kind, preferred, normal = None, False, ""
    label = _LABEL.match(part)
    if label and (kinds := _kinds(label["label"])) is not None:
        kind, preferred = kinds
        part = part[label.end() :]
    if behind := _NORMAL.match(part):
        part, normal = behind["rest"], behind["normal"]
    while (behind := _BEHIND.match(part)) and (kinds := _kinds_behind(behind)) is not None:
        part, preferred = behind["rest"], preferred or kinds[1]
        kind = kinds[0] if kind is None else kind
        if not normal and (inner := _NORMAL.match(part)):
            part, normal = inner["rest"], inner["normal"]
    return Marked(part.strip(), kind, preferred, normal)


def _kinds_behind(behind: re.Match[str]) -> tuple[str | None, bool] | None:
    if behind["words"]:
        return _kinds(behind["words"])
    # A word without brackets is a label only where a number or an address stands before it.
    return _kinds(behind["word"]) if re.search(r"[\d@]", behind["rest"]) else None


def _kinds(label: str) -> tuple[str | None, bool] | None:
    """The type and whether it is preferred, from the words of a label; None where a word is not known."""
    words, kind, preferred = fold(label).split(), None, False
    known = _words(db.language.language())
    for word in words:
        if word in known:
            kind = known[word] if kind is None else kind
        elif word in ("preferred", "pref", "osnovnoy", "osnovnaya", fold(tr(PREFERRED))):
            preferred = True
        elif word not in _SILENT.split():
            return None
    if kind == "fax" and not {"tel", "telephone", "telefon", "phone", "t", "ph"}.isdisjoint(words):
        kind = "work"  # one line for both
    return (kind, preferred) if words else None


@lru_cache(maxsize=16)
def _words(language: str) -> dict[str, str]:
    words = {word: kind for kind, forms in _FURTHER.items() for word in forms.split()}
    for kind, english in TYPES.items():
        for each in dict.fromkeys((language, "en", "ru")):
            words.setdefault(fold(catalogue(each).gettext(english)), kind)
    return words


def to_edit(reach: Reach, read: Callable[[str], Reach]) -> str:
    """A number or address with what its own text doesn't tell; `read` understands such a text."""
    text, plain = reach.value, read(reach.value)
    if reach.normal and reach.normal != plain.normal:
        text = f"{reach.value} [{reach.normal}]"
        plain = read(text)
    words = [] if reach.type == plain.type else [tr(TYPES.get(reach.type, reach.type))]
    words += [tr(PREFERRED)] if reach.preferred else []
    return f"{text} ({', '.join(words)})" if words else text


def sentences(parts: Sequence[str]) -> str:
    """Notes or problems of several parts as one text, each once."""
    return " ".join(dict.fromkeys(filter(None, parts)))
