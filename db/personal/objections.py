"""Who objected to being listed or written to: one rule for lists, exports, imports and forms.

A contact has opted out who is marked so, or whose objection is dated today or earlier.
"""

import datetime as dt
from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from db.language import trn
from db.records.contact import Contact
from db.views import Filter, Op

KIND = "contact"
MARK, DATED = "opt_out", "objected"
"""The fields of a contact that say so: yes or no, and since when."""


def has_opted_out(values: Mapping[str, Any], today: dt.date | None = None) -> bool:
    """Whether the values of a contact say that she opted out."""
    since = values.get(DATED)
    return bool(values.get(MARK)) or (since is not None and since <= (today or dt.date.today()))


def opted_out(today: dt.date | None = None) -> sa.ColumnElement[bool]:
    """The same as a condition of a query."""
    return sa.or_(Contact.opt_out.is_(True), Contact.objected <= (today or dt.date.today()))


def still_in(today: dt.date) -> tuple[Filter, ...]:
    """The same as filters of a view, for all others."""
    return (Filter(MARK, Op.IS_NOT, (True,)), Filter(DATED, Op.NOT_BETWEEN, (None, today)))


def left_out(n: int) -> str:
    """How many people who opted out are not in what goes out, as a sentence; empty for none."""
    if not n:
        return ""
    return trn("{n} contact who opted out was left out.", "{n} contacts who opted out were left out.", n)


def completed(values: Mapping[str, Any], known: Mapping[str, Any], today: dt.date) -> dict[str, Any]:
    """What a person sets, with what follows from it: a mark has a day, and a day that has come a mark.

    `known` are the values so far. Who is taken back in has no day of an objection any more.
    """
    made = dict(values)
    if MARK in values and DATED not in values:
        if values[MARK] and known.get(DATED) is None:
            made[DATED] = today
        elif not values[MARK] and has_opted_out({DATED: known.get(DATED)}, today):
            made[DATED] = None
    if DATED in values and MARK not in values and has_opted_out({DATED: values[DATED]}, today):
        made[MARK] = True
    return made


def lifts(known: Mapping[str, Any], changed: Mapping[str, Any], today: dt.date | None = None) -> list[str]:
    """The fields of `changed` that would take back or put off an objection of a contact."""
    if not has_opted_out(known, today):
        return []
    lifted = []
    if MARK in changed and known.get(MARK) and not changed[MARK]:
        lifted.append(MARK)
    if DATED in changed and known.get(DATED) and not has_opted_out({DATED: changed[DATED]}, today):
        lifted.append(DATED)
    return lifted
