"""Reading web addresses; only http, https and mailto are let in, since a click opens them."""

import re
from urllib.parse import urlsplit

from db.fields import Field
from db.language import mark, tr
from db.understanding.answers import Context, Understood, as_text, not_understood
from db.understanding.reaches import sentences

_NOT_A_LINK = mark("“{text}” is not a web address. Write it as https://example.org.")
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):(?!\d+(?:/|$))", re.IGNORECASE)
_DOMAIN = re.compile(r"(?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W\d_][\w-]*[^\W_](?::\d{1,5})?")
_BETWEEN = re.compile(r"\s*;\s+|,?\s+|;(?=\s*(?:https?://|www\.))")


def link(_field: Field, raw: object, _context: Context) -> Understood:
    """One web address; "https://" is put before a bare domain, with a note."""
    text = as_text(raw)
    scheme = _SCHEME.match(text)
    address = text if scheme else f"https://{text}"
    if not _is_safe(address):
        return not_understood(_NOT_A_LINK, raw)
    note = "" if scheme else tr("“{text}” was read as {address}.", text=text, address=address)
    return Understood(address, note=note)


def links(field: Field, raw: object, context: Context) -> Understood:
    """The web addresses in a cell, separated by blanks or lines."""
    answers = [link(field, part, context) for part in _BETWEEN.split(as_text(raw)) if part]
    values = tuple(dict.fromkeys(answer.value for answer in answers if not answer.problem))
    return Understood(
        values, sentences([each.note for each in answers]), sentences([each.problem for each in answers])
    )


def _is_safe(address: str) -> bool:
    if not address.isprintable() or re.search(r'[\s<>"\\]', address):
        return False
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        return False
    if parts.scheme == "mailto":
        return bool(re.fullmatch(r"[^@/]+@[^@/]+\.[^@/]+", parts.path))
    return parts.scheme in ("http", "https") and bool(_DOMAIN.fullmatch(host))
