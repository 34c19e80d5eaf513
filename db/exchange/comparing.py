"""What a row changes about a record: a blank nothing; lists grow; a note gets the lines that it lacks."""

from collections.abc import Mapping
from typing import Any

from db.exchange.contact_matching import whole_name
from db.exchange.plan import NOTE, FieldChange
from db.exchange.row_reader import Draft
from db.fields import Field, Kind
from db.language import tr
from db.names import fold
from db.values import Reach

_NAMES = ("given_name", "patronymic", "family_name")


def compare(fields: Mapping[str, Field], known: Mapping[str, Any], draft: Draft) -> list[FieldChange]:
    """The fields that a row changes about a record whose values are `known`."""
    changes = []
    for name, said in draft.values.items():
        about = fields[name]
        old = known.get(name, about.empty)
        new = said
        if about.is_list:
            new = extended(about, old or (), said)
        elif name == NOTE and not draft.uid:
            new = with_lines(old, said.split("\n")) if old else said
        if new != old:
            changes.append(FieldChange(name, old, new))
    return _with_remarks(known, draft, changes)


def _with_remarks(known: Mapping[str, Any], draft: Draft, changes: list[FieldChange]) -> list[FieldChange]:
    """The changes with the row's remarks in the note."""
    if not draft.remarks:
        return changes
    others = [change for change in changes if change.field != NOTE]
    old = known.get(NOTE)
    written = next((change.new for change in changes if change.field == NOTE), old)
    new = with_lines(written, draft.remarks)
    return [*others, FieldChange(NOTE, old, new)] if new != old else others


def with_lines(note: str | None, lines: list[str]) -> str | None:
    """A note with the lines that are not in it yet at its end; a line may be several, kept together."""
    there = f"\n{note or ''}\n"
    missing = [line for line in dict.fromkeys(lines) if f"\n{line}\n" not in there]
    return "\n".join([*([note] if note else []), *missing]) or None


def extended(about: Field, old: tuple[Any, ...], said: tuple[Any, ...]) -> tuple[Any, ...]:
    """A list with the entries that it lacks at its end; phones and e-mails are told by what they come to."""
    if about.kind not in (Kind.PHONES, Kind.EMAILS):
        return (*old, *(each for each in said if each not in old))
    there = {_come_to(each) for each in old}
    new: list[Reach] = []
    for each in said:
        if _come_to(each) not in there:
            there.add(_come_to(each))
            new.append(each)
    return (*old, *new)


def _come_to(reach: Reach) -> str:
    return (reach.normal or " ".join(reach.value.split())).casefold()


def fit_name(draft: Draft, known: Mapping[str, Any]) -> None:
    """Make a row's name one of the record that it was found to be: its other script, its fuller form.

    A name in the other script goes into the fields for that; initials don't replace names; words in an
    order that had to be assumed don't change the order that is known.
    """
    said = whole_name(draft.values)
    here = whole_name(known)
    if not said or not here:
        return
    if _is_cyrillic(said) != _is_cyrillic(here):
        for name in _NAMES:
            if (value := draft.values.pop(name, None)) is not None:
                draft.values.setdefault(f"{name}_alt", value)
                draft.headers[f"{name}_alt"] = draft.headers.get(name, "")
        draft.notes.append(tr("The name goes into the fields for the other script."))
    elif not draft.certain and sorted(fold(said).split()) == sorted(fold(here).split()):
        for name in _NAMES:
            draft.values.pop(name, None)
    suffix = "" if _is_cyrillic(said) == _is_cyrillic(here) else "_alt"
    for name in _NAMES:
        if _is_initial_of(draft.values.get(name + suffix), known.get(name + suffix)):
            del draft.values[name + suffix]
    if fold(draft.values.get("honorific", "")) == fold(known.get("honorific") or ""):
        draft.values.pop("honorific", None)


def _is_cyrillic(text: str) -> bool:
    return any("Ѐ" <= letter <= "ӿ" for letter in text)


def _is_initial_of(said: str | None, known: str | None) -> bool:
    """Whether a name is only the first letter of the one that is known."""
    if not said or not known:
        return False
    initial, whole = fold(said), fold(known)
    return len(initial) < 3 and len(initial) < len(whole) and whole.startswith(initial[:1])
