"""Ties that have ended, such as a post of years ago, and those that hold today."""

import datetime as dt
from typing import Any

import sqlalchemy as sa

from db.fields import Field
from db.records import RECORDS, fields_of

ENDED = "ended"
"""The field of a tie that says until when it held, as a period."""


def can_end(about: Field) -> bool:
    """Whether what a LINKED field ties together may have been tied together once and not be any more."""
    return about.through != "" and ENDED in fields_of(RECORDS[about.through])


def is_over(ended: str | None, today: dt.date) -> bool:
    """Whether a tie with this end (a period, as ISO 8601 writes it) no longer holds.

    An end that lies ahead, such as the last day of a contract, leaves it as it is. Of a quarter or half of
    this year nobody can tell: it counts as over, as somebody wrote it down.
    """
    if not ended:
        return False
    ahead = ended > today.isoformat() and ended[5:6] in ("0", "1")
    return not (ahead or ended[:4] > f"{today.year:04}")


def holding(about: Field, today: dt.date) -> list[Any]:
    """What the ties behind a LINKED field that hold today have in common, as SQL; nothing for most."""
    if not can_end(about):
        return []
    ended = getattr(RECORDS[about.through], ENDED)
    by_day = sa.and_(ended > today.isoformat(), sa.func.substr(ended, 6, 1).in_(("0", "1")))
    return [sa.or_(ended.is_(None), by_day, sa.func.substr(ended, 1, 4) > f"{today.year:04}")]
