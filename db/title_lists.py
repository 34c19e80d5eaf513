"""Titles of several records in one cell: one to a line or separated by ";", and told apart again.

A title that would be taken apart stands in quotation marks, its own doubled, as in RFC 4180. Quotation marks
mean nothing else: a title that has some of its own, as names of companies do, is written and read as it is.
"""

import re
from collections.abc import Iterable

_BREAK = re.compile(r"[;\n]")
_WHOLE = re.compile(r'\s*"((?:[^"]|"")*)"[^\S\n]*(?=[;\n]|$)')
_BREAKS = re.compile(r"[ \t]*[\n\t]\s*")
_NEEDED = re.compile(r'[;\n]|""')
_MEANT = re.compile(r'[;\n"]')


def joined(titles: Iterable[str], between: str = "; ") -> str:
    """The text of a cell that names records by these titles, none of which is empty.

    `between` is "; ", or a line feed for one to a line.
    """
    said = list(titles)
    text = between.join(_quoted(title) if _needs_marks(title) else title for title in said)
    if '"' in text and listed(text) != [tidy(title) for title in said]:
        # One title opens with a quotation mark and a later one closes it.
        text = between.join(_quoted(title) if _MEANT.search(title) else title for title in said)
    return text


def listed(text: str) -> list[str]:
    """The titles that a cell names, in their order, each as `tidy` leaves it."""
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
    return [title for title in map(tidy, titles) if title]


def tidy(title: str) -> str:
    """A title on one line without outer blanks; what else stands in it stays, such as blanks that keep
    words together.
    """
    return _BREAKS.sub(" ", title).strip()


def _needs_marks(title: str) -> bool:
    return _MEANT.search(title) is not None and listed(title) != [tidy(title)]


def _quoted(title: str) -> str:
    doubled = title.replace('"', '""')
    return f'"{doubled}"'
