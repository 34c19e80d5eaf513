"""What is special about one kind of record where it is shown: the line and the chips under its title."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from db.queries import Row
from desktop.widgets.chip import Tint


@dataclass(frozen=True)
class ChipSpec:
    """One chip under the title of a record: its words, its meaning, and what a tooltip adds."""

    text: str
    tint: Tint = "neutral"
    tip: str = ""


def _no_subtitle(_row: Row) -> str:
    return ""


def _no_chips(_row: Row) -> tuple[ChipSpec, ...]:
    return ()


@dataclass(frozen=True)
class TabSpec:
    """How records of a kind are headed, and the values that a new one begins with, by field name.

    `lists_after` is the section, in English, that what a record is tied to follows; without it, all but the
    note. With `proposes_name` the form proposes a person's name in the other script.
    """

    kind: str
    subtitle: Callable[[Row], str] = _no_subtitle
    chips: Callable[[Row], tuple[ChipSpec, ...]] = _no_chips
    lists_after: str = ""
    proposes_name: bool = False
    defaults: Mapping[str, Any] = field(default_factory=dict)
