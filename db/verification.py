"""How long ago a contact was verified, in steps, and who is to be verified next."""

import datetime as dt
from enum import StrEnum

from db.personal.objections import still_in
from db.views import Filter, Op, Sort, View

FRESH_DAYS = 183
"""Half a year, in days: as long a contact counts as freshly verified."""

STALE_DAYS = 365
"""A year, in days: after which a contact is to be verified again."""


class Freshness(StrEnum):
    """The steps in which "last verified" fades."""

    FRESH = "fresh"
    FADING = "fading"  # more than half a year ago
    STALE = "stale"  # more than a year ago
    NEVER = "never"


def freshness(last_verified: dt.date | None, today: dt.date) -> Freshness:
    """How far the verification of a day has faded."""
    if last_verified is None:
        return Freshness.NEVER
    age = (today - last_verified).days
    if age <= FRESH_DAYS:
        return Freshness.FRESH
    return Freshness.FADING if age <= STALE_DAYS else Freshness.STALE


def to_verify(today: dt.date) -> View:
    """The contacts that were never verified or not for a year, the longest ago first.

    Who opted out is left alone. Who has no lawful basis yet is among them: the call is when to settle that.
    """
    since = today - dt.timedelta(days=STALE_DAYS)
    return View(
        "contact",
        filters=(
            Filter("last_verified", Op.NOT_BETWEEN, (since, None)),
            *still_in(today),
        ),
        sorts=(Sort("last_verified"),),
    )
