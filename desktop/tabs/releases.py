"""What is special about releases."""

import datetime as dt

from db.language import tr
from db.queries import Row
from desktop.records.spec import ChipSpec, TabSpec
from desktop.records.wording import joined, words_of
from desktop.widgets.chip import Tint

_TINTS: dict[str, Tint] = {
    "internal-review": "info",
    "at-delegation": "info",
    "approved": "good",
    "released": "good",
    "withdrawn": "danger",
}


def subtitle(row: Row) -> str:
    """Reference, place and day."""
    return joined((row["reference"], joined((row["place"], words_of(row, "date")), ", ")))


def chips(row: Row) -> tuple[ChipSpec, ...]:
    """Status, embargo while it holds, language."""
    made = [ChipSpec(words_of(row, "status"), _TINTS.get(row["status"], "neutral"))] if row["status"] else []
    if row["embargo"] and _holds(row["embargo"], dt.datetime.now(dt.UTC)):
        text = tr("embargo until {moment}", moment=words_of(row, "embargo"))
        made.append(ChipSpec(text, "warning", tr("Nobody may publish it before that")))
    if row["language"]:
        made.append(ChipSpec(words_of(row, "language")))
    return tuple(made)


def _holds(embargo: str, now: dt.datetime) -> bool:
    until = dt.datetime.fromisoformat(embargo)
    return (until if until.tzinfo else until.replace(tzinfo=dt.UTC)) > now


TAB = TabSpec(kind="release", subtitle=subtitle, chips=chips, defaults={"status": "draft"})
