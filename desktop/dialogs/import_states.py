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
    State.CONFLICT: Look("call-split", "warning", "warning_tint"),
    State.UNCHANGED: Look("equal", "muted", "neutral_tint"),
    State.HELD_BACK: Look("hand-back-right-outline", "danger", "danger_tint"),
    State.MISSING: Look("help-circle-outline", "warning", "warning_tint"),
    State.DELETED: Look("delete-outline", "danger", "danger_tint"),
    State.SKIPPED: Look("minus-circle-outline", "muted", "neutral_tint"),
}

ASSUMED = Look("lightbulb-outline", "warning", "warning_tint")
"""A row in which something was assumed."""


def counted(state: State, n: int) -> str:
    """So many rows of a state in words, such as "5 new"."""
    words = {
        State.NEW: trn("{n} new", "{n} new", n),
        State.CHANGED: trn("{n} changed", "{n} changed", n),
        State.CONFLICT: trn("{n} in conflict", "{n} in conflict", n),
        State.UNCHANGED: trn("{n} unchanged", "{n} unchanged", n),
        State.HELD_BACK: trn("{n} held back", "{n} held back", n),
        State.MISSING: trn("{n} missing", "{n} missing", n),
        State.DELETED: trn("{n} deleted", "{n} deleted", n),
        State.SKIPPED: trn("{n} skipped", "{n} skipped", n),
    }
    return words[state]


def number(n: int) -> str:
    """A count as a person writes it, such as 1 204."""
    return QLocale(language()).toString(n)
