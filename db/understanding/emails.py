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

_AT = re.compile(
    r"\s*[(\[{<]\s*(?:at|ат|a|а|собака|@)\s*[)\]}>]\s*|\s+(?:at|собака)\s+(?=\S+\.)", re.IGNORECASE
)
_DOT = re.compile(r"\s*[(\[{]\s*(?:dot|точка|\.)\s*[)\]}]\s*", re.IGNORECASE)
_AROUND_AT = re.compile(r"\s*@\s*")
_NAMED = re.compile(r"[^<>]*<\s*([^<>\s]+)\s*>")
_DOT_AS_WORD = re.compile(r"(?<=\w)\s+(?:dot|точка)\s+(?=\w)", re.IGNORECASE)
_SEPARATORS = re.compile(r"\s*[,/|]\s*|\s+(?:and|or|и|или|&)\s+", re.IGNORECASE)
_BLANKS = re.compile(r"\s+")
_QUOTES = "'\"`‘’“”«»<>"
_ADDRESS = re.compile(r"[^\s<>()\[\]{}\"“”«»,;:/]+@[^\s<>()\[\]{}\"“”«»,;:/?]+")
# Somebody's name beside an address: "Anna: …", "Anna Example …", "… (Anna)".
_BESIDE = re.compile(
    r"[^\W\d_][\w .'’-]*:\s*|(?:[^\W\d_][\w.'’-]+\s+){2,4}|\s*[(\[]\s*[^\W\d_][\w .'’-]*[)\]]|mailto:|\?\S*"
)
# Cyrillic letters that look like Latin ones, as they slip in when the keyboard is not switched.
_MIXED = re.compile(r"[a-z].*[Ѐ-ӿ]|[Ѐ-ӿ].*[a-z]", re.IGNORECASE)
_LOOK_ALIKE = str.maketrans("аеорсухіАВЕКМНОРСТУХІ", "aeopcyxiABEKMHOPCTYXI")


def emails(_field: Field, raw: object, _context: Context) -> Understood:
    """The addresses in a cell as a tuple of `Reach`; those not understood are in it with no normal form."""
    found: list[Reach] = []
    notes: list[str] = []
    problems: list[str] = []
    for part in (one for each in split(as_text(raw), _SEPARATORS, _looks_whole) for one in _by_blanks(each)):
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


def _by_blanks(part: str) -> list[str]:
    return split(part, _BLANKS, _looks_whole)


def _looks_whole(part: str) -> bool:
    return is_placeholder(part) or bool(re.fullmatch(r"[^@\s]+@[^@\s]+", _address(unmarked(part).text)))


def _address(text: str) -> str:
    """The address that a text is meant as: without a name, "mailto:", words for signs, and a full stop."""
    plain = _AROUND_AT.sub("@", _DOT.sub(".", _AT.sub("@", _DOT_AS_WORD.sub(".", text))))
    named = _NAMED.fullmatch(plain)
    address = (named[1] if named else _without_name(plain)).strip(f"{_QUOTES} ").removeprefix("mailto:")
    return _in_one_script(address.rstrip(".,:"))


def _without_name(text: str) -> str:
    """The one address in a text beside which nothing but a name stands; else the text as it is."""
    found = _ADDRESS.findall(text)
    if len(found) != 1:
        return text
    before, _, after = text.partition(found[0])
    beside = [part for part in (before, after.rstrip(" .,:")) if part.strip(f"{_QUOTES} ")]
    return found[0] if all(_BESIDE.fullmatch(part) for part in beside) else text


def _in_one_script(address: str) -> str:
    """An address of Latin letters among which are Cyrillic ones that look the same, all in Latin."""
    latin = address.translate(_LOOK_ALIKE)
    return latin if latin.isascii() and re.search(r"[a-z]", address, re.IGNORECASE) else address


@lru_cache(maxsize=65_536)
def _normal(address: str) -> str:
    """The normal form of an address, its domain in small letters; empty where it can't be one."""
    try:
        found = validate_email(address, check_deliverability=False).normalized
    except EmailNotValidError:
        return ""
    # A word in two scripts is a slip of the keyboard, and no mail arrives there.
    mixed = any(_MIXED.search(word) for word in re.split(r"[@.]", found))
    return "" if mixed else found
