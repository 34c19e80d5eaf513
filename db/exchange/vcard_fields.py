"""Which property of a contact card carries which field of a contact: vCard 4.0 (RFC 6350), 3.0 (RFC 2426).

What no standard property carries goes into one of our own, named after the field: `last_verified` is
X-DATELINE-LAST-VERIFIED (RFC 6350 section 6.10, RFC 2426 section 3.8). So a field that is new to contacts is
carried, too, and a card of ours reads back without loss.
"""

import json
from dataclasses import dataclass
from typing import Any

from db.encoding import from_json, to_json
from db.exchange.vcard_lines import Line, escape
from db.fields import LISTS, Field, Kind

OURS = "X-DATELINE-"
"""How the names of our own properties and parameters begin."""

CARD, POST = f"{OURS}CARD", f"{OURS}POST"
"""The property that marks a card as ours (its value tells the form of the others), and one for each post."""

TYPED, NORMAL, OF, COUNTRY_CODE = f"{OURS}TYPED", f"{OURS}NORMAL", f"{OURS}OF", "CC"
"""Parameters: a phone or e-mail as it was typed, what it comes to, whose TITLE it is; CC is of RFC 8605."""

FORM = "1"
PRODUCT = "-//Dateline//Dateline//EN"

V4, V3 = "4.0", "3.0"


@dataclass(frozen=True)
class Property:
    """A standard property, the fields that it carries, the sections that define it ("" where none does)."""

    name: str
    fields: tuple[str, ...]
    rfc6350: str
    rfc2426: str


NAME = Property("N", ("family_name", "given_name", "patronymic", "honorific"), "6.2.2", "3.1.2")
NAME_ALT = Property("N", ("family_name_alt", "given_name_alt", "patronymic_alt"), "6.2.2, 5.4, 5.1", "")
ADDRESS = Property("ADR", ("street", "city", "region", "postal_code", "country"), "6.3.1", "3.2.1")
PROPERTIES = (
    NAME,
    NAME_ALT,
    Property("TITLE", ("job_title",), "6.6.1", "3.5.1"),
    Property("CATEGORIES", ("kind",), "6.7.1", "3.6.1"),
    Property("LANG", ("languages",), "6.4.4", ""),
    Property("TEL", ("phones",), "6.4.1", "3.3.1"),
    Property("EMAIL", ("emails",), "6.4.2", "3.3.2"),
    ADDRESS,
    Property("BDAY", ("birthday",), "6.2.5", "3.1.5"),
    Property("NOTE", ("note",), "6.7.2", "3.6.2"),
)
"""Beside them each card has VERSION (6.7.9; 3.6.9), PRODID (6.7.3; 3.6.3), UID (6.7.6; 3.6.7), REV (6.7.4;
3.6.4), FN (6.2.1; 3.1.1), ORG from the main post (6.6.4; 3.5.5) and, in 4.0, KIND (6.1.4)."""

TYPES = {"work": "work", "mobile": "cell", "home": "home", "fax": "fax"}
"""The type of a `Reach` as TYPE says it: RFC 6350 sections 5.6 and 6.4.1, RFC 2426 section 3.3.1."""

SILENT = frozenset(
    {"VERSION", "PRODID", "REV", "SOURCE", "XML", "CLIENTPIDMAP", "CLASS", "MAILER", "SORT-STRING", "PROFILE"}
    | {"NAME", "CREATED", "X-ABADR", "X-ABSHOWAS", "X-ABUID", "X-IMAGETYPE", "X-IMAGEHASH", "X-OFFLINE-MODE"}
    | {"X-MS-OL-DESIGN", "X-MS-OL-DEFAULT-POSTAL-ADDRESS", "X-MS-CARDPICTURE", "X-ADDRESSING-GRAMMAR"}
    | {"X-EVOLUTION-FILE-AS", "X-MOZILLA-HTML", "X-RADICALE-NAME", "X-NC-GROUP-CATALOG", "KIND", CARD}
)
"""Properties about the card, not the person: nobody misses them."""

LEFT_OUT = frozenset({"PHOTO", "LOGO", "SOUND", "KEY", "AGENT"})
"""Properties with what no field can hold, often large; a link in one of them is never followed."""


def standard(version: str) -> frozenset[str]:
    """The fields that standard properties of a version carry."""
    return frozenset(
        name
        for each in PROPERTIES
        if (each.rfc6350 if version == V4 else each.rfc2426)
        for name in each.fields
    )


def own_name(field: str) -> str:
    """The property of ours that carries a field."""
    return f"{OURS}{field.upper().replace('_', '-')}"


def field_name(own: str) -> str:
    """The field that a property of ours carries: the inverse of `own_name`."""
    return own.removeprefix(OURS).lower().replace("-", "_")


def written(field: Field, value: Any) -> str:
    """A value for a property of ours, escaped: as it is read by people where it is plain, else as JSON."""
    plain = to_json(field, value)
    if field.kind in (Kind.LANGUAGES, Kind.LINKS):
        return ",".join(map(escape, plain))
    return escape(plain if isinstance(plain, str) else json.dumps(plain, ensure_ascii=False))


def read(field: Field, line: Line) -> Any:
    """The inverse of `written`. Raises ValueError for what it can't have come from."""
    if field.kind in (Kind.LANGUAGES, Kind.LINKS):
        return tuple(line.listed())
    return read_text(field, line.text)


def read_text(field: Field, text: str) -> Any:
    """The value of a field that is not a list of texts, from a text that `written` made."""
    plain_text = field.kind not in LISTS | {Kind.YES_NO, Kind.WHOLE, Kind.NUMBER}
    try:
        return from_json(field, text if plain_text else json.loads(text))
    except (ArithmeticError, TypeError, KeyError, AttributeError) as error:
        raise ValueError(text) from error
