"""Reading e-mail addresses: several in a cell, "(at)", names beside them, dots and blanks behind them."""

import re
from functools import lru_cache

from email_validator import EmailNotValidError, validate_email

from db.fields import Field
from db.language import mark, tr
from db.understanding.answers import Context, Understood, as_text, is_placeholder, quoted, taken_as_nothing
from db.understanding.reaches import sentences, split, unmarked
from db.values import Reach

_NOT_AN_ADDRESS = mark("“{text}” is not an e-mail address. Write it as name@example.org.")

_AT = re.compile(r"\s*[(\[{<]\s*(?:at|ат|собака|@)\s*[)\]}>]\s*|\s+(?:at|собака)\s+(?=\S+\.)", re.IGNORECASE)
_DOT = re.compile(r"\s*[(\[{]\s*(?:dot|точка|\.)\s*[)\]}]\s*", re.IGNORECASE)
_AROUND_AT = re.compile(r"\s*@\s*")
_NAMED = re.compile(r"[^<>]*<\s*([^<>\s]+)\s*>")
_SEPARATORS = re.compile(r"\s*[,/|]\s*|\s+(?:and|or|и|или|&)\s+|\s+", re.IGNORECASE)


def emails(_field: Field, raw: object, _context: Context) -> Understood:
    """The addresses in a cell as a tuple of `Reach`; those not understood are in it with no normal form."""
    found: list[Reach] = []
    notes: list[str] = []
    problems: list[str] = []
    for part in split(as_text(raw), _SEPARATORS, _looks_whole):
        if is_placeholder(part):
            notes.append(taken_as_nothing(part))
            continue
        marked = unmarked(part)
        address = _address(marked.text)
        normal = _normal(address)
        if not normal:
            problems.append(tr(_NOT_AN_ADDRESS, text=quoted(part)))
        elif address != marked.text:
            notes.append(tr("“{text}” was read as {address}.", text=quoted(marked.text), address=normal))
        found.append(Reach(marked.text.rstrip(" .,:") or part, marked.type or "", marked.preferred, normal))
    return Understood(tuple(found), sentences(notes), sentences(problems))


def _looks_whole(part: str) -> bool:
    return is_placeholder(part) or bool(re.fullmatch(r"[^@\s]+@[^@\s]+", _address(part)))


def _address(text: str) -> str:
    """The address that a text is meant as: without a name, "mailto:", words for signs, and a full stop."""
    plain = _AROUND_AT.sub("@", _DOT.sub(".", _AT.sub("@", text)))
    named = _NAMED.fullmatch(plain)
    return (named[1] if named else plain).strip().removeprefix("mailto:").rstrip(".,:")


@lru_cache(maxsize=65_536)
def _normal(address: str) -> str:
    """The normal form of an address, its domain in small letters; empty where it can't be one."""
    try:
        return validate_email(address, check_deliverability=False).normalized
    except EmailNotValidError:
        return ""
