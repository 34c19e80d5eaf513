"""How what happens with a row is shown: an icon, a colour, and the words of each state."""

from dataclasses import dataclass

from PySide6.QtCore import QLocale

from db.exchange.plan import State
from db.language import language, trn


@dataclass(frozen=True)
class Look:
    """The icon of a state and the name of its colour in the theme; `tint` is that of its ground."""

    icon: str
    colour: str
    tint: str


LOOKS = {
    State.NEW: Look("plus-circle-outline", "good", "good_tint"),
    State.CHANGED: Look("pencil-outline", "info", "info_tint"),
    State.UNCHANGED: Look("equal", "muted", "neutral_tint"),
    State.HELD_BACK: Look("hand-back-right-outline", "danger", "danger_tint"),
    State.SKIPPED: Look("minus-circle-outline", "muted", "neutral_tint"),
}

ASSUMED = Look("lightbulb-outline", "warning", "warning_tint")
"""A row in which something was assumed."""


def counted(state: State, n: int) -> str:
    """So many rows of a state in words, such as "5 new"."""
    if state is State.NEW:
        return trn("{n} new", "{n} new", n)
    if state is State.CHANGED:
        return trn("{n} changed", "{n} changed", n)
    if state is State.UNCHANGED:
        return trn("{n} unchanged", "{n} unchanged", n)
    if state is State.HELD_BACK:
        return trn("{n} held back", "{n} held back", n)
    return trn("{n} skipped", "{n} skipped", n)


def number(n: int) -> str:
    """A count as a person writes it, such as 1 204."""
    return QLocale(language()).toString(n)
