"""Which backups stay: 12 daily, 10 weekly, 9 monthly, as borg and restic thin (`forget --keep-daily …`).

Of each of the last 12 days that have one the last backup stays, and so of 10 weeks (ISO 8601) and 9 months:
days without work use up nothing. All of the last 24 hours stay, and for a week those that were made before
something was done, as those are what she goes back to when it was wrong.

What is older than nine months goes, whatever else says that it stays, as personal data that were erased from
the store are still in it. That is the one rule that goes by the clock of this computer, so it asks for
witnesses: backups of three different days of the last month. A clock that stands wrong for a day or two has
none, and after three days of work those three are the newest. A backup that is dated in the future was
made while the clock was wrong, now or then: it stays, and takes no place from the others.
"""

import calendar
import datetime as dt
from collections.abc import Callable, Sequence

from db.backup.naming import BEFORE, Backup

DAYS, WEEKS, MONTHS = 12, 10, 9
NEWEST = 3
"""How many of the newest backups stay whatever the dates say."""

RECENT = dt.timedelta(hours=24)
BEFORE_STAY = dt.timedelta(days=7)
WITNESS = dt.timedelta(days=31)
AHEAD = dt.timedelta(hours=26)
"""How far a name may be ahead of the clock and still be of today: as far as time zones are apart."""


def kept_until(made: dt.date) -> dt.date:
    """The latest day on which a backup that was made on a day can still be there, nine months later.

    Where Dateline is not started then, it goes at the next start on which three backups of the last month
    are there; `db.backup.tidy` makes them where there was no work.
    """
    months = made.year * 12 + made.month - 1 + MONTHS
    year, month = divmod(months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return dt.date(year, month + 1, min(made.day, last))


def to_remove(backups: Sequence[Backup], now: dt.datetime) -> list[Backup]:
    """Those of the backups of one store that go now (local time)."""
    past = sorted((b for b in backups if b.moment <= now + AHEAD), key=lambda b: b.moment, reverse=True)
    stay = set(past[:NEWEST])
    stay |= {backup for backup in past if now - backup.moment < _stays(backup)}
    stay |= _last_of_each(past, DAYS, lambda moment: moment.date())
    stay |= _last_of_each(past, WEEKS, lambda moment: moment.isocalendar()[:2])
    stay |= _last_of_each(past, MONTHS, lambda moment: (moment.year, moment.month))
    if has_witnesses(past, now):
        stay -= {backup for backup in past if is_expired(backup, now)}
    return [backup for backup in past if backup not in stay]


def is_expired(backup: Backup, now: dt.datetime) -> bool:
    """Whether a backup is older than any may be."""
    return kept_until(backup.moment.date()) < now.date()


def has_witnesses(backups: Sequence[Backup], now: dt.datetime) -> bool:
    """Whether backups of different days of the last month bear out that the clock is right."""
    days = {b.moment.date() for b in backups if now - WITNESS <= b.moment <= now + AHEAD}
    return len(days) >= NEWEST


def _stays(backup: Backup) -> dt.timedelta:
    return BEFORE_STAY if backup.reason.startswith(BEFORE) else RECENT


def _last_of_each(
    newest_first: Sequence[Backup], most: int, period: Callable[[dt.datetime], object]
) -> set[Backup]:
    last: dict[object, Backup] = {}
    for backup in newest_first:
        last.setdefault(period(backup.moment), backup)
    return set(list(last.values())[:most])
