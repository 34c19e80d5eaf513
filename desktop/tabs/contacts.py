"""What is special about contacts."""

import datetime as dt

from db.language import tr
from db.personal.objections import has_opted_out
from db.queries import Row
from db.records.contact import REACH
from db.understanding.dates import in_words
from db.verification import Freshness, freshness
from desktop.records.spec import ChipSpec, TabSpec
from desktop.records.wording import joined, words_of


def subtitle(row: Row) -> str:
    """The name in the other script, then the job title and the partner."""
    shown = joined((row["family_name_alt"], row["given_name_alt"], row["patronymic_alt"]), " ")
    other = shown if shown != row.title else ""
    partner = ", ".join(ref.title for ref in row["partner"])
    return joined((other, joined((row["job_title"], partner), ", ")))


def chips(row: Row) -> tuple[ChipSpec, ...]:
    """Kind, last verified, languages, and whether the person wants to be left alone."""
    made = [ChipSpec(words_of(row, "kind"))] if row["kind"] else []
    if has_opted_out(row.values):
        made.append(ChipSpec(tr("Opted out"), "danger", tr("Asked not to be written to")))
    made.append(_verified(row["last_verified"], dt.date.today()))
    if row["languages"]:
        made.append(ChipSpec(words_of(row, "languages")))
    return tuple(made)


def _verified(day: dt.date | None, today: dt.date) -> ChipSpec:
    """Fades from green over grey to amber, and says in words how old it is."""
    if day is None:
        return ChipSpec(tr("never verified"), "warning", tr("Nobody has set down yet that this is right"))
    said = in_words(day)
    match freshness(day, today):
        case Freshness.FRESH:
            return ChipSpec(tr("verified {day}", day=said), "good")
        case Freshness.FADING:
            return ChipSpec(tr("verified {day}, over 6 months ago", day=said), "neutral")
        case _:
            tip = tr("More than a year ago: worth a call")
            return ChipSpec(tr("verified {day}, over a year ago", day=said), "warning", tip)


TAB = TabSpec(kind="contact", subtitle=subtitle, chips=chips, lists_after=REACH, proposes_name=True)
