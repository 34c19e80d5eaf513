"""What an icon in a row says that its text does not: why to be careful with this record."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from db.fields import Field, Kind
from db.language import language, tr
from db.personal.objections import has_opted_out
from db.queries import Row, column_fields
from db.understanding import shown
from db.verification import Freshness, freshness


@dataclass(frozen=True)
class Mark:
    """An icon beside a record's name, in a colour of the theme, and its reason in words."""

    icon: str
    role: str
    why: str


@dataclass(frozen=True)
class Fading:
    """An icon before the text of a cell, the colour of both, their reason, and a text where there is none."""

    icon: str
    role: str
    why: str
    text: str = ""


_FADING = {
    Freshness.FRESH: ("check-circle-outline", "good"),
    Freshness.FADING: ("clock-outline", "muted"),
    Freshness.STALE: ("clock-alert-outline", "warning"),
    Freshness.NEVER: ("help-circle-outline", "warning"),
}


def fading_of(about: Field, row: Row) -> Fading | None:
    """How a cell that grows old looks; None for all others."""
    if (row.kind, about.name) != ("contact", "last_verified"):
        return None
    step = freshness(row.values.get(about.name), dt.date.today())
    why = {
        Freshness.FRESH: tr("Verified within six months."),
        Freshness.FADING: tr("Verified more than six months ago."),
        Freshness.STALE: tr("Verified more than a year ago: worth a call."),
        Freshness.NEVER: tr("Never verified."),
    }[step]
    icon, role = _FADING[step]
    return Fading(icon, role, why, tr("never") if step is Freshness.NEVER else "")


def _contact(row: Row) -> Mark | None:
    if not has_opted_out(row.values):
        return None
    return Mark("bell-off-outline", "warning", tr("Has opted out: wants nothing sent."))


def _release(row: Row) -> Mark | None:
    embargo = row.values.get("embargo")
    if row.values.get("status") == "withdrawn":
        return Mark("cancel", "danger", tr("Withdrawn: not to be used any more."))
    if not embargo or not _is_ahead(embargo):
        return None
    until = shown(column_fields("release")["embargo"], embargo, language())
    return Mark("clock-alert-outline", "warning", tr("Under embargo until {moment}.", moment=until))


_RULES: dict[str, tuple[tuple[str, ...], Callable[[Row], Mark | None]]] = {
    "contact": (("opt_out", "objected"), _contact),
    "release": (("embargo", "status"), _release),
}


def columns_for_marks(kind: str) -> tuple[str, ...]:
    """The fields that decide about the marks of a kind."""
    return _RULES[kind][0] if kind in _RULES else ()


def mark_of(row: Row) -> Mark | None:
    """The mark of a row; None for most."""
    return _RULES[row.kind][1](row) if row.kind in _RULES else None


def columns_beside(kind: str, names: tuple[str, ...]) -> tuple[str, ...]:
    """The fields that must be read with the columns of a list: for its marks, and currencies of amounts."""
    fields = column_fields(kind)
    currencies = [fields[name].currency for name in names if fields[name].kind is Kind.MONEY]
    return tuple(name for name in (*columns_for_marks(kind), *filter(None, currencies)) if name not in names)


def _is_ahead(moment: str) -> bool:
    try:
        when = dt.datetime.fromisoformat(moment)
    except ValueError:
        return False
    return when.astimezone() > dt.datetime.now().astimezone()
