"""What is special about facilities."""

from db.queries import Row
from desktop.records.spec import ChipSpec, TabSpec
from desktop.records.wording import joined, words_of
from desktop.widgets.chip import Tint

_TINTS: dict[str, Tint] = {"planned": "info", "works": "warning", "operating": "good", "closed": "danger"}


def subtitle(row: Row) -> str:
    """The place, then the partner that hosts it."""
    place = joined((row["city"], row["region"], words_of(row, "country")), ", ")
    return joined((place, words_of(row, "host")))


def chips(row: Row) -> tuple[ChipSpec, ...]:
    """Kind, status, for whom."""
    made = [ChipSpec(words_of(row, "kind"))] if row["kind"] else []
    if row["status"]:
        made.append(ChipSpec(words_of(row, "status"), _TINTS.get(row["status"], "neutral")))
    if row["serves"]:
        made.append(ChipSpec(words_of(row, "serves")))
    return tuple(made)


TAB = TabSpec(kind="facility", subtitle=subtitle, chips=chips)
