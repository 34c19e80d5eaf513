"""Values that are the same in every row of an import: from the editor to the text that is kept, and back."""

from typing import Any

from db.fields import Field, Kind
from db.language import language, tr
from db.queries import Ref
from db.records import record_type
from db.title_lists import joined, listed
from db.understanding import Context, Understood, shown, typed, understand
from desktop.records.cell_editor import shown_in

RECORDS_KINDS = (Kind.REFERENCE, Kind.LINKED)
"""Kinds of field whose value is another record, by its title."""

LONGEST = 48
"""How many letters of a value are shown in its chip."""


def read(about: Field, given: str | Ref, country: str | None) -> tuple[str, str]:
    """The text to keep of what stands in an editor, and what is wrong with it; one of them is empty.

    `country` is that of phones in local form.
    """
    if about.kind in RECORDS_KINDS:
        return _title(about, given)
    assert isinstance(given, str)
    answer = understand(about, given, Context(country, language(), True))
    if answer.problem or answer.value == about.empty:
        return "", answer.problem or tr("Type a value first.")
    return _plain(about, given, answer), ""


def _title(about: Field, given: str | Ref) -> tuple[str, str]:
    if isinstance(given, str):
        unknown = tr(
            "Nothing is chosen for “{typed}” yet. Pick one from the list, or clear the field.", typed=given
        )
        return "", unknown if given else tr("Type a value first.")
    if not given.uid and about.to != "partner":
        # Only partners are added because a row names them.
        words = record_type(about.to).about.words.plural
        return "", tr("“{title}” is not among {records}. Add it first.", title=given.title, records=words)
    return joined([given.title]) if about.kind is Kind.LINKED else given.title, ""


def _plain(about: Field, given: str, answer: Understood) -> str:
    """A text that says the same whatever the country and the order of dates: no row assumes anything."""
    bare = Context(None, language(), None)
    for text in (str(answer.value), _typed(about, answer, bare)):
        again = understand(about, text, bare)
        same = again.value == answer.value and again.currency == answer.currency
        if same and not again.problem and not again.note:
            return text
    return given


def _typed(about: Field, answer: Understood, how: Context) -> str:
    text = typed(about, answer.value, how)
    return f"{text} {answer.currency}" if answer.currency else text


def words(about: Field, text: str) -> str:
    """A kept value as a person reads it, on one line."""
    if about.kind is Kind.LINKED:
        titles = listed(text)
        return titles[0] if len(titles) == 1 else joined(titles)
    if about.kind is Kind.REFERENCE:
        return text
    answer = understand(about, text, Context(None, language(), None))
    if answer.problem:
        return text
    said = " · ".join(filter(None, shown(about, answer.value, language()).splitlines()))
    return f"{said} {answer.currency}" if said and answer.currency else said or text


def in_brief(text: str) -> str:
    """A text cut to what a chip has room for."""
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1].rstrip()}…"


def to_edit(about: Field, text: str) -> Any:
    """What the editor of a field is to show for a kept value."""
    if about.kind in RECORDS_KINDS:
        # Which record it is, only the rows will tell: what is kept is its title.
        title = "; ".join(listed(text)) if about.kind is Kind.LINKED else text
        return Ref(about.to, "", title) if title else None
    bare = Context(None, language(), None)
    answer = understand(about, text, bare)
    if answer.problem or not text:
        return text
    return shown_in(about, answer.value, _typed(about, answer, bare))
