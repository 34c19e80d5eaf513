"""Titles of several records in one cell: one to a line or separated by ";", and told apart again.

A title that would be taken apart stands in quotation marks, its own doubled, as in RFC 4180. Quotation marks
mean nothing else: a title that has some of its own, as names of companies do, is written and read as it is.
"""

import re
from collections.abc import Iterable

_BREAK = re.compile(r"[;\n]")
_WHOLE = re.compile(r'\s*"((?:[^"]|"")*)"[^\S\n]*(?=[;\n]|$)')
_NEEDED = re.compile(r'[;\n]|""')
_MEANT = re.compile(r'[;\n"]')


def joined(titles: Iterable[str]) -> str:
    """The text of a cell that names records by these titles, none of which is empty."""
    said = list(titles)
    text = "; ".join(_quoted(title) if _needs_marks(title) else title for title in said)
    if '"' in text and listed(text) != [" ".join(title.split()) for title in said]:
        # One title opens with a quotation mark and a later one closes it.
        text = "; ".join(_quoted(title) if _MEANT.search(title) else title for title in said)
    return text


def listed(text: str) -> list[str]:
    """The titles that a cell names, in their order, with single blanks between words."""
    titles, place = [], 0
    while place <= len(text):
        whole = _WHOLE.match(text, place)
        if whole is not None and _NEEDED.search(whole[1]):
            titles.append(whole[1].replace('""', '"'))
            place = whole.end() + 1
        else:
            found = _BREAK.search(text, place)
            end = found.start() if found else len(text)
            titles.append(text[place:end])
            place = end + 1
    return [title for title in (" ".join(title.split()) for title in titles) if title]


def _needs_marks(title: str) -> bool:
    return _MEANT.search(title) is not None and listed(title) != [" ".join(title.split())]


def _quoted(title: str) -> str:
    doubled = title.replace('"', '""')
    return f'"{doubled}"'
